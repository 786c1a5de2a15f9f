"""Whoever works by the keys sees where they are: a ring around each control, in both themes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QGraphicsView,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from reading_window import driver_on_predicted_films  # noqa: F401  a fixture
from window_driver import LEFT

from app.theme import apply_theme
from app.views.focus_ring import FocusRing, FocusRings

KINDS = (
    QPushButton,
    QToolButton,
    QCheckBox,
    QRadioButton,
    QComboBox,
    QSlider,
    QListView,
    QTreeWidget,
    QGraphicsView,
    QScrollArea,
    QTextBrowser,
    QPlainTextEdit,
    QTabBar,
)


@pytest.fixture(params=["light", "dark"])
def theme(request, qapp):
    style = qapp.style().objectName()
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, "system", style)


@pytest.fixture
def page(qtbot, qapp):
    page = QWidget()
    qtbot.addWidget(page)
    page.rings = FocusRings(qapp, page)
    column = QVBoxLayout(page)
    flat = QPushButton("flat")
    flat.setFlat(True)
    for control in (QPushButton("first"), flat, *(kind() for kind in KINDS)):
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if isinstance(control, QPlainTextEdit):
            control.setReadOnly(True)
            control.setTabChangesFocus(True)
        if isinstance(control, QTabBar):
            control.addTab("Tab")
        column.addWidget(control)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    column.itemAt(0).widget().setFocus()
    return page


def ring_of(control):
    return next((ring for ring in control.findChildren(FocusRing) if ring.isVisible()), None)


def test_every_kind_of_control_has_a_ring_that_is_seen(page, theme):
    column, seen = page.layout(), []
    for place in range(1, column.count()):
        control = column.itemAt(place).widget()
        bare = control.grab().toImage()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert control is focus or control.isAncestorOf(focus)
        with_focus = control.grab().toImage()
        changed = [
            abs(bare.pixelColor(x, y).lightness() - with_focus.pixelColor(x, y).lightness()) > 40
            for x in range(bare.width())
            for y in range(bare.height())
        ]
        seen.append(type(control).__name__ if sum(changed) > bare.width() else "")
    assert seen == [type(column.itemAt(place).widget()).__name__ for place in range(1, column.count())]


def test_the_default_button_of_a_dialog_shows_that_it_has_the_keys(qtbot, qapp, theme):
    page = QWidget()
    qtbot.addWidget(page)
    page.rings = FocusRings(qapp, page)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    column = QVBoxLayout(page)
    column.addWidget(buttons)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        assert isinstance(QApplication.focusWidget(), QPushButton)
        assert ring_of(QApplication.focusWidget()) is not None


def test_the_ring_goes_with_the_keys_grows_with_its_control_and_a_click_leaves_none(driver):
    view, window = driver.film_view, driver.window
    driver.key(Qt.Key.Key_F6)
    tree = window.views.landmarks._tree
    assert ring_of(tree) is not None
    assert ring_of(view) is None
    QTest.keyClick(tree, Qt.Key.Key_F6)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    driver.settle()
    assert window.focusWidget() is view
    assert ring_of(tree) is None
    window.resize(window.width() + 60, window.height())
    driver.settle()
    assert ring_of(view).size() == view.size()
    moved = driver.landmark("Sella").position
    driver.drag("Sella", moved[0] + 20, moved[1])  # it is in no click's way
    assert driver.landmark("Sella").position != moved
    window.views.films.focus_list()
    QTest.mouseClick(view.viewport(), LEFT, pos=view.rect().center())
    driver.settle()
    assert window.focusWidget() is view
    assert ring_of(view) is None
