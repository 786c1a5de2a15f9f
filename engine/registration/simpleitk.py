"""Registration with SimpleITK: similarity, affine, then B-spline. The peer that people reach for.

Set up as its manual and experience advise: centred start, a mask around the landmarks, mutual
information while the films still lie apart and local correlation afterwards, pyramids, and L-BFGS-B
with a fixed number of evaluations. Where ITK gives up on a step (too little overlap, say), the
transform of the step before stands and the agreement of the film is 0, so that it comes up as doubtful.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import SimpleITK as sitk

from engine.coordinates import Points, resize_points
from engine.registration.films import Carried, GridFilm


@dataclass(frozen=True, slots=True)
class SimpleItkConfig:
    """What each step does; shrink factors and smoothing (grid pixels) go from coarse to fine.

    `bins`: of the mutual information. `radius`: of the local correlation, pixels of each level.
    `meshes`: B-spline cells along each side, one stage each. `evaluations`: of the metric in each
    level of a stage. `focus`: radius of the mask around each landmark, share of the longest side.
    """

    bins: int = 16
    radius: int = 4
    linear_steps: int = 60
    linear_step: float = 1.0  # grid pixels
    linear_pyramid: tuple[tuple[int, float], ...] = ((8, 4.0), (4, 2.0))
    affine_pyramid: tuple[tuple[int, float], ...] = ((4, 2.0), (2, 1.0))
    meshes: tuple[int, ...] = (4, 8)
    pyramids: tuple[tuple[tuple[int, float], ...], ...] = (((8, 4.0), (4, 2.0)), ((4, 2.0), (2, 1.0)))
    evaluations: int = 20
    focus: float = 0.145


class SimpleItkRegistration:
    """One exemplar on its grid, registered to films by SimpleITK; forward direction only, never mirrored."""

    def __init__(self, exemplar: GridFilm, points: Points, config: SimpleItkConfig, seed: int) -> None:
        self._config, self._seed = config, seed
        self._fixed = _image(exemplar)
        self._points = resize_points(points, exemplar.size, exemplar.grid)
        longest = max(exemplar.grid.width, exemplar.grid.height)
        self._mask = _around(self._points, self._fixed.GetSize(), config.focus * longest)

    def register(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        """Carry the landmarks to `films`; yields the name of each stage."""
        carried = []
        for film in films:
            transform, agreement = yield from self._fit(_image(film))
            grid = np.array([transform.TransformPoint(point.tolist()) for point in self._points])
            gap = np.full(len(grid), np.nan)
            points = resize_points(grid, film.grid, film.size)
            carried.append(Carried(points, gap, agreement, mirrored=False))
        return carried
