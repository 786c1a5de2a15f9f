"""Several opinions on the same landmarks become one: the weighted geometric median."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points


def geometric_median(points: Points, weights: NDArray[np.float64], steps: int = 50) -> Points:
    """Weighted geometric median over the first axis: `points` [E, K, 2], `weights` [E, K] -> [K, 2].

    NaN points have no say; a landmark without any point stays NaN (Weiszfeld's iteration, started at
    the weighted mean).
    """
    known = np.isfinite(points).all(axis=-1) & (weights > 0)
    clean = np.where(known[..., None], points, 0.0)
    weights = np.where(known, weights, 0.0)
    total = weights.sum(axis=0)
    share = weights / np.maximum(total, 1e-12)
    median: Points = (share[..., None] * clean).sum(axis=0)
    for _ in range(steps):
        distance = np.linalg.norm(clean - median, axis=-1)
        pull = weights / np.maximum(distance, 1e-3)  # 1/1000 pixel: a point's own place does not divide by 0
        pull = pull / np.maximum(pull.sum(axis=0), 1e-12)
        median = (pull[..., None] * clean).sum(axis=0)
    return np.where(total[:, None] > 0, median, np.nan)


def disagreement(points: Points, fused: Points, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted root mean square distance [K] of `points` [E, K, 2] from `fused` [K, 2]; 0 for one opinion."""
    squared = ((points - fused) ** 2).sum(axis=-1)
    known = np.isfinite(squared)
    weights = np.where(known, weights, 0.0)
    total = np.maximum(weights.sum(axis=0), 1e-12)
    mean: NDArray[np.float64] = (weights * np.where(known, squared, 0.0)).sum(axis=0) / total
    return np.sqrt(mean)


def ranks(doubt: Sequence[float]) -> NDArray[np.float64]:
    """Confidence in 0..1 from `doubt`: 1 for the smallest, 0 for the largest; ties share their rank."""
    values = np.asarray(doubt, dtype=np.float64)
    if len(values) < 2:
        return np.ones(len(values))
    order = np.sort(values)
    middle = (np.searchsorted(order, values, "left") + np.searchsorted(order, values, "right") - 1) / 2
    share: NDArray[np.float64] = 1.0 - middle / (len(values) - 1)
    return share
