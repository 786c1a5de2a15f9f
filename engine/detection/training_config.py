"""What a training on labelled films is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.augmentation import ViewRanges
from engine.detection.losses import HeatmapLoss


class OptimiserKind(StrEnum):
    """Which rule makes a step of a gradient."""

    ADAMW = "adamw"
    ADAM = "adam"
    ADADELTA = "adadelta"


class Schedule(StrEnum):
    """How the learning rate goes: see `engine.detection.optimisers.rate_at`."""

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
    difference.
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

    def sigma_at(self, share: float) -> float:
        """Sigma after the `share` of the training, between the two of `sigma` in equal ratios."""
        sigma: float = self.sigma[0] * (self.sigma[1] / self.sigma[0]) ** share
        return sigma
