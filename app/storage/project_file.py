"""The project file: versioned JSON, one film a line, paths relative, unknown keys kept.

{"format": "onemark-project", "version": 1, "saved": token, "follows": token, "folder": ".",
 "reader": "", "reading": 1, "scheme": {...}, "films": {identity: {...}},
 "landmarks": {identity: {name: {...}}}}

Each snapshot has a token of its own, `saved`; a journal names the snapshot that it goes on from.
`follows` is the snapshot before, whose journal is contained in this file.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.document.project import Project
from app.storage import codec
from app.storage.errors import StorageError, reason_of
from engine.errors import EngineError
from engine.io.guard import parsed_json
from engine.landmarks import LandmarkSet

FORMAT = "onemark-project"
VERSION = 1
KEYS = frozenset(
    {"format", "version", "saved", "follows", "folder"}
    | {"reader", "reading", "scheme", "films", "landmarks"}
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Keys that this version does not know, by place; they are written back as they were."""

    top: Mapping[str, Any] = field(default_factory=dict)
    scheme: Mapping[str, Any] = field(default_factory=dict)
    films: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    landmarks: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a project file holds."""

    project: Project
    saved: str = ""
    follows: str = ""
    folder: str = "."
    unknown: Unknown = field(default_factory=Unknown)


class NotAProjectError(ValueError):
    """The text is damaged or something else; the message is the reason, to be put into a sentence."""


def load(path: Path) -> Stored:
    """Read a project file. StorageError where it cannot be read, NotAProjectError where it is damaged."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read ({reason_of(error)}): check the disk.") from error
    with _without_collector():
        return decode(data)


def decode(data: bytes) -> Stored:
    """The project in the bytes of a project file; NotAProjectError and StorageError as `load`."""
    try:
        top = parsed_json(data)
        if not isinstance(top, dict) or top.get("format") != FORMAT:
            raise NotAProjectError("it is no OneMark project")
        if top["version"] > VERSION:
            raise StorageError("This project was saved by a newer OneMark: update OneMark to open it.")
        return _decode_top(top)
    except (StorageError, NotAProjectError):
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, EngineError) as error:
        raise NotAProjectError(f"its content is damaged: {error}") from error


def _decode_top(top: codec.Json) -> Stored:
    reader, reading = top.get("reader", ""), top.get("reading", 1)
    films = {identity: codec.decode_film(identity, stored) for identity, stored in top["films"].items()}
    sets = {
        identity: LandmarkSet(
            identity,
            {name: codec.decode_landmark(name, stored) for name, stored in marks.items()},
            reader,
            reading,
        )
        for identity, marks in top["landmarks"].items()
    }
    project = Project(codec.decode_scheme(top["scheme"]), films, sets, reader, reading)
    return Stored(project, top["saved"], top.get("follows", ""), top.get("folder", "."), _unknown_of(top))


def _unknown_of(top: codec.Json) -> Unknown:
    films = {key: codec.unknown(stored, codec.FILM_KEYS) for key, stored in top["films"].items()}
    landmarks = {
        (film, name): codec.unknown(stored, codec.LANDMARK_KEYS)
        for film, marks in top["landmarks"].items()
        for name, stored in marks.items()
        if not stored.keys() <= codec.LANDMARK_KEYS
    }
    return Unknown(
        top=codec.unknown(top, KEYS),
        scheme=codec.unknown(top["scheme"], codec.SCHEME_KEYS),
        films={key: extra for key, extra in films.items() if extra},
        landmarks=landmarks,
    )


class Encoder:
    """Writes projects as text; remembers the line of each landmark set, so a second save is quick."""

    def __init__(self, unknown: Unknown | None = None) -> None:
        self._unknown = unknown or Unknown()
        self._lines: dict[str, tuple[LandmarkSet, str]] = {}

    def encode(self, project: Project, saved: str, follows: str, folder: str) -> Iterator[str]:
        """The pieces of the file's text, in order."""
        head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "saved": saved, "follows": follows}
        scheme = {**codec.encode_scheme(project.scheme), **self._unknown.scheme}
        head |= {
            "folder": folder,
            "reader": project.reader,
            "reading": project.reading,
            "scheme": scheme,
            **self._unknown.top,
        }
        yield from (f"{'{' if key == 'format' else ','}\n{_text(key)}: {_text(head[key])}" for key in head)
        yield ',\n"films": {'
        for number, (identity, film) in enumerate(project.films.items()):
            stored = {**codec.encode_film(film), **self._unknown.films.get(identity, {})}
            yield f"{',' if number else ''}\n{_text(identity)}: {_text(stored)}"
        yield '\n},\n"landmarks": {'
        for number, (identity, marks) in enumerate(project.sets.items()):
            yield f"{',' if number else ''}\n{_text(identity)}: {self._line(identity, marks)}"
        yield "\n}}\n"
        self._lines = {key: line for key, line in self._lines.items() if key in project.sets}

    def _line(self, identity: str, marks: LandmarkSet) -> str:
        known = self._lines.get(identity)
        if known is not None and known[0] is marks:
            return known[1]
        extra = self._unknown.landmarks
        line = _text(
            {
                name: {**codec.encode_landmark(mark), **extra.get((identity, name), {})}
                for name, mark in marks.landmarks.items()
            }
        )
        self._lines[identity] = (marks, line)
        return line


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing among a million fresh landmarks is garbage: looking for it takes longer than reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
