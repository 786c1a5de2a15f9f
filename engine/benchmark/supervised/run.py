"""`benchmark supervised`: every row trained or found again, then scored and put into one report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from engine.benchmark.cache import RowCache, default_folder
from engine.benchmark.datasets import DatasetError
from engine.benchmark.supervised.job import RowJob, Terms
from engine.benchmark.supervised.keys import Fingerprints
from engine.benchmark.supervised.layout_hand import Wrist
from engine.benchmark.supervised.layouts import Found, find_sets
from engine.benchmark.supervised.learning import learn
from engine.benchmark.supervised.plots import write_plots
from engine.benchmark.supervised.report import Report, Setup
from engine.benchmark.supervised.request import Learning
from engine.benchmark.supervised.rows import Kind, Row, select_rows
from engine.device import choose_device, describe
from engine.errors import EngineError
from engine.operation import Operation, Progress


def benchmark(
    root: Path,
    rows: Sequence[str] | None,
    device: str,
    seed: int,
    *,
    wrist: Wrist = Wrist.GU2NET,
    limit: int | None = None,
    cache: Path | None = None,
    fresh: bool = False,
    box: Path | None = None,
    weights: Path | None = None,
    plots: Path | None = None,
    learning: Learning = learn,
) -> Operation[Report]:
    """Measure the `rows` (names or their beginnings, None: all) on the labelled sets in `root`.

    `limit`: at most so many films of each part of a split. Finished trainings are kept in the folder
    `cache` (None: the user's) and found again unless `fresh`. With `rows` None those that take long are only
    there if they were measured before. `box`: the model file of the rows `box`. `weights`: ImageNet's, what
    FARNet's and HRNet's backbones start from. `plots`: a folder for PCK curves. Raises `EngineError`:
    unknown row, no set at all, what a training cannot work with.
    """
    if limit is not None and limit < 1:
        raise EngineError(f"{limit} films are too few to measure on: choose 1 or more.")
    there = {one.name: one for one in find_sets(root, wrist)}
    chosen, lacking = select_rows(rows, there)
    if not chosen:
        raise DatasetError(
            f"{root} holds {', '.join(there)}, on which no such row is measured: add sets or ask for others."
        )
    able, notes = _with_box(chosen, box)
    store = RowCache(cache or default_folder(), fresh)
    terms = Terms(device, seed, limit, store, learning, box, weights, Fingerprints())
    setup = Setup(describe(choose_device(device)), torch.get_num_threads(), seed, root.name, wrist, limit)
    yield Progress("reading sets", 0, 0, root.name)
    sets = {name: there[name].read() for name in _needed(able, there)}
    jobs = {row: RowJob(row, sets, terms) for row in able}
    waiting = [row for row, job in jobs.items() if rows is None and row.kind.long and not job.is_known()]
    results = []
    for number, (row, job) in enumerate(jobs.items()):
        if row not in waiting:
            yield Progress("rows", number, len(jobs), row.name)
            results.append((yield from job.run()))
    notes += [note for one in sets.values() for note in one.notes]
    notes += [note for result in results for note in result.notes]
    said = (*_left_out(lacking if rows is not None else [], waiting), *notes)
    report = Report(setup, tuple(result for result in results if result.sets), said)
    if plots is not None:
        write_plots(plots, report.rows)
    return report


def _with_box(rows: Sequence[Row], box: Path | None) -> tuple[list[Row], list[str]]:
    """The rows that can be measured: without a model in the box not those of the box."""
    if box is not None and box.is_file():
        return list(rows), []
    able = [row for row in rows if row.kind is not Kind.BOX]
    left = [row.name for row in rows if row.kind is Kind.BOX]
    note = f"Not measured, as no model comes with this program: {', '.join(left)}."
    return able, [note] if left else []


def _needed(rows: Sequence[Row], there: dict[str, Found]) -> list[str]:
    """The sets that `rows` need, in the order in which they were found."""
    wanted = {name for row in rows for name, _ in row.sets}
    return [name for name in there if name in wanted]


def _left_out(lacking: Sequence[str], waiting: Sequence[Row]) -> list[str]:
    said = []
    if lacking:
        said.append(f"Left out, as their sets are not there: {', '.join(lacking)}.")
    if waiting:
        names = " ".join(row.name for row in waiting)
        said.append(f"Not measured, as it takes long without a GPU; ask for it with --rows {names}.")
    return said
