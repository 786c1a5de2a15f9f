"""A window on twelve films that a model has predicted, with what each of its parts saw."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from window_driver import LEFT, Driver

from app.document import edits
from app.document.opinions import Places
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme

PLACES = {
    "Sella": (60.0, 50.0),
    "Pogonion": (110.0, 150.0),
    "Nasion": (200.0, 60.0),
    "Gonion": (220.0, 170.0),
}
FILMS = tuple(f"film_{number:02d}.png" for number in range(1, 13))
HABIT = (0.0, 9.0)  # px: how far below the model's the person places the pogonion


@pytest.fixture(name="driver")
def driver_on_predicted_films(qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    ramp = np.linspace(40, 200, 240, dtype=np.uint8)
    for name in FILMS:
        Picture.fromarray(np.repeat(ramp[:, None], 300, axis=1)).save(folder / name)
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(driver.project, Scheme(tuple(PLACES))))
    predict(driver)
    driver.window.workspace.selection.set_film(FILMS[0])
    driver.wait_for_picture()
    yield driver
    driver.close()


def seen(film):
    """Where the model sees the landmarks of a film: no two films are alike."""
    chance = np.random.default_rng(FILMS.index(film))
    return {
        name: (x + float(chance.normal(0, 2)), y + float(chance.normal(0, 2)))
        for name, (x, y) in PLACES.items()
    }


def predict(driver, films=FILMS, model="Box"):
    found, voices = [], {}
    for film in films:
        places = seen(film)
        found.append(
            LandmarkSet(
                film,
                {
                    name: Landmark(name, *at, Presence.PRESENT, Origin.PREDICTED, spread=2.0, model=model)
                    for name, at in places.items()
                },
            )
        )
        voices[film] = {
            "registration": Places.of({name: (x + 25, y) for name, (x, y) in places.items()}),
            "detector 1": Places.of({name: (x - 25, y) for name, (x, y) in places.items()}),
            "detector 2": Places.of({name: (x, y - 25) for name, (x, y) in places.items()}),
        }
    document = driver.window.workspace.document
    step = edits.take_predictions(document.project, found, now=document.now(), sources=(), opinions=voices)
    document.push(step)
    driver.settle()


def correct(driver, *films):
    """Drag the pogonion of `films` to where the person would have it, and accept the rest by Enter."""
    for film in films:
        driver.window.workspace.selection.set_film(film)
        driver.wait_for_picture()
        x, y = driver.landmark("Pogonion").position
        driver.drag("Pogonion", x + HABIT[0], y + HABIT[1])
        driver.key(Qt.Key.Key_Return)


def offer_of(driver):
    """What the bar says, once the points have been looked at."""
    reading = driver.window.controllers.reading
    driver.bot.waitUntil(lambda: not reading._soon.isActive())
    driver.settle()
    bar = driver.window.views.reading
    return bar.offer.text if bar.offer is not None else ""


def press_bar(driver, words):
    """Press a button of the bar, which must be seen."""
    bar = driver.window.views.reading
    driver.window.views.notice.another_project()  # what was said before has the same place
    driver.bot.waitUntil(bar.isVisible)
    button = next(b for b in bar.findChildren(QPushButton) if b.text().replace("&", "") == words)
    QTest.mouseClick(button, LEFT)
    driver.settle()
