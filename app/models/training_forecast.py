"""What the dialog of a training says before one starts: which films are kept back, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.jobs.job import JobSlot, leave_a_core
from app.runs.training import groups_of
from app.time_left import in_words
from app.translation import tr
from app.views.training_dialog import TrainingDialog
from app.workspace.workspace import Workspace
from engine.geometry.coordinates import Size
from engine.operation import Operation, Progress

if TYPE_CHECKING:
    from engine.supervised.estimate import TrainingPace

_USUAL = Size(1600, 2000)  # px, of a film of which nobody knows the size yet


class TrainingForecast(QObject):
    """Groups the films of a patient and times this computer on threads of its own while the dialog stands."""

    def __init__(self, workspace: Workspace, dialog: TrainingDialog, paths: Mapping[str, Path]) -> None:
        super().__init__(dialog)
        self._jobs, self._settings, self._messages = workspace.jobs, workspace.settings, workspace.messages
        self._project, self._dialog, self._paths = workspace.document.project, dialog, paths
        self._grouping, self._timing = JobSlot(self), JobSlot(self)
        self._groups: Mapping[str, str] | None = None
        self._has_left = False
        self._paces: dict[str, TrainingPace] = {}  # by system
        hashes = {film: self._project.film(film).sha256 for film in paths}
        self._grouping.start(groups_of(paths, hashes), self._take_groups, self._messages.error)
        dialog.asked_changed.connect(self._next)
        dialog.finished.connect(self._leave)
        self._next()

    def _leave(self) -> None:
        self._has_left = True
        for slot in (self._grouping, self._timing):
            slot.close()

    def _take_groups(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._show()

    def _take(self, system: str, pace: TrainingPace) -> None:
        self._paces[system] = pace
        self._next()  # the choice may be another one by now

    def _next(self) -> None:
        """Time the chosen system where nobody did yet; another one that is being timed gives way."""
        system = self._dialog.system
        self._show()
        if system in self._paces or self._jobs.is_busy or self._has_left:
            return
        if self._timing.is_busy:
            self._timing.cancel()
            return
        count = len(self._project.scheme.names)
        sizes = [size for film in self._paths if (size := self._project.film(film).size) is not None]
        timing = _timing(
            system, count, sizes[len(sizes) // 2] if sizes else _USUAL, self._settings.text("device")
        )
        self._timing.start(
            timing, lambda pace: self._take(system, pace), self._messages.error, cancelled=self._next
        )

    def _show(self) -> None:
        self._dialog.say(" ".join((self._split_words(), self._time_words())))

    def _split(self) -> tuple[int, int]:
        """How many films are learned from and kept back with the share that is chosen."""
        from engine.supervised.splits import carve

        seed, films = self._settings.number("seed"), tuple(self._paths)
        learned, kept_back = carve(films, self._groups or {}, self._dialog.share, seed)
        return len(learned), len(kept_back)

    def _split_words(self) -> str:
        if self._groups is None:
            return tr("Looking which films are of one patient...")
        learned, kept_back = self._split()
        alone = len(set(self._groups.values()))
        if not kept_back:
            return tr(
                "All {n} film are of one patient: none can be kept back.",
                "All {n} films are of one patient: none can be kept back.",
                n=len(self._paths),
            )
        return tr(
            "{films} to learn from, {kept_back} kept back ({patients}, or films that name none).",
            films=tr("{n} film", "{n} films", n=learned),
            kept_back=kept_back,
            patients=tr("{n} patient", "{n} patients", n=alone),
        )

    def _time_words(self) -> str:
        if (pace := self._paces.get(self._dialog.system)) is not None:
            seconds = pace.seconds(self._dialog.epochs, *self._split())
            return tr(
                "It takes about {time} on this computer, if nothing else computes.", time=in_words(seconds)
            )
        if self._jobs.is_busy:
            return tr("How long it takes cannot be told while something else computes.")
        return tr("Timing this computer...")


def _timing(system: str, landmarks: int, film: Size, device: str) -> Operation[TrainingPace]:
    yield Progress("loading", 0, 0)
    from engine.runtime.device import choose_device
    from engine.supervised.estimate import training_pace
    from engine.supervised.systems import SYSTEMS, System

    leave_a_core()
    return (yield from training_pace(SYSTEMS[System(system)], landmarks, film, choose_device(device)))
