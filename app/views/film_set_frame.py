"""The frame around all points of a film: inside it moves them, its corners scale, its handle turns."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from app.views.palette import YELLOW

_ROOM, _STEM = 18.0, 26.0  # px of the screen: between points and frame, and from the frame to its handle
_HANDLE, _REACH = 5.0, 11.0  # half a handle, and how near a press takes it
_LEAST = 1e-3  # of a scale: points never fall together


class Grip(Enum):
    """What a drag does to the points."""

    MOVE = auto()
    TURN = auto()
    SCALE = auto()


@dataclass(frozen=True, slots=True)
class SetFrame:
    """`box`: around the points, px of the screen."""

    box: QRectF

    @classmethod
    def around(cls, spots: Iterable[QPointF]) -> SetFrame | None:
        """The frame of points at `spots` on the screen; None where there are none."""
        places = list(spots)
        if not places:
            return None
        across, down = [spot.x() for spot in places], [spot.y() for spot in places]
        box = QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))
        return cls(box.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))

    @property
    def handle(self) -> QPointF:
        """What turns the points."""
        return QPointF(self.box.center().x(), self.box.top() - _STEM)

    @property
    def corners(self) -> tuple[QPointF, ...]:
        """What scales them."""
        box = self.box
        return (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())

    def grip_at(self, at: QPointF) -> Grip:
        """What a press at `at` takes hold of; away from the handles it moves the points."""
        if _length(at - self.handle) <= _REACH:
            return Grip.TURN
        return Grip.SCALE if any(_length(at - corner) <= _REACH for corner in self.corners) else Grip.MOVE

    def change(self, grip: Grip, start: QPointF, now: QPointF) -> QTransform:
        """What a drag from `start` to `now` does, on the screen: it turns and scales about the middle."""
        if grip is Grip.MOVE:
            return QTransform.fromTranslate(now.x() - start.x(), now.y() - start.y())
        middle = self.box.center()
        before, after = start - middle, now - middle
        whole = QTransform.fromTranslate(middle.x(), middle.y())
        if grip is Grip.TURN:
            turn = math.atan2(after.y(), after.x()) - math.atan2(before.y(), before.x())
            whole.rotateRadians(turn)
        else:
            scale = max(_length(after) / (_length(before) or 1.0), _LEAST)
            whole.scale(scale, scale)
        return whole.translate(-middle.x(), -middle.y())


def paint_set_frame(painter: QPainter, frame: SetFrame, change: QTransform) -> None:
    """Paint the frame as `change` has made it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    top, handle = QPointF(frame.box.center().x(), frame.box.top()), change.map(frame.handle)
    outline = change.mapToPolygon(frame.box.toAlignedRect())
    for pen in (QPen(QColor(0, 0, 0, 200), 3.2), QPen(YELLOW, 1.4, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        painter.drawPolygon(outline)
        painter.drawLine(change.map(top), handle)
    painter.setPen(QPen(QColor(0, 0, 0, 220), 1.4))
    painter.setBrush(YELLOW)
    for corner in map(change.map, frame.corners):
        painter.drawRect(QRectF(corner.x() - _HANDLE, corner.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))
    painter.drawEllipse(handle, _HANDLE + 1, _HANDLE + 1)


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())
