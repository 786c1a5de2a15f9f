"""Dialogs for files begin beside the project, or where the person was last; not in the process's."""

from pathlib import Path

import numpy as np
import pytest
from import_window import export_by_key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from spot_films import save_film
from started_window import next_start  # noqa: F401  a fixture

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begins(monkeypatch):
    """Where the last dialog began; the next ones answer `answer`, "" for Cancel."""

    class Asked:
        at, answer = Path(), ""

    def ask(_parent, _title, start, *_more, **_options):
        Asked.at = Path(start)
        return Asked.answer, ""

    def ask_several(*words, **options):
        path, kind = ask(*words, **options)
        return [path] if path else [], kind

    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask_several)
    return Asked


@pytest.fixture
def open_films(start, tmp_path):
    def open_(name):
        folder = tmp_path / name
        if not folder.exists():
            folder.mkdir()
            save_film(folder / "0.png", np.zeros((60, 80), np.float32))
        return start(folder)

    return open_


def points_in(folder):
    folder.mkdir()
    path = folder / "points.csv"
    path.write_text("image,landmark,x,y\n0.png,A,5,6\n", encoding="utf-8")
    return path


def look_at_import(driver, begins):
    """Import the file that is answered, and leave its preview by Esc."""
    driver.key(Qt.Key.Key_I, CTRL)
    begins.answer = ""
    driver.bot.waitUntil(lambda: driver.window.controllers.importing.dialog is not None)
    QTest.keyClick(driver.window.controllers.importing.dialog, Qt.Key.Key_Escape)
    driver.settle()


def test_an_import_begins_beside_the_films_and_then_where_the_last_one_was(open_films, begins, tmp_path):
    driver = open_films("first")
    driver.key(Qt.Key.Key_I, CTRL)
    assert begins.at == tmp_path / "first"
    begins.answer = str(points_in(tmp_path / "labels"))
    look_at_import(driver, begins)
    driver.key(Qt.Key.Key_I, CTRL)
    assert begins.at == tmp_path / "labels"
    driver.close()
    again = open_films("first")  # as the program was started again
    again.key(Qt.Key.Key_I, CTRL)
    assert begins.at == tmp_path / "labels"
    again.close()
    other = open_films("second")
    other.key(Qt.Key.Key_I, CTRL)
    assert begins.at == tmp_path / "second"


def test_an_export_is_proposed_beside_the_films_and_then_where_the_last_went(open_films, begins, tmp_path):
    driver = open_films("films")
    driver.window.controllers.schemes.add(("A",))
    driver.click(20, 20)
    (tmp_path / "out").mkdir()
    begins.answer = str(tmp_path / "out" / "mine.csv")
    export_by_key(driver)
    assert begins.at == tmp_path / "films-landmarks.csv"
    driver.bot.waitUntil(lambda: not driver.window.controllers.exporting.is_writing)
    export_by_key(driver)
    assert begins.at == tmp_path / "out" / "films-landmarks.csv"
    driver.bot.waitUntil(lambda: not driver.window.controllers.exporting.is_writing)


def test_models_are_looked_for_where_the_last_one_was_whatever_the_project(open_films, begins, tmp_path):
    driver = open_films("first")
    begins.answer = str(tmp_path / "models" / "mine.safetensors")
    (tmp_path / "models").mkdir()
    driver.window.controllers.model_dialog.show()
    driver.window.controllers.model_dialog.dialog.import_wanted.emit()
    driver.close()
    other = open_films("second")
    begins.answer = ""
    other.window.controllers.model_dialog.show()
    other.window.controllers.model_dialog.dialog.import_wanted.emit()
    assert begins.at == tmp_path / "models"
    other.window.controllers.model_dialog.dialog.close()


def test_a_folder_that_is_gone_is_not_gone_to(open_films, begins, tmp_path):
    driver = open_films("films")
    begins.answer = str(points_in(tmp_path / "labels"))
    look_at_import(driver, begins)
    (tmp_path / "labels" / "points.csv").unlink()
    (tmp_path / "labels").rmdir()
    driver.key(Qt.Key.Key_I, CTRL)
    assert begins.at == tmp_path / "films"


def test_the_first_folder_is_looked_for_at_home_and_the_next_beside_the_last(
    start, open_films, begins, monkeypatch, tmp_path
):
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *words: QFileDialog.getOpenFileName(*words)[0]
    )
    driver = start()
    driver.key(Qt.Key.Key_O, CTRL)
    assert begins.at == Path.home()
    driver.close()
    open_films("films").close()
    again = start()
    again.key(Qt.Key.Key_O, CTRL)
    assert begins.at == tmp_path
    again.close()
