"""Sets in the layout of `datasets`: images/, landmarks.csv, and where there are split.csv, spacing.csv, ...

Films that split.csv calls `train` are learned from and those it calls `test` are scored; a set without it
is cross-validated in the order of its films. landmarks_junior.csv and landmarks_senior.csv, where they are
there, are the two readers.
"""

from __future__ import annotations

from pathlib import Path

from engine.benchmark.datasets import SETS, DatasetError, FilmSet, SetSpec, is_there, read_set
from engine.benchmark.supervised.folds import hold_out, runs_of_neighbours
from engine.benchmark.supervised.sets import Anatomy, BenchmarkSet, Measure, Split
from engine.evaluation.metrics import THRESHOLDS
from engine.geometry.coordinates import Size
from engine.io.tables import read_landmarks
from engine.landmarks import LandmarkSet, Scheme

_FOLDS = 5
_VALIDATION = 20  # as GU2Net of its 150 head films
_DIAGONAL = (0.5, 1.0, 2.0, 5.0)
_GRIDS = {"head": Size(416, 512), "hand": Size(368, 512), "spine": Size(512, 1024)}


def specs_in(root: Path) -> tuple[SetSpec, ...]:
    """The sets of this layout that `root` holds."""
    return tuple(spec for spec in SETS if is_there(root, spec))


def read_radiographs(root: Path, spec: SetSpec) -> BenchmarkSet:
    """Read the set `spec` below `root`. Raises `EngineError`s."""
    one = read_set(root, spec)
    metric = all(film in one.spacings for film in one.truth)
    names = one.scored_names()
    anatomy = Anatomy(spec.name) if spec.name in set(Anatomy) else Anatomy.OTHER
    measure = Measure.FRACTION if anatomy is Anatomy.SPINE else Measure.MM if metric else Measure.DIAGONAL
    return BenchmarkSet(
        name=spec.name,
        title=f"radiographs/{spec.name}",
        anatomy=anatomy,
        folder=one.folder,
        scheme=one.scheme if len(names) == len(one.scheme.names) else Scheme(names),
        films=one.films,
        truth={film: _only(marks, names) for film, marks in one.truth.items()},
        splits=(_given(one) if spec.split else _crossed(one),),
        measure=measure,
        thresholds=THRESHOLDS if measure is Measure.MM else _DIAGONAL,
        grid=_GRIDS.get(spec.name, Size(512, 512)),
        spacings=one.spacings if metric else {},
        readers=_readers(one),
        doubtful=tuple(name for name in names if name not in one.scored_names(without_doubtful=True)),
        notes=one.notes,
    )


def _only(marks: LandmarkSet, names: tuple[str, ...]) -> LandmarkSet:
    """The landmarks that count; what is coarse is neither learned nor scored."""
    return LandmarkSet(marks.film, {name: mark for name, mark in marks.landmarks.items() if name in names})


def _given(one: FilmSet) -> Split:
    known = [film for film in one.training if film in one.truth]
    if not known or not one.candidates:
        raise DatasetError(f"{one.folder}/split.csv calls no film with landmarks train, or none test.")
    train = [film for film in known if not one.twins.get(film, frozenset()) & set(one.candidates)]
    fold = hold_out(train, one.candidates, min(_VALIDATION, len(train) // 3))
    return Split("", (fold,), f"split.csv, the last {len(fold.validation)} of train for choices")


def _crossed(one: FilmSet) -> Split:
    folds = runs_of_neighbours(tuple(one.truth), _FOLDS, one.twins)
    return Split("", folds, f"{_FOLDS} folds in the order of the films")


def _readers(one: FilmSet) -> dict[str, dict[str, LandmarkSet]]:
    readers = {}
    for who in ("junior", "senior"):
        path = one.folder / f"landmarks_{who}.csv"
        if path.is_file():
            sets = read_landmarks(path, tuple(one.films), one.scheme).sets
            readers[who] = {film: sets[film] for film in one.truth if film in sets}
    return readers if len(readers) == 2 else {}
