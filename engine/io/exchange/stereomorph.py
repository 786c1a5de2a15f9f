"""StereoMorph's shapes file (.txt). Frame: pixels from the upper left corner of the film, y goes down.

Its digitizer takes places on the canvas that the image fills, from 0 to its width, in whole pixels. A text
like XML, without escapes: <landmarks.pixel> has a line a landmark, name and x and y between tabs, NA where it
is not placed; <scaling> is in <scaling.units> a pixel. A file is called like its image; older ones name it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from pathlib import PurePosixPath

from engine.errors import TableError
from engine.imaging.image import Spacing, SpacingSource
from engine.io.exchange.point_file import FilmPoints, Frame, PointFile, PointFormat, point, refuse_doubles
from engine.io.exchange.tps import MISSING
from engine.landmarks import Landmark, Scheme
from engine.wording import counted

_OPENS = re.compile(r"\s*<shapes[\s>]")
_TAG = re.compile(r"<([\w.]+)[^<>]*>([^<>]*)</\s*\1\s*>")
_CURVE = re.compile(r"<curves\.control[^<>]*>(.*?)</\s*curves\.control\s*>", re.DOTALL)
_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "um": 0.001, "µm": 0.001, "μm": 0.001, "in": 25.4, "inch": 25.4}


def _recognises(text: str) -> bool:
    return _OPENS.match(text) is not None


def _read(text: str) -> PointFile:
    parts = {found[1]: found[2] for found in _TAG.finditer(text)}
    if _OPENS.match(text) is None or "landmarks.pixel" not in parts:
        raise TableError("The shapes file has no <landmarks.pixel> that is closed: save it again.")
    marks = tuple(map(_mark, filter(str.strip, re.split(r"\r\n|\r|\n", parts["landmarks.pixel"]))))
    refuse_doubles("", [mark.name for mark in marks])
    notes: list[str] = []
    curves = len(_TAG.findall(found[1])) if (found := _CURVE.search(text)) else 0
    if curves:
        notes.append(f"Left out: {counted(curves, 'curve')} of the file, whose points are no landmarks.")
    film = FilmPoints(parts.get("image.name", "").strip(), marks, spacing=_spacing(parts, notes))
    return PointFile((film,), Scheme(tuple(mark.name for mark in marks)), tuple(notes))


def _mark(line: str) -> Landmark:
    name, *cells = (cell.strip() for cell in line.strip().split("\t"))
    if len(cells) != 2 or not name:
        raise TableError(f"{line.strip()[:40]!r} is no name and two numbers between tabs: correct the file.")
    if all(cell.casefold() in MISSING for cell in cells):
        return Landmark(name)
    try:
        x, y = map(float, cells)
    except ValueError:
        raise TableError(f"{line.strip()[:40]!r} has no pair of numbers: correct the file.") from None
    return point(name, x, y)


def _spacing(parts: dict[str, str], notes: list[str]) -> Spacing | None:
    """Mm a pixel, where the file has a scaling in units that are known."""
    text = parts.get("scaling", "").strip()
    if not text or text.casefold() in MISSING:
        return None
    unit = parts.get("scaling.units", "").strip()
    try:
        scale = float(text) * _MM[unit.casefold()]
    except (KeyError, ValueError):
        notes.append(f"The scaling {text[:40]!r} in units {unit[:40]!r} is not known: it was left out.")
        return None
    if not isfinite(scale) or scale <= 0:
        notes.append(f"The scaling {text[:40]!r} is no size of a pixel: it was left out.")
        return None
    return Spacing(scale, scale, SpacingSource.TABLE)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    (film,) = films
    places = {mark.name: mark.position for mark in film.marks}
    image = PurePosixPath(film.image)
    for name in (*scheme.names, image.name):
        if name != name.strip() or not name or any(letter in name for letter in "<>\t\r\n"):
            raise TableError(
                f"StereoMorph cannot hold the name {name[:40]!r} (blanks around it, tabs, <, >)."
            )
    lines = ["<shapes type=list>", f"\t<image.name>{image.name}</image.name>"]
    lines.append(f"\t<image.id>{image.stem}</image.id>")
    if film.spacing is not None and film.spacing.x == film.spacing.y:
        lines.append(f"\t<scaling as.numeric=TRUE >{film.spacing.x:.9g}</scaling>")
        lines.append("\t<scaling.units>mm</scaling.units>")
    lines.append(
        "\t<landmarks.pixel type=matrix rownames=TRUE colnames=FALSE "
        f"nrow={len(scheme.names)} ncol=2 as.numeric=TRUE >"
    )
    for name in scheme.names:
        place = places.get(name)
        cells = ("NA", "NA") if place is None else tuple(f"{value:.6f}" for value in place)
        lines.append("\t\t" + "\t".join((name, *cells)))
    return "\n".join([*lines, "\t</landmarks.pixel>", "</shapes>", ""])


FORMAT = PointFormat(
    name="stereomorph",
    title="StereoMorph shapes",
    suffixes=(".shapes.txt",),
    frame=Frame.CORNER,
    recognises=_recognises,
    read=_read,
    write=_write,
    one_film=True,
    in_folders=".txt",
    one_scale=True,
)
