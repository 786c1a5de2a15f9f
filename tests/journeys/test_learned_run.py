import json
from dataclasses import replace

import pytest
from exported import export_table
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu
from app.actions.table import way_id
from app.document.project import FilmState
from app.run_choice import RunChoice
from app.runs.operations import GOES_ON
from app.views.learned_dialog import LearnedDialog
from engine.landmarks import Origin
from engine.oneshot.presets import PRESETS, Preset
from engine.operation import run
from engine.phantoms.phantom import write_phantoms

FILMS = 5
NAMES = 4


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return run(write_phantoms(tmp_path_factory.mktemp("films"), FILMS, 3))


@pytest.fixture
def driver(qtbot, tmp_path, drawn, monkeypatch):
    """A window on drawn films with an exemplar, whose Balanced is as quick as the preset for tests."""
    quick = PRESETS[Preset.TEST]
    monkeypatch.setattr(
        "engine.oneshot.settings.PRESETS", {**PRESETS, Preset.BALANCED: replace(quick, title="Balanced")}
    )
    driver = Driver(qtbot, tmp_path / "settings.ini", way="")
    driver.open(next(iter(drawn.paths.values())).parent)
    names = drawn.scheme.names[:NAMES]
    driver.window.views.landmarks.add_wanted.emit(names)
    truth = drawn.truth[driver.film].landmarks
    for name in names:
        driver.click(truth[name].x, truth[name].y)
    yield driver
    driver.close()


def menu_of(driver):
    return driver.window.actions_.menus[Menu.PROPAGATION]


def choose(driver, name):
    """Click an entry of the menu that is open."""
    menu, action = menu_of(driver), driver.window.actions_[name]
    driver.bot.waitUntil(menu.isVisible)
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(action).center())
    driver.bot.waitUntil(lambda: not menu.isVisible())


def open_from_the_menu_bar(driver):
    bar = driver.window.menuBar()
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(menu_of(driver).menuAction()).center())


def stage(driver):
    return driver.window.views.job._stage.text()


def test_a_preset_is_chosen_runs_is_stopped_goes_on_and_its_model_is_saved(
    driver, drawn, qtbot, tmp_path, monkeypatch
):
    window, first = driver.window, driver.film
    human = driver.project.landmarks(first)
    qtbot.waitUntil(lambda: driver.lit_step() == "propagate")

    # the arrow beside the step opens the menu, which waits for its answer
    button = window.steps.widgetForAction(window.actions_["propagate"])
    arrow = button.rect().center()
    arrow.setX(button.rect().right() - 8)
    QTimer.singleShot(200, lambda: choose(driver, way_id(RunChoice.BALANCED)))
    QTest.mouseClick(button, LEFT, NO_KEYS, arrow)
    assert window.settings.text("propagation") == "balanced"
    assert not window.workspace.jobs.is_busy
    assert button.text() == "Propagate: Balanced"

    # run, and stop it by the panel's button while the detectors are taught
    driver.press_step("propagate")
    qtbot.waitUntil(lambda: stage(driver).startswith("Teaching the detectors"))
    assert "for 5 films on cpu" in window.views.job._notes.text()
    early = next(one for one in window.views.job.findChildren(QPushButton) if one.text() == "Stop early")
    QTest.mouseClick(early, LEFT)
    driver.wait_for_job()
    assert stage(driver).startswith("Stopped early, with what it knew by then: 4 films predicted")
    assert "Propagate goes on from there." in stage(driver)
    # what was known by then stays, under a name of its own
    shown = [marks for film, marks in driver.project.sets.items() if film != first]
    assert {mark.model for marks in shown for mark in marks.placed()} == {
        "one-shot (balanced), stopped early"
    }
    assert [marks.film for marks in shown] == list(driver.project.films)[1:]
    qtbot.waitUntil(window.actions_["start-afresh"].isEnabled)

    # the same run again goes on from there; a point that is placed meanwhile stays
    driver.press_step("propagate")
    qtbot.waitUntil(lambda: GOES_ON in window.views.job._notes.text())
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    second, name = driver.film, drawn.scheme.names[0]
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_C)
    driver.click(70, 80)
    placed = driver.landmark(name)
    driver.wait_for_job()
    assert driver.project.landmarks(first) == human
    assert driver.landmark(name, second) == placed
    assert placed.is_human
    assert driver.landmark(drawn.scheme.names[1], second).origin is Origin.PREDICTED
    assert {driver.project.state(film) for film in list(driver.project.films)[2:]} == {FilmState.PREDICTED}
    assert not window.controllers.propagation.is_unfinished
    driver.undo()
    before = {driver.landmark(drawn.scheme.names[1], film) for film in list(driver.project.films)[2:]}
    assert {mark.model for mark in before} == {"one-shot (balanced), stopped early"}
    driver.redo()

    # what was learned goes into a file by the menu, without the patient's film; the export names the preset
    qtbot.waitUntil(window.actions_["save-learned"].isEnabled)
    target = tmp_path / "model.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    QTimer.singleShot(400, press_return_in_dialog)
    open_from_the_menu_bar(driver)
    choose(driver, "save-learned")
    driver.wait_for_job()
    from engine.models.checkpoint import load_model

    learned = load_model(target).domain()
    assert (learned.names, learned.exemplars) == (drawn.scheme.names[:NAMES], ())
    assert learned.training.preset == "balanced"
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert (entry["method"], entry["preset"]) == ("one-shot (balanced)", "balanced")


def press_return_in_dialog():
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LearnedDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
