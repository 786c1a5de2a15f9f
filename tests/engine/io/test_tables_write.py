"""Writing landmark tables: the contract's columns, every landmark of every film, nothing lost."""

import csv
import errno
import os
import random
from pathlib import Path

import openpyxl
import pytest

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io import atomic
from engine.io.atomic import WriteError, check_writable, write_atomic
from engine.io.table_write import Layout, write_table
from engine.io.tables import FilmRow, read_landmarks, write_landmarks, write_wide
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

COLUMNS = (
    "image,subject,timepoint,landmark,x_px,y_px,x_mm,y_mm,presence,origin,confidence,error_radius_px,"
    "error_radius_mm,error_coverage,dx_px,dy_px,reader,reading,modified_utc,spacing_x,spacing_y,"
    "spacing_source,width,height,model,spread_px,spread_mm,mirrored,film_note"
)
SCHEME = Scheme(("S", "N", "A, point"))


def point(name, x, y, origin=Origin.ANNOTATED, **more):
    return Landmark(name, x, y, Presence.PRESENT, origin, **more)


def marks(film, *landmarks, **more):
    return LandmarkSet(film, {mark.name: mark for mark in landmarks}, **more)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_columns_and_rows_are_those_of_the_contract(tmp_path):
    path = tmp_path / "out.csv"
    films = [
        FilmRow("a.dcm", Size(400, 512), Spacing(0.1, 0.2, SpacingSource.RULER), {"subject": "P7"}),
        FilmRow("b.dcm"),
    ]
    moved = point("S", 11.5, 18.0, Origin.CORRECTED, predicted=(10.0, 20.0), error_radius=5.0)
    write_landmarks(path, [marks("a.dcm", moved)], SCHEME, films, with_patient_id=True)
    assert path.read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    rows = rows_of(path)
    assert [(row["image"], row["landmark"]) for row in rows] == [
        (film, name) for film in ("a.dcm", "b.dcm") for name in SCHEME.names
    ]
    first = rows[0]
    assert (first["x_px"], first["y_px"], first["x_mm"], first["y_mm"]) == ("11.5", "18.0", "1.15", "3.6")
    assert (first["dx_px"], first["dy_px"]) == ("1.5", "-2.0")
    assert first["error_radius_mm"] == "1.0"  # the longer half-axis: 0.5 mm by 1 mm
    assert (first["subject"], first["spacing_source"], first["width"]) == ("P7", "ruler", "400")
    assert rows[1]["x_px"] == ""
    assert rows[1]["presence"] == "unplaced"
    assert rows[3]["x_mm"] == rows[3]["width"] == ""
    write_landmarks(path, [marks("a.dcm", moved)], SCHEME, films)
    assert [row["subject"] for row in rows_of(path)] == ["a.dcm"] * 3 + [""] * 3  # nobody asked for it


def test_a_table_says_how_far_to_trust_a_film(tmp_path):
    path = tmp_path / "out.csv"
    films = [
        FilmRow(
            "a", spacing=Spacing(0.1, 0.2, SpacingSource.TYPED), mirrored=True, note="Looks failed: why."
        ),
        FilmRow("b", note="Nothing can be found."),
    ]
    write_landmarks(path, [marks("a", point("S", 1, 2, Origin.PREDICTED, spread=7.5))], SCHEME, films)
    rows = rows_of(path)
    assert (rows[0]["spread_px"], rows[0]["spread_mm"]) == ("7.5", "1.5")
    assert {(row["mirrored"], row["film_note"]) for row in rows[:3]} == {("yes", "Looks failed: why.")}
    assert {(row["mirrored"], row["film_note"]) for row in rows[3:]} == {("", "Nothing can be found.")}
    table = read_landmarks(path)
    assert table.sets["a"].get("S").spread == 7.5
    assert table.notes == ()


def test_the_guide_describes_every_column():
    guide = (Path(__file__).parents[3] / "resources" / "guide" / "tables.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS.split(",") if f"`{name}`" not in guide] == []


def test_a_person_s_points_come_back_to_the_bit(tmp_path):
    dice = random.Random(1)
    landmarks = [point(name, dice.uniform(0, 2000), dice.uniform(0, 2000)) for name in SCHEME.names]
    path = tmp_path / "out.csv"
    written = marks("ä/ß.dcm", *landmarks, reader="Ann", reading=2)
    write_landmarks(path, [written], SCHEME, [FilmRow("ä/ß.dcm")])
    back = read_landmarks(path)
    assert back.sets["ä/ß.dcm"] == written
    assert back.scheme.names == SCHEME.names


def test_a_prediction_names_no_reader_and_comes_back_among_the_points_of_the_film(tmp_path):
    mixed = marks("a", point("S", 1.0, 2.0), point("N", 3.0, 4.0, Origin.PREDICTED), reader="Ann", reading=2)
    write_landmarks(tmp_path / "out.csv", [mixed], SCHEME, [FilmRow("a")])
    assert [row["reader"] for row in rows_of(tmp_path / "out.csv")] == ["Ann", "", "Ann"]
    back = read_landmarks(tmp_path / "out.csv")
    assert (back.sets["a"].reader, back.others) == ("Ann", ())
    assert {mark.name: mark for mark in back.sets["a"].placed()} == mixed.landmarks


def test_predictions_of_a_point_that_a_reader_placed_stay_apart(tmp_path):
    rows = "a,S,1,2,annotated,Ann\na,S,3,4,predicted,\na,N,5,6,predicted,\n"
    (tmp_path / "both.csv").write_text(f"image,landmark,x_px,y_px,origin,reader\n{rows}")
    back = read_landmarks(tmp_path / "both.csv")
    assert [set(back.sets["a"].landmarks), *(set(marks.landmarks) for marks in back.others)] == [
        {"S"},
        {"S", "N"},
    ]


def test_predictions_have_a_thousandth_of_a_pixel(tmp_path):
    path = tmp_path / "out.csv"
    write_landmarks(path, [marks("a", point("S", 1 / 3, 2.0, Origin.PREDICTED))], SCHEME, [FilmRow("a")])
    assert rows_of(path)[0]["x_px"] == "0.333"


def test_the_name_of_a_model_that_is_no_utf8_is_spelled_out(tmp_path):
    odd = point("S", 1.0, 2.0, Origin.PREDICTED, model=os.fsdecode(b"caf\xe9"))
    write_landmarks(tmp_path / "out.csv", [marks("a.png", odd)], SCHEME, [FilmRow("a.png")])
    assert rows_of(tmp_path / "out.csv")[0]["model"] == r"caf\udce9"


def test_the_same_sets_give_the_same_bytes_in_any_order(tmp_path):
    sets = [marks("a", point("S", 1, 2), reader="B"), marks("a", point("S", 3, 4), reader="A")]
    films = [FilmRow("a")]
    write_landmarks(tmp_path / "1.csv", sets, SCHEME, films)
    write_landmarks(tmp_path / "2.csv", sets[::-1], SCHEME, films)
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert [row["reader"] for row in rows_of(tmp_path / "1.csv")] == ["A"] * 3 + ["B"] * 3


def test_points_that_would_be_lost_are_an_error(tmp_path):
    with pytest.raises(TableError, match="landmark Q"):
        write_landmarks(tmp_path / "x.csv", [marks("a", point("Q", 1, 2))], SCHEME, [FilmRow("a")])
    with pytest.raises(TableError, match="not among the films"):
        write_landmarks(tmp_path / "x.csv", [marks("b", point("S", 1, 2))], SCHEME, [FilmRow("a")])
    assert not (tmp_path / "x.csv").exists()


def test_the_wide_table_round_trips(tmp_path):
    path = tmp_path / "wide.csv"
    own = marks("a", point("S", 0.1, 2, None), point("A, point", 3, 4, None))
    write_wide(path, [own], SCHEME, [FilmRow("a"), FilmRow("b")])
    assert path.read_text(encoding="utf-8").splitlines()[2] == "b,,,,,,"
    back = read_landmarks(path)
    assert back.scheme.names == SCHEME.names
    assert {mark.name: mark.position for mark in back.sets["a"].placed()} == {
        "S": (0.1, 2.0),
        "A, point": (3.0, 4.0),
    }
    with pytest.raises(TableError, match="several readings"):
        write_wide(path, [own, marks("a", reading=2)], SCHEME, [FilmRow("a")])


def test_a_full_disk_leaves_the_old_file_and_no_temporary_one(tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    path.write_text("old")

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(WriteError, match=r"out\.csv \(No space left on device\): make room"):
        write_landmarks(path, [], SCHEME, [FilmRow("a")])
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]


def test_ctrl_c_while_writing_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupted(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "out.csv", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_known_before_the_work(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="choose another place"):
        check_writable(tmp_path / "file" / "out.csv")
    with pytest.raises(WriteError, match="folder"):
        check_writable(tmp_path)
    check_writable(tmp_path / "new" / "out.csv")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WriteError, match="Permission denied"):
            write_atomic(tmp_path / "out.csv", b"")
    finally:
        tmp_path.chmod(0o700)


def test_many_files_are_each_written_whole_or_not_at_all(tmp_path, monkeypatch):
    files = {tmp_path / f"{number % 3}" / f"{number}.txt": b"%d" % number for number in range(100)}
    atomic.write_files(files)
    assert {path: path.read_bytes() for path in files} == files
    blocked = tmp_path / "0"
    with pytest.raises(WriteError, match=r"Cannot write .*new"):
        atomic.write_files({tmp_path / "1" / "1.txt": b"other", blocked / "0.txt" / "new": b""})
    assert (blocked / "0.txt").read_bytes() == b"0"
    assert not list(tmp_path.rglob("*.tmp"))


def test_where_a_machine_had_a_point_is_written_only_where_a_reading_moved_one(tmp_path):
    path = tmp_path / "out.csv"
    moved = point("S", 1.0, 2.0, Origin.PREDICTED, unadjusted=(1.2346, 5.0))
    write_landmarks(path, [marks("a", moved, point("N", 3, 4))], SCHEME, [FilmRow("a")])
    assert path.read_text(encoding="utf-8").splitlines()[0] == COLUMNS + ",unadjusted_x_px,unadjusted_y_px"
    table = read_landmarks(path)
    assert table.sets["a"].get("S").unadjusted == (1.235, 5.0)
    assert table.sets["a"].get("N").unadjusted is None
    assert table.notes == ()
    path.write_text(path.read_text(encoding="utf-8").replace(",1.235,5.0", ",1.235,"), encoding="utf-8")
    with pytest.raises(TableError, match="only one of unadjusted_x_px and unadjusted_y_px"):
        read_landmarks(path)


def test_a_workbook_holds_the_same_table_and_comes_back(tmp_path):
    marks = {
        "=S": Landmark("=S", 10.25, -0.125, Presence.PRESENT, Origin.ANNOTATED),
        "Gn": Landmark("Gn", presence=Presence.ABSENT),
    }
    sets, names = [LandmarkSet("a.png", marks, "Ö. R.")], Scheme(("=S", "Gn"))
    for layout in Layout:
        for suffix in (".csv", ".xlsx"):
            write_table(tmp_path / f"table{suffix}", sets, names, [FilmRow("a.png")], layout)
        csv_table, workbook = (read_landmarks(tmp_path / f"table{suffix}") for suffix in (".csv", ".xlsx"))
        assert workbook == csv_table
        assert workbook.sets["a.png"].get("=S").position == (10.25, -0.125)


def test_a_workbook_holds_every_text_or_says_that_it_cannot(tmp_path):
    path, name = tmp_path / "table.xlsx", "<S & 'N' > \r\n  1\t\u00e4 "
    write_table(
        path, [marks("a;b.png", point(name, 1 / 3, 1e-7))], Scheme((name,)), [FilmRow("a;b.png")], Layout.TIDY
    )
    found = read_landmarks(path).sets["a;b.png"]
    assert found.get(name.strip()).position == (1 / 3, 1e-7)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["landmarks"]
    assert book.active["D2"].value == name
    odd = FilmRow("a\x01.png")
    with pytest.raises(TableError, match="cannot hold"):
        write_table(path, [], Scheme(("S",)), [odd], Layout.TIDY)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", b"image,landmark\n"])
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path, data):
    path = tmp_path / "table.xlsx"
    path.write_bytes(data)
    with pytest.raises(TableError, match=r"no workbook, or damaged|empty"):
        read_landmarks(path)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("decimal_comma", [False, True])
@pytest.mark.parametrize("name", ["S", "a,b,c", "a;b;c", "a\tb\tc", 'a;"b",c', "1,5"])
def test_numbers_and_names_come_back_to_the_bit_with_decimal_points_and_commas(
    tmp_path, layout, decimal_comma, name
):
    path, scheme = tmp_path / "out.csv", Scheme((name, "N"))
    spacing = Spacing(0.1, 1 / 3, SpacingSource.TYPED)
    placed = [point(name, 1 / 3, 1.5e-7), point("N", -0.25, 1234.0)]
    film = FilmRow("a;b,c.png", Size(5000, 4000), spacing)
    write_table(path, [marks(film.identity, *placed)], scheme, [film], layout, decimal_comma=decimal_comma)
    found = read_landmarks(path)
    assert found.scheme.names == scheme.names
    positions = [mark.position for mark in found.sets[film.identity].landmarks.values()]
    assert positions == [mark.position for mark in placed]
    text = path.read_text("utf-8")
    assert ("0,3333333333333333" in text, "0.3333333333333333" in text) == (decimal_comma, not decimal_comma)
    if layout is Layout.TIDY:
        assert found.spacings[film.identity] == spacing
