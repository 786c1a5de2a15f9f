"""The button beside the search: a menu of the checks, with how many films each has found."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.translation import tr
from app.views.icons import give_icon
from app.views.palette import named

_ALL = tr("All films")


class CheckButton(QToolButton):
    """`opened`: a person asks for the checks. `chosen` carries the check of which films are shown, or ""."""

    opened = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = ""
        self._entries: dict[str, QAction] = {}
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._end = self._menu.addSeparator()
        self._note = self._menu.addAction("")
        self._note.setEnabled(False)
        self._add("", _ALL)
        self.setCheckable(True)
        self.clicked.connect(self.open)
        self.setAutoRaise(True)
        give_icon(self, "list-checks")
        named(self, tr("Checks of the films"), tr("Show the films on which something looks wrong, and why"))
        self.choose("")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Offer these checks with the number of films of each."""
        for check, count in counts.items():
            entry = self._entries.get(check) or self._add(check, check)
            entry.setText(f"{check}   ({count})")
            entry.setEnabled(count > 0 or check == self.check)

    def show_note(self, note: str) -> None:
        """Say below the checks what is still to come, "" for nothing."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def open(self) -> None:
        """Open the menu; the button looks pressed while a check is chosen, not because of the click."""
        self.setChecked(bool(self.check))
        self.opened.emit()
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def choose(self, check: str) -> None:
        """Show the films of a check, "" for all."""
        self._entries[check].setChecked(True)
        self.setChecked(bool(check))
        if check != self.check:
            self.check = check
            self.chosen.emit(check)

    def _add(self, check: str, words: str) -> QAction:
        entry = QAction(words, self)
        entry.setCheckable(True)
        entry.triggered.connect(lambda _checked: self.choose(check))
        self._group.addAction(entry)
        self._menu.insertAction(self._end, entry)
        self._entries[check] = entry
        return entry
