"""What a person placed on films of an earlier run, as the detectors of that run learn on from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import PropagationError
from engine.geometry.coordinates import Points
from engine.geometry.frames import apply_frame, similarity
from engine.landmarks import LandmarkSet, Origin, Scheme
from engine.models.trained_model import TrainedModel
from engine.registration.opinions import mirrored_names

# A point that was left where a machine had put it is true, but near what the detectors say anyway: it speaks
# for the machine's habits where the person had no reason to object. Placed and moved points speak for theirs.
_ACCEPTED = 0.5
_PRIOR = 3  # films that the spread of a landmark's residuals is assumed from, before there are any


@dataclass(frozen=True, slots=True)
class HumanPoints:
    """Original `points` [K, 2] of one film, NaN where nobody decided, and the `weight` [K] of each, 0 there.

    Both in the detectors' order: on a `mirrored` film as the partners on the other side are called.
    """

    points: Points
    weight: NDArray[np.float64]
    mirrored: bool


def human_points(marks: LandmarkSet, names: Sequence[str], scheme: Scheme, mirrored: bool) -> HumanPoints:
    """What a person placed of the detectors' landmarks `names` on a film that is `mirrored` or not."""
    called = [marks.get(name) for name in (mirrored_names(names, scheme) if mirrored else names)]
    known = [mark.position is not None and mark.is_human for mark in called]
    points = np.array(
        [mark.position if there else (np.nan, np.nan) for mark, there in zip(called, known, strict=True)]
    )
    sure = [_ACCEPTED if mark.origin is Origin.ACCEPTED else 1.0 for mark in called]
    return HumanPoints(points, np.where(known, sure, 0.0), mirrored)


def as_seen(marks: LandmarkSet, start: TrainedModel, scheme: Scheme) -> HumanPoints:
    """As `human_points`, mirrored where the points of the film fit the shape that `start` knows better so."""
    ways = [human_points(marks, start.names, scheme, mirrored) for mirrored in (False, True)]
    upright, flipped = (_misfit(start.reference.points, way) for way in ways)
    return ways[1] if flipped < 0.5 * upright else ways[0]  # clearly: a symmetric shape fits both ways


def _misfit(shape: Points, way: HumanPoints) -> float:
    """Mean distance of a film's points to the `shape` [K, 2] laid on it, in pixels of the film."""
    frame = similarity(shape, way.points, way.mirrored)
    away = np.linalg.norm(apply_frame(frame, shape) - way.points, axis=1)
    return float(np.nanmean(away)) if np.isfinite(away).any() else 0.0


def check_names(start: TrainedModel, human: Sequence[LandmarkSet], scheme: Scheme) -> None:
    """Raise `PropagationError` where `start` knows other landmarks than the `human` films and the scheme."""
    gone = [name for name in start.names if name not in scheme.names]
    placed = {mark.name for marks in human for mark in marks.placed()}
    new = [name for name in scheme.names if name in placed and name not in start.names]
    if gone or new:
        what = f"knows {gone[0]}, which is no landmark here" if gone else f"does not know {new[0]}"
        raise PropagationError(
            f"The model to start from {what}: propagate without it, and go on from what that learns."
        )


def reader_offset(residuals: Points) -> Points:
    """Where a person places each landmark beside where the detectors do, [K, 2], from `residuals` [F, K, 2].

    Canvas pixels of F films, NaN where unknown. Each landmark's mean, drawn to 0 by what is not known of it:
    by its variance over the films beside that of all means (empirical Bayes).
    """
    known: NDArray[np.bool_] = np.asarray(np.isfinite(residuals).all(axis=2))
    count = known.sum(axis=0)
    there = np.where(known[..., None], residuals, 0.0)
    mean = there.sum(axis=0) / np.maximum(count, 1)[:, None]
    spread = np.where(known, ((there - mean) ** 2).sum(axis=2), 0.0).sum(axis=0)
    free = np.maximum(count - 1, 0)
    usual = spread.sum() / max(int(free.sum()), 1) if free.any() else float((mean**2).sum(axis=1).mean())
    variance = (spread + _PRIOR * usual) / (free + _PRIOR) / np.maximum(count, 1)
    power = max(float(((mean**2).sum(axis=1) - variance)[count > 0].mean()), 0.0) if count.any() else 0.0
    share = power / np.maximum(power + variance, 1e-12)
    return np.asarray(mean * np.where(count > 0, share, 0.0)[:, None])
