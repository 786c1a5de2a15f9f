"""The films in another order, and found by what they have: by mouse in the list and its two menus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from review_window import (
    FILMS,
    PLACES,
    WIDE,
    driver_on_films,  # noqa: F401  a fixture
    place,
    predict,
)
from window_driver import LEFT, NO_KEYS


def choose(driver, words):
    """Click the button of the order, and choose an entry of its menu."""
    QTest.mouseClick(driver.window.views.films._order, LEFT)
    driver.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    entry = next(action for action in menu.actions() if words in action.text().replace("&", ""))
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)  # a click just after opening may not count
    driver.window.activateWindow()  # no window manager does it here
    driver.settle()


def order(driver):
    return list(driver.window.views.films.shown)


def test_films_are_sorted_by_doubt_state_size_and_work_and_by_name_again(driver):
    predict(driver, {FILMS[1]: {"A": 2.0}, FILMS[4]: {"A": 9.0}})
    place(driver, FILMS[2], A=PLACES["A"])
    choose(driver, "doubt")
    assert order(driver)[:2] == [FILMS[4], FILMS[1]]
    choose(driver, "last worked on")
    assert order(driver)[0] == FILMS[2]
    choose(driver, "size")
    assert order(driver)[-1] == WIDE
    choose(driver, "Backwards")
    assert order(driver)[0] == WIDE
    choose(driver, "Backwards")
    choose(driver, "name")
    assert order(driver) == [*FILMS, WIDE]


def test_the_keys_go_through_the_films_in_the_order_of_the_list(driver):
    predict(driver, {FILMS[1]: {"A": 2.0}, FILMS[4]: {"A": 9.0}})
    choose(driver, "doubt")
    driver.window.workspace.selection.set_film(FILMS[4])
    driver.key(Qt.Key.Key_D)
    assert driver.film == FILMS[1]


def test_a_film_that_is_done_stays_in_its_place_until_another_one_is_on_screen(driver):
    place(driver, FILMS[0], **PLACES)
    choose(driver, "state")
    before = order(driver)
    driver.window.workspace.selection.set_film(before[0])
    driver.settle()
    place(driver, before[0], **PLACES)
    assert order(driver) == before
    driver.key(Qt.Key.Key_D)
    driver.settle()
    assert driver.film == before[1]
    assert order(driver)[0] == before[1]
    assert set(order(driver)[-2:]) == {FILMS[0], before[0]}
    place(driver, before[1], **PLACES)
    choose(driver, "state")  # asked for anew, all are where they belong
    assert order(driver)[0] == before[2]


def test_a_click_selects_the_film_under_it_while_another_one_goes_to_its_place(driver):
    choose(driver, "state")
    before = order(driver)
    driver.window.workspace.selection.set_film(before[0])
    driver.settle()
    place(driver, before[0], **PLACES)
    rows = driver.window.views.films._list
    index = rows.model().index(2, 0)
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, rows.visualRect(index).center())
    driver.settle()
    assert driver.film == before[2]
    assert driver.window.views.films.selected == (before[2],)
    assert order(driver)[-1] == before[0]


def test_films_of_a_state_are_found_in_the_filter(driver):
    place(driver, FILMS[3], A=PLACES["A"])
    states = driver.window.views.films._states
    states.setCurrentIndex(states.findText("Started"))
    assert order(driver) == [FILMS[3]]


def test_films_with_an_absent_landmark_are_found_in_the_filter(driver):
    place(driver, FILMS[3], **PLACES)
    driver.window.workspace.selection.set_film(FILMS[3])
    driver.wait_for_picture()
    driver.key(Qt.Key.Key_X)
    driver.settle()
    states = driver.window.views.films._states
    driver.bot.waitUntil(lambda: states.findText("With absent landmarks") >= 0)
    states.setFocus()
    QTest.keyClick(states, Qt.Key.Key_End)
    assert states.currentText() == "With absent landmarks"
    driver.settle()
    assert order(driver) == [FILMS[3]]
    driver.undo()
    driver.settle()
    assert order(driver) == []
    states.setCurrentIndex(0)
    assert order(driver) == [*FILMS, WIDE]


def test_the_films_of_one_state_alone_are_shown_where_that_is_chosen(driver):
    predict(driver, {FILMS[1]: {"A": 4.0}})
    films = driver.window.views.films
    states = films.findChild(QComboBox)
    states.setCurrentText("Predicted")
    assert films.shown == (FILMS[1],)
    states.setCurrentText("All films")
    assert len(films.shown) == len(FILMS) + 1


def test_the_next_film_of_the_list_as_it_is_sorted_is_read_ahead(driver, monkeypatch):
    predict(driver, {FILMS[1]: {"A": 2.0}, FILMS[4]: {"A": 9.0}, FILMS[2]: {"A": 5.0}})
    choose(driver, "doubt")
    assert order(driver)[:3] == [FILMS[4], FILMS[2], FILMS[1]]
    reader, wanted = driver.window.workspace.reader, []
    read = reader.want_image
    monkeypatch.setattr(reader, "want_image", lambda film, *when: (wanted.append(film), read(film, *when)))
    driver.window.workspace.selection.set_film(FILMS[2])
    assert wanted == [FILMS[2], FILMS[1], FILMS[4]]
