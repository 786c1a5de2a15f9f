"""Names beside the points, each where it covers neither a point nor another name as far as there is room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.translation import listed, tr
from app.views.film_display import FilmDisplay
from app.views.film_plate import INK, paint_plate
from app.views.palette import YELLOW

_GAP = 9.0  # px of the screen from the middle of a point to its name
_POINT = 5.0  # half the side of what a point covers
_SQUARE = 64.0  # px of the screen: what lies in other squares is not looked at
_MOST = 400  # names in sight: of more none could be read
_FREE = 1e-6  # square px: a remainder of rounding covers nothing


class _Box(NamedTuple):
    """A rectangle of the screen."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, area: QRectF) -> _Box:
        return cls(area.left(), area.top(), area.right(), area.bottom())

    def squares(self) -> Iterator[tuple[int, int]]:
        """The squares of the screen that it touches."""
        rows = range(int(self.top // _SQUARE), int(self.bottom // _SQUARE) + 1)
        for column in range(int(self.left // _SQUARE), int(self.right // _SQUARE) + 1):
            yield from ((column, row) for row in rows)


class _Taken:
    """What is covered already, by the squares that it touches: 1,000 names are placed without a hitch."""

    def __init__(self) -> None:
        self._boxes: list[_Box] = []
        self._squares: dict[tuple[int, int], list[int]] = defaultdict(list)

    def add(self, box: _Box) -> None:
        """Cover `box`."""
        for square in box.squares():
            self._squares[square].append(len(self._boxes))
        self._boxes.append(box)

    def beside(self, area: _Box) -> list[_Box]:
        """What may cover a part of `area`."""
        found = {number for square in area.squares() for number in self._squares.get(square, ())}
        return [self._boxes[number] for number in sorted(found)]


def paint_names(painter: QPainter, display: FilmDisplay, spots: Mapping[str, QPointF], port: QRectF) -> None:
    """Paint the names of all points of `display`; `spots` are their places on the screen, within `port`.

    Both in pixels of the screen.
    """
    metrics = QFontMetricsF(painter.font())
    names = named(display, spots, port)
    sizes = {name: QSizeF(metrics.horizontalAdvance(name) + 6, metrics.height()) for name in names}
    for name, box in plates(names, spots, sizes, port).items():
        active = name == display.active
        paint_plate(painter, box)
        painter.setPen(YELLOW if active else INK)
        painter.drawText(box.topLeft() + QPointF(3, metrics.ascent()), name)


def paint_absent(painter: QPainter, display: FilmDisplay, port: QRectF) -> None:
    """Tell in the corner of `port`, left below, which landmarks the film does not have; with the names."""
    if not display.absent or not display.names_shown:
        return
    metrics = QFontMetricsF(painter.font())
    words = metrics.elidedText(
        tr("Absent: {landmarks}", landmarks=listed(display.absent)),
        Qt.TextElideMode.ElideRight,
        port.width() - 24,
    )
    box = QRectF(0, 0, metrics.horizontalAdvance(words) + 8, metrics.height() + 2)
    box.moveBottomLeft(port.bottomLeft() + QPointF(8, -8))
    paint_plate(painter, box)
    painter.setPen(INK)
    painter.drawText(box.topLeft() + QPointF(4, metrics.ascent() + 1), words)


def named(display: FilmDisplay, spots: Mapping[str, QPointF], port: QRectF) -> list[str]:
    """The points in sight whose names are shown, the active one first; that alone where they are too many."""
    seen = [mark.name for mark in display.marks if port.contains(spots[mark.name])]
    # the active name chooses first: its place is the one that must not change
    names = sorted(seen, key=lambda name: name != display.active)
    return names if len(names) <= _MOST else [name for name in names[:1] if name == display.active]


def plates(
    names: Sequence[str], spots: Mapping[str, QPointF], sizes: Mapping[str, QSizeF], port: QRectF
) -> dict[str, QRectF]:
    """Where each name goes: to the right if that is free, else where it covers least; earlier names first.

    What lies outside `port` counts as covered.
    """
    taken = _Taken()
    for x, y in ((spot.x(), spot.y()) for spot in spots.values()):
        taken.add(_Box(x - _POINT, y - _POINT, x + _POINT, y + _POINT))
    found: dict[str, QRectF] = {}
    for name in names:
        found[name] = _best(_places(spots[name], sizes[name]), taken, _Box.of(port))
        taken.add(_Box.of(found[name]))
    return found


def _best(places: Sequence[QRectF], taken: _Taken, port: _Box) -> QRectF:
    """The first free one of `places`, else the one that covers least."""
    best, least = places[0], float("inf")
    for place in places:
        box = _Box.of(place)
        outside = place.width() * place.height() - _common(box, port)
        cost = outside + sum(_common(box, other) for other in taken.beside(box))
        if cost < least - _FREE:
            best, least = place, cost
        if least < _FREE:
            break
    return best


def _places(spot: QPointF, size: QSizeF) -> list[QRectF]:
    """Right, left, then above and below on either side, straight above and below: the best ones first."""
    width, height = size.width(), size.height()
    right, left, middle = spot.x() + _GAP, spot.x() - _GAP - width, spot.x() - width / 2
    beside, above, below = spot.y() - height / 2, spot.y() - height - 2, spot.y() + 2
    corners = [(right, beside), (left, beside), (right, above), (right, below), (left, above), (left, below)]
    corners += [(middle, above - _GAP + 2), (middle, below + _GAP - 2)]
    return [QRectF(QPointF(x, y), size) for x, y in corners]


def _common(one: _Box, other: _Box) -> float:
    """The area that two rectangles share."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width * height if width > 0 and height > 0 else 0.0
