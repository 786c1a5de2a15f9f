"""A U-Net whose first half is EfficientNet-lite0 and can start from its ImageNet weights."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.heatmap_network import HeatmapNetwork, LastConv, standardised
from engine.networks.pretrained_features import FeatureNet, FeatureNetConfig, FeatureStage
from engine.networks.residual import conv_norm

_STAGES = (*FeatureNetConfig().stages, FeatureStage(4, 192, 5, 2))
_LAST = (0, 1, 2, 4, 5)  # the last stage of each grid, from half the image's sides to a 32nd of them
_CONTRAST = 0.25  # of a standardised picture; in 0..1 that is about what ImageNet's pictures have


@dataclass(frozen=True, slots=True)
class PretrainedUNetConfig:
    """`channels` of each grid on the way up, finest first, from half the image's sides on: 1 to 4 grids.

    The way down ends in one grid more.
    """

    channels: tuple[int, ...] = (32, 48, 64, 96)


class PretrainedUNet(HeatmapNetwork):
    """Images [N, 1, H, W] in 0..1 -> heatmaps [N, K, H / 2, W / 2] (linear, peak 1 when trained).

    Each image is standardised on its own, so that exposure and contrast do not matter. H and W may be any;
    the heatmaps' sides are rounded up. Raises `ValueError` for more grids than there are.
    """

    stride = 2

    def __init__(self, landmarks: int, config: PretrainedUNetConfig) -> None:
        super().__init__()
        grids = len(config.channels)
        if not 1 <= grids < len(_LAST):
            raise ValueError(f"a pretrained U-Net goes up over 1 to {len(_LAST) - 1} grids, not {grids}")
        kept = _LAST[: grids + 1]
        self.encoder = FeatureNet(FeatureNetConfig(stages=_STAGES[: kept[-1] + 1], kept=kept))
        *skips, deepest = (_STAGES[number].channels for number in kept)
        widths = pairwise((*config.channels, deepest))
        self.up = nn.ModuleList(
            nn.Sequential(*conv_norm(skip + below, width), *conv_norm(width, width))
            for skip, (width, below) in zip(skips, widths, strict=True)
        )
        self.head = LastConv(config.channels[0], landmarks, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(cast(Tensor, self.head.bias))
        self._coarsest = 2 ** (grids + 1)

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images`."""
        height, width = images.shape[-2:]
        margins = (0, -width % self._coarsest, 0, -height % self._coarsest)
        shown = 0.5 + _CONTRAST * F.pad(standardised(images), margins)
        levels = [level.values for level in self.encoder(shown)]
        x = levels.pop()
        for up, skip in zip(reversed(self.up), reversed(levels), strict=True):
            x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
            x = up(torch.cat([skip, x], dim=1))
        heatmaps: Tensor = self.head(x)
        return heatmaps[:, :, : -(-height // 2), : -(-width // 2)]
