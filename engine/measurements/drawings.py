"""What of a measurement is drawn on its film: lines, helper points, arcs of angles, a place for its value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.imaging.image import Spacing
from engine.landmarks import LandmarkSet
from engine.measurements.constructions import (
    BestLine,
    Figure,
    LineConstruction,
    LineThrough,
    NamedLine,
    NamedPoint,
    Perpendicular,
    PointConstruction,
    TurnedLine,
)
from engine.measurements.geometry import DirectedLine, circle, crossing
from engine.measurements.measurement_set import MeasurementSet, ValueUnit
from engine.measurements.quantities import (
    AngleRange,
    CircleRadius,
    Distance,
    DistanceAlong,
    DistanceToLine,
    Formula,
    GreatestTilt,
    LineAngle,
    Measurable,
    PointAngle,
    PolygonArea,
)
from engine.measurements.values import FilmPlane, facing

Place = tuple[float, float]  # (x, y), original pixels
_Spot = NDArray[np.float64]  # [2], in units of the figure
_ARC_POINTS = 24
_FAR = 2.5  # extents of the points: lines that meet farther away get no arc


@dataclass(frozen=True, slots=True)
class MeasureDrawing:
    """A measurement in original pixels: `solid` between points, `dashed` beyond them.

    `arcs`: points along each angle. `points`: helper points, which are no landmarks. `label`: where the value
    belongs.
    """

    solid: tuple[tuple[Place, Place], ...]
    dashed: tuple[tuple[Place, Place], ...]
    arcs: tuple[tuple[Place, ...], ...]
    points: tuple[Place, ...]
    label: Place


def drawings(
    measures: MeasurementSet, symbols: Iterable[str], marks: LandmarkSet, spacing: Spacing | None = None
) -> Mapping[str, MeasureDrawing]:
    """Those of `symbols` that can be drawn, by symbol; `marks` and `spacing` as of `measure`."""
    plane = FilmPlane(spacing, facing(measures, marks))
    found = {}
    for in_pixels, scale in ((False, plane.scale), (True, plane.turn_only)):
        placed = {
            name: np.array([place]) * scale
            for name in measures.landmarks
            if (place := marks.get(name).position) is not None
        }
        figure = Figure(placed, measures.points, measures.lines, measures.quantities)
        for symbol in symbols:
            measurement, needs = measures.measurements[symbol], measures.needs[symbol]
            known = all(name in placed for name in needs.landmarks) and not (
                plane.ahead is None and needs.facing
            )
            if known and (measurement.unit is ValueUnit.PIXELS) is in_pixels:
                sketch = _Sketch(measures, figure, _extent([placed[name][0] for name in needs.landmarks]))
                with np.errstate(invalid="ignore", divide="ignore"):
                    sketch.add(measurement.quantity)
                if sketch.label is not None:
                    found[symbol] = sketch.drawing(scale)
    return found


def _extent(spots: Sequence[_Spot]) -> float:
    """The longer side of the box around points."""
    return float(np.ptp(np.array(spots), axis=0).max()) if spots else 0.0


@dataclass(frozen=True, slots=True)
class _Ray:
    """A line whose points lie from `low` to `high` along it, from its start."""

    line: DirectedLine
    low: float
    high: float

    @property
    def direction(self) -> _Spot:
        return np.asarray(self.line.direction[0])

    def at(self, way: float) -> _Spot:
        return np.asarray(self.line.start[0] + way * self.direction)

    def way(self, spot: _Spot) -> float:
        return float((spot - self.line.start[0]) @ self.direction)


@dataclass(slots=True)
class _Sketch:
    """Collects what a quantity is drawn of, in units of the figure."""

    measures: MeasurementSet
    figure: Figure
    extent: float
    solid: list[tuple[_Spot, _Spot]] = field(default_factory=list)
    dashed: list[tuple[_Spot, _Spot]] = field(default_factory=list)
    arcs: list[list[_Spot]] = field(default_factory=list)
    points: list[_Spot] = field(default_factory=list)
    label: _Spot | None = None

    def drawing(self, scale: _Spot) -> MeasureDrawing:
        """In original pixels; what coincides or cannot be found is left out, what is double once."""

        def place(spot: _Spot) -> Place:
            x, y = spot / scale
            return float(x), float(y)

        def ways(pairs: list[tuple[_Spot, _Spot]]) -> tuple[tuple[Place, Place], ...]:
            sound = [(place(a), place(b)) for a, b in pairs if np.isfinite([a, b]).all()]
            return tuple(dict.fromkeys((a, b) for a, b in sound if a != b))

        arcs = tuple(tuple(map(place, arc)) for arc in self.arcs if np.isfinite(arc).all())
        points = tuple(dict.fromkeys(place(spot) for spot in self.points if np.isfinite(spot).all()))
        label = np.zeros(2) if self.label is None else self.label
        return MeasureDrawing(ways(self.solid), ways(self.dashed), arcs, points, place(label))

    def add(self, quantity: Measurable) -> None:
        """Draw `quantity`."""
        match quantity:
            case Distance():
                self._way(self._point(quantity.start), self._point(quantity.end))
            case DistanceToLine():
                spot, ray = self._point(quantity.point), self._ray(quantity.line)
                self._way(spot, self._foot(spot, ray))
            case DistanceAlong():
                ray, ends = self._ray(quantity.line), (quantity.start, quantity.end)
                self._along(ray, *(self._point(end) for end in ends))
            case PointAngle():
                self._corner(*(self._point(each) for each in (quantity.start, quantity.vertex, quantity.end)))
            case LineAngle():
                acute = quantity.range in (AngleRange.ACUTE, AngleRange.SIGNED_ACUTE)
                self._angle(self._ray(quantity.one), self._ray(quantity.other), acute)
            case GreatestTilt():
                one, other = quantity.ends(self.figure)
                self._angle(self._ray(quantity.lines[one]), self._ray(quantity.lines[other]), acute=False)
            case PolygonArea() | CircleRadius():
                self._round(quantity)
            case Formula():
                for symbol in quantity.expression.symbols:
                    self.add(self.measures.measurements[symbol].quantity)

    def _point(self, construction: PointConstruction) -> _Spot:
        spot = np.asarray(construction.place(self.figure)[0])
        if not isinstance(construction, NamedPoint) or construction.name in self.measures.points:
            self.points.append(spot)
        return spot

    def _ray(self, construction: LineConstruction) -> _Ray:
        """Draw a line between its points, and what it follows from."""
        if isinstance(construction, NamedLine):
            return self._ray(self.measures.lines[construction.name])
        line = construction.lay(self.figure)
        if isinstance(construction, LineThrough):
            spots = [self._point(construction.start), self._point(construction.end)]
        elif isinstance(construction, BestLine):
            spots = [self._point(each) for each in construction.points]
        else:
            if isinstance(construction, Perpendicular | TurnedLine):
                self._ray(construction.line)
            spots = [np.asarray(line.start[0])]
        bare = _Ray(line, 0.0, 0.0)
        ways = [bare.way(spot) for spot in spots]
        ray = _Ray(line, min(ways), max(ways))
        if ray.low < ray.high:
            self.solid.append((ray.at(ray.low), ray.at(ray.high)))
        return ray

    def _reach(self, ray: _Ray, way: float) -> None:
        """Lead a line on beyond its points."""
        if way < ray.low or way > ray.high:
            self.dashed.append((ray.at(ray.low if way < ray.low else ray.high), ray.at(way)))

    def _foot(self, spot: _Spot, ray: _Ray) -> _Spot:
        way = ray.way(spot)
        self._reach(ray, way)
        self.points.append(ray.at(way))
        return ray.at(way)

    def _way(self, start: _Spot, end: _Spot) -> None:
        self.solid.append((start, end))
        self._place_label((start + end) / 2)

    def _along(self, ray: _Ray, start: _Spot, end: _Spot) -> None:
        feet = [self._foot(spot, ray) for spot in (start, end)]
        self.dashed += zip((start, end), feet, strict=True)
        self._way(*feet)

    def _corner(self, start: _Spot, vertex: _Spot, end: _Spot) -> None:
        self.solid += [(vertex, start), (vertex, end)]
        lengths = [float(np.linalg.norm(spot - vertex)) for spot in (start, end)]
        if min(lengths) > 0:
            self._arc(vertex, start - vertex, end - vertex, 0.3 * min(lengths))

    def _angle(self, one: _Ray, other: _Ray, acute: bool) -> None:
        """The angle of two lines where they meet; where that is far away they stand alone."""
        vertex = np.asarray(crossing(one.line, other.line)[0])
        middle = one.at((one.low + one.high) / 2)
        if not np.isfinite(vertex).all() or np.linalg.norm(vertex - middle) > _FAR * self.extent:
            self._place_label(middle)
            return
        radius = 0.15 * self.extent
        toward, away = one.direction, other.direction
        if acute and toward @ away < 0:
            away = -away
        # of the two equal angles the one that opens to where the points are
        halves = [(ray.low + ray.high) / 2 - ray.way(vertex) for ray in (one, other)]
        side = halves[0] + halves[1] * float(np.sign(away @ other.direction))
        sign = -1.0 if side < 0 else 1.0
        for ray, direction in ((one, sign * toward), (other, sign * away)):
            self._reach(ray, ray.way(vertex))
            self._reach(ray, ray.way(vertex + radius * direction))
        self._arc(vertex, sign * toward, sign * away, radius)

    def _arc(self, vertex: _Spot, one: _Spot, other: _Spot, radius: float) -> None:
        start = math.atan2(one[1], one[0])
        turn = (math.atan2(other[1], other[0]) - start + math.pi) % math.tau - math.pi
        angles = start + np.linspace(0.0, turn, _ARC_POINTS)
        self.arcs.append([vertex + radius * np.array([math.cos(a), math.sin(a)]) for a in angles])
        half = start + turn / 2
        self._place_label(vertex + 1.4 * radius * np.array([math.cos(half), math.sin(half)]))

    def _round(self, quantity: PolygonArea | CircleRadius) -> None:
        spots = [self._point(each) for each in quantity.points]
        if isinstance(quantity, PolygonArea):
            self.solid += zip(spots, [*spots[1:], spots[0]], strict=True)
            self._place_label(np.mean(spots, axis=0))
            return
        centres, radii = circle([each.place(self.figure) for each in quantity.points])
        centre, radius = np.asarray(centres[0]), float(radii[0])
        angles = np.linspace(0, math.tau, 4 * _ARC_POINTS)
        self.arcs.append([centre + radius * np.array([math.cos(a), math.sin(a)]) for a in angles])
        self.points.append(centre)
        self._way(centre, spots[0])

    def _place_label(self, spot: _Spot) -> None:
        """The first place that was found is kept."""
        if self.label is None and np.isfinite(spot).all():
            self.label = spot
