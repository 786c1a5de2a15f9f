"""A scheme that ships is taken from the menu; points that there are come along under its names."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tiny_models import save_tiny
from window_driver import Driver

from app.actions.action import Menu
from app.document import edits
from app.views.mapping_dialog import MappingDialog
from engine.io.schemes import write_scheme
from engine.io.shipped_schemes import shipped_names, shipped_scheme
from engine.landmarks import Scheme


@pytest.fixture
def driver(qtbot, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((60, 40), 80 + number, np.uint8)).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    yield driver
    driver.close()


def choose(driver, name):
    """By the keys that a person presses: the menu of landmarks, its submenu, the entry."""
    menu = driver.window.scheme_menu.menu
    menu.popup(driver.window.mapToGlobal(driver.window.rect().center()))
    for _ in range(shipped_names().index(name) + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert shipped_scheme(name).title in menu.activeAction().text()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    driver.window.activateWindow()  # a desktop does so where the menu was
    assert QTest.qWaitForWindowActive(driver.window)


def answer(monkeypatch, answers, *, accept=1):
    def exec_(dialog):
        for name, choice in answers.items():
            dialog._boxes[name].setCurrentText(choice)
        return accept

    monkeypatch.setattr(MappingDialog, "exec", exec_)


def test_an_empty_project_starts_from_a_scheme_in_one_step_that_can_be_undone(driver):
    choose(driver, "cephalogram-19")
    assert driver.project.scheme == shipped_scheme("cephalogram-19").scheme
    assert driver.window.workspace.selection.landmark == "Sella"
    assert "19 landmarks" in driver.told
    driver.click(20, 30)
    driver.undo()
    driver.undo()
    assert driver.project.scheme == Scheme()


def test_the_menu_says_what_each_scheme_is_of_and_stands_at_list_and_menu_bar(driver):
    menu = driver.window.scheme_menu.menu
    menu.aboutToShow.emit()
    texts = [entry.text() for entry in menu.actions()]
    assert len(texts) == len(shipped_names())
    assert any(text.startswith("Spine") and text.endswith("(68 landmarks)") for text in texts)
    assert menu.menuAction() in driver.window.actions_.menus[Menu.LANDMARK].actions()
    assert driver.window.views.landmarks._from_file.menu() is menu


def test_a_scheme_without_points_is_replaced_without_a_question(driver):
    driver.window.views.landmarks.add_wanted.emit(("P", "Q"))
    choose(driver, "chest")
    assert driver.project.scheme == shipped_scheme("chest").scheme


def test_points_come_along_and_what_has_no_counterpart_stays_with_its_lines(driver, monkeypatch):
    scheme = Scheme(("S", "Nas", "Wisdom tooth"), {"Nas": ("nn",)}, lines=(("S", "Wisdom tooth"),))
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, scheme))
    for spot in ((4, 5), (6, 7), (8, 9)):
        driver.click(*spot)
    answer(monkeypatch, {"Nas": "Nasion", "Wisdom tooth": "none of these: it stays as it is"})
    choose(driver, "cephalogram-19")
    shipped = shipped_scheme("cephalogram-19").scheme
    now = driver.project.scheme
    assert now.names == (*shipped.names, "Wisdom tooth")
    assert (now.find("Nas"), now.find("nn")) == ("Nasion", "Nasion")
    assert now.lines == (*shipped.lines, ("Sella", "Wisdom tooth"))
    assert (now.curves, now.descriptions) == (shipped.curves, shipped.descriptions)
    assert driver.landmark("Nasion").position == pytest.approx((6, 7), abs=0.6)
    assert driver.landmark("Wisdom tooth").position is not None
    driver.undo()
    assert driver.project.scheme == scheme
    assert driver.landmark("Nas").position == pytest.approx((6, 7), abs=0.6)


def test_numbered_points_are_offered_by_their_order_and_nothing_changes_on_cancel(driver, monkeypatch):
    numbers = Scheme(tuple(str(number) for number in range(1, 13)))
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, numbers))
    driver.click(4, 5)
    answer(monkeypatch, {}, accept=0)
    choose(driver, "fly-wing-12")
    assert driver.project.scheme == numbers
    answer(monkeypatch, {})
    choose(driver, "fly-wing-12")
    assert driver.project.scheme.names == shipped_scheme("fly-wing-12").scheme.names
    assert driver.landmark("L5 end").position == pytest.approx((4, 5), abs=0.6)


def test_without_films_the_entries_are_grey(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    menu = driver.window.scheme_menu.menu
    menu.aboutToShow.emit()
    assert menu.actions()
    assert not any(entry.isEnabled() for entry in menu.actions())
    driver.close()


def test_a_file_adds_its_landmarks_and_all_that_it_says_of_those_that_are_there(driver, tmp_path):
    driver.window.views.landmarks.add_wanted.emit(("Sella", "Wisdom tooth"))
    path = tmp_path / "more.scheme.json"
    theirs = Scheme(
        ("S", "sella", "Nasion"),
        {"Nasion": ("N",)},
        {"S": "centre of the fossa"},
        lines=(("S", "Nasion"),),
        curves=(("S", "Nasion"),),
    )
    write_scheme(path, theirs)
    aliases = Scheme(driver.project.scheme.names, {"Sella": ("S",)})
    driver.window.workspace.edit(lambda project: edits.set_scheme(project, aliases))
    driver.window.controllers.schemes.take(path)
    now = driver.project.scheme
    assert now.names == ("Sella", "Wisdom tooth", "Nasion")
    assert (now.lines, now.curves) == ((("Sella", "Nasion"),), (("Sella", "Nasion"),))
    assert (now.descriptions, now.find("N")) == ({"Sella": "centre of the fossa"}, "Nasion")
    driver.undo()
    assert driver.project.scheme == aliases


def test_a_model_that_knows_no_more_than_names_leaves_the_definitions_and_lines_that_ship_for_them(
    qtbot, tmp_path, monkeypatch
):
    shipped = shipped_scheme("cephalogram-19").scheme
    save_tiny(tmp_path / "own" / "head.safetensors", names=shipped.names, title="Head")
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "none")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    second = Driver(qtbot, tmp_path / "second.ini")
    second.window.settings.set("device", "cpu")
    other = tmp_path / "other"
    other.mkdir()
    Picture.fromarray(np.random.default_rng(0).integers(0, 255, (280, 240), np.uint8)).save(
        other / "film.png"
    )
    second.open(other)
    second.key(Qt.Key.Key_P)
    second.wait_for_job()
    assert second.project.scheme == shipped
    assert second.window.views.landmarks.about._words.text() == shipped.descriptions["Sella"]
    second.undo()
    assert second.project.scheme == Scheme()
    second.close()
