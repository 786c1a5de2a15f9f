"""How radial errors are taken: our own strict way, and what published code does to compare with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.geometry.coordinates import Pair, Points, Size, resize_points

GU2NET_GRID = Size(416, 512)  # GU2Net's head films
GU2NET_HAND, GU2NET_CHEST = Size(368, 512), Size(512, 512)


class Protocol(StrEnum):
    """Which rule turns a prediction and a truth into a radial error.

    strict     both as floats in original pixels, spacing along x and y; a hit is `<=` the threshold.
    farnet     the truth is cut to whole original pixels (towards zero); `<=`.
    edgetrans  prediction and truth are both cut to whole original pixels; a hit is strictly `<`.
    gu2net     on the network's grid (heads 416 x 512, hands 368 x 512, chests 512 x 512): both are
               rounded to whole grid pixels, as its predictions and truths are peaks of heatmaps there,
               and ONE factor, original height over grid height, takes the distance back on both axes
               (heads: 0.46875 mm a grid pixel); without a spacing errors are grid pixels, as for its
               chests. A distance between two landmarks (its wrist of 50 mm) is measured between their
               rounded places on the grid: `spacing_on_grid`. `<=`.

    Not reproduced: FARNet's code renders landmarks on a grid that starts at 1 and decodes them as if it
    started at 0, so its predictions lie one heatmap pixel up and left (3 original pixels an axis and
    0.43 mm in all on its head films); they carry this themselves, and no rule here adds or removes it.
    EdgeTrans's crops; GU2Net's own rounding of a landmark that lies exactly between two grid pixels.
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


def _cells(points: Points, size: Size, grid: Size) -> Points:
    """Original `points` as whole pixels of the network's `grid`."""
    return np.floor(resize_points(points, size, grid) + 0.5)


def spacing_on_grid(first: Pair, second: Pair, mm: float, size: Size, grid: Size) -> float | None:
    """Millimetres per original pixel in the gu2net protocol where two landmarks (x, y) are `mm` apart.

    They are measured on `grid`, whose two axes are enlarged differently. None where they coincide there.
    """
    cells = _cells(np.array([first, second]), size, grid)
    length = float(np.hypot(*(cells[0] - cells[1])))
    return mm / length * grid.height / size.height if length else None


def radial_errors(
    predicted: Points,
    truth: Points,
    scale: Scale | None = None,
    protocol: Protocol = Protocol.STRICT,
    size: Size | None = None,
    grid: Size = GU2NET_GRID,
) -> Points:
    """Radial errors [...] of one film from points [..., 2] (x, y) in original pixels.

    In the unit of `scale`; NaN where either point is NaN. `size` of the film and `grid` of the network
    are for the gu2net protocol.
    """
    predicted, truth = np.asarray(predicted, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    scale = scale or Scale()
    if protocol is Protocol.GU2NET:
        if size is None:
            raise ValueError("the gu2net protocol needs the size of the film")
        predicted, truth = _cells(predicted, size, grid), _cells(truth, size, grid)
        scale = Scale(*2 * (scale.y * size.height / grid.height,))
    elif protocol is Protocol.FARNET:
        truth = np.trunc(truth)
    elif protocol is Protocol.EDGETRANS:
        predicted, truth = np.trunc(predicted), np.trunc(truth)
    errors: Points = np.hypot(*np.moveaxis((predicted - truth) * (scale.x, scale.y), -1, 0))
    return errors
