"""What a labelled set is: films, truth, readers, the ways it is split, and what its errors are counted in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.landmarks import LandmarkSet, Scheme
from engine.supervised.splits import SplitParts


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
    """One way to train and test on a set: `folds`, each a training. `name` "" is the set's main one."""

    name: str
    folds: tuple[SplitParts, ...]
    source: str  # who splits so, in words


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
