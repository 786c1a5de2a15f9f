"""One network in several processes: each computes its films, gradients are averaged once a step."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from engine.networks.heatmap_network import HeatmapNetwork
from engine.runtime.distributed import Ranks


class Outputs(nn.Module):
    """A network whose forward is its `outputs`: what joins the processes listens to forward alone."""

    def __init__(self, net: HeatmapNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, images: Tensor, domain: int) -> tuple[Tensor, ...]:
        """All heatmaps that training supervises."""
        return self.net.outputs(images, domain)


def joined(net: HeatmapNetwork, ranks: Ranks, device: torch.device, several: bool) -> nn.Module:
    """`net` as a module of (images, domain), whose gradients are the mean over all `ranks`.

    `several` domains: a batch is of one, and the others' parts of the network have no gradient.
    """
    if ranks.world == 1:
        return Outputs(net)
    devices = [device] if device.type == "cuda" else None
    return DistributedDataParallel(Outputs(net), devices, find_unused_parameters=several)


def exchanging(net: nn.Module, last: bool) -> AbstractContextManager[None]:
    """Around forward and backward of a part of a step: gradients are exchanged with the `last` one only."""
    if last or not isinstance(net, DistributedDataParallel):
        return nullcontext()
    return cast(AbstractContextManager[None], net.no_sync())
