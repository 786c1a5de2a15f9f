"""What the models of the folds say of the films that they did not learn from, as one landmark table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.assessment import Assessment
from engine.io.table_write import FilmRow, write_landmarks
from engine.labelled_sets import LabelledSet
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence


def predicted_marks(tested: Assessment, names: Sequence[str], model: str) -> dict[str, LandmarkSet]:
    """The predictions of one model by film."""
    return {
        film: LandmarkSet(
            film,
            {
                name: Landmark(name, float(x), float(y), Presence.PRESENT, Origin.PREDICTED, model=model)
                for name, (x, y) in zip(names, places, strict=True)
                if np.isfinite([x, y]).all()
            },
        )
        for film, places in zip(tested.films, tested.points, strict=True)
    }


def write_predictions(path: Path, one: LabelledSet, sets: dict[str, LandmarkSet]) -> None:
    """Write the predictions `sets` of the films of `one`, in their order. Raises `WriteError`."""
    rows = [FilmRow(film, one.sizes.get(film), one.spacings.get(film)) for film in one.marks if film in sets]
    write_landmarks(path, [sets[row.identity] for row in rows], one.scheme, rows)
