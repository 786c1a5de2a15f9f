"""NTS of NTSYSpc, tpsUtil and geomorph. Frame: pixels, y goes up from the centre of the lowest row, as TPS.

The files themselves say nothing of y: those made from TPS count up, those made from other tools often down. A
rectangular matrix of specimens x coordinates: comments, "1 3L 8 1 -9999 DIM=2", labels, numbers. Labels have
no blanks, so ours are percent-encoded, and comments of ours keep the names of the landmarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from engine.errors import TableError
from engine.io.exchange.point_file import FilmPoints, Frame, Point, PointFile, PointFormat, refuse_doubles
from engine.io.exchange.tps import MISSING, remarked, remarks_in, remarks_on
from engine.landmarks import MOST_LANDMARKS, Scheme
from engine.wording import counted

_HEADER = re.compile(
    r"1\s+(\d{1,9})([LBE]?)\s+(\d{1,9})([LBE]?)\s+(?:0(?:\s+-?\d+(?:\.\d+)?)?|1\s+(\S+))(?:\s+DIM\s*=\s*(\d))?",
    re.IGNORECASE,
)
_OURS = '"OneMark: names are percent-encoded, and y goes up'
_NAMES, _REMARKS = '"landmarks: ', re.compile(r'"film (\d+): (.*)')
_CODE = "-9999"  # of a missing coordinate: no film is as large, and none is below its edge as far
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Matrix:
    """What the file has: its header's facts, the labels of its rows and columns, and the numbers as words."""

    specimens: int
    columns: int
    code: str
    labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    words: tuple[str, ...]


def _lines(text: str) -> Iterator[str]:
    """The lines, blank ones aside."""
    return (line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip())


def _is_comment(line: str) -> bool:
    return line.startswith(('"', "'"))


def _recognises(text: str) -> bool:
    first = next((line for line in _lines(text) if not _is_comment(line)), "")
    return _HEADER.fullmatch(first) is not None


def _read(text: str) -> PointFile:
    lines = list(_lines(text))
    comments = [line for line in lines if _is_comment(line)]
    matrix = _matrix([line for line in lines if not _is_comment(line)])
    is_ours = _OURS in comments
    images = tuple(map(unquote, matrix.labels)) if is_ours else matrix.labels
    names = _names(matrix, [line for line in comments if is_ours and line.startswith(_NAMES)])
    found = (_REMARKS.fullmatch(line) for line in comments if is_ours)
    remarks = {int(each[1]): remarks_in(each[2]) for each in found if each is not None}
    films = []
    for row in range(matrix.specimens):
        words = matrix.words[row * matrix.columns : (row + 1) * matrix.columns]
        pairs = [words[start : start + _PAIR] for start in range(0, len(words), _PAIR)]
        marks = (
            remarked(name, _place(pair, matrix.code, row + 1), number, remarks.get(row + 1, {}))
            for number, (name, pair) in enumerate(zip(names, pairs, strict=True), 1)
        )
        films.append(FilmPoints(images[row] if images else "", tuple(marks)))
    return PointFile(tuple(films), Scheme(names))


def _matrix(lines: list[str]) -> _Matrix:
    found = _HEADER.fullmatch(lines[0]) if lines else None
    if found is None:
        raise TableError('The file has no line such as "1 3L 8 0 DIM=2": export it again as NTS.')
    specimens, columns, place = int(found[1]), int(found[3]), found[2].upper()
    if found[6] not in (None, "2"):
        raise TableError("These are landmarks in another number of dimensions, and films have two.")
    if columns % _PAIR or not 0 < columns <= _PAIR * MOST_LANDMARKS or not specimens:
        raise TableError(
            f"The file says it has {counted(specimens, 'specimen')} of {counted(columns, 'coordinate')}, and "
            "each landmark has two: correct its header."
        )
    if not place and specimens > 1:
        raise TableError("The specimens of the file have no labels that say which films they are: add them.")
    labels, titles, numbers = specimens if place else 0, columns if found[4] else 0, specimens * columns
    named, words = _words(lines[1:], labels if place == "L" else 0, titles + numbers)
    if len(words) != titles + numbers + (labels if place in ("B", "E") else 0):
        raise TableError(f"The file says it has {specimens} x {columns} numbers, and has another count.")
    head, words = words[:titles], words[titles:]
    if place in ("B", "E"):  # a label in each row
        at = 0 if place == "B" else columns
        named = words[at :: columns + 1]
        words = [word for number, word in enumerate(words) if number % (columns + 1) != at]
    return _Matrix(specimens, columns, found[5] or "", tuple(named), tuple(head), tuple(words))


def _words(lines: list[str], labels: int, others: int) -> tuple[list[str], list[str]]:
    """The labels before the matrix and all words behind them; labels with blanks in them have a line each."""
    words = [word for line in lines for word in line.split()]
    if not labels or len(words) == labels + others:
        return words[:labels], words[labels:]
    return lines[:labels], [word for line in lines[labels:] for word in line.split()]


def _names(matrix: _Matrix, said: Sequence[str]) -> tuple[str, ...]:
    """What the landmarks are called: by our comment, by labels such as S_x and S_y, else by numbers."""
    count = matrix.columns // _PAIR
    if said:
        names = tuple(map(unquote, said[0].removeprefix(_NAMES).split()))
    else:
        across, down = matrix.column_labels[::_PAIR], matrix.column_labels[1::_PAIR]
        names = tuple(label[:-2] for label in across)
        if any(
            not name or (x.casefold(), y.casefold()) != (f"{name}_x".casefold(), f"{name}_y".casefold())
            for name, x, y in zip(names, across, down, strict=True)
        ):
            names = ()
    if len(names) != count:
        return tuple(str(number) for number in range(1, count + 1))
    refuse_doubles("", names)
    return names


def _place(pair: Sequence[str], code: str, row: int) -> Point | None:
    """A point; None where it is missing."""
    if all(word.casefold() in MISSING for word in pair):
        return None
    try:
        x, y = (float(word.replace(",", ".")) for word in pair)
        missing = float(code.replace(",", ".")) if code else None
    except ValueError:
        raise TableError(
            f"Specimen {row}: {' '.join(pair)[:40]!r} is no pair of numbers: correct it."
        ) from None
    return None if missing is not None and missing in (x, y) else (x, y)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    return "".join(f"{line}\n" for line in _written(films, scheme))


def _written(films: Sequence[FilmPoints], scheme: Scheme) -> Iterator[str]:
    yield _OURS
    yield _NAMES + " ".join(map(_label, scheme.names))
    for number, film in enumerate(films, 1):
        if remarks := remarks_on(film, scheme):
            yield f'"film {number}: {remarks}'
    rows = [{mark.name: mark.position for mark in film.marks} for film in films]
    is_whole = all(places.get(name) is not None for places in rows for name in scheme.names)
    kind = "0" if is_whole else f"1 {_CODE}"
    yield f"1 {len(films)}L {_PAIR * len(scheme.names)} {kind} DIM=2"
    yield from (_label(film.image) for film in films)
    for places in rows:
        for name in scheme.names:
            place = places.get(name)
            yield f"{_CODE} {_CODE}" if place is None else f"{place[0]:.6f} {place[1]:.6f}"


def _label(name: str) -> str:
    """`name` without blanks, quotation marks and what our own encoding begins with."""
    return re.sub(r"[\s%\"']", lambda found: quote(found[0], safe=""), name)


FORMAT = PointFormat(
    name="nts",
    title="NTS (NTSYSpc, geomorph)",
    suffixes=(".nts", ".dta"),
    frame=Frame.UP_CENTRE,
    other_frames=(Frame.UP_EDGE, Frame.CENTRE),
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    marks_absent=True,
)
