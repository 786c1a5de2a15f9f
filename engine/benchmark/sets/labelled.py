"""What a labelled set is: films, truth, readers, the ways it is split, and what its errors are counted in.

And what publishers' layouts have in common: label files that are bare numbers, without a header, and films
that are called by a number; and the splits of papers, by the order of the films, the same every time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

import numpy as np

from engine.benchmark.datasets import DatasetError
from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.io.images import film_path, find_films
from engine.io.table_text import read_text
from engine.landmarks import LandmarkSet, Scheme
from engine.supervised.splits import SplitParts, grouped, members
from engine.wording import counted


class Measure(StrEnum):
    """What the main figures of a set are: the papers' own unit."""

    MM = "mm"
    GRID = "px of the grid"  # films resized to `BenchmarkSet.grid`, as GU2Net counts its chests
    FRACTION = "fraction of the image"  # the spine's MSE and Pearson rho; radial errors in % of the diagonal
    DIAGONAL = "% of the diagonal"


class BodyPart(StrEnum):
    """Which published tables a set may be read beside."""

    HEAD = "head"
    HAND = "hand"
    CHEST = "chest"
    SPINE = "spine"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Split:
    """One way to train and test on a set: `folds`, each a training. `name` "" is the set's main one.

    `source`: who splits so, in words. `scores_choices`: films that choose the weights are scored too, which
    flatters, but is what a paper did.
    """

    name: str
    folds: tuple[SplitParts, ...]
    source: str
    scores_choices: bool = False

    def tested(self, fold: SplitParts) -> tuple[str, ...]:
        """The films that are scored of `fold`."""
        return (*fold.validation, *fold.test) if self.scores_choices else fold.test


@dataclass(frozen=True, slots=True)
class BenchmarkSet:
    """A set that was read: `films` identity -> file, `truth` by film, in original pixels.

    `readers`: the truth of single readers, where it is the mean of several. `parts`: named parts of the
    test films that are reported alone too. `doubtful`: landmarks that figures are given without as well.
    `spacings` may be made of the truth itself (hands), so that only scoring may use them.
    `thresholds`: of SDR, in the unit of `measure`. `grid`: the frame of pixel figures.
    """

    name: str
    title: str
    anatomy: BodyPart
    folder: Path
    scheme: Scheme
    films: Mapping[str, Path]
    truth: Mapping[str, LandmarkSet]
    splits: tuple[Split, ...]
    measure: Measure
    thresholds: tuple[float, ...]
    grid: Size
    sizes: Mapping[str, Size] = field(default_factory=dict)
    spacings: Mapping[str, Spacing] = field(default_factory=dict)
    readers: Mapping[str, Mapping[str, LandmarkSet]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def split(self, name: str) -> Split:
        """The split called `name`; KeyError where the set has none."""
        return {split.name: split for split in self.splits}[name]


def numbered(count: int) -> Scheme:
    """A scheme of landmarks without names: 1 to `count`."""
    return Scheme(tuple(str(number) for number in range(1, count + 1)))


def number_rows(path: Path, most: int | None = None) -> list[list[float]]:
    """The numbers of every line that is not blank, split at commas, semicolons or white space.

    Of more than `most` lines only the first ones are read. Raises `TableError` where a cell is no number.
    """
    lines = [(number, line) for number, line in enumerate(read_text(path).splitlines(), 1) if line.strip()]
    return [_numbers(line, path, number) for number, line in lines[:most]]


def pairs(path: Path, count: int) -> list[tuple[float, float]]:
    """The first `count` lines as (x, y). Raises `TableError` where they are fewer, or no pairs."""
    rows = number_rows(path, count)
    if len(rows) < count or any(len(row) != 2 for row in rows):
        raise TableError(f"{path} does not start with {counted(count, 'line')} of x and y: replace the file.")
    return [(x, y) for x, y in rows]


def _numbers(line: str, path: Path, number: int) -> list[float]:
    cells = line.replace(",", " ").replace(";", " ").split()
    try:
        values = [float(cell) for cell in cells]
    except ValueError:
        values = [math.nan]
    if not all(map(math.isfinite, values)):
        raise TableError(f"{path}, line {number}: {line.strip()[:40]!r} is no row of numbers: correct it.")
    return values


def numbered_films(folder: Path, digits: int = 1) -> dict[str, Path]:
    """Number of at least `digits` -> file, in the order of the file names, wherever below `folder`.

    Raises `DatasetError` where two films have one number.
    """
    found: dict[str, Path] = {}
    for identity in sorted(find_films(folder), key=lambda name: Path(name).stem):
        stem = Path(identity).stem
        if stem.isdecimal():
            film = f"{int(stem):0{digits}d}"
            if film in found:
                raise DatasetError(f"{folder} has two films {film}: keep one of them.")
            found[film] = film_path(folder, identity)
    return found


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
