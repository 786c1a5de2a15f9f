"""labelme JSON (also X-AnyLabeling's). Frame: pixels from the upper left corner of the film, y goes down.

Of the upright image: labelme applies EXIF orientation before it shows a picture, and counts on that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from engine.io.exchange.point_file import (
    OCCLUDED,
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
    stated_size,
)
from engine.landmarks import Presence, Scheme
from engine.wording import listed

_VERSION = "5.5.0"  # of the layout


def _recognises(text: str) -> bool:
    return text.lstrip().startswith("{") and '"shapes"' in text and '"imagePath"' in text


def _read(text: str) -> PointFile:
    return read_json(text, "labelme file", _file)


def _file(values: Mapping[str, Any]) -> PointFile:
    image = str(values["imagePath"]).replace("\\", "/")
    points = [shape for shape in values["shapes"] if shape.get("shape_type") == "point"]
    others = [str(shape.get("label", "")) for shape in values["shapes"] if shape.get("shape_type") != "point"]
    names = [str(shape["label"]) for shape in points]
    refuse_doubles(image, names)
    marks = []
    for shape, name in zip(points, names, strict=True):
        ((x, y),) = shape["points"]
        flags = shape.get("flags") or {}
        presence = Presence.OCCLUDED if flags.get(OCCLUDED) else Presence.PRESENT
        marks.append(point(name, float(x), float(y), presence, unreviewed=bool(flags.get(UNREVIEWED))))
    size = stated_size(values.get("imageWidth"), values.get("imageHeight"))
    notes = (f"Left out, as they are no points: {listed(others)}.",) if others else ()
    return PointFile((FilmPoints(image, tuple(marks), size=size),), notes=notes)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    (film,) = films
    marks = {mark.name: mark for mark in film.marks}
    shapes = []
    for name in scheme.names:
        mark = marks.get(name)
        if mark is None or mark.position is None:
            continue
        flags = {OCCLUDED: True} if mark.presence is Presence.OCCLUDED else {}
        flags |= {UNREVIEWED: True} if is_unreviewed(mark) else {}
        shapes.append(
            {
                "label": name,
                "points": [[round(mark.position[0], 6), round(mark.position[1], 6)]],
                "group_id": None,
                "description": "",
                "shape_type": "point",
                "flags": flags,
                "mask": None,
            }
        )
    data: dict[str, object] = {
        "version": _VERSION,
        "flags": {},
        "imagePath": PurePosixPath(film.image).name,
        "imageData": None,
        "imageHeight": None if film.size is None else film.size.height,
        "imageWidth": None if film.size is None else film.size.width,
        "shapes": shapes,
    }
    return json_in_lines(data, "shapes") + "\n"


FORMAT = PointFormat(
    name="labelme",
    title="labelme JSON",
    suffixes=(".labelme.json",),
    frame=Frame.CORNER,
    recognises=_recognises,
    read=_read,
    write=_write,
    one_film=True,
    marks_unreviewed=True,
    marks_occluded=True,
)
