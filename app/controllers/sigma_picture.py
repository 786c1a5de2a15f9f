"""The curves of learned widths: whose they are, which landmark they highlight, their picture as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.controllers.films import Films
from app.controllers.jobs import Jobs
from app.controllers.propagation import Propagating
from app.controllers.say import Say
from app.controllers.sigma_rounds import history_of, rounds_of
from app.document.selection import Selection
from app.job import Job
from app.views.sigma_curves import SigmaCurves, SigmaRoundMark
from engine.errors import EngineError
from engine.operation import Operation, Progress
from engine.sigma.config import SigmaHistory

_SUFFIX = ".png"


class SigmaPicture(QObject):
    """Asks for a file, and does the rest by a function that tests can call.

    A run is told by the rounds of its search while it goes on, and epoch by epoch, with those before a
    break, once it is finished: curves and picture alike. The picture may be asked for at any time: writing
    it has a job of its own, beside the one of the panel.
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
        self._curves, self._films, self._say, self._window = curves, films, say, window
        self._folder = Path()  # of the films whose curves are shown
        self._whole: SigmaHistory | None = None  # all epochs of the run that they are of, once it is finished
        self._writing: Job | None = None
        jobs.busy_changed.connect(self._busy_changed)
        propagating.finished.connect(self._finished)
        curves.save_wanted.connect(self._ask)
        selection.landmark_changed.connect(curves.choose)

    def save(self, chosen: Path, rounds: Sequence[SigmaRoundMark]) -> None:
        """Write the curves of `rounds`; EngineError where that cannot start."""
        path = chosen if chosen.suffix.casefold() == _SUFFIX else chosen.with_name(chosen.name + _SUFFIX)
        if path != chosen and path.exists():
            # the dialog asked about the name as it was typed only
            raise EngineError(f"{path} exists already: save again and choose that file or another name.")
        if self._writing is not None:
            raise EngineError("Another picture is still being written: save again in a moment.")
        title = f"{self._folder.name}: learned sigmas{'' if self._whole else ' (unfinished run)'}"
        self._writing = job = Job(drawing(path, self._whole or history_of(rounds), title), self)
        job.ended.connect(self._has_ended)
        job.succeeded.connect(lambda written: self._say.note(f"The picture of the curves is in {written}."))
        job.failed.connect(self._say.error)
        job.start()

    def close(self) -> None:
        """The window closes: wait for what is being written."""
        if self._writing is not None:
            self._writing.cancel_and_wait()

    def _busy_changed(self, busy: bool) -> None:
        if busy:  # the curves begin anew
            self._folder, self._whole = self._films.folder or Path(), None

    def _finished(self, sigmas: SigmaHistory | None) -> None:
        if sigmas is not None:
            self._whole = sigmas
            self._curves.show_all(rounds_of(sigmas))

    def _ask(self, rounds: Sequence[SigmaRoundMark]) -> None:
        proposal = str(self._folder.parent / f"{self._folder.name}-sigmas{_SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save the picture of the curves", proposal, f"Picture (*{_SUFFIX})"
        )
        if path:
            self._say.attempt(lambda: self.save(Path(path), rounds))

    def _has_ended(self) -> None:
        self._writing = None


def drawing(path: Path, history: SigmaHistory, title: str) -> Operation[Path]:
    """Draw the curves and write them; WriteError where that fails."""
    yield Progress("drawing", 0, 0)
    from engine.sigma.plots import plot_sigmas  # matplotlib is slow to import: in the job, not at the start

    plot_sigmas(path, history, title)
    return path
