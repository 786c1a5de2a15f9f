"""Discrete displacement search: cost volumes, least trimmed squares, coupled convex smoothing.

Everything here works on descriptors of the fixed image and of the moving image already warped by the
current field, both [N, C, H, W] on the fixed grid, pooled to cells of `stride` pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.displacement import pixel_positions, size_of
from engine.registration.similarity import gaussian

# rising weights that tie the displacement of a cell to the smooth field around it
COUPLING = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


@dataclass(frozen=True, slots=True)
class SearchLevel:
    """One level: cells of `stride` pixels, +-`radius` cells searched, field smoothed by `smoothing` cells."""

    stride: int
    radius: int
    smoothing: float


def candidates(radius: int, device: torch.device) -> Tensor:
    """All displacements (x, y) in cells within +-`radius`, [D, 2], in the order of the cost volume."""
    steps = torch.arange(-radius, radius + 1, dtype=torch.float32, device=device)
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    return torch.stack([x, y], dim=-1).view(-1, 2)


def cost_volume(fixed: Tensor, moving: Tensor, radius: int) -> Tensor:
    """Mean squared descriptor difference of `fixed` [N or 1, C, h, w] and `moving` for every displacement.

    [N, C, h, w] -> [N, D, h, w].
    """
    (height, width), side = moving.shape[-2:], 2 * radius + 1
    padded = F.pad(moving, (radius,) * 4, mode="replicate")
    costs, apart = moving.new_empty(len(moving), side**2, height, width), torch.empty_like(moving)
    for number in range(side**2):
        y, x = divmod(number, side)
        torch.sub(fixed, padded[:, :, y : y + height, x : x + width], out=apart)
        torch.mean(apart.square_(), dim=1, out=costs[:, number])
    return costs


def coupled_convex(cost: Tensor, radius: int, smoothing: float) -> Tensor:
    """A smooth field [N, 2, h, w] in cells that explains `cost` [N, D, h, w].

    Alternates between the cheapest displacement close to the smooth field and smoothing, with rising
    coupling (Steinbruecker 2009; Heinrich 2014).
    """
    side = 2 * radius + 1
    steps = torch.arange(-radius, radius + 1, dtype=cost.dtype, device=cost.device).view(1, -1, 1, 1)
    lines = cost.view(len(cost), side, side, *cost.shape[-2:])  # [N, y, x, h, w]
    field = _cheapest(lines, 0 * steps, 0 * steps, smoothing)
    for weight in COUPLING:
        across, down = (weight * (steps - field[:, axis, None]) ** 2 for axis in (0, 1))
        field = _cheapest(lines, across, down, smoothing)
    return field


def _cheapest(lines: Tensor, across: Tensor, down: Tensor, smoothing: float) -> Tensor:
    """The displacements, smoothed, where `lines` + `across` + `down` are lowest; of several the first.

    [N, y, x, h, w], [N or 1, x, h, w], [N or 1, y, h, w] -> [N, 2, h, w]. The sum is lowest in y where the
    lowest of each row is, so that it is never held as a whole.
    """
    radius = lines.shape[1] // 2
    lowest, other = lines[:, :, 0] + across[:, :1], torch.empty_like(lines[:, :, 0])
    for line, penalty in zip(lines.unbind(2)[1:], across.unbind(1)[1:], strict=True):
        torch.minimum(lowest, torch.add(line, penalty[:, None], out=other), out=lowest)
    y = (lowest + down).min(1, keepdim=True).indices  # min is several times as fast as argmin along this axis
    row = lines.gather(1, y[:, :, None].expand(-1, 1, lines.shape[2], -1, -1))[:, 0]
    x = (row + across + down.expand(len(y), -1, *y.shape[2:]).gather(1, y)).min(1, keepdim=True).indices
    return gaussian(torch.cat([x - radius, y - radius], dim=1).to(lines.dtype), smoothing)


def search(fixed: Tensor, moving: Tensor, level: SearchLevel, beside: Tensor | None = None) -> Tensor:
    """Displacement [N, 2, H, W] in pixels that brings warped `moving` onto `fixed`, at one level.

    `beside` [N, D, H / stride, W / stride]: what else the displacements cost, in spreads of the cost here.
    """
    small_fixed, small_moving = (F.avg_pool2d(image, level.stride) for image in (fixed, moving))
    cost = in_spreads(cost_volume(small_fixed, small_moving, level.radius))
    if beside is not None:
        cost = in_spreads(cost + beside)
    field = coupled_convex(cost, level.radius, level.smoothing) * level.stride
    return F.interpolate(field, size=fixed.shape[-2:], mode="bilinear", align_corners=False)


def in_spreads(cost: Tensor) -> Tensor:
    """`cost` [N, D, h, w] per film in units of its spread, so that contrast does not change the coupling."""
    spread = (cost.square().mean(1) - cost.mean(1).square()).clamp(min=0).sqrt().mean(dim=(1, 2))
    return cost / (spread[:, None, None, None] + 1e-6)


def block_affine(fixed: Tensor, moving: Tensor, weight: Tensor, level: SearchLevel) -> Tensor:
    """Affine map [N, 2, 3] on the fixed grid that brings warped `moving` onto `fixed`.

    Every cell looks for its own displacement; least trimmed squares fits the affine map to the 60 %
    that agree, weighted by `weight` [N or 1, 1, H, W] and by how clear each cell's minimum is.
    """
    cells = [F.avg_pool2d(image, level.stride) for image in (fixed, moving, weight)]
    cost = gaussian(cost_volume(cells[0], cells[1], level.radius), level.smoothing).flatten(2)
    lowest, where = cost.min(1)
    clear = cost.mean(1) - lowest
    positions = pixel_positions(size_of(fixed), fixed.device)[None]
    points = F.avg_pool2d(positions, level.stride).flatten(2).transpose(1, 2)
    steps = candidates(level.radius, fixed.device) * level.stride
    return _trimmed_affine(points, points + steps[where], clear * cells[2].flatten(1))


def _trimmed_affine(points: Tensor, targets: Tensor, weight: Tensor, keep: float = 0.6) -> Tensor:
    """Affine maps [N, 2, 3] from `points` [1, M, 2] to `targets` [N, M, 2], outliers trimmed.

    The identity where a film shows nothing: weights are rounding errors then, and the ridge would flatten
    the plane.
    """
    count, cells, _ = targets.shape
    design = torch.cat([points, torch.ones_like(points[..., :1])], dim=2).expand(count, cells, 3)
    ridge = 1e-3 * torch.eye(3, device=points.device)
    shown = weight.sum(dim=1) > 1e-3  # films with edges have more than 0.1, plain ones below 1e-6
    current = weight = weight * shown[:, None]
    for _ in range(5):
        weighted = design.transpose(1, 2) * current[:, None]
        # the ridge keeps it solvable, and a check would wait for the GPU
        solution = torch.linalg.solve_ex(weighted @ design + ridge, weighted @ targets).result
        residual = (design @ solution - targets).norm(dim=2)
        limit = torch.quantile(residual, keep, dim=1, keepdim=True)
        current = weight * (residual <= limit)
    fitted: Tensor = solution.transpose(1, 2)
    return fitted.where(shown[:, None, None], torch.eye(2, 3, dtype=fitted.dtype, device=fitted.device))
