"""Registration with SimpleITK: multi-resolution affine, then B-spline. The peer that people reach for."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import SimpleITK as sitk

from engine.coordinates import Points, resize_points
from engine.registration.films import Carried, GridFilm


@dataclass(frozen=True, slots=True)
class SimpleItkConfig:
    """Mattes mutual information over three resolutions; B-spline meshes double with the resolution."""

    bins: int = 32
    sampled: float = 0.25
    affine_steps: int = 100
    bspline_steps: int = 30
    mesh: int = 4


class SimpleItkRegistration:
    """One exemplar on its grid, registered to films by SimpleITK; forward direction only."""

    def __init__(self, exemplar: GridFilm, points: Points, config: SimpleItkConfig, seed: int) -> None:
        self._config, self._seed, self._film = config, seed, exemplar
        self._fixed = _image(exemplar)
        self._points = resize_points(points, exemplar.size, exemplar.grid)

    def register(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        """Carry the landmarks to `films`; yields the name of each stage."""
        carried = []
        for film in films:
            moving = _image(film)
            yield "affine (SimpleITK)"
            affine = self._affine(moving)
            yield "B-spline (SimpleITK)"
            transform, metric = self._bspline(moving, affine)
            grid = np.array([transform.TransformPoint(point.tolist()) for point in self._points])
            gap = np.full(len(grid), np.nan)
            # minus the metric is the mutual information in nats, which is below 1 for films
            points = resize_points(grid, film.grid, film.size)
            carried.append(Carried(points, gap, float(np.clip(-metric, 0.0, 1.0)), mirrored=False))
        return carried

    def _method(self) -> sitk.ImageRegistrationMethod:
        method = sitk.ImageRegistrationMethod()
        method.SetMetricAsMattesMutualInformation(self._config.bins)
        method.SetMetricSamplingStrategy(method.RANDOM)
        # ITK takes seed 0 for "from the clock"
        method.SetMetricSamplingPercentage(self._config.sampled, seed=self._seed + 1)
        method.SetInterpolator(sitk.sitkLinear)
        method.SetShrinkFactorsPerLevel([4, 2, 1])
        method.SetSmoothingSigmasPerLevel([2.0, 1.0, 0.0])
        return method

    def _affine(self, moving: sitk.Image) -> sitk.Transform:
        method = self._method()
        start = sitk.CenteredTransformInitializer(
            self._fixed, moving, sitk.AffineTransform(2), sitk.CenteredTransformInitializerFilter.GEOMETRY
        )
        method.SetOptimizerAsRegularStepGradientDescent(1.0, 1e-3, self._config.affine_steps)
        method.SetOptimizerScalesFromPhysicalShift()
        method.SetInitialTransform(start, inPlace=False)
        return method.Execute(self._fixed, moving)

    def _bspline(self, moving: sitk.Image, affine: sitk.Transform) -> tuple[sitk.Transform, float]:
        method = self._method()
        start = sitk.BSplineTransformInitializer(self._fixed, [self._config.mesh] * 2)
        method.SetMovingInitialTransform(affine)
        method.SetInitialTransformAsBSpline(start, inPlace=True, scaleFactors=[1, 2, 4])
        method.SetOptimizerAsLBFGSB(numberOfIterations=self._config.bspline_steps)
        method.Execute(self._fixed, moving)
        # the moving initial transform is applied after the optimised one
        return sitk.CompositeTransform([affine, start]), method.GetMetricValue()


def _image(film: GridFilm) -> sitk.Image:
    return sitk.GetImageFromArray(film.image[0, 0].cpu().numpy())
