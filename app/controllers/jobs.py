"""Starts operations as jobs and shows them in the job panel; one learning job at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controllers.pace import RunPace
from app.controllers.say import Say
from app.controllers.sigma_rounds import round_of
from app.controllers.stage_words import in_plain_words
from app.job import Bug, Job, JobGate
from app.views.job_panel import JobDisplay, JobPanel, in_words
from engine.errors import EngineError
from engine.operation import Operation, Progress


class Jobs(QObject):
    """Runs one job with the panel. `busy_changed` carries whether one is running."""

    busy_changed = Signal(bool)

    def __init__(self, panel: JobPanel, say: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._say = panel, say
        self._gate = JobGate(self)
        self._pace = RunPace()
        self._title, self._began = "", 0.0
        self._done: Callable[[Any], str] = lambda _result: ""
        self._seen: Callable[[Progress], None] | None = None
        self._ended: Callable[[], str] | None = None
        self._notes: list[str] = []
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
        ended: Callable[[], str] | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        """Start a job; EngineError where one is running.

        `done` takes the result and returns the closing note, `seen` gets each progress, `ended` is
        called at any end that has no result and may return what is left of the job ("": nothing).
        `notes` stand below the title while it runs.
        """
        job = Job(operation, self)
        self._gate.start(job)
        self._title, self._began, self._pace = title, time.monotonic(), RunPace()
        self._done, self._seen, self._ended = done, seen, ended
        job.progressed.connect(self._progressed)
        job.succeeded.connect(self._succeeded)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._notes = list(notes)
        self._panel.start(title, "\n".join(self._notes))

    def add_note(self, note: str) -> None:
        """One more line below the title of the running job."""
        self._notes.append(note)
        self._panel.show_notes("\n".join(self._notes))

    def log(self, lines: Sequence[str]) -> None:
        """More lines for the log of the job."""
        for line in lines:
            self._panel.write(line)

    def expect(self, seconds: float) -> None:
        """The running job is expected to take so long from now on."""
        self._pace.expect(seconds, time.monotonic())

    def cancel(self) -> None:
        """Stop the running job at its next step."""
        if self._gate.job is not None:
            self._gate.job.cancel()
            self._panel.show_stopping()

    def close(self) -> None:
        """Cancel and wait: the window closes."""
        self._gate.close()

    def _progressed(self, progress: Progress) -> None:
        stage, unit = in_plain_words(progress.stage)
        self._panel.show_progress(
            JobDisplay(
                stage,
                progress.done,
                progress.total,
                unit,
                self._pace.seconds_left(progress, time.monotonic()),
                progress.message,
                progress.metrics.get("loss"),
                round_of(progress.metrics),
            )
        )
        if self._seen is not None:
            self._seen(progress)

    def _succeeded(self, result: Any) -> None:
        seconds = time.monotonic() - self._began
        note = self._done(result)
        self._panel.finish(f"{note or self._title + ' is done'} ({in_words(seconds)}).")

    def _failed(self, error: EngineError | Bug) -> None:
        left = "" if self._ended is None else self._ended()
        self._panel.finish(f"{self._title} failed. {left}".rstrip())
        self._say.error(error)

    def _cancelled(self) -> None:
        left = "" if self._ended is None else self._ended()
        self._panel.finish(f"{self._title} was cancelled. {left or 'Nothing of it was kept.'}")
