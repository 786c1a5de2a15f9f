"""Predict where nobody says which model: keys, mouse and menus only, on films of two anatomies."""

import pytest
from bar_models import Bars, bar_film, save_bars, save_film, strange_film
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu

ROWS = {f"r{number}.png": Bars.ROWS for number in range(3)}
COLUMNS = {f"c{number}.png": Bars.COLUMNS for number in range(2)}


@pytest.fixture
def opened(qtbot, tmp_path, monkeypatch):
    """Opens films in a window with two models in the box, or `models` of them."""
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    drivers = []

    def open_(films, models=2):
        for bars in (Bars.COLUMNS, Bars.ROWS)[2 - models :]:
            save_bars(tmp_path / "box" / f"{bars.name}.safetensors", bars, bars.name.capitalize())
        for name, bars in films.items():
            pixels = strange_film() if bars is None else bar_film(bars)
            save_film(tmp_path / "films" / name, pixels)
        driver = Driver(qtbot, tmp_path / "settings.ini")
        drivers.append(driver)
        driver.window.settings.set("device", "cpu")
        driver.open(tmp_path / "films")
        return driver

    yield open_
    for driver in drivers:
        driver.close()


def entries(driver):
    menu = driver.window.actions_.menus[Menu.PREDICTION]
    return [action.text() for action in menu.actions() if action.isCheckable() and action.isVisible()][:3]


def button_of(driver):
    return driver.window.steps.widgetForAction(driver.window.actions_["predict"])


def choose(driver, text):
    """Open the menu at the arrow of Predict and click the entry that begins with `text`."""
    menu = driver.window.actions_.menus[Menu.PREDICTION]

    def click():
        driver.bot.waitUntil(menu.isVisible)
        entry = next(action for action in menu.actions() if action.text().startswith(text))
        QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(entry).center())
        driver.bot.waitUntil(lambda: not menu.isVisible())

    arrow = button_of(driver).rect().center()
    arrow.setX(button_of(driver).rect().right() - 8)
    QTimer.singleShot(200, click)
    QTest.mouseClick(button_of(driver), LEFT, NO_KEYS, arrow)


def predict_all(driver):
    driver.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    driver.wait_for_job()


def test_a_person_lets_the_window_find_out_which_model_fits(opened):
    driver = opened(ROWS)
    assert [text.split(",")[0] for text in entries(driver)] == ["Find out which", "Columns", "Rows"]
    assert button_of(driver).text() == "Predict: find out which"
    assert driver.film_view._display.hint.startswith(
        "P finds out which model fits these films and predicts their landmarks: Columns, 3 landmarks; Rows, 2"
    )
    driver.key(Qt.Key.Key_P)
    driver.wait_for_job()
    assert driver.project.scheme.names == Bars.ROWS.value
    assert {driver.landmark(name).model for name in Bars.ROWS.value} == {"Rows"}
    assert driver.window.views.job._stage.text().startswith("Rows was taken: 1 film predicted")

    # a model of one's own choice, and back
    choose(driver, "Columns")
    assert button_of(driver).text() == "Predict: Columns"
    predict_all(driver)
    assert driver.told.startswith("Columns finds none of the 2 landmarks of this project")
    choose(driver, "Find out which")
    assert button_of(driver).text() == "Predict: find out which"
    predict_all(driver)
    assert sorted(driver.project.sets) == sorted(ROWS)
    driver.undo()
    assert len(driver.project.sets) == 1


def test_films_of_another_anatomy_get_no_points_and_one_sentence_says_where_they_belong(opened):
    driver = opened(ROWS | COLUMNS | {"x.png": None})
    predict_all(driver)
    assert driver.project.scheme.names == Bars.ROWS.value
    assert sorted(driver.project.sets) == sorted(ROWS)
    where = "Columns fits this film: a project has one list of landmarks, so put it into a folder of its own."
    assert {driver.project.film(film).unfit for film in COLUMNS} == {where}
    assert driver.project.film("x.png").unfit.startswith(
        "No model at hand fits this film (tried: Rows, Columns)"
    )
    assert driver.told.startswith("3 films do not fit and have no points")
    assert driver.told.endswith(where)


def test_films_that_no_model_fits_say_so_and_stay_without_points(opened):
    driver = opened({"a.png": None, "b.png": None})
    predict_all(driver)
    assert not driver.project.sets
    assert driver.project.scheme.names == ()
    for record in driver.project.films.values():
        assert record.unfit.startswith(
            "No model at hand fits this film (tried: Columns, Rows): import a model"
        )
    assert driver.told.startswith("2 films do not fit and have no points")


def test_a_project_with_landmarks_asks_the_models_that_know_these_alone(opened):
    driver = opened(ROWS | COLUMNS)
    choose(driver, "Columns")
    predict_all(driver)
    choose(driver, "Find out which")
    predict_all(driver)
    assert driver.project.scheme.names == Bars.COLUMNS.value
    assert sorted(driver.project.sets) == sorted(COLUMNS)
    assert {driver.project.film(film).unfit[:18] for film in ROWS} == {"Rows fits this fil"}


def test_with_one_model_there_is_nothing_to_find_out(opened):
    driver = opened(ROWS, models=1)
    assert entries(driver)[0].startswith("Rows, 2 landmarks")
    assert button_of(driver).text() == "Predict: Rows"
    driver.key(Qt.Key.Key_P)
    driver.wait_for_job()
    assert driver.project.scheme.names == Bars.ROWS.value
