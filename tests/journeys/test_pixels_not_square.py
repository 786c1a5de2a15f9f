"""Films whose pixels are not square, by mouse: they look as the anatomy does, and points are pixels."""

from dataclasses import replace

import numpy as np
import pytest
from dicom_files import film_dataset, save
from PIL import Image as Picture
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from app.document.spacing_edits import SpacingWay
from app.views.film_set_frame import SetFrame
from engine.imaging.image import SpacingSource

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


@pytest.fixture
def of_disc(driver, tmp_path):
    """The window on a film with the disc, whose own file gives its spacing."""
    folder = tmp_path / "films"
    folder.mkdir()
    disc_film(folder / "a.dcm", PixelSpacing=[DOWN, ACROSS])
    driver.open(folder)


def disc_on_screen(view):
    """Width and height of what is bright."""
    grey = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shown = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)[:, : grey.width()]
    ratio = view.viewport().devicePixelRatioF()
    middle = view.to_screen(view.to_film(view.viewport().rect().center().toPointF())).toPoint() * ratio
    return (shown[middle.y()] > 150).sum(), (shown[:, middle.x()] > 150).sum()


def test_a_round_disc_looks_round_and_a_click_lands_on_its_pixel(driver, of_disc):
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


def answer(way, millimetres, *names):
    """Type a length into the dialog that is going to open, and press OK."""

    def act():
        dialog = QApplication.activeModalWidget()
        for box, name in zip(dialog._pair, names, strict=False):
            box.setFocus()
            QTest.keyClicks(box, name)
        spin = dialog._spins[way]
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, str(millimetres))
        assert dialog._ways[way].isChecked()
        ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        QTest.mouseClick(ok, LEFT)

    QTimer.singleShot(50, act)


def draw_ruler(driver, start, end):
    driver.key(Qt.Key.Key_K)
    port, start, end = driver.film_view.viewport(), driver.spot(*start), driver.spot(*end)
    QTest.mousePress(port, LEFT, NO_KEYS, start)
    QTest.mouseMove(port, start + QPoint(9, 9))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, NO_KEYS, end)
    driver.settle()


def test_a_ruler_scales_both_sides_of_a_pixel_says_so_and_is_undone(driver, of_disc):
    length = np.hypot(80 * ACROSS, 60 * DOWN)  # 8 and 12 mm
    answer(SpacingWay.RULER, 29)
    draw_ruler(driver, (100, 30), (180, 90))
    spacing = driver.project.film("a.dcm").spacing
    assert (spacing.x, spacing.y) == pytest.approx((ACROSS * 29 / length, DOWN * 29 / length), rel=0.02)
    assert spacing.source is SpacingSource.RULER
    bar = driver.window.views.bar
    assert bar._spacing.toolTip().splitlines()[0].endswith("(ruler)")
    driver.window.activateWindow()  # Qt without a screen does not give the keys back behind a dialog
    driver.undo()
    spacing = driver.project.film("a.dcm").spacing
    assert (spacing.x, spacing.y) == (ACROSS, DOWN)
    assert "PixelSpacing" in bar._spacing.toolTip()
    driver.redo()
    assert driver.project.film("a.dcm").spacing.source is SpacingSource.RULER


def test_two_landmarks_that_are_so_many_mm_apart_give_both_sides_of_a_pixel(driver, of_disc):
    driver.click(100, 30)
    driver.click(180, 90)
    first, second = driver.project.scheme.names
    answer(SpacingWay.LANDMARKS, 20, first, second)
    driver.window.actions_["spacing"].trigger()
    spacing = driver.project.film("a.dcm").spacing
    across, down = np.subtract(driver.landmark(second).position, driver.landmark(first).position)
    assert spacing.length(across, down) == pytest.approx(20)
    assert spacing.y / spacing.x == pytest.approx(DOWN / ACROSS)
    assert driver.window.views.bar._spacing.toolTip().splitlines()[0].endswith("(landmark distance)")
    driver.window.activateWindow()
    driver.undo()
    assert driver.project.film("a.dcm").user_spacing is None


def test_a_ruler_keeps_the_shape_of_pixels_that_a_table_gave(driver, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    Picture.fromarray(np.full((140, 300), 90, np.uint8)).save(folder / "a.png")
    (folder / "spacing.csv").write_text(f"image,spacing_x,spacing_y\na,{ACROSS},{DOWN}\n")
    driver.open(folder)
    answer(SpacingWay.RULER, 24)
    draw_ruler(driver, (100, 20), (100, 80))
    spacing = driver.project.film("a.png").spacing
    assert (spacing.x, spacing.y) == pytest.approx((2 * ACROSS, 2 * DOWN), rel=0.03)


def test_all_points_are_turned_and_one_goes_along_its_line_as_the_anatomy_does(driver, of_disc):
    for spot in ((120, 50), (180, 50), (150, 90)):
        driver.click(*spot)
    names = driver.project.scheme.names
    scheme = replace(driver.project.scheme, lines=((names[0], names[2]),))
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, scheme))
    before = ways(driver, names)
    driver.key(Qt.Key.Key_T)
    frame = SetFrame.around(driver.film_view._spots().values())
    middle, reach = frame.box.center(), frame.box.center().y() - frame.handle.y()
    drag(driver, frame.handle.toPoint(), (middle + QPointF(reach, 0)).toPoint())  # a quarter, clockwise
    turned = ways(driver, names)
    assert turned == pytest.approx(before @ [[0, 1], [-1, 0]], abs=0.15)  # mm
    driver.undo()
    driver.key(Qt.Key.Key_Escape)
    first, last = (driver.spot(*driver.landmark(name).position) for name in (names[0], names[2]))
    drag(driver, last, last + QPoint(60, 20), Qt.KeyboardModifier.ShiftModifier)
    along = ways(driver, names)[1]
    assert along[0] * before[1][1] == pytest.approx(along[1] * before[1][0], abs=0.5)  # the angle it had
    assert np.hypot(*along) != pytest.approx(np.hypot(*before[1]), abs=0.5)
    assert first == driver.spot(*driver.landmark(names[0]).position)


def ways(driver, names):
    """From the first landmark to each of the others, mm."""
    places = np.array([driver.landmark(name).position for name in names]) * [ACROSS, DOWN]
    return places[1:] - places[0]


def drag(driver, start, end, keys=NO_KEYS):
    """With keys held: QTest moves the mouse without."""
    port = driver.film_view.viewport()
    QTest.mousePress(port, LEFT, keys, start)
    for spot in ((start + end) / 2, end):
        place, desktop = QPointF(spot), QPointF(port.mapToGlobal(spot))
        QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, place, desktop, LEFT, LEFT, keys))
    QTest.mouseRelease(port, LEFT, keys, end)
    driver.settle()
