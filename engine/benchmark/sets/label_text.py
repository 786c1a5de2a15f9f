"""Label files that are bare numbers, without a header, and films that are called by a number."""

from __future__ import annotations

import math
from pathlib import Path

from engine.benchmark.datasets import DatasetError
from engine.errors import TableError
from engine.io.images import film_path, find_films
from engine.io.table_text import read_text


def number_rows(path: Path, most: int | None = None) -> list[list[float]]:
    """The numbers of every line that is not blank, split at commas, semicolons or white space.

    Of more than `most` lines only the first ones are read. Raises `TableError` where a cell is no number.
    """
    lines = [(number, line) for number, line in enumerate(read_text(path).splitlines(), 1) if line.strip()]
    return [_numbers(line, path, number) for number, line in lines[:most]]


def pairs(path: Path, count: int) -> list[tuple[float, float]]:
    """The first `count` lines as (x, y). Raises `TableError` where they are fewer, or no pairs."""
    rows = number_rows(path, count)
    if len(rows) < count or any(len(row) != 2 for row in rows):
        raise TableError(f"{path} does not start with {count} lines of x and y: replace the file.")
    return [(x, y) for x, y in rows]


def _numbers(line: str, path: Path, number: int) -> list[float]:
    cells = line.replace(",", " ").replace(";", " ").split()
    try:
        values = [float(cell) for cell in cells]
    except ValueError:
        values = [math.nan]
    if not all(map(math.isfinite, values)):
        raise TableError(f"{path}, line {number}: {line.strip()[:40]!r} is no row of numbers: correct it.")
    return values


def numbered_films(folder: Path, digits: int = 1) -> dict[str, Path]:
    """Number of at least `digits` -> file, in the order of the file names, wherever below `folder`.

    Raises `DatasetError` where two films have one number.
    """
    found: dict[str, Path] = {}
    for identity in sorted(find_films(folder), key=lambda name: Path(name).stem):
        stem = Path(identity).stem
        if stem.isdecimal():
            film = f"{int(stem):0{digits}d}"
            if film in found:
                raise DatasetError(f"{folder} has two films {film}: keep one of them.")
            found[film] = film_path(folder, identity)
    return found
