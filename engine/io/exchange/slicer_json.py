"""3D Slicer markups, .mrk.json. Frame: mm from the centre of the first pixel; LPS, so y goes down.

A picture without spacing has pixels of 1 mm in Slicer. Status "missing" is absent, "undefined" unplaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import TableError
from engine.io.exchange.point_file import (
    UNREVIEWED,
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    is_unreviewed,
    json_in_lines,
    point,
    read_json,
    refuse_doubles,
)
from engine.landmarks import Landmark, Presence, Scheme
from engine.wording import counted

_SCHEMA = (
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/Schema/"
    "markups-schema-v1.0.3.json#"
)


def _recognises(text: str) -> bool:
    return text.lstrip().startswith("{") and '"markups"' in text and '"controlPoints"' in text


def _read(text: str) -> PointFile:
    return read_json(text, "file of Slicer markups", _file)


def _file(values: Mapping[str, Any]) -> PointFile:
    lists = [markup for markup in values["markups"] if markup.get("controlPoints")]
    points = [markup for markup in lists if markup.get("type", "Fiducial") == "Fiducial"]
    if len(points) != 1:
        raise TableError(
            f"The file has {counted(len(points), 'list')} of points, and a film has one: save each by itself."
        )
    system = str(points[0].get("coordinateSystem", "LPS")).upper()
    if system not in ("LPS", "RAS", "0", "1"):
        raise TableError(f"The points are in the system {system[:20]!r}, not LPS or RAS: save them as LPS.")
    entries = points[0]["controlPoints"]
    names = [str(entry.get("label") or entry["id"]) for entry in entries]
    refuse_doubles("", names)
    marks = tuple(_mark(name, entry) for name, entry in zip(names, entries, strict=True))
    frame = Frame.LPS if system in ("LPS", "1") else Frame.RAS
    left = len(lists) - len(points)
    notes = (f"Left out: {counted(left, 'markup')} that are no list of points.",) if left else ()
    return PointFile((FilmPoints("", marks, frame=frame),), notes=notes)


def _mark(name: str, entry: Mapping[str, Any]) -> Landmark:
    status = entry.get("positionStatus", "defined")
    if status != "defined":
        return Landmark(name, presence=Presence.ABSENT if status == "missing" else Presence.UNPLACED)
    x, y, z = (float(value) for value in entry["position"])
    if abs(z) > 1e-3:
        raise TableError(
            f"{name} lies at z = {z:g} mm, beside the plane of the film: check what it was placed on."
        )
    return point(name, x, y, unreviewed=entry.get("description") == UNREVIEWED)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    (film,) = films
    marks = {mark.name: mark for mark in film.marks}
    entries = [
        _entry(number, marks.get(name) or Landmark(name)) for number, name in enumerate(scheme.names, 1)
    ]
    markup = {
        "type": "Fiducial",
        "coordinateSystem": "LPS",
        "coordinateUnits": "mm",
        "locked": False,
        "labelFormat": "%N-%d",
        "controlPoints": entries,
    }
    return f'{{"@schema": "{_SCHEMA}", "markups": [\n{json_in_lines(markup, "controlPoints")}]}}\n'


def _entry(number: int, mark: Landmark) -> dict[str, Any]:
    x, y = mark.position or (0.0, 0.0)
    missing = "missing" if mark.presence is Presence.ABSENT else "undefined"
    return {
        "id": str(number),
        "label": mark.name,
        "description": UNREVIEWED if is_unreviewed(mark) else "",
        "associatedNodeID": "",
        "position": [round(x, 6), round(y, 6), 0.0],
        "orientation": [-1.0, -0.0, -0.0, -0.0, -1.0, -0.0, 0.0, 0.0, 1.0],
        "selected": True,
        "locked": False,
        "visibility": True,
        "positionStatus": missing if mark.position is None else "defined",
    }


FORMAT = PointFormat(
    name="slicer",
    title="3D Slicer markups",
    suffixes=(".mrk.json",),
    frame=Frame.LPS,
    recognises=_recognises,
    read=_read,
    write=_write,
    one_film=True,
    marks_unreviewed=True,
    marks_absent=True,
)
