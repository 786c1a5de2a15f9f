"""A detector is trained in the window: started, watched, stopped early or cancelled, used, and compared."""

from time import sleep
from types import MappingProxyType

import pytest
from held_runs import leave, press, stage
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QLineEdit, QSpinBox, QToolButton
from spot_sets import NAMES, recipe, write_films
from tiny_models import save_tiny
from window_driver import LEFT, Driver

from app.document import edits
from app.jobs.past_run import PastRun, RunEnd
from app.runs.history import read_runs
from app.runs.operations import SECONDS
from app.runs.training import FEWEST, DetectorChoice, DetectorSystem
from app.runs.work_folder import state_of, training_folder
from app.views.training_dialog import TrainingDialog
from engine.io.atomic import WriteError
from engine.landmarks import Landmark, Origin, Presence
from engine.models.checkpoint import load_model
from engine.operation import Progress
from engine.supervised.systems import System

CTRL = Qt.KeyboardModifier.ControlModifier
TITLE = "films detector"  # the dialog's proposal: the folder's name


@pytest.fixture(name="driver")
def driver_on_spots(qtbot, tmp_path, monkeypatch):
    """A window on eight films of spots, of which none is annotated; U-Net is a tiny one."""
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    monkeypatch.setattr(
        "engine.supervised.systems.SYSTEMS",
        MappingProxyType(dict.fromkeys((System.UNET, System.GU2NET), recipe())),
    )
    truth = write_films(tmp_path)
    driver = Driver(qtbot, tmp_path / "settings.ini")
    driver.window.settings.set("device", "cpu")
    driver.open(tmp_path / "films")
    driver.truth = truth
    driver.window.views.landmarks.add_wanted.emit(NAMES)
    yield driver
    driver.close()


def annotate(driver, count):
    """All spots of so many films, as a person clicked them."""
    project = driver.project
    sets = {
        film: project.landmarks(film).with_landmarks(
            Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED)
            for name, (x, y) in zip(NAMES, driver.truth[film].tolist(), strict=True)
        )
        for film in list(project.films)[:count]
    }
    driver.window.workspace.document.push(edits.change(project, "Annotate", sets=sets))
    driver.settle()


def starter(driver, name):
    """The button of the panel of runs that starts `name`."""
    action = driver.window.actions_[name]
    buttons = driver.window.views.starters.findChildren(QToolButton)
    return next(button for button in buttons if button.defaultAction() is action)


def train(driver, epochs):
    """Open the panel of runs by its key, press its button, and answer the dialog by mouse and keys."""
    answered = []

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TrainingDialog):
            QTimer.singleShot(20, answer)
            return
        answered.append(dialog.grab())
        spin = next(spin for spin in dialog.findChildren(QSpinBox) if spin.accessibleName() == "Epochs")
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, str(epochs))
        buttons = dialog.findChild(QDialogButtonBox)
        QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)

    if not driver.window.views.starters.is_open:
        driver.key(Qt.Key.Key_J, CTRL)
    button = starter(driver, "train-detector")
    assert button.isVisible()
    QTimer.singleShot(20, answer)
    QTest.mouseClick(button, LEFT)
    assert answered
    driver.window.activateWindow()  # a dialog that closes leaves that to the desktop, and here is none
    driver.bot.waitUntil(driver.window.isActiveWindow)
    driver.settle()


def test_too_few_films_are_told_in_a_sentence(driver):
    annotate(driver, FEWEST - 1)
    driver.key(Qt.Key.Key_J, CTRL)
    QTest.mouseClick(starter(driver, "train-detector"), LEFT)
    assert f"learns from {FEWEST} films or more" in driver.told
    assert "here are 4" in driver.told
    assert not driver.window.workspace.jobs.is_busy


def test_a_training_is_watched_stopped_early_and_its_model_predicts(driver):
    annotate(driver, 7)
    people = {film: driver.project.landmarks(film) for film in driver.project.films}
    train(driver, epochs=10_000)
    panel = driver.window.views.job
    assert not driver.window.views.starters.is_open  # room for what is to be watched
    driver.bot.waitUntil(lambda: panel._errors.isVisible() and panel._curve.isVisible())
    driver.bot.waitUntil(panel.samples.isVisible)
    assert "Error on films kept back (MRE)" in panel._errors._words.text()
    driver.bot.waitUntil(lambda: panel._left.text().endswith(" left"))
    driver.bot.waitUntil(lambda: len(panel.samples.films) == 3)
    film = panel.samples.films[0]
    before = panel.samples.points(film)
    assert len(before) == len(NAMES)
    driver.bot.waitUntil(lambda: panel.samples.points(film) != before)
    press(driver, "Stop early")
    driver.wait_for_job()
    assert stage(driver).startswith(f"{TITLE} is in the list of models (MRE ")
    assert "on 1 film kept back" in stage(driver)
    assert people == {film: driver.project.landmarks(film) for film in driver.project.films}

    # the model is at hand: the offer makes it the one that Predict takes
    press(driver, "Take it")
    assert driver.window.controllers.models.chosen.title == TITLE
    driver.key(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    driver.wait_for_job()
    last = list(driver.project.films)[-1]
    assert {mark.model for mark in driver.project.landmarks(last).placed()} <= {TITLE}
    learned = load_model(driver.window.controllers.models.chosen.path).domain()
    assert "6 films to learn from, 1 to choose" in learned.card.data


def test_cancel_keeps_nothing_of_a_training_and_its_failure_keeps_what_it_had(driver, monkeypatch):
    annotate(driver, 7)
    work = training_folder(driver.window.workspace.document.folder, "unet", 0)
    train(driver, epochs=10_000)
    driver.bot.waitUntil(driver.window.views.job._errors.isVisible)
    driver.key(Qt.Key.Key_Period, CTRL)
    driver.wait_for_job()
    assert stage(driver) == "Training (U-Net) was cancelled. Nothing of it was kept."
    assert not state_of(work)
    assert driver.window.controllers.models.chosen is None

    # a process that ends leaves its state, which the next one takes up
    train(driver, epochs=10_000)
    driver.bot.waitUntil(driver.window.views.job._errors.isVisible)
    driver.window.workspace.jobs.interrupt()  # as the system does
    driver.wait_for_job()
    assert state_of(work)
    assert "go on from there" in stage(driver)
    train(driver, epochs=10_000)
    driver.bot.waitUntil(lambda: "goes on from where it was stopped" in driver.window.views.job._notes.text())
    driver.window.workspace.jobs.cancel()
    driver.wait_for_job()


def test_who_quits_a_training_and_keeps_it_has_a_model_when_the_window_has_closed(
    driver, tmp_path, monkeypatch
):
    annotate(driver, 7)
    train(driver, epochs=10_000)
    driver.bot.waitUntil(driver.window.views.job._errors.isVisible)
    assert "becomes a model" in leave(driver, "Stop and keep", monkeypatch)
    driver.bot.waitUntil(lambda: not driver.window.isVisible())
    [path] = (tmp_path / "own").iterdir()
    assert load_model(path).domain().names == NAMES


def test_runs_are_in_the_history_after_a_restart_and_two_can_be_compared(driver, qtbot, tmp_path):
    annotate(driver, 7)
    for epochs in (1, 2):
        train(driver, epochs)
        driver.wait_for_job()
    folder = driver.window.workspace.document.folder
    driver.close()
    again = Driver(qtbot, tmp_path / "again.ini")
    again.open(folder)
    again.key(Qt.Key.Key_J, CTRL)
    QTest.mouseClick(starter(again, "history"), LEFT)
    dialog = again.window.controllers.history.dialog
    table = dialog._table
    rows = [[item.text(column) for column in range(6)] for item in map(table.topLevelItem, range(2))]
    assert [row[1:3] + row[5:] for row in rows] == [["Training (U-Net)", "7", "finished"]] * 2
    assert all(row[4].endswith(" px") for row in rows)
    for number, keys in ((0, Qt.KeyboardModifier.NoModifier), (1, CTRL)):
        place = table.visualItemRect(table.topLevelItem(number)).center()
        QTest.mouseClick(table.viewport(), LEFT, keys, place)
    assert "difference" in dialog.comparison
    words = dialog.comparison.split()
    assert words[words.index("epochs") : words.index("epochs") + 3] == ["epochs", "2", "1"]
    line = (folder / ".onemark.project" / "runs.jsonl").read_text()
    assert not any(film in line for film in again.project.films)
    again.close()


def test_propagation_prediction_and_their_times_start_from_the_panel_of_runs(driver, monkeypatch, tmp_path):
    save_tiny(tmp_path / "own" / "tiny.safetensors", names=NAMES, title="Tiny")
    driver.window.controllers.models.refresh()
    annotate(driver, 1)
    driver.window.actions_["exemplar"].trigger()
    films, starters = list(driver.project.films), driver.window.views.starters
    QTest.mouseClick(starters._fold, LEFT)
    assert driver.window.actions_["runs"].isChecked()
    assert "Nobody has timed it on this computer yet" in starters._time.text()

    def timed(_request, choices):
        for number, choice in enumerate(choices, 1):
            yield Progress(choice.value, 0, 0, "", {SECONDS: 60.0 * number})

    monkeypatch.setattr("app.runs.run_times.estimation", timed)
    driver.bot.waitUntil(starter(driver, "estimate").isEnabled)
    QTest.mouseClick(starter(driver, "estimate"), LEFT)
    driver.bot.waitUntil(lambda: "Quick about 1 min" in starters._time.text())
    for name, title in (("propagate", "Propagation"), ("predict-all", "Prediction (Tiny)")):
        driver.bot.waitUntil(starter(driver, name).isEnabled)
        if not starters.is_open:
            QTest.mouseClick(starters._fold, LEFT)
        QTest.mouseClick(starter(driver, name), LEFT)
        assert driver.window.views.job._title.text().startswith(title)
        driver.wait_for_job()
    runs, _ = read_runs(driver.window.controllers.folder.layout.runs)
    assert [(run.what.split(" (")[0], run.films) for run in runs] == [
        ("Propagation", len(films) - 1),
        ("Prediction", len(films) - 1),
    ]


def test_a_run_that_cannot_be_noted_is_told(driver, monkeypatch):
    def full(_path, _data):
        raise WriteError("The disk is full: make room.")

    monkeypatch.setattr("app.runs.history.write_atomic", full)
    run = PastRun("2026-11-28T10:00:00+00:00", "Propagation (Quick)", 7, 60.0, RunEnd.FINISHED)
    driver.window.workspace.jobs.over.emit(run)
    assert driver.told == "This run is not in the history of runs: The disk is full: make room."


def test_the_history_follows_the_project_that_is_open(driver, tmp_path):
    run = PastRun("2026-11-28T10:00:00+00:00", "Propagation (Quick)", 7, 60.0, RunEnd.FINISHED)
    driver.window.workspace.jobs.over.emit(run)
    driver.window.actions_["history"].trigger()
    table = driver.window.controllers.history.dialog._table
    assert table.topLevelItemCount() == 1
    write_films(tmp_path / "other", 2)
    driver.window.controllers.models.refresh()
    driver.open(tmp_path / "other" / "films")
    assert table.topLevelItemCount() == 0


def test_where_a_step_takes_long_it_is_said_beforehand(driver):
    annotate(driver, 7)
    folder, training = driver.window.workspace.document.folder, driver.window.controllers.training
    for system in (DetectorSystem.UNET, DetectorSystem.GU2NET):
        training.start(folder, DetectorChoice("Spots", system, 1, 0.2))
        said = "after the current step" in driver.window.views.job._notes.text()
        assert said is (system is DetectorSystem.GU2NET)
        driver.wait_for_job()


def test_the_dialog_says_what_a_system_starts_from_without_a_file_of_weights(driver):
    annotate(driver, 7)
    rows = driver.window.controllers.training._rows(driver.window.workspace.document.folder)
    dialog = TrainingDialog(rows, "", "", driver.window)
    said = {}
    for system in DetectorSystem:
        dialog.choose(system.key, 3, 0.2)
        said[system] = next(
            line.placeholderText() for line in dialog.findChildren(QLineEdit) if line.placeholderText()
        )
    assert said.pop(DetectorSystem.UNET_PRETRAINED) == "none: it starts from ImageNet's"
    assert set(said.values()) == {"none: it starts from random weights"}


def test_the_dialog_says_before_a_training_how_many_films_are_kept_back_and_how_long_it_takes(driver):
    annotate(driver, 8)
    said = []

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TrainingDialog):
            QTimer.singleShot(20, look)
            return
        driver.bot.waitUntil(lambda: "It takes about" in dialog.forecast, timeout=60_000)
        said.append(dialog.forecast)
        spins = {spin.accessibleName(): spin for spin in dialog.findChildren(QSpinBox)}
        spins["Films kept back"].setValue(50)
        spins["Epochs"].setValue(10_000)
        said.append(dialog.forecast)
        box = dialog.findChildren(QComboBox)[0]
        box.setCurrentIndex(box.findData("gu2net"))
        driver.bot.waitUntil(lambda: "It takes about" in dialog.forecast, timeout=60_000)
        said.append(dialog.forecast)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    driver.key(Qt.Key.Key_J, CTRL)
    QTimer.singleShot(20, look)
    QTest.mouseClick(starter(driver, "train-detector"), LEFT)
    first, second, third = said
    assert first.startswith("7 films to learn from, 1 kept back (8 patients, or films that name none).")
    assert first.endswith("on this computer, if nothing else computes.")
    assert second.startswith("4 films to learn from, 4 kept back")
    assert second.split("kept back")[1] != first.split("kept back")[1]
    assert third.startswith("4 films to learn from, 4 kept back")


def test_no_time_is_told_while_something_else_computes(driver):
    annotate(driver, 8)
    said, jobs = [], driver.window.workspace.jobs

    def endless():
        while True:
            yield Progress("prediction", 0, 0)
            sleep(0.01)

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TrainingDialog):
            QTimer.singleShot(20, look)
            return
        driver.bot.waitUntil(lambda: "kept back" in dialog.forecast, timeout=60_000)
        said.append(dialog.forecast)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    jobs.start("Prediction", endless(), lambda _result: "")
    QTimer.singleShot(20, look)
    driver.window.controllers.training.ask()
    jobs.cancel()
    driver.wait_for_job()
    assert "cannot be told while something else computes" in said[0]
