"""The paper's affine matrix (eqs. 8 to 10) and the way to pixels.

The paper's frame is the normalised one of both films, [-1, 1] at their outer edges; a map carries a
point of the fixed film to the moving film. All functions work on N maps at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.geometry.coordinates import Size, normalised_affine
from engine.geometry.displacement import pixel_positions, size_of


@dataclass(frozen=True, slots=True)
class AffineParts:
    """Normalised shift [N, 2] and scale [N, 2], each (x, y); `rotation` and `shear` [N] in radians."""

    shift: Tensor
    scale: Tensor
    rotation: Tensor
    shear: Tensor


def _rows(*rows: tuple[Tensor, ...]) -> Tensor:
    """Entries [N] each -> matrices [N, rows, columns]."""
    return torch.stack([torch.stack(row, dim=-1) for row in rows], dim=-2)


def _homogeneous(linear: Tensor, shift: Tensor) -> Tensor:
    """`linear` [N, 2, 2] and `shift` [N, 2] -> [N, 3, 3]."""
    last = linear.new_tensor([0.0, 0.0, 1.0]).expand(len(linear), 1, 3)
    return torch.cat([torch.cat([linear, shift[..., None]], dim=2), last], dim=1)


def affine_matrix(parts: AffineParts) -> Tensor:
    """The matrix that the paper prints below eq. 10, [N, 3, 3]: scale after rotation after shear."""
    (sx, sy), tan = parts.scale.unbind(-1), torch.tan(parts.shear)
    cos, sin = torch.cos(parts.rotation), torch.sin(parts.rotation)
    linear = _rows((sx * cos, sx * (cos * tan + sin)), (-sy * sin, sy * (cos - sin * tan)))
    return _homogeneous(linear, parts.shift)


def perspective_matrix(terms: Tensor) -> Tensor:
    """[N, 3, 3] that divides a normalised point by 1 + `terms` [N, 2] (x, y) times the point."""
    unit, zero = torch.ones_like(terms[:, 0]), torch.zeros_like(terms[:, 0])
    return _rows((unit, zero, zero), (zero, unit, zero), (terms[:, 0], terms[:, 1], unit))


def normalised_to_pixels(maps: Tensor, size: Size) -> Tensor:
    """Maps [N, 3, 3] between normalised frames -> the same maps between the pixel grids of `size`."""
    (sx, sy), (ox, oy) = normalised_affine(size)
    to_normalised = maps.new_tensor([[sx, 0.0, ox], [0.0, sy, oy], [0.0, 0.0, 1.0]])
    to_pixels = maps.new_tensor([[1 / sx, 0.0, -ox / sx], [0.0, 1 / sy, -oy / sy], [0.0, 0.0, 1.0]])
    return to_pixels @ maps @ to_normalised


def field_after(alignment: Tensor, local: Tensor) -> Tensor:
    """The field [N, 2, H, W] of p -> A(p + local(p)): `local` in fixed pixels, then `alignment` [N, 3, 3].

    Applying the alignment exactly, last, keeps the edges right where a sampled field would run out.
    """
    positions = pixel_positions(size_of(local), local.device)
    moved = positions + local
    mapped = torch.einsum("nij,njhw->nihw", alignment[:, :, :2], moved) + alignment[:, :, 2, None, None]
    return mapped[:, :2] / mapped[:, 2:] - positions
