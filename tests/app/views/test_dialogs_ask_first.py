"""Cancel, Esc and a window's cross lose a choice or two; before more is lost they ask."""

import pytest
from all_dialogs import KEYS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from app.settings import SETTINGS
from app.views.import_preview import FilmChoice, ImportDisplay, ImportPreview
from app.views.mapping_dialog import MappingDialog
from app.views.measure_form import KindOffer, MeasureForm
from app.views.path_page import PathPage
from app.views.settings_dialog import SettingsDialog

NAMES = {"a": "", "b": "", "c": "", "d": ""}
LANDMARKS = ("Sella", "Nasion", "Menton", "Gonion")


def type_into(dialog):
    edits = [edit for edit in dialog.findChildren(QLineEdit) if edit.isVisible()]
    for edit in [edit for edit in edits if not isinstance(edit.parent(), QComboBox)][:3]:
        QTest.keyClicks(edit, "1")
        yield


def choose_names(dialog):
    for box in [box for box in dialog.findChildren(QComboBox) if box.findText("Sella") >= 0][:3]:
        QTest.keyClick(box, Qt.Key.Key_Down)
        yield


def tick(dialog):
    for box in [box for box in dialog.findChildren(QCheckBox) if box.isVisible()][:3]:
        QTest.keyClick(box, Qt.Key.Key_Space)
        yield


def preview(parent):
    made = ImportPreview(parent)
    made.show_import(
        ImportDisplay("4 points", "a.csv", (FilmChoice("f", "f"),), guesses=NAMES, free=LANDMARKS)
    )
    return made


WAYS = {
    "form": (
        lambda parent: MeasureForm({"Distance": KindOffer(("A", "B"), ("mm",), 2)}, LANDMARKS, parent),
        type_into,
    ),
    "names": (lambda parent: MappingDialog(NAMES, LANDMARKS, parent), choose_names),
    "import": (preview, choose_names),
    "settings": (
        lambda parent: SettingsDialog({each.key: each.default for each in SETTINGS}, parent, keys=KEYS),
        tick,
    ),
}


@pytest.fixture
def asked(monkeypatch):
    """The questions so far; they are answered by `asked.answer`."""

    class Questions(list):
        answer = QMessageBox.StandardButton.No

    questions = Questions()

    def question(_parent, _title, text, **_options):
        questions.append(text)
        return questions.answer

    monkeypatch.setattr(QMessageBox, "question", question)
    return questions


@pytest.mark.parametrize("leave", ["escape", "cross", "cancel"])
@pytest.mark.parametrize("way", WAYS)
def test_a_dialog_asks_before_three_choices_are_lost(way, leave, asked, qtbot):
    make, work = WAYS[way]
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1200, 800)

    def go():
        if leave == "escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif leave == "cross":
            dialog.close()
        else:
            box = dialog.findChild(QDialogButtonBox)
            button = box.button(QDialogButtonBox.StandardButton.Cancel) if box else dialog.cancel
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    dialog = make(parent)
    dialog.show()
    steps = work(dialog)
    next(steps)
    go()
    assert not asked
    assert not dialog.isVisible()

    dialog = make(parent)
    dialog.show()
    for _ in work(dialog):
        pass
    go()
    assert len(asked) == 1
    assert dialog.isVisible()
    asked.answer = QMessageBox.StandardButton.Yes
    go()
    assert not dialog.isVisible()


def test_a_line_of_three_landmarks_is_not_cancelled_unasked(asked, qtbot):
    page = PathPage()
    qtbot.addWidget(page)
    page.show()
    buttons = {button.text(): button for button in page.findChildren(QPushButton)}
    QTest.mouseClick(buttons["&New line"], Qt.MouseButton.LeftButton)
    for name in LANDMARKS:
        page.add(name)
    QTest.mouseClick(buttons["Cancel"], Qt.MouseButton.LeftButton)
    assert asked
    assert page.is_drawing
    asked.answer = QMessageBox.StandardButton.Yes
    QTest.mouseClick(buttons["Cancel"], Qt.MouseButton.LeftButton)
    assert not page.is_drawing
