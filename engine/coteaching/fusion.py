"""Detectors and registration joined to one prediction, each weighted by how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points
from engine.geometry.frames import Frame, apply_frame, pitch_of
from engine.landmarks import Scheme
from engine.registration.opinions import Fused, mirrored_names
from engine.training.detection import Detection

# standard deviations in canvas pixels that no opinion is better than; found on films of head's train split
_REGISTRATION_FLOOR = 1.75
_DETECTORS_SCALE = 4.4


def fuse_opinions(
    seen: Detection,
    frame: Frame,
    carried: Fused | None,
    agreement: float = 1.0,
    distrust: NDArray[np.float64] | None = None,
) -> Fused:
    """Inverse-variance mean of the detectors' opinion `seen` and the registration's `carried` (None: none).

    Both are of the same landmarks in the same order; `seen` in canvas pixels of `frame`, the result in
    original pixels. `spread` [K]: standard deviation of the joint opinion and half the distance of both.
    `distrust` [K]: a deviation that the detectors have besides what they show, canvas pixels.
    """
    pitch = pitch_of(frame)
    found = apply_frame(frame, seen.points)
    deviation = np.hypot(detectors_deviation(seen), 0.0 if distrust is None else distrust) * pitch
    mirrored = bool(np.linalg.det(frame[:, :2]) < 0)
    if carried is None:
        return Fused(found, deviation, deviation / pitch + 4.0 * (1.0 - agreement), mirrored, agreement)
    other = np.hypot(carried.spread, _REGISTRATION_FLOOR * pitch)
    points, spread = _weighted(found, deviation, carried.points, other, distrust is not None)
    # how far a film resembles an exemplar counts as in registration alone
    doubt = spread / pitch + 4.0 * (1.0 - carried.agreement)
    return Fused(points, spread, doubt, mirrored, carried.agreement)


def columns(scheme: Scheme, names: Sequence[str], mirrored: bool) -> list[int]:
    """Where the detectors' landmarks `names` stand in the scheme: on a mirrored film as its partners."""
    called = mirrored_names(names, scheme) if mirrored else names
    return [scheme.names.index(name) for name in called]


def in_names_order(fused: Fused, at: Sequence[int]) -> Fused:
    """The columns `at` of `fused` (scheme order), in the detectors' order."""
    at = list(at)
    return Fused(fused.points[at], fused.spread[at], fused.doubt[at], fused.mirrored, fused.agreement)


def in_scheme_order(fused: Fused, at: Sequence[int], count: int) -> Fused:
    """`fused` in the detectors' order as a row of `count` landmarks of the scheme; NaN for the others."""
    points, spread, doubt = np.full((count, 2), np.nan), np.full(count, np.nan), np.full(count, np.nan)
    points[list(at)], spread[list(at)], doubt[list(at)] = fused.points, fused.spread, fused.doubt
    return Fused(points, spread, doubt, fused.mirrored, fused.agreement)


def each_opinion(
    seen: Detection, frame: Frame, at: Sequence[int], count: int, carried: Fused | None
) -> dict[str, Points]:
    """The places [`count`, 2] of registration (where it `carried` any) and of every detector, scheme order.

    By "registration", "detector 1", "detector 2", in original pixels; NaN for what a part does not know.
    `at`: where the detectors' landmarks stand in the scheme.
    """
    opinions = {} if carried is None else {"registration": carried.points}
    for number, places in enumerate(seen.each, 1):
        points = np.full((count, 2), np.nan)
        points[list(at)] = apply_frame(frame, places)
        opinions[f"detector {number}"] = points
    return opinions


def detectors_deviation(seen: Detection) -> NDArray[np.float64]:
    """Standard deviation [K] of the detectors' joint place, canvas pixels: low peaks and disagreement."""
    unsure = _DETECTORS_SCALE * (1.0 / np.clip(seen.peak, 0.05, 1.2) - 0.6)
    return np.hypot(unsure, seen.apart / 2)


def _weighted(
    first: Points,
    first_deviation: NDArray[np.float64],
    second: Points,
    second_deviation: NDArray[np.float64],
    by_share: bool = False,
) -> tuple[Points, NDArray[np.float64]]:
    """The inverse-variance mean of two opinions [K, 2] and its spread [K]; NaN opinions have no say.

    Their distance is doubt: half of it, or `by_share` the less of it the less one of them counts.
    """
    weights = []
    for points, deviation in ((first, first_deviation), (second, second_deviation)):
        known = np.isfinite(points).all(axis=1) & np.isfinite(deviation)
        weights.append(np.where(known, 1.0 / np.maximum(np.nan_to_num(deviation), 1e-6) ** 2, 0.0))
    total = weights[0] + weights[1]
    share = (weights[0] / np.maximum(total, 1e-12))[:, None]
    both = (weights[0] > 0) & (weights[1] > 0)
    points = np.nan_to_num(first) * share + np.nan_to_num(second) * (1 - share)
    apart = np.where(both, np.linalg.norm(np.nan_to_num(first) - np.nan_to_num(second), axis=1), 0.0)
    part = np.sqrt(share * (1 - share))[:, 0] if by_share else 0.5
    spread = np.hypot(1.0 / np.sqrt(np.maximum(total, 1e-12)), apart * part)
    none = total == 0
    points[none], spread[none] = np.nan, np.nan
    return points, spread
