"""HRNet-W18: exact sizes, the public names, the shapes, the options."""

import pytest
import torch
from small_registration import parameters

from engine.networks.hrnet import HRNet, HRNetConfig, HRNetDetector, Upsampling
from engine.networks.unet import UNetPyramid

TINY = HRNetConfig(channels=4, stem=8, blocks=1, modules=(1, 1, 1))


@pytest.fixture(scope="module")
def full():
    return HRNet()


def test_the_backbone_has_the_published_size(full):
    assert parameters(full) == 9_562_260
    assert len(full.state_dict()) == 1_830


@pytest.mark.parametrize(("landmarks", "count"), [(19, 9_641_119), (37, 9_645_997), (6, 9_637_596)])
def test_the_detector_has_the_published_size(landmarks, count):
    with torch.device("meta"):
        assert parameters(HRNetDetector(landmarks)) == count


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("conv1.weight", (64, 3, 3, 3)),
        ("bn2.running_mean", (64,)),
        ("layer1.0.downsample.0.weight", (256, 64, 1, 1)),
        ("layer1.3.conv3.weight", (256, 64, 1, 1)),
        ("transition1.0.0.weight", (18, 256, 3, 3)),
        ("transition1.1.0.0.weight", (36, 256, 3, 3)),
        ("transition2.2.0.0.weight", (72, 36, 3, 3)),
        ("transition3.3.0.1.bias", (144,)),
        ("stage2.0.branches.1.3.conv2.weight", (36, 36, 3, 3)),
        ("stage3.3.fuse_layers.0.2.0.weight", (18, 72, 1, 1)),
        ("stage4.2.fuse_layers.3.0.0.0.weight", (18, 18, 3, 3)),
        ("stage4.2.fuse_layers.3.0.2.0.weight", (144, 18, 3, 3)),
        ("stage4.2.fuse_layers.3.0.2.1.running_var", (144,)),
    ],
)
def test_entries_bear_the_names_of_the_public_weights(full, name, shape):
    assert tuple(full.state_dict()[name].shape) == shape


def test_the_full_backbone_gives_four_strides(full):
    full.eval()
    with torch.no_grad():
        shapes = [tuple(x.shape) for x in full(torch.rand(1, 3, 96, 64))]
    assert shapes == [(1, 18, 24, 16), (1, 36, 12, 8), (1, 72, 6, 4), (1, 144, 3, 2)]


@pytest.mark.parametrize("height", [64, 52])
def test_sizes_that_are_no_multiples_of_32_work_too(height):
    shapes = [tuple(x.shape[-2:]) for x in HRNet(TINY)(torch.rand(1, 3, height, 64))]
    assert shapes[0] == (height // 4, 16)
    assert shapes[3] == (2, 2)


def test_maps_are_negative_somewhere_only_without_the_relu_after_an_exchange():
    images = torch.rand(2, 3, 64, 64)
    bare = HRNet(HRNetConfig(4, 8, 1, (1, 1, 1), fuse_relu=False))
    assert min(x.min() for x in HRNet(TINY)(images)) >= 0
    assert min(x.min() for x in bare(images)) < 0


def test_the_way_of_upsampling_matters_and_has_no_weights():
    smooth = HRNet(TINY).eval()
    coarse = HRNet(HRNetConfig(4, 8, 1, (1, 1, 1), upsample=Upsampling.NEAREST)).eval()
    coarse.load_state_dict(smooth.state_dict())
    images = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    assert not torch.allclose(smooth(images)[0], coarse(images)[0])


def test_every_parameter_of_the_detector_learns():
    detector = HRNetDetector(5, TINY)
    detector(torch.rand(2, 1, 64, 96)).square().sum().backward()
    assert not [name for name, p in detector.named_parameters() if p.grad is None or not p.grad.any()]


def test_heatmaps_have_a_quarter_of_the_size_and_start_near_zero():
    heatmaps = HRNetDetector(5, TINY)(torch.rand(2, 1, 64, 96))
    assert heatmaps.shape == (2, 5, 64 // HRNetDetector.stride, 96 // HRNetDetector.stride)
    assert heatmaps.abs().max() < 0.2


def test_a_grey_film_is_normalised_as_imagenet_was():
    detector = HRNetDetector(1, TINY).eval()
    seen = []
    detector.backbone.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    detector(torch.full((1, 1, 32, 32), 0.485))
    assert seen[0].shape == (1, 3, 32, 32)
    assert seen[0][0, :, 0, 0].tolist() == pytest.approx([0.0, 0.029 / 0.224, 0.079 / 0.225], abs=1e-5)


def test_a_detector_of_one_channel_is_fed_one_channel():
    detector = HRNetDetector(2, HRNetConfig(4, 8, 1, (1, 1, 1), in_channels=1))
    assert detector(torch.rand(2, 1, 32, 32)).shape == (2, 2, 8, 8)


def test_the_unet_gives_the_same_four_strides():
    maps = UNetPyramid(6)(torch.rand(2, 3, 64, 96))
    assert [tuple(x.shape) for x in maps] == [(2, 6, 16, 24), (2, 12, 8, 12), (2, 24, 4, 6), (2, 48, 2, 3)]
