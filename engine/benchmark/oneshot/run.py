"""`benchmark one-shot`: every row measured or found again, then scored and put into one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.benchmark.cache import Fingerprints, TrialCache
from engine.benchmark.datasets import SETS, DatasetError, FilmSet, SetSpec, is_there, read_set
from engine.benchmark.job import run_rows, weights_told
from engine.benchmark.oneshot.job import DECIDING, Measuring, OneShotJob
from engine.benchmark.oneshot.measure import measure
from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import OneShotRow, RowKind, chosen_rows
from engine.benchmark.oneshot.summary import checks, comparisons, means
from engine.benchmark.oneshot.tables import (
    ablation_table,
    exemplars_table,
    head_table,
    mirrored_table,
    others_table,
    parts_table,
    published_tables,
    targets_table,
)
from engine.benchmark.published import PublishedOneShot, published_one_shot
from engine.benchmark.sets.one_exemplar import OFFICIAL, read_official
from engine.benchmark.settings import BenchmarkSettings, BenchmarkSetup
from engine.benchmark.table import paragraphs
from engine.errors import EngineError
from engine.evaluation.metrics import Unit
from engine.evaluation.plots import plot_growth
from engine.oneshot.propagate import RegistrationMethod
from engine.operation import Operation
from engine.wording import counted

_ROWS = ("name", "mre", "sdr")  # of a published row


@dataclass(frozen=True, slots=True)
class OneShotReport:
    """All rows of one call, in order, and sentences on what was left out."""

    setup: BenchmarkSetup
    rows: tuple[OneShotRowResult, ...]
    published: PublishedOneShot
    notes: tuple[str, ...] = ()

    @property
    def of_one(self) -> tuple[OneShotRowResult, ...]:
        """The rows of one exemplar, which all tables but one are about."""
        return tuple(row for row in self.rows if row.row.further is None)

    @property
    def of_several(self) -> tuple[OneShotRowResult, ...]:
        """The rows that ask what several exemplars are worth."""
        return tuple(row for row in self.rows if row.row.further is not None)

    def write_plots(self, folder: Path) -> None:
        """Write `exemplars.png`, error over number of exemplars, where it was measured."""
        curves: dict[str, list[tuple[int, float]]] = {}
        for row in self.of_several:
            metric = row.overall(Unit.MM)
            if metric is not None and metric.mre is not None:
                curve = curves.setdefault(str(row.row.kind), [])
                curve.append((1 + len(row.row.further or ()), metric.mre))
        if curves:
            films = counted(len(self.of_several[0].films), "film")
            plot_growth(folder / "exemplars.png", curves, "exemplars", f"MRE on {films} of head (mm)")

    def as_json(self) -> dict[str, Any]:
        """Everything needed to repeat the figures."""
        printed = (*self.published.tables, *self.published.stage_one)
        return {
            "benchmark": "one-shot",
            **self.setup.as_json(),
            "rows": [row.as_json() for row in self.rows],
            "head_means": [mean.as_json() for mean in means(self.of_one)],
            "targets": [check.as_json() for check in checks(self.of_one, self.setup.threads)],
            "not_measured_here": [asdict(other) for other in self.published.elsewhere],
            "published": [each.as_json("unit", "limits", "ours", "note", rows=_ROWS) for each in printed],
            "published_stage_two": {
                row.kind: {name: asdict(row)[name] for name in _ROWS} for row in self.published.stage_two.rows
            },
            "notes": list(self.notes),
        }

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        rows = self.of_one
        head = [row for row in rows if row.row.spec.name == "head"]
        plain = [row for row in head if row.row.kind is not RowKind.MIRRORED]
        libraries = ("onemark", "torch", "SimpleITK")
        return paragraphs(
            self.setup.title(
                "One exemplar, all other films unlabelled", libraries, "the first {} films of each set"
            ),
            targets_table(checks(rows, self.setup.threads)),
            head_table(plain, self.published.elsewhere),
            exemplars_table(self.of_several),
            parts_table(self.rows),
            mirrored_table(head),
            others_table([row for row in rows if row not in head]),
            ablation_table(rows, self.published.stage_two),
            published_tables(rows, self.published),
            "\n".join(comparisons(rows)),
        )


def benchmark(
    settings: BenchmarkSettings,
    *,
    methods: Sequence[RegistrationMethod] = tuple(RegistrationMethod),
    weights: Path | None = None,
    measuring: Measuring = measure,
    plots: Path | None = None,
) -> Operation[OneShotReport]:
    """Measure rows on the sets below the root, rows of registration alone only by `methods`.

    `weights`: a file of ImageNet's, which the HRNets of the rows as published start from.
    Where no rows are asked for, those that take an hour are only there if they were measured before. A set
    that is missing is noted and skipped. `plots`: a folder for the error over the number of exemplars.
    Raises `EngineError`: unknown row, no set at all, what a run cannot work with.
    """
    chosen = chosen_rows(settings.rows, methods)
    if weights is not None:
        yield from _weights_told(chosen, settings)
    sets, lacking = _read_sets(settings.root, chosen, asked=settings.rows is not None)
    published, setup = published_one_shot(settings.published), settings.setup()
    there, prints = [row for row in chosen if row.spec.name in sets], Fingerprints(DECIDING)
    jobs = [OneShotJob(row, sets[row.spec.name], settings, prints, measuring, weights) for row in there]
    cache = TrialCache.at(settings.cache, settings.fresh)
    finished = yield from run_rows(jobs, cache, asked=settings.rows is not None)
    waiting = finished.waiting_note("an hour a row without a GPU")
    notes = (note for films in sets.values() for note in films.notes)
    remarks = (*lacking, *waiting, *notes, *finished.notes)
    report = OneShotReport(setup, finished.results, published, remarks)
    if plots is not None:
        report.write_plots(plots)
    return report


def _weights_told(rows: Sequence[OneShotRow], settings: BenchmarkSettings) -> Operation[None]:
    takers = {row.name for row in rows if row.kind.settings(settings.device, 0).has_hrnet}
    others = [row.name for row in rows if row.kind.baseline is not None]
    if takers and others and settings.rows is not None:
        raise EngineError(
            f"--weights means nothing for {', '.join(others)}, whose networks start from random weights: "
            "measure them in a run without it."
        )
    yield from weights_told(rows, lambda row: row.name in takers, asked=settings.rows is not None)


def _read_sets(
    root: Path, rows: Sequence[OneShotRow], *, asked: bool
) -> tuple[dict[str, FilmSet], tuple[str, ...]]:
    """The sets that `rows` need and `root` has, and a note for each that it lacks.

    Where no rows were `asked` for, nobody misses a set in its official layout.
    """
    needed = [spec for spec in (*SETS, *OFFICIAL) if any(row.spec is spec for row in rows)]
    read = {spec.name: _read(root, spec) for spec in needed}
    there = {name: films for name, films in read.items() if films is not None}
    if not there:
        wanted = ", ".join(spec.name for spec in needed)
        raise DatasetError(
            f"{root} holds none of the sets {wanted} (a folder each, with images/ and landmarks.csv, or in "
            "its official layout): check --root."
        )
    lacking = [spec.name for spec in needed if spec.name not in there and (asked or spec in SETS)]
    return there, tuple(f"{root.name} has no set {name}: its rows are left out." for name in lacking)


def _read(root: Path, spec: SetSpec) -> FilmSet | None:
    if spec in OFFICIAL:
        return read_official(root, spec)
    return read_set(root, spec) if is_there(root, spec) else None
