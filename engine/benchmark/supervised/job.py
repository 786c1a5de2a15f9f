"""One row of the supervised measurement on its way from films to scores.

The landmarks of the films that are scored are first touched when all predictions of the row are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.benchmark.cache import Fingerprints, digest
from engine.benchmark.job import Run, Trial
from engine.benchmark.sets.labelled import BenchmarkSet
from engine.benchmark.settings import BenchmarkSettings
from engine.benchmark.supervised.learning import described, takes_weights
from engine.benchmark.supervised.request import (
    Domain,
    LabelledFilm,
    Learning,
    SupervisedRequest,
    TrainingOutcome,
)
from engine.benchmark.supervised.result import SetResult, SupervisedRowResult
from engine.benchmark.supervised.rows import FILMS_DISTURBED, FILMS_OF_SMALL, Kind, SupervisedRow
from engine.benchmark.supervised.scoring import (
    GRID_THRESHOLDS,
    ScoredFilm,
    disturbed_scores,
    grid_score,
    reader_scores,
    scores_of,
)
from engine.evaluation.report import Summary, summarise
from engine.landmarks import LandmarkSet
from engine.supervised.splits import SplitParts


class RowFilms:
    """The films of `row` on `sets`, at most `limit` of each part of a split.

    A mixture takes the first fold of each of its sets; rows of 20 films, and those that train nothing, have
    one training.
    """

    def __init__(self, row: SupervisedRow, sets: Mapping[str, BenchmarkSet], limit: int | None) -> None:
        self._row, self._limit = row, limit
        self.sets = {name: sets[name] for name, _ in row.sets}
        self.splits = {name: sets[name].split(split) for name, split in row.sets}
        folds = max(len(split.folds) for split in self.splits.values())
        trainings = folds if row.kind.trains and row.kind.long and not row.mixed else 1
        self.folds = tuple(
            {name: self._fold(name, number) for name in self.sets} for number in range(trainings)
        )

    def _fold(self, name: str, number: int) -> SplitParts:
        fold, most = self.splits[name].folds[number], self._limit
        if self._row.kind.small:
            return SplitParts(fold.train[: min(FILMS_OF_SMALL, most or FILMS_OF_SMALL)], (), ())
        if self._row.kind is Kind.DISTURBED:
            apart = max(1, len(fold.train) // FILMS_DISTURBED)
            return SplitParts((), (), fold.train[::apart][: min(FILMS_DISTURBED, most or FILMS_DISTURBED)])
        if not self._row.kind.trains:
            return SplitParts((), (), fold.test[:most])
        return SplitParts(fold.train[:most], fold.validation[:most], fold.test[:most])

    def tested(self, name: str, training: int) -> tuple[str, ...]:
        """The films of the set `name` that one training is scored on."""
        fold = self.folds[training][name]
        return fold.train if self._row.kind.small else self.splits[name].tested(fold)

    def all_tested(self, name: str) -> list[str]:
        """The films of the set `name` that all trainings are scored on, in their order."""
        return [film for training in range(len(self.folds)) for film in self.tested(name, training)]

    def there(self, name: str) -> int:
        """How many films of the set `name` could be scored."""
        split = self.splits[name]
        return len({film for fold in split.folds for film in split.tested(fold)})

    def counts(self, name: str) -> tuple[tuple[int, int, int], ...]:
        """How many films each training learns from, has for choices, and is tested on."""
        folds, split = (folds[name] for folds in self.folds), self.splits[name]
        return tuple((len(fold.train), len(fold.validation), len(split.tested(fold))) for fold in folds)

    def domains(self, training: int) -> tuple[Domain, ...]:
        """What one training is given: landmarks of the films to learn from and for choices, and no others."""
        return tuple(self._domain(name, training) for name in self.sets)

    def _domain(self, name: str, training: int) -> Domain:
        films, fold = self.sets[name], self.folds[training][name]
        return Domain(
            name=films.name,
            scheme=films.scheme,
            train=_labelled(films, fold.train),
            validation=_labelled(films, fold.validation),
            test=tuple((film, films.films[film]) for film in self.tested(name, training)),
        )


def _labelled(films: BenchmarkSet, names: Sequence[str]) -> tuple[LabelledFilm, ...]:
    spacings = [films.spacings.get(film) for film in names]
    return tuple(
        LabelledFilm(film, films.films[film], films.truth[film], None if spacing is None else spacing.x)
        for film, spacing in zip(names, spacings, strict=True)
    )


# what of this package decides what a request comes to
DECIDING = ("points.py", "supervised/learning.py", "supervised/disturbed.py")


class SupervisedJob:
    """One row on the `sets` that it needs.

    `box`: the model that comes with the program. `weights`: ImageNet's, for rows that take them.
    """

    def __init__(
        self,
        row: SupervisedRow,
        sets: Mapping[str, BenchmarkSet],
        settings: BenchmarkSettings,
        prints: Fingerprints,
        learning: Learning,
        box: Path | None,
        weights: Path | None,
    ) -> None:
        self.row, self._settings, self._prints, self._learning = row, settings, prints, learning
        self._box, self._weights = box, weights
        self._films = RowFilms(row, sets, settings.limit)
        self._sets = self._films.sets

    def trials(self) -> tuple[Trial[TrainingOutcome], ...]:
        """One training, or prediction by a model file, for every fold; none where readers are compared."""
        if self.row.kind is Kind.READERS:
            return ()
        return tuple(self._trial(training) for training in range(len(self._films.folds)))

    def result(self, runs: Sequence[Run[TrainingOutcome]]) -> SupervisedRowResult:
        """The predictions of all trainings scored, set by set; or one reader against the other."""
        results = tuple(self._scored(name, runs) for name in self._sets)
        unread = [f"{film}: {why}" for run in runs for film, why in run.outcome.unanswered.items()]
        notes = [*unread, *(note for run in runs for note in run.outcome.notes)]
        return SupervisedRowResult(
            row=self.row,
            sets=results,
            runs=runs,
            mixed=_mixed(results) if self.row.mixed else None,
            notes=tuple(f"{self.row.name}: {note}" for note in dict.fromkeys(notes)),
        )

    def _trial(self, training: int) -> Trial[TrainingOutcome]:
        request = SupervisedRequest(
            domains=self._films.domains(training),
            kind=self.row.kind,
            device=self._settings.device,
            seed=self._settings.seed,
            threads=torch.get_num_threads(),
            model=self._box if self.row.kind is Kind.DISTURBED else None,
            weights=self._weights if takes_weights(self.row.kind) else None,
        )
        count = len(self._films.folds)
        stage = self.row.name if count == 1 else f"{self.row.name} {training + 1}/{count}"
        key = request_key(self.row.name, request, self._prints)
        learning = self._learning
        return Trial(stage, key, TrainingOutcome, lambda state: learning(replace(request, state=state)))

    def _scored(self, name: str, runs: Sequence[Run[TrainingOutcome]]) -> SetResult:
        films, grid = self._sets[name], None
        if self.row.kind is Kind.READERS:  # every set of such a row has two
            scores = reader_scores(films, self._films.all_tested(name))
        elif self.row.kind is Kind.DISTURBED:
            scores = disturbed_scores(films, self._films.all_tested(name), runs[0].outcome.sets(name))
        else:
            tested = self._predicted(name, runs)
            scores = scores_of(films, tested)
            grid = grid_score(films, tested) if self.row.mixed else None
        return SetResult(
            name=films.name,
            title=films.title,
            anatomy=films.anatomy,
            split=self._films.splits[name].source,
            folds=self._films.counts(name),
            there=self._films.there(name),
            scores=scores,
            grid=grid,
            own_films=self.row.kind.own_films,
        )

    def _predicted(self, name: str, runs: Sequence[Run[TrainingOutcome]]) -> tuple[ScoredFilm, ...]:
        """What all trainings found on the films of a set; a film that several test is there for each."""
        films = self._films.all_tested(name)
        again = len(set(films)) < len(films)
        found = []
        for training, run in enumerate(runs):
            sets = run.outcome.sets(name)
            for film in self._films.tested(name, training):
                key = f"{film} ({training + 1})" if again else film
                found.append(ScoredFilm(key, film, sets.get(film, LandmarkSet(film))))
        return tuple(found)


def _mixed(results: Sequence[SetResult]) -> Summary:
    """Every landmark of every film alike, as GU2Net counts: sets with many landmarks weigh more."""
    grids = [result.grid.evaluation for result in results if result.grid is not None]
    errors = np.concatenate([grid.errors.ravel() for grid in grids])
    counted = np.concatenate([grid.counted.ravel() for grid in grids])
    return summarise(errors, counted, GRID_THRESHOLDS, inclusive=True)


def request_key(row: str, request: SupervisedRequest, prints: Fingerprints) -> dict[str, Any]:
    """Everything that decides what `request` of `row` comes to, and its time, as plain JSON."""
    deciding = {
        "recipe": described(request),
        "model": "" if request.model is None else prints.of(request.model),
        "weights": "" if request.weights is None else prints.of(request.weights),
        "domains": [_domain_key(domain, prints) for domain in request.domains],
        "seed": request.seed,
    }
    return prints.key(row, request.device, request.threads, deciding)


def _domain_key(domain: Domain, prints: Fingerprints) -> dict[str, Any]:
    films = [identity for identity, _ in domain.test]
    return {
        "name": domain.name,
        "landmarks": list(domain.scheme.names),
        "train": _films_key(domain.train, prints),
        "validation": _films_key(domain.validation, prints),
        "test": {"films": films, "hash": prints.of_films(domain.test)},
    }


def _films_key(films: Sequence[LabelledFilm], prints: Fingerprints) -> dict[str, Any]:
    """Names, and hashes of pixels and landmarks."""
    points = [[(mark.name, mark.x, mark.y) for mark in film.marks.placed()] for film in films]
    return {
        "films": [film.identity for film in films],
        "hash": prints.of_films((film.identity, film.path) for film in films),
        "points": digest([points, [film.mm_per_px for film in films]]),
    }
