"""Films that came since a run learned: predicted with what it learned, without learning again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.models.model_list import ModelList
from app.models.prediction import Predicting
from app.models.shelf import ModelChoice, choices_of
from app.runs.corrections import Correcting
from app.translation import tr
from app.workspace.workspace import Workspace
from engine.models.model_files import list_models


class NewFilms(QObject):
    """Offers the prediction where a folder that was learned from is opened with more films."""

    def __init__(
        self, workspace: Workspace, corrections: Correcting, predicting: Predicting, models: ModelList
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._corrections, self._predicting, self._models = corrections, predicting, models

    def offer(self) -> None:
        """Say how many films have no points, with a button that has them predicted."""
        films = self._without_points()
        if not films or self._document.read_only or (choice := self._choice()) is None:
            return
        self._messages.warn(
            tr(
                "{n} film has no points yet. What was learned here finds them, without learning again.",
                "{n} films have no points yet. What was learned here finds them, without learning again.",
                n=len(films),
            ),
            tr("Predict them") if len(films) > 1 else tr("Predict it"),
            lambda: self._predicting.predict(self._without_points(), choice),
            holds=lambda: bool(self._without_points()),
        )

    def _without_points(self) -> list[str]:
        project = self._document.project
        return [
            film
            for film in project.usable_films()
            if not (record := project.film(film)).unfit
            and not record.is_read_blind
            and not project.landmarks(film).landmarks
        ]

    def _choice(self) -> ModelChoice | None:
        """What was learned here, as a model that can predict."""
        file = self._corrections.model_file
        if file is None:
            return None
        summaries, _ = list_models((file.parent,))
        found = (each for each in summaries if each.path == file)
        return next((choice for each in found for choice in choices_of(each, self._models.own_folder)), None)
