"""`benchmark one-shot`: every row measured or found again, then scored and put into one report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from engine.benchmark.cache import RowCache, default_folder
from engine.benchmark.datasets import SETS, DatasetError, FilmSet, is_there, read_set
from engine.benchmark.measure import measure
from engine.benchmark.report import Report, Setup
from engine.benchmark.row_job import Measure, RowJob, Terms
from engine.benchmark.rows import Row, select_rows
from engine.errors import EngineError
from engine.oneshot.propagate import RegistrationMethod
from engine.operation import Operation, Progress
from engine.runtime.device import choose_device, describe


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

    `methods`: rows of registration alone are limited to these. `limit`: only the first so many films of
    each set are learned from and scored. Finished rows are kept in the folder `cache` (None: the user's)
    and found again unless `fresh`. With `rows` None those that take an hour are only there if they were
    measured before. A set that is missing is noted and skipped. Raises `EngineError`: unknown row, no
    set at all, what a run cannot work with.
    """
    chosen = select_rows(rows, methods)
    if limit is not None and limit < 1:
        raise EngineError(f"{limit} films are too few to measure on: choose 1 or more.")
    sets, lacking = _read_sets(root, chosen)
    setup = Setup(describe(choose_device(device)), torch.get_num_threads(), seed, root.name, limit)
    store = RowCache(default_folder() if cache is None else cache, fresh)
    terms = Terms(device, seed, limit, store, measuring)
    jobs = {row: RowJob(row, sets[row.spec.name], terms) for row in chosen if row.spec.name in sets}
    waiting = [row for row, job in jobs.items() if rows is None and row.kind.long and not job.is_known()]
    results = []
    for number, (row, job) in enumerate(jobs.items()):
        if row not in waiting:
            yield Progress("rows", number, len(jobs), row.name)
            results.append((yield from job.run()))
    notes = [note for films in sets.values() for note in films.notes]
    notes += [note for result in results for note in result.notes]
    return Report(setup, tuple(results), (*lacking, *_left_waiting(waiting), *notes))


def _left_waiting(rows: Sequence[Row]) -> tuple[str, ...]:
    if not rows:
        return ()
    names = " ".join(row.name for row in rows)
    return (f"Not measured, as it takes an hour a row without a GPU; ask for it with --rows {names}.",)


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
