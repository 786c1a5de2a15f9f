"""Errors as fractions of the film, as spines are scored (AASCE; FARNet, table 5). Imports no torch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import EngineError
from engine.evaluation.metrics import points_of
from engine.geometry.coordinates import Size
from engine.landmarks import LandmarkSet


@dataclass(frozen=True, slots=True)
class ImageFraction:
    """Mean squared error as a fraction of the image, Pearson's rho, and the landmarks that were compared.

    With u = x / width and v = y / height of every film:
    mse = mean over films, landmarks and BOTH coordinates of (predicted - true)^2, so that an error of
    10 pixels along both axes of a film of 100 x 100 is 0.010, as published;
    rho = the correlation of all predicted coordinates with all true ones, u and v in one row.
    Neither paper prints its formula; these two agree with their rows: one variance of u and v, 0.041,
    gives all four of table 5 to 0.01 by rho = sqrt(1 - mse / variance).
    Landmarks without a prediction take no part; `missing` counts them.
    """

    mse: float
    rho: float
    count: int
    missing: int

    def as_json(self) -> dict[str, float | int]:
        """The values as plain JSON."""
        return {"mse": self.mse, "rho": self.rho, "n": self.count, "missing": self.missing}

    def text(self) -> str:
        """One line for the terminal."""
        return f"MSE {self.mse:.5f} of the image, rho {self.rho:.4f} ({self.count} landmarks)"


def image_fraction(
    predictions: Mapping[str, LandmarkSet],
    truth: Mapping[str, LandmarkSet],
    names: Sequence[str],
    sizes: Mapping[str, Size],
    exclude: Collection[str] = (),
) -> ImageFraction:
    """Compare `predictions` with `truth`, both by film, in coordinates that are fractions of `sizes`.

    Raises `EngineError` where the size of a film is unknown or fewer than two landmarks are predicted.
    """
    films = [film for film in truth if film not in exclude and truth[film].placed()]
    unknown = [film for film in films if film not in sizes]
    if unknown:
        raise EngineError(f"The size of {unknown[0]} is unknown: use a table with width and height.")
    extent = np.array([(sizes[film].width, sizes[film].height) for film in films]).reshape(-1, 1, 2)
    true = np.array([points_of(truth[film], names) for film in films]).reshape(-1, len(names), 2) / extent
    points = [points_of(predictions.get(film, LandmarkSet(film)), names) for film in films]
    found = np.array(points).reshape(true.shape) / extent
    counted = np.isfinite(true).all(axis=2)
    both = counted & np.isfinite(found).all(axis=2)
    if both.sum() < 2:
        raise EngineError("There is nothing to compare: fewer than two landmarks have truth and prediction.")
    true, found = true[both], found[both]
    rho = float(np.corrcoef(true.ravel(), found.ravel())[0, 1])
    return ImageFraction(float(np.mean((found - true) ** 2)), rho, len(true), int((counted & ~both).sum()))
