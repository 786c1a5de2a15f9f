"""Landmark tables out: the tidy one (the default export) and the wide one. Same sets, same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Literal

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Image, Spacing
from engine.io.atomic import write_atomic
from engine.io.patients import pseudonymous
from engine.io.table_layout import COLUMNS, UNADJUSTED
from engine.io.table_text import DELIMITERS, guarded
from engine.io.targets import Result, check_target
from engine.io.workbooks import is_workbook, workbook
from engine.landmarks import Landmark, LandmarkSet, Origin, Scheme

Cell = str | float | int | None


class Layout(StrEnum):
    """How a table is laid out."""

    TIDY = "tidy"  # a row for each film and landmark, with all that is known of it
    WIDE = "wide"  # a row for each film, with coordinates in pixels alone


@dataclass(frozen=True, slots=True)
class FilmRow:
    """What every row of a film repeats; None and "" where nobody knows.

    `mirrored`: it shows the anatomy mirrored. `note`: why it got no points, or why they look failed.
    `file_spacing`: what the film's own file says, whatever a person said since. `path`: where that lies.
    """

    identity: str
    size: Size | None = None
    spacing: Spacing | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    mirrored: bool = False
    note: str = ""
    file_spacing: Spacing | None = None
    path: Path | None = None

    @classmethod
    def of(cls, identity: str, image: Image, spacing: Spacing | None = None) -> FilmRow:
        """The facts of an image that was read; `spacing`, what the user said, wins over the file's."""
        said = spacing or image.spacing
        return cls(identity, image.size, said, image.attributes, file_spacing=image.spacing)


def write_landmarks(
    path: Path,
    sets: Iterable[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    *,
    with_patient_id: bool = False,
    decimal_comma: bool = False,
    schemes: Mapping[str, Scheme] = MappingProxyType({}),
) -> None:
    """Write the tidy table: every landmark of every one of `films`, in the order of the scheme.

    A film of `schemes` has a scheme of its own there.

    Subject and timepoint of a film are written as they are `with_patient_id`, else as `pseudonymous` has it;
    CSV with `decimal_comma` has its numbers as 12,5 between semicolons (a workbook has numbers anyway).
    Several sets of a film (readers, readings) follow each other. Raises `TableError` for a set whose
    film or landmark would be lost, `WriteError` where the disk refuses or `path` is something else.
    """
    check_target(path, Result.TABLE)
    by_film = _grouped(sets, scheme, films, schemes)
    films = films if with_patient_id else pseudonymous(films)
    found = [
        (film, marks, marks.get(name))
        for film in films
        for marks in by_film[film.identity]
        for name in schemes.get(film.identity, scheme).names
    ]
    columns = COLUMNS + UNADJUSTED * any(mark.unadjusted is not None for _, _, mark in found)
    alone = {film for film, readings in by_film.items() if len(readings) == 1}
    rows = (_tidy_row(film, marks, mark, film.identity in alone) for film, marks, mark in found)
    table = ([cells[name] for name in columns] for cells in rows)
    write_atomic(path, _bytes(path, columns, table, decimal_comma))


def write_wide(
    path: Path,
    sets: Iterable[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    *,
    decimal_comma: bool = False,
) -> None:
    """Write `image,NAME_x,NAME_y,...`, one row a film; a table of one reading without origins.

    `decimal_comma`: as in `write_landmarks`.
    Raises `TableError` where a film has several readings: one row cannot hold them.
    """
    check_target(path, Result.TABLE)
    by_film = _grouped(sets, scheme, films)
    several = [film for film, readings in by_film.items() if len(readings) > 1]
    if several:
        raise TableError(f"{several[0]} has several readings: a wide table holds one; choose a reading.")
    header = ["image", *(f"{name}_{axis}" for name in scheme.names for axis in "xy")]
    rows = ([film.identity, *_wide_cells(by_film[film.identity][0], scheme)] for film in films)
    write_atomic(path, _bytes(path, header, rows, decimal_comma))


def write_table(
    path: Path,
    sets: Sequence[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    layout: Layout,
    *,
    with_patient_id: bool = False,
    decimal_comma: bool = False,
    schemes: Mapping[str, Scheme] = MappingProxyType({}),
) -> None:
    """Write the table in `layout`, as `write_landmarks` or `write_wide`.

    The latter knows no patients, and one scheme for all films.
    """
    if layout is Layout.WIDE:
        write_wide(path, sets, scheme, films, decimal_comma=decimal_comma)
    else:
        write_landmarks(
            path,
            sets,
            scheme,
            films,
            with_patient_id=with_patient_id,
            decimal_comma=decimal_comma,
            schemes=schemes,
        )


def write_rows(
    path: Path, header: Sequence[str], rows: Iterable[Iterable[Cell]], decimal_comma: bool = False
) -> None:
    """Write any table as CSV, or as a workbook where the name of `path` asks for one; texts are guarded.

    `decimal_comma`: as in `write_landmarks`.
    """
    check_target(path, Result.TABLE)
    write_atomic(path, _bytes(path, header, rows, decimal_comma))


def _grouped(
    sets: Iterable[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    schemes: Mapping[str, Scheme] = MappingProxyType({}),
) -> dict[str, list[LandmarkSet]]:
    """Film -> its sets, at least an empty one; refuses to drop anything."""
    grouped: dict[str, list[LandmarkSet]] = {film.identity: [] for film in films}
    all_names = frozenset(scheme.names)
    for marks in sets:
        if marks.film not in grouped:
            raise TableError(f"There are landmarks of {marks.film}, which is not among the films to write.")
        names = frozenset(schemes[marks.film].names) if marks.film in schemes else all_names
        lost = [mark.name for mark in marks.placed() if mark.name not in names]
        if lost:
            raise TableError(f"{marks.film} has a landmark {lost[0]} that the scheme does not name: add it.")
        grouped[marks.film].append(marks)
    for film, readings in grouped.items():
        readings.sort(key=lambda marks: (marks.reader, marks.reading))
        readings.extend([] if readings else [LandmarkSet(film)])
    return grouped


def _tidy_row(film: FilmRow, marks: LandmarkSet, mark: Landmark, is_only: bool) -> dict[str, Cell]:
    # nobody has read a predicted point; of several readings it still says to which one it belongs
    unread = is_only and mark.origin is Origin.PREDICTED
    return {
        "image": film.identity,
        "subject": film.attributes.get("subject"),
        "timepoint": film.attributes.get("timepoint"),
        "landmark": mark.name,
        "x_px": _pixels(mark, mark.x),
        "y_px": _pixels(mark, mark.y),
        "presence": mark.presence.value,
        "origin": None if mark.origin is None else mark.origin.value,
        "confidence": _rounded(mark.confidence),
        "error_radius_px": _rounded(mark.error_radius),
        "error_coverage": mark.error_coverage,
        "reader": None if unread else marks.reader,
        "reading": marks.reading,
        "modified_utc": mark.modified_utc,
        "model": mark.model,
        "spread_px": _rounded(mark.spread),
        "mirrored": "yes" if film.mirrored else None,
        "film_note": film.note,
        **_moved(mark),
        **dict(
            zip(UNADJUSTED, (_rounded(value, 3) for value in mark.unadjusted or (None, None)), strict=True)
        ),
        **_film_cells(film),
        **_millimetres(film.spacing, mark),
    }


def _moved(mark: Landmark) -> dict[str, Cell]:
    """How far a person moved the prediction."""
    before = mark.predicted if mark.origin is Origin.CORRECTED else None
    if before is None or mark.x is None or mark.y is None:
        return {"dx_px": None, "dy_px": None}
    return {"dx_px": _rounded(mark.x - before[0]), "dy_px": _rounded(mark.y - before[1])}


def _film_cells(film: FilmRow) -> dict[str, Cell]:
    cells: dict[str, Cell] = dict.fromkeys(("spacing_x", "spacing_y", "spacing_source", "width", "height"))
    if film.spacing is not None:
        cells |= {"spacing_x": film.spacing.x, "spacing_y": film.spacing.y}
        cells["spacing_source"] = film.spacing.source.value
    if film.size is not None:
        cells |= {"width": film.size.width, "height": film.size.height}
    return cells


def _millimetres(spacing: Spacing | None, mark: Landmark) -> dict[str, Cell]:
    if spacing is None:
        return dict.fromkeys(("x_mm", "y_mm", "error_radius_mm", "spread_mm"))
    radius, spread = mark.error_radius, mark.spread
    return {
        "x_mm": _product(mark.x, spacing.x),
        "y_mm": _product(mark.y, spacing.y),
        "error_radius_mm": None if radius is None else _rounded(spacing.radius(radius)),
        "spread_mm": None if spread is None else _rounded(spacing.radius(spread)),
    }


def _wide_cells(marks: LandmarkSet, scheme: Scheme) -> Iterator[Cell]:
    for name in scheme.names:
        mark = marks.get(name)
        yield _pixels(mark, mark.x)
        yield _pixels(mark, mark.y)


def _pixels(mark: Landmark, value: float | None) -> float | None:
    """A person's coordinate to the bit, a machine's to a thousandth of a pixel."""
    return _rounded(value, 3) if mark.origin is Origin.PREDICTED else value


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(float(value), digits) + 0.0  # + 0.0: no "-0.0"


def _product(value: float | None, factor: float) -> float | None:
    return None if value is None else _rounded(value * factor)


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return guarded(value)
    # repr of a Python float is the shortest text that reads back to the same bits
    return "" if value is None else repr(float(value)) if isinstance(value, float) else str(value)


def _comma_cell(value: Cell) -> str:
    text = _cell(value)
    return text.replace(".", ",") if isinstance(value, float) else text


def _bytes(path: Path, header: Sequence[str], rows: Iterable[Iterable[Cell]], decimal_comma: bool) -> bytes:
    """The file that the name of `path` asks for: a workbook, else CSV."""
    if not is_workbook(path):
        return _text(header, rows, decimal_comma)
    guarded_rows = ([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return workbook(chain([list(map(guarded, header))], guarded_rows))


def _text(header: Sequence[str], rows: Iterable[Iterable[Cell]], decimal_comma: bool) -> bytes:
    stream = io.StringIO(newline="")
    # quotes a lone \r in a cell only where the lines end in one: each line's own is taken off again
    lines = SimpleNamespace(write=lambda line: stream.write(f"{line[:-2]}\n"))
    delimiter, cell = (";", _comma_cell) if decimal_comma else (",", _cell)
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    # names with another delimiter are quoted: readers take for it what the first line has most of
    is_odd = any(sign in name for name in header for sign in DELIMITERS if sign != delimiter)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if is_odd else csv.QUOTE_MINIMAL
    titles = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    titles.writerow(map(guarded, header))
    writer.writerows([cell(value) for value in row] for row in rows)
    # a model's file may have a name that is no UTF-8: its odd bytes are spelled out, as those of films
    return stream.getvalue().encode("utf-8", "backslashreplace")
