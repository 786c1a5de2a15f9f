"""What a trained model says of labelled films that it did not learn from, and what follows for its use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from engine.evaluation.metrics import THRESHOLDS
from engine.evaluation.report import summarise
from engine.imaging.pixels import learning_pixels
from engine.inference.calibration import calibrate, fit_of, mean_peak, shape_residual
from engine.inference.inference import FilmDetector, on_device
from engine.io.images import read_image
from engine.models.trained_model import TrainedModel
from engine.operation import Operation, Progress
from engine.supervised.films import TrainingSet

STAGE = "measuring"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a model says of `films`: `points` [N, K, 2] original pixels, its `errors` and `spread` [N, K].

    Both in `unit`, NaN where there is no truth; landmarks in the order of `TrainingSet.names`. `peaks`
    and `residuals` [N]: how clearly the landmarks were seen, and how far from the reference shape.
    """

    films: tuple[str, ...]
    points: NDArray[np.float64]
    errors: NDArray[np.float64]
    spread: NDArray[np.float64]
    peaks: tuple[float, ...]
    residuals: tuple[float, ...]
    unit: str

    @property
    def metrics(self) -> dict[str, float]:
        """Mean radial error, its standard deviation, and in mm the share within 2, 2.5, 3 and 4 mm."""
        return measured(self.errors, self.unit)

    def calibrated(self, learned: TrainedModel) -> TrainedModel:
        """`learned` with error radii, and knowing what its anatomy looks like, where the films are enough."""
        if not self.films:
            return learned
        calibration = calibrate(self.spread, self.errors)
        return replace(learned, calibration=calibration, fit=fit_of(self.peaks, self.residuals))


def measured(errors: NDArray[np.float64], unit: str) -> dict[str, float]:
    """Figures of `errors` [N, K] in `unit`: mean, deviation of the sample, in mm rates within thresholds."""
    one = summarise(errors, np.isfinite(errors), THRESHOLDS, inclusive=True)
    if one.mre is None:
        return {}
    found = {f"mre_{unit}": one.mre, f"sd_{unit}": one.sd or 0.0}
    if unit == "mm":
        found |= {f"sdr_{limit:g}mm": rate for limit, rate in zip(THRESHOLDS, one.sdr, strict=True)}
    return found


def assess(
    one: TrainingSet, films: Sequence[str], learned: TrainedModel, device: torch.device
) -> Operation[Assessment]:
    """How far `learned` is from the truth on `films` of `one`, seen as films in use are."""
    looker = FilmDetector(on_device(learned, device), device)
    at = [one.scheme.names.index(name) for name in one.names]
    points, errors, spread, peaks, residuals = [], [], [], [], []
    for number, film in enumerate(films):
        yield Progress(STAGE, number, len(films), film)
        pixels = learning_pixels(read_image(one.paths[film]))
        looked = looker.look(pixels, looker.guess(pixels).frame, None)
        unit = one.pixel(film)
        points.append(looked.fused.points[at])
        errors.append(np.linalg.norm((looked.fused.points[at] - one.points(film)) * unit, axis=1))
        spread.append(looked.fused.spread[at] * np.sqrt(unit.prod()))
        peaks.append(mean_peak(looked))
        residuals.append(shape_residual(learned.reference, looked.seen.points))
    count = len(one.names)
    return Assessment(
        tuple(films),
        np.array(points).reshape(-1, count, 2),
        np.array(errors).reshape(-1, count),
        np.array(spread).reshape(-1, count),
        tuple(peaks),
        tuple(residuals),
        one.unit,
    )
