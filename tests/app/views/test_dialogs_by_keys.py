"""Every dialog goes by keys from start to end: Tab, Enter on the button that has the keyboard, Esc."""

import pytest
import shiboken6
from all_dialogs import DIALOGS
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QPushButton,
    QWidget,
)

from app.views.evaluation_view import EvaluationDialog
from app.views.history_dialog import HistoryDialog, HistoryRow
from app.views.left_out_list import LeftOutDialog
from app.views.models_dialog import ModelsDialog
from app.views.moved_dialog import MovedDialog

LISTS = (EvaluationDialog, HistoryDialog, LeftOutDialog, ModelsDialog, MovedDialog)
A_ROW = 12  # px between buttons of one row


@pytest.fixture
def opened(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1200, 800)

    def open_(kind):
        dialog = DIALOGS[kind](parent)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_


def press(key):
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key)


def tab_stops(dialog):
    """What Tab comes to until it is at its start again."""
    stops = [dialog.focusWidget()]
    while len(stops) < 99:
        press(Qt.Key.Key_Tab)
        if (stop := dialog.focusWidget()) is stops[0]:
            return stops
        stops.append(stop)
    raise AssertionError("Tab does not come back")


def buttons_of(dialog):
    return [each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]


def place(dialog, widget):
    return widget.mapTo(dialog, widget.rect().center())


def by_kind(kind):
    return kind.__name__


@pytest.mark.parametrize("kind", DIALOGS, ids=by_kind)
def test_tab_comes_to_every_button_and_to_those_at_the_foot_last_from_left_to_right(kind, opened):
    dialog = opened(kind)
    stops, buttons = tab_stops(dialog), buttons_of(dialog)
    assert [button.text() for button in buttons if button not in stops] == []
    lowest = max(place(dialog, button).y() for button in buttons) if buttons else 0
    foot = [button for button in buttons if lowest - place(dialog, button).y() < A_ROW]
    first = stops.index(min(foot, key=stops.index)) if foot else 0
    assert stops[first : first + len(foot)] == sorted(foot, key=lambda button: place(dialog, button).x())


@pytest.mark.parametrize("kind", DIALOGS, ids=by_kind)
def test_esc_closes_a_dialog(kind, opened):
    dialog = opened(kind)
    press(Qt.Key.Key_Escape)
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()


@pytest.mark.parametrize("kind", DIALOGS, ids=by_kind)
def test_enter_presses_the_button_that_has_the_keyboard_and_no_other(kind, opened, monkeypatch):
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_args, **_options: ("", ""))
    dialog = opened(kind)
    count = len(buttons_of(dialog))
    dialog.close()
    for number in range(count):
        dialog = opened(kind)
        presses = [QSignalSpy(button.pressed) for button in buttons_of(dialog)]
        buttons_of(dialog)[number].setFocus()
        press(Qt.Key.Key_Return)
        assert [place for place, spy in enumerate(presses) if spy.count()] == [number]
        if shiboken6.isValid(dialog):
            dialog.close()


@pytest.mark.parametrize("kind", LISTS, ids=by_kind)
def test_enter_in_a_list_does_not_close_its_dialog(kind, opened):
    dialog = opened(kind)
    next(view for view in dialog.findChildren(QAbstractItemView) if view.isVisible()).setFocus()
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_two_runs_are_compared_by_keys_from_the_newest_on(opened):
    dialog = opened(HistoryDialog)
    dialog.show_rows(
        [HistoryRow(when, "Propagation", "9", "1 min", "", "finished") for when in ("noon", "nine", "eight")]
    )
    assert "noon" in dialog.comparison
    press(Qt.Key.Key_Down)
    assert "nine" in dialog.comparison
    assert "noon" not in dialog.comparison
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert "difference" in dialog.comparison
    assert "noon" in dialog.comparison
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
