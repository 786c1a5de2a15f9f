"""`benchmark laoml`: every row and seed trained or found again, scored on films that nothing has seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.benchmark.cache import Fingerprints, TrialCache
from engine.benchmark.datasets import SetSpec, is_there
from engine.benchmark.job import Run, Trial, run_rows
from engine.benchmark.laoml.result import PCK_LIMITS, SigmaCounts, SigmaOutcome, SigmaReport, SigmaRowResult
from engine.benchmark.laoml.rows import SigmaRow, Study, chosen_rows
from engine.benchmark.published import published_laoml
from engine.benchmark.sets.finding import find_sets
from engine.benchmark.sets.labelled import BenchmarkSet
from engine.benchmark.sets.radiographs import read_radiographs
from engine.benchmark.settings import BenchmarkSettings
from engine.errors import EngineError
from engine.evaluation.metrics import THRESHOLDS
from engine.evaluation.report import detection_rates, summarise
from engine.geometry.coordinates import Points
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.laoml_baselines import SHOWN_SIGMA
from engine.operation import Operation
from engine.runtime.device import choose_device, describe
from engine.runtime.run_store import RunStore, resumed
from engine.sigma.config import SigmaHistory
from engine.sigma.search import SigmaSearch
from engine.supervised.films import TrainingSet, prepare
from engine.supervised.splits import carve
from engine.supervised.start import StartingNetwork
from engine.supervised.systems import Recipe
from engine.training.adversarial import AdversarialTrainer
from engine.training.losses import HeatmapLoss
from engine.training.trainer import Trainer
from engine.training.validation import DomainFilms, film_errors

_STATE_EVERY = 10, 60.0  # steps and seconds between two times that a long training is kept
_DRAWN = 0  # the seed that draws them, once for all rows and seeds


@dataclass(frozen=True, slots=True)
class SigmaFilms:
    """`learned`: films to learn from; `steering` and `tested`: others, as validation films.

    `identities` of all three, in their order.
    """

    names: tuple[str, ...]
    learned: DomainFilms
    steering: DomainFilms
    tested: DomainFilms
    identities: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def ready_films(
    labelled: BenchmarkSet,
    recipe: Recipe,
    limit: int | None,
    steer_by: str | None = None,
    share: float = Study.SMALL.steering_share,
) -> Operation[SigmaFilms]:
    """The films of a `labelled` set on the canvas of `recipe`, at most `limit` of each part.

    What other measurements choose weights by is learned from here. `steer_by`: the part of the test films
    that steers instead of a `share` of those to learn from, as Test1 does in the paper; it isn't scored then.
    Raises `EngineError` for too few films and an unknown part.
    """
    fold = labelled.split("").folds[0]
    films, test = tuple(sorted((*fold.train, *fold.validation))[:limit]), fold.test
    if steer_by is None:
        train, steering = carve(films, {}, share, _DRAWN)
    else:
        train, steering = films, _part(labelled, steer_by)[:limit]
        test = tuple(film for film in test if film not in labelled.parts[steer_by])
    test = test[:limit]
    if not steering or not test:
        raise EngineError(
            f"{labelled.title} has too few films: sigmas need some to learn, to steer and to score."
        )
    asked = _set(labelled, (*train, *steering, *test), train, steering, test)
    made = yield from prepare(asked, 0, recipe, torch.device("cpu"), 0, RunStore(None))
    assert made.steering is not None
    # the films to score stand where a training has those that choose its weights; none chooses here
    tested = made.films
    learned = DomainFilms(labelled.name, tested.train, None, None, tested.unit)
    return SigmaFilms(asked.names, learned, made.steering, tested, (train, steering, tuple(test)))


def _part(labelled: BenchmarkSet, name: str) -> tuple[str, ...]:
    if name not in labelled.parts:
        known = ", ".join(labelled.parts) or "none"
        raise EngineError(
            f"{labelled.title}: no part of the test films is called {name!r} (there are: {known})."
        )
    return labelled.parts[name]


def _set(
    labelled: BenchmarkSet,
    films: Sequence[str],
    train: tuple[str, ...],
    steering: tuple[str, ...],
    test: Sequence[str],
) -> TrainingSet:
    return TrainingSet(
        name=labelled.name,
        scheme=labelled.scheme,
        paths={film: labelled.films[film] for film in films},
        marks={film: labelled.truth[film] for film in films},
        train=train,
        validation=tuple(test),
        spacings={film: labelled.spacings[film] for film in films if film in labelled.spacings},
        steering=steering,
    )


_DECIDING = ("laoml/rows.py", "laoml/run.py")
_HEADS = ("head", "isbi")  # the first one that is there; as published the other way round
_ULTRASOUND = SetSpec("ultrasound", ())


def benchmark(
    settings: BenchmarkSettings,
    *,
    seeds: int = 3,
    epochs: int | None = None,
    steer_by: str | None = None,
    plots: Path | None = None,
) -> Operation[SigmaReport]:
    """Measure rows on the films in the root, `seeds` trainings a row, from the seed of `settings` on.

    `epochs`: of each training, None: as many as its study has. `plots`: a folder for curves of the sigmas.
    `steer_by`: the part of the test films that steers (see `ready_films`); None: as published Test1 where the
    set has it. Raises `EngineError`: unknown row or part, no such films, too few of them.
    """
    chosen = chosen_rows(settings.rows)
    study, device = chosen[0].study, describe(choose_device(settings.device))
    published, labelled = published_laoml(settings.published), _films_of(study, settings.root)
    epochs = study.epochs if epochs is None else epochs
    if study is Study.HEADS and steer_by is None and {"test1", "test2"} <= labelled.parts.keys():
        steer_by = "test1"
    ready = chosen[0].recipe(epochs), settings.limit, steer_by, study.steering_share
    films = yield from ready_films(labelled, *ready)
    every = tuple(range(settings.seed, settings.seed + seeds))
    deciding = {**_films_key(labelled, films, prints := Fingerprints(_DECIDING)), "epochs": epochs}
    jobs = [_SigmaJob(row, every, epochs, films, settings.device, prints, deciding) for row in chosen]
    finished = yield from run_rows(jobs, TrialCache.at(settings.cache, settings.fresh), asked=True)
    size, (learned, steering, scored) = films.learned.train.size, films.identities
    report = SigmaReport(
        rows=finished.results,
        seeds=every,
        epochs=epochs,
        films=SigmaCounts(len(learned), len(steering), len(scored), steer_by),
        canvas=(size.width, size.height),
        device=device,
        published=published,
        notes=(*labelled.notes, *finished.notes),
    )
    if plots is not None:
        report.write_plots(plots)
    return report


def _films_of(study: Study, root: Path) -> BenchmarkSet:
    if study is Study.ULTRASOUND:
        if is_there(root, _ULTRASOUND):
            return read_radiographs(root, _ULTRASOUND)
        raise EngineError(
            f"{root} holds no set ultrasound, a folder with images/ and landmarks.csv: the paper's own films "
            "are not published, bring yours."
        )
    there = {found.name: found for found in find_sets(root)}
    for name in _HEADS if study is Study.SMALL else reversed(_HEADS):
        if name in there:
            return there[name].read()
    raise EngineError(f"{root} holds no head films, by which sigmas are measured: check --root.")


def _films_key(labelled: BenchmarkSet, films: SigmaFilms, prints: Fingerprints) -> dict[str, Any]:
    """The films and landmarks of every part, as plain JSON."""
    parts = films.identities
    placed = {film: labelled.truth[film].placed() for part in parts for film in part}
    return {
        "films": [prints.of_films((film, labelled.films[film]) for film in part) for part in parts],
        "marks": [[film, [[mark.name, mark.x, mark.y] for mark in marks]] for film, marks in placed.items()],
    }


@dataclass(frozen=True, slots=True)
class _SigmaJob:
    row: SigmaRow
    seeds: Sequence[int]
    epochs: int
    films: SigmaFilms
    device: str
    prints: Fingerprints
    deciding: dict[str, Any]  # alike for all rows and seeds

    def trials(self) -> tuple[Trial[SigmaOutcome], ...]:
        """One training a seed."""
        return tuple(self._trial(seed) for seed in self.seeds)

    def _trial(self, seed: int) -> Trial[SigmaOutcome]:
        deciding = {**self.deciding, "recipe": repr(self.row.recipe(self.epochs)), "seed": seed}
        key = self.prints.key(f"laoml-{self.row.name}", self.device, torch.get_num_threads(), deciding)
        return Trial(
            f"{self.row.name}, seed {seed}", key, SigmaOutcome, lambda state: self._trained(seed, state)
        )

    def result(self, runs: Sequence[Run[SigmaOutcome]]) -> SigmaRowResult:
        """The errors of all seeds."""
        return SigmaRowResult(self.row, tuple(run.outcome for run in runs))

    def _trained(self, seed: int, state: Path) -> Operation[SigmaOutcome]:
        """One training of the row, to its last epoch, and its error on the films to score.

        As published it takes long: it keeps where it is in the folder `state`, and goes on from there.
        """
        films, recipe, start = self.films, self.row.recipe(self.epochs), time.monotonic()
        store = RunStore(None)
        if self.row.study is not Study.SMALL:
            store = RunStore.of_run(state, {"state": state.name})  # the name is a digest
        device = choose_device(self.device)
        net, _ = StartingNetwork().network([len(films.names)], recipe, seed)
        trainer = _trainer(net, films.learned, recipe, device, seed)
        sigma: tuple[float, ...] = (self.row.sigma,) * len(films.names)
        history: SigmaHistory | None = None
        if recipe.adaptive is None:
            learned = yield from resumed(trainer, store, "network", *_STATE_EVERY)
        else:
            search = SigmaSearch(trainer, films.steering, films.names, recipe.adaptive, device, seed)
            learned = yield from resumed(search, store, "network", *_STATE_EVERY)
            sigma, history = search.sigma, search.history
        # a coordinate is between pixels: the top of what is drawn of it would round it
        decoding = SHOWN_SIGMA if recipe.training.loss is HeatmapLoss.COORDINATES else None
        errors = yield from film_errors(learned, films.tested, decoding, device)
        store.clear()
        return _outcome(errors, films.tested, sigma, time.monotonic() - start, history)


def _outcome(
    errors: Points,
    tested: DomainFilms,
    sigma: tuple[float, ...],
    seconds: float,
    history: SigmaHistory | None,
) -> SigmaOutcome:
    """What radial `errors` [N, K] (canvas pixels, NaN without a label) on the films `tested` come to."""
    assert tested.scale is not None
    scaled = errors * tested.scale[:, None]
    known, metric = np.isfinite(scaled), tested.unit == "mm"
    found = summarise(scaled, known, THRESHOLDS, inclusive=False)
    return SigmaOutcome(
        mre=float(np.nanmean(scaled)),
        unit=tested.unit,
        sigma=sigma,
        seconds=seconds,
        history=history,
        sd=found.sd,
        sdr=found.sdr if metric else (),
        pck=detection_rates(scaled, known, PCK_LIMITS) if metric else (),
    )


def _trainer(
    net: HeatmapNetwork, films: DomainFilms, recipe: Recipe, device: torch.device, seed: int
) -> Trainer:
    if recipe.adversary is None:
        return Trainer(net, [films], recipe.training, device, seed)
    return AdversarialTrainer(net, films, recipe.training, recipe.adversary, device, seed)
