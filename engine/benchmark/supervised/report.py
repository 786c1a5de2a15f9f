"""The report of the supervised measurement: its values, as JSON and as tables."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.cache import code_hash
from engine.benchmark.supervised.published import SPINE, SPINE_SOURCE, TABLES
from engine.benchmark.supervised.published_tables import published_tables
from engine.benchmark.supervised.result import RowResult
from engine.benchmark.supervised.tables import landmark_tables, score_tables, training_table
from engine.io.provenance import library_versions


@dataclass(frozen=True, slots=True)
class Setup:
    """What holds for all rows; `limit`: at most so many films of each part of a set."""

    device: str
    threads: int
    seed: int
    root: str
    wrist: str
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
            "benchmark": "supervised",
            "versions": library_versions(),
            "os": platform.platform(),
            "code": code_hash(),
            **asdict(self.setup),
            "rows": [row.as_json() for row in self.rows],
            "published": [asdict(one) for one in TABLES],
            "published_spine": {"source": SPINE_SOURCE, "rows": [asdict(one) for one in SPINE]},
            "notes": list(self.notes),
        }

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        parts = [
            self._title(),
            *score_tables(self.rows),
            training_table(self.rows),
            *published_tables(self.rows),
            *landmark_tables(self.rows),
        ]
        return "\n\n".join(part for part in parts if part)

    def _title(self) -> str:
        versions = library_versions()
        libraries = ", ".join(f"{name} {versions[name]}" for name in ("onemark", "torch"))
        limit = "" if self.setup.limit is None else f", at most {self.setup.limit} films of each part"
        wrist = self.setup.wrist.replace("-", " and ")
        return (
            f"Trained on labelled films, scored once on others: {libraries}; {self.setup.device}, "
            f"seed {self.setup.seed}{limit}. A wrist is 50 mm between landmarks {wrist}."
        )
