"""Which bits of a DICOM sample are the film: what a header leaves out, and what lies beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import JPEGBaseline8Bit, JPEGExtended12Bit

from engine.errors import ImageReadError
from engine.io import dicom_header as header_of

_WORDS = {
    "PhotometricInterpretation": "how grey values become brightness",
    "BitsAllocated": "how large its samples are",
}


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
    dataset.PhotometricInterpretation = photometric
    if "PixelData" in dataset and not dataset["PixelData"].value:
        raise ImageReadError("The DICOM file's PixelData is empty: export the film again.")
    allocated = header_of.whole(dataset, "BitsAllocated", 16)
    if header_of.whole(dataset, "BitsStored", 0) <= 0:
        dataset.BitsStored = allocated
    samples = 3 if photometric.startswith(("RGB", "YBR")) else 1
    usual: dict[str, int] = {"SamplesPerPixel": samples, "PixelRepresentation": 0}
    if header_of.whole(dataset, "SamplesPerPixel", samples) > 1:
        usual["PlanarConfiguration"] = 0
    for keyword, number in usual.items():
        if not header_of.numbers(dataset, keyword):
            setattr(dataset, keyword, number)


def as_decoders_take_it(dataset: FileDataset, precision: int | None) -> FileDataset:
    """`dataset` for pydicom: a view of it in which the sample size is that of the compressed stream.

    `precision`: bits of a sample in a JPEG's own header, None for other streams. Samples that do not end at
    bit 0 (HighBit) are asked for whole, as pydicom would cut their upper bits off.
    """
    stored, high = header_of.whole(dataset, "BitsStored", 16), _high_bit(dataset)
    is_lossy = dataset.file_meta.TransferSyntaxUID in (JPEGBaseline8Bit, JPEGExtended12Bit)
    changed: dict[str, int] = {}
    if is_lossy and precision == 8 and header_of.whole(dataset, "BitsAllocated", 8) == 16:
        changed = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}
    elif high != stored - 1:
        changed = {"BitsStored": header_of.whole(dataset, "BitsAllocated", 16)}
    if not changed:
        return dataset
    view = FileDataset("", dict(dataset.items()), file_meta=dataset.file_meta)
    for keyword, value in changed.items():
        view.pop(keyword, None)  # the element is shared: it must not change in `dataset`
        setattr(view, keyword, value)
    return view


def stored_values(pixels: NDArray[Any], dataset: Dataset) -> NDArray[Any]:
    """Grey `pixels` [H, W] with nothing but their BitsStored bits, which end at HighBit; signed ones so.

    What lies in the bits above (overlays, rests of the scanner) never counts (PS3.5 8.1.1). Colours and
    floating point are as they are.
    """
    stored = header_of.whole(dataset, "BitsStored", 16)
    bits = 8 * pixels.dtype.itemsize
    if pixels.ndim != 2 or pixels.dtype.kind not in "iu" or not 0 < stored <= bits:
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
