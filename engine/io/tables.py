"""Landmark tables in: tidy or wide CSV of any common spelling to landmark sets by film."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.film_names import match_films, own_identities
from engine.io.landmark_names import match_landmarks, only_numbered
from engine.io.table_layout import (
    TableEntry,
    canonical,
    entries,
    find_layout,
    row_size,
    row_spacing,
    row_subject,
)
from engine.io.table_text import Grid, TextRow, read_grid
from engine.io.table_write import FilmRow, write_landmarks, write_wide
from engine.landmarks import Landmark, LandmarkSet, Origin, Scheme
from engine.wording import counted, listed

__all__ = [
    "FilmRow",
    "LandmarkTable",
    "match_landmarks",
    "read_landmarks",
    "read_spacings",
    "write_landmarks",
    "write_wide",
]

T = TypeVar("T")
Reading = tuple[str, int]  # who, and which pass
_MOST_NAMED = 40  # columns or landmarks in a note: all of any usual scheme


@dataclass(frozen=True, slots=True)
class LandmarkTable:
    """A table that was read. `sets` holds the chosen reading by film, `others` every further one.

    `numbered`: the landmarks have numbers instead of names. `notes`: sentences on what was assumed or
    left out, to be shown. `spacings`, `sizes` and `subjects` are those that the table states.
    """

    scheme: Scheme
    sets: Mapping[str, LandmarkSet]
    spacings: Mapping[str, Spacing]
    numbered: bool = False
    notes: tuple[str, ...] = ()
    others: tuple[LandmarkSet, ...] = ()
    sizes: Mapping[str, Size] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)


def read_landmarks(
    path: Path,
    films: Sequence[str] | None = None,
    scheme: Scheme | None = None,
    choose: Reading | None = None,
) -> LandmarkTable:
    """Read the landmark table `path`.

    Its images are matched with the identities `films` (None: taken as they are), its landmarks with
    `scheme` (None: the table's own names, in its order). `choose` = (reader, reading) to work with, by
    default the first of the table. Coordinates: original pixels (x, y). Raises `TableError`.
    """
    raw = read_grid(path)
    grid = canonical(raw)
    layout = find_layout(grid.columns)
    found = list(entries(grid, layout))
    if not found:
        raise TableError(f"{path} has a header but no rows: it holds no landmarks.")
    notes = [f"Columns not used: {listed(layout.unknown, _MOST_NAMED)}."] if layout.unknown else []
    if "x_px" in grid.columns and "x_px" not in map(str.casefold, raw.columns):
        notes.append("The columns x and y were taken as pixels of the film.")
    identities = _identities(path, found, films, notes)
    used, names = _names(tuple(dict.fromkeys(entry.landmark.name for entry in found)), scheme, notes)
    sets = _sets([entry for entry in found if entry.image in identities], identities, names)
    chosen, others = _choose(sets, choose, notes)
    spacings, sizes = _by_film(grid, identities, row_spacing), _by_film(grid, identities, row_size)
    subjects = _by_film(grid, identities, row_subject)
    numbered = only_numbered(used.names)
    return LandmarkTable(used, chosen, spacings, numbered, tuple(notes), others, sizes, subjects)


def _identities(
    path: Path, found: Iterable[TableEntry], films: Sequence[str] | None, notes: list[str]
) -> Mapping[str, str]:
    images = list(dict.fromkeys(entry.image for entry in found))
    if films is None:
        return own_identities(images)
    match = match_films(images, films)
    if not match.films:
        raise TableError(
            f"{path.name} knows no film of the folder (it names {images[0]}, the folder has "
            f"{films[0] if films else 'none'}): give the table that belongs to this folder."
        )
    if match.unknown:
        shown = ", ".join(match.unknown[:3]) + (", ..." if len(match.unknown) > 3 else "")
        notes.append(f"Not in the folder: {counted(len(match.unknown), 'film')} of the table ({shown}).")
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
        notes.append(f"Landmarks added to the scheme: {listed(extra, _MOST_NAMED)}.")
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
            raise TableError(
                f"Lines {earlier.line} and {entry.line} both give {name} of {entry.image}: keep one of them."
            )
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
    sets: Sequence[LandmarkSet], choose: Reading | None, notes: list[str]
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
    ordered = {marks.film: chosen[marks.film] for marks in sets}
    return MappingProxyType(ordered), others


def _by_film(
    grid: Grid, identities: Mapping[str, str], value_of: Callable[[TextRow], T | None]
) -> Mapping[str, T]:
    """What the first row that states it says about each film."""
    values: dict[str, T] = {}
    for row in grid.rows:
        film = identities.get(row.text("image"))
        if film is not None and film not in values and (value := value_of(row)) is not None:
            values[film] = value
    return MappingProxyType(values)


def read_spacings(path: Path, films: Sequence[str] | None = None) -> Mapping[str, Spacing]:
    """Read `image,mm_per_px` or `image,spacing_x,spacing_y`: pixel spacing in mm by film.

    Blank is none; zero or negative is an error. Images as in `read_landmarks`. Raises `TableError`.
    """
    grid = read_grid(path)
    columns = {name.casefold(): name for name in grid.columns}
    pair = ("mm_per_px", "mm_per_px") if "mm_per_px" in columns else ("spacing_x", "spacing_y")
    if "image" not in columns or any(name not in columns for name in pair):
        raise TableError(f"{path.name} needs the columns image,mm_per_px or image,spacing_x,spacing_y.")
    spacings: dict[str, Spacing] = {}
    for row in grid.rows:
        image = row.text(columns["image"])
        x, y = row.number(columns[pair[0]]), row.number(columns[pair[1]])
        if x is None or y is None:
            continue
        if x <= 0 or y <= 0:
            raise TableError(f"Line {row.line}: the pixel spacing of {image} must be above 0 mm.")
        spacings.setdefault(image, Spacing(x, y, SpacingSource.TABLE))
    identities = own_identities(spacings) if films is None else match_films(spacings, films).films
    return {identities[image]: spacing for image, spacing in spacings.items() if image in identities}
