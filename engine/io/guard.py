"""What every reader needs around the libraries that decode files: quiet, and limits of size and depth."""

from __future__ import annotations

import errno
import json
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size

_LARGEST_FILM = 178_956_970  # pixels, as Pillow's limit; the largest scans of films have about 100 million
_LONGEST_SIDE = 65_535  # pixels, as in DICOM and JPEG; decoders work row by row and would never end
_MOST_BYTES = 1 << 30  # that reading a film may take
_START_OF_SCAN, _MOST_SCANNED = b"\xff\xda", 4_000_000_000  # pixels in all scans together: two seconds
_LONGEST_QUOTE = 200  # letters


def checked_size(width: int, height: int, bytes_a_pixel: int = 1) -> Size:
    """The size, if it is one that a film can have; raises ImageReadError before memory is asked for.

    `bytes_a_pixel` is what reading this kind of film takes at its peak, the copies on the way included.
    """
    if width <= 0 or height <= 0:
        raise ImageReadError(f"The film says it is {width} x {height} pixels: export it again.")
    largest = min(_LARGEST_FILM, _MOST_BYTES // bytes_a_pixel)
    if width * height > largest or max(width, height) > _LONGEST_SIDE:
        raise ImageReadError(
            f"The film says it is {width} x {height} pixels, which is more than can be opened of this kind "
            f"({largest // 1_000_000} million, {_LONGEST_SIDE} along a side): make it smaller, "
            "or remove it if it is no film."
        )
    return Size(width, height)


def regular_bytes(path: Path) -> bytes:
    """All of a file. OSError where it cannot be read, and for what `require_regular` refuses."""
    require_regular(path)
    return path.read_bytes()


def require_regular(path: Path) -> None:
    """OSError for what `is_endless`; a folder says so itself."""
    if is_endless(path):
        raise OSError(errno.EINVAL, "it is a pipe, a socket or a device", str(path))


def is_endless(path: Path) -> bool:
    """True for a pipe, a socket or a device, which is never opened: that may wait or read for ever.

    OSError where nothing is there.
    """
    kind = path.stat().st_mode
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def refuse_many_scans(jpeg: bytes, size: Size) -> None:
    """Raise ImageReadError where a progressive `jpeg` of `size` refines its pixels for minutes.

    Each scan goes over all pixels and may take no more than 100 bytes; encoders write about ten.
    """
    scans = jpeg.count(_START_OF_SCAN)
    if scans * size.width * size.height > _MOST_SCANNED:
        raise ImageReadError(
            f"The JPEG describes its pixels {scans} times over, which no film needs: export it again."
        )


def parsed_json(text: str | bytes) -> Any:
    """The value of a JSON text; ValueError for every text that is none, or nests too deep to be read."""
    try:
        return json.loads(text)
    except RecursionError as error:  # brackets in brackets
        raise ValueError("it nests too deep") from error


def sentence_part(text: object) -> str:
    """What a file or a codec says, as part of an `EngineError`: one line of at most 200 letters."""
    return " ".join(str(text).split())[:_LONGEST_QUOTE]


class _Silence:
    """Python warnings off while at least one reader is at work.

    `warnings.catch_warnings` alone is not safe here: films are read by several threads, and the
    filters are one list for all. The first to enter sets them, the last to leave restores them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._filters = warnings.catch_warnings()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """No Python warnings inside."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._lock:
            self._readers += 1
            if self._readers == 1:
                self._filters = warnings.catch_warnings()
                self._filters.__enter__()
                warnings.simplefilter("ignore")

    def _leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                self._filters.__exit__(None, None, None)


# Readers warn about every oddity of a file; here a file is either read or refused with a sentence.
quiet = _Silence()
