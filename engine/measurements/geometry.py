"""Plane geometry on stacks of figures: each array is [V, 2], V variants of a point or of a direction.

x runs ahead (to the right), y down, so a turn that brings x to y is clockwise on the screen. What does not
exist (the crossing of parallels, the direction of a point to itself) is NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float64]  # [V, 2]
Values = NDArray[np.float64]  # [V]
_CIRCLE_STEPS = 30
_SLIGHT = 1e-9  # the sine of an angle below which two lines are parallel


@dataclass(frozen=True, slots=True)
class DirectedLine:
    """Lines through `start` along `direction`, which has length 1; both [V, 2].

    `middle` [V, 2]: of the two points that it was laid through, None where it was laid otherwise.
    """

    start: Vectors
    direction: Vectors
    middle: Vectors | None = None

    @property
    def normal(self) -> Vectors:
        """The direction turned clockwise by a right angle."""
        return quarter_turned(self.direction)


def dot(a: Vectors, b: Vectors) -> Values:
    """Scalar products [V]."""
    return np.asarray(np.sum(a * b, axis=-1))


def cross(a: Vectors, b: Vectors) -> Values:
    """Cross products a x b [V]: above 0 where b is clockwise of a."""
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def lengths(a: Vectors) -> Values:
    """Lengths [V]."""
    return np.asarray(np.hypot(a[..., 0], a[..., 1]))


def normalised(a: Vectors) -> Vectors:
    """`a` with length 1; NaN where it has none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(a / lengths(a)[..., None])


def quarter_turned(a: Vectors) -> Vectors:
    """`a` turned clockwise by a right angle: ahead becomes down."""
    return np.stack([-a[..., 1], a[..., 0]], axis=-1)


def turned(a: Vectors, degrees: float) -> Vectors:
    """`a` turned clockwise."""
    angle = np.radians(degrees)
    return np.asarray(np.cos(angle) * a + np.sin(angle) * quarter_turned(a))


def through(a: Vectors, b: Vectors) -> DirectedLine:
    """The line from `a` to `b`."""
    return DirectedLine(a, normalised(b - a), (a + b) / 2)


def foot(point: Vectors, line: DirectedLine) -> Vectors:
    """Where the perpendicular from `point` meets `line`."""
    way = dot(point - line.start, line.direction)
    return np.asarray(line.start + way[..., None] * line.direction)


def crossing(one: DirectedLine, other: DirectedLine) -> Vectors:
    """Where two lines meet; NaN for parallels."""
    sine = cross(one.direction, other.direction)
    sine = np.where(np.abs(sine) < _SLIGHT, np.nan, sine)
    way = cross(other.start - one.start, other.direction) / sine
    return np.asarray(one.start + way[..., None] * one.direction)


def turns(a: Vectors, b: Vectors) -> Values:
    """How far b is turned clockwise from a, in degrees [V], -180..180."""
    return np.asarray(np.degrees(np.arctan2(cross(a, b), dot(a, b))))


def near_first(angles: Values, period: float) -> Values:
    """`angles` of a full turn of `period`, each moved by whole turns to lie next to the first one."""
    first = angles[..., :1]
    return np.asarray(first + (angles - first + period / 2) % period - period / 2)


def best_line(points: Sequence[Vectors]) -> DirectedLine:
    """The line with the least squares of distances to `points`, directed from the first to the last."""
    stack = np.stack(points)  # [N, V, 2]
    centre = stack.mean(axis=0)
    away = stack - centre
    across, down = away[..., 0], away[..., 1]
    # the main axis of the second moments, by its angle
    angle = np.arctan2(2 * (across * down).sum(0), (across**2 - down**2).sum(0)) / 2
    direction = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    sign = np.sign(dot(stack[-1] - stack[0], direction))
    return DirectedLine(centre, np.where(sign[..., None] == 0, np.nan, sign[..., None] * direction))


def area(points: Sequence[Vectors]) -> Values:
    """Area [V] of the polygon through `points`, by the shoelace formula."""
    stack = np.stack(points)
    stack = stack - stack[:1]  # near zero, where sums lose nothing
    return np.asarray(np.abs(cross(stack, np.roll(stack, -1, axis=0)).sum(0)) / 2)


def circle(points: Sequence[Vectors]) -> tuple[Vectors, Values]:
    """Centre [V, 2] and radius [V] of the circle with the least squares of distances to `points`.

    From Kasa's algebraic fit by Gauss-Newton steps; through three points exact. NaN for points on a line.
    """
    stack = np.moveaxis(np.stack(points), 0, 1)  # [V, N, 2]
    middle = stack.mean(axis=1, keepdims=True)
    away = stack - middle
    size = np.sqrt((away**2).sum((1, 2), keepdims=True))
    away = away / size
    ones = np.ones((*away.shape[:2], 1))
    solved = _least_squares(np.concatenate([2 * away, ones], axis=2), (away**2).sum(2))
    centre, radius = solved[:, :2], np.sqrt(solved[:, 2] + (solved[:, :2] ** 2).sum(1))
    for _ in range(_CIRCLE_STEPS if len(points) > 3 else 0):
        outward = away - centre[:, None]
        reach = np.sqrt((outward**2).sum(2))
        step = _least_squares(
            np.concatenate([outward / reach[..., None], ones], axis=2), reach - radius[:, None]
        )
        centre, radius = centre + step[:, :2], radius + step[:, 2]
    return centre * size[:, 0] + middle[:, 0], radius * size[:, 0, 0]


def _least_squares(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The solutions [V, M] of rows [V, N, M] x = right [V, N]; NaN where there is more than one."""
    square = np.swapaxes(rows, 1, 2) @ rows
    known = (np.swapaxes(rows, 1, 2) @ right[..., None])[..., 0]
    sure = np.abs(np.linalg.det(square)) > _SLIGHT**2
    square = np.where(sure[:, None, None], square, np.eye(square.shape[-1]))
    return np.where(sure[:, None], np.linalg.solve(square, known[..., None])[..., 0], np.nan)
