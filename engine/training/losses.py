"""What a wrong heatmap costs: the losses of all detectors, one value a film and landmark.

Where sigmas are learned, landmark by landmark: how often each counts, and their mean of an epoch.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, assert_never

import torch
from torch import Tensor

from engine.geometry.displacement import constant
from engine.geometry.heatmaps import Sigma

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


def counts(sigma: Sigma | None, balance: float | None, like: Tensor) -> Tensor:
    """How many times the loss of each landmark counts, [K] where `sigma` has K of them, else [1].

    Once, but (`balance` / sigma)^2 times where a sigma is below `balance`: the error of a heatmap that is
    wrong grows with its area, so that wide ones outweigh sharp ones, and Adam's steps, made for the
    gradients of wide ones, would be too small once sigmas have shrunk.
    """
    if balance is None or not isinstance(sigma, tuple):
        return like.new_ones(1)
    return ((balance / constant(sigma, like.dtype, like.device)) ** 2).clamp(min=1.0)


class LandmarkLosses:
    """`epochs` [T, K]: NaN for a landmark that no film of the epoch shows."""

    def __init__(self) -> None:
        self.epochs: list[list[float]] = []
        self._total: Tensor | None = None  # [2, K]: losses and weights since, where they were computed

    def add(self, losses: Sequence[Tensor], weights: Tensor) -> None:
        """One more batch: its weighted `losses` [N, K] of each output of the network, and the `weights`."""
        digits = torch.float32 if weights.device.type == "mps" else torch.float64  # MPS has no double
        sums = torch.stack([each.detach() for each in losses]).sum(dim=(0, 1), dtype=digits)
        batch = torch.stack([sums, weights.sum(dim=0, dtype=digits)])
        self._total = batch if self._total is None else self._total.to(batch) + batch

    def end_epoch(self) -> None:
        """The batches since the last epoch are an epoch, if there were any."""
        if self._total is not None:
            pairs = zip(*self._total.tolist(), strict=True)
            self.epochs.append([total / weight if weight else float("nan") for total, weight in pairs])
        self._total = None

    def copy(self) -> LandmarkLosses:
        """The same, which what is added to this one doesn't change."""
        made = LandmarkLosses()
        made.epochs, made._total = list(self.epochs), self._total
        return made

    def state(self) -> dict[str, Any]:
        """As `RunStore` keeps it."""
        sums, weights = ([], []) if self._total is None else self._total.tolist()
        return {"epochs": self.epochs, "sums": sums, "weights": weights}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> LandmarkLosses:
        """The inverse of `state`."""
        made = cls()
        made.epochs = [list(epoch) for epoch in state["epochs"]]
        if state["sums"]:
            made._total = torch.tensor([state["sums"], state["weights"]], dtype=torch.float64)
        return made
