"""Stored pixels to values, quickly and exactly: look-up tables, and percentiles that ignore padding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.imaging.image import Image, Lookup, Photometric

Array = NDArray[Any]

LUMINANCE = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601, as JPEG has it
_LARGEST_TABLE = 1 << 16
_ROWS = 16  # rows at a time: a block stays in the processor's cache, three times as fast as all at once
_PADDING_SHARE = 0.01  # an extreme value that fills more of the film than this is taken for padding


def through_table(pixels: Array, function: Callable[[Array], Array]) -> Array:
    """`function` of every element of `pixels`; function: float64 array -> array of its shape.

    Whole numbers within 16 bits are mapped through a table, so `function` sees each value once.
    """
    ends = _table_ends(pixels)
    if ends is None:
        return _in_blocks(pixels, lambda block: function(block.astype(np.float64)))
    first, last = ends
    table = function(np.arange(first, last + 1, dtype=np.float64))

    def gathered(block: Array) -> Array:
        index = block if first == 0 else np.subtract(block, first, dtype=np.intp)
        # Indices lie within the table by construction; "clip" only spares numpy the bounds check.
        return np.take(table, index, mode="clip")

    return _in_blocks(pixels, gathered)


def _table_ends(pixels: Array) -> tuple[int, int] | None:
    """First and last input of a table for `pixels`; None where they are no whole numbers of 16 bits."""
    if pixels.dtype.kind not in "iub" or pixels.size == 0:
        return None
    first, last = int(pixels.min()), int(pixels.max())
    if first >= 0 and last < _LARGEST_TABLE:
        return 0, last  # from 0 on no subtraction is needed
    return (first, last) if last - first < _LARGEST_TABLE else None


def _in_blocks(pixels: Array, function: Callable[[Array], Array]) -> Array:
    """`function` of `pixels`, a few rows at a time."""
    result = np.empty(pixels.shape, dtype=function(pixels[:0]).dtype)
    for row in range(0, len(pixels), _ROWS):
        result[row : row + _ROWS] = function(pixels[row : row + _ROWS])
    return result


def look_up(lookup: Lookup, values: Array) -> Array:
    """Outputs [...] float64 of `lookup` for `values` [...]; inputs outside the table take its ends."""
    index = np.clip(np.nan_to_num(values) - lookup.first, 0, len(lookup.values) - 1)
    outputs: Array = np.asarray(lookup.values, dtype=np.float64)[index.astype(np.intp)]
    return outputs


def apply_modality(image: Image, stored: Array) -> Array:
    """Stored values [...] -> values after the modality LUT, or after slope and intercept; float64."""
    if image.modality is not None:
        return look_up(image.modality, stored)
    return np.asarray(stored, dtype=np.float64) * image.slope + image.intercept


def luminance(pixels: Array) -> Array:
    """Grey of a colour image [H, W, 3]: float32 [H, W] in the units of its channels."""
    return pixels.astype(np.float32) @ LUMINANCE


def value_range(image: Image, lower: float, upper: float) -> tuple[float, float]:
    """The `lower` and `upper` percentile of the values after the modality LUT: exact, without padding.

    Padding is what the file declares, and an extreme value that fills more than 1 % of the film (a
    border of one value); where nothing else is left, all pixels count. Low end first.
    """
    stored, counts = _census(image)
    counts = _without_borders(_without_padding(image, stored, counts))
    values = stored if image.photometric is Photometric.RGB else apply_modality(image, stored)
    order = np.argsort(values, kind="stable")
    return _percentile(values[order], counts[order], lower), _percentile(values[order], counts[order], upper)


def _census(image: Image) -> tuple[Array, Array]:
    """The distinct stored values (luminances of a colour image), ascending, and how often each occurs."""
    pixels = luminance(image.pixels) if image.photometric is Photometric.RGB else image.pixels
    ends = _table_ends(pixels)
    if ends is None:
        finite = pixels[np.isfinite(pixels)]
        stored, counts = np.unique(finite if finite.size else np.zeros(1), return_counts=True)
        return stored.astype(np.float64), counts
    counts = np.zeros(ends[1] - ends[0] + 1, dtype=np.intp)
    for row in range(0, len(pixels), _ROWS):  # all at once would take eight bytes a pixel
        block = np.subtract(pixels[row : row + _ROWS], ends[0], dtype=np.intp)
        counts += np.bincount(block.ravel(), minlength=len(counts))
    present = np.flatnonzero(counts)
    return (present + ends[0]).astype(np.float64), counts[present]


def _without_padding(image: Image, stored: Array, counts: Array) -> Array:
    """`counts` with 0 for the stored values that the file declares as padding."""
    if image.padding is None:
        return counts
    low, high = image.padding
    kept = np.where((stored >= low) & (stored <= high), 0, counts)
    return kept if kept.any() else counts


def _without_borders(counts: Array) -> Array:
    """`counts` (ascending by value) with 0 for a lowest and highest value that fill a large area."""
    present = np.flatnonzero(counts)
    kept = counts.copy()
    for end in (present[0], present[-1]):
        if counts[end] > _PADDING_SHARE * counts.sum():
            kept[end] = 0
    # Two values at least must remain, or a stepped or constant image would lose its content.
    return kept if np.count_nonzero(kept) >= 2 else counts


def _percentile(values: Array, counts: Array, percent: float) -> float:
    """Percentile of ascending `values` that occur `counts` times, interpolated as `numpy.percentile`."""
    last_place = np.cumsum(counts) - 1
    place = percent / 100.0 * last_place[-1]
    below = values[np.searchsorted(last_place, np.floor(place))]
    above = values[np.searchsorted(last_place, np.ceil(place))]
    return float(below + (above - below) * (place - np.floor(place)))
