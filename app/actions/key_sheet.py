"""The sheet of mouse and keys in the guide, and keys as this system writes them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from app.actions.action import Action, Menu, Scope
from app.actions.table import ACTIONS
from app.views.plain import marked


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
