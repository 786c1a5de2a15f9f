"""Keys stay with the film, drops and clicks reach what they were meant for, and names are shown whole."""

import pytest
from exported import export_table
from import_window import settle_import
from PIL import Image as Picture
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QToolButton
from review_window import (
    FILMS,
    PLACES,
    WIDE,
    click_row,
    driver_on_films,  # noqa: F401  a fixture
    place,
    press,
)
from window_driver import LEFT, NO_KEYS

from app.actions.key_sheet import sheet_html
from app.main_window import MainWindow
from app.settings import Settings
from app.storage.recovery import _local
from app.views.film_loupe import GAP, RADIUS
from app.views.inset import Inset
from engine.errors import EngineError


@pytest.fixture
def others(tmp_path):
    folder = tmp_path / "Tom & Jerry"
    folder.mkdir()
    Picture.new("L", (90, 70), 90).save(folder / "other.png")
    return folder


def entry(driver):
    return driver.window.findChild(QLineEdit, "add-landmarks")


def add_names(driver, text):
    QTest.mouseClick(entry(driver), LEFT)
    QTest.keyClicks(entry(driver), text)
    QTest.keyClick(entry(driver), Qt.Key.Key_Return)
    driver.settle()


def search(driver):
    return driver.window.views.films.findChild(QLineEdit)


@pytest.mark.parametrize("part", ["film", "search", "names", "list"])
def test_a_folder_that_is_dropped_anywhere_on_the_window_is_opened(driver, others, qtbot, part):
    over = {
        "film": driver.film_view.viewport(),
        "search": search(driver),
        "names": entry(driver),
        "list": driver.window.views.films,
    }[part]
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.drop(others, over=over)
    assert driver.film == "other.png"
    assert (search(driver).text(), entry(driver).text()) == ("", "")


def test_another_folder_is_shown_whole_and_nothing_typed_for_the_old_one_is_left(driver, others):
    press(driver, Qt.Key.Key_G)
    QTest.keyClicks(search(driver), "film_0")
    driver.window.views.films.findChild(QComboBox).setCurrentIndex(2)
    QTest.mouseClick(entry(driver), LEFT)
    QTest.keyClicks(entry(driver), "Nasion")
    driver.open(others)
    driver.settle()
    assert driver.window.views.films._count.text() == "1 film"
    assert driver.window.views.films.findChild(QComboBox).currentText() == "All films"
    assert entry(driver).text() == ""


def test_the_filter_chosen_by_mouse_leaves_the_film_its_keys(driver, qtbot):
    states = driver.window.views.films.findChild(QComboBox)
    QTest.mouseClick(states, LEFT)
    rows = states.view()
    qtbot.waitUntil(rows.isVisible)
    spot = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseMove(rows.viewport(), spot)
    QTest.qWait(600)  # Qt takes no click for a choice right after the list was opened
    QTest.mouseClick(rows.viewport(), LEFT, NO_KEYS, spot)
    driver.window.activateWindow()
    qtbot.waitUntil(lambda: states.currentText() == "Untouched")
    assert driver.window.views.films.shown == (*FILMS, WIDE)
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[1]


def test_the_film_on_screen_is_named_where_search_hides_its_row(driver):
    press(driver, Qt.Key.Key_G)
    QTest.keyClicks(search(driver), "nothing like it")
    driver.settle()
    assert driver.window.windowTitle() == f"{FILMS[0]} - films[*] - OneMark"
    named = [words for words in driver.window.views.bar.findChildren(QLabel) if words.text() == FILMS[0]]
    assert [words.isVisible() for words in named] == [True]


def test_what_is_put_away_gives_the_keys_back_to_the_film(driver):
    job = driver.window.views.job
    log = job.details.findChild(QPlainTextEdit)
    for put_away in (job._fold, job._close):
        job.start("Propagation")
        job.finish("done")
        if not log.isVisible():
            QTest.mouseClick(job._fold, LEFT)
        QTest.mouseClick(log.viewport(), LEFT)
        assert log.hasFocus()
        QTest.mouseClick(put_away, LEFT)
        assert driver.film_view.hasFocus()
    driver.window.workspace.messages.note("A note.")
    notice = driver.window.views.notice
    QTest.mouseClick(notice._text, LEFT)
    assert not driver.film_view.hasFocus()
    QTest.mouseClick(notice._close, LEFT)
    press(driver, Qt.Key.Key_D)
    assert driver.film == FILMS[1]


def stray(driver, start, by):
    port, spot = driver.film_view.viewport(), driver.spot(*start)
    QTest.mousePress(port, LEFT, NO_KEYS, spot)
    for share in (0.5, 1.0):
        QTest.mouseMove(port, spot + QPoint(round(share * by), 0))
    QTest.mouseRelease(port, LEFT, NO_KEYS, spot + QPoint(by, 0))
    driver.settle()


def test_a_click_of_a_hand_that_shakes_places_the_point_and_a_sweep_does_not(driver):
    stray(driver, PLACES["A"], 30)
    assert driver.landmark("A").position is None
    stray(driver, PLACES["A"], 8)
    x, y = PLACES["A"]
    assert driver.landmark("A").position == pytest.approx(
        (x + 8 / driver.film_view.scale_now, y), abs=driver.within
    )


def test_names_that_are_refused_can_be_put_right_and_the_refusal_goes_then(driver):
    add_names(driver, "A, X1; X2")
    assert driver.told
    assert entry(driver).text() == "A, X1; X2"
    for _ in range(len("A, X1; X2")):
        QTest.keyClick(entry(driver), Qt.Key.Key_Backspace)
    add_names(driver, "X1; X2")
    assert driver.project.scheme.names[-2:] == ("X1", "X2")
    assert (driver.told, entry(driver).text()) == ("", "")


def test_why_a_job_failed_goes_when_the_next_one_begins(driver):
    def failing():
        yield from ()
        raise EngineError("There is no such device.")

    def working():
        yield from ()

    driver.window.workspace.jobs.start("One", failing(), lambda _: "")
    driver.wait_for_job()
    driver.bot.waitUntil(lambda: driver.told == "There is no such device.")
    driver.window.workspace.jobs.start("Another", working(), lambda _: "")
    assert driver.told == ""
    driver.wait_for_job()


def test_a_step_that_is_greyed_out_says_what_it_needs(driver):
    step = driver.window.actions_["propagate"]
    button = driver.window.steps.widgetForAction(step)
    assert not button.isEnabled()
    assert "needs an exemplar (a film with every landmark placed)" in button.toolTip()
    place(driver, FILMS[0], **PLACES)
    driver.bot.waitUntil(button.isEnabled)
    assert "needs" not in button.toolTip()
    press(driver, Qt.Key.Key_Return)
    assert driver.told == "Nothing is predicted yet: Propagate finds the landmarks of the other films."


def test_a_recent_folder_is_reached_and_opened_by_keys(qtbot, tmp_path, others):
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    settings.add_recent(str(others))
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    (button,) = (one for one in window.views.welcome.findChildren(QToolButton))
    assert button.text().startswith("Tom && Jerry")
    plain = button.grab().toImage()
    for _ in range(20):
        if not button.hasFocus():
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.grab().toImage() != plain
    with qtbot.waitSignal(window.controllers.folder.opened):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    window.close()


def test_an_ampersand_of_a_name_is_shown_in_buttons_and_menus(driver):
    add_names(driver, "M & N")
    driver.window.workspace.messages.warn("Whose?", "Name A & B", lambda: None)
    driver.window.workspace.selection.set_landmark("M & N")
    driver.click(60, 50)
    assert "M && N" in driver.window.actions_["undo"].text()
    assert driver.window.views.notice._act.text() == "Name A && B"


@pytest.mark.parametrize(("height", "rows"), [(720, 7), (600, 5)])
def test_the_list_of_landmarks_keeps_rows_and_the_inset_gives_way(driver, height, rows):
    add_names(driver, ", ".join(f"P{number}" for number in range(12)))
    place(driver, FILMS[0], **PLACES, **{f"P{number}": (20 + number, 20) for number in range(12)})
    driver.window.resize(1280, height)
    driver.key(Qt.Key.Key_D)
    click_row(driver, "A")
    inset = driver.window.views.landmarks.findChild(Inset)
    driver.bot.waitUntil(inset.isVisible)
    job = driver.window.views.job
    job.start("Propagation", "One line.\nAnother line.")
    QTest.mouseClick(job._fold, LEFT)
    tree = driver.window.views.landmarks._tree
    driver.bot.waitUntil(lambda: tree.viewport().height() >= rows * tree.sizeHintForRow(0))
    QTest.mouseClick(job._fold, LEFT)
    job.finish("done")
    job.hide()
    driver.bot.waitUntil(lambda: inset.height() > 100)


def test_panels_of_a_small_window_give_way_to_the_film(driver):
    driver.window.views.job.start("Propagation", "One line.")
    driver.window.resize(700, 500)
    driver.settle()
    assert driver.window.width() == 700
    assert driver.film_view.width() >= 230


def test_the_loupe_shows_the_points(driver):
    place(driver, FILMS[0], A=PLACES["A"])
    press(driver, Qt.Key.Key_Z)
    port, spot = driver.film_view.viewport(), driver.spot(*PLACES["A"])
    QTest.mouseMove(port, spot)
    driver.settle()

    def ring():
        middle = QPoint(round(spot.x() + RADIUS + GAP), round(spot.y() - RADIUS - GAP))
        if middle.y() - RADIUS < 0:
            middle.setY(round(spot.y() + RADIUS + GAP))
        picture = port.grab().toImage()
        area = [picture.pixelColor(middle + QPoint(x, y)) for x in range(-8, 9) for y in range(-8, 9)]
        return sum(colour.blue() > colour.red() + 40 for colour in area)

    assert ring() > 10
    QTest.keyPress(driver.film_view, Qt.Key.Key_H)
    assert ring() == 0
    QTest.keyRelease(driver.film_view, Qt.Key.Key_H)


def test_texts_say_what_they_mean(driver, tmp_path):
    html = sheet_html(4, {})
    assert "Drag the point" in html
    assert "<b>Space</b> *" in html
    assert "<b>Left click</b></td>" in html
    assert _local("no time") == ""
    assert _local("2026-01-31T12:00:00.000Z").startswith("2026-01-")
    place(driver, FILMS[0], **PLACES)
    table = tmp_path / "points.csv"
    export_table(driver.window, table)
    driver.drag("A", 90, 90)
    driver.drop(table)
    settle_import(driver)
    assert driver.told.startswith(
        "The table holds nothing new: 3 landmarks, the same here already. 1 landmark"
    )


def test_the_button_of_what_has_no_room_in_the_toolbar_is_seen_in_the_dark(driver):
    rest = driver.window.steps.findChild(QToolButton, "qt_toolbar_ext_button")
    try:
        driver.window.theme.apply("dark")
        driver.window.resize(700, 500)
        driver.settle()
        picture = rest.grab().toImage()
        across, down = range(picture.width()), range(picture.height())
        assert max(picture.pixelColor(x, y).lightness() for x in across for y in down) > 150
    finally:
        driver.window.theme.apply("system")
