"""What the universal networks are made of: parts of one's own for every domain, and the U they form.

Shapes are [N, C, H, W]; `domain` is the number of the anatomy that all images of a batch show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.heatmap_network import LastConv

WIDTH, MOST = 64, 512  # channels at the resolution of the image, and at the lowest ones
DEPTH = 4  # halvings of the grid on the way down


class PerDomain(nn.ModuleList):
    """One module for each domain. What is not in one of these lists is shared by all domains."""


class SeparableConv(nn.Module):
    """A 3x3 filter a channel, the domain's own; shared 1x1 mixing; the domain's own BatchNorm; LeakyReLU."""

    def __init__(self, domains: int, inputs: int, outputs: int) -> None:
        super().__init__()
        depthwise = (nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs) for _ in range(domains))
        self.depthwise = PerDomain(depthwise)
        self.pointwise = nn.Conv2d(inputs, outputs, 1)
        self.norms = PerDomain(nn.BatchNorm2d(outputs) for _ in range(domains))

    def forward(self, maps: Tensor, domain: int) -> Tensor:
        """`maps` [N, inputs, H, W] -> [N, outputs, H, W]."""
        mixed = self.pointwise(self.depthwise[domain](maps))
        return F.leaky_relu(self.norms[domain](mixed), 0.01, inplace=True)


class SharedConv(nn.Module):
    """An ordinary 3x3 convolution with BatchNorm and ReLU, the same for all domains."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, maps: Tensor, domain: int) -> Tensor:  # noqa: ARG002 - its kind knows the domain
        """`maps` [N, inputs, H, W] -> [N, outputs, H, W]; the domain makes no difference."""
        return F.relu(self.norm(self.conv(maps)), inplace=True)


class OwnConv(nn.Module):
    """An ordinary 3x3 convolution with BatchNorm and LeakyReLU for every domain, nothing shared."""

    def __init__(self, domains: int, inputs: int, outputs: int) -> None:
        super().__init__()
        self.convs = PerDomain(nn.Conv2d(inputs, outputs, 3, padding=1) for _ in range(domains))
        self.norms = PerDomain(nn.BatchNorm2d(outputs) for _ in range(domains))

    def forward(self, maps: Tensor, domain: int) -> Tensor:
        """`maps` [N, inputs, H, W] -> [N, outputs, H, W]."""
        return F.leaky_relu(self.norms[domain](self.convs[domain](maps)), 0.01, inplace=True)


MakeConv: TypeAlias = Callable[[int, int], nn.Module]  # (inputs, outputs) -> a module of (maps, domain)


class Double(nn.Module):
    """Two convolutions of one kind, one after the other."""

    def __init__(self, make: MakeConv, inputs: int, middle: int, outputs: int) -> None:
        super().__init__()
        self.first, self.second = make(inputs, middle), make(middle, outputs)

    def forward(self, maps: Tensor, domain: int) -> Tensor:
        """`maps` [N, inputs, H, W] -> [N, outputs, H, W]."""
        found: Tensor = self.second(self.first(maps, domain), domain)
        return found


class UniversalU(nn.Module):
    """A U-Net of four halvings with an entry and a head for every domain; `make` gives its convolutions."""

    def __init__(self, landmarks: Sequence[int], make: MakeConv) -> None:
        super().__init__()
        widths = [min(WIDTH << level, MOST) for level in range(DEPTH + 1)]
        self.entries = PerDomain(nn.Conv2d(1, WIDTH, 1) for _ in landmarks)
        self.top = Double(make, WIDTH, WIDTH, WIDTH)
        self.down = nn.ModuleList(Double(make, above, below, below) for above, below in pairwise(widths))
        # each takes its skip and as many channels from below, and leaves as many as the skip above has
        self.up = nn.ModuleList(Double(make, 2 * skip, skip, max(WIDTH, skip // 2)) for skip in widths[:-1])
        self.heads = PerDomain(LastConv(WIDTH, count, 1) for count in landmarks)

    def forward(self, images: Tensor, domain: int) -> Tensor:
        """Standardised images [N, 1, H, W], sides of 16 or more -> logits [N, K, H, W]."""
        levels = [self.top(self.entries[domain](images), domain)]
        for down in self.down:
            levels.append(down(F.max_pool2d(levels[-1], 2), domain))
        maps = levels.pop()
        for up, skip in zip(reversed(self.up), reversed(levels), strict=True):
            maps = up(torch.cat([skip, _grown(maps, skip)], dim=1), domain)
        logits: Tensor = self.heads[domain](maps)
        return logits


def _grown(maps: Tensor, skip: Tensor) -> Tensor:
    """`maps` twice as large; a row or column that odd sides of `skip` have more is zero."""
    larger = F.interpolate(maps, scale_factor=2, mode="bilinear", align_corners=True)
    across, down = skip.shape[-1] - larger.shape[-1], skip.shape[-2] - larger.shape[-2]
    return F.pad(larger, (across // 2, across - across // 2, down // 2, down - down // 2))
