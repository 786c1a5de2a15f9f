"""A small curve of what a training comes to that costs next to nothing, however long the training is."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.guard import guarded
from app.views.palette import BLUE, SKY, is_dark
from app.views.plain import label
from app.views.small_plot import dress_plot, small_font, small_plot

REDRAW_MS = 100
MOST_POINTS = 400  # more than the curve has pixels; then two neighbours become one


@guarded
class LossCurve(QWidget):
    """Hidden until it has two points. It is drawn at most every `REDRAW_MS`; `words` stand above it."""

    def __init__(self, words: str, name: str, height: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[float] = []
        self._per_point = 1  # values that a point is the mean of
        self._waiting: list[float] = []
        self._words = label(words)
        self._plot = small_plot(name, height)
        self._line = self._plot.plot([])
        self._soon = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._soon.timeout.connect(self._draw)
        self._lay_out()
        self._dress()
        self.setVisible(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self._plot)

    @property
    def points(self) -> tuple[float, ...]:
        """What is drawn, from left to right."""
        return tuple(self._points)

    def start(self) -> None:
        """Begin a new curve, hidden as long as it is empty."""
        self._points, self._waiting, self._per_point = [], [], 1
        self._soon.stop()
        self.setVisible(False)

    def say(self, words: str) -> None:
        """Other words above it."""
        self._words.setText(words)

    def add(self, value: float) -> None:
        """One more value."""
        self._waiting.append(value)
        if len(self._waiting) < self._per_point:
            return
        self._points.append(sum(self._waiting) / len(self._waiting))
        self._waiting = []
        if len(self._points) >= MOST_POINTS:
            pairs = zip(self._points[::2], self._points[1::2], strict=True)
            self._points = [(value + following) / 2 for value, following in pairs]
            self._per_point *= 2
        if not self._soon.isActive():
            self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark follow the system."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _draw(self) -> None:
        if len(self._points) > 1:
            self.setVisible(True)
            self._line.setData(self._points)

    def _dress(self) -> None:
        self._words.setFont(small_font(self))
        self._line.setPen(pg.mkPen(SKY if is_dark() else BLUE, width=2))
        dress_plot(self._plot, self)
