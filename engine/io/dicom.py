"""DICOM films through pydicom and its codec plugins: single-frame, any photometric interpretation."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut
from pydicom.pixels.utils import pixel_array
from pydicom.uid import (
    JPEG2000,
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLSLossless,
    JPEGLSNearLossless,
    JPEGLSTransferSyntaxes,
    JPEGTransferSyntaxes,
)

from engine.errors import EngineError, ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Image, VoiFunction
from engine.io import dicom_header as header_of
from engine.io.decoding_process import decoding_process
from engine.io.dicom_samples import as_decoders_take_it, complete, stored_values, with_stream
from engine.io.dicom_spacing import spacing_note, spacing_of
from engine.io.dicom_unpacking import checked_stream, read_dataset_of_film
from engine.io.guard import sentence_part
from engine.io.jpeg12 import is_jpeg12
from engine.io.jpeg_header import with_ends
from engine.io.pictures import grey_or_colour

HEAD_LENGTH = 132  # bytes that tell: 128 of preamble and "DICM"
# pydicom would try GDCM first, which decodes the same pixels but ends its process over damaged ones.
_DECODERS = {
    JPEGBaseline8Bit: "pillow",
    JPEGExtended12Bit: "pillow",
    JPEGLSLossless: "pyjpegls",
    JPEGLSNearLossless: "pyjpegls",
    JPEG2000Lossless: "pylibjpeg",
    JPEG2000: "pylibjpeg",
}
_PIXEL_KEYWORDS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
# what the standard sorts to the front: group length, version, character set, image type, dates, UIDs
_FIRST_ELEMENTS = {0x0000, 0x0001, 0x0002, 0x0005, 0x0008, 0x0012, 0x0014, 0x0016, 0x0018, 0x0020}
_LONGEST_FIRST = 256  # bytes of such an element
# A file without preamble starts with an element of group 0002 or 0008, in either byte order.
_BARE_STARTS = (b"\x02\x00", b"\x08\x00", b"\x00\x02", b"\x00\x08")


def has_preamble(head: bytes) -> bool:
    """True for the first `HEAD_LENGTH` bytes of a DICOM file as the standard has it."""
    return head[128:HEAD_LENGTH] == b"DICM"


def is_certainly_dicom(head: bytes) -> bool:
    """True for the first bytes of a file that is DICOM whatever it is called.

    Without preamble it starts with a group length, or with what stands first in a film's header.
    """
    if has_preamble(head):
        return True
    group, element, length = struct.unpack("<HHI", head[:8].ljust(8, b"\0"))
    if group not in (0x0002, 0x0008) or element not in _FIRST_ELEMENTS:
        return False
    is_explicit = head[4:6].isalpha() and head[4:6].isupper()
    return is_explicit or (length <= _LONGEST_FIRST and length % 2 == 0)


def is_dicom(head: bytes) -> bool:
    """True for the first bytes of a DICOM file with or without preamble."""
    return has_preamble(head) or head[:2] in _BARE_STARTS


def read_dicom(path: Path) -> Image:
    """The film at `path`. Raises ImageReadError where it is no single readable image."""
    dataset = _dataset(path)
    _refuse_what_is_no_film(dataset)
    pixels = _decoded(dataset)
    if pixels.ndim == 3 or "PALETTE" in header_of.text(dataset, "PhotometricInterpretation").upper():
        image = _grey_or_colours(pixels, dataset)
        return _described(
            image.pixels, dataset, photometric=image.photometric, voi_function=image.voi_function
        )
    slope = header_of.numbers(dataset, "RescaleSlope")[:1] or (1.0,)
    intercept = header_of.numbers(dataset, "RescaleIntercept")[:1] or (0.0,)
    signed = header_of.whole(dataset, "PixelRepresentation", 0) == 1 or intercept[0] < 0 or slope[0] < 0
    return _described(
        pixels,
        dataset,
        photometric=header_of.polarity_of(dataset),
        slope=_usable_slope(slope[0]),
        intercept=intercept[0] if np.isfinite(intercept[0]) else 0.0,
        modality=header_of.modality_lookup(dataset),
        windows=header_of.windows_of(dataset),
        voi_function=header_of.voi_function_of(dataset),
        voi_lut=header_of.voi_lookup(dataset, signed),
        padding=header_of.padding_of(dataset),
    )


def read_dicom_header(path: Path) -> FileDataset:
    """The header of the film at `path`; the pixel data stay on the disk. Raises ImageReadError."""
    return _dataset(path, stop_before_pixels=True)


def dicom_size(dataset: Dataset) -> Size:
    """Width and height by a header. Raises ImageReadError where it is of no image."""
    if "Rows" not in dataset:
        raise ImageReadError(_no_image(dataset))
    return header_of.film_size(dataset)


def _described(pixels: NDArray[Any], dataset: Dataset, **meaning: Any) -> Image:
    """An image with the spacing and the attributes of `dataset`."""
    notes = filter(None, (spacing_note(dataset), header_of.rescale_note(dataset)))
    attributes = header_of.attributes_of(dataset)
    return Image(pixels, spacing=spacing_of(dataset), attributes=attributes, note=" ".join(notes), **meaning)


def _usable_slope(slope: float) -> float:
    """A slope of 0 would make all pixels equal, so some writers mean "none" by it."""
    return slope if np.isfinite(slope) and slope != 0 else 1.0


def _dataset(path: Path, stop_before_pixels: bool = False) -> FileDataset:
    """The parsed file; a missing transfer syntax is filled in from how the parser could read it."""
    try:
        dataset = read_dataset_of_film(path, stop_before_pixels)
        if "TransferSyntaxUID" not in dataset.file_meta:
            implicit, little = dataset.original_encoding
            explicit = ExplicitVRLittleEndian if little else ExplicitVRBigEndian
            dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else explicit
        header_of.lift_groups(dataset)
    except ImageReadError:
        raise
    except Exception as error:  # anything may come out of a damaged file
        raise ImageReadError(
            f"The DICOM file is cut off or damaged ({sentence_part(error)}): copy or export it again."
        ) from error
    if not dataset:  # where a compressed film ends too early the parser gives up everything it had
        raise ImageReadError("The DICOM file is cut off or damaged: copy or export it again.")
    return dataset


def _refuse_what_is_no_film(dataset: FileDataset) -> None:
    """Raise for files without one image of a sensible size; before any memory is asked for."""
    if not any(keyword in dataset for keyword in _PIXEL_KEYWORDS):
        if "Rows" in dataset:
            raise ImageReadError("The DICOM file ends before its pixel data: copy or export it again.")
        raise ImageReadError(_no_image(dataset))
    header_of.film_size(dataset)
    header_of.refuse_several_frames(dataset)


def _no_image(dataset: Dataset) -> str:
    kind = sentence_part(UID(header_of.text(dataset, "SOPClassUID")).name) or "of unknown kind"
    return f"The DICOM file holds no image (it is {kind}): remove it, or export the film itself."


def _decoded(dataset: FileDataset) -> NDArray[Any]:
    """Pixels as stored, [H, W] or [H, W, 3], in the byte order of this machine; YBR turned into RGB."""
    _refuse_unknown_compression(dataset.file_meta.TransferSyntaxUID)
    syntax = dataset.file_meta.TransferSyntaxUID
    plugin = _DECODERS.get(syntax, "")
    try:
        complete(dataset)
        stream = as_decoders_take_it(dataset, checked_stream(dataset))
        pixels = _unpacked(stream, plugin)
    except EngineError:
        raise
    except Exception as error:  # each codec has errors of its own
        raise ImageReadError(
            f"The pixel data are cut off or damaged ({sentence_part(error)}): copy or export the file again."
        ) from error
    if pixels.shape[2:] not in ((), (3,)):
        raise ImageReadError(
            f"The pixel data have the shape {pixels.shape}, which is no single grey or colour image: "
            "export the film by itself."
        )
    native = np.ascontiguousarray(pixels, dtype=pixels.dtype.newbyteorder("="))
    return stored_values(native, dataset)


def _unpacked(dataset: FileDataset, plugin: str) -> NDArray[Any]:
    """The decoded frame of `dataset`; that of a JPEG whose end marker lacks where nothing else does."""
    if dataset.file_meta.TransferSyntaxUID not in JPEGTransferSyntaxes + JPEGLSTransferSyntaxes:
        return _by_plugin(dataset, plugin)
    ended = with_ends(get_frame(dataset.PixelData, 0, number_of_frames=1))
    if not ended:
        return _by_plugin(dataset, plugin)
    decoded = [_by_plugin(with_stream(dataset, stream), plugin) for stream in ended]
    if any(not np.array_equal(decoded[0], pixels) for pixels in decoded[1:]):
        raise ValueError("the JPEG ends before its last pixel")
    return decoded[0]


def _by_plugin(dataset: FileDataset, plugin: str) -> NDArray[Any]:
    if dataset.file_meta.TransferSyntaxUID.is_compressed and (plugin != "pillow" or is_jpeg12(dataset)):
        return decoding_process.decode(dataset, plugin)
    return pixel_array(dataset, decoding_plugin=plugin)


def _refuse_unknown_compression(syntax: UID) -> None:
    try:
        available = get_decoder(syntax).is_available
    except NotImplementedError:
        available = False
    if not available:
        raise ImageReadError(
            f"The film is stored as {sentence_part(syntax.name)}, which cannot be decoded here: "
            "export it uncompressed, or as JPEG Lossless or JPEG 2000."
        )


def _grey_or_colours(pixels: NDArray[Any], dataset: Dataset) -> Image:
    """Colour [H, W, 3] or palette [H, W] pixels as an image; greys keep their depth, colours get 8 bits."""
    # a compressed stream may hold less than the header says
    deepest = min(header_of.whole(dataset, "BitsStored", 8), 8 * pixels.dtype.itemsize)
    if pixels.ndim == 2:
        try:
            pixels = apply_color_lut(pixels, dataset)[..., :3]
        except Exception as error:  # a palette that is missing or too short
            raise ImageReadError("The film's colour palette is damaged: export the film again.") from error
        deepest = 16 if pixels.max(initial=0) > 255 else 8
    if (pixels[..., :1] == pixels[..., 1:]).all():
        return Image(np.ascontiguousarray(pixels[..., 0]), voi_function=VoiFunction.LINEAR_EXACT)
    shown = np.right_shift(pixels, deepest - 8) if deepest > 8 else np.left_shift(pixels, 8 - deepest)
    return grey_or_colour(shown.astype(np.uint8))
