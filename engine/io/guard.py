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


def checked_size(width: int, height: int) -> Size:
    """The size, if it is one that a film can have; raises ImageReadError before memory is asked for."""
    if width <= 0 or height <= 0:
        raise ImageReadError(f"The film says it is {width} x {height} pixels: export it again.")
    if width * height > _LARGEST_FILM or max(width, height) > _LONGEST_SIDE:
        raise ImageReadError(
            f"The film says it is {width} x {height} pixels, which is more than can be opened "
            f"({_LARGEST_FILM // 1_000_000} million, {_LONGEST_SIDE} along a side): make it smaller, "
            "or remove it if it is no film."
        )
    return Size(width, height)


def regular_bytes(path: Path) -> bytes:
    """All of a file. OSError where it cannot be read, and for what `require_regular` refuses."""
    require_regular(path)
    return path.read_bytes()


def require_regular(path: Path) -> None:
    """OSError for a pipe, a socket or a device, which is never opened: that may wait or read for ever."""
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):  # a folder says so itself
        raise OSError(errno.EINVAL, "it is a pipe, a socket or a device", str(path))


def parsed_json(text: str | bytes) -> Any:
    """The value of a JSON text; ValueError for every text that is none, or nests too deep to be read."""
    try:
        return json.loads(text)
    except RecursionError as error:  # brackets in brackets
        raise ValueError("it nests too deep") from error


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
