"""Gets the chosen model ready while the person still looks at the first film."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.controllers.films import Films
from app.controllers.model_operations import getting_ready
from app.controllers.models import Models
from app.document.document import Document
from app.job import Job


class Warming(QObject):
    """Loads the libraries and the model once a folder without landmarks is open: Predict takes no second."""

    def __init__(self, document: Document, films: Films, models: Models, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._models = document, models
        self._job: Job | None = None
        films.opened.connect(self._get_ready)

    def close(self) -> None:
        """The window closes: wait for what is being read."""
        if self._job is not None:
            self._job.cancel_and_wait()

    def _get_ready(self) -> None:
        choice, project = self._models.chosen, self._document.project
        if choice is None or project.sets or project.scheme.names or self._job is not None:
            return
        self._job = Job(getting_ready(choice, self._models.loaded), self)
        self._job.ended.connect(self._is_ready)  # what is wrong with it is told when it is asked for
        self._job.start()

    def _is_ready(self) -> None:
        self._job = None
