"""The scheme editor by mouse and keys: each wish is one step, and nothing that the scheme says is lost."""

import numpy as np
import pytest
from measured_window import SMALL_SET
from PIL import Image as Picture
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from app.views.film_display import Aim
from engine.io.schemes import read_scheme
from engine.landmarks import Scheme

SCHEME = Scheme(
    ("A", "B", "C", "D"),
    {"A": ("Aa",)},
    {"B": "the second"},
    (("C", "D"),),
    (("A", "B"),),
    (("A", "B", "C"),),
    ("cephalometry",),
)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(qtbot, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((60, 40), 80 + number, np.uint8)).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, SCHEME))
    for spot in ((4, 5), (16, 7), (28, 9), (30, 40)):
        driver.click(*spot)
    driver.key(Qt.Key.Key_L, CTRL)
    editor = driver.window.controllers.scheme_editing.editor
    assert editor.isVisible()
    assert QTest.qWaitForWindowActive(editor)
    driver.editor = editor
    pick(driver, "A")
    yield driver
    driver.close()


def pick(driver, name):
    rows = driver.editor._list
    item = next(rows.item(row) for row in range(rows.count()) if rows.item(row).text().endswith(f"  {name}"))
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, rows.visualItemRect(item).center())
    driver.settle()


def drag(driver, row, below):
    """Let a row go in the lower half of another one; Qt without a screen drags nothing by the mouse."""
    rows = driver.editor._list
    assert rows.dragEnabled()
    pick(driver, rows.item(row).data(Qt.ItemDataRole.UserRole))
    spot = QPointF(rows.visualItemRect(rows.item(below)).center() + QPoint(0, 4))
    rows.dropEvent(QDropEvent(spot, Qt.DropAction.MoveAction, QMimeData(), LEFT, NO_KEYS))
    driver.settle()


def write(driver, field, text):
    """Type into a field, and leave it."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    driver.editor._list.setFocus()
    driver.settle()


def press(driver, button):
    QTest.mouseClick(button, LEFT)
    driver.settle()


def undo(driver):
    QTest.keyClick(driver.editor._list, Qt.Key.Key_Z, CTRL)
    driver.settle()


def test_a_name_is_changed_with_its_points_and_all_that_is_said_of_it(driver):
    QTest.keyClick(driver.editor._list, Qt.Key.Key_F2)
    driver.settle()
    assert driver.editor._name.hasFocus()
    QTest.keyClicks(driver.editor._name, "Sella")
    QTest.keyClick(driver.editor._name, Qt.Key.Key_Return)
    driver.settle()
    scheme = driver.project.scheme
    assert scheme.names == ("Sella", "B", "C", "D")
    assert (scheme.lines, scheme.curves) == ((("Sella", "B"),), (("Sella", "B", "C"),))
    assert scheme.measurements == SCHEME.measurements
    assert scheme.aliases["Sella"] == ("Aa", "A")  # measurements and tables know it as A
    assert driver.landmark("Sella").position == pytest.approx((4, 5), abs=0.6)
    assert driver.editor._name.text() == "Sella"
    undo(driver)
    assert driver.project.scheme == SCHEME
    write(driver, driver.editor._name, "B")
    assert "has a landmark B already" in driver.editor._words.text()
    assert (driver.editor._name.text(), driver.project.scheme) == ("A", SCHEME)


def test_landmarks_are_described_spelled_and_paired_each_in_one_step(driver):
    editor = driver.editor
    write(driver, editor._description, "Centre of the sella.")
    write(driver, editor._spellings, "S, Aa; Sella")
    pick(driver, "B")
    assert editor._description.toPlainText() == "the second"
    editor._partner.setFocus()
    QTest.keyClick(editor._partner, Qt.Key.Key_Down)  # none -> A
    driver.settle()
    scheme = driver.project.scheme
    assert scheme.descriptions == {"A": "Centre of the sella.", "B": "the second"}
    assert scheme.aliases == {"A": ("S", "Aa", "Sella")}
    assert scheme.pairs == (("C", "D"), ("B", "A"))
    write(driver, editor._spellings, "Sella")
    assert "Sella is a spelling of A already" in editor._words.text()
    for _ in range(3):
        undo(driver)
    assert driver.project.scheme == SCHEME


def test_fields_that_are_only_passed_through_change_nothing(driver):
    """A name of two lines, a comma in a spelling, a hard space: what a field cannot show is left alone."""
    odd = Scheme(("A\nB", "C"), {"A\nB": ("Aa, Bb",)}, {"A\nB": " hard\N{NO-BREAK SPACE}space "})
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, odd))
    driver.window.workspace.selection.set_landmark("A\nB")
    driver.settle()
    for field in (driver.editor._name, driver.editor._spellings, driver.editor._description):
        field.setFocus()
    driver.editor._list.setFocus()
    driver.settle()
    assert driver.project.scheme == odd
    write(driver, driver.editor._spellings, "Aa, Bb; D")
    assert driver.project.scheme.aliases == {"A\nB": ("Aa, Bb", "D")}
    assert driver.editor._spellings.text() == "Aa, Bb; D"


def test_order_is_changed_by_a_drag_and_by_keys(driver):
    rows = driver.editor._list
    drag(driver, 0, 2)
    assert driver.project.scheme.names == ("B", "C", "A", "D")
    assert rows.item(2).text() == "3  A"
    assert rows.current == "A"
    QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
    driver.settle()
    assert driver.project.scheme.names == ("B", "A", "C", "D")
    press(
        driver, next(b for b in driver.editor.findChildren(type(driver.editor._remove)) if b.text() == "Down")
    )
    assert driver.project.scheme.names == ("B", "C", "A", "D")
    assert driver.project.scheme.descriptions == SCHEME.descriptions
    for _ in range(3):
        undo(driver)
    assert driver.project.scheme == SCHEME


def test_removing_says_how_many_films_have_the_point_and_undo_brings_all_back(driver):
    assert driver.editor._remove.text() == "&Remove (1 film)"
    press(driver, driver.editor._remove)
    assert driver.editor._words.text() == "A and its points on 1 film removed: undo brings all of it back."
    assert driver.project.scheme.names == ("B", "C", "D")
    assert driver.project.scheme.curves == (("B", "C"),)
    undo(driver)
    assert driver.project.scheme == SCHEME
    assert driver.landmark("A").position is not None


def test_names_are_added_in_one_step_and_refused_ones_stay_to_be_put_right(driver):
    driver.editor._entry.setFocus()
    QTest.keyClicks(driver.editor._entry, "E, F")
    QTest.keyClick(driver.editor._entry, Qt.Key.Key_Return)
    driver.settle()
    assert driver.project.scheme.names == (*SCHEME.names, "E", "F")
    assert driver.editor._name.text() == "E"
    QTest.keyClicks(driver.editor._entry, "F, G")
    QTest.keyClick(driver.editor._entry, Qt.Key.Key_Return)
    driver.settle()
    assert driver.editor._entry.text() == "F, G"
    assert "used twice" in driver.editor._words.text()
    undo(driver)
    assert driver.project.scheme == SCHEME


def test_a_curve_is_drawn_by_picking_landmarks_closed_changed_and_removed(driver):
    editor, paths = driver.editor, driver.editor.paths
    editor._pages.setCurrentWidget(paths)
    press(driver, paths._curve)
    assert not paths._done.isEnabled()
    for name in "BCDA":
        pick(driver, name)
    press(driver, paths._back)
    QTest.keyClick(editor._list, Qt.Key.Key_Home)  # A, by keys from here on
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(editor._list, key)
    driver.settle()
    press(driver, paths._done)
    assert driver.project.scheme.curves == (*SCHEME.curves, ("B", "C", "D", "B"))
    assert paths._list.item(2).text() == "Curve: B \N{EN DASH} C \N{EN DASH} D \N{EN DASH} B"
    paths._list.setCurrentRow(0)
    press(driver, paths._change)
    pick(driver, "D")
    press(driver, paths._done)
    assert driver.project.scheme.lines == (("A", "B", "D"),)
    press(driver, paths._drop)
    assert driver.project.scheme.lines == ()
    for _ in range(3):
        undo(driver)
    assert driver.project.scheme == SCHEME
    press(driver, paths._line)
    pick(driver, "D")
    press(driver, paths._leave)
    assert driver.project.scheme == SCHEME


def test_the_picture_shows_where_the_exemplar_has_the_point(driver, qtbot):
    editor = driver.editor
    qtbot.waitUntil(lambda: editor.inset.isVisible())
    assert editor.inset.accessibleDescription() == "A on film0.png"
    pick(driver, "C")
    qtbot.waitUntil(lambda: editor.inset.accessibleDescription() == "C on film0.png")
    driver.window.workspace.edit(lambda project: edits.mark_exemplar(project, "film0.png", False))
    qtbot.waitUntil(lambda: editor.inset.isHidden())
    assert editor._no_picture.isVisible()


def test_the_scheme_is_saved_as_a_file_with_all_that_it_says(driver, tmp_path, monkeypatch):
    target = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    button = next(b for b in driver.editor.findChildren(type(driver.editor._remove)) if "Save" in b.text())
    press(driver, button)
    assert read_scheme(tmp_path / "mine.scheme.json") == SCHEME
    assert driver.editor._words.text() == "4 landmarks saved as mine.scheme.json."


def test_what_was_typed_last_counts_when_the_editor_is_closed(driver):
    driver.editor._name.setFocus()
    QTest.keyClick(driver.editor._name, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(driver.editor._name, "Sella")
    driver.editor.close()
    driver.settle()
    assert driver.project.scheme.names[0] == "Sella"


def test_the_editor_is_opened_from_the_list_too_and_a_locked_project_says_why_nothing_changes(driver):
    driver.editor.close()
    tools = driver.window.views.landmarks.findChildren(QToolButton)
    QTest.mouseClick(next(tool for tool in tools if tool.toolTip().startswith("Scheme editor")), LEFT)
    driver.settle()
    assert driver.editor.isVisible()
    driver.window.workspace.document.stop_editing("Another window has it.")
    press(driver, driver.editor._remove)
    assert driver.project.scheme == SCHEME
    assert driver.editor._words.text() == "Another window has it."


SPOTS = {"A": (4, 5), "B": (16, 7), "C": (28, 9), "D": (30, 40)}


def test_a_line_is_drawn_by_clicking_landmarks_on_the_film_and_seen_as_it_grows(driver):
    editor, paths = driver.editor, driver.editor.paths
    editor._pages.setCurrentWidget(paths)
    press(driver, paths._line)
    assert driver.film_view._display.hint == "Click landmarks one after the other. Enter: done. Esc: no line"
    for name in "DCA":
        driver.click(*SPOTS[name])
    assert paths._words.text() == "Line: D \N{EN DASH} C \N{EN DASH} A"
    assert driver.film_view._display.lines == (("A", "B"), ("D", "C", "A"))
    assert driver.project.scheme == SCHEME  # not yet
    driver.click(10, 50)  # bare film: nothing is placed there, nor chosen
    driver.window.activateWindow()  # as a click on a screen does
    driver.key(Qt.Key.Key_Return)
    assert driver.project.scheme.lines == (("A", "B"), ("D", "C", "A"))
    assert driver.film_view._display.aim is Aim.POINTS
    assert driver.project.landmarks(driver.film).get("A").position == pytest.approx((4, 5), abs=0.6)
    driver.undo()
    assert driver.project.scheme == SCHEME


def test_esc_on_the_film_or_closing_the_editor_leaves_a_line_undrawn(driver):
    editor, paths = driver.editor, driver.editor.paths
    editor._pages.setCurrentWidget(paths)
    for leave in (lambda: driver.key(Qt.Key.Key_Escape), editor.close):
        press(driver, paths._curve)
        driver.click(*SPOTS["D"])
        driver.click(*SPOTS["B"])
        leave()
        driver.settle()
        assert not paths.is_drawing
        assert driver.film_view._display.aim is Aim.POINTS
        assert driver.film_view._display.curves == SCHEME.curves
    assert driver.project.scheme == SCHEME


def test_pairs_are_made_by_clicking_one_landmark_on_the_film_and_then_the_other(driver):
    press(driver, driver.editor._pairs)
    driver.click(*SPOTS["A"])
    assert driver.film_view._display.hint == "Click the partner of A. Esc: done"
    driver.click(*SPOTS["C"])
    assert driver.project.scheme.pairs == (("A", "C"),)  # C has left D
    driver.click(*SPOTS["D"])
    driver.click(*SPOTS["B"])
    assert driver.project.scheme.pairs == (("A", "C"), ("D", "B"))
    driver.key(Qt.Key.Key_Escape)
    assert not driver.editor.is_pairing
    for _ in range(2):
        driver.undo()
    assert driver.project.scheme == SCHEME


def reopen(driver):
    driver.editor.close()
    driver.window.activateWindow()
    driver.key(Qt.Key.Key_L, CTRL)
    assert driver.editor.isVisible()


def test_the_sets_of_measurements_that_the_scheme_carries_are_ticked(driver, tmp_path):
    own = driver.window.workspace.document.folder / "mine.measures.toml"
    own.write_text(SMALL_SET)
    reopen(driver)
    page = driver.editor.sets
    driver.editor._pages.setCurrentWidget(page)
    rows = page._list
    names = [rows.item(row).text() for row in range(rows.count())]
    assert names[0] == "Small (mine.measures.toml)"
    ticked = [names[row] for row in range(rows.count()) if rows.item(row).checkState().value]
    assert ticked == ["Cephalometry (cephalometry)"]
    rows.setFocus()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    driver.settle()
    assert driver.project.scheme.measurements == ("cephalometry", "mine.measures.toml")
    own.unlink()
    reopen(driver)
    assert rows.item(rows.count() - 1).text() == "mine.measures.toml (not beside the films)"
    undo(driver)
    assert driver.project.scheme == SCHEME
    assert rows.item(0).text() != "Small (mine.measures.toml)"
