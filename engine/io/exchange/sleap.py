"""SLEAP .slp, an HDF5 file. Frame: pixels, (0, 0) the centre of the first one, y goes down.

Files of format 1.0 count from the upper left corner of the film instead. A person's instance is decided, a
predicted one unreviewed; a point not visible is occluded, one of NaN has no place. Films are the pictures
of lists of images (also those embedded in a .pkg.slp); frames of videos are none.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from math import isnan
from pathlib import PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io.exchange.point_file import (
    BinaryFormat,
    FilmPoints,
    Frame,
    PointFile,
    is_unreviewed,
    point,
    refuse_double_films,
    refuse_doubles,
    stated_size,
)
from engine.io.film_names import FILM_SUFFIXES
from engine.io.guard import parsed_json, sentence_part
from engine.io.hdf5 import MAGIC, Hdf5Content, hdf5_content
from engine.landmarks import Landmark, Presence, Scheme
from engine.wording import counted, listed

_DATASETS = ("videos_json", "frames", "instances", "points", "pred_points")
_NEWEST = 3.0  # the first format whose tables are laid out otherwise
_CENTRES = 1.1  # the first format that counts from the centre of a pixel
_USER, _PREDICTED = 0, 1
_EDGE, _SYMMETRY = 1, 2
_OTHERS = ("bboxes", "centroids", "label_images", "masks", "rois")  # what else may be drawn on a frame
_POINT = [("x", "f8"), ("y", "f8"), ("visible", "?"), ("complete", "?")]
_FRAME = [("frame_id", "u8"), ("video", "u4"), ("frame_idx", "u8"), ("instance_id_start", "u8"),
          ("instance_id_end", "u8")]  # fmt: skip
_INSTANCE = [("instance_id", "i8"), ("instance_type", "u1"), ("frame_id", "u8"), ("skeleton", "u4"),
             ("track", "i4"), ("from_predicted", "i8"), ("score", "f4"), ("point_id_start", "u8"),
             ("point_id_end", "u8"), ("tracking_score", "f4")]  # fmt: skip


def _recognises(data: bytes) -> bool:
    return data.startswith(MAGIC)  # no other format here is HDF5: what is none of SLEAP's is told so


@dataclass(frozen=True, slots=True)
class _Instance:
    """One shape on a frame. `source`: the number of the prediction it was made from, -1 for none."""

    number: int
    kind: int
    source: int
    score: float
    marks: tuple[Landmark, ...]


@dataclass(slots=True)
class _Losses:
    """What is not taken over, counted for the notes."""

    frames: Counter[str] = field(default_factory=Counter)  # of each video
    worse: int = 0  # predicted instances beside a better one
    decided: int = 0  # predicted points where a person has decided
    others: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """A sentence for each kind of loss."""
        if self.frames:
            count = counted(sum(self.frames.values()), "frame")
            yield f"Left out, as they are no pictures: {count} of {listed(tuple(self.frames))}."
        if self.worse:
            count = counted(self.worse, "predicted instance")
            yield f"Left out: {count} beside one of a higher score on the same film."
        if self.decided:
            count = counted(self.decided, "predicted point")
            yield f"Left out: {count} of landmarks on which a person has decided."
        if self.others:
            yield f"Left out, as they are no points: {listed(self.others, len(_OTHERS))}."


def _read(data: bytes) -> PointFile:
    content = hdf5_content(data, "metadata", _DATASETS)
    if "videos_json" not in content.texts or "json" not in content.attributes:
        raise TableError(
            "This HDF5 file is no project of SLEAP: give a .slp, or of DeepLabCut the CSV beside it."
        )
    try:
        return _Reader(content).points()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError) as error:
        words = f"The project of SLEAP is not laid out as such files are ({sentence_part(repr(error))})"
        raise TableError(f"{words}: save it again in SLEAP.") from error


class _Reader:
    """Reads what a project holds."""

    def __init__(self, content: Hdf5Content) -> None:
        self._content = content
        self._losses = _Losses()
        version = float(content.attributes.get("format_id", 1.0))
        if not version < _NEWEST:
            raise TableError(
                f"The file of SLEAP has the format {version:g}, which is too new to be read here: "
                "export it as COCO keypoints or as a DeepLabCut CSV."
            )
        self._frame = Frame.CENTRE if version >= _CENTRES else Frame.CORNER

    def points(self) -> PointFile:
        """All that the file says of its films."""
        metadata = parsed_json(self._content.attributes["json"])
        skeletons = [_skeleton(metadata, each) for each in metadata["skeletons"]]
        found = tuple(self._films(self._videos(), self._instances(skeletons)))
        if self._losses.frames and not found:
            raise TableError(
                f"The points are on frames of {listed(tuple(self._losses.frames))}, and films are pictures: "
                "export the frames as pictures, and label these."
            )
        refuse_double_films(film.image for film in found)
        self._losses.others = [name for name in _OTHERS if self._content.lengths.get(name)]
        return PointFile(found, reduce(Scheme.joined, skeletons, Scheme()), tuple(self._losses.notes()))

    def _videos(self) -> dict[int, tuple[str, tuple[str, ...], Size | None]]:
        """Number of a video -> what it is called, the pictures in it ((): a video), and the size of each."""
        videos = {}
        for number, text in enumerate(self._content.texts["videos_json"]):
            values = parsed_json(text)
            place = str(values["backend"].get("dataset") or "").partition("/")[0].removeprefix("video")
            embedded = int(place) if place.isdecimal() else number  # how frames call those within the file
            videos[embedded] = _pictures(values)
        return videos

    def _instances(self, skeletons: Sequence[Scheme]) -> list[_Instance]:
        """The instances in the order of the file."""
        table = self._content.tables["instances"]
        columns = {name: table[name].tolist() for name in table.dtype.names or ()}
        placed = {_USER: self._points("points"), _PREDICTED: self._points("pred_points")}
        keys = ("instance_id", "instance_type", "from_predicted", "score", "skeleton", "point_id_start",
                "point_id_end")  # fmt: skip
        instances = []
        for number, kind, source, score, skeleton, start, end in zip(
            *(columns.get(key, ()) for key in keys), strict=True
        ):
            names, rows = skeletons[int(skeleton)].names, placed[int(kind)][int(start) : int(end)]
            if len(rows) != len(names):
                raise TableError(
                    f"An instance has {counted(len(rows), 'point')} for {counted(len(names), 'node')}: "
                    "save the file again in SLEAP."
                )
            marks = tuple(_mark(name, row, kind == _PREDICTED) for name, row in zip(names, rows, strict=True))
            instances.append(_Instance(int(number), int(kind), int(source), float(score), marks))
        return instances

    def _points(self, name: str) -> list[tuple[float, float, bool]]:
        table = self._content.tables[name]
        if not len(table):
            return []
        return list(zip(*(table[key].tolist() for key in ("x", "y", "visible")), strict=True))

    def _films(
        self,
        videos: Mapping[int, tuple[str, tuple[str, ...], Size | None]],
        instances: Sequence[_Instance],
    ) -> Iterator[FilmPoints]:
        """The films that have instances."""
        frames = self._content.tables["frames"]
        keys = ("video", "frame_idx", "instance_id_start", "instance_id_end")
        columns = (frames[key].tolist() for key in keys) if len(frames) else ()
        for video, index, start, end in zip(*columns, strict=True):
            title, pictures, size = videos[int(video)]
            shapes = instances[int(start) : int(end)]
            if not shapes:
                continue
            if not pictures:
                self._losses.frames[title] += 1
                continue
            image = pictures[int(index)]
            yield FilmPoints(image, self._marks(image, shapes), size=size, frame=self._frame)

    def _marks(self, image: str, shapes: Sequence[_Instance]) -> tuple[Landmark, ...]:
        """The points of a film: a person's, and predicted ones of the landmarks that those leave open."""
        users = [shape for shape in shapes if shape.kind == _USER]
        if len(users) > 1:
            raise TableError(
                f"{image} has {len(users)} instances that a person has placed, and a film has one: "
                "keep one of them in SLEAP."
            )
        used = {shape.source for shape in users}  # a person has decided on all points of these
        predicted = [shape for shape in shapes if shape.kind == _PREDICTED and shape.number not in used]
        best = max(predicted, key=lambda shape: shape.score, default=None)
        self._losses.worse += max(0, len(predicted) - 1)
        marks = {mark.name: mark for user in users for mark in user.marks}
        for mark in best.marks if best is not None else ():
            if mark.name not in marks or marks[mark.name].position is None:
                marks[mark.name] = mark
            elif mark.position is not None:
                self._losses.decided += 1
        return tuple(marks.values())


def _pictures(values: Mapping[str, Any]) -> tuple[str, tuple[str, ...], Size | None]:
    """What a video is called, the pictures it consists of, and their size where it is surely that of each."""
    source = values.get("source_video") or values
    backend = source["backend"]
    title = str(backend.get("filename") or source.get("filename"))
    names = tuple(str(name) for name in backend.get("filenames") or ())
    if not names and PurePosixPath(title).suffix.casefold() in FILM_SUFFIXES:
        names = (title,)
    shape = backend.get("shape") or (0, backend.get("height_"), backend.get("width_"), 1)
    height, width = shape[1:3]
    # of several pictures SLEAP has looked at the first one only
    size = stated_size(width, height) if len(names) == 1 else None
    return title, names, size


def _mark(name: str, row: tuple[float, float, bool], predicted: bool) -> Landmark:
    x, y, visible = row
    if isnan(x) or isnan(y):
        return Landmark(name)
    return point(name, x, y, Presence.PRESENT if visible else Presence.OCCLUDED, unreviewed=predicted)


def _skeleton(metadata: Mapping[str, Any], skeleton: Mapping[str, Any]) -> Scheme:
    """A skeleton as a scheme: edges become lines, symmetries pairs."""
    graph = skeleton.get("nx_graph", skeleton)
    nodes = [str(node["name"]) for node in metadata["nodes"]]
    names = tuple(nodes[node["id"]] for node in graph["nodes"])
    refuse_doubles("The skeleton", names)
    kinds: list[int] = []  # of edges, in the order in which they are first described; later ones say which
    links: dict[int, list[tuple[str, str]]] = {_EDGE: [], _SYMMETRY: []}
    for link in graph["links"]:
        if "py/reduce" in link["type"]:
            kinds.append(int(link["type"]["py/reduce"][1]["py/tuple"][0]))
            kind = kinds[-1]
        else:
            place = int(link["type"]["py/id"])
            kind = kinds[place - 1] if 0 < place <= len(kinds) else place
        links[kind].append((nodes[link["source"]], nodes[link["target"]]))
    pairs = {frozenset(pair): pair for pair in links[_SYMMETRY]}  # some files have each in both directions
    return Scheme(names, pairs=tuple(pairs.values()), lines=tuple(links[_EDGE]))


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> bytes:
    import h5py

    groups: dict[Size | None, list[FilmPoints]] = {}  # the pictures of a video have one size
    for film in films:
        groups.setdefault(film.size, []).append(film)
    videos = [_video(size, [film.image for film in group]) for size, group in groups.items()]
    stream = io.BytesIO()
    with h5py.File(stream, "w") as file:
        metadata = file.create_group("metadata")
        metadata.attrs["format_id"] = 1.4
        metadata.attrs["json"] = np.bytes_(_json(_metadata(scheme)))
        for name, rows in (("videos_json", videos), ("tracks_json", []), ("suggestions_json", [])):
            file.create_dataset(name, data=rows, dtype=h5py.string_dtype())
        for name, table in _tables(groups.values(), scheme).items():
            file.create_dataset(name, data=table)
    return stream.getvalue()


def _video(size: Size | None, images: Sequence[str]) -> str:
    height, width = (None, None) if size is None else (size.height, size.width)
    backend = {
        "type": "ImageVideo",
        "shape": None if size is None else [len(images), height, width, 1],
        "filename": images[0],
        "filenames": list(images),
        "height_": height,
        "width_": width,
        "channels_": 1,
        "grayscale": True,
    }
    return _json({"filename": list(images), "backend": backend})


def _metadata(scheme: Scheme) -> dict[str, Any]:
    """The one skeleton, in the layout that SLEAP's own library for graphs has left behind."""
    places = {name: place for place, name in enumerate(scheme.names)}
    steps = [pair for line in scheme.lines for pair in pairwise(line)]
    links: list[dict[str, Any]] = []
    for kind, pairs in ((_EDGE, steps), (_SYMMETRY, list(scheme.pairs))):
        described = {"py/reduce": [{"py/type": "sleap.skeleton.EdgeType"}, {"py/tuple": [kind]}]}
        again = {"py/id": 2 if links else 1}  # counts the kinds described so far, this one included
        for number, (start, end) in enumerate(pairs):
            order = {"edge_insert_idx": number} if kind == _EDGE else {}
            ends = {"key": 0, "source": places[start], "target": places[end]}
            links.append({**order, **ends, "type": again if number else described})
    graph = {
        "directed": True,
        "graph": {"name": "film", "num_edges_inserted": len(steps)},
        "links": links,
        "multigraph": True,
        "nodes": [{"id": place} for place in places.values()],
    }
    nodes = [{"name": name, "weight": 1.0} for name in scheme.names]
    return {"version": "2.0.0", "skeletons": [graph], "nodes": nodes, "provenance": {}}


def _tables(groups: Iterable[Sequence[FilmPoints]], scheme: Scheme) -> dict[str, NDArray[Any]]:
    """Frames, instances and points: an instance of what is decided, another one of what is not."""
    frames: list[tuple[int, ...]] = []
    instances: list[tuple[float, ...]] = []
    rows: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]] = ([], [])
    for video, group in enumerate(groups):
        for index, film in enumerate(group):
            first = len(instances)
            for kind in (_USER, _PREDICTED):
                marks = {
                    mark.name: mark
                    for mark in film.marks
                    if mark.position is not None and is_unreviewed(mark) == (kind == _PREDICTED)
                }
                if not marks:
                    continue
                start = len(rows[kind])
                rows[kind].extend(_row(marks.get(name)) for name in scheme.names)
                ends = (start, len(rows[kind]))
                instances.append((len(instances), kind, len(frames), 0, -1, -1, float(kind), *ends, 0.0))
            frames.append((len(frames), video, index, first, len(instances)))
    points = [row[:4] for row in rows[_USER]]
    return {
        "frames": np.array(frames, _FRAME),
        "instances": np.array(instances, _INSTANCE),
        "points": np.array(points, _POINT),
        "pred_points": np.array(rows[_PREDICTED], [*_POINT, ("score", "f8")]),
    }


def _row(mark: Landmark | None) -> tuple[float, float, bool, bool, float]:
    """x, y, visible, complete, score."""
    if mark is None or mark.position is None:
        return float("nan"), float("nan"), False, False, 0.0
    confidence = 1.0 if mark.confidence is None else mark.confidence
    return *mark.position, mark.presence is not Presence.OCCLUDED, False, confidence


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"))


FORMAT = BinaryFormat(
    name="sleap",
    title="SLEAP",
    suffixes=(".slp",),
    frame=Frame.CENTRE,
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    marks_occluded=True,
)
