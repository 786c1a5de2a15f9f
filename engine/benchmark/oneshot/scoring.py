"""From predictions to scores: in mm where the set has a spacing, always in % of the image diagonal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.benchmark.datasets import FilmSet
from engine.benchmark.points import predicted_marks
from engine.benchmark.score import DIAGONAL_THRESHOLDS, Score
from engine.evaluation.metrics import THRESHOLDS, Unit, evaluate, points_of
from engine.geometry.coordinates import resize_points
from engine.landmarks import LandmarkSet


def score(films: FilmSet, scored: Sequence[str], predictions: Mapping[str, LandmarkSet]) -> tuple[Score, ...]:
    """All evaluations of `predictions` on the films `scored`: mm first, where there are mm."""
    truth = {film: films.truth[film] for film in scored}
    sizes = {film: films.size(film) for film in scored}
    spacings = {film: films.spacings[film] for film in scored if film in films.spacings}
    units = (Unit.MM, Unit.DIAGONAL) if len(spacings) == len(truth) else (Unit.DIAGONAL,)
    every, sure = films.scored_names(), films.scored_names(without_doubtful=True)
    doubtful = tuple(name for name in every if name not in sure)
    scores = []
    for unit in units:
        for names, without in ((every, ()), (sure, doubtful)) if doubtful else ((every, ()),):
            report = evaluate(
                predictions,
                truth,
                names,
                spacings=spacings,
                sizes=sizes,
                unit=unit,
                thresholds=THRESHOLDS if unit is Unit.MM else DIAGONAL_THRESHOLDS,
            )
            scores.append(Score(report, tuple(scored), unit.value, without=without))
    return tuple(scores)


def copied(films: FilmSet, exemplar: str, scored: Sequence[str]) -> dict[str, LandmarkSet]:
    """The exemplar's landmarks taken over: at the same share of width and height of each film."""
    names = [mark.name for mark in films.truth[exemplar].placed()]
    points, size = points_of(films.truth[exemplar], names), films.size(exemplar)
    sets = {}
    for film in scored:
        there = np.asarray(resize_points(points, size, films.size(film))).tolist()
        sets[film] = predicted_marks(film, {name: (x, y) for name, (x, y) in zip(names, there, strict=True)})
    return sets
