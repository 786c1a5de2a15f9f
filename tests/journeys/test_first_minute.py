"""What a newcomer meets: names from a file, messages, light and dark, a lonely Enter."""

import json

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog
from window_driver import Driver

from app.theme import apply_theme


@pytest.fixture
def driver(qtbot, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(3):
        Picture.fromarray(np.full((300, 200), 80 + number, np.uint8)).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    yield driver
    driver.close()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("names.txt", "Sella\nNasion\n"),
        ("names.csv", "name,aliases,description\nSella,S,\nNasion,N|Na,\n"),
        ("names.json", json.dumps(["Sella", "Nasion"])),
        ("head.scheme.json", json.dumps({"landmarks": [{"name": "Sella"}, {"name": "Nasion"}]})),
    ],
)
def test_a_scheme_is_taken_from_a_file_and_clicked_through(driver, tmp_path, monkeypatch, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **more: (str(tmp_path / name), ""))
    driver.window.views.landmarks.import_wanted.emit()
    assert driver.project.scheme.names == ("Sella", "Nasion")
    driver.click(60, 70)
    driver.click(120, 90)
    assert driver.project.exemplars() == (driver.film,)


def test_a_message_that_comes_and_goes_does_not_move_the_film(driver):
    before = driver.spot(100, 100)
    driver.window.workspace.messages.warn(
        "Something to read, on a line that is long enough to be folded once. " * 3
    )
    driver.settle()
    notice, film = driver.window.views.notice, driver.film_view
    assert notice.isVisible()
    assert driver.spot(100, 100) == before
    for covered in (film, driver.window.views.bar, driver.window.views.landmarks):
        assert not covered.rect().contains(covered.mapFromGlobal(notice.mapToGlobal(notice.rect().center())))
    notice.hide()
    driver.settle()
    assert driver.spot(100, 100) == before


def test_enter_before_any_prediction_says_what_comes_first(driver):
    driver.key(Qt.Key.Key_Return)
    assert "annotate one film" in driver.window.views.notice.text


def test_toolbar_stays_readable_when_the_system_goes_dark(driver, qapp):
    old, style = qapp.palette(), qapp.style().objectName()
    try:
        apply_theme(qapp, "dark")
        driver.settle()
        button = driver.window.steps.widgetForAction(driver.window.actions_["open"])
        assert button.palette().color(QPalette.ColorRole.ButtonText).lightness() > 150
        apply_theme(qapp, "light")
        driver.settle()
        assert button.palette().color(QPalette.ColorRole.ButtonText).lightness() < 100
    finally:
        qapp.setStyle(style)
        qapp.setPalette(old)
