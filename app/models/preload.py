"""Gets the models that may be asked ready while the person still looks at the first film."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.jobs.job import JobSlot
from app.models.model_list import ModelList
from app.models.operations import getting_ready
from app.workspace.open_folder import OpenFolder
from app.workspace.workspace import Workspace


class Preload(QObject):
    """Loads libraries and models once a folder without landmarks is open: Predict takes no second.

    Of several models that which is asked first comes first. A run that starts meanwhile gets the rest itself.
    """

    def __init__(self, workspace: Workspace, folder: OpenFolder, models: ModelList) -> None:
        super().__init__(workspace.window)
        self._document, self._models = workspace.document, models
        self._slot = JobSlot(self)
        folder.opened.connect(self._get_ready)
        workspace.jobs.started.connect(lambda _title: self._slot.cancel())

    def _get_ready(self) -> None:
        choice, project = self._models.chosen, self._document.project
        choices = self._models.asked if choice is None else (choice,)
        if not choices or project.sets or project.scheme.names or self._slot.is_busy:
            return
        # what is wrong with one is told when it is asked for
        self._slot.start(getting_ready(choices, self._models.loaded))
