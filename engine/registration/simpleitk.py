"""Registration with SimpleITK: similarity, affine, then B-spline. The peer that people reach for.

Set up as its manual and experience advise: centred start, a mask around the landmarks, mutual
information while the films still lie apart and local correlation afterwards, pyramids, and L-BFGS-B
with a fixed number of evaluations. The metrics look at every pixel of the mask, so that no part is
random, and all is computed by one thread, so that it repeats.
Where ITK gives up on a step (too little overlap, say), the transform of the step before
stands and the agreement of the film is 0, so that it comes up as doubtful.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import SimpleITK as sitk

from engine.geometry.coordinates import Points, resize_points
from engine.registration.films import Carried, GridFilm
from engine.runtime.process_setting import ProcessSetting
from engine.wording import told


@dataclass(frozen=True, slots=True)
class SimpleItkConfig:
    """What each step does; shrink factors and smoothing (grid pixels) go from coarse to fine.

    `bins`: of the mutual information. `radius`: of the local correlation, pixels of each level.
    `meshes`: B-spline cells along each side, one stage each. `evaluations`: of the metric in each
    level of a stage. `focus`: radius of the mask around each landmark, share of the longest side.
    """

    bins: int = 16
    radius: int = 6
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

    def __init__(self, exemplar: GridFilm, points: Points, config: SimpleItkConfig) -> None:
        self._config = config
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

    def _fit(self, moving: sitk.Image) -> Generator[str, None, tuple[sitk.Transform, float]]:
        """The map of fixed to moving grid pixels, and the local correlation it reaches in 0..1."""
        centred = sitk.CenteredTransformInitializer(
            self._fixed,
            moving,
            sitk.Similarity2DTransform(),
            sitk.CenteredTransformInitializerFilter.GEOMETRY,
        )
        fitted, agreement = sitk.CompositeTransform([centred]), 0.0
        try:
            yield told("similarity (SimpleITK)")
            with _ONE_THREAD.held():
                similarity = sitk.Similarity2DTransform(self._linear(centred, moving, mutual=True))
            fitted = sitk.CompositeTransform([similarity])
            yield told("affine (SimpleITK)")
            with _ONE_THREAD.held():
                affine = self._linear(_as_affine(similarity), moving, mutual=False)
            fitted = sitk.CompositeTransform([affine])
            for mesh, pyramid in zip(self._config.meshes, self._config.pyramids, strict=True):
                yield told("B-spline (SimpleITK)")
                with _ONE_THREAD.held():
                    spline, metric = self._spline(sitk.Resample(moving, self._fixed, fitted), mesh, pyramid)
                fitted.AddTransform(spline)  # what is added last is applied first
                agreement = float(np.clip(-metric, 0.0, 1.0))
        except RuntimeError:  # all that ITK raises
            return fitted, 0.0
        return fitted, agreement

    def _linear(self, start: sitk.Transform, moving: sitk.Image, mutual: bool) -> sitk.Transform:
        config = self._config
        method = self._method(config.linear_pyramid if mutual else config.affine_pyramid, mutual)
        method.SetOptimizerAsRegularStepGradientDescent(
            config.linear_step, 1e-3, config.linear_steps, gradientMagnitudeTolerance=1e-6
        )
        method.SetOptimizerScalesFromPhysicalShift()
        method.SetInitialTransform(start, inPlace=True)
        method.Execute(self._fixed, moving)
        return start

    def _spline(
        self, moving: sitk.Image, mesh: int, pyramid: Sequence[tuple[int, float]]
    ) -> tuple[sitk.Transform, float]:
        # one mesh for all levels: ITK's L-BFGS-B cannot follow a mesh that doubles on the way
        method = self._method(pyramid, mutual=False)
        spline = sitk.BSplineTransformInitializer(self._fixed, [mesh, mesh])
        method.SetInitialTransform(spline, inPlace=True)
        # gradients by a pixel are tiny: the usual tolerances would stop before the first step
        method.SetOptimizerAsLBFGSB(
            gradientConvergenceTolerance=1e-9,
            numberOfIterations=self._config.evaluations,
            maximumNumberOfFunctionEvaluations=self._config.evaluations,
            costFunctionConvergenceFactor=1e9,
        )
        method.Execute(self._fixed, moving)
        return spline, method.GetMetricValue()

    def _method(self, pyramid: Sequence[tuple[int, float]], mutual: bool) -> sitk.ImageRegistrationMethod:
        method = sitk.ImageRegistrationMethod()
        method.SetNumberOfThreads(1)  # of the metric
        if mutual:
            method.SetMetricAsMattesMutualInformation(self._config.bins)
        else:
            method.SetMetricAsANTSNeighborhoodCorrelation(self._config.radius)
        method.SetMetricFixedMask(self._mask)
        method.SetInterpolator(sitk.sitkLinear)
        method.SetShrinkFactorsPerLevel([shrink for shrink, _ in pyramid])
        method.SetSmoothingSigmasPerLevel([sigma for _, sigma in pyramid])
        return method


# Threads add up in the order in which they finish. What a metric is told does not reach the filters inside
# a registration (smoothing, resampling): with two threads points were seen to differ by 0.1 px.
_PROCESS = sitk.ProcessObject
_ONE_THREAD = ProcessSetting(
    1, (_PROCESS.GetGlobalDefaultNumberOfThreads, _PROCESS.SetGlobalDefaultNumberOfThreads)
)


def _image(film: GridFilm) -> sitk.Image:
    return sitk.GetImageFromArray(film.image[0, 0].cpu().numpy())


def _as_affine(similarity: sitk.Similarity2DTransform) -> sitk.AffineTransform:
    affine = sitk.AffineTransform(2)
    affine.SetCenter(similarity.GetCenter())
    affine.SetMatrix(similarity.GetMatrix())
    affine.SetTranslation(similarity.GetTranslation())
    return affine


def _around(points: Points, size: tuple[int, ...], reach: float) -> sitk.Image:
    """Mask of the pixels within `reach` of a landmark, on a grid of `size` (x, y)."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    near = np.zeros(x.shape, dtype=np.uint8)
    for point in points:
        near |= (np.hypot(x - point[0], y - point[1]) <= reach).astype(np.uint8)
    return sitk.GetImageFromArray(near)
