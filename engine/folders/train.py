"""A training on folders, from tables to model files: read, split, train every fold and seed, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.folders.labelled_sets import LabelledSet, read_set, set_splits, steered
from engine.folders.training_request import OneRun, TrainOutcome, TrainRequest
from engine.io.atomic import check_writable
from engine.io.images import content_hash
from engine.io.table_write import FilmRow, write_landmarks
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.models.checkpoint import Model, load_model, save_model
from engine.operation import Operation, Progress
from engine.runtime.device import describe
from engine.runtime.run_store import RunStore
from engine.supervised.assessment import Assessment, assess
from engine.supervised.films import TrainingSet
from engine.supervised.splits import SplitParts
from engine.supervised.start import StartingNetwork
from engine.supervised.train import SupervisedSettings, check_sets, train
from engine.training.trainer import TrainingError


def train_folder(request: TrainRequest) -> Operation[TrainOutcome]:
    """Train what is asked for and write the model files. Raises `EngineError`s, most before any work."""
    check_writable(request.model_out)
    if request.out is not None:
        check_writable(request.out)
    device = request.ranks.device(request.device)
    extended = None if request.extend is None else load_model(request.extend)
    start = StartingNetwork(request.weights, extended)
    check_sets([wanted.name for wanted in request.sets], request.recipe, start, request.ranks)
    if request.weights is not None:  # a file that does not fit is found out before the work
        start.network([1], request.recipe, request.seed)
    sets = []
    for wanted in request.sets:
        found = yield from read_set(wanted)
        sets.append(found)
    splits = [set_splits(one, request.validation, request.folds, request.seed) for one in sets]
    if request.recipe.adaptive is not None:
        splits = [
            tuple(
                steered(split, one.groups, request.steer, request.seed, folds=request.folds > 0)
                for split in each
            )
            for one, each in zip(sets, splits, strict=True)
        ]
    parts = [
        {one.name: split for one, split in zip(sets, each, strict=True)} for each in zip(*splits, strict=True)
    ]
    plans = [
        (seed, fold)
        for seed in range(request.seed, request.seed + request.seeds)
        for fold in (range(1, request.folds + 1) if request.folds else (0,))
    ]
    runs, stores = [], []
    for number, (seed, fold) in enumerate(plans, 1):
        if len(plans) > 1:
            said = f"model {number} of {len(plans)}: seed {seed}" + (f", fold {fold}" if fold else "")
            yield Progress("training", 0, 0, said, notice=True)
        own = [_training_set(one, parts[max(0, fold - 1)][one.name]) for one in sets]
        stores.append(_store(request, own, seed, fold, resume=request.resume and number == 1))
        settings = SupervisedSettings(
            request.system, request.recipe, device, seed, stores[-1], request.card, start, request.ranks
        )
        tests = {one.name: parts[fold - 1][one.name].test for one in sets} if fold else {}
        runs.append((yield from _run(request, own, settings, fold, tests)))
    notes = tuple(note for one in sets for note in one.notes)
    outcome = TrainOutcome(tuple(runs), tuple(sets), tuple(parts), describe(device), notes)
    if request.out is not None and request.ranks.is_first:
        outcome = replace(outcome, tables=_write_tables(request.out, outcome, request.seed))
    for store in stores:  # not before everything is on the disk
        store.clear()
    return outcome


def _run(
    request: TrainRequest,
    sets: Sequence[TrainingSet],
    settings: SupervisedSettings,
    fold: int,
    tests: Mapping[str, tuple[str, ...]],
) -> Operation[OneRun]:
    """One training, its file, and what it says of the `tests` of its fold."""
    trained = yield from train(sets, settings)
    tested = {}
    for one in sets:
        if one.name in tests:
            tested[one.name] = yield from assess(
                one, tests[one.name], trained.domains[one.name], settings.device
            )
    path = model_path(request, settings.seed, fold)
    if settings.ranks.is_first:
        save_model(path, Model(trained.domains))
    digest = settings.ranks.broadcast(content_hash(path) if settings.ranks.is_first else "")
    return OneRun(settings.seed, fold, path, digest, trained, tested)


def model_path(request: TrainRequest, seed: int, fold: int) -> Path:
    """Where the model of `seed` and `fold` goes: beside the others under a name of its own."""
    parts = [f"seed{seed}"] if request.seeds > 1 else []
    parts += [f"fold{fold}"] if fold else []
    path = request.model_out
    return path.with_name(".".join([path.stem, *parts]) + path.suffix)


def _write_tables(path: Path, outcome: TrainOutcome, seed: int) -> tuple[Path, ...]:
    """What the folds of the first seed say; with several sets one table each, named by the set."""
    written = []
    for one in outcome.sets:
        sets: dict[str, LandmarkSet] = {}
        for run in outcome.runs:
            if run.seed == seed and one.name in run.tested:
                names = run.trained.domains[one.name].names
                sets |= predicted_marks(run.tested[one.name], names, run.model.name)
        own = path.with_name(f"{path.stem}.{one.name}{path.suffix}") if len(outcome.sets) > 1 else path
        write_predictions(own, one, sets)
        written.append(own)
    return tuple(written)


def _training_set(one: LabelledSet, parts: SplitParts) -> TrainingSet:
    return TrainingSet(
        name=one.name,
        scheme=one.scheme,
        paths=one.paths,
        marks=one.marks,
        train=parts.train,
        validation=parts.validation,
        spacings=one.spacings,
        hashes=one.hashes,
        steering=parts.steering,
    )


def _store(
    request: TrainRequest, sets: Sequence[TrainingSet], seed: int, fold: int, *, resume: bool
) -> RunStore:
    """Where this one training keeps its state; what a run with other films or numbers left is deleted.

    Raises `TrainingError` instead where it is to `resume` and there is no state of this very run.
    """
    if request.work is None or not request.ranks.is_first:
        return RunStore(None)
    run = {
        "system": request.system.value,
        "recipe": repr(request.recipe),
        "device": request.device,
        "start": [None if path is None else content_hash(path) for path in (request.weights, request.extend)],
        "sets": [[one.name, one.scheme.names, one.train, one.validation, _content(one)] for one in sets],
        "steering": [one.steering for one in sets],
    }
    folder = request.work / f"seed{seed}-fold{fold}"
    if resume and not RunStore.is_kept(folder, run):
        raise TrainingError(
            "The interrupted run of this model had other films, labels or options: give it the same again, "
            "or leave --resume away to start anew."
        )
    return RunStore.of_run(folder, run)


def _content(one: TrainingSet) -> list[object]:
    """Everything that a training sees of its films, as plain values."""
    return [
        [
            one.hashes.get(film),
            [[mark.name, mark.x, mark.y] for mark in one.marks[film].placed()],
            one.pixel(film).tolist(),  # weights are chosen by errors in millimetres
        ]
        for film in (*one.train, *one.validation, *one.steering)
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


def write_predictions(path: Path, one: LabelledSet, sets: dict[str, LandmarkSet]) -> None:
    """Write the predictions `sets` of the films of `one`, in their order. Raises `WriteError`."""
    rows = [FilmRow(film, one.sizes.get(film), one.spacings.get(film)) for film in one.marks if film in sets]
    write_landmarks(path, [sets[row.identity] for row in rows], one.scheme, rows)
