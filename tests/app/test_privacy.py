"""`onemark doctor --privacy` lists what of patients lies where, without repeating it."""

import json

import numpy as np
import PIL.Image
import PIL.PngImagePlugin
import pytest
from dicom_files import STUDY as OF_A_STUDY
from dicom_files import film_dataset, save
from written_points import write_points

from app import cli
from app.privacy import Place, trace_patients
from engine.errors import EngineError
from engine.io.patients import PatientDatum
from engine.io.point_files import format_called
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Presence, Scheme
from engine.operation import run

PIXELS = np.arange(64, dtype=np.uint8).reshape(8, 8)
JANE = {"PatientID": "4711-8", "PatientName": "Doe^Jane", "StudyDate": "20240301"}
ID, NAME = PatientDatum.ID, PatientDatum.NAME
BIRTH, STUDY = PatientDatum.BIRTH_DATE, PatientDatum.STUDY_DATE


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "films"
    (folder / "Doe_Jane").mkdir(parents=True)
    save(film_dataset(PIXELS, **JANE, PatientBirthDate="19700131"), folder / "1.dcm")
    save(film_dataset(PIXELS, **JANE), folder / "Doe_Jane" / "2.dcm")
    save(film_dataset(PIXELS, PatientID="7"), folder / "3.dcm")  # too short to be told from other numbers
    return folder


def found(folder, *own):
    report = run(trace_patients(folder, own))
    return {(trace.file, trace.place, trace.datum): trace.count for trace in report.traces}, report


def written(folder, text, name="file"):
    """What is found in a file that holds `text`."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    traces = found(folder)[0]
    return {
        datum: count
        for (file, place, datum), count in traces.items()
        if (file, place) == (name, Place.CONTENT)
    }


def test_headers_and_names_of_files_are_counted_by_kind(folder):
    traces, report = found(folder)
    assert traces == {("Doe_Jane/2.dcm", Place.NAME, NAME): 1}
    assert (report.films, report.in_films) == (3, {ID: 3, NAME: 2, BIRTH: 1, STUDY: 2})


def test_the_files_of_a_project_are_looked_into_hidden_ones_too(folder):
    film = {"file_attributes": {"subject": "4711-8", "timepoint": "20240301"}}
    project = json.dumps({"films": {"1.dcm": film, "Doe_Jane/2.dcm": {}}})
    expected = {ID: 1, STUDY: 1, NAME: 1}
    for name in ("onemark.project.json", ".onemark.project/journal.jsonl", ".onemark.project/backup.json"):
        assert written(folder, project, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("image,subject,timepoint\n1.dcm,4711-8,20240301\n", {ID: 1, STUDY: 1}),
        ("image;Subject;x_px\n1.dcm;7;1\n3.dcm;7;2\n", {ID: 2}),  # what a field for it holds, known or not
        ("image,subject,timepoint,x_px\n1.dcm,1.dcm,1,7\n2.dcm,1.dcm,2,4711\n", {}),  # as OneMark writes it
        ("image,study date,Patient Name\na,2019-01-31,Roe\n", {STUDY: 1, NAME: 1}),
        ('{"attributes": {"subject": "case 9"}}', {ID: 1}),
        ("Film of Jane Doe, born 31.01.1970, taken 2024-03-01", {NAME: 1, BIRTH: 1, STUDY: 1}),
        ('{"written_utc": "2024-03-01T10:11:12+00:00"}', {}),  # the day of writing is no study's
        ("", {}),
    ],
)
def test_texts_are_compared_with_headers_and_by_their_fields(folder, text, expected):
    assert written(folder, text) == expected


@pytest.mark.parametrize("name", ["dicom-sr", "dicom-gsps"])
def test_reports_of_films_hold_their_patient_and_are_named(folder, name):
    kind, film = format_called(name), folder / "5.dcm"
    save(film_dataset(PIXELS, **OF_A_STUDY | JANE), film)
    marks = LandmarkSet("5.dcm", {"S": Landmark("S", 1.0, 2.0, Presence.PRESENT)})
    report = folder / f"report{kind.suffixes[0]}"
    write_points(report, [marks], Scheme(("S",)), [FilmRow("5.dcm", path=film)], kind)
    traces, found_in = found(folder)
    assert found_in.films == 4
    assert {ID, NAME, STUDY} <= {datum for file, _place, datum in traces if file == report.name}


def test_text_in_pictures_and_models_is_found(folder):
    texts = PIL.PngImagePlugin.PngInfo()
    texts.add_text("Comment", "Jane Doe")
    PIL.Image.fromarray(PIXELS).save(folder / "overlay.png", pnginfo=texts)
    (folder / "state.pt").write_bytes(b"\0" * 5_000_000 + b"4711-8\0")
    traces, _ = found(folder)
    assert traces["overlay.png", Place.CONTENT, NAME] == traces["state.pt", Place.CONTENT, ID] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_are_found_in_every_encoding_of_tables(folder, encoding):
    save(film_dataset(PIXELS, SpecificCharacterSet="ISO_IR 100", PatientName="Größe^Änne"), folder / "4.dcm")
    (folder / "table.csv").write_bytes("who\nÄnne Größe\n".encode(encoding))
    assert found(folder)[0]["table.csv", Place.CONTENT, NAME] == 1


def test_own_settings_that_name_the_folder_are_found_and_drawn_samples_are_nobodys(folder, tmp_path):
    own = tmp_path / "own"
    (own / "Sample films").mkdir(parents=True)
    (own / "Sample films" / "onemark.project.json").write_text('{"subject": "hand01"}')
    (own / "OneMark.conf").write_text("[General]\nrecent=/data/Doe Jane/films\n")
    traces, _ = found(folder, own, own / "OneMark.conf", tmp_path / "gone")
    assert [key for key in traces if key[0].startswith(str(own))] == [
        (str(own / "OneMark.conf"), Place.CONTENT, NAME)
    ]


def test_the_command_prints_kinds_and_counts_and_no_values(folder, monkeypatch, capsys):
    monkeypatch.setattr("app.privacy.own_places", lambda: ())
    (folder / "out.csv").write_text("image,subject\n1.dcm,4711-8\n")
    assert cli.run_command_line(["doctor", "--privacy", str(folder)]) == 0
    text = capsys.readouterr().out
    assert "  out.csv: patient id 1x\n" in text
    assert "rename those" in text
    assert "4711-8" not in text
    assert cli.run_command_line(["doctor", "--privacy", str(folder), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {"file": "out.csv", "in": "content", "what": "patient id", "count": 1} in data["found"]
    assert data["in_films"]["patient id"] == 3
    assert cli.run_command_line(["doctor", "--privacy", str(folder), "--images", str(folder)]) == 2
    assert "ask for one of them" in capsys.readouterr().err
    with pytest.raises(EngineError, match="There is no folder"):
        found(folder / "gone")


def test_a_folder_without_films_is_looked_into_by_its_fields(tmp_path):
    assert written(tmp_path, "image,subject\na,9\n") == {ID: 1}
