"""Films in one upright frame: a mean shape, and how each film turns, scales and mirrors it.

Points and ways are complex numbers x + iy here, as a similarity then is one factor; NaN where unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.landmarks import Landmark, LandmarkSet, Origin

Complex = NDArray[np.complex128]
_ROUNDS = 2  # of mean and alignment: the shapes hardly change in a third
_CLEARLY = 0.5  # of the unmirrored fit's error: less than this takes a film for mirrored


def machine_points(marks: LandmarkSet, names: Sequence[str]) -> Complex:
    """Where a machine has, or had, the landmarks [K] of a film, before any reading moved them."""
    return np.array([_complex(marks.landmarks.get(name), _machine_place) for name in names])


def _machine_place(mark: Landmark) -> tuple[float, float] | None:
    return mark.unadjusted or mark.predicted or (mark.position if mark.origin is Origin.PREDICTED else None)


def _complex(mark: Landmark | None, place_of: Callable[[Landmark], tuple[float, float] | None]) -> complex:
    at = None if mark is None else place_of(mark)
    return complex(np.nan, np.nan) if at is None else complex(*at)


def placed_points(marks: LandmarkSet, names: Sequence[str]) -> Complex:
    """Where the landmarks [K] of a film are."""
    return np.array([_complex(marks.landmarks.get(name), lambda mark: mark.position) for name in names])


def size_of(shape: Complex) -> float:
    """Root mean square distance of the known landmarks from their middle, 0 where there is none."""
    known = shape[np.isfinite(shape)]
    return float(np.sqrt((np.abs(known - known.mean()) ** 2).mean())) if len(known) else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """How films [N] lie: film = `factor` * shape + a shift, of the mirrored shape where `mirrored`."""

    factor: Complex
    mirrored: NDArray[np.bool_]

    def to_film(self, ways: Complex) -> Complex:
        """Upright `ways` [N, K], or [K] for all films, as the films show them, in their pixels."""
        return self.factor[:, None] * np.where(self.mirrored[:, None], -ways.conj(), ways)

    def upright(self, ways: Complex) -> Complex:
        """The inverse of `to_film`: `ways` [N, K] in pixels of the films."""
        turned = ways / self.factor[:, None]
        return np.where(self.mirrored[:, None], -turned.conj(), turned)


def turns_of(shape: Complex, points: Complex) -> Turns:
    """How `points` [N, K] of films lie to `shape` [K], least squares over the landmarks that both have.

    A film with fewer than two of these lies like the shape. A mirrored film is known by three landmarks
    that are not on one line: its shape then fits mirrored only.
    """
    known = np.isfinite(points) & np.isfinite(shape)
    count = known.sum(axis=1)
    a, b = (_centred(np.where(known, each, 0.0), known, count) for each in (shape[None, :], points))
    power = (np.abs(a) ** 2).sum(axis=1)
    firm = (count >= 2) & (power > 0)
    plain, flipped = ((each * b).sum(axis=1) / np.where(firm, power, 1.0) for each in (a.conj(), -a))
    spread = (np.abs(b) ** 2).sum(axis=1)
    error, error_flipped = (spread - np.abs(each) ** 2 * power for each in (plain, flipped))
    mirrored = firm & (count >= 3) & (error_flipped < _CLEARLY * error)
    factor = np.where(mirrored, flipped, plain)
    return Turns(np.where(firm & (np.abs(factor) > 0), factor, 1.0), mirrored)


def mean_shape(points: Complex) -> Complex:
    """The mean [K] of the films' `points` [N, K] after alignment, as large as the middle one of the films.

    Upright is how the film with most landmarks lies. NaN where no film has the landmark.
    """
    shape = points[np.isfinite(points).sum(axis=1).argmax()]
    for _ in range(_ROUNDS):
        turns = turns_of(shape, points)
        shared = np.isfinite(points) & np.isfinite(shape)
        count = shared.sum(axis=1)
        upright = turns.upright(points)
        shift = _mean(np.where(shared, upright - shape, 0.0), count)
        aligned = np.where(count[:, None] > 0, upright - shift[:, None], complex(np.nan, np.nan))
        seen = np.isfinite(aligned)
        total = np.where(seen, aligned, 0.0).sum(axis=0)
        shape = np.where(seen.any(axis=0), total / np.maximum(seen.sum(axis=0), 1), complex(np.nan, np.nan))
    scaled: Complex = shape * float(np.median(np.abs(turns_of(shape, points).factor)))
    return scaled


def _centred(values: Complex, known: NDArray[np.bool_], count: NDArray[np.int64]) -> Complex:
    return np.where(known, values - _mean(values, count)[:, None], 0.0)


def _mean(values: Complex, count: NDArray[np.int64]) -> Complex:
    """The mean [N] of the rows of `values` [N, K], which hold 0 for what does not count."""
    mean: Complex = values.sum(axis=1) / np.maximum(count, 1)
    return mean
