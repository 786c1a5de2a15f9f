"""The measurements of a film: values, the errors that follow from those of its points, why some are blank.

Values are found in millimetres along both axes, so they hold where pixels are not square. Without a pixel
spacing pixels are taken as square: angles and ratios hold then, lengths are blank.

**Errors** are standard deviations, to first order. Those s_i of points are of `point_errors`; errors of
different landmarks are taken as independent. A value v(p) of coordinates p then has the variance
sum_i (dv/dp_i)^2 s_i^2; each derivative is the root mean square of those to both sides, which is the
derivative where there is one and holds at a fold too (an angle of 0 that can only grow).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import TableError
from engine.imaging.image import Spacing
from engine.io.landmark_names import match_landmarks, only_numbered
from engine.io.patients import Sex
from engine.landmarks import LandmarkSet, Origin, Presence
from engine.measurements.constructions import Figure, NamedLine
from engine.measurements.geometry import Values, Vectors
from engine.measurements.measurement_set import (
    Measurement,
    MeasurementSet,
    PopulationNorm,
    ValueClass,
    ValueUnit,
)
from engine.measurements.point_errors import PointError, ReaderErrors, point_error
from engine.measurements.quantities import GreatestTilt, Measurable
from engine.wording import listed

_STEP = 1e-3  # px, of the derivatives


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """A measurement of one film. `value` is None where it cannot be found, and `note` says why.

    `error`: standard deviation in the unit of the value, None where that of a point is unknown; `error_note`
    says which point, or whose spread stands for the error of points that have none of their own.
    `value_class`: the class that follows, None where there is none. `sex`: of the person, None where unknown.
    """

    measurement: Measurement
    value: float | None = None
    error: float | None = None
    note: str = ""
    value_class: ValueClass | None = None
    sex: Sex | None = None
    error_note: str = ""

    @property
    def norm(self) -> PopulationNorm | None:
        """What the value is compared with."""
        return self.measurement.norm_of(self.sex)

    @property
    def norm_note(self) -> str:
        """What an unknown sex does to the norm; "" where it does nothing."""
        if self.sex is not None or not self.measurement.differs_by_sex:
            return ""
        return (
            f"sex unknown: {'no norm, which differs by sex' if self.norm is None else 'norm for both sexes'}"
        )


@dataclass(frozen=True, slots=True)
class FilmPlane:
    """How pixels of a film become a figure: `spacing`, None where it is unknown, and where the face looks.

    `ahead`: 1 to the right of the film, -1 to the left, None where nobody knows.
    """

    spacing: Spacing | None
    ahead: int | None

    @property
    def scale(self) -> NDArray[np.float64]:
        """What x and y in pixels are multiplied with, for lengths in mm."""
        x, y = (1.0, 1.0) if self.spacing is None else (self.spacing.x, self.spacing.y)
        return np.array([x * (self.ahead or 1), y])

    @property
    def turn_only(self) -> NDArray[np.float64]:
        """The same for lengths in pixels."""
        return np.array([float(self.ahead or 1), 1.0])


@dataclass(frozen=True, slots=True)
class _Variants:
    """Coordinates [V, 2] in pixels by landmark: as placed, then those that have an error moved one by one.

    `errors`: by landmark; four variants each, in this order: x and y forward, x and y back.
    """

    positions: Mapping[str, Vectors]
    errors: Mapping[str, PointError]

    @classmethod
    def of(cls, positions: Mapping[str, tuple[float, float]], errors: Mapping[str, PointError]) -> _Variants:
        """Move each landmark of `errors`."""
        count = 1 + 4 * len(errors)
        moved = {name: np.tile(np.asarray(place, float), (count, 1)) for name, place in positions.items()}
        steps = _STEP * np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
        for number, name in enumerate(errors):
            moved[name][1 + 4 * number : 5 + 4 * number] += steps
        return cls(moved, errors)

    def error(self, values: Values, landmarks: tuple[str, ...]) -> float | None:
        """The standard deviation of a value that follows from `landmarks`; None where one has none."""
        if any(name not in self.errors for name in landmarks):
            return None
        slopes = (np.broadcast_to(values, 1 + 4 * len(self.errors))[1:] - values[0]) / _STEP
        squares = (slopes.reshape(-1, 2, 2) ** 2).mean(axis=1)  # [landmark, x and y]
        variance = float((squares * [[each.x**2, each.y**2] for each in self.errors.values()]).sum())
        return math.sqrt(variance) if math.isfinite(variance) else None

    def error_note(self, landmarks: tuple[str, ...]) -> str:
        """Which of `landmarks` have no error, or whose spread the errors of some of them are."""
        bare = [name for name in landmarks if name not in self.errors]
        if bare:
            return f"error unknown: neither radius nor reader's spread at hand for {listed(bare)}"
        sources = dict.fromkeys(self.errors[name].source for name in landmarks)
        sources.pop("", None)
        return f"error by {' and '.join(sources)}" if sources else ""


def measure(
    measures: MeasurementSet,
    marks: LandmarkSet,
    spacing: Spacing | None = None,
    *,
    mirrored: bool | None = None,
    reader_radius: float | None = None,
    readings: ReaderErrors | None = None,
    sex: Sex | None = None,
) -> tuple[MeasuredValue, ...]:
    """All measurements of the film of `marks`, in the order of the set; hidden ones are left out.

    `marks`: original pixels, landmarks named as in `measures`. `mirrored`: whether the film shows the
    anatomy mirrored, asked where the landmarks do not tell. `reader_radius`: the error radius (0.9) of points
    that have none, in mm, in pixels without a `spacing`. Without it points that a person clicked are as far
    off as the `readings` of this person's films say, else as those that the set states (`measures.readers`).
    `sex`: of the person, for norms that differ by it.
    """
    placed = {name: place for name in measures.landmarks if (place := marks.get(name).position) is not None}
    plane = FilmPlane(spacing, facing(measures, marks, mirrored))
    readers = readers_of(measures, readings)
    errors = ((name, point_error(marks.get(name), spacing, reader_radius, readers)) for name in placed)
    variants = _Variants.of(placed, {name: error for name, error in errors if error is not None})
    figures = {
        scale: _figure(measures, variants, scale) for scale in (tuple(plane.scale), tuple(plane.turn_only))
    }
    values = (_measured(each, measures, marks, plane, variants, figures) for each in measures.shown)
    return tuple(replace(each, sex=sex) for each in values)


def facing(measures: MeasurementSet, marks: LandmarkSet, mirrored: bool | None = None) -> int | None:
    """1 where the face of a film looks to the right, -1 to the left, None where nothing tells.

    The first pair of `measures.facing` that is placed decides, then `mirrored`. Without pairs 1, unless
    it is mirrored.
    """
    for first, second in measures.facing:
        a, b = marks.get(first).position, marks.get(second).position
        if a is not None and b is not None and a[0] != b[0]:
            return 1 if b[0] > a[0] else -1
    if mirrored is None:
        return None if measures.facing else 1
    return -1 if mirrored else 1


def landmark_names(measures: MeasurementSet, names: Sequence[str]) -> dict[str, str]:
    """Landmark as a table or project calls it -> as `measures` does; what these do not know is left out.

    Mere numbers go by the order of the set's scheme that has as many. Raises `TableError` where
    nothing fits, or two of `names` are one landmark.
    """
    known = measures.scheme
    counts = (scheme for scheme in measures.schemes if len(scheme.names) == len(names))
    by_order = next(counts, None) if only_numbered(names) else None
    found = match_landmarks(names, by_order or known).names
    found = {name: known.find(match) or match for name, match in found.items()}
    for match, count in Counter(found.get(name, name) for name in names).items():
        if count > 1:
            both = listed([name for name in names if found.get(name, name) == match])
            raise TableError(
                f"{both} are one landmark of {measures.title}, {match}: keep one, or rename one."
            )
    return found


def called_as(marks: LandmarkSet, names: Mapping[str, str]) -> LandmarkSet:
    """`marks` with the landmarks called as `names` has it (old -> new); all others keep their names."""
    called = (replace(mark, name=names.get(name, name)) for name, mark in marks.landmarks.items())
    return replace(marks, landmarks={mark.name: mark for mark in called})


def readers_of(measures: MeasurementSet, readings: ReaderErrors | None) -> tuple[ReaderErrors, ...]:
    """Whose spread stands for the errors of clicked points: that of the person's `readings` first."""
    return tuple(each for each in (readings, measures.readers) if each is not None)


def _figure(measures: MeasurementSet, variants: _Variants, scale: tuple[float, ...]) -> Figure:
    positions = {name: place * np.array(scale) for name, place in variants.positions.items()}
    return Figure(positions, measures.points, measures.lines, measures.quantities)


def _measured(
    measurement: Measurement,
    measures: MeasurementSet,
    marks: LandmarkSet,
    plane: FilmPlane,
    variants: _Variants,
    figures: Mapping[tuple[float, ...], Figure],
) -> MeasuredValue:
    landmarks = measures.needs[measurement.symbol].landmarks
    reason = _obstacle(measurement, measures, marks, plane)
    if reason:
        return MeasuredValue(measurement, note=reason)
    in_pixels = measurement.unit is ValueUnit.PIXELS
    figure = figures[tuple(plane.turn_only if in_pixels else plane.scale)]
    with np.errstate(invalid="ignore", divide="ignore"):
        values = figure.value(measurement.symbol)
        value = float(values[0])
        if not math.isfinite(value):
            return MeasuredValue(measurement, note=_why_none(measurement.quantity, figure))
        error = variants.error(values, landmarks)
    value_class = measurement.class_of(value)
    notes = [value_class.sentence] if value_class else []
    if isinstance(measurement.quantity, GreatestTilt):
        notes.append(_between(measurement.quantity, figure))
    occluded = [name for name in landmarks if marks.get(name).presence is Presence.OCCLUDED]
    if occluded:
        notes.append(f"occluded: {listed(occluded)}")
    note = variants.error_note(landmarks)
    return MeasuredValue(measurement, value, error, "; ".join(notes), value_class, error_note=note)


def _obstacle(
    measurement: Measurement, measures: MeasurementSet, marks: LandmarkSet, plane: FilmPlane
) -> str:
    """Why a measurement cannot be found on a film; "" where it can."""
    needs = measures.needs[measurement.symbol]
    missing = [name for name in needs.landmarks if marks.get(name).position is None]
    absent = [name for name in missing if marks.get(name).presence is Presence.ABSENT]
    # a place that a machine found and that is not to be measured: it was left out
    waiting = [name for name in missing if marks.get(name).origin is Origin.PREDICTED]
    unplaced = [name for name in missing if name not in (*absent, *waiting)]
    if missing:
        kinds = (("absent", absent), ("predicted and not reviewed", waiting), ("not placed", unplaced))
        return "; ".join(f"{what}: {listed(names)}" for what, names in kinds if names)
    if plane.ahead is None and needs.facing:
        first, second = measures.facing[0]
        return f"which way the face looks is unknown: place {first} and {second}"
    if plane.spacing is None and measurement.unit is not ValueUnit.PIXELS and needs.power != 0:
        return "no pixel spacing"
    return ""


def _why_none(quantity: Measurable, figure: Figure) -> str:
    """Why a measurement of points that are all placed has no value."""
    if isinstance(quantity, GreatestTilt) and len(set(quantity.ends(figure))) == 1:
        if quantity.apexes is None:
            return f"there is no curve {quantity.part.value} the other one"
        return "no curve has its apex at {} to {}".format(*(_line_name(quantity, n) for n in quantity.apexes))
    return "points coincide, or lines do not meet as they should"


def _between(tilt: GreatestTilt, figure: Figure) -> str:
    """Between which lines a tilt was found, and where its apex lies if that was asked for."""
    ends = tilt.ends(figure)
    names = " and ".join(_line_name(tilt, place) for place in ends)
    apex = "" if tilt.apexes is None else f", apex {_line_name(tilt, tilt.apex(figure, ends))}"
    return f"between {names}{apex}"


def _line_name(tilt: GreatestTilt, place: int) -> str:
    line = tilt.lines[place]
    return line.name if isinstance(line, NamedLine) else f"line {place + 1}"
