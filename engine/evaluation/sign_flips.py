"""May it be chance that one prediction is nearer? Sign-flip tests and Holm's correction. Imports no torch."""

from __future__ import annotations

import numpy as np

from engine.evaluation.statistics import Floats, Resampling

_CHUNK = 500  # combinations of signs at a time


def is_exact(groups: int, how: Resampling) -> bool:
    """Whether `sign_flip_p` tries every combination of signs, rather than drawing some."""
    return groups <= 30 and 2**groups <= how.resamples


def sign_flip_p(differences: Floats, how: Resampling) -> Floats:
    """Two-sided p [K] that `differences` [groups, K], each column summed, are as large by chance.

    Under the null hypothesis a group's differences might as well have the other sign, all together.
    Exact where that is quicker; else (1 + as large) / (1 + draws), which is never 0.
    """
    groups, exact = len(differences), is_exact(len(differences), how)
    random = np.random.default_rng(how.seed)
    total = 2**groups if exact else how.resamples
    observed = np.abs(differences.sum(axis=0))
    slack = 1e-9 * np.abs(differences).sum(axis=0)  # sums in another order differ in their last bits
    as_large = np.zeros(differences.shape[1], dtype=np.int64)
    for start in range(0, total, _CHUNK):
        numbers = np.arange(start, min(start + _CHUNK, total))
        if exact:
            flips = (numbers[:, None] >> np.arange(groups)) & 1
        else:
            flips = random.integers(0, 2, size=(len(numbers), groups))
        as_large += (np.abs((1.0 - 2.0 * flips) @ differences) >= observed - slack).sum(axis=0)
    p: Floats = (as_large if exact else as_large + 1.0) / (total if exact else total + 1.0)
    return p


def holm(p: Floats) -> Floats:
    """Holm's step-down correction of several p values: keeps the chance of any false alarm at the level."""
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(steps, 1.0)
    return corrected
