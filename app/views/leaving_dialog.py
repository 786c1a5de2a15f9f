"""Asks what becomes of a run when its window is to close."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from app.translation import tr
from app.views.palette import named
from app.views.plain import label

_Role = QDialogButtonBox.ButtonRole
_ESCAPE = tr("Esc goes back to the window.")


class Leave(Enum):
    """What the person wants."""

    STAY = auto()
    FINISH = auto()
    KEEP = auto()
    CANCEL = auto()


class LeavingDialog(QDialog):
    """`choice` is the answer; Escape, or closing it, leaves run and window as they are.

    A run that ends while it stands leaves one question only: `show_end`.
    """

    def __init__(self, question: str, can_keep: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A run is going on"))
        self.choice = Leave.STAY
        self._words = words = label(f"{question}\n\n{_ESCAPE}")
        words.setWordWrap(True)
        words.setMinimumWidth(430)
        self._buttons = QDialogButtonBox()
        self._add(tr("Finish first"), tr("Close by itself when the run has ended"), Leave.FINISH).setDefault(
            True
        )
        if can_keep:
            self._add(tr("Stop and keep"), tr("End it now, keep what it has so far, and close"), Leave.KEEP)
        self._add(tr("Cancel the run"), tr("Stop it without keeping anything of it, and close"), Leave.CANCEL)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._buttons)

    def show_end(self, ended: str, closes: bool) -> None:
        """Say how the run `ended`, and ask only whether the window closes; `closes`: what Enter means."""
        self.setWindowTitle(tr("The run has ended"))
        self._words.setText(f"{ended}\n\n{_ESCAPE}")
        self._buttons.clear()
        close = self._add(tr("Close OneMark"), tr("Nothing is computing any more"), Leave.FINISH)
        stay = self._add(tr("Stay"), tr("Go back to the window"), Leave.STAY)
        default = close if closes else stay
        default.setDefault(True)
        default.setFocus()

    @property
    def words(self) -> str:
        """What it asks."""
        return self._words.text()

    def _add(self, text: str, tip: str, choice: Leave) -> QPushButton:
        button = self._buttons.addButton(text, _Role.ActionRole)
        named(button, text, tip)
        button.clicked.connect(lambda: self._take(choice))
        return button

    def _take(self, choice: Leave) -> None:
        self.choice = choice
        self.accept()
