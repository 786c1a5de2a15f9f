"""GU2Net ("You Only Learn Once", Zhu et al. 2021): one network for the landmarks of several anatomies.

A local U-Net whose 3x3 filters and normalisations are each domain's own while the 1x1 mixing is shared,
times a global network of dilated convolutions at a quarter of the resolution, each domain's own. The
paper trains against whole-pixel Gaussians cut to 18 x 18 pixels; here the targets are those of
`engine.geometry.heatmaps`: centred between pixels and whole, so that decoding is exact below a pixel.
`UniversalUNet` is what its table 2 measures it against: the same U of ordinary convolutions, shared or not.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.networks.gu2net_parts import WIDTH, OwnConv, PerDomain, SeparableConv, SharedConv, UniversalU
from engine.networks.heatmap_network import LastConv, UniversalNetwork, standardised

COARSE = 4  # image pixels along a pixel of the global network


class TrainedParts(StrEnum):
    """The whole network, or one part alone as in the ablations of its table 2."""

    BOTH = "both"
    LOCAL = "local"
    GLOBAL = "global"


@dataclass(frozen=True, slots=True)
class GU2NetConfig:
    """`dilations` of the global network: the paper's five; its code's default are the first three.

    `exact`: grids change by the nearest pixel as in the released code, which overlooks 15 pixels of 16.
    `leaky`: LeakyReLU in the global network too, as the paper says; its code has ReLU there.
    `head_kernel`: of the global network's last convolution, 1 in the code; with 3 the network has the
    parameters that the paper prints (4.44 M).
    """

    parts: TrainedParts = TrainedParts.BOTH
    dilations: tuple[int, ...] = (1, 2, 5, 2, 1)
    exact: bool = False
    leaky: bool = False
    head_kernel: int = 1

    def __post_init__(self) -> None:
        if self.head_kernel not in (1, 3):
            raise ValueError(f"head_kernel must be 1 or 3, not {self.head_kernel}")


class GlobalNetwork(nn.Module):
    """Where in the picture a landmark can be: dilated convolutions of one domain on a coarse grid.

    `cues`: channels seen beside the image, the local heatmaps; 1 where the image is seen a second time.
    """

    def __init__(self, landmarks: int, cues: int, config: GU2NetConfig) -> None:
        super().__init__()
        self.exact, self.head_kernel = config.exact, config.head_kernel
        self.image = nn.Conv2d(1, WIDTH, 3, padding=1)
        layers = (_dilated(2 * WIDTH, dilation, config.leaky) for dilation in config.dilations)
        self.layers = nn.Sequential(*layers)
        self.fit_to(landmarks, cues)

    def fit_to(self, landmarks: int, cues: int) -> None:
        """Begins and ends with new convolutions for other numbers of cues and landmarks."""
        self.cues = nn.Conv2d(cues, WIDTH, 3, padding=1)
        self.head = LastConv(2 * WIDTH, landmarks, self.head_kernel, padding=self.head_kernel // 2)

    def forward(self, images: Tensor, cues: Tensor) -> Tensor:
        """Images [N, 1, H, W] and cues [N, C, H, W] -> logits [N, K, H, W]."""
        seen = [self.image(self._coarse(images)), self.cues(self._coarse(cues))]
        logits: Tensor = self.head(self.layers(torch.cat(seen, dim=1)))
        height, width = images.shape[-2:]
        if self.exact:
            return F.interpolate(logits, size=(height, width), mode="nearest")
        # four times as large and then cut: pixels stay under the cell that they were averaged into
        return F.interpolate(logits, scale_factor=COARSE, mode="bilinear")[..., :height, :width]

    def _coarse(self, maps: Tensor) -> Tensor:
        """`maps` at a quarter of their resolution."""
        if self.exact:
            return F.interpolate(maps, scale_factor=1 / COARSE, mode="nearest")
        return F.avg_pool2d(maps, COARSE, ceil_mode=True)


def _dilated(channels: int, dilation: int, leaky: bool) -> nn.Sequential:
    conv = nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation)
    activation = nn.LeakyReLU(0.01, inplace=True) if leaky else nn.ReLU(inplace=True)
    return nn.Sequential(conv, nn.BatchNorm2d(channels), activation)


class GU2Net(UniversalNetwork):
    """Images [N, 1, H, W] in 0..1, sides of 16 or more -> probabilities [N, K, H, W] of landmarks.

    `landmarks`: how many each domain has. Each image is standardised on its own. The answer is the
    product of the local and the global probability, in single precision under autocast too.
    """

    probabilities = True

    def __init__(self, landmarks: Sequence[int], config: GU2NetConfig) -> None:
        super().__init__(landmarks)
        self.config = config
        domains = len(self.landmarks)
        self.local: UniversalU | None = None
        if config.parts is not TrainedParts.GLOBAL:
            self.local = UniversalU(self.landmarks, lambda a, b: SeparableConv(domains, a, b))
        self.wide = PerDomain()
        if config.parts is not TrainedParts.LOCAL:
            self.wide.extend(GlobalNetwork(count, self._cues(count), config) for count in self.landmarks)

    def outputs(self, images: Tensor, domain: int = 0) -> tuple[Tensor, ...]:
        """The one map of each landmark of `domain`. Raises `ValueError` for a domain it doesn't know."""
        self.check(domain)
        images = standardised(images)
        if self.local is None:
            return (_probability(self.wide[domain](images, images)),)
        near = _probability(self.local(images, domain))
        if not self.wide:
            return (near,)
        return (near * _probability(self.wide[domain](images, near)),)

    def grow(self, landmarks: int) -> None:
        """One more domain: filters and statistics start as those of domain 0, heads at random."""
        device = next(self.parameters()).device
        for part in list(self.modules()):
            if isinstance(part, PerDomain) and len(part):
                part.append(copy.deepcopy(part[0]))
        if self.local is not None:
            self.local.heads[-1] = LastConv(WIDTH, landmarks, 1)
        for part in self.wide[-1:]:
            assert isinstance(part, GlobalNetwork)
            part.fit_to(landmarks, self._cues(landmarks))
        self.landmarks = (*self.landmarks, landmarks)
        self.to(device)

    def _cues(self, landmarks: int) -> int:
        return landmarks if self.config.parts is TrainedParts.BOTH else 1


def add_domain(net: GU2Net, landmarks: int) -> GU2Net:
    """A copy of a trained `net` with one more anatomy, the last; only what is the new one's own trains.

    The parameters that train are those with `requires_grad`: everything else keeps its values, so all
    other domains go on to answer to the bit what they did. Random weights are from torch's generator.
    """
    grown = copy.deepcopy(net)
    grown.grow(landmarks)
    train_only(grown, len(grown.landmarks) - 1)
    return grown


def train_only(net: GU2Net, domain: int) -> None:
    """Freezes all of `net` but what is `domain`'s own; the shared part too."""
    net.check(domain)
    net.requires_grad_(False)
    for part in net.modules():
        if isinstance(part, PerDomain) and len(part):
            part[domain].requires_grad_(True)


def _probability(logits: Tensor) -> Tensor:
    # in half precision a product of sigmoids near 1 has steps of 1/256, and log(1 - p) is lost
    return logits.float().sigmoid()


@dataclass(frozen=True, slots=True)
class UniversalUNetConfig:
    """`domain_specific`: every convolution once for each domain (Tri-UNet); else one U-Net for all."""

    domain_specific: bool = False


class UniversalUNet(UniversalNetwork):
    """Images [N, 1, H, W] in 0..1, sides of 16 or more -> probabilities [N, K, H, W] of landmarks.

    `landmarks`: how many each domain has; entry and head are each domain's own in both kinds. Each image
    is standardised on its own.
    """

    probabilities = True

    def __init__(self, landmarks: Sequence[int], config: UniversalUNetConfig) -> None:
        super().__init__(landmarks)
        self.config = config
        domains = len(self.landmarks)
        self.body = (
            UniversalU(self.landmarks, lambda a, b: OwnConv(domains, a, b))
            if config.domain_specific
            else UniversalU(self.landmarks, SharedConv)
        )

    def outputs(self, images: Tensor, domain: int = 0) -> tuple[Tensor, ...]:
        """The one map of each landmark of `domain`. Raises `ValueError` for a domain it doesn't know."""
        self.check(domain)
        logits: Tensor = self.body(standardised(images), domain)
        return (logits.float().sigmoid(),)
