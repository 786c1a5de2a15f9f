"""A job reports progress, gives exactly one outcome, and can be cancelled at any time."""

import threading
import time
from collections.abc import Generator

import pytest
import torch
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.jobs.job import Bug, Job, JobSlot
from engine.errors import EngineError, PropagationError
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress
from engine.runtime.interruption import watched


class Log:
    """What a job said, in order."""

    def __init__(self, job: Job) -> None:
        self.steps: list[Progress] = []
        self.outcomes: list[object] = []
        job.progressed.connect(self.steps.append)
        job.succeeded.connect(lambda result: self.outcomes.append(("succeeded", result)))
        job.failed.connect(lambda error: self.outcomes.append(("failed", error)))
        job.cancelled.connect(lambda: self.outcomes.append("cancelled"))


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def counting(steps: int, pause_s: float = 0.0) -> Operation[int]:
    for step in range(steps):
        time.sleep(pause_s)
        yield Progress("count", step + 1, steps, found=(LandmarkSet(f"{step}.png"),))
    return steps


def test_all_previews_arrive_in_few_reports_and_then_the_result(qtbot: QtBot, owner: QObject) -> None:
    job = Job(counting(300), owner)
    assert job._reporter.interval() >= 50
    log = Log(job)
    job.start()
    assert job.wait()  # no report meanwhile: this thread takes no events
    qtbot.waitUntil(lambda: bool(log.outcomes))
    assert log.outcomes == [("succeeded", 300)]
    assert len(log.steps) <= 2
    assert [marks.film for step in log.steps for marks in step.found] == [f"{n}.png" for n in range(300)]
    assert log.steps[-1].done == 300


def test_no_stage_and_no_message_is_lost_between_two_reports(qtbot: QtBot, owner: QObject) -> None:
    def quick() -> Operation[None]:
        yield Progress("a", 1, 2, "one")
        yield Progress("a", 1, 2, "one")
        yield Progress("a", 2, 2, "two", {"loss": 1.0})
        yield Progress("b", 0, 0, "three", {"seconds": 5.0})
        yield Progress("a", 1, 1)

    job = Job(quick(), owner)
    log = Log(job)
    job.start()
    qtbot.waitUntil(lambda: bool(log.outcomes))
    said = [line for step in log.steps for line in step.message.splitlines()]
    assert [step.stage for step in log.steps if step.message][-1] == "b"
    assert list(dict.fromkeys(said)) == ["one", "two", "three"]
    assert [step.metrics["seconds"] for step in log.steps if step.stage == "b"] == [5.0]


def test_progress_before_a_long_step_is_shown_during_it(qtbot: QtBot, owner: QObject) -> None:
    go_on = threading.Event()

    def slow() -> Operation[None]:
        yield Progress("long", 1, 2)
        yield Progress("long", 2, 2)
        go_on.wait(60)

    job = Job(slow(), owner)
    log = Log(job)
    job.start()
    qtbot.waitUntil(lambda: bool(log.steps) and log.steps[-1].done == 2)
    assert not log.outcomes
    go_on.set()
    qtbot.waitUntil(lambda: bool(log.outcomes))


def test_cancel_takes_effect_at_the_next_yield_and_cleans_up(qtbot: QtBot, owner: QObject) -> None:
    seen: list[str] = []
    reached, go_on = threading.Event(), threading.Event()

    def watched() -> Operation[None]:
        try:
            yield Progress("a", 0, 0)
            reached.set()
            go_on.wait(60)
            yield Progress("b", 0, 0)
            seen.append("too far")
        finally:
            seen.append(threading.current_thread().name)

    job = Job(watched(), owner)
    log = Log(job)
    job.start()
    assert reached.wait(60)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(log.outcomes))
    assert log.outcomes == ["cancelled"]
    assert len(seen) == 1
    assert seen[0] != threading.main_thread().name


def test_a_job_cancelled_before_its_start_never_begins(qtbot: QtBot, owner: QObject) -> None:
    begun: list[int] = []

    def operation() -> Operation[None]:
        begun.append(1)
        yield Progress("never", 0, 0)

    job = Job(operation(), owner)
    log = Log(job)
    job.cancel()
    job.start()
    qtbot.waitUntil(lambda: bool(log.outcomes))
    assert (log.outcomes, begun) == (["cancelled"], [])


@pytest.mark.parametrize("error", [PropagationError("Mark an exemplar first."), ZeroDivisionError("oops")])
def test_an_engine_error_comes_as_it_is_and_anything_else_with_its_traceback(
    qtbot: QtBot, owner: QObject, error: Exception
) -> None:
    def failing() -> Generator[Progress, None, None]:
        yield Progress("a", 0, 0)
        raise error

    job = Job(failing(), owner)
    log = Log(job)
    job.start()
    qtbot.waitUntil(lambda: bool(log.outcomes))
    [(kind, told)] = log.outcomes  # type: ignore[misc]
    assert kind == "failed"
    if isinstance(error, EngineError):
        assert told is error
    else:
        assert isinstance(told, Bug)
        assert "in failing" in told.traceback


def test_nothing_is_said_after_the_outcome_and_the_job_deletes_itself(qtbot: QtBot, owner: QObject) -> None:
    job = Job(counting(5), owner)
    log = Log(job)
    gone: list[int] = []
    job.destroyed.connect(lambda: gone.append(1))
    job.start()
    qtbot.waitUntil(lambda: bool(gone))
    steps = len(log.steps)
    qtbot.wait(120)
    assert (len(log.outcomes), len(log.steps)) == (1, steps)


def test_a_slot_lets_one_job_run_and_the_next_may_start_from_its_outcome(
    qtbot: QtBot, owner: QObject
) -> None:
    slot = JobSlot(owner)
    busy: list[bool] = []
    results: list[int] = []
    slot.busy_changed.connect(busy.append)
    slot.start(counting(50, 0.002), lambda _result: slot.start(counting(1), results.append))
    refused = counting(1)
    with pytest.raises(EngineError, match="still going on"):
        slot.start(refused, results.append)
    assert next(refused, None) is None  # closed, and no thread was made for it
    assert len(slot.findChildren(Job)) == 1
    qtbot.waitUntil(lambda: bool(results))
    assert busy == [True, False, True, False]


def test_closing_waits_for_the_job_and_tells_its_end_once(qtbot: QtBot, owner: QObject) -> None:
    slot = JobSlot(owner)
    ends: list[str] = []
    slot.start(
        counting(100000, 0.001), lambda _result: ends.append("done"), ends.append, lambda: ends.append("")
    )
    slot.close()
    assert not slot.is_busy
    qtbot.wait(20)
    assert ends == [""]


def test_cancel_takes_effect_within_a_long_step_and_cleans_up(qtbot):
    net, cleaned, outcomes = torch.nn.Sequential(*(torch.nn.Linear(2, 2) for _ in range(500))), [], []

    class Slow(torch.nn.Module):
        def forward(self, x):
            for layer in net:
                threading.Event().wait(0.02)  # 10 s in all
                x = layer(x)
            return x

    def step():
        try:
            yield Progress("training", 0, 1)
            with watched([net]):
                Slow()(torch.rand(1, 2))
            yield Progress("training", 1, 1)
        finally:
            cleaned.append(True)

    parent = QObject()
    job = Job(step(), parent)
    job.progressed.connect(lambda _progress: job.cancel())
    job.cancelled.connect(lambda: outcomes.append("cancelled"))
    job.succeeded.connect(lambda _result: outcomes.append("succeeded"))
    job.start()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)
    assert outcomes == ["cancelled"]
    assert cleaned
