"""A training on folders, from tables to model files: read, split, train every fold and seed, write."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from engine.folders.labelled_sets import LabelledSet, SetRequest, read_set, set_splits, steered
from engine.folders.outputs import check_nothing_lost
from engine.io.atomic import check_writable
from engine.io.images import content_hash
from engine.io.provenance import CommandLine, RunRecord, check_run, write_run
from engine.io.spacing import spacing_file
from engine.io.table_write import FilmRow, write_landmarks
from engine.io.targets import Result, check_target
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.model_files import undated_hash
from engine.operation import Operation, Progress
from engine.runtime.device import describe
from engine.runtime.precision import computed_in
from engine.runtime.run_lock import only_run
from engine.runtime.run_store import RunStore
from engine.supervised.assessment import Assessment, assess, measured
from engine.supervised.films import TrainingSet
from engine.supervised.settings import SupervisedSettings
from engine.supervised.splits import SplitParts
from engine.supervised.train import Trained, train
from engine.training.trainer import TrainingError


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """Which tables to learn from, with what `settings`, how often, and where to write what.

    `validation`: a share of the films to learn from, or a file that lists films; None: what the splits
    say, else a share of 0.12. `folds`: so many models, each tested on another part of the films, 0 for one
    model of all. `seeds`: so many trainings that differ in their seed only, from that of `settings` on.
    `out`: table of what the models of the folds say of the films that they did not learn from. `work`: where
    an unfinished run keeps its state; `resume`: fail where there is none of this very run. `extend`: file of
    a model that gets one anatomy more; `assessed_by`: files of those that assess the new one. `steer`: where
    the recipe learns sigmas, the share of the films to learn from that steer them, or a file that lists them.
    `command`: what run.json keeps to do it again.
    """

    settings: SupervisedSettings
    sets: tuple[SetRequest, ...]
    model_out: Path
    validation: float | Path | None = None
    folds: int = 0
    seeds: int = 1
    out: Path | None = None
    work: Path | None = None
    resume: bool = False
    steer: float | Path = 0.2
    extend: Path | None = None
    assessed_by: tuple[Path, ...] = ()
    command: CommandLine | None = None

    @property
    def trainings(self) -> list[tuple[int, int]]:
        """Seed and fold (from 1, 0 for none) of each."""
        first = self.settings.seed
        folds = range(1, self.folds + 1) if self.folds else (0,)
        return [(seed, fold) for seed in range(first, first + self.seeds) for fold in folds]

    @property
    def tables(self) -> dict[str, Path]:
        """Where the table of each set goes: `out`, named by the set where there are several."""
        out, several = self.out, len(self.sets) > 1
        if out is None:
            return {}
        return {
            each.name: out.with_name(f"{out.stem}.{each.name}{out.suffix}") if several else out
            for each in self.sets
        }

    @property
    def inputs(self) -> list[Path | None]:
        """The files that are read, beside the films."""
        lists = [given for given in (self.validation, self.steer) if isinstance(given, Path)]
        of_sets = [
            path
            for each in self.sets
            for path in (each.landmarks, each.scheme, each.split, spacing_file(each.spacing))
        ]
        return [*of_sets, *lists, self.extend, *self.assessed_by, self.settings.start.weights]


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One of the trainings: its `seed`, its `fold` (from 1, 0 for none), its file, what came out.

    `tested`: by domain, what it says of the films of its fold.
    """

    seed: int
    fold: int
    model: Path
    sha256: str
    trained: Trained
    tested: Mapping[str, Assessment]


@dataclass(frozen=True, slots=True)
class TrainOutcome:
    """All trainings of a request. `parts`: films by domain, for every fold; `tables`: what was predicted.

    `precision`: what the networks learned in.
    """

    runs: tuple[TrainingRun, ...]
    sets: tuple[LabelledSet, ...]
    parts: tuple[Mapping[str, SplitParts], ...]
    device: str
    notes: tuple[str, ...]
    tables: tuple[Path, ...] = ()
    precision: str = "float32"

    def over_folds(self, domain: str, seed: int) -> dict[str, float]:
        """Figures over the films of all folds, each seen by the model that did not learn from it."""
        tested = [run.tested[domain] for run in self.runs if run.seed == seed and domain in run.tested]
        return measured(np.concatenate([found.errors for found in tested]), tested[0].unit) if tested else {}

    def figures(self, domain: str, seed: int) -> dict[str, float]:
        """Figures of one seed: over its folds where there are folds, else over the validation films."""
        validated = [run.trained.metrics[domain] for run in self.runs if run.seed == seed]
        return self.over_folds(domain, seed) or validated[0]

    def over_seeds(self, domain: str) -> dict[str, tuple[float, float]]:
        """Mean and standard deviation (of a sample; 0 for one seed) of each figure over the seeds."""
        each = [self.figures(domain, seed) for seed in sorted({run.seed for run in self.runs})]
        return {
            name: (statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0)
            for name in each[0]
            for values in ([figures[name] for figures in each],)
        }


def train_folder(request: TrainRequest) -> Operation[TrainOutcome]:
    """Train what is asked for and write the model files. Raises `EngineError`s, most before any work."""
    for seed, fold in request.trainings:
        check_target(model_path(request, seed, fold), Result.MODEL, request.inputs)
    for table in request.tables.values():
        check_target(table, Result.TABLE, request.inputs)
        check_nothing_lost(table, None)
    with only_run(request.work):
        return (yield from _trained_folder(request))


def _trained_folder(request: TrainRequest) -> Operation[TrainOutcome]:
    check_writable(request.model_out)
    check_run(request.model_out)
    if request.out is not None:
        check_writable(request.out)
        check_run(request.out)
    settings = _checked(request)
    sets = []
    for wanted in request.sets:
        labelled = yield from read_set(wanted, request.steer if isinstance(request.steer, Path) else None)
        sets.append(labelled)
    parts = _split(request, sets)
    runs, stores = [], []
    for number, (seed, fold) in enumerate(request.trainings, 1):
        if len(request.trainings) > 1:
            which = f"seed {seed}, fold {fold}" if fold else f"seed {seed}"
            now = f"model {number} of {len(request.trainings)}: {which}"
            yield Progress("training", 0, 0, now, notice=True)
        split = parts[max(0, fold - 1)]
        anatomies = [_training_set(labelled, split[labelled.name]) for labelled in sets]
        work = None if request.work is None else request.work / f"seed{seed}-fold{fold}"
        resume = request.resume and number == 1
        stores.append(training_store(work, anatomies, settings, request.extend, resume=resume))
        tests = {name: split[name].test for name in split} if fold else {}
        this = replace(settings, seed=seed, store=stores[-1])
        runs.append((yield from _run(request, anatomies, this, fold, tests)))
    notes = tuple(note for labelled in sets for note in labelled.notes)
    for each in runs:
        called = f"{each.model.name}: " if len(runs) > 1 else ""
        notes += tuple(f"{called}{note}" for note in each.trained.notes)
    precision = computed_in(settings.device, settings.recipe.training.precision)
    device = describe(settings.device)
    outcome = TrainOutcome(tuple(runs), tuple(sets), parts, device, notes, precision=precision)
    if settings.ranks.is_first:
        outcome = replace(outcome, tables=_write_tables(request.tables, outcome, settings.seed))
        _write_runs(request, outcome)
    for store in stores:  # not before everything is on the disk
        store.clear()
    return outcome


def _checked(request: TrainRequest) -> SupervisedSettings:
    """The settings with the models that are read for them; what can be seen to fail does so here."""
    settings = request.settings
    if request.extend is not None:
        settings = replace(settings, start=replace(settings.start, extended=load_model(request.extend)))
    if request.assessed_by:
        assessors = tuple(load_model(path).domain() for path in request.assessed_by)
        settings = replace(settings, assessed_by=assessors)
    settings.check([wanted.name for wanted in request.sets])
    if settings.start.weights is not None:  # a file that does not fit is found out before the work
        settings.start.network([1], settings.recipe, settings.seed)
    return settings


def _split(request: TrainRequest, sets: Sequence[LabelledSet]) -> tuple[Mapping[str, SplitParts], ...]:
    """The films of each set by name, once for every fold (0: once)."""
    seed, folds = request.settings.seed, request.folds
    by_set = {}
    for labelled in sets:
        splits = set_splits(labelled, request.validation, folds, seed)
        if request.settings.recipe.adaptive is not None:
            splits = tuple(
                steered(split, labelled.groups, request.steer, seed, folds=folds > 0) for split in splits
            )
        by_set[labelled.name] = splits
    return tuple({name: splits[fold] for name, splits in by_set.items()} for fold in range(max(1, folds)))


def _run(
    request: TrainRequest,
    anatomies: Sequence[TrainingSet],
    settings: SupervisedSettings,
    fold: int,
    tests: Mapping[str, tuple[str, ...]],
) -> Operation[TrainingRun]:
    """One training, its file, and what it says of the `tests` of its fold."""
    trained = yield from train(anatomies, settings)
    tested = {}
    for anatomy in anatomies:
        if anatomy.name in tests:
            tested[anatomy.name] = yield from assess(
                anatomy, tests[anatomy.name], trained.domains[anatomy.name], settings.device
            )
    path = model_path(request, settings.seed, fold)
    if settings.ranks.is_first:
        save_model(path, Model(trained.domains))
    digest = settings.ranks.broadcast(content_hash(path) if settings.ranks.is_first else "")
    return TrainingRun(settings.seed, fold, path, digest, trained, tested)


def model_path(request: TrainRequest, seed: int, fold: int) -> Path:
    """Where the model of `seed` and `fold` goes: beside the others under a name of its own."""
    parts = [f"seed{seed}"] if request.seeds > 1 else []
    parts += [f"fold{fold}"] if fold else []
    path = request.model_out
    return path.with_name(".".join([path.stem, *parts]) + path.suffix)


def _write_tables(tables: Mapping[str, Path], outcome: TrainOutcome, seed: int) -> tuple[Path, ...]:
    """What the folds of the first seed say of each set, into its table."""
    by_name = {labelled.name: labelled for labelled in outcome.sets}
    for name, table in tables.items():
        predicted = dict[str, LandmarkSet]()
        for run in outcome.runs:
            if run.seed == seed and name in run.tested:
                landmarks = run.trained.domains[name].names
                predicted |= predicted_marks(run.tested[name], landmarks, run.model.name)
        write_predictions(table, by_name[name], predicted)
    return tuple(tables.values())


def _write_runs(request: TrainRequest, outcome: TrainOutcome) -> None:
    """Write an entry of run.json for every model and table."""
    settings = request.settings
    hashes = {
        f"{labelled.name}/{film}" if labelled.name else film: digest
        for labelled in outcome.sets
        for film, digest in labelled.hashes.items()
    }
    record = RunRecord(
        method=f"training of {settings.system.value}",
        device=outcome.device,
        threads=torch.get_num_threads(),
        processes=settings.ranks.world,
        seed=settings.seed,
        films=hashes,
        command=request.command,
        notes=outcome.notes,
    )
    for run in outcome.runs:
        of_model = replace(
            record,
            seed=run.seed,
            model=run.model.name,
            model_sha256=run.sha256,
            model_undated_sha256=undated_hash(run.model),
        )
        write_run(run.model, (), of_model)
    for table in outcome.tables:
        write_run(table, (), record)


def _training_set(labelled: LabelledSet, parts: SplitParts) -> TrainingSet:
    return TrainingSet(
        name=labelled.name,
        scheme=labelled.scheme,
        paths=labelled.paths,
        marks=labelled.marks,
        train=parts.train,
        validation=parts.validation,
        spacings=labelled.spacings,
        hashes=labelled.hashes,
        steering=parts.steering,
    )


def training_store(
    folder: Path | None,
    anatomies: Sequence[TrainingSet],
    settings: SupervisedSettings,
    extend: Path | None = None,
    *,
    resume: bool = False,
) -> RunStore:
    """Where one training keeps its state, `folder`; what a run with other films or numbers left is deleted.

    Raises `TrainingError` instead where it is to `resume` and there is no state of this very run.
    """
    if folder is None or not settings.ranks.is_first:
        return RunStore(None)
    files = (settings.start.weights, extend)
    run = {
        "system": settings.system.value,
        "recipe": repr(settings.recipe),
        "device": settings.device.type,
        "start": [None if path is None else content_hash(path) for path in files],
        "sets": [
            [anatomy.name, anatomy.scheme.names, anatomy.train, anatomy.validation, _content(anatomy)]
            for anatomy in anatomies
        ],
        "steering": [anatomy.steering for anatomy in anatomies],
    }
    if resume and not RunStore.is_kept(folder, run):
        raise TrainingError(
            "The interrupted run of this model had other films, labels or options: give it the same again, "
            "or leave --resume away to start anew."
        )
    return RunStore.of_run(folder, run)


def _content(anatomy: TrainingSet) -> list[object]:
    """Everything that a training sees of its films, as plain values."""
    return [
        [
            anatomy.hashes.get(film),
            [[mark.name, mark.x, mark.y] for mark in anatomy.marks[film].placed()],
            anatomy.pixel(film).tolist(),  # weights are chosen by errors in millimetres
        ]
        for film in anatomy.films
    ]


def predicted_marks(tested: Assessment, names: Sequence[str], model: str) -> dict[str, LandmarkSet]:
    """The predictions of one model by film."""
    return {
        film: LandmarkSet(
            film,
            {
                name: Landmark(name, float(x), float(y), Presence.PRESENT, Origin.PREDICTED, model=model)
                for name, (x, y) in zip(names, places, strict=True)
                if np.isfinite([x, y]).all()
            },
        )
        for film, places in zip(tested.films, tested.points, strict=True)
    }


def write_predictions(path: Path, labelled: LabelledSet, predicted: Mapping[str, LandmarkSet]) -> None:
    """Write the sets `predicted` on films of `labelled`, in their order. Raises `WriteError`."""
    films = [film for film in labelled.marks if film in predicted]
    rows = [FilmRow(film, labelled.sizes.get(film), labelled.spacings.get(film)) for film in films]
    write_landmarks(path, [predicted[film] for film in films], labelled.scheme, rows)
