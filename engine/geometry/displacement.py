"""Displacement fields on the fixed grid: warp, compose, transfer points, invert at points.

A field u is [N, 2, H, W], (x, y) order, in pixels of the MOVING grid: the fixed pixel p = (x, y)
lies at p + u(p) in the moving image. Both grids may differ in size. Outside the fixed grid a field
goes on with its edge value.
"""

from __future__ import annotations

from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size, normalised_affine


@lru_cache(maxsize=64)
def constant(values: tuple[float, ...], dtype: torch.dtype, device: torch.device) -> Tensor:
    """`values` [N] on `device`, copied there when they are first asked for: a GPU is waited for then."""
    return torch.tensor(values, dtype=dtype, device=device)


def size_of(image: Tensor) -> Size:
    """Size of the last two axes of `image` [..., H, W]."""
    return Size(int(image.shape[-1]), int(image.shape[-2]))


def resized(image: Tensor, size: Size) -> Tensor:
    """`image` [N, C, H, W] on a grid of `size`: averaged where that is coarser, else interpolated."""
    grid, shape = size_of(image), (size.height, size.width)
    if size.width < grid.width and size.height < grid.height:
        return F.interpolate(image, size=shape, mode="area")
    return F.interpolate(image, size=shape, mode="bilinear", align_corners=False)


def pixel_positions(size: Size, device: torch.device) -> Tensor:
    """Positions (x, y) of all pixels of a grid, [2, H, W]."""
    y, x = torch.meshgrid(
        torch.arange(size.height, dtype=torch.float32, device=device),
        torch.arange(size.width, dtype=torch.float32, device=device),
        indexing="ij",
    )
    return torch.stack([x, y])


def sample(image: Tensor, positions: Tensor, padding: str = "border") -> Tensor:
    """Bilinear samples of `image` [N, C, H, W] at pixel `positions` [N, 2, h, w] -> [N, C, h, w]."""
    scale, offset = normalised_affine(size_of(image))
    axes = zip(positions.unbind(1), scale, offset, strict=True)  # numbers, so that nothing is copied to a GPU
    grid = torch.stack([axis * factor + shift for axis, factor, shift in axes], dim=1).permute(0, 2, 3, 1)
    return F.grid_sample(image, grid, mode="bilinear", padding_mode=padding, align_corners=False)


def warp(moving: Tensor, field: Tensor) -> Tensor:
    """`moving` [N or 1, C, h, w] seen on the fixed grid of `field` [N, 2, H, W] -> [N, C, H, W]."""
    positions = field + pixel_positions(size_of(field), field.device)
    return sample(moving.expand(len(field), -1, -1, -1), positions)


def compose(field: Tensor, step: Tensor) -> Tensor:
    """The field of p -> q + field(q) with q = p + step(p), both on the same fixed grid."""
    return warp(field, step) + step


def affine_field(matrices: Tensor, size: Size) -> Tensor:
    """Field of the affine maps `matrices` [N, 2, 3] (fixed pixel -> moving pixel) on a grid of `size`."""
    return affine_after(matrices, matrices.new_zeros(len(matrices), 2, size.height, size.width))


def affine_after(matrices: Tensor, local: Tensor) -> Tensor:
    """The field of p -> A(p + local(p)): `local` [N, 2, H, W] in fixed pixels, then `matrices` [N, 2, 3].

    Composing `local` instead of the whole field keeps the edges right on turned and mirrored films,
    whose whole field is steep.
    """
    positions = pixel_positions(size_of(local), matrices.device)
    mapped = torch.einsum("nij,njhw->nihw", matrices[:, :, :2], positions + local)
    return mapped + matrices[:, :, 2, None, None] - positions


def invert_affine(matrices: Tensor) -> Tensor:
    """Inverses of the affine maps [N, 2, 3]. Raises torch's `LinAlgError` where one flattens the plane.

    These are batches on any device; the frame of a single film, without torch: `frames.invert_frame`.
    """
    linear = torch.linalg.inv(matrices[:, :, :2])
    return torch.cat([linear, -linear @ matrices[:, :, 2:]], dim=2)


def compose_affine(outer: Tensor, inner: Tensor) -> Tensor:
    """The affine maps [N, 2, 3] of p -> outer(inner(p)); of single frames: `frames.compose_frames`."""
    linear = outer[:, :, :2] @ inner[:, :, :2]
    return torch.cat([linear, outer[:, :, :2] @ inner[:, :, 2:] + outer[:, :, 2:]], dim=2)


def rescale_affine(maps: Tensor, factor: float) -> Tensor:
    """Affine maps [N, 2, 3] between two grids, rewritten for grids `factor` times as fine (1/2: half)."""
    shift = 0.5 * factor - 0.5  # where the first pixel's centre comes to lie
    linear = maps[:, :, :2]
    translation = maps[:, :, 2] * factor + shift - linear.sum(dim=2) * shift
    return torch.cat([linear, translation[:, :, None]], dim=2)


def in_sight(points: Tensor, size: Size) -> Tensor:
    """True where a point [..., 2] lies on a grid of `size`, its outer pixel edges excluded; NaN is False.

    `coordinates.inside` counts the edges in: a person may place a landmark there.
    """
    x, y = points[..., 0], points[..., 1]
    return (x > -0.5) & (y > -0.5) & (x < size.width - 0.5) & (y < size.height - 0.5)


def transfer_points(field: Tensor, points: Tensor) -> Tensor:
    """Fixed `points` [N, K, 2] or [1, K, 2] moved by `field` [N, 2, H, W]: p + u(p) -> [N, K, 2]."""
    points = points.expand(len(field), -1, -1)
    moved = sample(field, points.transpose(1, 2)[:, :, None])[:, :, 0]
    return points + moved.transpose(1, 2)


def invert_points(field: Tensor, points: Tensor, start: Tensor, steps: int = 20) -> Tensor:
    """Fixed points q with q + u(q) = `points` [N or 1, K, 2], searched from `start` [N, K, 2].

    Newton steps with a finite-difference Jacobian, so that turned and mirrored films converge too.
    """
    q = start
    for _ in range(steps):
        miss = transfer_points(field, q) - points
        jacobian = local_linear(field, q)
        # without a look whether it can be solved, which a GPU is waited for: it is kept so
        step = torch.linalg.solve_ex(jacobian, miss[..., None])[0][..., 0]
        # a fold can make the Jacobian nearly singular: one step stays within 4 pixels
        q = q - step * (4.0 / step.norm(dim=-1, keepdim=True).clamp(min=4.0))
    return q


def local_linear(field: Tensor, points: Tensor, reach: float = 2.0) -> Tensor:
    """d(p + u(p)) / dp at `points` [N, K, 2] by central differences -> [N, K, 2, 2], kept invertible."""
    columns = []
    unit = torch.eye(2, dtype=points.dtype, device=points.device)
    for offset in unit * reach:
        ahead, behind = transfer_points(field, points + offset), transfer_points(field, points - offset)
        columns.append((ahead - behind) / (2 * reach))
    jacobian = torch.stack(columns, dim=-1)
    mean = _invertible(jacobian.mean(dim=1, keepdim=True), unit)
    return _invertible(jacobian, mean)


def _invertible(linear: Tensor, instead: Tensor) -> Tensor:
    """`linear` [..., 2, 2] with `instead` wherever the field folds or flattens the plane."""
    flat = torch.linalg.det(linear).abs() < 0.1
    return torch.where(flat[..., None, None], instead, linear)
