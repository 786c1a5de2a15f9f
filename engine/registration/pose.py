"""The pose of a film: the affine map from the exemplar, found from several starts and chosen with care."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size, resize_affine
from engine.geometry.displacement import (
    affine_field,
    compose_affine,
    rescale_affine,
    size_of,
    warp,
)
from engine.registration.alignment import AlignmentConfig, GlobalSearch, is_upright
from engine.registration.discrete import SearchLevel, block_affine
from engine.registration.similarity import agreement, oriented_gradients
from engine.runtime.device import sent


@dataclass(frozen=True, slots=True)
class PoseConfig:
    """`shrink`: how much coarser the search grid is than the fine grid. `starts`: how many it gives.

    `levels` of block matching run on the half-size grid. `shift_margin` and `turn_margin`: by how much
    agreement a found place must beat that of equal frames, and a mirrored or strongly turned one the
    upright ones.
    """

    shrink: int = 4
    starts: int = 3
    alignment: AlignmentConfig = field(default_factory=AlignmentConfig)
    levels: tuple[SearchLevel, ...] = (
        SearchLevel(8, 4, 1.0),
        SearchLevel(8, 3, 1.0),
        SearchLevel(8, 2, 1.0),
        SearchLevel(4, 4, 1.0),
        SearchLevel(4, 3, 1.0),
        SearchLevel(4, 2, 1.0),
    )
    shift_margin: float = 0.05
    turn_margin: float = 0.02


class PoseFinder:
    """Finds the exemplar `image` [1, 1, H, W], weighted by `weight` [1, 1, H, W], on films."""

    def __init__(self, image: Tensor, weight: Tensor, config: PoseConfig) -> None:
        self._config = config
        self._image, self._weight = F.avg_pool2d(image, 2), F.avg_pool2d(weight, 2)
        self._descriptors = oriented_gradients(self._image)
        coarse = F.avg_pool2d(image, config.shrink), F.avg_pool2d(weight, config.shrink)
        self._search = GlobalSearch(*coarse, config.alignment)
        self._ambiguity = self._own_ambiguity(image)

    def find(self, film: Tensor) -> Tensor:
        """The affine map [2, 3] from exemplar pixels to those of `film` [1, 1, H, W], both on fine grids.

        It lies on the CPU.
        """
        upright, maps, scores = self._fits(film)
        return rescale_affine(maps[self._chosen(upright, scores)][None], 2)[0]

    def _fits(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """All starts on `image` [1, 1, H, W] after block matching.

        Which are upright [S], their affine maps [S, 2, 3] between the half-size grids, agreements [S]; all on
        the CPU, where one of them is chosen.
        """
        half = F.avg_pool2d(image, 2)
        found = self._search.starts(F.avg_pool2d(image, self._config.shrink), self._config.starts)
        frames = frame_maps(size_of(self._image), size_of(half))
        starts = torch.cat([frames, rescale_affine(found, self._config.shrink // 2)])
        maps = sent(starts, image.device)
        for level in self._config.levels:
            maps = compose_affine(
                maps, block_affine(self._descriptors, self._seen(half, maps), self._weight, level)
            )
        upright = torch.tensor([True, False, *map(is_upright, found)])
        scores = agreement(self._descriptors, self._seen(half, maps), self._weight)
        fits = torch.cat([scores[:, None], maps.flatten(1)], dim=1).cpu()  # a GPU is waited for once
        return upright, fits[:, 1:].view(-1, 2, 3), fits[:, 0].contiguous()

    def _seen(self, half: Tensor, maps: Tensor) -> Tensor:
        """Descriptors of a film seen through every one of `maps`, on the exemplar's half-size grid."""
        fields = affine_field(maps, size_of(self._image))
        return oriented_gradients(warp(half.expand(len(maps), -1, -1, -1), fields))

    def _own_ambiguity(self, image: Tensor) -> float:
        """How well the exemplar agrees with itself in its best wrong pose: high for symmetric anatomy."""
        upright, _, scores = self._fits(image)
        wrong = scores[~upright]
        return float(wrong.max()) if len(wrong) else 0.0

    def _chosen(self, upright: Tensor, scores: Tensor) -> int:
        """Index of the fit to go on with; the first two started from equal frames, one of them mirrored.

        Any other place must beat these by `shift_margin`. A mirrored or turned one must beat the
        upright ones by `turn_margin`, and agree better than the exemplar does with itself in a wrong
        pose: a spine resembles its mirror image.
        """
        likely = scores - self._config.shift_margin * (torch.arange(len(scores)) >= 2)
        upright_best = int(likely.where(upright, likely.min() - 1).argmax())
        turned_best = int(likely.where(~upright, likely.min() - 1).argmax())
        limit = max(float(scores[upright_best]) + self._config.turn_margin, self._ambiguity)
        return turned_best if float(scores[turned_best]) > limit else upright_best


def frame_maps(fixed: Size, moving: Size) -> Tensor:
    """The affine maps [2, 2, 3] that lay the frame of the fixed grid onto the moving one: as is, mirrored."""
    scale, offset = resize_affine(fixed, moving)
    plain = torch.tensor([[scale[0], 0.0, offset[0]], [0.0, scale[1], offset[1]]])
    mirrored = plain.clone()
    mirrored[0] = torch.tensor([-scale[0], 0.0, moving.width - 1 - offset[0]])
    return torch.stack([plain, mirrored])
