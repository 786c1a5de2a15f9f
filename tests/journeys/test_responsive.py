import time
from types import MappingProxyType

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from spot_sets import recipe
from window_driver import Driver

from app.document import edits
from app.document.project import FilmState
from app.jobs.job import Job
from app.runs import propagation
from app.runs.training import DetectorChoice, DetectorSystem
from engine.operation import Progress, run
from engine.phantoms.phantom import write_phantoms
from engine.supervised.systems import System


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    yield driver
    driver.close()


def test_the_window_answers_while_a_run_goes_on_and_cancel_takes_effect_at_once(
    driver, tmp_path, monkeypatch
):
    folder = tmp_path / "films"
    folder.mkdir()
    phantoms = run(write_phantoms(folder, 7, 5))
    whole = propagation.propagation

    def endless(request):
        yield from whole(request)
        while True:  # however quick it was, a run is left to cancel
            yield Progress("registration", 1, 1)
            time.sleep(0.01)

    monkeypatch.setattr(propagation, "propagation", endless)
    driver.open(folder)
    names = phantoms.scheme.names[:8]
    driver.window.views.landmarks.add_wanted.emit(names)
    for name in names:
        driver.click(*phantoms.truth[driver.film].landmarks[name].position)

    driver.press_step("propagate")
    previews = driver.window.workspace.previews
    assert_quick(computed(driver, lambda: previews.counts.states[FilmState.PREDICTED] >= 4))
    cancel_within_a_step(driver, monkeypatch)
    assert "was cancelled" in driver.window.views.job._stage.text()


def test_the_window_answers_while_a_detector_is_trained(driver, tmp_path, monkeypatch):
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    monkeypatch.setattr("engine.supervised.systems.SYSTEMS", MappingProxyType({System.UNET: recipe()}))
    folder = tmp_path / "films"
    folder.mkdir()
    phantoms = run(write_phantoms(folder, 12, 5))
    driver.open(folder)
    step = edits.change(driver.project, "Annotate", sets=phantoms.truth, scheme=phantoms.scheme)
    driver.window.workspace.document.push(step)
    driver.settle()
    choice = DetectorChoice("Hands", DetectorSystem.UNET, 10_000, 0.25)
    driver.window.controllers.training.start(folder, choice)
    panel = driver.window.views.job
    # past the start: with curves, and pictures of three films that follow each epoch
    spent = computed(driver, lambda: len(panel._errors.points) >= 10 and len(panel.samples.films) == 3)
    assert_quick(spent)
    cancel_within_a_step(driver, monkeypatch)


def computed(driver, is_enough):
    """Seconds that the window's own thread computes between two ticks, until `is_enough` while a run goes on.

    Its own computing, so that neither the run nor other programs count.
    """
    spent, last, loop = [], [time.thread_time()], QEventLoop()

    def tick():
        now = time.thread_time()
        spent.append(now - last[0])
        last[0] = now
        try:
            is_over = is_enough() or not driver.window.workspace.jobs.is_busy
        except Exception:
            loop.quit()  # or it would go round for ever
            raise
        if is_over:
            loop.quit()

    timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start()
    loop.exec()
    timer.stop()
    assert driver.window.workspace.jobs.is_busy
    return spent


def assert_quick(spent):
    assert len(spent) > 20
    assert sorted(spent)[int(0.95 * len(spent))] <= 0.033
    assert sorted(spent)[int(0.99 * len(spent))] < 0.1


def cancel_within_a_step(driver, monkeypatch):
    steps = []
    monkeypatch.setattr(Job, "_keep", lambda job, progress: steps.append(progress))
    driver.window.actions_["cancel-job"].trigger()
    begun = len(steps)
    driver.wait_for_job()
    assert len(steps) <= begun + 1  # the one that was under way
