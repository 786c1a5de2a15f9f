"""COCO keypoints (person_keypoints layout). Frame: pixels, (0, 0) the centre of the first one, y goes down.

v = 0 is not labelled and has no position, 1 labelled but hidden, 2 visible. The skeleton counts from 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io.exchange.point_file import (
    UNREVIEWED,
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    is_unreviewed,
    point,
    read_json,
    stated_size,
)
from engine.landmarks import Landmark, Presence, Scheme
from engine.wording import counted

_VISIBILITY = {1: Presence.OCCLUDED, 2: Presence.PRESENT}


def _recognises(text: str) -> bool:
    return text.lstrip().startswith("{") and '"annotations"' in text and '"keypoints"' in text


def _read(text: str) -> PointFile:
    return read_json(text, "COCO file", _file)


def _file(values: Mapping[str, Any]) -> PointFile:
    categories = [one for one in values["categories"] if one.get("keypoints")]
    if len(categories) != 1:
        raise TableError(
            f"The COCO file has {len(categories)} categories with keypoints, and one is read: "
            "export one kind of object at a time."
        )
    names = tuple(str(name) for name in categories[0]["keypoints"])
    images = {image["id"]: image for image in values["images"]}
    notes: list[str] = []
    films: dict[Any, FilmPoints] = {}
    boxes = 0  # without keypoints, as detectors write them beside those with
    for entry in values["annotations"]:
        if entry.get("category_id") != categories[0]["id"]:
            continue
        if "keypoints" not in entry:
            boxes += 1
            continue
        image = images[entry["image_id"]]
        if entry["image_id"] in films:
            raise TableError(
                f"{image['file_name']} has several annotations, and a film has one: keep one of them."
            )
        size = stated_size(image.get("width"), image.get("height"))
        films[entry["image_id"]] = FilmPoints(str(image["file_name"]), _marks(names, entry), size=size)
    if boxes:
        notes.append(f"Left out: {counted(boxes, 'annotation')} without keypoints.")
    bare = len(images) - len(films)
    if bare:
        notes.append(f"Without keypoints in the file: {counted(bare, 'film')}.")
    return PointFile(tuple(films.values()), Scheme(names, lines=_lines(names, categories[0])), tuple(notes))


def _marks(names: tuple[str, ...], entry: Mapping[str, Any]) -> tuple[Landmark, ...]:
    numbers = entry["keypoints"]
    if len(numbers) != 3 * len(names):
        raise TableError(
            f"An annotation has {len(numbers)} numbers for {counted(len(names), 'keypoint')}, three each: "
            "export the file again."
        )
    unreviewed = frozenset((entry.get("attributes") or {}).get(UNREVIEWED, ()))
    return tuple(
        point(name, float(x), float(y), _VISIBILITY[int(visible)], unreviewed=name in unreviewed)
        if int(visible)
        else Landmark(name)
        for name, x, y, visible in zip(names, *(numbers[start::3] for start in range(3)), strict=True)
    )


def _lines(names: tuple[str, ...], category: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The skeleton as lines by name."""
    pairs = category.get("skeleton") or ()
    if any(not 1 <= int(place) <= len(names) for pair in pairs for place in pair):
        raise TableError(
            f"The skeleton counts keypoints from 1 to {len(names)}, and has others: correct the file."
        )
    return tuple(tuple(names[int(place) - 1] for place in pair) for pair in pairs)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    places = {name: place for place, name in enumerate(scheme.names, 1)}
    steps = [pair for line in scheme.lines for pair in pairwise(line)]
    category = {
        "id": 1,
        "name": "film",
        "supercategory": "film",
        "keypoints": list(scheme.names),
        "skeleton": [[places[start], places[end]] for start, end in steps],
    }
    images = [
        {"id": number, "file_name": film.image, **_size(film.size)} for number, film in enumerate(films, 1)
    ]
    annotations = [_annotation(number, film, scheme) for number, film in enumerate(films, 1)]
    data = {"images": images, "annotations": annotations, "categories": [category]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _size(size: Size | None) -> dict[str, int]:
    return {} if size is None else {"width": size.width, "height": size.height}


def _annotation(number: int, film: FilmPoints, scheme: Scheme) -> dict[str, Any]:
    marks = {mark.name: mark for mark in film.marks}
    numbers: list[float] = []
    for name in scheme.names:
        mark = marks.get(name) or Landmark(name)
        x, y = mark.position or (0, 0)
        visible = 0 if mark.position is None else 1 if mark.presence is Presence.OCCLUDED else 2
        numbers += [round(x, 6), round(y, 6), visible]
    placed = [mark.position for mark in film.marks if mark.position is not None]
    left, top = (min(values) for values in zip(*placed, strict=True)) if placed else (0.0, 0.0)
    right, bottom = (max(values) for values in zip(*placed, strict=True)) if placed else (0.0, 0.0)
    box = [round(value, 6) for value in (left, top, right - left, bottom - top)]
    unreviewed = [mark.name for mark in film.marks if is_unreviewed(mark)]
    return {
        "id": number,
        "image_id": number,
        "category_id": 1,
        "keypoints": numbers,
        "num_keypoints": len(placed),
        "bbox": box,
        "area": round(box[2] * box[3], 6),
        "iscrowd": 0,
        **({"attributes": {UNREVIEWED: unreviewed}} if unreviewed else {}),
    }


FORMAT = PointFormat(
    name="coco",
    title="COCO keypoints",
    suffixes=(".coco.json",),
    frame=Frame.CENTRE,
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    marks_occluded=True,
)
