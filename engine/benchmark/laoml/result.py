"""What the measurement of learned sigmas comes to, as values, as JSON and as a table."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.benchmark.laoml.rows import NETWORK, SigmaRow
from engine.benchmark.settings import versions_json
from engine.benchmark.table import figure, paragraphs, spread, table
from engine.sigma.config import SigmaHistory
from engine.sigma.plots import plot_sigmas
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class SigmaOutcome:
    """One training: mean radial error on the films to score, in `unit`; `history` where sigma was learned."""

    mre: float
    unit: str
    sigma: tuple[float, ...]
    seconds: float
    history: SigmaHistory | None = None


@dataclass(frozen=True, slots=True)
class SigmaRowResult:
    """All seeds of one row."""

    row: SigmaRow
    trained: tuple[SigmaOutcome, ...]
    notes: tuple[str, ...] = ()

    @property
    def mre(self) -> float:
        """Mean over the seeds."""
        return statistics.mean(outcome.mre for outcome in self.trained)

    @property
    def spread(self) -> float:
        """Standard deviation over the seeds, of a sample; 0 for one seed."""
        return statistics.stdev([outcome.mre for outcome in self.trained]) if len(self.trained) > 1 else 0.0

    def as_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return {
            "sigma": self.row.sigma,
            "mre": self.mre,
            "sd": self.spread,
            "unit": self.trained[0].unit,
            "each": [outcome.mre for outcome in self.trained],
            "seconds": [outcome.seconds for outcome in self.trained],
        }

    def curves(self) -> list[dict[str, Any]]:
        """How sigma was learned, seed by seed, as plain JSON values."""
        return [outcome.history.as_json() for outcome in self.trained if outcome.history is not None]


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
        fixed = [result for result in self.rows if not result.row.learned]
        learned = [result for result in self.rows if result.row.learned]
        return {
            "benchmark": "laoml",
            **versions_json(),
            "device": self.device,
            "seeds": list(self.seeds),
            "epochs": self.epochs,
            "films": asdict(self.films),
            "canvas": list(self.canvas),
            "recipes": {result.row.name: repr(result.row.recipe(self.epochs)) for result in self.rows},
            "fixed": {result.row.name: result.as_json() for result in fixed},
            "laoml": {result.row.name: result.as_json() for result in learned},
            "sigma_final": {
                result.row.name: [list(outcome.sigma) for outcome in result.trained] for result in learned
            },
            "curves": {result.row.name: result.curves() for result in learned},
            "comparison": self.comparison(),
        }

    def comparison(self) -> dict[str, dict[str, float]]:
        """By learned row: its error over that of each fixed sigma, and over the best of them."""
        fixed = {result.row.name: result.mre for result in self.rows if not result.row.learned}
        if not fixed:
            return {}
        best = min(fixed.values())
        return {
            result.row.name: {name: result.mre / mre for name, mre in {**fixed, "best": best}.items()}
            for result in self.rows
            if result.row.learned
        }

    def text(self) -> str:
        """An aligned Markdown table with what it means."""
        films, (width, height) = self.films, self.canvas
        recipe = self.rows[0].row.recipe(self.epochs)
        unit = self.rows[0].trained[0].unit
        header = ("row", f"MRE ± SD over seeds ({unit})", "sigma in the end", "minutes a seed")
        ratios = [
            f"{name}: {(ratio['best'] - 1) * 100:+.1f} % against the best fixed sigma here"
            for name, ratio in self.comparison().items()
        ]
        return paragraphs(
            f"Fixed and learned sigmas: {self.device}, {self.epochs} epochs of the network that survives, "
            f"{counted(len(self.seeds), 'seed')}. All rows learn from the same {films.learned} films, "
            f"{films.steering} {films.source} only say which sigmas are good, {films.scored} others are "
            f"scored, by the tops of the heatmaps. {recipe.title}, {width} x {height}, a heatmap pixel (the "
            f"unit of sigma) is {NETWORK.stride} of these; loss {recipe.training.loss.value}.",
            table(header, [_cells(result) for result in self.rows]),
            "\n".join(ratios),
        )

    def write_plots(self, folder: Path) -> None:
        """Write the curves of the sigmas of every training into `folder`. Raises `WriteError`."""
        for result in self.rows:
            for seed, outcome in zip(self.seeds, result.trained, strict=True):
                if outcome.history is not None:
                    name = result.row.name
                    plot_sigmas(folder / f"{name}-seed{seed}.png", outcome.history, f"{name}, seed {seed}")


def _cells(result: SigmaRowResult) -> tuple[str, ...]:
    every = [value for outcome in result.trained for value in outcome.sigma]
    learned = f"{min(every):g} to {max(every):g}, mean {statistics.mean(every):.1f}"
    minutes = statistics.mean(outcome.seconds for outcome in result.trained) / 60
    sigma = learned if result.row.learned else f"{result.row.sigma:g}"
    return result.row.name, spread(result.mre, result.spread), sigma, figure(minutes, 1)
