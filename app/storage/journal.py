"""The journal: edits since a snapshot, appended as one JSON line each, incl. undo and redo.

    {"line": 1, "follows": token, "format": "onemark-journal", "version": 2, "check": "0a1b2c3d"}
    {"line": 2, "follows": token, "time": "", "kind": "edit", "text": "", "parts": {...}, "check": "..."}

A line with `parts` holds them as they were after its edit, so replaying needs no history. `follows` is the
token of the snapshot that the line goes on from, `check` the CRC-32 (hexadecimal) of its bytes before
`,"check"`: each line is good or damaged on its own. A number that is missing or comes again tells of a line
that was lost or doubled.

The first line, and one for each further snapshot, is a mark without parts. The journal goes on after a
snapshot and is shortened when a backup is made: so it leads from the newest backup to the last edit.

Version 1 had a token in its first line only, neither numbers nor checks, and began anew with each snapshot.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from app.document.project import Parts, Project
from app.storage import codec
from app.storage.parts import Json, PartReader, checked_object, members, removable
from app.translation import tr
from engine.io.atomic import replace_file
from engine.io.guard import parsed_json, regular_bytes
from engine.io.schemes import scheme_to_json
from engine.landmarks import LandmarkSet

FORMAT = "onemark-journal"
VERSION = 2
LARGEST = 2**25  # bytes; a longer journal begins anew with the next snapshot, or opening would take long

_HEAD = re.compile(rb'\{"line":(\d{1,9}),"follows":("(?:[^"\\]|\\.)*"),')
_CHECK = re.compile(rb',"check":"[0-9a-f]{8}"\}')
_CHECK_LENGTH = len(b',"check":"01234567"}')
_MARK: Json = {"format": FORMAT, "version": VERSION}
_MOST_JOINED = 8  # lines that damaged breaks have joined to one


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One edit: how it came about, its text, the parts after it, the project before."""

    kind: str
    text: str
    parts: Parts
    before: Project
    time: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A good line, `text` without its end; `lacks` names the lines that are lost before it."""

    number: int
    follows: str
    text: bytes
    lacks: str = ""

    @property
    def is_mark(self) -> bool:
        """True for a line that holds no edit."""
        return b',"parts":' not in self.text and b'"format":' in self.text


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal that was read: its good lines in their order.

    `lacks` names the damaged lines after the last good one. `good_bytes` is where a last line begins that was
    cut short, else the end. `next_line` is the number of the line to append, None where none can be.
    """

    lines: tuple[JournalLine, ...] = ()
    lacks: str = ""
    good_bytes: int = 0
    is_cut: bool = False
    next_line: int | None = None

    def since(self, token: str) -> tuple[JournalLine, ...]:
        """All lines from the first on that follows the snapshot `token`; none where none does."""
        found = (place for place, line in enumerate(self.lines) if line.follows == token != "")
        return self.lines[next(found, len(self.lines)) :]


@dataclass(frozen=True, slots=True)
class Replayed:
    """`project` after `edits` edits, the last of them at `time`."""

    project: Project
    edits: int = 0
    time: str = ""


class JournalWriter:
    """Writes the journal of the snapshot `follows`. What could not be written is kept, and written first."""

    def __init__(self, path: Path, follows: str, next_line: int | None) -> None:
        self._path = path
        self._follows = follows
        self._next_line = next_line
        self._waiting: list[bytes] = []

    @property
    def follows(self) -> str:
        """The token of the snapshot that the lines go on from."""
        return self._follows

    @property
    def is_ready(self) -> bool:
        """False where lines would have nothing to go on from: the next snapshot begins the journal."""
        return self._next_line is not None

    def add(self, entries: Iterable[JournalEntry]) -> None:
        """Take in edits, which `write` brings to the disk."""
        try:
            for entry in entries:
                edit: Json = {"time": entry.time, "kind": entry.kind, "text": entry.text}
                self._put({**edit, "parts": _encode_parts(entry.parts, entry.before)})
        except Exception:
            self._next_line = None  # a later line must not hide that this one is missing
            raise

    def write(self) -> None:
        """Append what was taken in and wait until it is on the disk; OSError where that fails."""
        if self._waiting:
            _append(self._path, b"".join(self._waiting))
            self._waiting.clear()

    def follow(self, token: str, backed_up: bool) -> None:
        """Go on from the new snapshot `token`; `backed_up`: the one before is a backup now.

        OSError where its mark cannot be written; it is then kept as any line.
        """
        before, self._follows = self._follows, token
        if self._next_line is None or self._size() > LARGEST:
            self._next_line = None
            self._waiting.clear()
            replace_file(self._path, [sealed({"line": 1, "follows": token, **_MARK})])
            self._next_line = 2
            return
        self._put(_MARK)
        self.write()
        if backed_up:
            with contextlib.suppress(OSError):  # it is longer than it need be
                self._shorten(before)

    def _shorten(self, token: str) -> None:
        """Forget the lines before those that follow `token`, and number the rest from 1."""
        found = read(self._path) or Journal()
        lines = found.since(token)
        if not lines or lines[0].number == 1 or found.lacks or any(line.lacks for line in lines[1:]):
            return
        numbered = (
            _HEAD.sub(b'{"line":%d,"follows":\\2,' % number, line.text[:-_CHECK_LENGTH], count=1)
            for number, line in enumerate(lines, 1)
        )
        replace_file(self._path, map(with_check, numbered))
        self._next_line = len(lines) + 1

    def _put(self, stored: Json) -> None:
        if self._next_line is not None:
            head = {"line": self._next_line, "follows": self._follows}
            self._waiting.append(sealed({**head, **stored}))
            self._next_line += 1

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return 0


def sealed(stored: Json) -> bytes:
    """The line that holds `stored`, with its check."""
    text = json.dumps(stored, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return with_check(text[:-1].encode())


def read(path: Path) -> Journal | None:
    """What is good in the journal; None where there is none. OSError where it cannot be read."""
    if not path.exists():
        return None
    data = regular_bytes(path)
    good_bytes = data.rfind(b"\n") + 1
    older = _older(data)
    if older is not None:
        return older
    *pieces, last = data.split(b"\n")
    rest = list(filter(None, _lines(last)))  # a line that lost its end only; else a crash has cut it short
    lines, lacks, number = _in_order([*(line for piece in pieces for line in _lines(piece)), *rest])
    next_line = None if rest or not lines else number
    return Journal(tuple(lines), lacks, good_bytes, bool(last and not rest), next_line)


def cut_back(path: Path, good_bytes: int) -> None:
    """Cut off a truncated last line, so that the next one starts on a line of its own."""
    if path.stat().st_size > good_bytes:
        os.truncate(path, good_bytes)


def replay(project: Project, lines: Iterable[JournalLine], reader: PartReader) -> Replayed:
    """`project` after the edits of all `lines`; what is damaged is left out and named in `reader`."""
    done = Replayed(project)
    for line in lines:
        if line.is_mark:
            continue
        place = tr("line {number}", number=line.number)
        stored = reader.take(place, _parsed, line.text) or {}
        decode = partial(_decode_parts, done.project, reader)
        parts = reader.take(place, decode, stored) if stored else None
        if parts is not None:
            done = Replayed(done.project.with_parts(parts), done.edits + 1, str(stored.get("time", "")))
    return done


def _append(path: Path, text: bytes) -> None:
    """Append and wait until it is on the disk; where that fails, cut the file back."""
    waiting = memoryview(text)
    # without a buffer, which would try to write the rest again on closing
    with open(path, "ab", buffering=0, opener=_no_link) as file:
        end = file.seek(0, os.SEEK_END)
        try:
            while waiting:
                waiting = waiting[file.write(waiting) :]
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise


def _no_link(path: str, flags: int) -> int:
    """Open `path`, never the foreign file that a link in its place names."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def with_check(content: bytes) -> bytes:
    """The line of which `content` is all but its end."""
    return content + _check(content) + b"\n"


def _check(content: bytes) -> bytes:
    return b',"check":"%08x"}' % zlib.crc32(content)


def _lines(piece: bytes) -> list[JournalLine | None]:
    """The good line between two breaks, or those that a damaged break has joined; None: it is damaged."""
    line = _line(piece)
    if line is not None or not piece:
        return [line] if line else []
    ends = [check.end() for check in islice(_CHECK.finditer(piece), _MOST_JOINED)]
    starts = [max(0, piece.rfind(b'{"line":', 0, end)) for end in ends]
    joined = [_line(piece[start:end]) for start, end in zip(starts, ends, strict=True)]
    return list(filter(None, joined)) or [None]


def _line(text: bytes) -> JournalLine | None:
    content, check = text[:-_CHECK_LENGTH], text[-_CHECK_LENGTH:]
    head = _HEAD.match(content)
    if head is None or check != _check(content):
        return None
    return JournalLine(int(head[1]), json.loads(head[2]), text)


def _in_order(found: Iterable[JournalLine | None]) -> tuple[list[JournalLine], str, int]:
    """The good lines, each with what lacks before it; what lacks at the end, and the number to come."""
    lines: list[JournalLine] = []
    last, lacks, damaged = 0, "", 0
    for line in found:
        if line is None:
            damaged += 1
        elif line.number <= last:
            lacks = tr("line {number} (it comes again)", number=line.number)
        else:
            lacks = _named(last + 1, line.number - 1) or lacks
            lines.append(replace(line, lacks=lacks))
            last, lacks, damaged = line.number, "", 0
    return lines, _named(last + 1, last + damaged) or lacks, last + damaged + 1


def _named(first: int, last: int) -> str:
    if last < first:
        return ""
    if first == last:
        return tr("line {number} (damaged or lost)", number=first)
    return tr("lines {first} to {last} (damaged or lost)", first=first, last=last)


def _older(data: bytes) -> Journal | None:
    """A journal of version 1, None where it is none: its lines are judged when they are decoded."""
    head, _, rest = data.partition(b"\n")
    try:
        stored = _parsed(head)
    except ValueError:
        return None
    if stored.get("format") != FORMAT or stored.get("version") != 1 or "line" in stored:
        return None
    follows, *texts = str(stored.get("follows", "")), *rest.split(b"\n")[:-1]
    return Journal(tuple(JournalLine(number, follows, text) for number, text in enumerate(texts, 2)))


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
    if parts.opinions:
        stored["opinions"] = {
            film: said and codec.encode_opinions(said) for film, said in parts.opinions.items()
        }
    if parts.wishes:
        stored["readings"] = {model: wish and codec.encode_wish(wish) for model, wish in parts.wishes.items()}
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
    marks = reader.each(tr("the landmarks of {name}"), removable(members), stored.get("landmarks", {}))
    films = reader.each(tr("film {name}"), removable(codec.decode_film), stored.get("films", {}))
    decode = removable(codec.OpinionsDecoder().decode)
    opinions = reader.each(tr("the opinions on {name}"), decode, stored.get("opinions", {}))
    scheme = (
        reader.take(tr("the scheme"), codec.decode_scheme, stored["scheme"]) if "scheme" in stored else None
    )
    sets = {
        film: None if values is None else _patched(before.landmarks(film), values, reader)
        for film, values in marks
    }
    wishes = reader.each(
        tr("the reading of {name}"), removable(codec.decode_wish), stored.get("readings", {})
    )
    return Parts(sets, dict(films), scheme, dict(opinions), dict(wishes))


def _patched(marks: LandmarkSet, stored: Json, reader: PartReader) -> LandmarkSet:
    what, decode = tr("landmark {name} of {of}"), removable(codec.decode_landmark)
    changed = dict(reader.each(what, decode, stored, marks.film))
    kept = {name: mark for name, mark in {**marks.landmarks, **changed}.items() if mark is not None}
    return replace(marks, landmarks=kept)


def _parsed(text: bytes) -> Json:
    """The object of a line; ValueError where it holds none."""
    return checked_object(parsed_json(text))
