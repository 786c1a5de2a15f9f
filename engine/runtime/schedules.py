"""What changes over the epochs of a training: ramps, filter rate and learning rates, as pure functions.

`epoch` counts from 0 and may be a fraction; lengths are in epochs too. A length of 0 means that the
ramp is over from the start.
"""

from __future__ import annotations

import math
from enum import StrEnum


class Decay(StrEnum):
    """How the learning rate of stage II falls: ours, the paper's, its released code's."""

    COSINE = "cosine"
    STEPS = "steps"
    HELD = "held"


def sigmoid_ramp(epoch: float, length: float) -> float:
    """exp(-5 (1 - min(e, L) / L)^2): from 0.0067 at epoch 0 up to 1 at epoch L (Laine & Aila 2017)."""
    if length <= 0:
        return 1.0
    missing = 1.0 - _share(epoch, length)
    return math.exp(-5.0 * missing * missing)


def cosine_down(epoch: float, length: float) -> float:
    """Half a cosine from 1 at epoch 0 down to 0 at epoch L."""
    if length <= 0:
        return 0.0
    return 0.5 * (1.0 + math.cos(math.pi * _share(epoch, length)))


def linear_ramp(epoch: float, length: float) -> float:
    """From 0 at epoch 0 up to 1 at epoch L."""
    return 1.0 if length <= 0 else _share(epoch, length)


def forget_rate(epoch: float, length: float = 30.0, highest: float = 0.8) -> float:
    """Share of the pseudo-labels that stage II leaves out: epoch / L, at most `highest`.

    With the paper's values 0.8 is reached at epoch 24. The paper's algorithm 1 writes epsilon for the
    share that is kept and for the one that is left out; the released code leaves out.
    """
    return min(highest, linear_ramp(epoch, length))


def keep_count(count: int, forget: float) -> int:
    """How many of `count` pseudo-labels stay at the rate `forget`: to the nearest, never less than 1."""
    return max(1, round((1.0 - forget) * count))


def stage_one_rate(
    epoch: float, epochs: float = 750.0, highest: float = 1e-4, lowest: float = 5e-5, held: float = 1 / 3
) -> float:
    """Learning rate of stage I: `highest` for the share `held` of the run, then a cosine to `lowest`."""
    start = held * epochs
    return lowest + (highest - lowest) * cosine_down(max(0.0, epoch - start), epochs - start)


def stage_two_rate(epoch: float, epochs: float = 100.0, highest: float = 1e-3) -> float:
    """Learning rate of stage II in the paper: a tenth from 60 % of the run on, a hundredth from 80 % on."""
    return highest * 0.1 ** ((epoch >= 0.6 * epochs) + (epoch >= 0.8 * epochs))


def stage_two_rate_released(
    epoch: float, epochs: float = 100.0, highest: float = 1e-3, lowest: float = 1e-4
) -> float:
    """Learning rate of stage II in the released code: held for 60 % of the run, then a cosine."""
    return stage_one_rate(epoch, epochs, highest, lowest, held=0.6)


def stage_two_decay(decay: Decay, share: float) -> float:
    """Learning rate of stage II after the `share` of the run, as a factor of the highest one.

    `COSINE` rises over the first 5 % and falls to a thousandth: short runs from random weights need both.
    """
    if decay is Decay.STEPS:
        return stage_two_rate(share, 1.0, 1.0)
    if decay is Decay.HELD:
        return stage_two_rate_released(share, 1.0, 1.0, 0.1)
    return max(1e-3, min(1.0, (share + 0.002) / 0.05) * cosine_down(share, 1.0))


def _share(epoch: float, length: float) -> float:
    return min(max(epoch, 0.0), length) / length
