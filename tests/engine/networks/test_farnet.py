"""FARNet and the networks it is compared with: exact sizes, shapes, live parameters, options."""

import pytest
import torch
import torch.nn.functional as F
from small_registration import parameters

from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import decode, render
from engine.networks import backbones, farnet_parts
from engine.networks.backbones import BackboneKind
from engine.networks.detector import build_network
from engine.networks.farnet import FARNet, FARNetConfig, Refinement
from engine.networks.farnet_baselines import FPN, FPNConfig, OriginalUNet, OriginalUNetConfig
from engine.networks.farnet_parts import FilmFrames, Fusion, Merge

DENSE, RES, VGG = BackboneKind.DENSENET121, BackboneKind.RESNET101, BackboneKind.VGG16
TINY_UNET = OriginalUNetConfig((4, 8, 8))


def on_meta(config=None, landmarks=19):
    with torch.device("meta"):
        return build_network((landmarks,), config or FARNetConfig())


def shapes(net, height, width):
    return [tuple(x.shape[1:]) for x in net.outputs(torch.empty(1, 1, height, width, device="meta"))]


@pytest.mark.parametrize(
    ("landmarks", "count"), [(6, 61_191_130), (19, 61_218_963), (37, 61_263_081), (68, 61_354_252)]
)
def test_farnet_has_as_many_parameters_as_the_live_ones_of_the_released_code(landmarks, count):
    assert parameters(on_meta(landmarks=landmarks)) == count


def test_the_papers_convolution_on_the_image_has_768_parameters_more():
    assert parameters(on_meta(FARNetConfig(image_kernel=3))) - parameters(on_meta()) == 768


def test_coarse_heatmaps_are_half_as_fine_as_the_film_and_fine_ones_as_fine():
    assert shapes(on_meta(), 800, 640) == [(19, 400, 320), (19, 800, 640)]


@pytest.mark.parametrize("kind", list(BackboneKind))
def test_all_backbones_answer_on_the_films_own_grid_whatever_its_size(kind):
    net = on_meta(FARNetConfig(kind))
    assert shapes(net, 75, 50) == [(19, 38, 25), (19, 75, 50)]
    assert net.stride == 1


@pytest.mark.parametrize("fusion", list(Fusion))
@pytest.mark.parametrize("kind", [DENSE, VGG])
def test_rows_of_table_2_answer_what_they_supervise(fusion, kind):
    naive = on_meta(FARNetConfig(kind, fusion, Refinement.NAIVE))
    none = on_meta(FARNetConfig(kind, fusion, Refinement.NONE))
    assert (shapes(naive, 75, 50), naive.stride) == ([(19, 75, 50)], 1)
    assert (shapes(none, 75, 50), none.stride) == ([(19, 38, 25)], 2)


def test_parts_that_a_row_leaves_out_are_not_there():
    # by hand: a 3x3 and a 1x1 convolution with biases, from so many channels to 19
    def heads(channels):
        return 9 * channels**2 + channels + channels * 19 + 19

    full, naive, none = (parameters(on_meta(FARNetConfig(refinement=kind))) for kind in Refinement)
    image = 3 * 32 + 32 + 2 * 32
    assert full - naive == heads(64) + heads(96 + 19) - heads(96)
    assert naive - none == heads(96) + image - heads(64)


def test_the_original_unet_has_the_known_size():
    assert parameters(on_meta(OriginalUNetConfig(), 2)) == 31_037_698
    assert parameters(on_meta(OriginalUNetConfig(), 1)) == 31_037_633
    assert parameters(on_meta(OriginalUNetConfig(colours=1, bias=True), 19)) == 31_043_539  # LaOML's
    assert parameters(on_meta(OriginalUNetConfig(colours=1, bias=True), 8)) == 31_042_824
    assert parameters(on_meta(OriginalUNetConfig(bias=True), 19)) == 31_044_691


def test_the_pyramid_has_four_lateral_convolutions_and_none_that_nothing_reads():
    laterals = sum(256 * width + 256 for width in (256, 512, 1024, 1024))
    assert parameters(on_meta(FPNConfig())) == 6_953_856 + laterals + 2 * (9 * 256**2 + 256) + 257 * 19


@pytest.mark.parametrize("config", [FPNConfig(channels=8), FPNConfig(VGG, 8), TINY_UNET])
def test_baselines_answer_on_the_films_own_grid(config):
    assert shapes(on_meta(config), 75, 50) == [(19, 75, 50)]


@pytest.fixture
def short(monkeypatch):
    """Backbones of one layer or block in each stage, narrow paths: quick to build and to run."""
    monkeypatch.setattr(farnet_parts, "COARSE_WIDTH", 16)
    monkeypatch.setitem(backbones.DENSENETS, DENSE, (1, 1, 1, 1))
    monkeypatch.setitem(backbones.RESNETS, RES, (1, 1, 1, 1))
    monkeypatch.setitem(backbones.VGGS, VGG, (1, 1, 1, 1, 1))


def silent(net):
    """Names of the parameters that nothing reaches when all heatmaps are supervised.

    A bias before batch normalisation is live, but its gradient is 0 but for rounding.
    """
    found = net.outputs(torch.rand(2, 1, 64, 64, generator=torch.Generator().manual_seed(0)))
    sum(((x - 1) ** 2).mean() for x in found).backward()
    return [
        name
        for name, p in net.named_parameters()
        if p.grad is None or (not p.grad.any() and not name.endswith("bias"))
    ]


@pytest.mark.parametrize(
    "config",
    [
        FARNetConfig(),
        FARNetConfig(RES, Fusion.ADD, Refinement.NAIVE),
        FARNetConfig(VGG, Fusion.ADD, head_relu=True),
        FARNetConfig(refinement=Refinement.NONE),
        FPNConfig(RES, channels=8),
        TINY_UNET,
    ],
    ids=str,
)
def test_no_parameter_is_dead(short, config):
    assert silent(build_network((3,), config)) == []


def test_the_full_densenet_has_no_dead_parameter_either():
    assert silent(FPN(2, FPNConfig(channels=4))) == []


def test_sizes_that_are_no_multiples_are_continued_by_their_last_row_and_column(short):
    torch.manual_seed(0)
    net = FPN(2, FPNConfig(channels=4)).eval()
    films = torch.rand(1, 1, 50, 40)
    by_hand = F.pad(films, (0, 24, 0, 14), mode="replicate")
    assert torch.equal(net(films), net(by_hand)[..., :50, :40])


@pytest.mark.parametrize(("raw255", "red"), [(False, (0.5 - 0.485) / 0.229), (True, (127.5 - 0.485) / 0.229)])
def test_films_are_normalised_as_imagenet_or_as_the_released_code_does(raw255, red):
    seen = FilmFrames(32, raw255)(torch.full((1, 1, 32, 32), 0.5))
    assert seen.shape == (1, 3, 32, 32)
    assert seen[0, 0, 3, 3].item() == pytest.approx(red, rel=1e-5)


def test_raw255_reaches_the_networks():
    for config in (FARNetConfig(raw255=True), FPNConfig(raw255=True), OriginalUNetConfig(raw255=True)):
        assert on_meta(config).frames.white == 255.0


def test_a_sum_needs_no_more_channels_where_both_have_enough():
    side_by_side, summed = Merge(8, 8, 8, 8, Fusion.CONCAT), Merge(8, 8, 8, 8, Fusion.ADD)
    assert parameters(side_by_side) == 16 * 8 + 8 + 16
    assert parameters(summed) == 9 * 8 * 8 + 8 + 16
    a, b = torch.rand(2, 8, 5, 5), torch.rand(2, 8, 5, 5)
    assert torch.allclose(summed(a, b), summed(b, a))
    assert not torch.allclose(side_by_side(a, b), side_by_side(b, a))


def test_a_relu_between_the_convolutions_of_a_head_is_the_heads_only_change():
    with_relu, without = on_meta(FARNetConfig(head_relu=True)), on_meta()
    assert [len(net.fine) for net in (with_relu, without)] == [3, 2]
    assert parameters(with_relu) == parameters(without)


@pytest.mark.parametrize(
    "choices",
    [
        {"image_kernel": 5},
        {"image_kernel": 3, "backbone": VGG},
        {"image_kernel": 3, "refinement": Refinement.NONE},
    ],
)
def test_choices_that_would_do_nothing_are_refused(choices):
    with pytest.raises(ValueError, match="image_kernel"):
        FARNetConfig(**choices)


def test_the_type_of_the_config_decides_on_the_network():
    kinds = {FARNetConfig(): FARNet, FPNConfig(): FPN, OriginalUNetConfig(): OriginalUNet}
    for config, kind in kinds.items():
        assert type(on_meta(config)) is kind


def test_there_is_one_domain_only():
    with pytest.raises(ValueError, match="one domain"):
        build_network((3, 4), FARNetConfig())
    with pytest.raises(ValueError, match="one domain"):
        on_meta().outputs(torch.empty(1, 1, 64, 64, device="meta"), domain=1)


def test_a_few_steps_on_two_films_find_their_landmarks(short):
    torch.manual_seed(0)
    net = FARNet(2)
    points = torch.tensor([[[20.0, 30.0], [44.0, 12.0]], [[31.0, 22.0], [16.0, 50.0]]])
    targets = render((points - 0.5) / 2, Size(32, 32), 3.0), render(points, Size(64, 64), 3.0)
    films = (targets[1] * torch.tensor([1.0, 0.5])[:, None, None]).sum(dim=1, keepdim=True)
    step = torch.optim.Adam(net.parameters(), lr=2e-3)
    for _ in range(26):
        found = net.outputs(films)
        step.zero_grad()
        sum(F.mse_loss(x, y) for x, y in zip(found, targets, strict=True)).backward()
        step.step()
    coarse, fine = (decode(x.detach(), 3.0).points for x in net.outputs(films))
    assert (2 * coarse + 0.5 - points).norm(dim=-1).max() < 1.0
    assert (fine - points).norm(dim=-1).max() < 1.0
