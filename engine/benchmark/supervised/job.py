"""One row of the supervised measurement on its way from films to scores.

The landmarks of the films that are scored are first touched when all predictions of the row are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.benchmark.cache import RowCache, digest
from engine.benchmark.supervised.keys import Fingerprints, run_key
from engine.benchmark.supervised.recipes import takes_weights
from engine.benchmark.supervised.request import Learning, Outcome, Request, outcome_from_json
from engine.benchmark.supervised.result import RowResult, Run, SetResult
from engine.benchmark.supervised.row_films import RowFilms
from engine.benchmark.supervised.rows import Kind, Row
from engine.benchmark.supervised.scoring import (
    GRID_THRESHOLDS,
    Predicted,
    Score,
    grid_score,
    reader_scores,
    scores_of,
)
from engine.benchmark.supervised.sets import BenchmarkSet
from engine.evaluation.report import Summary, summarise
from engine.io.atomic import WriteError
from engine.landmarks import LandmarkSet
from engine.operation import Operation


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row of one call. `limit`: at most so many films of each part of a set.

    `box`: the model that comes with the program. `weights`: ImageNet's, for rows that take them.
    """

    device: str
    seed: int
    limit: int | None
    store: RowCache
    learning: Learning
    box: Path | None
    weights: Path | None
    prints: Fingerprints


class RowJob:
    """One row on the `sets` that it needs."""

    def __init__(self, row: Row, sets: Mapping[str, BenchmarkSet], terms: Terms) -> None:
        self._row, self._terms = row, terms
        self._films = RowFilms(row, sets, terms.limit)
        self._sets = self._films.sets
        self._notes: list[str] = []

    def run(self) -> Operation[RowResult]:
        """Train and predict, or find again what was, for every fold; then score."""
        if self._row.kind is Kind.READERS:
            return self._by_readers()
        runs = []
        for training in range(len(self._films.folds)):
            run = yield from self._measured(training)
            runs.append(run)
        return self._scored(tuple(runs))

    def is_known(self) -> bool:
        """Whether every training of it was measured before, under the same terms."""
        keys = (self._key(self._request(training)) for training in range(len(self._films.folds)))
        return all(self._find(key) is not None for key in keys)

    def _request(self, training: int) -> Request:
        return Request(
            domains=self._films.domains(training),
            kind=self._row.kind,
            device=self._terms.device,
            seed=self._terms.seed,
            threads=torch.get_num_threads(),
            model=self._terms.box if self._row.kind is Kind.BOX else None,
            weights=self._terms.weights if takes_weights(self._row.kind) else None,
        )

    def _key(self, request: Request) -> dict[str, Any]:
        return run_key(self._row.name, request, self._terms.prints)

    def _find(self, key: Mapping[str, object]) -> Outcome | None:
        return self._terms.store.load(key, outcome_from_json)

    def _measured(self, training: int) -> Operation[Run]:
        """What one training gives, from the cache or by training."""
        request = self._request(training)
        key = self._key(request)
        known = self._find(key)
        if known is not None:
            return Run(known, key, cached=True)
        many = len(self._films.folds)
        stage = self._row.name if many == 1 else f"{self._row.name} {training + 1}/{many}"
        request = replace(request, state=self._terms.store.folder / f"unfinished-{digest(key)[:16]}")
        outcome = yield from _renamed(self._terms.learning(request), stage)
        try:
            self._terms.store.save(key, outcome.as_json())
        except WriteError as error:  # a measurement is worth more than its copy
            self._notes.append(f"{self._row.name} was not kept for the next time. {error}")
        return Run(outcome, key, cached=False)

    def _scored(self, runs: tuple[Run, ...]) -> RowResult:
        tested = {name: self._predicted(name, runs) for name in self._sets}
        results = []
        for name, one in self._sets.items():
            grid = grid_score(one, tested[name]) if self._row.mixed else None
            results.append(self._result(name, scores_of(one, tested[name]), grid))
        unread = [f"{film}: {why}" for run in runs for film, why in run.outcome.unanswered.items()]
        said = [*unread, *(note for run in runs for note in run.outcome.notes)]
        notes = (*self._notes, *(f"{self._row.name}: {note}" for note in dict.fromkeys(said)))
        mixed = _mixed(results) if self._row.mixed else None
        return RowResult(self._row, tuple(results), runs, mixed, notes)

    def _predicted(self, name: str, runs: Sequence[Run]) -> tuple[Predicted, ...]:
        """What all trainings found on the films of a set; a film that several test is there for each."""
        films = self._films.all_tested(name)
        again = len(set(films)) < len(films)
        found = []
        for training, run in enumerate(runs):
            sets = run.outcome.sets(name)
            for film in self._films.tested(name, training):
                key = f"{film} ({training + 1})" if again else film
                found.append(Predicted(key, film, sets.get(film, LandmarkSet(film))))
        return tuple(found)

    def _result(self, name: str, scores: tuple[Score, ...], grid: Score | None = None) -> SetResult:
        one = self._sets[name]
        return SetResult(
            name=one.name,
            title=one.title,
            anatomy=one.anatomy,
            split=self._films.splits[name].source,
            folds=self._films.counts(name),
            there=self._films.there(name),
            scores=scores,
            grid=grid,
            own_films=self._row.kind.small,
        )

    def _by_readers(self) -> RowResult:
        """One reader against the other on the test films; every set of such a row has two."""
        scores = {name: reader_scores(one, self._films.all_tested(name)) for name, one in self._sets.items()}
        return RowResult(self._row, tuple(self._result(name, own) for name, own in scores.items()))


def _mixed(results: Sequence[SetResult]) -> Summary:
    """Every landmark of every film alike, as GU2Net counts: sets with many landmarks weigh more."""
    grids = [result.grid.evaluation for result in results if result.grid is not None]
    errors = np.concatenate([grid.errors.ravel() for grid in grids])
    counted = np.concatenate([grid.counted.ravel() for grid in grids])
    return summarise(errors, counted, GRID_THRESHOLDS, inclusive=True)


def _renamed(operation: Operation[Outcome], stage: str) -> Operation[Outcome]:
    """The progress of a training under the row's name."""
    try:
        while True:
            try:
                now = next(operation)
            except StopIteration as end:
                outcome: Outcome = end.value
                return outcome
            said = f"{now.stage}: {now.message}" if now.message else now.stage
            yield replace(now, stage=stage, message=said)
    finally:
        operation.close()
