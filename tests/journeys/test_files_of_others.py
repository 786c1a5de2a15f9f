"""Landmarks of other programs come in by a drop or a menu, and go out under the format's own name."""

import json

import numpy as np
import pytest
from dicom_files import STUDY, film_dataset, save
from exported import wait_for_table
from PySide6.QtWidgets import QFileDialog, QMessageBox
from review_window import FILMS, PLACES, WIDE, driver_on_films, place, predict  # noqa: F401  a fixture
from window_driver import Driver

from app.document import edits
from app.workspace.foreign_files import export_kinds
from engine.io.point_files import format_called, point_formats, read_points
from engine.landmarks import Scheme


@pytest.fixture
def export(driver, monkeypatch, tmp_path):
    """Export by the toolbar to a name, under the kind of the format that is called so.

    As Qt's dialog does, a name without suffix gets the last part of the format's.
    """

    def export_(name, format_name):
        kind = next(words for words, each in export_kinds().items() if each.name == format_name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), kind))
        driver.press_step("export")
        wait_for_table(driver.window)
        driver.settle()
        return tmp_path / name

    return export_


def test_a_tps_file_that_is_dropped_is_imported_and_stays_where_it_is(driver, tmp_path, monkeypatch):
    path = tmp_path / "points.tps"
    path.write_text(f"LM=4\n60 189\n100 159\n140 129\n-1 -1\nIMAGE={FILMS[1]}\nID=1\nSCALE=0.1\n")
    monkeypatch.setattr("app.workspace.tables.ImportDialog.exec", lambda self: self.DialogCode.Accepted)
    driver.drop(path)
    assert driver.landmark("A", FILMS[1]).position == (60.0, 50.0)
    assert driver.landmark("C", FILMS[1]).position == (140.0, 110.0)
    assert driver.landmark("D", FILMS[1]).position is None
    assert driver.project.film(FILMS[1]).spacing.x == 0.1
    assert path.is_file()
    driver.undo()
    assert driver.landmark("A", FILMS[1]).position is None


def labelme(film, **points):
    shapes = [
        {"label": name, "points": [[x + 0.5, y + 0.5]], "shape_type": "point", "flags": {}}
        for name, (x, y) in points.items()
    ]
    values = {"version": "5.4.1", "shapes": shapes, "imagePath": film, "imageData": None}
    return json.dumps({**values, "imageWidth": 300, "imageHeight": 240})


def test_a_json_of_another_program_is_no_project_and_its_points_come_in(driver, tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text(labelme(FILMS[2], A=PLACES["A"], B=(-5.0, 3.0)))
    monkeypatch.setattr("app.workspace.tables.ImportDialog.exec", lambda self: self.DialogCode.Accepted)
    folder = driver.window.workspace.document.folder
    driver.drop(path)
    assert driver.landmark("A", FILMS[2]).position == PLACES["A"]
    assert "outside their film: B" in driver.told
    assert driver.window.workspace.document.folder == folder
    assert [place.name for place in tmp_path.iterdir() if place.name.startswith((".a", "a."))] == ["a.json"]


def test_the_skeleton_of_a_coco_file_becomes_lines(driver, tmp_path, monkeypatch):
    category = {"id": 1, "name": "head", "keypoints": ["A", "B", "C", "D"], "skeleton": [[1, 2], [2, 3]]}
    keypoints = [value for name in "ABCD" for value in (*PLACES[name], 2)]
    image = {"id": 7, "file_name": FILMS[1], "width": None, "height": None}
    entry = {"id": 1, "image_id": 7, "category_id": 1, "keypoints": keypoints}
    path = tmp_path / "points.json"
    path.write_text(json.dumps({"images": [image], "annotations": [entry], "categories": [category]}))
    monkeypatch.setattr("app.workspace.tables.ImportDialog.exec", lambda self: self.DialogCode.Accepted)
    driver.drop(path)
    assert driver.project.scheme.lines == (("A", "B"), ("B", "C"))
    driver.undo()
    assert driver.project.scheme.lines == ()


def test_a_file_of_another_picture_changes_nothing_and_says_why(driver, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(labelme(WIDE, A=PLACES["A"]))
    before = driver.project
    driver.drop(path)
    assert driver.project == before
    assert "was made on 300 x 240" in driver.told


@pytest.mark.parametrize("name", [each.name for each in point_formats() if not each.needs_films])
def test_every_format_is_written_under_its_suffix_and_read_again(driver, export, name):
    kind = next(each for each in point_formats() if each.name == name)
    for film in FILMS[:2]:
        place(driver, film, **PLACES)
    export(f"out{kind.suffixes[0]}", name)
    name = "out" if kind.one_film else f"out{kind.suffixes[0]}"
    out = driver.window.workspace.document.folder.parent / name
    assert out.is_dir() == kind.one_film
    assert str(out) in driver.told
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    assert len(files) == (2 if kind.one_film else 1)
    films = driver.window.controllers.tables
    found = films.understood(files[0])
    assert found.sets[FILMS[0]].get("A").position == pytest.approx(PLACES["A"], abs=0.5)


@pytest.mark.parametrize("name", ["dicom-sr", "dicom-gsps"])
def test_files_of_dicom_films_are_written_beside_them_dropped_again_and_are_no_films(
    driver, tmp_path, monkeypatch, export, name
):
    folder, kind = tmp_path / "visits", format_called(name)
    folder.mkdir()
    for film in ("a.dcm", "b.dcm"):
        save(film_dataset(np.tile(np.arange(300, dtype=np.uint16), (240, 1)), **STUDY), folder / film)
    driver.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(driver.project, Scheme(tuple(PLACES))))
    for film in ("a.dcm", "b.dcm"):
        place(driver, film, **PLACES)
    export(f"visits/reports{kind.suffixes[0]}", name)
    reports = folder / "reports"
    assert sorted(path.name for path in reports.iterdir()) == [f"{end}{kind.suffixes[0]}" for end in "ab"]
    driver.undo()
    assert driver.landmark("D", "b.dcm").position is None
    monkeypatch.setattr("app.workspace.tables.ImportDialog.exec", lambda self: self.DialogCode.Accepted)
    driver.drop((reports / f"b{kind.suffixes[0]}").rename(reports / "IM0007"))
    assert driver.landmark("D", "b.dcm").position == pytest.approx(PLACES["D"], abs=0.01)
    (folder / "a.dcm").rename(folder / "z.dcm")
    driver.close()
    again = Driver(driver.bot, tmp_path / "settings.ini")
    again.open(folder)
    assert set(again.project.films) >= {"b.dcm", "z.dcm"}
    assert not any("reports" in film for film in again.project.films)
    assert "import them to get their points" in again.told
    again.close()


def test_a_report_of_pictures_is_refused_before_anything_is_written(driver, export):
    place(driver, FILMS[0], **PLACES)
    export("out.sr.dcm", "dicom-sr")
    assert f"{FILMS[0]} is no DICOM film" in driver.told
    assert not (driver.window.workspace.document.folder.parent / "out.sr.dcm").exists()


def test_predictions_are_counted_and_asked_for_where_they_cannot_be_marked(
    driver, export, monkeypatch, tmp_path
):
    place(driver, FILMS[0], **PLACES)
    predict(driver, {FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    asked = []

    def answer(button):
        def question(_parent, _title, text, *_more, **_others):
            asked.append(text)
            return button

        monkeypatch.setattr(QMessageBox, "question", question)

    answer(QMessageBox.StandardButton.Cancel)
    assert not export("none.dlc.csv", "deeplabcut").exists()
    asked.clear()
    answer(QMessageBox.StandardButton.No)
    out = export("out.dlc.csv", "deeplabcut")
    assert asked[0].startswith("4 points are predictions that nobody has decided on")
    assert not read_points(out).sets[FILMS[1]].placed()
    answer(QMessageBox.StandardButton.Yes)
    assert len(read_points(export("all.dlc.csv", "deeplabcut")).sets[FILMS[1]].placed()) == 4
    marked = export("out.coco.json", "coco")
    assert len(asked) == 2  # a format that can say so needs no answer
    assert "4 predictions in it are marked" in driver.told
    assert "unreviewed" in marked.read_text("utf-8")


@pytest.mark.parametrize("name", ["coco", "deeplabcut"])
def test_what_was_exported_and_is_dropped_again_says_nothing_new(driver, export, monkeypatch, name):
    place(driver, FILMS[0], **PLACES)
    predict(driver, {FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    monkeypatch.setattr(QMessageBox, "question", lambda *_, **__: QMessageBox.StandardButton.No)
    monkeypatch.setattr("app.workspace.tables.ImportDialog.exec", lambda self: self.DialogCode.Accepted)
    kind = next(each for each in point_formats() if each.name == name)
    export(f"out{kind.suffixes[0].rpartition('.')[1]}{kind.suffixes[0].rpartition('.')[2]}", name)
    before = driver.project.sets
    driver.drop(driver.window.workspace.document.folder.parent / f"out{kind.suffixes[0]}")
    assert driver.project.sets == before
    assert "nothing new" in driver.told
