"""ImageNet weights for the backbones of detectors, from a file in any of the public spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from engine.errors import EngineError
from engine.networks.backbones import COLOURS, DENSENETS, RESNETS, Backbone, BackboneKind
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
CLASSIFIER = ("classifier.", "fc.", "class_layers.", "pre_logits.", "head.")
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
    kept = {key: value for key, value in entries.items() if not key.startswith(CLASSIFIER)}
    if kind in DENSENETS:
        kept = {DENSE_LAYER.sub(r"\1.layers.\2\3.", key): value for key, value in kept.items()}
    first = first_entry(kind)
    return {key: adapt_channels(value, COLOURS) if key == first else value for key, value in kept.items()}


def first_entry(kind: BackboneKind) -> str:
    """The name of the convolution that sees the picture."""
    if kind in DENSENETS:
        return "features.conv0.weight"
    return "conv1.weight" if kind in RESNETS else "features.0.weight"
