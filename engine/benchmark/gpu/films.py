"""The head films of the measurement on a GPU: some held in memory and made ready for every training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from engine.benchmark.datasets import SETS, FilmSet
from engine.evaluation.metrics import points_of
from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import film_frame
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.models.reference import film_reference
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation, Progress
from engine.registration.edgetrans_batches import StageOneFilms, stage_one_films
from engine.registration.films import GridFilm, to_grid
from engine.training.finder import finder_size
from engine.training.patches import Labelled, cut_patch, labelled, on_canvas

HEAD = SETS[0]


@dataclass(frozen=True, slots=True)
class GpuFilms:
    """The set head: `pixels` [H, W] in 0..1 and `shapes` [K, 2] px of some films, the exemplar's first."""

    head: FilmSet
    exemplar: str
    pixels: tuple[NDArray[np.float32], ...]
    shapes: tuple[Points, ...]

    def tested(self, count: int) -> tuple[FilmSource, ...]:
        """The first `count` films that nobody learns from."""
        films = self.head.scored_films(self.exemplar)[:count]
        return tuple(FilmSource(film, self.head.films[film]) for film in films)

    def on_canvas(self, longest: int, multiple: int = 32) -> Labelled:
        """The films, whole, on a canvas with a longer side of `longest` pixels."""
        return self._cut(film_reference(self.shapes, longest, self._sizes, multiple).size)

    def for_finder(self, longest: int) -> Labelled:
        """The films on the canvas of a finder."""
        return self._cut(finder_size(self._sizes, longest))

    def for_stage_one(self, size: Size, longest: int, device: torch.device) -> StageOneFilms:
        """The films on the canvas of stage I, from grids of `longest` pixels."""
        exemplar, *others = self.on_grid(longest, device)
        images = [film.image for film in others]
        return stage_one_films(exemplar.image, exemplar.to_grid(self.shapes[0]), images, size)

    def on_grid(self, longest: int, device: torch.device) -> list[GridFilm]:
        """The films as registration sees them, the exemplar first."""
        return [to_grid(str(number), film, longest, device) for number, film in enumerate(self.pixels)]

    @property
    def _sizes(self) -> list[Size]:
        return [Size(film.shape[1], film.shape[0]) for film in self.pixels]

    def _cut(self, size: Size) -> Labelled:
        frames = [film_frame(size, film) for film in self._sizes]
        patches = [cut_patch(film, frame, size) for film, frame in zip(self.pixels, frames, strict=True)]
        points = [on_canvas(frame, shape) for frame, shape in zip(frames, self.shapes, strict=True)]
        return labelled(patches, points, [np.ones(len(shape)) for shape in self.shapes], 1, size)


def read_films(head: FilmSet, count: int) -> Operation[GpuFilms]:
    """The exemplar of `head` and `count` - 1 of its films to learn from. Raises `EngineError`."""
    exemplar = head.exemplar(HEAD.exemplars[0])
    films: Sequence[str] = (exemplar, *head.learning_films(exemplar)[: count - 1])
    pixels = []
    for number, film in enumerate(films):
        yield Progress("reading films", number, len(films), film)
        pixels.append(learning_pixels(read_image(head.films[film])))
    shapes = tuple(points_of(head.truth[film], head.scheme.names) for film in films)
    return GpuFilms(head, exemplar, tuple(pixels), shapes)
