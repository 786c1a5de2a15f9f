"""napari points CSV. Frame: pixels, (0, 0) the centre of the first one; axis-0 is y, axis-1 is x.

It names neither film nor landmarks: the file is called like its film, and points have numbers, unless there
is a column `label`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from engine.errors import TableError
from engine.io.exchange.point_file import (
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    point,
    refuse_doubles,
    rows_of,
)
from engine.landmarks import Scheme

_FIRST_LINE = 2  # of the points


def _recognises(text: str) -> bool:
    return {"axis-0", "axis-1"} <= {cell.strip() for cell in text.split("\n", 1)[0].split(",")}


def _read(text: str) -> PointFile:
    header, *lines = rows_of(text)
    rows = [dict(zip(map(str.strip, header), cells, strict=False)) for cells in lines if cells]
    if rows and "axis-2" in rows[0]:
        raise TableError("The points have three axes, and a film has two: export the points of one film.")
    marks = []
    for line, row in enumerate(rows, _FIRST_LINE):
        try:
            x, y = float(row["axis-1"]), float(row["axis-0"])
        except (KeyError, TypeError, ValueError):
            raise TableError(f"Line {line}: axis-0 and axis-1 are no numbers: correct the table.") from None
        marks.append(point((row.get("label") or "").strip() or str(line - _FIRST_LINE + 1), x, y))
    refuse_doubles("", [mark.name for mark in marks])
    if not marks:
        raise TableError("The table of napari has no points: export it again.")
    return PointFile((FilmPoints("", tuple(marks)),))


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    (film,) = films
    marks = {mark.name: mark.position for mark in film.marks if mark.position is not None}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["index", "axis-0", "axis-1", "label"])
    for number, name in enumerate(name for name in scheme.names if name in marks):
        x, y = marks[name]
        writer.writerow([number, f"{y:.6f}", f"{x:.6f}", name])
    return stream.getvalue()


FORMAT = PointFormat(
    name="napari",
    title="napari points CSV",
    suffixes=(".napari.csv",),
    frame=Frame.CENTRE,
    recognises=_recognises,
    read=_read,
    write=_write,
    one_film=True,
)
