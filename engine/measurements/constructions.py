"""Helper points and lines that follow from landmarks, and the figure in which they are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

import numpy as np

from engine.measurements.geometry import (
    DirectedLine,
    Values,
    Vectors,
    best_line,
    circle,
    crossing,
    foot,
    quarter_turned,
    through,
    turned,
)

if TYPE_CHECKING:
    from engine.measurements.quantities import Measurable


class PointConstruction(Protocol):
    """What a point of a figure follows from."""

    def place(self, figure: Figure) -> Vectors:
        """The point [V, 2] in `figure`."""
        ...


class LineConstruction(Protocol):
    """What a directed line of a figure follows from."""

    def lay(self, figure: Figure) -> DirectedLine:
        """The line in `figure`."""
        ...


class Figure:
    """The landmarks of one film in V variants, x ahead and y down, and what is constructed from them.

    `positions`: landmark -> [V, 2], in mm or in pixels. Each construction is made once.
    """

    def __init__(
        self,
        positions: Mapping[str, Vectors],
        points: Mapping[str, PointConstruction],
        lines: Mapping[str, LineConstruction],
        quantities: Mapping[str, Measurable],
    ) -> None:
        self._placed = dict(positions)
        self._points = points
        self._lines = lines
        self._laid: dict[str, DirectedLine] = {}
        self._quantities = quantities
        self._measured: dict[str, Values] = {}

    def point(self, name: str) -> Vectors:
        """The landmark or helper point `name`, [V, 2]; KeyError where its landmark is not placed."""
        if name not in self._placed:
            self._placed[name] = self._points[name].place(self)
        return self._placed[name]

    def line(self, name: str) -> DirectedLine:
        """The helper line `name`."""
        if name not in self._laid:
            self._laid[name] = self._lines[name].lay(self)
        return self._laid[name]

    def value(self, symbol: str) -> Values:
        """The measurement `symbol`, [V]."""
        if symbol not in self._measured:
            self._measured[symbol] = self._quantities[symbol].value(self)
        return self._measured[symbol]


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A landmark, or a helper point of the set."""

    name: str

    def place(self, figure: Figure) -> Vectors:
        """The point."""
        return figure.point(self.name)


@dataclass(frozen=True, slots=True)
class Midpoint:
    """The mean of points."""

    points: tuple[PointConstruction, ...]

    def place(self, figure: Figure) -> Vectors:
        """The point."""
        return np.asarray(np.mean([point.place(figure) for point in self.points], axis=0))


@dataclass(frozen=True, slots=True)
class PointBetween:
    """The point at `share` of the way from `start` to `end`; beyond them below 0 and above 1."""

    start: PointConstruction
    end: PointConstruction
    share: float

    def place(self, figure: Figure) -> Vectors:
        """The point."""
        start, end = self.start.place(figure), self.end.place(figure)
        return start + self.share * (end - start)


@dataclass(frozen=True, slots=True)
class Intersection:
    """Where two lines meet."""

    one: LineConstruction
    other: LineConstruction

    def place(self, figure: Figure) -> Vectors:
        """The point."""
        return crossing(self.one.lay(figure), self.other.lay(figure))


@dataclass(frozen=True, slots=True)
class Projection:
    """The foot of the perpendicular from a point to a line."""

    point: PointConstruction
    line: LineConstruction

    def place(self, figure: Figure) -> Vectors:
        """The point."""
        return foot(self.point.place(figure), self.line.lay(figure))


@dataclass(frozen=True, slots=True)
class CircleCentre:
    """The centre of the circle nearest to points."""

    points: tuple[PointConstruction, ...]

    def place(self, figure: Figure) -> Vectors:
        """The point."""
        return circle([point.place(figure) for point in self.points])[0]


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A helper line of the set."""

    name: str

    def lay(self, figure: Figure) -> DirectedLine:
        """The line."""
        return figure.line(self.name)


@dataclass(frozen=True, slots=True)
class LineThrough:
    """The line from one point to another."""

    start: PointConstruction
    end: PointConstruction

    def lay(self, figure: Figure) -> DirectedLine:
        """The line."""
        return through(self.start.place(figure), self.end.place(figure))


@dataclass(frozen=True, slots=True)
class Perpendicular:
    """Through a point at a right angle to a line: its direction turned clockwise."""

    line: LineConstruction
    at: PointConstruction

    def lay(self, figure: Figure) -> DirectedLine:
        """The line."""
        return DirectedLine(self.at.place(figure), quarter_turned(self.line.lay(figure).direction))


@dataclass(frozen=True, slots=True)
class TurnedLine:
    """Through a point, a line's direction turned clockwise by `degrees`; 0: the parallel."""

    line: LineConstruction
    at: PointConstruction
    degrees: float = 0.0

    def lay(self, figure: Figure) -> DirectedLine:
        """The line."""
        return DirectedLine(self.at.place(figure), turned(self.line.lay(figure).direction, self.degrees))


@dataclass(frozen=True, slots=True)
class FilmLine:
    """Through a point along an axis of the film: `direction` is (1, 0), ahead, or (0, 1), down."""

    at: PointConstruction
    direction: tuple[float, float]

    def lay(self, figure: Figure) -> DirectedLine:
        """The line."""
        start = self.at.place(figure)
        return DirectedLine(start, np.broadcast_to(np.asarray(self.direction), start.shape))


@dataclass(frozen=True, slots=True)
class BestLine:
    """The line nearest to points, directed from the first to the last."""

    points: tuple[PointConstruction, ...]

    def lay(self, figure: Figure) -> DirectedLine:
        """The line."""
        return best_line([point.place(figure) for point in self.points])


def parts(construction: object) -> Iterator[object]:
    """What a construction or a quantity is made of, directly: the values of its fields, tuples spread."""
    for each in fields(construction):  # type: ignore[arg-type]  # all of them are dataclasses
        value = getattr(construction, each.name)
        if isinstance(value, tuple):
            yield from value
        else:
            yield value
