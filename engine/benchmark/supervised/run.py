"""`benchmark supervised`: every row trained or found again, then scored and put into one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.benchmark.cache import Fingerprints, TrialCache
from engine.benchmark.datasets import DatasetError
from engine.benchmark.job import run_rows, weights_told
from engine.benchmark.published import MIXTURE, PublishedSupervised, PublishedTable, published_supervised
from engine.benchmark.sets.finding import SetInFolder, find_sets
from engine.benchmark.sets.hand_atlas import Wrist
from engine.benchmark.sets.labelled import BenchmarkSet
from engine.benchmark.settings import BenchmarkSettings, BenchmarkSetup
from engine.benchmark.supervised.job import DECIDING, SupervisedJob
from engine.benchmark.supervised.learning import learn, takes_weights
from engine.benchmark.supervised.request import Learning
from engine.benchmark.supervised.result import SupervisedRowResult
from engine.benchmark.supervised.rows import Kind, SupervisedRow, chosen_rows
from engine.benchmark.supervised.tables import (
    landmark_tables,
    lines_by_set,
    published_tables,
    score_tables,
    training_table,
)
from engine.benchmark.table import paragraphs
from engine.errors import EngineError
from engine.evaluation.plots import plot_pck
from engine.operation import Operation, Progress


@dataclass(frozen=True, slots=True)
class SupervisedReport:
    """All rows of one call, in order, and sentences on what was left out. `code`: hash of what decides."""

    setup: BenchmarkSetup
    wrist: str
    code: str
    rows: tuple[SupervisedRowResult, ...]
    published: PublishedSupervised
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything needed to repeat the figures."""
        spine = self.published.spine
        return {
            "benchmark": "supervised",
            **self.setup.as_json(),
            "code": self.code,
            "wrist": self.wrist,
            "rows": [row.as_json() for row in self.rows],
            "published": [_table_json(each) for each in self.published.tables],
            "published_spine": {"source": spine.source, "rows": [asdict(row) for row in spine.rows]},
            "notes": list(self.notes),
        }

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        title = self.setup.title(
            "Trained on labelled films, scored once on others",
            ("onemark", "torch"),
            "at most {} films of each part",
        )
        wrist = self.wrist.replace("-", " and ")
        return paragraphs(
            f"{title} A wrist is 50 mm between landmarks {wrist}.",
            *score_tables(self.rows),
            training_table(self.rows),
            *published_tables(self.rows, self.published),
            *landmark_tables(self.rows),
        )

    def write_plots(self, folder: Path) -> None:
        """Write `pck-SET.png` into `folder` for every set, all rows in one picture. Raises `EngineError`."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineError(f"Cannot make the folder {folder} ({error.strerror or error}).") from error
        for name, lines in lines_by_set(self.rows).items():
            curves = {row.row.name: result.main.evaluation for row, result in lines}
            plot_pck(folder / f"pck-{name}.png", curves, lines[0][1].title, lines[0][1].main.unit)


def _table_json(published: PublishedTable) -> dict[str, Any]:
    rows = ("name", "mre", "sdr", "sd", "parameters")
    plain = published.as_json("unit", "limits", "kinds", "part", "note", rows=rows)
    return {**plain, "anatomy": None if published.ours == MIXTURE else published.ours}


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
    model file of the row `box-disturbed`. `weights`: ImageNet's, for the backbones of FARNet and HRNet.
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
    if weights is not None:
        yield from weights_told(chosen, lambda row: takes_weights(row.kind), asked=asked)
    prints, setup = Fingerprints(DECIDING), settings.setup()
    published = published_supervised(settings.published)
    yield Progress("reading sets", 0, 0, root.name)
    sets = {name: there[name].read() for name in _needed(chosen, there)}
    reasons = {row: _reason(row, sets, box) for row in chosen}
    jobs = [
        SupervisedJob(row, sets, settings, prints, learning, box, weights)
        for row in chosen
        if not reasons[row]
    ]
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
    if row.kind is Kind.DISTURBED and (box is None or not box.is_file()):
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
