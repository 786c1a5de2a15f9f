"""The running job: stage, n of m, time left, curve, folded log, Cancel; and a note when it has ended."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.views.icons import give_icon
from app.views.palette import BLUE, SKY, is_dark, named


@dataclass(frozen=True, slots=True)
class JobDisplay:
    """How far the job is. `total` 0 means unknown; `metric` is one point of the curve, by its name."""

    title: str
    stage: str = ""
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    message: str = ""
    metric: tuple[str, float] | None = None


class JobPanel(QWidget):
    """Hidden until a job starts. `cancel_wanted` is all it asks for."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._stage, self._left = QLabel(), QLabel(), QLabel()
        self._bar, self._log = QProgressBar(), QPlainTextEdit()
        self._cancel = QPushButton("Cancel")
        self._close = QToolButton()
        self._fold = QToolButton()
        self._curve = pg.PlotWidget(background=None)
        self._points: list[float] = []
        self._said = ""  # the latest line of the log
        self._stage.setWordWrap(True)
        self._set_up()
        self._lay_out()
        self.setVisible(False)

    def _set_up(self) -> None:
        named(self._bar, "Progress")
        named(self._cancel, "Cancel the job", "Stop after the step it is at; nothing of it is kept")
        named(self._log, "Log of the job", "")
        self._cancel.clicked.connect(self._ask_cancel)
        named(self._close, "Close the note of the job")
        give_icon(self._close, "x")
        give_icon(self._cancel, "x")
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.hide)
        self._fold.setText("Log")
        self._fold.setCheckable(True)
        self._fold.setAutoRaise(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self._unfold)
        self._log.setReadOnly(True)
        self._log.setMaximumBlockCount(2000)
        self._log.setFixedHeight(110)
        self._log.setVisible(False)
        self._curve.setFixedHeight(90)
        self._curve.setMenuEnabled(False)
        self._curve.setMouseEnabled(x=False, y=False)
        self._curve.hideButtons()
        self._curve.setVisible(False)
        self._line = self._curve.plot([], pen=pg.mkPen(SKY if is_dark() else BLUE, width=2))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 6)
        column.setSpacing(4)
        self._title.setStyleSheet("font-weight: bold")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        foot.addWidget(self._fold)
        foot.addWidget(self._left, 1)
        foot.addWidget(self._cancel)
        for widget in (self._stage, self._bar, self._curve):
            column.addWidget(widget)
        column.addLayout(foot)
        column.addWidget(self._log)

    def start(self, title: str) -> None:
        """A job begins: everything of the one before goes."""
        self._points.clear()
        self._log.clear()
        self._said = ""
        self._title.setText(title)
        self._curve.setVisible(False)
        self._cancel.setEnabled(True)
        self._cancel.setVisible(True)
        self._close.setVisible(False)
        self._bar.setVisible(True)
        self.show_progress(JobDisplay(title, "starting"))
        self.setVisible(True)

    def show_progress(self, display: JobDisplay) -> None:
        """Show how far it is; a message goes to the log."""
        counted = f": {display.done} of {display.total}" if display.total else ""
        self._stage.setText(f"{display.stage}{counted}")
        self._bar.setRange(0, display.total)  # 0, 0 is Qt's "busy, end unknown"
        self._bar.setValue(display.done)
        self._left.setText("" if display.seconds_left is None else f"{in_words(display.seconds_left)} left")
        if display.message and display.message != self._said:  # long steps report themselves again and again
            self._log.appendPlainText(display.message)
        self._said = display.message or self._said
        if display.metric is not None:
            self._add_point(*display.metric)

    def finish(self, note: str) -> None:
        """The job has ended: `note` says how."""
        self._stage.setText(note)
        self._left.clear()
        self._bar.setVisible(False)
        self._cancel.setVisible(False)
        self._curve.setVisible(False)
        self._close.setVisible(True)
        self._log.appendPlainText(note)

    def _add_point(self, name: str, value: float) -> None:
        self._points.append(value)
        if len(self._points) > 1:
            self._curve.setVisible(True)
            self._curve.setTitle(name, size="8pt")
            self._line.setData(self._points)

    def _ask_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._stage.setText("stopping...")
        self.cancel_wanted.emit()

    def _unfold(self, open_: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._log.setVisible(open_)


def in_words(seconds: float) -> str:
    """A time as a person says it: 45 s, 3 min, 1 h 20 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
