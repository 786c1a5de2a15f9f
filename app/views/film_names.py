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
    taken = np.empty((len(spots) + len(names), 4))  # edges: left, top, right, bottom
    for number, spot in enumerate(spots.values()):
        taken[number] = (spot.x() - _POINT, spot.y() - _POINT, spot.x() + _POINT, spot.y() + _POINT)
    sight = np.array([port.getCoords()])
    found: dict[str, QRectF] = {}
    for number, name in enumerate(names, len(spots)):
        size = sizes[name]
        places = _places(spots[name], size)
        corners = np.array(places)
        edges = np.hstack([corners, corners + np.array([size.width(), size.height()])])
        outside = size.width() * size.height() - _covered(edges, sight)
        # rounded: of places that are equally good the first is taken
        best = int(np.argmin(np.round(outside + _covered(edges, taken[:number]), 6)))
        found[name] = QRectF(QPointF(*places[best]), size)
        taken[number] = edges[best]
    return found


def _places(spot: QPointF, size: QSizeF) -> list[tuple[float, float]]:
    """Right, left, then above and below on either side, straight above and below: the best ones first."""
    width, height = size.width(), size.height()
    right, left, middle = spot.x() + _GAP, spot.x() - _GAP - width, spot.x() - width / 2
    beside, above, below = spot.y() - height / 2, spot.y() - height - 2, spot.y() + 2
    corners = [(right, beside), (left, beside), (right, above), (right, below), (left, above), (left, below)]
    return [*corners, (middle, above - _GAP + 2), (middle, below + _GAP - 2)]


def _covered(boxes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each of `boxes` [n, 4] all `others` [m, 4] cover together, [n]; edges as above, px^2."""
    low = np.maximum(boxes[:, None, :2], others[:, :2])
    high = np.minimum(boxes[:, None, 2:], others[:, 2:])
    areas: NDArray[np.float64] = np.maximum(high - low, 0.0).prod(axis=-1).sum(axis=1)
    return areas
