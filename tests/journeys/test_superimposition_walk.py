"""Two films laid over each other, chosen by mouse and keys, seen and saved."""

from dataclasses import replace

import numpy as np
import pytest
from measured_window import PLACES, MeasuredWindow
from PIL import Image as Picture
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from window_driver import LEFT

from app.document import edits
from app.views.palette import BLUE, VERMILION
from engine.landmarks import Origin, Scheme


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = MeasuredWindow(qtbot, tmp_path)
    yield driver
    driver.close()


@pytest.fixture
def dialog(driver):
    driver.window.actions_["superimpose"].trigger()
    dialog = driver.window.controllers.superimposing.dialog
    assert dialog.isVisible()
    return dialog


def type_in(box, name):
    box.setFocus()
    box.lineEdit().selectAll()
    QTest.keyClicks(box.lineEdit(), name)
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)


def test_the_other_film_lies_on_this_one_by_best_fit_or_on_two_landmarks(driver, dialog):
    assert dialog._film.currentText() == "film1.png"
    assert "By 3 landmarks: they lie 0.00 mm apart on average" in dialog.said  # it is shifted, no more
    assert "mm by ruler" in dialog.said
    QTest.mouseClick(dialog._by_two, LEFT, pos=QPoint(8, dialog._by_two.height() // 2))
    type_in(dialog._first, "A")
    type_in(dialog._second, "B")
    assert dialog.said.startswith("By 2 landmarks: B lies 0.00 mm apart")
    assert dialog.picture._pair.anchors == ("A", "B")
    drawn = dialog.picture._pair.moving.points
    for name, (x, y) in PLACES.items():
        assert drawn[name] == pytest.approx((0.5 * x, 0.5 * y))  # mm of the film on screen


def test_it_follows_an_edit_of_the_film_on_screen_and_its_undo(driver, dialog):
    assert "they lie 0.00 mm" in dialog.said
    document = driver.window.workspace.document
    document.push(edits.move(document.project, "film0.png", "C", 150.0, 180.0, now=document.now()))
    assert "they lie 0.00 mm" not in dialog.said
    document.undo_stack.undo()
    assert "they lie 0.00 mm" in dialog.said


def test_sella_and_nasion_are_the_usual_landmarks(driver, dialog):
    document = driver.window.workspace.document
    names = {"A": "Sella", "B": "Nasion", "C": "C", "D": "D"}
    scheme = Scheme(tuple(names.values()))
    document.push(edits.set_scheme(document.project, scheme, names))
    assert dialog.said.startswith("By 2 landmarks: Nasion lies")


def test_the_picture_has_both_films_in_their_colours(driver, dialog, tmp_path, monkeypatch):
    out = tmp_path / "laid"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    QTest.mouseClick(dialog._save, LEFT)
    assert "laid.png is written" in driver.told
    with Picture.open(tmp_path / "laid.png") as picture:
        pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3)
    for colour in (BLUE, VERMILION):
        wanted = (colour.red(), colour.green(), colour.blue())
        assert (np.abs(pixels.astype(int) - wanted).sum(axis=1) < 30).sum() > 200


def test_a_bar_of_a_round_length_tells_how_large_the_picture_is(driver, dialog):
    picture = dialog.picture.pixels().astype(int)
    red = np.abs(picture[110:] - (VERMILION.red(), VERMILION.green(), VERMILION.blue())).sum(axis=2) < 30
    columns = np.flatnonzero(red.any(axis=0))
    a_to_b = columns[-1] - columns[0] - 15  # 50 mm, of points 15 px wide
    dark = (picture[1300:] < 100).all(axis=2)
    bar = max(int(row.sum()) for row in dark)
    assert bar == pytest.approx(10 * a_to_b / 50, abs=6)  # the longest round one within a quarter
    driver.window.workspace.edit(
        lambda project: edits.change(
            project,
            "no mm",
            films={name: replace(film, user_spacing=None) for name, film in project.films.items()},
        )
    )
    assert dialog.picture._pair.bar is None


def test_it_says_how_many_points_nobody_has_reviewed(driver, dialog):
    assert "nobody has reviewed" not in dialog.said
    document = driver.window.workspace.document
    marks = document.project.landmarks("film1.png")
    open_ = [replace(marks.get(name), origin=Origin.PREDICTED) for name in ("A", "B")]
    document.push(edits.change(document.project, "open", sets={"film1.png": marks.with_landmarks(open_)}))
    assert "On the two films together, 2 points are predictions that nobody has reviewed." in dialog.said


def test_without_landmarks_in_common_it_says_what_to_do(driver, dialog):
    document = driver.window.workspace.document
    document.push(edits.change(document.project, "gone", sets={"film1.png": None}))
    driver.window.actions_["superimpose"].trigger()
    assert "No other film has two landmarks in common" in dialog.said
    assert not dialog._save.isEnabled()


def test_where_no_film_shares_landmarks_a_message_says_so_and_no_empty_dialog_opens(driver):
    document = driver.window.workspace.document
    document.push(edits.change(document.project, "gone", sets={"film1.png": None}))
    driver.window.actions_["superimpose"].trigger()
    assert driver.window.controllers.superimposing.dialog is None
    assert "No other film has two landmarks in common" in driver.told
