"""On a small screen with all panels unfolded, lists keep their rows; a person says how high they are."""

import pytest
from measured_window import MeasuredWindow
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from app.views.job_panel import JobDisplay
from app.views.reading_bar import ReadingOffer
from engine.landmarks import Scheme

WORDS = "Deepest point of the outline of the upper jaw between spine and alveolar crest. " * 2


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = MeasuredWindow(qtbot, tmp_path)
    names = ("A", "B", "C", "D", *(f"P{number}" for number in range(15)))
    scheme = Scheme(names, descriptions=dict.fromkeys(names, WORDS))
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, scheme))
    driver.window.workspace.selection.set_landmark("A")
    driver.window.resize(1280, 720)
    driver.settle()
    yield driver
    driver.close()


def run(driver):
    """A job as it looks while it learns."""
    driver.window.views.job.start("Propagate to 2 films", "about 6 minutes on this computer", can_keep=True)
    for step in range(5):
        driver.window.views.job.show_progress(JobDisplay("Learning", step, 40, "rounds", 240.0, loss=1.0))
    driver.settle()


def rows(tree):
    return tree.viewport().height() // tree.sizeHintForRow(0)


def is_seen(widget):
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_landmarks_and_values_keep_rows_beside_a_job_and_what_is_told_of_one_gives_way(driver):
    views = driver.window.views
    assert views.landmarks.about._words.height() > 20
    driver.unfold()
    run(driver)
    assert rows(views.landmarks._tree) >= 6
    assert rows(views.measures._tree) >= 4
    assert is_seen(views.landmarks._tree)
    assert is_seen(views.measures._tree)
    assert views.landmarks.about._words.height() == 0
    assert views.landmarks.about._fold.toolTip() == WORDS
    cancel = next(each for each in views.job.findChildren(QPushButton) if each.text() == "Cancel")
    assert is_seen(cancel)


def drag_handle(driver, down):
    handle = driver.window.views._lists.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, LEFT, NO_KEYS, middle)
    QTest.mouseMove(handle, middle + QPoint(0, down))
    QTest.mouseRelease(handle, LEFT, NO_KEYS, middle + QPoint(0, down))
    driver.settle()


def test_a_person_moves_the_border_between_the_lists_and_finds_it_there_again(driver, qtbot, tmp_path):
    driver.window.resize(1280, 1000)
    driver.unfold()
    list_of, before = driver.window.views.landmarks, driver.window.views.landmarks.height()
    drag_handle(driver, 90)
    wanted = list_of.height()
    assert wanted == pytest.approx(before + 90, abs=3)
    driver.unfold()  # folds them
    assert list_of.height() > wanted + 100
    driver.unfold()
    assert list_of.height() == pytest.approx(wanted, abs=3)
    driver.close()
    again = Driver(qtbot, tmp_path / "settings.ini")
    again.window.resize(1280, 1000)
    again.open(driver.folder)
    again.window.activateWindow()
    if not again.window.views.measures.is_open:
        QTest.keyClick(again.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    again.settle()
    assert again.window.views.landmarks.height() == pytest.approx(wanted, abs=30)
    again.close()


def test_no_line_of_a_long_offer_is_cut_in_half_and_all_can_be_scrolled_to(driver):
    driver.window.resize(640, 400)
    bar = driver.window.views.reading
    bar.show_offer(ReadingOffer("m", "A", "You place A 1.2 mm below the model. " * 6))
    driver.settle()
    area = bar.findChild(QScrollArea)
    line = bar._text.fontMetrics().lineSpacing()
    assert area.viewport().height() >= 2 * line
    assert QRect(QPoint(), bar.parentWidget().size()).contains(bar.geometry())
    assert area.verticalScrollBar().maximum() >= bar._text.height() - area.viewport().height() > 0


def test_a_running_job_and_its_end_are_in_sight_however_small_the_window(driver):
    job = driver.window.views.job
    driver.unfold()
    run(driver)
    QTest.mouseClick(job._fold, LEFT)
    for size in ((1280, 720), (640, 340)):
        driver.window.resize(*size)
        driver.settle()
        assert all(map(is_seen, (job._title, job._bar, job._keep, job._cancel)))


def test_a_window_too_narrow_for_all_panels_folds_the_films_and_gives_them_back(driver):
    films, lists = driver.window.views.films, driver.window.views.landmarks
    width = films.width()
    driver.window.resize(640, 340)
    driver.settle()
    assert not is_seen(films)
    assert is_seen(lists._tree) or lists._tree.visibleRegion().boundingRect().height() > 0
    kept = driver.window.views.state()["panels"]
    driver.window.views.landmarks.focus_list()
    QTest.keyClick(driver.window, Qt.Key.Key_F6)
    driver.settle()
    assert films.visibleRegion().boundingRect().width() == films.width()
    assert driver.window.views.state()["panels"] == kept
    driver.window.resize(1280, 720)
    driver.settle()
    assert is_seen(films)
    assert is_seen(lists)
    assert films.width() == pytest.approx(width, abs=60)
