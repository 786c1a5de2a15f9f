"""VGG Image Annotator. Frame: pixels from the upper left corner of the film, y goes down.

Read are annotations (JSON, CSV) and projects of VIA 2, projects of VIA 3; written are annotations of VIA 2.
A landmark is a region of the shape point, called by an attribute of it. VIA knows a film by its name and the
size of its file in bytes, of which the name counts here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import TableError
from engine.io.exchange.point_file import (
    OCCLUDED,
    UNREVIEWED,
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    is_unreviewed,
    no_points,
    point,
    read_json,
    refuse_double_films,
    refuse_doubles,
    rows_of,
)
from engine.io.guard import parsed_json
from engine.landmarks import Landmark, Presence, Scheme
from engine.wording import counted, listed

_NAMING = ("name", "landmark", "label", "keypoint")  # what surely holds the landmark, the first before
_YES = "yes"
_SHAPES_OF_3 = ("none", "point", "rect", "circle", "ellipse", "line", "polyline", "polygon")  # by number
_CSV_START = ("filename,", "#filename,")


@dataclass(frozen=True, slots=True)
class _Region:
    """A shape on a film and what is said of it."""

    film: str
    shape: Mapping[str, Any]
    attributes: Mapping[str, Any]


def _recognises(text: str) -> bool:
    start = text.lstrip()
    if start.startswith("{"):
        is_2 = '"_via_img_metadata"' in text or ('"shape_attributes"' in text and '"regions"' in text)
        return is_2 or all(word in text for word in ('"metadata"', '"vid"', '"xy"', '"fname"'))
    return start.startswith(_CSV_START) and "region_shape_attributes" in start[:500]


def _read(text: str) -> PointFile:
    if text.lstrip().startswith("{"):
        return read_json(text, "VIA file", _file)
    try:
        return _content(list(_regions_of_csv(text)))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        words = f"The table of VIA is not laid out as such files are ({error!r}): export it again."
        raise TableError(words) from error


def _file(values: Mapping[str, Any]) -> PointFile:
    if "metadata" in values and "view" in values:
        return _content(list(_regions_of_3(values)))
    images = list(values.get("_via_img_metadata", values).values())
    refuse_double_films(str(image["filename"]) for image in images)
    return _content(
        [
            _Region(str(image["filename"]), region["shape_attributes"], region["region_attributes"])
            for image in images
            for region in _listed_regions(image["regions"])
        ]
    )


def _listed_regions(regions: Any) -> Sequence[Mapping[str, Any]]:
    return list(regions.values()) if isinstance(regions, dict) else regions  # numbered in VIA 1


def _regions_of_csv(text: str) -> Iterator[_Region]:
    header, *rows = rows_of(text.lstrip())
    columns = [name.strip().lstrip("#") for name in header]
    cells = [dict(zip(columns, row, strict=False)) for row in rows if any(row)]
    files = dict.fromkeys((row["filename"], row["file_size"]) for row in cells)
    refuse_double_films(name for name, _ in files)
    for row in cells:
        shape = parsed_json(row["region_shape_attributes"])
        if shape:  # a film without regions has a row all the same
            yield _Region(row["filename"], shape, parsed_json(row["region_attributes"]))


def _regions_of_3(values: Mapping[str, Any]) -> Iterator[_Region]:
    """Those of a project of VIA 3, where attributes and their options are numbers."""
    files = values["file"]
    views = {vid: str(files[str(view["fid_list"][0])]["fname"]) for vid, view in values["view"].items()}
    refuse_double_films(views.values())
    for entry in values["metadata"].values():
        kind, *numbers = entry["xy"] or [0]
        shape = {"name": "segment of time" if entry.get("z") else _SHAPES_OF_3[int(kind)]}
        if shape["name"] == "point":
            shape |= dict(zip(("cx", "cy"), numbers, strict=True))
        described = {key: values["attribute"][key] for key in entry["av"]}
        attributes = {
            str(each["aname"]): (each.get("options") or {}).get(entry["av"][key], entry["av"][key])
            for key, each in described.items()
        }
        yield _Region(views[entry["vid"]], shape, attributes)


def _content(regions: Sequence[_Region]) -> PointFile:
    """The points among `regions` as landmarks of their films."""
    points = [region for region in regions if region.shape["name"] == "point"]
    others = Counter(str(region.shape["name"]) for region in regions if region.shape["name"] != "point")
    notes = no_points(others)
    key = _naming_attribute(points, notes)
    films: dict[str, list[Landmark]] = {}
    bare = 0
    for region in points:
        marks = films.setdefault(region.film, [])
        name = _value(region.attributes.get(key)) if key else str(len(marks) + 1)
        bare += not name
        marks += [_mark(name, region)] if name else []
    if bare:
        notes.append(f"Left out: {counted(bare, 'point')} whose attribute {key} is empty.")
    for film, marks in films.items():
        refuse_doubles(film, (mark.name for mark in marks))
    return PointFile(
        tuple(FilmPoints(film, tuple(marks)) for film, marks in films.items()), notes=tuple(notes)
    )


def _naming_attribute(points: Sequence[_Region], notes: list[str]) -> str:
    """The attribute that says which landmark a point is; "" where none is, and their order has to tell."""
    found = dict.fromkeys(
        key for region in points for key, value in region.attributes.items() if _value(value)
    )
    keys = [key for key in found if key not in (OCCLUDED, UNREVIEWED)]
    if not keys and points:
        notes.append("The points have no attributes: they are numbered in the order of the file.")
    by_word = {key.strip().casefold(): key for key in reversed(keys)}
    known = [by_word[word] for word in _NAMING if word in by_word]
    if len(keys) > 1 and not known:
        raise TableError(
            f"The points have the attributes {listed(keys)}, and none is called name: rename the one that "
            "says which landmark it is."
        )
    chosen = known[0] if known else "".join(keys)
    left = [key for key in keys if key != chosen]
    if left:
        notes.append(f"Left out: the attributes {listed(left)}; the landmark is taken from {chosen}.")
    return chosen


def _value(value: object) -> str:
    """The value of an attribute: a text, or the only box that is ticked."""
    if isinstance(value, dict):
        ticked = [str(key) for key, is_ticked in value.items() if is_ticked]
        return ticked[0] if len(ticked) == 1 else ""
    return "" if value is None else str(value).strip()


def _mark(name: str, region: _Region) -> Landmark:
    x, y = (float(region.shape[key]) for key in ("cx", "cy"))
    presence = Presence.OCCLUDED if region.attributes.get(OCCLUDED) == _YES else Presence.PRESENT
    return point(name, x, y, presence, unreviewed=region.attributes.get(UNREVIEWED) == _YES)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    size = -1  # as VIA has it where nobody knows
    images = {
        f"{film.image}{size}": {
            "filename": film.image,
            "size": size,
            "regions": list(_regions(film, scheme)),
            "file_attributes": {},
        }
        for film in films
    }
    return json.dumps(images, ensure_ascii=False) + "\n"


def _regions(film: FilmPoints, scheme: Scheme) -> Iterator[dict[str, Any]]:
    marks = {mark.name: mark for mark in film.marks}
    for name in scheme.names:
        mark = marks.get(name)
        if mark is None or mark.position is None:
            continue
        x, y = mark.position
        said = {OCCLUDED: mark.presence is Presence.OCCLUDED, UNREVIEWED: is_unreviewed(mark)}
        yield {
            "shape_attributes": {"name": "point", "cx": round(x, 6), "cy": round(y, 6)},
            "region_attributes": {"name": name, **{word: _YES for word, holds in said.items() if holds}},
        }


FORMAT = PointFormat(
    name="via",
    title="VGG Image Annotator",
    suffixes=(".via.json",),
    frame=Frame.CORNER,
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    marks_occluded=True,
)
