"""Every training that several processes share, small; run by itself it is one of two that torchrun starts."""

import sys
from dataclasses import replace
from pathlib import Path

import torch
from coteaching_spots import CPU, TINY, spots
from matrix_tiles import leave_tiles_alone
from small_nets import tiny_config, tiny_films, tiny_net
from spot_sets import TINY as SMALL
from spot_sets import config, domain
from torch import nn

from engine.coteaching.c2t import CoTeaching
from engine.networks.detector import build_detector
from engine.networks.norm import counted, synchronised
from engine.registration.edgetrans_training import StageOneTraining
from engine.runtime.distributed import ALONE, joined_ranks
from engine.runtime.random import Seeded
from engine.training.trainer import Trainer

leave_tiles_alone()


class Starved(CoTeaching):
    """Has too little memory for more than two films, in its last process only."""

    def _compared(self, *shown):
        if self._ranks.rank == self._ranks.world - 1 and self._portion.size > 2:
            raise MemoryError
        return super()._compared(*shown)


def trained(name, ranks=ALONE):
    """The weights that the training `name` comes to, its losses, what it said, and its running variances."""
    kind, films = name.removesuffix("-lone"), 1 if name in LONE else 3
    if kind == "labelled":
        with Seeded(3):
            net = build_detector(2, SMALL)
        settings = config(sync_norm=True, optimiser="adadelta", rate=0.1, batch=films)
        training = Trainer(net, [domain(6)], settings, CPU, 1, ranks)
    elif kind == "stage-one":
        settings = tiny_config(net=tiny_net(dropout=0.0), sync_norm=True, epochs=2)
        settings = replace(settings, batch=1) if name in LONE else settings
        training = StageOneTraining(tiny_films(), settings, ranks=ranks)
    else:
        taught = Starved if name == "starved" else CoTeaching
        training = taught(spots(), replace(TINY, sync_norm=name != "starved"), CPU, 0, ranks=ranks)
    steps = list(training.run())
    nets = [training.net] if kind in ("labelled", "stage-one") else training.nets
    state = [pair for net in nets for pair in net.state_dict().items()]
    weights = [value for _, value in state if value.is_floating_point()]
    variances = torch.cat([value for key, value in state if key.endswith("running_var")])
    losses = [step.metrics["loss"] for step in steps if "loss" in step.metrics]
    return weights, losses, [step.message for step in steps if step.notice], variances


LONE = ("labelled-lone", "stage-one-lone")  # a film at a time: nothing is left for the second process
NAMES = ("labelled", "stage-one", "co-teaching", "starved", *LONE)


def normalised(ranks):
    """What a normalisation makes of the first process's maps, its running statistics and their gradient.

    The second process, which has other maps, is not counted.
    """
    generator = torch.Generator().manual_seed(ranks.rank)
    maps = (ranks.rank + torch.randn(3, 4, 5, 6, generator=generator)).requires_grad_()
    net = synchronised(nn.Sequential(nn.BatchNorm2d(4)))
    with counted([net], ranks.is_first):
        found = net(maps)
    (found.square() * torch.arange(6.0)).sum().mul(float(ranks.is_first)).backward()
    return found.detach(), *(each.clone() for each in net.buffers()), maps.grad


if __name__ == "__main__":
    torch.set_num_threads(1)
    with joined_ranks("cpu") as all_ranks:
        found = {each: trained(each, all_ranks) for each in NAMES}
        found["normalised"] = normalised(all_ranks)
        torch.save(found, Path(sys.argv[1]) / f"{all_ranks.rank}.pt")
