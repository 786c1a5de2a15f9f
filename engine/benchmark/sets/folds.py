"""The splits of papers, by the order of the films: the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from engine.benchmark.datasets import DatasetError
from engine.supervised.splits import SplitParts, grouped, members

VALIDATION_SHARE = 0.1  # of the films to learn from, where no paper says how many
_DRAWN = 2021  # seed of the one random split that a paper does not print


def hold_out(train: Sequence[str], test: Sequence[str], count: int | None = None) -> SplitParts:
    """A fold whose validation films are the last `count` (None: a tenth) of `train`.

    A set too small to hold one film out of is learned from whole.
    """
    kept = max(1, round(VALIDATION_SHARE * len(train))) if count is None else count
    kept = min(kept, max(0, len(train) - 2))
    cut = len(train) - kept
    return SplitParts(tuple(train[:cut]), tuple(train[cut:]), tuple(test))


def runs_of_neighbours(
    films: Sequence[str], count: int, twins: Mapping[str, frozenset[str]] | None = None
) -> tuple[SplitParts, ...]:
    """`count` folds in the order of `films`: each tests one run of neighbours and learns from the others.

    Films that show the same (`twins`) are tested together. Raises `DatasetError` for too few films.
    """
    keys = [dict.fromkeys((film, *others), film) for film, others in (twins or {}).items()]
    groups = members(films, grouped(films, keys))
    if len(groups) < count:
        raise DatasetError(f"{len(groups)} films are too few for {count} folds: add films.")
    edges = [round(number * len(groups) / count) for number in range(count + 1)]
    folds = []
    for first, last in pairwise(edges):
        test = [film for group in groups[first:last] for film in group]
        train = [film for group in (*groups[:first], *groups[last:]) for film in group]
        folds.append(hold_out(train, test))
    return tuple(folds)


def inner_folds(train: Sequence[str], test: Sequence[str], count: int) -> tuple[SplitParts, ...]:
    """`count` trainings on `train`, each with another part of it for choices, all tested on `test`."""
    edges = [round(number * len(train) / count) for number in range(count + 1)]
    return tuple(
        SplitParts((*train[:first], *train[last:]), tuple(train[first:last]), tuple(test))
        for first, last in pairwise(edges)
    )


def drawn(films: Sequence[str], test: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`films` as (train, test), `test` of them drawn once and for all; both in their order."""
    chosen = set(np.random.default_rng(_DRAWN).permutation(len(films))[:test].tolist())
    train = tuple(film for number, film in enumerate(films) if number not in chosen)
    return train, tuple(film for number, film in enumerate(films) if number in chosen)
