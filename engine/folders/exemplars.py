"""Which films of a table are exemplars, whether they can serve, and how predictions join the table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.errors import PropagationError
from engine.geometry.coordinates import inside
from engine.io.table_write import FilmRow
from engine.io.tables import LandmarkTable
from engine.landmarks import LandmarkSet, Origin, merge_predictions
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class ExemplarChoice:
    """The exemplars of a table, and sentences on films that only look like one.

    `corrected`: what a person decided on of films that have predictions too.
    """

    exemplars: tuple[LandmarkSet, ...]
    notes: tuple[str, ...] = ()
    corrected: tuple[LandmarkSet, ...] = ()


def choose_exemplars(sets: Iterable[LandmarkSet], names: Sequence[str]) -> ExemplarChoice:
    """Films whose placed points are all a person's: annotated, accepted, corrected, without origin.

    A film that has predicted points too is none: its predictions are renewed, its human points kept.
    Raises `PropagationError` where no film is left.
    """
    exemplars: list[LandmarkSet] = []
    notes: list[str] = []
    corrected: list[LandmarkSet] = []
    for marks in sets:
        human = [mark for mark in marks.placed() if mark.is_human]
        predictions = len(marks.placed()) - len(human)
        if not human:
            continue
        if predictions:
            corrected.append(_by_persons(marks))
            notes.append(
                f"{marks.film} is no exemplar, as it has {counted(predictions, 'prediction')}; "
                f"kept as they are: {counted(len(human), 'point')} of a person."
            )
            continue
        exemplars.append(marks)
        missing = [name for name in names if marks.get(name).position is None]
        if missing:
            notes.append(f"Exemplar {marks.film} lacks {', '.join(missing)}.")
    if not exemplars:
        raise PropagationError(
            "The table has no exemplar: at least one film needs points that a person annotated, accepted "
            "or corrected, and no predicted ones beside them."
        )
    return ExemplarChoice(tuple(exemplars), tuple(notes), tuple(corrected))


def check_inside(exemplars: Iterable[LandmarkSet], films: Iterable[FilmRow]) -> None:
    """Raise `PropagationError` for an exemplar with a point outside its film."""
    sizes = {film.identity: film.size for film in films}
    for marks in exemplars:
        size = sizes.get(marks.film)
        for mark in marks.placed():
            if size is not None and not inside(np.array(mark.position), size):
                raise PropagationError(
                    f"{mark.name} of {marks.film} lies at ({mark.x:g}, {mark.y:g}), outside the film of "
                    f"{size.width} x {size.height} pixels: correct the table."
                )


def check_readable(exemplars: Iterable[LandmarkSet], unreadable: Mapping[str, str]) -> None:
    """Raise `PropagationError` for an exemplar whose film cannot be read."""
    for marks in exemplars:
        if marks.film in unreadable:
            raise PropagationError(f"The exemplar {marks.film} cannot be read. {unreadable[marks.film]}")


def combine(
    table: LandmarkTable,
    predicted: Mapping[str, LandmarkSet],
    unfit: Collection[str] = (),
    exemplars: Collection[str] = (),
) -> dict[str, LandmarkSet]:
    """The table's sets with the predictions taken over wherever no person has decided.

    What an earlier run said of a predicted film, or of an `unfit` one that gets no points now, does not stay.
    Points of `exemplars` that came without an origin are annotated: they served as a person's.
    """
    films = dict.fromkeys([*table.sets, *predicted])
    given = {film: table.sets.get(film, LandmarkSet(film)) for film in films}
    given |= {film: _annotated(given[film]) for film in exemplars}
    return {
        film: merge_predictions(
            _by_persons(marks) if film in predicted or film in unfit else marks,
            predicted.get(film, LandmarkSet(film)),
        )
        for film, marks in given.items()
    }


def _annotated(marks: LandmarkSet) -> LandmarkSet:
    blank = [mark for mark in marks.placed() if mark.origin is None]
    return marks.with_landmarks(replace(mark, origin=Origin.ANNOTATED) for mark in blank)


def _by_persons(marks: LandmarkSet) -> LandmarkSet:
    """`marks` without what a machine placed."""
    kept = {name: mark for name, mark in marks.landmarks.items() if mark.origin is not Origin.PREDICTED}
    return replace(marks, landmarks=kept)
