"""Landmark tables in: tidy or wide CSV of any common spelling to landmark sets by film."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.film_names import match_films, own_identities
from engine.io.landmark_names import match_landmarks
from engine.io.table_assembly import MOST_NAMED, FoundPoints, LandmarkTable, Reading, assembled
from engine.io.table_layout import (
    canonical,
    entries,
    find_layout,
    row_size,
    row_spacing,
    row_subject,
    states_no_spacing,
)
from engine.io.table_text import Grid, TextRow, read_grid
from engine.io.table_write import FilmRow, write_landmarks, write_wide
from engine.landmarks import Scheme
from engine.wording import listed

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


def read_landmarks(
    path: Path,
    films: Sequence[str] | None = None,
    scheme: Scheme | None = None,
    choose: Reading | None = None,
    sizes: Mapping[str, Size] | None = None,
    keep_outside: bool = False,
) -> LandmarkTable:
    """Read the landmark table `path`.

    Its images are matched with the identities `films` (None: taken as they are), its landmarks with
    `scheme` (None: the table's own names, in its order). `choose` = (reader, reading) to work with, by
    default the first of the table. Points outside their film (by `sizes` of films, else by what the table
    says) are unplaced, with a note, unless `keep_outside`. Coordinates: original pixels (x, y).
    Raises `TableError`.
    """
    return assembled(path.name, _table_points(path), films, scheme, choose, sizes, keep_outside)


def _table_points(path: Path) -> FoundPoints:
    """What the table at `path` says."""
    raw = read_grid(path)
    grid = canonical(raw)
    layout = find_layout(grid.columns)
    found = list(entries(grid, layout))
    if not found:
        raise TableError(f"{path} has a header but no rows: it holds no landmarks.")
    notes = [f"Columns not used: {listed(layout.unknown, MOST_NAMED)}."] if layout.unknown else []
    if "x_px" in grid.columns and "x_px" not in map(str.casefold, raw.columns):
        notes.append("The columns x and y were taken as pixels of the film.")
    spacings = _by_image(grid, row_spacing, notes, "pixel spacings")
    if torn := tuple(dict.fromkeys(row.text("image") for row in grid.rows if states_no_spacing(row))):
        notes.append(f"Left out, as spacing_x and spacing_y are no pixel spacing: {listed(torn)}.")
    sizes, subjects = (
        _by_image(grid, row_size, notes, "sizes"),
        _by_image(grid, row_subject, notes, "subjects"),
    )
    return FoundPoints(found, spacings, sizes, subjects, tuple(notes))


def _by_image(
    grid: Grid, value_of: Callable[[TextRow], T | None], notes: list[str], what: str
) -> Mapping[str, T]:
    """What the rows say about each image; nothing, and a note, where two rows contradict each other."""
    values: dict[str, T] = {}
    torn: dict[str, None] = {}
    for row in grid.rows:
        image, value = row.text("image"), value_of(row)
        if value is not None and values.setdefault(image, value) != value:
            torn[image] = None
    for image in torn:
        del values[image]
    if torn:
        notes.append(f"Left out, as rows of one film state different {what}: {listed(tuple(torn))}.")
    return values


def read_spacings(path: Path, films: Sequence[str] | None = None) -> Mapping[str, Spacing]:
    """Read `image,mm_per_px` or `image,spacing_x,spacing_y`: pixel spacing in mm by film.

    Blank is none; zero or negative is an error. Images as in `read_landmarks`. Raises `TableError`.
    """
    grid = read_grid(path)
    columns = {name.casefold(): name for name in grid.columns}
    if "mm_per_px" in columns and {"spacing_x", "spacing_y"} & columns.keys():
        raise TableError(f"{path.name} has both mm_per_px and spacing_x or spacing_y: keep one of them.")
    pair = ("mm_per_px", "mm_per_px") if "mm_per_px" in columns else ("spacing_x", "spacing_y")
    if "image" not in columns or any(name not in columns for name in pair):
        raise TableError(f"{path.name} needs the columns image,mm_per_px or image,spacing_x,spacing_y.")
    spacings: dict[str, Spacing] = {}
    for row in grid.rows:
        image = row.text(columns["image"])
        x, y = row.number(columns[pair[0]]), row.number(columns[pair[1]])
        if x is None and y is None:
            continue
        if x is None or y is None:
            raise TableError(f"Line {row.line}: {image} has only one of {' and '.join(pair)}: give both.")
        if x <= 0 or y <= 0:
            raise TableError(f"Line {row.line}: the pixel spacing of {image} must be above 0 mm.")
        stated = Spacing(x, y, SpacingSource.TABLE)
        if spacings.setdefault(image, stated) != stated:
            raise TableError(f"Line {row.line}: {image} had another pixel spacing before: keep one of them.")
    identities = own_identities(spacings) if films is None else match_films(spacings, films).films
    return {identities[image]: spacing for image, spacing in spacings.items() if image in identities}
