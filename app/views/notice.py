"""A bar for messages: it interrupts nothing and stays until it is closed or replaced."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.views.icons import icon, pixmap
from app.views.palette import is_dark, named


class Severity(StrEnum):
    """How much a message weighs; told by icon and word as well as by colour."""

    INFO = "Note"
    WARNING = "Attention"


_LOOKS = {
    Severity.INFO: ("info", "#12344D", "#DCEBF7"),
    Severity.WARNING: ("triangle-alert", "#5A3A00", "#FFE9C2"),
}
INFO_SECONDS = 12


class NoticeBar(QFrame):
    """Shows one message at a time, with an action button where there is a next step to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._picture, self._text = QLabel(), QLabel()
        self._act, self._close = QPushButton(), QToolButton()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.hide)
        named(self._close, "Close the message")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 6, 5)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=INFO_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._wanted: Callable[[], None] | None = None
        self._act.clicked.connect(self._do)
        self.setVisible(False)

    @property
    def text(self) -> str:
        """The message on show."""
        return self._text.text()

    def show_message(
        self,
        text: str,
        severity: Severity = Severity.WARNING,
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a message; `act` (a callable) is what `button` does. A note goes by itself."""
        name, dark, light = _LOOKS[severity]
        back, ink = (dark, light) if is_dark() else (light, dark)
        self.setStyleSheet(
            f"#notice {{ background: {back}; border: 1px solid {ink}; border-radius: 6px; }}"
            f"#notice QLabel {{ color: {ink}; }}"
        )
        self._picture.setPixmap(pixmap(name, 18, QColor(ink)))
        self._close.setIcon(icon("x", QColor(ink)))
        self._text.setText(text)
        self.setAccessibleName(f"{severity.value}: {text}")
        self._wanted = act
        self._act.setText(button)
        self._act.setVisible(bool(button))
        self.setVisible(True)
        self._timer.stop()
        if severity is Severity.INFO and not button:
            self._timer.start()

    def _do(self) -> None:
        self.hide()
        if self._wanted is not None:
            self._wanted()
