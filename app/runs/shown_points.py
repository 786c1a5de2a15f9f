"""The points that a run has on show, kept on the disk: the end of the process by force takes none of them.

One JSON object a line: first what the run learns from, then a film's points each time they are found.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.document.project import Project
from app.storage.codec import decode_landmark, decode_scheme, encode_landmark
from app.storage.parts import Json, checked_object
from engine.errors import EngineError
from engine.io.guard import parsed_json, regular_bytes
from engine.io.schemes import scheme_to_json
from engine.landmarks import LandmarkSet


@dataclass(frozen=True, slots=True)
class LeftPoints:
    """What a run that never came to an end had on show: the last `sets` of its films.

    `learned_from`: scheme and exemplars that it started from.
    """

    learned_from: Project
    sets: tuple[LandmarkSet, ...]

    @property
    def exemplars(self) -> tuple[str, ...]:
        """The films that the run learned from."""
        return tuple(self.learned_from.sets)


class ShownPoints:
    """Writes what is on show, as far as the disk takes it; a run goes on without."""

    def __init__(self) -> None:
        self._path: Path | None = None

    def begin(self, path: Path, project: Project) -> None:
        """A run of `project` starts; what an earlier one left in `path` goes."""
        learned = {film: _plain(project.landmarks(film)) for film in project.exemplars()}
        head = {"scheme": scheme_to_json(project.scheme), "exemplars": learned}
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{json.dumps(head)}\n", encoding="utf-8")
            self._path = path

    def add(self, found: Iterable[LandmarkSet]) -> None:
        """These points are on show now."""
        if self._path is None:
            return
        lines = [f"{json.dumps({marks.film: _plain(marks)})}\n" for marks in found]
        with contextlib.suppress(OSError), self._path.open("a", encoding="utf-8") as file:
            file.writelines(lines)  # in the hands of the system, which outlives this process

    def forget(self, path: Path | None = None) -> None:
        """The run has ended, its points are in the document; `path`: what an earlier process left."""
        path, self._path = path or self._path, None
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def left_points(path: Path) -> LeftPoints | None:
    """What was on show when the process of a run ended; None where nothing was."""
    lines = _lines(path)
    try:
        head = next(lines)
        learned = {film: _marks(film, stored) for film, stored in checked_object(head["exemplars"]).items()}
        before = Project(decode_scheme(head["scheme"]), sets=learned)
        found = {film: _marks(film, stored) for line in lines for film, stored in line.items()}
    except (StopIteration, KeyError, ValueError, EngineError):  # there is none, or it is damaged
        return None
    return LeftPoints(before, tuple(found.values())) if found else None


def _plain(marks: LandmarkSet) -> Json:
    return {name: encode_landmark(mark) for name, mark in marks.landmarks.items()}


def _marks(film: str, stored: object) -> LandmarkSet:
    found = checked_object(stored).items()
    return LandmarkSet(film, {name: decode_landmark(name, mark) for name, mark in found})


def _lines(path: Path) -> Iterator[Json]:
    """The whole lines; the last one may have been cut while it was written."""
    try:
        content = regular_bytes(path)
    except OSError:
        return
    for line in content.split(b"\n")[:-1]:
        yield checked_object(parsed_json(line))
