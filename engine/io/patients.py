"""What films say of their patients, and how tables tell patients apart without naming them.

A patient's id and the date of a study leave a film only where a person asks for that. Whatever else needs
to know which films are of one patient is given the name of the patient's first film instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pydicom.dataset import Dataset

from engine.errors import ImageReadError
from engine.imaging.image import PATIENT_ATTRIBUTES
from engine.io.dicom_header import attributes_of, text
from engine.io.images import read_header

if TYPE_CHECKING:
    from engine.io.table_write import FilmRow

SUBJECT, TIMEPOINT = PATIENT_ATTRIBUTES


class PatientDatum(StrEnum):
    """A kind of what identifies a patient."""

    ID = "patient id"
    NAME = "name"
    BIRTH_DATE = "date of birth"
    STUDY_DATE = "date of study"
    CONTACT = "address or telephone"


_KEYWORDS = {
    PatientDatum.ID: ("PatientID", "OtherPatientIDs", "AccessionNumber"),
    PatientDatum.NAME: ("PatientName", "OtherPatientNames", "PatientBirthName"),
    PatientDatum.BIRTH_DATE: ("PatientBirthDate",),
    PatientDatum.STUDY_DATE: ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate"),
    PatientDatum.CONTACT: ("PatientAddress", "PatientTelephoneNumbers"),
}


def patient_data(film: Path) -> Mapping[PatientDatum, frozenset[str]]:
    """What the header of a film says of its patient, by kind; of a picture, or a damaged film, nothing."""
    header = _header(film)
    if header is None:
        return {}
    found = {kind: frozenset(text(header, word) for word in words) for kind, words in _KEYWORDS.items()}
    return {kind: values - {""} for kind, values in found.items() if values - {""}}


def film_attributes(film: Path) -> Mapping[str, str]:
    """`Image.attributes` of a film, from its header alone; of a picture, or a damaged film, none."""
    header = _header(film)
    return {} if header is None else attributes_of(header)


def _header(film: Path) -> Dataset | None:
    try:
        return read_header(film)
    except ImageReadError:
        return None


def pseudonymous(rows: Sequence[FilmRow]) -> tuple[FilmRow, ...]:
    """`rows` with the name of the patient's first film for the patient's id, and 1, 2, ... for the dates.

    Names of films are in a table anyway, and two patients never share one, in two tables neither. The dates
    of a patient's studies are counted in their order.
    """
    first: dict[str, str] = {}
    dates: dict[str, set[str]] = {}
    for row in rows:
        subject = row.attributes.get(SUBJECT, "")
        first.setdefault(subject, row.identity if subject else "")
        dates.setdefault(subject, set()).add(row.attributes.get(TIMEPOINT, ""))
    visits = {subject: sorted(found - {""}) for subject, found in dates.items()}
    return tuple(_without_patient(row, first, visits) for row in rows)


def _without_patient(row: FilmRow, first: Mapping[str, str], visits: Mapping[str, Sequence[str]]) -> FilmRow:
    subject, date = (row.attributes.get(name, "") for name in PATIENT_ATTRIBUTES)
    visit = str(visits[subject].index(date) + 1) if subject and date else ""
    known = {**row.attributes, SUBJECT: first[subject], TIMEPOINT: visit}
    return replace(row, attributes={name: value for name, value in known.items() if value})
