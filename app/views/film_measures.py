"""Painting of measurements over the film, in pixels of the screen: lines, helper points, arcs, values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from app.views.film_display import DrawnMeasure
from app.views.film_plate import paint_plate

_HALO = QColor(0, 0, 0, 190)
_INK, _CHOSEN = QColor("#B8E6D3"), QColor("#FFFFFF")
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


def paint_values(painter: QPainter, measures: Sequence[DrawnMeasure], to_screen: Placed) -> None:
    """Paint the values of `measures`, none over another one: above all points and names."""
    taken: list[QRectF] = []
    for measure in sorted(measures, key=lambda measure: not measure.chosen):  # that has its place first
        taken.append(_paint_value(painter, measure, to_screen(QPointF(*measure.label)), taken))


def _paint_lines(painter: QPainter, measure: DrawnMeasure, to_screen: Placed) -> None:
    width = 1.8 if measure.chosen else 1.1
    ink = _CHOSEN if measure.chosen else _INK
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


def _paint_value(painter: QPainter, measure: DrawnMeasure, spot: QPointF, taken: Sequence[QRectF]) -> QRectF:
    """The words in a dark box at `spot`, below what is there already; returns the box."""
    box = QRectF(QPointF(), QFontMetricsF(painter.font()).size(0, measure.text)).adjusted(-4, -1, 4, 1)
    box.moveCenter(spot)
    port = QRectF(painter.viewport())
    if not port.contains(box.center()):
        return QRectF()
    box.moveLeft(max(min(box.left(), port.right() - box.width()), port.left()))  # no word is cut off
    while over := next((other for other in taken if other.intersects(box)), None):
        box.moveTop(over.bottom() + 1)
    paint_plate(painter, box)
    painter.setPen(QPen(_CHOSEN if measure.chosen else _INK, 1))
    if measure.chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), measure.text)
    return box
