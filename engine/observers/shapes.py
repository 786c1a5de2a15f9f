"""Shapes of many films compared with each other: each with what all others have in common, robustly.

Points are complex numbers x + iy, so that a similarity is one number: z -> turn * (z - middle).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Shapes = NDArray[np.complex128]  # [F, K] or [K]; NaN where a landmark is unknown

LEAST_FILMS = 8  # fewer say nothing about what is usual
_LEAST_KNOWN = 3  # landmarks of a film: a similarity fits any two
_ROUNDS = 4  # of alignment and mean shape: both settle within two or three
_ROUNDING = 1e-3  # of the size of a shape: landmarks that are alike to this differ by pixels, not by anatomy
_CUT = 3.0  # widths beyond which a landmark has no more say in what is usual
_RIDGE = 1.0  # of the median variance of a coordinate: holds where films are fewer than landmarks
_MEDIAN_OF_RAYLEIGH = 1.1774  # median distance from the middle of a normal spread of width 1 per axis


@dataclass(frozen=True, slots=True)
class Compared:
    """Films in the upright frame of their common shape, which has the size 1.

    `upright` [F, K]: the films there. `fit` [F]: the median distance of a film's landmarks to the common
    shape, `mirrored_fit` [F] the same of the mirrored film; NaN where too little is known.
    """

    shape: Shapes
    upright: Shapes
    fit: NDArray[np.float64]
    mirrored_fit: NDArray[np.float64]


def compared(shapes: Shapes) -> Compared:
    """Compare `shapes` [F, K], original pixels, with each other.

    The common shape is the median of the films, so a minority of wrong ones does not move it.
    """
    usual, upright = _common_shape(shapes)
    mirrored = aligned(np.conj(shapes), usual)
    return Compared(usual, upright, distance(upright, usual), distance(mirrored, usual))


def strayed(films: Compared) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Landmark by landmark, how far it lies [F] from where the film's other landmarks say that it should.

    The expected place comes from the mean shape and the way in which landmarks vary together (a ridge
    regression on all other landmarks), learned from the other films: the film itself is left out, and what
    lies far off has its say cut down. In widths of the spread over the other films; NaN where unknown or
    fewer than `LEAST_FILMS` know the landmark.
    """
    away = films.upright - films.shape
    size = np.abs(away)
    width = median_of_others(size) / _MEDIAN_OF_RAYLEIGH
    cut = np.minimum(1.0, _CUT * np.maximum(width, _ROUNDING) / np.maximum(size, 1e-12))
    held = np.where(np.isfinite(away * cut), away * cut, 0.0)
    count, landmarks = held.shape
    sides = np.concatenate([held.real, held.imag], axis=1)  # [F, 2K]
    spread = sides.T @ sides / max(count, 1)
    ridge = max(_RIDGE * float(np.median(np.diag(spread))), 1e-12) * np.eye(2 * landmarks)
    for place in range(landmarks):
        pair = np.array([place, landmarks + place])
        others = np.setdiff1d(np.arange(2 * landmarks), pair)
        inverse = np.linalg.inv((spread + ridge)[np.ix_(others, others)])
        known = sides[:, others] @ inverse
        guess = known @ spread[np.ix_(others, pair)]
        # closed form of leaving the film itself out of a ridge regression (its leverage)
        leverage = np.minimum((known * sides[:, others]).sum(axis=1) / max(count, 1), 0.99)
        residual = (held[:, place] - guess @ np.array([1.0, 1.0j])) / (1.0 - leverage)
        yield place, _in_widths(np.abs(residual + away[:, place] - held[:, place]))


def aligned(shapes: Shapes, target: Shapes, steps: int = 5) -> Shapes:
    """Each of `shapes` [F, K] carried onto `target` [K] by the similarity that fits most of its landmarks.

    Least squares, re-weighted `steps` times by 1 / (1 + (residual / 3 medians)^2), so that a few wrong
    landmarks do not turn the film, nor a few near ones (a narrower weight settles on some of them by chance).
    NaN for films that know fewer than three landmarks of the target.
    """
    known = np.isfinite(shapes) & np.isfinite(target)
    source = np.where(known, shapes, 0.0)
    aim = np.where(known, target, 0.0)
    weight = known.astype(np.float64)
    for _ in range(steps):
        total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
        from_, to = ((weight * side).sum(axis=1, keepdims=True) / total for side in (source, aim))
        p, q = source - from_, aim - to
        power = np.maximum((weight * np.abs(p) ** 2).sum(axis=1, keepdims=True), 1e-12)
        turn = (weight * np.conj(p) * q).sum(axis=1, keepdims=True) / power
        residual = np.where(known, np.abs(turn * p - q), np.nan)
        middle = _nanmedian(residual, axis=1)[:, None]
        weight = np.where(known, 1.0 / (1.0 + (residual / (3.0 * middle + 1e-9)) ** 2), 0.0)
    carried = turn * (shapes - from_) + to
    return np.where(known.sum(axis=1, keepdims=True) >= _LEAST_KNOWN, carried, np.nan)


def distance(upright: Shapes, target: Shapes) -> NDArray[np.float64]:
    """Median distance [F] of the landmarks of aligned films [F, K] to `target` [K]; NaN for none."""
    return _nanmedian(np.abs(upright - target), axis=1)


def _common_shape(shapes: Shapes) -> tuple[Shapes, Shapes]:
    """The shape [K] that most films have, middle 0 and size 1, and the films [F, K] carried onto it."""
    usual = _normal(shapes[int(np.isfinite(shapes).sum(axis=1).argmax())])
    for _ in range(_ROUNDS):
        upright = aligned(shapes, usual)
        usual = _normal(_nanmedian(upright.real, axis=0) + 1j * _nanmedian(upright.imag, axis=0))
    return usual, aligned(shapes, usual)


def _normal(shape: Shapes) -> Shapes:
    known = shape[np.isfinite(shape)]
    if not len(known):
        return shape
    centred = shape - known.mean()
    return np.asarray(centred / max(float(np.sqrt((np.abs(known - known.mean()) ** 2).mean())), 1e-12))


def _in_widths(size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distances [F] in widths of the spread of all other films."""
    width = median_of_others(size[:, None])[:, 0] / _MEDIAN_OF_RAYLEIGH
    return np.asarray(size / np.maximum(width, _ROUNDING), dtype=np.float64)


def median_of_others(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each film and column of `values` [F, K] the median of all OTHER films that have one; NaN is none.

    NaN too where fewer than `LEAST_FILMS` have one.
    """
    rank = np.argsort(np.argsort(values, axis=0), axis=0)  # NaN comes last
    ordered = np.sort(values, axis=0)
    count = np.isfinite(values).sum(axis=0)
    others = np.maximum(count - 1, 1)

    def place(wanted: NDArray[np.intp]) -> NDArray[np.float64]:
        """The value with rank `wanted` [K] among the others: the film itself is stepped over."""
        at = wanted[None, :] + (rank <= wanted[None, :])
        return np.take_along_axis(ordered, np.minimum(at, len(values) - 1), axis=0)

    median = (place((others - 1) // 2) + place(others // 2)) / 2.0
    return np.where(np.isfinite(values) & (count >= LEAST_FILMS), median, np.nan)


def _nanmedian(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a film or landmark of which nothing is known
        return np.asarray(np.nanmedian(values, axis=axis), dtype=np.float64)
