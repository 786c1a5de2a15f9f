"""Label files that are bare numbers: no header, one line a landmark or a film."""

from __future__ import annotations

import math
from pathlib import Path

from engine.errors import TableError
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
