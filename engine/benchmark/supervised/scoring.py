"""From predictions to scores: the unit and the thresholds of the paper, parts, readers, one grid for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.benchmark.supervised.sets import BenchmarkSet, Measure, true_marks
from engine.evaluation.image_fraction import ImageFraction, image_fraction
from engine.evaluation.metrics import Unit, evaluate, points_of
from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import Confidence, Resampling, confidence
from engine.geometry.coordinates import Size, resize_points
from engine.imaging.image import Spacing
from engine.io.images import read_size
from engine.landmarks import LandmarkSet

_RESAMPLING = Resampling(resamples=2000)
GRID_THRESHOLDS = (2.0, 4.0, 6.0)  # px of the network's grid: GU2Net's mixed sets


@dataclass(frozen=True, slots=True)
class Predicted:
    """One prediction to score: `key` is unlike any other, also where trainings test the same `film`."""

    key: str
    film: str
    found: LandmarkSet


@dataclass(frozen=True, slots=True)
class Score:
    """One evaluation. `part`: of the test films, "" all; `against`: whose truth; `without`: left out.

    `films` is the film behind each line of the evaluation, in its order. `unit`: of its figures, in words.
    """

    evaluation: EvaluationReport
    films: tuple[str, ...]
    unit: str
    part: str = ""
    against: str = ""
    without: tuple[str, ...] = ()
    fractions: ImageFraction | None = None
    confidence: Confidence | None = None

    def as_json(self) -> dict[str, Any]:
        """The score as plain JSON values, landmark by landmark and film by film."""
        fractions, intervals = self.fractions, self.confidence
        return {
            "part": self.part,
            "against": self.against,
            "without": list(self.without),
            **self.evaluation.as_json(),
            "unit": self.unit,
            "confidence": None if intervals is None else intervals.as_json(),
            "fractions": None if fractions is None else fractions.as_json(),
        }


def scores_of(one: BenchmarkSet, tested: Sequence[Predicted]) -> tuple[Score, ...]:
    """All scores in the unit of the set, the main one first: all films, all landmarks."""
    scorer = _Scorer(one)
    scores = [scorer.score(tested, one.truth)]
    for part, films in one.parts.items():
        inside = [test for test in tested if test.film in films]
        if inside and len(inside) < len(tested):
            scores.append(replace(scorer.score(inside, one.truth), part=part))
    if one.doubtful:
        sure = tuple(name for name in one.scheme.names if name not in one.doubtful)
        scores.append(replace(scorer.score(tested, one.truth, sure), without=one.doubtful))
    for reader, truth in one.readers.items():
        scores.append(replace(scorer.score(tested, truth), against=reader))
    return tuple(scores)


def reader_scores(one: BenchmarkSet, films: Sequence[str]) -> tuple[Score, ...]:
    """The first reader scored against the second, all films and in parts."""
    first, second = one.readers.values()
    named = list(one.readers)
    tested = [Predicted(film, film, first[film]) for film in films]
    plain = replace(one, truth=second, readers={})
    return tuple(replace(score, against=f"{named[0]} / {named[1]}") for score in scores_of(plain, tested))


def grid_score(one: BenchmarkSet, tested: Sequence[Predicted]) -> Score:
    """Errors in px of the frame that GU2Net resizes the films of this set to."""
    return _Scorer(replace(one, measure=Measure.GRID, thresholds=GRID_THRESHOLDS)).score(tested, one.truth)


class _Scorer:
    def __init__(self, one: BenchmarkSet) -> None:
        self._set = one
        self._sizes = dict(one.sizes)

    def score(
        self,
        tested: Sequence[Predicted],
        truth: Mapping[str, LandmarkSet],
        names: Sequence[str] | None = None,
    ) -> Score:
        """`tested` against `truth`, landmarks `names` (None: all of the set)."""
        one, names = self._set, names or self._set.scheme.names
        wanted = {test.key: truth[test.film] for test in tested}
        found = {test.key: test.found for test in tested}
        if one.measure is Measure.GRID:
            wanted, found = self._on_grid(tested, wanted), self._on_grid(tested, found)
        report = evaluate(
            found,
            wanted,
            names,
            spacings={test.key: spacing for test in tested if (spacing := self._spacing(test)) is not None},
            sizes={test.key: self._size(test.film) for test in tested} if self._needs_sizes else {},
            unit=_UNITS[one.measure],
            thresholds=one.thresholds,
        )
        films = tuple(test.film for test in tested)
        score = Score(
            report,
            films,
            self._unit,
            confidence=confidence(report, {test.key: test.film for test in tested}, _RESAMPLING),
        )
        if one.measure is not Measure.FRACTION or not any(test.found.placed() for test in tested):
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

    def _spacing(self, test: Predicted) -> Spacing | None:
        return self._set.spacings.get(test.film) if self._set.measure is Measure.MM else None

    def _size(self, film: str) -> Size:
        if film not in self._sizes:
            self._sizes[film] = read_size(self._set.films[film])
        return self._sizes[film]

    def _on_grid(
        self, tested: Sequence[Predicted], marks: Mapping[str, LandmarkSet]
    ) -> dict[str, LandmarkSet]:
        return {test.key: self._moved(test, marks[test.key]) for test in tested}

    def _moved(self, test: Predicted, marks: LandmarkSet) -> LandmarkSet:
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
