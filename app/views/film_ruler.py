"""The ruler that is being drawn over the film, and its length in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.views.film_plate import paint_plate
from app.views.palette import YELLOW
from engine.imaging.image import Spacing

_TICK = 6.0  # px of the screen on either side of the line's ends


def ruler_text(start: QPointF, end: QPointF, spacing: Spacing | None) -> str:
    """The length between two points in original pixels: in px, and in mm where a spacing is known."""
    across, down = end.x() - start.x(), end.y() - start.y()
    pixels = f"{math.hypot(across, down):.1f} px"
    if spacing is None:
        return pixels
    return f"{pixels}   {spacing.length(across, down):.2f} mm"


def paint_ruler(painter: QPainter, start: QPointF, end: QPointF, words: str) -> None:
    """Paint the ruler from `start` to `end` (px of the screen) with its length beside the end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QLineF(start, end)
    normal = line.normalVector().unitVector()
    tick = QPointF(normal.dx(), normal.dy()) * _TICK if line.length() else QPointF()
    for pen in (QPen(QColor(0, 0, 0, 210), 3.6), QPen(YELLOW, 1.6)):
        painter.setPen(pen)
        painter.drawLine(line)
        for spot in (start, end):
            painter.drawLine(spot - tick, spot + tick)
    metrics = QFontMetricsF(painter.font())
    box = QRectF(end + QPointF(14, 6), metrics.size(0, words)).adjusted(-5, -2, 5, 2)
    paint_plate(painter, box)
    painter.setPen(YELLOW)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
