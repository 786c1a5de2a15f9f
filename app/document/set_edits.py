"""Edits of all points of a film at once: moved together, dragged with their neighbours, copied from a film.

A point that nobody has decided on stays undecided: it was only brought nearer to where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import dist

import numpy as np

from app.document.change import Change
from app.document.point_edits import is_on_film, placed_by_hand, require_on_film, with_marks
from app.document.project import Project
from app.run_choice import COPIED, MOVED_BY_HAND
from app.translation import tr
from engine.errors import EngineError
from engine.geometry.coordinates import Size, resize_points
from engine.landmarks import Landmark, LandmarkSet, Origin

Place = tuple[float, float]
_STAYED = 1e-6  # px: what lies in the middle of a turn comes back with the last digit changed


def move_all(project: Project, film: str, places: Mapping[str, Place], *, now: str) -> Change:
    """Put the placed landmarks `places` of a film there (original pixels), all in one step.

    Raises EngineError where one of them would lie outside the film.
    """
    current, record = project.landmarks(film), project.film(film)
    for x, y in places.values():
        require_on_film(record, x, y)
    marks = [_moved(current.get(name), spot, now) for name, spot in places.items()]
    changed = [mark for mark in marks if mark is not current.get(mark.name)]
    return with_marks(
        project,
        film,
        changed,
        tr("Move {points} of {film}", points=tr("{n} point", "{n} points", n=len(changed)), film=film),
    )


def drag_softly(
    project: Project, film: str, name: str, place: Place, followers: Mapping[str, Place], *, now: str
) -> Change:
    """Move `name` to `place` as a person does, and its neighbours that nobody has decided on with it."""
    current, record = project.landmarks(film), project.film(film)
    require_on_film(record, *place)
    marks = [placed_by_hand(current.get(name), *place, now)]
    for other, spot in followers.items():
        mark = current.get(other)
        if other != name and mark.origin is Origin.PREDICTED and is_on_film(record, *spot):
            marks.append(_moved(mark, spot, now))
    return with_marks(project, film, marks, tr("Move {name} and its neighbours", name=name))


def paste(project: Project, film: str, copied: LandmarkSet, size: Size | None, *, now: str) -> Change:
    """Put the points `copied` from another film of `size` on `film` as points that nobody has decided on.

    They lie at the same share of a film of another size. What a person has decided stays as it is. Raises
    EngineError where nothing can be put there, or one of both films has not been read.
    """
    record, current = project.film(film), project.landmarks(film)
    if record.excluded or record.is_read_blind:
        raise EngineError(
            tr("{film} takes no copied points: it is excluded, or being read for an audit.", film=film)
        )
    sizes = _known(size, copied.film), _known(record.size, film)
    model = f"{COPIED}{copied.film}"
    marks = [
        Landmark(mark.name, spot[0], spot[1], mark.presence, Origin.PREDICTED, model=model, modified_utc=now)
        for mark in copied.placed()
        if mark.name in project.scheme.names and not current.get(mark.name).is_human
        if is_on_film(record, *(spot := _resized(mark, *sizes)))
    ]
    if not marks:
        raise EngineError(
            tr(
                "Nothing to put on {film}: all its points are decided, or none of those copied fit.",
                film=film,
            )
        )
    return with_marks(
        project,
        film,
        marks,
        tr("Copy {points} of {film}", points=tr("{n} point", "{n} points", n=len(marks)), film=copied.film),
    )


def _moved(mark: Landmark, spot: Place, now: str) -> Landmark:
    if dist(mark.position or spot, spot) < _STAYED:
        return mark
    if mark.origin is not Origin.PREDICTED:
        return placed_by_hand(mark, *spot, now)
    # it still waits for a decision, and what a machine said of its error holds no more
    return Landmark(mark.name, *spot, mark.presence, Origin.PREDICTED, model=MOVED_BY_HAND, modified_utc=now)


def _known(size: Size | None, film: str) -> Size:
    if size is None:
        raise EngineError(
            tr("The size of {film} is not known before it was read: wait, and try again.", film=film)
        )
    return size


def _resized(mark: Landmark, source: Size, target: Size) -> Place:
    x, y = resize_points(np.array(mark.position or (0.0, 0.0)), source, target).tolist()
    return x, y
