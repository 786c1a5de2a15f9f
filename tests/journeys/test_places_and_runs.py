"""Where a project is kept and found again; what is told of runs, excluded films and films without names."""

import json
import subprocess
import sys
import time

import pytest
from import_window import choose_files, export, settle_import
from predicting_window import model_places  # noqa: F401  a fixture
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QListView, QMenu
from review_window import FILMS, PLACES, driver_on_films, place, predict, press  # noqa: F401  a fixture
from window_driver import Driver

from app.models import prediction
from app.storage.layout import PROJECT_NAME
from engine.operation import Progress

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def answer(monkeypatch, name, path):
    monkeypatch.setattr(QFileDialog, name, lambda *_asked: (str(path), ""))


def test_a_project_that_is_kept_elsewhere_is_found_again(driver, monkeypatch, qtbot, tmp_path):
    window, target = driver.window, tmp_path / "mine.project.json"
    folder, opened = window.workspace.document.folder, window.controllers.folder.opened
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *words: asked.append(words) or (str(target), "")
    )
    driver.key(Qt.Key.Key_S, CTRL | SHIFT)
    assert asked[0][-1] is QFileDialog.Option.DontConfirmOverwrite  # nothing is ever replaced
    place(driver, FILMS[0], A=PLACES["A"])
    qtbot.waitUntil(lambda: "(mine.project.json)" in window.windowTitle())
    with qtbot.waitSignal(opened):
        window.controllers.folder.open(folder)
    assert str(target) in driver.told
    qtbot.waitUntil(lambda: "mine" not in window.windowTitle())
    with qtbot.waitSignal(opened):
        driver.press_notice()
    assert driver.landmark("A", FILMS[0]).position == PLACES["A"]
    with qtbot.waitSignal(opened):
        window.controllers.folder.open(folder)
    answer(monkeypatch, "getOpenFileName", target)
    with qtbot.waitSignal(opened):
        driver.key(Qt.Key.Key_O, CTRL | SHIFT)
    assert driver.landmark("A", FILMS[0]).position == PLACES["A"]


def test_what_was_open_last_stands_in_the_menu(driver, qtbot, tmp_path):
    driver.close()
    later = Driver(qtbot, tmp_path / "settings.ini")
    assert later.window.controllers.folder._start() == str(tmp_path)  # where Ctrl+O begins
    press(later, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    (recent,) = (menu for menu in later.window.findChildren(QMenu) if menu.title() == "Open recen&t")
    (entry,) = recent.actions()
    assert entry.text() == f"films    {tmp_path}"
    press(later, Qt.Key.Key_T)
    with qtbot.waitSignal(later.window.controllers.folder.opened):
        press(later, Qt.Key.Key_Return)
    later.close()


_RUN_UNTIL_KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from app.main_window import MainWindow
from app.settings import Settings
from engine.operation import Progress

def endless():
    while True:
        yield Progress("registration", 1, 2)

app = QApplication([])
window = MainWindow(Settings(QSettings(sys.argv[1], QSettings.Format.IniFormat)))
def begin():
    window.workspace.jobs.start("Propagation (Quick)", endless(), lambda _: "")
    print("runs", flush=True)
window.controllers.folder.opened.connect(begin)
window.controllers.folder.open(Path(sys.argv[2]))
app.exec()
"""


def test_a_run_in_which_the_process_was_killed_is_told_once(driver, qtbot, tmp_path):
    folder = driver.window.workspace.document.folder
    driver.close()
    arguments = [sys.executable, "-c", _RUN_UNTIL_KILLED, str(tmp_path / "settings.ini"), str(folder)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "runs\n"
        process.kill()
    for expected in ("in the middle of Propagation (Quick): what that had found is lost", ""):
        later = Driver(qtbot, tmp_path / "settings.ini")
        later.open(folder)
        assert (expected in later.told) if expected else (later.told == "")
        later.close()


def test_an_excluded_film_says_so_and_takes_no_clicks(driver, monkeypatch):
    monkeypatch.setattr(QInputDialog, "exec", lambda dialog: dialog.setTextValue("blurred") or 1)
    driver.window.actions_["exclude"].trigger()
    driver.settle()
    assert driver.film_view._display.hint == "Excluded: blurred\nFilm > Exclude takes it in again"
    driver.click(60, 50)
    assert not driver.project.landmarks(driver.film).placed()
    assert "is excluded" in driver.told
    driver.undo()
    driver.click(60, 50)
    assert driver.landmark("A").position == pytest.approx((60, 50), abs=driver.within)


def test_a_run_that_would_change_no_point_does_not_start(driver):
    for film in (*FILMS, "wide.png"):
        place(driver, film, **PLACES)
    driver.window.controllers.attributes.set_exemplar(True)
    driver.press_step("propagate")
    assert "Every landmark of the other films is decided" in driver.told
    assert not driver.window.workspace.jobs.is_busy


def test_predicting_films_without_names_asks_for_no_clicks(places, driver, monkeypatch):
    driver.undo()  # the names of the landmarks
    assert not driver.project.scheme.names

    def slow(_request, _loaded):
        while True:
            yield Progress("prediction", 1, 7)
            time.sleep(0.01)

    monkeypatch.setattr(prediction, "predicting", slow)
    driver.key(Qt.Key.Key_P)
    assert driver.film_view._display.hint.startswith("The model looks for its landmarks")
    driver.click(60, 50)
    assert not driver.project.scheme.names
    driver.window.workspace.jobs.cancel()
    driver.wait_for_job()
    driver.click(60, 50)
    assert driver.project.scheme.names == ("1",)


def test_an_export_says_how_much_nobody_has_reviewed(driver, monkeypatch, tmp_path):
    place(driver, FILMS[0], A=PLACES["A"])
    predict(driver, {FILMS[1]: {"A": 1.0, "B": 2.0}})
    export(driver, monkeypatch, tmp_path / "out.csv")
    assert driver.told.endswith("3 points of 2 films, 2 of them predicted and not reviewed.")
    (driver.window.workspace.document.folder / FILMS[1]).unlink()
    press(driver, Qt.Key.Key_F5)
    driver.bot.waitUntil(lambda: "not in the folder any more" in driver.told)
    export(driver, monkeypatch, tmp_path / "again.csv")
    assert driver.told.endswith(
        "2 of them predicted and not reviewed. Their points cannot be reviewed, as the film cannot be read: "
        f"{FILMS[1]}."
    )


def test_only_what_a_person_decided_counts_as_decided(driver):
    predict(driver, {driver.film: {"B": 1.0, "C": 2.0}})
    assert driver.window.controllers.lists._next_text() == "Next: A   (0 of 4 decided, 2 predicted)"


FOREIGN = {
    "coco.json": (json.dumps({"images": [], "annotations": []}), "a file of COCO annotations"),
    "other.project.json": (json.dumps({"format": "onemark-project", "films": {}}), "a OneMark project"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_other_programs_are_named_on_import(driver, monkeypatch, tmp_path, name):
    text, kind = FOREIGN[name]
    (tmp_path / name).write_text(text)
    choose_files(monkeypatch, tmp_path / name)
    driver.key(Qt.Key.Key_I, CTRL)
    settle_import(driver)
    assert f"{name} is {kind}, not a table" in driver.told
    if "project" not in name:
        driver.key(Qt.Key.Key_E, CTRL)  # another message
        driver.drop(tmp_path / name)
        driver.bot.waitUntil(lambda: f"{name} is {kind}" in driver.told)


def test_the_list_of_films_stays_where_it_was_scrolled_to_and_has_a_menu(driver, qtbot):
    films = driver.window.views.films.findChild(QListView)
    films.setFixedHeight(60)
    driver.settle()
    films.verticalScrollBar().setValue(films.verticalScrollBar().maximum())
    before = films.verticalScrollBar().value()
    assert before > 0
    driver.window.views.landmarks.add_wanted.emit(("E",))
    driver.settle()
    assert films.verticalScrollBar().value() == before
    films.customContextMenuRequested.emit(films.viewport().rect().center())
    menu = QApplication.activePopupWidget()
    texts = [action.text() for action in menu.actions()]
    sexes = ["Of a gir&l or woman", "Of a b&oy or man", "Sex as the file sa&ys"]
    assert texts == ["&Exemplar", "E&xclude", "&Millimetres...", *sexes, "Predict the &selected films"]
    menu.close()


def test_a_run_is_that_of_the_place_that_the_project_is_kept_at(driver, monkeypatch, tmp_path):
    def endless():
        while True:
            yield Progress("registration", 1, 2)
            time.sleep(0.01)

    window, target = driver.window, tmp_path / "mine.project.json"
    before = str(window.workspace.document.folder / PROJECT_NAME)
    window.workspace.jobs.start("Timing", endless(), lambda _result: "")
    assert window.settings.noted("running", before) == "Timing"
    answer(monkeypatch, "getSaveFileName", target)
    driver.key(Qt.Key.Key_S, CTRL | SHIFT)
    assert [window.settings.noted("running", place) for place in (before, str(target))] == ["", "Timing"]
    window.workspace.jobs.cancel()
    driver.wait_for_job()
    assert window.settings.noted("running", str(target)) == ""


def test_undo_names_the_film_of_a_step_that_changed_one_film_only(driver):
    document, selection = driver.window.workspace.document, driver.window.workspace.selection
    place(driver, FILMS[0], A=PLACES["A"])
    predict(driver, {FILMS[1]: {"A": 1.0}, FILMS[2]: {"A": 2.0}})
    selection.set_film(FILMS[4])
    driver.undo()
    assert driver.film == FILMS[1]
    assert driver.told == "Undo: Propagate to 2 films."
    selection.set_film(FILMS[4])
    driver.undo()
    assert driver.told.endswith(f" on {FILMS[0]}.")
    assert not document.project.sets.get(FILMS[1])
