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
    edges = [
        (spot.x() - _POINT, spot.y() - _POINT, spot.x() + _POINT, spot.y() + _POINT)
        for spot in spots.values()
    ]
    taken = np.array([*edges, *[(0.0, 0.0, 0.0, 0.0)] * len(names)]).reshape(-1, 4)
    window = np.array([_edges(port)])
    found: dict[str, QRectF] = {}
    for count, name in enumerate(names, len(edges)):
        places = _places(spots[name], sizes[name])
        boxes = np.array([_edges(box) for box in places])
        outside = sizes[name].width() * sizes[name].height() - _covered(boxes, window)
        best = int(np.argmin(outside + _covered(boxes, taken[:count])))  # of equal ones the first
        found[name], taken[count] = places[best], boxes[best]
    return found


def _places(spot: QPointF, size: QSizeF) -> list[QRectF]:
    """Right, left, then above and below on either side, straight above and below: the best ones first."""
    width, height = size.width(), size.height()
    right, left, middle = spot.x() + _GAP, spot.x() - _GAP - width, spot.x() - width / 2
    beside, above, below = spot.y() - height / 2, spot.y() - height - 2, spot.y() + 2
    corners = [(right, beside), (left, beside), (right, above), (right, below), (left, above), (left, below)]
    corners += [(middle, above - _GAP + 2), (middle, below + _GAP - 2)]
    return [QRectF(QPointF(x, y), size) for x, y in corners]


def _edges(box: QRectF) -> tuple[float, float, float, float]:
    return box.left(), box.top(), box.right(), box.bottom()


def _covered(boxes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each of `boxes` [B, 4] all `others` [N, 4] cover, one by one: [B], px squared."""
    left, top, right, bottom = boxes.T[:, :, None]
    across = np.minimum(right, others[:, 2]) - np.maximum(left, others[:, 0])
    down = np.minimum(bottom, others[:, 3]) - np.maximum(top, others[:, 1])
    return np.asarray((np.maximum(across, 0.0) * np.maximum(down, 0.0)).sum(axis=1))
