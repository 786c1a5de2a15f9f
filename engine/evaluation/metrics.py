"""Radial errors of predictions against the truth: MRE, SD, SDR, PCK, per landmark. Imports no torch.

And errors as fractions of the film, as spines are scored (AASCE; FARNet, table 5).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.evaluation.protocols import GU2NET_GRID, Protocol, Scale, radial_errors
from engine.evaluation.report import EvaluationReport, Summary, summarise
from engine.geometry.coordinates import Points, Size
from engine.imaging.image import Spacing
from engine.landmarks import LandmarkSet
from engine.wording import counted

THRESHOLDS = (2.0, 2.5, 3.0, 4.0)


class MetricsError(EngineError):
    """Predictions and truth cannot be compared as asked."""


class Unit(StrEnum):
    """What an error is measured in."""

    MM = "mm"
    PIXELS = "px"
    DIAGONAL = "% of the diagonal"


@dataclass(frozen=True, slots=True)
class Frames:
    """What is known of the films' pixels: spacing and size by film."""

    spacings: Mapping[str, Spacing]
    sizes: Mapping[str, Size]


def evaluate(
    predictions: Mapping[str, LandmarkSet],
    truth: Mapping[str, LandmarkSet],
    names: Sequence[str],
    *,
    spacings: Mapping[str, Spacing] | None = None,
    sizes: Mapping[str, Size] | None = None,
    unit: Unit | None = None,
    thresholds: Sequence[float] = THRESHOLDS,
    protocol: Protocol = Protocol.STRICT,
    grid: Size = GU2NET_GRID,
    exclude: Collection[str] = (),
) -> EvaluationReport:
    """Compare `predictions` with `truth`, both by film, for the landmarks `names`.

    Every placed landmark of the truth counts; one without a prediction is a miss at every threshold,
    and takes no part in MRE, SD and median. `exclude`: films left out. `unit` None: mm where every
    film has a spacing, pixels where none has; in the gu2net protocol those of its `grid`. Raises
    `MetricsError`.
    """
    films = tuple(film for film in truth if film not in exclude and truth[film].placed())
    if not films or not names:
        raise MetricsError("There is nothing to compare: no film of the truth has a placed landmark.")
    frames = Frames(spacings or {}, sizes or {})
    unit = unit or _unit(films, frames)
    truths = np.stack([points_of(truth[film], names) for film in films])
    found = np.stack([points_of(predictions.get(film, LandmarkSet(film)), names) for film in films])
    scales = [_scale(film, unit, frames) for film in films]
    known = [_size(film, protocol, frames) for film in films]
    if unit is Unit.PIXELS and protocol is Protocol.GU2NET:
        scales = [Scale(1.0, grid.height / size.height) for size in known if size is not None]
    rows = zip(found, truths, scales, known, strict=True)
    errors = np.stack([radial_errors(*row[:3], protocol, row[3], grid) for row in rows])
    counted = np.isfinite(truths[..., 0])
    limits = tuple(float(limit) for limit in thresholds)
    on_grid = grid if protocol is Protocol.GU2NET else None
    return _report(films, tuple(names), errors, counted, limits, protocol, unit, frames, on_grid)


def points_of(marks: LandmarkSet, names: Sequence[str]) -> Points:
    """Positions [K, 2] (x, y) in original pixels in the order of `names`; NaN where there is none."""
    nowhere = (np.nan, np.nan)
    return np.array([marks.get(name).position or nowhere for name in names], dtype=np.float64)


def _unit(films: Sequence[str], frames: Frames) -> Unit:
    without = [film for film in films if film not in frames.spacings]
    if not without:
        return Unit.MM
    if len(without) == len(films):
        return Unit.PIXELS
    raise MetricsError(
        f"Without pixel spacing: {len(without)} of {len(films)} films (such as {without[0]}): "
        "state their spacing, or exclude them."
    )


def _size(film: str, protocol: Protocol, frames: Frames) -> Size | None:
    if protocol.needs_size and film not in frames.sizes:
        raise MetricsError(
            f"The protocol {protocol} needs the size of {film}: use a table with width and height."
        )
    return frames.sizes.get(film)


def _scale(film: str, unit: Unit, frames: Frames) -> Scale:
    if unit is Unit.PIXELS:
        return Scale()
    if unit is Unit.DIAGONAL:
        if film not in frames.sizes:
            raise MetricsError(f"The size of {film} is unknown: use a table with width and height.")
        return Scale(*2 * (100.0 / frames.sizes[film].diagonal,))
    if film not in frames.spacings:
        raise MetricsError(f"{film} has no pixel spacing: state it, or work in pixels.")
    return Scale(frames.spacings[film].x, frames.spacings[film].y)


def _report(
    films: tuple[str, ...],
    names: tuple[str, ...],
    errors: Points,
    counted: NDArray[np.bool_],
    thresholds: tuple[float, ...],
    protocol: Protocol,
    unit: Unit,
    frames: Frames,
    grid: Size | None,
) -> EvaluationReport:
    def summary(part: tuple[slice | int, slice | int]) -> Summary:
        return summarise(errors[part], counted[part], thresholds, protocol.inclusive)

    every = slice(None)
    sources = sorted({frames.spacings[film].source.value for film in films}) if unit is Unit.MM else []
    return EvaluationReport(
        unit=unit.value,
        spacing_sources=tuple(sources),
        protocol=protocol,
        thresholds=thresholds,
        overall=summary((every, every)),
        landmarks={name: summary((every, k)) for k, name in enumerate(names)},
        films={film: summary((i, every)) for i, film in enumerate(films)},
        errors=errors,
        counted=counted,
        grid=grid,
    )


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
        return f"MSE {self.mse:.5f} of the image, rho {self.rho:.4f} ({counted(self.count, 'landmark')})"


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
