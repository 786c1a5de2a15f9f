"""Which bits of a DICOM sample are the film: what a header leaves out, and what lies beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import JPEGBaseline8Bit, JPEGExtended12Bit, RLELossless

from engine.errors import ImageReadError
from engine.io import dicom_header as header_of
from engine.io.dicom_unpacking import CodedStream
from engine.io.guard import sentence_part

_WORDS = {
    "PhotometricInterpretation": "how grey values become brightness",
    "BitsAllocated": "how large its samples are",
}
# of which grey, or red, green and blue are made here; others would be shown as if they were these
_COLOUR_MODELS = frozenset(
    {"MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT"}
)
_NUMBERS = (
    *("Rows", "Columns", "SamplesPerPixel", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation"),
    *("PlanarConfiguration", "NumberOfFrames"),
)


def complete(dataset: FileDataset) -> None:
    """Fill in what follows from the rest of the header, in place, and spell what is spelled otherwise.

    Raises ImageReadError, which names the element, where something lacks that does not follow.
    """
    photometric = header_of.text(dataset, "PhotometricInterpretation").upper()
    for keyword, value in (("PhotometricInterpretation", photometric), ("BitsAllocated", "")):
        if not value and not header_of.numbers(dataset, keyword):
            raise ImageReadError(
                f"The DICOM file does not say {_WORDS[keyword]} ({keyword} is missing or empty): "
                "export the film again."
            )
    if photometric not in _COLOUR_MODELS:
        raise ImageReadError(
            f"The film's colours are {sentence_part(photometric)} (PhotometricInterpretation), which cannot "
            "be shown here: export it as MONOCHROME2 or RGB."
        )
    dataset.PhotometricInterpretation = photometric
    if "PixelData" in dataset and not dataset["PixelData"].value:
        raise ImageReadError("The DICOM file's PixelData is empty: export the film again.")
    _as_numbers(dataset)
    allocated = header_of.whole(dataset, "BitsAllocated", 16)
    if not 0 < header_of.whole(dataset, "BitsStored", 0) <= allocated:
        dataset.BitsStored = allocated
    samples = 3 if photometric.startswith(("RGB", "YBR")) else 1
    if photometric == "YBR_FULL_422" and _holds_all_colours(dataset):
        dataset.PhotometricInterpretation = "YBR_FULL"
    usual: dict[str, int] = {"SamplesPerPixel": samples, "PixelRepresentation": 0}
    if header_of.whole(dataset, "SamplesPerPixel", samples) > 1:
        usual["PlanarConfiguration"] = 0
    for keyword, number in usual.items():
        if not header_of.numbers(dataset, keyword):
            setattr(dataset, keyword, number)


def _holds_all_colours(dataset: FileDataset) -> bool:
    """True for uncompressed pixels of three samples each, also where the header says that they share some."""
    size = header_of.film_size(dataset)
    is_compressed = dataset.file_meta.TransferSyntaxUID.is_compressed
    return not is_compressed and len(dataset.get("PixelData", b"")) >= 3 * size.width * size.height


def _as_numbers(dataset: FileDataset) -> None:
    """Elements that hold numbers as text, by a wrong VR, as the numbers that decoders ask for."""
    for keyword in _NUMBERS:
        if header_of.numbers(dataset, keyword) and not isinstance(dataset.get(keyword), int):
            number = header_of.whole(dataset, keyword, 0)
            dataset.pop(keyword)
            setattr(dataset, keyword, number)


def as_decoders_take_it(dataset: FileDataset, coded: CodedStream) -> FileDataset:
    """`dataset` for pydicom: a view of it in which the sample size is that of the compressed stream.

    Samples that do not end at bit 0 (HighBit) are asked for whole, as pydicom would cut their upper bits off.
    Decoders give the colours of a JPEG pixel by pixel, and those of a JPEG 2000 that mixes its components as
    RGB, whatever the header says.
    """
    stored, high = header_of.whole(dataset, "BitsStored", 16), _high_bit(dataset)
    syntax = dataset.file_meta.TransferSyntaxUID
    is_lossy = syntax in (JPEGBaseline8Bit, JPEGExtended12Bit)
    changed: dict[str, Any] = {}
    has_bytes = coded.precision == 8 and (is_lossy or syntax == RLELossless)
    if has_bytes and header_of.whole(dataset, "BitsAllocated", 8) == 16:
        changed = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}
    elif high != stored - 1:
        changed = {"BitsStored": header_of.whole(dataset, "BitsAllocated", 16)}
    if is_lossy and header_of.whole(dataset, "PlanarConfiguration", 0) == 1:
        changed["PlanarConfiguration"] = 0
    if coded.mixes and header_of.whole(dataset, "SamplesPerPixel", 1) == 3:
        changed["PhotometricInterpretation"] = "YBR_RCT"
    return _changed(dataset, changed) if changed else dataset


def with_stream(dataset: FileDataset, stream: bytes) -> FileDataset:
    """A view of `dataset` with another compressed `stream`."""
    return _changed(dataset, {"PixelData": encapsulate([stream])})


def _changed(dataset: FileDataset, changed: Mapping[str, Any]) -> FileDataset:
    view = FileDataset("", dict(dataset.items()), file_meta=dataset.file_meta)
    for keyword, value in changed.items():
        view.pop(keyword, None)  # the element is shared: it must not change in `dataset`
        setattr(view, keyword, value)
    return view


def stored_values(pixels: NDArray[Any], dataset: Dataset) -> NDArray[Any]:
    """`pixels` [H, W] or [H, W, 3] with nothing but their BitsStored bits, which end at HighBit; signed so.

    What lies in the bits above (overlays, rests of the scanner) never counts (PS3.5 8.1.1). Floating point
    is as it is.
    """
    stored = header_of.whole(dataset, "BitsStored", 16)
    bits = 8 * pixels.dtype.itemsize
    if pixels.dtype.kind not in "iu" or not 0 < stored <= bits:
        return pixels
    if (above := bits - 1 - _high_bit(dataset)) < 0:
        return pixels  # the stream had fewer bits than the header says: they are all there
    if not above and stored == bits:
        return pixels
    sign = "i" if header_of.whole(dataset, "PixelRepresentation", 0) == 1 else "u"
    values = np.left_shift(pixels.view(f"{sign}{pixels.dtype.itemsize}"), above)
    shifted: NDArray[Any] = np.right_shift(values, bits - stored, out=values)
    return shifted


def _high_bit(dataset: Dataset) -> int:
    """The highest bit that is stored; where the header says nothing sensible samples end at bit 0."""
    stored, allocated = (
        header_of.whole(dataset, "BitsStored", 16),
        header_of.whole(dataset, "BitsAllocated", 16),
    )
    high = header_of.whole(dataset, "HighBit", stored - 1)
    return high if stored - 1 <= high < allocated else stored - 1
