import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from review_window import (
    BRIGHTNESS,
    FILMS,
    PLACES,
    WIDE,
    chosen,
    click_row,
    driver_on_films,  # noqa: F401  a fixture
    place,
    predict,
    press,
)
from window_driver import NO_KEYS

from app.views.film_display import Aim

CTRL = Qt.KeyboardModifier.ControlModifier


def on_screen(driver, point):
    return driver.film_view.to_screen(QPointF(*point))


def sees_whole_film(driver):
    view = driver.film_view
    return QRectF(view.viewport().rect()).contains(view.viewportTransform().mapRect(view._film_rect()))


def zoom_and_pan(driver):
    """Zoom in, and pan by the middle button; the scale, and what lies in the corner of the view."""
    for _ in range(4):
        press(driver, Qt.Key.Key_Plus, CTRL)
    port, middle = driver.film_view.viewport(), Qt.MouseButton.MiddleButton
    QTest.mousePress(port, middle, NO_KEYS, QPoint(300, 300))
    QTest.mouseMove(port, QPoint(260, 330))
    QTest.mouseRelease(port, middle, NO_KEYS, QPoint(260, 330))
    return view_of(driver)


def view_of(driver):
    corner = driver.film_view.to_film(QPointF(0, 0))
    return pytest.approx((driver.film_view.scale_now, corner.x(), corner.y()))


def seen(view):
    return view.scale_now, view.to_film(QPointF(0, 0)).x(), view.to_film(QPointF(0, 0)).y()


def test_the_loupe_is_as_bright_as_the_film(driver):
    place(driver, FILMS[0], **PLACES)
    driver.key(Qt.Key.Key_Z)
    cursor = driver.spot(60, 120)
    QTest.mouseMove(driver.film_view.viewport(), cursor)
    image = driver.film_view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    middle = cursor + QPoint(114, -114)
    loupe = grey[middle.y() - 60 : middle.y() - 30, middle.x() - 50 : middle.x() + 50]
    assert loupe == pytest.approx(np.full_like(loupe, BRIGHTNESS), abs=2)


@pytest.mark.parametrize("pick", [click_row, lambda driver, name: driver.key(Qt.Key.Key_2)])
def test_choosing_a_placed_landmark_never_moves_it(driver, pick):
    place(driver, FILMS[0], **PLACES)
    zoom_and_pan(driver)
    pick(driver, "B")
    assert chosen(driver) == (FILMS[0], "B")
    assert driver.film_view.viewport().rect().contains(on_screen(driver, PLACES["B"]).toPoint())
    before = driver.project
    driver.click(PLACES["B"][0] + 12, PLACES["B"][1] + 12)
    assert driver.project is before


def test_a_landmark_that_is_chosen_again_is_brought_back_into_sight(driver):
    place(driver, FILMS[0], **PLACES)
    click_row(driver, "A")
    zoom_and_pan(driver)
    driver.film_view._pan(QPointF(3000, 0))
    click_row(driver, "A")
    assert driver.film_view.viewport().rect().contains(on_screen(driver, PLACES["A"]).toPoint())


def test_c_lets_one_click_move_the_chosen_landmark_and_says_so(driver):
    place(driver, FILMS[0], **PLACES)
    click_row(driver, "B")
    press(driver, Qt.Key.Key_C)
    assert driver.film_view._display.hint == "Click where B is. Esc: it stays"
    assert driver.window.actions_["mark-move"].isChecked()
    driver.click(30, 40)
    assert driver.landmark("B").position == pytest.approx((30, 40), abs=driver.within)
    driver.click(200, 60)
    assert driver.landmark("B").position == pytest.approx((30, 40), abs=driver.within)
    assert not driver.window.actions_["mark-move"].isChecked()
    driver.undo()
    assert driver.landmark("B").position == PLACES["B"]


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_S, Qt.Key.Key_D, Qt.Key.Key_C])
def test_the_click_that_moves_a_landmark_is_left_by_esc_or_another_choice(driver, leave):
    for film in FILMS[:2]:
        place(driver, film, **PLACES)
    click_row(driver, "B")
    press(driver, Qt.Key.Key_C)
    press(driver, leave)
    driver.wait_for_picture()
    before = driver.project
    driver.click(30, 40)
    assert driver.project is before


def test_a_landmark_at_the_border_does_not_move_a_view_that_shows_the_whole_film(driver):
    place(driver, FILMS[0], **PLACES)
    before = view_of(driver)
    for key in (Qt.Key.Key_4, Qt.Key.Key_1):
        driver.key(key)
        assert seen(driver.film_view) == before
    for _ in range(4):
        press(driver, Qt.Key.Key_Plus, CTRL)
    driver.key(Qt.Key.Key_4)
    assert on_screen(driver, PLACES["D"]).x() == pytest.approx(driver.film_view.viewport().width() / 2, abs=2)


def test_a_point_that_is_clicked_or_dragged_at_the_border_of_the_view_does_not_move_the_view(driver):
    place(driver, FILMS[0], **PLACES)
    driver.key(Qt.Key.Key_1)
    for _ in range(4):
        press(driver, Qt.Key.Key_Plus, CTRL)
    view = driver.film_view
    view._pan(QPointF(20, 200) - on_screen(driver, PLACES["B"]))
    before = view_of(driver)
    driver.click(*PLACES["B"])
    assert (chosen(driver)[1], seen(view)) == ("B", before)
    driver.key(Qt.Key.Key_3)
    view._pan(QPointF(20, 200) - on_screen(driver, PLACES["B"]))
    before = view_of(driver)
    driver.drag("B", PLACES["B"][0] + 9, PLACES["B"][1])
    assert (chosen(driver)[1], seen(view)) == ("B", before)


def test_esc_leaves_the_ruler_and_its_drag_moves_points_again(driver):
    place(driver, FILMS[0], **PLACES)
    driver.key(Qt.Key.Key_K)
    assert driver.window.actions_["ruler"].isChecked()
    press(driver, Qt.Key.Key_Escape)
    assert not driver.window.actions_["ruler"].isChecked()
    assert driver.window.controllers.display.aim is Aim.POINTS
    driver.drag("A", 70, 90)
    assert driver.landmark("A").position == pytest.approx((70, 90), abs=driver.within)


def test_esc_takes_back_the_line_that_is_being_drawn_before_it_leaves_the_ruler(driver):
    place(driver, FILMS[0], **PLACES)
    driver.key(Qt.Key.Key_K)
    port = driver.film_view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NO_KEYS, driver.spot(20, 20))
    QTest.mouseMove(port, driver.spot(90, 90))
    press(driver, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NO_KEYS, driver.spot(90, 90))
    assert driver.window.actions_["ruler"].isChecked()
    press(driver, Qt.Key.Key_Escape)
    assert not driver.window.actions_["ruler"].isChecked()


def test_the_ruler_of_the_menu_is_left_by_esc_wherever_the_focus_was(driver):
    driver.window.views.films.focus_list()
    driver.window.actions_["ruler"].trigger()
    press(driver, Qt.Key.Key_Escape)
    assert driver.window.controllers.display.aim is Aim.POINTS


def test_films_of_one_size_follow_each_other_under_the_same_zoom(driver):
    before = zoom_and_pan(driver)
    for film in FILMS[1:]:
        driver.key(Qt.Key.Key_D)
        driver.wait_for_picture()
        assert (driver.film, seen(driver.film_view)) == (film, before)
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    assert driver.film == WIDE
    assert not sees_whole_film(driver)  # the same share of it
    driver.window.actions_["keep-sight"].trigger()
    driver.key(Qt.Key.Key_A)
    driver.wait_for_picture()
    assert sees_whole_film(driver)


def test_a_click_after_undo_places_the_landmark_that_was_taken_back(driver):
    for x in (30, 60, 90):
        driver.click(x, 50)
    assert chosen(driver) == (FILMS[0], "D")
    driver.undo()
    assert chosen(driver) == (FILMS[0], "C")
    driver.redo()
    assert chosen(driver) == (FILMS[0], "D")
    driver.undo()
    driver.undo()
    driver.click(70, 90)
    assert driver.landmark("B").position == pytest.approx((70, 90), abs=driver.within)
    assert chosen(driver) == (FILMS[0], "C")


def test_a_film_from_which_undo_takes_all_predictions_starts_at_its_first_landmark(driver):
    predict(driver, {FILMS[0]: dict.fromkeys(PLACES, 5.0)})
    driver.key(Qt.Key.Key_3)
    driver.undo()
    assert chosen(driver) == (FILMS[0], "A")


def test_another_folder_is_fitted(driver, tmp_path):
    zoom_and_pan(driver)
    other = tmp_path / "other"
    other.mkdir()
    (other / "new.png").write_bytes((tmp_path / "films" / FILMS[0]).read_bytes())
    driver.open(other)
    assert sees_whole_film(driver)
