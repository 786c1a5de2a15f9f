import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QTreeWidget
from review_window import (
    FILMS,
    PLACES,
    chosen,
    click_row,
    driver_on_films,  # noqa: F401  a fixture
    place,
    predict,
    press,
    row_of,
)
from window_driver import LEFT, NO_KEYS

from app.actions.action import Menu
from app.document.project import FilmState
from engine.landmarks import Origin

CTRL = Qt.KeyboardModifier.ControlModifier


def space(driver):
    press(driver, Qt.Key.Key_Space)
    return chosen(driver)


def type_in(driver, words):
    QTest.keyClicks(QApplication.focusWidget(), words)
    driver.settle()


def click_header(driver, column):
    """Click the head of a column of the landmarks; their names from top to bottom."""
    header = driver.window.views.landmarks.findChild(QTreeWidget).header()
    spot = QPoint(header.sectionPosition(column) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, NO_KEYS, spot)
    driver.settle()
    return names_shown(driver)


def names_shown(driver):
    tree = driver.window.views.landmarks.findChild(QTreeWidget)
    return [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]


def open_menu(driver, menu):
    bar = driver.window.menuBar()
    QTest.mouseClick(
        bar, LEFT, NO_KEYS, bar.actionGeometry(driver.window.actions_.menus[menu].menuAction()).center()
    )
    assert driver.window.actions_.menus[menu].isVisible()


def test_after_the_last_point_the_films_without_any_are_counted(driver):
    predict(driver, {FILMS[1]: dict.fromkeys("ABCD", 2.0)}, model="box")
    driver.window.workspace.selection.set_film(FILMS[1])
    press(driver, Qt.Key.Key_Return)
    assert driver.told.startswith("Nothing is left to review, but there are ")
    assert "without points: Ctrl+Shift+P finds them. Or export the table." in driver.told


def test_space_goes_to_the_worst_point_of_all_films_then_to_the_next_worst_on_whichever_film(driver):
    predict(
        driver,
        {
            FILMS[1]: {"A": 2.0, "B": 9.0, "C": 5.0},
            FILMS[2]: {"A": 3.0, "B": 1.0},
            FILMS[3]: {"C": 7.0},
        },
    )
    driver.key(Qt.Key.Key_D)
    click_row(driver, "A")  # the least doubtful one: all others are worse
    walk = [space(driver) for _ in range(5)]
    assert walk == [
        (FILMS[1], "B"),
        (FILMS[3], "C"),
        (FILMS[1], "C"),
        (FILMS[2], "A"),
        (FILMS[2], "B"),
    ]
    assert space(driver) == (FILMS[1], "B")  # all were visited: from the worst again


def test_space_visits_the_worst_point_also_where_it_was_current_on_the_film_before(driver):
    predict(driver, {film: {"A": 2.0, "B": 9.0, "C": 5.0, "D": 1.0} for film in FILMS[:2]})
    assert space(driver) == (FILMS[0], "B")
    press(driver, Qt.Key.Key_D)
    assert chosen(driver) == (FILMS[1], "B")
    assert space(driver) == (FILMS[1], "B")
    assert space(driver) == (FILMS[0], "C")


def test_space_passes_over_what_was_decided_and_a_film_that_was_accepted(driver):
    predict(driver, {FILMS[0]: {"A": 2.0, "B": 9.0, "C": 5.0}, FILMS[1]: {"A": 8.0, "B": 1.0}})
    assert space(driver) == (FILMS[0], "B")
    driver.wait_for_picture()
    press(driver, Qt.Key.Key_F)
    driver.drag("C", 150, 100)
    assert space(driver) == (FILMS[1], "A")
    assert space(driver) == (FILMS[0], "A")
    press(driver, Qt.Key.Key_Return)
    assert driver.project.state(FILMS[0]) is not FilmState.PREDICTED
    assert chosen(driver) == (FILMS[1], "B")


def test_the_step_of_review_chooses_one_film_though_ctrl_is_held(driver):
    predict(driver, {FILMS[2]: {"A": 5.0}})
    handle = driver.window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Control)
    press(driver, Qt.Key.Key_R, CTRL)
    QTest.keyRelease(handle, Qt.Key.Key_Control)
    assert driver.film == FILMS[2]
    assert driver.window.views.films.selected == (FILMS[2],)


def test_ctrl_and_shift_with_a_click_select_several_films(driver):
    rows = driver.window.views.films.findChild(QListView)
    shift = Qt.KeyboardModifier.ShiftModifier
    clicks = [(1, NO_KEYS), (3, CTRL), (5, CTRL), (3, CTRL), (4, NO_KEYS), (2, shift)]
    selected = []
    for row, keys in clicks:
        spot = rows.visualRect(rows.model().index(row, 0)).center()
        QTest.mouseClick(rows.viewport(), LEFT, keys, spot)
        driver.settle()
        selected.append([FILMS.index(film) for film in driver.window.views.films.selected])
    assert selected == [[1], [1, 3], [1, 3, 5], [1, 5], [4], [2, 3, 4]]
    assert driver.film == FILMS[2]


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_4])
def test_keys_of_the_film_do_nothing_behind_a_dialog(driver, key):
    predict(driver, {FILMS[0]: dict.fromkeys(PLACES, 5.0)})
    dialog = QDialog(driver.window)
    dialog.open()
    driver.window.activateWindow()  # some systems leave the focus where it was
    driver.film_view.setFocus()
    before = (driver.project, chosen(driver))
    QTest.keyClick(driver.window.windowHandle(), key)
    assert (driver.project, chosen(driver)) == before
    dialog.close()
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[1]


def test_keys_of_the_film_do_nothing_behind_a_menu_and_its_letters_choose_its_entries(driver):
    before = chosen(driver)
    driver.film_view.setFocus()
    open_menu(driver, Menu.FILM)
    for key in (Qt.Key.Key_D, Qt.Key.Key_K):
        press(driver, key)
    assert chosen(driver) == before
    assert not driver.window.actions_["ruler"].isChecked()
    press(driver, Qt.Key.Key_N)  # Next film; over the film the key of the names
    assert driver.film == FILMS[1]
    assert driver.window.settings.flag("names")
    assert QApplication.activePopupWidget() is None


def test_f2_renames_the_landmark_that_was_clicked_and_the_film_has_the_keys_again(driver):
    click_row(driver, "B")
    press(driver, Qt.Key.Key_F2)
    type_in(driver, "Nasion")
    press(driver, Qt.Key.Key_Return)
    assert driver.project.scheme.names == ("A", "Nasion", "C", "D")
    press(driver, Qt.Key.Key_S)
    assert chosen(driver)[1] == "C"
    press(driver, Qt.Key.Key_F2)
    type_in(driver, "no")
    press(driver, Qt.Key.Key_Escape)
    assert driver.project.scheme.names == ("A", "Nasion", "C", "D")
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[1]


def test_a_name_that_is_being_typed_goes_to_its_landmark_though_the_sorted_list_changes_meanwhile(driver):
    predict(driver, {FILMS[0]: {"A": 2.0, "B": 15.0, "C": 9.0}})
    click_header(driver, 2)
    press(driver, Qt.Key.Key_1)
    press(driver, Qt.Key.Key_F2)
    type_in(driver, "Sella")
    predict(driver, {FILMS[0]: {"A": 99.0}})
    press(driver, Qt.Key.Key_Tab)
    driver.settle()
    assert driver.project.scheme.names == ("Sella", "B", "C", "D")
    assert driver.window.views.landmarks.shown[0] == "Sella"
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[1]


@pytest.mark.parametrize(
    ("words", "film"),
    [("5", FILMS[4]), ("05", FILMS[4]), ("film_03", FILMS[2]), ("WID", "wide.png"), ("7", "wide.png")],
)
def test_g_a_number_or_a_name_and_enter_go_to_the_film(driver, words, film):
    driver.film_view.setFocus()
    press(driver, Qt.Key.Key_G)
    type_in(driver, words)
    press(driver, Qt.Key.Key_Return)
    assert driver.film == film
    assert driver.window.views.films.current == film
    assert len(driver.window.views.films.shown) == len(FILMS) + 1
    press(driver, Qt.Key.Key_A)  # the film has the keys again
    assert driver.film != film


@pytest.mark.parametrize("leave", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_search_that_is_left_changes_no_film(driver, leave):
    driver.key(Qt.Key.Key_D)
    press(driver, Qt.Key.Key_G)
    if leave == Qt.Key.Key_Escape:
        type_in(driver, "05")
    press(driver, leave)
    assert driver.film == FILMS[1]
    assert driver.window.views.films.current == FILMS[1]
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[2]


def test_the_film_on_screen_is_in_sight_again_after_a_search_for_it(driver):
    films = driver.window.views.films.findChild(QListView)
    films.setFixedHeight(60)
    driver.window.workspace.selection.set_film(FILMS[-1])
    driver.wait_for_picture()
    press(driver, Qt.Key.Key_G)
    search = driver.window.views.films.findChild(QLineEdit)
    QTest.keyClicks(search, FILMS[-1])
    QTest.qWait(50)  # the list of one film is laid out
    QTest.keyClick(search, Qt.Key.Key_Return)
    driver.settle()
    assert driver.film == FILMS[-1]
    assert films.viewport().rect().intersects(films.visualRect(films.currentIndex()))


def test_a_search_that_hides_the_film_on_screen_leaves_the_one_found_to_be_clicked(driver):
    films = driver.window.views.films
    films.findChild(QLineEdit).setFocus()
    type_in(driver, "05")
    assert (driver.film, films.current) == (FILMS[0], "")
    rows = films.findChild(QListView)
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, rows.visualRect(rows.model().index(0, 0)).center())
    assert driver.film == FILMS[4]


def test_the_doubt_is_a_number_column_that_sorts_the_worst_on_top(driver):
    predict(driver, {FILMS[0]: {"A": 2.0, "C": 15.0, "D": 9.0}})
    tree, _ = row_of(driver, "A")
    assert tree.topLevelItem(0).textAlignment(2) & Qt.AlignmentFlag.AlignRight
    assert click_header(driver, 2) == ["C", "D", "A", "B"]
    press(driver, Qt.Key.Key_3)
    press(driver, Qt.Key.Key_S)
    assert chosen(driver)[1] == "D"  # the next one of the list
    driver.wait_for_picture()
    driver.drag("C", 150, 100)
    assert names_shown(driver) == ["D", "A", "B", "C"]
    assert click_header(driver, 2) == ["A", "D", "B", "C"]
    assert click_header(driver, 0) == ["A", "B", "C", "D"]


def test_a_film_never_touched_starts_at_its_first_unplaced_landmark(driver):
    place(driver, FILMS[0], **PLACES)
    click_row(driver, "C")
    press(driver, Qt.Key.Key_D)
    assert chosen(driver) == (FILMS[1], "A")


def test_a_corrected_point_goes_back_to_its_prediction_and_waits_for_a_decision(driver):
    predict(driver, {FILMS[0]: {"A": 9.0}})
    driver.drag("A", 200, 150)
    assert driver.landmark("A").origin is Origin.CORRECTED
    press(driver, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    back = driver.landmark("A")
    assert (back.position, back.origin, back.spread) == (PLACES["A"], Origin.PREDICTED, 9.0)
    assert back.predicted is None
    driver.undo()
    assert driver.landmark("A").origin is Origin.CORRECTED
    press(driver, Qt.Key.Key_Delete)  # taken off the film, it still comes back
    press(driver, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert driver.landmark("A").position == PLACES["A"]


def test_a_point_without_a_prediction_stays_and_it_is_said(driver):
    place(driver, FILMS[0], A=PLACES["A"])
    driver.window.workspace.selection.set_landmark("A")
    press(driver, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert driver.landmark("A").origin is Origin.ANNOTATED
    assert "No prediction of A" in driver.told
