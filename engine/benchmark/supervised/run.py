"""`benchmark supervised`: every row trained or found again, then scored and put into one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from engine.benchmark.supervised.sets import BenchmarkSet
from engine.errors import EngineError
from engine.operation import Operation, Progress
from engine.runtime.device import choose_device, describe


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
    store = RowCache(cache or default_folder(), fresh)
    terms = Terms(device, seed, limit, store, learning, box, weights, Fingerprints())
    setup = Setup(describe(choose_device(device)), torch.get_num_threads(), seed, root.name, wrist, limit)
    yield Progress("reading sets", 0, 0, root.name)
    sets = {name: there[name].read() for name in _needed(chosen, there)}
    reasons = {row: _reason(row, sets, box) for row in chosen}
    jobs = {row: RowJob(row, sets, terms) for row in chosen if not reasons[row]}
    waiting = (yield from _unfinished(jobs)) if rows is None else []
    results = []
    for number, (row, job) in enumerate(jobs.items()):
        if row not in waiting:
            yield Progress("rows", number, len(jobs), row.name)
            results.append((yield from job.run()))
    notes = _left_out(lacking if rows is not None else [], waiting, reasons)
    notes += [note for one in sets.values() for note in one.notes]
    notes += [note for result in results for note in result.notes]
    if plots is not None:
        write_plots(plots, results)
    return Report(setup, tuple(results), tuple(notes))


def _unfinished(jobs: Mapping[Row, RowJob]) -> Operation[list[Row]]:
    """The long rows that were never measured to their end."""
    waiting = []
    for number, (row, job) in enumerate(jobs.items()):
        if row.kind.long:
            yield Progress("looking for finished rows", number, len(jobs), row.name)
            if not job.is_known():
                waiting.append(row)
    return waiting


def _reason(row: Row, sets: Mapping[str, BenchmarkSet], box: Path | None) -> str:
    """Why a row cannot be measured on `sets`, "" where it can."""
    if row.kind is Kind.BOX and (box is None or not box.is_file()):
        return "no model comes with this program"
    if row.kind is Kind.READERS and any(len(sets[name].readers) != 2 for name, _ in row.sets):
        return "its set has no tables of two readers"
    if any(split not in {one.name for one in sets[name].splits} for name, split in row.sets):
        return "the films of its split are not there"
    return ""


def _needed(rows: Sequence[Row], there: Mapping[str, Found]) -> list[str]:
    """The sets that `rows` need, in the order in which they were found."""
    wanted = {name for row in rows for name, _ in row.sets}
    return [name for name in there if name in wanted]


def _left_out(lacking: Sequence[str], waiting: Sequence[Row], reasons: Mapping[Row, str]) -> list[str]:
    """A sentence on the rows that were not measured, for each of their reasons."""
    said = []
    if lacking:
        said.append(f"Left out, as their sets are not there: {', '.join(lacking)}.")
    for reason in sorted({why for why in reasons.values() if why}):
        names = ", ".join(row.name for row, why in reasons.items() if why == reason)
        said.append(f"Not measured, as {reason}: {names}.")
    if waiting:
        names = " ".join(row.name for row in waiting)
        said.append(f"Not measured, as it takes long without a GPU; ask for it with --rows {names}.")
    return said
