"""DICOM files that hold points instead of a picture, and how such files name the films that they are of.

Structured reports and presentation states lie among the films of a folder, and are called like films.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydicom.filereader import read_partial

from engine.errors import TableError
from engine.io.dicom import HEAD_LENGTH, is_dicom
from engine.io.guard import quiet

if TYPE_CHECKING:
    from engine.io.table_write import FilmRow

HEAD_OF_CLASS = 1024  # bytes within which a file says what it is
WRITTEN_AS = (".sr.dcm", ".pr.dcm")  # what the names of such files end with, where they are written here
LARGEST_WITH_POINTS = 4 << 20  # bytes: a report of a thousand landmarks has two million
REPORTS, STATES = "1.2.840.10008.5.1.4.1.1.88.", "1.2.840.10008.5.1.4.1.1.11."  # SOP classes begin so
# MediaStorageSOPClassUID or SOPClassUID: tag, then VR and length in 2 bytes each, or length in 4
_CLASS = re.compile(rb"(?:\x02\x00\x02\x00|\x08\x00\x16\x00)(?:UI..|..\x00\x00)([0-9.]{10,64})", re.DOTALL)
_SOP_INSTANCE = 0x00080018


def class_of(head: bytes) -> str:
    """The SOP class that a DICOM file names in its first `HEAD_OF_CLASS` bytes; "" where it names none."""
    found = _CLASS.search(head)
    return "" if found is None else found[1].decode("ascii")


def says_points(head: bytes) -> bool:
    """True for the first bytes of a structured report or a presentation state."""
    return is_dicom(head[:HEAD_LENGTH]) and class_of(head).startswith((REPORTS, STATES))


def holds_points(path: Path) -> bool:
    """True for a structured report or a presentation state, whatever it is called; opens no large file."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST_WITH_POINTS:
            return False
        with path.open("rb") as file:
            return says_points(file.read(HEAD_OF_CLASS))
    except OSError:
        return False


def sop_instance(path: Path) -> str:
    """The SOP Instance UID of the film at `path`, from the beginning of its header; "" for a picture."""
    try:
        with quiet(), path.open("rb") as file:
            if not is_dicom(file.read(HEAD_LENGTH)):
                return ""
            file.seek(0)
            header = read_partial(file, lambda tag, _vr, _length: tag > _SOP_INSTANCE, force=True)
            return str(header.get("SOPInstanceUID") or "").strip(" \0")
    except Exception:  # no DICOM, or a damaged one: such a film is matched by nothing
        return ""


class FilmInstances:
    """Which film a SOP Instance UID means; the headers of `films` are read once a first one is asked for."""

    def __init__(self, films: Mapping[str, FilmRow] | None) -> None:
        self._films = films or {}

    def film(self, instance: str) -> str:
        """The film of that UID, "" where there is none. TableError where two films have it."""
        found = self._by_uid.get(instance, [])
        if instance and len(found) > 1:
            raise TableError(
                f"{found[0]} and {found[1]} are copies of one film (both are {instance}): remove one of them."
            )
        return found[0] if instance and found else ""

    def has(self, film: str) -> bool:
        """True for a film that has a UID."""
        return film not in self._by_uid.get("", ())

    @cached_property
    def _by_uid(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for identity in self._films:
            path = self._films[identity].path
            found.setdefault("" if path is None else sop_instance(path), []).append(identity)
        return found


def code_of(item: Any, keyword: str) -> tuple[str, str, str]:
    """Value, scheme and meaning of the first code in a code sequence; blanks where there is none."""
    codes = item.get(keyword) or ()
    for code in codes:
        value = code.get("CodeValue") or code.get("LongCodeValue") or code.get("URNCodeValue") or ""
        return str(value), str(code.get("CodingSchemeDesignator") or ""), str(code.get("CodeMeaning") or "")
    return "", "", ""
