import time

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from window_driver import Driver

from app.document.project import FilmState
from app.jobs.job import Job
from app.runs import propagation
from engine.operation import Progress, run
from engine.phantoms.phantom import write_phantoms


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

    spent, last, loop = [], [0.0], QEventLoop()

    def tick():
        # the window's own computing, so that neither the run nor other programs count
        now = time.thread_time()
        spent.append(now - last[0])
        last[0] = now
        if (
            driver.window.workspace.previews.counts.states[FilmState.PREDICTED] >= 4
            or not driver.window.workspace.jobs.is_busy
        ):
            loop.quit()

    timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    driver.press_step("propagate")
    last[0] = time.thread_time()
    timer.start()
    loop.exec()
    timer.stop()
    assert driver.window.workspace.jobs.is_busy
    assert len(spent) > 20
    assert sorted(spent)[int(0.99 * len(spent))] < 0.1

    steps = []
    monkeypatch.setattr(Job, "_keep", lambda job, progress: steps.append(progress))
    driver.window.actions_["cancel-job"].trigger()
    begun = len(steps)
    driver.wait_for_job()
    assert len(steps) <= begun + 1  # the one that was under way
    assert "stay as predictions" in driver.window.views.job._stage.text()
