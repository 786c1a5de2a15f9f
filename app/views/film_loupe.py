"""The loupe: a round enlargement beside the cursor, its cross on the pixel that a click would take."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.guard import kept
from app.views.palette import SKY, SURROUND, YELLOW

RADIUS = 90.0  # px of the screen
POWER = 4.0  # more than the film's own zoom
GAP = 24.0  # between the cursor and the loupe: it covers nothing that is aimed at


def paint_loupe(
    painter: QPainter,
    film: Callable[[QPainter, QRectF], None],
    point: QPointF,
    cursor: QPointF,
    port: QRectF,
    scales: tuple[float, float],
    spots: Collection[QPointF] = (),
) -> None:
    """Paint the film around `point` (original pixels) beside `cursor` (screen), inside `port`.

    `film(painter, part)` paints a part of it in its own pixels.
    `scales`: screen px per film px along x and y; the loupe enlarges both alike, so pixels keep their shape.
    `spots`: where points are on the screen; the loupe shows each as a fine ring, which hides no anatomy.
    """
    middle = _middle(cursor, port)
    power = max(POWER, 2.0 / min(scales))
    across, down = (RADIUS / (power * scale) for scale in scales)
    circle = QPainterPath()
    circle.addEllipse(middle, RADIUS, RADIUS)
    with kept(painter):
        painter.setClipPath(circle)
        painter.fillPath(circle, SURROUND)
        with kept(painter):
            painter.translate(middle)
            painter.scale(power * scales[0], power * scales[1])
            painter.translate(-point)
            film(painter, QRectF(point.x() - across, point.y() - down, 2 * across, 2 * down))
        painter.setBrush(Qt.BrushStyle.NoBrush)  # the one that the words left would darken the film
        for pen in (QPen(QColor(0, 0, 0, 200), 2.6), QPen(SKY, 1.0)):
            painter.setPen(pen)
            for spot in spots:
                painter.drawEllipse(middle + (spot - cursor) * power, 5, 5)
        for pen in (QPen(QColor(0, 0, 0, 200), 2.6), QPen(YELLOW, 1.0)):
            painter.setPen(pen)
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(middle + QPointF(4 * x, 4 * y), middle + QPointF(20 * x, 20 * y))
        painter.setClipping(False)
        painter.setPen(QPen(QColor("#E8E8E8"), 2))
        painter.drawEllipse(middle, RADIUS, RADIUS)


def _middle(cursor: QPointF, port: QRectF) -> QPointF:
    """Right above the cursor as a rule; on its other sides near the borders."""
    away = RADIUS + GAP
    across = away if cursor.x() + away + RADIUS < port.right() else -away
    down = -away if cursor.y() - away - RADIUS > port.top() else away
    return cursor + QPointF(across, down)
