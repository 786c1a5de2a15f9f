"""Points as plain values, as they pass between processes and lie on the disk, and as landmarks of a film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from engine.geometry import coordinates
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence

# film -> landmark name -> (x, y) in original pixels
Points: TypeAlias = Mapping[str, Mapping[str, tuple[float, float]]]


def plain_marks(marks: LandmarkSet) -> dict[str, tuple[float, float]]:
    """The placed landmarks by name."""
    return {mark.name: mark.position for mark in marks.placed() if mark.position is not None}


def plain_points(sets: Mapping[str, LandmarkSet]) -> Points:
    """The placed landmarks of `sets`."""
    return {film: plain_marks(marks) for film, marks in sets.items()}


def plain_opinions(
    opinions: Mapping[str, Mapping[str, coordinates.Points]], names: Sequence[str]
) -> dict[str, Points]:
    """`opinions` (film -> part -> places [K, 2] in the order of `names`) as part -> points.

    Landmarks that a part does not see (NaN) are left out.
    """
    parts: dict[str, dict[str, dict[str, tuple[float, float]]]] = {}
    for film, by_part in opinions.items():
        for part, places in by_part.items():
            there = np.flatnonzero(np.isfinite(places).all(axis=1)).tolist()
            marks = {names[k]: (float(places[k, 0]), float(places[k, 1])) for k in there}
            parts.setdefault(part, {})[film] = marks
    return dict(parts)


def true_marks(film: str, points: Mapping[str, tuple[float, float]], reader: str = "") -> LandmarkSet:
    """`points` (x, y) in original pixels by name, as a person placed them."""
    return _marks(film, points, Origin.ANNOTATED, reader)


def predicted_marks(film: str, points: Mapping[str, tuple[float, float]]) -> LandmarkSet:
    """`points` (x, y) in original pixels by name, as a prediction."""
    return _marks(film, points, Origin.PREDICTED)


def predicted_sets(points: Points) -> dict[str, LandmarkSet]:
    """Predictions by film."""
    return {film: predicted_marks(film, places) for film, places in points.items()}


def _marks(
    film: str, points: Mapping[str, tuple[float, float]], origin: Origin, reader: str = ""
) -> LandmarkSet:
    marks = {name: Landmark(name, x, y, Presence.PRESENT, origin) for name, (x, y) in points.items()}
    return LandmarkSet(film, marks, reader)
