"""The step of all trainings: its running mean, and going on from a state."""

import pytest
import torch
from torch.optim.swa_utils import AveragedModel
from torch.utils._python_dispatch import TorchDispatchMode

from engine.networks.detector import build_detector
from engine.networks.unet import UNetConfig
from engine.runtime.random import Seeded
from engine.training.step import OptimiserStep, RunningMean

DECAY = 0.9


def network():
    with Seeded(3):
        return build_detector(2, UNetConfig((4, 6)))


def moved(net, step):
    """Other weights and statistics, and one more batch counted."""
    with torch.no_grad(), Seeded(step):
        for each in (*net.parameters(), *net.buffers()):
            each.add_(torch.randn(each.shape) if each.is_floating_point() else 1)


class Counting(TorchDispatchMode):
    """Notes the operations that write, and those that would wait for a GPU."""

    def __init__(self):
        super().__init__()
        self.writes, self.waits = 0, 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func.overloadpacket.__name__
        self.writes += name.endswith("_") or name == "copy"
        self.waits += name == "_local_scalar_dense"
        return func(*args, **(kwargs or {}))


def test_the_running_mean_is_that_of_each_tensor_alone_to_the_bit():
    def update(mean, now, count):
        kept = min(DECAY, (1 + float(count)) / (10 + float(count)))
        return mean.lerp(now, 1 - kept) if mean.is_floating_point() else now

    net = network()
    one_by_one, found = AveragedModel(net, avg_fn=update, use_buffers=True), RunningMean(net, DECAY)
    for step in range(12):
        moved(net, step)
        one_by_one.update_parameters(net)
        found.update_parameters(net)
    expected = one_by_one.state_dict()
    assert expected.keys() == found.state_dict().keys()
    assert all(torch.equal(each, found.state_dict()[name]) for name, each in expected.items())


def test_an_update_of_the_mean_is_a_handful_of_operations_however_many_tensors():
    net = network()
    mean = RunningMean(net, DECAY)
    mean.update_parameters(net)
    with Counting() as counted:
        mean.update_parameters(net)
    assert len(list(net.parameters())) >= 20
    assert counted.writes == 3  # weights and statistics, counted batches, its own count
    assert counted.waits <= 1  # the count, which stays on the CPU


def test_weights_themselves_are_asked_without_a_mean():
    net = network()
    step = OptimiserStep((net,), torch.optim.SGD(net.parameters(), lr=1.0))
    assert step.networks == (net,)
    assert step.state()["means"] == []


def test_a_step_descends_at_its_rate_and_the_mean_follows():
    weight = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.constant_(weight.weight, 2.0)
    step = OptimiserStep((weight,), torch.optim.SGD(weight.parameters(), lr=1.0), average=0.5)

    def learn():
        (3 * weight.weight.sum()).backward()
        return "learned"

    for rate, value in ((0.1, 1.7), (0.2, 1.1)):
        assert step.make(rate, learn) == "learned"
        assert step.rate == rate
        assert float(weight.weight.detach()) == pytest.approx(value)
    # the first update takes the weights, the second keeps 2 / 11 of the mean
    assert float(step.networks[0].weight.detach()) == pytest.approx(2 / 11 * 1.7 + 9 / 11 * 1.1)


def test_gradients_of_an_attempt_that_failed_are_forgotten():
    weight = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.constant_(weight.weight, 2.0)
    step = OptimiserStep((weight,), torch.optim.SGD(weight.parameters(), lr=1.0))

    def fails():
        weight.weight.sum().backward()
        raise torch.OutOfMemoryError

    with pytest.raises(torch.OutOfMemoryError):
        step.make(1.0, fails)
    step.make(1.0, lambda: weight.weight.sum().backward())
    assert float(weight.weight.detach()) == pytest.approx(1.0)


def test_a_state_without_scaled_losses_goes_on_where_losses_are_scaled():
    def step(scaler):
        net = network()
        return net, OptimiserStep((net,), torch.optim.AdamW(net.parameters()), scaler=scaler)

    (net, plain), (other, scaled) = step(None), step(torch.amp.GradScaler("cpu"))
    moved(net, 1)
    scaled.restore(plain.state())
    assert all(torch.equal(*pair) for pair in zip(net.parameters(), other.parameters(), strict=True))
