"""One film in memory: pixels as stored, what they mean, and how large a pixel is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Size

_LONGEST_SIDE = 10.0  # of a pixel whose shorter side is 1
PATIENT_ATTRIBUTES = ("subject", "timepoint")  # of the attributes: the patient's id, the date of the study


class SpacingSource(StrEnum):
    """Where a pixel spacing comes from; printed beside every figure in mm."""

    RULER = "ruler"
    TYPED = "typed"
    TABLE = "spacing table"
    LANDMARK_DISTANCE = "landmark distance"
    PIXEL_SPACING = "PixelSpacing"
    PIXEL_SPACING_GEOMETRY = "PixelSpacing (GEOMETRY)"
    PIXEL_SPACING_FIDUCIAL = "PixelSpacing (FIDUCIAL)"
    IMAGER_MAGNIFIED = "ImagerPixelSpacing / magnification"
    IMAGER_DISTANCES = "ImagerPixelSpacing / magnification from the distances"
    IMAGER = "ImagerPixelSpacing (mm at the detector)"
    SCANNED = "NominalScannedPixelSpacing (mm on the film)"


@dataclass(frozen=True, slots=True)
class Spacing:
    """Pixel spacing in mm along x and y, with its source. Both finite and positive.

    `magnification`: what that of the file was divided by; None: by nothing, or nobody knows any more.
    """

    x: float
    y: float
    source: SpacingSource
    magnification: float | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not (np.isfinite([self.x, self.y]).all() and self.x > 0 and self.y > 0):
            raise ValueError(f"pixel spacing must be positive and finite, not {self.x}, {self.y}")

    @property
    def stated(self) -> tuple[float, float] | None:
        """Mm along x and y as the file states them, at the detector; None where nobody knows any more."""
        if self.magnification is None:
            is_divided = self.source in (SpacingSource.IMAGER_MAGNIFIED, SpacingSource.IMAGER_DISTANCES)
            return None if is_divided else (self.x, self.y)
        return self.x * self.magnification, self.y * self.magnification

    def length(self, across: float, down: float) -> float:
        """The length in mm of a way of so many pixels `across` and `down`, by the spacing of each axis."""
        return math.hypot(across * self.x, down * self.y)

    def has_shape_of(self, other: Spacing) -> bool:
        """True where pixels of both have the same shape, to a hundredth."""
        return abs(self.x * other.y / (self.y * other.x) - 1.0) <= 0.01

    def radius(self, pixels: float) -> float:
        """The radius in mm of an error circle of `pixels`.

        Per axis that circle is `pixels` * x by `pixels` * y mm, an ellipse where pixels are not square. Its
        longer half-axis is the one figure of which everything said of the circle stays true: what lies
        within so many pixels lies within so many mm, so an error radius holds with its coverage at least.
        A mean of both axes would promise more than was measured.
        """
        return pixels * max(self.x, self.y)


def pixel_shape(spacing: Spacing | None) -> tuple[float, float]:
    """Width and height of a pixel as it is to be drawn, the shorter side 1.

    Square where nobody knows, and where one side is more than ten times the other, as on no film.
    """
    if spacing is None:
        return 1.0, 1.0
    shorter = min(spacing.x, spacing.y)
    shape = (spacing.x / shorter, spacing.y / shorter)
    return shape if max(shape) <= _LONGEST_SIDE else (1.0, 1.0)


class Photometric(StrEnum):
    """How stored values become brightness."""

    MONOCHROME1 = "MONOCHROME1"  # low value = bright; inverted once, last
    MONOCHROME2 = "MONOCHROME2"
    RGB = "RGB"


class VoiFunction(StrEnum):
    """How a window maps values to brightness (DICOM VOI LUT Function, PS3.3 C.11.2.1.3)."""

    LINEAR = "LINEAR"  # for whole numbers: centre - 0.5, width - 1
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class Window:
    """Window centre and width on the values after the modality LUT (DICOM PS3.3 C.11.2)."""

    center: float
    width: float
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A DICOM look-up table: output `values` for inputs first, first + 1, ...; ends are held.

    A VOI LUT's outputs span 0 .. 2**bits - 1, black to white.
    """

    first: int
    values: NDArray[Any]
    bits: int = 16


@dataclass(frozen=True, slots=True)
class Image:
    """One film: pixels [H, W] or [H, W, 3] in their stored dtype, EXIF orientation applied.

    The modality LUT is `modality` where the file has one, else value * slope + intercept.
    `windows` and `voi_lut` come from the file; `voi_function` holds for every window of the film.
    `padding` is the lowest and highest STORED value that stands for "no image here", both included.
    `attributes` holds subject, timepoint, side, view, sex, group where the file knows them. `note`: a
    sentence on what of the file could not be understood and was left out, "" for nothing.
    """

    pixels: NDArray[Any]
    photometric: Photometric = Photometric.MONOCHROME2
    slope: float = 1.0
    intercept: float = 0.0
    modality: Lookup | None = None
    windows: tuple[Window, ...] = ()
    voi_function: VoiFunction = VoiFunction.LINEAR
    voi_lut: Lookup | None = None
    padding: tuple[float, float] | None = None
    spacing: Spacing | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def size(self) -> Size:
        """Width and height in original pixels."""
        height, width = self.pixels.shape[:2]
        return Size(int(width), int(height))
