"""The list of models and which of them the next prediction takes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.models.shelf import LoadedModels, ModelChoice, Shelf, look_at_shelf
from app.runs.corrections import OwnModel
from app.settings import Settings
from engine.models import installed

_CHOSEN = "model"  # in the settings


class ModelList(QObject):
    """`changed` comes when the list or the chosen one is another."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.box_folder, self.own_folder = installed.box_folder(), installed.own_folder()
        self.loaded = LoadedModels()
        self.shelf = Shelf()
        self.refresh()

    def refresh(self) -> None:
        """Look at the folders again."""
        self.shelf = look_at_shelf(self.box_folder, self.own_folder)
        self.changed.emit()

    @property
    def chosen(self) -> ModelChoice | None:
        """What Predict takes: what the person chose, else the first one, the box before all others."""
        wanted = self._settings.remembered(_CHOSEN)
        choices = self.shelf.choices
        return next((choice for choice in choices if choice.key == wanted), choices[0] if choices else None)

    def choose(self, key: str) -> None:
        """Let Predict take another one from now on."""
        self._settings.remember(_CHOSEN, key)
        self.changed.emit()

    def titled(self, title: str) -> ModelChoice | None:
        """The model of that title, the chosen one before others of the same title."""
        found = [choice for choice in self.shelf.choices if choice.title == title]
        return self.chosen if self.chosen in found else next(iter(found), None)


def own_model(models: ModelList) -> OwnModel | None:
    """What Predict takes, where a person saved or imported it; None for a model of the box."""
    choice = models.chosen
    if choice is None or not choice.is_own:
        return None
    return OwnModel(choice.path, choice.domain, choice.title)
