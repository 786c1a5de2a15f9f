"""What the measurement of learned sigmas comes to, as values, as JSON and as a table."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.laoml.rows import NETWORK, SigmaRow
from engine.benchmark.markdown import figure, table
from engine.io.provenance import library_versions
from engine.sigma.config import SigmaHistory, SigmaRecord
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class SigmaRun:
    """One training: mean radial error on the films to score, in `unit`; `history` where sigma was learned."""

    mre: float
    unit: str
    sigma: tuple[float, ...]
    seconds: float
    history: SigmaHistory | None = None

    def as_json(self) -> dict[str, Any]:
        """The run as plain JSON values."""
        return {**asdict(self), "history": None if self.history is None else self.history.as_json()}


def run_from_json(data: Mapping[str, Any]) -> SigmaRun:
    """The inverse of `SigmaRun.as_json`. Raises KeyError, TypeError or ValueError."""
    history = None
    if data["history"] is not None:
        records = tuple(_record(each) for each in data["history"]["records"])
        history = SigmaHistory(tuple(map(str, data["history"]["names"])), records)
    sigma = tuple(map(float, data["sigma"]))
    return SigmaRun(float(data["mre"]), str(data["unit"]), sigma, float(data["seconds"]), history)


def _record(data: Mapping[str, Any]) -> SigmaRecord:
    sigma, reward, error = (
        tuple(float("nan") if value is None else float(value) for value in data[name])
        for name in ("sigma", "reward", "error")
    )
    return SigmaRecord(int(data["epoch"]), sigma, reward, error)


@dataclass(frozen=True, slots=True)
class SigmaRowResult:
    """All seeds of one row."""

    row: SigmaRow
    runs: tuple[SigmaRun, ...]

    @property
    def mre(self) -> float:
        """Mean over the seeds."""
        return statistics.mean(run.mre for run in self.runs)

    @property
    def spread(self) -> float:
        """Standard deviation over the seeds, of a sample; 0 for one seed."""
        return statistics.stdev([run.mre for run in self.runs]) if len(self.runs) > 1 else 0.0

    def as_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return {
            "sigma": self.row.sigma,
            "mre": self.mre,
            "sd": self.spread,
            "unit": self.runs[0].unit,
            "each": [run.mre for run in self.runs],
            "seconds": [run.seconds for run in self.runs],
        }


@dataclass(frozen=True, slots=True)
class SigmaCounts:
    """How many films of each part; `steering`: carved out of those to learn from, or the `part` of others."""

    learned: int
    steering: int
    scored: int
    part: str | None = None

    @property
    def source(self) -> str:
        """Where the steering films come from, in words."""
        return "others carved out of the training films" if self.part is None else f"of {self.part}"


@dataclass(frozen=True, slots=True)
class SigmaReport:
    """The whole measurement; `canvas`: width and height of what the network sees, pixels."""

    rows: tuple[SigmaRowResult, ...]
    seeds: tuple[int, ...]
    epochs: int
    films: SigmaCounts
    canvas: tuple[int, int]
    device: str
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values; `sigma_final` [seed][landmark] and `curves` by row."""
        learned = [one for one in self.rows if one.row.learned]
        return {
            "benchmark": "laoml",
            "versions": library_versions(),
            "os": platform.platform(),
            "device": self.device,
            "seeds": list(self.seeds),
            "epochs": self.epochs,
            "films": asdict(self.films),
            "canvas": list(self.canvas),
            "recipes": {one.row.name: repr(one.row.recipe(self.epochs)) for one in self.rows},
            "fixed": {one.row.name: one.as_json() for one in self.rows if not one.row.learned},
            "laoml": {one.row.name: one.as_json() for one in learned},
            "sigma_final": {one.row.name: [list(run.sigma) for run in one.runs] for one in learned},
            "curves": {one.row.name: [run.as_json()["history"] for run in one.runs] for one in learned},
            "comparison": self.comparison(),
        }

    def comparison(self) -> dict[str, dict[str, float]]:
        """By learned row: its error over that of each fixed sigma, and over the best of them."""
        fixed = {one.row.name: one.mre for one in self.rows if not one.row.learned}
        if not fixed:
            return {}
        best = min(fixed.values())
        return {
            one.row.name: {**{name: one.mre / mre for name, mre in fixed.items()}, "best": one.mre / best}
            for one in self.rows
            if one.row.learned
        }

    def text(self) -> str:
        """An aligned Markdown table with what it means."""
        films, (width, height) = self.films, self.canvas
        recipe = self.rows[0].row.recipe(self.epochs)
        unit = self.rows[0].runs[0].unit
        header = ("row", f"MRE ± SD over seeds ({unit})", "sigma in the end", "minutes a seed")
        cells = [_cells(one) for one in self.rows]
        ratios = self.comparison()
        said = [
            f"{name}: {(ratio['best'] - 1) * 100:+.1f} % against the best fixed sigma here"
            for name, ratio in ratios.items()
        ]
        return (
            f"Fixed and learned sigmas: {self.device}, {self.epochs} epochs of the network that survives, "
            f"{counted(len(self.seeds), 'seed')}. All rows learn from the same {films.learned} films, "
            f"{films.steering} {films.source} only say which sigmas are good, {films.scored} others are "
            f"scored, by the tops of the heatmaps. {recipe.title}, {width} x {height}, a heatmap pixel (the "
            f"unit of sigma) is {NETWORK.stride} of these; loss {recipe.training.loss.value}.\n\n"
            + "\n".join([table(header, cells), *([""] if said else []), *said])
        )


def _cells(one: SigmaRowResult) -> Sequence[str]:
    every = [value for run in one.runs for value in run.sigma]
    sigma = f"{min(every):g} to {max(every):g}, mean {statistics.mean(every):.1f}"
    minutes = statistics.mean(run.seconds for run in one.runs) / 60
    spread = f"{figure(one.mre)} ± {figure(one.spread)}"
    return one.row.name, spread, sigma if one.row.learned else f"{one.row.sigma:g}", figure(minutes, 1)
