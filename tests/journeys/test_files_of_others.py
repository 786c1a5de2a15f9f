"""Landmarks of other programs come in by a drop or a menu, and go out under the format's own name."""

import json
import shutil
import threading

import numpy as np
import pytest
from dicom_files import STUDY, film_dataset, save
from import_window import (
    CANCEL,
    choose_files,
    choose_in,
    export,
    export_dialog,
    press,
    preview,
    settle_import,
    take,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from review_window import FILMS, PLACES, WIDE, driver_on_films, place, predict  # noqa: F401  a fixture
from window_driver import LEFT, Driver

from app.document import edits
from app.views.left_out_list import LeftOutDialog
from app.workspace.foreign_files import export_kinds
from engine.io.point_files import format_called, point_formats, read_points
from engine.landmarks import Presence, Scheme

COMMA_TABLE = "A row for each film and landmark, ; and decimal commas (*.csv)"
WIDE_TABLE = "A row for each film, pixels alone (*.csv)"
FORMATS = [each.name for each in point_formats() if not each.needs_films]


def title_of(name):
    """What the dialog of the export calls a format."""
    return next(title for title, kind in export_kinds().items() if kind.name == name)


def listing(folder):
    """Every file below a folder with what is in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tps(path, *films):
    """A TPS file in which D is absent and C of the second film lies outside it."""
    parts = (
        f"LM=4\n60 189\n100 159\n140 {129 if number != 1 else 900}\n-1 -1\n"
        f"IMAGE={film}\nID={number}\nSCALE=0.1\n"
        for number, film in enumerate(films)
    )
    path.write_text("".join(parts))
    return path


def labelme(path, film, **points):
    shapes = [
        {"label": name, "points": [[x + 0.5, y + 0.5]], "shape_type": "point", "flags": {}}
        for name, (x, y) in points.items()
    ]
    values = {"version": "5.4.1", "shapes": shapes, "imagePath": film, "imageData": None}
    path.write_text(json.dumps({**values, "imageWidth": 300, "imageHeight": 240}))
    return path


def test_an_import_is_looked_at_on_a_film_and_says_what_it_leaves_out(driver, tmp_path):
    place(driver, FILMS[0], A=(20.0, 20.0))
    path = tps(tmp_path / "points.tps", *FILMS[:3], "patient 77.png")
    before = driver.project.sets
    driver.drop(path)
    dialog = preview(driver)
    assert "7 points and 3 absent landmarks on 3 films" in dialog.words
    assert "matched by their order" in dialog.words
    assert {row.cells for row in dialog.left_out.rows} == {
        ("patient 77.png", "all", "no such film in the folder"),
        (FILMS[1], "C", "outside the film (140, -661)"),
        (FILMS[0], "A", "stays where a person placed it"),
    }
    assert driver.project.sets == before
    seen = set()
    for _ in range(3):
        driver.bot.waitUntil(lambda: dialog.film._display.picture is not None)
        marks = {mark.name: (mark.x, mark.y) for mark in dialog.film._display.marks}
        assert (marks["A"], marks["B"]) == ((60.0, 50.0), (100.0, 80.0))
        assert [mark.name for mark in dialog.film._display.marks if mark.stale] == (
            ["A"] if dialog.film_chosen == FILMS[0] else []
        )
        seen.add(dialog.film_chosen)
        QTest.mouseClick(dialog._next, LEFT)
    assert seen == set(FILMS[:3])
    take(driver)
    assert driver.landmark("A", FILMS[0]).position == (20.0, 20.0)
    assert driver.landmark("A", FILMS[1]).position == (60.0, 50.0)
    assert driver.landmark("C", FILMS[1]).position is None
    assert driver.landmark("C", FILMS[2]).position == (140.0, 110.0)
    assert driver.project.film(FILMS[1]).spacing.x == 0.1
    driver.press_notice()
    (report,) = driver.window.findChildren(LeftOutDialog)
    QTest.mouseClick(report.left_out.copy, LEFT)
    assert f"{FILMS[1]}\tC\toutside the film (140, -661)" in QApplication.clipboard().text()
    report.close()
    driver.window.activateWindow()
    driver.undo()
    assert driver.project.sets == before
    assert driver.project.film(FILMS[1]).spacing is None
    driver.window.actions_["import-report"].trigger()  # the list is still there
    assert "matched by their order" in driver.window.findChildren(LeftOutDialog)[-1].sentences


def test_what_the_list_of_films_says_adds_up_to_the_headline(driver, tmp_path):
    place(driver, FILMS[0], A=(60.0, 50.0), B=(100.0, 80.0))
    driver.drop(tps(tmp_path / "points.tps", *FILMS[:3]))
    dialog = preview(driver)
    assert "6 points and 3 absent landmarks on 3 films" in dialog.words
    box = dialog.findChild(QComboBox)
    assert [box.itemText(row) for row in range(box.count())] == [
        f"{FILMS[1]}: 2 points and 1 absent landmark, some left out",
        f"{FILMS[0]}: 1 point and 1 absent landmark",
        f"{FILMS[2]}: 3 points and 1 absent landmark",
    ]
    dialog.close()


@pytest.mark.parametrize("way", ["button", "escape", "another file", "another folder"])
def test_an_import_that_is_left_leaves_all_as_it_was(driver, tmp_path, way):
    stack = driver.window.workspace.document.undo_stack
    before = driver.project.sets, driver.project.scheme, stack.count()
    driver.drop(tps(tmp_path / "points.tps", FILMS[1]))
    dialog = preview(driver)
    if way == "button":
        QTest.mouseClick(dialog.cancel, LEFT)
    elif way == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    elif way == "another file":
        driver.drop(labelme(tmp_path / "a.json", FILMS[2], A=PLACES["A"]))
        assert preview(driver) is not dialog
        preview(driver).close()
    else:
        (tmp_path / "more").mkdir()
        shutil.copy(tmp_path / "films" / FILMS[0], tmp_path / "more")
        driver.open(tmp_path / "more")
    driver.settle()
    assert driver.window.controllers.importing.dialog is None
    if way != "another folder":
        assert (driver.project.sets, driver.project.scheme, stack.count()) == before


def test_a_window_that_can_only_read_says_so_instead_of_taking_points(driver, qtbot, tmp_path):
    second = Driver(qtbot, tmp_path / "other.ini")
    second.open(tmp_path / "films")
    second.drop(tps(tmp_path / "points.tps", FILMS[1]))
    settle_import(second)
    assert second.window.controllers.importing.dialog is None
    assert second.told == second.window.workspace.document.read_only
    assert second.told
    second.close()


def test_what_was_taken_is_there_though_the_window_is_closed_at_once(driver, tmp_path, qtbot):
    driver.drop(tps(tmp_path / "points.tps", FILMS[1]))
    box = preview(driver)._whose
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)  # so that the step is made anew, beside the window
    QTest.mouseClick(preview(driver).take, LEFT)
    driver.close()
    later = Driver(qtbot, tmp_path / "settings.ini")
    later.open(tmp_path / "films")
    assert later.landmark("A", FILMS[1]).position == (60.0, 50.0)
    later.close()


def test_whose_points_they_are_is_asked_in_the_preview(driver, tmp_path):
    driver.drop(tps(tmp_path / "points.tps", FILMS[1]))
    box = preview(driver)._whose
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    take(driver)
    assert driver.landmark("A", FILMS[1]).origin == "predicted"


def test_points_placed_while_the_preview_is_open_stay(driver, tmp_path):
    driver.drop(tps(tmp_path / "points.tps", FILMS[0]))
    preview(driver)
    driver.click(30, 40)
    clicked = driver.landmark("A", FILMS[0]).position
    assert clicked != (60.0, 50.0)
    take(driver)
    assert driver.landmark("A", FILMS[0]).position == clicked
    assert driver.landmark("B", FILMS[0]).position == (100.0, 80.0)
    assert "1 landmark stayed as decided before" in driver.told


def test_the_skeleton_of_a_coco_file_becomes_lines(driver, tmp_path):
    category = {"id": 1, "name": "head", "keypoints": ["A", "B", "C", "D"], "skeleton": [[1, 2], [2, 3]]}
    keypoints = [value for name in "ABCD" for value in (*PLACES[name], 2)]
    image = {"id": 7, "file_name": FILMS[1], "width": None, "height": None}
    entry = {"id": 1, "image_id": 7, "category_id": 1, "keypoints": keypoints}
    path = tmp_path / "points.json"
    path.write_text(json.dumps({"images": [image], "annotations": [entry], "categories": [category]}))
    driver.drop(path)
    take(driver)
    assert driver.project.scheme.lines == (("A", "B"), ("B", "C"))
    driver.undo()
    assert driver.project.scheme.lines == ()


def test_what_a_file_counts_in_is_chosen_beside_its_points(driver, tmp_path):
    driver.drop(tps(tmp_path / "points.tps", FILMS[0]))
    dialog = preview(driver)
    choose_in(dialog._frames, "pixels, y goes up from the row below the lowest: the height of the film - y")
    driver.bot.waitUntil(lambda: not driver.window.controllers.importing.is_reading)
    take(driver)
    assert driver.landmark("A").position == pytest.approx((60.0, 240.0 - 189.0))


def test_a_table_with_decimal_commas_is_written_and_read_again(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], A=(20.25, 30.5))
    export(driver, monkeypatch, tmp_path / "out.csv", COMMA_TABLE)
    assert "20,25" in (tmp_path / "out.csv").read_text("utf-8")
    assert read_points(tmp_path / "out.csv").sets[FILMS[0]].get("A").position == (20.25, 30.5)


def test_a_file_of_another_picture_changes_nothing_and_says_why(driver, tmp_path):
    before = driver.project.sets
    driver.drop(labelme(tmp_path / "a.json", WIDE, A=PLACES["A"]))
    settle_import(driver)
    assert driver.project.sets == before
    assert "was made on 300 x 240" in driver.told


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_dropped_and_taken_again_and_stays_where_it_is(
    driver, monkeypatch, tmp_path, name
):
    kind = next(each for each in point_formats() if each.name == name)
    for film in FILMS[:2]:
        place(driver, film, **PLACES)
    places = tmp_path / "out"
    places.mkdir()
    export(driver, monkeypatch, places / f"out{kind.suffixes[0]}", title_of(name))
    assert str(places / "out") in driver.told
    files = listing(places)
    assert len(files) == (2 if kind.one_film else 1)
    for _ in range(2 * len(PLACES)):
        driver.undo()
    assert not any(marks.placed() for marks in driver.project.sets.values())
    driver.drop(places / "out" if kind.one_film else next(iter(files)))
    take(driver)
    for film in FILMS[:2]:
        for landmark, spot in PLACES.items():
            assert driver.landmark(landmark, film).position == pytest.approx(spot, abs=0.5)
    assert listing(places) == files


@pytest.mark.parametrize("name", ["dicom-sr", "dicom-gsps"])
def test_files_of_dicom_films_are_written_beside_them_dropped_again_and_are_no_films(
    driver, tmp_path, monkeypatch, name
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
    export(driver, monkeypatch, folder / f"reports{kind.suffixes[0]}", title_of(name))
    reports = folder / "reports"
    assert sorted(path.name for path in reports.iterdir()) == [f"{end}{kind.suffixes[0]}" for end in "ab"]
    driver.undo()
    assert driver.landmark("D", "b.dcm").position is None
    driver.drop((reports / f"b{kind.suffixes[0]}").rename(reports / "IM0007"))
    take(driver)
    assert driver.landmark("D", "b.dcm").position == pytest.approx(PLACES["D"], abs=0.01)
    (folder / "a.dcm").rename(folder / "z.dcm")
    driver.close()
    again = Driver(driver.bot, tmp_path / "settings.ini")
    again.open(folder)
    assert set(again.project.films) >= {"b.dcm", "z.dcm"}
    assert not any("reports" in film for film in again.project.films)
    assert "import them to get their points" in again.told
    again.close()


def test_a_report_of_pictures_is_refused_before_anything_is_written(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], **PLACES)
    export(driver, monkeypatch, tmp_path / "out.sr.dcm", title_of("dicom-sr"))
    assert f"{FILMS[0]} is no DICOM film" in driver.told
    assert not (tmp_path / "out.sr.dcm").exists()


def test_predictions_are_counted_and_asked_for_where_they_cannot_be_marked(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], **PLACES)
    predict(driver, {FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    dialog = export_dialog(driver, title_of("deeplabcut"))
    assert "8 points on 2 films" in dialog.words
    assert "4 of them, on 1 film, are predictions that nobody has reviewed" in dialog.words
    assert "cannot say so" in dialog.words
    assert dialog.leave_out.isVisible()
    press(dialog, CANCEL)
    for title in (title_of("deeplabcut"), WIDE_TABLE):
        out = tmp_path / ("out.dlc.csv" if title != WIDE_TABLE else "out.csv")
        export(driver, monkeypatch, out, title)
        assert "Left out: 4 predictions" in driver.told
        assert FILMS[1] not in read_points(out).sets or not read_points(out).sets[FILMS[1]].placed()
        export(driver, monkeypatch, out, title, with_unreviewed=True)
        assert len(read_points(out).sets[FILMS[1]].placed()) == 4


def test_what_a_format_has_no_word_for_is_said_before_and_after_it_is_written(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], A=PLACES["A"])
    predict(driver, {FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    document = driver.window.workspace.document
    for name, presence in (("A", Presence.OCCLUDED), ("B", Presence.ABSENT)):
        document.push(edits.set_presence(driver.project, FILMS[0], name, presence, now=document.now()))
    for title, lost in (
        (title_of("coco"), {"absent"}),
        (title_of("slicer"), {"occluded"}),
        (title_of("cvat"), set()),
        (WIDE_TABLE, {"absent", "occluded"}),
    ):
        dialog = export_dialog(driver, title)
        for presence in ("absent", "occluded"):
            assert (f"cannot say that a landmark is {presence}" in dialog.words) == (presence in lost)
        driver.settle()
        for shown in dialog.findChildren(QLabel):  # no line is cut off
            assert shown.height() >= shown.heightForWidth(shown.width())
        press(dialog, CANCEL)
    export(driver, monkeypatch, tmp_path / "out.json", title_of("coco"))
    assert "COCO keypoints cannot say that a landmark is absent" in driver.told
    export(driver, monkeypatch, tmp_path / "out.csv", WIDE_TABLE)
    assert "A wide table cannot say that a landmark is occluded" in driver.told


def test_a_film_of_absent_landmarks_alone_is_exported_where_these_can_be_said(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], **PLACES)
    document = driver.window.workspace.document
    for name in PLACES:
        change = edits.set_presence(driver.project, FILMS[1], name, Presence.ABSENT, now=document.now())
        document.push(change)
    export(driver, monkeypatch, tmp_path / "out.xml", title_of("cvat"))
    found = read_points(tmp_path / "out.cvat.xml").sets[FILMS[1]]
    assert {mark.presence for mark in found.landmarks.values()} == {Presence.ABSENT}


def test_predictions_are_marked_where_the_format_can_say_so(driver, monkeypatch, tmp_path):
    predict(driver, {FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    dialog = export_dialog(driver, title_of("coco"))
    assert "The file marks them as such" in dialog.words
    assert not dialog.leave_out.isVisible()
    press(dialog, CANCEL)
    export(driver, monkeypatch, tmp_path / "out.json", title_of("coco"))
    assert "4 predictions in it are marked" in driver.told
    assert "unreviewed" in (tmp_path / "out.coco.json").read_text("utf-8")


def test_an_export_under_the_name_of_another_format_is_refused(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], **PLACES)
    export(driver, monkeypatch, tmp_path / "out.tps")
    assert "is the name of a file of TPS" in driver.told
    assert not (tmp_path / "out.tps").exists()


@pytest.mark.parametrize("name", ["coco", "deeplabcut"])
def test_what_was_exported_and_is_dropped_again_says_nothing_new(driver, monkeypatch, tmp_path, name):
    place(driver, FILMS[0], **PLACES)
    predict(driver, {FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    kind = next(each for each in point_formats() if each.name == name)
    export(driver, monkeypatch, tmp_path / f"out{kind.suffixes[0]}", title_of(name))
    before = driver.project.sets
    driver.drop(tmp_path / f"out{kind.suffixes[0]}")
    settle_import(driver)
    assert driver.project.sets == before
    assert "nothing new" in driver.told


def test_several_files_chosen_in_the_menu_come_in_as_one_step(driver, monkeypatch, tmp_path):
    files = [labelme(tmp_path / f"{number}.json", FILMS[number], A=PLACES["A"]) for number in range(3)]
    files.append(labelme(tmp_path / "far.json", "nowhere.png", A=PLACES["A"]))
    choose_files(monkeypatch, *files)
    driver.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = preview(driver)
    assert "3 points on 3 films" in dialog.words
    (row,) = dialog.left_out.rows
    assert row.film == "far.json"
    assert "knows no film of the folder" in row.why
    take(driver)
    assert [driver.landmark("A", film).position for film in FILMS[:3]] == [PLACES["A"]] * 3
    driver.undo()
    assert not any(marks.placed() for marks in driver.project.sets.values())


def test_the_window_answers_while_a_file_is_read(driver, monkeypatch, tmp_path):
    may_read = threading.Event()

    def slowly(*words):
        assert threading.current_thread() is not threading.main_thread()
        assert may_read.wait(60)
        return read_points(*words)

    monkeypatch.setattr("app.workspace.incoming.read_points", slowly)
    driver.drop(tps(tmp_path / "points.tps", FILMS[1]))
    assert driver.told == "points.tps is being read."
    driver.click(30, 40)
    assert driver.landmark("A", FILMS[0]).position is not None
    driver.drop(tmp_path / "points.tps")
    assert driver.told == "A file is being read: wait for it, then import again."
    may_read.set()
    take(driver)
    assert driver.landmark("B", FILMS[1]).position == (100.0, 80.0)
