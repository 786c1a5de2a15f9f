"""MorphoJ's row/column text. Frame: pixels, y goes up from the centre of the lowest row.

A line a specimen: its name, then x and y of each landmark, between tabs, semicolons or commas; the first line
may name the columns. The files say nothing of y: MorphoJ draws it going up, so that shapes stand upright
there where y goes up in the file. It knows no missing landmarks.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from math import isfinite

from engine.errors import TableError
from engine.io.exchange.point_file import FilmPoints, Frame, PointFile, PointFormat, point, refuse_doubles
from engine.io.exchange.tps import MISSING
from engine.landmarks import MOST_LANDMARKS, Landmark, Scheme
from engine.wording import counted

_NAMES_OF_FIRST = {"", "id", "ids", "identifier", "label", "name", "specimen", "individual"}
_NUMBERED = re.compile(r"([xy])_?(\d{1,9})", re.IGNORECASE)
_NAMED = re.compile(r"(.+)_([xy])", re.IGNORECASE | re.DOTALL)
_NOT_LANDMARKS = {"spacing"}  # of a table of ours
_LONGEST_LINE = 1_000_000  # letters that are looked at to recognise a file


def _recognises(text: str) -> bool:
    lines = [line for line in text[:_LONGEST_LINE].split("\n") if line.strip()][:2]
    if not lines or lines[0].lstrip().startswith(("{", "[", "<", "#")):
        return False
    try:
        rows = _cells("\n".join(lines))
    except TableError:
        return False
    if not rows:  # of quotation marks alone
        return False
    if _landmarks(rows[0]) is not None and rows[0][0].casefold() in _NAMES_OF_FIRST:
        return True
    return all(len(row) == len(rows[0]) >= 3 and len(row) % 2 == 1 and _are_numbers(row[1:]) for row in rows)


def _cells(text: str) -> list[list[str]]:
    """The cells of all lines that have any, without the blanks around them."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = next((each for each in "\t;" if each in first), ",")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise TableError(f"The table is damaged ({error}): export it again.") from error
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _number(cell: str) -> float | None:
    """The number in a cell, None for none; a comma in it is decimal."""
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def _are_numbers(cells: Sequence[str]) -> bool:
    """True where all are numbers or missing, and not all missing."""
    known = [cell for cell in cells if not _is_missing(cell)]
    return bool(known) and all(_number(cell) is not None for cell in known)


def _is_missing(cell: str) -> bool:
    return not cell or cell.casefold() in MISSING


def _landmarks(header: Sequence[str]) -> tuple[str, ...] | None:
    """The landmarks that a first line names by x1, y1, ... or S_x, S_y, ...; None where it does not."""
    titles = header[1:]
    if not titles or len(titles) % 2:
        return None
    found = [_NUMBERED.fullmatch(title) for title in titles]
    if all(found):
        pairs = [(str(int(each[2])), each[1].casefold()) for each in found if each is not None]
    else:
        found = [_NAMED.fullmatch(title) for title in titles]
        pairs = [(each[1], each[2].casefold()) for each in found if each is not None]
    names = tuple(name for name, _ in pairs[::2])
    has_pairs = pairs == [(name, axis) for name in names for axis in "xy"] and len(pairs) == len(titles)
    return names if has_pairs and not _NOT_LANDMARKS & set(names) else None


def _read(text: str) -> PointFile:
    rows = _cells(text)
    names = _landmarks(rows[0]) if rows else None
    if rows and (names is not None or not _are_numbers(rows[0][1:])):
        rows = rows[1:]
    if not rows:
        raise TableError("The file has no specimens: it needs a line for each, first its name.")
    count = len(rows[0])
    if count % 2 == 0 or not 3 <= count <= 2 * MOST_LANDMARKS + 1:
        raise TableError(
            f"{rows[0][0][:40]!r} has {counted(count - 1, 'number')}, and each landmark has two, x and y: "
            "correct the file."
        )
    if names is None or len(names) != count // 2:
        names = tuple(str(number) for number in range(1, count // 2 + 1))
    refuse_doubles("", names)
    return PointFile(tuple(_film(row, names) for row in rows), Scheme(names))


def _film(row: Sequence[str], names: Sequence[str]) -> FilmPoints:
    image, *cells = row
    if not image:
        raise TableError("A line of the file names no specimen: fill in its first cell.")
    if len(cells) != 2 * len(names):
        raise TableError(
            f"{image[:40]!r} has {counted(len(cells), 'number')}, and the first specimen {2 * len(names)}: "
            "correct the file."
        )
    pairs = zip(names, cells[::2], cells[1::2], strict=True)
    return FilmPoints(image, tuple(_mark(image, name, x, y) for name, x, y in pairs))


def _mark(image: str, name: str, x_cell: str, y_cell: str) -> Landmark:
    if _is_missing(x_cell) and _is_missing(y_cell):
        return Landmark(name)
    x, y = _number(x_cell), _number(y_cell)
    if x is None or y is None:
        words = f"{x_cell}, {y_cell}"[:40]
        raise TableError(f"{image[:40]!r} has {words!r}, which is no pair of numbers: correct the file.")
    return point(name, x, y)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    header = ["ID", *(f"{name}_{axis}" for name in scheme.names for axis in "xy")]
    rows = [[film.image, *_numbers(film, scheme)] for film in films]
    for cell in (*header, *(film.image for film in films)):
        if cell != cell.strip() or any(letter in cell for letter in "\t\r\n\"'"):
            raise TableError(f"{cell[:40]!r} has tabs, quotes or blanks at an end: MorphoJ cannot hold it.")
    return "".join("\t".join(row) + "\n" for row in (header, *rows))


def _numbers(film: FilmPoints, scheme: Scheme) -> list[str]:
    places = {mark.name: mark.position for mark in film.marks}
    cells: list[str] = []
    for name in scheme.names:
        if (place := places.get(name)) is None:
            raise TableError(
                f"{film.image} lacks {name}, and MorphoJ knows no missing landmarks: place it, leave the "
                "film out, or choose another format."
            )
        cells += [f"{value:.6f}" for value in place]
    return cells


FORMAT = PointFormat(
    name="morphoj",
    title="MorphoJ text",
    suffixes=(".morphoj.txt",),
    frame=Frame.UP_CENTRE,
    other_frames=(Frame.UP_EDGE, Frame.CENTRE),
    recognises=_recognises,
    read=_read,
    write=_write,
)
