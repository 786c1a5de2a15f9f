"""Films of any size on a network's canvas of one fixed size: letter-boxed, so that nothing is stretched."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size, resize_affine
from engine.geometry.displacement import (
    affine_field,
    compose_affine,
    invert_affine,
    pixel_positions,
    sample,
    size_of,
)


@dataclass(frozen=True, slots=True)
class Canvas:
    """A film [1, 1, h, w] on the canvas: `image` and `valid` [1, 1, H, W], 0 beside the film.

    `into` [1, 2, 3] maps pixels of the film's grid to pixels of the canvas.
    """

    image: Tensor
    valid: Tensor
    into: Tensor
    grid: Size

    def to_canvas(self, points: Tensor) -> Tensor:
        """Grid `points` [..., 2] on the canvas."""
        return points @ self.into[0, :, :2].t() + self.into[0, :, 2]

    def to_grid(self, points: Tensor) -> Tensor:
        """Canvas `points` [..., 2] on the film's grid."""
        out = invert_affine(self.into)[0]
        return points @ out[:, :2].t() + out[:, 2]


def place(image: Tensor, size: Size) -> Canvas:
    """`image` [1, 1, h, w] as large as fits in the middle of a canvas of `size`, its aspect ratio kept."""
    grid = size_of(image)
    factor = min(size.width / grid.width, size.height / grid.height)
    inner = Size(max(1, round(grid.width * factor)), max(1, round(grid.height * factor)))
    if factor < 1:
        small = F.interpolate(image, size=(inner.height, inner.width), mode="area")
    else:
        small = F.interpolate(image, size=(inner.height, inner.width), mode="bilinear", align_corners=False)
    left, top = (size.width - inner.width) // 2, (size.height - inner.height) // 2
    margins = (left, size.width - inner.width - left, top, size.height - inner.height - top)
    scale, offset = resize_affine(grid, inner)
    into = image.new_tensor([[scale[0], 0.0, offset[0] + left], [0.0, scale[1], offset[1] + top]])
    return Canvas(F.pad(small, margins), F.pad(torch.ones_like(small), margins), into[None], grid)


def onto_grids(field: Tensor, fixed: Canvas, moving: Canvas) -> Tensor:
    """`field` [1, 2, H, W] between canvases as a field [1, 2, h, w] on the fixed film's grid.

    In pixels of the moving film's grid. Beside the canvas the field goes on with its edge value.
    """
    positions = pixel_positions(fixed.grid, field.device)
    on_canvas = affine_field(fixed.into, fixed.grid) + positions
    there = on_canvas + sample(field, on_canvas)
    out = invert_affine(moving.into)
    return torch.einsum("nij,njhw->nihw", out[:, :, :2], there) + out[:, :, 2, None, None] - positions


def between_canvases(pose: Tensor, fixed: Canvas, moving: Canvas) -> Tensor:
    """The affine map `pose` [1, 2, 3] between the films' grids, as a map [1, 3, 3] between the canvases."""
    maps = compose_affine(moving.into, compose_affine(pose, invert_affine(fixed.into)))
    return torch.cat([maps, maps.new_tensor([[[0.0, 0.0, 1.0]]])], dim=1)


def mirrored(canvas: Canvas) -> Canvas:
    """The canvas of the same film seen in a mirror: x becomes W - 1 - x, `into` included."""
    width = canvas.image.shape[-1]
    flip = canvas.into.new_tensor([[-1.0, 0.0, width - 1.0], [0.0, 1.0, 0.0]])
    into = flip[None, :, :2] @ canvas.into
    into[:, :, 2] += flip[:, 2]
    return Canvas(canvas.image.flip(-1), canvas.valid.flip(-1), into, canvas.grid)
