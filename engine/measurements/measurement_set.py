"""A set of measurements: what is measured of which landmarks, its norms, and the classes that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from enum import StrEnum
from types import MappingProxyType

from engine.io.patients import Sex
from engine.landmarks import Scheme
from engine.measurements.constructions import (
    FilmLine,
    LineConstruction,
    NamedLine,
    NamedPoint,
    Perpendicular,
    PointConstruction,
    TurnedLine,
    parts,
)
from engine.measurements.point_errors import ReaderErrors
from engine.measurements.quantities import (
    AngleRange,
    CircleRadius,
    Distance,
    DistanceAlong,
    DistanceToLine,
    Formula,
    LineAngle,
    Measurable,
    PolygonArea,
    Side,
)


class ValueUnit(StrEnum):
    """The unit of a measurement. Lengths in px are of the film's own pixels, whatever their size."""

    DEGREES = "deg"
    MILLIMETRES = "mm"
    SQUARE_MILLIMETRES = "mm2"
    PIXELS = "px"
    PERCENT = "%"
    RATIO = "ratio"


LENGTHS = (Distance, DistanceToLine, DistanceAlong, CircleRadius)


@dataclass(frozen=True, slots=True)
class PopulationNorm:
    """Mean and SD of a measurement in a group of people.

    `sd` None where the source gives none, `sex` None where it holds for both.
    """

    mean: float
    sd: float | None = None
    source: str = ""
    sex: Sex | None = None
    age: str = ""


@dataclass(frozen=True, slots=True)
class ValueClass:
    """A class by thresholds: `least` <= value <= `most`, or `above` < value, value < `below`."""

    name: str
    meaning: str
    least: float = float("-inf")
    most: float = float("inf")
    above: float = float("-inf")
    below: float = float("inf")

    def holds(self, value: float) -> bool:
        """True where `value` belongs to it."""
        return self.least <= value <= self.most and self.above < value < self.below

    @property
    def sentence(self) -> str:
        """Its name, with the meaning where it has one."""
        return f"{self.name}: {self.meaning}" if self.meaning else self.name


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement; `hidden`: only formulas use it."""

    symbol: str
    name: str
    definition: str
    unit: ValueUnit
    quantity: Measurable
    norms: tuple[PopulationNorm, ...] = ()
    classes: tuple[ValueClass, ...] = ()
    groups: tuple[str, ...] = ()
    decimals: int = 1
    hidden: bool = False

    def norm_of(self, sex: Sex | None) -> PopulationNorm | None:
        """The first norm of that sex, else the first that holds for both; None where there is neither."""
        fitting = (norm for wanted in dict.fromkeys((sex, None)) for norm in self.norms if norm.sex is wanted)
        return next(fitting, None)

    @property
    def differs_by_sex(self) -> bool:
        """True where a source states norms by sex."""
        return any(norm.sex for norm in self.norms)

    def class_of(self, value: float) -> ValueClass | None:
        """The class that `value` falls in; None for none."""
        return next((each for each in self.classes if each.holds(value)), None)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a measurement needs of a film, itself and through all that it is made of.

    `landmarks`: in the order in which it comes upon them. `facing`: its value may change with the way that
    the face looks. `power`: that of a length in it (see `formulas`), 0 for what needs no spacing.
    """

    landmarks: tuple[str, ...]
    facing: bool
    power: float | None


@dataclass(frozen=True, slots=True)
class MeasurementSet:
    """Measurements by symbol and what they are constructed from; see `engine.measurements.set_file`.

    `schemes`: those whose landmark names it uses; a table without names goes by the order of the first that
    has as many. `facing`: pairs of landmarks; the face looks from the first to the second. `readers`: how far
    a person's points may be off where nothing else is known; None where the set does not say.
    `scheme`: all landmarks of `schemes` under one name each, the first scheme's, with the aliases of all.
    """

    title: str
    measurements: Mapping[str, Measurement]
    points: Mapping[str, PointConstruction] = field(default_factory=dict)
    lines: Mapping[str, LineConstruction] = field(default_factory=dict)
    schemes: tuple[Scheme, ...] = ()
    facing: tuple[tuple[str, str], ...] = ()
    citation: str = ""
    readers: ReaderErrors | None = None
    needs: Mapping[str, Needs] = field(init=False, repr=False, compare=False)
    scheme: Scheme = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("measurements", "points", "lines"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        powers: dict[str, float | None] = {}
        for symbol in self.measurements:
            self._with_power(symbol, powers)
        needs = {symbol: self._needs(symbol, powers[symbol]) for symbol in self.measurements}
        object.__setattr__(self, "needs", MappingProxyType(needs))
        object.__setattr__(self, "scheme", joined_schemes(self.schemes))

    @property
    def quantities(self) -> Mapping[str, Measurable]:
        """What is measured, by symbol."""
        return {symbol: each.quantity for symbol, each in self.measurements.items()}

    @property
    def shown(self) -> tuple[Measurement, ...]:
        """Those that are stated, in the order of the file."""
        return tuple(each for each in self.measurements.values() if not each.hidden)

    @property
    def landmarks(self) -> tuple[str, ...]:
        """All that its measurements follow from."""
        return tuple(dict.fromkeys(name for needs in self.needs.values() for name in needs.landmarks))

    def _needs(self, symbol: str, power: float | None) -> Needs:
        inner = tuple(self._within(self.measurements[symbol].quantity, set()))
        names = dict.fromkeys(part.name for part in inner if isinstance(part, NamedPoint))
        landmarks = tuple(name for name in names if name not in self.points)
        return Needs(landmarks, bool(self.facing) and any(map(_knows_ahead, inner)), power)

    def _with_power(self, symbol: str, known: dict[str, float | None]) -> None:
        """Put the power of `symbol` into `known`, and of what it is made of, each once."""
        quantity = self.measurements[symbol].quantity
        if symbol in known:
            return
        if isinstance(quantity, Formula):
            for each in quantity.expression.symbols:
                self._with_power(each, known)
            known[symbol] = quantity.expression.power(known)
        elif isinstance(quantity, PolygonArea):
            known[symbol] = 2.0
        else:
            known[symbol] = 1.0 if isinstance(quantity, LENGTHS) else 0.0

    def _within(self, construction: object, seen: set[object]) -> Iterator[object]:
        """`construction` and all that it is made of; what has a name only once."""
        if isinstance(construction, NamedPoint | NamedLine):
            if construction in seen:
                return
            seen.add(construction)
        yield construction
        inner: Iterable[object] = ()
        if isinstance(construction, NamedPoint):
            inner = (self.points[construction.name],) if construction.name in self.points else ()
        elif isinstance(construction, NamedLine):
            inner = (self.lines[construction.name],)
        elif isinstance(construction, Formula):
            new = [symbol for symbol in dict.fromkeys(construction.expression.symbols) if symbol not in seen]
            seen.update(new)
            inner = (self.measurements[symbol].quantity for symbol in new)
        elif is_dataclass(construction):
            inner = parts(construction)
        for part in inner:
            yield from self._within(part, seen)


def _knows_ahead(part: object) -> bool:
    """True for what differs between a film and its mirror image."""
    if isinstance(part, LineAngle):
        return part.range in (AngleRange.SIGNED, AngleRange.SIGNED_ACUTE)
    if isinstance(part, TurnedLine):
        return part.degrees != 0
    if isinstance(part, FilmLine):
        return part.direction[0] != 0
    return part in (Side.AHEAD, Side.BEHIND) or isinstance(part, Perpendicular)


def joined_schemes(schemes: Sequence[Scheme]) -> Scheme:
    """Schemes as one; a landmark that an earlier one finds keeps that one's name."""
    joined = Scheme()
    for scheme in schemes:
        names, aliases = dict.fromkeys(joined.names), {name: [*more] for name, more in joined.aliases.items()}
        for name in scheme.names:
            known = joined.find(name) or name
            names.setdefault(known)
            aliases.setdefault(known, []).extend(scheme.aliases.get(name, ()))
        joined = Scheme(tuple(names), {name: tuple(dict.fromkeys(more)) for name, more in aliases.items()})
    return joined
