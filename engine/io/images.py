"""Films on the disk: which ones a folder holds, where one is, and its pixels.

A film's identity is its path relative to the opened folder: with suffix, POSIX separators, NFC.
"""

from __future__ import annotations

import hashlib
import logging
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Image
from engine.io.dicom import HEAD_LENGTH, has_preamble, is_dicom, read_dicom, read_dicom_size
from engine.io.film_names import film_order
from engine.io.guard import quiet
from engine.io.pictures import read_picture, read_picture_size

FILM_SUFFIXES = frozenset({".png", ".tif", ".tiff", ".jpg", ".jpeg", ".bmp", ".dcm", ".dicom"})
_log = logging.getLogger(__name__)


def find_films(folder: Path) -> tuple[str, ...]:
    """The identities of all films in `folder` and its sub-folders, in natural order (2 before 10).

    Pictures count by suffix, readable or not; DICOM by content, or by suffix; what is hidden (a name
    that starts with a dot) and DICOMDIR do not. Raises ImageReadError where there is no film at all.
    """
    if not folder.is_dir():
        raise ImageReadError(f"There is no folder {folder}: check its name and its drive.")
    found: dict[str, Path] = {}
    for path in _files(folder):
        if not _is_film(path):
            continue
        identity = _identity(path.relative_to(folder))
        if identity in found:
            raise ImageReadError(
                f"Two films are both called {identity}, their accents stored in two ways: rename one of them."
            )
        found[identity] = path
    if not found:
        raise ImageReadError(
            f"The folder {folder} holds no films: choose one with PNG, TIFF, JPEG, BMP or DICOM files."
        )
    return tuple(sorted(found, key=film_order))


def _files(folder: Path) -> Iterator[Path]:
    """All files below `folder` that are not hidden; a linked folder is entered once, so loops end."""
    entered = {os.path.realpath(folder)}

    def tell(error: OSError) -> None:
        _log.warning("Skipped a folder that cannot be read: %s", error)

    for parent, folders, files in os.walk(folder, onerror=tell, followlinks=True):
        shown = [name for name in folders if not name.startswith(".")]
        folders[:] = [name for name in shown if _first_time(parent, name, entered)]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _first_time(parent: str, name: str, entered: set[str]) -> bool:
    real = os.path.realpath(Path(parent, name))
    new = real not in entered
    entered.add(real)
    return new


def _is_film(path: Path) -> bool:
    if path.name.upper() == "DICOMDIR":
        return False
    if path.suffix.lower() in FILM_SUFFIXES:
        return True
    if not path.is_file():  # opening a pipe would wait for ever
        return False
    try:
        with path.open("rb") as file:
            return has_preamble(file.read(HEAD_LENGTH))
    except OSError as error:
        _log.warning("Skipped a file that cannot be read: %s", error)
        return False


def _identity(relative: Path) -> str:
    # a name that is no UTF-8 could be written to no table: its odd bytes are spelled out
    text = relative.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return unicodedata.normalize("NFC", text)


def film_path(folder: Path, identity: str) -> Path:
    """Where the film called `identity` lies in `folder`, however the file system spells its accents.

    A film that is gone gives the path where it should be. Raises ImageReadError where `identity`
    would leave the folder.
    """
    relative = PurePosixPath(identity)
    if relative.is_absolute() or ".." in relative.parts or Path(identity).is_absolute():
        raise ImageReadError(f"{identity} does not lie in the opened folder: give its path relative to it.")
    direct = folder / relative
    return direct if direct.exists() else _as_spelled(folder, relative) or direct


def _as_spelled(folder: Path, relative: PurePosixPath) -> Path | None:
    """The file whose names equal those of `relative` after NFC; None if there is none."""
    place = folder
    for part in relative.parts:
        wanted = unicodedata.normalize("NFC", part)
        inside = place.iterdir() if place.is_dir() else iter(())
        spelled = next((path for path in inside if unicodedata.normalize("NFC", path.name) == wanted), None)
        if spelled is None:
            return None
        place = spelled
    return place


def content_hash(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal. Raises ImageReadError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreachable(path, error) from error


def read_image(path: Path) -> Image:
    """The film at `path`; its content, not its suffix, decides how it is read.

    Raises ImageReadError with the reason in one sentence where it is not one readable film.
    """
    dicom = is_dicom(_head(path))
    with quiet():
        return read_dicom(path) if dicom else read_picture(path)


def read_size(path: Path) -> Size:
    """Width and height of the film at `path` without decoding it where possible; raises as `read_image`."""
    dicom = is_dicom(_head(path))
    with quiet():
        return read_dicom_size(path) if dicom else read_picture_size(path)


def _head(path: Path) -> bytes:
    """The first bytes of a file that is there and not empty."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_LENGTH)
    except OSError as error:
        raise _unreachable(path, error) from error
    if not head:
        raise ImageReadError("The file is empty: copy or export it again.")
    return head


def _unreachable(path: Path, error: OSError) -> ImageReadError:
    if not path.exists():
        if r"\udc" in path.name:
            return ImageReadError("The film's name is not valid UTF-8 text: rename the file.")
        return ImageReadError("The file is not there any more: put it back, or show where it was moved.")
    if path.is_dir():
        return ImageReadError("This is a folder, not a film: open it as a folder.")
    return ImageReadError(f"The file cannot be opened ({error.strerror}): check its permissions.")
