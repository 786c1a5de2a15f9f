"""From predictions to scores: the unit and the thresholds of the paper, parts, readers, one grid for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.benchmark.points import true_marks
from engine.benchmark.score import Score
from engine.benchmark.sets.labelled import BenchmarkSet, Measure
from engine.benchmark.supervised.disturbed import DISTURBANCES, key_of
from engine.evaluation.metrics import Unit, evaluate, image_fraction, points_of
from engine.evaluation.statistics import Resampling, confidence
from engine.geometry.coordinates import Size, resize_points
from engine.imaging.image import Spacing
from engine.io.images import read_size
from engine.landmarks import LandmarkSet

_RESAMPLING = Resampling(resamples=2000)
GRID_THRESHOLDS = (2.0, 4.0, 6.0)  # px of the network's grid: GU2Net's mixed sets


@dataclass(frozen=True, slots=True)
class ScoredFilm:
    """One prediction to score: `key` is unlike any other, also where trainings test the same `film`."""

    key: str
    film: str
    found: LandmarkSet


def scores_of(labelled: BenchmarkSet, tested: Sequence[ScoredFilm]) -> tuple[Score, ...]:
    """All scores in the unit of the set, the main one first: all films, all landmarks."""
    scorer = _Scorer(labelled)
    scores = [scorer.score(tested, labelled.truth)]
    for part, films in labelled.parts.items():
        inside = [test for test in tested if test.film in films]
        if inside and len(inside) < len(tested):
            scores.append(replace(scorer.score(inside, labelled.truth), part=part))
    if labelled.doubtful:
        sure = tuple(name for name in labelled.scheme.names if name not in labelled.doubtful)
        scores.append(replace(scorer.score(tested, labelled.truth, sure), without=labelled.doubtful))
    for reader, truth in labelled.readers.items():
        scores.append(replace(scorer.score(tested, truth), against=reader))
    return tuple(scores)


def reader_scores(labelled: BenchmarkSet, films: Sequence[str]) -> tuple[Score, ...]:
    """The first reader scored against the second, all films and in parts."""
    first, second = labelled.readers.values()
    named = list(labelled.readers)
    tested = [ScoredFilm(film, film, first[film]) for film in films]
    plain = replace(labelled, truth=second, readers={})
    return tuple(replace(score, against=f"{named[0]} / {named[1]}") for score in scores_of(plain, tested))


def disturbed_scores(
    labelled: BenchmarkSet, films: Sequence[str], found: Mapping[str, LandmarkSet]
) -> tuple[Score, ...]:
    """A score for each disturbance, of what was `found` on the disturbed `films`."""
    scorer, scores = _Scorer(labelled), []
    for disturbance in DISTURBANCES:
        keys = {key_of(film, disturbance): film for film in films}
        tested = [ScoredFilm(key, film, found.get(key, LandmarkSet(key))) for key, film in keys.items()]
        scores.append(replace(scorer.score(tested, labelled.truth), part=disturbance.name))
    return tuple(scores)


def grid_score(labelled: BenchmarkSet, tested: Sequence[ScoredFilm]) -> Score:
    """Errors in px of the frame that GU2Net resizes the films of this set to."""
    on_grid = replace(labelled, measure=Measure.GRID, thresholds=GRID_THRESHOLDS)
    return _Scorer(on_grid).score(tested, labelled.truth)


class _Scorer:
    def __init__(self, labelled: BenchmarkSet) -> None:
        self._set = labelled
        self._sizes = dict(labelled.sizes)

    def score(
        self,
        tested: Sequence[ScoredFilm],
        truth: Mapping[str, LandmarkSet],
        names: Sequence[str] | None = None,
    ) -> Score:
        """`tested` against `truth`, landmarks `names` (None: all of the set)."""
        labelled, names = self._set, names or self._set.scheme.names
        wanted = {test.key: truth[test.film] for test in tested}
        found = {test.key: test.found for test in tested}
        if labelled.measure is Measure.GRID:
            wanted, found = self._on_grid(tested, wanted), self._on_grid(tested, found)
        report = evaluate(
            found,
            wanted,
            names,
            spacings={test.key: spacing for test in tested if (spacing := self._spacing(test)) is not None},
            sizes={test.key: self._size(test.film) for test in tested} if self._needs_sizes else {},
            unit=_UNITS[labelled.measure],
            thresholds=labelled.thresholds,
        )
        films = tuple(test.film for test in tested)
        score = Score(
            report,
            films,
            self._unit,
            confidence=confidence(report, {test.key: test.film for test in tested}, _RESAMPLING),
        )
        if labelled.measure is not Measure.FRACTION or not any(test.found.placed() for test in tested):
            return score
        sizes = {test.key: self._size(test.film) for test in tested}
        return replace(score, fractions=image_fraction(found, wanted, names, sizes))

    @property
    def _unit(self) -> str:
        grid = self._set.grid
        if self._set.measure is Measure.GRID:
            return f"px of {grid.width} x {grid.height}"
        return _UNITS[self._set.measure].value

    @property
    def _needs_sizes(self) -> bool:
        return self._set.measure in (Measure.DIAGONAL, Measure.FRACTION)

    def _spacing(self, test: ScoredFilm) -> Spacing | None:
        return self._set.spacings.get(test.film) if self._set.measure is Measure.MM else None

    def _size(self, film: str) -> Size:
        if film not in self._sizes:
            self._sizes[film] = read_size(self._set.films[film])
        return self._sizes[film]

    def _on_grid(
        self, tested: Sequence[ScoredFilm], marks: Mapping[str, LandmarkSet]
    ) -> dict[str, LandmarkSet]:
        return {test.key: self._moved(test, marks[test.key]) for test in tested}

    def _moved(self, test: ScoredFilm, marks: LandmarkSet) -> LandmarkSet:
        names = [mark.name for mark in marks.placed()]
        if not names:
            return LandmarkSet(test.key)
        there = resize_points(points_of(marks, names), self._size(test.film), self._set.grid).tolist()
        return true_marks(test.key, {name: (x, y) for name, (x, y) in zip(names, there, strict=True)})


_UNITS = {
    Measure.MM: Unit.MM,
    Measure.GRID: Unit.PIXELS,
    Measure.FRACTION: Unit.DIAGONAL,
    Measure.DIAGONAL: Unit.DIAGONAL,
}
