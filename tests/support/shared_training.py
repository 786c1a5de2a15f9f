"""Every training that several processes share, small; run by itself it is one of two that torchrun starts."""

import sys
from dataclasses import replace
from pathlib import Path

import torch
from coteaching_spots import CPU, TINY, spots
from small_nets import tiny_config, tiny_films, tiny_net
from spot_sets import TINY as SMALL
from spot_sets import config, domain

from engine.coteaching.c2t import CoTeaching
from engine.networks.detector import build_detector
from engine.registration.edgetrans_training import StageOneTraining
from engine.runtime.distributed import ALONE, joined_ranks
from engine.runtime.random import Seeded
from engine.training.trainer import Trainer


class Starved(CoTeaching):
    """Has too little memory for more than two films, in its last process only."""

    def _compared(self, easy, hard):
        if self._ranks.rank == self._ranks.world - 1 and self._portion.size > 2:
            raise MemoryError
        return super()._compared(easy, hard)


def trained(name, ranks=ALONE):
    """The weights that the training `name` comes to, its losses and what it said."""
    if name == "labelled":
        with Seeded(3):
            net = build_detector(2, SMALL)
        films, settings = domain(6), config(sync_norm=True, optimiser="adadelta", rate=0.1)
        training = Trainer(net, [films], settings, CPU, 1, ranks)
    elif name == "stage-one":
        settings = tiny_config(net=tiny_net(dropout=0.0), sync_norm=True, epochs=2)
        training = StageOneTraining(tiny_films(), settings, ranks=ranks)
    else:
        kind = Starved if name == "starved" else CoTeaching
        training = kind(spots(), replace(TINY, sync_norm=name != "starved"), CPU, 0, ranks=ranks)
    steps = list(training.run())
    nets = [training.net] if name in ("labelled", "stage-one") else training.nets
    values = (value for net in nets for value in net.state_dict().values())
    weights = [value for value in values if value.is_floating_point()]
    losses = [step.metrics["loss"] for step in steps if "loss" in step.metrics]
    return weights, losses, [step.message for step in steps if step.notice]


NAMES = ("labelled", "stage-one", "co-teaching", "starved")

if __name__ == "__main__":
    torch.set_num_threads(1)
    with joined_ranks("cpu") as all_ranks:
        found = {each: trained(each, all_ranks) for each in NAMES}
        torch.save(found, Path(sys.argv[1]) / f"{all_ranks.rank}.pt")
