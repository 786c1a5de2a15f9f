"""The one way in which slow work runs: an engine operation on a thread, one in each slot at a time."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.translation import tr
from engine.errors import EngineError, mendable
from engine.operation import Operation, Progress
from engine.runtime.interruption import Interrupted, interruptible

REPORT_INTERVAL_MS = 50


@dataclass(frozen=True, slots=True)
class Bug:
    """An error that nobody foresaw: `summary` is one line, `traceback` the text to copy."""

    summary: str
    traceback: str

    @classmethod
    def of(cls, error: BaseException) -> Bug:
        """What is told of `error`, which is being handled or was raised before."""
        text = "".join(traceback.format_exception(error))
        return cls(f"{type(error).__name__}: {error}", text)


class Job(QThread):
    """One run of an operation. All signals come in the thread of this object, none after the outcome.

    `progressed` carries one Progress of each stage at most every 50 ms; previews (`found`), messages (one a
    line) and the latest metrics of those left out are gathered into it, and the last one always comes. Then
    `ended`, and exactly one of `succeeded` (the result), `failed` (an EngineError, or a Bug for anything
    else) or `cancelled`. After that the job deletes itself.
    """

    progressed = Signal(object)
    ended = Signal()
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, operation: Operation[Any], parent: QObject) -> None:
        super().__init__(parent)  # the parent keeps the thread object alive while it runs
        self._operation = operation
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._pending: list[Progress] = []  # in their order, neighbours of different stages
        self._result: Any = None
        self._error: EngineError | Bug | None = None
        self._stopped = False
        self._over = False
        # the work thread only leaves progress in `_pending`; this timer in the object's thread reports it
        self._reporter = QTimer(self, interval=REPORT_INTERVAL_MS)
        self._reporter.timeout.connect(self._report)
        self.started.connect(self._reporter.start)
        self.finished.connect(self._conclude)

    def cancel(self) -> None:
        """Stop at the next yield of the operation, or within a step; also before the start, and again."""
        self._stop.set()

    def cancel_and_wait(self) -> None:
        """Cancel, wait for the end and report the outcome now: for closing the window."""
        self.cancel()
        if self.isRunning() or self.isFinished():
            self.wait()
            self._conclude()

    def run(self) -> None:
        """Drive the operation; runs in the work thread, called by `start`."""
        try:
            self._drive()
        except BaseException as error:  # whatever it is, the window must hear of it
            self._error = mendable(error) or Bug.of(error)

    def _drive(self) -> None:
        try:
            with interruptible(self._stop.is_set):
                while not self._stop.is_set():
                    self._keep(next(self._operation))
        except StopIteration as end:
            self._result = end.value
        except Interrupted:  # in the middle of a long step; the operation has cleaned up
            self._stopped = True
        else:
            self._operation.close()
            self._stopped = True

    def _keep(self, progress: Progress) -> None:
        with self._lock:
            if self._pending and self._pending[-1].stage == progress.stage:
                progress = _joined(self._pending.pop(), progress)
            self._pending.append(progress)

    @Slot()
    def _report(self) -> None:
        with self._lock:
            pending, self._pending = self._pending, []
        for progress in pending:
            self.progressed.emit(progress)

    @Slot()
    def _conclude(self) -> None:
        if self._over:
            return
        self._over = True
        self.wait()  # `finished` comes a moment before the thread has really gone
        self._reporter.stop()
        self._report()
        self.ended.emit()
        if self._error is not None:
            self.failed.emit(self._error)
        elif self._stopped:
            self.cancelled.emit()
        else:
            self.succeeded.emit(self._result)
        self.deleteLater()


def _joined(before: Progress, now: Progress) -> Progress:
    """`now` with what would be lost if `before` were left out."""
    new = now.message and now.message not in before.message.splitlines()
    message = "\n".join(filter(None, (before.message, now.message))) if new else before.message
    metrics = {**before.metrics, **now.metrics}
    return replace(now, message=message, metrics=metrics, found=before.found + now.found)


class JobSlot(QObject):
    """Room for one job at a time; whoever needs a job of its own has one.

    `busy_changed` carries True when a job starts, False at its end and before its outcome is told, so that
    who hears of the outcome may start the next one.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """True while a job runs."""
        return self._job is not None

    def start(
        self,
        operation: Operation[Any],
        succeeded: Callable[[Any], object] | None = None,
        failed: Callable[[EngineError | Bug], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        progressed: Callable[[Progress], object] | None = None,
    ) -> None:
        """Run `operation` on a thread; exactly one of the first three is called at its end.

        EngineError where a job is running; `operation` is closed then.
        """
        if self._job is not None:
            operation.close()
            raise EngineError(tr("Another run is still going on: wait for it or cancel it first."))
        self._job = job = Job(operation, self)
        job.ended.connect(self._let_go)
        outcomes = (
            (job.succeeded, succeeded),
            (job.failed, failed),
            (job.cancelled, cancelled),
            (job.progressed, progressed),
        )
        for signal, receiver in outcomes:
            if receiver is not None:
                signal.connect(receiver)
        job.start()
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Stop the job at its next step, where one is running."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Cancel the job and wait for its end and outcome: the window closes."""
        for _ in range(2):  # the outcome of one that ended just now may have started the next one
            if self._job is not None:
                self._job.cancel_and_wait()

    @Slot()
    def _let_go(self) -> None:
        self._job = None
        self.busy_changed.emit(False)


def leave_a_core() -> None:
    """Let torch use one core less than there are: the window has it. For the thread that calls this."""
    import torch

    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))
