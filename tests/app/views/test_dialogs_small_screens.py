"""Every dialog opens within a screen of 1280 x 720 at 200 %, and nothing in it is out of reach there."""

import pytest
from all_dialogs import DIALOGS
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from app.views.training_dialog import TrainingDialog

SCREEN = QSize(640, 360)  # points
ROOM = QSize(624, 312)  # without a frame and the desktop's own bar


class SmallScreen:
    def availableSize(self):
        return SCREEN


@pytest.fixture
def parent(qtbot, monkeypatch):
    monkeypatch.setattr(QWidget, "screen", lambda _widget: SmallScreen())
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(ROOM)
    return parent


def in_reach(dialog, widget):
    """True where all of it lies in the dialog, or can be scrolled to."""
    above = widget.parentWidget()
    while above is not dialog:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return dialog.rect().contains(QRect(widget.mapTo(dialog, QPoint()), widget.size()))


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_a_dialog_opens_within_a_small_screen_and_keeps_its_buttons_in_sight(kind, parent, qtbot):
    dialog = DIALOGS[kind](parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.size().expandedTo(ROOM) == ROOM
    dialog.resize(ROOM)
    assert dialog.size() == ROOM
    layout = dialog.layout()
    if layout.hasHeightForWidth():
        assert layout.minimumHeightForWidth(ROOM.width()) <= ROOM.height()
    buttons = [button for button in dialog.findChildren(QAbstractButton) if button.isVisible()]
    assert [button.text() for button in buttons if not in_reach(dialog, button)] == []


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_nothing_is_cut_off_to_the_right(kind, parent, qtbot):
    dialog = DIALOGS[kind](parent)
    dialog.show()
    dialog.resize(ROOM)
    qtbot.waitExposed(dialog)
    areas = [area for area in dialog.findChildren(QScrollArea) if area.isVisible()]
    assert [area.horizontalScrollBar().maximum() for area in areas] == [0] * len(areas)


def test_a_dialog_grows_with_what_it_says_later(qtbot):
    dialog = DIALOGS[TrainingDialog](None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    area = dialog.findChild(QScrollArea)
    before = area.widget().height()
    dialog.say("Five films to learn from, one kept back; it takes about an hour. " * 6)
    qtbot.waitUntil(lambda: area.widget().height() > before)  # laid out with the words
    assert area.verticalScrollBar().maximum() == 0
