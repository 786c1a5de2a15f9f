"""What chance does to a score: bootstrap intervals. Imports no torch.

Films (or subjects, with all their films) are what is drawn; landmarks of one film are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from engine.evaluation.report import EvaluationReport, hits

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
FEWEST_GROUPS = 5  # with fewer there is nothing to draw from
_CHUNK = 500  # resamples at a time: films x landmarks x 500 numbers are in memory


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

    None where fewer than `FEWEST_GROUPS` groups have anything to say.
    """
    if np.count_nonzero(below) < FEWEST_GROUPS:
        return None
    with np.errstate(invalid="ignore"):  # a draw of empty groups only is no draw
        drawn = np.concatenate([(draws @ above) / (draws @ below) for draws in _draws(len(above), how)])
    without_one = (above.sum() - above) / (below.sum() - below)
    return _bca(drawn[np.isfinite(drawn)], above.sum() / below.sum(), without_one, how.level)


def _bca(drawn: Floats, estimate: float, without_one: Floats, level: float) -> Interval:
    """Efron's bias-corrected and accelerated interval; `without_one`: the jackknife's estimates."""
    slack = 1e-12 * max(1.0, abs(estimate))
    below, equal = np.mean(drawn < estimate - slack), np.mean(np.abs(drawn - estimate) <= slack)
    share = float(below + equal / 2)  # a rate has many draws that equal it: half of them count
    if not 0.0 < share < 1.0:
        return Interval(float(drawn.min()), float(drawn.max()))
    bias, away = ndtri(share), without_one.mean() - without_one
    spread = float((away**2).sum()) ** 1.5
    bent = float((away**3).sum()) / (6.0 * spread) if spread > 0 else 0.0
    tails = bias + ndtri(np.array([(1 - level) / 2, (1 + level) / 2]))
    low, high = np.quantile(drawn, ndtr(bias + tails / (1.0 - bent * tails)))
    return Interval(float(low), float(high))


def _median_interval(
    errors: Floats, found: NDArray[np.bool_], group: Whole, how: Resampling
) -> Interval | None:
    """Percentile interval of the median of all errors that were `found`."""
    values, owner = errors[found], np.broadcast_to(group[:, None], errors.shape)[found]
    if len(set(owner.tolist())) < FEWEST_GROUPS:
        return None
    order = np.argsort(values, kind="stable")
    values, owner = values[order], owner[order]
    medians = []
    for draws in _draws(int(group.max()) + 1, how):
        seen = np.cumsum(draws[:, owner], axis=1)  # how many errors up to each one, if drawn so often
        total = seen[:, -1:]
        both = [(seen <= rank).sum(axis=1) for rank in ((total - 1) // 2, total // 2)]
        kept = total[:, 0] > 0
        medians.append((values[both[0][kept]] + values[both[1][kept]]) / 2)
    low, high = np.quantile(np.concatenate(medians), [(1 - how.level) / 2, (1 + how.level) / 2])
    return Interval(float(low), float(high))


def _draws(groups: int, how: Resampling) -> Iterator[Whole]:
    """How often each group was drawn, [some resamples, groups] at a time."""
    random, even = np.random.default_rng(how.seed), np.full(groups, 1.0 / groups)
    for start in range(0, how.resamples, _CHUNK):
        yield random.multinomial(groups, even, size=min(_CHUNK, how.resamples - start))
