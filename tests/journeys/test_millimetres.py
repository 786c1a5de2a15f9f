import numpy as np
import pytest
from import_window import settle_import
from PIL import Image as Picture
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from window_driver import LEFT, NO_KEYS, Driver

from app.views.film_bar import cursor_text
from app.views.spacing_dialog import SpacingDialog
from engine.imaging.image import Spacing, SpacingSource


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    yield driver
    driver.close()


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(3):
        pixels = np.full((400, 300), 60 + 20 * number, np.uint8)
        pixels[50:350:10] = 200
        Picture.fromarray(pixels).save(place / f"film{number}.png")
    return place


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    move, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(50, 50), move, data, button, keys))


def test_a_ruler_drawn_on_the_film_gives_the_millimetres_of_all(driver, folder, monkeypatch):
    driver.open(folder)

    def answer(dialog):
        dialog._spins[next(way for way in dialog._spins if way.name == "RULER")].setValue(50.0)
        next(button for way, button in dialog._extents.items() if way.name == "ALL").click()
        return 1

    monkeypatch.setattr(SpacingDialog, "exec", answer)
    driver.key(Qt.Key.Key_K)
    port, start, end = driver.film_view.viewport(), driver.spot(100, 50), driver.spot(100, 250)
    QTest.mousePress(port, LEFT, NO_KEYS, start)
    QTest.mouseMove(port, start + QPoint(0, 9))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, NO_KEYS, end)
    for film in driver.project.films.values():
        assert film.spacing.source is SpacingSource.RULER
        assert film.spacing.x == pytest.approx(0.25, rel=0.01)
    assert not driver.project.sets  # a ruler places no landmark
    driver.click(30, 30)  # and the next click does again
    assert len(driver.project.sets) == 1
    driver.undo()
    driver.undo()
    assert driver.project.film("film0.png").spacing is None


def test_spacing_csv_in_the_folder_is_read_on_opening(driver, folder):
    (folder / "spacing.csv").write_text("image,mm_per_px\nfilm0,0.1\nfilm2.png,0.2\n", encoding="utf-8")
    driver.open(folder)
    spacings = [film.spacing for film in driver.project.films.values()]
    assert spacings == [Spacing(0.1, 0.1, SpacingSource.TABLE), None, Spacing(0.2, 0.2, SpacingSource.TABLE)]


def test_a_broken_spacing_csv_is_named_and_the_films_open(driver, folder):
    (folder / "spacing.csv").write_text("image,mm_per_px\nfilm0,-1\n", encoding="utf-8")
    driver.open(folder)
    assert "must be above 0 mm" in driver.window.views.notice.text
    assert driver.project.film("film0.png").spacing is None


def test_tables_dropped_on_the_window_are_told_apart(driver, folder, tmp_path, monkeypatch):
    driver.open(folder)
    spacing, points = tmp_path / "mm.csv", tmp_path / "points.csv"
    spacing.write_text("image,spacing_x,spacing_y\nfilm1,0.1,0.2\n", encoding="utf-8")
    points.write_text("image,landmark,x_px,y_px,origin\nfilm1,Tip,40,50,annotated\n", encoding="utf-8")
    drop(driver.window, spacing)
    assert driver.project.film("film1.png").spacing == Spacing(0.1, 0.2, SpacingSource.TABLE)
    drop(driver.window, points)
    settle_import(driver)
    assert driver.landmark("Tip", "film1.png").position == (40.0, 50.0)


def test_the_position_of_a_resting_cursor_is_that_of_the_film_and_place_below_it(driver, folder):
    (folder / "spacing.csv").write_text("image,mm_per_px\nfilm0.png,0.25\n", encoding="utf-8")
    driver.open(folder)
    said, spot = driver.window.views.bar._cursor, driver.spot(100, 200)
    QTest.mouseMove(driver.film_view.viewport(), spot)
    assert said.text().endswith("mm")
    driver.key(Qt.Key.Key_D)  # a film without mm
    driver.wait_for_picture()
    assert said.text().endswith("px")
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):  # about the middle: other pixels come below
        for _ in range(6):
            driver.key(key, Qt.KeyboardModifier.ControlModifier)
            place = driver.film_view.to_film(QPointF(spot))
            assert said.text() == cursor_text((place.x(), place.y()), None)
