"""A film's pixels for the eye and for learning: one order of steps, one place.

For the eye: modality LUT, then VOI LUT or window, then the MONOCHROME1 inversion, then the user's.
For learning: modality LUT, polarity, fixed percentiles, and no window, so that nobody's setting counts.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.imaging.content import PixelBox, within_wide_border
from engine.imaging.image import Image, Photometric, VoiFunction, Window
from engine.imaging.pixel_values import Array, apply_modality, look_up, luminance, through_table, value_range

LOWER_PERCENTILE, UPPER_PERCENTILE = 0.5, 99.5
# standard deviation of a film's learning pixels, which span 0..1: below this all but 25 of a million are
# alike, while anatomy on a hundredth of a film comes to 0.05
_BLANK = 0.005
_LEAST_SIDE = 8  # pixels
_SEEN = 1024  # pixels of the longer side that tell a wide border


def learning_pixels(image: Image) -> NDArray[np.float32]:
    """What networks and registration get: float32 [H, W] in 0..1, bone bright, free of windows.

    The 0.5th and 99.5th percentile become 0 and 1; padding and a wide plain border take no part in them; NaN
    becomes 0.
    """
    return _stretched(image, *_shown_range(image))


def _shown_range(image: Image) -> tuple[float, float]:
    """The percentiles of the values after the modality LUT, without padding and a wide plain border."""
    low, high = value_range(image, LOWER_PERCENTILE, UPPER_PERCENTILE)
    step = -(-max(image.pixels.shape[:2]) // _SEEN)
    seen = within_wide_border(_stretched(replace(image, pixels=image.pixels[::step, ::step]), low, high))
    if seen is None:
        return low, high
    right, bottom = ((side - 1) * step + 1 for side in (seen.right, seen.bottom))
    content = PixelBox(seen.left * step, seen.top * step, right, bottom)
    within = replace(image, pixels=content.of(image.pixels))
    return value_range(within, LOWER_PERCENTILE, UPPER_PERCENTILE)


def _stretched(image: Image, low: float, high: float) -> NDArray[np.float32]:
    """As `learning_pixels`, where `low` and `high` (after the modality LUT) become 0 and 1."""

    def scaled(stored: Array) -> Array:
        values = stored if image.photometric is Photometric.RGB else apply_modality(image, stored)
        share = np.clip((values - low) / ((high - low) or 1.0), 0.0, 1.0)
        bright = 1.0 - share if image.photometric is Photometric.MONOCHROME1 else share
        return np.nan_to_num(bright).astype(np.float32)

    grey = luminance(image.pixels) if image.photometric is Photometric.RGB else image.pixels
    return through_table(grey, scaled)


def nothing_shown(pixels: NDArray[np.float32]) -> str:
    """Why nothing can be found on a film of such learning `pixels` [H, W]; "" where it shows something.

    All pixels are alike, but for a few specks, or they are too few. Two grey values do: a film may be cut
    out of its background.
    """
    height, width = pixels.shape
    if min(height, width) < _LEAST_SIDE:
        return (
            f"Nothing can be found on a film of {width} x {height} pixels: export it again or leave it out."
        )
    if float(pixels.std()) < _BLANK:
        return (
            "Nothing can be found on this film, as all its pixels are alike: scan it again or leave it out."
        )
    return ""


def default_window(image: Image) -> Window:
    """The window to start with: the file's first, else the percentiles; colour as it is stored."""
    if image.photometric is Photometric.RGB:
        return _spanning(image, 0.0, 255.0, explanation="as stored")
    return image.windows[0] if image.windows else _percentile_window(image)


def display_pixels(image: Image, window: Window | None = None, invert: bool = False) -> NDArray[np.uint8]:
    """What the eye gets of a whole film; see `brightness`."""
    return brightness(image, image.pixels, window, invert)


def brightness(
    image: Image,
    stored: Array,
    window: Window | None = None,
    invert: bool = False,
    gamma: float = 1.0,
    default: Window | None = None,
) -> NDArray[np.uint8]:
    """Stored values [h, w], or [h, w, 3] for colour, of `image` as the eye gets them: uint8.

    Without `window` the file's VOI LUT, else `default`, which is `default_window` where the caller has not
    found it before. `gamma` above 1 brightens what is between dark and bright. `invert` is the user's wish
    and comes on top of the inversion that MONOCHROME1 asks for.
    """
    flipped = invert != (image.photometric is Photometric.MONOCHROME1)
    colour = image.photometric is Photometric.RGB
    has_table = image.voi_lut is not None and not colour
    chosen = window or (None if has_table else default or default_window(image))

    def shown(stored: Array) -> Array:
        values = stored if colour else apply_modality(image, stored)
        share = (
            _voi_share(image, values) if chosen is None else window_share(values, chosen, image.voi_function)
        )
        share = 1.0 - share if flipped else share
        return np.rint(255.0 * (share if gamma == 1.0 else share ** (1.0 / gamma))).astype(np.uint8)

    return through_table(stored, shown)


def window_share(values: Array, window: Window, function: VoiFunction) -> Array:
    """Brightness 0..1 (float64) of `values` [...] under `window`, as PS3.3 C.11.2 says; NaN is 0."""
    offset = np.nan_to_num(values, posinf=np.inf, neginf=-np.inf) - window.center
    if function is VoiFunction.SIGMOID:
        # The exponent is held where its result is 0 or 1 anyway: beyond it overflows.
        return 1.0 / (1.0 + np.exp(np.clip(-4.0 * offset / window.width, -700.0, 700.0)))
    if function is VoiFunction.LINEAR:
        offset, width = offset + 0.5, window.width - 1.0
    else:
        width = window.width
    if width <= 0.0:  # the standard's narrowest window is a threshold
        return (offset > 0.0).astype(np.float64)
    return np.clip(offset / width + 0.5, 0.0, 1.0)


def shrunk(
    shown: NDArray[np.uint8], longest: int, shape: tuple[float, float] = (1.0, 1.0)
) -> NDArray[np.uint8]:
    """`shown` [H, W] or [H, W, 3] averaged down to a longest side of `longest` square pixels; never enlarged.

    `shape`: width and height of a pixel; along the shorter of them pixels become fewer.
    """
    wide, tall = shape
    true = (shown.shape[0] * tall / max(wide, tall), shown.shape[1] * wide / max(wide, tall))
    factor = min(1.0, longest / max(true))
    rows, columns = (max(1, round(side * factor)) for side in true)
    if (rows, columns) == shown.shape[:2]:
        return shown
    means = _mean_of_slices(_mean_of_slices(shown, rows, axis=0), columns, axis=1)
    return np.rint(means).astype(np.uint8)


def _mean_of_slices(pixels: Array, count: int, axis: int) -> Array:
    """Means of `count` adjacent slices of nearly equal thickness along `axis`; float32."""
    edges = np.linspace(0, pixels.shape[axis], count + 1).astype(np.intp)
    sums = np.add.reduceat(pixels, edges[:-1], axis=axis, dtype=np.float32)
    thickness = np.diff(edges).astype(np.float32)
    return np.moveaxis(np.moveaxis(sums, axis, -1) / thickness, -1, axis)


def _percentile_window(image: Image) -> Window:
    low, high = _shown_range(image)
    return _spanning(image, low, high, explanation="0.5 % to 99.5 %")


def _spanning(image: Image, low: float, high: float, explanation: str) -> Window:
    """The window whose dark end is `low` and whose bright end is `high` (values after modality)."""
    if image.voi_function is VoiFunction.LINEAR:  # its centre lies half a step up, its width one step out
        return Window((low + high + 1.0) / 2.0, high - low + 1.0, explanation)
    return Window((low + high) / 2.0, (high - low) or 1.0, explanation)


def _voi_share(image: Image, values: Array) -> Array:
    """Brightness 0..1 of `values` through the file's VOI LUT, which is there."""
    assert image.voi_lut is not None
    return np.clip(look_up(image.voi_lut, values) / (2.0**image.voi_lut.bits - 1.0), 0.0, 1.0)
