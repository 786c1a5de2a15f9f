"""A small curve of a training's loss that costs next to nothing, however long the training is."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.views.palette import BLUE, SKY, is_dark, named

REDRAW_MS = 100
MOST_POINTS = 400  # more than the curve has pixels; then two neighbours become one


class LossCurve(QWidget):
    """Hidden until it has two points. It is drawn at most every `REDRAW_MS`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: list[float] = []
        self._per_point = 1  # values that a point is the mean of
        self._waiting: list[float] = []
        self._plot = pg.PlotWidget(background=None)
        self._line = self._plot.plot([])
        self._soon = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._soon.timeout.connect(self._draw)
        self._set_up()
        self._dress()
        self.setVisible(False)

    def _set_up(self) -> None:
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.hideAxis("bottom")
        self._plot.setFixedHeight(84)
        self._plot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = QLabel("Loss: what is still to be learned. It should go down.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self._plot)
        named(self._plot, "Curve of the loss")

    @property
    def points(self) -> tuple[float, ...]:
        """What is drawn, from left to right."""
        return tuple(self._points)

    def start(self) -> None:
        """Begin a new curve, hidden as long as it is empty."""
        self._points, self._waiting, self._per_point = [], [], 1
        self._soon.stop()
        self.setVisible(False)

    def add(self, value: float) -> None:
        """One more value."""
        self._waiting.append(value)
        if len(self._waiting) < self._per_point:
            return
        self._points.append(sum(self._waiting) / len(self._waiting))
        self._waiting = []
        if len(self._points) >= MOST_POINTS:
            pairs = zip(self._points[::2], self._points[1::2], strict=True)
            self._points = [(one + other) / 2 for one, other in pairs]
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
        ink = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        self._plot.setBackground(self.palette().color(QPalette.ColorRole.Window))
        small = QFont(self.font())
        small.setPointSizeF(max(7.0, small.pointSizeF() * 0.85))
        self._words.setFont(small)
        self._line.setPen(pg.mkPen(SKY if is_dark() else BLUE, width=2))
        axis = self._plot.getAxis("left")
        axis.setTextPen(ink)
        ink.setAlpha(90)
        axis.setPen(ink)
        axis.setStyle(tickFont=small, maxTickLevel=0, tickLength=-3)
        axis.setWidth(38)
