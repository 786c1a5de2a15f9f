"""What a wrong heatmap costs: the losses of all detectors, one value a film and landmark."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import assert_never

import torch
from torch import Tensor

# FARNet, eq. 3: how many times more the middle of a landmark counts than the background
CENTRE_WEIGHT = 40.0

# Adaptive Wing loss (Wang, Bo, Fuxin 2019): the constants that its paper recommends
WING_ALPHA, WING_OMEGA, WING_EPSILON, WING_THETA = 2.1, 14.0, 1.0, 0.5


class HeatmapLoss(StrEnum):
    """MSE: mean square. PEAK: the same, at a peak 1 + emphasis times as much.

    EWC: FARNet's exponential weighted centre. ADAPTIVE_WING: the loss that EWC was compared with. BCE:
    GU2Net's cross-entropy, for networks that answer probabilities (`HeatmapNetwork.probabilities`) only.
    COORDINATES: the square of the distance to the soft-argmax, for `CoordinateUNet` only.
    """

    MSE = "mse"
    PEAK = "peak"
    EWC = "ewc"
    ADAPTIVE_WING = "adaptive-wing"
    BCE = "bce"
    COORDINATES = "coordinates"


def heatmap_loss(kind: HeatmapLoss, found: Tensor, target: Tensor, emphasis: float) -> Tensor:
    """The loss of heatmaps `found` against `target` in 0..1, both [B, K, H, W] -> [B, K].

    Computed in single precision whatever the precision of `found`. A mean over the pixels, but BCE is
    their sum, as published. `emphasis` counts in PEAK only.
    """
    found, target = found.float(), target.float()
    match kind:
        case HeatmapLoss.MSE:
            return (found - target).square().mean(dim=(2, 3))
        case HeatmapLoss.PEAK:
            return ((found - target).square() * (1 + emphasis * target)).mean(dim=(2, 3))
        case HeatmapLoss.EWC:
            return ((found - target).square() * CENTRE_WEIGHT**target).mean(dim=(2, 3))
        case HeatmapLoss.ADAPTIVE_WING:
            return adaptive_wing(found, target).mean(dim=(2, 3))
        case HeatmapLoss.BCE:
            return cross_entropy(found, target).sum(dim=(2, 3))
        case HeatmapLoss.COORDINATES:
            raise ValueError("coordinates are not compared with heatmaps")
    assert_never(kind)


def adaptive_wing(found: Tensor, target: Tensor) -> Tensor:
    """Adaptive Wing loss of every pixel: a logarithm for errors under 0.5, a straight line above.

    Its map of weights around the landmarks belongs to faces' outlines and is left out.
    """
    error, power = (found - target).abs(), WING_ALPHA - target
    near = WING_OMEGA * torch.log1p((error / WING_EPSILON) ** power)
    ratio = (WING_THETA / WING_EPSILON) ** power
    # slope and offset continue the logarithm smoothly at the threshold
    slope = WING_OMEGA / (1 + ratio) * power * ratio / WING_THETA
    offset = WING_THETA * slope - WING_OMEGA * torch.log1p(ratio)
    return torch.where(error < WING_THETA, near, slope * error - offset)


def cross_entropy(found: Tensor, target: Tensor) -> Tensor:
    """Binary cross-entropy of every pixel's probability; finite at 0 and 1, -log(1e-30) = 69 at most.

    The floor is so low because below it there is no gradient: the product of two sigmoids reaches
    1e-12 easily, and a landmark given up there could never come back. PyTorch's own function refuses
    to run under autocast.
    """
    present = torch.log(found.clamp(min=1e-30))
    absent = torch.log1p(-found.clamp(0, 1 - math.ldexp(1.0, -24)))
    return -(target * present + (1 - target) * absent)
