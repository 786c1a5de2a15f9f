"""The dark plate below words on a film: they are read on white bone and on black air alike."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

PLATE = QColor(0, 0, 0, 190)  # the film shows through, and any ink below has 4.5:1 (WCAG AA) on a white one
INK = QColor(240, 240, 240)
_TIED = 14.0  # px: words that stand farther from their place are tied to it


def paint_plate(painter: QPainter, box: QRectF, radius: float = 3.0) -> None:
    """Paint the plate of `box`, in pixels of the screen, without a frame."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    painter.drawRoundedRect(box, radius, radius)


def paint_tie(painter: QPainter, box: QRectF, spot: QPointF) -> None:
    """Paint a dotted line from `spot` to the words at `box` where they stand apart from it."""
    x = min(max(spot.x(), box.left()), box.right())
    y = min(max(spot.y(), box.top()), box.bottom())
    if hypot(x - spot.x(), y - spot.y()) <= _TIED:
        return
    for pen in (QPen(PLATE, 2.6), QPen(INK, 1.0, Qt.PenStyle.DotLine)):
        painter.setPen(pen)
        painter.drawLine(spot, QPointF(x, y))
