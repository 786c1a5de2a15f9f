"""Thickness of bones and soft tissue on a pixel grid: what a phantom radiograph is summed from.

Every shape is given by its signed distance; a beam crosses `2 * sqrt(r^2 - d^2)` of a cylinder of
radius r at distance d from its axis. Edges are soft because that length falls to 0 there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Size

Thickness = NDArray[np.float32]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Capsule:
    """A tapering rod from `a` to `b` (x, y) with its radii there, in pixels; `flare` widens both ends."""

    a: Point
    b: Point
    radius_a: float
    radius_b: float
    flare: float = 0.0


def _window(shape: Capsule, size: Size, margin: float = 2.0) -> tuple[slice, slice]:
    """The part of the film that the shape can touch, as (rows, columns)."""
    reach = max(shape.radius_a, shape.radius_b) * (1 + shape.flare) + margin
    low = np.maximum(np.floor(np.minimum(shape.a, shape.b) - reach), 0).astype(int)
    high = np.ceil(np.maximum(shape.a, shape.b) + reach).astype(int) + 1
    columns = slice(int(low[0]), max(int(low[0]), min(int(high[0]), size.width)))
    return slice(int(low[1]), max(int(low[1]), min(int(high[1]), size.height))), columns


def _depth(shape: Capsule, rows: slice, columns: slice) -> tuple[Thickness, Thickness]:
    """Local radius and distance to the axis [h, w] in the window, in pixels."""
    y, x = np.mgrid[rows, columns].astype(np.float32)
    ax, ay = shape.a
    along_x, along_y = shape.b[0] - ax, shape.b[1] - ay
    length2 = max(along_x**2 + along_y**2, 1e-6)
    t = np.clip(((x - ax) * along_x + (y - ay) * along_y) / length2, 0.0, 1.0)
    distance = np.hypot(x - ax - t * along_x, y - ay - t * along_y)
    ends = (2.0 * t - 1.0) ** 4  # 1 at both ends, 0 along the shaft: heads of long bones
    radius = (shape.radius_a + t * (shape.radius_b - shape.radius_a)) * (1.0 + shape.flare * ends)
    return radius.astype(np.float32), distance.astype(np.float32)


def add_solid(film: Thickness, shape: Capsule) -> None:
    """Add the thickness of a solid rod to `film` [H, W], in pixels."""
    rows, columns = _window(shape, Size(film.shape[1], film.shape[0]))
    radius, distance = _depth(shape, rows, columns)
    film[rows, columns] += 2.0 * np.sqrt(np.maximum(radius**2 - distance**2, 0.0))


def cover_solid(film: Thickness, shape: Capsule) -> None:
    """Like `add_solid`, but overlapping shapes count once: flesh is one body, not a heap of rods."""
    rows, columns = _window(shape, Size(film.shape[1], film.shape[0]))
    radius, distance = _depth(shape, rows, columns)
    thickness = 2.0 * np.sqrt(np.maximum(radius**2 - distance**2, 0.0))
    np.maximum(film[rows, columns], thickness, out=film[rows, columns])


def add_bone(film: Thickness, shape: Capsule, cortex: float = 0.3, marrow: float = 0.45) -> None:
    """Add a bone: a dense shell (`cortex` = its share of the radius) around looser marrow."""
    add_solid(film, shape)
    inner = 1.0 - cortex
    core = Capsule(shape.a, shape.b, shape.radius_a * inner, shape.radius_b * inner, shape.flare)
    hollow = np.zeros_like(film)
    rows, columns = _window(core, Size(film.shape[1], film.shape[0]))
    radius, distance = _depth(core, rows, columns)
    hollow[rows, columns] = 2.0 * np.sqrt(np.maximum(radius**2 - distance**2, 0.0))
    film[rows, columns] -= (1.0 - marrow) * hollow[rows, columns]


def smooth_noise(random: np.random.Generator, size: Size, cells: int) -> Thickness:
    """Smooth random texture [H, W] with mean about 0 and SD about 1; `cells` across the film."""
    coarse = random.standard_normal((cells, cells))
    rows = np.linspace(0, cells - 1, size.height)
    columns = np.linspace(0, cells - 1, size.width)
    along = np.apply_along_axis(lambda line: np.interp(rows, np.arange(cells), line), 0, coarse)
    both = np.apply_along_axis(lambda line: np.interp(columns, np.arange(cells), line), 1, along)
    return both.astype(np.float32)
