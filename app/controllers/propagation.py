"""Propagation: the exemplars' landmarks carried to all films by a job, its result one undo step."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.jobs import Jobs
from app.controllers.shown import Shown
from app.document import edits
from app.document.document import Document
from app.document.project import Project
from app.settings import Settings
from engine.errors import PropagationError
from engine.io.images import film_path
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress
from engine.wording import counted

if TYPE_CHECKING:
    from engine.oneshot import Propagation


@dataclass(frozen=True, slots=True)
class Request:
    """What a run starts from: a snapshot, for the document may change while it runs."""

    films: Sequence[tuple[str, Path]]
    exemplars: Sequence[LandmarkSet]
    scheme: Scheme
    device: str
    seed: int


def propagation(request: Request) -> Operation[Propagation]:
    """The operation; the engine's learning part is imported in the job, so that the window is there fast."""
    yield Progress("loading", 0, 0)
    import torch

    from engine.oneshot import FilmSource, PropagationSettings, propagate

    # a core stays with the window
    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))
    settings = PropagationSettings(device=request.device, seed=request.seed)
    films = [FilmSource(identity, path) for identity, path in request.films]
    result = yield from propagate(films, request.exemplars, request.scheme, settings)
    return result


class Propagating(QObject):
    """Starts runs and takes over what they found. `last` is the latest result, for the export's run.json."""

    def __init__(
        self, document: Document, shown: Shown, jobs: Jobs, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._shown, self._jobs, self._settings = document, shown, jobs, settings
        self._before = Project()
        self._seed = 0
        self._running = False
        self._forget()
        document.replaced.connect(self._forget)

    @property
    def is_running(self) -> bool:
        """True from the start of a run until its points are in the document, or it ended without any."""
        return self._running

    def start(self, folder: Path) -> None:
        """Start a run on all usable films; EngineError where it cannot start."""
        self._document_must_be_writable()
        project = self._document.project
        request = self._request(project, folder)
        self._jobs.start("Propagation", propagation(request), self._take, self._preview, self._ended)
        self._before, self._seed, self._running = project, request.seed, True

    def _forget(self) -> None:
        # another project's export must not name this one's run
        self.last: Propagation | None = None
        self.last_seed = 0

    def _ended(self) -> None:
        self._running = False
        self._shown.clear_previews()

    def _request(self, project: Project, folder: Path) -> Request:
        exemplars = [marks for film in project.exemplars() if (marks := _truth(project, film)).placed()]
        if not exemplars:
            raise PropagationError("There is no exemplar yet: place the landmarks of one film first.")
        films = [(film, film_path(folder, film)) for film in project.usable_films()]
        if len(films) <= len(exemplars):
            raise PropagationError("All films are exemplars: add more films to the folder to propagate to.")
        return Request(
            films, exemplars, project.scheme, self._settings.text("device"), self._settings.number("seed")
        )

    def _document_must_be_writable(self) -> None:
        if self._document.read_only:
            raise PropagationError(self._document.read_only)

    def _preview(self, progress: Progress) -> None:
        if progress.found:
            self._shown.add_previews(progress.found)

    def _take(self, result: Propagation) -> str:
        self.last, self.last_seed = result, self._seed
        exemplars = set(result.exemplars)
        found = [marks for film, marks in result.sets.items() if film not in exemplars]
        step = edits.take_predictions(
            self._document.project,
            found,
            now=self._document.now(),
            sources=result.exemplars,
            mirrored=result.mirrored,
            learned_from=self._before,
        )
        self._ended()
        taken = set(step.after.sets) if self._document.push(step) else set()
        return closing_note(
            len(taken),
            len(result.unreadable),
            sum(flipped for film, flipped in result.mirrored.items() if film in taken),
            edits.landmarks_without_place(self._document.project, found, self._before),
        )


def _truth(project: Project, film: str) -> LandmarkSet:
    """What a person placed on a film: nothing may be learned from a machine's points."""
    marks = project.landmarks(film)
    return replace(marks, landmarks={mark.name: mark for mark in marks.placed() if mark.is_human})


def closing_note(films: int, unreadable: int, mirrored: int, dropped: Sequence[str] = ()) -> str:
    """What came of a run, in a line; `dropped` are landmarks that left the scheme while it ran."""
    parts = [f"{counted(films, 'film')} predicted"]
    if mirrored:
        parts.append(f"{mirrored} of them mirrored")
    if unreadable:
        parts.append(f"{counted(unreadable, 'unreadable film')} left out")
    if dropped:
        parts.append(f"left out as no longer in the scheme: {', '.join(dropped)}")
    return ", ".join(parts) + ("; Space goes to the most doubtful point" if films else "")
