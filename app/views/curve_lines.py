"""Curves of many landmarks in one small plot, with their mean and one of them highlighted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from app.views.palette import BLUE, SKY, VERMILION, is_dark
from app.views.small_plot import dress_plot

_NEAR = 14.0  # screen pixels from the pointer to a line that is meant


class CurveLines:
    """One plot: a thin line each landmark, the mean thick, the highlighted one dashed."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.plot = plot
        self.values: dict[str, NDArray[np.float64]] = {}  # [rounds] each, NaN where unknown
        self.mean: NDArray[np.float64] = np.zeros(0)
        self._epochs: NDArray[np.float64] = np.zeros(0)
        self._thin: dict[str, Any] = {}
        self._faint = pg.mkPen("w")
        self._thick, self._marked = plot.plot([]), plot.plot([])
        self._thick.setZValue(1)
        self._marked.setZValue(2)

    def clear(self) -> None:
        """Forget all lines."""
        for line in self._thin.values():
            self.plot.removeItem(line)
        self._thin, self.values = {}, {}
        self._thick.setData([])
        self._marked.setData([])

    def draw(self, epochs: NDArray[np.float64], rounds: Iterable[Mapping[str, float]]) -> None:
        """Draw what each of `rounds` says; `epochs` are theirs, rising."""
        by_round, self._epochs = list(rounds), epochs
        names = dict.fromkeys(name for values in by_round for name in values)
        self.values = {name: np.array([values.get(name, math.nan) for values in by_round]) for name in names}
        self.mean = np.array([_mean(values.values()) for values in by_round])
        for name, values in self.values.items():
            if name not in self._thin:
                self._thin[name] = self.plot.plot(pen=self._faint)
            self._thin[name].setData(epochs, values, connect="finite")
        if self.values:
            self._thick.setData(epochs, self.mean, connect="finite")

    def mark(self, name: str) -> None:
        """Highlight the line of `name`, none where there is no such line."""
        values = self.values.get(name)
        if values is None:
            self._marked.setData([])
        else:
            self._marked.setData(self._epochs, values, connect="finite")

    def nearest(self, spot: QPointF) -> str:
        """The landmark whose line passes closest to `spot`, in pixels of the plot; "" where none is near."""
        if not self.values:
            return ""
        box = self.plot.getViewBox()
        place = box.mapSceneToView(spot)
        wide, high = box.viewPixelSize()
        reach = _NEAR * wide
        if not self._epochs[0] - reach <= place.x() <= self._epochs[-1] + reach:
            return ""
        passed = {name: np.interp(place.x(), self._epochs, line) for name, line in self.values.items()}
        away = {name: abs(value - place.y()) / high for name, value in passed.items()}
        near = {name: pixels for name, pixels in away.items() if pixels <= _NEAR}
        return min(near, key=lambda name: near[name], default="")

    def dress(self, widget: QWidget) -> None:
        """Take on the colours of `widget`."""
        dress_plot(self.plot, widget)
        ink = QColor(widget.palette().color(QPalette.ColorRole.WindowText))
        ink.setAlpha(80)
        self._faint = pg.mkPen(ink, width=1)
        for line in self._thin.values():
            line.setPen(self._faint)
        self._thick.setPen(pg.mkPen(SKY if is_dark() else BLUE, width=3))
        bright = QColor("#FF8A3D") if is_dark() else VERMILION
        self._marked.setPen(pg.mkPen(bright, width=2, style=Qt.PenStyle.DashLine))


def _mean(values: Iterable[float]) -> float:
    known = [value for value in values if math.isfinite(value)]
    return sum(known) / len(known) if known else math.nan
