"""HRNet-W18: four parallel branches at strides 4, 8, 16 and 32 that exchange their maps again and again.

The modules bear the names of the public ImageNet classifier, so that its file fits without renaming
(`engine.networks.hrnet_weights`). Its extra classifier modules do not exist here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.heatmap_network import HeatmapNetwork, LastConv
from engine.networks.residual import BasicBlock, Bottleneck, conv, conv_norm, initialise

STRIDES = (4, 8, 16, 32)
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Upsampling(StrEnum):
    """How a coarse branch is brought to the grid of a finer one."""

    NEAREST = "nearest"  # as in the ImageNet classifier
    BILINEAR = "bilinear"  # as in the paper's system


@dataclass(frozen=True, slots=True)
class HRNetConfig:
    """HRNet-W18 by default; a smaller width, fewer blocks and modules make one for tests.

    Branch b has `channels` * 2^b channels. `fuse_relu`: ReLU after each exchange, as ImageNet's weights
    were trained; the released code of the paper leaves it out in stage I.
    """

    channels: int = 18
    stem: int = 64
    blocks: int = 4
    modules: tuple[int, int, int] = (1, 4, 3)
    in_channels: int = 3
    fuse_relu: bool = True
    upsample: Upsampling = Upsampling.BILINEAR
    momentum: float = 0.01  # of the running statistics of batch normalisation

    @property
    def widths(self) -> tuple[int, ...]:
        """Channels of the outputs at strides 4, 8, 16, 32."""
        return tuple(self.channels * 2**branch for branch in range(len(STRIDES)))


class ExchangeModule(nn.Module):
    """Every branch by itself, then every branch as the sum of all, brought to its size."""

    def __init__(self, widths: tuple[int, ...], config: HRNetConfig) -> None:
        super().__init__()
        self._relu, self._upsample = config.fuse_relu, config.upsample
        self.branches = nn.ModuleList(
            nn.Sequential(*(BasicBlock(width, width) for _ in range(config.blocks))) for width in widths
        )
        self.fuse_layers = nn.ModuleList(
            nn.ModuleList(_path(widths, source, target) for source in range(len(widths)))
            for target in range(len(widths))
        )

    def forward(self, maps: list[Tensor]) -> list[Tensor]:
        """Maps of all branches, finest first -> the same shapes."""
        inner = [branch(x) for branch, x in zip(self.branches, maps, strict=True)]
        return [self._fuse(target, inner) for target in range(len(inner))]

    def _fuse(self, target: int, maps: list[Tensor]) -> Tensor:
        paths: Any = self.fuse_layers[target]
        size = maps[target].shape[-2:]
        total = paths[0](maps[0])
        for source in range(1, len(maps)):
            x = paths[source](maps[source])
            total = total + (resize(x, (size[0], size[1]), self._upsample) if source > target else x)
        return F.relu(total) if self._relu else total


def _path(widths: tuple[int, ...], source: int, target: int) -> nn.Module:
    """The layers from branch `source` to branch `target`, without the up-sampling, which has no weights."""
    if source == target:
        return nn.Identity()
    if source > target:
        return conv_norm(widths[source], widths[target], 1, relu=False)
    halvings = [conv_norm(widths[source], widths[source], stride=2) for _ in range(target - source - 1)]
    return nn.Sequential(*halvings, conv_norm(widths[source], widths[target], stride=2, relu=False))


def resize(x: Tensor, size: tuple[int, int], mode: Upsampling) -> Tensor:
    """`x` [N, C, h, w] on a grid of `size` (height, width)."""
    corners = False if mode is Upsampling.BILINEAR else None
    return F.interpolate(x, size=size, mode=mode.value, align_corners=corners)


class HRNet(nn.Module):
    """The backbone: [N, in_channels, H, W] -> four maps at strides 4, 8, 16, 32, finest first.

    H and W are best multiples of 32; other sizes are rounded up from branch to branch.
    """

    def __init__(self, config: HRNetConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or HRNetConfig()
        stem, widths = config.stem, config.widths
        self.conv1, self.bn1 = conv(config.in_channels, stem, stride=2), nn.BatchNorm2d(stem)
        self.conv2, self.bn2 = conv(stem, stem, stride=2), nn.BatchNorm2d(stem)
        wide = stem * Bottleneck.EXPANSION
        self.layer1 = nn.Sequential(
            *(Bottleneck(wide if block else stem, stem) for block in range(config.blocks))
        )
        self.transition1 = nn.ModuleList(
            [conv_norm(wide, widths[0]), nn.Sequential(conv_norm(wide, widths[1], stride=2))]
        )
        self.transition2, self.transition3 = _new_branch(widths[:3]), _new_branch(widths)
        self.stage2, self.stage3, self.stage4 = (
            nn.Sequential(*(ExchangeModule(widths[: 2 + stage], config) for _ in range(count)))
            for stage, count in enumerate(config.modules)
        )
        initialise(self, config.momentum)

    def forward(self, images: Tensor) -> list[Tensor]:
        """[N, in_channels, H, W] -> maps [N, widths[b], H / stride, W / stride] for strides 4, 8, 16, 32."""
        x = F.relu(self.bn1(self.conv1(images)), inplace=True)
        x = self.layer1(F.relu(self.bn2(self.conv2(x)), inplace=True))
        maps = self.stage2([transition(x) for transition in self.transition1])
        maps = self.stage3([*maps, self.transition2[-1](maps[-1])])
        finest_first: list[Tensor] = self.stage4([*maps, self.transition3[-1](maps[-1])])
        return finest_first


def _new_branch(widths: tuple[int, ...]) -> nn.ModuleList:
    """A transition: nothing for the branches that are there, a halving convolution for the new one."""
    kept: list[nn.Module] = [nn.Identity() for _ in widths[:-1]]
    return nn.ModuleList([*kept, nn.Sequential(conv_norm(widths[-2], widths[-1], stride=2))])


class HRNetDetector(HeatmapNetwork):
    """Heat-maps of `landmarks` points at a quarter of the film's size: all four maps joined, then two 1x1."""

    stride = STRIDES[0]
    mean: Tensor
    std: Tensor

    def __init__(self, landmarks: int, config: HRNetConfig | None = None) -> None:
        super().__init__()
        self.backbone = HRNet(config)
        config = self.backbone.config
        joined = sum(config.widths)
        self.head = nn.Sequential(
            nn.Conv2d(joined, joined, 1),
            nn.BatchNorm2d(joined),
            nn.ReLU(inplace=True),
            LastConv(joined, landmarks, 1),
        )
        initialise(self.head, config.momentum)
        nn.init.normal_(self.head[-1].weight, std=0.001)  # type: ignore[arg-type]  # heat-maps start near 0
        # not part of a checkpoint: the same for every HRNet
        channels = config.in_channels
        for name, values in (("mean", IMAGENET_MEAN), ("std", IMAGENET_STD)):
            grey = values if channels == len(values) else (sum(values) / len(values),) * channels
            self.register_buffer(name, torch.tensor(grey)[:, None, None], persistent=False)

    def forward(self, images: Tensor) -> Tensor:
        """Films [N, 1, H, W] in 0..1 -> heat-maps [N, K, H / 4, W / 4], unbounded."""
        maps = self.backbone((images - self.mean) / self.std)
        size = (maps[0].shape[-2], maps[0].shape[-1])
        joined = [maps[0], *(resize(x, size, Upsampling.BILINEAR) for x in maps[1:])]
        heatmaps: Tensor = self.head(torch.cat(joined, dim=1))
        return heatmaps
