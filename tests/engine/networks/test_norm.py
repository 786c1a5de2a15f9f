"""Replacing the normalisation of a network, and what each kind promises."""

import copy

import pytest
import torch
from torch import nn

from engine.networks.hrnet import HRNetConfig, HRNetDetector
from engine.networks.norm import FrozenBatchNorm, Norm, groups, with_norm
from engine.networks.unet import UNetConfig, UNetDetector


def small_net() -> UNetDetector:
    """A U-Net of two levels whose running statistics and scales are no longer those of the start."""
    torch.manual_seed(0)
    net = UNetDetector(3, UNetConfig((8, 12)))
    nn.init.normal_(net.head.weight)
    for part in net.modules():
        if isinstance(part, nn.BatchNorm2d):
            nn.init.uniform_(part.weight, 0.5, 1.5)
            nn.init.normal_(part.bias)
    with torch.no_grad():
        net.train()(torch.rand(4, 1, 16, 16))
    return net


def test_batch_norm_stays_as_built():
    net = small_net()
    parts = list(net.modules())
    assert with_norm(net, Norm.BATCH) is net
    assert list(net.modules()) == parts


def test_frozen_statistics_are_never_updated_and_train_as_they_predict():
    net = with_norm(small_net(), Norm.FROZEN)
    before = {name: value.clone() for name, value in net.named_buffers()}
    images = torch.rand(2, 1, 16, 16)
    trained = net.train()(images)
    assert all(torch.equal(before[name], value) for name, value in net.named_buffers())
    assert torch.equal(trained, net.eval()(images))
    trained.sum().backward()
    assert all(part.weight.grad is not None for part in net.modules() if isinstance(part, FrozenBatchNorm))


def test_a_frozen_network_answers_as_before_and_its_weights_fit_the_ordinary_one():
    net = small_net().eval()
    images = torch.rand(2, 1, 16, 16)
    before = net(images)
    frozen = with_norm(copy.deepcopy(net), Norm.FROZEN)
    assert torch.allclose(frozen(images), before, atol=1e-6)
    net.load_state_dict(frozen.state_dict())


def test_group_norm_answers_for_a_film_whatever_lies_beside_it():
    net = with_norm(small_net(), Norm.GROUP).train()
    assert not any(isinstance(part, nn.BatchNorm2d) for part in net.modules())
    images = torch.rand(3, 1, 16, 16)
    together, alone = net(images), torch.cat([net(image[None]) for image in images])
    assert torch.allclose(together, alone, atol=1e-5)
    assert not list(net.buffers())


def test_scale_and_shift_are_kept():
    net = small_net()
    batches = [part for part in net.modules() if isinstance(part, nn.BatchNorm2d)]
    kept = [(part.weight.clone(), part.bias.clone()) for part in batches]
    grouped = [part for part in with_norm(net, Norm.GROUP).modules() if isinstance(part, nn.GroupNorm)]
    assert len(grouped) == len(kept)
    for part, (weight, bias) in zip(grouped, kept, strict=True):
        assert torch.equal(part.weight, weight)
        assert torch.equal(part.bias, bias)


@pytest.mark.parametrize(
    ("channels", "expected"), [(512, 32), (64, 32), (48, 24), (32, 16), (18, 9), (7, 1), (1, 1)]
)
def test_groups_divide_the_channels_and_have_at_least_two(channels: int, expected: int):
    assert groups(channels) == expected


@pytest.mark.parametrize("norm", [Norm.GROUP, Norm.FROZEN])
def test_a_large_network_is_replaced_throughout(norm: Norm):
    with torch.device("meta"):
        net = HRNetDetector(19, HRNetConfig())
    count = sum(isinstance(part, nn.BatchNorm2d) for part in net.modules())
    wanted = FrozenBatchNorm if norm is Norm.FROZEN else nn.GroupNorm
    assert sum(isinstance(part, wanted) for part in with_norm(net, norm).modules()) == count > 100
    assert {value.device.type for value in net.parameters()} == {"meta"}
