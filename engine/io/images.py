"""Films on the disk: which ones a folder holds, where one is, and its pixels.

A film's identity is its path relative to the opened folder: with suffix, POSIX separators, NFC.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path, PurePosixPath

from pydicom.dataset import Dataset

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Image, Spacing
from engine.io.dicom import (
    HEAD_LENGTH,
    dicom_size,
    is_certainly_dicom,
    is_dicom,
    read_dicom,
    read_dicom_header,
)
from engine.io.dicom_header import attributes_of
from engine.io.dicom_references import HEAD_OF_CLASS, LARGEST_WITH_POINTS, holds_points, says_points
from engine.io.dicom_spacing import spacing_of
from engine.io.film_names import DICOM_SUFFIXES, FILM_SUFFIXES, film_order
from engine.io.guard import is_endless, quiet
from engine.io.pictures import read_picture, read_picture_size
from engine.operation import Operation, Progress, run

_FILES_A_STEP = 20  # looked at between two steps: a network drive takes 10 ms for each
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FolderListing:
    """The identities of the `films` of a folder, in natural order (2 before 10), and what was `left_out`.

    That are pipes, sockets and devices with the names of films: whoever opened one would wait for ever.
    `reports`: DICOM files that hold points instead of a picture.
    """

    films: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What was left out, as a sentence or two; "" where nothing was."""
        words = [f"Left out, as no files but pipes, sockets or devices: {_shown(self.left_out)}."]
        told = (
            f"Left out, as DICOM reports or presentation states and no films: {_shown(self.reports)}; import "
            "them to get their points."
        )
        return " ".join(words * bool(self.left_out) + [told] * bool(self.reports))


@dataclass(frozen=True, slots=True)
class StatedFilm:
    """What the file of a film states without its pixels; `attributes` as of `Image`, empty for pictures."""

    size: Size
    spacing: Spacing | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def _shown(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def find_films(folder: Path) -> tuple[str, ...]:
    """The films of `folder`, as `listing` gives them, in one go; what is left out is a warning."""
    found = run(listing(folder))
    if found.note:
        _log.warning(found.note)
    return found.films


def listing(folder: Path) -> Operation[FolderListing]:
    """Look for all films in `folder` and its sub-folders.

    Which files count says `is_film`; what is hidden (a name that starts with a dot) does not. Raises
    ImageReadError where there is no film at all, or the folder cannot be read.
    """
    if not os.path.isdir(folder):  # noqa: PTH112  Path.is_dir raises where a part of the path is forbidden
        raise ImageReadError(f"There is no folder {folder}: check its name, its drive and its permissions.")
    found: dict[str, Path] = {}
    left_out: list[str] = []
    reports: list[str] = []
    for number, path in enumerate(_files(folder)):
        if number % _FILES_A_STEP == 0:
            yield Progress("looking for films", len(found), 0)
        if not is_film(path):
            if holds_points(path):
                reports.append(_identity(path.relative_to(folder)))
            elif _is_named(path):
                left_out.append(_identity(path.relative_to(folder)))
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
    return FolderListing(*(tuple(sorted(names, key=film_order)) for names in (found, left_out, reports)))


def _files(folder: Path) -> Iterator[Path]:
    """All files below `folder` that are not hidden; a linked folder is entered once, so loops end."""
    entered = {os.path.realpath(folder)}

    def tell(error: OSError) -> None:
        if error.filename == str(folder):
            raise ImageReadError(
                f"The folder {folder} cannot be read ({error.strerror}): check its permissions."
            ) from error
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


def is_film(path: Path) -> bool:
    """True for a picture by its suffix, readable or not, and for DICOM by content or suffix.

    DICOMDIR is none, nor is a file that `holds_points`, a pipe, a socket or a device, whatever it is called.
    """
    if path.name.upper() == "DICOMDIR":
        return False
    named = _is_named(path)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return False
        may_hold_points = path.suffix.lower() in DICOM_SUFFIXES and state.st_size <= LARGEST_WITH_POINTS
        if named and not may_hold_points:
            return True
        with path.open("rb") as file:
            head = file.read(HEAD_OF_CLASS)
        return (named or is_certainly_dicom(head[:HEAD_LENGTH])) and not says_points(head)
    except OSError as error:
        if not named:
            _log.warning("Skipped a file that cannot be read: %s", error)
        return named  # a film that says why it cannot be read


def _is_named(path: Path) -> bool:
    return path.suffix.lower() in FILM_SUFFIXES


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
    # as it is called, or as macOS stores that: only a name spelled half so needs a look at all its folder
    for spelled in (identity, unicodedata.normalize("NFD", identity)):
        direct = folder / spelled
        if os.path.exists(direct):  # noqa: PTH110  Path.exists raises where a part of the path is forbidden
            return direct
    return _as_spelled(folder, relative) or folder / relative


def _as_spelled(folder: Path, relative: PurePosixPath) -> Path | None:
    """The file whose names equal those of `relative` after NFC; None if there is none to be seen."""
    place = folder
    for part in relative.parts:
        wanted = unicodedata.normalize("NFC", part)
        try:
            inside = tuple(place.iterdir())
        except OSError:
            return None
        spelled = next((path for path in inside if unicodedata.normalize("NFC", path.name) == wanted), None)
        if spelled is None:
            return None
        place = spelled
    return place


def content_hash(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal. Raises ImageReadError where it cannot be read."""
    with _reading(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_image(path: Path) -> Image:
    """The film at `path`; its content, not its suffix, decides how it is read.

    Raises ImageReadError with the reason in one sentence where it is not one readable film.
    """
    dicom = is_dicom(_head(path))
    with quiet():
        return read_dicom(path) if dicom else read_picture(path)


def read_size(path: Path) -> Size:
    """Width and height of the film at `path` without decoding it where possible; raises as `read_image`."""
    header = read_header(path)
    with quiet():
        return read_picture_size(path) if header is None else dicom_size(header)


def read_header(path: Path) -> Dataset | None:
    """The DICOM header of the film at `path`, None for a picture, which has none; raises as `read_image`."""
    if not is_dicom(_head(path)):
        return None
    with quiet():
        return read_dicom_header(path)


def read_stated(path: Path) -> StatedFilm:
    """What the file at `path` states, from one look at its header; raises as `read_image`."""
    header = read_header(path)
    with quiet():
        if header is None:
            return StatedFilm(read_picture_size(path))
        return StatedFilm(dicom_size(header), spacing_of(header), attributes_of(header))


def read_spacing(path: Path) -> Spacing | None:
    """The pixel spacing of the film at `path` from its header; None where it states none; raises so too."""
    header = read_header(path)
    return None if header is None else spacing_of(header)


def _head(path: Path) -> bytes:
    """The first bytes of a file that is there and not empty."""
    with _reading(path) as file:
        head = file.read(HEAD_LENGTH)
    if not head:
        raise ImageReadError("The file is empty: copy or export it again.")
    return head


@contextmanager
def _reading(path: Path) -> Iterator[BufferedReader]:
    """The file at `path`, open; ImageReadError where it cannot be opened or read."""
    try:
        if is_endless(path):
            raise ImageReadError("This is a pipe, a socket or a device, not a film: move it away.")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise _unreachable(path, error) from error


def _unreachable(path: Path, error: OSError) -> ImageReadError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if r"\udc" in path.name:
            return ImageReadError("The film's name is not valid UTF-8 text: rename the file.")
        return ImageReadError("The file is not there any more: put it back.")
    if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a part of the path is forbidden
        return ImageReadError("This is a folder, not a film: open it as a folder.")
    return ImageReadError(f"The file cannot be opened ({error.strerror}): check its permissions.")
