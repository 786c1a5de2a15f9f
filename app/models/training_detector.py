"""Training a detector in the window: asks how, runs it, and puts what came out into the list of models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.file_places import FileKind
from app.jobs.past_run import TRAINING
from app.models.model_list import ModelList
from app.models.training_forecast import TrainingForecast
from app.runs.operations import RESUMED
from app.runs.training import (
    DetectorChoice,
    DetectorSystem,
    TrainedDetector,
    TrainingSnapshot,
    check_enough,
    decided_films,
    snapshot_of,
    training,
)
from app.runs.work_folder import forget, state_of, training_folder
from app.translation import tr
from app.views.training_dialog import SystemRow, TrainingDialog
from app.workspace.workspace import Workspace
from engine.io.guard import parsed_json
from engine.io.images import film_path
from engine.models.model_files import free_path
from engine.operation import Progress

_LAST = "training"  # in the settings: what was chosen the last time
_PATIENCE = tr("Stop early takes effect after the current step: some 10 s without a graphics card.")
_QUICK = (DetectorSystem.UNET, DetectorSystem.UNET_PRETRAINED)  # a step of theirs takes a second or two
_KEPT = tr("What it had learned is kept: train with the same choices to go on from there.")


class TrainingDetector(QObject):
    """Asks, and does the rest by `start`, which tests can call."""

    def __init__(self, workspace: Workspace, models: ModelList) -> None:
        super().__init__(workspace.window)
        self._workspace = workspace
        self._document, self._settings = workspace.document, workspace.settings
        self._jobs, self._messages = workspace.jobs, workspace.messages
        self._models, self._window = models, workspace.window
        self._request: TrainingSnapshot | None = None  # of the training that goes on
        self._first_epoch: tuple[int, float] | None = None  # and when it ended, on the clock of `monotonic`
        self._latest_epoch = 0

    def ask(self) -> None:
        """Ask how; too few films are told in a sentence."""
        if (folder := self._document.folder) is not None:
            self._messages.attempt(lambda: self._ask(folder))

    def _ask(self, folder: Path) -> None:
        paths = {film: film_path(folder, film) for film in decided_films(self._document.project)}
        check_enough(len(paths))
        words = tr(
            "It learns from the {n} film that a person annotated, accepted or corrected.",
            "It learns from the {n} films that a person annotated, accepted or corrected.",
            n=len(paths),
        )
        title = tr("{folder} detector", folder=folder.name)
        dialog = TrainingDialog(
            self._rows(folder), words, title, self._window, self._messages.places.start(FileKind.WEIGHTS)
        )
        last = self._last()
        dialog.choose(str(last.get("system")), int(last.get("epochs", 0)), float(last.get("share", 0.0)))
        TrainingForecast(self._workspace, dialog, paths)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        weights = Path(dialog.weights) if dialog.weights else None
        if weights is not None:
            self._messages.places.remember(FileKind.WEIGHTS, weights)
        system = next(system for system in DetectorSystem if system.key == dialog.system)
        choice = DetectorChoice(dialog.title, system, dialog.epochs, dialog.share, weights)
        self._settings.remember(
            _LAST, json.dumps({"system": system.key, "epochs": choice.epochs, "share": choice.share})
        )
        self.start(folder, choice)

    def _rows(self, folder: Path) -> list[SystemRow]:
        seed = self._settings.number("seed")
        return [
            SystemRow(
                system.key,
                system.title,
                system.epochs,
                system.purpose,
                bool(state_of(training_folder(folder, system.key, seed))),
                system is DetectorSystem.UNET_PRETRAINED,
            )
            for system in DetectorSystem
        ]

    def _last(self) -> Mapping[str, str | int | float]:
        try:
            stored = parsed_json(self._settings.remembered(_LAST) or "{}")
            return {
                **stored,
                "epochs": int(stored.get("epochs", 0)),
                "share": float(stored.get("share", 0.0)),
            }
        except (AttributeError, TypeError, ValueError):  # edited by hand
            return {}

    def start(self, folder: Path, choice: DetectorChoice) -> None:
        """Start a training on the decided films; EngineError where it cannot start."""
        seed = self._settings.number("seed")
        work = training_folder(folder, choice.system.key, seed)
        stem = "".join(letter if letter.isalnum() else "-" for letter in choice.name).strip("-")
        target = free_path(self._models.own_folder, stem or "detector")
        device = self._settings.text("device")
        request = snapshot_of(self._document.project, folder, choice, device, seed, work, target)
        self._jobs.start(
            f"{TRAINING} ({choice.system.title})",
            training(request),
            self._take,
            self._see,
            self._ended,
            [] if choice.system in _QUICK else [_PATIENCE],
            if_stopped=tr("Stopped early, what it has learned becomes a model; cancelled, nothing is kept."),
            discarded=self._discarded,
            stop=request.stop,
            films=len(request.paths),
            error_unit=request.unit,
        )
        self._request, self._first_epoch, self._latest_epoch = request, None, 0
        self._jobs.tell({}, {"system": choice.system.title, "epochs": str(choice.epochs), "seed": str(seed)})

    def _see(self, progress: Progress) -> None:
        if progress.stage == RESUMED:
            self._jobs.add_note(progress.message)
        if (epoch := int(progress.metrics.get("epoch", 0))) > 0 and self._request is not None:
            self._pace(epoch, self._request.choice.epochs)

    def _pace(self, epoch: int, epochs: int) -> None:
        """Tell how long it still takes, by the epochs since the first one that was seen."""
        now = monotonic()
        if self._first_epoch is None:
            self._first_epoch = (epoch, now)
        first, began = self._first_epoch
        if epoch > max(first, self._latest_epoch):
            self._jobs.expect((epochs - epoch) * (now - began) / (epoch - first))
        self._latest_epoch = epoch

    def _take(self, trained: TrainedDetector) -> str:
        request, self._request = self._request, None
        split = f"{trained.learned} to learn from, {trained.kept_back} kept back"
        self._jobs.tell(trained.figures, {"split": split})
        self._jobs.log(trained.notes)
        self._models.refresh()
        name = request.choice.name if request is not None else trained.path.stem
        key = f"{trained.path}#"
        self._messages.warn(
            tr("{model} is in the list of models. Shall Predict take it from now on?", model=name),
            tr("Take it"),
            lambda: self._models.choose(key),
            holds=lambda: any(choice.key == key for choice in self._models.shelf.choices),
        )
        return _listed_note(name, trained)

    def _ended(self) -> str:
        request, self._request = self._request, None
        return _KEPT if request is not None and state_of(request.work) else ""

    def _discarded(self) -> str:
        request, self._request = self._request, None
        if request is not None:
            forget(request.work)
        return ""


def _listed_note(name: str, trained: TrainedDetector) -> str:
    """Where the model is now, and in brackets what the films kept back say."""
    unit = next((unit for unit in ("mm", "px") if f"mre_{unit}" in trained.figures), "")
    if not unit:
        return tr("{model} is in the list of models", model=name)
    return tr(
        "{model} is in the list of models (MRE {error:.2f} {unit} on {n} film kept back)",
        "{model} is in the list of models (MRE {error:.2f} {unit} on {n} films kept back)",
        n=trained.kept_back,
        model=name,
        error=trained.figures[f"mre_{unit}"],
        unit=unit,
    )
