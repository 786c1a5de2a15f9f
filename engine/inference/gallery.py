"""The films of a run as its detectors see them, gathered while registration has their pixels at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from engine.coteaching.fusion import columns
from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import Frame, film_frame
from engine.landmarks import Scheme
from engine.models.reference import Framing, Reference, frame_on_film
from engine.registration.films import GridFilm
from engine.registration.opinions import Fused
from engine.runtime.distributed import Ranks
from engine.training.patches import Labelled, cut_patch, labelled, on_canvas


@dataclass(frozen=True, slots=True)
class Framed:
    """One film: its `frame` and `patch` for the detectors, `whole` and `small` for the finder."""

    frame: Frame
    patch: Tensor
    whole: Frame
    small: Tensor
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Gallery:
    """Every film of a run by its identity, the exemplars first. `names`: the landmarks that are learned."""

    scheme: Scheme
    names: tuple[str, ...]
    framing: Framing
    reference: Reference
    small: Size
    films: dict[str, Framed] = field(default_factory=dict)

    def add(self, film: GridFilm, points: Points, mirrored: bool) -> None:
        """Gather `film`, whose landmarks lie about at `points` [K, 2] (original pixels, order of `names`)."""
        if self.framing is Framing.FILM:
            frame = film_frame(self.reference.size, film.size, mirrored)
        else:
            frame = frame_on_film(self.reference, points, mirrored, film.size)
        whole = film_frame(self.small, film.size, mirrored)
        self.films[film.identity] = Framed(
            frame,
            cut_patch(film.pixels, frame, self.reference.size),
            whole,
            cut_patch(film.pixels, whole, self.small),
            mirrored,
        )

    def add_carried(self, film: GridFilm, fused: Fused) -> None:
        """Gather `film` with what registration says of it (scheme order)."""
        self.add(film, fused.points[self.columns(fused.mirrored)], fused.mirrored)

    def put_together(self, ranks: Ranks, order: Iterable[str]) -> None:
        """Hold the films that all `ranks` have gathered, on every rank, in this `order`."""
        together = ranks.union(self.films, order)
        self.films.clear()
        self.films.update(together)

    def columns(self, mirrored: bool) -> list[int]:
        """Places of `names` in the scheme, on films that are mirrored or not."""
        return columns(self.scheme, self.names, mirrored)

    def labelled(
        self,
        exemplars: Mapping[str, Points],
        films: Sequence[str],
        points: Mapping[str, Points],
        trust: NDArray[np.float64],
        sure: Mapping[str, NDArray[np.float64]] = MappingProxyType({}),
    ) -> Labelled:
        """The detectors' training data: `exemplars` and `films` with their original-pixel `points` [K, 2].

        `trust` [N, K] belongs to `films`, `sure` [K] to single exemplars, which have 1 without. A film may be
        both: an exemplar with the landmarks that a person placed, NaN for the others.
        """
        every = [*exemplars.items(), *((film, points[film]) for film in films)]
        places = [on_canvas(self.films[film].frame, known) for film, known in every]
        weights = [sure.get(film, np.ones(len(self.names))) for film in exemplars]
        patches = [self.films[film].patch for film, _ in every]
        return labelled(patches, places, [*weights, *trust], len(exemplars), self.reference.size)

    def for_finder(self, points: Mapping[str, Points]) -> Labelled:
        """The finder's training data: every film of `points` (original pixels, order of `names`) alike."""
        places = [on_canvas(self.films[film].whole, found) for film, found in points.items()]
        patches = [self.films[film].small for film in points]
        sure = [np.ones(len(self.names))] * len(points)
        return labelled(patches, places, sure, 0, self.small)
