"""A small dialog for an unforeseen error; buttons and size of all others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.plain import label

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
        self.setWindowTitle(tr("OneMark met an error it did not expect"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 380)
        words = label(
            tr(
                "{summary}\n\nYour points are safe: they are saved as you go. Please copy the text below "
                "into a report, and say what you did just before.",
                summary=summary,
            )
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(traceback)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(tr("Traceback"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(tr("Copy"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{summary}\n\n{traceback}"))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for widget in (words, text, buttons):
            column.addWidget(widget)
