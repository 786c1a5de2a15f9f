"""How bright a film is shown: by drag and keys, of one film and of all."""

import numpy as np
import pytest
from dicom_files import film_dataset, save
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from review_window import press
from window_driver import NO_KEYS, Driver

from app.views.film_canvas import Sight

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def driver(qtbot, tmp_path):
    """Two films of 16 bits: a ramp from left to right, with a dark square that has detail of its own."""
    folder = tmp_path / "films"
    folder.mkdir()
    for name, offset in (("a.png", 0), ("b.png", 4000)):
        pixels = np.tile(np.linspace(10000, 50000, 300), (200, 1)) + offset
        pixels[80:120, 20:60] = 2000 + offset / 10 + 5 * (np.arange(40) % 8)
        Image.fromarray(pixels.astype(np.uint16)).save(folder / name)
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    yield driver
    driver.close()


def greys(driver):
    """What the view shows of the film, [h, w] of the screen."""
    image = driver.film_view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def middle(driver):
    """The same of the middle of the view, where no words are."""
    shown = greys(driver)
    height, width = shown.shape
    return shown[height // 3 : -height // 3, width // 3 : -width // 3]


def grey_at(driver, x, y):
    spot = driver.spot(x, y)
    return greys(driver)[spot.y(), spot.x()]


def words(driver):
    bar = driver.window.views.bar
    return f"{bar._window.text()}  {bar._tone.text()}".rstrip()


def drag_window(driver, across):
    port, right = driver.film_view.viewport(), Qt.MouseButton.RightButton
    QTest.mousePress(port, right, NO_KEYS, QPoint(200, 200))
    QTest.mouseMove(port, QPoint(200 + across, 200))
    QTest.mouseRelease(port, right, NO_KEYS, QPoint(200 + across, 200))


def test_the_window_can_be_read_while_the_mouse_is_over_the_film(driver):
    driver.window.resize(1264, 672)
    for _ in range(3):
        driver.key(Qt.Key.Key_B)
    bar, port = driver.window.views.bar, driver.film_view.viewport()
    before = bar._spacing.x()
    QTest.mouseMove(port, driver.spot(20, 20))
    driver.settle()
    assert bar._cursor.text()
    assert bar._cursor.isVisible()
    assert bar._window.isVisible()
    assert bar._spacing.x() == before


def test_a_window_is_that_of_one_film_until_it_is_given_to_all(driver):
    plain = words(driver)
    drag_window(driver, -200)
    narrow = words(driver)
    assert narrow != plain
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    other = words(driver)
    assert other not in (plain, narrow)
    driver.key(Qt.Key.Key_A)
    driver.window.actions_["window-all"].trigger()
    assert "All films" in driver.told
    driver.key(Qt.Key.Key_D)
    assert words(driver) == narrow
    press(driver, Qt.Key.Key_R)
    assert words(driver) == other


def test_the_midtones_become_brighter_and_darker_and_r_takes_it_back(driver):
    before = grey_at(driver, 150, 40)
    press(driver, Qt.Key.Key_B)
    assert "gamma 1.15" in words(driver)
    assert grey_at(driver, 150, 40) > before + 5
    press(driver, Qt.Key.Key_B, SHIFT)
    assert "gamma" not in words(driver)
    press(driver, Qt.Key.Key_B, SHIFT)
    assert grey_at(driver, 150, 40) < before - 5
    press(driver, Qt.Key.Key_R)
    assert grey_at(driver, 150, 40) == before


def test_the_window_of_what_is_in_sight_shows_the_detail_of_a_dark_part(driver):
    driver.film_view.restore(Sight((40.0, 100.0), 24.0))
    assert np.ptp(middle(driver)) < 10
    press(driver, Qt.Key.Key_R, SHIFT)
    assert np.ptp(middle(driver)) > 200


def test_local_contrast_raises_the_detail_and_says_so(driver):
    def detail():
        return np.ptp([grey_at(driver, 24 + step, 100) for step in range(8)])

    before = detail()
    press(driver, Qt.Key.Key_I, SHIFT)
    assert "local contrast" in words(driver)
    assert detail() >= before
    press(driver, Qt.Key.Key_I, SHIFT)
    assert "local contrast" not in words(driver)
    assert detail() == before


def test_inverting_swaps_dark_and_bright(driver):
    before = grey_at(driver, 150, 40)
    press(driver, Qt.Key.Key_I)
    assert grey_at(driver, 150, 40) == pytest.approx(255 - before, abs=1)
    assert "inverted" in words(driver)
    press(driver, Qt.Key.Key_I)
    assert "inverted" not in words(driver)


def test_the_windows_that_a_file_names_are_gone_through_and_the_first_comes_again(driver, tmp_path):
    pixels = np.tile(np.arange(300, dtype=np.uint16), (200, 1))
    names = {"WindowCenter": [100, 200], "WindowWidth": [80, 160]}
    dataset = film_dataset(pixels, 12, **names, WindowCenterWidthExplanation=["BONE", "SOFT TISSUE"])
    folder = tmp_path / "dicom"
    folder.mkdir()
    save(dataset, folder / "a.dcm")
    press(driver, Qt.Key.Key_W, SHIFT)
    assert "does not name several windows" in driver.told
    driver.open(folder)
    assert words(driver) == "W 80  L 100"
    press(driver, Qt.Key.Key_W, SHIFT)
    assert words(driver) == "W 160  L 200"
    assert driver.told == "Window 2 of 2 of the file: SOFT TISSUE"
    press(driver, Qt.Key.Key_W, SHIFT)
    assert words(driver) == "W 80  L 100"
