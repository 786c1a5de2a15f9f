"""CVAT for images 1.1, XML. Frame: pixels from the upper left corner of the film, y goes down.

Landmarks are the points of a skeleton, or shapes of one point, by their label; one that is outside is absent,
one whose source is "auto" unreviewed. The edges of the skeleton in the task's description become lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape as html_escape
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from engine.errors import TableError
from engine.io.exchange.point_file import (
    FilmPoints,
    Frame,
    PointFile,
    PointFormat,
    is_unreviewed,
    no_points,
    point,
    refuse_double_films,
    refuse_doubles,
    stated_size,
)
from engine.io.guard import sentence_part
from engine.landmarks import Landmark, Presence, Scheme

_SHAPES = {"box", "cuboid", "ellipse", "mask", "polygon", "polyline", "tag"}
_DEEPEST = 32  # elements in elements; CVAT has eight
_SVG_ELEMENT = re.compile(r"<(line|circle)\b([^<>]*)>")
_SVG_ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters it cannot hold
_SKELETON = "film"  # what the skeleton that we write is called


def _recognises(text: str) -> bool:
    start = text.lstrip()
    is_list = start.startswith("<") and "<annotations" in start[:2000]
    return is_list and ("<image" in text or "<track" in text)


def _read(text: str) -> PointFile:
    if "<!DOCTYPE" in text:  # the only place where entities that unpack without end can be
        raise TableError("The file declares a type of document, as none of CVAT does: export it again.")
    found = _Annotations()
    parser = ElementTree.XMLParser(target=found)
    try:
        parser.feed(text)
        parser.close()
    except (ElementTree.ParseError, ValueError, KeyError) as error:
        reason = sentence_part(error)
        raise TableError(f"The file of CVAT is damaged ({reason}): export it again.") from error
    return found.content()


class _Annotations:
    """Takes the elements of a file as they come, so that no tree of them is held."""

    def __init__(self) -> None:
        self._path: list[str] = []  # the elements that are open
        self._text: list[str] = []  # of the innermost one
        self._label: dict[str, str] = {}  # the parts of a label of the task
        self._image: Mapping[str, str] | None = None
        self._marks: list[Landmark] = []
        self._films: list[FilmPoints] = []
        self._names: list[str] = []
        self._lines: list[tuple[str, str]] = []
        self._others: Counter[str] = Counter()
        self._is_numbered = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(tag)
        self._text.clear()
        if len(self._path) > _DEEPEST:
            raise TableError(f"The file nests deeper than {_DEEPEST} elements, as none of CVAT does.")
        if tag == "track":
            raise TableError("This is a file of CVAT for video: export the task as CVAT for images 1.1.")
        if tag == "image":
            self._image = attributes
        elif self._image is not None and tag == "points":
            self._marks += self._points(attributes)
        elif self._image is not None and tag in _SHAPES:
            self._others[tag] += 1

    def data(self, text: str) -> None:
        """A part of the text of the innermost element."""
        self._text.append(text)

    def end(self, tag: str) -> None:
        """An element is complete."""
        self._path.pop()
        if self._path and self._path[-1] == "label":
            self._label[tag] = "".join(self._text).strip()
        elif tag == "label":
            self._take_label()
        elif tag == "image" and self._image is not None:
            self._take_image(self._image)

    def close(self) -> None:
        """The file is complete."""

    def content(self) -> PointFile:
        """All that was read."""
        refuse_double_films(film.image for film in self._films)
        known = dict.fromkeys((*self._names, *(mark.name for film in self._films for mark in film.marks)))
        lines = tuple(line for line in self._lines if known.keys() >= set(line))
        notes = no_points(self._others, len(_SHAPES))
        if self._is_numbered:
            notes.append("Points of one shape have no names: they are called by its label, and numbered.")
        return PointFile(tuple(self._films), Scheme(tuple(known), lines=lines), tuple(notes))

    def _points(self, shape: Mapping[str, str]) -> Iterator[Landmark]:
        label, places = shape["label"], shape["points"].split(";")
        self._is_numbered |= len(places) > 1
        for number, place in enumerate(places, 1):
            name = f"{label}-{number}" if len(places) > 1 else label
            if shape.get("outside") == "1":
                yield Landmark(name, presence=Presence.ABSENT)
                continue
            x, y = map(float, place.split(","))
            presence = Presence.OCCLUDED if shape.get("occluded") == "1" else Presence.PRESENT
            yield point(name, x, y, presence, unreviewed=shape.get("source") == "auto")

    def _take_image(self, image: Mapping[str, str]) -> None:
        refuse_doubles(image["name"], (mark.name for mark in self._marks))
        size = stated_size(int(image.get("width", 0)), int(image.get("height", 0)))
        self._films.append(FilmPoints(image["name"], tuple(self._marks), size=size))
        self._image = None
        self._marks.clear()

    def _take_label(self) -> None:
        """A label of the task: that of a point of a skeleton, or a skeleton with its drawing."""
        if self._label.get("parent"):
            self._names.append(self._label.get("name", ""))
        self._lines += _edges(self._label.get("svg", ""))
        self._label.clear()


def _edges(svg: str) -> list[tuple[str, str]]:
    """The edges in the drawing of a skeleton, by the names of the points that they join."""
    drawn = [
        (kind, {key: unescape(value) for key, value in _SVG_ATTRIBUTE.findall(attributes)})
        for kind, attributes in _SVG_ELEMENT.findall(svg)
    ]
    nodes = {
        node["data-node-id"]: node["data-label-name"]
        for kind, node in drawn
        if kind == "circle" and {"data-node-id", "data-label-name"} <= node.keys()
    }
    ends = [(edge.get("data-node-from"), edge.get("data-node-to")) for kind, edge in drawn if kind == "line"]
    return [(nodes[start], nodes[end]) for start, end in ends if start in nodes and end in nodes]


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<annotations>",
        "<version>1.1</version>",
        f"<meta><task><size>{len(films)}</size><mode>annotation</mode><labels>",
        *_labels(scheme),
        "</labels></task></meta>",
        *(line for number, film in enumerate(films) for line in _image_lines(number, film, scheme)),
        "</annotations>",
    ]
    text = "\n".join(lines) + "\n"
    if bad := _NO_XML.search(text):
        raise TableError(f"A name has the character {bad[0]!r}, which XML cannot hold: rename it.")
    return text


def _labels(scheme: Scheme) -> Iterator[str]:
    """The labels of the task: the skeleton, drawn as a column of its points, and each point of it."""
    places = {name: place for place, name in enumerate(scheme.names, 1)}
    step = 100.0 / (len(places) + 1)  # the drawing is 100 x 100
    drawing = [
        f'<line x1="50" y1="{places[start] * step:.3f}" x2="50" y2="{places[end] * step:.3f}" '
        f'data-type="edge" data-node-from="{places[start]}" data-node-to="{places[end]}"></line>'
        for line in scheme.lines
        for start, end in pairwise(line)
    ]
    drawing += [
        f'<circle r="1.5" cx="50" cy="{place * step:.3f}" data-type="element node" data-element-id="{place}" '
        f'data-node-id="{place}" data-label-name="{html_escape(name)}"></circle>'
        for name, place in places.items()
    ]
    yield (
        f"<label><name>{_SKELETON}</name><type>skeleton</type><attributes></attributes>"
        f"<svg>{escape(''.join(drawing))}</svg></label>"
    )
    for name in places:
        yield (
            f"<label><name>{escape(name)}</name><type>points</type><attributes></attributes>"
            f"<parent>{_SKELETON}</parent></label>"
        )


def _image_lines(number: int, film: FilmPoints, scheme: Scheme) -> Iterator[str]:
    size = "" if film.size is None else f' width="{film.size.width}" height="{film.size.height}"'
    marks = {mark.name: mark for mark in film.marks}
    yield f'<image id="{number}" name={quoteattr(film.image)}{size}>'
    yield f'<skeleton label="{_SKELETON}" source="manual" z_order="0">'
    for name in scheme.names:
        mark = marks.get(name) or Landmark(name)
        is_outside = mark.presence is Presence.ABSENT
        if mark.position is None and not is_outside:
            continue
        x, y = mark.position or (0.0, 0.0)
        yield (
            f'<points label={quoteattr(name)} source="{"auto" if is_unreviewed(mark) else "manual"}" '
            f'outside="{int(is_outside)}" occluded="{int(mark.presence is Presence.OCCLUDED)}" '
            f'points="{x:.6f},{y:.6f}"></points>'
        )
    yield "</skeleton>"
    yield "</image>"


FORMAT = PointFormat(
    name="cvat",
    title="CVAT for images XML",
    suffixes=(".cvat.xml",),
    frame=Frame.CORNER,
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    marks_absent=True,
    marks_occluded=True,
)
