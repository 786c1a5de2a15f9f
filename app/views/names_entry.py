"""The field in which landmarks are typed to be added: one name, or several."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.translation import tr
from app.views.palette import named


class NamesEntry(QLineEdit):
    """`entered` carries the names; they stay there, to be put right where they are refused."""

    entered = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Add landmarks: Sella, Nasion, ..."))
        named(self, tr("Add landmarks"), tr("One name, or several with commas between them; Enter adds"))
        self.returnPressed.connect(self.enter)

    def enter(self) -> None:
        """Tell the names that were typed, as Enter does; none are not told."""
        typed = (name.strip() for name in self.text().replace(";", ",").split(","))
        if names := tuple(name for name in typed if name):
            self.entered.emit(names)
