"""Optimisers by name, and the learning rate of every step as a pure function."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

import torch
from torch import nn
from torch.optim import Optimizer

from engine.detection.training_config import OptimiserKind, Schedule, TrainingConfig
from engine.schedules import Decay, stage_two_decay


def build_optimiser(weights: Iterable[nn.Parameter], config: TrainingConfig) -> Optimizer:
    """The optimiser of `config` for those of the `weights` that are to learn."""
    learning = [each for each in weights if each.requires_grad]
    match config.optimiser:
        case OptimiserKind.ADAMW:
            return torch.optim.AdamW(learning, lr=config.rate, weight_decay=config.weight_decay)
        case OptimiserKind.ADAM:
            return torch.optim.Adam(learning, lr=config.rate, weight_decay=config.weight_decay)
        case OptimiserKind.ADADELTA:
            return torch.optim.Adadelta(learning, lr=config.rate, weight_decay=config.weight_decay)
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
