"""3D Slicer's older .fcsv. Frame: mm from the centre of the first pixel, RAS (both turned round) or LPS."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from engine.errors import TableError
from engine.io.exchange.point_file import (
    UNREVIEWED,
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    is_unreviewed,
    point,
    refuse_doubles,
    rows_of,
)
from engine.landmarks import Landmark, Presence, Scheme

_STARTS = ("# Markups fiducial file", "# Fiducial List file")  # of Slicer 4 and 5, and of Slicer 3
_COLUMNS = "id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID"
_SYSTEM = re.compile(r"#\s*CoordinateSystem\s*=\s*(\S+)", re.IGNORECASE)
_STATUS = "position status"  # what Slicer 5 writes behind the named columns, with one number more
_NOT_PLACED = {"0": Presence.UNPLACED, "1": Presence.UNPLACED, "3": Presence.ABSENT}  # 2 is placed, 3 missing
_NAMED_COLUMNS = re.compile(r"#\s*columns\s*=\s*(.+)", re.IGNORECASE)


def _recognises(text: str) -> bool:
    return text.lstrip().startswith(_STARTS) or bool(re.match(r"#\s*columns\s*=\s*(id|label),x,y,z", text))


def _read(text: str) -> PointFile:
    system, columns = "RAS", _COLUMNS.split(",")  # what the oldest files mean that do not say it
    rows: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            rows += [(number, line)] if line.strip() else []
        elif (said := _SYSTEM.match(line)) is not None:
            system = said[1].upper()
        elif (said := _NAMED_COLUMNS.match(line)) is not None:
            columns = [name.strip() for name in said[1].split(",")]
    columns.append(_STATUS)
    if system not in ("LPS", "RAS", "0", "1"):
        raise TableError(f"The points are in the system {system[:20]!r}, not LPS or RAS: save them as LPS.")
    marks = tuple(_mark(number, dict(zip(columns, rows_of(line)[0], strict=False))) for number, line in rows)
    refuse_doubles("", [mark.name for mark in marks])
    return PointFile((FilmPoints("", marks, frame=Frame.LPS if system in ("LPS", "1") else Frame.RAS),))


def _mark(line: int, cells: dict[str, str]) -> Landmark:
    name = cells.get("label", "").strip() or cells.get("id", "").strip()
    status = cells.get(_STATUS, "").strip()
    if status in _NOT_PLACED:
        return Landmark(name, presence=_NOT_PLACED[status])
    try:
        x, y, z = (float(cells[axis]) for axis in "xyz")
    except (KeyError, ValueError):
        raise TableError(f"Line {line}: {name or 'a point'} has no position of three numbers.") from None
    if abs(z) > 1e-3:
        raise TableError(f"Line {line}: {name} lies at z = {z:g} mm, beside the plane of the film.")
    return point(name, x, y, unreviewed=cells.get("desc", "").strip() == UNREVIEWED)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    (film,) = films
    marks = {mark.name: mark for mark in film.marks}
    stream = io.StringIO()
    stream.write("# Markups fiducial file version = 4.11\n# CoordinateSystem = LPS\n")
    stream.write(f"# columns = {_COLUMNS}\n")
    writer = csv.writer(stream, lineterminator="\n")
    for number, name in enumerate(scheme.names, 1):
        mark = marks.get(name)
        if mark is None or mark.position is None:
            continue
        x, y = mark.position
        said = UNREVIEWED if is_unreviewed(mark) else ""
        writer.writerow([number, f"{x:.6f}", f"{y:.6f}", "0.000000", 0, 0, 0, 1, 1, 1, 0, name, said, ""])
    return stream.getvalue()


FORMAT = PointFormat(
    name="fcsv",
    title="3D Slicer fiducials (older)",
    suffixes=(".fcsv",),
    frame=Frame.LPS,
    recognises=_recognises,
    read=_read,
    write=_write,
    one_film=True,
    marks_unreviewed=True,
)
