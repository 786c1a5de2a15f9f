"""What a DICOM film unpacks to, looked at before it is unpacked: no more than its header says."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import get_frame
from pydicom.filereader import read_dataset, read_preamble
from pydicom.tag import BaseTag
from pydicom.uid import DeflatedExplicitVRLittleEndian

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.io import dicom_header as header_of
from engine.io.guard import refuse_many_scans
from engine.io.jpeg_header import jpeg_header
from engine.wording import counted

_HEADER_BYTES = 1 << 24  # unpacked to learn the size; headers have kilobytes
_BYTES_BEHIND = 1 << 20  # beyond the pixels: padding, signatures
_MOST_READS = 100_000  # of a file by pydicom; real headers take hundreds
_MOST_READ_BYTES = 400_000_000  # the largest film has 358 million
_PIXEL_TAGS = (0x7FE00008, 0x7FE00009, 0x7FE00010)
_CODING_STYLE, _START_OF_TILE = 0xFF52, 0xFF90  # markers of JPEG 2000
_JPEG, _JPEG_2000, _JP2_FILE = b"\xff\xd8", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  "


class _Rationed:
    """A file for pydicom that gives no more, and no more often, than one film needs.

    pydicom makes objects of a kilobyte of every 8 bytes of an empty item, and reads whatever length a
    file states: 40 kB can take minutes, and a file with holes any memory.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._reads, self._bytes = file, _MOST_READS, _MOST_READ_BYTES
        self.name, self.seek, self.tell = getattr(file, "name", None), file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """As that of files; raises ImageReadError where the film has had its share."""
        data = self._file.read(min(size, self._bytes) if size >= 0 else self._bytes)
        self._reads -= 1
        self._bytes -= len(data)
        if self._reads <= 0 or self._bytes <= 0:
            raise ImageReadError(
                "The DICOM file holds far more than one film: export the film by itself, or remove the file."
            )
        return data


def read_dataset_of_film(path: Path, stop_before_pixels: bool) -> FileDataset:
    """The dataset at `path`, deflated or not.

    Raises ImageReadError where there is more in the file than one film, and pydicom's and zlib's errors
    where it is damaged.
    """
    with path.open("rb") as file:
        deflated = _deflated(path, file, stop_before_pixels)
        if deflated is not None:
            return deflated
        file.seek(0)
        rationed = cast(BinaryIO, _Rationed(file))
        return dcmread(rationed, force=True, stop_before_pixels=stop_before_pixels)


def _deflated(path: Path, file: BinaryIO, stop_before_pixels: bool) -> FileDataset | None:
    """The dataset in `file`; None where it is not deflated. pydicom unpacks whole, and 3 MB can be 3 GB."""
    preamble = read_preamble(file, force=True)
    meta = FileMetaDataset(_elements(file, lambda tag, *_: tag >> 16 != 2))
    if meta.get("TransferSyntaxUID") != DeflatedExplicitVRLittleEndian:
        return None
    packed = _Rationed(file).read()
    inflator = zlib.decompressobj(-zlib.MAX_WBITS)  # raw: without zlib's header (PS3.5 A.5)
    start = inflator.decompress(packed, _HEADER_BYTES)
    stream = BytesIO(start)
    header = _elements(stream, lambda tag, *_: tag in _PIXEL_TAGS)
    if not stop_before_pixels:
        stream = BytesIO(start + _rest(inflator, len(start), stream.tell() + _pixel_bytes(header)))
        header = _elements(stream, lambda *_: False)
    return FileDataset(path, header, preamble, meta, is_implicit_VR=False, is_little_endian=True)


def _elements(stream: BinaryIO, stop_when: Callable[[BaseTag, str | None, int], bool]) -> Dataset:
    rationed = cast(BinaryIO, _Rationed(stream))
    return read_dataset(rationed, is_implicit_VR=False, is_little_endian=True, stop_when=stop_when)


def _pixel_bytes(header: Dataset) -> int:
    """How many bytes the pixels of the film take; refuses what is no single film of a sensible size."""
    if "Rows" not in header:
        return 0
    size = header_of.film_size(header)
    header_of.refuse_several_frames(header)
    samples = min(header_of.whole(header, "SamplesPerPixel", 1), 4)
    bits = min(header_of.whole(header, "BitsAllocated", 16), 64)
    return math.ceil(size.width * size.height * samples * bits / 8)


def _rest(inflator: Any, known: int, expected: int) -> bytes:
    """What follows the `known` first bytes, up to the `expected` ones and a little more."""
    most = expected + _BYTES_BEHIND - known
    rest = inflator.decompress(inflator.unconsumed_tail, most) if most > 0 else b""
    if inflator.eof:
        return rest
    if most <= len(rest):
        raise ImageReadError(
            f"The DICOM file unpacks to more than the {expected} bytes of its film: export it uncompressed."
        )
    raise zlib.error("the compressed data end too early")


@dataclass(frozen=True, slots=True)
class CodedStream:
    """What a compressed stream says of itself: bits of a sample of JPEG, JPEG-LS and RLE, None for others.

    `mixes`: a JPEG 2000 that turns its components into others, which decoders undo.
    """

    precision: int | None = None
    mixes: bool = False


def checked_stream(dataset: FileDataset) -> CodedStream:
    """What the compressed pixel data say of themselves.

    Raises ImageReadError where JPEG, JPEG-LS or JPEG 2000 pixels are of another size than the header says:
    decoders look only afterwards, at the number of pixels or not at all. Raises pydicom's errors, struct's
    and ValueError where the pixel data are damaged.
    """
    if not dataset.file_meta.TransferSyntaxUID.is_compressed or "PixelData" not in dataset:
        return CodedStream()
    frame, stream = get_frame(dataset.PixelData, 0, number_of_frames=1), CodedStream()
    if frame.startswith((_JPEG_2000, _JP2_FILE)):
        start = frame.index(_JPEG_2000)
        x_end, y_end, x_start, y_start = struct.unpack_from(">4I", frame, start + 8)
        if x_end <= x_start or y_end <= y_start:
            raise ValueError("the header of the JPEG 2000 is damaged")
        coded = Size(x_end - x_start, y_end - y_start)
        stream = CodedStream(mixes=_mixes_components(frame, start + 2))
    elif frame.startswith(_JPEG):
        header = jpeg_header(frame)
        coded, stream = header.size, CodedStream(header.precision)
        if header.components != (samples := header_of.whole(dataset, "SamplesPerPixel", 1)):
            raise ImageReadError(
                f"The film says it has {counted(samples, 'component')} a pixel, but its JPEG has "
                f"{header.components}: export it again."
            )
    else:  # RLE says no size, but how many bytes a pixel has
        (segments,) = struct.unpack_from("<I", frame)
        return CodedStream(8 * segments // max(1, header_of.whole(dataset, "SamplesPerPixel", 1)))
    size = header_of.film_size(dataset)
    refuse_many_scans(frame, size)
    if coded != size:
        raise ImageReadError(
            f"The film says it is {size.width} x {size.height} pixels, but {coded.width} x {coded.height} "
            "are stored: export it again."
        )
    return stream


def _mixes_components(codestream: bytes, place: int) -> bool:
    """The component transform of a JPEG 2000 (ISO 15444-1, A.6.1), whose first segment is at `place`."""
    while True:
        marker, length = struct.unpack_from(">HH", codestream, place)
        if marker == _CODING_STYLE:
            return bool(codestream[place + 8])
        if marker >> 8 != 0xFF or marker == _START_OF_TILE:
            return False
        place += 2 + length
