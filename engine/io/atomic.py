"""Files that are either written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engine.errors import EngineError, refused_path

_AT_ONCE = 32  # files that wait for the disk together


class WriteError(EngineError):
    """A file could not be written; the one that was there before is unharmed."""


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` as `replace_file` does, in folders that are made where they are missing.

    Raises `WriteError` (disk full, read-only, no such drive).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, [data])
    except OSError as error:
        raise WriteError(_sentence(path, error)) from error


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write path -> content, each as `write_atomic` does, many at once: waiting for the disk takes longest.

    Raises the `WriteError` of a file that could not be written; others may have been.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        jobs = [pool.submit(_write_quick, path, data) for path, data in files.items()]
        try:
            for job in jobs:
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)
    for folder in {path.parent for path in files}:
        _sync_folder(folder)


def _write_quick(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, [data])
    except OSError as error:
        raise WriteError(_sentence(path, error)) from error


def replace_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to `path` through a temporary file beside it, flushed to the disk and renamed.

    At any moment, also after a power cut, `path` holds the old or the new content. Raises OSError; then
    the old file is still there and no temporary file is left.
    """
    _replace(path, pieces)
    _sync_folder(path.parent)


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    """`replace_file`, but for the name of the file, which a power cut may still lose."""
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            with contextlib.suppress(OSError):  # not every network drive knows permissions
                shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:  # Ctrl+C too: the temporary file is only there if the renaming was not reached
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def remove_unfinished(folder: Path, name: str = "*") -> None:
    """Remove what a kill has left of writing the file `name`, or any, in `folder`.

    Only while nobody else may write there.
    """
    start = "*" if name == "*" else glob.escape(name[:40])
    with contextlib.suppress(OSError):
        for left in folder.glob(f".{start}.{'[0-9a-f]' * 8}.tmp"):
            left.unlink()  # of a link no more than the link


def _sync_folder(folder: Path) -> None:
    """Make a rename durable where the system can: not on Windows, nor on every network drive.

    The file is written by then, so what fails here fails nothing.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_writable(path: Path) -> None:
    """Raise `WriteError` now if `path` could not be written later; leaves nothing behind."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise WriteError(_sentence(path, error)) from error


def _sentence(path: Path, error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return str(refused_path(error))
    reason = error.strerror or str(error)
    return f"Cannot write {path} ({reason}): make room, close what holds it open, or choose another place."
