"""Random warps of films with known correspondence: the synthetic pairs of L_syn and the augmentation.

The parameters are drawn first, from a generator; applying them is a pure function. A warp maps pixels
of the NEW image to pixels of the film, so its field is exactly what a registration with the new image
as the fixed one has to find.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import pixel_positions, sample, size_of
from engine.runtime.device import sent

MOST_TILT = 0.6  # sum of both perspective terms: beyond 1 the horizon would cross the film
BENDS = (4, 5)  # nodes (x, y) of the bend's control grid


@dataclass(frozen=True, slots=True)
class WarpRanges:
    """Standard deviations and limits of normal draws.

    `scale`: deviation from 1; `rotation`, `shear` in degrees; `shift` in half sides of the film; `tilt`:
    perspective terms per half side; `bend`: height of a smooth bend, share of the longest side;
    `gamma`: of the logarithm of the exponent of the grey values; `chance`: share of films warped at all.
    """

    scale: tuple[float, float] = (1.0, 0.125)
    rotation: tuple[float, float] = (7.5, 15.0)
    shear: tuple[float, float] = (0.75, 1.5)
    shift: tuple[float, float] = (0.1, 0.2)
    tilt: tuple[float, float] = (0.15, 0.5)
    bend: float = 0.0
    gamma: float = 0.0
    chance: float = 1.0


# Defaults of the released code; its scale deviates so strongly that it is nearly always at a limit.
SYNTHETIC = WarpRanges()
AUGMENTATION = WarpRanges((0.25, 0.25), (15.0, 30.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), chance=0.6)


@dataclass(frozen=True, slots=True)
class Warps:
    """What was drawn for N films.

    `linear` [N, 3, 3] maps in coordinates in which the longest side of a film runs from -1 to 1; `bend`
    [N, 2, nodes] in the same unit; `gamma` [N] exponents.
    """

    linear: Tensor
    bend: Tensor
    gamma: Tensor


@dataclass(frozen=True, slots=True)
class Warped:
    """New images [N, 1, H, W], where they are valid [N, 1, H, W] in 0..1, and their fields [N, 2, H, W].

    `image`(p) shows the film at p + `field`(p), both in pixels of the same grid.
    """

    image: Tensor
    valid: Tensor
    field: Tensor


def draw_warps(generator: torch.Generator, count: int, ranges: WarpRanges) -> Warps:
    """Parameters for `count` films, on the CPU."""

    def normal(limits: tuple[float, float], *shape: int) -> Tensor:
        deviation, limit = limits
        return (torch.randn(count, *shape, generator=generator) * deviation).clamp(-limit, limit)

    scale, shift, tilt = 1 + normal(ranges.scale, 1), normal(ranges.shift, 2), normal(ranges.tilt, 2)
    angle, shear = (torch.deg2rad(normal(each)) for each in (ranges.rotation, ranges.shear))
    tilt = tilt * (MOST_TILT / tilt.abs().sum(dim=1, keepdim=True).clamp(min=MOST_TILT))
    bend = torch.randn(count, 2, BENDS[1], BENDS[0], generator=generator) * 2 * ranges.bend
    gamma = torch.exp(torch.randn(count, generator=generator) * ranges.gamma)
    linear = _matrices(angle, scale.expand(count, 2), shear, shift, tilt)
    warped = torch.rand(count, generator=generator) < ranges.chance
    linear = torch.where(warped[:, None, None], linear, torch.eye(3))
    return Warps(linear, bend * warped[:, None, None, None], gamma)


def _matrices(angle: Tensor, scale: Tensor, shear: Tensor, shift: Tensor, tilt: Tensor) -> Tensor:
    """[N, 3, 3]: shear, scale, rotation, shift, then the perspective division."""
    matrices = torch.eye(3).repeat(len(angle), 1, 1)
    cos, sin = torch.cos(angle), torch.sin(angle)
    rotation = torch.stack([cos, -sin, sin, cos], dim=1).view(-1, 2, 2)
    sheared = torch.eye(2).repeat(len(angle), 1, 1)
    sheared[:, 0, 1] = torch.tan(shear)
    matrices[:, :2, :2] = rotation @ torch.diag_embed(scale) @ sheared
    matrices[:, :2, 2] = shift
    matrices[:, 2, :2] = tilt
    return matrices


def homographies(warps: Warps, size: Size) -> Tensor:
    """The maps [N, 3, 3] new pixel -> film pixel on a grid of `size`, without the bend."""
    half = max(size.width, size.height) / 2
    x, y = size.centre
    into = torch.tensor([[1 / half, 0, -x / half], [0, 1 / half, -y / half], [0, 0, 1]])
    maps: Tensor = torch.linalg.inv(into) @ warps.linear @ into
    return maps


def warp_field(warps: Warps, size: Size, device: torch.device) -> Tensor:
    """The field [N, 2, H, W] of `warps` on a grid of `size`: the bend, then the homography."""
    positions = pixel_positions(size, device)
    half = max(size.width, size.height) / 2
    bend = F.interpolate(
        sent(warps.bend, device) * half, size=(size.height, size.width), mode="bicubic", align_corners=False
    )
    return map_positions(sent(homographies(warps, size), device), positions + bend) - positions


def map_positions(matrices: Tensor, positions: Tensor) -> Tensor:
    """`positions` [N, 2, H, W] under the homographies `matrices` [N, 3, 3]."""
    mapped = torch.einsum("nij,njhw->nihw", matrices[:, :, :2], positions) + matrices[:, :, 2, None, None]
    # a point on the horizon has no image: it is kept finite, far outside
    depth = torch.where(mapped[:, 2:].abs() < 1e-3, torch.full_like(mapped[:, 2:], 1e-3), mapped[:, 2:])
    return mapped[:, :2] / depth


def map_points(matrices: Tensor, points: Tensor) -> Tensor:
    """`points` [N, K, 2] under the homographies `matrices` [N, 3, 3]."""
    return map_positions(matrices, points.transpose(1, 2)[:, :, None])[:, :, 0].transpose(1, 2)


def apply_warps(warps: Warps, images: Tensor, valid: Tensor) -> Warped:
    """`images` [N, 1, H, W] in 0..1 and `valid` [N, 1, H, W] seen through `warps`; outside is 0."""
    size = size_of(images)
    field = warp_field(warps, size, images.device)
    positions = field + pixel_positions(size, images.device)
    both = sample(torch.cat([images, valid], dim=1), positions, padding="zeros")
    gamma = sent(warps.gamma, images.device)[:, None, None, None]
    return Warped(both[:, :1].clamp(0, 1) ** gamma, both[:, 1:], field)
