"""Random views of films: parameters are drawn first, then the same ones applied to image and landmarks.

A view is a map from its own pixels to those of the detectors' canvas, affine after a smooth bend, and a
change of intensities. The canvas of a film lies inside a larger patch, so that a view shows film and no
padding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import (
    affine_after,
    affine_field,
    compose_affine,
    in_sight,
    invert_affine,
    pixel_positions,
    rescale_affine,
    sample,
    size_of,
    transfer_points,
    warp,
)
from engine.runtime.device import sent

# what the grain of N views is drawn from: one generator for all, one each, or None for views without grain
GrainSource: TypeAlias = torch.Generator | Sequence[torch.Generator] | None
_KNOTS = 5  # places along each side where a bend is drawn; between them it is smooth
_INVERSION_STEPS = 30  # each leaves at most a third of the error at the largest `elastic` in use


@dataclass(frozen=True, slots=True)
class ViewRanges:
    """How far views go, uniform within +- these: degrees, natural logarithm, share of the longer side.

    `gamma`: logarithm of the exponent; `gain`: share; `noise`: largest standard deviation of the grain.
    `elastic`: how far a smooth bend moves places, share of the longer side; folds from about 0.08 on.
    `share`: of the views that are turned, of those scaled and of those shifted, each drawn for itself.
    `flip`: of those mirrored left to right; landmarks keep their names, as the papers that flip have it.
    """

    rotation: float
    scale: float
    shift: float
    gamma: float = 0.25
    gain: float = 0.2
    noise: float = 0.03
    elastic: float = 0.0
    share: float = 1.0
    flip: float = 0.0


STILL = ViewRanges(0, 0, 0, 0, 0, 0)  # films as they are


@dataclass(frozen=True, slots=True)
class Bend:
    """A smooth displacement of N views of `size`, in their pixels: `knots` [N, 2, 5, 5], corner to corner."""

    knots: Tensor
    size: Size

    def field(self, device: torch.device) -> Tensor:
        """The displacement of every pixel [N, 2, H, W], computed on `device`."""
        size = (self.size.height, self.size.width)
        return F.interpolate(sent(self.knots, device), size=size, mode="bicubic", align_corners=True)


@dataclass(frozen=True, slots=True)
class Views:
    """Drawn parameters of N views: `maps` [N, 2, 3] view pixel -> canvas pixel; the others are [N].

    `bend`, where there is one, comes before the map: a view's pixel p shows map(p + bend(p)).
    """

    maps: Tensor
    gamma: Tensor
    gain: Tensor
    noise: Tensor
    bend: Bend | None = None

    def part(self, rows: slice | Sequence[int]) -> Views:
        """Only the views `rows`."""
        bend = None if self.bend is None else Bend(self.bend.knots[rows], self.bend.size)
        return Views(self.maps[rows], self.gamma[rows], self.gain[rows], self.noise[rows], bend)


def draw_views(count: int, size: Size, ranges: ViewRanges, generator: torch.Generator) -> Views:
    """`count` random views of a canvas of `size`, turned and scaled about its centre."""

    def uniform(limit: float) -> Tensor:
        return (2 * torch.rand(count, generator=generator) - 1) * limit

    angle, growth = torch.deg2rad(uniform(ranges.rotation)), uniform(ranges.scale)
    shift = torch.stack([uniform(ranges.shift), uniform(ranges.shift)], 1) * max(size.width, size.height)
    gamma, gain = torch.exp(uniform(ranges.gamma)), 1 + uniform(ranges.gain)
    noise = torch.rand(count, generator=generator) * ranges.noise
    bend = None
    if ranges.elastic > 0:  # drawn last, so that views without a bend stay what they were
        knots = 2 * torch.rand(count, 2, _KNOTS, _KNOTS, generator=generator) - 1
        bend = Bend(knots * ranges.elastic * max(size.width, size.height), size)
    if ranges.share < 1:  # for the same reason after all others
        turned, scaled, shifted = torch.rand(3, count, generator=generator) < ranges.share
        angle, growth, shift = angle * turned, growth * scaled, shift * shifted[:, None]
    maps = _maps(angle, torch.exp(growth), shift, size)
    if ranges.flip > 0:
        flipped = torch.rand(count, generator=generator) < ranges.flip
        maps = torch.where(flipped[:, None, None], _mirrored(maps, size), maps)
    return Views(maps, gamma, gain, noise, bend)


def _maps(angle: Tensor, scale: Tensor, shift: Tensor, size: Size) -> Tensor:
    """View pixel -> canvas pixel [N, 2, 3], of `angle` (radians), `scale` [N] and `shift` [N, 2] (pixels)."""
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    linear = torch.stack([torch.stack([cos, -sin], 1), torch.stack([sin, cos], 1)], 1)
    centre = torch.tensor(size.centre)
    offset = centre + shift - linear @ centre
    return torch.cat([linear, offset[:, :, None]], 2)


def _mirrored(maps: Tensor, size: Size) -> Tensor:
    """`maps` [N, 2, 3] of views of `size` that show their pixels from right to left."""
    back = maps.new_tensor([[-1.0, 0.0, size.width - 1.0], [0.0, 1.0, 0.0]])
    return compose_affine(maps, back.expand(len(maps), -1, -1))


def view_images(views: Views, patches: Tensor, size: Size, source: GrainSource) -> Tensor:
    """What the views show of `patches` [N, 1, h, w] (0..1, the canvas of `size` in their middle).

    [N, 1, H, W] of `size`; beyond a patch its edge goes on. A GPU draws its own grain, by the same seeds.
    """
    seen = seen_through(views.maps, patches, size, views.bend)
    numbers = sent(torch.stack([views.gamma, views.gain, views.noise]), seen.device)
    gamma, gain, noise = numbers[..., None, None, None]
    grain = _grain(views, seen, source)
    shown: Tensor = seen**gamma * gain
    return shown if grain is None else shown + noise * grain


def _grain(views: Views, like: Tensor, source: GrainSource) -> Tensor | None:
    """Normal numbers for `like` [N, 1, H, W], the noise of deviation 1; None where nobody needs them."""
    device = like.device
    if source is None or (device.type != "cpu" and not views.noise.any()):
        return None
    if isinstance(source, torch.Generator):
        return torch.randn(like.shape, generator=_on(device, source), device=device)
    each = [torch.randn(like[:1].shape, generator=_on(device, one), device=device) for one in source]
    return torch.cat(each)


def _on(device: torch.device, generator: torch.Generator) -> torch.Generator:
    """A generator of `device` that goes on from `generator`, of the CPU."""
    if device.type == "cpu":
        return generator
    seed = int(torch.randint(2**62, (), generator=generator))
    return torch.Generator(device).manual_seed(seed)


def seen_through(maps: Tensor, patches: Tensor, size: Size, bend: Bend | None = None) -> Tensor:
    """As `view_images`, in the greys of `patches`: through `maps` [N, 2, 3] as in `Views`."""
    device, maps = patches.device, maps.clone()
    maps[:, :, 2] += maps.new_tensor(patch_origin(patches, size))
    maps = sent(maps, device)
    field = affine_field(maps, size) if bend is None else affine_after(maps, bend.field(device))
    return warp(patches, field).clamp(0, 1)


def patch_origin(patches: Tensor, size: Size) -> tuple[float, float]:
    """Where the first pixel of the canvas of `size` lies in `patches` [N, 1, h, w]."""
    return (patches.shape[-1] - size.width) / 2, (patches.shape[-2] - size.height) / 2


def view_points(views: Views, points: Tensor, device: torch.device | None = None) -> Tensor:
    """Where canvas `points` [N, K, 2] of the CPU lie in the views, on `device` (the CPU); NaN stays NaN."""
    device = device or points.device
    back = invert_affine(views.maps).to(points.dtype)  # on the CPU: a GPU would be waited for
    straight = sent(points @ back[:, :, :2].transpose(1, 2) + back[:, None, :, 2], device)
    if views.bend is None:
        return straight
    # p = straight - bend(p), the fixed point of a contraction
    field, places = views.bend.field(device).to(straight.dtype), straight
    for _ in range(_INVERSION_STEPS):
        places = straight - (transfer_points(field, places) - places)
    return places


def heatmaps_between(heatmaps: Tensor, shown: Views, wanted: Views, stride: int) -> tuple[Tensor, Tensor]:
    """`heatmaps` [N, K, h, w] of the views `shown` as the views `wanted` would have them: T_{e -> h}.

    Also returns the mask [N, 1, h, w] of the pixels that `shown` covers. Raises `ValueError` for bent views.
    """
    if shown.bend is not None or wanted.bend is not None:
        raise ValueError("heatmaps go between affine views only")
    return heatmaps_through(heatmaps, compose_affine(invert_affine(shown.maps), wanted.maps), stride)


def heatmaps_through(heatmaps: Tensor, maps: Tensor, stride: int) -> tuple[Tensor, Tensor]:
    """`heatmaps` [N, K, h, w] of images, seen through `maps` [N, 2, 3]: pixel of a view -> pixel of theirs.

    Also returns the mask [N, 1, h, w] of what they cover.
    """
    size, maps = size_of(heatmaps), rescale_affine(sent(maps, heatmaps.device), 1 / stride)
    positions = affine_field(maps, size) + pixel_positions(size, heatmaps.device)
    covered = in_sight(positions.movedim(1, -1), size)[:, None]
    return sample(heatmaps, positions), covered.to(heatmaps)
