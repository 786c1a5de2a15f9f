"""What a run found on many films, as one value."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import PIL.Image

from engine.errors import EngineError
from engine.folders.outputs import check_nothing_lost
from engine.geometry.coordinates import Points
from engine.io.table_write import write_landmarks
from engine.io.tables import LandmarkTable
from engine.landmarks import Scheme
from engine.library.landmarked_film import LandmarkedFilm
from engine.models.checkpoint import Model, save_model
from engine.models.trained_model import TrainedModel
from engine.wording import counted

_CELL, _COLUMNS, _MOST = 240, 4, 12  # of the picture in a notebook: pixels, films in a row, films


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """Detectors that were learned; `predict` takes them. `metrics`: figures of the films that validated."""

    detectors: TrainedModel
    metrics: Mapping[str, float]

    def save(self, path: str | os.PathLike[str], *, with_exemplars: bool = False) -> None:
        """Keep them as a model file (.safetensors), which window and command line take too.

        `with_exemplars`: with the pixels of the exemplars, which then say where to look. Raises `WriteError`.
        """
        kept = self.detectors if with_exemplars else self.detectors.without_exemplars()
        save_model(Path(path), Model({"": kept}))

    def __repr__(self) -> str:
        figures = ", ".join(f"{name} {value:.2f}" for name, value in self.metrics.items())
        return (
            f"<{self.detectors.training.title}, {counted(len(self.detectors.names), 'landmark')}; {figures}>"
        )


@dataclass(frozen=True, slots=True)
class LandmarkedFilms(Mapping[str, LandmarkedFilm]):
    """Film -> its landmarks, in the order in which the films were given.

    `unreadable`: film -> why it could not be read. `learned`: what the run learned, None where it did not.
    `scheme`: of all films; where several models found them all of theirs, and each film has its own.
    """

    films: Mapping[str, LandmarkedFilm]
    scheme: Scheme
    unreadable: Mapping[str, str]
    notes: tuple[str, ...]
    learned: LearnedModel | None = None

    def __getitem__(self, film: str) -> LandmarkedFilm:
        """The landmarks of `film`."""
        return self.films[film]

    def __iter__(self) -> Iterator[str]:
        """The films' names."""
        return iter(self.films)

    def __len__(self) -> int:
        """How many films were read."""
        return len(self.films)

    @property
    def points(self) -> Points:
        """Places [N, K, 2] (x, y) in original pixels, NaN where a landmark has none.

        Raises `EngineError` where films have different landmarks.
        """
        if len({film.names for film in self.films.values()}) > 1:
            raise EngineError(
                "These films have landmarks of several models, which are no single array: take the points of "
                "each film."
            )
        return np.array([film.points for film in self.films.values()]).reshape(-1, len(self.scheme.names), 2)

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Write the table that the window exports, one row per film and landmark.

        Raises `EngineError` where a table at `path` holds points of a person that this one does not, or the
        file is no table; `WriteError` where the disk refuses.
        """
        sets = {name: film.marks for name, film in self.films.items()}
        check_nothing_lost(Path(path), LandmarkTable(self.scheme, sets, {}))
        rows = [
            replace(film.row, mirrored=film.mirrored, note=film.refusal or film.doubt)
            for film in self.films.values()
        ]
        schemes = {name: film.scheme for name, film in self.films.items()}
        write_landmarks(Path(path), list(sets.values()), self.scheme, rows, schemes=schemes)

    def _repr_png_(self) -> bytes:
        """What a notebook shows: the first films with their points, side by side."""
        shown = [film.picture() for film in list(self.films.values())[:_MOST]]
        sheet = PIL.Image.new("RGB", (_CELL * _COLUMNS, _CELL * -(-max(1, len(shown)) // _COLUMNS)), "white")
        for number, picture in enumerate(shown):
            picture.thumbnail((_CELL, _CELL))
            sheet.paste(picture, (_CELL * (number % _COLUMNS), _CELL * (number // _COLUMNS)))
        stream = io.BytesIO()
        sheet.save(stream, format="PNG")
        return stream.getvalue()

    def __repr__(self) -> str:
        lines = [f"{counted(len(self), 'film')}, {counted(len(self.scheme.names), 'landmark')}"]
        lines += [f"  {film!r}" for film in self.films.values()]
        lines += [f"  {name}: {reason}" for name, reason in self.unreadable.items()]
        return "\n".join(lines)
