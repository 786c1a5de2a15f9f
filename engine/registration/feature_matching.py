"""Films compared by pretrained features, beside oriented gradients, where the discrete search is coarse.

Two edges of a jaw that look alike in their gradients differ in what a network that has seen pictures makes of
their surroundings. The features of a film are taken once, in the frame that the affine map gives, and sampled
where the field has led by then. Where something lies they know to a few pixels only, so the finest level of
the search goes without.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import affine_field, pixel_positions, sample, size_of, warp
from engine.networks.pretrained_features import FeatureMap, FeatureNet
from engine.registration.discrete import SearchLevel, in_spreads

WITH_FEATURES = "Registration compared films by gradients and by pretrained features (EfficientNet-lite0)."
WITHOUT_FEATURES = "Registration compared films by gradients alone, without pretrained features."
_CELL = 8  # grid pixels between two places whose features are compared
_FINEST = 4  # stride of the finest level that features have a say in
_WEIGHT = 2.0  # beside gradients of weight 1; 1 to 3 do alike


class FeatureMatcher:
    """Compares films on their grids by the features of `net`."""

    def __init__(self, net: FeatureNet) -> None:
        self._net = net

    def between(self, fixed: Tensor, moving: Tensor, matrices: Tensor) -> FeatureComparison:
        """`fixed` [1 or N, 1, H, W] beside `moving` [N or 1, 1, h, w] seen through the maps [N, 2, 3]."""
        turned = warp(moving, affine_field(matrices, size_of(fixed)))
        return FeatureComparison(self._features(fixed), self._features(turned), size_of(fixed))

    @torch.no_grad()
    def _features(self, images: Tensor) -> tuple[FeatureMap, ...]:
        """All maps of `images`, by what sets each place apart."""
        return tuple(found.unlike_the_rest() for found in self._net(images))


@dataclass(frozen=True, slots=True)
class FeatureComparison:
    """Features of `fixed` (1 or N films) and `moving` (N films) in one frame, on a grid of `size`."""

    fixed: tuple[FeatureMap, ...]
    moving: tuple[FeatureMap, ...]
    size: Size

    def cost(self, local: Tensor, level: SearchLevel) -> Tensor | None:
        """What each displacement of `level` costs, [N, D, H / stride, W / stride], as `search` adds it.

        `local` [N, 2, H, W]: where the moving films are seen by now. None where features have no say.
        """
        step, reach = level.stride, level.radius * level.stride
        if step < _FINEST or _CELL % step:
            return None
        cells = Size(self.size.width // _CELL, self.size.height // _CELL)
        shown = _at(self.fixed, _lattice(cells, _CELL, (_CELL - 1) / 2, local))
        wide, high = (1 + (_CELL * (side - 1) + 2 * reach) // step for side in (cells.width, cells.height))
        around = _lattice(Size(wide, high), step, (_CELL - 1) / 2 - reach, local)
        seen = _at(self.moving, around + sample(local, around.expand(len(local), -1, -1, -1)))
        cost = _WEIGHT * in_spreads(_unlike(shown, seen, level.radius, _CELL // step))
        return F.interpolate(cost, scale_factor=_CELL // step, mode="bilinear", align_corners=False)


def _lattice(size: Size, step: int, first: float, like: Tensor) -> Tensor:
    """Positions (x, y) `step` pixels apart from `first` on, [1, 2, h, w]."""
    return step * pixel_positions(size, like.device)[None] + first


def _at(maps: tuple[FeatureMap, ...], positions: Tensor) -> Tensor:
    """All features [N, C, h, w] at pixel `positions` [1 or N, 2, h, w]."""
    return torch.cat([each.at(positions) for each in maps], dim=1)


def _unlike(shown: Tensor, seen: Tensor, radius: int, apart: int) -> Tensor:
    """Minus the products [N, D, h, w] of `shown` [1 or N, C, h, w] with all of `seen` that it may lie at.

    Cell (y, x) meets `seen` [N, C, h', w'] at (`apart` y + i, `apart` x + j), i and j from 0 to 2 `radius`.
    """
    height, width = (apart * (side - 1) + 1 for side in shown.shape[-2:])
    costs = []
    for y in range(2 * radius + 1):
        for x in range(2 * radius + 1):
            there = seen[:, :, y : y + height : apart, x : x + width : apart]
            costs.append(-(shown * there).sum(dim=1))
    return torch.stack(costs, dim=1)
