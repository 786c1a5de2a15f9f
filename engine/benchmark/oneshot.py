"""`benchmark one-shot`: every row measured or found again, then scored and put into one report.

One exemplar at a time is annotated and all other films are input only; the labels of the films that
are scored are first touched when the predictions are there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from engine.benchmark.cache import RowCache, default_folder, row_key
from engine.benchmark.datasets import SETS, DatasetError, FilmSet, is_there, read_set
from engine.benchmark.measure import Measured, Request, measure
from engine.benchmark.mirrored import flipped_copies, some_films, unflipped
from engine.benchmark.report import Report, RowResult, Setup
from engine.benchmark.rows import Row, RowKind, select_rows
from engine.benchmark.scoring import copied, score
from engine.device import choose_device, describe
from engine.errors import EngineError
from engine.io.atomic import WriteError
from engine.landmarks import LandmarkSet
from engine.oneshot import PropagationSettings, RegistrationMethod
from engine.operation import Operation, Progress

Measure = Callable[[Request], Operation[Measured]]


def benchmark(
    root: Path,
    rows: Sequence[str] | None,
    device: str,
    seed: int,
    *,
    methods: Sequence[RegistrationMethod] = tuple(RegistrationMethod),
    limit: int | None = None,
    cache: Path | None = None,
    fresh: bool = False,
    measuring: Measure = measure,
) -> Operation[Report]:
    """Measure the `rows` (names or their beginnings, None: all) on the sets below `root`.

    `limit`: only the first so many films of each set are scored. Finished rows are kept in the folder
    `cache` (None: the user's) and found again unless `fresh`. A set that is missing is noted and
    skipped. Raises `EngineError`: unknown row, no set at all, what a registration cannot work with.
    """
    chosen = select_rows(rows, methods)
    if limit is not None and limit < 1:
        raise EngineError(f"{limit} films are too few to measure on: choose 1 or more.")
    sets, notes = _read_sets(root, chosen)
    chosen = tuple(row for row in chosen if row.spec.name in sets)
    setup = Setup(describe(choose_device(device)), torch.get_num_threads(), seed, root.name, limit)
    store = RowCache(default_folder() if cache is None else cache, fresh)
    results = []
    for number, row in enumerate(chosen):
        yield Progress("rows", number, len(chosen), row.name)
        job = _RowJob(row, sets[row.spec.name], device, seed, limit, store, measuring)
        results.append((yield from job.run()))
    said = [note for films in sets.values() for note in films.notes]
    said += [note for result in results for note in result.notes]
    return Report(setup, tuple(results), (*notes, *said))


def _read_sets(root: Path, rows: Sequence[Row]) -> tuple[dict[str, FilmSet], tuple[str, ...]]:
    """The sets that `rows` need and `root` has, and a note for each that it lacks."""
    needed = [spec for spec in SETS if any(row.spec is spec for row in rows)]
    there = {spec.name: read_set(root, spec) for spec in needed if is_there(root, spec)}
    if not there:
        wanted = ", ".join(spec.name for spec in needed)
        raise DatasetError(
            f"{root} holds none of the sets {wanted} (a folder each, with images/ and landmarks.csv): "
            "check --root."
        )
    lacking = [spec.name for spec in needed if spec.name not in there]
    return there, tuple(f"{root.name} has no set {name}: its rows are left out." for name in lacking)


class _RowJob:
    """One row on its way from films to scores."""

    def __init__(
        self,
        row: Row,
        films: FilmSet,
        device: str,
        seed: int,
        limit: int | None,
        store: RowCache,
        measuring: Measure,
    ) -> None:
        self._row, self._set, self._store, self._measuring = row, films, store, measuring
        self._exemplar = films.exemplar(row.exemplar)
        self._there = films.scored_films(self._exemplar)
        self._scored = self._there if limit is None else self._there[:limit]
        self._settings = PropagationSettings(device=device, seed=seed)
        self._key: dict[str, Any] = {}
        self._found = False
        self._notes: list[str] = []

    def run(self) -> Operation[RowResult]:
        """Measure or find again, then score."""
        if self._row.kind is RowKind.COPY:
            return self._result(copied(self._set, self._exemplar, self._scored))
        if self._row.kind is RowKind.MIRRORED:
            return (yield from self._mirrored())
        files = {film: self._set.films[film] for film in self._scored}
        measured = yield from self._measured(files)
        return self._with_cost(self._result(measured.sets), measured)

    def _mirrored(self) -> Operation[RowResult]:
        """The films as they are and flipped, in one run; the flipped ones are scored flipped back."""
        self._scored = some_films(self._scored)
        with tempfile.TemporaryDirectory(prefix="onemark-mirrored-") as folder:
            files = {film: self._set.films[film] for film in self._scored}
            flipped = flipped_copies(files, Path(folder))
            measured = yield from self._measured({**files, **flipped})
        sizes = {film: self._set.size(film) for film in self._scored}
        result = self._result({film: measured.sets[film] for film in files if film in measured.sets})
        back = self._result(unflipped(measured.sets, sizes))
        return self._with_cost(replace(result, flipped=back.scores), measured)

    def _with_cost(self, result: RowResult, measured: Measured) -> RowResult:
        unread = (f"{self._row.name}: {film}: {why}" for film, why in measured.unreadable.items())
        notes = (*self._notes, *unread)
        return replace(result, measured=measured, key=self._key, cached=self._found, notes=notes)

    def _measured(self, files: Mapping[str, Path]) -> Operation[Measured]:
        method = self._row.kind.method
        if method is None:
            raise ValueError(f"{self._row.name} registers nothing")
        truth = self._set.truth[self._exemplar]
        request = Request(
            films=((self._exemplar, self._set.films[self._exemplar]), *files.items()),
            exemplar=self._exemplar,
            points={mark.name: mark.position for mark in truth.placed() if mark.position is not None},
            names=self._set.scheme.names,
            settings=replace(self._settings, registration=method),
            threads=torch.get_num_threads(),
        )
        self._key = row_key(self._row.name, request)
        found = self._store.find(self._key)
        if found is not None:
            self._found = True
            return found
        measured = yield from self._renamed(self._measuring(request), len(files))
        try:
            self._store.keep(self._key, measured)
        except WriteError as error:  # a measurement is worth more than its copy
            self._notes.append(f"{self._row.name} was not kept for the next time. {error}")
        return measured

    def _renamed(self, operation: Operation[Measured], films: int) -> Operation[Measured]:
        """The progress of a measurement under the row's name."""
        try:
            while True:
                try:
                    progress = next(operation)
                except StopIteration as end:
                    measured: Measured = end.value
                    return measured
                done = progress.done if progress.total == films else 0
                yield Progress(self._row.name, done, films, progress.message or progress.stage)
        finally:
            operation.close()

    def _result(self, predictions: Mapping[str, LandmarkSet]) -> RowResult:
        return RowResult(
            row=self._row,
            exemplar=self._exemplar,
            films=self._scored,
            there=len(self._there),
            left_out=len(self._set.candidates) - len(self._there) - (self._exemplar in self._set.candidates),
            scores=score(self._set, self._scored, predictions),
        )
