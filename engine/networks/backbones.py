"""Classifiers without their last layers, as the first half of a detector: VGG, ResNet, DenseNet.

All parameters bear the names of the public ImageNet files, but for DenseNet's, which have `layers.` in front
(`own_spelling` translates).

ImageNet weights come from a file in any of the public spellings.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

from engine.errors import EngineError
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.hrnet import HRNet
from engine.networks.hrnet_weights import (
    Initialisation,
    WeightsReport,
    adapt_channels,
    copy_entries,
    load_weights,
    read_weights,
)
from engine.networks.residual import STEM, Bottleneck, conv, initialise, resnet_layers

COLOURS = 3  # input channels of all of them, as their public weights want
DENSE_GROWTH = 32
FROM_STEM, FROM_IMAGE = (2, 4, 8, 16, 32), (1, 2, 4, 8, 16)


class BackboneKind(StrEnum):
    """The backbones of FARNet's table 1."""

    VGG16 = "vgg16"
    VGG19 = "vgg19"
    RESNET101 = "resnet101"
    RESNET152 = "resnet152"
    DENSENET121 = "densenet121"
    DENSENET169 = "densenet169"


# convolutions or blocks in each of the stages
DENSENETS = {
    BackboneKind.DENSENET121: (6, 12, 24, 16),
    BackboneKind.DENSENET169: (6, 12, 32, 32),
}
RESNETS = {
    BackboneKind.RESNET101: (3, 4, 23, 3),
    BackboneKind.RESNET152: (3, 8, 36, 3),
}
VGGS = {
    BackboneKind.VGG16: (2, 2, 3, 3, 3),
    BackboneKind.VGG19: (2, 2, 4, 4, 4),
}


class Backbone(nn.Module):
    """Normalised films [N, 3, H, W] -> maps [N, `widths`[i], H / s, W / s], s = `strides`[i], finest first.

    H and W must be multiples of the last stride. `taps`: the layers whose answers are the maps, by name.
    """

    def __init__(
        self, kind: BackboneKind, widths: tuple[int, ...], strides: tuple[int, ...], taps: Sequence[str]
    ) -> None:
        super().__init__()
        self.kind, self.widths, self.strides, self._taps = kind, widths, strides, taps

    def layers(self) -> Iterable[tuple[str, nn.Module]]:
        """The layers with their names, in order."""
        return self.named_children()

    def forward(self, films: Tensor) -> list[Tensor]:
        """The maps of all stages."""
        maps: list[Tensor] = []
        x = films
        for name, layer in self.layers():
            x = layer(x)
            if name in self._taps:
                maps.append(x)
        return maps


class _Features(Backbone):
    """A backbone whose layers the public file has under `features`."""

    features: nn.Sequential | nn.ModuleDict

    def layers(self) -> Iterable[tuple[str, nn.Module]]:
        """Those of `features`."""
        return self.features.named_children()


class VGG(_Features):
    """VGG without batch normalisation: five rows of 3x3 convolutions, a halving between each two.

    The maps are those before each halving, at strides 1 to 16.
    """

    WIDTHS = (64, 128, 256, 512, 512)

    def __init__(self, kind: BackboneKind) -> None:
        layers: list[nn.Module] = []
        ends: list[str] = []
        inputs = COLOURS
        for count, width in zip(VGGS[kind], self.WIDTHS, strict=True):
            if layers:
                layers.append(nn.MaxPool2d(2))
            for _ in range(count):
                layers += [_he(nn.Conv2d(inputs, width, 3, padding=1)), nn.ReLU(inplace=True)]
                inputs = width
            ends.append(str(len(layers) - 1))
        super().__init__(kind, self.WIDTHS, FROM_IMAGE, ends)
        self.features = nn.Sequential(*layers)


class ResNetBackbone(Backbone):
    """ResNet: C1 to C5 of the paper at strides 2 to 32; C1 is before normalisation and ReLU."""

    TAPS = ("conv1", "layer1", "layer2", "layer3", "layer4")

    def __init__(self, kind: BackboneKind) -> None:
        super().__init__(kind, (64, 256, 512, 1024, 2048), FROM_STEM, self.TAPS)
        for name, layer in resnet_layers(Bottleneck, RESNETS[kind], COLOURS).items():
            self.add_module(name, layer)
        initialise(self)


class DenseLayer(nn.Module):
    """[N, inputs, h, w] -> [N, inputs + 32, h, w]: what was there, and what two convolutions make of it."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        inner = 4 * DENSE_GROWTH
        self.layers = _named(
            norm1=nn.BatchNorm2d(inputs),
            relu1=nn.ReLU(inplace=True),
            conv1=conv(inputs, inner, 1),
            norm2=nn.BatchNorm2d(inner),
            relu2=nn.ReLU(inplace=True),
            conv2=conv(inner, DENSE_GROWTH),
        )

    def forward(self, x: Tensor) -> Tensor:
        """The maps so far, then the new ones."""
        return torch.cat([x, self.layers(x)], dim=1)


class DenseNetBackbone(_Features):
    """DenseNet: C1 to C5 of the paper at strides 2 to 32, C1 before normalisation and ReLU, C5 before ReLU.

    `widths`: channels after the stem and after each dense block; what follows a block halves them.
    """

    TAPS = ("conv0", "denseblock1", "denseblock2", "denseblock3", "norm5")

    def __init__(self, kind: BackboneKind) -> None:
        layers: dict[str, nn.Module] = {
            "conv0": conv(COLOURS, STEM, 7, stride=2),
            "norm0": nn.BatchNorm2d(STEM),
            "relu0": nn.ReLU(inplace=True),
            "pool0": nn.MaxPool2d(3, 2, padding=1),
        }
        widths = [STEM]
        for number, count in enumerate(DENSENETS[kind], 1):
            if number > 1:
                layers[f"transition{number - 1}"] = _halving(widths[-1])
            before = widths[-1] if number == 1 else widths[-1] // 2
            dense = {f"denselayer{i + 1}": DenseLayer(before + DENSE_GROWTH * i) for i in range(count)}
            layers[f"denseblock{number}"] = _named(**dense)
            widths.append(before + DENSE_GROWTH * count)
        layers["norm5"] = nn.BatchNorm2d(widths[-1])
        nn.Linear(
            widths[-1], 1
        )  # the classifier that isn't here has drawn too: seeds give the weights they gave
        super().__init__(kind, tuple(widths), FROM_STEM, self.TAPS)
        # no nn.Sequential: what follows a map that is read here must not be folded into it
        self.features = nn.ModuleDict(layers)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)


def _halving(inputs: int) -> nn.Sequential:
    """Half the channels on half the grid."""
    return _named(
        norm=nn.BatchNorm2d(inputs),
        relu=nn.ReLU(inplace=True),
        conv=conv(inputs, inputs // 2, 1),
        pool=nn.AvgPool2d(2),
    )


def _named(**layers: nn.Module) -> nn.Sequential:
    return nn.Sequential(OrderedDict(layers))


def build_backbone(kind: BackboneKind) -> Backbone:
    """A backbone with random weights from torch's global generator."""
    if kind in VGGS:
        return VGG(kind)
    return ResNetBackbone(kind) if kind in RESNETS else DenseNetBackbone(kind)


def _he(convolution: nn.Conv2d) -> nn.Conv2d:
    """Random weights that keep the maps' size through many layers without normalisation."""
    nn.init.kaiming_normal_(convolution.weight, mode="fan_out", nonlinearity="relu")
    nn.init.zeros_(cast(Tensor, convolution.bias))
    return convolution


PUBLIC_FOLDER = "https://download.pytorch.org/models/"
PUBLIC_FILES = {
    BackboneKind.VGG16: "vgg16-397923af.pth",
    BackboneKind.VGG19: "vgg19-dcbb9e9d.pth",
    BackboneKind.RESNET101: "resnet101-63fe2227.pth",
    BackboneKind.RESNET152: "resnet152-394f9c45.pth",
    BackboneKind.DENSENET121: "densenet121-a639ec97.pth",
    BackboneKind.DENSENET169: "densenet169-b2777c0a.pth",
}
# last layers, which no backbone has: torchvision's, timm's and MONAI's
CLASSIFIERS = ("classifier.", "fc.", "class_layers.", "pre_logits.", "head.")
# norm.1 in the old public file, norm1 in timm's and torchvision's, layers.norm1 in MONAI's and ours
DENSE_LAYER = re.compile(r"(denselayer\d+)\.(?:layers\.)?(norm|conv)\.?([12])\.")


def load_backbone(net: HeatmapNetwork, path: Path) -> WeightsReport:
    """Load the ImageNet weights of `path` into the backbone of `net`; the rest of `net` stays random.

    Raises `EngineError` where the file cannot be read, belongs to another network, or where `net` has no
    backbone. Nothing is loaded then.
    """
    backbone = getattr(net, "backbone", None)
    if isinstance(backbone, HRNet):
        return load_weights(backbone, path)
    if not isinstance(backbone, Backbone):
        raise EngineError(
            f"{type(net).__name__} has no backbone that takes ImageNet weights: leave the weights out, "
            "or choose a system with one, such as farnet or hrnet."
        )
    advice = f"Take {PUBLIC_FILES[backbone.kind]} from {PUBLIC_FOLDER}, or start from random weights."
    given = own_spelling(read_weights(path, advice), backbone.kind)
    loaded = copy_entries(backbone, given, str(path), advice)
    return WeightsReport(str(path), loaded, Initialisation.IMAGENET)


def own_spelling(entries: Mapping[str, Tensor], kind: BackboneKind) -> dict[str, Tensor]:
    """`entries` of a public file under the names of our backbone of `kind`, without the classifier.

    Weights of grey or of other input channels are spread over three, see `adapt_channels`.
    """
    kept = {key: value for key, value in entries.items() if not key.startswith(CLASSIFIERS)}
    if kind in DENSENETS:
        kept = {DENSE_LAYER.sub(r"\1.layers.\2\3.", key): value for key, value in kept.items()}
    first = first_entry(kind)
    return {key: adapt_channels(value, COLOURS) if key == first else value for key, value in kept.items()}


def first_entry(kind: BackboneKind) -> str:
    """The name of the convolution that sees the picture."""
    if kind in DENSENETS:
        return "features.conv0.weight"
    return "conv1.weight" if kind in RESNETS else "features.0.weight"
