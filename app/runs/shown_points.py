"""The points that a run has found by now, kept on the disk: the end of its process by force takes none.

One JSON object a line: first what the run learns from, then a film's points each time they are found.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.document import edits
from app.document.project import Project
from app.runs.work_folder import shown_file
from app.storage.codec import decode_landmark, decode_scheme, encode_landmark
from app.storage.parts import Json, checked_object
from app.translation import tr
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.guard import parsed_json, regular_bytes
from engine.io.schemes import scheme_to_json
from engine.landmarks import LandmarkSet, Origin

_UNFINISHED = ", unfinished"  # behind the name of a run that was stopped
_EARLY = ", stopped early"  # behind that of one which came to a result


@dataclass(frozen=True, slots=True)
class LeftPoints:
    """What a run that never came to an end had found: the last `sets` of its films.

    `before`: scheme and exemplars that it started from; a model's prediction has no exemplars.
    """

    before: Project
    sets: tuple[LandmarkSet, ...]

    @property
    def exemplars(self) -> tuple[str, ...]:
        """The films that the run learned from."""
        return tuple(self.before.sets)

    def taken(self, project: Project, now: str) -> edits.Change:
        """The edit that takes them over; the landmarks of a model become those of a project without any."""
        scheme = project.scheme if self.exemplars or project.scheme.names else self.before.scheme
        learned = edits.set_scheme(project, scheme)
        base = project.with_parts(learned.after)
        found = [
            unfinished(marks, base.landmarks(marks.film)) if self.exemplars else marks for marks in self.sets
        ]
        step = edits.take_predictions(
            base,
            found,
            now=now,
            sources=self.exemplars,
            learned_from=self.before,
            over_models=not self.exemplars,
        )
        return edits.combined(project, tr("Keep the points of an unfinished run"), learned, step)


class ShownPoints:
    """Writes what was found, as far as the disk takes it; a run goes on without."""

    def __init__(self) -> None:
        self._path: Path | None = None

    def begin(self, path: Path, project: Project, exemplars: Iterable[str]) -> None:
        """A run of `project` starts that learns from `exemplars`; what an earlier one left in `path` goes."""
        learned = {film: _plain(project.landmarks(film)) for film in exemplars}
        head = {"scheme": scheme_to_json(project.scheme), "exemplars": learned}
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{json.dumps(head)}\n", encoding="utf-8")
            self._path = path

    def add(self, found: Iterable[LandmarkSet]) -> None:
        """These points are known now."""
        if self._path is None:
            return
        lines = [f"{json.dumps({marks.film: _plain(marks)})}\n" for marks in found]
        with contextlib.suppress(OSError), self._path.open("a", encoding="utf-8") as file:
            file.writelines(lines)  # in the hands of the system, which outlives this process

    def forget(self) -> None:
        """The run has ended, its points are in the document."""
        if self._path is not None:
            _forget(self._path)
        self._path = None


class OfferOfLeftPoints(QObject):
    """Offers the points of a run whose process was ended by force, when its films are opened again.

    `goes_on`: whether the next run goes on from what that one had computed.
    """

    def __init__(self, workspace: Workspace, goes_on: Callable[[], bool]) -> None:
        super().__init__(workspace.window)
        self._workspace, self._goes_on = workspace, goes_on
        workspace.document.replaced.connect(self._offer)

    def _offer(self) -> None:
        document = self._workspace.document
        if document.folder is None or document.read_only:
            return
        for of_model in (True, False):
            path = shown_file(document.folder, of_model=of_model)
            if (left := left_points(path)) is not None:
                self._offer_these(left, path, document.folder)

    def _offer_these(self, left: LeftPoints, path: Path, folder: Path) -> None:
        document, jobs = self._workspace.document, self._workspace.jobs
        films = tr("{n} film", "{n} films", n=len(left.sets))
        if left.exemplars:
            words = tr(
                "OneMark was ended during a propagation: the points found by then on {films} are kept.",
                films=films,
            )
        else:
            words = tr(
                "OneMark was ended during a prediction: the points found by then on {films} are kept.",
                films=films,
            )
        if left.exemplars and self._goes_on():
            words = f"{words} {tr('Propagate goes on from there.')}"
        self._workspace.messages.warn(
            words,
            tr("Take them"),
            lambda: self._take(path, left),
            holds=lambda: document.folder == folder and not jobs.is_busy,
        )

    def _take(self, path: Path, left: LeftPoints) -> None:
        document = self._workspace.document

        def take() -> None:
            step = left.taken(document.project, document.now())
            if document.push(step) or step.is_empty:  # else it was refused, and they are kept
                _forget(path)

        self._workspace.messages.attempt(take)


def left_points(path: Path) -> LeftPoints | None:
    """What was found when the process of a run ended; None where nothing was."""
    lines = _lines(path)
    try:
        head = next(lines)
        learned = {film: _marks(film, stored) for film, stored in checked_object(head["exemplars"]).items()}
        before = Project(decode_scheme(head["scheme"]), sets=learned)
        found = {film: _marks(film, stored) for line in lines for film, stored in line.items()}
    except (StopIteration, KeyError, ValueError, EngineError):  # there is none, or it is damaged
        return None
    return LeftPoints(before, tuple(found.values())) if found else None


def unfinished(marks: LandmarkSet, current: LandmarkSet) -> LandmarkSet:
    """`marks` under a name that tells that they are not what the whole run would have found.

    Without those of which `current` has the point of a whole run, which is better, unless it is stale.
    """
    kept = without_whole(marks, current)
    return kept.with_landmarks(
        replace(mark, model=f"{mark.model}{_UNFINISHED}" if mark.model else "") for mark in kept.placed()
    )


def without_whole(marks: LandmarkSet, current: LandmarkSet) -> LandmarkSet:
    """`marks` without those of which `current` has the point of a whole run, unless that is stale."""
    kept = {
        mark.name: mark
        for mark in marks.placed()
        if current.get(mark.name).origin is not Origin.PREDICTED
        or current.get(mark.name).stale
        or current.get(mark.name).model.endswith((_UNFINISHED, _EARLY))
    }
    return replace(marks, landmarks=kept)


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


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
