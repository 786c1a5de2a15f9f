"""How the widths of the heatmaps are learned (LaOML: Zhou et al., IEEE JBHI 2021), as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any


class SigmaForm(StrEnum):
    """How sigmas are searched.

    PAPER: by ten copies of the network, each trained for 5 epochs. LAPTOP: by five, each for an epoch or 30
    steps. HEADS: by five that learn in their last layers only, for 20 steps: quick, but what these come to
    says little about a sigma.
    """

    PAPER = "paper"
    LAPTOP = "laptop"
    HEADS = "heads"


@dataclass(frozen=True, slots=True)
class EarlyStop:
    """A landmark's sigma is held once its error has settled: the paper's equation 4.

    That is: from epoch `after` on, if the variance of its mean error on the steering films over the last
    `window` epochs is below `variance` (mm^2 where they have a spacing, else network pixels^2).
    """

    after: int = 100
    window: int = 30
    variance: float = 0.01


@dataclass(frozen=True, slots=True)
class SigmaConfig:
    """A search of every landmark's sigma beside the training; sigmas are in heatmap pixels.

    `start`: of all landmarks, held for `warm_up` epochs. Every `period` epochs `copies` of the network try
    other sigmas, each for `steps` steps (None: for all of the period) and with their last layers
    only if `head_only`. The best one with its optimiser is gone on from if `broadcast`, else the network
    as it was before: then copies only say which sigmas are good. `constant`: rewards are this less the
    error, network pixels. `rate`: of the controllers. `baseline`: rewards count as what they are above
    the mean of all copies, which leaves out most of their noise; the paper has none, so that errors of a few
    pixels hardly teach its controllers, and sigmas move by the choice of the best copy. `balanced`: the loss
    of a landmark whose sigma is below `start` counts (start / sigma)^2 times, or the wider heatmaps of the
    others, which have so much more to be wrong in, would leave it unlearned; the paper has nothing like
    it. `early_stop`: None never holds a sigma. `until`: the epoch from which on all sigmas are held, so that
    the network can settle; None: the search goes on to the end, as in the paper.
    """

    start: float = 5.0
    lowest: float = 1.0
    highest: float = 20.0
    warm_up: int = 30
    period: int = 5
    copies: int = 10
    steps: int | None = None
    head_only: bool = False
    broadcast: bool = True
    constant: float = 25.0
    rate: float = 1e-3
    baseline: bool = False
    balanced: bool = False
    early_stop: EarlyStop | None = EarlyStop()
    until: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.lowest <= self.start <= self.highest:
            raise ValueError(f"sigma starts at {self.start}, outside {self.lowest} to {self.highest}")
        if self.copies < 1 or self.period < 1 or self.warm_up < 1 or (self.steps or 1) < 1:
            raise ValueError("a search needs an epoch to warm up, a copy, a period and a step at least")
        if self.baseline and self.copies < 2:
            raise ValueError("one copy alone is never above the mean of all: give two or more")

    def can_hold(self, epochs: int) -> bool:
        """Whether a sigma can be held, by its rule or by `until`, before a training of `epochs` has ended.

        True where none is meant to be. The rule is asked when a round ends, of the epochs since the warm-up.
        """
        if self.early_stop is None:
            return True
        asked = max(self.early_stop.after, self.warm_up + self.early_stop.window)
        rounds = max(1, -(-(asked - self.warm_up) // self.period))
        first = self.warm_up + rounds * self.period
        return min(first, epochs if self.until is None else self.until) < epochs

    @property
    def balance(self) -> float | None:
        """The sigma that losses are balanced from, or None: `engine.training.losses.counts`."""
        return self.start if self.balanced else None


PAPER = SigmaConfig()


def sigma_config(form: SigmaForm, epochs: int, start: float = PAPER.start) -> SigmaConfig:
    """The search of a training of `epochs`: `PAPER` has the published numbers whatever its length.

    The others share out the epochs: 12 % to warm up, as the paper; from 40 % on what was still for 20 % is
    held, and from 60 % on everything, since a short training needs the rest to settle.
    """
    if form is SigmaForm.PAPER:
        return SigmaConfig(start=start)
    heads = form is SigmaForm.HEADS
    warm_up = max(1, round(0.12 * epochs))
    return SigmaConfig(
        start=start,
        warm_up=warm_up,
        period=max(1, round(0.02 * epochs)),
        copies=5,
        steps=20 if heads else 30,
        head_only=heads,
        broadcast=not heads,  # or a part of the training would teach the last layers alone
        rate=1e-2,
        baseline=True,
        balanced=True,
        early_stop=EarlyStop(round(0.4 * epochs), max(3, round(0.2 * epochs))),
        until=max(warm_up + 1, round(0.6 * epochs)),
    )


@dataclass(frozen=True, slots=True)
class SigmaRecord:
    """One epoch (from 1) of the surviving network: `sigma`, `reward` and `error` of each landmark [K].

    `sigma`: that it was trained with. `reward`: of the network as it is asked (running mean of its weights
    where it has one); controllers learn from the copies' own. `error`: mean radial error on the steering
    films, mm where they have a spacing, else network pixels.
    """

    epoch: int
    sigma: tuple[float, ...]
    reward: tuple[float, ...]
    error: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SigmaHistory:
    """All epochs since the warm-up of one network, of the landmarks `names`."""

    names: tuple[str, ...]
    records: tuple[SigmaRecord, ...]

    def as_json(self) -> dict[str, Any]:
        """The history as plain JSON values: null for the reward of a landmark that no steering film has."""
        records = [
            {
                "epoch": record.epoch,
                "sigma": list(record.sigma),
                "reward": [value if isfinite(value) else None for value in record.reward],
                "error": [value if isfinite(value) else None for value in record.error],
            }
            for record in self.records
        ]
        return {"names": list(self.names), "records": records}
