"""Where a project lies and what is opened: folders that refuse, strange files, another place."""

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
from exported import wait_for_table
from forbidden_places import open_place, without_rights  # noqa: F401  a fixture
from import_window import export_by_key
from PIL import Image as Picture
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
)
from window_driver import LEFT, NO_KEYS, Driver

from app.jobs.job import Job, JobSlot
from app.views.dialogs import BugDialog
from engine.operation import Progress

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def draw(folder: Path, count: int = 3, side: int = 100) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        Picture.fromarray(np.full((side, side), 20 * number, np.uint8)).save(folder / f"film{number}.png")
    return folder


def listing(place: Path) -> dict[str, bytes]:
    """All that lies below a place, with its content."""
    return {
        str(path.relative_to(place)): path.read_bytes() if path.is_file() else b""
        for path in place.rglob("*")
    }


@pytest.fixture
def folder(open_place):  # noqa: F811
    return draw(open_place / "films")


@pytest.fixture
def driver(qtbot, open_place):  # noqa: F811
    driver = Driver(qtbot, open_place / "settings.ini")
    yield driver
    driver.close()


@pytest.fixture
def another(qtbot, open_place):  # noqa: F811
    """The next start of the program."""
    drivers = []

    def start():
        drivers.append(Driver(qtbot, open_place / "settings.ini"))
        return drivers[-1]

    yield start
    for driver in drivers:
        driver.close()


@pytest.fixture
def choose(monkeypatch):
    """What the next file dialog answers."""
    return lambda path: monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def refuse(driver, place):
    """Open a place that cannot be opened; returns what is said of it."""
    driver.window.controllers.folder.open(place)
    driver.bot.waitUntil(lambda: bool(driver.told))
    assert not driver.window.findChildren(BugDialog)
    assert not driver.window.views.notice.findChild(QPushButton).isVisible()
    return driver.told


def close_message(driver):
    QTest.mouseClick(driver.window.views.notice.findChild(QToolButton), LEFT)
    assert not driver.told


def test_a_folder_that_cannot_be_written_keeps_the_way_to_another_place(
    driver, another, folder, choose, qtbot
):
    driver.open(folder)
    driver.click(30, 40)
    film = driver.film
    driver.close()
    before, target = listing(folder), folder.parent / "mine.project.json"
    with without_rights(0o555, folder, folder / ".onemark.project"):
        reader = another()
        reader.open(folder)
        assert "choose another place" in reader.told
        choose(folder / "no-table.png")
        export_by_key(reader)
        assert "choose another place" not in reader.told
        QTest.mouseClick(reader.window.views.notice.findChild(QToolButton), LEFT)
        assert "choose another place" in reader.told  # it was laid over only
        close_message(reader)
        reader.click(60, 70)  # nothing can be placed, and what helps is on offer again
        assert len(reader.project.landmarks(film).placed()) == 1
        choose("")
        reader.press_notice()
        reader.key(Qt.Key.Key_S, CTRL)
        assert "choose another place" in reader.told
        close_message(reader)
        choose(target)
        with qtbot.waitSignal(reader.window.controllers.folder.opened):
            reader.key(Qt.Key.Key_S, CTRL | SHIFT)
        reader.wait_for_picture()
        assert reader.landmark("1").position == pytest.approx((30, 40), abs=1.0)
        reader.click(60, 70)
        assert reader.landmark("2").position == pytest.approx((60, 70), abs=1.0)
        reader.close()
    assert listing(folder) == before
    later = another()
    assert later.window.settings.recent()[0] == str(target)
    later.open(target)
    assert later.window.workspace.document.folder == folder
    assert len(later.project.landmarks(film).placed()) == 2


def test_keys_that_this_version_does_not_know_go_along_to_another_place(driver, folder, choose, qtbot):
    driver.open(folder)
    driver.click(30, 40)
    driver.close()
    project = folder / "onemark.project.json"
    project.write_text(json.dumps({**json.loads(project.read_text()), "from-tomorrow": [1]}))
    target = folder.parent / "mine.project.json"
    first, second = (Driver(qtbot, folder.parent / f"{name}.ini") for name in "ab")
    first.open(folder)
    second.open(folder)
    assert "open in another window" in second.told
    choose(target)
    with qtbot.waitSignal(second.window.controllers.folder.opened):
        second.key(Qt.Key.Key_S, CTRL | SHIFT)
    for window in (first, second):
        window.close()
    assert json.loads(target.read_text())["from-tomorrow"] == [1]


def test_a_project_goes_on_at_the_place_where_it_was_saved_as(driver, another, folder, choose):
    driver.open(folder)
    driver.click(30, 40)
    driver.key(Qt.Key.Key_S, CTRL)
    left_behind = (folder / "onemark.project.json").read_bytes()
    target = folder.parent / "kept.project.json"
    choose(str(target).removesuffix(".project.json"))
    driver.key(Qt.Key.Key_S, CTRL | SHIFT)
    assert driver.told == f"The project is kept in {target} from now on."
    driver.click(60, 70)
    driver.key(Qt.Key.Key_D)
    left = driver.film
    driver.close()
    assert (folder / "onemark.project.json").read_bytes() == left_behind
    later = another()
    assert later.window.settings.recent()[0] == str(target)
    later.open(target)
    assert (len(later.project.sets["film1.png"].placed()), later.film) == (2, left)
    choose(folder / "onemark.project.json")  # a file that is there is never replaced
    later.key(Qt.Key.Key_S, CTRL | SHIFT)
    assert "exists there already" in later.told
    assert (folder / "onemark.project.json").read_bytes() == left_behind


def test_a_project_opens_at_the_film_where_it_was_left(driver, another, folder):
    driver.open(folder)
    driver.key(Qt.Key.Key_D)
    driver.key(Qt.Key.Key_D)
    driver.close()
    assert not (folder / "onemark.project.json").exists()  # looking is no edit
    again = another()
    again.open(folder)
    assert again.film == "film3.png"
    again.key(Qt.Key.Key_A)
    again.close()
    (folder / "film2.png").unlink()
    last = another()
    last.open(folder)
    assert last.film == "film1.png"  # the one where it was left has gone


def say_name(driver, name):
    """Type the name in the settings and press OK."""

    def answer():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, answer)
            return
        line = dialog.findChild(QLineEdit, "reader")
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, name)
        buttons = dialog.findChild(QDialogButtonBox)
        QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)

    QTimer.singleShot(0, answer)
    driver.key(Qt.Key.Key_Comma, CTRL)
    driver.window.activateWindow()  # where no window manager does it
    driver.bot.waitUntil(driver.window.isActiveWindow)


def readers(driver, table, choose):
    """Whose points an export says they are."""
    choose(table)
    export_by_key(driver)
    wait_for_table(driver.window)
    with table.open(encoding="utf-8", newline="") as file:
        return [row["reader"] for row in csv.DictReader(file) if row["x_px"]]


def test_a_name_set_in_settings_reaches_the_open_project(driver, another, folder, choose):
    table = folder.parent / "out.csv"
    driver.open(folder)
    driver.click(30, 40)
    say_name(driver, "Ann")
    driver.click(60, 70)
    assert readers(driver, table, choose) == ["Ann", "Ann"]
    driver.undo()
    driver.undo()
    driver.redo()
    assert readers(driver, table, choose) == ["Ann"]
    driver.close()
    again = another()
    again.open(folder)
    assert (again.project.reader, again.project.sets["film1.png"].reader) == ("Ann", "Ann")
    assert not again.told


def test_a_project_of_another_reader_is_renamed_only_when_asked_for(driver, another, folder, choose):
    table = folder.parent / "out.csv"
    say_name(driver, "Ann")
    driver.open(folder)
    say_name(driver, "An")  # no point bears a name yet
    assert (driver.project.reader, driver.told) == ("An", "")
    say_name(driver, "Ann")
    driver.click(30, 40)
    say_name(driver, "Ben")
    assert "bear the name Ann" in driver.told
    driver.click(60, 70)
    say_name(driver, "")
    assert readers(driver, table, choose) == ["Ann", "Ann"]
    say_name(driver, "Ben")
    driver.close()
    again = another()
    again.open(folder)
    assert "bear the name Ann" in again.told
    again.press_notice()
    assert readers(again, table, choose) == ["Ben", "Ben"]
    again.undo()
    again.close()
    assert json.loads((folder / "onemark.project.json").read_text())["reader"] == "Ben"


def test_the_film_on_screen_and_that_of_the_inset_are_never_dropped(driver, tmp_path, qtbot):
    folder = draw(tmp_path / "many", 9, 1000)
    driver.window.workspace.reader.set_cache(2)  # MB: two films
    driver.open(folder)
    driver.click(30, 40)
    files = driver.window.views.films.findChild(QListView)
    spot = files.visualRect(files.model().index(6, 0)).center()
    QTest.mouseClick(files.viewport(), LEFT, NO_KEYS, spot)
    assert driver.film == "film7.png"
    reader = driver.window.workspace.reader
    qtbot.waitUntil(lambda: not reader._waiting)
    driver.settle()
    driver.key(Qt.Key.Key_N)  # whatever shows the film anew
    driver.wait_for_picture()
    assert reader.image("film1.png") is not None  # the exemplar of the inset


FOREIGN = {
    "labelme.json": json.dumps({"version": "5.0", "shapes": [], "imagePath": "film1.png"}),
    "coco.json": json.dumps({"images": [], "annotations": [{"format": "onemark-project"}]}),
    "points.mrk.json": json.dumps({"@schema": "markups", "markups": []}),
    "list.json": "[1, 2]",
    "empty.json": "",
    "torn.json": '{"images": [',
    "points.fcsv": "# Markups fiducial file version = 4.11\n",
    "notes": "text",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_strange_file_that_is_dropped_changes_nothing(driver, tmp_path, folder, qtbot, name):
    driver.open(folder)
    driver.click(30, 40)
    driver.key(Qt.Key.Key_S, CTRL)
    close_message(driver)
    project, place = driver.project, draw(tmp_path / "other")
    (place / name).write_text(FOREIGN[name])
    before = listing(place)
    driver.drop(place / name)
    qtbot.waitUntil(lambda: bool(driver.told))
    assert name in driver.told
    assert not driver.window.views.notice.findChild(QPushButton).isVisible()
    assert listing(place) == before
    assert driver.project is project
    assert driver.window.controllers.folder.autosave is not None
    assert driver.window.workspace.document.folder == folder


def test_a_table_that_is_dropped_waits_for_its_films(driver, folder):
    (folder / "points.csv").write_text("image,1_x,1_y\nfilm1.png,2,3\n")
    driver.drop(folder / "points.csv")
    assert "open the folder of the films first" in driver.told
    assert driver.window.views.welcome.isVisible()


def test_a_project_is_known_by_what_it_says_and_damaged_by_its_backups(
    driver, another, folder, choose, qtbot
):
    kept = folder.parent / "kept.project.json"
    driver.open(folder)
    choose(kept)
    driver.key(Qt.Key.Key_S, CTRL | SHIFT)
    driver.click(30, 40)
    driver.close()
    renamed = kept.rename(kept.with_name("renamed.json"))
    second = another()
    with qtbot.waitSignal(second.window.controllers.folder.opened):
        second.drop(renamed)
    assert len(second.project.sets["film1.png"].placed()) == 1
    second.click(60, 70)
    second.key(Qt.Key.Key_S, CTRL)  # the second save keeps the first as a backup
    second.close()
    renamed.write_bytes(b"")
    third = another()
    third.drop(renamed)
    qtbot.waitUntil(lambda: "restore it" in third.told)
    with qtbot.waitSignal(third.window.controllers.folder.opened):
        third.press_notice()
    assert third.project.sets["film1.png"].placed()


@pytest.mark.parametrize("content", ["{}", "[]", '{"format": "other"}'])
def test_a_strange_file_under_the_name_of_the_project_stays(driver, folder, content):
    (folder / "onemark.project.json").write_text(content)
    before = listing(folder)
    assert "is no OneMark project: move it away" in refuse(driver, folder)
    assert listing(folder) == before


def test_nothing_is_left_in_a_folder_without_films(driver, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no films" in refuse(driver, empty)
    assert not list(empty.iterdir())


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_without_permission_is_told_in_a_sentence(driver, folder, mode):
    with without_rights(mode, folder):
        assert "Permission denied" in refuse(driver, folder)
        close_message(driver)
        driver.drop(folder / "film1.png")
        driver.bot.waitUntil(lambda: "Permission denied" in driver.told)
    assert not driver.window.findChildren(BugDialog)


@pytest.mark.timeout(120)  # whoever opens a pipe waits for ever
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_among_the_films_is_none_of_them(driver, folder):
    for name in ("pipe.png", "table.csv", "pipe.json"):
        os.mkfifo(folder / name)
    driver.open(folder)
    assert list(driver.project.films) == ["film1.png", "film2.png", "film3.png"]
    for name in ("pipe.png", "table.csv", "pipe.json"):
        driver.drop(folder / name)
        driver.bot.waitUntil(lambda name=name: name in driver.told)
    assert len(list(folder.iterdir())) == 7  # the films, the pipes, and what keeps the project
    driver.close()


def test_a_pipe_in_the_place_of_the_project_is_not_waited_for(driver, folder):
    os.mkfifo(folder / "onemark.project.json")
    assert "is no file: move it away" in refuse(driver, folder)


def test_names_that_are_too_long_are_told_in_a_sentence(driver, folder, choose):
    driver.open(folder)
    driver.click(30, 40)
    long = folder.parent / ("x" * 256)
    choose(long)
    for ask in (export_by_key, lambda driver: driver.key(Qt.Key.Key_S, CTRL | SHIFT)):
        ask(driver)
        assert "too long a name: choose a shorter one" in driver.told
        close_message(driver)
    driver.click(60, 70)
    assert not driver.window.findChildren(BugDialog)
    assert len(driver.project.sets["film1.png"].placed()) == 2


def test_a_place_with_too_long_a_name_is_told_in_a_sentence(driver, folder):
    assert "too long a name" in refuse(driver, folder / ("x" * 256))
    driver.open(folder)
    close_message(driver) if driver.told else None
    assert "too long a name" in refuse(driver, folder / ("x" * 256))


def test_closing_while_a_large_folder_is_looked_through_waits_for_a_few_files_only(
    driver, folder, monkeypatch, qtbot
):
    import threading

    files = [folder / f"{number}.png" for number in range(2000)]
    looked, reached, cancelled = [], threading.Event(), threading.Event()

    def slow(path):
        looked.append(path)
        if len(looked) == 100:
            reached.set()
            assert cancelled.wait(60)
        return True

    cancel = Job.cancel
    monkeypatch.setattr(Job, "cancel", lambda job: (cancel(job), cancelled.set()))
    monkeypatch.setattr("engine.io.images._files", lambda _folder: iter(files))
    monkeypatch.setattr("engine.io.images.is_film", slow)
    before = listing(folder)
    driver.drop(folder)
    driver.bot.waitUntil(reached.is_set)
    driver.window.close()
    assert not driver.window.isVisible()
    assert len(looked) < 200
    assert listing(folder) == before


def test_closing_the_window_ends_the_work_of_each_owner(driver, folder, qtbot):
    driver.open(folder)
    ended, begun = [], []

    def endless(slot):
        try:
            while True:
                begun.append(slot)
                yield Progress("working", 0, 0)
        finally:
            ended.append(slot)

    slots = driver.window.findChildren(JobSlot)
    # the panel's, opening, writing a table, preload, import of models, heatmap, timing, picture of widths,
    # a round's files, moving points as the person reads, checks, evaluation, looking for new films,
    # a table of measurements
    assert len(slots) == 17
    for slot in slots:
        slot.start(endless(slot))
    qtbot.waitUntil(lambda: {*begun} == {*slots})
    assert driver.window.close()
    assert {*ended} == {*slots}
    assert not any(slot.is_busy for slot in slots)
