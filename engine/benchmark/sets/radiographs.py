"""Sets in the layout of `datasets`: images/, landmarks.csv, and where there are split.csv, spacing.csv, ...

Films that split.csv calls `train` are learned from and those it calls `test` are scored; a set without it
is cross-validated in the order of its films. landmarks_junior.csv and landmarks_senior.csv, where they are
there, are the two readers.
"""

from __future__ import annotations

from pathlib import Path

from engine.benchmark.datasets import SETS, DatasetError, FilmSet, SetSpec, is_there, read_set
from engine.benchmark.score import DIAGONAL_THRESHOLDS
from engine.benchmark.sets.labelled import (
    BenchmarkSet,
    BodyPart,
    Measure,
    Split,
    hold_out,
    runs_of_neighbours,
)
from engine.evaluation.metrics import THRESHOLDS
from engine.geometry.coordinates import Size
from engine.io.tables import read_landmarks
from engine.landmarks import LandmarkSet, Scheme

_FOLDS = 5
_VALIDATION = 20  # as GU2Net of its 150 head films
_GRIDS = {"head": Size(416, 512), "hand": Size(368, 512), "spine": Size(512, 1024)}


def specs_in(root: Path) -> tuple[SetSpec, ...]:
    """The sets of this layout that `root` holds."""
    return tuple(spec for spec in SETS if is_there(root, spec))


def read_radiographs(root: Path, spec: SetSpec) -> BenchmarkSet:
    """Read the set `spec` below `root`. Raises `EngineError`s."""
    film_set = read_set(root, spec)
    metric = all(film in film_set.spacings for film in film_set.truth)
    names = film_set.scored_names()
    anatomy = BodyPart(spec.name) if spec.name in set(BodyPart) else BodyPart.OTHER
    measure = Measure.FRACTION if anatomy is BodyPart.SPINE else Measure.MM if metric else Measure.DIAGONAL
    return BenchmarkSet(
        name=spec.name,
        title=f"radiographs/{spec.name}",
        anatomy=anatomy,
        folder=film_set.folder,
        scheme=film_set.scheme if len(names) == len(film_set.scheme.names) else Scheme(names),
        films=film_set.films,
        truth={film: _only(marks, names) for film, marks in film_set.truth.items()},
        splits=(_given(film_set) if spec.split else _crossed(film_set),),
        measure=measure,
        thresholds=THRESHOLDS if measure is Measure.MM else DIAGONAL_THRESHOLDS,
        grid=_GRIDS.get(spec.name, Size(512, 512)),
        spacings=film_set.spacings if metric else {},
        readers=_readers(film_set),
        doubtful=tuple(name for name in names if name not in film_set.scored_names(without_doubtful=True)),
        notes=film_set.notes,
    )


def _only(marks: LandmarkSet, names: tuple[str, ...]) -> LandmarkSet:
    """The landmarks that count; what is coarse is neither learned nor scored."""
    return LandmarkSet(marks.film, {name: mark for name, mark in marks.landmarks.items() if name in names})


def _given(film_set: FilmSet) -> Split:
    known = [film for film in film_set.training if film in film_set.truth]
    if not known or not film_set.candidates:
        raise DatasetError(f"{film_set.folder}/split.csv calls no film with landmarks train, or none test.")
    train = [film for film in known if not film_set.twins.get(film, frozenset()) & set(film_set.candidates)]
    fold = hold_out(train, film_set.candidates, min(_VALIDATION, len(train) // 3))
    return Split("", (fold,), f"split.csv, the last {len(fold.validation)} of train for choices")


def _crossed(film_set: FilmSet) -> Split:
    folds = runs_of_neighbours(tuple(film_set.truth), _FOLDS, film_set.twins)
    return Split("", folds, f"{_FOLDS} folds in the order of the films")


def _readers(film_set: FilmSet) -> dict[str, dict[str, LandmarkSet]]:
    readers = {}
    for who in ("junior", "senior"):
        path = film_set.folder / f"landmarks_{who}.csv"
        if path.is_file():
            sets = read_landmarks(path, tuple(film_set.films), film_set.scheme).sets
            readers[who] = {film: sets[film] for film in film_set.truth if film in sets}
    return readers if len(readers) == 2 else {}
