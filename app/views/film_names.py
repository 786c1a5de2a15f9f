"""Names beside the points, each where it covers neither a point nor another name as far as there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app.views.film_display import FilmDisplay
from app.views.palette import YELLOW
from engine.wording import listed

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


def paint_absent(painter: QPainter, display: FilmDisplay, port: QRectF) -> None:
    """Tell in the corner of `port`, left below, which landmarks the film does not have; with the names."""
    if not display.absent or not display.names_shown:
        return
    metrics = QFontMetricsF(painter.font())
    words = metrics.elidedText(
        f"Absent: {listed(display.absent)}", Qt.TextElideMode.ElideRight, port.width() - 24
    )
    box = QRectF(0, 0, metrics.horizontalAdvance(words) + 8, metrics.height() + 2)
    box.moveBottomLeft(port.bottomLeft() + QPointF(8, -8))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(210, 210, 210))
    painter.drawText(box.topLeft() + QPointF(4, metrics.ascent() + 1), words)


def plates(
    names: Sequence[str], spots: Mapping[str, QPointF], sizes: Mapping[str, QSizeF], port: QRectF
) -> dict[str, QRectF]:
    """Where each name goes: to the right if that is free, else where it covers least; earlier names first.

    What lies outside `port` counts as covered.
    """
    taken = [QRectF(spot.x() - _POINT, spot.y() - _POINT, 2 * _POINT, 2 * _POINT) for spot in spots.values()]
    found: dict[str, QRectF] = {}
    for name in names:
        places = _places(spots[name], sizes[name])
        found[name] = min(places, key=lambda box: _cost(box, taken, port))
        taken.append(found[name])
    return found


def _places(spot: QPointF, size: QSizeF) -> list[QRectF]:
    """Right, left, then above and below on either side, straight above and below: the best ones first."""
    width, height = size.width(), size.height()
    right, left, middle = spot.x() + _GAP, spot.x() - _GAP - width, spot.x() - width / 2
    beside, above, below = spot.y() - height / 2, spot.y() - height - 2, spot.y() + 2
    corners = [(right, beside), (left, beside), (right, above), (right, below), (left, above), (left, below)]
    corners += [(middle, above - _GAP + 2), (middle, below + _GAP - 2)]
    return [QRectF(QPointF(x, y), size) for x, y in corners]


def _cost(box: QRectF, taken: Sequence[QRectF], port: QRectF) -> float:
    outside = box.width() * box.height() - _covered(box, port)
    return outside + sum(_covered(box, other) for other in taken)


def _covered(box: QRectF, other: QRectF) -> float:
    common = box.intersected(other)
    return common.width() * common.height() if not common.isEmpty() else 0.0
