"""Residual blocks and the layers of a ResNet, under the names of the public ImageNet files."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

import torch.nn.functional as F
from torch import Tensor, nn

STEM = 64  # channels of a ResNet's first convolution and of its first stage


def conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1, bias: bool = False) -> nn.Conv2d:
    """A convolution that keeps the grid, or divides it by `stride`."""
    return nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=bias)


def conv_norm(
    inputs: int, outputs: int, kernel: int = 3, stride: int = 1, *, relu: bool = True, bias: bool = False
) -> nn.Sequential:
    """Convolution and batch normalisation, with or without ReLU after them."""
    layers: list[nn.Module] = [conv(inputs, outputs, kernel, stride, bias), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if relu else nn.Sequential(*layers)


def _skip(inputs: int, outputs: int, stride: int) -> nn.Module:
    """Only the first block of a row changes size or channels; an Identity has no entries in the file."""
    same = inputs == outputs and stride == 1
    return nn.Identity() if same else conv_norm(inputs, outputs, 1, stride, relu=False)


class BasicBlock(nn.Module):
    """Two 3x3 convolutions that end in `width` channels, and a skip."""

    EXPANSION = 1

    def __init__(self, inputs: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, width, stride=stride), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width), nn.BatchNorm2d(width)
        self.downsample = _skip(inputs, width, stride)

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, h, w] -> [N, width, h / stride, w / stride]."""
        inner = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(inner)) + self.downsample(x), inplace=True)


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1 convolutions that end in four times `width` channels, and a skip."""

    EXPANSION = 4

    def __init__(self, inputs: int, width: int, stride: int = 1) -> None:
        super().__init__()
        outputs = width * self.EXPANSION
        self.conv1, self.bn1 = conv(inputs, width, 1), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, stride=stride), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = conv(width, outputs, 1), nn.BatchNorm2d(outputs)
        self.downsample = _skip(inputs, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, h, w] -> [N, 4 * width, h / stride, w / stride]."""
        inner = F.relu(self.bn1(self.conv1(x)), inplace=True)
        inner = F.relu(self.bn2(self.conv2(inner)), inplace=True)
        return F.relu(self.bn3(self.conv3(inner)) + self.downsample(x), inplace=True)


Block: TypeAlias = type[BasicBlock] | type[Bottleneck]


def resnet_layers(block: Block, blocks: Sequence[int], inputs: int) -> OrderedDict[str, nn.Module]:
    """All layers of a ResNet but its classifier, in order, for images of `inputs` channels.

    `blocks`: how many each stage has. Stage s has 64 * 2^s * `block.EXPANSION` channels at stride 4 * 2^s.
    """
    layers: OrderedDict[str, nn.Module] = OrderedDict(
        conv1=conv(inputs, STEM, 7, stride=2),
        bn1=nn.BatchNorm2d(STEM),
        relu=nn.ReLU(inplace=True),
        maxpool=nn.MaxPool2d(3, 2, padding=1),
    )
    before = STEM
    for stage, count in enumerate(blocks):
        width = STEM * 2**stage
        first = block(before, width, stride=2 if stage else 1)
        before = width * block.EXPANSION
        layers[f"layer{stage + 1}"] = nn.Sequential(first, *(block(before, width) for _ in range(count - 1)))
    return layers


def initialise(network: nn.Module, momentum: float = 0.1) -> None:
    """Random weights for all convolutions (He), and `momentum` for all batch normalisations.

    HRNet's paper draws from a normal distribution of 0.001, which ImageNet's weights then replace; from
    random weights that scale makes Adam's first steps a hundred times too long.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.BatchNorm2d):
            module.momentum = momentum
