"""Backbones: exact sizes, public names, maps, and weights in every public spelling."""

import pytest
import torch
from safetensors.torch import save_file
from stopped_runs import same_tensors

from engine.errors import EngineError
from engine.networks import backbones
from engine.networks.backbones import BackboneKind, build_backbone, load_backbone, own_spelling
from engine.networks.farnet_baselines import FPN, FPNConfig
from engine.networks.hrnet import HRNetConfig, HRNetDetector
from engine.networks.unet import UNetConfig, UNetDetector

DENSE, DENSE169 = BackboneKind.DENSENET121, BackboneKind.DENSENET169
RES, VGG = BackboneKind.RESNET101, BackboneKind.VGG16
SIZES = {  # parameters without the classifier, entries of the public file without its classifier
    BackboneKind.VGG16: (14_714_688, 26),
    BackboneKind.VGG19: (20_024_384, 32),
    BackboneKind.RESNET101: (42_500_160, 624),
    BackboneKind.RESNET152: (58_143_808, 930),
    BackboneKind.DENSENET121: (6_953_856, 725),
    BackboneKind.DENSENET169: (12_484_480, 1_013),
}
WIDTHS = {
    BackboneKind.VGG19: (64, 128, 256, 512, 512),
    BackboneKind.RESNET152: (64, 256, 512, 1024, 2048),
    BackboneKind.DENSENET121: (64, 256, 512, 1024, 1024),
    BackboneKind.DENSENET169: (64, 256, 512, 1280, 1664),
}


def on_meta(kind):
    with torch.device("meta"):
        return build_backbone(kind)


@pytest.mark.parametrize(("kind", "expected"), SIZES.items())
def test_each_backbone_has_the_published_size(kind, expected):
    net = on_meta(kind)
    assert (sum(p.numel() for p in net.parameters()), len(net.state_dict())) == expected


@pytest.mark.parametrize(("kind", "widths"), WIDTHS.items())
def test_maps_have_the_stated_channels_and_strides(kind, widths):
    net = on_meta(kind)
    shapes = [tuple(x.shape) for x in net(torch.empty(2, 3, 64, 96, device="meta"))]
    assert net.widths == widths
    assert shapes == [(2, w, 64 // s, 96 // s) for w, s in zip(widths, net.strides, strict=True)]


@pytest.mark.parametrize(
    ("kind", "name", "shape"),
    [
        (DENSE, "features.conv0.weight", (64, 3, 7, 7)),
        (DENSE, "features.denseblock4.denselayer16.layers.conv2.weight", (32, 128, 3, 3)),
        (DENSE, "features.transition3.conv.weight", (512, 1024, 1, 1)),
        (DENSE, "features.norm5.running_var", (1024,)),
        (RES, "conv1.weight", (64, 3, 7, 7)),
        (RES, "layer1.0.downsample.0.weight", (256, 64, 1, 1)),
        (RES, "layer3.22.bn3.bias", (1024,)),
        (VGG, "features.0.weight", (64, 3, 3, 3)),
        (VGG, "features.28.bias", (512,)),
    ],
)
def test_parameters_bear_public_names(kind, name, shape):
    assert tuple(on_meta(kind).state_dict()[name].shape) == shape


@pytest.fixture
def short(monkeypatch):
    """All backbones with one layer or block in each stage: the same names, a tenth of the weights."""
    monkeypatch.setitem(backbones.DENSENETS, DENSE, (2, 1, 1, 1))
    monkeypatch.setitem(backbones.DENSENETS, DENSE169, (1, 1, 2, 1))
    monkeypatch.setitem(backbones.RESNETS, RES, (1, 1, 1, 1))
    monkeypatch.setitem(backbones.VGGS, VGG, (1, 1, 1, 1, 1))


def detector(kind, seed=0):
    torch.manual_seed(seed)
    return FPN(2, FPNConfig(kind, channels=4))


def public(kind, spelling):
    """Synthetic weights as a public file spells them, with its classifier; ours beside them."""
    ours = {name: value.clone() for name, value in detector(kind, seed=5).backbone.state_dict().items()}
    rewritten = {spelling(name): value for name, value in ours.items()}
    tail = {"classifier.weight": torch.zeros(9, 4), "fc.bias": torch.zeros(9), "head.fc.bias": torch.zeros(9)}
    return ours, rewritten | tail


def legacy(name):
    for part in ("norm1", "norm2", "conv1", "conv2"):
        name = name.replace(f".layers.{part}.", f".{part[:-1]}.{part[-1]}.")
    return name


def modern(name):
    return name.replace(".layers.", ".")


@pytest.mark.parametrize("spelling", [legacy, modern, str], ids=["legacy", "modern", "ours"])
@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
def test_densenet_weights_are_read_in_three_spellings(short, tmp_path, spelling, suffix):
    ours, entries = public(DENSE, spelling)
    path = tmp_path / f"weights{suffix}"
    if suffix == ".pth":
        # as old as the public file: without counters
        entries = {key: value for key, value in entries.items() if "num_batches" not in key}
        torch.save(entries, path)
    else:
        save_file({key: value.contiguous() for key, value in entries.items()}, path)
    net = detector(DENSE)
    report = load_backbone(net, path)
    assert same_tensors(net.backbone, ours)
    assert "ImageNet" in report.line
    assert report.loaded == len(entries) - 3


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ("features.denseblock1.denselayer6.norm.1.running_mean", "layers.norm1.running_mean"),
        ("features.denseblock1.denselayer6.conv.2.weight", "layers.conv2.weight"),
        ("features.denseblock1.denselayer6.norm2.bias", "layers.norm2.bias"),
        ("features.denseblock1.denselayer6.layers.conv1.weight", "layers.conv1.weight"),
    ],
)
def test_spellings_of_dense_layers_meet_in_one(given, own):
    name = f"features.denseblock1.denselayer6.{own}"
    assert list(own_spelling({given: torch.zeros(3)}, DENSE)) == [name]
    assert name in on_meta(DENSE).state_dict()


@pytest.mark.parametrize("kind", [RES, VGG])
def test_resnet_and_vgg_take_torchvisions_names_as_they_are(short, tmp_path, kind):
    ours, entries = public(kind, str)
    torch.save(entries, tmp_path / "public.pth")
    net = detector(kind)
    assert not same_tensors(net.backbone, ours)
    load_backbone(net, tmp_path / "public.pth")
    assert same_tensors(net.backbone, ours)


@pytest.mark.parametrize(
    ("kind", "first"), [(DENSE, "features.conv0.weight"), (RES, "conv1.weight"), (VGG, "features.0.weight")]
)
def test_weights_for_grey_pictures_answer_a_grey_film_alike(short, tmp_path, kind, first):
    _, entries = public(kind, str)
    grey = entries[first].sum(dim=1, keepdim=True)
    torch.save(entries | {first: grey}, tmp_path / "grey.pth")
    net = detector(kind)
    load_backbone(net, tmp_path / "grey.pth")
    found = net.backbone.state_dict()[first]
    assert torch.allclose(found, grey.expand_as(found) / 3)


@pytest.mark.parametrize("kind", [DENSE169, RES])
def test_weights_of_another_network_are_refused_and_nothing_is_loaded(short, tmp_path, kind):
    torch.save(public(kind, str)[1], tmp_path / "other.pth")
    net = detector(DENSE)
    before = {name: value.clone() for name, value in net.backbone.state_dict().items()}
    with pytest.raises(EngineError, match=r"lack features\..*Take densenet121-a639ec97\.pth from https"):
        load_backbone(net, tmp_path / "other.pth")
    assert same_tensors(net.backbone, before)


def test_a_damaged_file_names_the_public_one(short, tmp_path):
    (tmp_path / "damaged.pth").write_bytes(b"no weights" * 20)
    with pytest.raises(EngineError, match=r"could not be read as weights.*vgg16-397923af\.pth"):
        load_backbone(detector(VGG), tmp_path / "damaged.pth")


def test_hrnet_goes_through_the_same_door(tmp_path):
    config = HRNetConfig(channels=4, stem=8, blocks=1, modules=(1, 1, 1))
    donor, net = HRNetDetector(2, config), HRNetDetector(2, config)
    torch.save(donor.backbone.state_dict(), tmp_path / "hrnet.pth")
    load_backbone(net, tmp_path / "hrnet.pth")
    assert same_tensors(net.backbone, donor.backbone.state_dict())


def test_a_network_without_backbone_says_so(tmp_path):
    with pytest.raises(EngineError, match="UNetDetector has no backbone"):
        load_backbone(UNetDetector(2, UNetConfig((4, 8))), tmp_path / "any.pth")
