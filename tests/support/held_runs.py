"""A window on films with an exemplar, a model at hand, and runs that go on until a test lets them end."""

import threading

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton
from tiny_models import save_tiny
from window_driver import LEFT, Driver

from app.views.leaving_dialog import LeavingDialog
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.oneshot.propagate import Propagation
from engine.operation import Progress

NAMES = ("Sella", "Nasion")
FIRST, SECOND, THIRD = (f"film{number}.png" for number in range(3))
RUN = "one-shot (quick)"
LEAVING = LeavingDialog.exec  # which tests answer at once unless they put it back


@pytest.fixture(name="box")
def box_with_a_model(tmp_path, monkeypatch):
    """A folder of models with one called Head, and no other model."""
    save_tiny(tmp_path / "box" / "head.safetensors", names=NAMES, title="Head")
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    return tmp_path / "box"


def films_in(folder):
    """Three small films."""
    folder.mkdir()
    for number, name in enumerate((FIRST, SECOND, THIRD)):
        pixels = np.random.default_rng(number).integers(0, 255, (280, 240), np.uint8)
        Picture.fromarray(pixels).save(folder / name)
    return folder


@pytest.fixture(name="bare")
def driver_without_landmarks(qtbot, tmp_path, box):
    driver = Driver(qtbot, tmp_path / "settings.ini", way="")
    driver.window.settings.set("device", "cpu")
    driver.open(films_in(tmp_path / "films"))
    yield driver
    driver.close()


@pytest.fixture(name="driver")
def driver_with_exemplar(bare):
    """The first film is annotated."""
    bare.window.views.landmarks.add_wanted.emit(NAMES)
    bare.click(60, 80)
    bare.click(120, 140)
    assert bare.project.exemplars() == (FIRST,)
    return bare


def found_on(film, x=50.0, model=RUN, **more):
    """What a run finds on a film: all landmarks at (x, 90)."""
    marks = {
        name: Landmark(name, x, 90.0, Presence.PRESENT, Origin.PREDICTED, spread=2.0, model=model, **more)
        for name in NAMES
    }
    return LandmarkSet(film, marks)


def result_of(*sets, unfit=()):
    """The end of a run that has found `sets`."""
    found = {marks.film: marks for marks in sets}
    return Propagation(found, {}, {}, (FIRST,), "cpu", 1.0, RUN, unfit=dict(unfit))


class HeldRun:
    """An operation that shows something, and goes on until it is let go: then it ends as it was told."""

    def __init__(self, *shown, end=None):
        self.shown, self.end = shown, end
        self.go_on = threading.Event()

    def __call__(self, *_request):
        for place, marks in enumerate(self.shown, 1):
            yield Progress("registration", place, 2, found=(marks,))
        while not self.go_on.wait(0.02):
            yield Progress("registration", len(self.shown), 2)
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


def stage(driver):
    """What the panel says of the job."""
    return driver.window.views.job._stage.text()


def press(driver, text):
    """Click the button of the window that says `text`."""
    buttons = driver.window.findChildren(QPushButton)
    QTest.mouseClick(next(one for one in buttons if one.text() == text and one.isVisible()), LEFT)
    driver.settle()


def leave(driver, text, monkeypatch):
    """Press Ctrl+Q and answer the question by its button `text`, "" by Escape; the question's words."""
    questions = []

    def answer_it():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LeavingDialog):
            QTimer.singleShot(20, answer_it)
            return
        questions.append(dialog.findChild(QLabel).text())
        if not text:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            return
        buttons = dialog.findChild(QDialogButtonBox).buttons()
        QTest.mouseClick(next(button for button in buttons if button.text() == text), LEFT)

    QTimer.singleShot(20, answer_it)
    driver.window.activateWindow()
    driver.bot.waitUntil(driver.window.isActiveWindow)
    with monkeypatch.context() as patch:  # a window that a test leaves open asks nobody
        patch.setattr(LeavingDialog, "exec", LEAVING)
        driver.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    return questions[0]
