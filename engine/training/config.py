"""What a training on labelled films is made of, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

import torch
from torch import nn
from torch.optim import Optimizer

from engine.runtime.device import fused
from engine.runtime.precision import Precision
from engine.runtime.schedules import Decay, stage_two_decay
from engine.training.augmentation import ViewRanges
from engine.training.losses import HeatmapLoss


class OptimiserKind(StrEnum):
    """Which rule makes a step of a gradient."""

    ADAMW = "adamw"
    ADAM = "adam"
    ADADELTA = "adadelta"


class Choice(StrEnum):
    """Which epoch's weights are kept.

    ERROR: that of the smallest mean radial error on the validation films. LOSS: of the smallest loss on them,
    as GU2Net. LAST: the last one.
    """

    ERROR = "error"
    LOSS = "loss"
    LAST = "last"


class Schedule(StrEnum):
    """How the learning rate goes: see `engine.training.config.rate_at`."""

    COSINE = "cosine"
    STEPS = "steps"
    CYCLIC = "cyclic"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """One training. Sigmas are in heatmap pixels, from the first step to the last.

    `batch`: films a step, over all processes. `emphasis`: of `HeatmapLoss.PEAK`. `rate`: the highest
    learning rate; `base_rate` and `half_cycle` (steps, at most) belong to `Schedule.CYCLIC`. `average`: decay
    of the running mean of the weights that is used in the end, None for the weights themselves. `patience`:
    epochs without a better validation after which the training ends, None for all `epochs`. `summed`: the
    loss is a sum over films and landmarks, as GU2Net's, not their mean; only weight decay feels the
    difference. `choice`: which weights are kept, where there are validation films. `sync_norm`: batch
    normalisation sees the films of all processes.
    """

    epochs: int = 100
    batch: int = 4
    loss: HeatmapLoss = HeatmapLoss.PEAK
    emphasis: float = 30.0
    summed: bool = False
    optimiser: OptimiserKind = OptimiserKind.ADAMW
    rate: float = 2e-3
    schedule: Schedule = Schedule.COSINE
    base_rate: float = 1e-4
    half_cycle: int = 2000
    weight_decay: float = 1e-4
    sigma: tuple[float, float] = (5.0, 2.0)
    ranges: ViewRanges = field(default_factory=lambda: ViewRanges(10.0, 0.15, 0.04))
    average: float | None = 0.995
    patience: int | None = None
    precision: Precision = Precision.AUTO
    sync_norm: bool = False
    choice: Choice = Choice.ERROR

    def sigma_at(self, share: float) -> float:
        """Sigma after the `share` of the training, between the two of `sigma` in equal ratios."""
        sigma: float = self.sigma[0] * (self.sigma[1] / self.sigma[0]) ** share
        return sigma


def build_optimiser(weights: Iterable[nn.Parameter], config: TrainingConfig) -> Optimizer:
    """The optimiser of `config` for those of the `weights` that are to learn."""
    learning = [each for each in weights if each.requires_grad]
    rate, decay, as_one = config.rate, config.weight_decay, fused(learning[0].device)
    match config.optimiser:
        case OptimiserKind.ADAMW:
            return torch.optim.AdamW(learning, lr=rate, weight_decay=decay, fused=as_one)
        case OptimiserKind.ADAM:
            return torch.optim.Adam(learning, lr=rate, weight_decay=decay, fused=as_one)
        case OptimiserKind.ADADELTA:
            return torch.optim.Adadelta(learning, lr=rate, weight_decay=decay)
    assert_never(config.optimiser)


def rate_at(config: TrainingConfig, step: int, steps: int) -> float:
    """Learning rate of `step` (from 0) of a training of `steps`.

    COSINE: rises over the first 5 % and falls to a thousandth. STEPS: a tenth from two thirds of the
    training on. CYCLIC: triangular2, up and down between `base_rate` and `rate` in `half_cycle` steps
    each, half as high with every cycle; GU2Net's 2000 are meant for the 21,700 steps of its three sets
    together, so a training too short for a whole cycle is one cycle. HELD: always `rate`.
    """
    match config.schedule:
        case Schedule.COSINE:
            return config.rate * stage_two_decay(Decay.COSINE, step / steps)
        case Schedule.STEPS:
            return config.rate * (0.1 if 3 * step >= 2 * steps else 1.0)
        case Schedule.CYCLIC:
            half = min(config.half_cycle, max(1, steps // 2))
            return config.base_rate + (config.rate - config.base_rate) * _triangle(step, half)
        case Schedule.HELD:
            return config.rate
    assert_never(config.schedule)


def _triangle(step: int, half: int) -> float:
    """Height 0..1 of the triangle at `step`; the second one is half as high as the first, and so on."""
    cycle = step // (2 * half)
    climbed = 1.0 - abs((step % (2 * half)) / half - 1.0)
    return float(climbed * 0.5**cycle)
