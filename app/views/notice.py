"""A bar for messages: it interrupts nothing, covers nothing, and shows one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from app.translation import tr
from app.views.icons import icon, pixmap
from app.views.palette import is_dark, named
from app.views.plain import label, unmarked, unshortened


class Severity(Enum):
    """How much a message weighs; told by icon and word as well as by colour."""

    INFO = auto()
    WARNING = auto()


_LOOKS = {
    Severity.INFO: (tr("Note"), "info", "#12344D", "#DCEBF7"),
    Severity.WARNING: (tr("Attention"), "triangle-alert", "#5A3A00", "#FFE9C2"),
}
INFO_SECONDS = 12
_LINES = 2  # that there is room for; further ones are scrolled to


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    severity: Severity
    button: str
    act: Callable[[], object] | None
    holds: Callable[[], bool] | None

    @property
    def still_holds(self) -> bool:
        """False only where it was asked and answered so."""
        return self.holds is None or self.holds()


class NoticeBar(QFrame):
    """Shows one message at a time, with an action button where there is a next step to press.

    A note goes by itself after some seconds. A warning stays until it is closed or answered, another message
    or another project comes, or it says itself that it no longer holds. One that asks for nothing goes like
    a note once another film is on screen. One that can tell whether it holds comes back after messages that
    were laid over it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._shown: _Message | None = None
        self._below: list[_Message] = []
        self._picture, self._text = label(), label()
        self._act, self._close = QPushButton(), QToolButton()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self._next)
        named(self._close, tr("Close the message"))
        self._timer = QTimer(self, singleShot=True, interval=INFO_SECONDS * 1000)
        self._timer.timeout.connect(self._next)
        self._act.clicked.connect(self._do)
        self._lay_out()
        self.setVisible(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.addWidget(self._picture)
        row.addWidget(scrolled_lines(self._text), 1)
        row.addWidget(self._act)
        row.addWidget(self._close)

    @property
    def text(self) -> str:
        """The message on show, or the last one that was."""
        return self._text.text()

    def show_message(
        self,
        text: str,
        severity: Severity = Severity.WARNING,
        button: str = "",
        act: Callable[[], object] | None = None,
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Show a message; `act` is what `button` does, `holds` says whether it still has to be shown."""
        before = self._shown
        self._below = [message for message in self._below if message.text != text]
        if before is not None and before.holds is not None and before.text != text:
            self._below.append(before)
        self._show(_Message(text, severity, button, act, holds))

    def look_again(self) -> None:
        """Something was edited: what no longer holds goes."""
        self._below = [message for message in self._below if message.still_holds]
        if self._shown is not None and not self._shown.still_holds:
            self._next()

    def another_film(self) -> None:
        """The person has moved on: what asks for nothing goes, but not while it is being read."""
        if self._shown is not None and not self._shown.button and not self._timer.isActive():
            self._timer.start()

    def withdraw(self, text: str) -> None:
        """What `text` says is over: it goes where it is the message on show."""
        if self._shown is not None and self._shown.text == text:
            self._next()

    def another_project(self) -> None:
        """What was said of the project before goes."""
        self._below.clear()
        self._next()

    def renew_style(self) -> None:
        """Take the colours of the present palette."""
        severity = Severity.WARNING if self._shown is None else self._shown.severity
        _, name, dark, light = _LOOKS[severity]
        back, ink = (dark, light) if is_dark() else (light, dark)
        self.setStyleSheet(
            f"#notice {{ background: {back}; border: 1px solid {ink}; border-radius: 6px; }}"
            "#notice QScrollArea, #notice QScrollArea > QWidget > QWidget { background: transparent; }"
            f"#notice QLabel {{ color: {ink}; }}"
        )
        self._picture.setPixmap(pixmap(name, 18, QColor(ink)))
        self._close.setIcon(icon("x", QColor(ink)))

    def _show(self, message: _Message) -> None:
        self._shown = message
        self._text.setText(message.text)
        self._text.setToolTip(unmarked(message.text))
        self.setAccessibleName(f"{_LOOKS[message.severity][0]}: {message.text}")
        self._act.setText(unshortened(message.button))
        self._act.setVisible(bool(message.button))
        self.renew_style()
        self.setVisible(True)
        self._timer.stop()
        if message.severity is Severity.INFO and not message.button:
            self._timer.start()

    def _next(self) -> None:
        """Away with the message; the one below it comes back where it still holds."""
        self._timer.stop()
        self._shown = None
        while self._below:
            message = self._below.pop()
            if message.still_holds:
                self._show(message)
                return
        self.hide()

    def _do(self) -> None:
        answered = self._shown
        self._next()
        if answered is not None and answered.act is not None:
            answered.act()


def scrolled_lines(words: QLabel) -> QScrollArea:
    """Room for two lines of `words`; a small window scrolls to further ones."""
    area = QScrollArea()
    area.setAccessibleName(tr("Message"))
    area.setWidget(words)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedHeight(_LINES * words.fontMetrics().lineSpacing() + 4)
    return area
