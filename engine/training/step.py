"""One step of every training: networks that learn together, their optimiser, and means of their weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import chain
from typing import Any, Generic, TypeVar, cast

import torch
from torch import Tensor, nn
from torch.amp import GradScaler
from torch.optim import Optimizer
from torch.optim.swa_utils import AveragedModel

from engine.runtime.precision import fastest

T = TypeVar("T")
Net = TypeVar("Net", bound=nn.Module)


class RunningMean(AveragedModel):
    """A copy of `net` that follows it as the running mean of its weights and statistics.

    A share `decay` of it stays at every update; less of a young one, or the random start would stay in it.
    torch's own update waits for the device twice a tensor.
    """

    def __init__(self, net: nn.Module, decay: float) -> None:
        super().__init__(net, use_buffers=True)
        self._decay = decay

    @torch.no_grad()
    def update_parameters(self, model: nn.Module) -> None:
        """Bring in the weights of `model` as they are now."""
        count = int(self.n_averaged)  # on the CPU, wherever the networks are
        kept = min(self._decay, (1 + count) / (10 + count)) if count else 0.0
        pairs = list(zip(_tensors(self.module), _tensors(model), strict=True))
        fractions = [pair for pair in pairs if kept and pair[0].is_floating_point()]
        others = [pair for pair in pairs if not (kept and pair[0].is_floating_point())]
        if fractions:
            means, weights = map(list, zip(*fractions, strict=True))
            torch._foreach_lerp_(means, weights, 1 - kept)
        if others:
            means, weights = map(list, zip(*others, strict=True))
            torch._foreach_copy_(means, weights)
        self.n_averaged += 1


def _tensors(net: nn.Module) -> Iterator[Tensor]:
    return chain(net.parameters(), net.buffers())


class OptimiserStep(Generic[Net]):
    """The step that `nets` make together. `average`: decay of their running means, None for none.

    `scaler`: keeps the gradients of `backward` within the range of float16.
    """

    def __init__(
        self,
        nets: Sequence[Net],
        optimiser: Optimizer,
        average: float | None = None,
        scaler: GradScaler | None = None,
    ) -> None:
        self.nets, self._optimiser, self._scaler = tuple(nets), optimiser, scaler
        self._means = tuple(RunningMean(net, average) for net in self.nets if average is not None)

    @property
    def networks(self) -> tuple[Net, ...]:
        """The networks to be asked: the means of their weights where there are such."""
        return tuple(cast(Net, mean.module) for mean in self._means) or self.nets

    @property
    def rate(self) -> float:
        """The learning rate of the last step."""
        return float(self._optimiser.param_groups[0]["lr"])

    def backward(self, loss: Tensor) -> None:
        """Add the gradients of `loss`."""
        scaled = loss if self._scaler is None else self._scaler.scale(loss)
        scaled.backward()  # type: ignore[no-untyped-call]

    def make(self, rate: float, learn: Callable[[], T]) -> T:
        """One step at the learning `rate` down the gradients that `learn` leaves; what it returns."""
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.zero_grad()  # first: those of an attempt that lacked memory would be in the way
        for net in self.nets:
            net.train()
        with fastest(next(self.nets[0].parameters()).device):
            learned = learn()
        if self._scaler is None:
            self._optimiser.step()
        else:  # which leaves a step out where a gradient is no number
            self._scaler.step(self._optimiser)
            self._scaler.update()
        for net, mean in zip(self.nets, self._means, strict=False):  # a mean each, or none at all
            mean.update_parameters(net)
        return learned

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on; the tensors are the step's own: save them at once."""
        return {
            "nets": [net.state_dict() for net in self.nets],
            "means": [mean.state_dict() for mean in self._means],
            "optimiser": self._optimiser.state_dict(),
            **({} if self._scaler is None else {"scaler": self._scaler.state_dict()}),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken."""
        kept: tuple[nn.Module, ...] = (*self.nets, *self._means)
        for net, weights in zip(kept, (*state["nets"], *state["means"]), strict=True):
            net.load_state_dict(weights)
        self._optimiser.load_state_dict(deepcopy(state["optimiser"]))  # else it would go on in that state
        if self._scaler is not None and "scaler" in state:  # another GPU may have gone without one
            self._scaler.load_state_dict(state["scaler"])
