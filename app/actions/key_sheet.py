"""The F1 sheet of keys, and keys as this system writes them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app.actions.action import Action, Menu, Scope
from app.actions.table import ACTIONS
from app.views.plain import marked


class KeySheet(QDialog):
    """The F1 sheet: everything that mouse and keys do where the scheme has so many `landmarks`."""

    def __init__(self, landmarks: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mouse and keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 700)
        text = QTextBrowser()
        text.setHtml(sheet_html(landmarks))
        text.setAccessibleName("Mouse and keys")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)


def sheet_html(landmarks: int) -> str:
    """The sheet as a table a menu; actions without a key are left to the menus."""
    parts, actions = [], [action for action in ACTIONS if action.keys and action.landmarks <= landmarks]
    for menu in (Menu.MOUSE, *(menu for menu in Menu if menu is not Menu.MOUSE)):
        rows = "".join(_sheet_row(action) for action in actions if action.menu is menu)
        if rows:
            parts.append(f"{marked('<h3>{}</h3>', _plain(menu.value))}<table cellpadding='3'>{rows}</table>")
    note = "<p>Keys marked * work while the film has the focus (click it, or press F6).</p>"
    return note + "".join(parts)


def _sheet_row(action: Action) -> str:
    keys = " or ".join(key_text(action, key) for key in action.keys)
    star = " *" if action.scope is Scope.FILM else ""
    cells = "<td width='190'><b>{}</b>{}</td><td width='190'>{}</td><td>{}</td>"
    return marked(f"<tr>{cells}</tr>", keys, star, _plain(action.text), action.help)


def key_text(action: Action, key: str) -> str:
    """A key as this system writes it; gestures are words already."""
    if action.menu is Menu.MOUSE:
        return key
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _plain(text: str) -> str:
    return text.replace("&", "").replace("...", "")
