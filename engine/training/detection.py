"""Detectors asked for landmarks: on canvases, and on films that only a finder has seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.coordinates import Points, Size, from_stride
from engine.geometry.heatmaps import Sigma, decode, peaks
from engine.networks.heatmap_network import HeatmapNetwork
from engine.runtime.interruption import watched
from engine.runtime.memory import MemoryShortError, Portion
from engine.runtime.precision import exact
from engine.training.augmentation import ViewRanges, draw_views, heatmaps_between, view_images

# the angles and scales at which a film is looked at once more: degrees, logarithms
_VIEWS = ((0.0, 0.0), (5.0, 0.06), (-5.0, -0.06))
_STILL = ViewRanges(0, 0, 0, 0, 0, 0)  # as it is


class NoLookError(MemoryShortError):
    """There is too little memory to look at a single film."""

    def __init__(self) -> None:
        super().__init__(
            "There is too little memory to look at a single film: close other programs, or compute on "
            "another device."
        )


@dataclass(frozen=True, slots=True)
class Detection:
    """What D detectors say of one canvas: canvas pixels, (x, y).

    `points` [K, 2]: from the mean of all heatmaps; `each` [D, K, 2]: from each detector's own;
    `peak` [K]: height of the mean heatmap, about 1 where it is sure; `apart` [K]: how far the first and
    the last detector are apart, 0 for a single one.
    """

    points: Points
    each: Points
    peak: NDArray[np.float64]
    apart: NDArray[np.float64]


def moved_by(seen: Detection, away: Points) -> Detection:
    """`seen` with every place moved by `away` [K, 2], canvas pixels."""
    return replace(seen, points=seen.points + away, each=seen.each + away)


@torch.no_grad()
def detect(
    detectors: Sequence[HeatmapNetwork], patches: Tensor, size: Size, sigma: Sigma, views: int = len(_VIEWS)
) -> list[Detection]:
    """Ask `detectors` for the landmarks of `patches` [N, 1, h, w] (0..1) around canvases of `size`.

    The heatmaps of the first `views` of three views (upright, turned and scaled a little either way)
    are averaged in the upright one. `sigma`: of the heatmaps that the detectors were trained on.
    """
    maps = mean_heatmaps(detectors, patches, size, views)
    stride = detectors[0].stride
    joint = decode(maps.mean(dim=0), sigma)
    by_detector = torch.stack([decode(each, sigma).points for each in maps])
    places, each = (from_stride(points.to(patches.device), stride) for points in (joint.points, by_detector))
    apart = (each[0] - each[-1]).norm(dim=-1)
    # [N, K, 2 + 2 D + 2], read at once
    every = torch.cat([places, *each, joint.peak[..., None], apart[..., None]], dim=2)
    return [_detection(_plain(film)) for film in every.cpu()]


def _detection(rows: NDArray[np.float64]) -> Detection:
    """`rows` [K, 2 + 2 D + 2]: the joint place, that of each detector, peak and distance."""
    each = rows[:, 2:-2].reshape(len(rows), -1, 2).swapaxes(0, 1)
    return Detection(rows[:, :2], each, rows[:, -2], rows[:, -1])


@torch.no_grad()
def tops(detectors: Sequence[HeatmapNetwork], patches: Tensor, size: Size) -> list[Points]:
    """As `detect`, upright only: places [K, 2] of the highest points of the mean heatmaps of each patch."""
    found = peaks(mean_heatmaps(detectors, patches, size, views=1).mean(dim=0))
    return [_plain(each) for each in from_stride(found, detectors[0].stride)]


@torch.no_grad()
def mean_heatmaps(
    detectors: Sequence[HeatmapNetwork], patches: Tensor, size: Size, views: int = len(_VIEWS)
) -> Tensor:
    """What each of `detectors` sees, [D, N, K, h, w] of the upright canvas, the mean of `views` views.

    `patches` [N, 1, ...] as for `detect`, fewer at a time where memory is short; h and w are those of the
    canvas over the detectors' stride. Raises `NoLookError` where it is too short for a single one.
    """
    portion = Portion(len(patches), patches.device, NoLookError())
    parts = portion.over(len(patches), lambda part: _mean_heatmaps(detectors, patches[part], size, views))
    return torch.cat(list(parts), dim=1)


def _mean_heatmaps(detectors: Sequence[HeatmapNetwork], patches: Tensor, size: Size, views: int) -> Tensor:
    still = torch.Generator().manual_seed(0)
    upright = draw_views(len(patches), size, _STILL, still)
    total: list[Tensor] = []
    for angle, scale in _VIEWS[:views]:
        shown = draw_views(len(patches), size, _STILL, still)
        _turn(shown.maps, np.deg2rad(angle), np.exp(scale), size)
        images = view_images(shown, patches.float(), size, None)
        for index, net in enumerate(detectors):
            with exact(patches.device), watched([net]):  # the same places on every device
                found = net(images.contiguous(memory_format=torch.channels_last)).float()
            if angle or scale:
                found, covered = heatmaps_between(found, shown, upright, net.stride)
                found = found * covered
            if index == len(total):
                total.append(found)
            else:
                total[index] = total[index] + found
    return torch.stack(total) / len(_VIEWS[:views])


def _turn(maps: Tensor, angle: float, scale: float, size: Size) -> None:
    """Make of the identity `maps` [N, 2, 3] a turn by `angle` and a scaling about the canvas' centre."""
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    linear = maps.new_tensor([[cos, -sin], [sin, cos]])
    centre = maps.new_tensor(size.centre)
    maps[:, :, :2] = linear
    maps[:, :, 2] = centre - linear @ centre


def _plain(values: Tensor) -> NDArray[np.float64]:
    return values.detach().cpu().double().numpy()
