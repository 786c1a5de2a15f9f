"""The steps of the project as a list: a click goes back to one, or on again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QUndoView, QVBoxLayout, QWidget

from app.translation import tr
from app.views.dialogs import resize_within_screen
from app.views.palette import named
from app.views.plain import label


class UndoList(QDialog):
    """Beside the window; what is chosen in the list is how the project is now."""

    def __init__(self, stack: QUndoStack, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle(tr("Undo history"))
        self.steps = QUndoView(stack)
        self.steps.setEmptyLabel(tr("As it was opened"))
        named(self.steps, tr("Steps"), tr("Choose one: the project is as it was after that step"))
        column = QVBoxLayout(self)
        column.addWidget(
            label(tr("A click goes back to a step, or on again; the next edit drops later ones."))
        )
        column.addWidget(self.steps)
        resize_within_screen(self, 360, 420)

    def open_list(self) -> None:
        """Show the list, over the window and with the keyboard: Esc closes it."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.steps.setFocus()
