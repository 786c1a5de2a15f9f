"""Which films a row learns from and which it is scored on, training by training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.benchmark.sets.labelled import BenchmarkSet
from engine.benchmark.supervised.request import Domain, LabelledFilm
from engine.benchmark.supervised.rows import FILMS_OF_SMALL, SupervisedRow
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
        trainings = folds if row.kind.long and not row.mixed else 1
        self.folds = tuple(
            {name: self._fold(name, number) for name in self.sets} for number in range(trainings)
        )

    def _fold(self, name: str, number: int) -> SplitParts:
        fold, most = self.splits[name].folds[number], self._limit
        if self._row.kind.small:
            return SplitParts(fold.train[: min(FILMS_OF_SMALL, most or FILMS_OF_SMALL)], (), ())
        if not self._row.kind.trains:
            return SplitParts((), (), fold.test[:most])
        return SplitParts(fold.train[:most], fold.validation[:most], fold.test[:most])

    def tested(self, name: str, training: int) -> tuple[str, ...]:
        """The films of the set `name` that one training is scored on."""
        fold = self.folds[training][name]
        return fold.train if self._row.kind.small else fold.test

    def all_tested(self, name: str) -> list[str]:
        """The films of the set `name` that all trainings are scored on, in their order."""
        return [film for training in range(len(self.folds)) for film in self.tested(name, training)]

    def there(self, name: str) -> int:
        """How many films of the set `name` could be scored."""
        return len({film for fold in self.splits[name].folds for film in fold.test})

    def counts(self, name: str) -> tuple[tuple[int, int, int], ...]:
        """How many films each training learns from, has for choices, and is tested on."""
        folds = (folds[name] for folds in self.folds)
        return tuple((len(fold.train), len(fold.validation), len(fold.test)) for fold in folds)

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
