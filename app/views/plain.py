"""Words in widgets as they are: Qt takes what looks like HTML for HTML, in labels, tooltips and messages.

A name out of a file could show a picture of this disk, or call another computer, by being shown.
"""

from __future__ import annotations

import html

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def label(text: str = "") -> QLabel:
    """A label that shows its text letter by letter."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def unmarked(text: str) -> str:
    """`text` for tooltips and messages, where Qt guesses what it is: they show it letter by letter."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def unshortened(text: str) -> str:
    """`text` for buttons and menus, where Qt takes an ampersand for the mark of a key."""
    return text.replace("&", "&&")


def marked(form: str, *values: str) -> str:
    """HTML: `form` is OneMark's own, with {} in place of each of `values`, of which none is markup."""
    return form.format(*map(html.escape, values))


def ask(parent: QWidget | None, title: str, question: str) -> bool:
    """Ask what is answered with yes or no; Enter means no."""
    no = QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, title, unmarked(question), defaultButton=no)
    return answer == QMessageBox.StandardButton.Yes


def ask_or_leave(parent: QWidget | None, title: str, question: str) -> bool | None:
    """Ask what is answered with yes or no; None where it was cancelled, also by Esc."""
    yes, no, leave = (getattr(QMessageBox.StandardButton, name) for name in ("Yes", "No", "Cancel"))
    answer = QMessageBox.question(
        parent, title, unmarked(question), buttons=yes | no | leave, defaultButton=no
    )
    return None if answer == leave else bool(answer == yes)
