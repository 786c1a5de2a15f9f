"""The journal: edits since the last snapshot, appended as one JSON line each, incl. undo and redo.

The first line is {"format": "onemark-journal", "version": 1, "follows": token}: the lines go on from the
snapshot with that token. Each line holds the touched parts as they were after the edit, so replaying
needs no history.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.document.project import Parts, Project
from app.storage import codec
from app.storage.parts import Json, PartReader, checked_object, members, removable
from engine.io.atomic import replace_file
from engine.io.guard import parsed_json, regular_bytes
from engine.io.schemes import scheme_to_json
from engine.landmarks import LandmarkSet

FORMAT = "onemark-journal"
VERSION = 1


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One edit: how it came about, its text, the parts after it, the project before."""

    kind: str
    text: str
    parts: Parts
    before: Project
    time: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal that was read. `follows`: the token of its snapshot, "" where its head cannot be used.

    `lines` holds None for a damaged one. `good_bytes` is where a truncated last line begins, else the end.
    """

    follows: str
    lines: tuple[Json | None, ...] = ()
    good_bytes: int = 0


def start(path: Path, follows: str) -> None:
    """Begin an empty journal that goes on from the snapshot `follows`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"format": FORMAT, "version": VERSION, "follows": follows}
    replace_file(path, [(json.dumps(head) + "\n").encode()])


def append(path: Path, entries: Iterable[JournalEntry]) -> None:
    """Append edits and wait until they are on the disk; where that fails, cut the file back."""
    waiting = memoryview("".join(map(_line, entries)).encode())
    with path.open("ab", buffering=0) as file:  # a buffer would try to write the rest again on closing
        end = file.seek(0, os.SEEK_END)
        try:
            while waiting:
                waiting = waiting[file.write(waiting) :]
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise


def read(path: Path) -> Journal | None:
    """The journal without a truncated last line; None where there is none."""
    if not path.exists():
        return None
    data = regular_bytes(path)
    good_bytes = data.rfind(b"\n") + 1  # a crash cuts the last line short
    head, *lines = [_parsed(line) for line in data[:good_bytes].split(b"\n")]
    known = head is not None and head.get("format") == FORMAT and head.get("version") == VERSION
    follows = head.get("follows") if known and head else None
    return Journal(follows if isinstance(follows, str) else "", tuple(lines[:-1]), good_bytes)


def cut_back(path: Path, good_bytes: int) -> None:
    """Cut off a truncated last line, so that the next one starts on a line of its own."""
    if path.stat().st_size > good_bytes:
        os.truncate(path, good_bytes)


def replay(project: Project, lines: Iterable[object], reader: PartReader) -> Project:
    """`project` after the edits of all `lines`; what is damaged is left out and named in `reader`."""
    for number, line in enumerate(lines, 2):  # line 1 is the head
        parts = reader.take(f"line {number}", partial(_decode_parts, project, reader), line)
        project = project.with_parts(parts or Parts())
    return project


def _line(entry: JournalEntry) -> str:
    stored = {
        "time": entry.time,
        "kind": entry.kind,
        "text": entry.text,
        "parts": _encode_parts(entry.parts, entry.before),
    }
    return json.dumps(stored, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _encode_parts(parts: Parts, before: Project) -> Json:
    stored: Json = {}
    if parts.sets:
        stored["landmarks"] = {
            film: marks and _difference(before.sets.get(film), marks) for film, marks in parts.sets.items()
        }
    if parts.films:
        stored["films"] = {key: film and codec.encode_film(film) for key, film in parts.films.items()}
    if parts.scheme is not None:
        stored["scheme"] = scheme_to_json(parts.scheme)
    return stored


def _difference(before: LandmarkSet | None, after: LandmarkSet) -> Json:
    """Landmarks that are new or differ, null for those that went: a line holds no more than the edit."""
    old = before.landmarks if before else {}
    stored: Json = {
        name: codec.encode_landmark(mark) for name, mark in after.landmarks.items() if old.get(name) != mark
    }
    return stored | dict.fromkeys(old.keys() - after.landmarks.keys())


def _decode_parts(before: Project, reader: PartReader, line: object) -> Parts:
    stored = checked_object(checked_object(line)["parts"])
    marks = reader.each("the landmarks of", removable(members), stored.get("landmarks", {}))
    films = reader.each("film", removable(codec.decode_film), stored.get("films", {}))
    scheme = reader.take("the scheme", codec.decode_scheme, stored["scheme"]) if "scheme" in stored else None
    sets = {
        film: None if values is None else _patched(before.landmarks(film), values, reader)
        for film, values in marks
    }
    return Parts(sets, dict(films), scheme)


def _patched(marks: LandmarkSet, stored: Json, reader: PartReader) -> LandmarkSet:
    changed = dict(reader.each("landmark", removable(codec.decode_landmark), stored, f"of {marks.film}"))
    kept = {name: mark for name, mark in {**marks.landmarks, **changed}.items() if mark is not None}
    return replace(marks, landmarks=kept)


def _parsed(line: bytes) -> Json | None:
    """The object of a line; None where it is damaged."""
    try:
        parsed = parsed_json(line)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None
