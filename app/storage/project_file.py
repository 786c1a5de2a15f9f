"""The project file: versioned JSON, one film a line, paths relative, unknown keys kept.

{"format": "onemark-project", "version": 1, "saved": token, "follows": token, "folder": ".",
 "reader": "", "reading": 1, "scheme": {...}, "films": {identity: {...}},
 "landmarks": {identity: {name: {...}}},
 "opinions": {identity: {"model": "", "names": [...], "voices": {name: [x, y, ...]}, ...}},
 "readings": {model: {"always": true, "without": [...], "offsets": {...}}},
 "checksum": "0a1b2c3d"}

The scheme is the object of a `.scheme.json`. Each snapshot has a token of its own, `saved`; a journal names
the snapshot that it goes on from. `follows` is the snapshot before, whose journal is contained in this file.

`checksum` is the CRC-32 (hexadecimal) of all bytes before its line's comma. A file in which it is wrong, or
not at the end, was changed by a person or another program, or is damaged: it opens, and that is told. One
that has none was saved by an earlier version, which reads the files of this one too.
"""

from __future__ import annotations

import contextlib
import gc
import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Project
from app.document.reading import ReadingWish
from app.storage import codec
from app.storage.errors import StorageError, reason_of
from app.storage.parts import (
    Json,
    PartReader,
    Unknown,
    checked_count,
    checked_name,
    checked_object,
    checked_text,
    members,
    writable,
)
from app.translation import tr
from engine.io.guard import parsed_json, regular_bytes
from engine.io.schemes import scheme_to_json
from engine.landmarks import Landmark, LandmarkSet, Scheme
from engine.observers.reading_offsets import ReadingOffsets

T = TypeVar("T")
P = TypeVar("P", LandmarkSet, FilmOpinions)

FORMAT = "onemark-project"
VERSION = 1
KEYS = frozenset(
    {"format", "version", "saved", "follows", "folder"}
    | {"reader", "reading", "scheme", "films", "landmarks", "opinions", "readings", "checksum"}
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a project file holds. `left_out` names the parts that are damaged, with the reason.

    `is_whole`: it is as OneMark wrote it, as far as its checksum tells.
    """

    project: Project
    saved: str = ""
    follows: str = ""
    folder: str = "."
    unknown: Unknown = field(default_factory=Unknown)
    left_out: tuple[str, ...] = ()
    is_whole: bool = True


class NotAProjectError(ValueError):
    """The text is damaged or something else; the message is the reason, to be put into a sentence."""


def load(path: Path) -> Stored:
    """Read a project file. StorageError where it cannot be read, NotAProjectError where it is damaged.

    A part that alone is damaged is left out.
    """
    try:
        data = regular_bytes(path)
    except OSError as error:
        raise StorageError(
            tr("{file} cannot be read ({reason}): check the disk.", file=path.name, reason=reason_of(error))
        ) from error
    with _without_collector():
        return decode(data)


def decode(data: bytes) -> Stored:
    """The project in the bytes of a project file; NotAProjectError and StorageError as `load`."""
    try:
        top = parsed_json(data)
    except ValueError as error:
        raise NotAProjectError(tr("its content is damaged: {reason}", reason=error)) from error
    if not isinstance(top, dict) or top.get("format") != FORMAT:
        raise NotAProjectError(tr("it is no OneMark project"))
    version = top.get("version")
    is_whole = _is_whole(data, top)
    if type(version) is int and version > VERSION and is_whole:
        raise StorageError(tr("This project was saved by a newer OneMark: update OneMark to open it."))
    lost = [key for key in ("films", "landmarks") if not isinstance(top.get(key), dict)]
    lost += [key for key in ("version", "saved", "scheme") if key not in top]
    if lost or type(version) is not int or version > VERSION:
        key = next(iter(lost), "version")
        raise NotAProjectError(tr("its content is damaged: {key} is missing or wrong", key=key))
    return _Reading(top, is_whole).stored()


class _Reading:
    """Takes apart one file of which the outline is sound."""

    def __init__(self, top: Json, is_whole: bool) -> None:
        self._top = top
        self._is_whole = is_whole
        self._parts = PartReader()

    def stored(self) -> Stored:
        """All that is sound."""
        reader = self._value("reader", checked_text, "")
        reading = self._value("reading", checked_count, 1)
        sets = self._sets(reader, reading)
        films = self._films(sets)
        said, readings, wishes = self._opinions(films), *self._readings()
        project = Project(self._scheme(sets), films, sets, reader, reading, said, readings, wishes)
        saved, follows = (self._value(key, checked_text, "") for key in ("saved", "follows"))
        folder = self._value("folder", checked_name, ".")
        self._parts.keep((), self._top, KEYS)
        left_out = tuple(self._parts.left_out)
        return Stored(project, saved, follows, folder, self._parts.unknown, left_out, self._is_whole)

    def _value(self, key: str, decode: Callable[[Any], T], usual: T) -> T:
        value = self._parts.take(tr("its {key}", key=key), decode, self._top.get(key, usual))
        return usual if value is None else value

    def _films(self, sets: Iterable[str]) -> dict[str, FilmRecord]:
        """The films by identity; of one whose record is damaged there is no more than that."""
        stored = self._top["films"]
        films = {}
        for identity, film in self._parts.each(tr("film {name}"), codec.decode_film, stored):
            films[identity] = film
            self._parts.keep(("films", identity), stored[identity], codec.FILM_KEYS)
        for identity in (stored.keys() | sets) - films.keys():
            with contextlib.suppress(ValueError):
                films[identity] = FilmRecord(checked_name(identity))
        return films

    def _sets(self, reader: str, reading: int) -> dict[str, LandmarkSet]:
        stored = self._parts.each(tr("the landmarks of {name}"), members, self._top["landmarks"])
        return {film: LandmarkSet(film, self._marks(film, marks), reader, reading) for film, marks in stored}

    def _opinions(self, films: Collection[str]) -> dict[str, FilmOpinions]:
        """What was said of `films`: no landmark of a person hangs on it, so of other films it is dropped."""
        stored = self._value("opinions", checked_object, Json())
        decode = codec.OpinionsDecoder().decode
        opinions = {}
        for film, said in self._parts.each(tr("the opinions on {name}"), decode, stored):
            if film in films:
                opinions[film] = said
                self._parts.keep(("opinions", film), stored[film], codec.OPINIONS_KEYS)
        return opinions

    def _readings(self) -> tuple[dict[str, ReadingOffsets], dict[str, ReadingWish]]:
        """By model: offsets, and what a person wants of them."""
        stored = self._value("readings", checked_object, Json())
        wishes = dict(self._parts.each(tr("the reading of {name}"), codec.decode_wish, stored))
        fitted = {model: stored[model]["offsets"] for model in wishes if "offsets" in stored[model]}
        offsets = self._parts.each(tr("the reading of {name}"), _offsets, fitted)
        return dict(offsets), {model: wish for model, wish in wishes.items() if wish != ReadingWish()}

    def _marks(self, film: str, stored: Json) -> dict[str, Landmark]:
        marks = {}
        for name, mark in self._parts.each(
            tr("landmark {name} of {of}"), codec.decode_landmark, stored, film
        ):
            marks[name] = mark
            self._parts.keep(("landmarks", film, name), stored[name], codec.LANDMARK_KEYS)
        return marks

    def _scheme(self, sets: Mapping[str, LandmarkSet]) -> Scheme:
        """The scheme; where it is damaged the names of all landmarks, which else nobody would see."""
        stored = self._top["scheme"]
        scheme = self._parts.take(tr("the scheme but for names of landmarks"), codec.decode_scheme, stored)
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
        self._lines: dict[tuple[str, str], tuple[LandmarkSet | FilmOpinions, bytes]] = {}

    def encode(self, project: Project, saved: str, follows: str, folder: str) -> Iterator[bytes]:
        """The pieces of the file, in order."""
        checksum = 0
        for piece in self._pieces(project, saved, follows, folder):
            checksum = zlib.crc32(piece, checksum)
            yield piece
        yield _end(checksum)
        kept = {"landmarks": project.sets, "opinions": project.opinions}
        self._lines = {key: line for key, line in self._lines.items() if key[1] in kept[key[0]]}

    def _pieces(self, project: Project, saved: str, follows: str, folder: str) -> Iterator[bytes]:
        head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "saved": saved, "follows": follows}
        head |= {
            "folder": folder,
            "reader": project.reader,
            "reading": project.reading,
            "scheme": self._scheme(project.scheme),
            **self._unknown.get((), {}),
        }
        for key in head:
            yield f"{'{' if key == 'format' else ','}\n{_text(key)}: {_text(head[key])}".encode()
        yield b',\n"films": {'
        for number, (identity, film) in enumerate(project.films.items()):
            stored = {**codec.encode_film(film), **self._unknown.get(("films", identity), {})}
            yield f"{',' if number else ''}\n{_text(identity)}: {_text(stored)}".encode()
        yield b'\n},\n"landmarks": {'
        for number, (identity, marks) in enumerate(project.sets.items()):
            yield b",\n" if number else b"\n"
            yield self._line("landmarks", identity, marks, self._landmarks)
        yield b"\n}"
        if project.opinions:  # else the file is as that of an earlier version
            yield b',\n"opinions": {'
            for number, (identity, said) in enumerate(project.opinions.items()):
                yield b",\n" if number else b"\n"
                yield self._line("opinions", identity, said, self._said)
            yield b"\n}"
        if readings := _readings(project):
            yield f',\n"readings": {_text(readings)}'.encode()

    def _scheme(self, scheme: Scheme) -> Json:
        stored = scheme_to_json(scheme)
        for entry in stored["landmarks"]:
            entry |= self._unknown.get(("scheme", entry["name"]), {})
        return {**stored, **self._unknown.get(("scheme",), {})}

    def _line(self, part: str, identity: str, value: P, stored: Callable[[str, P], Json]) -> bytes:
        known = self._lines.get((part, identity))
        if known is not None and known[0] is value:
            return known[1]
        line = f"{_text(identity)}: {_text(stored(identity, value))}".encode()
        self._lines[part, identity] = (value, line)
        return line

    def _landmarks(self, identity: str, marks: LandmarkSet) -> Json:
        return {
            name: {**codec.encode_landmark(mark), **self._unknown.get(("landmarks", identity, name), {})}
            for name, mark in marks.landmarks.items()
        }

    def _said(self, identity: str, said: FilmOpinions) -> Json:
        return {**codec.encode_opinions(said), **self._unknown.get(("opinions", identity), {})}


def _offsets(model: str, stored: object) -> ReadingOffsets:
    return ReadingOffsets.of_plain(writable(model, stored))


def _readings(project: Project) -> Json:
    stored = {model: codec.encode_wish(wish) for model, wish in project.wishes.items()}
    for model, reading in project.readings.items():
        stored.setdefault(model, {})["offsets"] = reading.as_plain()
    return stored


def _end(checksum: int) -> bytes:
    return b',\n"checksum": "%08x"}\n' % checksum


def _is_whole(data: bytes, top: Json) -> bool:
    """False where the checksum is wrong, not at the end, or there under a damaged name."""
    place = len(data) - len(_end(0))
    checksum = zlib.crc32(memoryview(data)[:place])
    end = data[place:]
    return end == _end(checksum) or ("checksum" not in top and b"%08x" % checksum not in end)


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
