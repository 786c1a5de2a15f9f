"""A step of seconds is cut short between the layers of its network, and leaves no trace."""

from dataclasses import replace

import pytest
import torch
from spot_sets import CPU, config, domain
from stopped_runs import same_tensors
from torch import nn

from engine.networks.detector import build_network
from engine.networks.farnet import FARNetConfig
from engine.networks.gu2net import GU2NetConfig
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.runtime.interruption import Interrupted, interruptible, watched
from engine.runtime.random import Seeded
from engine.runtime.run_store import RunStore, resumed
from engine.training.losses import HeatmapLoss
from engine.training.trainer import Trainer

SYSTEMS = {
    "unet": (UNetConfig((6, 8), 2), {}),
    "farnet": (FARNetConfig(), {"batch": 1, "loss": HeatmapLoss.EWC}),
    "gu2net": (GU2NetConfig(), {"loss": HeatmapLoss.BCE, "summed": True}),
}


class Asked:
    """Says that it is unwanted when it is asked for the time `last`; how often that was."""

    def __init__(self, last=None):
        self.count, self.last = 0, last

    def __call__(self):
        self.count += 1
        return self.count == self.last


def trainer(system, epochs=1):
    network, more = SYSTEMS[system]
    made = replace(config(epochs=epochs), average=None, **more)
    with Seeded(1):
        net = build_network([2], network)
    return Trainer(net, [domain(count=4)], made, CPU, 0)


@pytest.mark.parametrize("system", SYSTEMS)
def test_being_asked_changes_no_bit_and_happens_on_the_way_there_and_back(system):
    alone, asked, question = trainer(system), trainer(system), Asked()
    run(alone.run())
    with interruptible(question):
        run(asked.run())
    assert same_tensors(alone.network, asked.network)
    layers = sum(not list(module.children()) for module in asked.net.modules())
    assert question.count > asked.total * layers
    assert not any(module._forward_hooks for module in asked.net.modules())


@pytest.mark.parametrize("share", [0.3, 0.8])
@pytest.mark.parametrize("system", ["unet", "gu2net"])
def test_a_training_cut_short_within_a_step_goes_on_to_the_same_bits(system, share, tmp_path):
    whole, question = trainer(system), Asked()
    with interruptible(question):
        run(whole.run())
    store, cut = RunStore(tmp_path, "key"), trainer(system)
    with interruptible(Asked(last=int(share * question.count))), pytest.raises(Interrupted):
        run(resumed(cut, store, "network"))
    again = trainer(system)
    found = run(resumed(again, store, "network"))
    assert again.step == again.total
    assert cut.step > 0 or share < 0.5  # the steps before were kept
    assert same_tensors(found, whole.result)


def test_statistics_are_those_of_before_and_nobody_asks_outside_of_the_block():
    net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.ReLU(inplace=True), nn.Linear(2, 1))
    statistics = [each.clone() for each in net.buffers()]
    with interruptible(Asked(last=3)), pytest.raises(Interrupted), watched([net]):
        net(torch.rand(4, 2))
    assert all(map(torch.equal, net.buffers(), statistics))
    with watched([net]):
        net(torch.rand(4, 2)).sum().backward()
    assert not all(map(torch.equal, net.buffers(), statistics))


def test_the_way_back_is_cut_short_as_well():
    net = nn.Sequential(*(nn.Linear(2, 2) for _ in range(4)))
    question = Asked()
    with interruptible(question), watched([net]):
        found = net(torch.rand(4, 2)).sum()
        question.last = question.count + 4
        with pytest.raises(Interrupted):
            found.backward()
    assert net[0].weight.grad is None
    assert net[3].weight.grad is not None
