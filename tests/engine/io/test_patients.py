"""What films say of their patients stays in the films: a table tells patients apart by names of films."""

import csv

import numpy as np
import PIL.Image
import pytest
from dicom_files import film_dataset, save

from engine.folders.labelled_sets import SetRequest, read_set
from engine.folders.outputs import write_results
from engine.io.patients import PatientDatum, Sex, film_attributes, patient_data, pseudonymous, read_sexes
from engine.io.provenance import RunRecord
from engine.io.table_write import FilmRow, Layout
from engine.landmarks import Scheme
from engine.operation import run

PIXELS = np.arange(64, dtype=np.uint8).reshape(8, 8)
JANE = {"PatientID": "4711-8", "StudyDate": "20240301"}


def row(identity, subject="", timepoint=""):
    known = {"subject": subject, "timepoint": timepoint, "side": "L"}
    return FilmRow(identity, attributes={name: value for name, value in known.items() if value})


def test_films_of_one_patient_share_the_name_of_the_first_and_their_dates_are_counted():
    rows = pseudonymous(
        [
            row("a", "4711", "20240301"),
            row("b", "4712", "20230101"),
            row("c", "4711", "20220301"),
            row("d", "", "20210101"),
            row("e", "4711", "20240301"),
            row("f", "4713"),
        ]
    )
    found = [(film.attributes.get("subject"), film.attributes.get("timepoint")) for film in rows]
    assert found == [("a", "2"), ("b", "1"), ("a", "1"), (None, None), ("a", "2"), ("f", None)]
    assert {film.attributes["side"] for film in rows} == {"L"}


def test_a_header_tells_of_its_patient_by_kind_and_a_picture_of_nobody(tmp_path):
    film = film_dataset(
        PIXELS, **JANE, PatientName="Doe^Jane", PatientBirthDate="19700131", SeriesDate="20240302"
    )
    film.PixelData = b""  # nothing but the header is read
    save(film, tmp_path / "film")
    assert patient_data(tmp_path / "film") == {
        PatientDatum.ID: {"4711-8"},
        PatientDatum.NAME: {"Doe^Jane"},
        PatientDatum.BIRTH_DATE: {"19700131"},
        PatientDatum.STUDY_DATE: {"20240301", "20240302"},
    }
    assert film_attributes(tmp_path / "film") == {"subject": "4711-8", "timepoint": "20240301"}
    PIL.Image.fromarray(PIXELS).save(tmp_path / "film.png")
    (tmp_path / "damaged.dcm").write_bytes(b"\0" * 128 + b"DICM\xff\xff")
    for name in ("film.png", "damaged.dcm", "gone.dcm"):
        assert patient_data(tmp_path / name) == film_attributes(tmp_path / name) == {}


@pytest.mark.parametrize("wanted", [False, True])
def test_results_hold_patients_only_where_that_is_wanted(tmp_path, wanted):
    rows = [row("a.dcm", "4711-8", "20240301"), row("b.dcm", "4711-8", "20240301")]
    out = tmp_path / "out.csv"
    write_results(out, [], Scheme(("S",)), rows, RunRecord(), Layout.TIDY, wanted)
    found = [(line["subject"], line["timepoint"]) for line in csv.DictReader(out.read_text().splitlines())]
    assert found == [("4711-8", "20240301") if wanted else ("a.dcm", "1")] * 2
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert {b"4711-8" in written, b"20240301" in written} == {wanted}


@pytest.mark.parametrize(
    ("subjects", "groups"),
    [
        (["", "", ""], [{"0.dcm", "1.dcm"}, {"2.dcm"}]),  # what the films say
        (["0.dcm", "", ""], [{"0.dcm", "1.dcm"}, {"2.dcm"}]),  # a table without ids names a film
        (["x", "y", "y"], [{"0.dcm"}, {"1.dcm", "2.dcm"}]),  # what a person says wins
    ],
)
def test_films_of_a_patient_stay_together_with_and_without_names_in_the_table(tmp_path, subjects, groups):
    (tmp_path / "films").mkdir()
    lines = ["image,subject,S_x,S_y"]
    for number, patient in enumerate(["4711-8", "4711-8", "4712"]):
        save(film_dataset(PIXELS + np.uint8(number), PatientID=patient), tmp_path / "films" / f"{number}.dcm")
        lines.append(f"{number}.dcm,{subjects[number]},1,2")
    (tmp_path / "table.csv").write_text("\n".join(lines))
    found = run(read_set(SetRequest("", tmp_path / "films", tmp_path / "table.csv"))).groups
    together = [{film for film in found if found[film] == group} for group in dict.fromkeys(found.values())]
    assert together == groups


def test_a_row_that_names_nobody_does_not_say_the_sex_of_people_whom_nobody_knows(tmp_path):
    sexes = tmp_path / "sexes.csv"
    sexes.write_text("subject,sex\nP1,female\n,male\n,female\n", encoding="utf-8")
    assert read_sexes(sexes, {"a.png": "P1", "b.png": ""}) == {"a.png": Sex.FEMALE}
