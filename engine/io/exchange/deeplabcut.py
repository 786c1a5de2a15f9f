"""DeepLabCut CSV (CollectedData_NAME.csv). Frame: pixels, (0, 0) the centre of the first one, y goes down.

Three header lines (scorer, bodyparts, coords; individuals in projects of several animals), the film in the
first column, or in three (labeled-data, folder, file). A blank pair is not labelled; a likelihood makes a
prediction.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from math import isfinite

from engine.errors import TableError
from engine.io.exchange.point_file import FilmPoints, Frame, PointFile, PointFormat, point, rows_of
from engine.landmarks import Landmark, Scheme

_HEADERS = {"scorer", "individuals", "bodyparts", "coords"}
_BLANK = {"", "nan", "na"}


def _recognises(text: str) -> bool:
    lines = text.lstrip()[:100_000].splitlines()[:4]
    return (
        bool(lines)
        and lines[0].startswith("scorer,")
        and any(line.startswith("bodyparts,") for line in lines)
    )


def _read(text: str) -> PointFile:
    rows = [row for row in rows_of(text) if any(cell.strip() for cell in row)]
    header = {row[0].strip(): row for row in rows[:4] if row[0].strip() in _HEADERS}
    if not {"scorer", "bodyparts", "coords"} <= header.keys():
        raise TableError("The table of DeepLabCut lacks a line scorer, bodyparts or coords: export it again.")
    if len({*header.get("individuals", ("",))[1:]} - {""}) > 1:
        raise TableError("The table of DeepLabCut has several animals: export the points of one.")
    start = next((place for place, cell in enumerate(header["coords"]) if cell.strip() == "x"), 0)
    if not start or len(header["scorer"]) <= start:
        raise TableError("The table of DeepLabCut has no coordinates called x: export it again.")
    parts, axes = header["bodyparts"][start:], header["coords"][start:]
    names = tuple(dict.fromkeys(name.strip() for name in parts))
    reader = header["scorer"][start].strip()
    films = []
    for row in rows[len(header) :]:
        named = zip(parts, axes, row[start:], strict=False)
        cells = {(name.strip(), axis.strip()): cell.strip() for name, axis, cell in named}
        image = "/".join(cell.strip().replace("\\", "/") for cell in row[:start] if cell.strip())
        films.append(FilmPoints(image, tuple(_mark(image, name, cells) for name in names), reader))
    if not films:
        raise TableError("The table of DeepLabCut has no films: export it again.")
    return PointFile(tuple(films), Scheme(names))


def _mark(image: str, name: str, cells: dict[tuple[str, str], str]) -> Landmark:
    words = [cells.get((name, axis), "") for axis in "xy"]
    if all(word.casefold() in _BLANK for word in words):
        return Landmark(name)
    try:
        x, y = map(float, words)
    except ValueError:
        x = y = float("nan")
    if not (isfinite(x) and isfinite(y)):
        raise TableError(f"{name} of {image} has the position {words}: correct the table.")
    return point(name, x, y, unreviewed=(name, "likelihood") in cells)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    reader = next((film.reader for film in films if film.reader), "onemark")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["scorer", *[reader] * (2 * len(scheme.names))])
    writer.writerow(["bodyparts", *(name for name in scheme.names for _ in "xy")])
    writer.writerow(["coords", *(axis for _ in scheme.names for axis in "xy")])
    for film in films:
        marks = {mark.name: mark for mark in film.marks}
        places = [marks[name].position if name in marks else None for name in scheme.names]
        cells = ["" if place is None else f"{place[axis]:.6f}" for place in places for axis in (0, 1)]
        writer.writerow([film.image, *cells])
    return stream.getvalue()


FORMAT = PointFormat(
    name="deeplabcut",
    title="DeepLabCut CSV",
    suffixes=(".dlc.csv",),
    frame=Frame.CENTRE,
    recognises=_recognises,
    read=_read,
    write=_write,
)
