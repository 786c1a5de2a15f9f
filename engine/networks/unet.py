"""U-Nets: a compact detector for a laptop, and one with the outputs of HRNet (EdgeTrans's table 3)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.heatmap_network import HeatmapNetwork, LastConv, standardised
from engine.networks.hrnet import STRIDES
from engine.networks.residual import conv_norm, initialise


@dataclass(frozen=True, slots=True)
class UNetConfig:
    """`channels` of each level, finest first; every level halves the grid of the one before.

    `stride` of the stem: 1 for heatmaps as fine as the image, 2 or 4 for coarser, quicker ones.
    """

    channels: tuple[int, ...] = (32, 48, 64, 96, 128, 128)
    stride: int = 2


class UNetDetector(HeatmapNetwork):
    """Images [N, 1, H, W] in 0..1 -> heatmaps [N, K, H / stride, W / stride] (linear, peak 1 when trained).

    Each image is standardised on its own, so that exposure and contrast do not matter. H and W may be
    any; the heatmaps' sides are rounded up.
    """

    def __init__(self, landmarks: int, config: UNetConfig) -> None:
        super().__init__()
        widths = config.channels
        self.stride = config.stride
        self.stem = _block(1, widths[0], config.stride)
        self.down = nn.ModuleList(_block(a, b, 2) for a, b in pairwise(widths))
        self.up = nn.ModuleList(_block(a + b, a, 1) for a, b in pairwise(widths))
        self.head = LastConv(widths[0], landmarks, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(cast(Tensor, self.head.bias))

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images`."""
        levels = [self.stem(standardised(images))]
        for down in self.down:
            levels.append(down(levels[-1]))
        x = levels.pop()
        for up, skip in zip(reversed(self.up), reversed(levels), strict=True):
            x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
            x = up(torch.cat([skip, x], dim=1))
        heatmaps: Tensor = self.head(x)
        return heatmaps


def _block(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """Two 3x3 convolutions, each with batch normalisation and ReLU; the first one strides."""
    return nn.Sequential(*conv_norm(inputs, outputs, stride=stride), *conv_norm(outputs, outputs))


class UNetPyramid(nn.Module):
    """Level b has `channels` * 2^b channels; the stem goes to stride 4 at once, which keeps a CPU quick."""

    def __init__(self, channels: int, in_channels: int = 3, momentum: float = 0.1) -> None:
        super().__init__()
        self.widths = widths = tuple(channels * 2**level for level in range(len(STRIDES)))
        self.stem = nn.Sequential(
            conv_norm(in_channels, channels, stride=2), conv_norm(channels, channels, stride=2)
        )
        self.down = nn.ModuleList(
            nn.Sequential(conv_norm(fine, coarse, stride=2), conv_norm(coarse, coarse))
            for fine, coarse in pairwise(widths)
        )
        self.up = nn.ModuleList(
            nn.Sequential(conv_norm(fine + coarse, fine), conv_norm(fine, fine))
            for fine, coarse in pairwise(widths)
        )
        initialise(self, momentum)

    def forward(self, images: Tensor) -> list[Tensor]:
        """[N, in_channels, H, W] -> maps [N, widths[b], H / stride, W / stride] for strides 4, 8, 16, 32."""
        maps = [self.stem(images)]
        for down in self.down:
            maps.append(down(maps[-1]))
        for level in reversed(range(len(self.up))):
            coarse = F.interpolate(
                maps[level + 1], size=maps[level].shape[-2:], mode="bilinear", align_corners=False
            )
            maps[level] = self.up[level](torch.cat([maps[level], coarse], dim=1))
        return maps
