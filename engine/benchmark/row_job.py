"""One row of the one-shot measurement on its way from films to scores.

One exemplar is annotated and all other films are input only; the labels of the films that are scored
are first touched when the predictions are there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from engine.benchmark.cache import RowCache, row_key
from engine.benchmark.datasets import FilmSet
from engine.benchmark.measure import Measured, Request
from engine.benchmark.mirrored import flipped_copies, some_films, unflipped
from engine.benchmark.result import RowResult
from engine.benchmark.rows import FilmUse, Row, RowKind
from engine.benchmark.scoring import copied, score
from engine.io.atomic import WriteError
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress

Measure = Callable[[Request], Operation[Measured]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row of one call. `limit`: the first so many films of each part of a set only."""

    device: str
    seed: int
    limit: int | None
    store: RowCache
    measuring: Measure


class RowJob:
    """One row. Raises `EngineError`s where the set is not complete."""

    def __init__(self, row: Row, films: FilmSet, terms: Terms) -> None:
        self._row, self._set, self._terms = row, films, terms
        self._exemplar = films.exemplar(row.exemplar)
        self._there = films.scored_films(self._exemplar)
        self._scored = self._there[: terms.limit]
        learning = () if row.use is FilmUse.DIRECT else films.learning_films(self._exemplar)
        self._learning = learning[: terms.limit]
        self._notes: list[str] = []

    def run(self) -> Operation[RowResult]:
        """Measure or find again, then score."""
        if self._row.kind is RowKind.COPY:
            return self._result(copied(self._set, self._exemplar, self._scored))
        if self._row.kind is RowKind.MIRRORED:
            return (yield from self._mirrored())
        result, measured = yield from self._measured(self.request())
        scored = self._result(_of(measured.sets, self._scored))
        parts = {
            part: score(self._set, self._scored, _of(sets, self._scored))
            for part, sets in measured.parts.items()
        }
        return self._with_cost(replace(scored, parts=parts), result, measured)

    def is_known(self) -> bool:
        """Whether it was measured before, under the same terms."""
        if self._row.kind in (RowKind.COPY, RowKind.MIRRORED):
            return False
        return self._terms.store.find(row_key(self._row.name, self.request())) is not None

    def request(self) -> Request:
        """What the measuring process is given: the films, and the landmarks of the exemplar alone."""
        scored, learning = self._files(self._scored), self._files(self._learning)
        if self._row.use is FilmUse.UNSEEN:
            return self._request(learning, scored)
        return self._request({**learning, **scored})

    def _request(self, films: Mapping[str, Path], unseen: Mapping[str, Path] | None = None) -> Request:
        truth = self._set.truth[self._exemplar]
        return Request(
            films=((self._exemplar, self._set.films[self._exemplar]), *films.items()),
            exemplar=self._exemplar,
            points={mark.name: mark.position for mark in truth.placed() if mark.position is not None},
            names=self._set.scheme.names,
            settings=self._row.kind.settings(self._terms.device, self._terms.seed),
            threads=torch.get_num_threads(),
            unseen=tuple((unseen or {}).items()),
        )

    def _files(self, films: tuple[str, ...]) -> dict[str, Path]:
        return {film: self._set.films[film] for film in films}

    def _mirrored(self) -> Operation[RowResult]:
        """The films as they are and flipped, in one run; the flipped ones are scored flipped back."""
        self._scored = some_films(self._scored)
        with tempfile.TemporaryDirectory(prefix="onemark-mirrored-") as folder:
            files = self._files(self._scored)
            flipped = flipped_copies(files, Path(folder))
            found, measured = yield from self._measured(self._request({**files, **flipped}))
        sizes = {film: self._set.size(film) for film in self._scored}
        result = self._result(_of(measured.sets, self._scored))
        back = self._result(unflipped(measured.sets, sizes))
        return self._with_cost(replace(result, flipped=back.scores), found, measured)

    def _measured(self, request: Request) -> Operation[tuple[_Found, Measured]]:
        """What `request` gives, from the cache or by measuring, and how it was come by."""
        store, key = self._terms.store, row_key(self._row.name, request)
        known = store.find(key)
        if known is not None:
            return _Found(key, cached=True), known
        measured = yield from self._renamed(self._terms.measuring(request))
        try:
            store.keep(key, measured)
        except WriteError as error:  # a measurement is worth more than its copy
            self._notes.append(f"{self._row.name} was not kept for the next time. {error}")
        return _Found(key, cached=False), measured

    def _renamed(self, operation: Operation[Measured]) -> Operation[Measured]:
        """The progress of a measurement under the row's name."""
        try:
            while True:
                try:
                    now = next(operation)
                except StopIteration as end:
                    measured: Measured = end.value
                    return measured
                said = f"{now.stage}: {now.message}" if now.message else now.stage
                yield Progress(self._row.name, now.done, now.total, said)
        finally:
            operation.close()

    def _with_cost(self, result: RowResult, found: _Found, measured: Measured) -> RowResult:
        unread = (f"{self._row.name}: {film}: {why}" for film, why in measured.unreadable.items())
        said = (f"{self._row.name}: {note}" for note in measured.notes)
        return replace(
            result,
            measured=measured,
            key=found.key,
            cached=found.cached,
            learned_from=self._learning,
            notes=(*self._notes, *unread, *said),
        )

    def _result(self, predictions: Mapping[str, LandmarkSet]) -> RowResult:
        return RowResult(
            row=self._row,
            exemplar=self._exemplar,
            films=self._scored,
            there=len(self._there),
            left_out=len(self._set.candidates) - len(self._there) - (self._exemplar in self._set.candidates),
            scores=score(self._set, self._scored, predictions),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    key: Mapping[str, object]
    cached: bool


def _of(sets: Mapping[str, LandmarkSet], films: tuple[str, ...]) -> dict[str, LandmarkSet]:
    return {film: sets[film] for film in films if film in sets}
