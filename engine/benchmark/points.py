"""Predictions as plain values, as they pass between processes and lie on the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from engine.geometry import coordinates
from engine.landmarks import LandmarkSet

# film -> landmark name -> (x, y) in original pixels
Points: TypeAlias = Mapping[str, Mapping[str, tuple[float, float]]]


def plain_points(sets: Mapping[str, LandmarkSet]) -> Points:
    """The placed landmarks of `sets`."""
    return {
        film: {mark.name: mark.position for mark in marks.placed() if mark.position is not None}
        for film, marks in sets.items()
    }


def plain_opinions(
    opinions: Mapping[str, Mapping[str, coordinates.Points]], names: Sequence[str]
) -> dict[str, Points]:
    """`opinions` (film -> part -> places [K, 2] in the order of `names`) as part -> points.

    Landmarks that a part does not see (NaN) are left out.
    """
    parts: dict[str, dict[str, dict[str, tuple[float, float]]]] = {}
    for film, own in opinions.items():
        for part, places in own.items():
            there = np.flatnonzero(np.isfinite(places).all(axis=1)).tolist()
            marks = {names[k]: (float(places[k, 0]), float(places[k, 1])) for k in there}
            parts.setdefault(part, {})[film] = marks
    return dict(parts)


def points_from_json(data: Mapping[str, Any]) -> Points:
    """Points after JSON. Raises KeyError, TypeError, ValueError or AttributeError."""
    return {
        str(film): {str(name): (float(x), float(y)) for name, (x, y) in marks.items()}
        for film, marks in data.items()
    }
