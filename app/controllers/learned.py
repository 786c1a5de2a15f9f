"""Saves what the last run has learned as a model file for `onemark predict`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.controllers.films import Films
from app.controllers.jobs import Jobs
from app.controllers.propagation import Propagating
from app.controllers.run_operations import saving
from app.controllers.say import Say
from app.views.learned_dialog import LearnedDialog
from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.detection.learned import Learned

SUFFIX = ".safetensors"


class SavingLearned(QObject):
    """Asks, and does the rest by a function that tests can call."""

    def __init__(self, propagating: Propagating, films: Films, jobs: Jobs, say: Say, window: QWidget) -> None:
        super().__init__(window)
        self._propagating, self._films, self._jobs = propagating, films, jobs
        self._say, self._window = say, window

    def ask(self) -> None:
        """Ask what goes into the file and where it goes."""
        learned, folder = self._propagating.learned, self._films.folder
        if learned is None or folder is None:
            return
        dialog = LearnedDialog(tuple(one.identity for one in learned.exemplars), self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        proposal = str(folder.parent / f"{folder.name}-model{SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save what was learned", proposal, f"Model (*{SUFFIX})"
        )
        if path:
            self._say.attempt(lambda: self.save(Path(path), learned, dialog.with_picture))

    def save(self, chosen: Path, learned: Learned, with_picture: bool) -> None:
        """Write the file in a job; EngineError where that cannot start."""
        path = chosen if chosen.suffix else chosen.with_name(f"{chosen.name}{SUFFIX}")
        if path != chosen and path.exists():
            # the dialog asked about the name as it was typed only
            raise EngineError(f"{path} exists already: save again and choose that file or another name.")
        kept = learned if with_picture else learned.without_exemplars()
        self._jobs.start("Saving what was learned", saving(path, kept), _closing_note)


def _closing_note(path: Path) -> str:
    return f"What was learned is in {path}"
