"""Label Studio JSON, a list of tasks. Frame: per cent of width and height from the film's upper left corner.

An annotation is decided by the reader who has completed it, a prediction unreviewed; cancelled annotations do
not count. Uploads are called like `/data/upload/1/1a2b3c4d-name.png`, which means name.png.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io.exchange.point_file import (
    OCCLUDED,
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    is_unreviewed,
    point,
    read_json,
    refuse_double_films,
    refuse_doubles,
    stated_size,
)
from engine.io.film_names import FILM_SUFFIXES
from engine.landmarks import Landmark, Presence, Scheme
from engine.wording import counted, listed, told

_KEYPOINT = "keypointlabels"
_UPLOADED = re.compile(r"(?:.*/)?upload/\d+/[0-9a-f]{8}-(.+)", re.DOTALL)
_LOCAL = "/data/local-files/?d="  # how Label Studio calls a picture in a folder of its own


def _recognises(text: str) -> bool:
    words = ('"result"', f'"{_KEYPOINT}"')
    return text.lstrip().startswith("[") and any(word in text for word in words)


def _read(text: str) -> PointFile:
    return read_json(text, "Label Studio file", _file, list)


@dataclass(slots=True)
class _Losses:
    """What is not taken over, counted for the notes."""

    counts: Counter[str] = field(default_factory=Counter)
    decided: int = 0  # predicted points beside one of a person
    nameless: int = 0  # points without a label
    kinds: Counter[str] = field(default_factory=Counter)  # of results that are no points
    turned: list[str] = field(default_factory=list)
    uploaded: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """A sentence for each kind of loss."""
        for noun, number in self.counts.items():
            if number:
                yield told(f"Left out: {counted(number, noun)}.")
        if self.decided:
            yield f"Left out: {counted(self.decided, 'predicted point')} beside one of a person."
        if self.nameless:
            yield f"Left out: {counted(self.nameless, 'point')} without a label."
        if self.kinds:
            yield f"Left out, as they are no points: {listed(sorted(self.kinds))}."
        if self.turned:
            films = listed(tuple(dict.fromkeys(self.turned)))
            yield f"Left out: the points of films that were turned in Label Studio: {films}."
        if self.uploaded:
            yield (
                f"Named without what stands before an upload: {counted(len(self.uploaded), 'film')} "
                f"({listed(self.uploaded, 1)})."
            )


def _file(tasks: Sequence[Mapping[str, Any]]) -> PointFile:
    losses = _Losses()
    if any("data" not in task for task in tasks):
        raise TableError("The tasks lack their data, as in JSON-MIN: export from Label Studio as JSON.")
    images = [_image(task["data"], losses) for task in tasks]
    refuse_double_films(images)
    films = [film for image, task in zip(images, tasks, strict=True) for film in _films(image, task, losses)]
    return PointFile(tuple(films), notes=tuple(losses.notes()))


def _image(data: Mapping[str, Any], losses: _Losses) -> str:
    """The name of the picture in a task; TableError where it is not to be told which value that is."""
    texts = [value for value in data.values() if isinstance(value, str)]
    pictures = [text for text in texts if PurePosixPath(_path(text)).suffix.casefold() in FILM_SUFFIXES]
    found = [data["image"]] if isinstance(data.get("image"), str) else pictures
    if len(found) != 1:
        raise TableError(
            f"A task names {counted(len(found), 'picture')}, and one is needed: call it image in the project."
        )
    path = _path(found[0])
    uploaded = _UPLOADED.fullmatch(path)
    if uploaded is None:
        return path
    losses.uploaded.append(PurePosixPath(path).name)
    return uploaded[1]


def _path(text: str) -> str:
    """The path in an address; a plain name is one."""
    if text.startswith(_LOCAL):
        return unquote(text[len(_LOCAL) :])
    if text.startswith("/data/") or "://" in text:
        return unquote(urlsplit(text).path).lstrip("/")
    return text


def _films(image: str, task: Mapping[str, Any], losses: _Losses) -> Iterator[FilmPoints]:
    """A film for each reader, and one without a reader of what was predicted beside their points."""
    annotations = task.get("annotations", task.get("completions")) or ()
    kept = [each for each in annotations if not each.get("was_cancelled")]
    losses.counts["cancelled annotation"] += len(annotations) - len(kept)
    losses.counts["draft"] += len(task.get("drafts") or ())
    decided: set[str] = set()
    readers: set[str] = set()
    for annotation in kept:
        reader = _reader(annotation.get("completed_by"))
        if reader in readers:
            raise TableError(f"{image} has several annotations of one person: keep one of them.")
        readers.add(reader)
        film = _points(image, annotation["result"], losses, reader=reader)
        decided.update(mark.name for mark in film.marks)
        yield film
    used = {annotation.get("parent_prediction") for annotation in kept} - {None}
    predictions = [
        each
        for each in task.get("predictions") or ()
        if isinstance(each, dict) and each.get("id") not in used
    ]
    losses.counts["older prediction"] += max(0, len(predictions) - 1)
    if predictions:
        film = _points(image, predictions[-1]["result"], losses, unreviewed=True)
        open_marks = tuple(mark for mark in film.marks if mark.name not in decided)
        losses.decided += len(film.marks) - len(open_marks)
        yield FilmPoints(image, open_marks, size=film.size)


def _reader(person: object) -> str:
    if isinstance(person, dict):
        person = person.get("email") or person.get("id")
    return "" if person is None else str(person)


def _points(
    image: str,
    results: Sequence[Mapping[str, Any]],
    losses: _Losses,
    *,
    reader: str = "",
    unreviewed: bool = False,
) -> FilmPoints:
    marks: list[Landmark] = []
    sizes: set[Size] = set()
    for result in results:
        if result["type"] != _KEYPOINT:
            losses.kinds.update([str(result["type"])] if result["type"] != "relation" else [])
        elif result.get("image_rotation"):
            losses.turned.append(image)
        else:
            marks += _named(image, result, losses, unreviewed)
            size = stated_size(result.get("original_width"), result.get("original_height"))
            sizes |= set() if size is None else {size}
    refuse_doubles(image, (mark.name for mark in marks))
    if len(sizes) > 1:
        raise TableError(f"{image} has points of pictures of several sizes: check what was annotated.")
    return FilmPoints(image, tuple(marks), reader, next(iter(sizes), None))


def _named(image: str, result: Mapping[str, Any], losses: _Losses, unreviewed: bool) -> Iterator[Landmark]:
    """The landmark of a result; none, counted, where it has no label."""
    value = result["value"]
    labels = [str(label) for label in value.get(_KEYPOINT) or ()]
    if len(labels) > 1:
        raise TableError(f"A point of {image} has {len(labels)} labels ({listed(labels)}): keep one of them.")
    if not labels:
        losses.nameless += 1
        return
    words = (result.get("meta") or {}).get("text") or ()
    words = [words] if isinstance(words, str) else words  # which "not occluded" must not be found in
    presence = Presence.OCCLUDED if OCCLUDED in words else Presence.PRESENT
    yield point(labels[0], float(value["x"]), float(value["y"]), presence, unreviewed=unreviewed)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    tasks = [_task(number, film, scheme) for number, film in enumerate(films, 1)]
    return json.dumps(tasks, ensure_ascii=False) + "\n"


def _task(number: int, film: FilmPoints, scheme: Scheme) -> dict[str, Any]:
    places = {name: place for place, name in enumerate(scheme.names, 1)}
    results: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for mark in sorted(film.marks, key=lambda mark: places[mark.name]):
        if mark.position is not None:
            results[is_unreviewed(mark)].append(_result(f"{number}-{places[mark.name]}", mark, film.size))
    annotation = {"id": number, "was_cancelled": False, "ground_truth": False, "result": results[False]}
    prediction = {"id": number, "model_version": "onemark", "result": results[True]}
    return {
        "id": number,
        "data": {"image": _LOCAL + quote(film.image)},
        "annotations": [annotation] if results[False] else [],
        "predictions": [prediction] if results[True] else [],
    }


def _result(identity: str, mark: Landmark, size: Size | None) -> dict[str, Any]:
    x, y = mark.position or (0.0, 0.0)
    return {
        "id": identity,
        "type": _KEYPOINT,
        "from_name": "landmark",
        "to_name": "image",
        **({} if size is None else {"original_width": size.width, "original_height": size.height}),
        "image_rotation": 0,
        "value": {"x": round(x, 9), "y": round(y, 9), "width": 0.2, _KEYPOINT: [mark.name]},
        **({"meta": {"text": [OCCLUDED]}} if mark.presence is Presence.OCCLUDED else {}),
    }


FORMAT = PointFormat(
    name="labelstudio",
    title="Label Studio JSON",
    suffixes=(".labelstudio.json",),
    frame=Frame.PERCENT,
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    marks_occluded=True,
)
