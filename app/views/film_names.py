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
    corners = np.array([_places(spots[name], sizes[name]) for name in names])  # [names, places, (x, y)]
    spans = np.array([(sizes[name].width(), sizes[name].height()) for name in names])
    edges = np.concatenate([corners, corners + spans[:, None]], axis=-1)  # left, top, right, bottom
    points = np.array([(spot.x(), spot.y()) for spot in spots.values()])
    fixed = _covered(edges.reshape(-1, 4), np.hstack([points - _POINT, points + _POINT]))
    inside = _covered(edges.reshape(-1, 4), np.array([port.getCoords()]))
    costs = spans.prod(axis=1)[:, None] + (fixed - inside).reshape(edges.shape[:2])
    taken = np.empty((len(names), 4))
    for number, boxes in enumerate(edges):
        # rounded: of places that are equally good the first is taken
        best = int((costs[number] + _covered(boxes, taken[:number])).round(6).argmin())
        taken[number] = boxes[best]
    return {
        name: QRectF(QPointF(*box[:2].tolist()), sizes[name]) for name, box in zip(names, taken, strict=True)
    }


def _places(spot: QPointF, size: QSizeF) -> list[tuple[float, float]]:
    """Right, left, then above and below on either side, straight above and below: the best ones first."""
    width, height = size.width(), size.height()
    right, left, middle = spot.x() + _GAP, spot.x() - _GAP - width, spot.x() - width / 2
    beside, above, below = spot.y() - height / 2, spot.y() - height - 2, spot.y() + 2
    corners = [(right, beside), (left, beside), (right, above), (right, below), (left, above), (left, below)]
    return [*corners, (middle, above - _GAP + 2), (middle, below + _GAP - 2)]


def _covered(boxes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each of `boxes` [n, 4] all `others` [m, 4] cover together, [n]; edges as above, px^2."""
    wide = np.minimum(boxes[:, None, 2], others[:, 2]) - np.maximum(boxes[:, None, 0], others[:, 0])
    tall = np.minimum(boxes[:, None, 3], others[:, 3]) - np.maximum(boxes[:, None, 1], others[:, 1])
    areas: NDArray[np.float64] = np.einsum("ij,ij->i", np.maximum(wide, 0.0), np.maximum(tall, 0.0))
    return areas
