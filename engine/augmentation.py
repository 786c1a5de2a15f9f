"""Random views of films: parameters are drawn first, then the same ones applied to image and landmarks.

A view is an affine map from its own pixels to those of the detectors' canvas, and a change of
intensities. The canvas of a film lies inside a larger patch, so that a view shows film, not padding.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.coordinates import Size
from engine.registration.displacement import (
    affine_field,
    compose_affine,
    invert_affine,
    pixel_positions,
    sample,
    size_of,
    warp,
)


@dataclass(frozen=True, slots=True)
class ViewRanges:
    """How far views go, uniform within +- these: degrees, natural logarithm, share of the longer side.

    `gamma`: logarithm of the exponent; `gain`: share; `noise`: largest standard deviation of the grain.
    """

    rotation: float
    scale: float
    shift: float
    gamma: float = 0.25
    gain: float = 0.2
    noise: float = 0.03


@dataclass(frozen=True, slots=True)
class Views:
    """Drawn parameters of N views: `maps` [N, 2, 3] view pixel -> canvas pixel; the others are [N]."""

    maps: Tensor
    gamma: Tensor
    gain: Tensor
    noise: Tensor


def draw_views(count: int, size: Size, ranges: ViewRanges, generator: torch.Generator) -> Views:
    """`count` random views of a canvas of `size`, turned and scaled about its centre."""

    def uniform(limit: float) -> Tensor:
        return (2 * torch.rand(count, generator=generator) - 1) * limit

    angle, scale = torch.deg2rad(uniform(ranges.rotation)), torch.exp(uniform(ranges.scale))
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    linear = torch.stack([torch.stack([cos, -sin], 1), torch.stack([sin, cos], 1)], 1)
    centre = torch.tensor([(size.width - 1) / 2, (size.height - 1) / 2])
    shift = torch.stack([uniform(ranges.shift), uniform(ranges.shift)], 1) * max(size.width, size.height)
    offset = centre + shift - linear @ centre
    gamma, gain = torch.exp(uniform(ranges.gamma)), 1 + uniform(ranges.gain)
    noise = torch.rand(count, generator=generator) * ranges.noise
    return Views(torch.cat([linear, offset[:, :, None]], 2), gamma, gain, noise)


def view_images(views: Views, patches: Tensor, size: Size, generator: torch.Generator) -> Tensor:
    """What the views show of `patches` [N, 1, h, w] (0..1, the canvas of `size` in their middle).

    [N, 1, H, W] of `size`; beyond a patch its edge goes on. The grain is drawn on the CPU, so that all
    devices see the same.
    """
    maps = views.maps.to(patches).clone()
    maps[:, :, 2] += maps.new_tensor(patch_origin(patches, size))
    seen = warp(patches, affine_field(maps, size)).clamp(0, 1)
    gamma, gain, noise = (
        each.to(seen)[:, None, None, None] for each in (views.gamma, views.gain, views.noise)
    )
    grain = torch.randn(seen.shape, generator=generator).to(seen)
    return seen**gamma * gain + noise * grain


def patch_origin(patches: Tensor, size: Size) -> tuple[float, float]:
    """Where the first pixel of the canvas of `size` lies in `patches` [N, 1, h, w]."""
    return (patches.shape[-1] - size.width) / 2, (patches.shape[-2] - size.height) / 2


def view_points(views: Views, points: Tensor) -> Tensor:
    """Where canvas `points` [N, K, 2] lie in the views."""
    back = invert_affine(views.maps).to(points)
    return points @ back[:, :, :2].transpose(1, 2) + back[:, None, :, 2]


def heatmaps_between(heatmaps: Tensor, shown: Views, wanted: Views, stride: int) -> tuple[Tensor, Tensor]:
    """`heatmaps` [N, K, h, w] of the views `shown` as the views `wanted` would have them: T_{e -> h}.

    Also returns the mask [N, 1, h, w] of the pixels that `shown` covers.
    """
    between = compose_affine(invert_affine(shown.maps), wanted.maps).to(heatmaps)
    # the same map on grids `stride` times as coarse, pixel centres included
    half = 0.5 / stride - 0.5
    moved = between[:, :, 2] / stride + half - between[:, :, :2].sum(dim=2) * half
    maps = torch.cat([between[:, :, :2], moved[:, :, None]], dim=2)
    size = size_of(heatmaps)
    positions = affine_field(maps, size) + pixel_positions(size, heatmaps.device)
    x, y = positions[:, :1], positions[:, 1:]
    covered = (x > -0.5) & (y > -0.5) & (x < size.width - 0.5) & (y < size.height - 0.5)
    return sample(heatmaps, positions), covered.to(heatmaps)
