"""How much of a few films' residuals is habit: means a landmark, shrunken by what noise alone would do.

Empirical Bayes: a landmark's mean residual m over n films is its offset plus noise, m ~ N(o, v / n), with
offsets o ~ N(0, tau^2); the best guess of o is tau^2 / (tau^2 + v / n) m. tau^2 is taken from the spread of
all landmarks' means, so that nothing moves where there is nothing to learn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.observers.upright import Complex

Floats = NDArray[np.float64]
_PRIOR_FILMS = 3.0  # films that what is known of the noise beforehand counts for


@dataclass(frozen=True, slots=True, eq=False)
class Shrunken:
    """Of landmarks [..., K]: `mean` residual, its `weight`, `variance` of one film's, and `films` seen."""

    mean: Complex
    variance: Floats
    films: Floats
    weight: Floats

    @property
    def moves(self) -> Complex:
        """What a film's points move by."""
        return self.weight * self.mean


def shrunken_means(residuals: Complex, evidence: Floats, noise: Floats) -> Shrunken:
    """Offsets from `residuals` [..., N, K], of which `evidence` [..., N, K] says how much each counts (0..1).

    `noise` [K]: the variance E|e|^2 of one film's residual as known before any was seen. `films` may be 0.
    """
    films = evidence.sum(axis=-2)
    at_least = np.maximum(films, 1e-9)
    clean = np.where(evidence > 0, residuals, 0.0)
    mean = (evidence * clean).sum(axis=-2) / at_least
    squares = (evidence * np.abs(clean - mean[..., None, :]) ** 2).sum(axis=-2)
    variance = (squares + _PRIOR_FILMS * noise) / (np.maximum(films - 1.0, 0.0) + _PRIOR_FILMS)
    chance = variance / at_least
    seen = films > 0
    excess = np.where(seen, np.abs(mean) ** 2 - chance, 0.0).sum(axis=-1, keepdims=True)
    habit = np.maximum(excess / np.maximum(seen.sum(axis=-1, keepdims=True), 1), 0.0)
    weight = np.where(seen, habit / np.maximum(habit + chance, 1e-12), 0.0)
    return Shrunken(mean, variance, films, weight)
