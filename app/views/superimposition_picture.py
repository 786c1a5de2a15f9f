"""Two tracings laid over each other on white ground, as they are printed: on the screen and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.guard import guarded, kept
from app.translation import tr
from app.views.palette import BLUE, VERMILION
from engine.geometry.curves import placed_runs, smooth_curve

_MARGIN, _SIZE = 26.0, 3.2  # px: around the tracings; half the width of a point
_PICTURE = QSize(1400, 1400)  # px of the saved one
_PAPER, _INK = QColor("white"), QColor("#202020")
_DASHES = [5.0, 3.5]


@dataclass(frozen=True, slots=True)
class Tracing:
    """The points of a film in units of the first film's plane, (x, y); `name` is the film's."""

    name: str
    points: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class TracedPair:
    """Two tracings by the lines and curves of the scheme; the fit rests on `anchors`, where it names any."""

    fixed: Tracing
    moving: Tracing
    lines: tuple[tuple[str, ...], ...] = ()
    curves: tuple[tuple[str, ...], ...] = ()
    anchors: tuple[str, ...] = ()


@guarded
class SuperimpositionPicture(QWidget):
    """Shows a pair. The first film is blue, whole and round; the second red, dashed and square."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: TracedPair | None = None
        self.setMinimumSize(240, 200)
        self.setAccessibleName(tr("Superimposition"))

    def show_pair(self, pair: TracedPair | None) -> None:
        """Show `pair`, or blank paper."""
        self._pair = pair
        names = (
            ""
            if pair is None
            else tr("{first} whole, {second} dashed", first=pair.fixed.name, second=pair.moving.name)
        )
        self.setAccessibleDescription(names)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pair."""
        del event
        painter = QPainter(self)
        with kept(painter):
            paint_pair(painter, QRectF(self.rect()), self._pair, 1.0)
        painter.end()

    def pixels(self) -> NDArray[np.uint8]:
        """The pair as a picture, RGB [H, W, 3]."""
        image = QImage(_PICTURE, QImage.Format.Format_RGB888)
        painter = QPainter(image)
        font = painter.font()
        font.setPixelSize(26)
        painter.setFont(font)
        paint_pair(painter, QRectF(image.rect()), self._pair, 2.0)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def paint_pair(painter: QPainter, area: QRectF, pair: TracedPair | None, size: float) -> None:
    """Paint `pair` into `area` on white; `size` is that of lines and points."""
    painter.fillRect(area, _PAPER)
    if pair is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = QFontMetricsF(painter.font()).height()
    legend = QRectF(area.left(), area.top(), area.width(), 2 * height + 12 * size)
    places = [*pair.fixed.points.values(), *pair.moving.points.values()]
    spots = _Placing(area.adjusted(0, legend.height(), 0, 0), places, _MARGIN * size)
    for tracing, is_moving in ((pair.fixed, False), (pair.moving, True)):
        where = {name: spots(place) for name, place in tracing.points.items()}
        painter.setPen(_pen(is_moving, size))
        _paint_tracing(painter, pair, where)
        _paint_points(painter, where, pair.anchors, is_moving, size)
        row = legend.top() + 6 * size + (height if is_moving else 0)
        _paint_name(
            painter, QRectF(10 * size, row, area.width() - 20 * size, height), tracing.name, is_moving, size
        )


def _pen(is_moving: bool, size: float) -> QPen:
    pen = QPen(VERMILION if is_moving else BLUE, 1.6 * size)
    if is_moving:
        pen.setDashPattern([length / 1.6 for length in _DASHES])
    return pen


class _Placing:
    """From the plane to the picture: as large as there is room, the middle in the middle."""

    def __init__(self, area: QRectF, places: list[tuple[float, float]], margin: float) -> None:
        spots = np.array(places or [(0.0, 0.0)])
        low, high = spots.min(axis=0), spots.max(axis=0)
        across, down = np.maximum(high - low, 1e-6)
        self._scale = min((area.width() - 2 * margin) / across, (area.height() - 2 * margin) / down)
        self._middle, self._centre = (low + high) / 2, area.center()

    def __call__(self, place: tuple[float, float]) -> QPointF:
        x, y = (np.asarray(place) - self._middle) * self._scale
        return self._centre + QPointF(float(x), float(y))


def _paint_tracing(painter: QPainter, pair: TracedPair, where: Mapping[str, QPointF]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in pair.lines:
        for start, end in pairwise(line):
            if start in where and end in where:
                painter.drawLine(where[start], where[end])
    places = {name: (spot.x(), spot.y()) for name, spot in where.items()}
    for curve in pair.curves:
        for run in placed_runs(curve, places):
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in smooth_curve(run)]))


def _paint_points(
    painter: QPainter, where: Mapping[str, QPointF], anchors: tuple[str, ...], is_moving: bool, size: float
) -> None:
    half = _SIZE * size
    painter.setPen(QPen(VERMILION if is_moving else BLUE, 1.2 * size))
    for name, spot in where.items():
        painter.setBrush(Qt.BrushStyle.NoBrush if is_moving else BLUE)
        if is_moving:
            painter.drawRect(QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half))
        else:
            painter.drawEllipse(spot, half, half)
        if name in anchors and not is_moving:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, 2.4 * half, 2.4 * half)


def _paint_name(painter: QPainter, row: QRectF, name: str, is_moving: bool, size: float) -> None:
    """A piece of the line and the film's name behind it."""
    middle = row.center().y()
    painter.setPen(_pen(is_moving, size))
    painter.drawLine(QPointF(row.left(), middle), QPointF(row.left() + 34 * size, middle))
    painter.setPen(_INK)
    words = row.adjusted(42 * size, 0, 0, 0)
    short = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideMiddle, words.width())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)
