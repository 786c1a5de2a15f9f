"""Edits of single landmarks of one film, as pure functions from a project to a change.

Positions are (x, y) in original pixels; `now` is the time as ISO 8601 in UTC. Every function raises
EngineError with one sentence where the edit makes no sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.project import Parts, Project
from app.translation import tr
from engine.errors import EngineError
from engine.geometry.coordinates import inside
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence

_MARKED = {
    Presence.PRESENT: tr("Mark {name} present"),
    Presence.OCCLUDED: tr("Mark {name} occluded"),
    Presence.ABSENT: tr("Mark {name} absent"),
}
SEEN_A_PREDICTION = frozenset({Origin.PREDICTED, Origin.ACCEPTED, Origin.CORRECTED})


def place(
    project: Project,
    film: str,
    name: str,
    x: float,
    y: float,
    *,
    now: str,
    seen: tuple[float, float] | None = None,
) -> Change:
    """Put a landmark at (x, y): annotated, or corrected where a prediction was seen before, or `seen` now."""
    current = _landmark(project, film, name)
    require_on_film(project.film(film), x, y)
    return with_marks(
        project, film, [placed_by_hand(current, x, y, now, seen)], tr("Place {name}", name=name)
    )


def move(
    project: Project, film: str, name: str, x: float, y: float, *, now: str, nudge: bool = False
) -> Change:
    """Move a placed landmark to (x, y). Nudges of one landmark in a row are one step."""
    current = _landmark(project, film, name)
    if current.position is None:
        raise EngineError(
            tr("Landmark {name} is not placed on this film: click to place it first.", name=name)
        )
    require_on_film(project.film(film), x, y)
    moved = [] if current.position == (x, y) else [placed_by_hand(current, x, y, now)]
    joins = f"nudge {film} {name}" if nudge else ""
    return with_marks(project, film, moved, tr("Move {name}", name=name), joins)


def set_presence(project: Project, film: str, name: str, presence: Presence, *, now: str) -> Change:
    """Say that a landmark is absent (its position goes), occluded, present again, or unplaced."""
    if presence is Presence.UNPLACED:
        return unplace(project, film, name, now=now)
    current = _landmark(project, film, name)
    if presence is Presence.PRESENT and current.position is None:
        raise EngineError(tr("Landmark {name} has no position on this film: click to place it.", name=name))
    decided = replace(_decided(current), presence=presence, modified_utc=now)
    if presence is Presence.ABSENT:
        decided = replace(decided, x=None, y=None)
    marks = [] if current.presence is presence and current.is_human else [decided]
    return with_marks(project, film, marks, _MARKED[presence].format(name=name))


def unplace(project: Project, film: str, name: str, *, now: str) -> Change:
    """Take a landmark away. That a prediction was seen stays known: placing it again is a correction."""
    current = _landmark(project, film, name)
    marks = []
    if current.presence is not Presence.UNPLACED:
        gone = replace(Landmark(name), model=current.model, unadjusted=current.unadjusted)
        marks = [replace(gone, predicted=_prediction_seen(current), modified_utc=now)]
    return with_marks(project, film, marks, tr("Unplace {name}", name=name))


def accept_film(project: Project, film: str, *, now: str) -> Change:
    """Confirm all predictions of a film unmoved and mark the film reviewed."""
    record = project.film(film)
    current = project.landmarks(film)
    marks = [_accepted(mark, now) for mark in current.landmarks.values() if mark.origin is Origin.PREDICTED]
    sets = {film: current.with_landmarks(marks)} if marks else {}
    return change(
        project, tr("Accept {film}", film=film), sets=sets, films={film: replace(record, reviewed=True)}
    )


def add_landmark(project: Project, film: str, x: float, y: float, *, now: str) -> Change:
    """Place a landmark that the scheme lacks so far: it is named by the next free number."""
    project.film(film)
    require_on_film(project.film(film), x, y)
    taken = set(project.scheme.names)
    number = len(taken) + 1
    while str(number) in taken:
        number += 1
    scheme = replace(project.scheme, names=(*project.scheme.names, str(number)))
    wider = project.with_parts(Parts(scheme=scheme))
    placed = [placed_by_hand(Landmark(str(number)), x, y, now)]
    step = with_marks(wider, film, placed, tr("Place {number}", number=number))
    return change(project, step.text, sets=step.after.sets, films=step.after.films, scheme=scheme)


def scheme_is_open(project: Project) -> bool:
    """True where a click may add a landmark: no scheme yet, or names that are only numbers 1..n."""
    return project.scheme.names == tuple(str(number + 1) for number in range(len(project.scheme.names)))


def first_exemplar(project: Project, after: Project, films: Iterable[str]) -> dict[str, FilmRecord | None]:
    """The first of `films` that `after` completes, as exemplar; empty where the project has one already."""
    completed = (
        after.films[film]
        for film in films
        if film in after.films and after.is_complete(film) and not project.is_complete(film)
    )
    record = next((film for film in completed if not (film.excluded or film.is_read_blind)), None)
    if record is None or after.exemplars():
        return {}
    return {record.identity: replace(record, exemplar=True)}


def stale_predictions(project: Project, exemplar: str, names: Iterable[str]) -> dict[str, LandmarkSet | None]:
    """The sets whose predictions of `names` came from `exemplar`, with those marked stale."""
    wanted = tuple(names)
    sets: dict[str, LandmarkSet | None] = {}
    for film, record in project.films.items():
        if exemplar not in record.sources or film not in project.sets:
            continue
        marks = [project.sets[film].get(name) for name in wanted]
        fresh = [mark for mark in marks if mark.origin is Origin.PREDICTED and not mark.stale]
        if fresh:
            sets[film] = project.sets[film].with_landmarks(replace(mark, stale=True) for mark in fresh)
    return sets


def with_marks(project: Project, film: str, marks: list[Landmark], text: str, joins: str = "") -> Change:
    """The change that puts `marks` on a film, with what follows: first exemplar, stale predictions."""
    if not marks:
        return change(project, text)
    record = project.film(film)
    sets: dict[str, LandmarkSet | None] = {film: project.landmarks(film).with_landmarks(marks)}
    after = project.with_parts(Parts(sets=sets))
    if record.exemplar:
        # what lies there undecided, copied or moved with all others, is no point that others learned from
        decided = [mark.name for mark in marks if mark.origin is not Origin.PREDICTED]
        stale = stale_predictions(project, film, decided)
        sets = {**stale, **sets}
    films: Mapping[str, FilmRecord | None] = first_exemplar(project, after, [film])
    return change(project, text, sets=sets, films=films, joins=joins)


def _landmark(project: Project, film: str, name: str) -> Landmark:
    project.film(film)
    if name not in project.scheme.names:
        raise EngineError(tr("The scheme has no landmark {name}: add it to the scheme first.", name=name))
    return project.landmarks(film).get(name)


def is_on_film(film: FilmRecord, x: float, y: float) -> bool:
    """True where (x, y) lies on the film, its outer edges included; anywhere while its size is unknown."""
    point = np.array([x, y], dtype=np.float64)
    return bool(np.isfinite(point).all()) and (film.size is None or bool(inside(point, film.size)))


def require_on_film(film: FilmRecord, x: float, y: float) -> None:
    """Raise EngineError where (x, y) lies beside the film."""
    if not is_on_film(film, x, y):
        raise EngineError(tr("That is outside the film: place landmarks on the film."))


def placed_by_hand(
    current: Landmark, x: float, y: float, now: str, seen: tuple[float, float] | None = None
) -> Landmark:
    """`current` where a person put it: corrected where a prediction was seen before, or `seen` now."""
    presence = Presence.OCCLUDED if current.presence is Presence.OCCLUDED else Presence.PRESENT
    predicted = _prediction_seen(current) or seen
    origin = Origin.ANNOTATED if predicted is None else Origin.CORRECTED
    return replace(
        current,
        x=float(x),
        y=float(y),
        presence=presence,
        origin=origin,
        predicted=predicted,
        modified_utc=now,
        stale=False,
    )


def _decided(current: Landmark) -> Landmark:
    """`current` as a person's decision without moving it."""
    if current.origin is Origin.PREDICTED:
        return replace(
            current, origin=Origin.ACCEPTED, predicted=current.predicted or current.position, stale=False
        )
    if current.origin is None and current.presence is Presence.UNPLACED:
        origin = Origin.ANNOTATED if current.predicted is None else Origin.CORRECTED
        return replace(current, origin=origin)
    return current


def _accepted(current: Landmark, now: str) -> Landmark:
    return replace(_decided(current), modified_utc=now)


def _prediction_seen(current: Landmark) -> tuple[float, float] | None:
    """Where a prediction of this landmark was, None where the person has seen none."""
    if current.predicted is None and current.origin in SEEN_A_PREDICTION:
        return current.position
    return current.predicted
