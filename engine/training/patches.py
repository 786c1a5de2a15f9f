"""Films as detectors see them: a patch of each around its canvas, and the landmarks on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.coordinates import Points, Size
from engine.geometry.displacement import affine_field, warp
from engine.geometry.frames import Frame, apply_frame, invert_frame, pitch_of
from engine.runtime.device import sent

MARGIN = 0.3  # film around the canvas in a patch, share of the canvas on each side: room for turned views


@dataclass(frozen=True, slots=True)
class Labelled:
    """Films to learn from: `patches` [N, 1, h, w] float16 in 0..1, `points` [N, K, 2] canvas pixels.

    Only `patches` may lie on a GPU (`beside`).

    `trust` [N, K]: weight of a label in 0..1; 0 where there is none. The first `exemplars` rows were
    placed by a person, all others are pseudo-labels. `size`: of the canvas.
    """

    patches: Tensor
    points: Tensor
    trust: Tensor
    exemplars: int
    size: Size


def beside(films: Labelled, device: torch.device) -> Labelled:
    """`films` whose patches lie on `device` too, where half of what it has free holds them."""
    if device.type != "cuda" or films.patches.nbytes > torch.cuda.mem_get_info(device)[0] / 2:
        return films
    return replace(films, patches=films.patches.to(device))


def shown_patches(films: Labelled, rows: Tensor, device: torch.device) -> Tensor:
    """The patches of the films `rows` [N] on `device` as networks see them, float32 [N, 1, h, w]."""
    if films.patches.device.type == "cpu":
        return sent(films.patches[rows], device).float()
    return films.patches[sent(rows, device)].float()


def patch_size(size: Size) -> Size:
    """Size of the patch around a canvas of `size`."""
    return Size(size.width + 2 * round(MARGIN * size.width), size.height + 2 * round(MARGIN * size.height))


def cut_patch(pixels: NDArray[np.float32], frame: Frame, size: Size) -> Tensor:
    """The patch [1, h, w] (float16) of a film's `pixels` [H, W] (0..1) around the canvas of `frame`.

    A film that is finer than the canvas is averaged first, so that nothing is aliased.
    """
    image = torch.from_numpy(pixels)[None, None]
    patch = patch_size(size)
    origin = np.array([(patch.width - size.width) / 2, (patch.height - size.height) / 2])
    shifted = np.column_stack([frame[:, :2], frame[:, 2] - frame[:, :2] @ origin])
    step = max(1, int(pitch_of(frame)))
    if step > 1:
        image = F.avg_pool2d(image, step, ceil_mode=True, count_include_pad=False)
        shifted[:, 2] += 0.5
        shifted /= step
        shifted[:, 2] -= 0.5
    maps = torch.as_tensor(shifted[None], dtype=torch.float32)
    return warp(image, affine_field(maps, patch))[0].half()


def on_canvas(frame: Frame, points: Points) -> Tensor:
    """Original `points` [K, 2] of a film on the canvas of `frame`, float32; NaN stays NaN."""
    return torch.as_tensor(apply_frame(invert_frame(frame), points), dtype=torch.float32)


def labelled(
    patches: Sequence[Tensor],
    points: Sequence[Tensor],
    trust: Sequence[NDArray[np.float64]],
    exemplars: int,
    size: Size,
) -> Labelled:
    """All films in one value; what has no place has no trust either."""
    places = torch.stack(list(points))
    weights = torch.as_tensor(np.stack(trust), dtype=torch.float32)
    known = torch.isfinite(places).all(dim=2)
    return Labelled(torch.stack(list(patches)), places, weights * known, exemplars, size)
