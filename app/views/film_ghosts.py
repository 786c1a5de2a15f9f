"""Painting of what machines said beside a point, and of where it would go: in pixels of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import atan2, cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.translation import tr
from app.views.film_display import Ghost, GhostKind
from app.views.palette import YELLOW

_SIZE = 5.0  # half the width of a ghost, px of the screen
_UNDER_A_MARK = 4.5  # px between a ghost and its point: closer, it is under the mark and cannot be clicked
_HEAD = 7.0  # px, the head of an arrow; a shorter arrow is all head
_READABLE = 28.0  # px of the screen, of the longest arrow
_SCALES = (1, 2, 5, 10, 20, 50)
_DARK = QColor(0, 0, 0, 190)
_LIGHT = QColor("#F0E9D2")


def ghost_spots(
    ghosts: Iterable[Ghost], places: Mapping[Ghost, QPointF], marks: Mapping[str, QPointF]
) -> dict[Ghost, QPointF]:
    """Those of `places` on the screen that can be seen beside the points `marks`."""
    return {
        ghost: places[ghost]
        for ghost in ghosts
        if ghost.name not in marks or _length(places[ghost] - marks[ghost.name]) > _UNDER_A_MARK
    }


def paint_ghosts(painter: QPainter, spots: Mapping[Ghost, QPointF], marks: Mapping[str, QPointF]) -> None:
    """Paint ghosts as small hollow marks, each tied to its point by a fine line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(240, 233, 210, 110), 1.0, Qt.PenStyle.DotLine))
    for ghost, spot in spots.items():
        if ghost.name in marks:
            painter.drawLine(marks[ghost.name], spot)
    for pen in (QPen(_DARK, 3.2), QPen(_LIGHT, 1.4)):
        painter.setPen(pen)
        for ghost, spot in spots.items():
            _paint_shape(painter, ghost.kind, spot)


def _paint_shape(painter: QPainter, kind: GhostKind, spot: QPointF) -> None:
    """Registration is a square, the detectors are triangles: the first points up, the second down."""
    if kind is GhostKind.REGISTRATION:
        painter.drawRect(
            QRectF(spot.x() - _SIZE, spot.y() - _SIZE, 2 * _SIZE, 2 * _SIZE).adjusted(1, 1, -1, -1)
        )
        return
    up = -_SIZE if kind is GhostKind.DETECTOR_1 else _SIZE
    corners = ((0.0, 1.2 * up), (_SIZE * 1.1, -0.7 * up), (-_SIZE * 1.1, -0.7 * up))
    painter.drawPolygon(QPolygonF([spot + QPointF(x, y) for x, y in corners]))


def scale_of(arrows: Iterable[tuple[QPointF, QPointF]]) -> int:
    """By how much arrows are drawn longer than they are, so that the longest can be read on a whole film."""
    longest = max((_length(end - start) for start, end in arrows), default=_READABLE)
    return next((scale for scale in _SCALES if scale * longest >= _READABLE), _SCALES[-1])


def paint_arrows(painter: QPainter, arrows: Iterable[tuple[QPointF, QPointF]]) -> None:
    """Paint arrows from the first to the second spot of each pair; a legend says where they are enlarged."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pairs = list(arrows)
    scale = scale_of(pairs)
    pairs = [(start, start + (end - start) * scale) for start, end in pairs]
    if scale > 1:
        _paint_legend(
            painter,
            tr("Arrows are drawn {scale} times as long: zoom in to see them as they are", scale=scale),
        )
    for pen in (QPen(_DARK, 4.0), QPen(YELLOW, 1.8)):
        painter.setPen(pen)
        for start, end in pairs:
            painter.drawLine(start, end)
            angle = atan2(start.y() - end.y(), start.x() - end.x())
            head = min(_HEAD, _length(end - start))
            for side in (-pi / 7, pi / 7):
                painter.drawLine(end, end + QPointF(head * cos(angle + side), head * sin(angle + side)))


def _paint_legend(painter: QPainter, text: str) -> None:
    """`text` at the lower edge of the view, readable on any film."""
    port = painter.viewport()
    place = QPointF(12.0, port.height() - 14.0)
    painter.setPen(_DARK)
    for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(place + QPointF(x, y), text)
    painter.setPen(YELLOW)
    painter.drawText(place, text)


def _length(way: QPointF) -> float:
    return hypot(way.x(), way.y())
