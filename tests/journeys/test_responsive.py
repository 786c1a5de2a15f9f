import time

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from window_driver import Driver

from engine.operation import run
from engine.phantoms.phantom import write_phantoms

TICK = 0.005  # s


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    yield driver
    driver.close()


def test_the_window_answers_while_a_run_goes_on_and_cancel_takes_effect_soon(driver, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    phantoms = run(write_phantoms(folder, 7, 5))
    driver.open(folder)
    names = phantoms.scheme.names[:8]
    driver.window.views.landmarks.add_wanted.emit(names)
    for name in names:
        driver.click(*phantoms.truth[driver.film].landmarks[name].position)

    lags, last, loop = [], [time.perf_counter()], QEventLoop()

    def tick():
        now = time.perf_counter()
        lags.append(now - last[0] - TICK)
        last[0] = now
        if len(driver.window.shown.worst_films()) >= 4 or not driver.window.jobs.is_busy:
            loop.quit()

    timer = QTimer(interval=round(1000 * TICK), timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    driver.press_step("propagate")
    last[0] = time.perf_counter()
    timer.start()
    loop.exec()
    timer.stop()
    lags.sort()
    assert driver.window.jobs.is_busy
    assert len(lags) > 100
    # nearly always far below what a hand feels; a busy machine may stumble now and then
    assert lags[int(0.99 * len(lags))] < 0.1

    asked = time.perf_counter()
    driver.window.actions_["cancel-job"].trigger()
    driver.wait_for_job()
    assert time.perf_counter() - asked < 3.0
    assert list(driver.project.sets) == [driver.film]
