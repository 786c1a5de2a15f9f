"""How much of a few films' residuals is habit: means a landmark, shrunken by what noise alone would do.

Empirical Bayes: a landmark's mean residual m over n films is its offset o plus noise, m ~ N(o, v / n).
Offsets come from a mixture of normal distributions, o ~ sum_j pi_j N(0, t_j), whose shares pi_j are learned
from all landmarks (Stephens 2017, "False discovery rates: a new deal"): where there is nothing to learn,
nothing moves, and a few strong habits move though most landmarks have none. The best guess of o is w m with
w = sum_j p_j t_j / (t_j + v / n), p_j the probability that o came from part j.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.observers.upright import Complex

Floats = NDArray[np.float64]
# t_j as multiples of the landmarks' mean noise: the widest bounds what a single film can move
_PARTS = np.array([0.0, 0.5, 1.0, 2.0, 4.0])[:, None]
_PSEUDO, _STEPS = 2.0, 20  # landmarks that equal shares count for, and rounds of expectation-maximisation
# a reader's own noise comes on top of the machine's: twice as much is taken for granted, and counts for half
# a film a landmark, until films tell
_READER_NOISE, _READER_FILMS = 2.0, 0.5
_PRIOR_FILMS = 3.0  # films that what is known of a landmark's noise beforehand counts for
_TAIL, _ROUNDS = 16.0, 2  # Student's t: degrees of freedom, and rounds of weighting
_FAILED = 3.0  # times the level of the better films, and of the noise: there a machine failed as a whole
_LN2 = float(np.log(2.0))  # median of |e|^2 / E|e|^2 of a normal error in two dimensions


@dataclass(frozen=True, slots=True, eq=False)
class Shrunken:
    """Of landmarks [K]: `mean` residual, its `weight`, `variance` of one film's, and `films` seen."""

    mean: Complex
    variance: Floats
    films: Floats
    weight: Floats

    @property
    def moves(self) -> Complex:
        """What a film's points move by, upright."""
        return self.weight * self.mean


def shrunken_means(residuals: Complex, evidence: Floats, noise: Floats) -> Shrunken:
    """Offsets from `residuals` [N, K], of which `evidence` [N, K] says how much each counts (0..1).

    `noise` [K]: the variance E|e|^2 of a residual as the machine alone would have it. N may be 0.
    """
    clean = np.where(evidence > 0, residuals, 0.0)
    noise = np.maximum(noise, 1e-9)
    evidence = evidence * _trust(clean, evidence, noise)[:, None]
    films = evidence.sum(axis=0)
    seen, more = films > 0, np.maximum(films - 1.0, 0.0)
    mean, squares = _robust_means(clean, evidence, noise)
    ratio = _reader_noise(mean, squares, films, noise)
    variance = (squares + _PRIOR_FILMS * ratio * noise) / (more + _PRIOR_FILMS)
    chance = variance / np.where(seen, films, 1.0)
    weight = np.where(seen, _weights(np.abs(mean) ** 2, chance, seen, float(noise.mean())), 0.0)
    return Shrunken(mean, variance, films, weight)


def _reader_noise(mean: Complex, squares: Floats, films: Floats, noise: Floats) -> float:
    """How many times the machine's own noise the residuals of this reader have, over all landmarks."""
    seen = films > 0
    if not seen.any():
        return _READER_NOISE
    believed = _READER_FILMS * seen.sum()
    within = (squares / noise).sum() + believed * _READER_NOISE
    ratio = float(within / (np.maximum(films - 1.0, 0.0).sum() + believed))
    # a single film that is far off everywhere: rather the machine failed than that this is a habit
    return max(ratio, float(np.median((np.abs(mean) ** 2 / noise / np.maximum(films, 1.0))[seen])))


def _trust(clean: Complex, evidence: Floats, noise: Floats) -> Floats:
    """How much each film [N] counts beside others: hardly where all of its residuals are far larger."""
    known = np.where(evidence > 0, np.abs(clean) ** 2 / noise, np.nan)
    level = middle(known.T) / _LN2
    if np.isfinite(level).sum() < 2:
        return np.ones(len(clean))
    limit = _FAILED * max(float(middle(level[:, None])[0]), _READER_NOISE)
    trust: Floats = (limit / np.maximum(np.nan_to_num(level), limit)) ** 2
    return trust


def _robust_means(clean: Complex, evidence: Floats, noise: Floats) -> tuple[Complex, Floats]:
    """Means [K] and sums of squares around them [K], single points that lie far off having less say."""
    total = evidence.sum(axis=0)
    weight = evidence
    mean = (weight * clean).sum(axis=0) / np.maximum(total, 1e-9)
    for _ in range(_ROUNDS if len(clean) >= 3 else 0):  # of two, nothing tells which one is wrong
        squares = np.abs(clean - mean) ** 2 / noise
        level = max(float(np.median(squares[evidence > 0])) / _LN2, 0.5)
        weight = evidence * (_TAIL + 2.0) / (_TAIL + 2.0 * squares / level)
        mean = (weight * clean).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9)
    share = weight / np.maximum(weight.sum(axis=0), 1e-9)
    return mean, total * (share * np.abs(clean - mean) ** 2).sum(axis=0)


def _weights(squares: Floats, chance: Floats, seen: NDArray[np.bool_], scale: float) -> Floats:
    """The weights w [K] of means whose squares are `squares` and whose variance by chance is `chance`."""
    parts = _PARTS * scale
    together = np.maximum(parts + chance, 1e-9)
    log = -squares / together - np.log(together)
    likelihood = np.where(seen, np.exp(log - log.max(axis=0)), 0.0)
    shares = np.full(len(parts), 1.0 / len(parts))
    for _ in range(_STEPS):
        belongs = _normalised(shares[:, None] * likelihood)
        shares = (belongs.sum(axis=1) + _PSEUDO / len(parts)) / (belongs.sum() + _PSEUDO)
    weights: Floats = (_normalised(shares[:, None] * likelihood) * parts / together).sum(axis=0)
    return weights


def _normalised(values: Floats) -> Floats:
    normalised: Floats = values / np.maximum(values.sum(axis=0), 1e-300)
    return normalised


def middle(values: Floats) -> Floats:
    """The lower median [K] of the known of `values` [N, K], NaN where none is."""
    ordered = np.sort(np.vstack([values, np.full(values.shape[1], np.nan)]), axis=0)  # NaN comes last
    at = np.maximum(np.isfinite(ordered).sum(axis=0) - 1, 0) // 2
    found: Floats = np.take_along_axis(ordered, at[None], axis=0)[0]
    return found
