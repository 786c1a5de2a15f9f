"""Digital Hand Atlas with Payer's landmarks: films in any sub-folders, all.csv (name,x1,y1,...,x37,y37).

all.csv has no header; a film belongs to the line whose number is that of its file. Millimetres by the
wrist, taken to be 50 mm wide. Which two landmarks are its ends is a matter of the protocol: GU2Net's
code takes index 0 and 4 (landmarks 1 and 5), Payer's table points 2 and 6.
Folds: cv/set1.txt, set2.txt, set3.txt (the films that each fold tests, one number a line) where they
are there, else three runs of films in their order. GU2Net's split: the last 300 films are for testing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import numpy as np

from engine.benchmark.datasets import DatasetError
from engine.benchmark.points import true_marks
from engine.benchmark.sets.labelled import (
    BenchmarkSet,
    BodyPart,
    Measure,
    Split,
    hold_out,
    number_rows,
    numbered,
    numbered_films,
    runs_of_neighbours,
)
from engine.evaluation.metrics import points_of
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.table_text import read_text
from engine.landmarks import LandmarkSet
from engine.supervised.splits import SplitParts
from engine.wording import counted

LANDMARKS = 37
WRIST_MM = 50.0
THRESHOLDS = (2.0, 4.0, 10.0)
GRID = Size(368, 512)
_TEST, _VALIDATION = 300, 59  # GU2Net's: 550 to learn from, 59 for choices, 300 to test


class Wrist(StrEnum):
    """Which two landmarks are the ends of the wrist."""

    GU2NET = "1-5"
    PAYER = "2-6"

    @property
    def ends(self) -> tuple[str, str]:
        """The names of the two landmarks."""
        first, last = self.value.split("-")
        return first, last


def is_hand_atlas(folder: Path) -> bool:
    """Whether `folder` is laid out so."""
    return (folder / "all.csv").is_file()


def read_hand_atlas(folder: Path, wrist: Wrist = Wrist.GU2NET) -> BenchmarkSet:
    """Read the set in `folder`, its films by name only. Raises `EngineError`s."""
    truth = _labels(folder / "all.csv")
    films = {film: path for film, path in numbered_films(folder).items() if film in truth}
    if len(films) < 3:
        raise DatasetError(f"{folder} has {counted(len(films), 'film')} of all.csv: complete the set.")
    order = tuple(films)
    return BenchmarkSet(
        name="hand-atlas",
        title="Digital Hand Atlas",
        anatomy=BodyPart.HAND,
        folder=folder,
        scheme=numbered(LANDMARKS),
        films=films,
        truth={film: truth[film] for film in films},
        splits=(_threefold(folder, order), _gu2net(order)),
        measure=Measure.MM,
        thresholds=THRESHOLDS,
        grid=GRID,
        spacings={film: wrist_spacing(truth[film], wrist) for film in films},
        notes=_odd(films, truth),
    )


def wrist_spacing(marks: LandmarkSet, wrist: Wrist) -> Spacing:
    """The mm per pixel by which the wrist is 50 mm wide. Raises `DatasetError` without a wrist."""
    first, last = points_of(marks, wrist.ends)
    width = np.hypot(*(first - last))
    if not width > 0:
        raise DatasetError(f"Film {marks.film} has no wrist between {wrist.value}: correct all.csv.")
    side = WRIST_MM / float(width)
    return Spacing(side, side, SpacingSource.LANDMARK_DISTANCE)


def _labels(path: Path) -> dict[str, LandmarkSet]:
    marks = {}
    for row in number_rows(path):
        if len(row) != 1 + 2 * LANDMARKS:
            raise DatasetError(f"{path}: a line has {len(row)} cells, not {1 + 2 * LANDMARKS}: correct it.")
        film = str(int(row[0]))
        points = {str(k + 1): (row[2 * k + 1], row[2 * k + 2]) for k in range(LANDMARKS)}
        marks[film] = true_marks(film, points)
    return marks


def _threefold(folder: Path, films: Sequence[str]) -> Split:
    lists = [folder / "cv" / f"set{number}.txt" for number in (1, 2, 3)]
    if not all(path.is_file() for path in lists):
        return Split("", runs_of_neighbours(films, 3), "three runs of films in their order")
    return Split("", tuple(_listed(path, films) for path in lists), "the folder's cv/set1-3.txt")


def _listed(path: Path, films: Sequence[str]) -> SplitParts:
    names = {str(int(line)) for line in read_text(path).split() if line.isdecimal()}
    test = [film for film in films if film in names]
    if not test or len(test) == len(films):
        raise DatasetError(f"{path} names {len(test)} of the {len(films)} films: correct the list.")
    return hold_out([film for film in films if film not in names], test)


def _gu2net(films: Sequence[str]) -> Split:
    """The last 300 films; of a part of the set the last third."""
    test = _TEST if len(films) > 2 * _TEST else max(1, len(films) // 3)
    kept = _VALIDATION if len(films) > 2 * _TEST else None
    fold = hold_out(films[:-test], films[-test:], kept)
    return Split("last300", (fold,), f"GU2Net's: the last {test} films are tested")


def _odd(films: Mapping[str, Path], truth: Mapping[str, LandmarkSet]) -> tuple[str, ...]:
    lacking = len(truth) - len(films)
    return (f"hand-atlas: {lacking} films of all.csv are not there.",) if lacking else ()
