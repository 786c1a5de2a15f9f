"""Networks whose batch normalisations are folded away answer the same."""

from dataclasses import replace

import pytest
import torch
from model_files import learned
from torch import nn

from engine.inference.inference import on_device
from engine.networks.backbones import BackboneKind
from engine.networks.detector import build_detector
from engine.networks.farnet import FARNetConfig, Refinement
from engine.networks.gu2net import GU2NetConfig
from engine.networks.hrnet import HRNetConfig
from engine.networks.norm import Norm, folded, with_norm, without_margins
from engine.networks.unet import UNetConfig

IMAGES = torch.rand(2, 1, 64, 48, generator=torch.Generator().manual_seed(0))


def network(config, norm=Norm.BATCH):
    """Random, and with statistics that are not those of a new network."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        net = with_norm(build_detector(2, config), norm)
        for part in net.modules():
            if isinstance(part, nn.BatchNorm2d):
                nn.init.normal_(part.running_mean)
                nn.init.uniform_(part.running_var, 0.5, 2.0)
                nn.init.normal_(part.bias)
        for each in net.parameters():
            if not each.any():
                nn.init.normal_(each, std=0.1)
    return net.eval()


@pytest.mark.parametrize("backbone", [BackboneKind.DENSENET121, BackboneKind.RESNET101])
def test_maps_that_are_read_before_their_normalisation_stay_as_they_are(backbone):
    config = FARNetConfig(backbone, refinement=Refinement.NONE)
    with torch.inference_mode():
        before = network(config)(IMAGES)
        after = folded(network(config))(IMAGES)
    assert torch.allclose(before, after, atol=1e-4 * float(before.std()))


@pytest.mark.parametrize("norm", Norm)
@pytest.mark.parametrize("config", [UNetConfig((4, 6)), HRNetConfig(4, 8, 1, (1, 1, 1)), GU2NetConfig()])
def test_a_folded_network_answers_the_same(config, norm):
    with torch.inference_mode():
        before = network(config, norm)(IMAGES)
        after = folded(network(config, norm))(IMAGES)
    assert before.std() > 1e-4
    assert torch.allclose(before, after, atol=1e-5 * float(before.abs().max()))


def test_a_u_net_has_no_batch_normalisation_left_and_the_callers_stays_as_it_is():
    model = replace(learned(), registration=None)
    moved = on_device(model, torch.device("cpu"))
    for mine, asked in ((model.detectors[0], moved.detectors[0]), (model.finder.net, moved.finder.net)):
        assert any(isinstance(part, nn.BatchNorm2d) for part in mine.modules())
        assert not any(isinstance(part, nn.BatchNorm2d) for part in asked.modules())


@pytest.mark.parametrize("margin", [(0, 1, 0, 1), (1, 2, 1, 2), (1, 1, 0, 3), (0, 0, 0, 0)])
@pytest.mark.parametrize("groups", [1, 6])
def test_a_margin_of_zeros_is_seen_by_the_convolution_behind_it(margin, groups):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(2)
        net = nn.Sequential(
            nn.ZeroPad2d(margin), nn.Conv2d(6, 6, (3, 5), 2, groups=groups), nn.BatchNorm2d(6)
        )
        images = torch.randn(2, 6, 21, 16)
    with torch.inference_mode():
        before = net.eval()(images)
        after = without_margins(folded(net))(images)
    assert [type(part) for part in net] == [nn.Identity, nn.Conv2d, nn.Identity]
    assert torch.allclose(before, after, atol=1e-5)


@pytest.mark.parametrize(
    ("margin", "options"),
    [((2, 1, 0, 0), {}), ((0, 1, 0, 1), {"dilation": 2}), ((0, 1, 0, 1), {"padding": 1})],
)
def test_a_margin_that_no_convolution_has_stays(margin, options):
    net = nn.Sequential(nn.ZeroPad2d(margin), nn.Conv2d(1, 1, 3, **options))
    with torch.inference_mode():
        before = net(IMAGES)
        assert torch.equal(without_margins(net)(IMAGES), before)
    assert isinstance(net[0], nn.ZeroPad2d)
