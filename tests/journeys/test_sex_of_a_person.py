"""The sex of a person is said for all films of that person, undone, kept, and decides which norm is shown."""

import csv
import json

import numpy as np
import pytest
from dicom_files import film_dataset
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from engine.landmarks import Scheme

BY_SEX = """
format = "onemark-measures"
version = 1
title = "By sex"
landmarks = ["A", "B"]

[[measurement]]
symbol = "A-B"
name = "Length"
definition = "Distance of A and B."
unit = "mm"
distance = ["A", "B"]
norm = [
    { mean = 10, sd = 2, source = "Nobody 1900", sex = "female" },
    { mean = 12, sd = 2, source = "Nobody 1900", sex = "male" },
]
"""
FILMS = {"a1": ("P1", "M"), "a2": ("P1", "M"), "b": ("P2", "F"), "c": (None, None)}


@pytest.fixture
def driver(qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    for number, (name, (patient, sex)) in enumerate(FILMS.items()):
        film = film_dataset(
            np.full((60, 40), 100 + number, np.uint16),
            PatientID=patient or "",
            PatientSex=sex or "",
            PixelSpacing=[0.5, 0.5],
        )
        film.save_as(folder / f"{name}.dcm", enforce_file_format=True)
    (folder / "sexes.measures.toml").write_text(BY_SEX)
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(document.project, Scheme(("A", "B"))))
    for film in document.project.films:
        for name, x in (("A", 5.0), ("B", 25.0)):
            document.push(edits.place(document.project, film, name, x, 20.0, now=document.now()))
    QTest.keyClick(driver.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    yield driver
    driver.close()


def go(driver, film):
    driver.window.workspace.selection.set_film(film)
    driver.wait_for_picture()


def norm(driver):
    """What stands below the values, and how many SDs the one value lies from its norm."""
    row = driver.window.views.measures._rows.rows[0]
    return driver.window.views.measures._said.text().splitlines()[-1], row.deviation


def choose(driver, name):
    """Open the menu over the film by a right click, and click an entry."""
    port = driver.film_view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.RightButton, NO_KEYS, driver.spot(35, 50))
    menu, action = driver.window.menus.of_film, driver.window.actions_[name]
    assert menu.isVisible()
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(action).center())
    driver.window.activateWindow()  # Qt without a screen does not give the keys back behind a menu
    driver.bot.waitUntil(lambda: not driver.window.controllers.attributes.is_looking)
    driver.settle()


def test_what_a_person_says_holds_for_all_films_of_the_patient_is_undone_and_kept(driver):
    assert norm(driver) == ("Norms of boys and men, by the film's file.", -1.0)
    choose(driver, "sex-female")
    assert driver.told == "Set for all films of this person here: 2 films."
    assert driver.window.actions_["sex-female"].isChecked()
    for film in ("a1.dcm", "a2.dcm"):
        go(driver, film)
        assert norm(driver) == ("Norms of girls and women, as you said.", 0.0)
    go(driver, "b.dcm")
    assert norm(driver) == ("Norms of girls and women, by the film's file.", 0.0)
    assert driver.window.actions_["sex-file"].isChecked()
    driver.undo()
    go(driver, "a2.dcm")
    assert norm(driver) == ("Norms of boys and men, by the film's file.", -1.0)
    driver.redo()
    driver.window.controllers.folder.save()
    stored = json.loads((driver.window.workspace.document.folder / "onemark.project.json").read_text())
    assert stored["films"]["a2.dcm"]["attributes"] == {"sex": "female"}
    assert "P1" not in json.dumps(stored)
    choose(driver, "sex-file")
    assert norm(driver) == ("Norms of boys and men, by the film's file.", -1.0)


def test_a_film_that_does_not_tell_whose_it_is_is_said_of_alone(driver):
    go(driver, "c.dcm")
    said, deviation = norm(driver)
    assert said.startswith("Sex unknown: norms that differ by it are blank")
    assert deviation is None
    choose(driver, "sex-male")
    assert driver.told.startswith("Set for 1 film, whose file does not tell whose it is")
    assert norm(driver) == ("Norms of boys and men, as you said.", -1.0)
    row = driver.window.views.measures._rows.rows[0]
    assert "Norm 12 \N{PLUS-MINUS SIGN} 2 (male, Nobody 1900)" in row.told
    assert "Not compared with: 10 \N{PLUS-MINUS SIGN} 2 (female, Nobody 1900)" in row.told
    assert not driver.project.film("b.dcm").user_attributes


def test_the_table_is_written_with_the_norm_of_the_sex_that_was_said(driver, tmp_path, monkeypatch):
    choose(driver, "sex-female")
    out = tmp_path / "values.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    driver.window.actions_["export-measurements"].trigger()
    driver.bot.waitUntil(lambda: not driver.window.controllers.measure_tables.is_writing)
    rows = {row["image"]: row["norm_mean"] for row in csv.DictReader(out.read_text().splitlines())}
    assert rows == {"a1.dcm": "10.0", "a2.dcm": "10.0", "b.dcm": "10.0", "c.dcm": ""}
    assert "female" not in out.read_text()


def test_what_a_locked_project_refuses_is_not_said_to_be_done(driver, tmp_path):
    document, table = driver.window.workspace.document, tmp_path / "mm.csv"
    table.write_text("image,mm_per_px\na1.dcm,0.25\n")
    document.stop_editing("Another window has it.")
    before = document.project
    go(driver, "a1.dcm")
    choose(driver, "sex-female")
    assert driver.told == "Another window has it."
    assert not driver.window.actions_["sex-female"].isChecked()
    driver.window.controllers.attributes.take_spacing_table(table)
    assert driver.told == "Another window has it."
    scheme = tmp_path / "more.csv"
    scheme.write_text("landmark\nA\nC\n")
    driver.window.controllers.schemes.take(scheme)
    assert driver.told == "Another window has it."
    assert document.project == before
