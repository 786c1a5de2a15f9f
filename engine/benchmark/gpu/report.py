"""The report of the measurement on a GPU: what every row came to, as JSON and as tables."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.benchmark.gpu.rows import GpuKind, GpuRow
from engine.benchmark.gpu.usage import GpuOutcome
from engine.benchmark.settings import BenchmarkSetup
from engine.benchmark.table import paragraphs, table
from engine.io.atomic import write_atomic

_TITLES = {
    GpuKind.DEVICE: "The GPU and its ceilings",
    GpuKind.PREDICT: "`predict` on both devices (0.05 px wanted), and what fewer digits would change",
    GpuKind.REGISTRATION: "Registration on both devices, what last digits of films and fewer digits change",
    GpuKind.MEMORY: "Too little memory: does it go on with fewer films?",
    GpuKind.RESUME: "Stopped and resumed, against two trainings that were not",
    GpuKind.TRAIN: "A training's steps, and what one asks of the GPU",
    GpuKind.ONE_SHOT: "Whole one-shot runs, exemplar 125",
}


@dataclass(frozen=True, slots=True)
class GpuRowResult:
    """A row: its `outcome`, or why there is none."""

    row: GpuRow
    outcome: GpuOutcome | None = None
    failed: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Why there is no outcome."""
        return (f"{self.row.name}: {self.failed}",) if self.failed else ()


@dataclass(frozen=True, slots=True)
class GpuReport:
    """All rows of one call so far, in their order."""

    setup: BenchmarkSetup
    rows: tuple[GpuRowResult, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Why rows have no outcome."""
        return tuple(note for row in self.rows for note in row.notes)

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        rows = [
            {
                "row": result.row.name,
                "failed": result.failed,
                **({} if result.outcome is None else asdict(result.outcome)),
            }
            for result in self.rows
        ]
        return {"benchmark": "gpu", **self.setup.as_json(), "rows": rows}

    def text(self) -> str:
        """An aligned Markdown table for each kind of row, one figure a line, a row a column."""
        title = self.setup.title("What a GPU does", ("onemark", "torch"), "the first {} films of each part")
        return paragraphs(title, *(self._section(kind) for kind in GpuKind), "\n".join(self.notes))

    def _section(self, kind: GpuKind) -> str:
        rows = [result for result in self.rows if result.row.kind is kind]
        done = [(result.row.name, result.outcome) for result in rows if result.outcome is not None]
        if not done:
            return ""
        names = dict.fromkeys(name for _, outcome in done for name in outcome.figures)
        lines = [[name, *(_figure(outcome.figures.get(name)) for _, outcome in done)] for name in names]
        facts = [f"{row}, {fact}: {said}" for row, outcome in done for fact, said in outcome.facts.items()]
        header = ("", *(row for row, _ in done))
        return paragraphs(
            f"**{_TITLES[kind]}**", table(header, lines), "\n".join(f"- {fact}" for fact in facts)
        )

    def write(self, folder: Path) -> None:
        """Write `gpu.json` and `gpu.md` into `folder`, replacing earlier ones. Raises `WriteError`."""
        data = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        write_atomic(folder / "gpu.json", data.encode("utf-8"))
        write_atomic(folder / "gpu.md", (self.text() + "\n").encode("utf-8"))


def _figure(value: float | None) -> str:
    """A number in about four digits."""
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
