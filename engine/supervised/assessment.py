"""What a trained model says of labelled films that it did not learn from, and what follows for its use."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from engine.evaluation.metrics import THRESHOLDS
from engine.evaluation.report import summarise
from engine.inference.calibration import (
    calibrate,
    error_radii,
    fit_of,
    mean_peak,
    shape_residual,
    upside_down,
    with_radii,
)
from engine.inference.inference import FilmDetection, FilmDetector, on_device
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.models.trained_model import TrainedModel
from engine.observers.reading_offsets import ReadFilm, fit_reading
from engine.operation import Operation, Progress
from engine.supervised.displacements import fit_displacements
from engine.supervised.films import TrainingSet, canvas_shapes
from engine.training.trainer import TrainingError
from engine.wording import counted

STAGE = "measuring"
_FEWEST_TO_CHOOSE = 5  # films
# of the error: heads gain 0.01 from the sub-pixel places of maxima alone, spines 0.2 from other maxima
_LEAST_GAIN = 0.03


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a model says of `films`: `points` [N, K, 2] original pixels, its `errors` and `spread` [N, K].

    Both in `unit`, NaN where there is no truth; landmarks in the order of `TrainingSet.names`. `peaks`
    and `residuals` [N]: how clearly the landmarks were seen, and how far from the reference shape;
    `turned` [N]: how clearly on the same films upside down, empty where nobody looked.
    """

    films: tuple[str, ...]
    points: NDArray[np.float64]
    errors: NDArray[np.float64]
    spread: NDArray[np.float64]
    peaks: tuple[float, ...]
    residuals: tuple[float, ...]
    turned: tuple[float, ...]
    unit: str

    @property
    def metrics(self) -> dict[str, float]:
        """Mean radial error, its standard deviation, and in mm the share within 2, 2.5, 3 and 4 mm."""
        return measured(self.errors, self.unit)

    def calibrated(self, model: TrainedModel) -> TrainedModel:
        """`model` with error radii, and knowing what its anatomy looks like, where the films are enough."""
        if not self.films:
            return model
        calibration = calibrate(self.spread, self.errors)
        return replace(model, calibration=calibration, fit=fit_of(self.peaks, self.residuals, self.turned))

    def read(self, model: TrainedModel, anatomy: TrainingSet) -> TrainedModel:
        """`model`, calibrated, with how the readers of these films of `anatomy` place points beside it."""
        films = []
        for film, points, spread in zip(self.films, self.points, self.spread, strict=True):
            pixels = spread / np.sqrt(anatomy.pixel(film).prod())
            found = with_radii(model, _marks(film, anatomy.names, points, pixels), _radii(model, pixels))
            films.append(ReadFilm(found, anatomy.marks[film]))
        reading = fit_reading(films, model.names, "the training films' readers", model.training.title)
        return replace(model, reading=reading)


def _radii(model: TrainedModel, spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """Error radii in the order of the scheme from the `spread` [K] px of the model's landmarks."""
    whole = np.full(len(model.scheme.names), np.nan)
    whole[[model.scheme.names.index(name) for name in model.names]] = spread
    return error_radii(model, whole)


def _marks(
    film: str, names: Sequence[str], points: NDArray[np.float64], spread: NDArray[np.float64]
) -> LandmarkSet:
    """What the model says of a film: `points` [K, 2] and `spread` [K] px of the landmarks `names`."""
    rows = zip(names, points.tolist(), spread.tolist(), strict=True)
    return LandmarkSet(
        film,
        {
            name: Landmark(name, x, y, Presence.PRESENT, Origin.PREDICTED, spread=apart)
            for name, (x, y), apart in rows
            if np.isfinite([x, y, apart]).all()
        },
    )


def measured(errors: NDArray[np.float64], unit: str) -> dict[str, float]:
    """Figures of `errors` [N, K] in `unit`: mean, deviation of the sample, in mm rates within thresholds."""
    summary = summarise(errors, np.isfinite(errors), THRESHOLDS, inclusive=True)
    if summary.mre is None:
        return {}
    figures = {f"mre_{unit}": summary.mre, f"sd_{unit}": summary.sd or 0.0}
    if unit == "mm":
        figures |= {f"sdr_{limit:g}mm": rate for limit, rate in zip(THRESHOLDS, summary.sdr, strict=True)}
    return figures


def shared_out(anatomy: TrainingSet, assessors: Sequence[TrainedModel]) -> list[tuple[str, ...]]:
    """For each of `assessors` films of `anatomy` that it has not learned from, nor used for a choice.

    A film that several have not seen is the first one's. Raises `TrainingError` for a model of other
    landmarks, and for one without a film.
    """
    left, shares = set(anatomy.films), list[tuple[str, ...]]()
    for assessor in assessors:
        title = assessor.training.title
        if assessor.names != anatomy.names or assessor.scheme.names != anatomy.scheme.names:
            raise TrainingError(
                f"A model that assesses ({title}) knows other landmarks than these films: train it with the "
                "same table and scheme from a part of the films."
            )
        seen = set(assessor.training.films.values())
        share = tuple(film for film in anatomy.films if film in left and anatomy.hashes.get(film) not in seen)
        if not share:
            raise TrainingError(
                f"A model that assesses ({title}) has seen all of these films, or all that are left to it: "
                "train it with the same system from a part of them."
            )
        shares.append(share)
        left.difference_update(share)
    return shares


@dataclass(frozen=True, slots=True)
class Decodings:
    """What a model says of films with each landmark placed for itself, `alone`, and with all `together`.

    `together` is None where it is not known how the landmarks lie from one another.
    """

    alone: Assessment
    together: Assessment | None = None

    @property
    def is_together_better(self) -> bool:
        """Whether films have smaller errors `together`: by 3 % and more than the gain's standard error."""
        if self.together is None:
            return False
        both = np.isfinite(self.alone.errors) & np.isfinite(self.together.errors)
        known = both.any(axis=1)
        if known.sum() < _FEWEST_TO_CHOOSE:
            return False
        each = (found.errors for found in (self.alone, self.together))
        alone, together = (np.nanmean(np.where(both, errors, np.nan)[known], axis=1) for errors in each)
        gains = alone - together
        least = max(gains.std(ddof=1) / np.sqrt(len(gains)), _LEAST_GAIN * alone.mean())
        return bool(gains.mean() > least)

    @property
    def chosen(self) -> Assessment:
        """The better one; `alone` where there is little between them."""
        return self.together if self.together is not None and self.is_together_better else self.alone

    @property
    def reason(self) -> str:
        """What was chosen and why, in a sentence; empty where there was no choice."""
        if self.together is None or not self.alone.metrics:
            return ""
        alone, together = (found.metrics[f"mre_{found.unit}"] for found in (self.alone, self.together))
        unit, films = self.alone.unit, counted(len(self.alone.films), "film")
        if self.is_together_better:
            return (
                f"Landmarks are placed together, by how they lie from one another: {together:.2f} {unit} off "
                f"on {films} not learned from, {alone:.2f} with each placed for itself."
            )
        if together < alone:
            return (
                f"Each landmark is placed for itself: {alone:.2f} {unit} off on {films} not learned from, "
                f"{together:.2f} with all placed together, which is not clearly better."
            )
        return (
            f"Each landmark is placed for itself: {alone:.2f} {unit} off on {films} not learned from, "
            f"{together:.2f} with all placed together."
        )


def assess_by_others(
    anatomy: TrainingSet, assessors: Sequence[TrainedModel], device: torch.device
) -> Operation[Decodings]:
    """What `assessors` say of the films of `anatomy` that they have not seen, see `shared_out`.

    How landmarks lie from one another is for each of them what the films say that it has learned from.
    """
    parts = []
    for assessor, share in zip(assessors, shared_out(anatomy, assessors), strict=True):
        seen = set(assessor.training.films.values())
        learned = [film for film in anatomy.films if anatomy.hashes.get(film) in seen]
        shapes = canvas_shapes(anatomy, learned, assessor.framing, assessor.reference)
        asked = replace(assessor, displacements=fit_displacements(shapes))
        parts.append((yield from assess_both_ways(anatomy, share, asked, device)))
    together = [part.together for part in parts if part.together is not None]
    alone = _joined([part.alone for part in parts])
    return Decodings(alone, _joined(together) if len(together) == len(parts) else None)


def _joined(parts: Sequence[Assessment]) -> Assessment:
    return Assessment(
        films=tuple(film for part in parts for film in part.films),
        points=np.concatenate([part.points for part in parts]),
        errors=np.concatenate([part.errors for part in parts]),
        spread=np.concatenate([part.spread for part in parts]),
        peaks=tuple(peak for part in parts for peak in part.peaks),
        residuals=tuple(residual for part in parts for residual in part.residuals),
        turned=tuple(peak for part in parts for peak in part.turned),
        unit=parts[0].unit,
    )


def assess(
    anatomy: TrainingSet, films: Sequence[str], model: TrainedModel, device: torch.device
) -> Operation[Assessment]:
    """How far `model` is from the truth on `films` of `anatomy`, seen as films in use are."""
    decodings = yield from assess_both_ways(anatomy, films, model, device, upright_only=True)
    return decodings.alone if decodings.together is None else decodings.together


def assess_both_ways(
    anatomy: TrainingSet,
    films: Sequence[str],
    model: TrainedModel,
    device: torch.device,
    upright_only: bool = False,
) -> Operation[Decodings]:
    """As `assess`: each landmark placed for itself and, where `model` has displacements, by these too.

    And upside down, unless `upright_only`: for what `Assessment.calibrated` says of other anatomy.
    """
    detector = FilmDetector(on_device(model, device), device)
    ways = (list[_Look](), list[_Look]())
    with closing(anatomy.pixels(films, device)) as reading:
        for number, (film, read) in enumerate(reading):
            yield Progress(STAGE, number, len(films), film)
            pixels = read()
            seen = detector.look_both_ways(pixels, detector.guess(pixels).frame)
            turned: tuple[FilmDetection | None, ...] = (None, None)
            if not upright_only:
                turned = detector.look_both_ways(pixels, upside_down(model.reference, seen[0].frame))
            for way, found, wrong in zip(ways, seen, turned, strict=True):
                if found is not None:
                    way.append(_Look(found, None if wrong is None else mean_peak(wrong)))
    alone = _assessment(anatomy, films, model, ways[0])
    if model.displacements is None:
        return Decodings(alone)
    return Decodings(alone, _assessment(anatomy, films, model, ways[1]))


@dataclass(frozen=True, slots=True)
class _Look:
    """What was seen on a film, and the `mean_peak` of the same upside down, None where nobody looked."""

    seen: FilmDetection
    turned: float | None


def _assessment(
    anatomy: TrainingSet, films: Sequence[str], model: TrainedModel, looks: Sequence[_Look]
) -> Assessment:
    """What `model` says of each of `films`, beside the truth."""
    at = [anatomy.scheme.names.index(name) for name in anatomy.names]
    count, points, errors, spread = len(at), [], [], []
    for film, look in zip(films, looks, strict=True):
        unit, fused = anatomy.pixel(film), look.seen.fused
        points.append(fused.points[at])
        errors.append(np.linalg.norm((points[-1] - anatomy.points(film)) * unit, axis=1))
        spread.append(fused.spread[at] * np.sqrt(unit.prod()))
    return Assessment(
        tuple(films),
        np.array(points).reshape(-1, count, 2),
        np.array(errors).reshape(-1, count),
        np.array(spread).reshape(-1, count),
        tuple(mean_peak(look.seen) for look in looks),
        tuple(shape_residual(model.reference, look.seen.seen.points) for look in looks),
        tuple(look.turned for look in looks if look.turned is not None),
        anatomy.unit,
    )
