"""Local contrast of what is seen: histograms of the film's regions are levelled, but not without limit.

Contrast limited adaptive histogram equalisation (CLAHE): K. Zuiderveld, Graphics Gems IV (1994), after
S. Pizer et al., Computer Vision, Graphics, and Image Processing 39 (1987).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float32]
_REGIONS = 8  # along each side
_GREYS = 256
_STEEPEST = 3.0  # at most so many times the contrast of the plain film, where it is raised in full


@dataclass(frozen=True, slots=True)
class LocalContrast:
    """`curves` [R, C, 256]: what brightness becomes in the middle of each of R x C equal regions, 0..255."""

    curves: NDArray[np.float32]

    @classmethod
    def of(cls, seen: NDArray[np.uint8], strength: float) -> LocalContrast:
        """Learn from a whole film `seen` [H, W] or [H, W, 3], small or large; `strength` 0 (none) to 1."""
        grey = seen if seen.ndim == 2 else seen.mean(axis=2).astype(np.uint8)
        rows, columns = (np.linspace(0, side, _REGIONS + 1).astype(int) for side in grey.shape)
        curves = np.empty((_REGIONS, _REGIONS, _GREYS), np.float32)
        for row in range(_REGIONS):
            for column in range(_REGIONS):
                region = grey[rows[row] : rows[row + 1], columns[column] : columns[column + 1]]
                curves[row, column] = _curve(region, 1.0 + strength * (_STEEPEST - 1.0))
        plain = np.arange(_GREYS, dtype=np.float32)
        return cls(plain + np.float32(strength) * (curves - plain))

    def applied(
        self, seen: NDArray[np.uint8], corner: tuple[int, int], whole: tuple[int, int]
    ) -> NDArray[np.uint8]:
        """`seen` [h, w] or [h, w, 3], which begins at `corner` (row, column) of a film of `whole` (H, W).

        Between the middles of four regions the curves are interpolated bilinearly.
        """
        result = np.empty_like(seen)
        bands = [_bands(corner[axis], seen.shape[axis], whole[axis]) for axis in (0, 1)]
        for rows, upper, down in bands[0]:
            for columns, left, across in bands[1]:
                right, lower = min(left + 1, _REGIONS - 1), min(upper + 1, _REGIONS - 1)
                block = seen[rows, columns]
                wide = (len(down), len(across), *(1,) * (block.ndim - 2))
                share = across.reshape(1, -1, *wide[2:])
                above = _mixed(self.curves[upper, left], self.curves[upper, right], block, share)
                below = _mixed(self.curves[lower, left], self.curves[lower, right], block, share)
                above += down.reshape(-1, 1, *wide[2:]) * (below - above)
                result[rows, columns] = np.rint(above, out=above)
        return result


def _mixed(
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    block: NDArray[np.uint8],
    share: NDArray[np.float32],
) -> NDArray[np.float32]:
    return np.asarray(np.take(left, block) + share * np.take(right - left, block), dtype=np.float32)


def _bands(start: int, length: int, whole: int) -> list[tuple[slice, int, NDArray[np.float32]]]:
    """Runs of `length` pixels from `start` on that lie between the same two middles of regions.

    Each: where it lies in the run, the first region, and how near its pixels are to the second, 0..1.
    """
    place = (np.arange(start, start + length, dtype=np.float32) + 0.5) * (_REGIONS / whole) - 0.5
    held = np.clip(place, 0.0, _REGIONS - 1.0)
    first = np.minimum(held.astype(int), _REGIONS - 1)
    edges = [0, *(np.flatnonzero(np.diff(first)) + 1).tolist(), length]
    return [
        (slice(begin, end), int(first[begin]), (held[begin:end] - first[begin]).astype(np.float32))
        for begin, end in pairwise(edges)
        if end > begin
    ]


def _curve(region: NDArray[np.uint8], steepest: float) -> Curve:
    """The levelling curve [256] of a region: its cumulated histogram, clipped at `steepest` its mean."""
    counts = np.bincount(region.ravel(), minlength=_GREYS).astype(np.float64)
    if not counts.sum():
        return np.arange(_GREYS, dtype=np.float32)
    counts /= counts.sum()
    # what is cut off is spread over all greys, so that the limit is where the steepest part comes to lie
    low, high = 0.0, steepest / _GREYS
    for _ in range(20):
        limit = (low + high) / 2
        spread = np.maximum(counts - limit, 0.0).sum() / _GREYS
        low, high = (limit, high) if limit + spread < steepest / _GREYS else (low, limit)
    clipped = np.minimum(counts, low)
    clipped += (1.0 - clipped.sum()) / _GREYS
    whole = np.cumsum(clipped)
    return np.asarray((_GREYS - 1) * (whole - clipped / 2), dtype=np.float32)
