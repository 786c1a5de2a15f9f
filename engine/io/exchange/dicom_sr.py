"""DICOM structured reports. Frame: pixels, (0, 0) is the upper left corner of the film, y goes down.

PS3.3 C.18.6: the centre of the first pixel of an image is (0.5, 0.5). A film has one report (TID 1500), a
landmark one planar region of interest in it (TID 1410): a POINT, whose tracking identifier is the landmark's
name. An absent landmark is a group without region (TID 1501). What has no code in a standard is in 99ONEMARK.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from engine.io.dicom_references import HEAD_OF_CLASS, REPORTS, class_of
from engine.io.exchange.dicom_film import (
    MAKER,
    PROGRAM,
    PROGRAM_UID,
    film_header,
    made_by,
    person_name,
    written_of,
)
from engine.io.exchange.dicom_sr_content import ABSENT, OCCLUDED, PRESENCE, SCHEME, read_report
from engine.io.exchange.point_file import BinaryFormat, FilmPoints, Frame, is_unreviewed
from engine.landmarks import Landmark, Presence, Scheme
from engine.version import VERSION

if TYPE_CHECKING:
    from highdicom import sr

_Code = tuple[str, str, str]  # value, scheme and meaning; pydicom's own take 0.15 s to import
_WHAT = "a DICOM structured report"
_SERIES_NUMBER = 9901
_LONGEST_MEANING = 64  # letters of a code's meaning (LO)
_PROCEDURE = ("363680008", "SCT", "Radiographic imaging procedure")
_VALUES = {Presence.ABSENT: ABSENT, Presence.OCCLUDED: OCCLUDED}
_RADIUS = ("error-radius", SCHEME, "Radius of the error")
_COVERAGE = ("error-coverage", SCHEME, "Probability that the error is within its radius")
_CONFIDENCE = ("confidence", SCHEME, "Confidence, as a rank within a run")
_PIXELS = ("{pixels}", "UCUM", "pixels")
_MM, _NUMBER = ("mm", "UCUM", "millimeter"), ("1", "UCUM", "no units")
_STRUCTURE = ("91723000", "SCT", "Anatomical structure")
_PERSON, _DEVICE = ("121006", "DCM", "Person"), ("121007", "DCM", "Device")


def _recognises(content: bytes) -> bool:
    return class_of(content[:HEAD_OF_CLASS]).startswith(REPORTS)


def _write(films: Sequence[FilmPoints], _scheme: Scheme) -> bytes:
    (film,) = films
    return written_of(film, film_header(film, _WHAT), _WHAT, _report)


def _report(film: FilmPoints, evidence: Dataset) -> Dataset:
    from highdicom import sr  # half a second, which nobody else should wait for
    from highdicom.coding_schemes import CodingSchemeIdentificationItem

    content = sr.MeasurementReport(
        observation_context=_observers(film.reader),
        procedure_reported=_coded(_PROCEDURE),
        imaging_measurements=[
            _group(mark, film, evidence) for mark in film.marks if mark.presence is not Presence.UNPLACED
        ],
    )
    scheme = CodingSchemeIdentificationItem(SCHEME, "Landmarks of OneMark", responsible_organization=MAKER)
    return sr.ComprehensiveSR(
        evidence=[evidence],
        content=content[0],
        series_number=_SERIES_NUMBER,
        is_complete=not any(map(is_unreviewed, film.marks)),
        series_description="Landmarks",
        coding_schemes=[scheme],
        **made_by(),
    )


def _observers(reader: str) -> sr.ObservationContext:
    """The person who has read the film, where a name is known, and this program."""
    from highdicom import sr

    person = None
    if reader:
        named = sr.PersonObserverIdentifyingAttributes(person_name(reader))
        person = sr.ObserverContext(_coded(_PERSON), named)
    device = sr.DeviceObserverIdentifyingAttributes(
        PROGRAM_UID, PROGRAM, manufacturer_name=MAKER, model_name=PROGRAM, serial_number=VERSION
    )
    return sr.ObservationContext(person, sr.ObserverContext(_coded(_DEVICE), device))


def _group(
    mark: Landmark, film: FilmPoints, evidence: Dataset
) -> sr.PlanarROIMeasurementsAndQualitativeEvaluations | sr.MeasurementsAndQualitativeEvaluations:
    """The measurement group of a landmark."""
    from highdicom import sr

    image = (evidence.SOPClassUID, evidence.SOPInstanceUID)
    said: dict[str, Any] = {
        "tracking_identifier": sr.TrackingIdentifier(generate_uid(), mark.name),
        "finding_category": _coded(_STRUCTURE),
        "finding_type": _coded(_finding(mark.name)),
        "qualitative_evaluations": [
            sr.QualitativeEvaluation(_coded(PRESENCE), _coded(value))
            for value in (_VALUES.get(mark.presence),)
            if value
        ],
        "measurements": [
            sr.Measurement(_coded(name), value, _coded(unit)) for name, value, unit in _measured(mark, film)
        ],
    }
    if is_unreviewed(mark):
        said["algorithm_id"] = sr.AlgorithmIdentification(mark.model or PROGRAM, VERSION, manufacturer=MAKER)
    if mark.position is None:
        return sr.MeasurementsAndQualitativeEvaluations(
            source_images=[sr.SourceImageForMeasurementGroup(*image)], **said
        )
    region = sr.ImageRegion("POINT", np.array([mark.position]), sr.SourceImageForRegion(*image))
    return sr.PlanarROIMeasurementsAndQualitativeEvaluations(referenced_region=region, **said)


def _coded(code: _Code) -> sr.CodedConcept:
    from highdicom import sr

    return sr.CodedConcept(*code)


def _finding(name: str) -> _Code:
    """The code of a landmark: of a name always the same, as there is no list of all names."""
    meaning = " ".join(name.replace("\\", "/").split())[:_LONGEST_MEANING]
    return (hashlib.sha256(name.encode("utf-8")).hexdigest()[:16], SCHEME, meaning)


def _measured(mark: Landmark, film: FilmPoints) -> Iterator[tuple[_Code, float, _Code]]:
    """What is known of the quality of a point: name, value and unit."""
    if mark.error_radius is not None and film.spacing is not None:
        yield _RADIUS, film.spacing.radius(mark.error_radius), _MM
    elif mark.error_radius is not None:
        yield _RADIUS, mark.error_radius, _PIXELS
    if mark.error_radius is not None and mark.error_coverage is not None:
        yield _COVERAGE, mark.error_coverage, _NUMBER
    if mark.confidence is not None:
        yield _CONFIDENCE, mark.confidence, _NUMBER


FORMAT = BinaryFormat(
    "dicom-sr",
    "DICOM structured report (TID 1500)",
    (".sr.dcm",),
    Frame.CORNER,
    _recognises,
    read_report,
    _write,
    decimals=3,
    one_film=True,
    marks_unreviewed=True,
    needs_films=True,
    marks_absent=True,
    marks_occluded=True,
)
