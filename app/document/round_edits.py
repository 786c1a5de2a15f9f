"""What a round of learning moved, and taking it back; a person's points are never touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import hypot

from app.document.change import Change, change
from app.document.film import AuditStage, FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Parts, Project
from app.translation import tr
from engine.errors import EngineError
from engine.landmarks import LandmarkSet


@dataclass(frozen=True, slots=True)
class Move:
    """How far the machine's point of a landmark went on a film: `px` of the film, `mm` where known."""

    film: str
    landmark: str
    px: float
    mm: float | None


def moves_between(before: Project, after: Project, films: Iterable[str]) -> tuple[Move, ...]:
    """The machine's points of `films` that are elsewhere `after`, the farthest first: in mm, else in pixels.

    Films without a spacing come behind those that have one: their pixels compare with no millimetres.
    """
    found = []
    for film in films:
        was, spacing = before.landmarks(film), after.film(film).spacing
        for mark in after.landmarks(film).placed():
            old = was.get(mark.name).position
            if mark.is_human or mark.position is None or old is None or old == mark.position:
                continue
            x, y = mark.position[0] - old[0], mark.position[1] - old[1]
            mm = None if spacing is None else hypot(x * spacing.x, y * spacing.y)
            found.append(Move(film, mark.name, hypot(x, y), mm))
    return tuple(
        sorted(found, key=lambda move: (move.mm is None, -(move.px if move.mm is None else move.mm)))
    )


def take_back(project: Project, before: Parts, model: str, text: str) -> Change:
    """Points and opinions of machines as they were `before` a round, where its own (`model`) still stand.

    `model`: what theirs begins with. What a person decided on since, or another run has predicted, stays; so
    do films that came since. Those that are read blind in an audit keep them hidden. EngineError where a
    landmark of then is no longer known by its name.
    """
    known = set(project.scheme.names)
    if any(not known.issuperset(marks.landmarks) for marks in before.sets.values() if marks is not None):
        raise EngineError(tr("Landmarks were renamed or removed since this round: undo that first."))
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, FilmRecord | None] = {}
    for film, earlier in before.sets.items():
        if film not in project.films:
            continue
        old, record = earlier or LandmarkSet(film), _record_before(project.films[film], before.films)
        if (audit := record.audit) is None or not record.is_read_blind:
            sets[film] = _as_before(project.landmarks(film), old, model)
        elif audit.stage is AuditStage.OPEN:  # they come back when it ends; what was read is measured already
            hidden = _as_before(LandmarkSet(film, audit.machine), old, model).landmarks
            record = replace(record, audit=replace(audit, machine=hidden))
        films[film] = record
    return change(project, text, sets=sets, films=films, opinions=_opinions_before(project, before, model))


def _as_before(now: LandmarkSet, earlier: LandmarkSet, model: str) -> LandmarkSet:
    own = {
        name
        for name, mark in now.landmarks.items()
        if not mark.is_human and (mark.position is None or mark.model.startswith(model))
    }
    kept = {name: mark for name, mark in now.landmarks.items() if name not in own}
    old = {name: mark for name, mark in earlier.landmarks.items() if name not in kept and not mark.is_human}
    return replace(now, landmarks={**kept, **old})


def _opinions_before(project: Project, before: Parts, model: str) -> dict[str, FilmOpinions | None]:
    """What was said of the films of a round `before` it, where nothing else was said since."""
    then = before.opinions or dict.fromkeys(before.sets)  # kept rounds of earlier versions have none
    now = {film: project.opinions.get(film) for film in then if film in project.films}
    return {film: then[film] for film, said in now.items() if said is None or said.model.startswith(model)}


def _record_before(now: FilmRecord, films: Mapping[str, FilmRecord | None]) -> FilmRecord:
    was = films.get(now.identity)
    if was is None:
        return now
    return replace(now, sources=was.sources, mirrored=was.mirrored, unfit=was.unfit, doubt=was.doubt)
