"""Painting of measurements over the film, in pixels of the screen: lines, helper points, arcs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.views.film_display import DrawnMeasure

_HALO = QColor(0, 0, 0, 190)
MEASURE, CHOSEN = QColor("#B8E6D3"), QColor("#FFFFFF")
_DASHES = [5.0, 4.0]
_HELPER = 3.0  # half the width of a helper point's cross, px
Placed = Callable[[QPointF], QPointF]


def paint_measures(painter: QPainter, measures: Sequence[DrawnMeasure], to_screen: Placed) -> None:
    """Paint `measures` without their values, the chosen one last and strongest.

    `to_screen`: original pixels to the screen.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for measure in sorted(measures, key=lambda measure: measure.chosen):
        _paint_lines(painter, measure, to_screen)


def _paint_lines(painter: QPainter, measure: DrawnMeasure, to_screen: Placed) -> None:
    width = 1.8 if measure.chosen else 1.1
    ink = CHOSEN if measure.chosen else MEASURE
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Qt measures dashes in widths of the pen: halo and line are to be dashed alike
    for colour, wide in ((_HALO, width + 2.2), (ink, width)):
        whole, broken = QPen(colour, wide), QPen(colour, wide)
        broken.setDashPattern([length / wide for length in _DASHES])
        broken.setCapStyle(Qt.PenCapStyle.FlatCap)
        for pen, lines in ((whole, measure.solid), (broken, measure.dashed)):
            painter.setPen(pen)
            for start, end in lines:
                painter.drawLine(to_screen(QPointF(*start)), to_screen(QPointF(*end)))
        painter.setPen(whole)
        for arc in measure.arcs:
            painter.drawPolyline(QPolygonF([to_screen(QPointF(*spot)) for spot in arc]))
        _paint_helpers(painter, (to_screen(QPointF(*spot)) for spot in measure.points))


def _paint_helpers(painter: QPainter, spots: Iterable[QPointF]) -> None:
    """Crosses: a helper point is no landmark, and cannot be taken hold of."""
    for spot in spots:
        painter.drawLine(spot - QPointF(_HELPER, _HELPER), spot + QPointF(_HELPER, _HELPER))
        painter.drawLine(spot - QPointF(_HELPER, -_HELPER), spot + QPointF(_HELPER, -_HELPER))
