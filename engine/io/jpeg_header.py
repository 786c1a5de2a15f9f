"""What a JPEG or JPEG-LS stream says of itself without a decoder: its header, and whether it ends."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from engine.geometry.coordinates import Size

_FRAME_HEADERS = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}  # SOF0 .. SOF15, and that of JPEG-LS
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_START_OF_SCAN = 0xDA
_END = b"\xff\xd9"
_TAILS = (b"\x00", b"\x55", b"\xaa")  # that decode to different pixels, where pixels are missing
_TAIL_LENGTH = 64  # bytes


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """Size in pixels, bits of a sample, the number of components, and whether scans refine each other."""

    size: Size
    precision: int
    components: int
    progressive: bool


def jpeg_header(stream: bytes) -> JpegHeader:
    """The header of a JPEG or JPEG-LS. Raises ValueError and struct's errors where it is damaged."""
    found, place = None, 2
    while True:
        while stream[place : place + 2] == b"\xff\xff":  # fill bytes
            place += 1
        start, marker, length = struct.unpack_from(">BBH", stream, place)
        content = stream[place + 4 : place + 2 + length]
        if start != 0xFF or not marker or len(content) != length - 2:
            raise ValueError("a segment of the JPEG header is damaged")
        if marker == _START_OF_SCAN:
            break
        if marker in _FRAME_HEADERS:
            precision, height, width, components = struct.unpack_from(">BHHB", content)
            if len(content) != 6 + 3 * components:
                raise ValueError("a segment of the JPEG header is damaged")
            progressive = marker in _PROGRESSIVE
            found = JpegHeader(Size(width, height), precision, components, progressive)
        place += 2 + length
    if found is None:
        raise ValueError("the JPEG states no size")
    return found


def with_ends(stream: bytes) -> tuple[bytes, ...]:
    """A `stream` without its end marker with several ones; () where it has its own.

    Behind the last pixel no decoder looks at what stands before the marker. So all of these give the same
    pixels where the marker is all that lacks, and others where the stream was cut off before its last pixel.
    () where scans refine each other too: of one that lacks altogether nothing tells. Raises as `jpeg_header`.
    """
    if stream.rstrip(b"\0").endswith(_END) or jpeg_header(stream).progressive:
        return ()
    coded = stream.rstrip(b"\xff")  # where half of the marker is there
    return tuple(coded + tail * _TAIL_LENGTH + _END for tail in _TAILS)
