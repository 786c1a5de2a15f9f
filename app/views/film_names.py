"""Names beside the points, each where it covers neither a point nor another name as far as there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app.views.film_display import FilmDisplay
from app.views.palette import YELLOW

_GAP = 9.0  # px of the screen from the middle of a point to its name
_POINT = 5.0  # half the side of what a point covers


def paint_names(painter: QPainter, display: FilmDisplay, spots: Mapping[str, QPointF], port: QRectF) -> None:
    """Paint the names of all points of `display`; `spots` are their places on the screen, within `port`.

    Both in pixels of the screen.
    """
    metrics = QFontMetricsF(painter.font())
    # the active name chooses first: its place is the one that must not change
    names = sorted((mark.name for mark in display.marks), key=lambda name: name != display.active)
    sizes = {name: QSizeF(metrics.horizontalAdvance(name) + 6, metrics.height()) for name in names}
    for name, box in plates(names, spots, sizes, port).items():
        active = name == display.active
        # a dark plate keeps the name readable on bright bone
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 175 if active else 120))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(YELLOW if active else QColor(240, 240, 240))
        painter.drawText(box.topLeft() + QPointF(3, metrics.ascent()), name)


def plates(
    names: Sequence[str], spots: Mapping[str, QPointF], sizes: Mapping[str, QSizeF], port: QRectF
) -> dict[str, QRectF]:
    """Where each name goes: to the right if that is free, else where it covers least; earlier names first.

    What lies outside `port` counts as covered.
    """
    if not names:
        return {}
    middles = np.array([(spots[name].x(), spots[name].y()) for name in names])
    extents = np.array([(sizes[name].width(), sizes[name].height()) for name in names])
    boxes = _places(middles, extents)
    window = np.array([(port.left(), port.top(), port.right(), port.bottom())])
    outside = extents.prod(axis=1)[:, None] - _covered(boxes.reshape(-1, 4), window).reshape(len(names), -1)
    points = np.array([(spot.x(), spot.y()) for spot in spots.values()])
    taken = np.concatenate([np.hstack([points - _POINT, points + _POINT]), np.zeros((len(names), 4))])
    for place, count in enumerate(range(len(points), len(taken))):
        cost = outside[place] + _covered(boxes[place], taken[:count])
        taken[count] = boxes[place, np.argmin(cost)]  # of equal ones the first
    return {
        name: QRectF(QPointF(left, top), QPointF(right, bottom))
        for name, (left, top, right, bottom) in zip(names, taken[len(points) :].tolist(), strict=True)
    }


def _places(middles: NDArray[np.float64], extents: NDArray[np.float64]) -> NDArray[np.float64]:
    """Right, left, then above and below on either side, straight above and below: the best ones first.

    Of each point [N, 2] and the size of its name [N, 2]: left, top, right and bottom of 8 boxes, [N, 8, 4].
    """
    (x, y), (width, height) = middles.T, extents.T
    right, left, middle = x + _GAP, x - _GAP - width, x - width / 2
    beside, above, below = y - height / 2, y - height - 2, y + 2
    corners = [(right, beside), (left, beside), (right, above), (right, below), (left, above), (left, below)]
    corners += [(middle, above - _GAP + 2), (middle, below + _GAP - 2)]
    low = np.array(corners).transpose(2, 0, 1)
    return np.concatenate([low, low + extents[:, None]], axis=2)


def _covered(boxes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each of `boxes` [B, 4] all `others` [N, 4] cover, one by one: [B], px squared."""
    left, top, right, bottom = boxes.T[:, :, None]
    across = np.minimum(right, others[:, 2]) - np.maximum(left, others[:, 0])
    down = np.minimum(bottom, others[:, 3]) - np.maximum(top, others[:, 1])
    return np.asarray((np.maximum(across, 0.0) * np.maximum(down, 0.0)).sum(axis=1))
