"""A window on six bright films of one size and a wider one; their landmarks are put in by tests."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidget
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

PLACES = {"A": (60.0, 50.0), "B": (100.0, 80.0), "C": (140.0, 110.0), "D": (292.0, 120.0)}  # D at the border
FILMS = tuple(f"film_{number:02d}.png" for number in range(1, 7))
WIDE = "wide.png"
BRIGHTNESS = 180  # of all films at the middle


@pytest.fixture(name="driver")
def driver_on_films(qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    ramp = np.linspace(0, 255, 240, dtype=np.uint8)
    for name, width in (*((name, 300) for name in FILMS), (WIDE, 400)):
        pixels = np.repeat(ramp[:, None], width, axis=1)
        pixels[100:140] = BRIGHTNESS
        Picture.fromarray(pixels).save(folder / name)
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    driver.window.workspace.document.push(edits.set_scheme(driver.project, Scheme(tuple(PLACES))))
    driver.settle()
    yield driver
    driver.close()


def place(driver, film, **points):
    """A person has placed `points` on a film."""
    document = driver.window.workspace.document
    for name, (x, y) in points.items():
        document.push(edits.place(document.project, film, name, x, y, now=document.now()))
    driver.settle()


def predict(driver, doubts, model=""):
    """Predictions of `model` come in: film -> landmark -> doubt (px); they lie at `PLACES`."""
    found = [
        LandmarkSet(
            film,
            {
                name: Landmark(
                    name, *PLACES[name], Presence.PRESENT, Origin.PREDICTED, spread=doubt, model=model
                )
                for name, doubt in spreads.items()
            },
        )
        for film, spreads in doubts.items()
    ]
    document = driver.window.workspace.document
    document.push(edits.take_predictions(document.project, found, now=document.now()))
    driver.settle()


def press(driver, key, modifiers=NO_KEYS):
    """A key as the system sends it: to whatever has the focus, a menu that is open first."""
    over = QApplication.activePopupWidget() or driver.window
    QTest.keyClick(over.windowHandle(), key, modifiers)
    driver.settle()


def chosen(driver):
    """Film and landmark that are chosen."""
    return driver.film, driver.window.workspace.selection.landmark


def row_of(driver, name):
    """The tree of landmarks, and where the row of one is in it."""
    tree = driver.window.views.landmarks.findChild(QTreeWidget)
    (item,) = tree.findItems(name, Qt.MatchFlag.MatchExactly)
    return tree, tree.visualItemRect(item).center()


def click_row(driver, name):
    tree, spot = row_of(driver, name)
    QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, spot)
    driver.settle()
