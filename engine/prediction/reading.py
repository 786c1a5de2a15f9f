"""A prediction as one reader would have it: from points of that person, or from a reading that was saved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import EngineError, TableError
from engine.geometry.coordinates import Size
from engine.io.atomic import write_atomic
from engine.io.guard import parsed_json, regular_bytes
from engine.io.provenance import machine_points
from engine.io.tables import read_landmarks
from engine.landmarks import LandmarkSet
from engine.models.trained_model import TrainedModel
from engine.observers.reading_offsets import ReadFilm, ReadingOffsets, fit_reading
from engine.wording import counted

_SAVED = ".json"


@dataclass(frozen=True, slots=True)
class GivenReading:
    """Who is to be read as: a `saved` reading, or the points that `reader` has `placed`, by film."""

    reader: str
    saved: ReadingOffsets | None = None
    placed: Mapping[str, LandmarkSet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadPrediction:
    """Predicted `sets` moved by a `reading`, and sentences to show."""

    sets: Mapping[str, LandmarkSet]
    reading: ReadingOffsets
    notes: tuple[str, ...]


def read_reading(path: Path, films: Sequence[str], learned: TrainedModel) -> GivenReading:
    """What the file `path` says: a saved reading (.json), else a table of a person's points on some `films`.

    Raises `EngineError` where it is neither, or shares no landmark with what was `learned`.
    """
    if path.suffix.casefold() == _SAVED:
        saved = load_reading(path)
        if not set(saved.names) & set(learned.names):
            raise EngineError(f"{path.name} knows no landmark of this model: choose the reading of another.")
        return GivenReading(saved.reader or path.stem, saved)
    table = read_landmarks(path, films, learned.scheme)
    if machine_points(path, table.sets.values()):
        raise TableError(
            f"{path.name} holds what a machine predicted: give a table of a person's own points."
        )
    placed = {film: marks for film, marks in table.sets.items() if _is_read(marks, learned.names)}
    if not placed:
        raise TableError(
            f"{path.name} has no point that a person placed on a film of the folder and that the model "
            "predicts: give the table of the reader whose points are wanted."
        )
    return GivenReading(next(iter(placed.values())).reader or path.stem, placed=placed)


def _is_read(marks: LandmarkSet, names: Sequence[str]) -> bool:
    return any(mark.is_human and mark.name in names for mark in marks.placed())


def load_reading(path: Path) -> ReadingOffsets:
    """The reading that `save_reading` wrote to `path`. Raises `EngineError`."""
    try:
        return ReadingOffsets.of_plain(parsed_json(regular_bytes(path)))
    except OSError as error:
        raise EngineError(
            f"Cannot read the reading {path} ({error.strerror}): choose another file."
        ) from error
    except ValueError as error:
        raise EngineError(
            f"{path.name} is no JSON: choose a reading that `onemark predict` wrote."
        ) from error


def save_reading(path: Path, reading: ReadingOffsets) -> None:
    """Write `reading` as JSON. Raises `WriteError`."""
    write_atomic(path, (json.dumps(reading.as_plain(), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def read_as(
    sets: Mapping[str, LandmarkSet],
    given: GivenReading,
    names: Sequence[str],
    sizes: Mapping[str, Size | None],
) -> ReadPrediction:
    """The predicted `sets` moved to where the reader would have them.

    A film that the reader has placed points on is moved by what all others say of the reader, so that its own
    points can tell how good that is. Raises `EngineError` where no such film was predicted.
    """
    model = next((mark.model for marks in sets.values() for mark in marks.placed()), "")
    own = {film: ReadFilm(sets[film], marks) for film, marks in given.placed.items() if film in sets}
    if given.saved is None and not own:
        raise EngineError("None of the films that the reader has read got points: give a table of others.")
    whole = given.saved or fit_reading(own.values(), names, given.reader, model)

    def moved(film: str) -> LandmarkSet:
        others = [each for name, each in own.items() if name != film]
        reading = fit_reading(others, names, given.reader, model) if film in own else whole
        return _titled(reading.applied(sets[film], size=sizes.get(film)), reading, given.reader)

    return ReadPrediction({film: moved(film) for film in sets}, whole, tuple(_notes(whole, given, model)))


def _titled(marks: LandmarkSet, reading: ReadingOffsets, reader: str) -> LandmarkSet:
    """`marks` whose model says that a reading had a say."""
    read = (mark for mark in marks.placed() if mark.name in reading.names and reading.films)
    return marks.with_landmarks(replace(mark, model=f"{mark.model}, as {reader} reads") for mark in read)


def _notes(reading: ReadingOffsets, given: GivenReading, model: str) -> list[str]:
    habits = reading.significant()
    notes = [
        f"Read as {given.reader}, from {counted(reading.films, 'film')}: "
        f"{counted(len(habits), 'landmark')} of {len(reading.names)} with an offset beyond chance"
        f"{': ' + ', '.join(habits) if habits else ''}."
    ]
    if given.saved is not None and reading.model != model:
        notes.append(
            f"The reading was learned beside another model ({reading.model}): here offsets may be others."
        )
    return notes
