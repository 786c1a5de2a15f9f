"""The networks that FARNet's table 2 compares it with, a feature pyramid (FPN) and the original U-Net.

The latter is LaOML's network too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.backbones import COLOURS, BackboneKind, build_backbone
from engine.networks.farnet_parts import FilmFrames, cropped, enlarged, from_stride_two, head
from engine.networks.heatmap_network import HeatmapNetwork, LastConv
from engine.networks.residual import conv_norm

FINEST_STRIDE = 4


@dataclass(frozen=True, slots=True)
class FPNConfig:
    """The pyramid of Lin et al. on `backbone`, `channels` in each of its maps."""

    backbone: BackboneKind = BackboneKind.DENSENET121
    channels: int = 256
    raw255: bool = False


class FPN(HeatmapNetwork):
    """Images [N, 1, H, W] in 0..1 of any size -> heatmaps [N, K, H, W] (section 4.4 of the FARNet paper).

    The pyramid's finest map, at stride 4, is enlarged to the image and goes through a 3x3 and a 1x1
    convolution. The 3x3 convolutions of coarser maps, which nothing would read, are not there.
    """

    def __init__(self, landmarks: int, config: FPNConfig | None = None) -> None:
        super().__init__()
        config = config or FPNConfig()
        self.backbone = build_backbone(config.backbone)
        self.frames = FilmFrames(self.backbone.strides[-1], config.raw255)
        widths = from_stride_two(self.backbone)[1:]  # from C2 on
        self.lateral = nn.ModuleList(nn.Conv2d(width, config.channels, 1) for width in widths)
        self.smooth = nn.Conv2d(config.channels, config.channels, 3, padding=1)
        self.head = head(config.channels, landmarks, relu=False)

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images`."""
        maps = self.backbone(self.frames(images))[-len(self.lateral) :]
        sides = [lateral(x) for lateral, x in zip(self.lateral, maps, strict=True)]
        x = sides.pop()
        for side in reversed(sides):
            x = side + F.interpolate(x, scale_factor=2.0)  # nearest, as Lin et al. have it
        heatmaps = self.head(enlarged(self.smooth(x), FINEST_STRIDE))
        return cropped(heatmaps, images, 1)


@dataclass(frozen=True, slots=True)
class OriginalUNetConfig:
    """The U-Net of Ronneberger et al.; `channels` of each level, finest first.

    `colours`: channels of the image that it reads, which are all alike: 3, or 1 as LaOML's. `bias`: of the
    convolutions, which normalisation takes out again; LaOML's network is counted with them.
    """

    channels: tuple[int, ...] = (64, 128, 256, 512, 1024)
    raw255: bool = False
    colours: int = COLOURS
    bias: bool = False


class OriginalUNet(HeatmapNetwork):
    """Images [N, 1, H, W] in 0..1 of any size -> heatmaps [N, K, H, W].

    Max-pooling down, transposed convolutions up, two 3x3 convolutions at each level. As everywhere today they
    keep the size (the original crops) and have batch normalisation, without which 31 million random
    weights hardly learn.
    """

    def __init__(self, landmarks: int, config: OriginalUNetConfig | None = None) -> None:
        super().__init__()
        config = config or OriginalUNetConfig()
        widths = config.channels
        self.frames = FilmFrames(2 ** (len(widths) - 1), config.raw255)
        self.colours = config.colours
        self.down = nn.ModuleList(_pair(a, b, config.bias) for a, b in pairwise((config.colours, *widths)))
        self.enlarge = nn.ModuleList(nn.ConvTranspose2d(b, a, 2, 2) for a, b in pairwise(widths))
        self.up = nn.ModuleList(_pair(2 * a, a, config.bias) for a in widths[:-1])
        self.head = LastConv(widths[0], landmarks, 1)

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images`."""
        x = self.frames(images)[:, : self.colours]
        levels: list[Tensor] = []
        for level, down in enumerate(self.down):
            x = down(F.max_pool2d(x, 2) if level else x)
            levels.append(x)
        levels.pop()
        for enlarge, up in zip(reversed(self.enlarge), reversed(self.up), strict=True):
            x = up(torch.cat([levels.pop(), enlarge(x)], dim=1))
        return cropped(self.head(x), images, 1)


def _pair(inputs: int, outputs: int, bias: bool) -> nn.Sequential:
    """Two 3x3 convolutions, each with batch normalisation and ReLU."""
    return nn.Sequential(*conv_norm(inputs, outputs, bias=bias), *conv_norm(outputs, outputs, bias=bias))
