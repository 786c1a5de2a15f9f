"""The frame in which detectors look at a film: that of the exemplars' landmarks, or the whole film.

In
the landmarks' frame every film is turned, scaled, shifted and, where need be, mirrored so that its
landmarks lie about where the reference shape has them: what is left to learn is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import Frame, apply_frame, film_frame, invert_frame, pitch_of, similarity

_PLAUSIBLE = (0.02, 4.0)  # longer side of a canvas on a film, share of the film's longer side


class Framing(StrEnum):
    """What a detector is shown: the surroundings of the landmarks, or the whole film as published."""

    LANDMARKS = "landmarks"
    FILM = "film"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the landmarks lie on a canvas of `size`: `points` [K, 2] canvas pixels.

    `pitch`: original pixels of the exemplar per canvas pixel.
    """

    size: Size
    points: Points
    pitch: float


def landmark_reference(
    shapes: Sequence[Points], longest: int, margin: float, films: Sequence[Size]
) -> Reference:
    """The canvas, `longest` pixels on its longer side, around the mean of the exemplars' `shapes` [K, 2].

    `shapes` are in original pixels of `films`, NaN where an exemplar lacks a landmark. `margin`: free
    space on every side, as a share of the longer extent; few or close landmarks get a part of the film.
    """
    first = shapes[0]
    aligned = [apply_frame(similarity(shape, first), shape) for shape in shapes]
    mean: Points = _mean([*aligned])
    low, high = np.nanmin(mean, axis=0), np.nanmax(mean, axis=0)
    extent = np.maximum(high - low, 0.25 * max(films[0].width, films[0].height))
    span = extent + 2 * margin * extent.max()
    pitch = float(span.max() / longest)
    size = Size(*(max(48, 8 * round(side / pitch / 8)) for side in span))
    corner = (low + high) / 2 - pitch * np.array(size.centre)
    return Reference(size, (mean - corner) / pitch, pitch)


def film_reference(
    shapes: Sequence[Points],
    longest: int,
    films: Sequence[Size],
    multiple: int = 32,
    canvas: Size | None = None,
) -> Reference:
    """The `canvas` for whole films; None: `longest` pixels, the first film's shape, sides are multiples."""
    film = films[0]
    factor = longest / max(film.width, film.height)
    sides = (max(32, multiple * round(side * factor / multiple)) for side in (film.width, film.height))
    size = Size(*sides) if canvas is None else canvas
    aligned = [apply_frame(similarity(shape, shapes[0]), shape) for shape in shapes]
    frame = film_frame(size, film)
    return Reference(size, apply_frame(invert_frame(frame), _mean(aligned)), float(frame[1, 1]))


def _mean(shapes: list[Points]) -> Points:
    stack = np.stack(shapes)
    known = np.isfinite(stack)
    count = known.sum(axis=0)
    return np.where(count > 0, np.where(known, stack, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)


def frame_of(reference: Reference, points: Points, mirrored: bool, pitch: float | None = None) -> Frame:
    """The frame of a film whose landmarks lie about at `points` [K, 2] (original pixels, NaN unknown).

    Two landmarks or more decide turn and scale; one decides the place only, at `pitch` original
    pixels per canvas pixel (None: the exemplar's).
    """
    known = np.isfinite(points).all(axis=1) & np.isfinite(reference.points).all(axis=1)
    if known.sum() >= 2:
        return similarity(reference.points, points, mirrored)
    scale = reference.pitch if pitch is None else pitch
    linear = np.diag([-scale if mirrored else scale, scale])
    place = (points[known] - reference.points[known] @ linear.T).mean(axis=0)
    return np.column_stack([linear, place])


def frame_on_film(reference: Reference, points: Points, mirrored: bool, film: Size) -> Frame:
    """As `frame_of`; all of the `film` where `points` tell nothing: none is known, or they are no shape."""
    if np.isfinite(points).all(axis=1).any():
        frame = frame_of(reference, points, mirrored)
        if is_plausible(frame, reference, film):
            return frame
    return film_frame(reference.size, film, mirrored)


def is_plausible(frame: Frame, reference: Reference, film: Size) -> bool:
    """Whether a canvas can lie like `frame` on a film: neither a speck nor many times as large."""
    side = pitch_of(frame) * max(reference.size.width, reference.size.height)
    least, most = (share * max(film.width, film.height) for share in _PLAUSIBLE)
    return bool(np.isfinite(frame).all()) and least < side < most
