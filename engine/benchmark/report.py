"""The report of the one-shot measurement: its values, as JSON and as tables for the README."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.published import HEAD, ONE_SHOT, STAGE_ONE, STAGE_TWO
from engine.benchmark.published_tables import ablation_table, published_tables
from engine.benchmark.result import RowResult
from engine.benchmark.rows import RowKind
from engine.benchmark.summary import comparisons, means
from engine.benchmark.tables import head_table, mirrored_table, others_table, parts_table, targets_table
from engine.benchmark.targets import checks
from engine.io.provenance import library_versions


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
            "targets": [check.as_json() for check in checks(self.rows, self.setup.threads)],
            "not_measured_here": [asdict(one) for one in HEAD],
            "published": [asdict(one) for one in (*ONE_SHOT, *STAGE_ONE)],
            "published_stage_two": {kind.value: asdict(one) for kind, one in STAGE_TWO.items()},
            "notes": list(self.notes),
        }

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        head = [row for row in self.rows if row.row.spec.name == "head"]
        plain = [row for row in head if row.row.kind is not RowKind.MIRRORED]
        others = [row for row in self.rows if row not in head]
        parts = [
            self._title(),
            targets_table(checks(self.rows, self.setup.threads)),
            head_table(plain) if plain else "",
            parts_table(self.rows),
            mirrored_table(head),
            others_table(others),
            ablation_table(self.rows),
            published_tables(self.rows),
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
