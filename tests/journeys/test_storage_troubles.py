"""A project whose file or folder others have changed meanwhile, in the window."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from window_driver import Driver


@pytest.fixture
def films(tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((300, 200), 80 + number, np.uint8)).save(place / f"film{number}.png")
    return place


@pytest.fixture
def driver(qtbot, tmp_path, films):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(films)
    yield driver
    driver.close()


def save(driver):
    driver.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_flipped_bit_is_told_and_the_backup_is_taken_by_a_button_and_undone(driver, qtbot, films, tmp_path):
    driver.click(40, 60)
    save(driver)
    driver.click(80, 60)
    save(driver)  # the first save is the backup now, the click after it in the journal
    whole = driver.project
    driver.close()
    file = films / "onemark.project.json"
    point = whole.landmarks("film0.png").get("2")
    text = file.read_text()
    file.write_text(text.replace(f'"2":{{"x":{point.x}', f'"2":{{"x":{point.x + 8}'))
    assert file.read_text() != text

    second = Driver(qtbot, tmp_path / "settings.ini")
    second.open(films)
    assert "changed by another program or is damaged" in second.told
    assert second.landmark("2").x == point.x + 8
    second.press_notice()
    assert second.landmark("2") == point
    second.undo()
    assert second.landmark("2").x == point.x + 8
    second.redo()
    second.close()

    third = Driver(qtbot, tmp_path / "settings.ini")
    third.open(films)
    assert third.project.sets == whole.sets
    assert third.told == ""
    third.close()


def test_a_renamed_folder_is_told_once_and_the_work_is_saved_elsewhere(
    driver, films, tmp_path, monkeypatch, qtbot
):
    driver.click(40, 60)
    save(driver)
    films.rename(tmp_path / "renamed")
    driver.click(80, 60)
    qtbot.waitUntil(lambda: "was moved, renamed or deleted" in driver.told)
    save(driver)
    assert not films.exists()
    assert driver.window.isWindowModified()
    target = tmp_path / "kept.project.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    driver.press_notice()
    assert not driver.window.isWindowModified()
    assert target.exists()
    assert not films.exists()
