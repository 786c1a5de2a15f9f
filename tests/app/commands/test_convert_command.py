"""`onemark convert` from one kind of file to another and back."""

import json

import numpy as np
import pytest
from dicom_files import STUDY, film_dataset, save
from PIL import Image as Picture

from app import cli
from engine.io import images
from engine.io.dicom import read_dicom_header

ROWS = "a.png,Sella,10.5,9.25,present\na.png,Gn,30,34,occluded\nb.png,Sella,1,2,\n"
TABLE = f"image,landmark,x_px,y_px,presence\n{ROWS}"


@pytest.fixture
def films(tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        Picture.fromarray(np.zeros((40, 56), np.uint8)).save(folder / name)
    return folder


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def convert(*arguments):
    return cli.run_command_line(["convert", *map(str, arguments)])


@pytest.mark.parametrize("suffix", [".coco.json", ".dlc.csv", ".tps"])
def test_there_and_back_the_points_are_the_same(films, table, tmp_path, capsys, suffix):
    there, back = tmp_path / f"out{suffix}", tmp_path / "back.csv"
    assert convert(table, there, "--images", films) == 0
    assert "3 landmarks of 2 films -> " in capsys.readouterr().out
    scheme = tmp_path / "names.txt"
    scheme.write_text("Sella\nGn\n")
    assert convert(there, back, "--images", films, "--scheme", scheme) == 0
    rows = [line.split(",") for line in back.read_text("utf-8").splitlines()]
    places = {tuple(row[0:4:3]): row[4:6] for row in rows}
    assert places["a.png", "Sella"] == ["10.5", "9.25"]
    assert places["a.png", "Gn"] == ["30.0", "34.0"]
    assert places["b.png", "Sella"] == ["1.0", "2.0"]


def test_a_format_of_one_film_a_file_fills_a_folder_and_is_read_from_it(films, table, tmp_path, capsys):
    out = tmp_path / "slicer"
    assert convert(table, out, "--images", films, "--to", "slicer", "--json") == 0
    assert json.loads(capsys.readouterr().out)["films"] == 2
    assert sorted(path.name for path in out.iterdir()) == ["a.mrk.json", "b.mrk.json"]
    assert convert(out, tmp_path / "back.csv", "--images", films) == 0
    assert "a.png,,,Sella,10.5,9.25" in (tmp_path / "back.csv").read_text("utf-8")


@pytest.mark.parametrize("name", ["dicom-sr", "dicom-gsps"])
def test_points_go_into_files_beside_dicom_films_and_come_back_after_these_are_renamed(
    tmp_path, capsys, name
):
    (tmp_path / "films").mkdir()
    for film in ("a", "b"):
        save(film_dataset(np.zeros((40, 56), np.uint8), **STUDY), tmp_path / "films" / f"{film}.dcm")
    (tmp_path / "points.csv").write_text(TABLE.replace(".png", ".dcm"), encoding="utf-8")
    out, back = tmp_path / "out", tmp_path / "back.csv"
    assert convert(tmp_path / "points.csv", out, "--to", name) == 1
    assert "give the folder of the films (--images)" in capsys.readouterr().err
    assert convert(tmp_path / "points.csv", out, "--to", name, "--images", tmp_path / "films") == 0
    (tmp_path / "films" / "b.dcm").rename(tmp_path / "films" / "visit 2.dcm")
    assert convert(out, back, "--images", tmp_path / "films") == 0
    assert "a.dcm,,,Sella,10.5,9.25" in back.read_text("utf-8")
    assert "visit 2.dcm,,,Sella,1.0,2.0" in back.read_text("utf-8")


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("points.mat", "does not say which kind of file"),
        ("points.labelme.json", "give a folder and --to labelme"),
        ("points.tps", "--images"),
    ],
)
def test_what_cannot_be_is_one_sentence(table, tmp_path, capsys, out, words):
    assert convert(table, tmp_path / out) == 1
    captured = capsys.readouterr().err.strip().splitlines()
    assert words in captured[-1]
    assert not (tmp_path / out).exists()


def test_a_table_with_decimal_commas_is_written_and_read(table, tmp_path):
    out, back = tmp_path / "out.csv", tmp_path / "back.csv"
    assert convert(table, out, "--decimal-comma") == 0
    assert "a.png;;;Sella;10,5;9,25;" in out.read_text("utf-8")
    assert convert(out, back) == 0
    assert "a.png,,,Sella,10.5,9.25," in back.read_text("utf-8")


def test_what_tps_counts_in_is_chosen_for_reading_and_for_writing(films, table, tmp_path, capsys):
    up, below, back = tmp_path / "up.tps", tmp_path / "below.tps", tmp_path / "back.csv"
    assert convert(table, below, "--images", films, "--to-frame", "up-edge") == 0
    assert "10.500000 30.750000" in below.read_text("utf-8")  # 40 - 9.25
    assert convert(below, up, "--images", films, "--from-frame", "up-edge") == 0
    assert "10.500000 29.750000" in up.read_text("utf-8")
    assert convert(up, back, "--images", films, "--from", "tps", "--from-frame", "up-centre") == 0
    assert "a.png,,,1,10.5,9.25," in back.read_text("utf-8")
    capsys.readouterr()
    assert convert(table, up, "--images", films, "--from-frame", "centre") == 1
    assert "A table of OneMark counts from the centre" in capsys.readouterr().err
    assert convert(table, tmp_path / "x.coco.json", "--to-frame", "up-edge") == 1
    assert "does not count in up-edge" in capsys.readouterr().err


def test_whose_film_it_is_is_written_where_it_is_asked_for(tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("image,subject,landmark,x_px,y_px\na.png,P-1,S,1,2\n", encoding="utf-8")
    assert convert(path, out) == 0
    assert "P-1" not in out.read_text("utf-8")
    assert convert(path, out, "--with-patient-id") == 0
    assert "a.png,P-1,,S," in out.read_text("utf-8")


def test_a_wide_table_says_what_it_has_no_word_for_and_holds_no_prediction_unasked(table, tmp_path, capsys):
    header = TABLE.splitlines()[0] + ",origin\n"
    rows = "a.png,Sella,1,2,present,annotated\na.png,Gn,3,4,occluded,predicted\na.png,N,,,absent,annotated\n"
    table.write_text(header + rows, encoding="utf-8")
    out = tmp_path / "wide.csv"
    assert convert(table, out, "--layout", "wide") == 0
    answer = capsys.readouterr()
    assert "1 landmark of 1 film -> " in answer.out
    assert "Left out: 1 prediction that nobody has decided on." in answer.err
    assert "A wide table cannot say that a landmark is absent" in answer.err
    assert out.read_text("utf-8").splitlines()[1] == "a.png,1.0,2.0,,,,"
    assert convert(table, out, "--layout", "wide", "--with-unreviewed") == 0
    assert "A wide table cannot say that a landmark is occluded" in capsys.readouterr().err
    assert out.read_text("utf-8").splitlines()[1] == "a.png,1.0,2.0,3.0,4.0,,"


@pytest.mark.parametrize("command", ["convert", "measure"])
def test_the_header_of_a_film_is_read_once(tmp_path, monkeypatch, command):
    films, table, out = tmp_path / "films", tmp_path / "t.csv", tmp_path / "out.csv"
    films.mkdir()
    for name in "ab":
        save(film_dataset(np.zeros((9, 9), np.uint16), PatientID="P7"), films / f"{name}.dcm")
    table.write_text("image,S_x,S_y,N_x,N_y\na,1,1,2,6\nb,1,1,2,6\n", encoding="utf-8")
    read = []

    def counted(path):
        read.append(path.name)
        return read_dicom_header(path)

    monkeypatch.setattr(images, "read_dicom_header", counted)
    options = ("--images", films, "--with-patient-id")
    if command == "convert":
        assert convert(table, out, *options) == 0
    else:
        call = ("measure", "--landmarks", table, "--set", "cephalometry", "--out", out, *options)
        assert cli.run_command_line(list(map(str, call))) == 0
    assert sorted(read) == ["a.dcm", "b.dcm"]
    # whose points these are, the table says, or nobody; whose films were measured, the films
    assert ("P7" in out.read_text("utf-8")) is (command == "measure")
