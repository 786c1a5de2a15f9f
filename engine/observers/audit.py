"""The audit: random films that a person reads without seeing a prediction, and what these say of the others.

Only films drawn at random tell how far off the rest is; those that a person corrected were looked at because
they were bad. Radii are conformal: errors over the usual error of their landmark on the other films, and the
quantile of these that holds for one more film of their kind (Angelopoulos and Bates 2021, sections 1 and
2.3).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.evaluation.metrics import THRESHOLDS, Unit, evaluate, points_of
from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import Confidence, Interval, Resampling, confidence, ratio_interval
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.landmarks import Landmark, LandmarkSet, Origin

COVERAGE = 0.9  # of the radius
FEWEST_CALIBRATED = 10  # films: of 150 cephalograms ten gave radii that held for 83 to 95 %
FEWEST_AGAIN = 5  # films that a reader reads twice, before anything is said of the reader
LIMIT = 0.95  # share of the repeated clicks that lie within the reader's own limit
_PAIRS = 19  # of clicks, the fewest from which that share can be told
_PRIOR = 3.0  # films that the error of all landmarks counts for in that of one
_THRESHOLDS = {
    Unit.MM: THRESHOLDS,
    Unit.DIAGONAL: (0.5, 0.75, 1.0, 1.5),  # about those in mm of a lateral cephalogram
    Unit.PIXELS: (5.0, 10.0, 15.0, 20.0),
}
# of a film's hits: 0.05 was the largest of two readers and their mean on 150 cephalograms
_RATE, _WITHIN_FILM = 0.8, 0.05
_WIDE, _STEP, _MOST = 6.0, 5, 50  # percentage points; films
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AuditReadings:
    """The films of an audit, each mapping by film, in original pixels (x, y).

    `machine`: the points that were there before; `first`: the person's, placed without seeing these;
    `again`: the second reading of some of the films.
    """

    machine: Mapping[str, LandmarkSet]
    first: Mapping[str, LandmarkSet]
    again: Mapping[str, LandmarkSet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnVariability:
    """How far a reader's second clicks lie from the first, and the machine beside it; in the report's unit.

    `mre`: mean distance of `pairs` points on `films` films, with its 95 % interval. `limit`: 95 % of the
    second clicks lie within it. `within`: share of the machine's points (all films of the audit) within it,
    in percent, with its interval; 95 would be a machine that keeps to the reader as the reader does.
    """

    films: int
    pairs: int
    mre: float
    interval: Interval | None
    limit: float
    within: float
    within_interval: Interval | None


@dataclass(frozen=True, slots=True)
class CalibratedRadius:
    """A radius that holds the true point with the probability `coverage`, on films such as those drawn.

    `factors`: by landmark so many px for each px of the point's `spread`, or, where not `by_spread`, so many
    of `unit` for every point. `models`: what had placed the points that it was measured on; it says nothing
    of others. `held`: share of the points, in percent, within the radius that all other films give, each film
    left out in turn, with its 95 % interval.
    """

    coverage: float
    films: int
    unit: Unit
    by_spread: bool
    factors: Mapping[str, float]
    models: frozenset[str]
    held: float
    held_interval: Interval | None

    def applied(
        self, marks: LandmarkSet, spacing: Spacing | None = None, size: Size | None = None
    ) -> LandmarkSet:
        """`marks` with the radius on all predictions that nobody has decided on and that it is known for."""
        scale = _px(self.unit, spacing, size)
        changed = []
        for mark in marks.placed():
            radius = self._radius(mark, scale)
            if mark.origin is Origin.PREDICTED and mark.model in self.models and radius is not None:
                changed.append(replace(mark, error_radius=radius, error_coverage=self.coverage))
        return marks.with_landmarks(changed) if changed else marks

    def _radius(self, mark: Landmark, scale: float | None) -> float | None:
        factor, times = self.factors.get(mark.name), mark.spread if self.by_spread else scale
        return factor * times if factor and times else None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit says: errors with intervals, the reader beside them, the radius for all other films.

    `missed`: landmarks that the person placed and the machine had not; `unseen`: placed by the machine,
    absent for the person. `own` and `radius` are None where too few films were read.
    """

    report: EvaluationReport
    intervals: Confidence | None
    own: OwnVariability | None
    radius: CalibratedRadius | None
    missed: int
    unseen: int


def untouched(sets: Iterable[LandmarkSet], without: Collection[str] = ()) -> tuple[str, ...]:
    """The films with predictions on which no person has decided anything, in order, but for `without`.

    A landmark whose prediction was moved or taken away tells of a person too.
    """
    return tuple(
        marks.film for marks in sets if marks.film not in without and _is_untouched(marks.landmarks.values())
    )


def draw(films: Sequence[str], count: int, seed: int) -> tuple[str, ...]:
    """`count` of `films` (all where there are fewer) in random order; the same for the same films."""
    order = np.random.default_rng(seed).permutation(len(films))
    ordered = sorted(films)
    return tuple(ordered[place] for place in order[: max(count, 0)])


def rate_width(films: int, landmarks: int) -> float:
    """About half the width of the 95 % interval of a success rate near 80 %, in percentage points.

    The variance of a film's rate is p (1 - p) (1 + (K - 1) r) / K, with r the correlation within a film.
    """
    variance = _RATE * (1 - _RATE) * (1 + (landmarks - 1) * _WITHIN_FILM) / max(landmarks, 1)
    return 196.0 * math.sqrt(variance / max(films, 1))


def usual_count(landmarks: int, most: int) -> int:
    """How many of `most` films to propose: so that the interval is narrower than 6 points to either side."""
    films = FEWEST_CALIBRATED
    while films < _MOST and rate_width(films, landmarks) > _WIDE:
        films += _STEP
    return min(films, most)


def repeat_count(films: int, landmarks: int) -> int:
    """How many of so many films to read twice: a quarter, or as many as the limit needs; 0: too few."""
    fewest = max(FEWEST_AGAIN, -(-_PAIRS // max(landmarks, 1)))
    return 0 if films < fewest else max(fewest, films // 4)


def audit_report(
    readings: AuditReadings,
    names: Sequence[str],
    spacings: Mapping[str, Spacing],
    sizes: Mapping[str, Size],
    how: Resampling | None = None,
) -> AuditReport:
    """Compare what the machine had placed with the person's blind clicks, for the landmarks `names`.

    In mm where all films have a spacing, else in % of the diagonal, else in pixels. Raises `EngineError`
    where no film was read.
    """
    how = how or Resampling()
    films = [film for film in readings.first if readings.first[film].placed()]
    if not films:
        raise EngineError("No film of the audit was read yet: click the landmarks of the first one.")
    unit = unit_of(films, spacings, sizes)
    first = {film: readings.first[film] for film in films}

    def compared(points: Mapping[str, LandmarkSet], truth: Mapping[str, LandmarkSet]) -> EvaluationReport:
        limits = _THRESHOLDS[unit]
        return evaluate(points, truth, names, spacings=spacings, sizes=sizes, unit=unit, thresholds=limits)

    report = compared(readings.machine, first)
    again = {film: readings.again[film] for film in films if film in readings.again}
    own = None
    if len(again) >= FEWEST_AGAIN:
        own = _own(compared(again, {film: first[film] for film in again}), report, how)
    return AuditReport(
        report,
        confidence(report, {}, how),
        own,
        calibrated(report, readings.machine, first, how),
        report.overall.missing,
        sum(_unseen(readings.machine.get(film), first[film]) for film in films),
    )


def unit_of(films: Iterable[str], spacings: Mapping[str, Spacing], sizes: Mapping[str, Size]) -> Unit:
    """Millimetres where all films have a spacing, else % of the diagonal where all have sizes, else px."""
    wanted = tuple(films)
    if all(film in spacings for film in wanted):
        return Unit.MM
    return Unit.DIAGONAL if all(film in sizes for film in wanted) else Unit.PIXELS


def thresholds_of(unit: Unit) -> tuple[float, ...]:
    """Those of the success rates in `unit`."""
    return _THRESHOLDS[unit]


def calibrated(
    report: EvaluationReport,
    machine: Mapping[str, LandmarkSet],
    first: Mapping[str, LandmarkSet],
    how: Resampling,
    coverage: float = COVERAGE,
) -> CalibratedRadius | None:
    """The radius from the films of `report`, which must have been drawn at random; None for fewer than ten.

    Errors are measured by the spread of each point where all have one, else in the unit of the report.
    """
    names, films = tuple(report.landmarks), tuple(report.films)
    spread = np.array([[machine[film].get(name).spread or np.nan for name in names] for film in films])
    off = np.stack([points_of(machine[film], names) - points_of(first[film], names) for film in films])
    ratios = np.hypot(off[..., 0], off[..., 1]) / spread
    found = np.isfinite(report.errors)
    by_spread = bool(np.isfinite(ratios[found]).all())
    errors = ratios if by_spread else report.errors
    errors = errors[found.any(axis=1)]
    if len(errors) < FEWEST_CALIBRATED:
        return None
    inside, counts = _held(errors, coverage)
    factors = conformal_factors(errors, coverage)
    return CalibratedRadius(
        coverage,
        len(errors),
        Unit(report.unit),
        by_spread,
        {name: float(factor) for name, factor in zip(names, factors, strict=True)},
        frozenset(mark.model for film in films for mark in machine[film].placed()),
        100.0 * float(inside.sum() / counts.sum()),
        ratio_interval(100.0 * inside, counts, how),
    )


def conformal_factors(errors: Floats, coverage: float) -> Floats:
    """Radii [K] that hold an error of one more film with the probability `coverage`.

    `errors` [N, K] of N films, NaN unknown. Each is divided by the usual error of its landmark on the N - 1
    other films; the radius is the conformal quantile of these, times the usual error on all N.
    """
    known = np.isfinite(errors)
    squares = np.where(known, errors, 0.0) ** 2
    sums, counts = squares.sum(axis=0), known.sum(axis=0)
    values = np.sort((errors / _usual(sums - squares, counts - known))[known])
    rank = min(math.ceil((len(values) + 1) * coverage - 1e-9), len(values))
    factors: Floats = float(values[rank - 1]) * _usual(sums, counts)
    return factors


def _usual(sums: Floats, counts: NDArray[np.int64]) -> Floats:
    """Root mean square error [..., K] from sums of squares and counts, drawn to that of all K; never 0."""
    every = sums.sum(axis=-1, keepdims=True) / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
    mean = np.maximum(sums + _PRIOR * every, 0.0) / (
        counts + _PRIOR
    )  # a sum less a part of it may round below 0
    usual: Floats = np.maximum(np.sqrt(mean), 1e-9)
    return usual


def _held(errors: Floats, coverage: float) -> tuple[Floats, Floats]:
    """How many points [N] of each film lie within the radii of all other films, and how many [N] it has."""
    inside = [
        np.sum(row <= conformal_factors(np.delete(errors, place, axis=0), coverage))
        for place, row in enumerate(errors)
    ]
    return np.array(inside, dtype=np.float64), np.isfinite(errors).sum(axis=1).astype(np.float64)


def _px(unit: Unit, spacing: Spacing | None, size: Size | None) -> float | None:
    """Original pixels for one of `unit`; None where the film does not say."""
    if unit is Unit.PIXELS:
        return 1.0
    if unit is Unit.MM:  # so many mm along the axis with the smaller pixels: it holds along the other too
        return None if spacing is None else 1.0 / min(spacing.x, spacing.y)
    return None if size is None else size.diagonal / 100.0


def _own(again: EvaluationReport, machine: EvaluationReport, how: Resampling) -> OwnVariability | None:
    """The reader's second reading beside the first one, and the machine's points measured by it."""
    pairs = np.isfinite(again.errors)
    values = np.sort(again.errors[pairs])
    rank = math.ceil((len(values) + 1) * LIMIT - 1e-9)
    if rank > len(values):
        return None
    limit = float(values[rank - 1])
    near = machine.errors <= limit  # NaN, a point that the machine lacks, is not near
    counts = machine.counted.sum(axis=1).astype(np.float64)
    sums = np.where(pairs, again.errors, 0.0).sum(axis=1)
    return OwnVariability(
        int(pairs.any(axis=1).sum()),
        len(values),
        float(values.mean()),
        ratio_interval(sums, pairs.sum(axis=1).astype(np.float64), how),
        limit,
        100.0 * float((near & machine.counted).sum() / counts.sum()),
        ratio_interval(100.0 * (near & machine.counted).sum(axis=1), counts, how),
    )


def _is_untouched(marks: Iterable[Landmark]) -> bool:
    known = tuple(marks)
    # a prediction that a reading has moved remembers where it was shown, and nobody has touched it
    touched = any(m.is_human or (m.predicted and m.origin is not Origin.PREDICTED) for m in known)
    return not touched and any(m.origin is Origin.PREDICTED and m.position is not None for m in known)


def _unseen(machine: LandmarkSet | None, person: LandmarkSet) -> int:
    """Landmarks that the machine had placed and the person has said to be absent."""
    placed = () if machine is None else machine.placed()
    return sum(person.get(m.name).is_human and person.get(m.name).position is None for m in placed)
