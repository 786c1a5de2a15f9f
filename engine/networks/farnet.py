"""FARNet: Feature Aggregation and Refinement Network for 2D Anatomical Landmark Detection (Ao and Wu).

A classifier's maps of all resolutions are aggregated at stride 2 and refined at the film's own resolution;
both stages answer heatmaps. Equal in its live parameters to the released code, without its dead ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import torch
from torch import Tensor

from engine.networks.backbones import COLOURS, VGGS, BackboneKind, build_backbone
from engine.networks.farnet_parts import (
    FEATURES,
    Aggregation,
    FilmFrames,
    Fusion,
    conv_block,
    cropped,
    enlarged,
    from_stride_two,
    head,
)
from engine.networks.heatmap_network import HeatmapNetwork

COARSE_STRIDE = 2
IMAGE_CHANNELS = 32
KERNELS = (1, 3)


class Refinement(StrEnum):
    """What follows the aggregation: rows MSFA+FR, MSFA+FR* and MSFA of the paper's table 2."""

    FULL = "full"  # coarse heatmaps are supervised and guide the fine ones
    NAIVE = "naive"  # fine heatmaps without coarse ones
    NONE = "none"  # coarse heatmaps only


@dataclass(frozen=True, slots=True)
class FARNetConfig:
    """FARNet of the released code by default.

    `head_relu`: ReLU between the two convolutions of each head. `image_kernel`: of the convolution on
    the image itself, 1 in the code and 3 in the paper (a VGG's first row of convolutions replaces it).
    `raw255`: for weights trained by the released code, see `FilmFrames`.
    """

    backbone: BackboneKind = BackboneKind.DENSENET121
    fusion: Fusion = Fusion.CONCAT
    refinement: Refinement = Refinement.FULL
    head_relu: bool = False
    image_kernel: int = 1
    raw255: bool = False

    def __post_init__(self) -> None:
        if self.image_kernel not in KERNELS:
            raise ValueError(f"image_kernel must be 1 or 3, not {self.image_kernel}")
        if self.image_kernel != KERNELS[0] and not self.sees_image:
            raise ValueError("image_kernel has no use with a VGG or without refinement")

    @property
    def sees_image(self) -> bool:
        """Whether the refinement has a convolution of its own on the image."""
        return self.refinement is not Refinement.NONE and self.backbone not in VGGS


class FARNet(HeatmapNetwork):
    """Images [N, 1, H, W] in 0..1 of any size -> heatmaps [N, K, H, W], linear, peak 1 when trained.

    Figure 2 of the paper. Without refinement heatmaps are [N, K, H / 2, W / 2], sides rounded up.
    """

    def __init__(self, landmarks: int, config: FARNetConfig | None = None) -> None:
        super().__init__()
        config = config or FARNetConfig()
        self.backbone = build_backbone(config.backbone)
        self.frames = FilmFrames(self.backbone.strides[-1], config.raw255)
        self.aggregation = Aggregation(from_stride_two(self.backbone), config.fusion)
        self.image = conv_block(COLOURS, IMAGE_CHANNELS, config.image_kernel) if config.sees_image else None
        fine = FEATURES + (IMAGE_CHANNELS if config.sees_image else self.backbone.widths[0])
        guides = landmarks if config.refinement is Refinement.FULL else 0
        naive, none = (config.refinement is kind for kind in (Refinement.NAIVE, Refinement.NONE))
        self.coarse = None if naive else head(FEATURES, landmarks, config.head_relu)
        self.fine = None if none else head(fine + guides, landmarks, config.head_relu)
        self.stride = COARSE_STRIDE if none else 1

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of the last stage."""
        return self.outputs(images)[-1]

    def outputs(self, images: Tensor, domain: int = 0) -> tuple[Tensor, ...]:
        """Coarse heatmaps at stride 2 and fine ones at stride 1 (section 3.4), or the one stage there is."""
        if domain:
            raise ValueError(f"{type(self).__name__} knows one domain, not a number {domain}")
        films = self.frames(images)
        maps = self.backbone(films)
        finest = maps.pop(0) if self.backbone.strides[0] == 1 else films  # C0 of a VGG, else the image
        features = self.aggregation(maps)
        found: list[Tensor] = []
        if self.coarse is not None:
            found.append(self.coarse(features))
        if self.fine is not None:
            guides = [enlarged(coarse) for coarse in found]
            finest = finest if self.image is None else self.image(finest)
            found.append(self.fine(torch.cat([enlarged(features), finest, *guides], dim=1)))
        return tuple(cropped(x, images, films.shape[-1] // x.shape[-1]) for x in found)
