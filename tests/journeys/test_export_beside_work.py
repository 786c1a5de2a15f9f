"""A table of many films is written while the work goes on, and is whole even if the window is closed."""

import csv
import threading

import numpy as np
import pytest
from dicom_files import film_dataset, save
from exported import wait_for_table
from import_window import export_by_key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from window_driver import Driver

from app.workspace import export
from engine.io.patients import film_attributes

CTRL = Qt.KeyboardModifier.ControlModifier
FILMS = tuple(f"{number}.dcm" for number in range(6))


@pytest.fixture
def may_read():
    """Set where the headers of films may be read: until then a network drive sleeps."""
    return threading.Event()


@pytest.fixture
def is_read():
    """Set once the first header is being read."""
    return threading.Event()


@pytest.fixture
def driver(qtbot, tmp_path, monkeypatch, may_read, is_read):
    def slowly(film):
        is_read.set()
        assert threading.current_thread() is not threading.main_thread() or may_read.is_set()
        assert may_read.wait(60)
        return film_attributes(film)

    (tmp_path / "films").mkdir()
    for film in FILMS:
        pixels = np.random.default_rng(0).integers(0, 255, (60, 80), np.uint8)
        save(film_dataset(pixels, PatientID="4711"), tmp_path / "films" / film)
    monkeypatch.setattr(export, "film_attributes", slowly)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.csv"), ""))
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(tmp_path / "films")
    yield driver
    may_read.set()
    driver.close()


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["image"], row["landmark"]): row for row in csv.DictReader(file)}


def test_points_are_placed_while_a_table_is_written_and_it_holds_what_was_there(driver, may_read, tmp_path):
    driver.click(20, 30)
    export_by_key(driver)
    assert driver.told == f"The table {tmp_path / 'out.csv'} is being written."
    driver.click(50, 40)
    assert driver.landmark("2").position is not None
    driver.key(Qt.Key.Key_E, CTRL)
    assert driver.told == "A table is being written: wait for it, then export again."
    assert not (tmp_path / "out.csv").exists()
    may_read.set()
    wait_for_table(driver.window)
    assert driver.told == f"The table {tmp_path / 'out.csv'} is written: 1 point of 1 film."
    rows = table(tmp_path / "out.csv")
    assert set(rows) == {(film, "1") for film in FILMS}
    assert {row["subject"] for row in rows.values()} == {FILMS[0]}
    export_by_key(driver)
    wait_for_table(driver.window)
    assert (FILMS[0], "2") in table(tmp_path / "out.csv")


def test_a_window_that_is_closed_meanwhile_writes_the_table_first(driver, may_read, is_read, tmp_path):
    driver.click(20, 30)
    export_by_key(driver)
    assert is_read.wait(60)
    threading.Timer(0.2, may_read.set).start()
    driver.close()
    assert {film for film, _ in table(tmp_path / "out.csv")} == set(FILMS)
    assert (tmp_path / "out.run.json").exists()
