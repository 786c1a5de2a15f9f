"""JPEG of 12 bits (JPEG Extended, processes 2 and 4) through GDCM.

pydicom leaves this syntax to a plugin whose licence is the GPL; GDCM, which is here anyway, decodes it.
"""

from __future__ import annotations

from typing import Any

import gdcm
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.uid import JPEGExtended12Bit


def is_jpeg12(dataset: Dataset) -> bool:
    """True for a grey film in JPEG Extended with more than 8 bits."""
    if dataset.file_meta.TransferSyntaxUID != JPEGExtended12Bit:
        return False
    return bool(dataset.SamplesPerPixel == 1 and dataset.BitsStored > 8)


def decode_jpeg12(dataset: Dataset) -> NDArray[Any]:
    """The single frame of `dataset`: uint16 or int16 [H, W]. Raises ValueError where it is damaged."""
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(get_frame(dataset.PixelData, 0, number_of_frames=1))
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    film = gdcm.Image()
    film.SetNumberOfDimensions(2)
    film.SetDimensions((dataset.Columns, dataset.Rows, 1))
    film.SetDataElement(element)
    grey = gdcm.PhotometricInterpretation.GetPIType(dataset.PhotometricInterpretation)
    film.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(grey))
    film.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.JPEGExtendedProcess2_4))
    film.SetPixelFormat(gdcm.PixelFormat(1, 16, 12, 11, dataset.PixelRepresentation))
    data = film.GetBuffer()
    if data is None:
        raise ValueError("GDCM cannot decode this JPEG of 12 bits")
    kind = np.int16 if dataset.PixelRepresentation == 1 else np.uint16
    # GDCM hands bytes over as text with surrogates; they are taken back here.
    pixels = np.frombuffer(data.encode("utf-8", "surrogateescape"), dtype=kind)
    return pixels.reshape(dataset.Rows, dataset.Columns)
