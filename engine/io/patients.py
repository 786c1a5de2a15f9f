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

from engine.errors import EngineError, ImageReadError, TableError
from engine.imaging.image import PATIENT_ATTRIBUTES
from engine.io.dicom_header import attributes_of, text
from engine.io.film_names import match_films
from engine.io.images import read_header
from engine.io.table_layout import canonical
from engine.io.table_text import read_grid

if TYPE_CHECKING:
    from engine.io.table_write import FilmRow

SUBJECT, TIMEPOINT = PATIENT_ATTRIBUTES
SEX = "sex"  # of the attributes


class Sex(StrEnum):
    """The sex of a patient, where a header or a table says it in one of the usual words."""

    FEMALE = "female"
    MALE = "male"

    @classmethod
    def stated(cls, text: str) -> Sex | None:
        """What a header or a table says; None where it says nothing, or another sex. Raises `EngineError`."""
        word = text.strip().casefold()
        if word in _NO_SEX:
            return None
        if word not in _SEXES:
            raise EngineError(f"{text.strip()!r} is no sex: write female or male (F, M), or leave it empty.")
        return _SEXES[word]


_SEXES = {
    **dict.fromkeys(("female", "f", "woman", "girl"), Sex.FEMALE),
    **dict.fromkeys(("male", "m", "man", "boy"), Sex.MALE),
}
_NO_SEX = ("", "o", "other", "u", "unknown", "na", "n/a", "nan", "-", "?")  # O and U: of DICOM


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


def sex_of(attributes: Mapping[str, str]) -> Sex | None:
    """The sex that `attributes` of a film state; None where they state none, or in no word that is known."""
    try:
        return Sex.stated(attributes.get(SEX, ""))
    except EngineError:  # a header may say anything
        return None


def read_sexes(path: Path, subjects: Mapping[str, str]) -> Mapping[str, Sex]:
    """Read a table with `sex` (or gender) and `image`, or `subject` where no film is named: sex by film.

    `subjects`: film -> whose it is, "" where nobody knows. What is blank is left away. Raises `TableError`.
    """
    grid = canonical(read_grid(path))
    columns = {name.casefold(): name for name in grid.columns}
    key = next((columns[name] for name in ("image", SUBJECT) if name in columns), None)
    column = next((columns[name] for name in (SEX, "gender", "patientsex") if name in columns), None)
    if key is None or column is None:
        raise TableError(f"{path.name} needs the columns image,sex or subject,sex: add or rename them.")
    stated: dict[str, Sex] = {}
    for row in grid.rows:
        try:
            sex = Sex.stated(row.text(column))
        except EngineError as error:
            raise TableError(f"{path.name}, line {row.line}: {error}") from error
        whose = row.text(key)  # blank, it would mean all films of nobody known
        if whose and sex is not None and stated.setdefault(whose, sex) is not sex:
            raise TableError(f"Line {row.line}: {whose} had another sex before: keep one of them.")
    if key == columns.get("image"):
        films = match_films(stated, tuple(subjects)).films
        found = {films[image]: sex for image, sex in stated.items() if image in films}
    else:
        found = {film: stated[subject] for film, subject in subjects.items() if subject in stated}
    if not found:
        raise TableError(f"{path.name} says the sex of none of these films: check its names against theirs.")
    return found


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
