"""Starts of the program, one after another, with the settings of one person."""

import pytest
from window_driver import Driver


@pytest.fixture(name="start")
def next_start(qtbot, tmp_path):
    """Starts the program; with a folder, that is opened."""
    drivers = []

    def start(folder=None):
        driver = Driver(qtbot, tmp_path / "settings.ini")
        drivers.append(driver)
        if folder is not None:
            driver.open(folder)
        return driver

    yield start
    for driver in drivers:
        driver.close()
