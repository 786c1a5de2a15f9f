"""What a DICOM header says about its pixels: windows, look-up tables, padding, who and what.

Real headers break the standard often, so every value is read with doubt: what cannot be understood
counts as not there, except where it would change the values themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from pydicom.dataset import Dataset

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Lookup, Photometric, VoiFunction, Window
from engine.io.guard import checked_size, sentence_part

_OF_GROUPS = {  # sequence of a functional group: what of it counts
    "PixelMeasuresSequence": ("PixelSpacing", "PixelSpacingCalibrationType"),
    "PixelValueTransformationSequence": ("RescaleSlope", "RescaleIntercept"),
    "FrameVOILUTSequence": ("WindowCenter", "WindowWidth", "WindowCenterWidthExplanation", "VOILUTFunction"),
    "FramePixelDataPropertiesSequence": ("ImagerPixelSpacing",),
    "XRayGeometrySequence": (
        *("DistanceSourceToDetector", "DistanceSourceToPatient"),
        "EstimatedRadiographicMagnificationFactor",
    ),
}
_LEAST_BITS = 8  # of the entries of a VOI table
_COLOUR_BYTES = 32  # a pixel: pydicom turns YBR into RGB in floating point


def numbers(header: Dataset, keyword: str) -> tuple[float, ...]:
    """All values of an element as floats, whatever its VR; () where it is missing, empty or no number.

    A comma in text is a decimal one: DICOM knows no thousands.
    """
    try:
        value: Any = header.get(keyword)
    except Exception:  # pydicom converts when asked, and raises all sorts on what it finds
        value = header.get_item(keyword).value
    try:
        if isinstance(value, bytes):
            value = value.decode("ascii").strip(" \0")
        if isinstance(value, str):
            value = value.split("\\")
        several = value if hasattr(value, "__iter__") else (value,)
        return tuple(float(each.replace(",", ".") if isinstance(each, str) else each) for each in several)
    except Exception:  # see above
        return ()


def text(header: Dataset, keyword: str) -> str:
    """An element as text without surrounding blanks; "" where it is missing or unreadable."""
    try:
        value = header.get(keyword)
    except Exception:  # see `numbers`
        return ""
    return "" if value is None else str(value).strip(" \0")


def whole(header: Dataset, keyword: str, default: int) -> int:
    """The first value of an element as a whole number."""
    found = [number for number in numbers(header, keyword)[:1] if math.isfinite(number)]
    return int(found[0]) if found else default


def lift_groups(header: Dataset) -> None:
    """Put what the functional groups say of the one frame where films without groups have it, in place.

    What is there already stays. The groups are the shared ones, then those of the only frame.
    """
    for groups in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
        for group in _only_item(header, groups):
            for sequence, keywords in _OF_GROUPS.items():
                for item in _only_item(group, sequence):
                    for keyword in keywords:
                        if keyword in item and not text(header, keyword):
                            header.pop(keyword, None)
                            header[keyword] = item.get_item(keyword)


def _only_item(header: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """The item of a sequence that has a single one."""
    try:
        sequence: Any = header.get(keyword) or ()
        return (sequence[0],) if len(sequence) == 1 else ()
    except Exception:  # see `numbers`
        return ()


def rescale_note(header: Dataset) -> str:
    """A sentence on a slope or intercept that is no number; "" where there is none."""
    for keyword in ("RescaleSlope", "RescaleIntercept"):
        if (stated := text(header, keyword)) and not numbers(header, keyword):
            return f"{keyword} is {sentence_part(stated)!r}, which is no number: it was left out."
    return ""


def film_size(header: Dataset) -> Size:
    """Width and height; raises ImageReadError where no film has that size."""
    colour = whole(header, "SamplesPerPixel", 1) > 1 or "PALETTE" in text(header, "PhotometricInterpretation")
    sample = min(max(8, whole(header, "BitsAllocated", 16)), 64) // 8
    bytes_a_pixel = _COLOUR_BYTES if colour else 3 * sample  # the file's, the decoder's, and a copy
    return checked_size(whole(header, "Columns", 0), whole(header, "Rows", 0), bytes_a_pixel)


def refuse_several_frames(header: Dataset) -> None:
    """Raise ImageReadError for more than one frame."""
    frames = whole(header, "NumberOfFrames", 1)
    if frames > 1:
        raise ImageReadError(
            f"The DICOM file holds {frames} frames, and a film is one: export the frame you need by itself."
        )


def voi_function_of(header: Dataset) -> VoiFunction:
    """The VOI LUT function; LINEAR where there is none or an unknown one, as the standard says."""
    try:
        return VoiFunction(text(header, "VOILUTFunction").upper())
    except ValueError:
        return VoiFunction.LINEAR


def windows_of(header: Dataset) -> tuple[Window, ...]:
    """All usable windows, in the file's order, with their explanations."""
    centers, widths = numbers(header, "WindowCenter"), numbers(header, "WindowWidth")
    narrowest = 1.0 if voi_function_of(header) is VoiFunction.LINEAR else math.nextafter(0.0, 1.0)
    explanations = _texts(header, "WindowCenterWidthExplanation")
    return tuple(
        Window(center, width, explanations[place] if place < len(explanations) else "")
        for place, (center, width) in enumerate(zip(centers, widths, strict=False))
        if math.isfinite(center) and math.isfinite(width) and width >= narrowest
    )


def _texts(header: Dataset, keyword: str) -> tuple[str, ...]:
    try:
        value: Any = header.get(keyword)
    except Exception:  # see `numbers`
        return ()
    several = (value or "",) if value is None or isinstance(value, str) else value
    return tuple(str(item).strip() for item in several)


def modality_lookup(header: Dataset) -> Lookup | None:
    """The modality LUT, if there is one. Raises ImageReadError where it is there but makes no sense."""
    signed = whole(header, "PixelRepresentation", 0) == 1
    try:
        return next((_lookup(item, header, signed) for item in header.get("ModalityLUTSequence") or ()), None)
    except Exception as error:  # without this table the values would be wrong, so this film is refused
        raise ImageReadError(
            "The film's modality look-up table is damaged, so its grey values are unknown: export it again."
        ) from error


def voi_lookup(header: Dataset, signed: bool) -> Lookup | None:
    """The first VOI LUT that is usable, if there is one; `signed`: its input may be negative.

    A table all of whose entries are equal shows nothing. Its descriptor often lies about the depth of the
    entries: one that says 16 bits and needs 12 would show a film nearly black, the other way round white.
    """
    for item in _lookup_items(header, "VOILUTSequence"):
        try:
            lookup = _lookup(item, header, signed)
        except Exception:  # brightness only: the next one or the windows serve as well
            continue
        if lookup.values.min() == lookup.values.max():
            continue
        needed = int(lookup.values.max()).bit_length()
        is_true = lookup.bits - 2 < needed <= lookup.bits
        return lookup if is_true else replace(lookup, bits=max(_LEAST_BITS, needed + needed % 2))
    return None


def _lookup_items(header: Dataset, keyword: str) -> Iterator[Dataset]:
    """The items of a LUT sequence; none where it cannot be read."""
    try:
        yield from header.get(keyword) or ()
    except Exception:  # see `numbers`
        return


def _lookup(item: Dataset, header: Dataset, signed: bool) -> Lookup:
    # Written as US or as SS depending on the pixels; so all three are taken modulo 2**16 first.
    length, first, bits = (int(value) & 0xFFFF for value in item.LUTDescriptor)
    first -= 0x10000 if signed and first >= 0x8000 else 0
    values = _table(item, length or 0x10000, little=bool(header.original_encoding[1]))
    return Lookup(first, values, bits if 1 <= bits <= 16 else 16)


def _table(item: Dataset, length: int, little: bool) -> np.ndarray[Any, np.dtype[np.uint16]]:
    """The `length` entries of a LUT: whole numbers, or bytes of 16 or (packed) of 8 bits each."""
    data: Any = item.LUTData
    if isinstance(data, bytes):
        packed = len(data) < 2 * length
        stored = np.frombuffer(data, dtype=np.uint8 if packed else np.dtype("<u2" if little else ">u2"))
    else:
        stored = np.atleast_1d(np.asarray(data, dtype=np.int64)) & 0xFFFF
    if len(stored) < length:
        raise ValueError(f"{len(stored)} entries instead of {length}")
    return stored[:length].astype(np.uint16)


def padding_of(header: Dataset) -> tuple[float, float] | None:
    """Lowest and highest stored value that stands for "no image here"; None where none does."""
    ends = numbers(header, "PixelPaddingValue")[:1]
    if not ends or whole(header, "SamplesPerPixel", 1) != 1:
        return None
    ends += numbers(header, "PixelPaddingRangeLimit")[:1]
    if whole(header, "PixelRepresentation", 0) == 1:  # written as US by mistake
        ends = tuple(end - 0x10000 if end >= 0x8000 else end for end in ends)
    return min(ends), max(ends)


def polarity_of(header: Dataset) -> Photometric:
    """MONOCHROME1 where low values are bright: MONOCHROME1 or an inverse presentation LUT.

    Files that say both mean one inversion.
    """
    inverse = text(header, "PresentationLUTShape").upper() == "INVERSE"
    first = text(header, "PhotometricInterpretation").upper() == Photometric.MONOCHROME1
    return Photometric.MONOCHROME1 if first or inverse else Photometric.MONOCHROME2


def attributes_of(header: Dataset) -> dict[str, str]:
    """The subject (the ID, never the name), timepoint, side, view and sex, where the file knows them."""
    known = {
        "subject": text(header, "PatientID"),
        "timepoint": text(header, "StudyDate"),
        "side": text(header, "ImageLaterality") or text(header, "Laterality"),
        "view": text(header, "ViewPosition"),
        "sex": text(header, "PatientSex"),
    }
    return {name: value for name, value in known.items() if value}
