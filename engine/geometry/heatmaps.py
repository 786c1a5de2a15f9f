"""Heatmaps: a Gaussian for every landmark, and back from a heatmap to a sub-pixel place. Pure functions.

A heatmap is [..., K, H, W], one map a landmark, peak 1; points are (x, y) on the heatmap's own grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import constant

# standard deviation of the Gaussians in heatmap pixels: one for all landmarks, or one for each of K
Sigma: TypeAlias = float | tuple[float, ...]


def render(points: Tensor, size: Size, sigma: Sigma) -> Tensor:
    """Gaussians of standard deviation `sigma` pixels at `points` [..., K, 2] -> [..., K, H, W].

    Sub-pixel centres, no cut-off; a point that is NaN gives an empty map.
    """
    x = torch.arange(size.width, dtype=points.dtype, device=points.device)
    y = torch.arange(size.height, dtype=points.dtype, device=points.device)
    width: float | Tensor
    if isinstance(sigma, tuple):
        width = constant(tuple(2 * each**2 for each in sigma), points.dtype, points.device)[:, None]
    else:
        width = 2 * sigma**2
    across = torch.exp(-((x - points[..., 0:1]) ** 2) / width)
    down = torch.exp(-((y - points[..., 1:2]) ** 2) / width)
    return torch.nan_to_num(down[..., :, None] * across[..., None, :])


@dataclass(frozen=True, slots=True)
class Decoded:
    """Places found in N x K heatmaps: `points` [N, K, 2], `peak` [N, K] and `spread` [N, K] pixels.

    `spread` is the root mean square distance of the heatmap's mass around the point (both axes).
    """

    points: Tensor
    peak: Tensor
    spread: Tensor


def decode(heatmaps: Tensor, sigma: Sigma) -> Decoded:
    """The weighted mean of `heatmaps` [N, K, H, W] in a window of 3 `sigma` around each highest pixel.

    Where the edge of the map cuts the window, the top of the parabola through the logarithms of the
    three pixels at the peak. Exact to 0.05 px on a clean Gaussian of `sigma`; negative values count as 0.
    """
    count, maps, height, width = heatmaps.shape
    flat = heatmaps.reshape(count, maps, height * width)
    peak, index = flat.max(dim=2)
    centre = torch.stack([index % width, index // width], dim=2)
    reaches = tuple(
        max(1, round(3 * deviation)) for deviation in (sigma if isinstance(sigma, tuple) else (sigma,))
    )
    reach = max(reaches)
    offsets = torch.arange(-reach, reach + 1, device=heatmaps.device)
    padded = F.pad(heatmaps.clamp(min=0), (reach, reach, reach, reach))
    columns = centre[..., 0, None] + offsets + reach
    rows = centre[..., 1, None] + offsets + reach
    cells = rows[..., :, None] * (width + 2 * reach) + columns[..., None, :]
    window = padded.flatten(2).gather(2, cells.flatten(2)).view(count, maps, len(offsets), len(offsets))
    # the floor under a broad or noisy map would pull the mean to the centre of the window
    window = (window - 0.05 * peak.clamp(min=0)[..., None, None]).clamp(min=0) + 1e-12
    reach_of_each = constant(reaches, torch.int64, heatmaps.device)
    if min(reaches) < reach:  # the window of the widest one is cut to each landmark's own
        inside = (offsets.abs() <= reach_of_each[:, None]).to(window.dtype)
        window = window * inside[:, :, None] * inside[:, None, :]
    mass = window.sum(dim=(2, 3))
    step = offsets.to(heatmaps.dtype)
    x = (window.sum(dim=2) * step).sum(dim=2) / mass
    y = (window.sum(dim=3) * step).sum(dim=2) / mass
    far = (step[None, None, None, :] - x[..., None, None]) ** 2 + (
        step[None, None, :, None] - y[..., None, None]
    ) ** 2
    spread = ((window * far).sum(dim=(2, 3)) / mass).sqrt()
    away = torch.stack([x, y], dim=2)
    last = constant((width - 1, height - 1), torch.int64, heatmaps.device)
    cut = (centre < reach_of_each[:, None]) | (centre > last - reach_of_each[:, None])
    return Decoded(centre + torch.where(cut, _top(flat, centre, width, height), away), peak, spread)


@dataclass(frozen=True, slots=True)
class Maxima:
    """M places in each of N x K heatmaps, the highest first: `points` [N, K, M, 2] and `peak` [N, K, M].

    `peak` is -inf where a heatmap has fewer.
    """

    points: Tensor
    peak: Tensor


def local_maxima(heatmaps: Tensor, sigma: Sigma, most: int) -> Maxima:
    """The `most` highest of the maxima of `heatmaps` [N, K, H, W]: pixels as high as all within `sigma`.

    Of a plateau every pixel is one.
    Others may be near: a place is the mean in a window of 2 `sigma` under a Gaussian of `sigma`, which lies
    half as far from the pixel as a peak of that width does. Exact to 0.05 px on a clean Gaussian of `sigma`.
    """
    height, width = heatmaps.shape[-2:]
    sigmas = sigma if isinstance(sigma, tuple) else (sigma,)
    near, reach = max(1, round(min(sigmas))), max(1, round(2 * max(sigmas)))
    # channels last, and along each axis on its own: ten times as quick
    around = heatmaps.contiguous(memory_format=torch.channels_last)
    around = F.max_pool2d(around, (1, 2 * near + 1), stride=1, padding=(0, near))
    around = F.max_pool2d(around, (2 * near + 1, 1), stride=1, padding=(near, 0))
    tops = heatmaps.masked_fill(heatmaps < around, -math.inf).flatten(2)
    peak, index = tops.topk(min(most, height * width), dim=2)
    centre = torch.stack([index % width, index // width], dim=-1)
    offsets = torch.arange(-reach, reach + 1, device=heatmaps.device)
    cells = (centre[..., 1, None] + offsets + reach)[..., :, None] * (width + 2 * reach)
    cells = cells + (centre[..., 0, None] + offsets + reach)[..., None, :]
    padded = F.pad(heatmaps.clamp(min=0), (reach, reach, reach, reach))
    window = padded.flatten(2).gather(2, cells.flatten(2)).view(*cells.shape)
    step = offsets.to(heatmaps.dtype)
    widths = constant(sigmas, heatmaps.dtype, heatmaps.device)[:, None, None]
    weight = torch.exp(-(step**2) / (2 * widths**2))  # [1 or K, 1, 2 reach + 1]
    window = window * weight[..., :, None] * weight[..., None, :] + 1e-12
    mass = window.sum(dim=(-2, -1))
    away = torch.stack([(window.sum(dim=axis) * step).sum(dim=-1) / mass for axis in (-2, -1)], dim=-1)
    last = constant((width - 1, height - 1), torch.int64, heatmaps.device)
    cut = (centre < reach) | (centre > last - reach)
    top = _top(heatmaps.flatten(2), centre, width, height)
    return Maxima(centre + torch.where(cut, top, 2 * away), peak)


def peaks(heatmaps: Tensor) -> Tensor:
    """The tops of `heatmaps` [N, K, H, W] -> [N, K, 2]: a parabola at the highest pixel of each.

    As exact for any width of a Gaussian: for heatmaps of different widths that are to be compared.
    """
    width = heatmaps.shape[-1]
    flat = heatmaps.flatten(2)
    index = flat.argmax(dim=2)
    centre = torch.stack([index % width, index // width], dim=2)
    return centre + _top(flat, centre, width, heatmaps.shape[-2])


def _top(flat: Tensor, centre: Tensor, width: int, height: int) -> Tensor:
    """How far the top of a Gaussian lies from its highest pixel `centre`, half a pixel at most.

    `flat` [N, K, H * W]; `centre` [N, K, 2] or [N, K, M, 2]. At an edge the three pixels are the outermost.
    """
    offsets = []
    for axis, (side, pitch) in enumerate(((width, 1), (height, width))):
        middle = centre[..., axis].clamp(1, side - 2)
        cell = centre[..., 0] + centre[..., 1] * width + (middle - centre[..., axis]) * pitch
        cells = torch.stack([cell - pitch, cell, cell + pitch], dim=-1)
        values = flat.gather(2, cells.flatten(2)).view(*cells.shape)
        before, at, after = values.clamp(min=1e-12).log().unbind(dim=-1)
        bend = (2 * at - before - after).clamp(min=1e-6)
        offsets.append(middle - centre[..., axis] + 0.5 * (after - before) / bend)
    return torch.stack(offsets, dim=-1).clamp(-0.5, 0.5)
