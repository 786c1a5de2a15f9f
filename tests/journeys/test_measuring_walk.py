"""Measuring in the window by mouse and keys: values while points are edited, on the film, in a table."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from import_window import export
from measured_window import MeasuredWindow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from window_driver import LEFT, NO_KEYS

from app import cli
from app.document import edits
from app.film import measures, own_measures
from engine.imaging.image import SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.measurements.own_measurement import OwnKind


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = MeasuredWindow(qtbot, tmp_path)
    yield driver
    driver.close()


def test_a_set_beside_the_films_is_measured_with_the_reason_where_a_point_lacks(driver):
    assert driver.drawn == ()
    driver.unfold()
    assert driver.panel.is_open
    assert driver.rows == {"A-B": "50.0 mm", "ABC": "90.0\N{DEGREE SIGN}", "A-D": "not placed: D"}
    driver.choose_in(driver.panel._sets, "Small")
    assert driver.rows == {"A-B": "50.0 mm", "ABC": "90.0\N{DEGREE SIGN}", "A-D": "not placed: D"}
    assert driver.panel._said.text() == "mm by ruler"


def test_a_norm_by_sex_is_that_of_the_person_whose_film_is_on_screen(driver):
    norms = '[{ mean = 50, sd = 5 }, { mean = 40, sd = 5, sex = "female" }]'
    text = driver.set_file.read_text("utf-8").replace('{ mean = 50, sd = 5, source = "Nobody 1900" }', norms)
    driver.set_file.write_text(text, "utf-8")
    driver.unfold()
    row = driver.panel._rows.rows[0]
    assert (row.deviation, "Sex unknown: norm for both sexes." in row.told) == (0, True)
    document = driver.window.workspace.document
    films = {
        name: replace(film, user_attributes={"sex": "F"}) for name, film in document.project.films.items()
    }
    document.push(edits.change(document.project, "of a woman", films=films))
    row = driver.panel._rows.rows[0]
    assert (row.deviation, row.norm, "Sex unknown" in row.told) == (2, "norm 40", False)


def test_values_follow_a_point_while_it_is_dragged_and_go_back_with_esc_and_undo(driver):
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    driver.pick("A-B")
    port, start, end = driver.film_view.viewport(), driver.spot(150, 50), driver.spot(170, 50)
    driver.film_view.setFocus()
    QTest.mousePress(port, LEFT, NO_KEYS, start)
    QTest.mouseMove(port, start + QPoint(4, 0))
    QTest.mouseMove(port, end)
    driver.settle()
    assert float(driver.rows["A-B"].split()[0]) == pytest.approx(60, abs=driver.within)
    assert driver.drawn[0].solid[0][1][0] == pytest.approx(170, abs=2 * driver.within)
    QTest.keyClick(driver.film_view, Qt.Key.Key_Escape)
    assert driver.rows["A-B"] == "50.0 mm"
    assert driver.drawn[0].solid[0][1] == (150, 50)
    QTest.mouseRelease(port, LEFT, NO_KEYS, end)
    driver.drag("B", 170, 50)
    assert float(driver.rows["A-B"].split()[0]) == pytest.approx(60, abs=driver.within)
    driver.undo()
    assert driver.rows["A-B"] == "50.0 mm"
    assert driver.drawn[0].text == "A-B 50.0 mm"


def test_the_chosen_measurement_is_drawn_and_by_a_key_all_of_the_group(driver):
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    driver.pick("ABC")
    assert driver.film_view.hasFocus()
    assert [measure.text for measure in driver.drawn] == ["ABC 90.0\N{DEGREE SIGN}"]
    assert driver.drawn[0].chosen
    driver.key(Qt.Key.Key_E)
    assert [measure.chosen for measure in driver.drawn] == [False, True]
    driver.choose_in(driver.panel._groups, "Lengths")
    assert list(driver.rows) == ["A-B", "A-D"]
    assert [measure.text for measure in driver.drawn] == ["A-B 50.0 mm"]
    driver.panel._tree.setFocus()
    driver.unfold()
    assert driver.drawn == ()
    assert driver.film_view.hasFocus()


def test_set_and_group_are_those_of_the_project_at_the_next_start(driver, qtbot, tmp_path):
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    driver.choose_in(driver.panel._groups, "Angles")
    other = tmp_path / "other"
    other.mkdir()
    (other / "film.png").write_bytes((driver.folder / "film0.png").read_bytes())
    driver.open(other)
    assert driver.panel._sets.currentText() == "Choose a set"
    driver.open(driver.folder)
    assert driver.panel._sets.currentText() == "Small"
    assert list(driver.rows) == ["ABC"]


def test_a_file_that_is_no_set_is_refused_in_a_sentence_and_the_set_before_stays(
    driver, tmp_path, monkeypatch
):
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    bad = tmp_path / "bad.measures.toml"
    bad.write_text("format = ")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(bad), ""))
    driver.press(driver.panel, "Open a set of measurements")
    assert "bad.measures.toml is no TOML" in driver.told
    assert driver.panel._sets.currentText() == "Small"
    assert driver.rows["A-B"] == "50.0 mm"


def test_a_predicted_point_gives_its_error_until_a_person_moves_it(driver):
    document = driver.window.workspace.document
    places = {"A": (50.0, 50.0), "B": (150.0, 50.0)}
    marks = {
        name: Landmark(
            name, *place, Presence.PRESENT, Origin.PREDICTED, error_radius=4.2919, error_coverage=0.9
        )
        for name, place in places.items()
    }
    film = driver.film
    driver.window.workspace.edit(
        lambda project: edits.change(project, "predicted", sets={film: LandmarkSet(film, marks)})
    )
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    assert driver.rows["A-B"] == "50.0 \N{PLUS-MINUS SIGN}1.4 mm"  # each end 1 mm: root 2
    driver.drag("B", 160, 50)
    assert "\N{PLUS-MINUS SIGN}" not in driver.rows["A-B"]
    assert document.project.landmarks(film).get("B").is_human


def test_the_table_is_that_of_the_command_line(driver, tmp_path, monkeypatch):
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    out = tmp_path / "measured.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    driver.window.actions_["export-measurements"].trigger()
    driver.bot.waitUntil(lambda: not driver.window.controllers.measure_tables.is_writing)
    driver.settle()
    assert "4 values of 2 films, 2 blank with the reason" in driver.told
    points = tmp_path / "points.csv"
    export(driver, monkeypatch, points)
    again = tmp_path / "again.csv"
    command = ["measure", "--landmarks", str(points), "--set", str(driver.set_file), "--out", str(again)]
    assert cli.run_command_line(command) == 0
    assert out.read_text() == again.read_text()
    assert len(list(csv.DictReader(out.read_text().splitlines()))) == 6


def test_predictions_that_nobody_has_reviewed_are_counted_first_and_can_be_left_out(
    driver, tmp_path, monkeypatch
):
    film = driver.film
    marks = {
        name: Landmark(name, x, 50.0, Presence.PRESENT, Origin.PREDICTED)
        for name, x in (("A", 50.0), ("B", 150.0))
    }
    driver.window.workspace.edit(
        lambda project: edits.change(project, "predicted", sets={film: LandmarkSet(film, marks)})
    )
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    out = tmp_path / "measured.csv"
    asked = []

    def question(_parent, _title, text, **_more):
        asked.append(text)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", question)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    driver.window.actions_["export-measurements"].trigger()
    driver.bot.waitUntil(lambda: not driver.window.controllers.measure_tables.is_writing)
    assert asked[0].startswith("2 points are predictions that nobody has decided on")
    rows = [row for row in csv.DictReader(out.read_text().splitlines()) if row["image"] == film]
    assert all(row["value"] == "" for row in rows)
    assert "predicted and not reviewed: A, B" in rows[0]["note"]


def test_the_panel_leaves_a_small_window_its_height_and_names_its_controls(driver):
    driver.window.resize(1280, 720)
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    driver.pick("A-B")
    assert driver.window.height() == 720
    assert driver.window.minimumSizeHint().height() <= 720
    for control in (driver.panel._fold, driver.panel._sets, driver.panel._groups, driver.panel._tree):
        assert control.accessibleName()
    model = driver.panel._rows
    words = [model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in range(3)]
    assert words == ["A-B", "50.0 mm", "0.0 SD above the mean"]


def new_measurement(driver):
    """The form for a measurement of one's own in the set beside the films."""
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Small")
    driver.press(driver.panel, "New measurement")
    return driver.window.controllers.own_measures.dialog


def choose_landmarks(form, names):
    """Type each into its box, and Return."""
    for box, name in zip(form._marks, names, strict=False):
        box.setFocus()
        QTest.keyClicks(box.lineEdit(), name)
        QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)


def test_a_measurement_of_ones_own_is_typed_seen_and_written(driver, tmp_path):
    form = new_measurement(driver)
    assert form.said.text() == ""  # nobody has typed anything
    QTest.mouseClick(form._add, LEFT)
    assert form.said.text() == "The measurement has no symbol: type a short one, such as SNA."
    QTest.keyClicks(form._symbol, "B-C")
    assert form.said.text() == "A landmark is missing: choose From, To."
    choose_landmarks(form, "BC")
    assert form.said.text() == "B-C 50.0 mm"
    document = driver.window.workspace.document  # the form blocks nothing
    document.push(edits.move(document.project, driver.film, "C", 150.0, 170.0, now=document.now()))
    assert form.said.text() == "B-C 60.0 mm"
    QTest.keyClicks(form._mean, "50,5")
    QTest.keyClicks(form._sd, "5.5")
    QTest.mouseClick(form._add, LEFT)
    driver.settle()
    assert driver.window.controllers.own_measures.dialog is None
    assert driver.rows["B-C"] == "60.0 mm"
    assert driver.drawn[0].text == "B-C 60.0 mm"
    written = driver.set_file.read_text()
    assert '"B-C"' in written
    assert "norm = { mean = 50.5, sd = 5.5" in written


def test_an_area_asks_for_one_corner_more_after_the_last(driver):
    document = driver.window.workspace.document
    document.push(edits.place(document.project, driver.film, "D", 50.0, 150.0, now=document.now()))
    form = new_measurement(driver)
    QTest.keyClicks(form._symbol, "Face")
    driver.choose_in(form._kind, "Area")
    corners = [box for box in form._marks if box.isVisible()]
    assert len(corners) == 3
    choose_landmarks(form, "ABCD")
    assert form.said.text() == "Face 2500.0 mm\N{SUPERSCRIPT TWO}"
    assert sum(box.isVisible() for box in form._marks) == 5
    form._marks[3].setCurrentIndex(0)  # none again
    assert form.said.text() == "Face 1250.0 mm\N{SUPERSCRIPT TWO}"
    assert sum(box.isVisible() for box in form._marks) == 4
    driver.choose_in(form._kind, "Distance")
    assert sum(box.isVisible() for box in form._marks) == 2


def test_each_kind_of_measurement_and_what_its_landmarks_are_for_can_be_translated():
    for kind in OwnKind:
        for role in kind.roles:
            assert role in own_measures._WORDS or re.sub(r"\d+", "{number}", role) in own_measures._NUMBERED
            assert own_measures._role_words(role) == role  # in English
        assert kind.title in own_measures._WORDS


def test_the_folder_is_searched_for_sets_once_a_choice(driver, monkeypatch):
    glob, searched = Path.glob, []

    def counted(folder, pattern, **more):
        searched.extend([folder] if folder == driver.folder and "measures" in pattern else [])
        return glob(folder, pattern, **more)

    monkeypatch.setattr(Path, "glob", counted)
    driver.unfold()
    assert len(searched) == 1
    later = driver.folder / "later.measures.toml"
    later.write_text(driver.set_file.read_text("utf-8").replace('"Small"', '"Later"'), "utf-8")
    driver.choose_in(driver.panel._groups, "Lengths")
    assert len(searched) == 1
    driver.unfold()
    driver.unfold()
    driver.choose_in(driver.panel._sets, "Later")


def test_a_file_is_read_once_for_all_that_is_typed_in_the_form(driver):
    form = new_measurement(driver)
    QTest.keyClicks(form._symbol, "B-C")
    choose_landmarks(form, "BC")
    driver.set_file.write_text("broken")
    QTest.keyClicks(form._symbol, "d")
    assert form.said.text() == "B-Cd 50.0 mm"
    QTest.mouseClick(form._add, LEFT)  # where it is written, the file is read again
    assert "is no TOML" in form.said.text()


def test_a_symbol_that_is_there_already_is_refused_in_the_form(driver):
    form = new_measurement(driver)
    QTest.keyClicks(form._symbol, "ABC")
    choose_landmarks(form, "BC")
    assert "two measurements have it" in form.said.text()
    assert not form._add.isEnabled()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    driver.settle()
    assert driver.window.controllers.own_measures.dialog is None


def test_what_gives_the_millimetres_is_said_in_words_that_fit_it():
    assert measures.mm_words(SpacingSource.TYPED) == "mm as typed"
    assert measures.mm_words(SpacingSource.TABLE) == "mm from a spacing table"
    assert measures.mm_words(SpacingSource.PIXEL_SPACING) == "mm by PixelSpacing"
    assert all(measures.mm_words(source).startswith("mm ") for source in SpacingSource)
