"""Edits of an audit: films lose their predictions until a person has read them; the report gets both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.document.change import Change, change
from app.document.film import AuditStage, FilmAudit, FilmRecord
from app.document.project import Project
from app.translation import tr
from engine.errors import EngineError
from engine.landmarks import Landmark, LandmarkSet, Presence, merge_predictions

Sets = dict[str, LandmarkSet | None]
Films = dict[str, FilmRecord | None]


def audited_films(project: Project) -> tuple[FilmRecord, ...]:
    """The films of the latest audit in the order of their draw, without those that were excluded since.

    One that waits comes before later ones that do not: a film that is included again must not stay blind.
    """
    drawn = [(film.audit, film) for film in project.films.values() if film.audit and not film.excluded]
    _, latest = max(((film.is_read_blind, audit.started) for audit, film in drawn), default=(False, ""))
    films = [(audit.place, film) for audit, film in drawn if audit.started == latest]
    return tuple(film for _, film in sorted(films, key=lambda pair: pair[0]))


def begin_audit(project: Project, films: Sequence[str], *, seed: int, among: int, now: str) -> Change:
    """Take the predictions off `films`, drawn with `seed` from `among` films, until they were read."""
    sets: Sets = {}
    records: Films = {}
    for place, film in enumerate(films, 1):
        record, marks = project.film(film), project.landmarks(film)
        if any(mark.is_human for mark in marks.landmarks.values()):
            raise EngineError(
                tr("A person has decided on points of {film} already: draw the films again.", film=film)
            )
        audit = FilmAudit(now, seed, place, among, machine=marks.landmarks)
        records[film] = replace(record, audit=audit, reviewed=False)
        sets[film] = None
    return change(
        project,
        tr("Begin an audit of {films}", films=tr("{n} film", "{n} films", n=len(films))),
        sets=sets,
        films=records,
    )


def finish_reading(project: Project, film: str) -> Change:
    """The person has read `film`; EngineError where a landmark is undecided or no audit waits for it."""
    record, marks = project.film(film), project.landmarks(film)
    audit = record.audit
    if audit is None or not record.is_read_blind:
        raise EngineError(tr("No audit waits for {film}: go on with the next film.", film=film))
    if missing := [name for name in project.scheme.names if not marks.get(name).is_human]:
        raise EngineError(
            tr(
                "{film} has {n} landmark undecided: click {first}, or say that it is absent.",
                "{film} has {n} landmarks undecided: click {first}, or say that it is absent.",
                n=len(missing),
                film=film,
                first=missing[0],
            )
        )
    sets: Sets = {}
    if audit.stage is AuditStage.AGAIN:  # the first reading is the one that counts, and the one that stays
        done = _read_twice(audit, marks)
        sets[film] = project.first_reading(film)
    else:
        done = replace(audit, stage=AuditStage.READ, blind=marks.landmarks)
    read = replace(record, audit=done, reviewed=True)
    return change(project, tr("Finish {film}", film=film), sets=sets, films={film: read})


def read_again(project: Project, films: Iterable[str]) -> Change:
    """Take the person's own points off `films` too, to be read a second time."""
    sets: Sets = {}
    records: Films = {}
    for film in films:
        record = project.film(film)
        if record.audit is None or record.is_read_blind:
            raise EngineError(tr("{film} was not read in an audit: it cannot be read again.", film=film))
        first = project.landmarks(film).landmarks
        blind = record.audit.blind or first
        audit = replace(record.audit, stage=AuditStage.AGAIN, first=first, again={}, blind=blind)
        records[film] = replace(record, audit=audit, reviewed=False)
        sets[film] = None
    return change(
        project,
        tr("Read {films} again", films=tr("{n} film", "{n} films", n=len(records))),
        sets=sets,
        films=records,
    )


def end_audit(project: Project) -> Change:
    """Give the films that were not read their predictions back, and those not read again their first reading.

    What a person has clicked on them stays, on those read again as their second reading.
    """
    sets: Sets = {}
    records: Films = {}
    for record in audited_films(project):
        film, audit = record.identity, record.audit
        if audit is None or not record.is_read_blind:
            continue
        current = project.landmarks(film)
        if audit.stage is AuditStage.AGAIN:
            sets[film] = project.first_reading(film)
            records[film] = replace(record, audit=_read_twice(audit, current), reviewed=True)
        else:
            back = replace(current, landmarks=_known(project, audit.machine))
            sets[film] = merge_predictions(current, back)
            records[film] = replace(record, audit=None)
    return change(project, tr("End the audit"), sets=sets, films=records)


def _read_twice(audit: FilmAudit, marks: LandmarkSet) -> FilmAudit:
    """`audit` after its second reading, `marks`."""
    blind = audit.blind or audit.first
    return replace(audit, stage=AuditStage.READ, first={}, again=_places(marks), blind=blind)


def _known(project: Project, marks: Mapping[str, Landmark]) -> dict[str, Landmark]:
    """Those of `marks` that the scheme still has."""
    return {name: mark for name, mark in marks.items() if name in project.scheme.names}


def _places(marks: LandmarkSet) -> dict[str, tuple[float, float]]:
    """(x, y) of the landmarks that are on the film."""
    placed = ((mark.name, mark.position) for mark in marks.placed() if mark.presence is not Presence.ABSENT)
    return {name: place for name, place in placed if place is not None}
