"""Text of the ISBI cephalometric challenge: x,y in whole pixels, a line each, 19 of them, then class labels.

Frame: pixels, (0, 0) the centre of the first one, y goes down. The landmarks have the numbers of their lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.errors import TableError
from engine.io.exchange.point_file import FilmPoints, Frame, PointFile, PointFormat, point
from engine.landmarks import MOST_LANDMARKS, Scheme
from engine.wording import counted

_PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*")
_LABEL = re.compile(r"\s*\d{1,2}\s*")


def _recognises(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    pairs = 0
    while pairs < len(lines) and _PAIR.fullmatch(lines[pairs]):
        pairs += 1
    return pairs >= 2 and all(_LABEL.fullmatch(line) for line in lines[pairs:])


def _read(text: str) -> PointFile:
    lines = [line for line in text.splitlines() if line.strip()]
    pairs = []
    for line in lines:
        if (found := _PAIR.fullmatch(line)) is None:
            break
        pairs.append((float(found[1]), float(found[2])))
    if not pairs or len(pairs) > MOST_LANDMARKS:
        raise TableError("The file does not begin with lines of x,y: give one of the ISBI challenge.")
    left = lines[len(pairs) :]
    if bad := next((line for line in left if not _LABEL.fullmatch(line)), None):
        raise TableError(f"{bad.strip()[:40]!r} is neither x,y nor a class label: correct the file.")
    marks = tuple(point(str(number), x, y) for number, (x, y) in enumerate(pairs, 1))
    notes = (f"Left out: {counted(len(left), 'class label')} behind the points.",) if left else ()
    return PointFile((FilmPoints("", marks),), Scheme(tuple(mark.name for mark in marks)), notes)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> str:
    (film,) = films
    marks = {mark.name: mark.position for mark in film.marks if mark.position is not None}
    lacking = [name for name in scheme.names if name not in marks]
    if lacking:
        raise TableError(
            f"{film.image} lacks {lacking[0]}, and this format has a line for every landmark: place it, or "
            "choose another format."
        )
    return "".join(f"{round(x)},{round(y)}\n" for x, y in (marks[name] for name in scheme.names))


FORMAT = PointFormat(
    name="isbi",
    title="ISBI challenge text",
    suffixes=(".txt",),
    frame=Frame.CENTRE,
    recognises=_recognises,
    read=_read,
    write=_write,
    decimals=0,
    one_film=True,
    names_landmarks=False,
)
