"""How landmarks lie from one another, learned from labelled films: the tree whose edges spread the least."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

from engine.models.displacement_tree import DisplacementTree

_FEWEST_FILMS = 5  # that have two landmarks, for what lies between these
_LEAST_DEVIATION = 0.5  # canvas pixels: labels are no more exact than that


def fit_displacements(shapes: NDArray[np.float64]) -> DisplacementTree | None:
    """The likeliest tree of Gaussian displacements for `shapes` [N, K, 2] (canvas pixels, NaN unknown).

    Of all trees it is the one whose edges' covariances have the smallest determinants (Chow and Liu 1968, for
    displacements). Landmarks that fewer than five films have together are not joined. None where no two are.
    """
    areas = np.stack([_areas(shapes, landmark) for landmark in range(shapes.shape[1])])
    spanning = minimum_spanning_tree(areas)
    if spanning.nnz == 0:
        return None
    parents = np.full(len(areas), -1)
    count, groups = connected_components(spanning, directed=False)
    for group in range(count):
        root = int(np.flatnonzero(groups == group)[0])
        _, before = breadth_first_order(spanning, root, directed=False)
        parents[before >= 0] = before[before >= 0]
    means, covariances = [], []
    for landmark, parent in enumerate(parents.tolist()):
        if parent < 0:
            means.append((0.0, 0.0))
            covariances.append((0.0, 0.0, 0.0))
            continue
        between = shapes[:, landmark] - shapes[:, parent]
        mean, xx, xy, yy, _ = _moments(between[:, None])
        means.append((float(mean[0, 0]), float(mean[0, 1])))
        covariances.append((float(xx[0]), float(xy[0]), float(yy[0])))
    return DisplacementTree(tuple(parents.tolist()), tuple(means), tuple(covariances))


def _areas(shapes: NDArray[np.float64], landmark: int) -> NDArray[np.float64]:
    """How far displacements from `landmark` to each other spread, [K] px^2; 0: no edge (scipy's way)."""
    _, xx, xy, yy, enough = _moments(shapes - shapes[:, [landmark]])
    areas = np.where(enough, np.sqrt(np.maximum(xx * yy - xy**2, 0.0)), 0.0)
    areas[landmark] = 0.0
    return areas


def _moments(between: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Of `between` [N, K, 2]: mean [K, 2]; xx, xy, yy [K] of one more film; whether enough films tell [K]."""
    known = np.isfinite(between[..., 0]) & np.isfinite(between[..., 1])
    count = known.sum(axis=0)
    some = np.maximum(count, 2)[:, None]
    inside = np.where(known[..., None], between, 0.0)
    mean = inside.sum(axis=0) / some
    away = np.where(known[..., None], between - mean, 0.0)
    # that film is not in the mean
    of_next = ((1 + 1 / some) / (some - 1))[:, 0]
    xx, yy = ((away**2).sum(axis=0) * of_next[:, None] + _LEAST_DEVIATION**2).T
    return mean, xx, away.prod(axis=2).sum(axis=0) * of_next, yy, count >= _FEWEST_FILMS
