"""ISBI 2015 cephalograms: RawImage/*/NNN.bmp, AnnotationsByMD/400_junior|400_senior/NNN.txt.

Films 001-150 are for training, 151-300 are Test1, 301-400 Test2; 0.1 mm a pixel. A label file has 19
lines "x,y" and then the classification of the patient. The truth is the mean of the two readers.
FARNet learns from all 150 and chooses its weights by Test1, which is the split `test1`.
GU2Net's copy of it (raw/*.bmp, 400_junior and 400_senior beside it) is read as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.benchmark.datasets import DatasetError
from engine.benchmark.points import true_marks
from engine.benchmark.sets.labelled import (
    BenchmarkSet,
    BodyPart,
    Measure,
    Split,
    hold_out,
    numbered_films,
    pairs,
)
from engine.evaluation.metrics import THRESHOLDS
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import LandmarkSet, Scheme
from engine.supervised.splits import SplitParts

NAMES = (
    *("Sella", "Nasion", "Orbitale", "Porion", "Subspinale (A)", "Supramentale (B)", "Pogonion", "Menton"),
    *("Gnathion", "Gonion", "Lower incisor tip", "Upper incisor tip", "Upper lip", "Lower lip"),
    *("Subnasale", "Soft-tissue pogonion", "Posterior nasal spine", "Anterior nasal spine", "Articulare"),
)
DOUBTFUL = "Soft-tissue pogonion"  # landmark 16, where the readers differ most
MM_PER_PX = 0.1
READERS = ("junior", "senior")
_TRAIN, _TEST1 = range(1, 151), range(151, 301)
_VALIDATION = 20  # GU2Net's: 130 to learn from, 20 for choices
GRID = Size(416, 512)
# films of Test1 that show the same film as one of the training films, some scanned or cut anew
_SEEN = {
    **{"173": "144", "201": "103", "275": "001", "276": "123", "279": "141", "281": "138", "282": "080"},
    **{"283": "038", "285": "118", "287": "014", "289": "108", "291": "132", "292": "137", "293": "007"},
    **{"295": "010", "296": "028", "297": "088"},
}


def is_isbi(folder: Path) -> bool:
    """Whether `folder` is laid out so."""
    return _images(folder) is not None and all((_labels(folder) / f"400_{who}").is_dir() for who in READERS)


def read_isbi(folder: Path) -> BenchmarkSet:
    """Read the set in `folder`, its films by name only. Raises `EngineError`s."""
    images = _images(folder)
    if images is None:
        raise DatasetError(f"{folder} has no RawImage folder: unpack the challenge's archives there.")
    films = dict(sorted(numbered_films(images, 3).items()))  # whatever the archives call their folders
    readers = {who: _marks(_labels(folder) / f"400_{who}", films, who) for who in READERS}
    train, test1 = ([film for film in films if int(film) in part] for part in (_TRAIN, _TEST1))
    test2 = [film for film in films if film not in {*train, *test1}]
    if not train or not test1:
        raise DatasetError(f"{images} lacks films 001-150 or 151-300: complete the set.")
    spacing = Spacing(MM_PER_PX, MM_PER_PX, SpacingSource.TYPED)
    test = (*test1, *test2)
    fold = hold_out(train, test, min(_VALIDATION, len(train) // 3))
    farnet = SplitParts(tuple(train), tuple(test1), tuple(test2))
    return BenchmarkSet(
        name="isbi",
        title="ISBI 2015 cephalograms",
        anatomy=BodyPart.HEAD,
        folder=folder,
        scheme=Scheme(NAMES),
        films=films,
        truth={film: mean_marks([readers[who][film] for who in READERS]) for film in films},
        splits=(
            Split("", (fold,), f"the challenge's split, the last {len(fold.validation)} for choices"),
            Split("test1", (farnet,), "FARNet's: Test1 chooses the weights and is scored too", True),
        ),
        measure=Measure.MM,
        thresholds=THRESHOLDS,
        grid=GRID,
        spacings=dict.fromkeys(films, spacing),
        readers=readers,
        parts={name: tuple(part) for name, part in (("test1", test1), ("test2", test2)) if part},
        doubtful=(DOUBTFUL,),
        notes=_odd(films),
    )


def mean_marks(sets: list[LandmarkSet]) -> LandmarkSet:
    """The mean of what several readers placed on one film, as floats."""
    points = {}
    for name in sets[0].landmarks:
        places = [place for marks in sets if (place := marks.get(name).position) is not None]
        x, y = (sum(values) / len(places) for values in zip(*places, strict=True))
        points[name] = (x, y)
    return true_marks(sets[0].film, points)


def _images(folder: Path) -> Path | None:
    return next((folder / name for name in ("RawImage", "raw") if (folder / name).is_dir()), None)


def _labels(folder: Path) -> Path:
    inner = folder / "AnnotationsByMD"
    return inner if inner.is_dir() else folder


def _marks(folder: Path, films: Mapping[str, Path], reader: str) -> dict[str, LandmarkSet]:
    return {film: _film_marks(folder / f"{film}.txt", film, reader) for film in films}


def _film_marks(path: Path, film: str, reader: str) -> LandmarkSet:
    if not path.is_file():
        raise DatasetError(f"{path} is missing, the landmarks of film {film}: complete the set.")
    points = dict(zip(NAMES, pairs(path, len(NAMES)), strict=True))  # classification follows them
    return true_marks(film, points, reader)


def _odd(films: Mapping[str, Path]) -> tuple[str, ...]:
    notes = [] if len(films) == 400 else [f"isbi: {len(films)} of the 400 films are there."]
    seen = [f"{test} = {train}" for test, train in _SEEN.items() if {test, train} <= films.keys()]
    if seen:
        notes.append(
            f"isbi: films of Test1 that a training film shows too: {len(seen)} ({', '.join(seen)}). They "
            "flatter our figures and the printed ones alike; the head films of radiographs are without them."
        )
    return tuple(notes)
