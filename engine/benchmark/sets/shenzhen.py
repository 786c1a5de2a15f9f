"""Shenzhen chest films with GU2Net's six landmarks: pngs/CHNCXR_XXXX_0.png, labels/CHNCXR_XXXX_0.txt.

Only normals (the name ends in _0) without nine that GU2Net excludes. A label file has the count of the
landmarks in its first line and then "x y" for each, as shares of width and height: pixels of the 512 x
512 frame, divided by 512. Films in the order of their names: 195 to learn from, 34 for choices, the rest
(50) to test. Errors are pixels of the 512 x 512 frame; the films have no known spacing.
"""

from __future__ import annotations

from collections.abc import Sequence
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
)
from engine.errors import TableError
from engine.geometry.coordinates import Size, resize_points
from engine.io.images import read_size
from engine.landmarks import LandmarkSet
from engine.wording import counted

LANDMARKS = 6
THRESHOLDS = (3.0, 6.0, 9.0)
GRID = Size(512, 512)
EXCLUDED = frozenset(
    f"CHNCXR_{number}_0"
    for number in ("0059", "0178", "0228", "0267", "0295", "0310", "0285", "0276", "0303")
)
_TRAIN, _VALIDATION = 195, 34


def is_shenzhen(folder: Path) -> bool:
    """Whether `folder` is laid out so."""
    there = (folder / "pngs").is_dir() and (folder / "labels").is_dir()
    return there and any((folder / "pngs").glob("CHNCXR_*_0.png"))


def read_shenzhen(folder: Path) -> BenchmarkSet:
    """Read the set in `folder`, of the films their sizes only. Raises `EngineError`s."""
    paths = {path.stem: path for path in sorted((folder / "pngs").glob("CHNCXR_*_0.png"))}
    films = {film: path for film, path in paths.items() if film not in EXCLUDED}
    sizes = {film: read_size(path) for film, path in films.items()}
    if len(films) < 4:
        raise DatasetError(f"{folder} has {counted(len(films), 'normal film')}: complete the set.")
    return BenchmarkSet(
        name="shenzhen",
        title="Shenzhen chest films",
        anatomy=BodyPart.CHEST,
        folder=folder,
        scheme=numbered(LANDMARKS),
        films=films,
        truth={film: _marks(folder / "labels" / f"{film}.txt", film, sizes[film]) for film in films},
        splits=(_split(tuple(films)),),
        measure=Measure.GRID,
        thresholds=THRESHOLDS,
        grid=GRID,
        sizes=sizes,
        notes=() if len(films) == 279 else (f"shenzhen: {len(films)} of the 279 films are there.",),
    )


def _split(films: Sequence[str]) -> Split:
    """195 / 34 / 50; of a part of the set in the same shares."""
    known = len(films) > _TRAIN + _VALIDATION
    train = _TRAIN + _VALIDATION if known else max(2, round(0.82 * len(films)))
    kept = _VALIDATION if known else None
    return Split("", (hold_out(films[:train], films[train:], kept),), "GU2Net's, in the order of names")


def _marks(path: Path, film: str, size: Size) -> LandmarkSet:
    if not path.is_file():
        raise DatasetError(f"{path} is missing, the landmarks of {film}: complete the set.")
    rows = number_rows(path, LANDMARKS + 1)
    if [len(row) for row in rows] != [1] + [2] * LANDMARKS or rows[0][0] != LANDMARKS:
        raise TableError(f"{path} is not {LANDMARKS} and then {LANDMARKS} lines x y: replace the file.")
    on_grid = np.array(rows[1:]) * (GRID.width, GRID.height)
    places = resize_points(on_grid, GRID, size).tolist()
    return true_marks(film, {str(k + 1): (x, y) for k, (x, y) in enumerate(places)})
