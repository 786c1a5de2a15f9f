"""TPS of tpsDig, tpsUtil and geomorph. Frame: pixels, y goes up from the centre of the lowest row.

y = H - 1 - y_tps, as the centres of pixels are mirrored; some tools have y = H - y_tps (`Frame.UP_EDGE`), one
pixel lower. SCALE is mm a pixel; coordinates stay pixels. A pair of -1, or NA, is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from pathlib import PurePosixPath

from engine.errors import TableError
from engine.imaging.image import Spacing, SpacingSource
from engine.io.exchange.point_file import (
    UNREVIEWED,
    FilmPoints,
    Frame,
    Point,
    PointFile,
    PointFormat,
    is_unreviewed,
    point,
)
from engine.landmarks import MOST_LANDMARKS, Landmark, Presence, Scheme
from engine.wording import counted

_KEY = re.compile(
    r"\s*(LM3?|POINTS|CURVES|OUTLINES|CHAINS|IMAGE|ID|SCALE|COMMENT|VARIABLES|RADII)\s*=(.*)", re.I
)
_UNPLACED = "unplaced"  # what a comment of ours says of missing landmarks that nobody has called absent
_KEPT = {"IMAGE": "image", "ID": "identity", "SCALE": "scale"}
MISSING = frozenset({"na", "nan", "-", "?"})  # words that programs write for a missing coordinate
Remarks = Mapping[str, frozenset[str]]  # UNREVIEWED or _UNPLACED -> numbers of landmarks, from 1


def _recognises(text: str) -> bool:
    return bool(re.match(r"\s*LM\s*=", text, re.IGNORECASE))


class _Specimen:
    """One specimen while its lines are read."""

    def __init__(self, count: int, line: int) -> None:
        self.count, self.line = count, line
        self.pairs: list[tuple[float, float] | None] = []
        self.image = self.identity = ""
        self.scale: str | None = None  # of a specimen that says nothing of it
        self.remarks: dict[str, frozenset[str]] = {}

    def film(self, notes: list[str]) -> FilmPoints:
        """What was read; TableError where points lack."""
        if len(self.pairs) != self.count:
            raise TableError(
                f"Line {self.line}: LM={self.count} is followed by {counted(len(self.pairs), 'point')}: "
                "correct the file."
            )
        image = self.image or self.identity
        if not image:
            raise TableError(f"Line {self.line}: this specimen names no film: add IMAGE= or ID=.")
        marks = tuple(
            remarked(str(number), pair, number, self.remarks) for number, pair in enumerate(self.pairs, 1)
        )
        return FilmPoints(image, marks, spacing=self._spacing(image, notes))

    def _spacing(self, image: str, notes: list[str]) -> Spacing | None:
        if self.scale is None:
            return None
        text = self.scale.strip().replace(",", ".")
        try:
            scale = float(text) if text else 0.0
        except ValueError:
            scale = 0.0
        if isfinite(scale) and scale > 0:
            return Spacing(scale, scale, SpacingSource.TABLE)
        notes.append(f"SCALE of {image} is empty or no number: its pixel spacing is not known.")
        return None


class _Reader:
    """Reads a file line by line into specimens."""

    def __init__(self) -> None:
        self.specimens: list[_Specimen] = []
        self.curves = 0
        self._skipped = 0  # lines of a curve that are left

    def take(self, number: int, line: str) -> None:
        """The next line, blank ones aside."""
        key = _KEY.match(line)
        if key is not None:
            self._skipped = 0
            self._take_key(number, key[1].upper(), key[2].strip())
        elif self._skipped:
            self._skipped -= 1
        elif self.specimens and len(self.specimens[-1].pairs) < self.specimens[-1].count:
            self.specimens[-1].pairs.append(_pair(line, number))
        else:
            raise TableError(
                f"Line {number}: {line.strip()[:40]!r} belongs to no landmarks: correct the file."
            )

    def _take_key(self, number: int, name: str, value: str) -> None:
        if name == "LM3":
            raise TableError(f"Line {number}: these are landmarks in three dimensions, and films have two.")
        if name == "LM":
            self.specimens.append(_Specimen(_count(value, number), number))
            return
        if not self.specimens:
            raise TableError(f"Line {number}: a specimen begins with LM=: correct the file.")
        if name == "POINTS":
            self._skipped = _count(value, number)
            self.curves += 1
        elif name in _KEPT:
            setattr(self.specimens[-1], _KEPT[name], value)
        elif name == "COMMENT":
            self.specimens[-1].remarks |= remarks_in(value)


def _read(text: str) -> PointFile:
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            reader.take(number, line)
    if not reader.specimens:
        raise TableError("The file holds no landmarks: it needs LM= and one line for each.")
    notes: list[str] = []
    films = [specimen.film(notes) for specimen in reader.specimens]
    if any(film.spacing for film in films):
        notes.append(
            "SCALE names no unit and was taken for mm a pixel: correct the pixel spacing if it is not."
        )
    if reader.curves:
        notes.append(
            f"Left out: {counted(reader.curves, 'curve')} of the file, whose points are no landmarks."
        )
    return PointFile(tuple(films), _numbers(films), tuple(notes))


def _numbers(films: Sequence[FilmPoints]) -> Scheme:
    most = max(len(film.marks) for film in films)
    return Scheme(tuple(str(number) for number in range(1, most + 1)))


def _count(value: str, line: int) -> int:
    if not value.isdecimal() or int(value) > MOST_LANDMARKS:
        raise TableError(f"Line {line}: {value[:40]!r} is no number of points: correct the file.")
    return int(value)


def _pair(line: str, number: int) -> tuple[float, float] | None:
    """A point; None where it is missing."""
    words = line.split()
    if len(words) != 2:
        raise TableError(f"Line {number}: a landmark has two numbers, not {len(words)}: correct the file.")
    if all(word.casefold() in MISSING for word in words):
        return None
    try:
        x, y = (float(word.replace(",", ".")) for word in words)
    except ValueError:
        raise TableError(
            f"Line {number}: {line.strip()[:40]!r} is no pair of numbers: correct the file."
        ) from None
    return None if (x, y) == (-1.0, -1.0) else (x, y)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    return "".join(line + "\n" for film in films for line in _specimen_lines(film, scheme))


def _specimen_lines(film: FilmPoints, scheme: Scheme) -> Iterator[str]:
    marks = {mark.name: mark for mark in film.marks}
    places = [marks[name].position if name in marks else None for name in scheme.names]
    yield f"LM={len(places)}"
    for place in places:
        yield "-1.00000 -1.00000" if place is None else f"{place[0]:.6f} {place[1]:.6f}"
    yield f"IMAGE={film.image}"
    yield f"ID={PurePosixPath(film.image).stem}"
    if comment := remarks_on(film, scheme):
        yield f"COMMENT={comment}"
    if film.spacing is not None and film.spacing.x == film.spacing.y:
        yield f"SCALE={film.spacing.x:.9g}"


def remarks_on(film: FilmPoints, scheme: Scheme) -> str:
    """What a comment says of the landmarks of `film`, by their numbers in `scheme`; "" for nothing.

    "unreviewed: 1 4; unplaced: 2": formats with bare coordinates have no other place for it.
    """
    marks = {mark.name: mark for mark in film.marks}
    ordered = [marks.get(name) or Landmark(name) for name in scheme.names]
    groups = {UNREVIEWED: is_unreviewed, _UNPLACED: _is_open}
    numbers = {
        what: [str(number) for number, mark in enumerate(ordered, 1) if holds(mark)]
        for what, holds in groups.items()
    }
    return "; ".join(f"{what}: {' '.join(which)}" for what, which in numbers.items() if which)


def remarks_in(comment: str) -> Remarks:
    """What `remarks_on` has said; comments of others say nothing that is asked for."""
    parts = (part.partition(":") for part in comment.split(";"))
    return {what.strip(): frozenset(which.split()) for what, _, which in parts}


def remarked(name: str, place: Point | None, number: int, remarks: Remarks) -> Landmark:
    """The landmark at `place` (None: missing), the `number`-th of its film, with what `remarks` say of it."""
    if place is None:
        unplaced = str(number) in remarks.get(_UNPLACED, ())
        return Landmark(name, presence=Presence.UNPLACED if unplaced else Presence.ABSENT)
    return point(name, *place, unreviewed=str(number) in remarks.get(UNREVIEWED, ()))


def _is_open(mark: Landmark) -> bool:
    return mark.position is None and mark.presence is not Presence.ABSENT


FORMAT = PointFormat(
    name="tps",
    title="TPS (tpsDig, geomorph)",
    suffixes=(".tps",),
    frame=Frame.UP_CENTRE,
    other_frames=(Frame.UP_EDGE,),
    recognises=_recognises,
    read=_read,
    write=_write,
    marks_unreviewed=True,
    names_landmarks=False,
    marks_absent=True,
    one_scale=True,
)
