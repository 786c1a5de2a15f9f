"""Error radii that hold for a reader: what is uncertain of a point, scaled by what films left out have shown.

Conformal (Angelopoulos and Bates 2021): the quantile of |residual| / uncertainty over films whose own points
took no part in the offsets that they are scored with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.landmarks import Landmark, LandmarkSet
from engine.observers.shrinkage import Floats, middle, shrunken_means
from engine.observers.upright import Complex

_MOST_FOLDS = 10  # a film each up to so many; beyond, films are left out several at a time
_UNKNOWN_NOISE = 0.02  # of the shape's size, root mean square: about what detectors reach on new films


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """What machines say of their own errors, in scheme order.

    `spread` [N, K]: pixels of the films, 0 unknown. `factor` [K]: error radius over spread, 0 unknown.
    `noise` [K]: E|error|^2, upright pixels^2.
    """

    spread: Floats
    factor: Floats
    noise: Floats


def doubt_of(films: Sequence[LandmarkSet], names: Sequence[str], factor: Floats, size: float) -> Doubt:
    """What the predictions of `films` [N] say, that have `factor` [N] pixels per upright pixel.

    `size`: of their shape in upright pixels, for machines that say nothing.
    """
    marks = [[film.get(name) for name in names] for film in films]
    table = np.array([[_said(mark) for mark in row] for row in marks])
    spread, ratio, noise = np.moveaxis(table, -1, 0)
    noise = middle(noise / factor[:, None] ** 2)
    if np.isfinite(noise).any():
        unknown = float(np.nanmean(noise))
    else:  # a landmark alone has no size
        unknown = (_UNKNOWN_NOISE * size) ** 2 or float(np.nan_to_num(spread**2).max(initial=1.0))
    return Doubt(
        np.nan_to_num(spread), np.nan_to_num(middle(ratio)), np.where(np.isfinite(noise), noise, unknown)
    )


def _said(mark: Landmark) -> tuple[float, float, float]:
    """Spread, error radius over spread, E|error|^2 of one machine's point, NaN where it does not say."""
    spread = math.nan if mark.spread is None else mark.spread
    if mark.error_radius is None or mark.error_coverage is None or not 0 < mark.error_coverage < 1:
        return spread, math.nan, math.nan
    # of a normal error in two dimensions P(|e| > r) = exp(-r^2 / E|e|^2)
    noise = mark.error_radius**2 / -math.log1p(-mark.error_coverage)
    raw = mark.unadjusted is None and spread > 0  # a reading's radius is not the machine's own
    return spread, mark.error_radius / spread if raw else math.nan, noise


def uncertainty(spread: Floats | float, factor: Floats | float, variance: Floats | float) -> Floats:
    """What is uncertain of a point: of this film by its `spread`, of its landmark by its `variance`.

    Film pixels; of normal errors in one dimension, the root of both mean squares together.
    """
    uncertain: Floats = np.sqrt((factor * spread) ** 2 / 3.0 + variance / 2.0)
    return uncertain


def radius_scale(
    residuals: Complex, evidence: Floats, doubt: Doubt, factor: Floats, counts: Floats, coverage: float
) -> float | None:
    """The factor of `uncertainty` that holds a further film's points with the probability `coverage`.

    `residuals` and `evidence` [N, K] as for `shrunken_means`; `factor` [N]: film pixels per upright pixel;
    `counts` [N]: 0 for films that were chosen because they looked bad.
    None where too few points are known.
    """
    fold = np.arange(len(residuals)) % _MOST_FOLDS
    ratios = np.full(residuals.shape, np.nan)
    for left_out in (fold == number for number in range(min(_MOST_FOLDS, len(residuals)))):
        others = shrunken_means(residuals[~left_out], evidence[~left_out], doubt.noise)
        off = np.abs(residuals[left_out] - others.moves) * factor[left_out, None]
        variance = others.variance * factor[left_out, None] ** 2
        uncertain = uncertainty(doubt.spread[left_out], doubt.factor, variance)
        ratios[left_out] = off / np.maximum(uncertain, 1e-9)
    return _quantile(ratios, evidence * counts[:, None], coverage)


def _quantile(ratios: Floats, weight: Floats, coverage: float) -> float | None:
    known = np.isfinite(ratios) & (weight > 0)
    values, weights = ratios[known], weight[known]
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) >= coverage * (weights.sum() + 1.0) - 1e-9
    return max(float(values[order][reached.argmax()]), 1e-3) if reached.any() else None
