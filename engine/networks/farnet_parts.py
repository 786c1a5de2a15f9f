"""Parts of FARNet and of the networks that its paper compares it with: fusion, aggregation, heads, frames."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.backbones import COLOURS, Backbone
from engine.networks.heatmap_network import LastConv
from engine.networks.hrnet import IMAGENET_MEAN, IMAGENET_STD
from engine.networks.residual import conv_norm

COARSE_WIDTH = 256  # channels of the up-sampling paths; the coarsest maps go through twice as many
FEATURES = 64  # channels that the aggregation ends with
HEAD_SCALE = 0.001


class Fusion(StrEnum):
    """How maps of two resolutions become one: side by side (the paper's), or summed (its MSFA(+))."""

    CONCAT = "concat"
    ADD = "add"


class FilmFrames(nn.Module):
    """Films [N, 1, H, W] in 0..1 -> [N, 3, H', W'] as ImageNet's pictures, H' and W' multiples of `multiple`.

    The last row and column are repeated as far as is needed. `raw255`: what the paper's released code
    feeds, grey values of 0..255 less the mean of 0..1 ones, for weights that were trained so.
    """

    mean: Tensor
    std: Tensor

    def __init__(self, multiple: int, raw255: bool) -> None:
        super().__init__()
        self.multiple, self.white = multiple, 255.0 if raw255 else 1.0
        for name, values in (("mean", IMAGENET_MEAN), ("std", IMAGENET_STD)):
            self.register_buffer(name, torch.tensor(values)[:, None, None], persistent=False)

    def forward(self, images: Tensor) -> Tensor:
        """Normalised and padded films of three equal channels before normalisation."""
        height, width = images.shape[-2:]
        padding = (0, -width % self.multiple, 0, -height % self.multiple)
        padded = F.pad(images, padding, mode="replicate") if any(padding) else images
        return (padded.expand(-1, COLOURS, -1, -1) * self.white - self.mean) / self.std


def cropped(heatmaps: Tensor, images: Tensor, stride: int) -> Tensor:
    """`heatmaps` without what belongs to the padding: sides of `images` by `stride`, rounded up."""
    height, width = images.shape[-2:]
    return heatmaps[..., : -(-height // stride), : -(-width // stride)]


def enlarged(maps: Tensor, factor: int = 2) -> Tensor:
    """`maps` on a grid `factor` times as fine, bilinear."""
    return F.interpolate(maps, scale_factor=float(factor), mode="bilinear", align_corners=False)


conv_block = partial(conv_norm, bias=True)  # convolution with bias, batch normalisation, ReLU


def head(inputs: int, landmarks: int, relu: bool) -> nn.Sequential:
    """3x3 and 1x1 convolution to heatmaps that start near 0; `relu` between the two or nothing (the code)."""
    last = LastConv(inputs, landmarks, 1)
    nn.init.normal_(last.weight, std=HEAD_SCALE)
    nn.init.zeros_(cast(Tensor, last.bias))
    between = [nn.ReLU(inplace=True)] if relu else []
    return nn.Sequential(nn.Conv2d(inputs, inputs, 3, padding=1), *between, last)


class Merge(nn.Module):
    """Maps a and b of one grid -> `outputs` channels.

    CONCAT: side by side, then a `kernel` convolution (1x1 in figure 3). ADD: both brought to `summed`
    channels by 1x1 convolutions where they differ, summed, then a 3x3 convolution (sections 3.1.1, 4.4).
    """

    def __init__(self, a: int, b: int, outputs: int, summed: int, fusion: Fusion, kernel: int = 1) -> None:
        super().__init__()
        self.fusion = fusion
        self.match_a: nn.Module
        self.match_b: nn.Module
        if fusion is Fusion.CONCAT:
            self.match_a, self.match_b = nn.Identity(), nn.Identity()
            self.block = conv_block(a + b, outputs, kernel)
        else:
            self.match_a, self.match_b = _match(a, summed), _match(b, summed)
            self.block = conv_block(summed, outputs, 3)

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        """[N, a, h, w], [N, b, h, w] -> [N, outputs, h, w]."""
        a, b = self.match_a(a), self.match_b(b)
        merged: Tensor = self.block(torch.cat([a, b], dim=1) if self.fusion is Fusion.CONCAT else a + b)
        return merged


def _match(inputs: int, outputs: int) -> nn.Module:
    return nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)


class Aggregation(nn.Module):
    """MSFA, multi-scale feature aggregation (section 3.1.1, figures 2 and 3): up, down and up again.

    `widths`: channels of the backbone's maps C1, C2, ... from stride 2 on, each at half the grid before
    it. Five in the paper's figure, four of a VGG. Answer: [N, 64, H / 2, W / 2]. With `Fusion.ADD`, where
    the paper only says "same channel sizes", both maps are brought to MSFA's widths and then summed.
    """

    def __init__(self, widths: tuple[int, ...], fusion: Fusion) -> None:
        super().__init__()
        wide = COARSE_WIDTH
        finest, *skips, coarsest = widths
        self.coarsest = nn.Sequential(conv_block(coarsest, 2 * wide, 3), conv_block(2 * wide, wide, 1))
        self.up = nn.ModuleList(Merge(wide, skip, wide, wide, fusion) for skip in reversed(skips))
        # each halving doubles the channels: 256, 512, 1024, 2048
        down = [wide * 2**level for level in range(len(skips) + 1)]
        self.halve = nn.ModuleList(conv_block(a, b, 3, stride=2) for a, b in pairwise(down))
        self.down = nn.ModuleList(Merge(b, wide, b, b, fusion) for b in down[1:-1])
        self.bottom = Merge(down[-1], wide, down[-1] // 2, down[-1], fusion, kernel=3)
        self.narrow = conv_block(down[-1] // 2, wide, 1)
        outputs = [wide] * (len(skips) - 1) + [wide // 2]
        self.up_again = nn.ModuleList(
            Merge(wide, skip, out, out, fusion)
            for skip, out in zip(reversed(down[:-1]), outputs, strict=True)
        )
        self.last = Merge(wide // 2, finest, FEATURES, FEATURES, fusion)

    def forward(self, maps: list[Tensor]) -> Tensor:
        """Maps C1, C2, ... -> features at stride 2."""
        finest, *skips, coarsest = maps
        risen = [self.coarsest(coarsest)]  # coarsest first: L5a, U4, U3, U2
        for up, skip in zip(self.up, reversed(skips), strict=True):
            risen.append(up(enlarged(risen[-1]), skip))
        fallen = [risen.pop()]  # finest first: U2, D3, D4
        *halvings, last = self.halve
        for halve, down in zip(halvings, self.down, strict=True):
            fallen.append(down(halve(fallen[-1]), risen.pop()))
        x = self.narrow(self.bottom(last(fallen[-1]), risen.pop()))
        for up, skip in zip(self.up_again, reversed(fallen), strict=True):
            x = up(enlarged(x), skip)
        features: Tensor = self.last(enlarged(x), finest)
        return features


def from_stride_two(backbone: Backbone) -> tuple[int, ...]:
    """Channels of the maps that an aggregation takes: all from stride 2 on."""
    return tuple(w for w, stride in zip(backbone.widths, backbone.strides, strict=True) if stride > 1)
