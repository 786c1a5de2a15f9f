"""Losses landmark by landmark where sigmas are learned: how often each counts, and their mean of an epoch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from engine.geometry.heatmaps import Sigma


def counts(sigma: Sigma | None, balance: float | None, like: Tensor) -> Tensor:
    """How many times the loss of each landmark counts, [K] where `sigma` has K of them, else [1].

    Once, but (`balance` / sigma)^2 times where a sigma is below `balance`: the error of a heatmap that is
    wrong grows with its area, so that wide ones outweigh sharp ones, and Adam's steps, made for the
    gradients of wide ones, would be too small once sigmas have shrunk.
    """
    if balance is None or not isinstance(sigma, tuple):
        return like.new_ones(1)
    return ((balance / like.new_tensor(sigma)) ** 2).clamp(min=1.0)


class LandmarkLosses:
    """`epochs` [T, K]: NaN for a landmark that no film of the epoch shows."""

    def __init__(self) -> None:
        self.epochs: list[list[float]] = []
        self._sums: list[float] = []
        self._weights: list[float] = []

    def add(self, losses: Sequence[Tensor], weights: Tensor) -> None:
        """One more batch: its weighted `losses` [N, K] of each output of the network, and the `weights`."""
        sums = torch.stack([each.detach() for each in losses]).sum(dim=(0, 1), dtype=torch.float64).tolist()
        present = weights.sum(dim=0, dtype=torch.float64).tolist()
        if not self._sums:
            self._sums, self._weights = [0.0] * len(sums), [0.0] * len(sums)
        self._sums = [a + b for a, b in zip(self._sums, sums, strict=True)]
        self._weights = [a + b for a, b in zip(self._weights, present, strict=True)]

    def end_epoch(self) -> None:
        """The batches since the last epoch are an epoch, if there were any."""
        if self._sums:
            pairs = zip(self._sums, self._weights, strict=True)
            self.epochs.append([total / weight if weight else float("nan") for total, weight in pairs])
        self._sums, self._weights = [], []

    def state(self) -> dict[str, Any]:
        """As `RunStore` keeps it."""
        return {"epochs": self.epochs, "sums": self._sums, "weights": self._weights}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> LandmarkLosses:
        """The inverse of `state`."""
        made = cls()
        made.epochs = [list(epoch) for epoch in state["epochs"]]
        made._sums, made._weights = list(state["sums"]), list(state["weights"])
        return made
