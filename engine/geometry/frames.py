"""Frames: affine maps [2, 3] from pixels of a canvas to original pixels of a film, (x, y).

One film at a time, in float64 and without torch, for whoever needs no gradient: the window too.
`displacement` has the like for batches of maps [N, 2, 3] between the grids of two films, as tensors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points, Size

Frame = NDArray[np.float64]  # [2, 3], (x, y)


def pitch_of(frame: Frame) -> float:
    """Film pixels per canvas pixel."""
    return float(np.sqrt(abs(np.linalg.det(frame[:, :2]))))


def film_frame(size: Size, film: Size, mirrored: bool = False) -> Frame:
    """The frame that shows all of a film, as large as fits in the middle of a canvas of `size`."""
    pitch = max(film.width / size.width, film.height / size.height)
    linear = np.diag([-pitch if mirrored else pitch, pitch])
    return np.column_stack([linear, np.array(film.centre) - linear @ np.array(size.centre)])


def apply_frame(frame: Frame, points: Points) -> Points:
    """Canvas `points` [..., 2] in the film: the affine map [2, 3] applied."""
    return points @ frame[:, :2].T + frame[:, 2]


def invert_frame(frame: Frame) -> Frame:
    """The map from the film to the canvas."""
    linear = np.linalg.inv(frame[:, :2])
    return np.column_stack([linear, -linear @ frame[:, 2]])


def compose_frames(outer: Frame, inner: Frame) -> Frame:
    """The map q -> outer(inner(q))."""
    return np.column_stack([outer[:, :2] @ inner[:, :2], apply_frame(outer, inner[:, 2])])


def pooled_frame(frame: Frame, stride: int) -> Frame:
    """`frame` of a canvas as that of maps which have one pixel where the canvas has `stride`."""
    first = np.full(2, 0.5 * stride - 0.5)  # canvas pixels: the centre of the maps' first pixel
    return np.column_stack([frame[:, :2] * stride, apply_frame(frame, first)])


def frame_of_edges(frame: Frame) -> Frame:
    """`frame` for a tool that counts from the outer edge of the first pixel, on both sides (Pillow)."""
    return np.column_stack([frame[:, :2], frame[:, 2] + 0.5 - frame[:, :2] @ np.full(2, 0.5)])


def flip_frame(size: Size, axes: tuple[int, ...]) -> Frame:
    """A canvas of `size` mirrored along `axes` (1: y, 2: x) onto itself."""
    x, y = 2 in axes, 1 in axes
    linear = np.diag([-1.0 if x else 1.0, -1.0 if y else 1.0])
    return np.column_stack([linear, [size.width - 1.0 if x else 0.0, size.height - 1.0 if y else 0.0]])


def is_mirrored_frame(frame: Frame) -> bool:
    """True where `frame` shows a film mirrored."""
    return bool(np.linalg.det(frame[:, :2]) < 0)


def similarity(source: Points, target: Points, mirrored: bool = False, steps: int = 5) -> Frame:
    """The similarity [2, 3] that carries `source` [K, 2] to `target`; NaN rows have no say.

    Least squares, re-weighted `steps` times by 1 / (1 + (residual / 1.5 medians)^2), so that a few
    wrong landmarks do not turn the film.
    """
    known = np.isfinite(source).all(axis=1) & np.isfinite(target).all(axis=1)
    flip = np.array([-1.0, 1.0]) if mirrored else np.ones(2)
    a, b = source[known] * flip, target[known]
    if len(a) < 2:
        linear = np.diag(flip)
        return np.column_stack([linear, (b - a).mean(axis=0) if len(a) else np.zeros(2)])
    weight = np.ones(len(a))
    for _ in range(steps):
        share = (weight / weight.sum())[:, None]
        p, q = a - (share * a).sum(axis=0), b - (share * b).sum(axis=0)
        power = max((share * p * p).sum(), 1e-12)
        cos = (share * p * q).sum() / power
        sin = (share[:, 0] * (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])).sum() / power
        linear = np.array([[cos, -sin], [sin, cos]])
        place = (share * (b - a @ linear.T)).sum(axis=0)
        residual = np.linalg.norm(a @ linear.T + place - b, axis=1)
        weight = 1.0 / (1.0 + (residual / (1.5 * np.median(residual) + 1e-6)) ** 2)
    return np.column_stack([linear * flip, place])
