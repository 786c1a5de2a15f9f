"""What a round of co-teaching is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.augmentation import ViewRanges
from engine.networks.detector import DetectorConfig
from engine.networks.unet import UNetConfig
from engine.schedules import Decay


@dataclass(frozen=True, slots=True)
class CoTeachingConfig:
    """Everything that one round of C2T is made of. Sigmas are in heatmap pixels.

    A run takes `epochs` passes over the pseudo-labels, but at least `least_steps` steps. `filter`,
    `self_weight` and `cross_weight` switch the rows of the paper's table 5. Times are shares of a run: the
    share of pseudo-labels that are left out is the time over `forget_ramp`, `forget` at most; the weights
    of consistency rise from 0 over (start, length), because detectors that know nothing yet teach each
    other that all is background (a length of 0: there from the start). `both_views`: L_heat on the
    easy view too, as in the paper; without, the easy view costs no gradient and teaches only. `average`:
    decay of the running mean of the weights that is used in the end, None for the last weights.
    """

    network: DetectorConfig = field(default_factory=UNetConfig)
    epochs: int = 12
    least_steps: int = 640
    batch: int = 6
    rate: float = 3e-3
    decay: Decay = Decay.COSINE
    weight_decay: float = 1e-4
    sigma: tuple[float, float] = (4.0, 1.5)
    emphasis: float = 30.0
    exemplar_weight: float = 0.3  # of the clean label in L_heat, beside the pseudo-labels' 1
    filter: bool = True
    forget: float = 0.3
    forget_ramp: float = 5 / 6
    self_weight: float = 0.3
    self_ramp: tuple[float, float] = (0.25, 0.25)
    cross_weight: float = 0.5
    cross_ramp: tuple[float, float] = (0.25, 0.25)
    both_views: bool = False
    average: float | None = 0.99
    easy: ViewRanges = field(default_factory=lambda: ViewRanges(3.0, 0.05, 0.02, 0.1, 0.1, 0.01))
    hard: ViewRanges = field(default_factory=lambda: ViewRanges(8.0, 0.12, 0.05))

    def steps(self, films: int) -> int:
        """Optimiser steps for so many pseudo-labelled `films`."""
        return max(self.least_steps, self.epochs * -(-films // self.batch))
