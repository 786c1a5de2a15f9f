"""All points of a film at once, by mouse and keys: moved, turned, scaled, copied; one with its neighbours."""

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from review_window import (
    FILMS,
    PLACES,
    WIDE,
    driver_on_films,  # noqa: F401  a fixture
    place,
    predict,
    press,
)
from window_driver import LEFT, NO_KEYS

from app.document import edits
from app.views.film_set_frame import SetFrame
from engine.landmarks import Origin, Scheme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
THREE = {name: PLACES[name] for name in "ABC"}


def drag(driver, start, end, keys=NO_KEYS, button=LEFT):
    """Drag from one spot of the view to another, by way of one between."""
    port = driver.film_view.viewport()
    start, end = (QPointF(spot).toPoint() for spot in (start, end))
    QTest.mousePress(port, button, keys, start)
    for spot in ((start + end) / 2, end):
        QTest.mouseMove(port, spot)
        QApplication.processEvents()
    return port, end


def drag_and_drop(driver, start, end, keys=NO_KEYS):
    port, end = drag(driver, start, end, keys)
    QTest.mouseRelease(port, LEFT, keys, end)
    driver.settle()


def frame(driver):
    return SetFrame.around(driver.film_view._spots().values())


def places(driver, names="ABC"):
    return {name: driver.landmark(name).position for name in names}


def middle(spots):
    frame = [min(values) + max(values) for values in zip(*spots.values(), strict=True)]
    return frame[0] / 2, frame[1] / 2


def test_t_and_a_drag_move_all_points_and_one_undo_takes_it_back(driver):
    place(driver, FILMS[0], **THREE)
    press(driver, Qt.Key.Key_T)
    start = driver.spot(30, 30)
    drag_and_drop(driver, start, driver.spot(50, 60))
    for name, (x, y) in THREE.items():
        assert driver.landmark(name).position == pytest.approx((x + 20, y + 30), abs=driver.within)
        assert driver.landmark(name).origin is Origin.ANNOTATED
    driver.undo()
    assert places(driver) == THREE
    press(driver, Qt.Key.Key_Escape)
    driver.drag("A", 70, 90)
    assert driver.landmark("B").position == THREE["B"]


def test_a_corner_scales_and_the_handle_turns_about_the_middle(driver):
    place(driver, FILMS[0], **THREE)
    press(driver, Qt.Key.Key_T)
    box = frame(driver).box
    drag_and_drop(driver, box.bottomRight(), box.center() + (box.bottomRight() - box.center()) * 0.5)
    x, y = middle(THREE)
    for name, (was_x, was_y) in THREE.items():
        wanted = (x + (was_x - x) / 2, y + (was_y - y) / 2)
        assert driver.landmark(name).position == pytest.approx(wanted, abs=1.0)
    driver.undo()
    handle = frame(driver).handle
    reach = box.center().y() - handle.y()
    drag_and_drop(driver, handle, box.center() + QPointF(reach, 0))  # a quarter, clockwise
    for name, (was_x, was_y) in THREE.items():
        wanted = (x - (was_y - y), y + (was_x - x))
        assert driver.landmark(name).position == pytest.approx(wanted, abs=1.5)


def test_esc_takes_back_the_move_of_all_points_that_is_on_its_way(driver):
    place(driver, FILMS[0], **THREE)
    press(driver, Qt.Key.Key_T)
    port, end = drag(driver, driver.spot(30, 30), driver.spot(60, 60))
    press(driver, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, LEFT, NO_KEYS, end)
    assert places(driver) == THREE
    assert driver.window.actions_["mark-set"].isChecked()


def test_points_that_would_leave_the_film_stay_and_the_window_says_so(driver):
    place(driver, FILMS[0], **THREE)
    press(driver, Qt.Key.Key_T)
    drag_and_drop(driver, driver.spot(75, 100), driver.spot(3, 100))
    assert places(driver) == THREE
    assert "outside the film" in driver.told


def test_points_that_nobody_has_decided_on_stay_undecided_when_all_are_moved(driver):
    predict(driver, {FILMS[0]: {"A": 3.0, "B": 3.0}}, "Box")
    place(driver, FILMS[0], C=PLACES["C"])
    press(driver, Qt.Key.Key_T)
    drag_and_drop(driver, driver.spot(30, 30), driver.spot(40, 30))
    assert [driver.landmark(name).origin for name in "ABC"] == [Origin.PREDICTED] * 2 + [Origin.ANNOTATED]
    assert driver.landmark("A").model == "moved by hand"
    press(driver, Qt.Key.Key_Return)
    assert driver.landmark("A").origin is Origin.ACCEPTED


def test_the_points_of_a_film_are_copied_to_another_as_points_to_be_decided(driver):
    place(driver, FILMS[0], **THREE)
    press(driver, Qt.Key.Key_C, CTRL)
    driver.key(Qt.Key.Key_D)
    driver.click(30, 30)  # A, by hand
    press(driver, Qt.Key.Key_V, CTRL)
    assert driver.landmark("A").position == pytest.approx((30, 30), abs=driver.within)
    assert driver.landmark("A").origin is Origin.ANNOTATED
    assert driver.landmark("B").position == pytest.approx(THREE["B"])
    assert (driver.landmark("B").origin, driver.landmark("B").model) == (
        Origin.PREDICTED,
        f"copy of {FILMS[0]}",
    )
    assert "undecided" in driver.told
    driver.undo()
    assert driver.landmark("B").position is None


def test_the_film_before_gives_its_points_at_the_same_share_of_a_wider_film(driver):
    place(driver, FILMS[-1], **THREE)
    driver.window.workspace.selection.set_film(WIDE)
    driver.wait_for_picture()
    press(driver, Qt.Key.Key_D, CTRL)
    x, y = THREE["B"]
    assert driver.landmark("B").position == pytest.approx(((x + 0.5) * 400 / 300 - 0.5, y))
    assert "instead of" not in driver.told
    press(driver, Qt.Key.Key_D, CTRL)
    assert "instead of 3 predictions (Ctrl+Z" in driver.told
    driver.window.settings.set_own_keys({"undo": ("Ctrl+U",)})
    press(driver, Qt.Key.Key_D, CTRL)
    assert "instead of 3 predictions (Ctrl+U" in driver.told


def test_with_ctrl_the_neighbours_that_nobody_decided_on_follow_a_point(driver):
    predict(driver, {FILMS[0]: {"A": 3.0, "B": 3.0, "D": 3.0}})
    place(driver, FILMS[0], C=PLACES["C"])
    drag_and_drop(driver, driver.spot(*PLACES["B"]), driver.spot(100, 100), CTRL)
    assert driver.landmark("B").origin is Origin.CORRECTED
    assert driver.landmark("B").position == pytest.approx((100, 100), abs=driver.within)
    moved = driver.landmark("A").position[1] - PLACES["A"][1]
    assert 0.2 < moved < 15
    assert driver.landmark("A").origin is Origin.PREDICTED
    assert driver.landmark("C").position == PLACES["C"]
    assert driver.landmark("D").position == pytest.approx(PLACES["D"], abs=0.2)


def test_with_shift_a_point_without_lines_goes_straight(driver):
    place(driver, FILMS[0], **THREE)
    drag_and_drop(driver, driver.spot(*THREE["B"]), driver.spot(140, 86), NO_KEYS)
    driver.undo()
    port, start = driver.film_view.viewport(), driver.spot(*THREE["B"])
    QTest.mousePress(port, LEFT, SHIFT, start)
    end = driver.spot(140, 86)
    for spot in ((start + end) / 2, end):
        move_with_shift(port, spot)
    QTest.mouseRelease(port, LEFT, SHIFT, end)
    driver.settle()
    assert driver.landmark("B").position == pytest.approx((140, THREE["B"][1]), abs=driver.within)


def move_with_shift(port, spot):
    """QTest moves the mouse without keys."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(spot), QPointF(port.mapToGlobal(spot)), LEFT, LEFT, SHIFT
    )
    QApplication.sendEvent(port, event)


def right_click(driver, spot):
    port = driver.film_view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.RightButton, NO_KEYS, spot)
    driver.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def test_a_right_click_offers_what_can_be_done_with_a_point_and_with_the_film(driver):
    place(driver, FILMS[0], **THREE)
    menu = right_click(driver, driver.spot(*THREE["B"]))
    assert driver.window.workspace.selection.landmark == "B"
    entry = next(action for action in menu.actions() if "Unplace" in action.text().replace("&", ""))
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(entry).center())
    driver.settle()
    assert driver.landmark("B").position is None
    menu = right_click(driver, driver.spot(250, 30))
    words = {action.text().replace("&", "") for action in menu.actions()}
    assert {"Paste points", "Auto window", "Fit"} <= words
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_a_right_drag_changes_the_window_and_opens_no_menu(driver):
    before = driver.film_view._display.window
    port, end = drag(driver, QPoint(200, 200), QPoint(260, 200), button=Qt.MouseButton.RightButton)
    QTest.mouseRelease(port, Qt.MouseButton.RightButton, NO_KEYS, end)
    assert driver.film_view._display.window != before
    assert QApplication.activePopupWidget() is None


def test_a_right_click_on_a_row_chooses_its_landmark(driver):
    from review_window import row_of

    place(driver, FILMS[0], **THREE)
    tree, spot = row_of(driver, "C")
    tree.customContextMenuRequested.emit(spot)
    driver.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    assert driver.window.workspace.selection.landmark == "C"
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)


def test_the_list_of_steps_goes_back_by_a_click(driver, qtbot):
    for x in (30, 60, 90):
        driver.click(x, 50)
    driver.window.actions_["undo-list"].trigger()
    steps = driver.window.findChild(type_of_list())
    qtbot.waitUntil(steps.isActiveWindow)
    view = steps.steps
    index = view.model().index(2, 0)  # as it was opened, the scheme, the first click
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, view.visualRect(index).center())
    driver.settle()
    assert [driver.landmark(name).position is None for name in "ABC"] == [False, True, True]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not steps.isVisible()


def type_of_list():
    from app.views.undo_list import UndoList

    return UndoList


def test_the_frame_turns_points_by_the_angle_of_the_drag():
    around = SetFrame.around([QPointF(0, 0), QPointF(100, 60)])
    middle = around.box.center()
    start = middle + QPointF(0, -80)
    for degrees in (-150, -30, 10, 90, 170):
        angle = math.radians(degrees)
        end = middle + QPointF(80 * math.sin(angle), -80 * math.cos(angle))
        turned = around.change(around.grip_at(around.handle), start, end).map(middle + QPointF(10, 0))
        assert (turned - middle).x() == pytest.approx(10 * math.cos(angle), abs=1e-9)
        assert (turned - middle).y() == pytest.approx(10 * math.sin(angle), abs=1e-9)


def test_locked_points_stay_and_those_that_nobody_has_decided_on_can_be_moved(driver):
    predict(driver, {FILMS[0]: {"A": 3.0}})
    place(driver, FILMS[0], B=PLACES["B"])
    press(driver, Qt.Key.Key_L, SHIFT)
    assert "stay where they are" in driver.told
    drag_and_drop(driver, driver.spot(*PLACES["B"]), driver.spot(140, 100))
    assert "B is locked" in driver.told
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Delete, Qt.Key.Key_X):
        driver.click(*PLACES["B"])
        press(driver, key)
    assert driver.landmark("B").position == PLACES["B"]
    assert "locked" in driver.told
    driver.drag("A", 70, 90)
    assert driver.landmark("A").position == pytest.approx((70, 90), abs=driver.within)
    press(driver, Qt.Key.Key_L, SHIFT)
    assert "can be moved again" in driver.told
    driver.drag("B", 140, 100)
    assert driver.landmark("B").position == pytest.approx((140, 100), abs=driver.within)


def test_moving_the_whole_set_ends_with_the_film(driver):
    place(driver, FILMS[0], **THREE)
    place(driver, FILMS[1], **THREE)
    press(driver, Qt.Key.Key_T)
    assert driver.window.actions_["mark-set"].isChecked()
    driver.key(Qt.Key.Key_D)
    assert driver.film == FILMS[1]
    assert not driver.window.actions_["mark-set"].isChecked()
    driver.wait_for_picture()
    drag_and_drop(driver, driver.spot(30, 30), driver.spot(60, 60))
    assert places(driver) == THREE


def test_left_and_right_of_a_film_are_exchanged_in_one_step(driver):
    document = driver.window.workspace.document
    document.push(edits.set_scheme(driver.project, Scheme(tuple(PLACES), pairs=(("A", "B"), ("C", "D")))))
    predict(driver, {FILMS[0]: {"A": 3.0, "B": 5.0, "C": 4.0}})
    driver.drag("C", 150, 100)
    before = driver.project.landmarks(FILMS[0])
    driver.window.actions_["exchange-sides"].trigger()
    driver.settle()
    assert {name: driver.landmark(name).position for name in "ABCD"} == {
        "A": PLACES["B"],
        "B": PLACES["A"],
        "C": None,
        "D": before.get("C").position,
    }
    assert (driver.landmark("A").origin, driver.landmark("A").spread) == (Origin.PREDICTED, 5.0)
    assert driver.landmark("D").origin is Origin.ANNOTATED  # no prediction of it was seen
    driver.undo()
    assert driver.project.landmarks(FILMS[0]) == before


def test_without_pairs_nothing_is_exchanged_and_it_is_said(driver):
    place(driver, FILMS[0], **THREE)
    driver.window.actions_["exchange-sides"].trigger()
    assert "No left and right to exchange" in driver.told
    assert places(driver) == THREE
