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
_BETWEEN = re.compile(r"[\\;/x\u00d7|]|,?\s+")
_UNIT = re.compile(r"(?<=[\d\s.])mm\b", re.IGNORECASE)
_BINARY = frozenset({"FL", "FD", "US", "SS", "UL", "SL"})
_CUT_OFF = 3  # digits behind the point: cut off behind fewer, a spacing may as well be calibrated
_MAGNIFICATION = "EstimatedRadiographicMagnificationFactor"
_DISTANCES = ("DistanceSourceToDetector", "DistanceSourceToPatient")
_MOST_MAGNIFIED = 5.0  # more than any radiograph: a percentage, or distances in two units
_SAME = 0.05  # apart, two statements of a magnification mean the same
_ELEMENTS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")


@dataclass(frozen=True, slots=True)
class _Pair:
    """mm along x and y, and how many digits behind the point they are written with."""

    x: float
    y: float
    digits: int

    def is_copy_of(self, other: _Pair) -> bool:
        """True where one of the two is the other one, rounded, or cut off behind three digits or more."""
        digits = min(self.digits, other.digits)
        pairs, step = ((self.x, other.x), (self.y, other.y)), 10.0**-digits
        rounded = digits > 0 and all(abs(a - b) <= 0.5001 * step for a, b in pairs)
        cut_off = digits >= _CUT_OFF and all(_floor(a / step) == _floor(b / step) for a, b in pairs)
        return rounded or cut_off


def _floor(steps: float) -> int:
    return math.floor(steps + 1e-6)  # 0.149 / 0.001 is 148.99999999999997


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
    """What of the elements on the size of pixels cannot be meant, in sentences; "" where all of it can be."""
    notes = [
        f"{keyword} is {sentence_part(stated)!r}, which is no pixel spacing: it was left out."
        for keyword in _ELEMENTS
        if (stated := _written(header, keyword)) and _pair(header, keyword) is None
    ]
    if _pair(header, "ImagerPixelSpacing") is not None:
        notes += _magnification_notes(header)
    shape = numbers(header, "PixelAspectRatio")
    if len(shape) == 2 and shape[0] != shape[1] and spacing_of(header) is None:
        notes.append(
            f"PixelAspectRatio says that pixels are {shape[1]:g} wide and {shape[0]:g} high, but the film "
            "has no pixel spacing: it is shown with square ones until you give it one."
        )
    return " ".join(notes)


def _magnification_notes(header: Dataset) -> list[str]:
    stated, by_distances = _stated_magnification(header), _magnification_by_distances(header)
    notes = []
    if (written := _written(header, _MAGNIFICATION)) and stated is None:
        notes.append(f"{_MAGNIFICATION} is {sentence_part(written)!r}, which cannot be: it was left out.")
    detector, patient = (_positive(header, keyword) for keyword in _DISTANCES)
    if stated is None and by_distances is None and detector != patient and None not in (detector, patient):
        notes.append(
            f"The distances from the source to detector ({detector:g}) and patient ({patient:g}) cannot be: "
            "they were left out."
        )
    if stated is not None and by_distances is not None and abs(stated / by_distances - 1.0) > _SAME:
        notes.append(
            f"The film states a magnification of {stated:g}, and distances that give {by_distances:.4g}: the "
            "stated one was taken."
        )
    return notes


def _at_the_patient(header: Dataset, imager: _Pair) -> Spacing:
    stated, by_distances = _stated_magnification(header), _magnification_by_distances(header)
    factor = by_distances if stated is None else stated
    if factor is None:
        return Spacing(imager.x, imager.y, SpacingSource.IMAGER)
    source = SpacingSource.IMAGER_DISTANCES if stated is None else SpacingSource.IMAGER_MAGNIFIED
    return Spacing(imager.x / factor, imager.y / factor, source, factor)


def _stated_magnification(header: Dataset) -> float | None:
    value = _positive(header, _MAGNIFICATION)
    return value if value is not None and 1.0 <= value <= _MOST_MAGNIFIED else None


def _magnification_by_distances(header: Dataset) -> float | None:
    detector, patient = (_positive(header, keyword) for keyword in _DISTANCES)
    if detector is None or patient is None or not patient < detector <= _MOST_MAGNIFIED * patient:
        return None
    return detector / patient


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
    r"""The two numbers of "0.1\0.2"; also with decimal commas, another separator, or the unit behind them.

    A comma divides only where both numbers have points: "1,5" may be one number.
    """
    words = [word for word in _BETWEEN.split(_UNIT.sub("", written).strip("[]() ")) if word]
    if len(words) == 1 and written.count(",") == 1 and written.count(".") == 2:
        return written.split(",")
    return words


def _written(header: Dataset, keyword: str) -> str:
    """An element as it stands in the file, whatever its VR says that it is."""
    if keyword not in header:
        return ""
    try:
        element: Any = header.get_item(keyword)
        value: Any = element.value
        if element.VR in _BINARY:
            return "\\".join(f"{number:.7g}" for number in numbers(header, keyword))
        if isinstance(value, bytes):
            return value.decode("ascii", "replace").strip(" \0")
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            return "" if value is None else str(value).strip(" \0")
        return "\\".join(str(getattr(each, "original_string", each)).strip() for each in value)
    except Exception:  # pydicom raises all sorts on what it finds
        return ""
