"""Starts operations as jobs and shows them in the job panel; one learning job at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controllers.say import Say
from app.job import Bug, Job, JobGate
from app.views.job_panel import JobDisplay, JobPanel, in_words
from engine.errors import EngineError
from engine.operation import Operation, Progress

_SETTLE = 3  # units of a stage before its pace says anything


class Pace:
    """Estimates the time left of a stage from its own pace: other stages go at another one.

    Units come several at a time: between two of their reports the time left runs down, it does not grow.
    """

    def __init__(self) -> None:
        self._stage = ""
        self._began, self._first = 0.0, 0
        self._done, self._until = 0, 0.0  # units at the latest report, and when the stage will end by them

    def seconds_left(self, progress: Progress, now: float) -> float | None:
        """Seconds until the stage ends, None while nobody can know."""
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now, progress.done
            self._done = progress.done
        units = progress.done - self._first
        if units < _SETTLE or not progress.total:
            return None
        if progress.done != self._done:
            pace = (now - self._began) / units
            self._done, self._until = progress.done, now + pace * (progress.total - progress.done)
        return max(self._until - now, 1.0 if progress.done < progress.total else 0.0)


class Jobs(QObject):
    """Runs one job with the panel. `busy_changed` carries whether one is running."""

    busy_changed = Signal(bool)

    def __init__(self, panel: JobPanel, say: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._say = panel, say
        self._gate = JobGate(self)
        self._pace = Pace()
        self._title, self._began = "", 0.0
        self._done: Callable[[Any], str] = lambda _result: ""
        self._seen: Callable[[Progress], None] | None = None
        self._ended: Callable[[], None] | None = None
        self._gate.busy_changed.connect(self.busy_changed)
        panel.cancel_wanted.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """True while a job runs."""
        return self._gate.job is not None

    def start(
        self,
        title: str,
        operation: Operation[Any],
        done: Callable[[Any], str],
        seen: Callable[[Progress], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> None:
        """Start a job; EngineError where one is running.

        `done` takes the result and returns the closing note, `seen` gets each progress, `ended` is
        called at any end that has no result.
        """
        job = Job(operation, self)
        self._gate.start(job)
        self._title, self._began, self._pace = title, time.monotonic(), Pace()
        self._done, self._seen, self._ended = done, seen, ended
        job.progressed.connect(self._progressed)
        job.succeeded.connect(self._succeeded)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._panel.start(title)

    def cancel(self) -> None:
        """Stop the running job at its next step."""
        if self._gate.job is not None:
            self._gate.job.cancel()

    def close(self) -> None:
        """Cancel and wait: the window closes."""
        self._gate.close()

    def _progressed(self, progress: Progress) -> None:
        left = self._pace.seconds_left(progress, time.monotonic())
        metric = next(iter(progress.metrics.items()), None)
        self._panel.show_progress(
            JobDisplay(
                self._title, progress.stage, progress.done, progress.total, left, progress.message, metric
            )
        )
        if self._seen is not None:
            self._seen(progress)

    def _succeeded(self, result: Any) -> None:
        seconds = time.monotonic() - self._began
        note = self._done(result)
        self._panel.finish(f"{note or self._title + ' is done'} ({in_words(seconds)}).")

    def _failed(self, error: EngineError | Bug) -> None:
        self._panel.finish(f"{self._title} failed.")
        if self._ended is not None:
            self._ended()
        self._say.error(error)

    def _cancelled(self) -> None:
        self._panel.finish(f"{self._title} was cancelled: nothing of it was kept.")
        if self._ended is not None:
            self._ended()
