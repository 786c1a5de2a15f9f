"""What of a patient is written where: files are compared with what the headers of films say. Imports no Qt.

Only kinds and counts are reported: a report that repeated ids and names would be one more place of them.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import platformdirs

from engine.errors import EngineError, ImageReadError
from engine.io.images import film_path, listing
from engine.io.patients import PatientDatum, patient_data
from engine.operation import Operation, Progress
from engine.wording import counted, in_lines

_MOST_TEXT = 256 * 2**20  # bytes of a text that are looked at
_ENDS = 2**20  # bytes of all other files: texts stand before or after pixels and weights
_SAMPLE = "Sample films"  # OneMark's own drawn films: no patient's
_FIELDS = {
    "subject": PatientDatum.ID,
    "patientid": PatientDatum.ID,
    "patientname": PatientDatum.NAME,
    "birthdate": PatientDatum.BIRTH_DATE,
    "patientbirthdate": PatientDatum.BIRTH_DATE,
    "timepoint": PatientDatum.STUDY_DATE,
    "studydate": PatientDatum.STUDY_DATE,
}
_WORD = re.compile(r"[^\W_]+")
_JSON_FIELD = re.compile(r'"(\w+)"\s*:\s*"((?:[^"\\]|\\.)+)"')
_TIME_OF_WRITING = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*|\d{8}T\d{6,}Z?")  # OneMark's own, no study's
_LIMITS = (
    "Names of files and folders stay as they are: rename those that hold a patient's name or id.",
    "Not counted: the sex of patients, which projects and their backups keep for norms that differ by it.",
    "Not seen: what is drawn into the pixels of a film, and names spelled otherwise than in the headers.",
    *(
        ("Not seen: the registry, where the settings keep which folders were opened last.",)
        * (os.name == "nt")
    ),
)


class Place(StrEnum):
    """Where a datum stands."""

    CONTENT = "content"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Trace:
    """One kind of datum in one file: `count` times in its content, or in its name."""

    file: str
    place: Place
    datum: PatientDatum
    count: int


@dataclass(frozen=True, slots=True)
class PrivacyReport:
    """`films`: how many there are, `in_films`: how many of these hold each kind of datum in their headers.

    `traces`: what else holds some; `unreadable`: file -> why it could not be looked into.
    """

    films: int
    in_films: Mapping[PatientDatum, int]
    looked_at: int
    traces: tuple[Trace, ...]
    unreadable: Mapping[str, str]
    limits: tuple[str, ...] = _LIMITS

    def as_json(self) -> dict[str, object]:
        """All of it as plain JSON."""
        return {
            "films": self.films,
            "in_films": {datum.value: count for datum, count in self.in_films.items()},
            "files_looked_at": self.looked_at,
            "found": [
                {"file": trace.file, "in": trace.place.value, "what": trace.datum.value, "count": trace.count}
                for trace in self.traces
            ],
            "unreadable": dict(self.unreadable),
            "limits": list(self.limits),
        }

    def text(self, shown: int = 20) -> str:
        """The report in lines, with so many files of each kind."""
        lines = [f"{counted(self.films, 'film')}; their headers hold"]
        lines += [f"  {datum.value:<22} {count}" for datum, count in self.in_films.items()] or ["  nothing"]
        lines.append(
            f"of the {counted(self.looked_at, 'file')} that were looked into, these hold such data too"
        )
        lines += self._of(Place.CONTENT, shown) or ["  none"]
        if named := self._of(Place.NAME, shown):
            lines += ["and these are named so", *named]
        lines += [f"not looked into: {file} ({reason})" for file, reason in self.unreadable.items()]
        return in_lines([*lines, *self.limits])

    def _of(self, place: Place, shown: int) -> list[str]:
        by_file: dict[str, list[str]] = {}
        for trace in self.traces:
            if trace.place is place:
                by_file.setdefault(trace.file, []).append(f"{trace.datum.value} {trace.count}x")
        lines = [f"  {file}: {', '.join(found)}" for file, found in by_file.items()]
        more = [f"  and {len(lines) - shown} more (--json lists all)"] if len(lines) > shown else []
        return lines[:shown] + more


def own_places() -> tuple[Path, ...]:
    """Where OneMark writes besides: unfinished runs, models, settings with the folders opened last."""
    preferences = Path.home() / "Library" / "Preferences"
    return (
        *(Path(find("OneMark", appauthor=False)) for find in _FOLDERS),
        *preferences.glob("*OneMark*.plist"),  # Windows has them in its registry
    )


_FOLDERS = (platformdirs.user_cache_dir, platformdirs.user_data_dir, platformdirs.user_config_dir)


def trace_patients(folder: Path, own: Sequence[Path]) -> Operation[PrivacyReport]:
    """Look for what films of `folder` say of their patients, in all files there and in OneMark's `own`.

    Raises `EngineError` where there is no such folder.
    """
    if not os.path.isdir(folder):  # noqa: PTH112  Path.is_dir raises where a part of the path is forbidden
        raise EngineError(f"There is no folder {folder}: check its name, its drive and its permissions.")
    films, data = yield from _read_films(folder)
    sought = _Sought(data)
    in_films = Counter(datum for found in data for datum in found)
    headers = {film for film, found in zip(films, data, strict=True) if found}
    traces: list[Trace] = []
    unreadable: dict[str, str] = {}
    places = dict.fromkeys((folder, *own))
    files = dict.fromkeys(file for place in places for file in _files_below(place, unreadable))
    for number, file in enumerate(files, 1):
        shown = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)
        found = {Place.NAME: sought.counts(shown)}
        if file not in headers:  # of these it is known
            try:
                found[Place.CONTENT] = sought.in_content(_text_of(file))
            except OSError as error:
                unreadable[shown] = error.strerror or str(error)
        traces += _traces(shown, found)
        yield Progress("looking for patients' data", number, len(files), shown)
    traces += _traces(".", {Place.NAME: sought.counts(os.path.abspath(folder))})  # noqa: PTH100
    return PrivacyReport(len(films), dict(sorted(in_films.items())), len(files), tuple(traces), unreadable)


def _read_films(folder: Path) -> Operation[tuple[list[Path], list[Mapping[PatientDatum, frozenset[str]]]]]:
    """The films, and what the header of each says of its patient."""
    try:
        found = yield from listing(folder)
    except ImageReadError:  # a folder of projects and tables alone
        return [], []
    films = [film_path(folder, film) for film in found.films]
    data = []
    for number, film in enumerate(films, 1):
        data.append(patient_data(film))
        yield Progress("reading headers", number, len(films), film.name)
    return films, data


def _traces(file: str, found: Mapping[Place, Counter[PatientDatum]]) -> Iterator[Trace]:
    for place, counts in found.items():
        yield from (Trace(file, place, datum, count) for datum, count in sorted(counts.items()))


def _files_below(place: Path, unreadable: dict[str, str]) -> Iterator[Path]:
    """All regular files at or below `place`, hidden ones too, in order; links are not followed."""

    def tell(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            unreadable[str(error.filename)] = error.strerror or str(error)

    candidates = [place]
    for parent, folders, names in os.walk(place, onerror=tell):
        folders[:] = [name for name in folders if name != _SAMPLE]
        candidates += [Path(parent, name) for name in names]
    for file in sorted(candidates):
        with contextlib.suppress(OSError):
            if stat.S_ISREG(file.lstat().st_mode):
                yield file


def _text_of(file: Path) -> str:
    """The text of a file; of a picture or a model whatever is text at its beginning and end."""
    with file.open("rb") as stream:
        data = stream.read(_ENDS)
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return (data + stream.read(_MOST_TEXT)).decode("utf-16", "replace")
        if b"\0" in data:
            stream.seek(max(len(data), file.stat().st_size - _ENDS))
            return (data + stream.read(_ENDS)).decode("utf-8", "replace")
        data += stream.read(_MOST_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class _Sought:
    """What is looked for, as rows of words, by their first word."""

    def __init__(self, data: Iterable[Mapping[PatientDatum, frozenset[str]]]) -> None:
        self._rows: dict[str, set[tuple[tuple[str, ...], PatientDatum]]] = {}
        for datum, value in {
            (datum, value) for found in data for datum, values in found.items() for value in values
        }:
            for words in _spellings(datum, value):
                self._rows.setdefault(words[0], set()).add((words, datum))

    def counts(self, text: str) -> Counter[PatientDatum]:
        """How often each kind stands in `text`."""
        words = _words(_TIME_OF_WRITING.sub(" ", text))
        found: Counter[PatientDatum] = Counter()
        for place, word in enumerate(words):
            for wanted, datum in self._rows.get(word, ()):
                found[datum] += tuple(words[place : place + len(wanted)]) == wanted
        return +found

    def in_content(self, text: str) -> Counter[PatientDatum]:
        """As `counts`, and what stands in fields for it: whose it is may be known no more."""
        found = self.counts(text)
        for datum, value in _fields(text):
            # 1, 2, ... count a patient's studies
            is_clear = datum in (PatientDatum.ID, PatientDatum.NAME) or len("".join(_words(value))) == 8
            found[datum] += is_clear and not self.counts(value)
        return +found


def _fields(text: str) -> Iterator[tuple[PatientDatum, str]]:
    """What stands in the fields of JSON or of a table; a patient who has the name of a film is left out."""
    if text.lstrip().startswith("{"):
        found = ((_datum(name), value) for name, value in _JSON_FIELD.findall(text))
        yield from ((datum, value) for datum, value in found if datum)
        return
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    if not any(map(_datum, header.split(delimiter))):
        return
    try:
        columns, *rows = csv.reader(text.splitlines(), delimiter=delimiter)
    except csv.Error:  # no table after all
        return
    films = {cell for row in rows for cell, name in zip(row, columns, strict=False) if name == "image"}
    for row in rows:
        cells = ((_datum(name), cell) for name, cell in zip(columns, row, strict=False))
        yield from ((datum, cell) for datum, cell in cells if datum and cell and cell not in films)


def _datum(field: str) -> PatientDatum | None:
    return _FIELDS.get("".join(_words(field)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _spellings(datum: PatientDatum, value: str) -> Iterator[tuple[str, ...]]:
    """The rows of words that stand for a value; none where it is too short to be told from other numbers."""
    words = tuple(_words(value))
    if datum is PatientDatum.NAME:
        family, given, *_ = (*(tuple(_words(part)) for part in value.split("=")[0].split("^")), (), ())
        if len("".join(family + given)) > 4:
            yield from {family + given, given + family}
    elif datum in (PatientDatum.BIRTH_DATE, PatientDatum.STUDY_DATE):
        digits = "".join(words)
        if len(digits) == 8:
            year, month, day = digits[:4], digits[4:6], digits[6:]
            yield from {(digits,), (year, month, day), (day, month, year), (month, day, year)}
    elif len("".join(words)) >= (4 if not value.isdecimal() else 6):
        yield words
