"""What a DICOM file of points has of its film: patient, study and reference. No format by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from io import BytesIO
from typing import Any

import numpy as np
from pydicom import dcmread, dcmwrite
from pydicom.config import RAISE
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.uid import DeflatedExplicitVRLittleEndian, generate_uid
from pydicom.valuerep import validate_value

from engine.errors import ImageReadError, TableError
from engine.io.dicom_header import numbers, text, whole
from engine.io.dicom_references import HEAD_OF_CLASS
from engine.io.exchange.point_file import FilmPoints, PointFile
from engine.io.guard import quiet, sentence_part
from engine.io.images import read_header
from engine.version import VERSION
from engine.wording import listed

MAKER, PROGRAM = "OneMark contributors", "OneMark"
PROGRAM_UID = generate_uid(prefix=None, entropy_srcs=[PROGRAM])  # the same on every computer
_NEEDED = {
    "SOPClassUID": "says what kind of file it is",
    "SOPInstanceUID": "names it",
    "StudyInstanceUID": "names its study",
    "SeriesInstanceUID": "names its series",
}
# type 2 of the modules Patient and General Study: there, though nobody may know them
_EXPECTED = {
    "PatientName": "PN", "PatientID": "LO", "PatientBirthDate": "DA", "PatientSex": "CS", "StudyDate": "DA",
    "StudyTime": "TM", "StudyID": "SH", "AccessionNumber": "SH", "ReferringPhysicianName": "PN",
}  # fmt: skip
_KEPT = {
    "IssuerOfPatientID": "LO", "PatientAge": "AS", "PatientIdentityRemoved": "CS",
    "DeidentificationMethod": "LO", "StudyDescription": "LO",
}  # fmt: skip
_UID, _LONGEST_UID = re.compile(r"[0-9]+(\.[0-9]+)+"), 64
_WHOSE = ("PatientName", "PatientID")
_SEXES = ("M", "F", "O")
_NO_NAME, _LONGEST_NAME = re.compile(r"[\\=\x00-\x1f]"), 60  # what ends a name (PN), and its letters
_DEFLATED = DeflatedExplicitVRLittleEndian.encode("ascii")
_ITEM = b"\xfe\xff\x00\xe0"  # the tag that begins each item of a sequence
_MOST_ITEMS = 150_000  # a thousand landmarks have 50,000; pydicom makes a hundred in a millisecond


def film_header(film: FilmPoints, what: str) -> Dataset:
    """The header of `film`; TableError where it is no DICOM film, or names itself or its study by no UID."""
    if film.path is None:
        raise TableError(
            f"{film.image} must be at hand, as {what} holds a part of its header: give the folder of the "
            "films (--images)."
        )
    try:
        header = read_header(film.path)
    except ImageReadError as error:
        raise TableError(f"{film.image}: {error}") from error
    if header is None:
        raise TableError(
            f"{film.image} is no DICOM film, and {what} can be of DICOM films only: choose another format."
        )
    with quiet():
        stated = {keyword: text(header, keyword) for keyword in _NEEDED}
    for keyword, says in _NEEDED.items():
        if not _is_uid(stated[keyword]):
            raise TableError(
                f"The header of {film.image} has no valid {keyword}, which {says}, and {what} needs it: "
                "choose another format, or export the film again."
            )
    return header


def _is_uid(stated: str) -> bool:
    """True for a UID, one with zeros in front of a number too: many have them, though none should."""
    return len(stated) <= _LONGEST_UID and _UID.fullmatch(stated) is not None


def evidence_of(header: Dataset) -> Dataset:
    """The patient, the study and the picture of `header` in values that may stand in another file.

    What the header leaves out, or spells as the standard forbids, is empty; of a patient's name and id the
    latter is refused by TableError. All text is Unicode.
    """
    evidence = Dataset()
    with quiet():  # of zeros in UIDs
        for keyword in _NEEDED:
            setattr(evidence, keyword, text(header, keyword))
    for keyword, representation in _EXPECTED.items():
        setattr(evidence, keyword, _valid(header, keyword, representation))
        if keyword in _WHOSE and not evidence[keyword].value and text(header, keyword):
            raise TableError(
                f"The film's {keyword} is none that DICOM allows, and nobody could tell whose points these "
                "are: correct it, or choose another format."
            )
    if evidence.PatientSex not in _SEXES:
        evidence.PatientSex = ""
    for keyword, representation in _KEPT.items():
        if value := _valid(header, keyword, representation):
            setattr(evidence, keyword, value)
    evidence.Rows, evidence.Columns = whole(header, "Rows", 0), whole(header, "Columns", 0)
    evidence.SamplesPerPixel = whole(header, "SamplesPerPixel", 1)
    return evidence


def _valid(header: Dataset, keyword: str, representation: str) -> str:
    """The one value of an element as text; "" where there is none, or none that the standard allows."""
    with quiet():
        value = header.get(keyword)
        stated = "" if isinstance(value, MultiValue) else text(header, keyword)
    try:
        validate_value(representation, stated, RAISE)
    except (ValueError, TypeError):
        return ""
    return stated


def written_of(
    film: FilmPoints, header: Dataset, what: str, make: Callable[[FilmPoints, Dataset], Dataset]
) -> bytes:
    """The content of the file that `make` makes of a film and its `evidence_of`; `what` it is called.

    `header`: see `film_header`. Raises `TableError` where the film lacks what such a file needs, or a point
    lies outside it.
    """
    evidence = evidence_of(header)
    _refuse_outside(film, evidence)
    patient = str(evidence.PatientName)
    evidence.PatientName = person_name(patient)  # the library warns of a family name alone
    is_odd = not all(evidence[keyword].value.is_valid for keyword in _NEEDED)
    stream = BytesIO()
    try:
        with quiet() if is_odd else nullcontext():
            made = make(film, evidence)
            made.PatientName = patient
            dcmwrite(stream, made, enforce_file_format=True)
    except Exception as error:  # the library checks much, and each check has an error of its own
        raise TableError(
            f"{film.image}: {what} cannot be written ({sentence_part(error)}): choose another format."
        ) from error
    return stream.getvalue()


def _refuse_outside(film: FilmPoints, evidence: Dataset) -> None:
    """TableError for a point beyond the film: the standard has coordinates from 0 to Columns and Rows."""
    for mark in film.marks:
        if mark.position is None:
            continue
        x, y = mark.position
        if not (0.0 <= x <= evidence.Columns and 0.0 <= y <= evidence.Rows):
            raise TableError(f"{mark.name} lies outside {film.image}: move or delete it.")


def person_name(name: str) -> str:
    """A person's name as DICOM has names: FAMILY^GIVEN, a family name alone where nothing parts it."""
    plain = _NO_NAME.sub(" ", name)[:_LONGEST_NAME]
    return plain if "^" in plain or not plain else f"{plain}^"


def name_of_person(stated: str) -> str:
    """The inverse of `person_name`."""
    return stated.strip("^ ")


def points_in(content: bytes, read: Callable[[Dataset], PointFile]) -> PointFile:
    """What `read` makes of the DICOM dataset in `content`; TableError where that is damaged."""
    dataset = _dataset_of(content)
    try:
        with quiet():
            return read(dataset)
    except TableError:
        raise
    except Exception as error:  # pydicom converts when asked, and raises all sorts on what it finds
        raise _damaged(error) from error


def _dataset_of(content: bytes) -> Dataset:
    """The DICOM dataset in `content`; TableError where it is damaged, packed, or would take minutes."""
    if _DEFLATED in content[:HEAD_OF_CLASS]:
        raise TableError("The DICOM file is deflated, and may unpack to any size: save it uncompressed.")
    if content.count(_ITEM) > _MOST_ITEMS:
        raise TableError("The DICOM file has far more parts than points need: export the points alone.")
    try:
        with quiet():
            return dcmread(BytesIO(content), force=True)
    except Exception as error:  # anything may come out of a damaged file
        raise _damaged(error) from error


def _damaged(error: Exception) -> TableError:
    """What a damaged file is refused with."""
    return TableError(
        f"The DICOM file is cut off or damaged ({sentence_part(error)}): copy or export it again."
    )


def coordinates(item: Dataset, keyword: str) -> tuple[float, ...]:
    """The numbers of an element, which have 32 bits, as they were meant: 1234.567 and not 1234.56701660."""
    return tuple(float(str(np.float32(value))) for value in numbers(item, keyword))


def left_out(others: Mapping[str, int]) -> str:
    """A sentence on what a file holds beside points: its kind and how many."""
    return (
        "Left out, as they are no points of an image: "
        + listed([f"{kind} ({count})" for kind, count in others.items()])
        + "."
    )


def made_by() -> dict[str, Any]:
    """What says of a DICOM file that this program made it."""
    return {
        "manufacturer": MAKER,
        "manufacturer_model_name": PROGRAM,
        "software_versions": VERSION,
        "device_serial_number": VERSION,
        "specific_character_set": "ISO_IR 192",
        "series_instance_uid": generate_uid(),
        "sop_instance_uid": generate_uid(),
        "instance_number": 1,
    }
