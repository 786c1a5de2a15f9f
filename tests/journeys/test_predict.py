"""From an opened folder to predicted films without any annotation: keys, mouse and menus only."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from saved_projects import human_points
from tiny_models import save_tiny
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu
from app.document.project import FilmState
from engine.landmarks import Origin

NAMES = ("Sella", "Nasion", "Menton")


@pytest.fixture
def driver(qtbot, tmp_path, monkeypatch):
    box = tmp_path / "box"
    save_tiny(box / "head.safetensors", names=NAMES, title="Head")
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: box)
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    place = tmp_path / "films"
    place.mkdir()
    for number in range(3):
        pixels = np.random.default_rng(number).integers(0, 255, (280, 240), np.uint8)
        Picture.fromarray(pixels).save(place / f"film{number}.png")
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.window.settings.set("device", "cpu")
    driver.open(place)
    yield driver
    driver.close()


def menu_of(driver):
    return driver.window.actions_.menus[Menu.PREDICTION]


def choose(driver, action):
    """Click an entry of the menu that is open."""
    menu = menu_of(driver)
    driver.bot.waitUntil(menu.isVisible)
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(action).center())
    driver.bot.waitUntil(lambda: not menu.isVisible())


def choose_beside_the_button(driver, name):
    button = driver.window.steps.widgetForAction(driver.window.actions_["predict"])
    arrow = button.rect().center()
    arrow.setX(button.rect().right() - 8)
    QTimer.singleShot(200, lambda: choose(driver, driver.window.actions_[name]))
    QTest.mouseClick(button, LEFT, NO_KEYS, arrow)


def wheel(driver, notches, modifiers=NO_KEYS):
    port = driver.film_view.viewport()
    spot = QPointF(port.rect().center())
    event = QWheelEvent(
        spot,
        QPointF(port.mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)
    driver.settle()


def test_a_person_without_any_annotation_predicts_looks_corrects_and_reviews(driver, qtbot):
    view = driver.film_view
    assert view._display.hint.startswith(
        "P predicts the landmarks if these films fit the model: Head, 3 landmarks"
    )

    # one key: the film on screen
    driver.key(Qt.Key.Key_P)
    driver.wait_for_job()
    first = driver.film
    assert {driver.landmark(name).origin for name in NAMES} == {Origin.PREDICTED}
    qtbot.waitUntil(lambda: driver.lit_step() == "review")

    # the heatmap: M, one landmark or all, Ctrl + wheel; without Ctrl the wheel zooms as ever
    driver.key(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: view._display.heat is not None)
    all_ = view._display.heat
    wheel(driver, -2, Qt.KeyboardModifier.ControlModifier)
    assert view._display.heat.opacity == pytest.approx(all_.opacity - 0.2)
    scale = view.scale_now
    wheel(driver, 1)
    assert view.scale_now > scale
    driver.key(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert (view._display.heat.values <= all_.values).all()
    driver.key(Qt.Key.Key_M)
    assert view._display.heat is None

    # a person's correction outlasts the prediction of all films
    driver.drag("Nasion", 60.0, 80.0)
    human = human_points(driver.project)
    assert [mark.name for _, mark in human] == ["Nasion"]
    choose_beside_the_button(driver, "predict-all")
    driver.wait_for_job()
    assert human_points(driver.project) == human
    assert {driver.project.state(film) for film in driver.project.films} == {FilmState.PREDICTED}
    assert driver.film == first

    # review as after a propagation, and back by one undo
    driver.key(Qt.Key.Key_Return)
    assert driver.project.state(first) is FilmState.REVIEWED
    driver.undo()
    driver.undo()
    assert [driver.project.state(film) for film in driver.project.films][1:] == [FilmState.UNTOUCHED] * 2
    assert human_points(driver.project) == human


def test_the_selected_films_alone_are_predicted(driver):
    films = driver.window.views.films
    rows = films._list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(films.selected) == 2
    choose_beside_the_button(driver, "predict-selected")
    driver.wait_for_job()
    assert sorted(driver.project.sets) == ["film0.png", "film1.png"]


def test_another_model_is_imported_and_made_the_default_in_the_list(driver, tmp_path, monkeypatch, qtbot):
    save_tiny(tmp_path / "mine.safetensors", names=("A", "B"), title="Mine")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(tmp_path / "mine.safetensors"), "")
    )
    choose_beside_the_button(driver, "models")
    dialog = driver.window.controllers.model_dialog.dialog
    qtbot.waitUntil(dialog.isVisible)
    QTest.mouseClick(dialog._import, LEFT)
    qtbot.waitUntil(lambda: dialog.sentence == "Mine is in the list.")
    item = dialog._tree.topLevelItem(1)
    QTest.mouseClick(dialog._tree.viewport(), LEFT, NO_KEYS, dialog._tree.visualItemRect(item).center())
    QTest.mouseClick(dialog._default, LEFT)
    button = driver.window.steps.widgetForAction(driver.window.actions_["predict"])
    assert button.text() == "Predict: Mine"
    driver.press_step("predict")  # the dialog is still open and blocks nothing
    driver.wait_for_job()
    assert driver.project.scheme.names == ("A", "B")
