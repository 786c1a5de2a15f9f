"""How a run ends is told: to the history, on the desktop; and the computer stays awake until then."""

import threading
from types import SimpleNamespace

import pytest
import wakepy
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.jobs import awake
from app.jobs.awake import kept_awake
from app.jobs.end_notice import EndNotice
from app.jobs.job_panel import Jobs
from app.jobs.past_run import PastRun, RunEnd
from app.views.job_panel import JobPanel
from engine.errors import EngineError
from engine.operation import Progress, StopEarly, run


@pytest.fixture(name="jobs")
def jobs_with_a_panel(qtbot):
    panel = JobPanel()
    qtbot.addWidget(panel)
    made = Jobs(panel, panel)
    made.panel, made.ended = panel, []
    made.over.connect(made.ended.append)
    return made


def endless(stop=None):
    while stop is None or not stop.is_wanted:
        yield Progress("training", 1, 100)
        threading.Event().wait(0.005)
    return "what it had"


def failing():
    yield Progress("training", 1, 2)
    raise EngineError("No room.")


def ended(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy and bool(jobs.ended))
    return jobs.ended[-1]


def test_a_run_that_polls_comes_to_its_result_early_and_the_history_hears_how(jobs, qtbot):
    stop, results = StopEarly(), []
    jobs.start("Training", endless(stop), lambda got: results.append(got) or "", stop=stop, films=7)
    jobs.tell({}, {"seed": "3"})
    assert jobs.can_stop_early
    jobs.stop_early()
    assert not jobs.can_stop_early
    told = ended(qtbot, jobs)
    assert results == ["what it had"]
    assert (told.what, told.films, told.end, told.details) == ("Training", 7, RunEnd.STOPPED, {"seed": "3"})
    assert jobs.panel._stage.text().startswith("Training was stopped early")


def test_one_that_was_stopped_early_can_still_be_cancelled(jobs, qtbot):
    kept = []
    jobs.start("Training", endless(), kept.append, discarded=lambda: "", stop=StopEarly())
    jobs.stop_early()  # nobody polls here
    jobs.cancel()
    assert ended(qtbot, jobs).end is RunEnd.CANCELLED
    assert not kept


@pytest.mark.parametrize(
    ("end", "called"),
    [("stop_early", "kept"), ("interrupt", "kept"), ("cancel", "discarded"), (None, "kept")],
)
def test_only_who_cancels_wants_nothing_kept(jobs, qtbot, end, called):
    calls = []
    jobs.start(
        "Prediction",
        endless(),
        lambda _result: "",
        ended=lambda: calls.append("kept") or "Points stay.",
        discarded=lambda: calls.append("discarded") or "",
    )
    if end is None:
        jobs._slot.close()  # as a window that closes does
    else:
        getattr(jobs, end)()
    ended(qtbot, jobs)
    assert calls == [called]


def test_a_job_of_which_nothing_can_be_kept_offers_only_cancel(jobs, qtbot):
    jobs.start("Saving", endless(), lambda _result: "")
    assert not jobs.panel._keep.isVisibleTo(jobs.panel)
    jobs.stop_early()
    assert jobs.is_busy
    jobs.cancel()
    ended(qtbot, jobs)


def test_a_failure_is_told_as_one(jobs, qtbot):
    jobs.start("Training", failing(), lambda _result: "", films=3)
    assert ended(qtbot, jobs).end is RunEnd.FAILED


class Held:
    """Stands in for what keeps the computer awake, and counts who holds it."""

    def __init__(self):
        self.holds, self.most = 0, 0

    def running(self, on_fail):
        return self

    def __enter__(self):
        self.holds += 1
        self.most = max(self.most, self.holds)

    def __exit__(self, *_error):
        self.holds -= 1


@pytest.fixture(name="held")
def held_awake(monkeypatch):
    held = Held()
    monkeypatch.setattr(wakepy, "keep", held)
    monkeypatch.setattr(awake, "_LOOK_FIRST", 0.0)
    monkeypatch.setattr(awake, "_LOOK_AGAIN", 0.0)
    return held


def test_a_run_of_a_few_seconds_looks_for_no_plug(held, monkeypatch):
    clock, looks = [100.0], []
    monkeypatch.undo()
    monkeypatch.setattr(awake, "monotonic", lambda: clock[0])
    monkeypatch.setattr(awake, "has_mains_power", lambda: looks.append(clock[0]))

    def operation():
        for _ in range(6):
            clock[0] += 1.0
            yield Progress("a", 0, 0)

    run(kept_awake(operation()))
    assert looks == [105.0]
    assert held.most == 0


def test_the_computer_is_held_awake_from_the_first_step_to_the_end(held, monkeypatch):
    monkeypatch.setattr(awake, "has_mains_power", lambda: True)
    seen = []

    def operation():
        for number in range(3):
            seen.append(held.holds)
            yield Progress("a", number, 3)
        return 5

    assert run(kept_awake(operation())) == 5
    assert (seen, held.holds, held.most) == ([1, 1, 1], 0, 1)
    cut = kept_awake(operation())
    next(cut)
    cut.close()
    assert held.holds == 0


def test_it_may_sleep_as_long_as_it_lives_on_its_battery(held, monkeypatch):
    plugged = iter([True, False, False, True])
    monkeypatch.setattr(awake, "has_mains_power", lambda: next(plugged))
    seen = []

    def operation():
        for number in range(3):
            seen.append(held.holds)
            yield Progress("a", number, 3)

    run(kept_awake(operation()))
    assert (seen, held.holds) == ([1, 0, 0], 0)


@pytest.mark.parametrize(
    ("battery", "mains"),
    [
        (None, True),
        (SimpleNamespace(power_plugged=False), False),
        (SimpleNamespace(power_plugged=None), True),
    ],
)
def test_a_battery_that_runs_down_is_no_mains_power(monkeypatch, battery, mains):
    monkeypatch.setattr("psutil.sensors_battery", lambda: battery, raising=False)
    assert awake.has_mains_power() is mains


def past(seconds=60.0, end=RunEnd.FINISHED):
    return PastRun("2026-11-28T10:00:00+00:00", "Training (U-Net)", 7, seconds, end)


def test_the_desktop_is_told_of_an_end_that_nobody_sees(jobs, qtbot, monkeypatch):
    window, alerts, messages = QWidget(), [], []
    qtbot.addWidget(window)
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *words: messages.append(words[:2]))
    notice = EndNotice(jobs, window)
    active = [True]
    monkeypatch.setattr(QWidget, "isActiveWindow", lambda _window: active[0])
    jobs.over.emit(past())
    assert not alerts
    active[0] = False
    jobs.over.emit(past(seconds=2.0))
    jobs.over.emit(past(end=RunEnd.CANCELLED))
    assert not alerts
    jobs.over.emit(past())
    assert alerts == [window]
    assert messages == [("Training (U-Net): finished", "It took 1 min.")]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    jobs.over.emit(past())
    assert (len(alerts), len(messages)) == (2, 1)  # without a tray the task bar alone tells
    notice._come()
    assert window.isVisible()


def test_a_run_that_comes_to_a_result_in_one_stage_only_is_stopped_at_once_in_another(jobs, qtbot):
    stop, wanted = StopEarly(), threading.Event()

    def staged():
        while not wanted.is_set():
            yield Progress("registration", 1, 2)
            threading.Event().wait(0.005)
        yield from endless(stop)
        return "what it knows"

    results = []
    start = {"stop": stop, "ends_in": ("training",), "films": 7}
    jobs.start("Propagation", staged(), results.append, **start)
    qtbot.waitUntil(lambda: jobs._stage == "registration")
    assert not jobs.can_stop_early
    assert not jobs.panel._keep.isVisibleTo(jobs.panel)
    wanted.set()
    qtbot.waitUntil(lambda: jobs.can_stop_early)
    assert jobs.panel._keep.isVisibleTo(jobs.panel)
    jobs.stop_early()
    assert ended(qtbot, jobs).end is RunEnd.STOPPED
    assert results == ["what it knows"]


def test_where_it_comes_to_no_result_yet_what_is_on_show_is_kept(jobs, qtbot):
    kept = []
    jobs.start(
        "Propagation",
        endless(),
        lambda _result: "",
        ended=lambda: kept.append("on show") or "",
        discarded=lambda: "",
        stop=StopEarly(),
        ends_in=("co-teaching",),
    )
    jobs.stop_early()
    assert ended(qtbot, jobs).end is RunEnd.STOPPED
    assert kept == ["on show"]
