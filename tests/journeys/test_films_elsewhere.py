"""A project file may name any folder for its films: whoever opens it is asked once, before it is touched."""

import json
import os
import threading

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtWidgets import QDialog, QInputDialog, QMessageBox
from started_window import next_start  # noqa: F401  a fixture

from engine.errors import EngineError
from engine.operation import Progress

HOST = "//host/share/films"


class Person:
    """Answers the questions of the window, and keeps them."""

    def __init__(self, monkeypatch):
        self.agrees, self.asked = True, []
        monkeypatch.setattr(QMessageBox, "question", self._answer)
        monkeypatch.setattr(QInputDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)

    def _answer(self, _parent, _title, text, **_more):
        self.asked.append(text)
        buttons = QMessageBox.StandardButton
        return buttons.Yes if self.agrees else buttons.No


@pytest.fixture
def person(monkeypatch):
    return Person(monkeypatch)


@pytest.fixture
def films(tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((300, 200), 80 + number, np.uint8)).save(folder / f"film{number}.png")
    return folder


@pytest.fixture
def project(start, films, tmp_path):
    """A project file in a folder of its own, whose films lie elsewhere; it comes from somebody else."""
    driver = start()
    driver.open(films)
    driver.click(60, 60)
    driver.close()
    return moved(films / "onemark.project.json", tmp_path / "sent", "../theirs")


def moved(file, place, folder):
    place.mkdir()
    stored = json.loads(file.read_bytes())
    stored.pop("checksum", None)  # what it says of its folder is another now
    target = place / "theirs.project.json"
    target.write_text(json.dumps({**stored, "folder": folder}))
    return target


def open_project(driver, project):
    with driver.bot.waitSignal(driver.window.controllers.folder.opened):
        driver.window.controllers.folder.open(project)


def test_another_folder_is_asked_for_once_and_then_remembered(start, person, project, films):
    driver = start()
    open_project(driver, project)
    driver.wait_for_picture()
    (question,) = person.asked
    assert str(films) in question
    assert project.name in question
    assert driver.landmark("1", "film0.png").position is not None
    driver.close()
    driver = start()
    open_project(driver, project)
    driver.wait_for_picture()
    assert len(person.asked) == 1


def test_who_declines_works_without_films_and_may_still_open_them(start, person, project, films):
    person.agrees = False
    driver = start()
    open_project(driver, project)
    driver.settle()
    assert "not in the folder" in driver.told
    assert driver.window.views.film._display.picture is None
    assert driver.landmark("1", "film0.png").position is not None
    driver.window.controllers.folder.save()
    driver.close()
    assert json.loads(project.read_bytes())["folder"] == "../theirs"  # it is still the same project

    driver = start()
    open_project(driver, project)
    assert len(person.asked) == 1
    with driver.bot.waitSignal(driver.window.controllers.folder.opened):
        driver.press_notice()
    driver.wait_for_picture()
    assert len(person.asked) == 1


def test_other_folder_than_the_one_agreed_to_is_asked_for_again(start, person, project, films, tmp_path):
    driver = start()
    open_project(driver, project)
    driver.close()
    stored = json.loads(project.read_bytes())
    project.write_text(json.dumps({**stored, "folder": ".."}))
    driver = start()
    open_project(driver, project)
    assert len(person.asked) == 2
    assert str(tmp_path) in person.asked[1]


def test_other_computer_is_not_reached_before_the_answer(start, person, project, monkeypatch):
    stored = json.loads(project.read_bytes())
    project.write_text(json.dumps({**stored, "folder": HOST}))
    person.agrees = False
    touched = []
    for name in ("stat", "lstat", "scandir", "listdir", "open"):
        monkeypatch.setattr(os, name, spy(getattr(os, name), touched))
    driver = start()
    open_project(driver, project)
    driver.settle()
    assert HOST in person.asked[0]
    assert touched
    assert [path for path in touched if "host" in path] == []


def spy(function, touched):
    def looked_at(path=".", *more, **options):
        touched.append(str(path))
        return function(path, *more, **options)

    return looked_at


@pytest.mark.parametrize("folder", [".", "films"])
def test_project_with_films_in_its_own_folder_asks_nothing(start, person, project, films, folder):
    own = moved(project, films.parent / "own", folder)
    (own.parent / "films").mkdir()
    for film in films.glob("*.png"):
        (own.parent / folder / film.name).write_bytes(film.read_bytes())
    driver = start()
    open_project(driver, own)
    driver.wait_for_picture()
    assert person.asked == []


def test_project_that_was_saved_elsewhere_here_asks_nothing(start, person, films, tmp_path):
    driver = start()
    driver.open(films)
    driver.click(60, 60)
    (tmp_path / "mine").mkdir()
    target = tmp_path / "mine" / "mine.project.json"
    driver.window.controllers.folder._move_to(target)
    driver.close()
    driver = start()
    open_project(driver, target)
    driver.wait_for_picture()
    assert person.asked == []


def offered(start, person, project):
    """A window on the project without its films, which offers to open them."""
    person.agrees = False
    driver = start()
    open_project(driver, project)
    driver.settle()
    assert "not in the folder" in driver.told
    return driver


def is_excluded_on_disk(project):
    return bool(json.loads(project.read_bytes())["films"]["film0.png"].get("excluded"))


def test_edits_are_kept_where_a_running_job_keeps_the_films_from_being_opened(start, person, project):
    driver, go_on = offered(start, person, project), threading.Event()

    def held():
        while not go_on.is_set():
            yield Progress("counting", 0, 0)

    driver.window.workspace.jobs.start("Counting", held(), lambda _result: "")
    driver.press_notice()
    assert "A job is still running" in driver.told
    go_on.set()
    driver.wait_for_job()
    driver.window.actions_["exclude"].trigger()
    driver.close()
    assert is_excluded_on_disk(project)


def test_no_edit_can_be_made_that_nothing_keeps_where_the_films_do_not_open(
    start, person, project, monkeypatch
):
    driver = offered(start, person, project)
    driver.window.actions_["exclude"].trigger()

    def refused(*_asked):
        yield Progress("opening", 0, 0)
        raise EngineError("The disk is gone.")

    monkeypatch.setattr("app.workspace.open_folder.open_place", refused)
    driver.press_notice()
    driver.bot.waitUntil(lambda: driver.told == "The disk is gone.")
    assert is_excluded_on_disk(project)
    before = driver.project
    driver.undo()
    driver.window.actions_["exclude"].trigger()
    assert driver.project == before
    assert "open it again" in driver.told
    assert "(read-only)" in driver.window.windowTitle()
    monkeypatch.undo()
    open_project(driver, project)
    driver.wait_for_picture()
    driver.window.actions_["exclude"].trigger()
    driver.close()
    assert not is_excluded_on_disk(project)
