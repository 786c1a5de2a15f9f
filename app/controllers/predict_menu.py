"""The menu of the models: which one Predict takes, what it finds and how well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.controllers.models import Models
from app.model_shelf import ModelChoice

_NONE = "Find the landmarks of the film on screen: import a model first, with Models..."
_LONGEST = 22  # letters of a title on the toolbar


class PredictMenu(QObject):
    """Keeps the menu and the words of the step in keeping with the list of models."""

    def __init__(self, menu: QMenu, step: QAction, models: Models, parent: QObject) -> None:
        super().__init__(parent)
        self._menu, self._step, self._models = menu, step, models
        self._tip = step.toolTip()
        self._first = menu.actions()[0]  # the entries of the models stand above it
        self._group = QActionGroup(self)
        self._entries: list[QAction] = []
        models.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        for entry in self._entries:
            self._menu.removeAction(entry)
            entry.deleteLater()
        chosen = self._models.chosen
        self._entries = [self._entry(one, one == chosen) for one in self._models.shelf.choices]
        if self._entries:
            self._entries.append(self._menu.insertSeparator(self._first))
        self._step.setIconText("Predict" if chosen is None else f"Predict: {_short(chosen.title)}")
        about = _NONE if chosen is None else f"{self._tip}\n{chosen.what}{_score(chosen)}"
        self._step.setToolTip(about)

    def _entry(self, choice: ModelChoice, chosen: bool) -> QAction:
        # an ampersand of a title is none of a shortcut
        entry = QAction(f"{choice.what}{_score(choice)}".replace("&", "&&"), self._menu)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        entry.setToolTip(f"{choice.path}\n{', '.join(choice.names)}")
        entry.triggered.connect(self._chooser(choice.key))
        self._group.addAction(entry)
        self._menu.insertAction(self._first, entry)
        return entry

    def _chooser(self, key: str) -> Callable[[], None]:
        return lambda: self._models.choose(key)


def _score(choice: ModelChoice) -> str:
    return f"   ({choice.score})" if choice.score else ""


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
