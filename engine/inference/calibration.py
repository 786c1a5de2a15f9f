"""How far off a prediction may be, and whether a film shows the anatomy at all: learned from labelled films.

Radii are split conformal: errors over deviations of films that no weight was learned from, and the
quantile that holds for one more film of their kind (Angelopoulos and Bates 2021, sections 1 and 2.3).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points
from engine.geometry.frames import Frame, apply_frame, compose_frames, flip_frame, similarity
from engine.inference.inference import FilmDetection
from engine.landmarks import LandmarkSet
from engine.models.reference import Reference
from engine.models.trained_model import Calibration, Fit, TrainedModel

_ENOUGH = 20  # films that know a landmark, for a factor of its own
_PULL = 4.0  # films
_LEAST_FILMS = 5  # to say what the anatomy looks like
# room for films that look worse than those of the validation; another anatomy is far beyond
_PEAK_SHARE, _RESIDUAL_TIMES, _LEAST_RESIDUAL = 0.6, 2.0, 0.05
_FEW = 0.05  # share of the films that may lie beyond what counts as usual
_SEEN_AGAIN = 0.9  # of the least peak: what is seen as well upside down is the anatomy, and no other one


def calibrate(
    deviations: NDArray[np.float64], errors: NDArray[np.float64], coverage: float = 0.9
) -> Calibration | None:
    """Factors from `deviations` [N, K] and `errors` [N, K] of N films, both in one unit, NaN unknown.

    `deviations`: `Fused.spread` of predictions without registration. A landmark that fewer than 20 films
    know gets the factor of all landmarks together, scaled by how large its own errors are beside theirs.
    None where even all together are too few for `coverage`.
    """
    ratios = np.where(np.isfinite(errors), errors, np.nan) / np.maximum(deviations, 1e-9)
    scale, without = _scales(ratios)
    pooled = _quantile((ratios / without).ravel(), coverage)
    if pooled is None:
        return None
    factors = []
    for of_landmark, own in zip(ratios.T, scale, strict=True):
        factor = _quantile(of_landmark, coverage) if np.isfinite(of_landmark).sum() >= _ENOUGH else None
        factors.append(max(pooled * float(own) if factor is None else factor, 1e-3))  # a radius is no point
    return Calibration(tuple(factors), coverage, int(np.isfinite(ratios).any(axis=1).sum()))


def _scales(ratios: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Root mean square of each landmark's `ratios` [N, K]: [K], and [N, K] as it is without that film.

    Pulled to the middle landmark's by as much as a few films would, so that one bad film is no bad landmark.
    """
    known = np.isfinite(ratios)
    squares = np.where(known, ratios, 0.0) ** 2
    count = known.sum(axis=0)
    means = (squares.sum(axis=0) / np.maximum(count, 1))[count > 0]
    start = _PULL * max(float(np.median(means)) if len(means) else 0.0, 1e-12)
    total, count = squares.sum(axis=0) + start, count + _PULL
    return np.sqrt(total / count), np.sqrt((total - squares) / (count - known))


def _quantile(ratios: NDArray[np.float64], coverage: float) -> float | None:
    """The smallest ratio that one more film stays below with the probability `coverage`."""
    known = np.sort(ratios[np.isfinite(ratios)])
    rank = math.ceil((len(known) + 1) * coverage - 1e-9)
    return float(known[rank - 1]) if rank <= len(known) else None


def error_radii(learned: TrainedModel, spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """Radii [K] px from the `spread` [K] px of the detectors, in scheme order; NaN without calibration."""
    factors = np.full(len(learned.scheme.names), np.nan)
    if learned.calibration is not None:
        factors[[learned.scheme.names.index(name) for name in learned.names]] = learned.calibration.factors
    return factors * spread


def with_radii(learned: TrainedModel, marks: LandmarkSet, radii: NDArray[np.float64]) -> LandmarkSet:
    """`marks` with their `radii` [K] px (scheme order) as error radii, where these are known."""
    if learned.calibration is None:
        return marks
    coverage = learned.calibration.coverage
    known = {name: float(radius) for name, radius in zip(learned.scheme.names, radii, strict=True)}
    return marks.with_landmarks(
        replace(mark, error_radius=known[mark.name], error_coverage=coverage)
        for mark in marks.placed()
        if math.isfinite(known[mark.name])
    )


def mean_peak(looked: FilmDetection) -> float:
    """Mean height of a film's heatmaps: about 1 where everything was seen."""
    return float(looked.seen.peak.mean())


def shape_residual(reference: Reference, points: Points) -> float:
    """Mean distance of `points` [K, 2] (canvas pixels) to the reference shape, carried there by a similarity.

    As a share of the reference shape's size, its root mean square distance from the middle. 0 where
    fewer than three landmarks are known: these fit anything.
    """
    known = np.isfinite(reference.points).all(axis=1) & np.isfinite(points).all(axis=1)
    shape, found = reference.points[known], points[known]
    if len(shape) < 3:
        return 0.0
    # towards the reference: a shape that shrinks to a point would fit every heap of points
    off = apply_frame(similarity(found, shape), found) - shape
    size = math.sqrt(((shape - shape.mean(axis=0)) ** 2).sum(axis=1).mean())
    return float(np.linalg.norm(off, axis=1).mean()) / max(size, 1e-9)


def upside_down(reference: Reference, frame: Frame) -> Frame:
    """`frame` turned by half a circle about the middle of its canvas: detectors see something else there.

    Or the same again, where the anatomy has no upper end, or they turn the canvas back.
    """
    return compose_frames(frame, flip_frame(reference.size, (1, 2)))


def fit_of(peaks: Sequence[float], residuals: Sequence[float], turned: Sequence[float]) -> Fit | None:
    """What is still the right anatomy, from `mean_peak` and `shape_residual` of labelled films.

    `turned`: `mean_peak` of the same films seen `upside_down`, which stand for whatever else a film may show.
    The lowest peak lies halfway between the least of the films and the most of those, a twentieth of either
    left out; where upside down is seen nearly as well, a share of the former is all that is known. None for
    fewer than five films.
    """
    if len(peaks) < _LEAST_FILMS:
        return None
    least, most = float(np.quantile(peaks, _FEW)), float(np.quantile(turned, 1 - _FEW))
    lowest = (least + most) / 2 if most < _SEEN_AGAIN * least else _PEAK_SHARE * least
    largest = _RESIDUAL_TIMES * float(np.quantile(residuals, 1 - _FEW))
    return Fit(lowest, max(largest, _LEAST_RESIDUAL))


def misfit(learned: TrainedModel, looked: FilmDetection) -> str | None:
    """Why a film does not show what `learned` knows, in a sentence; None where it does or nobody can tell."""
    fit = learned.fit
    if fit is None:
        return None
    peak, residual = _looks(learned, looked)
    if peak < fit.lowest_peak:
        return (
            f"The model hardly sees its landmarks here (certainty {peak:.2f}, on its own films at least "
            f"{fit.lowest_peak:.2f}): choose another model, or annotate this film by hand."
        )
    if residual > fit.largest_residual:
        return (
            f"What the model finds here has not the shape that it knows (off by {residual:.0%} of its size, "
            f"on its own films at most {fit.largest_residual:.0%}): choose another model, or annotate "
            "this film by hand."
        )
    return None


def fit_margin(learned: TrainedModel, looked: FilmDetection) -> float:
    """How far a film is within what `learned` takes for its anatomy: below 1 it is another one.

    Heatmaps and shape count each as the share of what just fits, the worse of both. Infinite for a model
    that cannot tell.
    """
    fit = learned.fit
    if fit is None:
        return math.inf
    peak, residual = _looks(learned, looked)
    return min(peak / max(fit.lowest_peak, 1e-9), fit.largest_residual / max(residual, 1e-9))


def _looks(learned: TrainedModel, looked: FilmDetection) -> tuple[float, float]:
    """What `Fit` bounds: `mean_peak` and `shape_residual` of a film."""
    return mean_peak(looked), shape_residual(learned.reference, looked.seen.points)
