"""Where words go on the film: beside what they belong to, over neither points nor each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

# px of the screen from the middle of a point to its name; the second where near is no room
_GAPS = 9.0, 24.0
_SQUARE = 64.0  # px of the screen: what lies in other squares is not looked at
_FREE = 1e-6  # px: a remainder of rounding covers nothing
# how far a value may go, in its heights down and widths aside: the nearest first, as it is 5 times as wide
_WAYS = sorted(
    ((row, share) for row in range(-4, 5) for share in (0.0, -0.6, 0.6, -1.1, 1.1)),
    key=lambda way: (way[0] ** 2 + 25 * way[1] ** 2, -way[0]),
)


class Box(NamedTuple):
    """A rectangle of the screen."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, area: QRectF) -> Box:
        """The same as a tuple, which is quicker to look at."""
        return cls(area.left(), area.top(), area.right(), area.bottom())

    def squares(self) -> list[tuple[int, int]]:
        """The squares of the screen that it touches."""
        rows = range(int(self.top // _SQUARE), int(self.bottom // _SQUARE) + 1)
        columns = range(int(self.left // _SQUARE), int(self.right // _SQUARE) + 1)
        return [(column, row) for column in columns for row in rows]

    def within(self, port: Box) -> Box:
        """The same moved so that none of it is cut off at the edge of `port`."""
        left = max(min(self.left, self.left + port.right - self.right), port.left)
        top = max(min(self.top, self.top + port.bottom - self.bottom), port.top)
        return Box(left, top, left + self.right - self.left, top + self.bottom - self.top)


Places = Callable[[QPointF, QSizeF], Iterator[Box]]


@dataclass(frozen=True, slots=True)
class Wish:
    """Words of `size` look for a place: `places` gives those beside `spot`, px of the screen, the best first.

    `needed`: they are shown in any case.
    """

    spot: QPointF
    size: QSizeF
    places: Places
    needed: bool = False


class _Taken:
    """What is covered already, by the squares that it touches: 1,000 names are placed without a hitch."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Cover `box`."""
        for square in box.squares():
            self._squares[square].append(box)

    def beside(self, area: Box) -> list[Box]:
        """What may cover a part of `area`; what touches several of its squares comes several times."""
        return [box for square in area.squares() for box in self._squares.get(square, ())]

    def is_free(self, area: Box) -> bool:
        """Whether nothing covers a part of `area`."""
        left, top, right, bottom = (
            area.left + _FREE,
            area.top + _FREE,
            area.right - _FREE,
            area.bottom - _FREE,
        )
        return not any(
            left < box[2] and box[0] < right and top < box[3] and box[1] < bottom for box in self.beside(area)
        )

    def covered(self, area: Box) -> float:
        """How much of `area` is covered, square px; what lies over each other counts twice."""
        return sum(_common(area, box) for box in set(self.beside(area)))


def places_of_words(wishes: Sequence[Wish], obstacles: Iterable[QRectF], port: QRectF) -> list[QRectF | None]:
    """The first free place of each wish within `port`, and None where all are covered; needed ones first.

    What is needed goes where it covers least if nothing is free. All in pixels of the screen.
    """
    taken, edge = _Taken(), Box.of(port)
    for obstacle in obstacles:
        taken.add(Box.of(obstacle))
    found: list[QRectF | None] = [None] * len(wishes)
    for number in sorted(range(len(wishes)), key=lambda number: not wishes[number].needed):
        box = _best(wishes[number], taken, edge)
        if box is not None:
            taken.add(box)
            found[number] = QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))
    return found


def _best(wish: Wish, taken: _Taken, port: Box) -> Box | None:
    """The first free place of `wish`, else the one that covers least if it is needed."""
    for place in wish.places(wish.spot, wish.size):
        box = place.within(port)
        if taken.is_free(box):
            return box
    if not wish.needed:
        return None
    return min((place.within(port) for place in wish.places(wish.spot, wish.size)), key=taken.covered)


def fewest_points(places: Sequence[QRectF], points: Sequence[QPointF]) -> QRectF:
    """The place that holds the fewest of `points`, an earlier one where several do."""
    return min(places, key=lambda place: sum(map(place.contains, points)))


def _common(one: Box, other: Box) -> float:
    """The area that two rectangles share."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width * height if width > 0 and height > 0 else 0.0


def places_beside(spot: QPointF, size: QSizeF) -> Iterator[Box]:
    """Right, left, then above and below on either side, straight above and below; the same farther away."""
    width, height, x, y = size.width(), size.height(), spot.x(), spot.y()
    for gap in _GAPS:
        clear = gap - _GAPS[0] + 2
        right, left, middle = x + gap, x - gap - width, x - width / 2
        beside, above, below = y - height / 2, y - height - clear, y + clear
        corners = (
            (right, beside),
            (left, beside),
            *((side, level) for side in (right, left) for level in (above, below)),
            (middle, above - _GAPS[0] + 2),
            (middle, below + _GAPS[0] - 2),
        )
        for across, down in corners:
            yield Box(across, down, across + width, down + height)


def places_around(spot: QPointF, size: QSizeF) -> Iterator[Box]:
    """With its middle at `spot`, then below and above it and aside, the nearest ones first."""
    width, height = size.width(), size.height()
    left, top = spot.x() - width / 2, spot.y() - height / 2
    for row, share in _WAYS:
        across, down = left + share * width, top + row * (height + 1)
        yield Box(across, down, across + width, down + height)
