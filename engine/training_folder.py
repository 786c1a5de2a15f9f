"""A training on folders, from tables to model files: read, split, train every fold and seed, write."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from engine.detection.checkpoint import save_learned
from engine.detection.learned import Card
from engine.device import choose_device, describe
from engine.io.atomic import check_writable
from engine.io.images import content_hash
from engine.labelled_sets import LabelledSet, SetRequest, read_set
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress
from engine.run_store import RunStore
from engine.splits import (
    VALIDATION_SHARE,
    Parts,
    SplitError,
    carve,
    check_groups,
    cross_validation,
    read_film_list,
)
from engine.supervised import Assessment, SupervisedSettings, Trained, assess, measured, train
from engine.supervised_films import TrainingSet
from engine.systems import Recipe, System
from engine.training_tables import predicted_marks, write_predictions


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """What to train and where to write it.

    `validation`: a share of the films to learn from, or a file that lists films; None: what the splits
    say, else a share of 0.12. `folds`: so many models, each tested on another part of the films, 0 for one
    model of all. `seeds`: so many trainings that differ in their seed only, from `seed` on. `out`: table of
    what the models of the folds say of the films that they did not learn from. `work`: where an unfinished
    run keeps its state.
    """

    system: System
    recipe: Recipe
    sets: tuple[SetRequest, ...]
    model_out: Path
    validation: float | Path | None = None
    folds: int = 0
    seeds: int = 1
    out: Path | None = None
    work: Path | None = None
    device: str = "auto"
    seed: int = 0
    card: Card = field(default_factory=Card)


@dataclass(frozen=True, slots=True)
class OneRun:
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
    """All trainings of a request. `parts`: how many films are in which part, by domain and fold."""

    runs: tuple[OneRun, ...]
    sets: tuple[LabelledSet, ...]
    parts: tuple[Mapping[str, Parts], ...]
    device: str
    notes: tuple[str, ...]

    def over_folds(self, domain: str, seed: int) -> dict[str, float]:
        """Figures over the films of all folds, each seen by the model that did not learn from it."""
        tested = [run.tested[domain] for run in self.runs if run.seed == seed and domain in run.tested]
        return measured(np.concatenate([one.errors for one in tested]), tested[0].unit) if tested else {}

    def figures(self, domain: str, seed: int) -> dict[str, float]:
        """Figures of one seed: over its folds where there are folds, else over the validation films."""
        own = [run.trained.metrics[domain] for run in self.runs if run.seed == seed]
        return self.over_folds(domain, seed) or own[0]

    def over_seeds(self, domain: str) -> dict[str, tuple[float, float]]:
        """Mean and standard deviation (of a sample; 0 for one seed) of each figure over the seeds."""
        each = [self.figures(domain, seed) for seed in sorted({run.seed for run in self.runs})]
        return {
            name: (statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0)
            for name in each[0]
            for values in ([one[name] for one in each],)
        }


def train_folder(request: TrainRequest) -> Operation[TrainOutcome]:
    """Train what is asked for and write the model files. Raises `EngineError`s, most before any work."""
    check_writable(request.model_out)
    if request.out is not None:
        check_writable(request.out)
    device = choose_device(request.device)
    sets = []
    for wanted in request.sets:
        found = yield from read_set(wanted)
        sets.append(found)
    splits = [_splits(request, one) for one in sets]
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
        stores.append(_store(request, own, seed, fold))
        settings = SupervisedSettings(request.system, request.recipe, device, seed, stores[-1], request.card)
        tests = {one.name: parts[fold - 1][one.name].test for one in sets} if fold else {}
        runs.append((yield from _run(request, own, settings, fold, tests)))
    notes = tuple(note for one in sets for note in one.notes)
    outcome = TrainOutcome(tuple(runs), tuple(sets), tuple(parts), describe(device), notes)
    if request.out is not None:
        _write_tables(request.out, outcome, request.seed)
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
            unseen = replace(one, validation=tests[one.name])
            tested[one.name] = yield from assess(unseen, trained.domains[one.name], settings.device)
    path = model_path(request, settings.seed, fold)
    _save(path, trained)
    return OneRun(settings.seed, fold, path, content_hash(path), trained, tested)


def model_path(request: TrainRequest, seed: int, fold: int) -> Path:
    """Where the model of `seed` and `fold` goes: beside the others under a name of its own."""
    parts = [f"seed{seed}"] if request.seeds > 1 else []
    parts += [f"fold{fold}"] if fold else []
    path = request.model_out
    return path.with_name(".".join([path.stem, *parts]) + path.suffix)


def _save(path: Path, trained: Trained) -> None:
    """Write the model file."""
    [learned] = trained.domains.values()
    if len(learned.detectors) == 1:
        learned = replace(learned, detectors=(*learned.detectors, *learned.detectors))
    save_learned(path, learned)


def _write_tables(path: Path, outcome: TrainOutcome, seed: int) -> None:
    """What the folds of the first seed say; with several sets one table each, named by the set."""
    for one in outcome.sets:
        sets: dict[str, LandmarkSet] = {}
        for run in outcome.runs:
            if run.seed == seed and one.name in run.tested:
                names = run.trained.domains[one.name].names
                sets |= predicted_marks(run.tested[one.name], names, run.model.name)
        own = path.with_name(f"{path.stem}.{one.name}{path.suffix}") if len(outcome.sets) > 1 else path
        write_predictions(own, one, sets)


def _splits(request: TrainRequest, one: LabelledSet) -> tuple[Parts, ...]:
    """How the films of a set are split, once for every fold."""
    films, test = tuple(one.marks), one.split.films("test") if one.split else ()
    if one.split is not None and one.split.films("validation"):
        if request.validation is not None:
            raise SplitError("The split has films called val: leave --val away, or the val films.")
        if not request.folds:
            train = tuple(film for film in films if one.split.parts[film] == "train")
            parts = Parts(train, tuple(film for film in films if film not in train), test)
            check_groups(parts, one.groups)
            return (parts,)
    share = request.validation if isinstance(request.validation, float) else VALIDATION_SHARE
    if request.folds:
        if isinstance(request.validation, Path):
            raise SplitError("Every fold has validation films of its own: give their share, not a file.")
        return cross_validation(films, one.groups, request.folds, share, request.seed)
    if isinstance(request.validation, Path):
        chosen = read_film_list(request.validation, films)
        parts = Parts(tuple(film for film in films if film not in chosen), chosen, test)
    else:
        train, validation = carve(films, one.groups, share, request.seed)
        parts = Parts(train, validation, test)
    if not parts.train:
        raise SplitError("All films would validate: leave some of them to learn from.")
    check_groups(parts, one.groups)
    return (parts,)


def _training_set(one: LabelledSet, parts: Parts) -> TrainingSet:
    return TrainingSet(
        one.name, one.scheme, one.paths, one.marks, parts.train, parts.validation, one.spacings, one.hashes
    )


def _store(request: TrainRequest, sets: Sequence[TrainingSet], seed: int, fold: int) -> RunStore:
    """Where this one training keeps its state; what a run with other films or numbers left is deleted."""
    if request.work is None:
        return RunStore(None)
    run = {
        "system": request.system.value,
        "recipe": repr(request.recipe),
        "device": request.device,
        "sets": [[one.name, one.scheme.names, one.train, one.validation, _content(one)] for one in sets],
    }
    return RunStore.of_run(request.work / f"seed{seed}-fold{fold}", run)


def _content(one: TrainingSet) -> list[object]:
    """Everything that a training sees of its films, as plain values."""
    return [
        [one.hashes.get(film), [[mark.name, mark.x, mark.y] for mark in one.marks[film].placed()]]
        for film in (*one.train, *one.validation)
    ]
