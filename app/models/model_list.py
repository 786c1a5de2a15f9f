"""The list of models and which of them the next prediction takes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.models.shelf import LoadedModels, ModelChoice, Shelf, look_at_shelf
from app.runs.corrections import OwnModel
from app.settings import Settings
from engine.models import installed
from engine.models.installed import FIND_OUT as FIND_OUT  # in the place of a choice's key, too

_CHOSEN, _TAKEN = "model", "model taken"  # in the settings


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
    def candidates(self) -> tuple[ModelChoice, ...]:
        """The models that say by themselves which films they fit, where there is a choice between them."""
        found = tuple(choice for choice in self.shelf.choices if choice.can_tell)
        return found if len(found) > 1 else ()

    @property
    def asked(self) -> tuple[ModelChoice, ...]:
        """The `candidates` in the order in which films are shown to them.

        The one taken last is the first, then come the person's own: they were made for films like these.
        """
        last = self._settings.remembered(_TAKEN)
        return tuple(sorted(self.candidates, key=lambda choice: (choice.key != last, not choice.is_own)))

    def note_taken(self, choice: ModelChoice) -> None:
        """Keep in mind that films were found to show what `choice` knows: the next ones often do."""
        self._settings.remember(_TAKEN, choice.key)

    @property
    def finds_out(self) -> bool:
        """Whether Predict takes whichever candidate fits: by wish, or where the box leaves a choice."""
        wanted = self._settings.remembered(_CHOSEN)
        if any(choice.key == wanted for choice in self.shelf.choices):
            return False
        of_box = [choice for choice in self.candidates if not choice.is_own]
        return bool(self.candidates) and (wanted == FIND_OUT or len(of_box) > 1)

    @property
    def chosen(self) -> ModelChoice | None:
        """The one model that Predict takes: what the person chose, else the first one, the box before others.

        None where there is none, and where Predict finds out which one fits.
        """
        if self.finds_out:
            return None
        wanted = self._settings.remembered(_CHOSEN)
        choices = self.shelf.choices
        return next((choice for choice in choices if choice.key == wanted), choices[0] if choices else None)

    def choose(self, key: str) -> None:
        """Let Predict take another one from now on; a search later begins with it, too."""
        self._settings.remember(_CHOSEN, key)
        if key != FIND_OUT:
            self._settings.remember(_TAKEN, key)
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
