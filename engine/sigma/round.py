"""One round of LaOML's search: its copies, what they try, what they came to, and the best of them.

`SigmaTraining` is what a search needs to know of the training that it steers.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.heatmaps import Sigma
from engine.networks.heatmap_network import HeatmapNetwork
from engine.operation import Operation
from engine.sigma.config import SigmaConfig, SigmaRecord
from engine.sigma.controllers import moved, sample
from engine.training.errors import TrainingError
from engine.training.losses import LandmarkLosses
from engine.wording import told

T = TypeVar("T", covariant=True)


class SigmaTraining(Protocol[T]):
    """A training that goes on step by step, with a sigma for each landmark, and back to any `state`.

    `step` steps were made, `steps` are an epoch, `total` all. `sigma` counts from the next step on, for all
    its networks alike; then it notes the `losses` of each landmark, which its `state` has as "losses", and
    raises `DivergedError` where a loss is no number. `balance`: see `losses.counts`; it is no part
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


_RECORDS = ("records", "best_records")  # fields of a round


@dataclass(slots=True)
class SigmaRound:
    """`start` and `best` are the training's states at the start and of the best copy so far.

    `actions` and `tried` [J][K]: of all copies; `rewards` [K] of each that is done, `error` the mean error
    of the best. `records`: epochs of the copy under way, `best_records` of the best. `step`: where it began.
    """

    start: dict[str, Any]
    step: int
    sigma: list[float]
    actions: list[list[int]]
    tried: list[list[float]]
    rewards: list[list[float]] = field(default_factory=list)
    records: list[SigmaRecord] = field(default_factory=list)
    best: dict[str, Any] | None = None
    best_records: list[SigmaRecord] = field(default_factory=list)
    error: float = float("inf")

    def heading(self, copies: int) -> str:
        """The copy under way, in words."""
        return told(f"copy {len(self.rewards) + 1} of {copies}")

    def close(self, training: SigmaTraining[object], errors: NDArray[np.float64], constant: float) -> None:
        """The copy under way is done, with `errors` [K] on the steering films; the next one starts.

        A copy whose errors are no numbers (it diverged) is discarded: it has no reward and is never best.
        """
        self.rewards.append((constant - errors).tolist())
        known = errors[np.isfinite(errors)]
        if len(known) and known.mean() < self.error:
            self.error, self.best, self.best_records = known.mean().item(), snapshot(training), self.records
        self.records = []
        if len(self.rewards) < len(self.tried):
            self.start_copy(training)

    def start_copy(self, training: SigmaTraining[object]) -> None:
        """Set `training` to the start of the copy under way."""
        training.restore(self.start)
        training.sigma = tuple(self.tried[len(self.rewards)])

    def broadcast(self, training: SigmaTraining[object], best: bool) -> list[SigmaRecord]:
        """Make `training` the best copy, or what it was at the start if not `best`, and return its epochs.

        Raises `TrainingError` where all copies diverged and one of them had to be gone on from.
        """
        if best and self.best is None:
            raise TrainingError(
                "The training diverged whatever the sigmas: check the labels of the films, or learn with "
                "fixed sigmas."
            )
        training.restore(self.best if best and self.best is not None else self.start)
        return self.best_records if best else []

    def tensors(self) -> tuple[Tensor, Tensor, Tensor]:
        """Actions, sigmas tried and rewards [J, K] of all copies."""
        return torch.tensor(self.actions), torch.tensor(self.tried), torch.tensor(self.rewards)

    def state(self) -> dict[str, Any]:
        """As `RunStore` keeps it."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return plain | {name: [asdict(record) for record in plain[name]] for name in _RECORDS}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> SigmaRound:
        """The inverse of `state`."""
        records = {name: [SigmaRecord(**record) for record in state[name]] for name in _RECORDS}
        return cls(**{**state, **records})


def begun(
    training: SigmaTraining[object],
    sigma: tuple[float, ...],
    logs: Tensor,
    frozen: Tensor,
    config: SigmaConfig,
    generator: torch.Generator,
) -> SigmaRound:
    """A round from `training` as it is; actions are drawn by the log-probabilities `logs` [K, 3]."""
    actions = sample(logs, config.copies, frozen, generator)
    tried = moved(torch.tensor(sigma), actions, config)
    made = SigmaRound(snapshot(training), training.step, list(sigma), actions.tolist(), tried.tolist())
    made.start_copy(training)
    return made


def snapshot(training: SigmaTraining[object]) -> dict[str, Any]:
    """The state of `training` as it is now, whatever becomes of it."""
    return deepcopy(training.state())
