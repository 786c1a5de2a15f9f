"""The report of the supervised measurement: its values, as JSON, as tables and as pictures."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.benchmark.published import MIXTURE, PublishedSupervised, PublishedTable
from engine.benchmark.settings import BenchmarkSetup
from engine.benchmark.supervised.published_tables import published_tables
from engine.benchmark.supervised.result import SupervisedRowResult
from engine.benchmark.supervised.tables import landmark_tables, lines_by_set, score_tables, training_table
from engine.benchmark.table import paragraphs
from engine.errors import EngineError
from engine.evaluation.plots import plot_pck


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
