"""A heatmap as a picture to be laid over a film: colour and cover both grow with its height."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QTransform

# plasma, as in the PNGs of the command line: grey films have no colour, so each of these tells a height,
# and brightness alone does too
_ANCHORS = (
    (13, 8, 135),
    (84, 2, 163),
    (139, 10, 165),
    (185, 50, 137),
    (219, 92, 104),
    (244, 136, 73),
    (254, 188, 43),
    (240, 249, 33),
)
_FAINTEST, _FULL = 0.05, 0.6  # heights at which colour begins and at which it covers all that it may


def heat_image(values: NDArray[np.uint8]) -> QImage:
    """The picture of `values` [h, w], 255 where the model is sure; where it saw nothing all is clear."""
    data = np.ascontiguousarray(_colours()[values])
    height, width = data.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(data.data, width, height, data.strides[0], kind).copy()


def heat_transform(frame: NDArray[np.float64]) -> QTransform:
    """`frame` [2, 3], an affine map of (x, y), as Qt writes it: the matrix turned round."""
    (a, b, x), (c, d, y) = frame.tolist()
    return QTransform(a, c, b, d, x, y)


@lru_cache(maxsize=1)
def _colours() -> NDArray[np.uint32]:
    """[256] colours 0xAARRGGBB, multiplied by their cover."""
    height = np.arange(256) / 255.0
    cover = np.clip((height - _FAINTEST) / (_FULL - _FAINTEST), 0.0, 1.0)
    places = np.linspace(0.0, 1.0, len(_ANCHORS))
    channels = [np.interp(height, places, channel) * cover for channel in zip(*_ANCHORS, strict=True)]
    alpha, red, green, blue = (np.rint(each).astype(np.uint32) for each in (255.0 * cover, *channels))
    colours: NDArray[np.uint32] = (alpha << 24) | (red << 16) | (green << 8) | blue
    return colours
