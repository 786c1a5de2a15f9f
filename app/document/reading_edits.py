"""Edits by how a person reads: machine points moved as one step, and what is wished of later ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.project import Project
from app.document.reading import ReadingWish, move_of, moved, offered, open_points
from app.translation import tr
from engine.geometry.coordinates import inside
from engine.landmarks import Landmark, LandmarkSet, Origin
from engine.observers.reading_offsets import ReadingOffsets
from engine.wording import counted, listed


def apply_reading(project: Project, model: str, *, now: str, always: bool = False) -> Change:
    """Move the points of `model` that nobody has decided on to where the person would have them.

    All that the reading offers is moved, from where the machine had it; `always`: later predictions too.
    """
    reading, wish = project.readings[model], project.wishes.get(model, ReadingWish())
    names = frozenset(offered(reading, wish))
    sets: dict[str, LandmarkSet | None] = {}
    for film, marks in project.sets.items():
        if not project.films[film].excluded and not names.isdisjoint(open_points(marks).get(model, {})):
            after = _on_film(project.films[film], marks, moved(reading, marks, names), now)
            if after != marks:
                sets[film] = after
    applied = {name: move_of(reading, name) for name in names}
    wanted = replace(wish, applied=applied, always=wish.always or always)
    text = tr("Move the points of {films} to how you read", films=tr("{n} film", "{n} films", n=len(sets)))
    return change(project, text, sets=sets, wishes={model: wanted})


def movable_points(project: Project, film: str) -> dict[str, dict[str, bool]]:
    """The `open_points` of a film that a reading may move: none of an excluded one, none beyond its edge."""
    record, marks = project.films[film], project.landmarks(film)
    found = {} if record.excluded else open_points(marks)
    for model, points in found.items():
        if reading := project.readings.get(model):
            names = frozenset(offered(reading, project.wishes.get(model, ReadingWish()))) & points.keys()
            after = moved(reading, marks, names) if names else marks
            beyond = {name for name in names if not _is_inside(record, after.get(name))}
            found[model] = {name: is_moved for name, is_moved in points.items() if name not in beyond}
    return found


def refuse_offset(project: Project, model: str, name: str) -> Change:
    """Leave a landmark where `model` has it."""
    wish = project.wishes.get(model, ReadingWish())
    wanted = replace(wish, without=wish.without | {name})
    return change(project, tr("Leave {name} where the model has it", name=name), wishes={model: wanted})


def ask_again(project: Project, model: str) -> Change:
    """Offer again to move the landmarks that were left where `model` has them."""
    wish = replace(project.wishes.get(model, ReadingWish()), without=frozenset())
    return change(project, tr("Ask again about landmarks left to the model"), wishes={model: wish})


def always_apply(project: Project, model: str, always: bool) -> Change:
    """Move later predictions of `model` as they come in, or no longer."""
    wish = replace(project.wishes.get(model, ReadingWish()), always=always)
    text = (
        tr("Move later predictions to how you read") if always else tr("Leave later predictions as they are")
    )
    return change(project, text, wishes={model: wish})


def always_applied(project: Project, model: str) -> tuple[ReadingOffsets, frozenset[str]] | None:
    """What moves later predictions of `model`, and which landmarks; None: they stay as they are."""
    wish, reading = project.wishes.get(model), project.readings.get(model)
    if wish is None or reading is None or not wish.always:
        return None
    return reading, frozenset(offered(reading, wish))


def reading_to_keep(project: Project, model: str, names: Sequence[str], title: str) -> ReadingOffsets | None:
    """How the person reads beside `model`, for a file of it that is called `title` and finds `names`.

    None where no landmark's offset is worth a move. What the person left where the model has it stays there.
    """
    reading, wish = project.readings.get(model), project.wishes.get(model, ReadingWish())
    wanted = () if reading is None else set(offered(reading, wish)).intersection(names)
    if reading is None or not wanted:
        return None
    return reading.of_landmarks(names, title, set(names) - set(wanted))


def reading_notes(project: Project, sets: Iterable[LandmarkSet]) -> dict[str, str]:
    """For run.json: model -> which of its points in `sets` a reading has moved."""
    models: dict[str, dict[str, int]] = {}
    for marks in sets:
        for mark in marks.placed():
            if mark.unadjusted is not None and mark.origin in (Origin.PREDICTED, Origin.ACCEPTED):
                counts = models.setdefault(mark.model, {})
                counts[mark.name] = counts.get(mark.name, 0) + 1
    reader = project.reader or "the reader"
    return {
        model: f"{counted(sum(names.values()), 'point')} of {model} ({listed(tuple(names))}) were moved to "
        f"how {reader} reads: unadjusted_x_px and unadjusted_y_px tell from where."
        for model, names in models.items()
    }


def _on_film(film: FilmRecord, before: LandmarkSet, after: LandmarkSet, now: str) -> LandmarkSet:
    """`after` without moves beyond the edge of the film."""
    changed = [
        replace(mark, modified_utc=now)
        for name, mark in after.landmarks.items()
        if mark != before.get(name) and _is_inside(film, mark)
    ]
    return before.with_landmarks(changed)


def _is_inside(film: FilmRecord, mark: Landmark) -> bool:
    return film.size is None or mark.position is None or bool(inside(np.array(mark.position), film.size))
