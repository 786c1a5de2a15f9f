"""What is offered can be done, what was done is said, and the keys stay where a person works."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QInputDialog,
    QLineEdit,
    QListView,
    QTextBrowser,
)
from review_window import (
    FILMS,
    PLACES,
    chosen,
    driver_on_films,  # noqa: F401  a fixture
    place,
    predict,
    press,
)
from window_driver import LEFT, NO_KEYS

from app.actions.action import Menu
from app.document import edits
from app.document.film import FilmFacts
from app.document.spacing_edits import Extent, SpacingWay
from app.views.guide import GuideWindow
from app.views.spacing_dialog import SpacingDialog
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Scheme

CTRL = Qt.KeyboardModifier.ControlModifier
ONE_MM = Spacing(1.0, 1.0, SpacingSource.TYPED)


def answer(driver, kind, action, look):
    """Trigger an action; `look` sees the dialog that it opens, and answers it or not."""

    def answered():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, answered)
            return
        try:
            look(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(20, answered)
    driver.window.actions_[action].trigger()
    back_in_the_window(driver)


def press_ok(dialog):
    buttons = dialog.findChild(QDialogButtonBox)
    QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)


def back_in_the_window(driver):
    driver.window.activateWindow()
    driver.settle()


def file_says(driver, film, spacing):
    facts = driver.project.film(film).facts
    driver.window.workspace.document.update_facts(
        {film: FilmFacts(facts.sha256, facts.size, spacing, facts.attributes)}
    )


def ways_of(driver, extent=Extent.THIS):
    """The ways that the dialog offers for films of an extent."""
    offered = []

    def look(dialog):
        QTest.mouseClick(dialog._extents[extent], LEFT, NO_KEYS, QPoint(8, 8))
        offered.append({way for way, button in dialog._ways.items() if button.isEnabled()})

    answer(driver, SpacingDialog, "spacing", look)
    return offered[0]


def test_millimetres_offers_only_the_ways_that_lead_somewhere_on_these_films(driver):
    assert ways_of(driver) == {SpacingWay.TYPED}
    place(driver, FILMS[1], A=(60, 50), B=(100, 80))
    file_says(driver, FILMS[4], ONE_MM)
    assert ways_of(driver) == {SpacingWay.TYPED}
    assert ways_of(driver, Extent.ALL) == set(SpacingWay) - {SpacingWay.RULER}
    driver.key(Qt.Key.Key_D)
    assert ways_of(driver) == {SpacingWay.TYPED, SpacingWay.LANDMARKS}
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()  # from now on its file is not read again
    file_says(driver, FILMS[2], ONE_MM)
    assert ways_of(driver) == {SpacingWay.TYPED, SpacingWay.MAGNIFIED, SpacingWay.FILE}


def test_millimetres_of_all_films_leave_those_of_their_own_files_unless_asked(driver):
    own = Spacing(0.2, 0.2, SpacingSource.PIXEL_SPACING)
    file_says(driver, FILMS[4], own)

    def type_for_all(asked):
        def do(dialog):
            dialog._spins[SpacingWay.TYPED].setValue(0.5)
            assert not dialog._replace.isVisible()
            dialog._extents[Extent.ALL].click()
            assert dialog._replace.isVisible()
            assert dialog._replace.text() == "replace the mm that 1 film brings in its own file"
            if asked:
                dialog._replace.click()
            press_ok(dialog)

        answer(driver, SpacingDialog, "spacing", do)
        return [driver.project.film(film).spacing.x for film in (FILMS[0], FILMS[4])]

    assert type_for_all(asked=False) == [0.5, 0.2]
    assert type_for_all(asked=True) == [0.5, 0.5]


def test_what_a_person_said_of_millimetres_can_be_taken_back_where_the_file_says_nothing(driver):
    document = driver.window.workspace.document
    document.push(edits.take_spacings(driver.project, {FILMS[0]: ONE_MM}))

    def forget(dialog):
        dialog._ways[SpacingWay.FILE].click()
        press_ok(dialog)

    answer(driver, SpacingDialog, "spacing", forget)
    assert driver.project.film(FILMS[0]).spacing is None


def test_a_way_that_other_films_have_is_left_with_them(driver):
    file_says(driver, FILMS[1], ONE_MM)

    def look(dialog):
        dialog._extents[Extent.ALL].click()
        dialog._ways[SpacingWay.FILE].click()
        dialog._extents[Extent.THIS].click()
        assert dialog.choice().way is SpacingWay.TYPED

    answer(driver, SpacingDialog, "spacing", look)


def test_a_film_that_is_accepted_with_landmarks_undecided_says_how_many_and_leads_there(driver):
    predict(driver, {FILMS[0]: {"A": 9.0, "C": 1.0}, FILMS[1]: dict.fromkeys(PLACES, 2.0)})
    press(driver, Qt.Key.Key_Return)
    assert driver.project.film(FILMS[0]).reviewed
    assert driver.told == (
        f"{FILMS[0]} is accepted with 2 landmarks undecided: "
        "click where each is, or press X where it is absent."
    )
    assert driver.film == FILMS[1]
    driver.press_notice()
    assert chosen(driver) == (FILMS[0], "B")
    assert driver.film_view.hasFocus()


def test_a_film_that_is_accepted_whole_asks_for_nothing(driver):
    predict(driver, {film: dict.fromkeys(PLACES, 2.0) for film in FILMS[:2]})
    press(driver, Qt.Key.Key_Return)
    assert driver.told == ""


def test_exclude_has_room_for_a_sentence_and_names_the_film(driver):
    why = "The patient moved, and the lower half of it is blurred."

    def look(dialog):
        assert dialog.width() >= 440
        assert dialog.labelText() == f"Why is {FILMS[0]} excluded?"
        QTest.keyClicks(dialog.findChild(QLineEdit), why)
        press_ok(dialog)

    answer(driver, QInputDialog, "exclude", look)
    assert driver.project.film(FILMS[0]).excluded == why


def lightest_and_darkest(picture, box):
    values = [
        picture.pixelColor(x, y).lightness()
        for x in range(box.left(), box.left() + 24)
        for y in range(box.top() + 1, box.bottom())
    ]
    return max(values), min(values)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_can_be_switched_on_in_a_menu_shows_an_empty_box(driver, theme):
    def box_contrasts():
        for menu in driver.window.actions_.menus.values():
            for action in menu.actions():
                if action.isCheckable() and action.isVisible() and action.actionGroup() is None:
                    action.setChecked(False)
                    menu.popup(driver.window.pos())
                    light, dark = lightest_and_darkest(menu.grab().toImage(), menu.actionGeometry(action))
                    menu.hide()
                    yield action.text(), light - dark

    try:
        driver.window.theme.apply(theme)
        driver.settle()
        ground = QApplication.palette().color(QPalette.ColorRole.Base).lightness()
        assert (ground > 128) is (theme == "light")
        contrasts = dict(box_contrasts())
    finally:
        driver.window.theme.apply("system")
    assert len(contrasts) >= 10
    assert min(contrasts.values()) > 75, contrasts


def test_only_landmarks_that_exist_are_picked_by_number_in_menu_and_key_sheet(driver):
    def in_menu():
        actions = driver.window.actions_.menus[Menu.LANDMARK].actions()
        return sum(action.isVisible() and action.text().startswith("Pick") for action in actions)

    def on_sheet():
        press(driver, Qt.Key.Key_F1)
        sheet = driver.window.findChild(GuideWindow)
        text = sheet.findChild(QTextBrowser).toPlainText()
        sheet.close()
        back_in_the_window(driver)
        return text.count("Pick landmark")

    assert (in_menu(), on_sheet()) == (4, 4)
    driver.window.workspace.document.push(edits.set_scheme(driver.project, Scheme(tuple("ABCDEFGHIJK"))))
    driver.settle()
    assert (in_menu(), on_sheet()) == (9, 9)


def click_film(driver, row, keys=NO_KEYS):
    rows = driver.window.views.films.findChild(QListView)
    QTest.mouseClick(rows.viewport(), LEFT, keys, rows.visualRect(rows.model().index(row, 0)).center())
    driver.settle()
    return rows


def test_a_click_in_the_list_of_films_leaves_the_film_its_keys(driver):
    click_film(driver, 2)
    assert driver.film == FILMS[2]
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[3]
    press(driver, Qt.Key.Key_G)  # the search has the focus
    click_film(driver, 1)
    press(driver, Qt.Key.Key_A)
    assert driver.film == FILMS[0]
    click_film(driver, 3, CTRL)
    assert driver.window.views.films.selected == (FILMS[0], FILMS[3])
    assert driver.film_view.hasFocus()


def test_the_filter_of_films_leaves_the_film_its_keys(driver):
    states = driver.window.views.films.findChild(QComboBox)
    QTest.mouseClick(states, LEFT)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(states.view(), key)
    back_in_the_window(driver)
    assert states.currentText() == "Untouched"
    press(driver, Qt.Key.Key_D)
    assert (driver.film, states.currentText()) == (FILMS[1], "Untouched")


def test_the_list_of_films_is_walked_by_keys_after_f6_also_behind_a_click(driver):
    rows = click_film(driver, 1)
    while not rows.hasFocus():
        press(driver, Qt.Key.Key_F6)
    press(driver, Qt.Key.Key_Down)
    assert (driver.film, rows.hasFocus()) == (FILMS[2], True)


def test_undo_and_redo_go_to_the_film_that_they_change_and_say_so(driver):
    place(driver, FILMS[0], **PLACES)
    driver.drag("B", 110, 90)
    for _ in range(2):
        press(driver, Qt.Key.Key_D)
    driver.undo()
    assert chosen(driver) == (FILMS[0], "B")
    assert driver.told == f"Undo: Place B on {FILMS[0]}."
    press(driver, Qt.Key.Key_D)
    driver.redo()
    assert chosen(driver) == (FILMS[0], "B")
    assert driver.told == f"Redo: Place B on {FILMS[0]}."


def test_undo_on_the_film_on_screen_says_nothing(driver):
    place(driver, FILMS[0], A=PLACES["A"])
    driver.undo()
    assert (chosen(driver), driver.told) == ((FILMS[0], "A"), "")


def test_undo_of_what_changed_the_film_on_screen_too_stays_on_it(driver):
    predict(driver, {film: dict.fromkeys(PLACES, 2.0) for film in FILMS[:3]})
    press(driver, Qt.Key.Key_D)
    driver.undo()
    assert driver.film == FILMS[1]


def test_undo_of_an_edit_of_the_scheme_stays_on_its_film(driver):
    place(driver, FILMS[0], **PLACES)
    press(driver, Qt.Key.Key_D)
    driver.window.workspace.document.push(edits.rename_landmark(driver.project, "A", "Sella"))
    driver.undo()
    assert driver.film == FILMS[1]
