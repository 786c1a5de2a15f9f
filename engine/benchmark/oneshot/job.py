"""One row of the one-shot measurement on its way from films to scores.

One exemplar is annotated and all other films are input only; the labels of the films that are scored
are first touched when the predictions are there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.benchmark.cache import Fingerprints
from engine.benchmark.datasets import FilmSet
from engine.benchmark.job import Run, Trial
from engine.benchmark.oneshot.measure import Measured, OneShotRequest
from engine.benchmark.oneshot.mirrored import flipped_copies, some_films, unflipped
from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import FilmUse, OneShotRow, RowKind
from engine.benchmark.points import plain_marks, predicted_marks
from engine.benchmark.score import DIAGONAL_THRESHOLDS, Score
from engine.benchmark.sets.shenzhen import THRESHOLDS as GRID_THRESHOLDS
from engine.benchmark.settings import BenchmarkSettings
from engine.evaluation.metrics import THRESHOLDS, Unit, evaluate, points_of
from engine.geometry.coordinates import Size, resize_points
from engine.landmarks import LandmarkSet
from engine.oneshot.presets import Preset
from engine.operation import Operation

Measuring = Callable[[OneShotRequest], Operation[Measured]]
# what of this package decides what a request comes to
DECIDING = (
    *("points.py", "oneshot/measure.py", "oneshot/mirrored.py", "oneshot/stage_one.py"),
    *(f"baselines/{module}.py" for module in ("task", "cc2d_matching", "cc2d_voting", "data_aug", "fab_rec")),
)


class OneShotJob:
    """One row; `weights`: ImageNet's, for rows that take them.

    Raises `EngineError`s where the set is not complete.
    """

    def __init__(
        self,
        row: OneShotRow,
        films: FilmSet,
        settings: BenchmarkSettings,
        prints: Fingerprints,
        measuring: Measuring,
        weights: Path | None = None,
    ) -> None:
        self.row, self._set, self._settings = row, films, settings
        self._prints, self._measuring, self._weights = prints, measuring, weights
        self._exemplar = films.exemplar(row.exemplar)
        self._further = tuple(films.exemplar(name) for name in row.further or ())
        self._there = films.scored_films(self._exemplar)
        self._scored = self._there[: settings.limit]
        if row.kind is RowKind.MIRRORED:
            self._scored = some_films(self._scored)
        learning = () if row.use is FilmUse.DIRECT else films.learning_films(self._exemplar)
        self._learning = tuple(film for film in learning if film not in self._further)[: settings.limit]

    def trials(self) -> tuple[Trial[Measured], ...]:
        """The one propagation of the row; nothing where the exemplar's points are taken over."""
        if self.row.kind is RowKind.COPY:
            return ()
        request = self.request()
        key = request_key(self.row.name, request, self._prints)
        measuring = self._both_ways if self.row.kind is RowKind.MIRRORED else self._measuring
        return (Trial(self.row.name, key, Measured, lambda state: measuring(self._kept(request, state))),)

    def result(self, runs: Sequence[Run[Measured]]) -> OneShotRowResult:
        """The predictions scored, with what they cost."""
        if not runs:
            return self._result(copied(self._set, self._exemplar, self._scored))
        [run] = runs
        measured = run.outcome
        result = self._result(measured.sets)
        if self.row.kind is RowKind.MIRRORED:
            back = unflipped(measured.sets, {film: self._set.size(film) for film in self._scored})
            result = replace(result, flipped=self._result(back).scores)
        unread = (f"{self.row.name}: {film}: {why}" for film, why in measured.unreadable.items())
        return replace(
            result,
            run=run,
            parts={part: score(self._set, self._scored, sets) for part, sets in measured.parts.items()},
            learned_from=self._learning,
            notes=(*unread, *(f"{self.row.name}: {note}" for note in measured.notes)),
        )

    def request(self) -> OneShotRequest:
        """What the measuring process is given: the films, and the landmarks of the exemplars alone."""
        unseen = self.row.use is FilmUse.UNSEEN
        films = self._learning if unseen else (*self._learning, *self._scored)
        return OneShotRequest(
            films=self._files((self._exemplar, *self._further, *films)),
            exemplar=self._exemplar,
            points=plain_marks(self._set.truth[self._exemplar]),
            names=self._set.scheme.names,
            settings=self.row.kind.settings(self._settings.device, self._settings.seed, self._weights),
            threads=torch.get_num_threads(),
            unseen=self._files(self._scored) if unseen else (),
            further={film: plain_marks(self._set.truth[film]) for film in self._further},
            baseline=self.row.kind.baseline,
        )

    def _kept(self, request: OneShotRequest, state: Path) -> OneShotRequest:
        """`request`, which as published keeps in the folder `state` where it is, and goes on from there.

        Other papers' methods do so too. Not others: the time that they take is held against targets.
        """
        if self.row.kind.preset is not Preset.PAPER and request.baseline is None:
            return request
        return replace(request, settings=replace(request.settings, work=state))

    def _files(self, films: Sequence[str]) -> tuple[tuple[str, Path], ...]:
        return tuple((film, self._set.films[film]) for film in films)

    def _both_ways(self, request: OneShotRequest) -> Operation[Measured]:
        """The films as they are and flipped, in one run."""
        with tempfile.TemporaryDirectory(prefix="onemark-mirrored-") as folder:
            flipped = flipped_copies(dict(request.films[1:]), Path(folder))
            both = replace(request, films=(*request.films, *flipped.items()))
            return (yield from self._measuring(both))

    def _result(self, predictions: Mapping[str, LandmarkSet]) -> OneShotRowResult:
        others = [film for film in self._set.candidates if film != self._exemplar]
        return OneShotRowResult(
            row=self.row,
            exemplar=self._exemplar,
            films=self._scored,
            there=len(self._there),
            left_out=len(others) - len(self._there),
            scores=score(self._set, self._scored, predictions),
        )


def request_key(row: str, request: OneShotRequest, prints: Fingerprints) -> dict[str, Any]:
    """Everything that decides what `request` of `row` comes to, and its time, as plain JSON."""
    weights = request.settings.weights
    deciding: dict[str, Any] = {
        "settings": request.settings.described(),
        **({"weights": prints.of(weights)} if isinstance(weights, Path) else {}),
        "films": prints.of_films(request.films),
        "unseen": prints.of_films(request.unseen),
        "exemplar": request.exemplar,
        "points": {name: list(point) for name, point in request.points.items()},
        "names": list(request.names),
    }
    if request.further:
        deciding["further"] = {film: dict(points) for film, points in request.further.items()}
    if request.baseline is not None:
        deciding["baseline"] = {"method": type(request.baseline).__name__, **asdict(request.baseline)}
    return prints.key(row, request.settings.device, request.threads, deciding)


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
    on_grid = () if films.grid is None else (_on_grid(films, films.grid, scored, predictions),)
    return (*on_grid, *scores)


def _on_grid(
    films: FilmSet, grid: Size, scored: Sequence[str], predictions: Mapping[str, LandmarkSet]
) -> Score:
    """Errors in pixels of the frame that the papers resize films to."""

    def resized(sets: Mapping[str, LandmarkSet]) -> dict[str, LandmarkSet]:
        found = {}
        for film in scored:
            names = [mark.name for mark in sets[film].placed()] if film in sets else []
            places = resize_points(points_of(sets[film], names), films.size(film), grid) if names else ()
            pairs = zip(names, np.asarray(places).tolist(), strict=True)
            found[film] = predicted_marks(film, {name: (x, y) for name, (x, y) in pairs})
        return found

    report = evaluate(
        resized(predictions),
        resized(films.truth),
        films.scored_names(),
        unit=Unit.PIXELS,
        thresholds=GRID_THRESHOLDS,
    )
    return Score(report, tuple(scored), f"px of {grid.width} x {grid.height}")


def copied(films: FilmSet, exemplar: str, scored: Sequence[str]) -> dict[str, LandmarkSet]:
    """The exemplar's landmarks taken over: at the same share of width and height of each film."""
    names = [mark.name for mark in films.truth[exemplar].placed()]
    points, size = points_of(films.truth[exemplar], names), films.size(exemplar)
    sets = {}
    for film in scored:
        there = np.asarray(resize_points(points, size, films.size(film))).tolist()
        sets[film] = predicted_marks(film, {name: (x, y) for name, (x, y) in zip(names, there, strict=True)})
    return sets
