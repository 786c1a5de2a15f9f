"""The dark plate below words on a film: they are read on white bone and on black air alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

PLATE = QColor(0, 0, 0, 190)  # the film shows through, and any ink below has 4.5:1 (WCAG AA) on a white one
INK = QColor(240, 240, 240)


def paint_plate(painter: QPainter, box: QRectF, radius: float = 3.0) -> None:
    """Paint the plate of `box`, in pixels of the screen, without a frame."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    painter.drawRoundedRect(box, radius, radius)
