"""A measurement that a person makes by a form, and how it comes into a set file of theirs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from engine.errors import EngineError
from engine.io.atomic import write_atomic
from engine.measurements.measurement_set import MeasurementSet, ValueUnit
from engine.measurements.set_file import SUFFIX, parse_measurement_set, set_text
from engine.measurements.set_reader import FORMAT, VERSION
from engine.wording import listed

_LENGTHS = (ValueUnit.MILLIMETRES, ValueUnit.PIXELS)
_MOST = 12  # landmarks of those that may have any number


def _numbered(role: str) -> tuple[str, ...]:
    return tuple(f"{role} {number}" for number in range(1, _MOST + 1))


class OwnKind(Enum):
    """Title, key in the file, what each landmark is for, the units that it can have, the fewest landmarks."""

    DISTANCE = ("Distance", "distance", ("From", "To"), _LENGTHS, 2)
    ANGLE = ("Angle at a landmark", "angle", ("From", "At", "To"), (ValueUnit.DEGREES,), 3)
    LINE_ANGLE = (
        "Angle of two lines",
        "angle_of_lines",
        ("First line from", "First line to", "Second line from", "Second line to"),
        (ValueUnit.DEGREES,),
        4,
    )
    TO_LINE = ("Distance from a line", "distance_to_line", ("Of", "Line from", "Line to"), _LENGTHS, 3)
    ALONG = (
        "Distance along a line",
        "distance_along",
        ("From", "To", "Line from", "Line to"),
        _LENGTHS,
        4,
    )
    AREA = ("Area", "area", _numbered("Corner"), (ValueUnit.SQUARE_MILLIMETRES,), 3)
    RADIUS = ("Radius of a circle", "radius", _numbered("On it"), _LENGTHS, 3)
    TILT = (
        "Greatest tilt of lines, from the top (Cobb)",
        "greatest_tilt",
        tuple(f"Line {number} {end}" for number in range(1, _MOST // 2 + 1) for end in ("from", "to")),
        (ValueUnit.DEGREES,),
        4,
    )
    FORMULA = ("Formula of other measurements", "formula", (), tuple(ValueUnit), 0)

    @property
    def title(self) -> str:
        """What a person calls it."""
        title: str = self.value[0]
        return title

    @property
    def roles(self) -> tuple[str, ...]:
        """What each of its landmarks is for."""
        roles: tuple[str, ...] = self.value[2]
        return roles

    @property
    def units(self) -> tuple[ValueUnit, ...]:
        """The units that it can have."""
        units: tuple[ValueUnit, ...] = self.value[3]
        return units

    @property
    def fewest(self) -> int:
        """How many of its landmarks must be chosen; the others may be."""
        fewest: int = self.value[4]
        return fewest


@dataclass(frozen=True, slots=True)
class OwnMeasurement:
    """One measurement as it was typed.

    `landmarks`: one for each role, "" for none; `formula` where it is one.
    """

    kind: OwnKind
    symbol: str
    name: str
    unit: ValueUnit
    landmarks: tuple[str, ...] = ()
    formula: str = ""
    mean: float | None = None
    sd: float | None = None

    def as_toml(self) -> str:
        """Its table in a set file. Raises `EngineError` where something was left out."""
        if not self.symbol.strip():
            raise EngineError("The measurement has no symbol: type a short one, such as SNA.")
        missing = [role for role, name in zip(self.kind.roles, self._chosen, strict=False) if not name]
        if missing:
            raise EngineError(f"A landmark is missing: choose {listed(missing)}.")
        if any(len(set(ends)) < len(ends) for ends in self._ways):
            raise EngineError("A landmark is chosen twice where two are needed: choose another one.")
        rows = {
            "symbol": self.symbol.strip(),
            "name": self.name.strip() or self.symbol.strip(),
            "definition": self._definition,
            "unit": self.unit.value,
            self.kind.value[1]: self._quantity,
        }
        lines = [f"{key} = {_toml(value)}" for key, value in rows.items()]
        if self.mean is not None:
            spread = "" if self.sd is None else f", sd = {self.sd!r}"
            lines.append(f"norm = {{ mean = {self.mean!r}{spread} }}")
        elif self.sd is not None:
            raise EngineError("The norm has an SD and no mean: type the mean too, or neither.")
        return "\n".join(("[[measurement]]", *lines, ""))

    @property
    def _chosen(self) -> tuple[str, ...]:
        """The landmarks up to the last one that was chosen, the fewest at least, whole lines."""
        last = max((place for place, name in enumerate(self.landmarks, 1) if name), default=0)
        count = max(last, self.kind.fewest)
        if self.kind is OwnKind.TILT:
            count += count % 2
        return self.landmarks[:count]

    @property
    def _quantity(self) -> str | list[object]:
        names = self._chosen
        match self.kind:
            case OwnKind.FORMULA:
                return self.formula
            case OwnKind.LINE_ANGLE | OwnKind.TILT:
                return [list(line) for line in _lines(names)]
            case OwnKind.TO_LINE | OwnKind.ALONG:
                return [*names[:-2], list(names[-2:])]
        return list(names)

    @property
    def _ways(self) -> tuple[tuple[str, ...], ...]:
        """Landmarks that must differ: the ends of a way or line, those of an angle, an area, a circle."""
        names = self._chosen
        match self.kind:
            case OwnKind.LINE_ANGLE | OwnKind.ALONG | OwnKind.TILT:
                return _lines(names)
            case OwnKind.TO_LINE:
                return (names[1:],)
        return (names,)

    @property
    def _definition(self) -> str:
        what = self.formula if self.kind is OwnKind.FORMULA else ", ".join(self._chosen)
        return f"{self.kind.title}: {what}."


def _lines(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Landmarks as lines of two."""
    return tuple(tuple(names[place : place + 2]) for place in range(0, len(names), 2))


def own_text(path: Path, names: Sequence[str]) -> str:
    """What the set file `path` says, or how one that is not there yet begins, with the landmarks `names`.

    Raises `EngineError`.
    """
    return set_text(path) if path.exists() else _head(path, names)


def with_own(text: str, path: Path, own: OwnMeasurement) -> tuple[str, MeasurementSet]:
    """The `text` of the set file `path` with `own` at its end, and the set that it describes then.

    Raises `EngineError` with what is wrong.
    """
    whole = f"{text.rstrip()}\n\n{own.as_toml()}"
    return whole, parse_measurement_set(whole, path)


def add_own(path: Path, own: OwnMeasurement, names: Sequence[str]) -> MeasurementSet:
    """Write `own` into the set file `path`. Raises `EngineError`."""
    if not path.name.endswith(SUFFIX):
        raise EngineError(f"{path.name} is no name for a set: choose one that ends in {SUFFIX}.")
    text, measures = with_own(own_text(path, names), path, own)
    write_atomic(path, text.encode())
    return measures


def _head(path: Path, names: Sequence[str]) -> str:
    title = path.name.removesuffix(SUFFIX)
    head = {"format": FORMAT, "version": VERSION, "title": title, "landmarks": list(names)}
    return "\n".join(f"{key} = {_toml(value)}" for key, value in head.items())


def _toml(value: object) -> str:
    """Texts, whole numbers and lists of texts are written alike in JSON and TOML, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
