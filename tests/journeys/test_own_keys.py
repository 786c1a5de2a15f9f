"""A person gives actions other keys in the settings: they work, are told everywhere, survive a restart."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QTabWidget, QTextBrowser
from started_window import next_start  # noqa: F401  a fixture
from window_driver import LEFT

from app.views.guide import GuideWindow
from app.views.settings_dialog import SettingsDialog

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def begin(start, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    Picture.fromarray(np.full((60, 40), 80, np.uint8)).save(place / "film.png")
    return lambda: start(place)


def in_settings(driver, act, button=QDialogButtonBox.StandardButton.Ok):
    """Open the settings by its key, go to the keys, and `act` there."""
    failed = []

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SettingsDialog):
            QTimer.singleShot(20, answer)
            return
        try:
            dialog.findChild(QTabWidget).setCurrentWidget(dialog.keys)
            act(dialog.keys)
        except BaseException as error:  # a failing assertion would leave the dialog open for ever
            failed.append(error)
        QTest.mouseClick(dialog.findChild(QDialogButtonBox).button(button), LEFT)

    QTimer.singleShot(20, answer)
    driver.key(Qt.Key.Key_Comma, CTRL)
    driver.window.activateWindow()  # a desktop does so where the dialog was
    assert QTest.qWaitForWindowActive(driver.window)
    if failed:
        raise failed[0]


def choose(page, label):
    """Find an action by its words and click its row."""
    page._search.clear()
    QTest.keyClicks(page._search, label)
    rows = [row for row in page._items() if not row.isHidden() and row.text(0).startswith(label)]
    spot = page._tree.visualItemRect(rows[0]).center()
    QTest.mouseClick(page._tree.viewport(), LEFT, NONE, spot)


def press(page, key, modifiers=NONE, place=0):
    QTest.keyClick(page._editors[place], key, modifiers)
    QTest.qWait(1)


def test_a_key_is_changed_works_and_survives_a_restart(begin):
    driver = begin()

    def change(page):
        choose(page, "Names")
        press(page, Qt.Key.Key_J)
        assert page._words.text() == ""

    in_settings(driver, change)
    names = driver.window.actions_["names"]
    assert names.isChecked()
    driver.key(Qt.Key.Key_N)
    assert names.isChecked()
    driver.key(Qt.Key.Key_J)
    assert not names.isChecked()
    assert names.toolTip().endswith("(J)")
    driver.close()
    again = begin()
    again.key(Qt.Key.Key_J)
    assert again.window.actions_["names"].isChecked()
    again.window.actions_["guide"].trigger()
    guide = again.window.findChild(GuideWindow)
    page = guide.findChild(QTextBrowser)
    assert "J *" in page.toPlainText()
    guide.open_page("review.md")
    assert "keys of your own" in page.toPlainText()
    guide.close()


def test_a_conflict_is_named_refused_and_taken_over_on_purpose(begin):
    driver = begin()

    def change(page):
        choose(page, "Names")
        press(page, Qt.Key.Key_F)
        assert "F is Fit (View, over the film)" in page._words.text()
        assert not page.own_keys()
        press(page, Qt.Key.Key_Return)  # is a key like others, and accepts no dialog here
        assert "Return is Accept the film" in page._words.text()
        press(page, Qt.Key.Key_S, CTRL)
        assert "Ctrl+S is Save now (File, anywhere)" in page._words.text()
        press(page, Qt.Key.Key_F)
        QTest.mouseClick(page._take, LEFT)
        assert page._words.text() == "F was taken from Fit, which has no key now."
        assert page.own_keys() == {"names": ("F",), "fit": ()}

    in_settings(driver, change)
    driver.key(Qt.Key.Key_F)
    assert not driver.window.actions_["names"].isChecked()
    assert driver.window.actions_["fit"].shortcuts() == []


def test_keys_that_gestures_and_typing_need_are_not_to_be_had(begin):
    driver = begin()

    def change(page):
        choose(page, "Names")
        for key, modifiers, told in (
            (Qt.Key.Key_Space, NONE, "Space is Next doubtful point, and stays so"),
            (Qt.Key.Key_Left, SHIFT, "Shift+Left is Nudge the chosen point"),
            (Qt.Key.Key_H, NONE, "H is Hide the points"),
            (Qt.Key.Key_Escape, NONE, "Esc is what leaves a gesture"),
            (Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier, "Alt+F is the menu File"),
        ):
            press(page, key, modifiers)
            assert told in page._words.text()
            assert not page._take.isEnabled()
        choose(page, "Save now")
        press(page, Qt.Key.Key_J)
        assert "in the way of typing" in page._words.text()
        assert not page.own_keys()

    in_settings(driver, change)
    assert driver.window.settings.own_keys() == {}


def test_one_action_or_all_get_their_usual_keys_again_and_cancel_changes_nothing(begin):
    driver = begin()

    def change(page):
        choose(page, "Fit")
        press(page, Qt.Key.Key_J)
        choose(page, "Names")
        press(page, Qt.Key.Key_F)  # free now
        press(page, Qt.Key.Key_N, CTRL, place=1)
        assert page.own_keys() == {"fit": ("J",), "names": ("F", "Ctrl+N")}
        choose(page, "Fit")
        QTest.mouseClick(page._usual, LEFT)
        assert "F is Names" in page._words.text()  # its usual key is another's now
        choose(page, "Names")
        QTest.mouseClick(page._usual, LEFT)
        assert page.own_keys() == {"fit": ()}
        QTest.mouseClick(page._all_usual, LEFT)
        assert page.own_keys() == {}
        choose(page, "Fit")
        press(page, Qt.Key.Key_J)

    in_settings(driver, change, QDialogButtonBox.StandardButton.Cancel)
    assert driver.window.settings.own_keys() == {}


def test_sentences_and_help_call_keys_as_the_person_chose_them(begin):
    driver = begin()
    driver.window.settings.set_own_keys(
        {"fit": ("J",), "mark-move": (), "copy-points": ("Ctrl+Y",), "redo": ()}
    )
    driver.settle()
    driver.window.actions_["paste-points"].trigger()
    assert driver.told == "Nothing is copied yet: Ctrl+Y copies the points of a film."
    driver.window.actions_["guide"].trigger()
    text = driver.window.findChild(GuideWindow).findChild(QTextBrowser).toPlainText()
    assert "J: the whole film" in text
    assert "(no key: Move by a click), then left click" in text
    driver.window.findChild(GuideWindow).close()
