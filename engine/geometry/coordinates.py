"""The frames of OneMark and the maps between them: this room alone knows axis order, half pixels and strides.

original    (x, y), x right, y down, pixels of the film after EXIF orientation; (0, 0) is the CENTRE
            of the first pixel, so the film covers [-0.5, W - 0.5] x [-0.5, H - 0.5].
network     the same convention on the resized grid of a network or a registration.
normalised  torch's `grid_sample` frame with align_corners=False: -1 and 1 are the outer EDGES.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Pair = tuple[float, float]


class Arithmetic(Protocol):
    """Numbers, arrays and tensors alike, without knowing torch."""

    def __add__(self, other: float, /) -> Any:
        """Element by element."""

    def __mul__(self, other: float, /) -> Any:
        """Element by element."""


A = TypeVar("A", bound=Arithmetic)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def diagonal(self) -> float:
        """Length of the diagonal in pixels."""
        return float(np.hypot(self.width, self.height))

    @property
    def centre(self) -> Pair:
        """The middle (x, y) of a grid of this size, in its pixels."""
        return (self.width - 1) / 2, (self.height - 1) / 2

    @property
    def corners(self) -> Points:
        """The outer corners [4, 2] of a grid of this size in its pixels, clockwise from the first pixel's."""
        right, bottom = self.width - 0.5, self.height - 0.5
        return np.array([[-0.5, -0.5], [right, -0.5], [right, bottom], [-0.5, bottom]])

    def pooled(self, stride: int) -> Size:
        """The size of maps that have one pixel where a grid of this size has `stride`, rounded up."""
        return Size(-(-self.width // stride), -(-self.height // stride))


def resize_affine(source: Size, target: Size) -> tuple[Pair, Pair]:
    """(scale, offset), each (x, y), of the map from the pixel grid of `source` to that of `target`.

    x_target = (x_source + 0.5) * W_target / W_source - 0.5, likewise y; exact, invertible.
    """
    scale = (target.width / source.width, target.height / source.height)
    return scale, (0.5 * scale[0] - 0.5, 0.5 * scale[1] - 0.5)


def normalised_affine(size: Size) -> tuple[Pair, Pair]:
    """(scale, offset), each (x, y), of the map from pixels of `size` to [-1, 1] (its outer edges)."""
    return (2.0 / size.width, 2.0 / size.height), (1.0 / size.width - 1.0, 1.0 / size.height - 1.0)


def resize_points(points: Points, source: Size, target: Size) -> Points:
    """Map `points` [..., 2] (x, y) from the pixel grid of `source` to that of `target`."""
    scale, offset = resize_affine(source, target)
    resized: Points = np.asarray(points, dtype=np.float64) * np.array(scale) + np.array(offset)
    return resized


def to_stride(points: A, stride: int) -> A:
    """`points` [..., 2] of a grid in pixels of maps that have one pixel where the grid has `stride`."""
    coarse: A = (points + 0.5) / stride - 0.5
    return coarse


def from_stride(points: A, stride: int) -> A:
    """Inverse of `to_stride`."""
    fine: A = (points + 0.5) * stride - 0.5
    return fine


def to_normalised(points: Points, size: Size) -> Points:
    """Map pixel `points` [..., 2] (x, y) to the frame of `grid_sample(align_corners=False)`."""
    scale, offset = normalised_affine(size)
    normalised: Points = np.asarray(points, dtype=np.float64) * np.array(scale) + np.array(offset)
    return normalised


def mirror_points(points: Points, size: Size) -> Points:
    """Mirror `points` [..., 2] left to right on a film of `size`: x -> W - 1 - x. Its own inverse."""
    mirrored = np.array(points, dtype=np.float64, copy=True)
    mirrored[..., 0] = size.width - 1 - mirrored[..., 0]
    return mirrored


def inside(points: Points, size: Size) -> NDArray[np.bool_]:
    """True where a point [..., 2] lies on the film, its outer pixel edges included; NaN is False."""
    x, y = points[..., 0], points[..., 1]
    across = (x >= -0.5) & (x <= size.width - 0.5)
    return across & (y >= -0.5) & (y <= size.height - 0.5)
