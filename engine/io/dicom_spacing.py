"""The pixel spacing of a DICOM film, by whichever element says it, and what of them nobody can understand."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from pydicom.dataset import Dataset

from engine.imaging.image import Spacing, SpacingSource
from engine.io.dicom_header import numbers, text
from engine.io.guard import sentence_part

_CALIBRATIONS = {
    "GEOMETRY": SpacingSource.PIXEL_SPACING_GEOMETRY,
    "FIDUCIAL": SpacingSource.PIXEL_SPACING_FIDUCIAL,
}
_NUMBER = re.compile(r"[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)
_ELEMENTS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")


@dataclass(frozen=True, slots=True)
class _Pair:
    """mm along x and y, and how many digits behind the point they are written with."""

    x: float
    y: float
    digits: int

    def is_copy_of(self, other: _Pair) -> bool:
        """True where one of the two is the other one, rounded."""
        digits = min(self.digits, other.digits)
        pairs = ((self.x, other.x), (self.y, other.y))
        return digits > 0 and all(abs(a - b) <= 0.5001 * 10.0**-digits for a, b in pairs)


def spacing_of(header: Dataset) -> Spacing | None:
    """Spacing by the order PixelSpacing, ImagerPixelSpacing / magnification, ImagerPixelSpacing, scanner's.

    A PixelSpacing that repeats ImagerPixelSpacing, rounded or not, and names no calibration was not corrected
    for magnification: the standard (PS3.3 10.7.1.3) says that it is measured at the detector. A magnification
    follows from the distances where it is not stated.
    """
    pixel, imager = _pair(header, "PixelSpacing"), _pair(header, "ImagerPixelSpacing")
    calibration = text(header, "PixelSpacingCalibrationType").upper()
    if pixel is not None and (calibration or imager is None or not pixel.is_copy_of(imager)):
        return Spacing(pixel.x, pixel.y, _CALIBRATIONS.get(calibration, SpacingSource.PIXEL_SPACING))
    if imager is not None:
        return _at_the_patient(header, imager)
    scanned = _pair(header, "NominalScannedPixelSpacing")
    return None if scanned is None else Spacing(scanned.x, scanned.y, SpacingSource.SCANNED)


def spacing_note(header: Dataset) -> str:
    """A sentence on the first spacing element that holds something but no spacing; "" where there is none."""
    for keyword in _ELEMENTS:
        if (stated := _written(header, keyword)) and _pair(header, keyword) is None:
            return f"{keyword} is {sentence_part(stated)!r}, which is no pixel spacing: it was left out."
    return ""


def _at_the_patient(header: Dataset, imager: _Pair) -> Spacing:
    magnification = _positive(header, "EstimatedRadiographicMagnificationFactor")
    if magnification is not None:
        return Spacing(imager.x / magnification, imager.y / magnification, SpacingSource.IMAGER_MAGNIFIED)
    detector, patient = (_positive(header, f"DistanceSourceTo{where}") for where in ("Detector", "Patient"))
    if detector is not None and patient is not None and patient < detector:
        share = patient / detector
        return Spacing(imager.x * share, imager.y * share, SpacingSource.IMAGER_DISTANCES)
    return Spacing(imager.x, imager.y, SpacingSource.IMAGER)


def _positive(header: Dataset, keyword: str) -> float | None:
    value = next(iter(numbers(header, keyword)), math.nan)
    return value if math.isfinite(value) and value > 0 else None


def _pair(header: Dataset, keyword: str) -> _Pair | None:
    """The spacing that an element states; DICOM stores the distance between rows, y, first."""
    words = _words(_written(header, keyword))
    if len(words) != 2 or not all(_NUMBER.fullmatch(word) for word in words):
        return None
    y, x = (float(word.replace(",", ".")) for word in words)
    if not all(math.isfinite(value) and value > 0 for value in (x, y)):
        return None
    return _Pair(x, y, min(len(re.split("[.,]", f"{word}.")[1]) for word in words))


def _words(written: str) -> list[str]:
    r"""The two numbers of "0.1\0.2"; also with decimal commas, or with a comma between them."""
    words = [word.strip() for word in written.split("\\")]
    if len(words) == 1 and written.count(",") == 1 and written.count(".") != 1:
        words = [word.strip() for word in written.split(",")]
    return words


def _written(header: Dataset, keyword: str) -> str:
    """An element as it stands in the file, whatever its VR says that it is."""
    if keyword not in header:
        return ""
    try:
        value: Any = header.get_item(keyword).value
        if isinstance(value, bytes):
            return value.decode("ascii", "replace").strip(" \0")
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            return "" if value is None else str(value).strip(" \0")
        return "\\".join(str(getattr(each, "original_string", each)).strip() for each in value)
    except Exception:  # pydicom raises all sorts on what it finds
        return ""
