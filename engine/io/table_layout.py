"""The layouts of a landmark table: tidy (a row each landmark) and two wide ones (a row each film)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import EngineError, TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.table_text import Grid, TextRow
from engine.landmarks import Landmark, Origin, Presence

# the default export, in this order (DESIGN: CSV)
COLUMNS = (
    *("image", "subject", "timepoint", "landmark", "x_px", "y_px", "x_mm", "y_mm", "presence", "origin"),
    *("confidence", "error_radius_px", "error_radius_mm", "error_coverage", "dx_px", "dy_px", "reader"),
    *("reading", "modified_utc", "spacing_x", "spacing_y", "spacing_source", "width", "height", "model"),
    *("spread_px", "spread_mm", "mirrored", "film_note"),
)
# after these, in tables with a landmark that a reading has moved
UNADJUSTED = ("unadjusted_x_px", "unadjusted_y_px")
KNOWN_COLUMNS = frozenset((*COLUMNS, *UNADJUSTED))
_NUMBERED = re.compile(r"x_?(\d{1,9})", re.IGNORECASE)
_NAMED = re.compile(r"(.+)_x", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One landmark as a table has it; `line` is where, 0 in files of other programs."""

    image: str
    reader: str
    reading: int
    landmark: Landmark
    line: int


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How to read a table: `pairs` = (landmark, x column, y column); empty for the tidy one."""

    pairs: tuple[tuple[str, str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def coordinate_columns(self) -> tuple[str, ...]:
        """The columns whose cells are pixels."""
        return tuple(name for _, *columns in self.pairs for name in columns) or ("x_px", "y_px")


def canonical(grid: Grid) -> Grid:
    """The same table with the contract's columns in the contract's spelling ("Image ", "film" -> "image")."""
    spelling = {name: name.casefold() if name.casefold() in KNOWN_COLUMNS else name for name in grid.columns}
    spelling |= _other_names(spelling)
    if all(name == spelled for name, spelled in spelling.items()):
        return grid
    rows = tuple(
        TextRow(row.line, {spelling[name]: cell for name, cell in row.cells.items()}) for row in grid.rows
    )
    return Grid(tuple(spelling.values()), rows, grid.delimiter)


def _other_names(spelling: Mapping[str, str]) -> dict[str, str]:
    """Column -> the contract's, for those that people call otherwise and that are not there under its name.

    x and y are pixels, and like `name` only in a tidy table: the wide ones have landmarks of such names.
    """
    by_case = {name.casefold(): name for name in spelling}
    known = set(spelling.values())
    renamed = {by_case["film"]: "image"} if "film" in by_case and "image" not in known else {}
    has_both = all(name in by_case or f"{name}_px" in known for name in ("x", "y"))
    has_image = "image" in known or bool(renamed)
    if has_both and has_image and ("landmark" in known or "name" in by_case):
        tidy = {"name": "landmark", "x": "x_px", "y": "y_px"}
        renamed |= {by_case[name]: own for name, own in tidy.items() if name in by_case and own not in known}
    return renamed


def find_layout(columns: tuple[str, ...]) -> TableLayout:
    """Recognise the layout from the header; raise `TableError` where it is none of the three."""
    if "image" not in columns:
        raise TableError(
            "The table has no column `image`: the header must be image,landmark,x_px,y_px or image,x1,y1,... "
            "or image,NAME_x,NAME_y,..."
        )
    if "landmark" in columns:
        missing = [name for name in ("x_px", "y_px") if name not in columns]
        if missing:
            raise TableError(f"The table has `landmark` but no column `{missing[0]}`: add it.")
        return TableLayout((), tuple(name for name in columns if name not in KNOWN_COLUMNS))
    pairs = tuple(_pairs(columns))
    if not pairs:
        raise TableError(
            "The table has no landmarks: the header must be image,landmark,x_px,y_px or image,x1,y1,... "
            "or image,NAME_x,NAME_y,..."
        )
    used = {name for _, *both in pairs for name in both}
    return TableLayout(
        pairs, tuple(name for name in columns if name not in used and name not in KNOWN_COLUMNS)
    )


def _pairs(columns: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    spelled: dict[str, list[str]] = {}  # a name in small letters -> the columns that are called so
    for name in columns:
        spelled.setdefault(name.casefold(), []).append(name)
    for name in columns:
        if name in KNOWN_COLUMNS:
            continue  # spacing_x is no landmark called "spacing"
        numbered, named = _NUMBERED.fullmatch(name), _NAMED.fullmatch(name)
        if numbered:
            yield str(int(numbered[1])), name, _partner(name, spelled, 0)
        elif named:
            yield named[1], name, _partner(name, spelled, len(name) - 1)


def _partner(name: str, spelled: Mapping[str, list[str]], place: int) -> str:
    """The column of y beside that of x called `name`, whose letter x is at `place`.

    Its case may be another one only where that is not the name of another landmark: Gn_x, Gn_y, gn_x, gn_y.
    """
    wanted = [
        f"{name[:place]}{letter}{name[place + 1 :]}" for letter in ("yY" if name[place] == "x" else "Yy")
    ]
    similar = spelled.get(wanted[0].casefold(), [])
    for exact in wanted:
        if exact in similar:
            return exact
    if len(similar) != 1 or len(spelled[name.casefold()]) != 1:
        raise TableError(f"The table has a column {name} but no {wanted[0]}: add it.")
    return similar[0]


def entries(grid: Grid, layout: TableLayout) -> Iterator[TableEntry]:
    """Every landmark of the table; in a wide table a blank pair is an unplaced landmark."""
    grid.refuse_mixed_decimals(layout.coordinate_columns)
    for row in grid.rows:
        image = row.text("image")
        if not image:
            raise TableError(f"Line {row.line} has no image: fill in the film's name.")
        reader, reading = row.text("reader"), _reading(row)
        if layout.pairs:
            for name, x_column, y_column in layout.pairs:
                mark = _checked(row, name, row.number(x_column), row.number(y_column))
                yield TableEntry(image, reader, reading, mark, row.line)
        else:
            yield TableEntry(image, reader, reading, _tidy(row), row.line)


def _reading(row: TextRow) -> int:
    number = row.number("reading")
    if number is None:
        return 1
    if number != int(number) or number < 1:
        raise TableError(f"Line {row.line}: reading is {row.text('reading')!r}, not 1, 2, ...: correct it.")
    return int(number)


def _tidy(row: TextRow) -> Landmark:
    name = row.text("landmark")
    if not name:
        raise TableError(f"Line {row.line} has no landmark: fill in its name.")
    x, y = row.number("x_px"), row.number("y_px")
    dx, dy = row.number("dx_px"), row.number("dy_px")
    moved = None not in (x, y, dx, dy)
    return _checked(
        row,
        name,
        x,
        y,
        _presence(row),
        origin=_origin(row),
        confidence=row.number("confidence"),
        spread=row.number("spread_px"),
        error_radius=row.number("error_radius_px"),
        error_coverage=row.number("error_coverage"),
        predicted=((x or 0.0) - (dx or 0.0), (y or 0.0) - (dy or 0.0)) if moved else None,
        modified_utc=row.text("modified_utc"),
        model=row.text("model"),
        unadjusted=_unadjusted(row),
    )


def _unadjusted(row: TextRow) -> tuple[float, float] | None:
    x, y = (row.number(column) for column in UNADJUSTED)
    if (x is None) != (y is None):
        raise TableError(f"Line {row.line} has only one of {' and '.join(UNADJUSTED)}: give both or neither.")
    return None if x is None or y is None else (x, y)


def _checked(
    row: TextRow, name: str, x: float | None, y: float | None, stated: Presence | None = None, **more: Any
) -> Landmark:
    """A landmark whose presence and position agree; blank presence follows from the position.

    `more`: what else a `Landmark` has.
    """
    presence = stated or (Presence.UNPLACED if x is None else Presence.PRESENT)
    if x is not None and presence in {Presence.ABSENT, Presence.UNPLACED}:
        raise TableError(f"Line {row.line}: {name} is {presence} but has a position: remove one of the two.")
    try:
        return Landmark(name, x, y, presence, **more)
    except EngineError as error:
        raise TableError(f"Line {row.line}: {error}") from error


_PRESENCES = {presence.value: presence for presence in Presence}
_ORIGINS = {origin.value: origin for origin in Origin}


def _presence(row: TextRow) -> Presence | None:
    text = row.text("presence").casefold()
    if text and text not in _PRESENCES:
        raise TableError(f"Line {row.line}: presence is {text!r}; it must be one of {', '.join(Presence)}.")
    return _PRESENCES.get(text)


def _origin(row: TextRow) -> Origin | None:
    text = row.text("origin").casefold()
    if text and text not in _ORIGINS:
        raise TableError(
            f"Line {row.line}: origin is {text!r}; it must be one of {', '.join(Origin)} or blank."
        )
    return _ORIGINS.get(text)


def row_spacing(row: TextRow) -> Spacing | None:
    """The pixel spacing that a row states, None where blank or invalid (0, negative)."""
    x, y = row.number("spacing_x"), row.number("spacing_y")
    if x is None or y is None or x <= 0 or y <= 0:
        return None  # see `states_no_spacing`
    text = row.text("spacing_source")
    return Spacing(x, y, SpacingSource(text) if text in list(SpacingSource) else SpacingSource.TABLE)


def states_no_spacing(row: TextRow) -> bool:
    """True for a row that has something for a pixel spacing which is none: one side only, 0, negative."""
    return bool(row.text("spacing_x") or row.text("spacing_y")) and row_spacing(row) is None


def row_size(row: TextRow) -> Size | None:
    """Width and height of the film that a row states, None where blank or not positive."""
    width, height = row.number("width"), row.number("height")
    if width is None or height is None or width < 1 or height < 1:
        return None
    return Size(round(width), round(height))


def row_subject(row: TextRow) -> str | None:
    """Whose film it is, where the row says so."""
    return row.text("subject") or None
