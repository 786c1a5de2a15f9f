"""From the values of a file of measurements to a set: names resolved, each thing read once, no circles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from engine.errors import EngineError
from engine.io.schemes import read_scheme
from engine.landmarks import Scheme
from engine.measurements.constructions import (
    BestLine,
    CircleCentre,
    FilmLine,
    Intersection,
    LineConstruction,
    LineThrough,
    Midpoint,
    NamedLine,
    NamedPoint,
    Perpendicular,
    PointBetween,
    PointConstruction,
    Projection,
    TurnedLine,
)
from engine.measurements.formulas import Expression
from engine.measurements.measurement_set import (
    LENGTHS,
    Measurement,
    MeasurementSet,
    ValueUnit,
    joined_schemes,
)
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
    Part,
    PointAngle,
    PolygonArea,
    Positive,
    Side,
    TowardPoint,
    Turn,
)
from engine.measurements.set_population import classes_of, norms_of, readers_of
from engine.measurements.set_table import SetTable, list_at, shown, text_at
from engine.resources import resource

FORMAT = "onemark-measures"
VERSION = 1
_SIDES = {side.name.lower(): side for side in Side}
_ANGLES = (ValueUnit.DEGREES,)
_UNITS: Mapping[type, tuple[ValueUnit, ...]] = {
    **dict.fromkeys(LENGTHS, (ValueUnit.MILLIMETRES, ValueUnit.PIXELS)),
    PolygonArea: (ValueUnit.SQUARE_MILLIMETRES,),
    PointAngle: _ANGLES,
    LineAngle: _ANGLES,
    GreatestTilt: _ANGLES,
    Formula: tuple(ValueUnit),
}

T = TypeVar("T")


@dataclass
class SetReader:
    """Reads one file: helper points and lines by name, then measurements, each once and never in a circle."""

    path: Path
    data: dict[str, Any]
    points: dict[str, PointConstruction] = field(default_factory=dict)
    lines: dict[str, LineConstruction] = field(default_factory=dict)
    measurements: dict[str, Measurement] = field(default_factory=dict)
    underway: list[str] = field(default_factory=list)  # what is being read, for circles

    def whole(self) -> MeasurementSet:
        """The set."""
        head = SetTable(self.data, "The head")
        if head.take("format", str) != FORMAT or head.take("version", int) != VERSION:
            raise EngineError(f'a set has format = "{FORMAT}" and version = {VERSION}: correct or update it.')
        title, citation = head.take("title", str), head.take("citation", str, "")
        self.schemes = self._schemes(head)
        self.scheme = joined_schemes(self.schemes)
        self.raw_points, self.raw_lines = head.take("points", dict, {}), head.take("lines", dict, {})
        self._check_helpers()
        facing = tuple(self._pair(each) for each in head.take("facing", list, []))
        readers = readers_of(head, self.scheme)
        tables = [
            self._measurement_table(each, n) for n, each in enumerate(head.take("measurement", list), 1)
        ]
        head.finish()
        self.raw_measurements = dict(tables)
        if len(self.raw_measurements) < len(tables):
            twice = next(s for s, _ in tables if sum(s == other for other, _ in tables) > 1)
            raise EngineError(f"Measurement {twice}, symbol: two measurements have it; give each its own.")
        for name in self.raw_points:
            self._point(name, f"Point {name}")
        for name in self.raw_lines:
            self._line(name, f"Line {name}")
        for symbol in self.raw_measurements:
            self._measured(symbol, f"Measurement {symbol}")
        ordered = {symbol: self.measurements[symbol] for symbol in self.raw_measurements}
        return MeasurementSet(
            title, ordered, self.points, self.lines, self.schemes, facing, citation, readers
        )

    def _schemes(self, head: SetTable) -> tuple[Scheme, ...]:
        if "landmarks" in head:
            return (
                Scheme(tuple(text_at(name, "The head, landmarks") for name in head.take("landmarks", list))),
            )
        return tuple(self._scheme(text_at(name, "The head, schemes")) for name in head.take("schemes", list))

    def _scheme(self, name: str) -> Scheme:
        is_file = name.endswith(".json")
        path = self.path.parent / name if is_file else resource("schemes", f"{name}.scheme.json")
        if not path.is_file():
            raise EngineError(f"The head, schemes: there is no scheme {name}; correct the name.")
        return read_scheme(path)

    def _check_helpers(self) -> None:
        # just so: SN may be a line where Sn is a landmark
        taken = {*self.scheme.names, *(alias for more in self.scheme.aliases.values() for alias in more)}
        for name in (*self.raw_points, *self.raw_lines):
            if name in taken:
                raise EngineError(f"Helper {name} has the name of a landmark: choose another.")
        both = self.raw_points.keys() & self.raw_lines.keys()
        if both:
            raise EngineError(f"Helper {min(both)} is a point and a line: give one another name.")

    def _landmark(self, name: str) -> str | None:
        """The landmark called so: the set's name for it, None where there is none."""
        return self.scheme.find(name)

    def _pair(self, value: Any) -> tuple[str, str]:
        names = [
            self._landmark(name) if isinstance(name, str) else None
            for name in list_at(value, "The head, facing")
        ]
        if len(names) != 2 or names[0] is None or names[1] is None:
            raise EngineError(f"The head, facing: a pair of landmarks belongs here, not {shown(value)}.")
        return names[0], names[1]

    def _measurement_table(self, values: Any, number: int) -> tuple[str, SetTable]:
        table = SetTable(values, f"Measurement {number}")
        symbol = table.take("symbol", str).strip()
        if not symbol or set(symbol) & set("{}"):
            raise EngineError(f"Measurement {number}, symbol: it needs some text without braces.")
        table.where = f"Measurement {symbol}"
        return symbol, table

    def _once(self, what: str, where: str, make: Callable[[], T]) -> T:
        """What `make` makes; raises `EngineError` where that needs itself."""
        if what in self.underway:
            circle = " -> ".join((*self.underway[self.underway.index(what) :], what))
            raise EngineError(f"{where} goes round in a circle: {circle}.")
        self.underway.append(what)
        made = make()
        self.underway.pop()
        return made

    # points

    def _point(self, value: Any, where: str) -> PointConstruction:
        """The point that a name or an inline table means."""
        if not isinstance(value, str):
            return self._constructed_point(value, where)
        if value in self.raw_points:
            if value not in self.points:
                raw = self.raw_points[value]
                made = self._once(value, where, lambda: self._constructed_point(raw, f"Point {value}"))
                self.points[value] = made
            return NamedPoint(value)
        if value in self.raw_lines:
            raise EngineError(f"{where}: {value} is a line, and a point belongs here.")
        landmark = self._landmark(value)
        if landmark is None:
            raise EngineError(
                f"{where}: there is no landmark or point called {value}; use a name of the scheme."
            )
        return NamedPoint(landmark)

    def _constructed_point(self, value: Any, where: str) -> PointConstruction:
        if isinstance(value, list):
            raise EngineError(f"{where}: a point belongs here, not {shown(value)}.")
        table = SetTable(value, where)
        makers: Mapping[str, Callable[[SetTable, str], PointConstruction]] = {
            "midpoint": lambda table, at: Midpoint(self._several(table, "midpoint", 2, at)),
            "between": self._between,
            "intersection": lambda table, at: Intersection(*self._two_lines(table, "intersection", at)),
            "projection": lambda table, at: Projection(
                self._point(table.any("projection"), f"{at}, projection"), self._line_at(table, "on", at)
            ),
            "circle_centre": lambda table, at: CircleCentre(self._several(table, "circle_centre", 3, at)),
        }
        made = table.one_of(makers)[1](table, where)
        table.finish()
        return made

    def _between(self, table: SetTable, where: str) -> PointConstruction:
        start, end = self._exactly(table, "between", 2, where)
        return PointBetween(start, end, table.take("share", float))

    def _several(self, table: SetTable, key: str, fewest: int, where: str) -> tuple[PointConstruction, ...]:
        values = table.take(key, list)
        if len(values) < fewest:
            raise EngineError(f"{where}, {key}: it needs {fewest} points or more.")
        return tuple(self._point(value, f"{where}, {key}") for value in values)

    def _exactly(self, table: SetTable, key: str, count: int, where: str) -> tuple[PointConstruction, ...]:
        points = self._several(table, key, count, where)
        if len(points) != count:
            raise EngineError(f"{where}, {key}: it needs exactly {count} points, not {len(points)}.")
        return points

    def _point_at(self, table: SetTable, key: str, where: str) -> PointConstruction:
        if key not in table:
            raise EngineError(f"{where} lacks {key}: add the point.")
        return self._point(table.any(key), f"{where}, {key}")

    # lines

    def _line(self, value: Any, where: str) -> LineConstruction:
        """The line that a name, a pair of points or an inline table means."""
        if not isinstance(value, str):
            return self._constructed_line(value, where)
        if value in self.raw_lines:
            if value not in self.lines:
                raw = self.raw_lines[value]
                made = self._once(value, where, lambda: self._constructed_line(raw, f"Line {value}"))
                self.lines[value] = made
            return NamedLine(value)
        if value in self.raw_points or self._landmark(value) is not None:
            raise EngineError(f"{where}: {value} is a point, and a line belongs here.")
        raise EngineError(f"{where}: there is no line called {value}; add it under [lines].")

    def _constructed_line(self, value: Any, where: str) -> LineConstruction:
        if isinstance(value, list):
            return LineThrough(*self._exactly(SetTable({"line": value}, where), "line", 2, where))
        table = SetTable(value, where)
        makers: Mapping[str, Callable[[SetTable, str], LineConstruction]] = {
            "perpendicular": lambda table, at: Perpendicular(*self._line_and_at(table, "perpendicular", at)),
            "parallel": lambda table, at: TurnedLine(*self._line_and_at(table, "parallel", at)),
            "turned": lambda table, at: TurnedLine(
                *self._line_and_at(table, "turned", at), table.take("by", float)
            ),
            "horizontal": lambda table, at: FilmLine(self._point_at(table, "horizontal", at), (1.0, 0.0)),
            "vertical": lambda table, at: FilmLine(self._point_at(table, "vertical", at), (0.0, 1.0)),
            "best_fit": lambda table, at: BestLine(self._several(table, "best_fit", 2, at)),
        }
        made = table.one_of(makers)[1](table, where)
        table.finish()
        return made

    def _line_and_at(
        self, table: SetTable, key: str, where: str
    ) -> tuple[LineConstruction, PointConstruction]:
        return self._line_at(table, key, where), self._point_at(table, "at", where)

    def _line_at(self, table: SetTable, key: str, where: str) -> LineConstruction:
        if key not in table:
            raise EngineError(f"{where} lacks {key}: add the line.")
        return self._line(table.any(key), f"{where}, {key}")

    def _two_lines(self, table: SetTable, key: str, where: str) -> tuple[LineConstruction, LineConstruction]:
        values = table.take(key, list)
        if len(values) != 2:
            raise EngineError(f"{where}, {key}: it needs exactly 2 lines, not {len(values)}.")
        one, other = (self._line(value, f"{where}, {key}") for value in values)
        return one, other

    # measurements

    def _measured(self, symbol: str, where: str) -> Measurement:
        """The measurement `symbol`, read when it is first asked for."""
        if symbol not in self.raw_measurements:
            raise EngineError(f"{where}: there is no measurement {symbol}; correct the symbol.")
        if symbol not in self.measurements:
            table = self.raw_measurements[symbol]
            self.measurements[symbol] = self._once(symbol, where, lambda: self._measurement(symbol, table))
        return self.measurements[symbol]

    def _measurement(self, symbol: str, table: SetTable) -> Measurement:
        name, definition = table.take("name", str), table.take("definition", str)
        unit = table.word("unit", {unit.value: unit for unit in ValueUnit})
        quantity = self._quantity(table)
        if unit not in _UNITS[type(quantity)]:
            units = " or ".join(each.value for each in _UNITS[type(quantity)])
            raise EngineError(f"{table.where}, unit: it is measured in {units}, not {unit.value}.")
        made = Measurement(
            symbol,
            name,
            definition,
            unit,
            quantity,
            norms_of(table),
            classes_of(table),
            tuple(text_at(each, f"{table.where}, groups") for each in table.take("groups", list, [])),
            table.take("decimals", int, 1),
            table.take("hidden", bool, False),
        )
        table.finish()
        return made

    def _quantity(self, table: SetTable) -> Measurable:
        makers: Mapping[str, Callable[[SetTable], Measurable]] = {
            "distance": self._distance,
            "distance_to_line": self._to_line,
            "distance_along": self._along,
            "angle": lambda table: PointAngle(*self._exactly(table, "angle", 3, table.where)),
            "angle_of_lines": self._line_angle,
            "area": lambda table: PolygonArea(self._several(table, "area", 3, table.where)),
            "radius": lambda table: CircleRadius(self._several(table, "radius", 3, table.where)),
            "greatest_tilt": self._tilt,
            "formula": self._formula,
        }
        return table.one_of(makers)[1](table)

    def _distance(self, table: SetTable) -> Measurable:
        start, end = self._exactly(table, "distance", 2, table.where)
        return Distance(start, end, table.word("positive", _SIDES) if "positive" in table else None)

    def _to_line(self, table: SetTable) -> Measurable:
        values = table.take("distance_to_line", list)
        if len(values) != 2:
            raise EngineError(f"{table.where}, distance_to_line: it needs a point and a line.")
        where = f"{table.where}, distance_to_line"
        return DistanceToLine(
            self._point(values[0], where), self._line(values[1], where), self._positive(table)
        )

    def _along(self, table: SetTable) -> Measurable:
        values, where = table.take("distance_along", list), f"{table.where}, distance_along"
        if len(values) != 3:
            raise EngineError(f"{where}: it needs two points and a line.")
        start, end = self._point(values[0], where), self._point(values[1], where)
        return DistanceAlong(start, end, self._line(values[2], where), self._positive(table))

    def _positive(self, table: SetTable) -> Positive:
        if "positive" in table and "toward" in table:
            raise EngineError(f"{table.where} has positive and toward: keep one of them.")
        if "toward" in table:
            return TowardPoint(self._point_at(table, "toward", table.where))
        return table.word("positive", _SIDES) if "positive" in table else None

    def _line_angle(self, table: SetTable) -> Measurable:
        one, other = self._two_lines(table, "angle_of_lines", table.where)
        words = {each.value: each for each in AngleRange}
        span = table.word("range", words) if "range" in table else AngleRange.FULL
        if span in (AngleRange.FULL, AngleRange.ACUTE):
            return LineAngle(one, other, span)
        return LineAngle(one, other, span, table.word("positive", {each.value: each for each in Turn}))

    def _tilt(self, table: SetTable) -> Measurable:
        values, where = table.take("greatest_tilt", list), f"{table.where}, greatest_tilt"
        if len(values) < 2:
            raise EngineError(f"{where}: it needs 2 lines or more.")
        lines = tuple(self._line(value, where) for value in values)
        limits = [key for key in ("apex", Part.ABOVE.value, Part.BELOW.value) if key in table]
        if len(limits) > 1:
            raise EngineError(f"{table.where} has {' and '.join(limits)}: keep one of them.")
        if not limits:
            return GreatestTilt(lines)
        key = limits[0]
        if key == "apex":
            return GreatestTilt(lines, apexes=self._apexes(table, lines))
        other = self._measured(table.take(key, str), f"{table.where}, {key}").quantity
        if not isinstance(other, GreatestTilt) or other.lines != lines:
            raise EngineError(f"{table.where}, {key}: a greatest_tilt of the same lines belongs here.")
        return GreatestTilt(lines, Part(key), other)

    def _apexes(self, table: SetTable, lines: tuple[LineConstruction, ...]) -> tuple[int, int]:
        where = f"{table.where}, apex"
        ends = [self._line(value, where) for value in table.take("apex", list)]
        places = [lines.index(line) for line in ends if line in lines]
        if len(ends) != 2 or len(places) != 2 or places[0] > places[1]:
            raise EngineError(f"{where}: two lines of the row belong here, the upper one first.")
        return places[0], places[1]

    def _formula(self, table: SetTable) -> Measurable:
        where = f"{table.where}, formula"
        try:
            expression = Expression.parse(table.take("formula", str))
        except EngineError as error:
            raise EngineError(f"{where}: {error}.") from error
        units = {self._measured(symbol, where).unit for symbol in expression.symbols}
        if ValueUnit.PIXELS in units and units & {ValueUnit.MILLIMETRES, ValueUnit.SQUARE_MILLIMETRES}:
            raise EngineError(f"{where}: it mixes px and mm; use one of them.")
        return Formula(expression)
