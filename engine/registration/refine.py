"""Gradient refinement: a free-form field on a control grid, descended on descriptor differences.

The smoothness term is relaxed where the FIXED image has an edge, because anatomy slides there
(edge-relaxed smoothness, EdgeTrans4Mark L_esmooth): weight exp(-|g| / T).
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.displacement import pixel_positions, sample, size_of
from engine.registration.similarity import gaussian, sobel


@dataclass(frozen=True, slots=True)
class RefineConfig:
    """Adam on a control grid: one node every `cell` pixels of the half-size grid."""

    steps: int = 30
    learning_rate: float = 0.1
    smoothness: float = 0.1
    cell: int = 8
    edge_scale: float = 0.1  # T, in grey levels a pixel of the half-size grid


def edge_weight(fixed: Tensor, scale: float) -> Tensor:
    """exp(-|gradient| / scale) of `fixed` [N, 1, H, W] at half its size -> [N, 1, H/2, W/2]."""
    half = F.avg_pool2d(gaussian(fixed, 1.0), 2)
    return torch.exp(-sobel(half).norm(dim=1, keepdim=True) / scale)


def refine(
    fixed: Tensor, moving: Tensor, weight: Tensor, field: Tensor, config: RefineConfig
) -> Generator[str, None, Tensor]:
    """`field` [N, 2, H, W] corrected so that `moving` sampled along it comes closer to `fixed`.

    `fixed` [1 or N, C, H/2, W/2] and `moving` [N, C, H/2, W/2] are descriptors at half size, `weight`
    comes from `edge_weight`. Yields now and then.
    """
    count, (height, width) = len(field), fixed.shape[-2:]
    start = F.avg_pool2d(field, 2) / 2 + pixel_positions(size_of(fixed), field.device)
    nodes = torch.zeros(count, 2, height // config.cell, width // config.cell, device=field.device)
    nodes.requires_grad_()
    optimiser = torch.optim.Adam([nodes], lr=config.learning_rate)
    for number in range(config.steps):
        if number % 10 == 0:
            yield "gradient refinement"
        with torch.enable_grad():
            step = _spread(nodes, height, width)
            difference = (sample(moving, start + step) - fixed).pow(2).mean(dim=(1, 2, 3)).sum()
            loss = difference + config.smoothness * _roughness(step, weight)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    half = _spread(nodes.detach(), height, width)
    return field + 2 * F.interpolate(half, size=field.shape[-2:], mode="bilinear", align_corners=False)


def _spread(nodes: Tensor, height: int, width: int) -> Tensor:
    return F.interpolate(nodes, size=(height, width), mode="bicubic", align_corners=False)


def _roughness(step: Tensor, weight: Tensor) -> Tensor:
    """Sum over the batch of the mean squared derivatives of `step`, times the edge weight."""
    across = (step[..., 1:] - step[..., :-1]) ** 2 * weight[..., 1:]
    down = (step[..., 1:, :] - step[..., :-1, :]) ** 2 * weight[..., 1:, :]
    return across.mean(dim=(1, 2, 3)).sum() + down.mean(dim=(1, 2, 3)).sum()
