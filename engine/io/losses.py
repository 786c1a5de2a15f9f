"""What a file cannot say of the landmarks that are written into it, as sentences for the person who wants it.

Read again, it would hold less than was there: that has to be told when it is written, not found out later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.io.exchange.point_file import AnyFormat, is_unreviewed
from engine.io.table_write import FilmRow
from engine.landmarks import LandmarkSet, Presence
from engine.wording import counted, listed

_HALF_PIXEL = 0.5
_WIDE = "A wide table"
_WRITTEN_LIKE = {Presence.ABSENT: "like what is not placed", Presence.OCCLUDED: "like what is seen"}


def losses(
    sets: Sequence[LandmarkSet], films: Iterable[FilmRow], kind: AnyFormat, with_unreviewed: bool
) -> Iterator[str]:
    """What the format `kind` cannot say of `sets`, whose films are `films`.

    `with_unreviewed`: predictions that nobody has decided on are written where they cannot be marked, too.
    """
    if not kind.marks_unreviewed:
        yield from unreviewed_words(sets, with_unreviewed)
    kept = sets if kind.marks_unreviewed or with_unreviewed else [decided(marks) for marks in sets]
    said = {Presence.ABSENT: kind.marks_absent, Presence.OCCLUDED: kind.marks_occluded}
    yield from _presences(kept, [presence for presence, is_said in said.items() if not is_said], kind.title)
    if kind.one_scale:
        yield from _scales(films)
    if kind.needs_films:
        yield "Each file holds the patient and the study of its film, as the film's header has them."
    if kind.decimals == 0:
        yield f"{kind.title} has whole pixels: points were rounded by up to {_HALF_PIXEL} px."
    if not kind.names_landmarks:
        yield f"{kind.title} has no names: the landmarks are in the order of the scheme."


def losses_of_wide(sets: Sequence[LandmarkSet]) -> Iterator[str]:
    """What a wide table of ours that holds all of `sets` cannot say of them."""
    yield from _presences(sets, _WRITTEN_LIKE, _WIDE)


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


def _presences(sets: Iterable[LandmarkSet], lost: Iterable[Presence], what: str) -> Iterator[str]:
    """A sentence for each of `lost` that landmarks of `sets` have, and `what` has no word for."""
    found = Counter(mark.presence for marks in sets for mark in marks.landmarks.values())
    for presence in lost:
        if found[presence]:
            yield (
                f"{what} cannot say that a landmark is {presence}, so written {_WRITTEN_LIKE[presence]}: "
                f"{counted(found[presence], 'landmark')}."
            )


def _scales(films: Iterable[FilmRow]) -> Iterator[str]:
    uneven = [film.identity for film in films if film.spacing and film.spacing.x != film.spacing.y]
    if uneven:
        yield (
            "Without a pixel spacing, as their pixels are not square: "
            f"{counted(len(uneven), 'film')} ({listed(uneven)})."
        )
