"""What LaOML is compared with in its paper: its U-Net that regresses coordinates, and one with a recurrence.

Both take what the paper leaves open from the rest of this program: maps have the films' own grid.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import torch
from torch import Tensor, nn

from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import render
from engine.networks.farnet_baselines import OriginalUNet, OriginalUNetConfig
from engine.networks.heatmap_network import HeatmapNetwork, LastConv

SHOWN_SIGMA = 3.0  # pixels: how wide a coordinate is drawn for whoever asks for heatmaps


class BaselineKind(StrEnum):
    """COORDINATES: BASE-C. RECURRENT: BASE-RNN."""

    COORDINATES = "coordinates"
    RECURRENT = "recurrent"


@dataclass(frozen=True, slots=True)
class LaomlBaselineConfig:
    """`kind` on top of the U-Net `unet`. `width`: channels of the recurrent state."""

    kind: BaselineKind = BaselineKind.COORDINATES
    unet: OriginalUNetConfig = field(default_factory=lambda: OriginalUNetConfig(colours=1, bias=True))
    width: int = 16


def soft_argmax(maps: Tensor) -> Tensor:
    """Equation 5: the mean place (x, y) [N, K, 2] of `maps` [N, K, H, W] after a softmax over all pixels."""
    height, width = maps.shape[-2:]
    share = maps.float().flatten(2).softmax(dim=2).view(maps.shape)
    x = torch.arange(width, dtype=share.dtype, device=maps.device)
    y = torch.arange(height, dtype=share.dtype, device=maps.device)
    return torch.stack([(share.sum(dim=2) * x).sum(dim=2), (share.sum(dim=3) * y).sum(dim=2)], dim=2)


class CoordinateUNet(HeatmapNetwork):
    """Images [N, 1, H, W] -> a Gaussian at each coordinate [N, K, H, W]; trained are the maps before it.

    They are for `HeatmapLoss.COORDINATES`, which takes the coordinates out of them itself.
    """

    def __init__(self, landmarks: int, config: LaomlBaselineConfig) -> None:
        super().__init__()
        self.unet = OriginalUNet(landmarks, config.unet)

    def outputs(self, images: Tensor, domain: int = 0) -> tuple[Tensor, ...]:
        """The maps whose soft-argmax are the coordinates."""
        return self.unet.outputs(images, domain)

    def forward(self, images: Tensor) -> Tensor:
        """Gaussians at the coordinates, so that they are decoded like any other heatmaps."""
        maps = self.unet(images)
        return render(soft_argmax(maps), Size(maps.shape[-1], maps.shape[-2]), SHOWN_SIGMA)


class RecurrentUNet(HeatmapNetwork):
    """Images [N, 1, H, W] -> heatmaps [N, K, H, W] that know those of the landmarks before them.

    A convolutional recurrence goes through the U-Net's heatmaps in the order of the scheme; what it makes of
    its state is added to each of them.
    """

    def __init__(self, landmarks: int, config: LaomlBaselineConfig) -> None:
        super().__init__()
        self.unet = OriginalUNet(landmarks, config.unet)
        self.enter = nn.Conv2d(1, config.width, 3, padding=1)
        self.carry = nn.Conv2d(config.width, config.width, 3, padding=1, bias=False)
        self.head = LastConv(config.width, 1, 1)
        for each in self.head.parameters():  # starts as the U-Net alone
            nn.init.zeros_(each)

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images`."""
        maps, refined = self.unet(images), []
        state: Tensor | None = None
        for number in range(maps.shape[1]):
            heatmap = maps[:, number : number + 1]
            seen = self.enter(heatmap)
            state = torch.tanh(seen if state is None else seen + self.carry(state))
            refined.append(heatmap + self.head(state))
        return torch.cat(refined, dim=1)
