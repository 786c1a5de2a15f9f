"""How far to trust each pseudo-label: label-free, from what the registration says of itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points

_OUTLIER = 4.0  # robust standard deviations beyond which a landmark does not fit its shape
_FEWEST = 8  # shapes below which nothing can be said about how shapes vary


def trust(spread: NDArray[np.float64], agreement: NDArray[np.float64], shapes: Points) -> NDArray[np.float64]:
    """Weights [N, K] in 0..1 of the pseudo-labels of N films.

    `spread` [N, K]: doubt of each, in units of one landmark set (canvas pixels), NaN without a label;
    `agreement` [N]: similarity of each film to an exemplar; `shapes` [N, K, 2]: the pseudo-labels on
    the canvas. Large spreads, films of large spread and dissimilar films count less; what does not fit
    the shape of the others counts nothing.
    """
    known: NDArray[np.bool_] = np.asarray(np.isfinite(spread))
    if not known.any():
        return np.zeros(spread.shape)
    single = spread / np.maximum(_median(spread, np.asarray(known.any(axis=0))), 1e-6)
    film = np.where(known, spread, 0.0).sum(axis=1, keepdims=True) / np.maximum(known.sum(axis=1), 1)[:, None]
    unlike = _ranks(-agreement)
    doubt = single + film / max(float(np.median(film)), 1e-6) + 3.0 * unlike[:, None]
    weight = np.exp(-((_ranks(np.where(known, doubt, np.inf)) / 0.8) ** 2))
    return np.where(known & fits_shape(shapes), weight, 0.0)


def fits_shape(shapes: Points) -> NDArray[np.bool_]:
    """True [N, K] where a landmark of `shapes` [N, K, 2] lies where the others of its film let expect it.

    The shapes' variation is learned from the shapes themselves (principal components of deviations that
    were cut at 3 robust deviations, 95 % of their power). NaN landmarks count as fitting.
    """
    known: NDArray[np.bool_] = np.asarray(np.isfinite(shapes).all(axis=2))
    if len(shapes) < _FEWEST:
        return np.ones(known.shape, dtype=bool)
    middle = np.nanmedian(np.where(np.isfinite(shapes).any(axis=0), shapes, 0.0), axis=0)
    away = np.where(np.isfinite(shapes), shapes - middle, 0.0)
    scale = np.maximum(_robust_deviation(away), 1e-6)
    cut = np.clip(away, -3 * scale, 3 * scale).reshape(len(shapes), -1)
    modes = _modes(cut)
    left = (away.reshape(len(shapes), -1) - cut @ modes.T @ modes).reshape(away.shape)
    size = np.linalg.norm(left, axis=2)
    # a residual has two components: its median is 1.18 deviations of one
    limit = _OUTLIER * np.maximum(np.median(size, axis=0) / 1.18, 0.5)
    return np.asarray(~known | (size <= limit))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks along the first axis, 0 for the smallest to 1; equal values share theirs."""
    from scipy.stats import rankdata  # takes a moment that predicting does not wait for

    ranks: NDArray[np.float64] = (rankdata(values, axis=0) - 1) / max(1, len(values) - 1)
    return ranks


def _median(spread: NDArray[np.float64], known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The median of each column of `spread` [N, K] that holds something (`known` [K]), 1 for the others."""
    median = np.ones(spread.shape[1])
    median[known] = np.nanmedian(spread[:, known], axis=0)
    return median


def _robust_deviation(away: Points) -> NDArray[np.float64]:
    return 1.4826 * np.median(np.abs(away), axis=0)


def _modes(rows: NDArray[np.float64], power: float = 0.95) -> NDArray[np.float64]:
    """The first principal directions [M, D] of `rows` [N, D], at most a third of N."""
    _, strength, directions = np.linalg.svd(rows, full_matrices=False)
    share = np.cumsum(strength**2) / max(float((strength**2).sum()), 1e-12)
    count = min(int((share < power).sum()) + 1, len(rows) // 3)
    return directions[:count]
