"""Names of a file that the scheme lacks are asked about in the preview, and the points follow the answer."""

import numpy as np
import pytest
from import_window import choose_in, preview, settle_import, take
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_driver import Driver


@pytest.fixture
def driver(qtbot, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((60, 40), 80 + number, np.uint8)).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    driver.window.views.landmarks.add_wanted.emit(("Sella", "Nasion", "Pogonion"))
    yield driver
    driver.close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(
        "image,landmark,x_px,y_px,origin\nfilm0,S,4,5,annotated\nfilm0,Na,6,7,annotated\n", encoding="utf-8"
    )
    return path


def mean(driver, **choices):
    """Choose what names of the file mean."""
    for name, landmark in choices.items():
        choose_in(preview(driver).form.boxes[name], landmark)
        settle_import(driver)


def drawn(driver):
    """The points of the preview: name -> (x, y)."""
    return {mark.name: (mark.x, mark.y) for mark in preview(driver).film._display.marks}


def test_strange_names_are_asked_about_once(driver, table):
    driver.drop(table)
    assert preview(driver).form.choice() == {"S": "Sella", "Na": "Nasion"}
    assert drawn(driver) == {"Sella": (4.0, 5.0), "Nasion": (6.0, 7.0)}
    take(driver)
    assert driver.project.scheme.names == ("Sella", "Nasion", "Pogonion")
    assert driver.landmark("Sella", "film0.png").position == (4.0, 5.0)
    assert driver.landmark("Nasion", "film0.png").position == (6.0, 7.0)
    driver.drop(table)
    settle_import(driver)
    assert driver.window.controllers.importing.dialog is None
    assert "nothing new" in driver.told
    driver.undo()  # one step: points and aliases
    assert not driver.project.sets
    assert driver.project.scheme.find("S") is None


def test_by_hand_wins_over_the_guess_and_new_ones_join_the_scheme(driver, table):
    driver.drop(table)
    mean(driver, S="Pogonion", Na="a new landmark")
    assert drawn(driver) == {"Pogonion": (4.0, 5.0), "Na": (6.0, 7.0)}
    take(driver)
    assert driver.project.scheme.names == ("Sella", "Nasion", "Pogonion", "Na")
    assert driver.landmark("Pogonion", "film0.png").position == (4.0, 5.0)


def test_all_new_names_are_added(driver, table):
    driver.drop(table)
    mean(driver, S="a new landmark", Na="a new landmark")
    take(driver)
    assert driver.project.scheme.names == ("Sella", "Nasion", "Pogonion", "S", "Na")
    assert driver.landmark("S", "film0.png").position == (4.0, 5.0)


def test_cancelling_or_one_name_twice_imports_nothing(driver, table):
    before = driver.project.scheme, driver.project.sets
    driver.drop(table)
    mean(driver, Na="Sella")
    dialog = preview(driver)
    assert "cannot both be Sella" in dialog.words
    assert not dialog.take.isEnabled()
    mean(driver, Na="Nasion")
    assert dialog.take.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert driver.window.controllers.importing.dialog is None
    assert (driver.project.scheme, driver.project.sets) == before
