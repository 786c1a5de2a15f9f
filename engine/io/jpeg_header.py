"""What the header of a JPEG or JPEG-LS stream says, read without a decoder."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from engine.geometry.coordinates import Size

_FRAME_HEADERS = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}  # SOF0 .. SOF15, and that of JPEG-LS
_START_OF_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """Size in pixels, bits of a sample, and how many components there are."""

    size: Size
    precision: int
    components: int


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
            found = JpegHeader(Size(width, height), precision, components)
        place += 2 + length
    if found is None:
        raise ValueError("the JPEG states no size")
    return found
