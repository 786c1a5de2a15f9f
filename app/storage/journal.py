"""The journal: edits since the last snapshot, appended as one JSON line each, incl. undo and redo.

The first line is {"format": "onemark-journal", "version": 1, "follows": token}: the lines go on from the
snapshot with that token. Each line holds the touched parts as they were after the edit, so replaying
needs no history.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.document.project import Parts, Project
from app.storage import codec
from engine.io.atomic import replace_file
from engine.io.guard import parsed_json
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
    """A journal that was read. `good_bytes` is where a truncated last line begins, else the file's end."""

    follows: str
    lines: tuple[Mapping[str, Any], ...] = ()
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
    """The journal, without a truncated last line; None where there is none or it is no journal."""
    if not path.exists():
        return None
    whole: list[Mapping[str, Any]] = []
    good_bytes = 0
    for line in path.read_bytes().splitlines(keepends=True):
        parsed = _parsed(line)
        if parsed is None:
            break
        whole.append(parsed)
        good_bytes += len(line)
    if not whole or whole[0].get("format") != FORMAT or whole[0].get("version") != VERSION:
        return None
    return Journal(str(whole[0].get("follows", "")), tuple(whole[1:]), good_bytes)


def cut_back(path: Path, good_bytes: int) -> None:
    """Cut off a truncated last line, so that the next one starts on a line of its own."""
    if path.stat().st_size > good_bytes:
        os.truncate(path, good_bytes)


def replay(project: Project, lines: Iterable[Mapping[str, Any]]) -> Parts:
    """The parts of `project` that the lines change, as they are after the last of them."""
    after = project
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, Any] = {}
    touches_scheme = False
    for line in lines:
        parts = _decode_parts(line["parts"], after)
        after = after.with_parts(parts)
        sets.update(parts.sets)
        films.update(parts.films)
        touches_scheme = touches_scheme or parts.scheme is not None
    return Parts(
        sets={film: after.sets.get(film) for film in sets},
        films={film: after.films.get(film) for film in films},
        scheme=after.scheme if touches_scheme else None,
    )


def _line(entry: JournalEntry) -> str:
    stored = {
        "time": entry.time,
        "kind": entry.kind,
        "text": entry.text,
        "parts": _encode_parts(entry.parts, entry.before),
    }
    return json.dumps(stored, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _encode_parts(parts: Parts, before: Project) -> codec.Json:
    stored: codec.Json = {}
    if parts.sets:
        stored["landmarks"] = {
            film: marks and _difference(before.sets.get(film), marks) for film, marks in parts.sets.items()
        }
    if parts.films:
        stored["films"] = {key: film and codec.encode_film(film) for key, film in parts.films.items()}
    if parts.scheme is not None:
        stored["scheme"] = codec.encode_scheme(parts.scheme)
    return stored


def _difference(before: LandmarkSet | None, after: LandmarkSet) -> codec.Json:
    """Landmarks that are new or differ, null for those that went: a line holds no more than the edit."""
    old = before.landmarks if before else {}
    stored: codec.Json = {
        name: codec.encode_landmark(mark) for name, mark in after.landmarks.items() if old.get(name) != mark
    }
    return stored | dict.fromkeys(old.keys() - after.landmarks.keys())


def _decode_parts(stored: codec.Json, before: Project) -> Parts:
    sets = {
        film: None if marks is None else _patched(before.landmarks(film), marks)
        for film, marks in stored.get("landmarks", {}).items()
    }
    films = {
        key: None if film is None else codec.decode_film(key, film)
        for key, film in stored.get("films", {}).items()
    }
    scheme = codec.decode_scheme(stored["scheme"]) if "scheme" in stored else None
    return Parts(sets, films, scheme)


def _patched(marks: LandmarkSet, stored: codec.Json) -> LandmarkSet:
    patched = dict(marks.landmarks)
    for name, mark in stored.items():
        if mark is None:
            patched.pop(name, None)
        else:
            patched[name] = codec.decode_landmark(name, mark)
    return LandmarkSet(marks.film, patched, marks.reader, marks.reading)


def _parsed(line: bytes) -> Mapping[str, Any] | None:
    """The object of a whole line; None for a line that a crash cut short."""
    if not line.endswith(b"\n"):
        return None
    try:
        parsed = parsed_json(line)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None
