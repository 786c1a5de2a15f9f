"""`onemark measure`: from a table of landmarks to a table of values."""

from __future__ import annotations

import csv
import json

import numpy as np
import openpyxl
import pytest
from dicom_files import film_dataset, save
from PIL import Image as Picture

from app import cli

HEADER = ["image", "subject", "measurement", "value", "unit", "error", "norm_mean", "norm_sd", "note"]
# the face looks to the right; SNA 90, SNB 84.289 (atan 10), N-Me 100 px
POINTS = {
    "S": (100, 100),
    "N": (200, 100),
    "A": (200, 150),
    "B": (190, 200),
    "Me": (200, 200),
    "Go": (100, 170),
}


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "points.csv"
    rows = [f"a.png,P1,{name},{x},{y},2,0.9,present" for name, (x, y) in POINTS.items()]
    rows += [f"b.png,P1,{name},{499 - x},{y},,,present" for name, (x, y) in POINTS.items() if name != "B"]
    rows += ["b.png,P1,B,,,,,absent"]
    header = "image,subject,landmark,x_px,y_px,error_radius_px,error_coverage,presence"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def measure(*arguments):
    return cli.run_command_line(["measure", *map(str, arguments)])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["image"], row["measurement"]): row for row in rows}


def test_a_row_for_each_film_and_measurement_with_error_norm_class_and_reason(table, tmp_path, capsys):
    out = tmp_path / "values.csv"

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "0.5") == 0
    rows = rows_of(out)
    assert list(next(iter(rows.values()))) == HEADER
    sna, height = rows["a.png", "SNA"], rows["a.png", "N-Me"]
    assert (float(sna["value"]), sna["unit"], sna["norm_mean"]) == (90.0, "deg", "82.0")
    assert float(sna["error"]) > 0
    assert sna["note"] == "type 2: prognathic maxilla"
    assert (float(height["value"]), height["note"]) == (50.0, "mm by typed")
    assert float(rows["b.png", "SNA"]["value"]) == pytest.approx(90)  # it looks to the left
    assert float(rows["b.png", "SNA"]["error"]) > 0
    assert rows["b.png", "SNA"]["note"].endswith("error by the spread of the two readers of ISBI 2015")
    assert rows["b.png", "SNB"]["value"] == ""
    assert rows["b.png", "SNB"]["note"] == "absent: Supramentale (B)"
    assert rows["a.png", "U1-NA"]["note"] == "not placed: Upper incisor apex, Upper incisor tip"
    assert "SNA  90.00" in capsys.readouterr().out


def test_patients_are_told_apart_without_their_ids_unless_these_are_asked_for(table, tmp_path):
    out = tmp_path / "values.csv"
    call = ("--landmarks", table, "--set", "cephalometry", "--out", out)

    assert measure(*call) == 0
    assert {row["subject"] for row in rows_of(out).values()} == {"a.png"}
    assert measure(*call, "--with-patient-id") == 0
    assert {row["subject"] for row in rows_of(out).values()} == {"P1"}


def test_without_spacing_lengths_are_blank_and_it_is_said(table, tmp_path, capsys):
    out = tmp_path / "values.csv"

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out) == 0
    rows = rows_of(out)
    assert (rows["a.png", "N-Me"]["value"], rows["a.png", "N-Me"]["note"]) == ("", "no pixel spacing")
    assert float(rows["a.png", "FHI"]["value"]) == pytest.approx(0.7)
    assert rows["a.png", "FHI"]["note"] == "type 1: normal; pixels taken as square"
    assert "2 films without pixel spacing" in capsys.readouterr().err


def test_a_corrected_point_counts_among_those_whose_values_have_no_error(tmp_path, capsys):
    path, out = tmp_path / "points.csv", tmp_path / "values.csv"
    rows = [f"a.png,{name},{x},{y},2,0.9,corrected" for name, (x, y) in POINTS.items()]
    path.write_text(
        "\n".join(["image,landmark,x_px,y_px,error_radius_px,error_coverage,origin", *rows]), encoding="utf-8"
    )

    assert measure("--landmarks", path, "--set", "cephalometry", "--out", out) == 0
    assert rows_of(out)["a.png", "SNA"]["error"] == ""
    assert "6 points without error radius" in capsys.readouterr().err


def test_the_radius_of_a_reader_gives_values_an_error(table, tmp_path, capsys):
    out = tmp_path / "values.csv"
    call = ("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "0.5")

    assert measure(*call) == 0
    assert "The error of 5 points is the spread of the two readers of ISBI 2015." in capsys.readouterr().err
    assert measure(*call, "--error-radius", "1") == 0
    rows = rows_of(out)
    # 1 mm are the 2 px of the other film
    assert rows["b.png", "SNA"]["error"] == rows["a.png", "SNA"]["error"] != ""


def test_readings_of_the_same_films_say_how_far_off_a_point_may_be(tmp_path, capsys):
    table, out = tmp_path / "points.csv", tmp_path / "values.csv"
    rows = [
        f"{film}.png,{reader},{name},{x + off},0"
        for film in range(5)
        for reader, off in (("one", 0), ("two", 4))
        for name, x in (("S", 100), ("N", 200), *((("A", 300),) if film < 4 else ()))
    ]
    table.write_text("\n".join(["image,reader,landmark,x_px,y_px", *rows]), encoding="utf-8")

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "0.5") == 0
    found = rows_of(out)
    # both clicks lie 2 px, that is 1 mm, from their mean: 2 squares of 2 degrees of freedom a film
    assert float(found["0.png", "S-N"]["error"]) == pytest.approx(2**0.5, rel=1e-4)
    assert found["0.png", "S-N"]["note"] == "mm by typed; error by the spread of the readings of 5 films here"
    # A was read on too few films: the readers of the set stand for it
    assert found["0.png", "SNA"]["note"].endswith(
        "error by the spread of the readings of 5 films here and the spread of the two readers of ISBI 2015"
    )
    assert "The error of 10 points is the spread of the readings of 5 films here." in capsys.readouterr().err


def test_a_prediction_without_radius_has_not_the_spread_of_a_reader(tmp_path, capsys):
    table, out = tmp_path / "points.csv", tmp_path / "values.csv"
    table.write_text(
        "image,landmark,x_px,y_px,origin\na,S,0,0,predicted\na,N,90,0,annotated\n", encoding="utf-8"
    )

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "0.5") == 0
    row = rows_of(out)["a", "S-N"]
    assert row["error"] == ""
    assert row["note"].endswith("error unknown: neither radius nor reader's spread at hand for Sella")
    assert "1 point without error radius" in capsys.readouterr().err


def test_two_spellings_of_one_landmark_are_refused(tmp_path, capsys):
    table = tmp_path / "t.csv"
    table.write_text("image,Na_x,Na_y,N_x,N_y\na,1,2,3,4\n", encoding="utf-8")

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", tmp_path / "values.csv") == 1
    assert "Na, N are one landmark of Cephalometry, Nasion" in capsys.readouterr().err


def test_two_landmarks_a_known_way_apart_give_the_millimetres(table, tmp_path):
    out = tmp_path / "values.csv"

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "S:N=70") == 0
    height = rows_of(out)["a.png", "N-Me"]
    assert (float(height["value"]), height["note"]) == (70.0, "mm by landmark distance")


def test_a_wide_table_without_names_goes_by_the_scheme_of_the_set(tmp_path, capsys):
    table, out = tmp_path / "wide.csv", tmp_path / "values.csv"
    places = {1: (100, 100), 2: (200, 100), 5: (200, 150), 6: (190, 200)}
    cells = [str(value) for n in range(1, 20) for value in places.get(n, ("", ""))]
    header = ",".join(f"x{n},y{n}" for n in range(1, 20))
    table.write_text(f"image,{header}\n001,{','.join(cells)}\n", encoding="utf-8")

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out) == 0
    assert float(rows_of(out)["001", "SNA"]["value"]) == 90
    assert "19 landmarks were matched by their order" in capsys.readouterr().err


def test_a_numbered_table_of_another_length_is_refused_with_what_to_do(tmp_path, capsys):
    table, out = tmp_path / "wide.csv", tmp_path / "values.csv"
    table.write_text("image,x1,y1,x2,y2\n001,1,2,3,4\n", encoding="utf-8")

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out) == 1
    assert "numbers 2 landmarks, and Cephalometry goes by the order of 19" in capsys.readouterr().err
    names = tmp_path / "names.txt"
    names.write_text("S\nN\n", encoding="utf-8")
    call = ("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "1", "--scheme", names)
    assert measure(*call) == 0
    assert float(rows_of(out)["001", "S-N"]["value"]) == pytest.approx(8**0.5, abs=1e-4)


def test_a_wide_output_has_a_row_a_film_and_the_classes(table, tmp_path):
    out = tmp_path / "values.csv"

    call = ("--landmarks", table, "--set", "cephalometry", "--out", out)
    assert measure(*call, "--layout", "wide") == 0
    with out.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["image"], first["SNA"], first["SNA class"]) == ("a.png", "90.0", "type 2")
    assert (second["SNB"], second["SNB class"]) == ("", "")
    wide = out.read_bytes()
    assert measure(*call, "--wide") == 0  # as run.json of before has it
    assert out.read_bytes() == wide


def test_numbers_have_decimal_commas_where_these_are_asked_for(table, tmp_path):
    out = tmp_path / "values.csv"
    call = ("--landmarks", table, "--set", "cephalometry", "--out", out, "--decimal-comma")

    assert measure(*call) == 0
    row = next(line for line in out.read_text("utf-8").splitlines() if line.startswith("a.png;a.png;SNB;"))
    assert row.startswith("a.png;a.png;SNB;84,2894;deg;")


# McNamara has this one by sex alone
@pytest.fixture
def of_two_people(tmp_path):
    path = tmp_path / "people.csv"
    rows = [f"{film},{who},{name},{x},0" for film, who in (("a", "P1"), ("b", "P2")) for name, x in MIDFACE]
    path.write_text("\n".join(["image,subject,landmark,x_px,y_px", *rows]), encoding="utf-8")
    return path


MIDFACE = (("Co", 0), ("A", 90))


@pytest.mark.parametrize(
    ("table_of_sexes", "norms"),
    [
        ("", {"a": "91.0", "b": "91.0"}),  # --sex female
        ("image,sex\na,female\nb,M\n", {"a": "91.0", "b": "99.8"}),
        ("Subject;Gender\nP2;f\nP1;m\n", {"a": "99.8", "b": "91.0"}),
        ("image,landmark,sex\na,A,F\na,B,F\nb,A,\n", {"a": "91.0", "b": ""}),
    ],
)
def test_norms_are_those_of_the_sex_that_is_said(of_two_people, tmp_path, table_of_sexes, norms):
    out, sexes = tmp_path / "values.csv", tmp_path / "sexes.csv"
    sexes.write_text(table_of_sexes, encoding="utf-8")
    call = ("--landmarks", of_two_people, "--set", "cephalometry", "--out", out, "--spacing", "1")

    assert measure(*call, "--sex", sexes if table_of_sexes else "female") == 0
    rows = rows_of(out)
    assert {film: rows[film, "Co-A"]["norm_mean"] for film in "ab"} == norms


def test_an_unknown_sex_is_said_beside_the_value_and_at_the_end(of_two_people, tmp_path, capsys):
    out = tmp_path / "values.csv"

    assert measure("--landmarks", of_two_people, "--set", "cephalometry", "--out", out, "--spacing", "1") == 0
    row = rows_of(out)["a", "Co-A"]
    assert row["norm_mean"] == ""
    assert row["note"].startswith("mm by typed; ")
    assert row["note"].endswith("; sex unknown: no norm, which differs by sex")
    assert "2 films of people of unknown sex" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("image,side\na,left\n", "needs the columns image,sex or subject,sex"),
        ("image,sex\na,1\n", "line 2: '1' is no sex"),
        ("image,sex\na,f\na,m\n", "Line 3: a had another sex before"),
        ("image,sex\nc,f\n", "says the sex of none of these films"),
    ],
)
def test_a_table_of_sexes_that_cannot_be_used_is_refused(of_two_people, tmp_path, capsys, content, sentence):
    out, sexes = tmp_path / "values.csv", tmp_path / "sexes.csv"
    sexes.write_text(content, encoding="utf-8")

    call = ("--landmarks", of_two_people, "--set", "cephalometry", "--out", out, "--sex", sexes)
    assert measure(*call) == 1
    assert sentence in capsys.readouterr().err
    assert not out.exists()


def test_a_sex_that_is_none_is_wrong_usage(of_two_people, tmp_path):
    call = ("--landmarks", of_two_people, "--set", "cephalometry", "--out", tmp_path / "v.csv")

    assert measure(*call, "--sex", "unknown") == 2


def test_a_workbook_holds_the_same_rows(table, tmp_path):
    out = tmp_path / "values.xlsx"

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out) == 0
    rows = list(openpyxl.load_workbook(out).active.values)
    assert list(rows[0]) == HEADER
    assert next(row for row in rows if row[0] == "a.png" and row[2] == "SNA")[3] == 90


def test_no_text_of_a_set_becomes_a_formula_of_a_spreadsheet(tmp_path):
    table, own, out = tmp_path / "t.csv", tmp_path / "own.measures.toml", tmp_path / "values.csv"
    table.write_text("image,landmark,x_px,y_px\n=1+1,A,1,2\n=1+1,B,4,6\n", encoding="utf-8")
    own.write_text(
        'format = "onemark-measures"\nversion = 1\ntitle = "T"\nlandmarks = ["A", "B"]\n[[measurement]]\n'
        'symbol = "=cmd()"\nname = "n"\ndefinition = "d"\nunit = "px"\ndistance = ["A", "B"]\n',
        encoding="utf-8",
    )

    assert measure("--landmarks", table, "--set", own, "--out", out) == 0
    (row,) = rows_of(out).values()
    assert not row["image"].startswith("=")
    assert not row["measurement"].startswith("=")
    assert float(row["value"]) == 5


def test_the_run_is_written_down_and_can_be_made_again(table, tmp_path, capsys):
    out = tmp_path / "values.csv"

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out, "--spacing", "0.5") == 0
    entry = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["exports"]["values.csv"]
    assert (entry["method"], entry["spacing"]) == ("measure cephalometry", "0.5")
    assert cli.run_command_line(["rerun", str(tmp_path / "run.json")]) == 0
    assert "is the same as values.csv to the byte" in capsys.readouterr().out


def test_films_give_their_spacing_also_where_pixels_are_not_square_and_their_patient(tmp_path):
    films, table, out = tmp_path / "films", tmp_path / "t.csv", tmp_path / "values.csv"
    films.mkdir()
    # DICOM states the way down first
    pixels = np.zeros((300, 300), np.uint16)
    dataset = film_dataset(pixels, PixelSpacing=[0.5, 0.25], PatientID="P7", PatientSex="F")
    save(dataset, films / "a.dcm")
    table.write_text(
        "image,S_x,S_y,N_x,N_y,A_x,A_y,Co_x,Co_y\na,100,100,260,100,260,140,90,140\n", encoding="utf-8"
    )
    call = ("--landmarks", table, "--set", "cephalometry", "--out", out, "--images", films)

    assert measure(*call, "--with-patient-id") == 0
    rows = rows_of(out)
    length = rows["a.dcm", "S-N"]
    assert (length["subject"], float(length["value"])) == ("P7", 40.0)
    assert length["note"] == "mm by PixelSpacing; error by the spread of the two readers of ISBI 2015"
    assert float(rows["a.dcm", "SNA"]["value"]) == 90.0
    assert rows["a.dcm", "Co-A"]["norm_mean"] == "91.0"  # a woman's


@pytest.mark.parametrize("suffix", [".coco.json", ".xlsx"])
def test_workbooks_and_the_files_of_other_programs_are_measured_too(table, tmp_path, suffix):
    films, other = tmp_path / "films", tmp_path / f"others{suffix}"
    films.mkdir()
    for name in ("a.png", "b.png"):
        Picture.fromarray(np.zeros((500, 500), np.uint8)).save(films / name)
    assert cli.run_command_line(["convert", str(table), str(other), "--images", str(films)]) == 0
    values = []
    for landmarks in (table, other):
        out = tmp_path / f"of {landmarks.stem}.csv"
        assert measure("--landmarks", landmarks, "--set", "cephalometry", "--out", out) == 0
        values.append({key: row["value"] for key, row in rows_of(out).items()})

    assert values[0] == values[1]


def test_json_says_what_each_measurement_came_to(table, tmp_path, capsys):
    out = tmp_path / "values.csv"

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", out, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["films"] == 2
    assert found["measurements"]["SNA"]["values"] == 2
    assert found["measurements"]["SNA"]["classes"] == {"type 2": 2}
    assert found["measurements"]["SNB"]["blank"] == {"absent: Supramentale (B)": 1}


@pytest.mark.parametrize("radius", ["0", "-1", "much", "inf"])
def test_a_radius_that_is_none_is_wrong_usage(table, tmp_path, radius):
    call = (
        "--landmarks",
        table,
        "--set",
        "cephalometry",
        "--out",
        tmp_path / "v.csv",
        "--error-radius",
        radius,
    )

    assert measure(*call) == 2


def test_the_table_that_is_read_is_never_written_over(table, capsys):
    before = table.read_bytes()

    assert measure("--landmarks", table, "--set", "cephalometry", "--out", table) == 1
    assert table.read_bytes() == before
