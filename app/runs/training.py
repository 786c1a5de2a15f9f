"""Training a detector on the films of the project that a person has decided on: what is asked of the engine.

The engine's learning part is imported in the job, so that the window is there fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from app.document.project import Project
from app.jobs.job import leave_a_core
from app.jobs.libraries import smooth_import
from app.runs.operations import GOES_ON, RESUMED
from app.runs.work_folder import state_of
from app.translation import tr
from engine.errors import EngineError
from engine.imaging.image import Spacing
from engine.io.images import content_hash, film_path
from engine.io.patients import SUBJECT, film_attributes
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress, StopEarly
from engine.runtime.run_lock import only_run

if TYPE_CHECKING:
    from engine.supervised.films import TrainingSet
    from engine.supervised.settings import SupervisedSettings

FEWEST = 5  # films: of fewer none could be kept back that says anything


class DetectorSystem(Enum):
    """The systems that the window trains: the engine's name, title, its epochs, and whom it suits."""

    UNET = ("unet", "U-Net", 150, tr("small and quick, the one for a computer without a graphics card"))
    UNET_PRETRAINED = (
        "unet-pretrained",
        "U-Net (EfficientNet)",
        60,
        tr("more exact than U-Net, in more time for an epoch; needs the extra pretrained"),
    )
    HRNET = ("hrnet", "HRNet-W18", 150, tr("more exact with many films; wants a graphics card"))
    FARNET = ("farnet", "FARNet", 300, tr("as published for heads; wants a graphics card"))
    GU2NET = ("gu2net", "GU2Net", 100, tr("as published for several anatomies; wants a graphics card"))

    def __init__(self, key: str, title: str, epochs: int, purpose: str) -> None:
        self.key, self.title, self.epochs, self.purpose = key, title, epochs, purpose


@dataclass(frozen=True, slots=True)
class DetectorChoice:
    """What a person asks for. `share`: of the films, kept back to choose and to measure."""

    name: str
    system: DetectorSystem
    epochs: int
    share: float
    weights: Path | None = None


@dataclass(frozen=True, slots=True)
class TrainingSnapshot:
    """A training as it was asked for; the project may change while it goes on.

    `paths`, `marks` and, where known, `spacings` and `hashes` by film. `work`: where it keeps its state until
    it is finished, `target`: its model file.
    """

    choice: DetectorChoice
    scheme: Scheme
    paths: Mapping[str, Path]
    marks: Mapping[str, LandmarkSet]
    spacings: Mapping[str, Spacing]
    hashes: Mapping[str, str]
    device: str
    seed: int
    work: Path
    target: Path
    stop: StopEarly = field(default_factory=StopEarly)

    @property
    def unit(self) -> str:
        """What errors are counted in: mm where every film has a spacing."""
        return "mm" if all(film in self.spacings for film in self.paths) else "px"


@dataclass(frozen=True, slots=True)
class TrainedDetector:
    """What came out: the model's file, its figures on the films kept back, and how many films there were.

    `notes`: what was chosen.
    """

    path: Path
    figures: Mapping[str, float]
    learned: int
    kept_back: int
    notes: tuple[str, ...] = ()


def decided_films(project: Project) -> dict[str, LandmarkSet]:
    """What a person annotated, accepted or corrected on the films that can be used, by film."""
    found = {}
    for film in project.usable_films():
        marks = project.first_reading(film)
        placed = {mark.name: mark for mark in marks.placed() if mark.is_human}
        if placed:
            found[film] = replace(marks, landmarks=placed)
    return found


def check_enough(films: int) -> None:
    """Raise `EngineError` where so many films are too few to train on."""
    if films < FEWEST:
        raise EngineError(
            tr(
                "A detector learns from {fewest} films or more that a person has annotated, accepted or "
                "corrected, and here is {n}: annotate or accept more. Propagate learns from one.",
                "A detector learns from {fewest} films or more that a person has annotated, accepted or "
                "corrected, and here are {n}: annotate or accept more. Propagate learns from one.",
                n=films,
                fewest=FEWEST,
            )
        )


def snapshot_of(
    project: Project, folder: Path, choice: DetectorChoice, device: str, seed: int, work: Path, target: Path
) -> TrainingSnapshot:
    """A training on the decided films of `project`; EngineError where they are too few."""
    marks = decided_films(project)
    check_enough(len(marks))
    records = {film: project.film(film) for film in marks}
    return TrainingSnapshot(
        choice,
        project.scheme,
        {film: film_path(folder, film) for film in marks},
        marks,
        {film: record.spacing for film, record in records.items() if record.spacing is not None},
        {film: record.sha256 for film, record in records.items() if record.sha256},
        device,
        seed,
        work,
        target,
    )


def training(request: TrainingSnapshot) -> Operation[TrainedDetector]:
    """Train, measure on the films kept back, and write the model."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        from engine.models.checkpoint import Model, save_model
        from engine.runtime.device import fallback
        from engine.supervised.train import train

    leave_a_core()
    anatomy = yield from _split(request)
    settings = _settings(request)
    if said := fallback(request.device, settings.device):
        yield Progress("loading", 0, 0, said, notice=True)
    with only_run(request.work):
        settings = yield from _with_store(request, anatomy, settings)
        trained = yield from train([anatomy], settings)
        yield Progress("saving", 0, 0)
        request.target.parent.mkdir(parents=True, exist_ok=True)
        save_model(request.target, Model(trained.domains))
        settings.store.clear()
    counts = len(anatomy.train), len(anatomy.validation)
    return TrainedDetector(request.target, trained.metrics[""], *counts, trained.notes)


def _split(request: TrainingSnapshot) -> Operation[TrainingSet]:
    """The films to learn from and those kept back; films of one patient, or one picture, are on one side."""
    from engine.supervised.films import TrainingSet
    from engine.supervised.splits import carve

    groups, hashes = yield from _grouped(request.paths, request.hashes)
    learned, kept_back = carve(tuple(request.paths), groups, request.choice.share, request.seed)
    if not kept_back:
        raise EngineError(
            tr(
                "All {count} films are of one patient: nothing could be kept back to measure on. Annotate or "
                "accept films of another one.",
                count=len(hashes),
            )
        )
    return TrainingSet(
        name="",
        scheme=request.scheme,
        paths=request.paths,
        marks=request.marks,
        train=learned,
        validation=kept_back,
        spacings=request.spacings,
        hashes=hashes,
    )


def groups_of(paths: Mapping[str, Path], hashes: Mapping[str, str]) -> Operation[Mapping[str, str]]:
    """Film -> the group that it is kept with: films of one patient, by the files' headers, and copies."""
    return (yield from _grouped(paths, hashes))[0]


def _grouped(
    paths: Mapping[str, Path], known: Mapping[str, str]
) -> Operation[tuple[Mapping[str, str], dict[str, str]]]:
    """The groups of films, and all hashes; those `known` are not computed again."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        from engine.supervised.splits import grouped

    hashes, owners = dict[str, str](), dict[str, str]()
    for number, (film, path) in enumerate(paths.items()):
        yield Progress("reading films", number, len(paths))
        hashes[film] = known.get(film) or content_hash(path)
        owners[film] = film_attributes(path).get(SUBJECT, "")
    return grouped(paths, [hashes, owners]), hashes


def _settings(request: TrainingSnapshot) -> SupervisedSettings:
    """What the engine is asked for; what can be seen to fail does so here."""
    from engine.models.model_card import ModelCard
    from engine.runtime.device import choose_device
    from engine.supervised.settings import SupervisedSettings
    from engine.supervised.start import StartingNetwork
    from engine.supervised.systems import SYSTEMS, System, tuned

    choice = request.choice
    system = System(choice.system.key)
    settings = SupervisedSettings(
        system=system,
        recipe=tuned(SYSTEMS[system], epochs=choice.epochs),
        device=choose_device(request.device),
        seed=request.seed,
        card=ModelCard(title=choice.name),
        start=StartingNetwork(choice.weights),
        stop=request.stop,
    )
    settings.check([""])
    if choice.weights is not None:
        settings.start.network([1], settings.recipe, settings.seed)
    return settings


def _with_store(
    request: TrainingSnapshot, anatomy: TrainingSet, settings: SupervisedSettings
) -> Operation[SupervisedSettings]:
    """`settings` that keep their state in the work folder; says where a training cut short goes on."""
    from engine.folders.train import training_store

    before = state_of(request.work)
    settings = replace(settings, store=training_store(request.work, [anatomy], settings))
    if before and state_of(request.work) == before:
        yield Progress(RESUMED, 0, 0, GOES_ON)
    return settings
