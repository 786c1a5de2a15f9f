"""AASCE 2019 spines (boostnet_labeldata): data/training|test/*.jpg, labels/training|test/*.csv.

filenames.csv names a film a line, landmarks.csv has 136 values a line for them: 68 x and then 68 y, as
shares of width and height; four corners of each of 17 vertebrae. FARNet uses the 481 films of `training`
alone: 431 to learn from and 50 to test, drawn at random; which ones was not printed, so we draw our own
once and for all. Its five-fold protocol: five trainings on the 431, each with another fifth for choices,
all tested on the 50. The challenge's own `test` films are a split of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.benchmark.datasets import DatasetError
from engine.benchmark.points import true_marks
from engine.benchmark.score import DIAGONAL_THRESHOLDS
from engine.benchmark.sets.labelled import (
    BenchmarkSet,
    BodyPart,
    Measure,
    Split,
    drawn,
    hold_out,
    inner_folds,
    number_rows,
    numbered,
)
from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io.images import film_path, read_size
from engine.io.table_text import read_text
from engine.landmarks import LandmarkSet
from engine.wording import counted

LANDMARKS = 68
FOLDS = 5
GRID = Size(512, 1024)  # FARNet's
_FILMS, _TEST = 481, 50


def is_aasce(folder: Path) -> bool:
    """Whether `folder` is laid out so."""
    return (folder / "labels" / "training" / "landmarks.csv").is_file() and (folder / "data").is_dir()


def read_aasce(folder: Path) -> BenchmarkSet:
    """Read the set in `folder`, of the films their sizes only. Raises `EngineError`s."""
    films, sizes, truth = _part(folder, "training")
    learning = tuple(films)
    if len(learning) < 2 * FOLDS:
        raise DatasetError(f"{folder} has {counted(len(learning), 'training film')}: complete the set.")
    tested = _TEST if len(films) >= _FILMS else max(1, len(films) // 10)
    train, test = drawn(learning, tested)
    source = f"{len(train)} / {len(test)}, drawn once; FARNet's own draw was not printed"
    splits = [
        Split("", (hold_out(train, test),), source),
        Split("5fold", inner_folds(train, test, FOLDS), f"{source}; five trainings"),
    ]
    if (folder / "labels" / "test" / "landmarks.csv").is_file():
        more, more_sizes, more_truth = _part(folder, "test")
        films, sizes, truth = {**films, **more}, {**sizes, **more_sizes}, {**truth, **more_truth}
        splits.append(Split("official", (hold_out(learning, tuple(more)),), "the challenge's own"))
    return BenchmarkSet(
        name="aasce",
        title="AASCE 2019 spines",
        anatomy=BodyPart.SPINE,
        folder=folder,
        scheme=numbered(LANDMARKS),
        films=films,
        truth=truth,
        splits=tuple(splits),
        measure=Measure.FRACTION,
        thresholds=DIAGONAL_THRESHOLDS,  # the papers print no SDR
        grid=GRID,
        sizes=sizes,
        notes=_odd(len(learning)),
    )


def _odd(learning: int) -> tuple[str, ...]:
    lacking = () if learning == _FILMS else (f"aasce: {learning} of the 481 films are there.",)
    split = "aasce: split film by film, as published; a patient with several films may be on both sides."
    return (*lacking, split)


def _part(
    folder: Path, part: str
) -> tuple[Mapping[str, Path], Mapping[str, Size], Mapping[str, LandmarkSet]]:
    """Films, sizes and truth of `part` (training or test), in the order of filenames.csv."""
    labels = folder / "labels" / part
    names = _names(labels / "filenames.csv")
    rows = number_rows(labels / "landmarks.csv")
    _check(labels, names, rows)
    films = {f"{part}/{name}": film_path(folder / "data" / part, name) for name in names}
    lacking = [film for film, path in films.items() if not path.is_file()]
    if lacking:
        raise DatasetError(f"{folder / 'data'} lacks {lacking[0]}, which filenames.csv names: add it.")
    sizes = {film: read_size(path) for film, path in films.items()}
    truth = {film: _marks(film, row, sizes[film]) for film, row in zip(films, rows, strict=True)}
    return films, sizes, truth


def _names(path: Path) -> list[str]:
    names = [line.strip().strip('",') for line in read_text(path).splitlines() if line.strip()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DatasetError(f"{path} names {twice} twice: keep one line, and one of landmarks.csv.")
    return names


def _check(labels: Path, names: Sequence[str], rows: Sequence[Sequence[float]]) -> None:
    if len(names) != len(rows):
        raise TableError(
            f"{labels} has {len(names)} names but {len(rows)} lines of landmarks: take both from one archive."
        )
    wrong = next((name for name, row in zip(names, rows, strict=True) if len(row) != 2 * LANDMARKS), None)
    if wrong is not None:
        raise TableError(f"{labels / 'landmarks.csv'}: {wrong} has no {2 * LANDMARKS} values: replace it.")


def _marks(film: str, row: Sequence[float], size: Size) -> LandmarkSet:
    places = zip(row[:LANDMARKS], row[LANDMARKS:], strict=True)
    points = {str(k + 1): (x * size.width, y * size.height) for k, (x, y) in enumerate(places)}
    return true_marks(film, points)
