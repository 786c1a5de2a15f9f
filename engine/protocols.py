"""How radial errors are taken: our own strict way, and what published code does to compare with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.coordinates import Points, Size, resize_points

GU2NET_GRID = Size(416, 512)  # its head films; hands are 368 x 512 there, chests 512 x 512


class Protocol(StrEnum):
    """Which rule turns a prediction and a truth into a radial error.

    strict     both as floats in original pixels, spacing along x and y; a hit is `<=` the threshold.
    farnet     the truth is cut to whole original pixels (towards zero); `<=`.
    edgetrans  prediction and truth are both cut to whole original pixels; a hit is strictly `<`.
    gu2net     on the network's grid, 416 x 512 for any film: both are rounded to whole grid pixels
               (its predictions and truths are peaks of heatmaps there), and ONE factor, original height
               over 512, takes the distance back on both axes; `<=`.

    Not reproduced: FARNet's constant shift of one heatmap pixel, which its predictions carry
    themselves; EdgeTrans's crops; GU2Net's own hand and chest grids and its wrist length measured
    in the resized frame.
    """

    STRICT = "strict"
    FARNET = "farnet"
    GU2NET = "gu2net"
    EDGETRANS = "edgetrans"

    @property
    def inclusive(self) -> bool:
        """True where an error that equals the threshold is a hit."""
        return self is not Protocol.EDGETRANS

    @property
    def needs_size(self) -> bool:
        """True where the size of the films takes part."""
        return self is Protocol.GU2NET


@dataclass(frozen=True, slots=True)
class Scale:
    """Unit per original pixel along x and y (mm, % of the diagonal, or 1 for pixels)."""

    x: float = 1.0
    y: float = 1.0


def _on_gu2net_grid(points: Points, size: Size) -> Points:
    """Whole cells of the network's grid, given back in units of the original HEIGHT on both axes."""
    cells = np.floor(resize_points(points, size, GU2NET_GRID) + 0.5)
    enlarged: Points = cells * (size.height / GU2NET_GRID.height)
    return enlarged


def radial_errors(
    predicted: Points,
    truth: Points,
    scale: Scale | None = None,
    protocol: Protocol = Protocol.STRICT,
    size: Size | None = None,
) -> Points:
    """Radial errors [...] of one film from points [..., 2] (x, y) in original pixels.

    In the unit of `scale`; NaN where either point is NaN.
    """
    predicted, truth = np.asarray(predicted, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    scale = scale or Scale()
    if protocol is Protocol.GU2NET:
        if size is None:
            raise ValueError("the gu2net protocol needs the size of the film")
        predicted, truth = _on_gu2net_grid(predicted, size), _on_gu2net_grid(truth, size)
        scale = Scale(scale.y, scale.y)
    elif protocol is Protocol.FARNET:
        truth = np.trunc(truth)
    elif protocol is Protocol.EDGETRANS:
        predicted, truth = np.trunc(predicted), np.trunc(truth)
    errors: Points = np.hypot(*np.moveaxis((predicted - truth) * (scale.x, scale.y), -1, 0))
    return errors
