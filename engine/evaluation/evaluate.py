"""The recipe of `onemark evaluate`, from tables to figures, their intervals and a paired comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from engine.errors import EngineError
from engine.evaluation.comparison import Comparison, compare_tables, shown_names, with_names
from engine.evaluation.metrics import THRESHOLDS, ImageFraction, Unit, evaluate, image_fraction
from engine.evaluation.paired import PairedComparison, compare_reports
from engine.evaluation.protocols import GU2NET_GRID, Protocol, spacing_on_grid
from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import FEWEST_GROUPS, Confidence, Resampling, confidence
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.film_names import match_films
from engine.io.spacing import LandmarkDistance, SpacingRule, apply_spacing
from engine.io.table_text import read_text, unguarded
from engine.io.tables import LandmarkTable, read_landmarks


class Group(StrEnum):
    """What the resampling draws: films, or subjects with all their films."""

    FILM = "film"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class EvaluationRequest:
    """What to compare with which truth, and how.

    `compare`: a second prediction of the same films. `exclude`: a file with films to leave out. `grid` is
    the gu2net protocol's. `fraction`: errors as fractions of the image too.
    """

    predictions: Path
    truth: Path
    compare: Path | None = None
    exclude: Path | None = None
    thresholds: tuple[float, ...] = THRESHOLDS
    protocol: Protocol = Protocol.STRICT
    grid: Size = GU2NET_GRID
    spacing: SpacingRule | None = None
    group: Group = Group.FILM
    fraction: bool = False
    how: Resampling = field(default_factory=Resampling)


@dataclass(frozen=True, slots=True)
class Scored:
    """One prediction's report, the intervals of its figures (None: too few films) and its fractions."""

    report: EvaluationReport
    intervals: Confidence | None
    fraction: ImageFraction | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The prediction, the second one and their paired comparison where one was asked for, and notes."""

    first: Scored
    second: Scored | None
    comparison: PairedComparison | None
    notes: tuple[str, ...]


def run_evaluation(request: EvaluationRequest) -> Evaluation:
    """Read the tables and compare them. Raises `EngineError`s."""
    truth = read_landmarks(request.truth)
    # a prediction beyond the edge is a bad one, a truth there is none
    tables = [
        read_landmarks(path, keep_outside=True)
        for path in (request.predictions, request.compare)
        if path is not None
    ]
    found = (shown_names(table.scheme, truth.scheme) for table in tables)
    names = next((each for each in found if each), {})
    first = with_names(compare_tables(tables[0], truth), names)
    notes = list(first.notes)
    excluded = _excluded(request.exclude, tuple(first.truth), notes)
    if request.compare is None:
        scored, groups = _scored(request, first, first, excluded)
        notes += _notes(request, scored, groups)
        return Evaluation(scored, None, None, tuple(notes))
    second = with_names(_second(request.compare.name, tables[1], truth, notes), names)
    scored, groups = _scored(request, first, second, excluded)
    other, more = _scored(request, second, first, excluded)
    notes += _notes(request, scored, groups)
    paired = compare_reports(scored.report, other.report, {**more, **groups}, request.how)
    return Evaluation(scored, other, paired, tuple(notes))


def _second(name: str, table: LandmarkTable, truth: LandmarkTable, notes: list[str]) -> Comparison:
    """The second prediction; what is to be said of it alone is said with its `name`."""
    second = compare_tables(table, truth)
    notes += [f"{name}: {note}" for note in second.notes if note not in notes]
    return second


def _scored(
    request: EvaluationRequest, tables: Comparison, other: Comparison, excluded: frozenset[str]
) -> tuple[Scored, dict[str, str]]:
    """One prediction scored, and the group of each film; the `other` table may know more of the films."""
    sizes = {**other.sizes, **tables.sizes}
    spacings = {**other.spacings, **tables.spacings, **_stated_spacings(request, tables, sizes)}
    report = evaluate(
        tables.predictions,
        tables.truth,
        tables.scheme.names,
        spacings=spacings,
        sizes=sizes,
        unit=None if request.spacing is None else Unit.MM,
        thresholds=request.thresholds,
        protocol=request.protocol,
        grid=request.grid,
        exclude=excluded,
    )
    groups = _groups(request, report, {**other.subjects, **tables.subjects})
    fraction = None
    if request.fraction:
        names = tables.scheme.names
        fraction = image_fraction(tables.predictions, tables.truth, names, sizes, excluded)
    return Scored(report, confidence(report, groups, request.how), fraction), groups


def _stated_spacings(
    request: EvaluationRequest, tables: Comparison, sizes: Mapping[str, Size]
) -> dict[str, Spacing]:
    """What --spacing says; the gu2net protocol measures a distance between landmarks on its grid."""
    rule = request.spacing
    if rule is None:
        return {}
    films = tuple(tables.truth)
    spacings = dict(apply_spacing(rule, films, tables.distances, tables.scheme, tables.spacings))
    if request.protocol is not Protocol.GU2NET or not isinstance(rule, LandmarkDistance):
        return spacings
    names = [tables.scheme.find(name) or "" for name in (rule.first, rule.second)]
    for film in [film for film in spacings if film in sizes]:  # without a size `evaluate` says what lacks
        marks = tables.distances[film]
        places = [place for name in names if (place := marks.get(name).position) is not None]
        first, second = places  # both are there: `apply_spacing` has measured between them
        value = spacing_on_grid(first, second, rule.mm, sizes[film], request.grid)
        if value is None:
            raise EngineError(
                f"{rule.first} and {rule.second} fall together on the grid for {film}: exclude it."
            )
        spacings[film] = Spacing(value, value, SpacingSource.LANDMARK_DISTANCE)
    return spacings


def _groups(
    request: EvaluationRequest, report: EvaluationReport, subjects: Mapping[str, str]
) -> dict[str, str]:
    """Film -> what is drawn with it: its subject, else nothing but itself."""
    if request.group is Group.FILM:
        return {film: film for film in report.films}
    unknown = [film for film in report.films if film not in subjects]
    if unknown:
        raise EngineError(
            f"The tables name no subject for {unknown[0]}: fill in the column subject, or group by film."
        )
    return {film: subjects[film] for film in report.films}


def _notes(request: EvaluationRequest, scored: Scored, groups: Mapping[str, str]) -> list[str]:
    if scored.intervals is not None:
        return []
    count = len(set(groups.values()))
    return [f"No confidence intervals from {count} of the {FEWEST_GROUPS} {request.group}s that they need."]


def _excluded(path: Path | None, films: tuple[str, ...], notes: list[str]) -> frozenset[str]:
    """The films that the file names; names that fit no film of the truth become a note."""
    if path is None:
        return frozenset()
    lines = (line.strip() for line in read_text(path).splitlines())
    match = match_films([unguarded(line) for line in lines if line and not line.startswith("#")], films)
    if match.unknown:
        notes.append(f"Films to exclude that the truth does not have: {', '.join(match.unknown)}.")
    return frozenset(match.films.values())
