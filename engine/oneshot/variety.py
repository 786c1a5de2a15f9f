"""Varied films: a few that stand for many, chosen by how films look or how their landmarks lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from engine.geometry.coordinates import Points
from engine.landmarks import LandmarkSet

_LOOK = 24  # pixels a side of the thumbnails by which films are compared


def varied(features: NDArray[np.float64], count: int, first: Sequence[int] = (0,)) -> tuple[int, ...]:
    """At most `count` rows of `features` [N, D] beside those of `first`, in their order.

    Each time the row that is farthest from all chosen ones (k-centre: Gonzalez 1985, "Clustering to minimize
    the maximum intercluster distance"), the earlier of two equally far. So no film is far from a chosen one.
    """
    away = np.full(len(features), np.inf)
    for row in first:
        away = np.minimum(away, np.linalg.norm(features - features[row], axis=1))
    chosen: list[int] = []
    while len(chosen) < count and away.max(initial=0.0) > 0:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, np.linalg.norm(features - features[chosen[-1]], axis=1))
    return tuple(sorted(chosen))


def look_of(pixels: NDArray[np.float32]) -> NDArray[np.float64]:
    """What a film's `pixels` [H, W] (0..1) look like in small: [D] of mean 0 and length 1, 0 for a blank."""
    image = torch.from_numpy(np.ascontiguousarray(pixels))[None, None]
    small = F.interpolate(image, size=(_LOOK, _LOOK), mode="area")[0, 0].double().numpy().ravel()
    small = small - small.mean()
    return np.asarray(small / max(float(np.linalg.norm(small)), 1e-9))


def shape_of(marks: LandmarkSet, names: Sequence[str]) -> NDArray[np.float64]:
    """How the landmarks `names` of a film lie to each other [2 K], without place and size; 0: unplaced."""
    places: Points = np.array([marks.get(name).position or (np.nan, np.nan) for name in names])
    known: NDArray[np.bool_] = np.asarray(np.isfinite(places).all(axis=1))
    shape = places - places[known].mean(axis=0)
    size = float(np.sqrt((shape[known] ** 2).sum()))
    return np.where(known[:, None], shape / max(size, 1e-9), 0.0).ravel()
