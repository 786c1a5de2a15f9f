"""The universal networks: their published sizes, what domains share, and how their maps lie on the image."""

import pytest
import torch
from torch import Tensor, nn

from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import decode, render
from engine.networks.detector import DetectorConfig, build_network
from engine.networks.gu2net import GlobalNetwork, GU2Net, GU2NetConfig, TrainedParts, UniversalUNetConfig
from engine.training.losses import HeatmapLoss, heatmap_loss

PUBLISHED = (19, 37, 6)  # landmarks of head, hand and chest
ALL = [
    GU2NetConfig(),
    GU2NetConfig(exact=True),
    GU2NetConfig(leaky=True, head_kernel=3),
    GU2NetConfig(TrainedParts.LOCAL),
    GU2NetConfig(TrainedParts.GLOBAL),
    UniversalUNetConfig(),
    UniversalUNetConfig(domain_specific=True),
]


@pytest.mark.parametrize(
    ("config", "landmarks", "count"),
    [
        (GU2NetConfig(), PUBLISHED, 4_381_052),
        (GU2NetConfig(TrainedParts.LOCAL), PUBLISHED, 2_117_630),
        (GU2NetConfig(TrainedParts.GLOBAL), PUBLISHED, 2_229_438),
        (GU2NetConfig(TrainedParts.GLOBAL, dilations=(1, 2, 5)), PUBLISHED, 1_342_398),
        (GU2NetConfig(), (6,), 2_732_684),
        (GU2NetConfig(), (19,), 2_742_694),
        (GU2NetConfig(), (37,), 2_756_554),
        # with a last convolution of 3x3 the 4.44 M that the paper prints: 8 x 128 x (19 + 37 + 6) more
        (GU2NetConfig(head_kernel=3), PUBLISHED, 4_444_540),
        (UniversalUNetConfig(), PUBLISHED, 17_306_878),
        (UniversalUNetConfig(domain_specific=True), PUBLISHED, 51_911_806),
        (UniversalUNetConfig(), (19,), 17_303_827),
    ],
)
def test_parameters_are_as_many_as_in_the_released_code_or_as_printed(
    config: DetectorConfig, landmarks: tuple[int, ...], count: int
):
    with torch.device("meta"):
        net = build_network(landmarks, config)
    assert sum(weights.numel() for weights in net.parameters()) == count


@pytest.mark.parametrize("config", ALL, ids=str)
def test_each_domain_has_maps_of_the_images_own_size_whatever_that_is(config: DetectorConfig):
    torch.manual_seed(0)
    net = build_network((2, 5), config).eval()
    images = torch.rand(1, 1, 39, 22)
    with torch.no_grad():
        first, second = net.outputs(images, 0)[-1], net.outputs(images, 1)[-1]
        assert torch.equal(net(images), first)
    assert first.shape == (1, 2, 39, 22)
    assert second.shape == (1, 5, 39, 22)
    assert net.stride == 1
    assert net.probabilities
    assert float(first.min()) > 0
    assert float(first.max()) < 1


@pytest.mark.parametrize("config", [GU2NetConfig(), UniversalUNetConfig()], ids=str)
def test_an_unknown_domain_is_refused(config: DetectorConfig):
    with torch.device("meta"):
        net = build_network((2, 5), config)
        for domain in (2, -1):
            with pytest.raises(ValueError, match="knows domains 0 to 1"):
                net.outputs(torch.rand(1, 1, 16, 16), domain)


def test_contrast_and_exposure_make_no_difference():
    torch.manual_seed(0)
    net = build_network((2,), GU2NetConfig()).eval()
    images = torch.rand(2, 1, 32, 16)
    with torch.no_grad():
        assert torch.allclose(net(images), net(0.2 * images + 0.7), atol=1e-5)


@pytest.mark.parametrize("answer", [-200.0, 200.0])
@pytest.mark.parametrize("half", [False, True])
def test_certainty_in_half_precision_costs_and_teaches_finite_amounts(answer: float, half: bool):
    torch.manual_seed(0)
    net = build_network((2,), GU2NetConfig())
    assert isinstance(net, GU2Net)
    assert net.local is not None
    for head in (net.local.heads[0], net.wide[0].head):
        nn.init.constant_(head.bias, answer)  # type: ignore[arg-type]
    target = render(torch.tensor([[[5.3, 8.0], [9.0, 2.0]]] * 2), Size(16, 16), 2.0)
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        found = net(torch.rand(2, 1, 16, 16))
        loss = heatmap_loss(HeatmapLoss.BCE, found, target, 0.0)
    loss.sum().backward()
    assert found.dtype == torch.float32
    assert loss.isfinite().all()
    assert all(weights.grad is None or weights.grad.isfinite().all() for weights in net.parameters())


def untouched(config: GU2NetConfig) -> GlobalNetwork:
    """A global network without layers, which only brings the image to its coarse grid and back."""
    net = GlobalNetwork(1, 1, config)
    for weights in net.parameters():
        nn.init.zeros_(weights)
    with torch.no_grad():
        net.image.weight[0, 0, 1, 1] = net.head.weight[0, 0, 0, 0] = 1.0
    return net


def test_the_coarse_grid_lies_on_the_image_without_a_shift():
    image = torch.zeros(1, 1, 22, 27)
    image[..., 8:12, 12:16] = 1.0  # pixels of cell (2, 3)
    net = untouched(GU2NetConfig(dilations=()))
    found = net(image, image).detach()
    assert found.shape == image.shape
    place = decode(found, 4.0).points
    assert torch.allclose(place, torch.tensor([[[13.5, 9.5]]]), atol=0.05)


def test_exact_resampling_sees_the_first_pixel_of_sixteen_and_the_default_all():
    def blocks(images: Tensor, exact: bool) -> Tensor:
        return untouched(GU2NetConfig(dilations=(), exact=exact))(images, images).detach()

    image = torch.arange(64.0).reshape(1, 1, 8, 8)
    first = image[..., ::4, ::4]
    assert torch.equal(blocks(image, exact=True), first.repeat_interleave(4, 2).repeat_interleave(4, 3))
    other = image.clone()
    other[..., 1, 2] += 16
    assert torch.equal(blocks(image, exact=True), blocks(other, exact=True))
    assert float((blocks(other, exact=False) - blocks(image, exact=False))[0, 0, 0, 0]) == pytest.approx(1.0)
