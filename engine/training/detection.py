"""Detectors asked for landmarks: on canvases, and on films that only a finder has seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.coordinates import Points, Size, from_stride
from engine.geometry.displacement import invert_affine
from engine.geometry.heatmaps import Sigma, decode, peaks
from engine.networks.heatmap_network import HeatmapNetwork
from engine.runtime.interruption import watched
from engine.runtime.memory import MemoryShortError, Portion
from engine.runtime.precision import exact
from engine.training.augmentation import heatmaps_through, seen_through

# the angles and scales at which a film is looked at once more: degrees, logarithms
_VIEWS = ((0.0, 0.0), (5.0, 0.06), (-5.0, -0.06))


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
    return detected(mean_heatmaps(detectors, patches, size, views), detectors[0].stride, sigma)


def detected(maps: Tensor, stride: int, sigma: Sigma) -> list[Detection]:
    """What `mean_heatmaps` [D, N, K, h, w] of `stride` say of each of the N canvases, as `detect` has it."""
    joint = decode(maps.mean(dim=0), sigma)
    of_each = [decode(each, sigma).points for each in maps] if len(maps) > 1 else [joint.points]
    places, each = (from_stride(points, stride) for points in (joint.points, torch.stack(of_each)))
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
    detectors: Sequence[HeatmapNetwork],
    patches: Tensor,
    size: Size,
    views: int = len(_VIEWS),
    upright: Tensor | None = None,
) -> Tensor:
    """What each of `detectors` sees, [D, N, K, h, w] of the upright canvas, the mean of `views` views.

    `patches` [N, 1, ...] as for `detect`, fewer at a time where memory is short; h and w are those of the
    canvas over the detectors' stride. `upright`: the same of the first view alone, where it is known. Raises
    `NoLookError` where memory is too short for a single one.
    """
    portion = Portion(len(patches), patches.device, NoLookError())

    def part_of(part: slice) -> Tensor:
        known = None if upright is None else upright[:, part]
        return _mean_heatmaps(detectors, patches[part].float(), size, views, known)

    return torch.cat(list(portion.over(len(patches), part_of)), dim=1)


def _mean_heatmaps(
    detectors: Sequence[HeatmapNetwork], patches: Tensor, size: Size, views: int, upright: Tensor | None
) -> Tensor:
    total = [] if upright is None else list(upright)
    for angle, scale in _VIEWS[bool(total) : views]:
        maps = _turned(len(patches), np.deg2rad(angle), np.exp(scale), size)
        images = seen_through(maps, patches, size).contiguous(memory_format=torch.channels_last)
        for index, net in enumerate(detectors):
            with exact(patches.device), watched([net]):  # the same places on every device
                found = net(images).float()
            if angle or scale:
                found, covered = heatmaps_through(found, invert_affine(maps), net.stride)
                found = found * covered
            if index == len(total):
                total.append(found)
            else:
                total[index] = total[index] + found
    return torch.stack(total) / len(_VIEWS[:views])


def _turned(count: int, angle: float, scale: float, size: Size) -> Tensor:
    """`count` equal maps [N, 2, 3]: a turn by `angle` (radians) and a scaling about the canvas' centre."""
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    linear, centre = torch.tensor([[cos, -sin], [sin, cos]], dtype=torch.float32), torch.tensor(size.centre)
    return torch.cat([linear, (centre - linear @ centre)[:, None]], dim=1).expand(count, -1, -1)


def _plain(values: Tensor) -> NDArray[np.float64]:
    return values.detach().cpu().double().numpy()
