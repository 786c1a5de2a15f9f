"""Saves what the last run has learned as a model: into a file, or into the list that Predict takes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.document import edits
from app.file_places import FileKind
from app.jobs.past_run import SAVING
from app.models.model_list import ModelList
from app.runs.operations import saving
from app.runs.propagation import Propagating
from app.translation import tr
from app.views.learned_dialog import LearnedDialog
from app.workspace.workspace import Workspace
from engine.models.model_files import SUFFIX, free_path, with_suffix

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.observers.reading_offsets import ReadingOffsets


class SavingModel(QObject):
    """Asks, and does the rest by a function that tests can call."""

    def __init__(self, workspace: Workspace, propagating: Propagating, models: ModelList) -> None:
        super().__init__(workspace.window)
        self._propagating, self._models = propagating, models
        self._document, self._jobs, self._messages = workspace.document, workspace.jobs, workspace.messages
        self._window = workspace.window

    def ask(self) -> None:
        """Ask what goes into the file and where it goes."""
        learned, folder = self._propagating.learned, self._document.folder
        if learned is None or folder is None:
            return
        exemplars = tuple(exemplar.identity for exemplar in learned.exemplars)
        reading = self._reading(learned)
        dialog = LearnedDialog(exemplars, folder.name, self._window, 0 if reading is None else reading.films)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        kept = learned if dialog.with_picture else learned.without_exemplars()
        kept = replace(kept, card=replace(kept.card, title=dialog.title))
        if dialog.with_reading and reading is not None:
            kept = replace(kept, reading=replace(reading, model=dialog.title))
        if dialog.into_list:
            self._messages.attempt(lambda: self.save_into_list(kept))
            return
        self._messages.ask_target(
            FileKind.MODEL,
            tr("Save what was learned"),
            folder.parent / f"{folder.name}-model{SUFFIX}",
            tr("Model (*{suffix})", suffix=SUFFIX),
            lambda path, _kind: self._jobs.start(SAVING, saving(path, kept), _closing_note),
            with_suffix,
        )

    def _reading(self, learned: TrainedModel) -> ReadingOffsets | None:
        """How the person reads beside the run that has learned it."""
        last = self._propagating.last
        method = "" if last is None else last.result.method
        return edits.reading_to_keep(self._document.project, method, learned.names or (), method)

    def save_into_list(self, learned: TrainedModel) -> None:
        """Write it beside the imported models, under a name of its own; EngineError where it cannot start."""
        stem = "".join(letter if letter.isalnum() else "-" for letter in learned.card.title).strip("-")
        path = free_path(self._models.own_folder, stem or "model")
        self._jobs.start(SAVING, saving(path, learned), self._is_in_list)

    def _is_in_list(self, _path: Path) -> str:
        self._models.refresh()
        return tr("What was learned is in the list of models: Predict takes it where it is chosen there")


def _closing_note(path: Path) -> str:
    return tr("What was learned is in {path}", path=path)
