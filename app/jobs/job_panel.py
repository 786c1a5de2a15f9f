"""Starts operations as jobs and shows them in the job panel; one learning job at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.jobs.job import Bug, JobSlot
from app.time_left import RunPace, in_words
from app.views.job_panel import JobDisplay, JobPanel
from app.views.sigma_curves import SigmaRoundMark
from engine.errors import EngineError
from engine.operation import Operation, Progress

_WORDS = {
    "loading": ("Getting ready", ""),
    "probing this machine": ("Timing this computer", ""),
    "registration": ("Fitting the exemplar", "films"),
    "learning to register": ("Learning to fit", "films seen"),
    "bridges": ("Comparing the films with each other", "films"),
    "finder": ("Learning where to look", "steps"),
    "co-teaching": ("Teaching the detectors", "steps"),
    "learning sigma": ("Learning widths of heatmaps", "steps"),
    "validation": ("Checking on films kept back", "films"),
    "comparing films": ("Comparing the films with each other", "films"),
    "reading exemplars": ("Reading the exemplars", ""),
    "reading films": ("Reading the films", "films"),
    "choosing films": ("Choosing films to learn from", "films"),
    "prediction": ("Finding the landmarks", "films"),
    "heatmap": ("Looking at the film", ""),
    "saving": ("Writing the file", ""),
}


def in_plain_words(stage: str) -> tuple[str, str]:
    """(the stage in plain words, the unit that it counts); other stages are plain already."""
    return _WORDS.get(stage, (stage, ""))


def round_of(metrics: Mapping[str, float]) -> SigmaRoundMark | None:
    """The round that a progress tells, None where it tells of no landmark's sigma."""
    sigmas = _of_landmarks(metrics, "sigma")
    return SigmaRoundMark(int(metrics["epoch"]), sigmas, _of_landmarks(metrics, "reward")) if sigmas else None


def _of_landmarks(metrics: Mapping[str, float], what: str) -> dict[str, float]:
    """The metrics "`what` NAME" as {NAME: value}."""
    start = f"{what} "
    return {key.removeprefix(start): value for key, value in metrics.items() if key.startswith(start)}


class Jobs(QObject):
    """Runs one job with the panel. `busy_changed` carries whether one is running, `failed` why one failed.

    `started` carries the title of a job that runs now.
    """

    busy_changed = Signal(bool)
    started = Signal(str)
    failed = Signal(object)

    def __init__(self, panel: JobPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._slot = JobSlot(self)
        self._pace = RunPace()
        self._title, self._began, self._if_stopped = "", 0.0, ""
        self._done: Callable[[Any], str] = lambda _result: ""
        self._seen: Callable[[Progress], None] | None = None
        self._ended: Callable[[], str] | None = None
        self._notes: list[str] = []
        self._is_stopping = False
        self._slot.busy_changed.connect(self.busy_changed)
        panel.cancel_wanted.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """True while a job runs."""
        return self._slot.is_busy

    @property
    def question(self) -> str:
        """What to ask who closes the window now: the job and what is left of it; "" for nothing to ask."""
        if not self._slot.is_busy or self._is_stopping:
            return ""
        return f"{self._title} is still running. {self._if_stopped}"

    def start(
        self,
        title: str,
        operation: Operation[Any],
        done: Callable[[Any], str],
        seen: Callable[[Progress], None] | None = None,
        ended: Callable[[], str] | None = None,
        notes: Sequence[str] = (),
        if_stopped: str = "Nothing of it is kept.",
    ) -> None:
        """Start a job; EngineError where one is running.

        `done` takes the result and returns the closing note, `seen` gets each progress, `ended` is
        called at any end that has no result and may return what is left of the job ("": nothing).
        `notes` stand below the title while it runs. `if_stopped` tells who would stop it what is kept then.
        """
        self._slot.start(operation, self._succeeded, self._failed, self._cancelled, self._progressed)
        self._title, self._began, self._pace = title, time.monotonic(), RunPace()
        self._if_stopped, self._is_stopping = if_stopped, False
        self._done, self._seen, self._ended = done, seen, ended
        self._notes = list(notes)
        self._panel.start(title, "\n".join(self._notes))
        self.started.emit(title)

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
        if self._slot.is_busy:
            self._is_stopping = True
            self._slot.cancel()
            self._panel.show_stopping()

    def leave(self) -> None:
        """Another project is open: what the panel says of an ended job was of the one before."""
        self._panel.setVisible(self.is_busy)

    def _progressed(self, progress: Progress) -> None:
        stage, unit = in_plain_words(progress.stage)
        unit = unit.removesuffix("s") if progress.total == 1 else unit
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
        try:
            note = self._done(result)
        except EngineError as error:
            self._failed(error)
            return
        except Exception as error:  # whatever it is, the job is over and the panel says so
            self._failed(Bug.of(error))
            return
        self._panel.finish(f"{note or self._title + ' is done'}. It took {in_words(seconds)}.")

    def _failed(self, error: EngineError | Bug) -> None:
        self._panel.finish(f"{self._title} failed. {self._what_is_left()}".rstrip())
        self.failed.emit(error)

    def _cancelled(self) -> None:
        left = self._what_is_left()
        self._panel.finish(f"{self._title} was cancelled. {left or 'Nothing of it was kept.'}")

    def _what_is_left(self) -> str:
        """What `ended` tells; where it fails the job is over all the same, and the panel says so."""
        try:
            return "" if self._ended is None else self._ended()
        except EngineError as error:
            return str(error)
        except Exception as error:
            self.failed.emit(Bug.of(error))
            return ""
