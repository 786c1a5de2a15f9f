"""The report of the one-shot measurement: its values, as JSON and as tables for the README."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.oneshot.published_tables import ablation_table, published_tables
from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import RowKind
from engine.benchmark.oneshot.summary import comparisons, means
from engine.benchmark.oneshot.tables import (
    head_table,
    mirrored_table,
    others_table,
    parts_table,
    targets_table,
)
from engine.benchmark.oneshot.targets import checks
from engine.benchmark.published import PublishedOneShot
from engine.benchmark.settings import BenchmarkSetup
from engine.benchmark.table import paragraphs

_ROWS = ("name", "mre", "sdr")  # of a published row


@dataclass(frozen=True, slots=True)
class OneShotReport:
    """All rows of one call, in order, and sentences on what was left out."""

    setup: BenchmarkSetup
    rows: tuple[OneShotRowResult, ...]
    published: PublishedOneShot
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything needed to repeat the figures."""
        printed = (*self.published.tables, *self.published.stage_one)
        return {
            "benchmark": "one-shot",
            **self.setup.as_json(),
            "rows": [row.as_json() for row in self.rows],
            "head_means": [mean.as_json() for mean in means(self.rows)],
            "targets": [check.as_json() for check in checks(self.rows, self.setup.threads)],
            "not_measured_here": [asdict(other) for other in self.published.elsewhere],
            "published": [each.as_json("unit", "limits", "ours", "note", rows=_ROWS) for each in printed],
            "published_stage_two": {
                row.kind: {name: asdict(row)[name] for name in _ROWS} for row in self.published.stage_two.rows
            },
            "notes": list(self.notes),
        }

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        head = [row for row in self.rows if row.row.spec.name == "head"]
        plain = [row for row in head if row.row.kind is not RowKind.MIRRORED]
        libraries = ("onemark", "torch", "SimpleITK")
        return paragraphs(
            self.setup.title(
                "One exemplar, all other films unlabelled", libraries, "the first {} films of each set"
            ),
            targets_table(checks(self.rows, self.setup.threads)),
            head_table(plain, self.published.elsewhere),
            parts_table(self.rows),
            mirrored_table(head),
            others_table([row for row in self.rows if row not in head]),
            ablation_table(self.rows, self.published.stage_two),
            published_tables(self.rows, self.published),
            "\n".join(comparisons(self.rows)),
        )
