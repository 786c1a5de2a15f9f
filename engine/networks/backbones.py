"""Classifiers without their last layers, as the first half of a detector: VGG, ResNet, DenseNet.

All parameters bear the names of the public ImageNet files, DenseNet's as MONAI writes them
(`engine.networks.backbone_weights` translates).
"""

from __future__ import annotations

from enum import StrEnum
from typing import cast

from torch import Tensor, nn

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

    H and W must be multiples of the last stride.
    """

    def __init__(self, kind: BackboneKind, widths: tuple[int, ...], strides: tuple[int, ...]) -> None:
        super().__init__()
        self.kind, self.widths, self.strides = kind, widths, strides

    def forward(self, films: Tensor) -> list[Tensor]:
        """The maps of all stages."""
        raise NotImplementedError


class VGG(Backbone):
    """VGG without batch normalisation: five rows of 3x3 convolutions, a halving between each two.

    The maps are those before each halving, at strides 1 to 16.
    """

    WIDTHS = (64, 128, 256, 512, 512)

    def __init__(self, kind: BackboneKind) -> None:
        super().__init__(kind, self.WIDTHS, FROM_IMAGE)
        layers: list[nn.Module] = []
        inputs = COLOURS
        for count, width in zip(VGGS[kind], self.WIDTHS, strict=True):
            if layers:
                layers.append(nn.MaxPool2d(2))
            for _ in range(count):
                layers += [_he(nn.Conv2d(inputs, width, 3, padding=1)), nn.ReLU(inplace=True)]
                inputs = width
        self.features = nn.Sequential(*layers)

    def forward(self, films: Tensor) -> list[Tensor]:
        """The last map of each row of convolutions."""
        maps = [films]
        for layer in self.features:
            if isinstance(layer, nn.MaxPool2d):
                maps.append(maps[-1])
            maps[-1] = layer(maps[-1])
        return maps


class ResNetBackbone(Backbone):
    """MONAI's ResNet: the stem's convolution, then the ends of its four stages, at strides 2 to 32."""

    def __init__(self, kind: BackboneKind) -> None:
        # MONAI takes seconds to import, which only those pay who need it
        from monai.networks.nets.resnet import ResNet

        super().__init__(kind, (64, 256, 512, 1024, 2048), FROM_STEM)
        whole = ResNet(
            "bottleneck", list(RESNETS[kind]), [64, 128, 256, 512], spatial_dims=2, n_input_channels=COLOURS,
            conv1_t_stride=2, feed_forward=False, bias_downsample=False,
        )  # fmt: skip
        self.conv1, self.bn1 = whole.conv1, whole.bn1
        self.pool = nn.Sequential(nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1))
        self.layer1, self.layer2 = whole.layer1, whole.layer2
        self.layer3, self.layer4 = whole.layer3, whole.layer4

    def forward(self, films: Tensor) -> list[Tensor]:
        """C1 to C5 of the paper; C1 is before normalisation and ReLU."""
        maps: list[Tensor] = [self.conv1(films)]
        x = self.pool(self.bn1(maps[0]))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
            maps.append(x)
        return maps


class DenseNetBackbone(Backbone):
    """MONAI's DenseNet: the stem's convolution, then the ends of its four blocks, at strides 2 to 32."""

    TAPS = ("conv0", "denseblock1", "denseblock2", "denseblock3", "norm5")

    def __init__(self, kind: BackboneKind) -> None:
        from monai.networks.nets.densenet import DenseNet  # seconds to import, as above

        blocks = DENSENETS[kind]
        super().__init__(kind, dense_widths(blocks), FROM_STEM)
        whole = DenseNet(spatial_dims=2, in_channels=COLOURS, out_channels=1, block_config=blocks)
        # no nn.Sequential: what follows a map that is read here must not be folded into it
        self.features = nn.ModuleDict(dict(whole.features.named_children()))

    def forward(self, films: Tensor) -> list[Tensor]:
        """C1 to C5 of the paper; C1 is before normalisation and ReLU, C5 before ReLU."""
        maps: list[Tensor] = []
        x = films
        for name, layer in self.features.items():
            x = layer(x)
            if name in self.TAPS:
                maps.append(x)
        return maps


def dense_widths(blocks: tuple[int, ...]) -> tuple[int, ...]:
    """Channels after the stem and after each dense block; what follows a block halves them."""
    widths = [64]
    for block, layers in enumerate(blocks):
        before = widths[-1] // 2 if block else widths[-1]
        widths.append(before + DENSE_GROWTH * layers)
    return tuple(widths)


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
