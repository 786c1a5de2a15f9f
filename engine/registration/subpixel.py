"""Refinement of single landmarks in ORIGINAL pixels: the exemplar's patch is found again on the film.

The registration grid is coarser than the film. Around each landmark the exemplar's patch, turned and
stretched by the local affine part of the field, is compared with the film by normalised
cross-correlation within a few pixels; a quadratic fit at the peak gives the sub-pixel place.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import sample
from engine.runtime.device import sent


@dataclass(frozen=True, slots=True)
class SubpixelConfig:
    """Patch of +-`radius` and search of +-`reach` steps; a step is 1/`steps_per_side` of the longest side.

    A step is never less than one original pixel. The peak counts where its correlation is at least
    `minimum` and it lies inside the search window; otherwise the point stays.
    """

    steps_per_side: int = 1024
    radius: int = 12
    reach: int = 4
    minimum: float = 0.7
    trust: float = 0.5  # share of the shift that is taken


def refine_points(
    exemplar: Tensor, points: Tensor, film: Tensor, found: Tensor, linear: Tensor, config: SubpixelConfig
) -> Tensor:
    """`found` [K, 2] on `film` moved to where the exemplar's patches fit best -> [K, 2].

    `exemplar`, `film` [1, 1, H, W] and `points`, `found` (x, y) in original pixels; `linear` [K, 2, 2]
    is the local map from exemplar offsets to film offsets, in original pixels.
    """
    step = max(1.0, max(exemplar.shape[-2:]) / config.steps_per_side)
    upright = torch.eye(2, dtype=linear.dtype, device=linear.device).expand_as(linear)
    template = _patches(exemplar, points, upright * step, config.radius)
    window = _patches(film, found, linear * step, config.radius + config.reach)
    scores = _correlation(template, window)
    shift, peak, inner = _peak(scores)
    accepted = inner & (peak >= config.minimum)
    moved = (linear @ (shift * step)[:, :, None])[:, :, 0] * config.trust
    return torch.where(accepted[:, None], found + moved, found)


def _patches(image: Tensor, centres: Tensor, axes: Tensor, radius: int) -> Tensor:
    """Samples of `image` [1, 1, H, W] at centre + axes @ (i, j), |i|, |j| <= radius: [K, 1, side, side]."""
    reach = torch.arange(-radius, radius + 1, dtype=torch.float32, device=image.device)
    y, x = torch.meshgrid(reach, reach, indexing="ij")
    offsets = torch.einsum("kij,jhw->kihw", axes, torch.stack([x, y]))
    positions = centres[:, :, None, None] + offsets
    return sample(image.expand(len(centres), -1, -1, -1), positions)


def _correlation(template: Tensor, window: Tensor) -> Tensor:
    """Normalised cross-correlation [K, s, s] of every template with its window at every shift."""
    count, _, side, _ = template.shape
    pixels = side * side
    template = template - template.mean(dim=(2, 3), keepdim=True)
    # one group per landmark: each template meets its own window only
    cross = F.conv2d(window.transpose(0, 1), template, groups=count)[0]
    mean = F.avg_pool2d(window, side, stride=1)[:, 0]
    power = F.avg_pool2d(window**2, side, stride=1)[:, 0]
    energy = (power - mean**2).clamp(min=1e-8) * pixels
    template_power = (template**2).sum(dim=(2, 3), keepdim=True)[:, 0].clamp(min=1e-8)
    return cross / (energy * template_power).sqrt()


def _peak(scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Sub-pixel shift [K, 2] (x, y) of the highest score, that score [K], and whether it is no edge [K].

    The vertex of the quadratic through the 3 x 3 scores around the highest, its xy term included.
    """
    side = scores.shape[-1]
    best, where = scores.flatten(1).max(dim=1)
    x, y = where % side, where // side
    rows = torch.arange(len(scores), device=scores.device)

    def at(dx: int, dy: int) -> Tensor:
        return scores[rows, (y + dy).clamp(0, side - 1), (x + dx).clamp(0, side - 1)]

    slope_x, slope_y = (at(1, 0) - at(-1, 0)) / 2, (at(0, 1) - at(0, -1)) / 2
    bend_x, bend_y = 2 * best - at(1, 0) - at(-1, 0), 2 * best - at(0, 1) - at(0, -1)
    twist = (at(1, -1) + at(-1, 1) - at(1, 1) - at(-1, -1)) / 4
    determinant = (bend_x * bend_y - twist**2).clamp(min=1e-9)
    vertex = [bend_y * slope_x - twist * slope_y, bend_x * slope_y - twist * slope_x]
    fine = (torch.stack(vertex, dim=1) / determinant[:, None]).clamp(-0.75, 0.75)
    inner = (x > 0) & (x < side - 1) & (y > 0) & (y < side - 1)
    return torch.stack([x, y], dim=1) - side // 2 + fine, best, inner


def to_original_axes(linear: Tensor, fixed: tuple[Size, Size], moving: tuple[Size, Size]) -> Tensor:
    """`linear` [K, 2, 2] between grids, rewritten between original pixels; each pair is (grid, original)."""
    into_fixed = [fixed[0].width / fixed[1].width, fixed[0].height / fixed[1].height]
    out = [moving[1].width / moving[0].width, moving[1].height / moving[0].height]
    scales = sent(torch.tensor([into_fixed, out], dtype=linear.dtype), linear.device)
    return scales[1, :, None] * linear * scales[0]
