"""What is measured of a project: its audit, a table of the truth, the paragraph that tells of both; no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from app.document import edits
from app.document.film import AuditStage
from app.document.project import FilmState, Project
from app.translation import listed, tr
from engine.errors import EngineError
from engine.evaluation.comparison import compare_tables, shown_names, with_names
from engine.evaluation.metrics import evaluate
from engine.evaluation.statistics import Resampling, confidence
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.provenance import RunRecord, library_versions
from engine.io.tables import LandmarkTable
from engine.landmarks import Landmark, LandmarkSet
from engine.observers.audit import AuditReadings, CalibratedRadius, audit_report, thresholds_of, unit_of
from engine.observers.methods import (
    MeasuredAudit,
    MeasuredTable,
    MethodsFacts,
    ProjectFigures,
    counted_points,
    methods_text,
)
from engine.operation import Operation, Progress


@dataclass(frozen=True, slots=True)
class MeasuredProject:
    """An audit, and on how many other films its radius can be used.

    `usual`: the median radius there in words, in mm where all these films have a spacing, else px.
    `notes`: sentences on the unit of the errors.
    """

    audit: MeasuredAudit
    films: int
    usual: str
    notes: tuple[str, ...] = ()


_SOURCES: Mapping[str, tuple[str, str]] = {  # alone in brackets, and said of mm
    SpacingSource.RULER: (tr("ruler"), tr("mm by ruler")),
    SpacingSource.TYPED: (tr("typed"), tr("mm as typed")),
    SpacingSource.TABLE: (tr("spacing table"), tr("mm from a spacing table")),
    SpacingSource.LANDMARK_DISTANCE: (tr("landmark distance"), tr("mm by landmark distance")),
    SpacingSource.IMAGER_MAGNIFIED: (
        tr("ImagerPixelSpacing / magnification"),
        tr("mm by ImagerPixelSpacing / magnification"),
    ),
    SpacingSource.IMAGER_DISTANCES: (
        tr("ImagerPixelSpacing / magnification from the distances"),
        tr("mm by ImagerPixelSpacing / magnification from the distances"),
    ),
    SpacingSource.IMAGER: (
        tr("ImagerPixelSpacing (mm at the detector)"),
        tr("mm at the detector, by ImagerPixelSpacing"),
    ),
    SpacingSource.SCANNED: (
        tr("NominalScannedPixelSpacing (mm on the film)"),
        tr("mm on the film, by NominalScannedPixelSpacing"),
    ),
}


def source_words(source: str) -> str:
    """Where a spacing comes from, a `SpacingSource`, in words; tags of DICOM keep their names."""
    return _SOURCES[source][0] if source in _SOURCES else source


def mm_words(source: str) -> str:
    """The same, said of the mm that it gives."""
    return _SOURCES[source][1] if source in _SOURCES else tr("mm by {source}", source=source)


def measuring(project: Project) -> Operation[MeasuredProject]:
    """The report of the latest audit; EngineError where no film of it was read."""
    yield Progress("comparing", 0, 0)
    audit = measured_audit(project)
    if audit is None:
        raise EngineError(tr("No film of an audit was read yet: Review > Audit draws some."))
    radius = audit.report.radius
    sets = {} if radius is None else with_radius(project, radius)
    report = audit.report.report
    bare = [film for film in report.films if project.films[film].spacing is None]
    return MeasuredProject(audit, len(sets), _usual_radius(project, sets), _why_no_mm(report.unit, bare))


def scoring(
    project: Project, truth: LandmarkTable, name: str
) -> Operation[tuple[MeasuredTable, tuple[str, ...]]]:
    """The machine's points of `project` against the table `truth` called `name`, and what is to be said."""
    yield Progress("comparing", 0, 0)
    machine = machine_table(project)
    both = compare_tables(machine, truth)
    both = with_names(both, shown_names(machine.scheme, truth.scheme))
    unit = unit_of(both.truth, both.spacings, both.sizes)
    report = evaluate(
        both.predictions,
        both.truth,
        both.scheme.names,
        spacings=both.spacings,
        sizes=both.sizes,
        unit=unit,
        thresholds=thresholds_of(unit),
    )
    return MeasuredTable(name, report, confidence(report, {}, Resampling())), (
        *both.notes,
        *_why_no_mm(report.unit, [film for film in report.films if film not in both.spacings]),
    )


def _why_no_mm(unit: str, bare: Sequence[str]) -> tuple[str, ...]:
    """A sentence where errors are in another `unit` than mm because of the films `bare` of a spacing."""
    if not bare:
        return ()
    words = tr(
        "In {unit} and not in mm, as {n} film has no pixel spacing: {films}. Film > Millimetres gives it.",
        "In {unit} and not in mm, as {n} films have no pixel spacing: {films}. Film > Millimetres gives it.",
        n=len(bare),
        unit=unit,
        films=listed(bare),
    )
    return (words,)


def describing(project: Project, run: RunRecord, table: MeasuredTable | None) -> Operation[str]:
    """The methods paragraph of `project`."""
    yield Progress("describing", 0, 0)
    audit = measured_audit(project)
    return methods_text(MethodsFacts(figures_of(project), run, library_versions(), audit, table))


def readings_of(project: Project) -> AuditReadings:
    """What was read in the latest audit, and what the machine had placed there."""
    machine, first, again = {}, {}, {}
    for record in edits.audited_films(project):
        film, audit = record.identity, record.audit
        if audit is None or audit.stage is AuditStage.OPEN:
            continue
        machine[film] = LandmarkSet(film, audit.machine)
        # points that were moved since were moved in sight of the machine's
        first[film] = LandmarkSet(film, audit.blind or project.first_reading(film).landmarks)
        if audit.again:
            both = [mark for mark in first[film].placed() if mark.name in audit.again]
            places = {mark.name: audit.again[mark.name] for mark in both}
            second = {
                mark.name: replace(mark, x=places[mark.name][0], y=places[mark.name][1]) for mark in both
            }
            again[film] = LandmarkSet(film, second)
    return AuditReadings(machine, first, again)


def measured_audit(project: Project) -> MeasuredAudit | None:
    """The report of the latest audit; None where no film of it was read."""
    readings = readings_of(project)
    if not any(marks.placed() for marks in readings.first.values()):
        return None
    spacings, sizes = _frames(project, readings.first)
    report = audit_report(readings, project.scheme.names, spacings, sizes)
    draws = [film.audit for film in edits.audited_films(project) if film.audit is not None]
    return MeasuredAudit(report, draws[0].seed, draws[0].among)


def machine_table(project: Project) -> LandmarkTable:
    """The points of the project as a table; on films of an audit those that were there before.

    Where another model has predicted the other films since, its points count on films that were read, too.
    """
    sets = {name: project.landmarks(name) for name in project.included_films()}
    audits = {name: audit for name in sets if (audit := project.films[name].audit) is not None}
    models = _models(mark for name in sets.keys() - audits.keys() for mark in sets[name].placed())
    before = 0
    for name, audit in audits.items():
        sets[name], latest = LandmarkSet(name, audit.machine), project.opinions.get(name)
        if not models or not _models(audit.machine.values()).isdisjoint(models):
            continue
        if latest is not None and latest.model in models:
            sets[name] = replace(latest.raw(), film=name)
        else:
            before += 1
    placed = {film: marks for film, marks in sets.items() if marks.landmarks}
    spacings, sizes = _frames(project, placed)
    note = tr(
        "The points of {n} film of an audit are of another model than all others.",
        "The points of {n} films of an audit are of another model than all others.",
        n=before,
    )
    return LandmarkTable(project.scheme, placed, spacings, sizes=sizes, notes=(note,) if before else ())


def _models(marks: Iterable[Landmark]) -> set[str]:
    """What has predicted those of `marks` that nobody has decided on."""
    return {mark.model for mark in marks if not mark.is_human}


def with_radius(project: Project, radius: CalibratedRadius) -> dict[str, LandmarkSet]:
    """The sets with open predictions of the model that `radius` was measured on, with it."""
    found = {}
    for film, marks in project.sets.items():
        record = project.film(film)
        applied = radius.applied(marks, record.spacing, record.size)
        if applied is not marks and not record.excluded:
            found[film] = applied
    return found


def figures_of(project: Project) -> ProjectFigures:
    """What the project holds, counted; excluded films count as such alone."""
    films = project.films
    taken = {name: films[name] for name in project.included_films()}
    states = Counter(project.state(name) for name in taken)
    origins, models = counted_points(project.first_reading(name) for name in taken)
    sources = Counter("" if film.spacing is None else film.spacing.source.value for film in taken.values())
    return ProjectFigures(
        len(films),
        len(project.scheme.names),
        len(films) - len(taken),
        states[FilmState.UNREADABLE],
        len(project.exemplars()),
        states[FilmState.REVIEWED],
        origins,
        models,
        dict(sorted(sources.items())),
        sum(mark.unadjusted is not None for name in taken for mark in project.first_reading(name).placed()),
    )


def _frames(project: Project, films: Mapping[str, object]) -> tuple[dict[str, Spacing], dict[str, Size]]:
    records = [project.film(film) for film in films]
    spacings = {film.identity: film.spacing for film in records if film.spacing is not None}
    return spacings, {film.identity: film.size for film in records if film.size is not None}


def _usual_radius(project: Project, sets: Mapping[str, LandmarkSet]) -> str:
    """The median radius on `sets` in words; "" where there is none."""
    spacings = {film: project.film(film).spacing for film in sets}
    radii = [
        mark.error_radius if spacing is None else spacing.radius(mark.error_radius)
        for film, spacing in spacings.items()
        for mark in sets[film].placed()
        if mark.error_radius is not None
    ]
    unit = "px" if None in spacings.values() else "mm"
    mixed = unit == "px" and any(spacing is not None for spacing in spacings.values())
    return "" if mixed or not radii else f"{median(radii):.1f} {unit}"
