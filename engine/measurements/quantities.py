"""What can be measured of a figure: distances, angles, areas, circles, tilts, and arithmetic of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np

from engine.measurements.constructions import Figure, LineConstruction, PointConstruction
from engine.measurements.formulas import Expression
from engine.measurements.geometry import (
    DirectedLine,
    Values,
    Vectors,
    area,
    circle,
    cross,
    dot,
    foot,
    lengths,
    near_first,
    turns,
)

_SAME_TILT = 1e-9  # degrees, within which two tilts are equal


class Measurable(Protocol):
    """What has a value in a figure."""

    def value(self, figure: Figure) -> Values:
        """The value [V]: in units of the figure's length, or in degrees."""
        ...


class Side(Enum):
    """Where a signed length is positive: a direction of the upright film whose face looks to the right."""

    AHEAD = (1.0, 0.0)
    BEHIND = (-1.0, 0.0)
    ABOVE = (0.0, -1.0)
    BELOW = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class TowardPoint:
    """A signed length is positive on the side of a line where this point lies, or towards it."""

    point: PointConstruction


Positive = Side | TowardPoint | None  # None: lengths have no sign


class AngleRange(Enum):
    """How the angle of two directed lines is stated."""

    FULL = "0-180"  # between the directions
    ACUTE = "0-90"  # between the lines, however directed
    SIGNED = "signed"  # -180..180, from the first direction to the second
    SIGNED_ACUTE = "signed-90"  # -90..90, from the first line to the second


class Turn(Enum):
    """Which way a signed angle is positive, the face looking to the right."""

    CLOCKWISE = "clockwise"
    COUNTERCLOCKWISE = "counterclockwise"


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance of two points; negative where the way from start to end runs against `positive`."""

    start: PointConstruction
    end: PointConstruction
    positive: Side | None = None

    def value(self, figure: Figure) -> Values:
        """The value."""
        way = self.end.place(figure) - self.start.place(figure)
        if self.positive is None:
            return lengths(way)
        runs_against = dot(way[0], np.asarray(self.positive.value)) < 0
        return np.asarray(-lengths(way) if runs_against else lengths(way))


@dataclass(frozen=True, slots=True)
class DistanceToLine:
    """The perpendicular distance of a point from a line."""

    point: PointConstruction
    line: LineConstruction
    positive: Positive = None

    def value(self, figure: Figure) -> Values:
        """The value."""
        line = self.line.lay(figure)
        away = dot(self.point.place(figure) - line.start, line.normal)
        return _signed(away, line.normal, line, self.positive, figure)


@dataclass(frozen=True, slots=True)
class DistanceAlong:
    """The way along a line from the foot of `start` to the foot of `end`: Wits is one."""

    start: PointConstruction
    end: PointConstruction
    line: LineConstruction
    positive: Positive = None

    def value(self, figure: Figure) -> Values:
        """The value."""
        line = self.line.lay(figure)
        start = self.start.place(figure)
        way = dot(self.end.place(figure) - start, line.direction)
        from_start = DirectedLine(foot(start, line), line.direction)
        return _signed(way, line.direction, from_start, self.positive, figure)


def _signed(value: Values, axis: Vectors, line: DirectedLine, positive: Positive, figure: Figure) -> Values:
    """`value` along `axis`, positive on the side asked for; NaN where that is not clear."""
    if positive is None:
        return np.abs(value)
    if isinstance(positive, Side):
        return np.asarray(value * _sign(dot(axis, np.asarray(positive.value))))
    return np.asarray(value * _sign(dot(positive.point.place(figure) - line.start, axis)))


def _sign(value: Values) -> Values:
    """1 or -1, by the first variant, so that a derivative does not jump; NaN for 0."""
    sign = np.sign(value[:1])
    return np.where(sign == 0, np.nan, sign)


@dataclass(frozen=True, slots=True)
class PointAngle:
    """The angle at `vertex` between the directions to two points, 0-180."""

    start: PointConstruction
    vertex: PointConstruction
    end: PointConstruction

    def value(self, figure: Figure) -> Values:
        """The value."""
        vertex = self.vertex.place(figure)
        return _angle(self.start.place(figure) - vertex, self.end.place(figure) - vertex)


def _angle(a: Vectors, b: Vectors) -> Values:
    """0..180 degrees; NaN where a direction has no length."""
    none = (lengths(a) == 0) | (lengths(b) == 0)
    return np.where(none, np.nan, np.abs(turns(a, b)))


@dataclass(frozen=True, slots=True)
class LineAngle:
    """The angle of two directed lines, from the first to the second."""

    one: LineConstruction
    other: LineConstruction
    range: AngleRange = AngleRange.FULL
    positive: Turn = Turn.CLOCKWISE

    def value(self, figure: Figure) -> Values:
        """The value."""
        turn = turns(self.one.lay(figure).direction, self.other.lay(figure).direction)
        if self.positive is Turn.COUNTERCLOCKWISE:
            turn = -turn
        match self.range:
            case AngleRange.FULL:
                return np.asarray(np.abs(turn))
            case AngleRange.ACUTE:
                return np.asarray(90 - np.abs(90 - np.abs(turn)))
            case AngleRange.SIGNED:
                return near_first(turn, 360)
        return near_first(_of_lines(turn), 180)


def _of_lines(turn: Values) -> Values:
    """Turns of directions as turns of lines, which have none: -90..90."""
    return np.asarray((turn + 90) % 180 - 90)


@dataclass(frozen=True, slots=True)
class PolygonArea:
    """The area of the polygon through points."""

    points: tuple[PointConstruction, ...]

    def value(self, figure: Figure) -> Values:
        """The value."""
        return area([point.place(figure) for point in self.points])


@dataclass(frozen=True, slots=True)
class CircleRadius:
    """The radius of the circle nearest to points."""

    points: tuple[PointConstruction, ...]

    def value(self, figure: Figure) -> Values:
        """The value."""
        return circle([point.place(figure) for point in self.points])[1]


class Part(Enum):
    """Which part of a row of lines, counted from the top, a tilt is sought in."""

    ALL = "all"
    ABOVE = "above"  # of another tilt: down to and with its upper line
    BELOW = "below"  # of another tilt: from its lower line on


@dataclass(frozen=True, slots=True)
class GreatestTilt:
    """The greatest angle, 0-180, between the directions of any two of a row of lines: Cobb's.

    `part`: only above or below the curve `other`, a tilt of the same lines. `apexes`: only curves whose apex
    is one of these lines, the places of the first and the last of them. The apex is the line whose middle
    lies farthest from the straight way between those of the two end lines; of two neighbours the upper one.
    """

    lines: tuple[LineConstruction, ...]
    part: Part = Part.ALL
    other: GreatestTilt | None = None
    apexes: tuple[int, int] | None = None

    def value(self, figure: Figure) -> Values:
        """The value; NaN where there is no such curve."""
        upper, lower = self.ends(figure)
        if upper == lower:
            return np.full(1, np.nan)
        one, other = self.lines[upper].lay(figure), self.lines[lower].lay(figure)
        return np.asarray(np.abs(turns(one.direction, other.direction)))

    def ends(self, figure: Figure) -> tuple[int, int]:
        """The places of its upper and its lower line among `lines`, in the first variant; equal for none."""
        apart = self._apart(figure)
        first, last = 0, len(self.lines) - 1
        if self.apexes is not None:
            least, most = self.apexes
            fitting = [ends for ends in _curves(apart) if least <= self.apex(figure, ends) <= most]
            return max(fitting, key=lambda ends: float(apart[ends]), default=(first, first))
        if self.other is not None:
            upper, lower = self.other.ends(figure)
            first, last = (first, upper) if self.part is Part.ABOVE else (lower, last)
        return _steepest(apart, first, last)

    def apex(self, figure: Figure, ends: tuple[int, int]) -> int:
        """The place of the apex of the curve between two of its lines, in the first variant."""
        upper, lower = ends
        laid = [line.lay(figure) for line in self.lines[upper : lower + 1]]
        middles = np.stack([(line.start if line.middle is None else line.middle)[0] for line in laid])
        chord = middles[-1] - middles[0]
        off = np.abs(cross(np.broadcast_to(chord, middles.shape), middles - middles[0]))[1:-1]
        return upper + 1 + int(np.argmax(off)) if len(off) else upper

    def _apart(self, figure: Figure) -> Values:
        """The angles [N, N] of the lines with each other, in the first variant."""
        directions = np.stack([line.lay(figure).direction[0] for line in self.lines])
        tilts = np.degrees(np.arctan2(directions[:, 1], directions[:, 0]))
        return np.asarray(np.abs((tilts[:, None] - tilts + 180) % 360 - 180))


def _steepest(apart: Values, first: int, last: int) -> tuple[int, int]:
    """The two of the lines `first` to `last` that are farthest `apart`, the upper one first.

    Of equals those nearest to each other, the uppermost of these.
    """
    of_part = np.where(np.triu(np.ones_like(apart, dtype=bool), k=1), apart, -1.0)
    of_part = of_part[first : last + 1, first : last + 1]
    equals = np.argwhere(of_part >= of_part.max() - _SAME_TILT).tolist()
    top, bottom = min(equals, key=lambda pair: (pair[1] - pair[0], pair))
    return first + top, first + bottom


def _curves(apart: Values) -> list[tuple[int, int]]:
    """The main curve of a row of lines and all above and below it, from the top; neighbours share an end."""
    found = [_steepest(apart, 0, len(apart) - 1)]
    while (top := found[0][0]) > 0:
        found.insert(0, _steepest(apart, 0, top))
    while (bottom := found[-1][1]) < len(apart) - 1:
        found.append(_steepest(apart, bottom, len(apart) - 1))
    return found


@dataclass(frozen=True, slots=True)
class Formula:
    """Arithmetic of other measurements of the set."""

    expression: Expression

    def value(self, figure: Figure) -> Values:
        """The value."""
        return self.expression.evaluate({name: figure.value(name) for name in self.expression.symbols})
