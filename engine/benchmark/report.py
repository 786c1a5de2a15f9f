"""The report of the one-shot measurement: its values, as JSON and as tables for the README."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.markdown import figure, table
from engine.benchmark.published import HEAD
from engine.benchmark.result import RowResult
from engine.benchmark.rows import RowKind
from engine.benchmark.summary import comparisons, means
from engine.io.provenance import library_versions
from engine.metrics import Unit


@dataclass(frozen=True, slots=True)
class Setup:
    """What holds for all rows; `limit`: the first so many films of a set only."""

    device: str
    threads: int
    seed: int
    root: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of one call, in order, and sentences on what was left out."""

    setup: Setup
    rows: tuple[RowResult, ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything needed to repeat the figures."""
        return {
            "benchmark": "one-shot",
            "versions": library_versions(),
            "os": platform.platform(),
            **asdict(self.setup),
            "rows": [row.as_json() for row in self.rows],
            "head_means": [mean.as_json() for mean in means(self.rows)],
            "not_measured_here": [asdict(one) for one in HEAD],
            "notes": list(self.notes),
        }

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        head = [row for row in self.rows if row.row.spec.name == "head"]
        plain = [row for row in head if row.row.kind is not RowKind.MIRRORED]
        parts = [
            self._title(),
            _head_table(plain) if plain else "",
            _mirrored_text(head),
            _others_table([row for row in self.rows if row not in head]),
            "\n".join(comparisons(self.rows)),
        ]
        return "\n\n".join(part for part in parts if part)

    def _title(self) -> str:
        versions = library_versions()
        libraries = ", ".join(f"{name} {versions[name]}" for name in ("onemark", "torch", "SimpleITK"))
        limit = "" if self.setup.limit is None else f", the first {self.setup.limit} films of each set"
        return (
            f"One exemplar, all other films unlabelled: {libraries}; {self.setup.device}, "
            f"seed {self.setup.seed}{limit}."
        )


def _cost(row: RowResult) -> tuple[str, str]:
    if row.measured is None:
        return "-", "-"
    peak = row.measured.peak_bytes
    return figure(row.measured.seconds_per_film), "-" if peak is None else f"{peak / 2**20:.0f}"


def _count(row: RowResult) -> str:
    return str(len(row.films)) if len(row.films) == row.there else f"first {len(row.films)} of {row.there}"


def _head_table(rows: Sequence[RowResult]) -> str:
    limits = "SDR 2 / 2.5 / 3 / 4 mm (%)"
    header = ("row", "films", "MRE ± SD (mm)", "median", limits, "MRE without 16", "s a film", "peak MiB")
    lines: list[Sequence[str]] = []
    for row in rows:
        every, sure = row.score(Unit.MM), row.score(Unit.MM, without_doubtful=True)
        if every is not None:
            one = every.evaluation.overall
            spread = f"{figure(one.mre)} ± {figure(one.sd)}"
            rates = " / ".join(f"{rate:.1f}" for rate in one.sdr)
            less = figure(sure.evaluation.overall.mre if sure else None)
            lines.append((row.row.name, _count(row), spread, figure(one.median), rates, less, *_cost(row)))
    lines.extend(mean.cells() for mean in means(rows))
    for other in HEAD:
        figures = (figure(other.mre), figure(other.median), "-", "-", figure(other.seconds, 1), "-")
        lines.append((f"{other.name} ({other.where})", other.films, *figures))
    return f"{table(header, lines)}\n\nThe last {len(HEAD)} lines were not measured here: mind their films."


def _mirrored_text(rows: Sequence[RowResult]) -> str:
    header = ("row", "films", "MRE as they are", "MRE flipped", "flipped found", "others flagged", "unit")
    lines = []
    for row in rows:
        if row.row.kind is RowKind.MIRRORED:
            plain, flipped = row.scores[0].evaluation, row.flipped[0].evaluation
            wrongly, found = row.flagged
            mres = (figure(plain.overall.mre), figure(flipped.overall.mre))
            shares = (f"{found} of {len(row.films)}", f"{wrongly} of {len(row.films)}")
            lines.append((row.row.name, str(len(row.films)), *mres, *shares, plain.unit))
    return table(header, lines) if lines else ""


def _others_table(rows: Sequence[RowResult]) -> str:
    header = ("row", "films", "mean (% of the diagonal)", "median (%)", "MRE (mm)", "s a film", "peak MiB")
    lines = []
    for row in rows:
        share, metric = row.score(Unit.DIAGONAL), row.score(Unit.MM)
        if share is not None:
            one = share.evaluation.overall
            mm = figure(metric.evaluation.overall.mre if metric else None)
            lines.append((row.row.name, _count(row), figure(one.mre), figure(one.median), mm, *_cost(row)))
    return table(header, lines) if lines else ""
