"""What chance does to a score: bootstrap intervals, sign-flip tests, Holm's correction. Imports no torch.

Films (or subjects, with all their films) are what is drawn; landmarks of one film are not independent.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from engine.evaluation.report import EvaluationReport, hits

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
FEWEST_GROUPS = 5  # with fewer there is nothing to draw from
_BATCH = 500  # resamples at a time: films x landmarks x 500 numbers are in memory


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often is drawn, from which seed, and the confidence level of intervals."""

    resamples: int = 10_000
    seed: int = 0
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval, both ends included, in the unit of what it belongs to."""

    low: float
    high: float

    def as_json(self) -> list[float]:
        """Both ends."""
        return [self.low, self.high]


@dataclass(frozen=True, slots=True)
class Confidence:
    """Intervals of a report's overall figures, drawn over `groups` groups of films.

    MRE and SDR by BCa, the median by percentiles (its jackknife says nothing). MRE and median are None
    where hardly a film has a prediction.
    """

    how: Resampling
    groups: int
    mre: Interval | None
    median: Interval | None
    sdr: tuple[Interval, ...]

    def as_json(self) -> dict[str, Any]:
        """The values as plain JSON."""
        return {
            "level": self.how.level,
            "resamples": self.how.resamples,
            "seed": self.how.seed,
            "groups": self.groups,
            "mre": self.mre.as_json() if self.mre else None,
            "median": self.median.as_json() if self.median else None,
            "sdr": [rate.as_json() for rate in self.sdr],
        }


def confidence(report: EvaluationReport, groups: Mapping[str, str], how: Resampling) -> Confidence | None:
    """Intervals of the report's overall figures; None for fewer than `FEWEST_GROUPS` groups.

    `groups`: film -> what is drawn together (its subject); a film that is not in it is drawn alone.
    """
    group = group_numbers([groups.get(film, film) for film in report.films])
    count = int(group.max()) + 1
    if count < FEWEST_GROUPS:
        return None
    errors, counted = report.errors, report.counted
    found = counted & np.isfinite(errors)
    mre = ratio_interval(group_sums(np.where(found, errors, 0.0), group), group_sums(found, group), how)
    rates = []
    for limit in report.thresholds:
        within = hits(errors, counted, limit, inclusive=report.protocol.inclusive)
        rates.append(ratio_interval(100.0 * group_sums(within, group), group_sums(counted, group), how))
    median = _median_interval(errors, found, group, how)
    return Confidence(how, count, mre, median, tuple(rate for rate in rates if rate))


def group_numbers(groups: Sequence[str]) -> Whole:
    """A number from 0 on for each group, film by film, in the order in which groups appear."""
    known = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    return np.array([known[name] for name in groups], dtype=np.int64)


def group_sums(values: NDArray[Any], group: Whole) -> Floats:
    """The sum of `values` [films] or [films, landmarks] in each group."""
    by_film = values.reshape(len(values), -1).sum(axis=1, dtype=np.float64)
    return np.bincount(group, weights=by_film).astype(np.float64)


def ratio_interval(above: Floats, below: Floats, how: Resampling) -> Interval | None:
    """BCa interval of sum(`above`) / sum(`below`), both [groups]: a mean of parts of unequal size.

    Groups with nothing below are not drawn; None where fewer than `FEWEST_GROUPS` are left.
    """
    filled = below > 0
    above, below = above[filled], below[filled]
    if len(below) < FEWEST_GROUPS:
        return None

    def ratio(drawn: Whole, axis: int) -> Floats:
        quotient: Floats = above[drawn].sum(axis=axis) / below[drawn].sum(axis=axis)
        return quotient

    return _interval(ratio, len(below), how, "BCa")


def _interval(
    statistic: Callable[[Whole, int], Floats], groups: int, how: Resampling, method: str
) -> Interval:
    """The interval of `statistic`: numbers of drawn groups [..., groups] and their axis -> [...]."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):  # a certain figure bends nowhere: see below
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        result = stats.bootstrap(
            (np.arange(groups),),
            statistic,
            n_resamples=how.resamples,
            batch=_BATCH,
            vectorized=True,
            axis=-1,
            confidence_level=how.level,
            method=method,
            rng=np.random.default_rng(how.seed),
        )
    low, high = result.confidence_interval
    if not np.isfinite([low, high]).all():  # all draws equal the figure, or lie on one side of it
        low, high = result.bootstrap_distribution.min(), result.bootstrap_distribution.max()
    return Interval(float(low), float(high))


def _median_interval(
    errors: Floats, found: NDArray[np.bool_], group: Whole, how: Resampling
) -> Interval | None:
    """Percentile interval of the median of all errors that were `found`."""
    order = np.argsort(errors[found], kind="stable")
    values, owner = errors[found][order], np.broadcast_to(group[:, None], errors.shape)[found][order]
    filled, owner = np.unique(owner, return_inverse=True)
    groups = len(filled)
    if groups < FEWEST_GROUPS:
        return None

    def medians(drawn: Whole, axis: int) -> Floats:
        del axis  # the last one
        rows = drawn.reshape(-1, groups)
        counts = np.stack([np.bincount(row, minlength=groups) for row in rows])
        seen = np.cumsum(counts[:, owner], axis=1)  # how many errors up to each one, if drawn so often
        total = seen[:, -1:]
        low, high = ((seen <= rank).sum(axis=1) for rank in ((total - 1) // 2, total // 2))
        middle: Floats = ((values[low] + values[high]) / 2).reshape(drawn.shape[:-1])
        return middle

    return _interval(medians, groups, how, "percentile")


def is_exact(groups: int, how: Resampling) -> bool:
    """Whether `sign_flip_p` tries every combination of signs, rather than drawing some."""
    return groups <= 30 and 2**groups <= how.resamples


def sign_flip_p(differences: Floats, how: Resampling) -> Floats:
    """Two-sided p [K] that `differences` [groups, K], each column summed, are as large by chance.

    Under the null hypothesis a group's differences might as well have the other sign, all together.
    Exact where that is quicker; else (1 + as large) / (1 + draws), which is never 0.
    """
    scale = np.abs(differences).sum(axis=0)
    scale[scale == 0] = 1.0

    def size(flipped: Floats, axis: int) -> Floats:
        # rounded, as sums in another order differ in their last bits
        rounded: Floats = np.round(np.abs(flipped.sum(axis=axis)) / scale, 9)
        return rounded

    result = stats.permutation_test(
        (differences,),
        size,
        permutation_type="samples",  # of one sample alone: signs
        alternative="greater",
        n_resamples=how.resamples,
        batch=_BATCH,
        vectorized=True,
        axis=0,
        rng=np.random.default_rng(how.seed),
    )
    return np.asarray(result.pvalue, dtype=np.float64)


def holm(p: Floats) -> Floats:
    """Holm's step-down correction of several p values: keeps the chance of any false alarm at the level."""
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(steps, 1.0)
    return corrected
