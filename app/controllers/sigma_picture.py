"""The curves of the learned widths: which landmark they highlight, and their picture as a file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.controllers.films import Films
from app.controllers.jobs import Jobs
from app.controllers.propagation import LastRun, Propagating
from app.controllers.say import Say
from app.document.selection import Selection
from app.job import Job
from app.views.sigma_curves import SigmaCurves, SigmaRound
from engine.detection.sigma_config import SigmaHistory, SigmaRecord
from engine.errors import EngineError
from engine.operation import Operation, Progress

_SUFFIX = ".png"
_UNFINISHED = "Unfinished run: rounds of the search in place of epochs"


class SigmaPicture(QObject):
    """Asks for a file, and does the rest by a function that tests can call.

    A finished run is drawn epoch by epoch as the engine tells it, another one by the rounds on show.
    It may be asked while a run goes on: writing has a job of its own, beside the one of the panel.
    """

    def __init__(
        self,
        curves: SigmaCurves,
        selection: Selection,
        jobs: Jobs,
        propagating: Propagating,
        films: Films,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._propagating, self._films, self._say, self._window = propagating, films, say, window
        self._before: LastRun | None = None  # the last run when the job of the curves began
        self._writing: Job | None = None
        jobs.busy_changed.connect(self._busy_changed)
        curves.save_wanted.connect(self._ask)
        selection.landmark_changed.connect(curves.choose)

    def save(self, chosen: Path, rounds: Sequence[SigmaRound]) -> None:
        """Write the curves of `rounds`; EngineError where that cannot start."""
        path = chosen if chosen.suffix.casefold() == _SUFFIX else chosen.with_name(chosen.name + _SUFFIX)
        if path != chosen and path.exists():
            # the dialog asked about the name as it was typed only
            raise EngineError(f"{path} exists already: save again and choose that file or another name.")
        if self._writing is not None:
            raise EngineError("Another picture is still being written: save again in a moment.")
        whole = self._whole
        title = _UNFINISHED if whole is None else f"{self._films_name}: learned sigmas"
        self._writing = job = Job(drawing(path, whole or history_of(rounds), title), self)
        job.ended.connect(self._has_ended)
        job.succeeded.connect(lambda written: self._say.note(f"The picture of the curves is in {written}."))
        job.failed.connect(self._say.error)
        job.start()

    def close(self) -> None:
        """The window closes: wait for what is being written."""
        if self._writing is not None:
            self._writing.cancel_and_wait()

    @property
    def _whole(self) -> SigmaHistory | None:
        """All epochs of the run whose curves are shown, once it is finished."""
        last = self._propagating.last
        return None if last is None or last is self._before else last.result.sigmas

    @property
    def _films_name(self) -> str:
        return (self._films.folder or Path()).name

    def _busy_changed(self, busy: bool) -> None:
        if busy:
            self._before = self._propagating.last

    def _ask(self, rounds: Sequence[SigmaRound]) -> None:
        folder = self._films.folder or Path()
        proposal = str(folder.parent / f"{self._films_name}-sigmas{_SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save the picture of the curves", proposal, f"Picture (*{_SUFFIX})"
        )
        if path:
            self._say.attempt(lambda: self.save(Path(path), rounds))

    def _has_ended(self) -> None:
        self._writing = None


def history_of(rounds: Sequence[SigmaRound]) -> SigmaHistory:
    """`rounds` as a history of all their landmarks; NaN where a round does not tell."""
    names = tuple(dict.fromkeys(name for one in rounds for name in one.sigmas))
    unknown = (math.nan,) * len(names)
    records = tuple(
        SigmaRecord(
            one.number,
            tuple(one.sigmas.get(name, math.nan) for name in names),
            tuple(one.rewards.get(name, math.nan) for name in names),
            unknown,
        )
        for one in rounds
    )
    return SigmaHistory(names, records)


def drawing(path: Path, history: SigmaHistory, title: str) -> Operation[Path]:
    """Draw the curves and write them; WriteError where that fails."""
    yield Progress("drawing", 0, 0)
    from engine.plots import plot_sigmas  # matplotlib is slow to import: in the job, not at the start

    plot_sigmas(path, history, title)
    return path
