"""What a file of landmarks says, in terms of the films and the scheme at hand: landmark sets by film."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.io.film_names import match_films, own_identities
from engine.io.landmark_names import match_landmarks, only_numbered
from engine.io.table_layout import TableEntry
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.wording import counted, listed

T = TypeVar("T")
Reading = tuple[str, int]  # who, and which pass
MOST_NAMED = 40  # columns or landmarks in a note: all of any usual scheme
_MOST_OUTSIDE = 5  # points that a note names
NO_SUCH_FILM = "no such film in the folder"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing of a file that is not taken, and why; `landmark` is "" where it is the whole film.

    `note`: the sentence of the table's notes that counts it among others.
    """

    film: str
    landmark: str
    why: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundPoints:
    """What a file says under its own names of images and landmarks; coordinates are original pixels (x, y).

    `scheme`: what it says of its landmarks beside their points (pairs, lines, order), where it says any.
    """

    entries: Sequence[TableEntry]
    spacings: Mapping[str, Spacing] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    scheme: Scheme = field(default_factory=Scheme)
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class LandmarkTable:
    """A table that was read. `sets` holds the chosen reading by film, `others` every further one.

    `numbered`: the landmarks have numbers instead of names. `notes`: sentences on what was assumed or
    left out, to be shown; `left_out` has each thing that was. `spacings`, `sizes` and `subjects` are those
    that the table states. `kind`: what the format of another program is called, "" for a table of ours.
    """

    scheme: Scheme
    sets: Mapping[str, LandmarkSet]
    spacings: Mapping[str, Spacing]
    numbered: bool = False
    notes: tuple[str, ...] = ()
    others: tuple[LandmarkSet, ...] = ()
    sizes: Mapping[str, Size] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    kind: str = ""


def assembled(
    name: str,
    found: FoundPoints,
    films: Sequence[str] | None = None,
    scheme: Scheme | None = None,
    choose: Reading | None = None,
    sizes: Mapping[str, Size] | None = None,
    keep_outside: bool = False,
) -> LandmarkTable:
    """What the file called `name` says, by film and landmark.

    Arguments as of `engine.io.tables.read_landmarks`. Raises `TableError`.
    """
    if not found.entries:
        raise TableError(f"{name} holds no landmarks: give a file with points.")
    notes, left_out = list(found.notes), list(found.left_out)
    identities = _identities(name, found.entries, films, notes, left_out)
    used, names = _names(_names_in_order(found), scheme, notes)
    used = _with_more(used, found.scheme, names)
    stated, measured = _by_film(found.sizes, identities), {} if sizes is None else sizes
    entries = [entry for entry in found.entries if entry.image in identities]
    if not keep_outside:
        entries = _inside(
            entries, identities, names, lambda film: measured.get(film) or stated.get(film), notes, left_out
        )
    _note_other_sizes(stated, measured, notes)
    sets = _sets(entries, identities, names)
    chosen, others = _choose(sets, choose, notes, left_out)
    return LandmarkTable(
        used,
        chosen,
        _by_film(found.spacings, identities),
        only_numbered(used.names),
        tuple(notes),
        others,
        _by_film(found.sizes, identities),
        _by_film(found.subjects, identities),
        tuple(left_out),
    )


def _names_in_order(found: FoundPoints) -> tuple[str, ...]:
    """The landmarks in the order of the file; numbers by their value, whichever film they come with first."""
    names = tuple(dict.fromkeys((*found.scheme.names, *(entry.landmark.name for entry in found.entries))))
    return tuple(sorted(names, key=int)) if only_numbered(names) else names


def _with_more(scheme: Scheme, stated: Scheme, names: Mapping[str, str]) -> Scheme:
    """`scheme` with the pairs, lines and curves that a file states, where it has none of its own."""

    def renamed(groups: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(names[name] for name in group) for group in groups)

    pairs = scheme.pairs or tuple((left, right) for left, right in renamed(stated.pairs))
    lines, curves = scheme.lines or renamed(stated.lines), scheme.curves or renamed(stated.curves)
    return replace(scheme, pairs=pairs, lines=lines, curves=curves)


def _note_other_sizes(stated: Mapping[str, Size], measured: Mapping[str, Size], notes: list[str]) -> None:
    """A note on films that are of another size here than where the points were placed."""
    other = [film for film, size in stated.items() if (measured.get(film) or size) != size]
    if other:
        was, now = stated[other[0]], measured[other[0]]
        notes.append(
            f"Placed on films of another size, look whether the points fit: {listed(other)} "
            f"({was.width} x {was.height} there, {now.width} x {now.height} here)."
        )


def _inside(
    entries: Iterable[TableEntry],
    identities: Mapping[str, str],
    names: Mapping[str, str],
    size_of: Callable[[str], Size | None],
    notes: list[str],
    left_out: list[LeftOut],
) -> list[TableEntry]:
    """`entries` in which points beyond the film's edge are unplaced; a note names them.

    Where no size is known, what is left of the first or above the uppermost pixel is beyond it all the same.
    """
    kept: list[TableEntry] = []
    outside: list[tuple[str, str, str]] = []  # film, landmark, where
    sizes: dict[str, Size | None] = {}
    for entry in entries:
        film, mark = identities[entry.image], entry.landmark
        if film not in sizes:
            sizes[film] = size_of(film)
        if mark.position is not None and not _is_on(mark.position, sizes[film]):
            x, y = mark.position
            outside.append((film, mark.name, f"({x:g}, {y:g})"))
            entry = replace(entry, landmark=Landmark(mark.name, presence=Presence.UNPLACED))
        kept.append(entry)
    if outside:
        shown = listed([f"{name} of {film} {place}" for film, name, place in outside], _MOST_OUTSIDE)
        notes.append(f"Left out, as they lie outside their film: {shown}.")
        left_out += [
            LeftOut(film, names[name], f"outside the film {place}", notes[-1])
            for film, name, place in outside
        ]
    return kept


def _is_on(position: tuple[float, float], size: Size | None) -> bool:
    x, y = position
    right, bottom = (float("inf"), float("inf")) if size is None else (size.width - 0.5, size.height - 0.5)
    return -0.5 <= x <= right and -0.5 <= y <= bottom


def _identities(
    table: str,
    found: Iterable[TableEntry],
    films: Sequence[str] | None,
    notes: list[str],
    left_out: list[LeftOut],
) -> Mapping[str, str]:
    images = list(dict.fromkeys(entry.image for entry in found))
    if films is None:
        return own_identities(images)
    match = match_films(images, films)
    if not match.films:
        raise TableError(
            f"{table} knows no film of the folder (it names {images[0]}, the folder has "
            f"{films[0] if films else 'none'}): give the table that belongs to this folder."
        )
    if match.unknown:
        shown = ", ".join(match.unknown[:3]) + (", ..." if len(match.unknown) > 3 else "")
        notes.append(f"Not in the folder: {counted(len(match.unknown), 'film')} of the table ({shown}).")
        left_out += [LeftOut(image, "", NO_SUCH_FILM, notes[-1]) for image in match.unknown]
    if match.note:
        notes.append(match.note)
    return match.films


def _names(
    names: tuple[str, ...], scheme: Scheme | None, notes: list[str]
) -> tuple[Scheme, Mapping[str, str]]:
    """The scheme to use and the table's names in it; names it lacks are added, never dropped."""
    if scheme is None or not scheme.names:
        return Scheme(names), {name: name for name in names}
    match = match_landmarks(names, scheme)
    extra = tuple(name for name in names if name not in match.names)
    if extra:
        notes.append(f"Landmarks added to the scheme: {listed(extra, MOST_NAMED)}.")
    else:
        notes.extend(match.notes)
    return replace(scheme, names=scheme.names + extra), {name: match.names.get(name, name) for name in names}


def _sets(
    found: Iterable[TableEntry], identities: Mapping[str, str], names: Mapping[str, str]
) -> list[LandmarkSet]:
    """One set for each (film, reader, reading), in the order of the table."""
    grouped: dict[tuple[str, Reading], dict[str, TableEntry]] = {}
    for entry in found:
        key = (identities[entry.image], (entry.reader, entry.reading))
        name = names[entry.landmark.name]
        earlier = grouped.setdefault(key, {}).get(name)
        if earlier is not None:
            places = f"Lines {earlier.line} and {entry.line}" if entry.line else "Two entries of the file"
            raise TableError(f"{places} both give {name} of {entry.image}: keep one of them.")
        grouped[key][name] = entry
    _give_unread(grouped)
    return [
        LandmarkSet(film, {name: _called(name, e.landmark) for name, e in marks.items()}, reader, reading)
        for (film, (reader, reading)), marks in grouped.items()
    ]


def _give_unread(grouped: dict[tuple[str, Reading], dict[str, TableEntry]]) -> None:
    """Predictions that name no reader join the film's only reading of one who has decided on other points."""
    named: dict[tuple[str, int], list[Reading]] = {}
    for film, (reader, reading) in grouped:
        if reader:
            named.setdefault((film, reading), []).append((reader, reading))
    for film, (reader, reading) in tuple(grouped):
        unread, readers = grouped[film, (reader, reading)], named.get((film, reading), [])
        if reader or len(readers) != 1 or unread.keys() & grouped[film, readers[0]].keys():
            continue
        if all(entry.landmark.origin is Origin.PREDICTED for entry in unread.values()):
            grouped[film, readers[0]] |= grouped.pop((film, (reader, reading)))


def _called(name: str, mark: Landmark) -> Landmark:
    return mark if mark.name == name else replace(mark, name=name)


def _choose(
    sets: Sequence[LandmarkSet], choose: Reading | None, notes: list[str], left_out: list[LeftOut]
) -> tuple[Mapping[str, LandmarkSet], tuple[LandmarkSet, ...]]:
    wanted = choose or (sets[0].reader, sets[0].reading)
    if choose and all((marks.reader, marks.reading) != choose for marks in sets):
        raise TableError(f"The table has no reading {choose[1]} of reader {choose[0]!r}: choose another.")
    preferred = sorted(sets, key=lambda marks: (marks.reader, marks.reading) != wanted)  # stable
    chosen: dict[str, LandmarkSet] = {}
    for marks in preferred:
        chosen.setdefault(marks.film, marks)
    others = tuple(marks for marks in sets if chosen[marks.film] is not marks)
    if others:
        who = f"reader {wanted[0] or '(blank)'}, reading {wanted[1]}"
        notes.append(f"Several readings: working with {who}; {counted(len(others), 'other set')} kept apart.")
        left_out += [
            LeftOut(
                marks.film, "", f"further reading {marks.reading} of {marks.reader or '(blank)'}", notes[-1]
            )
            for marks in others
        ]
    ordered = {marks.film: chosen[marks.film] for marks in sets}
    return MappingProxyType(ordered), others


def _by_film(values: Mapping[str, T], identities: Mapping[str, str]) -> Mapping[str, T]:
    """`values` by image as `values` by film."""
    known = {identities[image]: value for image, value in values.items() if image in identities}
    return MappingProxyType(known)
