"""Painting of marks, rings and lines over the film, in pixels of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from app.views.film_display import FilmDisplay, Mark, MarkKind
from app.views.palette import ORANGE, SKY, YELLOW
from engine.geometry.curves import placed_runs, smooth_curve

SIZE = 4.5  # half the width of a mark, px of the screen
_HALF = 9.0  # the same of all that a mark covers, its dark edge included
_CROWD = 300  # points: of more, those that look alike are painted once
_DARK = QColor(0, 0, 0, 210)
_COLOURS = {
    MarkKind.PLACED: SKY,
    MarkKind.PREDICTED: ORANGE,
    MarkKind.ACCEPTED: QColor("#2FC79B"),
    MarkKind.CORRECTED: QColor("#CC79A7"),
}


def paint_marks(
    painter: QPainter,
    display: FilmDisplay,
    spots: Mapping[str, QPointF],
    scales: tuple[float, float],
    held: str,
) -> None:
    """Paint all points of `display`; `spots` are their places on the screen, `scales` screen px per film px.

    `held` is the name of the point that is being dragged: it becomes a fine cross.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if display.lines_shown:
        painter.setPen(QPen(QColor(255, 255, 255, 120), 1.2))
        _paint_lines(painter, display.lines, spots)
        _paint_curves(painter, display.curves, spots)
    hidden = (SIZE + 2) / min(scales)  # px of the film: so small a ring would fill the hollow mark
    for mark, radius in [(m, m.radius) for m in display.marks if m.radius and m.radius > hidden]:
        _paint_ring(painter, mark, spots[mark.name], radius * scales[0], radius * scales[1])
    special = (held, display.active)
    plain = [mark for mark in display.marks if mark.name not in special]
    if len(plain) > _CROWD:
        _paint_stamps(painter, plain, spots)
    else:
        for mark in plain:
            _paint_mark(painter, mark, spots[mark.name])
    for mark in [mark for mark in display.marks if mark.name in special]:
        if mark.name == held:
            _paint_cross(painter, spots[mark.name])
        else:
            _paint_mark(painter, mark, spots[mark.name])
            _paint_brackets(painter, spots[mark.name])


def _paint_lines(painter: QPainter, lines: Iterable[tuple[str, ...]], spots: Mapping[str, QPointF]) -> None:
    for line in lines:
        for start, end in pairwise(line):
            if start in spots and end in spots:
                painter.drawLine(spots[start], spots[end])


def _paint_curves(painter: QPainter, curves: Iterable[tuple[str, ...]], spots: Mapping[str, QPointF]) -> None:
    places = {name: (spots[name].x(), spots[name].y()) for curve in curves for name in curve if name in spots}
    for curve in curves:
        for run in placed_runs(curve, places):
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in smooth_curve(run)]))


def _pen(mark: Mark, colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    if mark.stale:
        pen.setDashPattern([2.0, 1.6])
    return pen


def _paint_ring(painter: QPainter, mark: Mark, spot: QPointF, across: float, down: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 110), 2.6))
    painter.drawEllipse(spot, across, down)
    ring = QColor(_COLOURS[mark.kind])
    ring.setAlpha(200)
    painter.setPen(_pen(mark, ring, 1.2))
    painter.drawEllipse(spot, across, down)


def _paint_stamps(painter: QPainter, marks: Iterable[Mark], spots: Mapping[str, QPointF]) -> None:
    """Paint each to the nearest pixel; of those that look alike one: thousands are there without a hitch."""
    stamps: dict[tuple[MarkKind, bool, bool], QPixmap] = {}
    middle, ratio = QPointF(_HALF, _HALF), painter.device().devicePixelRatioF()
    for mark in marks:
        look = mark.kind, mark.occluded, mark.stale
        if look not in stamps:
            stamps[look] = _stamp(mark, ratio)
        painter.drawPixmap(spots[mark.name] - middle, stamps[look])


def _stamp(mark: Mark, ratio: float) -> QPixmap:
    """`mark` by itself, for a screen with so many pixels in each px."""
    stamp = QPixmap(round(2 * _HALF * ratio), round(2 * _HALF * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_mark(painter, mark, QPointF(_HALF, _HALF))
    painter.end()
    return stamp


def _paint_mark(painter: QPainter, mark: Mark, spot: QPointF) -> None:
    colour = _COLOURS[mark.kind]
    hollow = mark.kind is MarkKind.PREDICTED
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_DARK, 3.6))
    _shape(painter, mark, spot, SIZE)
    painter.setPen(_pen(mark, colour if hollow else QColor("white"), 1.8 if hollow else 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    _shape(painter, mark, spot, SIZE)


def _shape(painter: QPainter, mark: Mark, spot: QPointF, size: float) -> None:
    """Round as a rule; a square where it is occluded, a diamond where a person moved a prediction."""
    if mark.occluded:
        painter.drawRect(QRectF(spot.x() - size, spot.y() - size, 2 * size, 2 * size))
    elif mark.kind is MarkKind.CORRECTED:
        reach = size * 1.3
        offsets = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon(QPolygonF([spot + QPointF(x, y) for x, y in offsets]))
    else:
        painter.drawEllipse(spot, size, size)


def _paint_brackets(painter: QPainter, spot: QPointF) -> None:
    """Four corners around the active point: seen without colour, and they hide no anatomy."""
    far, near = SIZE + 6.0, SIZE + 1.5
    for pen in (QPen(_DARK, 3.6), QPen(YELLOW, 1.8)):
        painter.setPen(pen)
        for across in (-1, 1):
            for down in (-1, 1):
                corner = spot + QPointF(across * far, down * far)
                painter.drawLine(corner, spot + QPointF(across * near, down * far))
                painter.drawLine(corner, spot + QPointF(across * far, down * near))


def _paint_cross(painter: QPainter, spot: QPointF) -> None:
    """A fine cross with a gap: what lies under the point stays in sight while it is dragged."""
    for pen in (QPen(_DARK, 2.6), QPen(YELLOW, 1.0)):
        painter.setPen(pen)
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(spot + QPointF(3 * x, 3 * y), spot + QPointF(16 * x, 16 * y))
    painter.drawPoint(spot)
