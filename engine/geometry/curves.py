"""Smooth curves through landmarks, as a tracing draws an outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Pair

_STEPS = 12  # straight pieces between two points: below a pixel off on a film that fills a screen


def smooth_curve(points: Sequence[Pair]) -> NDArray[np.float64]:
    """Places [M, 2] on the centripetal Catmull-Rom spline through `points`, in their order and frame.

    It has no loops and no cusps between two points, however unevenly they lie (Yuksel et al. 2011, eq. 3
    with alpha = 1/2). The curve is closed where the last point is the first one; repeated points count once.
    """
    path = np.asarray(points, dtype=float).reshape(-1, 2)
    path = path[np.insert(np.any(np.diff(path, axis=0) != 0, axis=1), 0, True)] if len(path) else path
    if len(path) < 3:
        return path
    closed = bool(np.all(path[0] == path[-1]))
    before, after = (path[-2], path[1]) if closed else (2 * path[0] - path[1], 2 * path[-1] - path[-2])
    slopes, spans = _slopes(np.vstack((before, path, after)))
    t = np.linspace(0, 1, _STEPS, endpoint=False)[None, :, None]
    start, end = path[:-1, None], path[1:, None]
    out, into = spans[:, None, None] * slopes[:-1, None], spans[:, None, None] * slopes[1:, None]
    places = (
        (2 * t**3 - 3 * t**2 + 1) * start
        + (t**3 - 2 * t**2 + t) * out
        + (3 * t**2 - 2 * t**3) * end
        + (t**3 - t**2) * into
    )
    return np.vstack((places.reshape(-1, 2), path[-1]))


def _slopes(path: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Derivatives [N, 2] at all but the outer two points; the lengths [N - 1] of knots between these."""
    steps = np.diff(path, axis=0)
    spans = np.hypot(steps[:, 0], steps[:, 1]) ** 0.5
    speeds = steps / spans[:, None]
    across = (path[2:] - path[:-2]) / (spans[:-1] + spans[1:])[:, None]
    return speeds[:-1] - across + speeds[1:], spans[1:-1]


def placed_runs(path: Sequence[str], places: Mapping[str, Pair]) -> list[list[Pair]]:
    """The stretches of `path` whose landmarks have a place, of two or more: a gap stays one."""
    runs: list[list[Pair]] = [[]]
    for name in path:
        if name in places:
            runs[-1].append(places[name])
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]
