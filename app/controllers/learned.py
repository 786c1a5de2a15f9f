"""Saves what the last run has learned as a model: into a file, or into the list that Predict takes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.controllers.films import Films
from app.controllers.jobs import Jobs
from app.controllers.models import Models
from app.controllers.propagation import Propagating
from app.controllers.run_operations import saving
from app.controllers.say import Say
from app.views.learned_dialog import LearnedDialog
from engine.errors import EngineError
from engine.models.model_files import SUFFIX, with_suffix

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel


class SavingLearned(QObject):
    """Asks, and does the rest by a function that tests can call."""

    def __init__(
        self,
        propagating: Propagating,
        films: Films,
        models: Models,
        jobs: Jobs,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._propagating, self._films, self._models, self._jobs = propagating, films, models, jobs
        self._say, self._window = say, window

    def ask(self) -> None:
        """Ask what goes into the file and where it goes."""
        learned, folder = self._propagating.learned, self._films.folder
        if learned is None or folder is None:
            return
        exemplars = tuple(one.identity for one in learned.exemplars)
        dialog = LearnedDialog(exemplars, folder.name, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        kept = learned if dialog.with_picture else learned.without_exemplars()
        kept = replace(kept, card=replace(kept.card, title=dialog.title))
        if dialog.into_list:
            self._say.attempt(lambda: self.save_into_list(kept))
            return
        proposal = str(folder.parent / f"{folder.name}-model{SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save what was learned", proposal, f"Model (*{SUFFIX})"
        )
        if path:
            self._say.attempt(lambda: self.save(Path(path), kept))

    def save(self, chosen: Path, learned: TrainedModel) -> None:
        """Write the file in a job; EngineError where that cannot start."""
        path = with_suffix(chosen)
        if path != chosen and path.exists():
            # the dialog asked about the name as it was typed only
            raise EngineError(f"{path} exists already: save again and choose that file or another name.")
        self._jobs.start("Saving what was learned", saving(path, learned), _closing_note)

    def save_into_list(self, learned: TrainedModel) -> None:
        """Write it beside the imported models, under a name of its own; EngineError where it cannot start."""
        stem = "".join(letter if letter.isalnum() else "-" for letter in learned.card.title).strip("-")
        path, number = self._models.own / f"{stem or 'model'}{SUFFIX}", 2
        while path.exists():
            path, number = path.with_name(f"{stem or 'model'}-{number}{SUFFIX}"), number + 1
        self._jobs.start("Saving what was learned", saving(path, learned), self._is_in_list)

    def _is_in_list(self, _path: Path) -> str:
        self._models.refresh()
        return "What was learned is in the list of models: Predict takes it where it is chosen there"


def _closing_note(path: Path) -> str:
    return f"What was learned is in {path}"
