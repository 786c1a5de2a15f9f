"""Weights that half precision holds without loss: in a file they take half the space.

Networks always compute in the precision that they learned in; only what is kept is shorter. What belongs to
single channels (biases, normalisation and its statistics) stays as it is: it is little, and may be large.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import torch
from torch import Tensor, nn

Net = TypeVar("Net", bound=nn.Module)


def is_shortened(weights: Tensor) -> bool:
    """Whether a tensor is one of those that half precision may hold: of two dimensions and more."""
    return weights.is_floating_point() and weights.dim() >= 2


def is_half(net: nn.Module) -> bool:
    """Whether float16 holds the weights of `net` without loss; False for a network that has none."""
    weights = list(_shortened(net))
    return bool(weights) and all(torch.equal(each.half().to(each.dtype), each) for each in weights)


def in_half(net: Net) -> Net:
    """`net` itself, its weights rounded to the nearest that float16 can hold: by 1/2048 of each at most.

    Weights below 6e-5 are rounded more coarsely, to 6e-8. Raises `ValueError` for weights beyond 65504.
    """
    with torch.no_grad():
        for weights in _shortened(net):
            rounded = weights.half().to(weights.dtype)
            if not rounded.isfinite().all():
                raise ValueError("a network has weights that half precision cannot hold")
            weights.copy_(rounded)
    return net


def _shortened(net: nn.Module) -> Iterator[Tensor]:
    return (each for each in net.state_dict().values() if is_shortened(each))
