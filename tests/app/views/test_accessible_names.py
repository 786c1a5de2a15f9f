"""Every control of the window and its dialogs can be reached by Tab, and says its name to a screen reader."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from all_dialogs import DIALOGS
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from window_driver import Driver

import app.views
from app.views.dialogs import AskingDialog

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
WHOLES = (QAbstractSpinBox, QComboBox, QHeaderView, QKeySequenceEdit, QLineEdit, QTabBar)


def controls(whole):
    """Everything that takes keys, shown or not; without the parts that Qt makes controls of."""
    for widget in whole.findChildren(QWidget):
        takes_keys = isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_keys and not is_part(widget):
            yield widget


def is_part(widget):
    """True where another control stands for it."""
    parent = widget.parentWidget()
    is_viewport = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    is_qts = isinstance(widget, QHeaderView | QScrollBar) or widget.objectName().startswith("qt_")
    is_inside = any(isinstance(each, WHOLES) for each in above(widget))
    return is_viewport or is_qts or is_inside or widget.focusProxy() is not None


def nameless(whole):
    """The controls that a screen reader cannot name: their own name, text, and their label's are empty."""
    return [
        where(widget)
        for widget in controls(whole)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


def out_of_reach(whole):
    """The controls that neither Tab nor a menu comes to: those of a toolbar stand in the menus as well."""
    in_menus = {action for menu in whole.findChildren(QMenu) for action in menu.actions()}
    return [
        where(widget)
        for widget in controls(whole)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (isinstance(widget, QToolButton) and widget.defaultAction() in in_menus)
    ]


def where(widget):
    """The names of the classes from the dialog down to the control."""
    lineage = reversed([widget, *above(widget)])
    return " > ".join(f"{type(each).__name__} {each.objectName()}".strip() for each in lineage)


def above(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def test_every_dialog_is_looked_at():
    for module in pkgutil.iter_modules(app.views.__path__):
        importlib.import_module(f"app.views.{module.name}")
    every = {*QDialog.__subclasses__(), *AskingDialog.__subclasses__()} - {AskingDialog}
    ours = {each for each in every if each.__module__.startswith("app.views.")}
    assert ours == set(DIALOGS)


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_controls_of_dialogs_have_names_and_can_be_reached(kind, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DIALOGS[kind](parent)
    assert nameless(dialog) == []
    assert out_of_reach(dialog) == []


def test_controls_of_the_window_have_names_and_can_be_reached(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.window.views.welcome.show_recent([str(Path("films"))])
    driver.window.views.notice.show_message("The table is there.", button="Open it")
    assert nameless(driver.window) == []
    assert out_of_reach(driver.window) == []
