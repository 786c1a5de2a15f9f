"""While one annotates: what a landmark is, where the exemplar has it, and which ones a film does not have."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from started_window import next_start  # noqa: F401  a fixture
from window_driver import LEFT

from app.document import edits
from engine.landmarks import Presence, Scheme

WORDS = "Deepest point of the outline of the upper jaw between spine and alveolar crest. " * 2
ADD = "Add landmarks"
NAMES = ("A & <b>", "B", "C", *(f"P{number}" for number in range(12)))


@pytest.fixture
def begin(start, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((600, 400), 80 + number, np.uint8)).save(place / f"film{number}.png")
    return lambda: start(place)


@pytest.fixture
def driver(begin):
    driver = begin()
    scheme = Scheme(NAMES, descriptions={"A & <b>": WORDS})
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, scheme))
    for number in range(len(NAMES)):
        driver.click(40 + 20 * number, 50)
    driver.window.resize(1280, 720)
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    return driver


def list_of(driver):
    return driver.window.views.landmarks


def test_description_and_picture_stand_below_the_list_and_leave_it_its_rows(driver, qtbot):
    driver.key(Qt.Key.Key_1)
    about, tree = list_of(driver).about, list_of(driver)._tree
    qtbot.waitUntil(about.inset.isVisible)
    qtbot.waitUntil(lambda: about.inset.height() > 100)
    assert about._fold.text() == "About A && <b>"
    assert about._words.text() == WORDS
    assert about._words.isVisible()
    lines = about._words.fontMetrics().lineSpacing()
    assert 2 * lines <= about._words.height() <= 5 * lines
    assert tree.viewport().height() >= 7 * tree.sizeHintForRow(0)
    driver.key(Qt.Key.Key_2)
    assert not about._words.isVisible()
    assert about.inset.isVisible()
    assert about._fold.isVisible()


def test_the_line_above_what_is_told_keeps_its_place_where_there_is_nothing_to_tell(begin):
    driver = begin()
    scheme = Scheme(("A", "B"), descriptions={"B": WORDS})
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, scheme))
    button = next(b for b in list_of(driver).findChildren(QToolButton) if b.accessibleName() == ADD)
    about = list_of(driver).about
    about.fold(True)
    driver.key(Qt.Key.Key_1)
    assert not about._fold.isVisible()
    before = button.mapTo(driver.window, QPoint())
    driver.key(Qt.Key.Key_2)
    assert about._fold.isVisible()
    assert button.mapTo(driver.window, QPoint()) == before


def test_it_is_folded_away_for_good(begin, driver):
    about = list_of(driver).about
    QTest.mouseClick(about._fold, LEFT)
    driver.settle()
    assert not about._words.isVisible()
    assert about.inset.visibleRegion().isEmpty()
    driver.close()
    again = begin()
    again.key(Qt.Key.Key_1)
    about = list_of(again).about
    assert about._fold.isVisible()
    assert not about._words.isVisible()
    about._fold.setFocus()
    QTest.keyClick(about._fold, Qt.Key.Key_Space)
    assert about._words.isVisible()


def test_where_there_is_nothing_to_tell_there_is_no_arrow_to_unfold_it(begin):
    driver = begin()
    scheme = Scheme(NAMES, descriptions={"A & <b>": WORDS})
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, scheme))
    about = list_of(driver).about
    driver.key(Qt.Key.Key_2)
    assert not about._fold.isVisible()
    driver.key(Qt.Key.Key_1)
    assert about._fold.isVisible()
    driver.close()


def test_absent_and_occluded_landmarks_look_different_in_the_list_and_on_the_film(driver):
    driver.click(100, 300)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_O)
    driver.key(Qt.Key.Key_2)
    driver.key(Qt.Key.Key_X)
    assert [driver.landmark(name).presence for name in NAMES[:2]] == [Presence.OCCLUDED, Presence.ABSENT]
    fonts = [list_of(driver)._tree.topLevelItem(row).font(0) for row in range(3)]
    assert [font.italic() for font in fonts] == [True, False, False]
    assert [font.strikeOut() for font in fonts] == [False, True, False]
    assert driver.film_view._display.absent == ("B",)

    def corner():
        port = driver.film_view.viewport()
        QApplication.processEvents()
        return port.grab(port.rect().adjusted(0, port.height() - 40, -port.width() // 2, 0)).toImage()

    told = corner()
    driver.key(Qt.Key.Key_N)  # with the names
    hidden = corner()
    assert told != hidden
    driver.key(Qt.Key.Key_N)
    driver.key(Qt.Key.Key_2)
    driver.key(Qt.Key.Key_Delete)
    assert not list_of(driver)._tree.topLevelItem(1).font(0).strikeOut()
    assert corner() == hidden
