"""Two predictions of the same films against one truth: which is nearer, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import (
    Floats,
    Interval,
    Resampling,
    Whole,
    group_numbers,
    group_sums,
    holm,
    is_exact,
    ratio_interval,
    sign_flip_p,
)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean errors of both on the same `count` films, and first minus second: below 0, the first is nearer.

    `p`: two-sided sign-flip test; `corrected`: by Holm for the number of landmarks, None overall.
    """

    count: int
    first: float
    second: float
    interval: Interval | None
    p: float
    corrected: float | None = None

    @property
    def difference(self) -> float:
        """First minus second."""
        return self.first - self.second

    def as_json(self) -> dict[str, Any]:
        """The values as plain JSON."""
        return {
            "n_films": self.count,
            "first": self.first,
            "second": self.second,
            "difference": self.difference,
            "interval": self.interval.as_json() if self.interval else None,
            "p": self.p,
            "p_holm": self.corrected,
        }


@dataclass(frozen=True, slots=True)
class PairedComparison:
    """First against second on the points that both predict.

    `overall` is of the films' mean errors, so every film counts alike. `left_out_films` and
    `left_out_landmarks` have no point that both predict; `left_out_points` are single ones elsewhere.
    """

    unit: str
    how: Resampling
    groups: int
    points: int
    overall: Difference
    landmarks: Mapping[str, Difference]
    left_out_films: tuple[str, ...]
    left_out_landmarks: tuple[str, ...]
    left_out_points: int

    @property
    def exact(self) -> bool:
        """Whether the test tried all combinations of signs."""
        return is_exact(self.groups, self.how)

    def as_json(self) -> dict[str, Any]:
        """The values as plain JSON."""
        return {
            "unit": self.unit,
            "level": self.how.level,
            "resamples": self.how.resamples,
            "seed": self.how.seed,
            "groups": self.groups,
            "exact": self.exact,
            "n_points": self.points,
            "overall": self.overall.as_json(),
            "landmarks": {name: each.as_json() for name, each in self.landmarks.items()},
            "left_out": {
                "films": list(self.left_out_films),
                "landmarks": list(self.left_out_landmarks),
                "points": self.left_out_points,
            },
        }


def compare_reports(
    first: EvaluationReport, second: EvaluationReport, groups: Mapping[str, str], how: Resampling
) -> PairedComparison:
    """Compare two reports on the same truth; `groups`: film -> what is drawn and flipped together.

    Raises `EngineError` where both predict no point in common, or their units differ.
    """
    if first.unit != second.unit:
        raise EngineError(
            f"One of the two is in {first.unit}, the other in {second.unit}: state the spacing."
        )
    films = tuple(dict.fromkeys((*first.films, *second.films)))
    names = tuple(dict.fromkeys((*first.landmarks, *second.landmarks)))
    (ours, true), (theirs, also_true) = _errors(first, films, names), _errors(second, films, names)
    both = np.isfinite(ours) & np.isfinite(theirs)
    rows: Mask = np.asarray(both.any(axis=1))
    columns: Mask = np.asarray(both.any(axis=0))
    if not rows.any():
        raise EngineError("The two predictions have no point in common: compare those of the same films.")
    wanted = (true | also_true)[rows][:, columns]
    kept = tuple(film for film, row in zip(films, rows, strict=True) if row)
    group = group_numbers([groups.get(film, film) for film in kept])
    marked = tuple(name for name, column in zip(names, columns, strict=True) if column)
    ours, theirs, both = ours[rows][:, columns], theirs[rows][:, columns], both[rows][:, columns]
    return PairedComparison(
        unit=first.unit,
        how=how,
        groups=int(group.max()) + 1,
        points=int(both.sum()),
        overall=_overall(np.where(both, ours, np.nan), np.where(both, theirs, np.nan), group, how),
        landmarks=_by_landmark(marked, ours, theirs, both, group, how),
        left_out_films=tuple(film for film in films if film not in kept),
        left_out_landmarks=tuple(name for name in names if name not in marked),
        left_out_points=int((wanted & ~both).sum()),
    )


def _overall(ours: Floats, theirs: Floats, group: Whole, how: Resampling) -> Difference:
    """Of the films' means over their common points, which are NaN elsewhere."""
    means = np.nanmean(ours, axis=1), np.nanmean(theirs, axis=1)
    apart = group_sums(means[0] - means[1], group)
    interval = ratio_interval(apart, group_sums(np.ones(len(group)), group), how)
    p = float(sign_flip_p(apart[:, None], how)[0])
    return Difference(len(group), float(means[0].mean()), float(means[1].mean()), interval, p)


def _by_landmark(
    names: tuple[str, ...], ours: Floats, theirs: Floats, both: Mask, group: Whole, how: Resampling
) -> dict[str, Difference]:
    """The same landmark by landmark, over the films on which both predict it."""
    apart = np.where(both, ours - theirs, 0.0)
    summed = np.stack([group_sums(column, group) for column in apart.T], axis=1)
    each = np.stack([group_sums(column, group) for column in both.T], axis=1)
    p = sign_flip_p(summed, how)
    corrected = holm(p)
    return {
        name: Difference(
            count=int(both[:, k].sum()),
            first=float(ours[both[:, k], k].mean()),
            second=float(theirs[both[:, k], k].mean()),
            interval=ratio_interval(summed[:, k], each[:, k], how),
            p=float(p[k]),
            corrected=float(corrected[k]),
        )
        for k, name in enumerate(names)
    }


def _errors(report: EvaluationReport, films: tuple[str, ...], names: tuple[str, ...]) -> tuple[Floats, Mask]:
    """The errors of `report` [films, names], NaN for what it does not have, and where it has a truth."""
    errors, truths = np.full((len(films), len(names)), np.nan), np.zeros((len(films), len(names)), dtype=bool)
    places = np.ix_(
        [films.index(film) for film in report.films], [names.index(name) for name in report.landmarks]
    )
    errors[places], truths[places] = np.where(report.counted, report.errors, np.nan), report.counted
    return errors, truths
