"""What a file cannot say of the landmarks that are written into it, as sentences for the person who wants it.

Read again, it would hold less than was there: that has to be told when it is written, not found out later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.io.exchange.point_file import AnyFormat, assumed_millimetres, is_unreviewed
from engine.io.table_write import FilmRow
from engine.landmarks import LandmarkSet, Presence
from engine.wording import counted, listed

_HALF_PIXEL = 0.5
_WIDE = "A wide table"
_WRITTEN_LIKE = {Presence.ABSENT: "what is not placed", Presence.OCCLUDED: "what is seen"}


def losses(
    sets: Sequence[LandmarkSet], films: Sequence[FilmRow], kind: AnyFormat, with_unreviewed: bool
) -> Iterator[str]:
    """What the format `kind` cannot say of `sets`, whose films are `films`.

    `with_unreviewed`: predictions that nobody has decided on are written where they cannot be marked, too.
    """
    if not kind.marks_unreviewed:
        yield from unreviewed_words(sets, with_unreviewed)
    kept = sets if kind.marks_unreviewed or with_unreviewed else [decided(marks) for marks in sets]
    yield from lost_presences(presences_of(kept), kind)
    if kind.one_scale:
        yield from _scales(films)
    yield from assumed_millimetres((kind.frame, film) for film in films)
    if kind.needs_films:
        yield "Each file holds the patient and the study of its film, as the film's header has them."
    if kind.decimals == 0:
        yield f"{kind.title} has whole pixels: points were rounded by up to {_HALF_PIXEL} px."
    if not kind.names_landmarks:
        yield f"{kind.title} has no names: the landmarks are in the order of the scheme."


def presences_of(sets: Iterable[LandmarkSet]) -> Counter[Presence]:
    """How many landmarks of `sets` are absent, occluded, and so on."""
    return Counter(mark.presence for marks in sets for mark in marks.landmarks.values())


def lost_presences(found: Mapping[Presence, int], kind: AnyFormat | None) -> Iterator[str]:
    """A sentence for each of those `found` that `kind` has no word for; None: a wide table of ours."""
    said = {} if kind is None else _said_by(kind)
    for presence, like in _WRITTEN_LIKE.items():
        if found.get(presence) and not said.get(presence):
            what = _WIDE if kind is None else kind.title
            landmarks = counted(found[presence], "landmark")
            yield f"{what} cannot say that a landmark is {presence}, so written like {like}: {landmarks}."


def _said_by(kind: AnyFormat) -> dict[Presence, bool]:
    return {Presence.ABSENT: kind.marks_absent, Presence.OCCLUDED: kind.marks_occluded}


def decided(marks: LandmarkSet) -> LandmarkSet:
    """`marks` without the predictions that nobody has decided on."""
    kept = {name: mark for name, mark in marks.landmarks.items() if not is_unreviewed(mark)}
    return replace(marks, landmarks=kept)


def unreviewed_words(sets: Iterable[LandmarkSet], with_unreviewed: bool) -> Iterator[str]:
    """What becomes of predictions that nobody has decided on where they cannot be marked."""
    unreviewed = sum(is_unreviewed(mark) for marks in sets for mark in marks.placed())
    if unreviewed:
        done = "Written like all others" if with_unreviewed else "Left out"
        yield f"{done}: {counted(unreviewed, 'prediction')} that nobody has decided on."


def _scales(films: Iterable[FilmRow]) -> Iterator[str]:
    uneven = [film.identity for film in films if film.spacing and film.spacing.x != film.spacing.y]
    if uneven:
        yield (
            "Without a pixel spacing, as their pixels are not square: "
            f"{counted(len(uneven), 'film')} ({listed(uneven)})."
        )
