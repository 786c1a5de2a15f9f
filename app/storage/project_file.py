"""The project file: versioned JSON, one film a line, paths relative, unknown keys kept.

{"format": "onemark-project", "version": 1, "saved": token, "follows": token, "folder": ".",
 "reader": "", "reading": 1, "scheme": {...}, "films": {identity: {...}},
 "landmarks": {identity: {name: {...}}}}

The scheme is the object of a `.scheme.json`. Each snapshot has a token of its own, `saved`; a journal names
the snapshot that it goes on from. `follows` is the snapshot before, whose journal is contained in this file.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.document.film import FilmRecord
from app.document.project import Project
from app.storage import codec
from app.storage.errors import StorageError, reason_of
from app.storage.parts import Json, PartReader, Unknown, checked_count, checked_name, checked_text, members
from engine.io.guard import parsed_json, regular_bytes
from engine.io.schemes import scheme_to_json
from engine.landmarks import Landmark, LandmarkSet, Scheme

T = TypeVar("T")

FORMAT = "onemark-project"
VERSION = 1
KEYS = frozenset(
    {"format", "version", "saved", "follows", "folder"}
    | {"reader", "reading", "scheme", "films", "landmarks"}
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a project file holds. `left_out` names the parts that are damaged, with the reason."""

    project: Project
    saved: str = ""
    follows: str = ""
    folder: str = "."
    unknown: Unknown = field(default_factory=Unknown)
    left_out: tuple[str, ...] = ()


class NotAProjectError(ValueError):
    """The text is damaged or something else; the message is the reason, to be put into a sentence."""


def load(path: Path) -> Stored:
    """Read a project file. StorageError where it cannot be read, NotAProjectError where it is damaged.

    A part that alone is damaged is left out.
    """
    try:
        data = regular_bytes(path)
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read ({reason_of(error)}): check the disk.") from error
    with _without_collector():
        return decode(data)


def decode(data: bytes) -> Stored:
    """The project in the bytes of a project file; NotAProjectError and StorageError as `load`."""
    try:
        top = parsed_json(data)
    except ValueError as error:
        raise NotAProjectError(f"its content is damaged: {error}") from error
    if not isinstance(top, dict) or top.get("format") != FORMAT:
        raise NotAProjectError("it is no OneMark project")
    version = top.get("version")
    if type(version) is int and version > VERSION:
        raise StorageError("This project was saved by a newer OneMark: update OneMark to open it.")
    lost = [key for key in ("films", "landmarks") if not isinstance(top.get(key), dict)]
    lost += [key for key in ("version", "saved", "scheme") if key not in top]
    if lost or type(version) is not int:
        raise NotAProjectError(f"its content is damaged: {next(iter(lost), 'version')} is missing")
    return _Reading(top).stored()


class _Reading:
    """Takes apart one file of which the outline is sound."""

    def __init__(self, top: Json) -> None:
        self._top = top
        self._parts = PartReader()

    def stored(self) -> Stored:
        """All that is sound."""
        reader = self._value("reader", checked_text, "")
        reading = self._value("reading", checked_count, 1)
        sets = self._sets(reader, reading)
        films = self._films(sets)
        project = Project(self._scheme(sets), films, sets, reader, reading)
        saved, follows = (self._value(key, checked_text, "") for key in ("saved", "follows"))
        folder = self._value("folder", checked_name, ".")
        self._parts.keep((), self._top, KEYS)
        return Stored(project, saved, follows, folder, self._parts.unknown, tuple(self._parts.left_out))

    def _value(self, key: str, decode: Callable[[Any], T], usual: T) -> T:
        value = self._parts.take(f"its {key}", decode, self._top.get(key, usual))
        return usual if value is None else value

    def _films(self, sets: Iterable[str]) -> dict[str, FilmRecord]:
        """The films by identity; of one whose record is damaged there is no more than that."""
        stored = self._top["films"]
        films = {}
        for identity, film in self._parts.each("film", codec.decode_film, stored):
            films[identity] = film
            self._parts.keep(("films", identity), stored[identity], codec.FILM_KEYS)
        for identity in (stored.keys() | sets) - films.keys():
            with contextlib.suppress(ValueError):
                films[identity] = FilmRecord(checked_name(identity))
        return films

    def _sets(self, reader: str, reading: int) -> dict[str, LandmarkSet]:
        stored = self._parts.each("the landmarks of", members, self._top["landmarks"])
        return {film: LandmarkSet(film, self._marks(film, marks), reader, reading) for film, marks in stored}

    def _marks(self, film: str, stored: Json) -> dict[str, Landmark]:
        marks = {}
        for name, mark in self._parts.each("landmark", codec.decode_landmark, stored, f"of {film}"):
            marks[name] = mark
            self._parts.keep(("landmarks", film, name), stored[name], codec.LANDMARK_KEYS)
        return marks

    def _scheme(self, sets: Mapping[str, LandmarkSet]) -> Scheme:
        """The scheme; where it is damaged the names of all landmarks, which else nobody would see."""
        stored = self._top["scheme"]
        scheme = self._parts.take("the scheme but for names of landmarks", codec.decode_scheme, stored)
        if scheme is None:
            return Scheme(tuple({name: None for marks in sets.values() for name in marks.landmarks}))
        self._parts.keep(("scheme",), stored, codec.SCHEME_KEYS)
        for entry in stored.get("landmarks", ()):
            if isinstance(entry, dict):
                self._parts.keep(("scheme", entry["name"].strip()), entry, codec.SCHEME_ENTRY_KEYS)
        return scheme


class Encoder:
    """Writes projects as text; remembers the line of each landmark set, so a second save is quick."""

    def __init__(self, unknown: Unknown | None = None) -> None:
        self._unknown = unknown or Unknown()
        self._lines: dict[str, tuple[LandmarkSet, str]] = {}

    def encode(self, project: Project, saved: str, follows: str, folder: str) -> Iterator[str]:
        """The pieces of the file's text, in order."""
        head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "saved": saved, "follows": follows}
        head |= {
            "folder": folder,
            "reader": project.reader,
            "reading": project.reading,
            "scheme": self._scheme(project.scheme),
            **self._unknown.get((), {}),
        }
        yield from (f"{'{' if key == 'format' else ','}\n{_text(key)}: {_text(head[key])}" for key in head)
        yield ',\n"films": {'
        for number, (identity, film) in enumerate(project.films.items()):
            stored = {**codec.encode_film(film), **self._unknown.get(("films", identity), {})}
            yield f"{',' if number else ''}\n{_text(identity)}: {_text(stored)}"
        yield '\n},\n"landmarks": {'
        for number, (identity, marks) in enumerate(project.sets.items()):
            yield f"{',' if number else ''}\n{_text(identity)}: {self._line(identity, marks)}"
        yield "\n}}\n"
        self._lines = {key: line for key, line in self._lines.items() if key in project.sets}

    def _scheme(self, scheme: Scheme) -> Json:
        stored = scheme_to_json(scheme)
        for entry in stored["landmarks"]:
            entry |= self._unknown.get(("scheme", entry["name"]), {})
        return {**stored, **self._unknown.get(("scheme",), {})}

    def _line(self, identity: str, marks: LandmarkSet) -> str:
        known = self._lines.get(identity)
        if known is not None and known[0] is marks:
            return known[1]
        line = _text(
            {
                name: {**codec.encode_landmark(mark), **self._unknown.get(("landmarks", identity, name), {})}
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
