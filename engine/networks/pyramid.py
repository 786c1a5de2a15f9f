"""A U-Net with the outputs of HRNet: four maps at strides 4, 8, 16 and 32 (the paper's table 3)."""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.hrnet import STRIDES
from engine.networks.residual import conv_norm, initialise


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
