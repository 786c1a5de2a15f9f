"""What of a film shows something: the part within a plain border, as scanners and exports leave around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# greys (0..1) that the pixels of a line may be off its median: what JPEG leaves of a border; and less, so
# that faint tissue on a dark film does not count as one
_PLAIN, _PLAINER = 0.04, 0.015
_MUCH = 1 / 3  # share of a film's area that a border takes, so that it hides what the film shows
_SPECK = 0.02  # share of a film's area up to which what lies within is no film


@dataclass(frozen=True, slots=True)
class PixelBox:
    """A part of a film in whole pixels; `right` and `bottom` are the first ones beyond it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """How many pixels it has."""
        return (self.right - self.left) * (self.bottom - self.top)

    def middle(self, share: float) -> PixelBox:
        """The box in its middle that has this `share` of its sides."""
        across = round((self.right - self.left) * (1 - share) / 2)
        down = round((self.bottom - self.top) * (1 - share) / 2)
        return PixelBox(self.left + across, self.top + down, self.right - across, self.bottom - down)

    def of(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """What a film's `pixels` [H, W, ...] show in it; not a copy."""
        return pixels[self.top : self.bottom, self.left : self.right]


def content_box(pixels: NDArray[np.float32], plain: float = _PLAIN) -> PixelBox:
    """What lies within a border of `pixels` [H, W] (0..1) whose lines are `plain` to that many greys.

    All of a film that has none, or nothing else.
    """
    height, width = pixels.shape
    left, right = _plain_lines(pixels.T, plain), width - _plain_lines(pixels.T[::-1], plain)
    top, bottom = _plain_lines(pixels, plain), height - _plain_lines(pixels[::-1], plain)
    whole = PixelBox(0, 0, width, height)
    return PixelBox(left, top, right, bottom) if left < right and top < bottom else whole


def within_wide_border(pixels: NDArray[np.float32]) -> PixelBox | None:
    """The content of `pixels` [H, W] (0..1) where a plain border takes more than a third of the film.

    None also where hardly anything lies within it, such as a marker.
    """
    content = content_box(pixels, _PLAINER)
    return content if _SPECK * pixels.size < content.area < (1 - _MUCH) * pixels.size else None


def _plain_lines(lines: NDArray[np.float32], plain: float) -> int:
    """How many of the first `lines` [N, L] are all of one grey."""
    grey, seen, step = np.median(lines[0]), 0, 1
    while seen < len(lines):  # few films have a border: their first line says so
        other = (np.abs(lines[seen : seen + step] - grey) > plain).any(axis=1)
        if other.any():
            return seen + int(np.argmax(other))
        seen, step = seen + step, 2 * step
    return len(lines)
