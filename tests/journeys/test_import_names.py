import numpy as np
import pytest
from PIL import Image as Picture
from window_driver import Driver

from app.views.mapping_dialog import MappingDialog
from engine.errors import EngineError


@pytest.fixture
def driver(qtbot, tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((60, 40), 80 + number, np.uint8)).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.open(place)
    driver.window.views.landmarks.add_wanted.emit(("Sella", "Nasion", "Pogonion"))
    yield driver
    driver.close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(
        "image,landmark,x_px,y_px,origin\nfilm0,S,4,5,annotated\nfilm0,Na,6,7,annotated\n", encoding="utf-8"
    )
    return path


def answer(monkeypatch, *, accept=1, **choices):
    def exec_(dialog):
        for name, own in choices.items():
            dialog._boxes[name].setCurrentText(own)
        return accept

    monkeypatch.setattr(MappingDialog, "exec", exec_)


def test_strange_names_are_asked_about_once(driver, table, monkeypatch):
    answer(monkeypatch)
    driver.window.controllers.tables.import_(table)
    assert driver.project.scheme.names == ("Sella", "Nasion", "Pogonion")
    assert driver.landmark("Sella", "film0.png").position == (4.0, 5.0)
    assert driver.landmark("Nasion", "film0.png").position == (6.0, 7.0)
    monkeypatch.setattr(MappingDialog, "exec", lambda dialog: pytest.fail("asked again"))
    driver.window.controllers.tables.import_(table)
    driver.undo()  # one step: points and aliases
    assert not driver.project.sets
    assert driver.project.scheme.find("S") is None


def test_by_hand_wins_over_the_guess_and_new_ones_join_the_scheme(driver, table, monkeypatch):
    answer(monkeypatch, S="Pogonion", Na="a new landmark")
    driver.window.controllers.tables.import_(table)
    assert driver.project.scheme.names == ("Sella", "Nasion", "Pogonion", "Na")
    assert driver.landmark("Pogonion", "film0.png").position == (4.0, 5.0)


def test_all_new_names_are_added(driver, table, monkeypatch):
    answer(monkeypatch, S="a new landmark", Na="a new landmark")
    driver.window.controllers.tables.import_(table)
    assert driver.project.scheme.names == ("Sella", "Nasion", "Pogonion", "S", "Na")
    assert driver.landmark("S", "film0.png").position == (4.0, 5.0)


def test_cancelling_or_one_name_twice_imports_nothing(driver, table, monkeypatch):
    before = driver.project
    answer(monkeypatch, accept=0)
    driver.window.controllers.tables.import_(table)
    answer(monkeypatch, S="Sella", Na="Sella")
    with pytest.raises(EngineError, match="cannot both be Sella"):
        driver.window.controllers.tables.import_(table)
    assert driver.project is before
