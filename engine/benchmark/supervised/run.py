"""`benchmark supervised`: every row trained or found again, then scored and put into one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.benchmark.cache import Fingerprints, TrialCache
from engine.benchmark.datasets import DatasetError
from engine.benchmark.job import run_rows
from engine.benchmark.published import published_supervised
from engine.benchmark.sets.finding import SetInFolder, find_sets
from engine.benchmark.sets.hand_atlas import Wrist
from engine.benchmark.sets.labelled import BenchmarkSet
from engine.benchmark.settings import BenchmarkSettings
from engine.benchmark.supervised.job import DECIDING, SupervisedJob, SupervisedTerms
from engine.benchmark.supervised.learning import learn
from engine.benchmark.supervised.report import SupervisedReport
from engine.benchmark.supervised.request import Learning
from engine.benchmark.supervised.rows import Kind, SupervisedRow, chosen_rows
from engine.operation import Operation, Progress


def benchmark(
    settings: BenchmarkSettings,
    *,
    wrist: Wrist = Wrist.GU2NET,
    box: Path | None = None,
    weights: Path | None = None,
    plots: Path | None = None,
    learning: Learning = learn,
) -> Operation[SupervisedReport]:
    """Measure rows on the labelled sets in the root.

    Where no rows are asked for, those that take long are only there if they were measured before. `box`: the
    model file of the rows `box`. `weights`: ImageNet's, what FARNet's and HRNet's backbones start from.
    `plots`: a folder for PCK curves. Raises `EngineError`: unknown row, no set at all, what a training cannot
    work with.
    """
    root, asked = settings.root, settings.rows is not None
    there = {found.name: found for found in find_sets(root, wrist)}
    chosen, lacking = chosen_rows(settings.rows, there)
    if not chosen:
        raise DatasetError(
            f"{root} holds {', '.join(there)}, on which no such row is measured: add sets or ask for others."
        )
    prints, setup = Fingerprints(DECIDING), settings.setup()
    published = published_supervised(settings.published)
    terms = SupervisedTerms(settings.device, settings.seed, settings.limit, prints, learning, box, weights)
    yield Progress("reading sets", 0, 0, root.name)
    sets = {name: there[name].read() for name in _needed(chosen, there)}
    reasons = {row: _reason(row, sets, box) for row in chosen}
    jobs = [SupervisedJob(row, sets, terms) for row in chosen if not reasons[row]]
    finished = yield from run_rows(jobs, TrialCache.at(settings.cache, settings.fresh), asked=asked)
    notes = (
        *_left_out(lacking if asked else [], reasons),
        *finished.waiting_note("long without a GPU"),
        *(note for films in sets.values() for note in films.notes),
        *finished.notes,
    )
    report = SupervisedReport(setup, wrist.value, prints.code, finished.results, published, notes)
    if plots is not None:
        report.write_plots(plots)
    return report


def _reason(row: SupervisedRow, sets: Mapping[str, BenchmarkSet], box: Path | None) -> str:
    """Why a row cannot be measured on `sets`, "" where it can."""
    if row.kind is Kind.BOX and (box is None or not box.is_file()):
        return "no model comes with this program"
    if row.kind is Kind.READERS and any(len(sets[name].readers) != 2 for name, _ in row.sets):
        return "its set has no tables of two readers"
    if any(wanted not in {split.name for split in sets[name].splits} for name, wanted in row.sets):
        return "the films of its split are not there"
    return ""


def _needed(rows: Sequence[SupervisedRow], there: Mapping[str, SetInFolder]) -> list[str]:
    """The sets that `rows` need, in the order in which they were found."""
    wanted = {name for row in rows for name, _ in row.sets}
    return [name for name in there if name in wanted]


def _left_out(lacking: Sequence[str], reasons: Mapping[SupervisedRow, str]) -> list[str]:
    """A sentence on the rows that cannot be measured, for each of their reasons."""
    notes = [f"Left out, as their sets are not there: {', '.join(lacking)}."] if lacking else []
    for reason in sorted({why for why in reasons.values() if why}):
        names = ", ".join(row.name for row, why in reasons.items() if why == reason)
        notes.append(f"Not measured, as {reason}: {names}.")
    return notes
