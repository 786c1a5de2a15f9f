"""`benchmark laoml`: every row and seed trained or found again, scored on films that nothing has seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.benchmark.cache import RowCache, code_hash, default_folder, films_hash, machine
from engine.benchmark.laoml.films import SigmaFilms, ready_films
from engine.benchmark.laoml.result import SigmaCounts, SigmaReport, SigmaRowResult, SigmaRun, run_from_json
from engine.benchmark.laoml.rows import EPOCHS, SigmaRow, select_rows
from engine.benchmark.supervised.layouts import find_sets
from engine.benchmark.supervised.sets import BenchmarkSet
from engine.errors import EngineError
from engine.io.provenance import library_versions
from engine.networks.heatmap_network import HeatmapNetwork
from engine.operation import Operation, Progress
from engine.runtime.device import choose_device, describe
from engine.sigma.config import SigmaHistory
from engine.sigma.plots import plot_sigmas
from engine.sigma.search import SigmaSearch
from engine.supervised.start import StartingNetwork
from engine.training.trainer import Trainer
from engine.training.validation import film_errors

_DECIDING = tuple(f"benchmark/laoml/{name}.py" for name in ("films", "rows", "run"))
_SETS = ("head", "isbi")  # the first one that is there


def benchmark(
    root: Path,
    rows: Sequence[str] | None,
    device: str,
    seed: int,
    *,
    seeds: int = 3,
    epochs: int = EPOCHS,
    limit: int | None = None,
    steer_by: str | None = None,
    cache: Path | None = None,
    fresh: bool = False,
    plots: Path | None = None,
) -> Operation[SigmaReport]:
    """Measure the `rows` (names or their beginnings, None: the usual ones) on the head films in `root`.

    `seeds` trainings a row, from `seed` on. `limit`: at most so many films of each part. Finished trainings
    are kept in the folder `cache` (None: the user's) and found again unless `fresh`. `plots`: a folder for
    curves of the sigmas. `steer_by`: the part of the test films that steers (see `ready_films`). Raises
    `EngineError`: unknown row or part, no head films, too few of them.
    """
    chosen = select_rows(rows)
    one, where = _head_films(root), choose_device(device)
    films = yield from ready_films(one, chosen[0].recipe(epochs), limit, steer_by)
    store = RowCache(cache or default_folder(), fresh)
    terms = _terms(one, films, epochs, describe(where))
    found, every = [], range(seed, seed + seeds)
    for row in chosen:
        runs = []
        for own in every:
            key = {"row": f"laoml-{row.name}", **terms, "recipe": repr(row.recipe(epochs)), "seed": own}
            known = store.load(key, run_from_json)
            if known is None:
                known = yield from _measured(row, films, epochs, where, own)
                store.save(key, known.as_json())
            runs.append(known)
            if plots is not None and known.history is not None:
                plot_sigmas(plots / f"{row.name}-seed{own}.png", known.history, f"{row.name}, seed {own}")
        found.append(SigmaRowResult(row, tuple(runs)))
    size, (learned, steering, scored) = films.learned.train.size, films.identities
    return SigmaReport(
        rows=tuple(found),
        seeds=tuple(every),
        epochs=epochs,
        films=SigmaCounts(len(learned), len(steering), len(scored), steer_by),
        canvas=(size.width, size.height),
        device=describe(where),
        notes=one.notes,
    )


def _head_films(root: Path) -> BenchmarkSet:
    there = {one.name: one for one in find_sets(root)}
    for name in _SETS:
        if name in there:
            return there[name].read()
    raise EngineError(f"{root} holds no head films, by which sigmas are measured: check --root.")


def _terms(one: BenchmarkSet, films: SigmaFilms, epochs: int, device: str) -> dict[str, Any]:
    """What decides every training and its time, but for its row and seed."""
    parts = [[(film, one.films[film]) for film in part] for part in films.identities]
    marks = [
        [film, [[mark.name, mark.x, mark.y] for mark in one.truth[film].placed()]]
        for part in films.identities
        for film in part
    ]
    return {
        "versions": library_versions(),
        "code": code_hash(_DECIDING),
        "films": [films_hash(part) for part in parts],
        "marks": marks,
        "epochs": epochs,
        "device": device,
        "threads": torch.get_num_threads(),
        "machine": machine(),
    }


def _measured(
    row: SigmaRow, films: SigmaFilms, epochs: int, device: torch.device, seed: int
) -> Operation[SigmaRun]:
    """One training of `row`, to its last epoch, and its error on the films to score."""
    recipe, start = row.recipe(epochs), time.monotonic()
    net, _ = StartingNetwork().network([len(films.names)], recipe, seed)
    trainer = Trainer(net, [films.learned], recipe.training, device, seed)
    sigma: tuple[float, ...] = (row.sigma,) * len(films.names)
    history: SigmaHistory | None = None
    learned: HeatmapNetwork
    if recipe.adaptive is None:
        learned = yield from _named(trainer.run(), f"{row.name}, seed {seed}")
    else:
        search = SigmaSearch(trainer, films.steering, films.names, recipe.adaptive, device, seed)
        learned = yield from _named(search.run(), f"{row.name}, seed {seed}")
        sigma, history = search.sigma, search.history
    errors = yield from film_errors(learned, films.tested, None, device)
    assert films.tested.scale is not None
    mre = float(np.nanmean(errors * films.tested.scale[:, None]))
    return SigmaRun(mre, films.tested.unit, sigma, time.monotonic() - start, history)


def _named(operation: Operation[HeatmapNetwork], stage: str) -> Operation[HeatmapNetwork]:
    """The progress of a training under its row's name."""
    try:
        while True:
            try:
                now: Progress = next(operation)
            except StopIteration as end:
                net: HeatmapNetwork = end.value
                return net
            yield replace(now, stage=stage)
    finally:
        operation.close()
