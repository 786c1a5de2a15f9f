"""Training on what a person corrected: what moved, going there, taking it back, and films that came since."""

import shutil
from dataclasses import replace
from time import sleep

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from saved_projects import human_points
from window_driver import LEFT, NO_KEYS, Driver

from app.actions.action import Menu
from app.document import edits
from app.document.project import FilmState
from app.jobs.past_run import RunEnd
from app.runs.history import read_runs
from app.runs.operations import RunRequest
from engine.coteaching.c2t import CoTeaching
from engine.landmarks import Origin
from engine.observers.reading_offsets import LandmarkOffset, ReadingOffsets
from engine.oneshot.estimate import Estimate
from engine.oneshot.presets import PRESETS, Preset
from engine.operation import Progress, run
from engine.phantoms.phantom import write_phantoms
from engine.registration.instance import InstanceConfig

NAMES = 4
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return run(write_phantoms(tmp_path_factory.mktemp("films"), 5, 3))


@pytest.fixture
def folder(tmp_path, drawn):
    """Four of the films; the fifth comes later."""
    place = tmp_path / "films"
    place.mkdir()
    for path in list(drawn.paths.values())[:4]:
        shutil.copy(path, place)
    return place


def timing(films, settings, exemplars):
    """An estimate that measures nothing: a real one takes longer than the runs here."""
    yield Progress("probing this machine", 0, 0)
    return Estimate(60.0, f"about 60 seconds for {films} films")


def on_small_grids(request, settings=RunRequest.settings):
    return replace(settings(request), instance=InstanceConfig(fine=96))


@pytest.fixture
def opened(qtbot, tmp_path, folder, monkeypatch):
    """Opens the folder in a new window; Quick is quicker than the preset for tests."""
    monkeypatch.setattr("engine.oneshot.estimate.estimate", timing)
    monkeypatch.setattr(RunRequest, "settings", on_small_grids)
    plan = PRESETS[Preset.TEST]
    stage_two, finder = replace(plan.stage_two, least_steps=32), replace(plan.finder, steps=4)
    quick = replace(plan, title="Quick", stage_two=stage_two, finder=finder)
    monkeypatch.setattr("engine.oneshot.settings.PRESETS", {**PRESETS, Preset.QUICK: quick})
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: tmp_path / "box")
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    windows = []

    def opening():
        driver = Driver(qtbot, tmp_path / "settings.ini", way="quick")
        windows.append(driver)
        driver.window.settings.set("device", "cpu")
        driver.open(folder)
        return driver

    yield opening
    for driver in windows:
        driver.close()


def choose_in_menu(driver, name):
    """Click an entry of the menu of propagations, opened from the menu bar."""
    menu, action, bar = (
        driver.window.actions_.menus[Menu.PROPAGATION],
        driver.window.actions_[name],
        driver.window.menuBar(),
    )

    def click():
        driver.bot.waitUntil(menu.isVisible)
        QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(action).center())

    driver.bot.waitUntil(action.isEnabled)
    QTimer.singleShot(200, click)
    QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(menu.menuAction()).center())
    driver.bot.waitUntil(lambda: not menu.isVisible())


def propagated(driver, drawn):
    """The first film is annotated, and the others are propagated to."""
    names = drawn.scheme.names[:NAMES]
    driver.window.views.landmarks.add_wanted.emit(names)
    truth = drawn.truth[driver.film].landmarks
    for name in names:
        driver.click(truth[name].x, truth[name].y)
    driver.bot.waitUntil(driver.window.actions_["propagate"].isEnabled)
    driver.press_step("propagate")
    driver.wait_for_job()
    driver.bot.waitUntil(lambda: driver.window.controllers.corrections.model_file is not None)
    return list(driver.project.films)


def correct(driver, film, drawn):
    """Go to a film by the list's keys, drag one of its points where it belongs, and accept the others."""
    while driver.film != film:
        driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    name = drawn.scheme.names[0]
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_C)
    driver.click(drawn.truth[film].get(name).x, drawn.truth[film].get(name).y)
    assert driver.landmark(name, film).origin is Origin.CORRECTED
    driver.key(Qt.Key.Key_Return)
    assert driver.project.state(film) is FilmState.REVIEWED


def machine_points(driver, films):
    return {
        (film, mark.name): (mark.position, mark.model)
        for film in films
        for mark in driver.project.landmarks(film).placed()
        if not mark.is_human
    }


def press(dialog, text):
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == text)
    QTest.mouseClick(button, LEFT)


def test_a_round_trains_lists_what_moved_goes_there_and_is_rolled_back(opened, drawn, qtbot):
    driver = opened()
    window = driver.window
    assert not window.actions_["train-corrections"].isEnabled()
    films = propagated(driver, drawn)
    assert not window.actions_["train-corrections"].isEnabled()  # it knows all that a person said
    correct(driver, films[1], drawn)
    human, before = human_points(driver.project), machine_points(driver, films)
    assert {model for _, model in before.values()} == {"one-shot (quick)"}

    choose_in_menu(driver, "train-corrections")
    told = "Learns on from one-shot (quick) with a person's points on 2 films."
    assert told in window.views.job._notes.text()
    driver.wait_for_job()
    corrections = window.controllers.corrections
    after = machine_points(driver, films)
    assert human_points(driver.project) == human
    assert after.keys() == before.keys()
    assert {film for film, _ in after} == set(films[2:])
    assert {model for _, model in after.values()} == {"one-shot (quick, corrected)"}
    assert not window.actions_["train-corrections"].isEnabled()

    # the list: the farthest first; clicks and arrows go there
    dialog = corrections.dialog
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.table.hasFocus)  # by itself: nobody has clicked it
    moved = [(row.film, row.landmark) for row in dialog.rows]
    assert sorted(moved) == sorted(key for key in after if after[key][0] != before[key][0])
    far = [float(row.moved.split()[0]) for row in dialog.rows]
    assert far == sorted(far, reverse=True)
    assert all(row.moved.endswith(" mm") for row in dialog.rows)
    assert dialog.summary.startswith(f"{len(moved)} points on 2 films moved")
    table = dialog.table
    QTest.mouseClick(table.viewport(), LEFT, NO_KEYS, table.visualRect(table.model().index(2, 1)).center())
    assert (driver.film, window.workspace.selection.landmark) == moved[2]
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert (driver.film, window.workspace.selection.landmark) == moved[3]

    # one step of undo, by the toolbar: the list has the keys now
    driver.press_step("undo")
    assert machine_points(driver, films) == before
    driver.press_step("redo")
    assert machine_points(driver, films) == after

    # the round goes back by the button, points and model; the training can be done again
    second = window.controllers.propagation.learned
    driver.bot.waitUntil(lambda: corrections.model_file is not None)
    press(dialog, "Roll back this round")
    assert not dialog.isVisible()
    assert machine_points(driver, films) == before
    assert human_points(driver.project) == human
    assert window.controllers.propagation.learned is not second
    assert window.controllers.propagation.last.result.method == "one-shot (quick)"
    assert "what a person placed stays" in driver.told
    driver.bot.waitUntil(lambda: not window.actions_["roll-back"].isEnabled())
    choose_in_menu(driver, "train-corrections")
    driver.wait_for_job()
    assert machine_points(driver, films) == after  # the same seed, the same points
    assert human_points(driver.project) == human


def test_rounds_outlive_the_window_and_serve_new_films(opened, drawn, folder, qtbot):
    driver = opened()
    films = propagated(driver, drawn)
    correct(driver, films[1], drawn)
    before = machine_points(driver, films)
    driver.bot.waitUntil(driver.window.actions_["train-corrections"].isEnabled)
    driver.key(Qt.Key.Key_T, CONTROL)
    driver.wait_for_job()
    driver.bot.waitUntil(lambda: driver.window.controllers.corrections.model_file is not None)
    human, after = human_points(driver.project), machine_points(driver, films)
    dialog = driver.window.controllers.corrections.dialog
    assert dialog.isVisible()
    driver.close()
    assert not dialog.isVisible()  # or the program would go on without a window

    # another day, with a film more: it is predicted with what was learned, by a click
    shutil.copy(list(drawn.paths.values())[4], folder)
    driver = opened()
    assert driver.told.startswith("1 film has no points yet. What was learned here finds them")
    driver.press_notice()
    driver.wait_for_job()
    [new] = set(driver.project.films) - set(films)
    assert driver.project.state(new) is FilmState.PREDICTED
    found = machine_points(driver, [new])
    assert {model for _, model in found.values()} == {"one-shot (quick, corrected) model"}
    assert machine_points(driver, films) == after
    assert human_points(driver.project) == human
    assert driver.told == ""

    # and the round that was trained then goes back now; the new film, which it has not moved, stays
    choose_in_menu(driver, "roll-back")
    assert machine_points(driver, films) == before
    assert machine_points(driver, [new]) == found
    assert human_points(driver.project) == human
    driver.undo()
    assert machine_points(driver, films) == after


def test_a_training_that_is_cancelled_leaves_all_points_and_goes_on_from_there(opened, drawn, qtbot):
    driver = opened()
    films = propagated(driver, drawn)
    correct(driver, films[1], drawn)
    before = dict(driver.project.sets)
    driver.bot.waitUntil(driver.window.actions_["train-corrections"].isEnabled)
    driver.key(Qt.Key.Key_T, CONTROL)
    panel = driver.window.views.job
    qtbot.waitUntil(lambda: panel._stage.text().startswith("Teaching the detectors"))
    driver.key(Qt.Key.Key_Period, CONTROL)
    driver.wait_for_job()
    assert "Train on corrections goes on from there" in panel._stage.text()
    assert dict(driver.project.sets) == before
    driver.bot.waitUntil(driver.window.actions_["train-corrections"].isEnabled)
    driver.key(Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(lambda: "This run goes on from where it was stopped." in panel._notes.text())
    driver.wait_for_job()
    dialog = driver.window.controllers.corrections.dialog
    qtbot.waitUntil(dialog.table.hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(driver.window.isActiveWindow)


def test_stop_early_while_detectors_learn_gives_all_films_points_and_the_next_run_goes_on(
    opened, drawn, qtbot, monkeypatch
):
    driver = opened()
    panel, seen = driver.window.views.job, []
    slow = CoTeaching._learn
    monkeypatch.setattr(CoTeaching, "_learn", lambda self: (sleep(0.1), slow(self))[1])
    driver.window.workspace.jobs.over.connect(seen.append)
    names = drawn.scheme.names[:NAMES]
    driver.window.views.landmarks.add_wanted.emit(names)
    for name in names:
        driver.click(drawn.truth[driver.film].get(name).x, drawn.truth[driver.film].get(name).y)
    first, human = driver.film, human_points(driver.project)
    driver.bot.waitUntil(driver.window.actions_["propagate"].isEnabled)
    driver.press_step("propagate")
    qtbot.waitUntil(lambda: panel._stage.text().startswith("Teaching the detectors: "), timeout=60_000)
    press(driver.window, "Stop early")
    driver.wait_for_job()
    others = [film for film in driver.project.films if film != first]
    found = machine_points(driver, others)
    assert len(found) == len(others) * NAMES
    assert {model for _, model in found.values()} == {"one-shot (quick), stopped early"}
    assert panel._stage.text().startswith("Stopped early, with what it knew by then: 3 films predicted")
    assert "Propagate goes on from there" in panel._stage.text()
    assert seen[-1].end is RunEnd.STOPPED
    assert "registration_to_detectors_mm" in seen[-1].figures

    # a whole run goes on from there and replaces them; what a whole run has found is then not replaced
    driver.press_step("propagate")
    qtbot.waitUntil(lambda: "goes on from where it was stopped" in panel._notes.text())
    driver.wait_for_job()
    assert {model for _, model in machine_points(driver, others).values()} == {"one-shot (quick)"}
    assert human_points(driver.project) == human


def test_stop_early_of_a_training_on_corrections_keeps_what_it_learned_by_then(
    opened, drawn, qtbot, monkeypatch
):
    driver = opened()
    films = propagated(driver, drawn)
    correct(driver, films[1], drawn)
    human, panel = human_points(driver.project), driver.window.views.job
    slow = CoTeaching._learn
    monkeypatch.setattr(CoTeaching, "_learn", lambda self: (sleep(0.1), slow(self))[1])
    driver.bot.waitUntil(driver.window.actions_["train-corrections"].isEnabled)
    driver.key(Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(lambda: panel._stage.text().startswith("Teaching the detectors: "), timeout=60_000)
    press(driver.window, "Stop early")
    driver.wait_for_job()
    assert panel._stage.text().startswith("Stopped early, with what it knew by then: 2 films predicted")
    found = machine_points(driver, films)
    assert {model for _, model in found.values()} == {"one-shot (quick, corrected), stopped early"}
    assert human_points(driver.project) == human
    choose_in_menu(driver, "roll-back")
    assert {model for _, model in machine_points(driver, films).values()} == {"one-shot (quick)"}
    assert human_points(driver.project) == human


def test_no_point_of_a_person_changes_by_training_predicting_applying_and_rolling_back(opened, drawn, qtbot):
    driver = opened()
    films = propagated(driver, drawn)
    correct(driver, films[1], drawn)
    human = human_points(driver.project)
    window, corrections = driver.window, driver.window.controllers.corrections
    states = []

    def unchanged():
        assert human_points(driver.project) == human
        states.append(machine_points(driver, films))

    driver.bot.waitUntil(window.actions_["train-corrections"].isEnabled)
    driver.key(Qt.Key.Key_T, CONTROL)
    driver.wait_for_job()
    driver.bot.waitUntil(lambda: corrections.model_file is not None)
    unchanged()

    # what was learned goes into the list, and predicts all films
    learned = window.controllers.propagation.learned
    window.controllers.save_model.save_into_list(replace(learned, card=replace(learned.card, title="Mine")))
    driver.wait_for_job()
    [choice] = [each for each in window.controllers.models.shelf.choices if each.title == "Mine"]
    window.controllers.models.choose(choice.key)
    corrections.dialog.close()
    driver.window.activateWindow()
    driver.key(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    driver.wait_for_job()
    unchanged()
    assert {model for _, model in states[-1].values()} == {"Mine"}

    # how a person reads is applied, now and to later predictions
    name = drawn.scheme.names[0]
    names = driver.project.scheme.names
    far, here = LandmarkOffset((0.0, 12.0), 1.0, 6.0, 1.0), LandmarkOffset((0.0, 0.0), 1.0, 6.0)
    shape = tuple(driver.landmark(each, films[0]).position for each in names)
    offsets = tuple(far if each == name else here for each in names)
    reading = ReadingOffsets("me", "Mine", names, shape, offsets, films=6)
    window.workspace.document.update_readings({"Mine": reading})
    window.controllers.reading.apply("Mine", always=True)
    unchanged()
    assert driver.landmark(name, films[2]).unadjusted is not None

    # undone, so that the round itself can go back; then everything is propagated once more
    for _ in range(2):
        driver.undo()
    assert machine_points(driver, films) == states[0]
    choose_in_menu(driver, "roll-back")
    unchanged()
    driver.press_step("propagate")
    driver.wait_for_job()
    unchanged()
    assert all(states)


def test_where_the_points_of_a_model_are_kept_the_end_says_so_and_no_empty_list_opens(opened, drawn):
    driver = opened()
    window, seen = driver.window, []
    window.settings.set("propagation", "registration")
    window.workspace.jobs.over.connect(seen.append)
    names = drawn.scheme.names[:NAMES]
    window.views.landmarks.add_wanted.emit(names)
    first = driver.film
    for name in names:
        driver.click(drawn.truth[first].get(name).x, drawn.truth[first].get(name).y)
    driver.press_step("propagate")
    driver.wait_for_job()
    document, films = window.workspace.document, list(driver.project.films)
    of_model = [
        document.project.landmarks(film).with_landmarks(
            replace(mark, model="Head") for mark in document.project.landmarks(film).placed()
        )
        for film in films[1:]
    ]
    document.push(edits.take_predictions(document.project, of_model, now="now"))
    correct(driver, films[1], drawn)
    before, said = machine_points(driver, films), []
    window.run_menu.said.connect(said.append)
    choose_in_menu(driver, "train-corrections")
    driver.wait_for_job()
    assert said[-1].startswith("On this computer")
    assert machine_points(driver, films) == before
    assert window.controllers.corrections.dialog is None
    assert "points of a model kept on 2 films" in window.views.job._stage.text()
    assert "0 films" not in window.views.job._stage.text()
    assert "a model (P) had predicted are kept on 2 films" in driver.told
    assert not window.controllers.corrections.can_train  # it knows all that a person said
    runs, _ = read_runs(window.controllers.folder.layout.runs)
    assert [run.what for run in runs] == ["Propagation (Registration only)", "Training on corrections"]
