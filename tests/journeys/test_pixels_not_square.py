"""Films whose pixels are not square, by mouse: they look as the anatomy does, and points are pixels."""

import numpy as np
import pytest
from dicom_files import film_dataset, save
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from window_driver import LEFT, NO_KEYS, Driver

MIDDLE, RADIUS = (149.0, 69.0), 6.0  # of a disc: px, mm
ACROSS, DOWN = 0.1, 0.2  # mm


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    yield driver
    driver.close()


def disc_film(path, **elements):
    """300 x 140 pixels with a bright disc of 6 mm in a dark film."""
    y, x = np.mgrid[:140, :300]
    inside = np.hypot((x - MIDDLE[0]) * ACROSS, (y - MIDDLE[1]) * DOWN) <= RADIUS
    return save(film_dataset(np.where(inside, 3000, 500).astype(np.uint16), 12, **elements), path)


def disc_on_screen(view):
    """Width and height of what is bright."""
    grey = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shown = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)[:, : grey.width()]
    ratio = view.viewport().devicePixelRatioF()
    middle = view.to_screen(view.to_film(view.viewport().rect().center().toPointF())).toPoint() * ratio
    return (shown[middle.y()] > 150).sum(), (shown[:, middle.x()] > 150).sum()


def test_a_round_disc_looks_round_and_a_click_lands_on_its_pixel(driver, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    disc_film(folder / "a.dcm", PixelSpacing=[DOWN, ACROSS])
    driver.open(folder)
    view = driver.film_view
    view.look_closely(*MIDDLE, 30.0)
    across, down = disc_on_screen(view)
    assert across == pytest.approx(down, rel=0.02)
    driver.click(100, 30)
    (marks,) = driver.project.sets.values()
    (mark,) = marks.landmarks.values()
    assert mark.position == pytest.approx((100, 30), abs=driver.within)
    start, end = driver.spot(100, 30), driver.spot(180, 90)
    QTest.mousePress(view.viewport(), LEFT, NO_KEYS, start)
    QTest.mouseMove(view.viewport(), start + QPoint(9, 9))
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEYS, end)
    (marks,) = driver.project.sets.values()
    (mark,) = marks.landmarks.values()
    assert mark.position == pytest.approx((180, 90), abs=2 * driver.within)
    driver.key(Qt.Key.Key_Right)
    (marks,) = driver.project.sets.values()
    assert marks.get(mark.name).position == pytest.approx((mark.x + 1, mark.y))


def test_a_spacing_that_was_left_out_is_marked_where_the_spacing_stands(driver, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    dataset = film_dataset(np.zeros((40, 60), np.uint16))
    dataset.add_new("PixelSpacing", "LO", "0.2 mm")
    save(dataset, folder / "a.dcm")
    disc_film(folder / "b.dcm", PixelSpacing=[DOWN, ACROSS])
    driver.open(folder)
    button = driver.window.views.bar._spacing
    assert "PixelSpacing is '0.2 mm', which is no pixel spacing" in " ".join(button.toolTip().split())
    assert button.property("onemark_icon") == "triangle-alert"
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    assert "left out" not in button.toolTip()
    assert button.property("onemark_icon") == "ruler"
