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

_LENGTHS = (ValueUnit.MILLIMETRES, ValueUnit.PIXELS)


class OwnKind(Enum):
    """Title, key in the file, what each landmark is for, and the units that it can have."""

    DISTANCE = ("Distance", "distance", ("From", "To"), _LENGTHS)
    ANGLE = ("Angle at a landmark", "angle", ("From", "At", "To"), (ValueUnit.DEGREES,))
    LINE_ANGLE = (
        "Angle of two lines",
        "angle_of_lines",
        ("First line from", "First line to", "Second line from", "Second line to"),
        (ValueUnit.DEGREES,),
    )
    TO_LINE = ("Distance from a line", "distance_to_line", ("Of", "Line from", "Line to"), _LENGTHS)
    ALONG = (
        "Distance along a line",
        "distance_along",
        ("From", "To", "Line from", "Line to"),
        _LENGTHS,
    )
    FORMULA = ("Formula of other measurements", "formula", (), tuple(ValueUnit))

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


@dataclass(frozen=True, slots=True)
class OwnMeasurement:
    """One measurement as it was typed. `landmarks`: one for each role; `formula` where it is one."""

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
        if "" in self.landmarks:
            raise EngineError("A landmark is missing: choose each of them.")
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
    def _quantity(self) -> str | list[object]:
        names = self.landmarks
        match self.kind:
            case OwnKind.FORMULA:
                return self.formula
            case OwnKind.LINE_ANGLE:
                return [list(names[:2]), list(names[2:])]
            case OwnKind.TO_LINE | OwnKind.ALONG:
                return [*names[:-2], list(names[-2:])]
        return list(names)

    @property
    def _ways(self) -> tuple[tuple[str, ...], ...]:
        """Landmarks that must differ: the ends of a way or line, the three of an angle."""
        names = self.landmarks
        match self.kind:
            case OwnKind.LINE_ANGLE | OwnKind.ALONG:
                return names[:2], names[2:]
            case OwnKind.TO_LINE:
                return (names[1:],)
        return (names,)

    @property
    def _definition(self) -> str:
        what = self.formula if self.kind is OwnKind.FORMULA else ", ".join(self.landmarks)
        return f"{self.kind.title}: {what}."


def with_own(path: Path, own: OwnMeasurement, names: Sequence[str]) -> tuple[str, MeasurementSet]:
    """The text of the set file `path` with `own` at its end, and the set that it describes then.

    A file that is not there yet begins with the landmarks `names`. Raises `EngineError` with what is wrong.
    """
    text = set_text(path) if path.exists() else _head(path, names)
    whole = f"{text.rstrip()}\n\n{own.as_toml()}"
    return whole, parse_measurement_set(whole, path)


def add_own(path: Path, own: OwnMeasurement, names: Sequence[str]) -> MeasurementSet:
    """Write `own` into the set file `path`. Raises `EngineError`."""
    if not path.name.endswith(SUFFIX):
        raise EngineError(f"{path.name} is no name for a set: choose one that ends in {SUFFIX}.")
    text, measures = with_own(path, own, names)
    write_atomic(path, text.encode())
    return measures


def _head(path: Path, names: Sequence[str]) -> str:
    title = path.name.removesuffix(SUFFIX)
    head = {"format": FORMAT, "version": VERSION, "title": title, "landmarks": list(names)}
    return "\n".join(f"{key} = {_toml(value)}" for key, value in head.items())


def _toml(value: object) -> str:
    """Texts, whole numbers and lists of texts are written alike in JSON and TOML, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
