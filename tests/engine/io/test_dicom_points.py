"""Structured reports and presentation states: read by the makers of the format, and back on their films."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pydicom
import pytest
from dicom_files import STUDY, film_dataset, save, save_compressed
from highdicom import sr
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
    RLELossless,
    generate_uid,
)
from written_points import write_points

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.dicom_spacing import spacing_of
from engine.io.exchange.dicom_sr_content import PRESENCE
from engine.io.guard import quiet
from engine.io.images import find_films, listing, read_header, read_size
from engine.io.point_files import format_called, read_folder, read_points
from engine.io.point_write import writing_points
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import run

REAL = Path(__file__).resolve().parents[3].parent / "shared" / "radiographs" / "dicom"
SR, GSPS = format_called("dicom-sr"), format_called("dicom-gsps")
BOTH = pytest.mark.parametrize("kind", [SR, GSPS], ids=lambda kind: kind.name)
PLACES = {"Sella": (0.0, 0.0), "Ö 1/2": (30.123, 20.456), "back\\slash": (54.9, 38.7)}
SCHEME = Scheme(tuple(PLACES))
GREY = (np.arange(56 * 40).reshape(40, 56) * 2).astype(np.uint16)


def annotated(film, places=PLACES, **known):
    marks = {
        name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED, **known)
        for name, (x, y) in places.items()
    }
    return LandmarkSet(film, marks, "Ann Öst")


def on_disk(tmp_path, name="a.dcm", pixels=GREY, **elements):
    """A DICOM film with a study, as what readers and writers know of it; None leaves an element out."""
    stated = {keyword: value for keyword, value in {**STUDY, **elements}.items() if value is not None}
    path = save(film_dataset(pixels, **stated), tmp_path / name)
    return row_of(path)


def row_of(path):
    spacing = spacing_of(read_header(path))
    return FilmRow(path.name, read_size(path), spacing, file_spacing=spacing, path=path)


def written(kind, marks, row, out):
    """The path of the file of one film."""
    path = out / f"{Path(row.identity).stem}{kind.suffixes[0]}"
    write_points(path, [marks], SCHEME, [row], kind, with_unreviewed=True)
    return path


def places_by_highdicom(path):
    """Tracking identifier -> centre-based place, of a report read by the library."""
    groups = sr.srread(path).content.get_planar_roi_measurement_groups()
    return {group.tracking_identifier: group.roi.value[0] - 0.5 for group in groups}


def places_by_pydicom(path):
    """Text -> centre-based place, of a presentation state."""
    state = pydicom.dcmread(path)
    return {
        item.TextObjectSequence[0].TrackingID: np.array(item.GraphicObjectSequence[0].GraphicData) - 0.5
        for item in state.GraphicAnnotationSequence
    }


def assert_places(found, wanted):
    assert found.keys() == wanted.keys()
    for name, place in wanted.items():
        assert found[name] == pytest.approx(place, abs=0.01), name


def films_of_all_kinds(folder):
    """Films whose pixels are stored in all sorts of ways, square or not."""
    yield on_disk(folder, "plain.dcm")
    yield on_disk(folder, "flat.dcm", PixelSpacing=["0.1", "0.25"])
    yield on_disk(
        folder, "first.dcm", PhotometricInterpretation="MONOCHROME1", WindowCenter="9", WindowWidth="7"
    )
    yield on_disk(folder, "one frame.dcm", NumberOfFrames="1", RescaleSlope="2", RescaleIntercept="-9",
                  WindowCenter="9", WindowWidth="7",
                  SOPClassUID=MultiFrameGrayscaleWordSecondaryCaptureImageStorage)  # fmt: skip
    for syntax in (ExplicitVRBigEndian, ImplicitVRLittleEndian):
        yield row_of(save(film_dataset(GREY, **STUDY), folder / f"{syntax.name}.dcm", syntax))
    for syntax in (JPEG2000Lossless, RLELossless):
        yield row_of(save_compressed(film_dataset(GREY, **STUDY), folder / f"{syntax.name[:9]}.dcm", syntax))


@BOTH
def test_films_of_all_kinds_get_their_points_back_by_the_makers_library_and_by_us(tmp_path, kind):
    (tmp_path / "films").mkdir()
    rows = {row.identity: row for row in films_of_all_kinds(tmp_path / "films")}
    assert len(rows) == 8
    for row in rows.values():
        path = written(kind, annotated(row.identity), row, tmp_path)
        assert_places((places_by_highdicom if kind is SR else places_by_pydicom)(path), PLACES)
        found = read_points(path, rows).sets
        assert found.keys() == {row.identity}
        assert_places({mark.name: mark.position for mark in found[row.identity].placed()}, PLACES)
        assert found[row.identity].reader == "Ann Öst"
        assert found[row.identity].get("Ö 1/2").position == pytest.approx(PLACES["Ö 1/2"], abs=1e-9)


@BOTH
@pytest.mark.skipif(not REAL.is_dir(), reason="the real films are not here")
def test_real_films_get_their_points_back(tmp_path, kind):
    rows = {path.name: row_of(path) for path in sorted(REAL.glob("*.dcm"))}
    places = {"A": (1234.567, 1700.25), "B": (0.0, 1759.4)}
    for row in rows.values():
        path = written(kind, annotated(row.identity, places), row, tmp_path)
        assert_places((places_by_highdicom if kind is SR else places_by_pydicom)(path), places)
        found = read_points(path, rows).sets[row.identity]
        assert_places({mark.name: mark.position for mark in found.placed()}, places)
        header, state = read_header(row.path), pydicom.dcmread(path)
        for keyword in ("PatientID", "PatientBirthDate", "StudyInstanceUID", "AccessionNumber"):
            assert state[keyword].value == header[keyword].value
        assert state.PatientName == header.PatientName


def test_a_report_says_who_how_sure_what_is_absent_and_what_nobody_has_decided_on(tmp_path):
    row = replace(on_disk(tmp_path), spacing=Spacing(0.2, 0.2, SpacingSource.TYPED))
    marks = annotated("a.dcm").with_landmarks([
        Landmark("Ö 1/2", 3.0, 4.0, Presence.OCCLUDED, Origin.PREDICTED, 0.75, error_radius=5.0,
                 error_coverage=0.95, model="hand 3"),
        Landmark("back\\slash", presence=Presence.ABSENT),
    ])  # fmt: skip
    path = written(SR, marks, row, tmp_path)
    report = sr.srread(path)
    assert report.CompletionFlag == "PARTIAL"
    assert report.VerificationFlag == "UNVERIFIED"
    assert report.CodingSchemeIdentificationSequence[0].CodingSchemeDesignator == "99ONEMARK"
    person, device = report.content.get_observer_contexts()
    assert str(person.observer_identifying_attributes.name) == "Ann Öst^"
    assert device.observer_identifying_attributes.name == "OneMark"
    decided, predicted = report.content.get_planar_roi_measurement_groups()
    assert decided.get_measurements() == []
    radius, coverage, confidence = predicted.get_measurements()
    assert (radius.value, radius.unit) == (1.0, codes.UCUM.Millimeter)
    assert (coverage.value, confidence.value) == (0.95, 0.75)
    assert predicted.get_qualitative_evaluations(Code(*PRESENCE))[0].value.meaning == "Occluded"
    (missing,) = report.content.get_image_measurement_groups()
    assert missing.tracking_identifier == "back\\slash"
    assert missing.get_qualitative_evaluations(Code(*PRESENCE))[0].value == codes.SCT.Absent
    again = read_points(path, {"a.dcm": row})
    found = again.sets["a.dcm"]
    assert found.get("Ö 1/2").origin is Origin.PREDICTED
    assert found.get("Ö 1/2").presence is Presence.OCCLUDED
    assert found.get("Sella").origin is None
    assert found.get("back\\slash").presence is Presence.ABSENT
    assert any("Found by an algorithm" in note and "1 point" in note for note in again.notes)


def test_a_radius_is_in_pixels_where_nobody_knows_millimetres(tmp_path):
    row = on_disk(tmp_path)
    path = written(SR, annotated("a.dcm", {"Sella": (1.0, 2.0)}, error_radius=2.5), row, tmp_path)
    (group,) = sr.srread(path).content.get_planar_roi_measurement_groups()
    (radius,) = group.get_measurements()
    assert (radius.value, radius.unit.value) == (2.5, "{pixels}")


@BOTH
def test_what_a_header_leaves_out_or_spells_wrong_is_empty_and_what_is_known_is_kept(tmp_path, kind):
    row = on_disk(
        tmp_path,
        PatientName="Müller^Jürgen",
        SpecificCharacterSet="ISO_IR 100",
        PatientIdentityRemoved="YES",
        PatientID=None,
        **{"PatientAge": "041Y"},
    )
    with pydicom.config.disable_value_validation():
        dataset = pydicom.dcmread(row.path)
        dataset.PatientBirthDate, dataset.PatientSex = "about 1950", "W"
        dataset.save_as(row.path)
    made = pydicom.dcmread(written(kind, annotated("a.dcm"), row, tmp_path))
    assert str(made.PatientName) == "Müller^Jürgen"
    assert (made.PatientID, made.PatientBirthDate, made.PatientSex, made.StudyDate) == ("", "", "", "")
    assert (made.PatientIdentityRemoved, made.PatientAge) == ("YES", "041Y")
    assert made.StudyInstanceUID == STUDY["StudyInstanceUID"]


@BOTH
def test_a_patient_whom_nobody_could_tell_is_refused(tmp_path, kind):
    with quiet():
        row = on_disk(tmp_path, PatientID="7" * 65)
    with pytest.raises(TableError, match="PatientID is none that DICOM allows"):
        written(kind, annotated("a.dcm"), row, tmp_path)


@BOTH
@pytest.mark.parametrize("keyword", ["StudyInstanceUID", "SeriesInstanceUID"])
def test_a_film_of_no_study_is_refused_in_a_sentence(tmp_path, kind, keyword):
    row = on_disk(tmp_path, **{keyword: None})
    with pytest.raises(TableError, match=f"a.dcm has no valid {keyword}.*choose another format"):
        written(kind, annotated("a.dcm"), row, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.dcm"]


@BOTH
def test_pictures_unknown_films_and_points_outside_are_refused(tmp_path, kind):
    picture = tmp_path / "a.png"
    PIL.Image.fromarray(np.zeros((40, 56), np.uint8)).save(picture)
    with pytest.raises(TableError, match=r"a.png is no DICOM film"):
        written(kind, annotated("a.png"), FilmRow("a.png", Size(56, 40), path=picture), tmp_path)
    with pytest.raises(TableError, match=r"give the folder of the films \(--images\)"):
        written(kind, annotated("a.png"), FilmRow("a.png", Size(56, 40)), tmp_path)
    with pytest.raises(TableError, match=r"Sella lies outside a.dcm"):
        written(kind, annotated("a.dcm", {"Sella": (56.0, 3.0)}), on_disk(tmp_path), tmp_path)


def test_a_presentation_state_is_of_grey_films_and_shows_them_as_they_are(tmp_path):
    colour = on_disk(tmp_path, "colour.dcm", np.zeros((40, 56, 3), np.uint8))
    with pytest.raises(TableError, match="in colour"):
        written(GSPS, annotated("colour.dcm"), colour, tmp_path)
    bright = on_disk(tmp_path, PhotometricInterpretation="MONOCHROME1", PixelSpacing=["0.1", ".25"],
                     WindowCenter="9", WindowWidth="7", RescaleSlope="2", RescaleIntercept="-5")  # fmt: skip
    made = pydicom.dcmread(written(GSPS, annotated("a.dcm"), bright, tmp_path))
    assert made.PresentationLUTShape == "INVERSE"
    assert (made.RescaleSlope, made.RescaleIntercept) == (2, -5)
    assert made.SoftcopyVOILUTSequence[0].WindowCenter == 9
    area = made.DisplayedAreaSelectionSequence[0]
    assert list(area.PresentationPixelSpacing) == [0.1, 0.25]
    assert "PresentationPixelAspectRatio" not in area
    assert list(area.DisplayedAreaBottomRightHandCorner) == [56, 40]


@BOTH
def test_a_film_is_known_by_its_uid_whatever_it_is_called_now(tmp_path, kind):
    row = on_disk(tmp_path)
    path = written(kind, annotated("a.dcm"), row, tmp_path)
    other = on_disk(tmp_path, "other.dcm")
    renamed = FilmRow("sub/new name.dcm", row.size, path=row.path)
    taken = FilmRow("a.dcm", other.size, path=other.path)  # another film is called so today
    assert read_points(path, {"a.dcm": taken, renamed.identity: renamed}).sets.keys() == {renamed.identity}
    with pytest.raises(TableError, match=r"knows no film .*SOP instance 1\."):
        read_points(path, {"a.dcm": taken})
    copied = replace(renamed, identity="copy.dcm")
    with pytest.raises(TableError, match="copies of one film"):
        read_points(path, {renamed.identity: renamed, "copy.dcm": copied})
    found = read_points(path, {"a.png": FilmRow("a.png", row.size)})
    assert found.sets.keys() == {"a.png"}
    assert any("A picture has no UID" in note for note in found.notes)
    alone = read_points(path)
    assert alone.sets.keys() == {"a"}
    assert any("--images" in note for note in alone.notes)


@BOTH
def test_a_folder_is_read_by_uid_and_what_is_not_at_hand_is_told(tmp_path, kind):
    films = tmp_path / "films"
    films.mkdir()
    rows = [on_disk(films, name) for name in ("a.dcm", "b.dcm", "c.dcm")]
    out = tmp_path / "out"
    sets = [annotated(row.identity) for row in rows]
    bare = [sets[0], LandmarkSet("b.dcm", {"Sella": Landmark("Sella")}), sets[2]]
    made = write_points(out, bare, SCHEME, rows, kind)
    assert [path.name for path in made.files] == [f"a{kind.suffixes[0]}", f"c{kind.suffixes[0]}"]
    assert "Without points, so without a file: 1 film (b.dcm)." in made.notes
    steps = list(writing_points(tmp_path / "again", sets, SCHEME, rows, kind))
    assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(TableError, match="No film has a point"):
        write_points(tmp_path / "none", bare[1:2], SCHEME, rows, kind)
    (out / f"a{kind.suffixes[0]}").rename(out / "IM0001")
    (out / f"c{kind.suffixes[0]}").rename(out / "IM0002.dcm")
    found = read_folder(out, {row.identity: row for row in rows[:2]}, SCHEME)
    assert found.sets.keys() == {"a.dcm"}
    assert any(note.startswith("Not in the folder: 1 film") for note in found.notes)
    with pytest.raises(TableError, match="knows no film of the folder"):
        read_folder(out, {"b.dcm": rows[1]}, SCHEME)


def test_reports_among_the_films_are_no_films_and_are_told(tmp_path, caplog):
    row = on_disk(tmp_path)
    reports = [written(kind, annotated("a.dcm"), row, tmp_path) for kind in (SR, GSPS)]
    (tmp_path / "IM0002").write_bytes(reports[0].read_bytes())
    assert find_films(tmp_path) == ("a.dcm",)
    note = run(listing(tmp_path)).note
    assert "a.pr.dcm, a.sr.dcm, IM0002" in note
    assert "import them" in note
    assert note in caplog.text
    with pytest.raises(TableError, match=r"IM0002 and a.sr.dcm both have Sella of one film: keep one"):
        read_folder(tmp_path, {"a.dcm": row}, SCHEME, SR)
    reports[0].unlink()
    again = read_folder(tmp_path, {"a.dcm": row}, SCHEME, SR)
    assert again.sets["a.dcm"].get("Sella").position == pytest.approx((0.0, 0.0), abs=0.01)


def report_of_others(tmp_path, row, groups, verified=False):
    """A report that another program has written with `groups` on the film of `row`."""
    film = pydicom.dcmread(row.path)
    for keyword in ("PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID", "StudyDate", "StudyTime"):
        setattr(film, keyword, "")
    film.PatientName = "A^B"
    device = sr.DeviceObserverIdentifyingAttributes(generate_uid(), "Other")
    content = sr.MeasurementReport(
        sr.ObservationContext(observer_device_context=sr.ObserverContext(codes.DCM.Device, device)),
        Code("363680008", "SCT", "Radiographic imaging procedure"),
        groups,
    )
    of_document = {"series_instance_uid": generate_uid(), "series_number": 2, "instance_number": 1}
    report = sr.Comprehensive3DSR(
        [film], content[0], sop_instance_uid=generate_uid(), manufacturer="Other", is_verified=verified,
        verifying_observer_name="A^B" if verified else None,
        verifying_organization="C" if verified else None, **of_document,
    )  # fmt: skip
    report.save_as(tmp_path / "other.dcm")
    return tmp_path / "other.dcm"


def image_of(row, frames=None):
    header = read_header(row.path)
    return sr.SourceImageForRegion(header.SOPClassUID, header.SOPInstanceUID, frames)


def region(row, kind, points, tracking, finding=None, image=None, **more):
    return sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        sr.TrackingIdentifier(generate_uid(), tracking),
        sr.ImageRegion(kind, np.array(points), image or image_of(row)),
        finding_type=finding and Code("X", "99OTHER", finding),
        **more,
    )


def test_points_of_other_programs_are_read_and_all_else_is_named(tmp_path):
    row = on_disk(tmp_path)
    plane = sr.ImageRegion3D("POINT", np.array([[1.0, 2.0, 3.0]]), generate_uid())
    in_space = sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        sr.TrackingIdentifier(generate_uid(), "P"), plane
    )
    path = report_of_others(tmp_path, row, [
        region(row, "POINT", [[10.5, 9.5]], "N"),
        region(row, "POLYLINE", [[1.0, 1.0], [2.0, 2.0]], "line"),
        region(row, "POINT", [[1.0, 1.0]], "third", image=image_of(row, [3])),
        region(row, "POINT", [[2.5, 2.5]], "first", image=image_of(row, [1])),
        in_space,
    ])  # fmt: skip
    found = read_points(path, {"a.dcm": row})
    places = {"N": (10, 9), "first": (2, 2)}
    assert_places({mark.name: mark.position for mark in found.sets["a.dcm"].placed()}, places)
    (note,) = [note for note in found.notes if note.startswith("Left out")]
    assert "POLYLINE (1)" in note
    assert "region in space (1)" in note
    assert "point on a further frame of an image (1)" in note


def test_findings_and_measurements_name_points_whose_trackers_do_not(tmp_path):
    row = on_disk(tmp_path)
    tool = "Cornerstone3DTools@^0.1.0:Probe"
    groups = [region(row, "POINT", [[n + 0.5, 2.5]], tool, name) for n, name in enumerate(("N", "S"))]
    found = read_points(report_of_others(tmp_path, row, groups), {"a.dcm": row})
    assert_places({m.name: m.position for m in found.sets["a.dcm"].placed()}, {"N": (0, 2), "S": (1, 2)})
    assert any("called by their finding" in note for note in found.notes)
    measured = [
        sr.Measurement(
            Code(name, "99OTHER", name), 1.0, codes.UCUM.Millimeter,
            referenced_coordinates=[
                sr.CoordinatesForMeasurement("POINT", np.array([[n + 0.5, 2.5]]), image_of(row))
            ],
        )
        for n, name in enumerate(("Ar", "Go"))
    ]  # fmt: skip
    group = sr.MeasurementsAndQualitativeEvaluations(
        sr.TrackingIdentifier(generate_uid(), "jaw"), measurements=measured
    )
    found = read_points(report_of_others(tmp_path, row, [group]), {"a.dcm": row})
    assert_places({m.name: m.position for m in found.sets["a.dcm"].placed()}, {"Ar": (0, 2), "Go": (1, 2)})
    bare = [region(row, "POINT", [[n + 0.5, 2.5]], name) for n, name in enumerate((tool, "N"))]
    found = read_points(report_of_others(tmp_path, row, bare), {"a.dcm": row})
    assert_places({m.name: m.position for m in found.sets["a.dcm"].placed()}, {"1": (0, 2), "N": (1, 2)})
    assert "Without a name, so called by their number: 1 point." in found.notes
    doubled = [region(row, "POINT", [[n + 0.5, 2.5]], "N") for n in range(2)]
    with pytest.raises(TableError, match="two points called N"):
        read_points(report_of_others(tmp_path, row, doubled), {"a.dcm": row})


@pytest.mark.parametrize("verified", [False, True])
def test_points_of_an_algorithm_are_decided_on_once_the_report_is_verified(tmp_path, verified):
    row = on_disk(tmp_path)
    algorithm = sr.AlgorithmIdentification("finder", "1")
    groups = [region(row, "POINT", [[1.0, 2.0]], "N", algorithm_id=algorithm)]
    found = read_points(report_of_others(tmp_path, row, groups, verified), {"a.dcm": row})
    assert found.sets["a.dcm"].get("N").origin is (None if verified else Origin.PREDICTED)


def test_drawings_of_other_programs_are_points_where_they_are_and_texts_their_names(tmp_path):
    row = on_disk(tmp_path)
    path = written(
        GSPS, annotated("a.dcm", {"N": (10, 9), "S": (1, 2), "G": (4, 4), "F": (5, 5)}), row, tmp_path
    )
    state = pydicom.dcmread(path)
    first, second, third, fourth = state.GraphicAnnotationSequence
    for item in (first, second, third, fourth):
        del item.GraphicObjectSequence[0].TrackingID
    second.GraphicObjectSequence[0].GraphicType = "CIRCLE"
    third.GraphicObjectSequence[0].GraphicAnnotationUnits = "DISPLAY"
    del fourth.TextObjectSequence
    for item in (first, fourth):
        del item.ReferencedImageSequence  # drawn on all films of the presentation state
    state.save_as(path)
    found = read_points(path, {"a.dcm": row})
    assert_places({m.name: m.position for m in found.sets["a.dcm"].placed()}, {"N": (10, 9), "2": (5, 5)})
    notes = " ".join(found.notes)
    assert "Without a name, so called by their number: 1 point." in notes
    assert "CIRCLE (1), point in units of DISPLAY (1)" in notes


def test_a_report_without_points_says_so(tmp_path):
    row = on_disk(tmp_path)
    path = written(SR, annotated("a.dcm"), row, tmp_path)
    report = pydicom.dcmread(path)
    report.ContentSequence = []
    report.save_as(path)
    with pytest.raises(TableError, match="holds no landmarks"):
        read_points(path, {"a.dcm": row})


@BOTH
def test_uids_with_zeros_in_front_are_taken_as_they_are(tmp_path, kind):
    with quiet():
        row = on_disk(tmp_path, SOPInstanceUID="1.2.0345.6")
    path = written(kind, annotated("a.dcm"), row, tmp_path)
    assert read_points(path, {"a.dcm": row}).sets["a.dcm"].get("Sella").position == pytest.approx((0, 0))


@BOTH
def test_files_that_would_unpack_or_be_read_for_minutes_are_refused(tmp_path, kind):
    path = written(kind, annotated("a.dcm"), on_disk(tmp_path), tmp_path)
    state = pydicom.dcmread(path)
    save(state, tmp_path / "packed.dcm", DeflatedExplicitVRLittleEndian)
    with pytest.raises(TableError, match="save it uncompressed"):
        read_points(tmp_path / "packed.dcm")
    data = path.read_bytes() + b"\xfe\xff\x00\xe0\0\0\0\0" * 200_000
    (tmp_path / "long.dcm").write_bytes(data)
    with pytest.raises(TableError, match="far more parts"):
        read_points(tmp_path / "long.dcm")


def test_films_that_are_pictures_are_not_opened_for_tables_of_others(tmp_path, monkeypatch):
    rows = {"a.png": FilmRow("a.png", Size(56, 40), path=tmp_path / "a.png")}
    monkeypatch.setattr(
        "engine.io.dicom_references.sop_instance", lambda _path: pytest.fail("a film is opened")
    )
    kind = format_called("coco")
    write_points(tmp_path / "x.coco.json", [annotated("a.png")], SCHEME, list(rows.values()), kind)
    assert read_points(tmp_path / "x.coco.json", rows).sets.keys() == {"a.png"}
