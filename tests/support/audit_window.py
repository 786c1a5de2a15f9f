"""A window on fourteen films that a model has predicted, and what a person does in an audit of them."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QPushButton, QSpinBox
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu
from app.document import edits
from app.document.opinions import Places, Voice
from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

QUESTION = QMessageBox.question  # which tests answer at once unless they put it back
TRUE = {"A": (60.0, 50.0), "B": (150.0, 120.0)}
OFF = {"A": 3.0, "B": 8.0}  # px to the right that the model places them
FILMS = tuple(f"film_{number:02d}.png" for number in range(1, 15))


@pytest.fixture(name="driver")
def driver_on_predicted_films(qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    pixels = np.repeat(np.linspace(60, 200, 240, dtype=np.uint8)[:, None], 300, axis=1)
    for name in FILMS:
        Picture.fromarray(pixels).save(folder / name)
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(driver.project, Scheme(tuple(TRUE))))
    tenth = SpacingChoice(SpacingWay.TYPED, Extent.ALL, 0.1)
    document.push(edits.choose_spacing(driver.project, FILMS, tenth))
    found = [
        LandmarkSet(
            film,
            {
                name: Landmark(
                    name, x + OFF[name], y, Presence.PRESENT, Origin.PREDICTED, spread=2.0, model="box"
                )
                for name, (x, y) in TRUE.items()
            },
        )
        for film in FILMS
    ]
    detector = {Voice.DETECTOR_1.value: Places.of(TRUE)}
    opinions = dict.fromkeys(FILMS, detector)
    document.push(edits.take_predictions(document.project, found, now=document.now(), opinions=opinions))
    driver.settle()
    yield driver
    driver.close()


def when_asked(answer):
    """Call `answer` with the next dialog that waits for one."""

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, look)
        else:
            answer(dialog)

    QTimer.singleShot(20, look)


def say_yes(monkeypatch):
    """Press Yes at the next question; its words come into the list that is returned."""
    questions = []

    def answer(box):
        questions.append(box.text())
        QTest.mouseClick(box.button(QMessageBox.StandardButton.Yes), LEFT)

    monkeypatch.setattr(QMessageBox, "question", QUESTION)
    when_asked(answer)
    return questions


def choose(driver, name):
    """Open the menu Review and click an entry of it."""
    bar, menu = driver.window.menuBar(), driver.window.actions_.menus[Menu.REVIEW]
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(menu.menuAction()).center())
    spot = menu.actionGeometry(driver.window.actions_[name]).center()
    QTest.mouseClick(menu, LEFT, NO_KEYS, spot)
    driver.settle()


def begin(driver, films):
    """Review > Audit, so many films, OK; what the dialog said of them."""
    told = []

    def answer(dialog):
        box = dialog.findChild(QSpinBox)
        told.append((box.value(), box.maximum()))
        box.selectAll()
        QTest.keyClicks(box, str(films))
        told.append(dialog.told)
        QTest.mouseClick(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok), LEFT)

    when_asked(answer)
    choose(driver, "audit")
    driver.window.activateWindow()  # some systems leave the focus where it was
    driver.settle()
    return told


def read_film(driver, off=0.0):
    """Click all landmarks of the film on screen, `off` px beside the true places, and press Enter."""
    driver.wait_for_picture()
    for x, y in TRUE.values():
        driver.click(x, y + off)
    driver.window.activateWindow()
    driver.key(Qt.Key.Key_Return)


def waiting(driver):
    return driver.window.controllers.audit.waiting


def report(driver):
    """The report, once it is shown."""
    evaluating = driver.window.controllers.evaluating
    driver.bot.waitUntil(lambda: evaluating.dialog is not None and evaluating.dialog.isVisible())
    driver.bot.waitUntil(lambda: not evaluating._slot.is_busy)
    driver.settle()
    return evaluating.dialog


def press_button(driver, parent, words):
    """Press the button that says `words`."""
    (button,) = [button for button in parent.findChildren(QPushButton) if button.text().startswith(words)]
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)
    driver.settle()
    return button
