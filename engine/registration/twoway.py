"""The two directions of a registration become one place: each counts by how well its neighbourhood fits."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.geometry.displacement import sample

RADIUS = 16  # grid pixels compared around a landmark
REACH = 8.0  # standard deviation of their weights


def fit_weighted_mean(
    exemplar: Tensor, points: Tensor, film: Tensor, ways: Tensor, inverse: Tensor
) -> Tensor:
    """Mean [K, 2] of the two `ways` [2, K, 2] on a film, weighted by local descriptor difference^-4.

    `exemplar` [1, C, H, W] are the exemplar's descriptors and `film` [1, C, H, W] the film's after the
    affine turn onto the exemplar's grid, `points` [K, 2] the landmarks there, and `inverse` [2, 3] maps
    film pixels onto that grid. Where both ways agree this is their mean; where one is lost, the other.
    """
    turned = torch.einsum("ij,wkj->wki", inverse[:, :2], ways) + inverse[:, 2]
    own = _neighbourhoods(exemplar, points)
    differences = torch.stack([_difference(own, _neighbourhoods(film, way)) for way in turned])
    weights = 1.0 / differences.clamp(min=1e-6) ** 4
    weights = weights / weights.sum(dim=0)
    return (weights[:, :, None] * ways).sum(dim=0)


def _neighbourhoods(descriptors: Tensor, points: Tensor) -> Tensor:
    """Descriptors around `points` [K, 2]: [C, K, (2 * RADIUS + 1)^2]."""
    positions = points[:, None] + _offsets(points)
    return sample(descriptors, positions.permute(2, 0, 1)[None])[0]


def _offsets(like: Tensor) -> Tensor:
    reach = torch.arange(-RADIUS, RADIUS + 1, dtype=like.dtype, device=like.device)
    y, x = torch.meshgrid(reach, reach, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()], dim=1)


def _difference(one: Tensor, other: Tensor) -> Tensor:
    """Gaussian-weighted mean squared difference [K] of two neighbourhoods [C, K, P]."""
    weights = torch.exp(-(_offsets(one) ** 2).sum(dim=1) / (2 * REACH**2))
    return ((one - other) ** 2).mean(dim=0) @ (weights / weights.sum())
