"""Two small dialogs: an unforeseen error, and whose points these are; buttons and size of all others."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.views.plain import label
from engine.wording import counted

_Button = QDialogButtonBox.StandardButton


def ok_cancel(dialog: QDialog, ok: _Button = _Button.Ok) -> QDialogButtonBox:
    """The buttons that accept and reject `dialog`."""
    buttons = QDialogButtonBox(ok | _Button.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give `window` a size, or less where the screen is smaller: frame and the desktop's own bars fit too."""
    room = window.screen().availableSize() - QSize(16, 48)
    window.resize(QSize(width, height).boundedTo(room))


class BugDialog(QDialog):
    """An error that nobody foresaw, with its traceback to copy. It does not block the window."""

    def __init__(self, summary: str, traceback: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("OneMark met an error it did not expect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 380)
        words = label(
            f"{summary}\n\nYour points are safe: they are saved as you go. Please copy the text below "
            "into a report, and say what you did just before."
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(traceback)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName("Traceback")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy")
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{summary}\n\n{traceback}"))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for widget in (words, text, buttons):
            column.addWidget(widget)


class Whose(StrEnum):
    """Whose points a table without origin holds."""

    PERSON = "A person placed them: others may learn from them"
    MACHINE = "A program predicted them: they are to be reviewed"
    UNKNOWN = "I don't know: keep them as they are"


class ImportDialog(QDialog):
    """Asks whose points a table without origin holds."""

    def __init__(self, points: int, films: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Whose points are these?")
        counts = f"{counted(points, 'point')} on {counted(films, 'film')}"
        words = label(f"The table has {counts} and does not say who placed them.")
        words.setWordWrap(True)
        self._buttons = {whose: QRadioButton(whose.value) for whose in Whose}
        self._buttons[Whose.PERSON].setChecked(True)
        column = QVBoxLayout(self)
        column.addWidget(words)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addWidget(ok_cancel(self))

    def choice(self) -> Whose:
        """What the person chose."""
        return next(whose for whose, button in self._buttons.items() if button.isChecked())
