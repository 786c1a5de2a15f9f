"""What the measurement of learned sigmas comes to, as values, as JSON and as a table."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.benchmark.laoml.rows import SigmaRow
from engine.benchmark.published import PublishedRow, PublishedTable
from engine.benchmark.settings import versions_json
from engine.benchmark.table import figure, paragraphs, rates, sdr_header, spread, table
from engine.evaluation.plots import plot_rates
from engine.networks.unet import UNetConfig
from engine.sigma.config import SigmaHistory
from engine.sigma.plots import plot_sigmas
from engine.supervised.systems import System
from engine.wording import counted

PCK_LIMITS = tuple(0.1 * number for number in range(101))  # mm


@dataclass(frozen=True, slots=True)
class SigmaOutcome:
    """One training: mean radial error on the films to score, in `unit`; `history` where sigma was learned.

    `sd`: of single errors; `sdr` (%): strictly below 2, 2.5, 3 and 4 mm, and `pck` within each of
    `PCK_LIMITS`, both empty without millimetres.
    """

    mre: float
    unit: str
    sigma: tuple[float, ...]
    seconds: float
    history: SigmaHistory | None = None
    sd: float | None = None
    sdr: tuple[float | None, ...] = ()
    pck: tuple[float, ...] = ()


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
            "sd_of_errors": [outcome.sd for outcome in self.trained],
            "sdr": [list(outcome.sdr) for outcome in self.trained],
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
    published: tuple[PublishedTable, ...] = ()
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
        fixed = {result.row.name: result.mre for result in self.rows if result.row.fixed}
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
        stride = recipe.network.stride if isinstance(recipe.network, UNetConfig) else 1
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
            f"unit of sigma) is {stride} of these; loss {recipe.training.loss.value}.",
            table(header, [_cells(result) for result in self.rows]),
            "\n".join(ratios),
            *self._beside_published(),
        )

    def _beside_published(self) -> Iterator[str]:
        """The printed tables that any of the rows computes, and these rows."""
        films = f"our {self.films.scored} films"
        for printed in self.published:
            kinds, count = {row.kind for row in printed.rows}, 2 if printed.limits else 1
            ours = [
                (f"ours: {result.row.name}", films, *_errors(result)[:count])
                for result in self.rows
                if result.row.name in kinds and result.trained[0].unit == printed.unit
            ]
            header = f"MRE ± SD ({printed.unit})", sdr_header(printed.limits, printed.unit)
            if ours:
                cells = _printed if printed.limits else _printed_error
                yield printed.beside(header[:count], ours, cells)

    def write_plots(self, folder: Path) -> None:
        """Write the curves of the sigmas of every training, and those of PCK, into `folder`.

        Raises `WriteError`.
        """
        curves = {
            result.row.name: [statistics.mean(rates) for rates in zip(*pcks, strict=True)]
            for result in self.rows
            if all(pcks := [outcome.pck for outcome in result.trained])
        }
        if curves:
            plot_rates(folder / "pck.png", PCK_LIMITS, curves, "mm", "mean over the seeds")
        for result in self.rows:
            for seed, outcome in zip(self.seeds, result.trained, strict=True):
                if outcome.history is not None:
                    name = result.row.name
                    plot_sigmas(folder / f"{name}-seed{seed}.png", outcome.history, f"{name}, seed {seed}")


def _printed(row: PublishedRow) -> tuple[str, ...]:
    return spread(row.mre, row.sd), rates(row.sdr, 2)


def _printed_error(row: PublishedRow) -> tuple[str, ...]:
    return _printed(row)[:1]


def _errors(result: SigmaRowResult) -> tuple[str, str]:
    """Mean and deviation of single errors and their rates, as means over the seeds."""
    sds = [outcome.sd for outcome in result.trained if outcome.sd is not None]
    seeds = zip(*(outcome.sdr for outcome in result.trained), strict=True)
    shares = [statistics.mean(rate for rate in limit if rate is not None) for limit in seeds]
    return spread(result.mre, statistics.mean(sds) if sds else None), rates(shares, 2)


def _cells(result: SigmaRowResult) -> tuple[str, ...]:
    every = [value for outcome in result.trained for value in outcome.sigma]
    learned = f"{min(every):g} to {max(every):g}, mean {statistics.mean(every):.1f}"
    minutes = statistics.mean(outcome.seconds for outcome in result.trained) / 60
    fixed = "-" if result.row.system is System.LAOML_C else f"{result.row.sigma:g}"
    sigma = learned if result.row.learned else fixed
    return result.row.name, spread(result.mre, result.spread), sigma, figure(minutes, 1)
