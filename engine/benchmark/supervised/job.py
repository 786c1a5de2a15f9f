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
from engine.benchmark.supervised.request import Domain, Film, Learning, Outcome, Request, outcome_from_json
from engine.benchmark.supervised.result import RowResult, Run, SetResult
from engine.benchmark.supervised.rows import FILMS_OF_SMALL, Kind, Row
from engine.benchmark.supervised.scoring import (
    GRID_THRESHOLDS,
    Predicted,
    Score,
    grid_score,
    reader_scores,
    scores_of,
)
from engine.benchmark.supervised.sets import BenchmarkSet, Fold
from engine.io.atomic import WriteError
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress
from engine.report import Summary, summarise


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
    """One row on the `sets` that it needs. A mixture takes the first fold of each of its sets."""

    def __init__(self, row: Row, sets: Mapping[str, BenchmarkSet], terms: Terms) -> None:
        self._row, self._terms = row, terms
        self._sets = {name: sets[name] for name, _ in row.sets}
        self._splits = {name: sets[name].split(split) for name, split in row.sets}
        folds = max(len(split.folds) for split in self._splits.values())
        trainings = folds if row.kind.long and not row.mixed else 1
        self._folds = [{name: self._fold(name, number) for name in self._sets} for number in range(trainings)]
        self._notes: list[str] = []

    def run(self) -> Operation[RowResult]:
        """Train and predict, or find again what was, for every fold; then score."""
        if self._row.kind is Kind.READERS:
            return self._by_readers()
        runs = []
        for number, folds in enumerate(self._folds):
            runs.append((yield from self._measured(self._request(folds), number)))
        return self._scored(tuple(runs))

    def is_known(self) -> bool:
        """Whether every training of it was measured before, under the same terms."""
        requests = map(self._request, self._folds)
        return all(self._find(self._key(request)) is not None for request in requests)

    def _fold(self, name: str, number: int) -> Fold:
        """The films of one training on a set, as few as the terms and the row want."""
        fold, most = self._splits[name].folds[number], self._terms.limit
        train, validation, test = fold.train[:most], fold.validation[:most], fold.test[:most]
        if self._row.kind.small:
            return Fold(fold.train[: min(FILMS_OF_SMALL, most or FILMS_OF_SMALL)], (), ())
        return Fold(train, validation, test) if self._row.kind.trains else Fold((), (), test)

    def _tested(self, fold: Fold) -> tuple[str, ...]:
        return fold.train if self._row.kind.small else fold.test

    def _request(self, folds: Mapping[str, Fold]) -> Request:
        return Request(
            domains=tuple(self._domain(name, fold) for name, fold in folds.items()),
            kind=self._row.kind,
            device=self._terms.device,
            seed=self._terms.seed,
            threads=torch.get_num_threads(),
            model=self._terms.box if self._row.kind is Kind.BOX else None,
            weights=self._terms.weights if takes_weights(self._row.kind) else None,
        )

    def _domain(self, name: str, fold: Fold) -> Domain:
        one = self._sets[name]

        def labelled(films: Sequence[str]) -> tuple[Film, ...]:
            spacings = [one.spacings.get(film) for film in films]
            return tuple(
                Film(film, one.films[film], one.truth[film], None if spacing is None else spacing.x)
                for film, spacing in zip(films, spacings, strict=True)
            )

        return Domain(
            name=one.name,
            scheme=one.scheme,
            train=labelled(fold.train),
            validation=labelled(fold.validation),
            test=tuple((film, one.films[film]) for film in self._tested(fold)),
        )

    def _key(self, request: Request) -> dict[str, Any]:
        return run_key(self._row.name, request, self._terms.prints)

    def _find(self, key: Mapping[str, object]) -> Outcome | None:
        return self._terms.store.load(key, outcome_from_json)

    def _measured(self, request: Request, number: int) -> Operation[Run]:
        """What `request` gives, from the cache or by training."""
        key = self._key(request)
        known = self._find(key)
        if known is not None:
            return Run(known, key, cached=True)
        many = len(self._folds)
        stage = self._row.name if many == 1 else f"{self._row.name} {number + 1}/{many}"
        request = replace(request, state=self._terms.store.folder / f"unfinished-{digest(key)[:16]}")
        outcome = yield from _renamed(self._terms.learning(request), stage)
        try:
            self._terms.store.save(key, outcome.as_json())
        except WriteError as error:  # a measurement is worth more than its copy
            self._notes.append(f"{self._row.name} was not kept for the next time. {error}")
        return Run(outcome, key, cached=False)

    def _scored(self, runs: tuple[Run, ...]) -> RowResult:
        tested = {name: self._pairs(name, runs) for name in self._sets}
        results = tuple(
            self._result(
                name,
                scores_of(self._sets[name], pairs),
                grid_score(self._sets[name], pairs) if self._row.mixed else None,
            )
            for name, pairs in tested.items()
        )
        unread = [f"{film}: {why}" for run in runs for film, why in run.outcome.unanswered.items()]
        said = [*unread, *(note for run in runs for note in run.outcome.notes)]
        notes = (*self._notes, *(f"{self._row.name}: {note}" for note in dict.fromkeys(said)))
        return RowResult(self._row, results, runs, _mixed(results) if self._row.mixed else None, notes)

    def _pairs(self, name: str, runs: Sequence[Run]) -> tuple[Predicted, ...]:
        films = self._tests(name)
        again = len(set(films)) < len(films)  # several trainings test the same films
        pairs = []
        for number, (folds, run) in enumerate(zip(self._folds, runs, strict=True), 1):
            found = run.outcome.sets(name)
            for film in self._tested(folds[name]):
                key = f"{film} ({number})" if again else film
                pairs.append(Predicted(key, film, found.get(film, LandmarkSet(film))))
        return tuple(pairs)

    def _tests(self, name: str) -> list[str]:
        return [film for folds in self._folds for film in self._tested(folds[name])]

    def _result(self, name: str, scores: tuple[Score, ...], grid: Score | None = None) -> SetResult:
        one = self._sets[name]
        return SetResult(
            name=one.name,
            title=one.title,
            anatomy=one.anatomy,
            split=self._splits[name].source,
            folds=tuple(_counts(folds[name]) for folds in self._folds),
            there=len({film for fold in self._splits[name].folds for film in fold.test}),
            scores=scores,
            grid=grid,
            own_films=self._row.kind.small,
        )

    def _by_readers(self) -> RowResult:
        """One reader against the other on the test films; every set of such a row has two."""
        scores = {name: reader_scores(one, self._tests(name)) for name, one in self._sets.items()}
        return RowResult(self._row, tuple(self._result(name, own) for name, own in scores.items()))


def _counts(fold: Fold) -> tuple[int, int, int]:
    return len(fold.train), len(fold.validation), len(fold.test)


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
            yield Progress(stage, now.done, now.total, said, now.metrics)
    finally:
        operation.close()
