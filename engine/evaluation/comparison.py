"""Two tables made comparable: same film names, same landmark names, machine against truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.io.film_names import match_films
from engine.io.landmark_names import match_landmarks, only_numbered
from engine.io.tables import LandmarkTable
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.wording import counted, listed

_SEEN_A_PREDICTION = frozenset({Origin.ACCEPTED, Origin.CORRECTED})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Predictions and truth by the films and landmark names of the truth, ready for `evaluate`.

    `distances` is the whole truth, before anything was left out: what a landmark distance is measured on.
    """

    predictions: Mapping[str, LandmarkSet]
    truth: Mapping[str, LandmarkSet]
    distances: Mapping[str, LandmarkSet]
    scheme: Scheme
    spacings: Mapping[str, Spacing]
    sizes: Mapping[str, Size]
    subjects: Mapping[str, str]
    notes: tuple[str, ...]


def compare_tables(predictions: LandmarkTable, truth: LandmarkTable) -> Comparison:
    """Match the two tables by film and landmark name; by landmark order where one has numbers only.

    Points that a person placed in the predictions table (exemplars) are no predictions and are left
    out on both sides, unless that table holds nothing else: then two annotations are compared.
    Predicted rows of the truth are no truth. Raises `TableError` where nothing matches.
    """
    films = match_films(truth.sets, tuple(predictions.sets))
    if not films.films:
        raise TableError("The two tables have no film in common: give the tables of the same films.")
    match = match_landmarks(predictions.scheme.names, truth.scheme)
    notes = [*predictions.notes, *truth.notes, *match.notes]
    if films.unknown:
        notes.append(f"Without a prediction, so misses: {counted(len(films.unknown), 'film')} of the truth.")
    renamed = {
        film: _renamed(predictions.sets[other], film, match.names) for film, other in films.films.items()
    }
    machine, placed_by_person = _machine_only(renamed, truth.scheme.names, notes)
    wanted = {
        film: _without(_true_only(marks), placed_by_person.get(film, frozenset()))
        for film, marks in truth.sets.items()
    }
    notes.extend(_truth_notes(truth.sets.values()))
    notes.extend(_copies(machine, wanted))
    notes.extend(_found_although_absent(machine, wanted))
    back = {other: film for film, other in films.films.items()}
    spacings = {back[film]: spacing for film, spacing in predictions.spacings.items() if film in back}
    sizes = {back[film]: size for film, size in predictions.sizes.items() if film in back}
    subjects = {back[film]: who for film, who in predictions.subjects.items() if film in back}
    return Comparison(
        machine,
        wanted,
        truth.sets,
        truth.scheme,
        {**spacings, **truth.spacings},
        {**sizes, **truth.sizes},
        {**subjects, **truth.subjects},
        tuple(notes),
    )


def shown_names(predictions: Scheme, truth: Scheme) -> dict[str, str]:
    """Number of the truth -> name in the predictions, where the truth has numbers and they have names."""
    if not only_numbered(truth.names) or only_numbered(predictions.names):
        return {}
    return {number: name for name, number in match_landmarks(predictions.names, truth).names.items()}


def with_names(tables: Comparison, names: Mapping[str, str]) -> Comparison:
    """`tables` whose landmarks are called as `names` has it (number -> name); numbers stay as aliases."""
    if not names:
        return tables
    scheme = tables.scheme.renamed(names)
    scheme = replace(
        scheme, aliases={name: (number, *scheme.aliases.get(name, ())) for number, name in names.items()}
    )
    predictions, truth, distances = (
        {film: _renamed(marks, film, names) for film, marks in sets.items()}
        for sets in (tables.predictions, tables.truth, tables.distances)
    )
    return replace(tables, predictions=predictions, truth=truth, distances=distances, scheme=scheme)


def _renamed(marks: LandmarkSet, film: str, names: Mapping[str, str]) -> LandmarkSet:
    kept = (replace(mark, name=names[name]) for name, mark in marks.landmarks.items() if name in names)
    return replace(marks, film=film, landmarks={mark.name: mark for mark in kept})


def _machine_only(
    sets: Mapping[str, LandmarkSet], names: tuple[str, ...], notes: list[str]
) -> tuple[dict[str, LandmarkSet], dict[str, frozenset[str]]]:
    """The machine's points, and by film the names that say nothing about the machine.

    Those are what a person placed instead, and on an exemplar also what was left unplaced there.
    """
    if not any(_is_of_machine(mark) for marks in sets.values() for mark in marks.placed()):
        return dict(sets), {}
    left_out: dict[str, frozenset[str]] = {}
    count = 0
    machine: dict[str, LandmarkSet] = {}
    for film, marks in sets.items():
        by_name = {name: _machine_mark(mark) for name, mark in marks.landmarks.items()}
        machine[film] = replace(marks, landmarks={name: mark for name, mark in by_name.items() if mark})
        human = frozenset(name for name, mark in by_name.items() if mark is None)
        left_out[film] = human if machine[film].placed() or not human else frozenset(names)
        count += len(human)
    if count:
        notes.append(f"Left out: {counted(count, 'point')} that a person placed in the predictions.")
    return machine, left_out


def _is_of_machine(mark: Landmark) -> bool:
    return mark.origin is Origin.PREDICTED or mark.origin in _SEEN_A_PREDICTION


def _machine_mark(mark: Landmark) -> Landmark | None:
    """Where the machine had put the point; None for one that a person placed, without origin too.

    Beside points that say they were predicted, one that says nothing was in the table before: an exemplar's.
    """
    if mark.position is None or mark.origin in {Origin.PREDICTED, Origin.ACCEPTED}:
        return mark
    if mark.origin is Origin.CORRECTED and mark.predicted is not None:
        return replace(mark, x=mark.predicted[0], y=mark.predicted[1], presence=Presence.PRESENT)
    return None


def _copies(machine: Mapping[str, LandmarkSet], truth: Mapping[str, LandmarkSet]) -> list[str]:
    """A note where single films of a table that names no origins are the truth itself."""
    blank = [film for film, marks in machine.items() if all(mark.origin is None for mark in marks.placed())]
    same = [film for film in blank if film in truth and _same_places(machine[film], truth[film])]
    if not same or len(same) == len(blank):
        return []
    return [
        f"The truth to the last digit, so perhaps no prediction but an exemplar: {', '.join(same)}. "
        "If so, leave it out (--exclude)."
    ]


def _found_although_absent(machine: Mapping[str, LandmarkSet], truth: Mapping[str, LandmarkSet]) -> list[str]:
    """A note on the points of the machine where the truth says that there is nothing to be found."""
    false = [
        f"{name} of {film}"
        for film, marks in truth.items()
        for name, mark in marks.landmarks.items()
        if mark.presence is Presence.ABSENT
        and film in machine
        and machine[film].get(name).position is not None
    ]
    if not false:
        return []
    count = counted(len(false), "landmark")
    return [f"Predicted although the truth says absent, in no mean: {count} ({listed(false)})."]


def _same_places(first: LandmarkSet, second: LandmarkSet) -> bool:
    places = {mark.name: mark.position for mark in first.placed()}
    return bool(places) and places == {mark.name: mark.position for mark in second.placed()}


def _true_only(marks: LandmarkSet) -> LandmarkSet:
    return _without(marks, frozenset(m.name for m in marks.placed() if m.origin is Origin.PREDICTED))


def _without(marks: LandmarkSet, names: frozenset[str]) -> LandmarkSet:
    return replace(marks, landmarks={n: mark for n, mark in marks.landmarks.items() if n not in names})


def _truth_notes(sets: Iterable[LandmarkSet]) -> list[str]:
    origins = [mark.origin for marks in sets for mark in marks.placed()]
    predicted = origins.count(Origin.PREDICTED)
    seen = sum(origin in _SEEN_A_PREDICTION for origin in origins)
    notes = (
        [f"Left out: {counted(predicted, 'point')} of the truth that a machine predicted."]
        if predicted
        else []
    )
    if seen:
        notes.append(
            f"No independent truth: {counted(seen, 'point')} of it were set after a prediction was seen."
        )
    return notes
