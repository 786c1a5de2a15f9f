"""The landmark table of the open project as it was asked for, and its writing as an operation.

Of their patients a tidy table says what the films' headers say, which a project does not hold: ten thousand
headers take seconds to read, on a network drive minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.document.film import AuditStage, FilmRecord
from app.document.project import FilmState, Project
from app.document.reading_edits import reading_notes
from app.translation import tr
from engine.errors import ImageReadError
from engine.io.exchange.point_file import is_unreviewed
from engine.io.images import film_path
from engine.io.losses import decided
from engine.io.patients import film_attributes, pseudonymous
from engine.io.provenance import RunRecord, named_run, write_run
from engine.io.table_write import FilmRow, Layout, write_table
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress


@dataclass(frozen=True, slots=True)
class Export:
    """A snapshot of what is to be written: `films` of `project`, and `record` of how they came about.

    `folder`: where the films lie, None where nothing is asked of their headers. `with_unreviewed`: also
    predictions that nobody has decided on.
    """

    path: Path
    layout: Layout
    project: Project
    films: tuple[str, ...]
    folder: Path | None
    with_patient_id: bool
    record: RunRecord
    with_unreviewed: bool = True
    decimal_comma: bool = False

    def sets(self) -> list[LandmarkSet]:
        """The landmarks that are written, film by film."""
        found = map(self.project.first_reading, self.films)
        return [marks if self.with_unreviewed else decided(marks) for marks in found]

    @property
    def unreviewed(self) -> int:
        """How many points of `films` are predictions that nobody has decided on, written or not."""
        return sum(unreviewed_points(self.project, self.films).values())


def exporting(wanted: Export) -> Operation[Export]:
    """Write the table, and its run.json beside it; returns `wanted`. Raises `EngineError`."""
    films = [wanted.project.films[name] for name in wanted.films]
    rows: list[FilmRow] = []
    for film in films:
        yield Progress("reading headers", len(rows), len(films), film.identity)
        rows.append(_row(wanted, film))
    if not wanted.with_patient_id:
        rows = list(pseudonymous(rows))
    # what a person typed is written as it was typed
    rows = [
        replace(row, attributes={**row.attributes, **film.user_attributes})
        for row, film in zip(rows, films, strict=True)
    ]
    sets = wanted.sets()
    write_table(
        wanted.path,
        sets,
        wanted.project.scheme,
        rows,
        wanted.layout,
        with_patient_id=True,
        decimal_comma=wanted.decimal_comma,
    )
    write_run(wanted.path, sets, wanted.record, named_run(wanted.path))
    return wanted


def unreviewed_points(project: Project, films: Iterable[str]) -> Mapping[str, int]:
    """Film -> how many of its points are predictions that nobody has decided on; only films with any."""
    counts = {film: sum(map(is_unreviewed, project.first_reading(film).placed())) for film in films}
    return {film: count for film, count in counts.items() if count}


def hidden_words(project: Project, films: Sequence[str]) -> tuple[str, ...]:
    """A sentence where predictions of `films` are hidden by an audit, and so not written."""
    audits = [project.films[name].audit for name in films]
    hidden = sum(audit is not None and audit.stage is AuditStage.OPEN for audit in audits)
    words = tr(
        "An audit waits for {n} film, whose predictions are not written: finish or end it, then export "
        "again.",
        "An audit waits for {n} films, whose predictions are not written: finish or end it, then export "
        "again.",
        n=hidden,
    )
    return (words,) if hidden else ()


def out_of_sight(project: Project, films: Sequence[str]) -> tuple[str, ...]:
    """Those of `films` with predictions that nobody has reviewed and nobody can: they cannot be read now."""
    return tuple(film for film in unreviewed_points(project, films) if project.films[film].unreadable)


def exported_record(project: Project, films: Sequence[str]) -> RunRecord:
    """What run.json says of `films` of `project` and of those that are left out, without any run."""
    reasons = {name: project.films[name].unreadable for name in films}
    left_out = ((name, film.excluded) for name, film in project.films.items() if film.excluded)
    excluded = [f"{name} is excluded: {why}" for name, why in left_out]
    read, readings = reading_notes(project, map(project.first_reading, films)), project.readings
    return RunRecord(
        exemplars=project.exemplars(),
        films={name: project.films[name].sha256 for name in films},
        unreadable={name: reason for name, reason in reasons.items() if reason},
        mirrored=tuple(name for name in films if project.films[name].mirrored),
        unfit={name: project.films[name].unfit for name in films if _has_no_anatomy(project, name)},
        notes=(*excluded, *read.values()),
        reading=(project.reader or "the reader") if read else "",
        reading_films=max((readings[key].films for key in read if key in readings), default=0),
    )


def _row(wanted: Export, film: FilmRecord) -> FilmRow:
    attributes = stated_attributes(film, wanted.folder)
    note = _note(wanted.project, film)
    return FilmRow(film.identity, film.size, film.spacing, attributes, film.mirrored, note)


def stated_attributes(film: FilmRecord, folder: Path | None) -> Mapping[str, str]:
    """Those of the facts, and what the header says: a project does not hold what identifies a patient.

    `folder`: where the films lie, None where nothing is asked of their headers.
    """
    if folder is None:
        return film.facts.attributes
    try:
        return {**film.facts.attributes, **film_attributes(film_path(folder, film.identity))}
    except ImageReadError:  # its name leads out of the folder
        return film.facts.attributes


def _note(project: Project, film: FilmRecord) -> str:
    """Why a film has no points, or why those that nobody has decided on yet look failed; "" for others."""
    notes = {
        FilmState.UNREADABLE: film.unreadable,
        FilmState.UNFIT: film.unfit,
        FilmState.PREDICTED: film.doubt,
    }
    return notes.get(project.state(film.identity), "")


def _has_no_anatomy(project: Project, film: str) -> bool:
    """True for a film that a model left without points, and a person too."""
    return project.state(film) is FilmState.UNFIT
