"""What a search of sigmas needs to know of the training that it steers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from engine.geometry.heatmaps import Sigma
from engine.networks.heatmap_network import HeatmapNetwork
from engine.operation import Operation
from engine.training.landmark_losses import LandmarkLosses

T = TypeVar("T", covariant=True)


class SigmaTraining(Protocol[T]):
    """A training that goes on step by step, with a sigma for each landmark, and back to any `state`.

    `step` steps were made, `steps` are an epoch, `total` all. `sigma` counts from the next step on, for all
    its networks alike; then it notes the `losses` of each landmark, which its `state` has as "losses", and
    raises `DivergedError` where a loss is no number. `balance`: see `landmark_losses.counts`; it is no part
    of the `state`.
    """

    steps: int
    total: int
    step: int
    sigma: Sigma | None
    balance: float | None
    losses: LandmarkLosses

    @property
    def nets(self) -> tuple[HeatmapNetwork, ...]:
        """The networks as they learn."""
        ...

    @property
    def networks(self) -> tuple[HeatmapNetwork, ...]:
        """The same as they are asked: running means of their weights where the training keeps such."""
        ...

    @property
    def result(self) -> T:
        """What the training comes to if it ends now."""
        ...

    @property
    def best_epoch(self) -> int | None:
        """The epoch (from 1) that `result` is of; None for the last one."""
        ...

    @property
    def is_over(self) -> bool:
        """True when no step is left, or none would help."""
        ...

    def advance(self, until: int) -> Operation[None]:
        """Train until so many steps were made, at most to the end."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on; the tensors are the training's own."""
        ...

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken."""
        ...
