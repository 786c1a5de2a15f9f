"""A process that is killed amid a propagation: the points on show can be taken at the next opening."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from held_runs import (
    FIRST,
    NAMES,
    RUN,
    SECOND,
    THIRD,
    HeldRun,
    box_with_a_model,  # noqa: F401  fixtures
    driver_without_landmarks,  # noqa: F401
    films_in,
    found_on,
)
from PySide6.QtCore import Qt
from window_driver import Driver

from app.document.project import Project
from app.runs.shown_points import ShownPoints, left_points
from app.runs.work_folder import shown_file
from engine.landmarks import Origin, Scheme

ROOT = Path(__file__).parents[2]
CTRL = Qt.KeyboardModifier.ControlModifier

# a window in which a run has found points on a film, twice, and goes on
RUNNING = """
import sys
from pathlib import Path
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from app.document import edits
from app.main_window import MainWindow
from app.runs import propagation
from app.settings import Settings
from held_runs import FIRST, NAMES, SECOND, HeldRun, found_on

application = QApplication([])
window = MainWindow(Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
propagation.propagation = HeldRun(found_on(SECOND, 20.0), found_on(SECOND, 50.0))
document, previews = window.workspace.document, window.workspace.previews

def start():
    for x in (10.0, 30.0):
        document.push(edits.add_landmark(document.project, FIRST, x, 60.0, now=document.now()))
    for old, new in zip(("1", "2"), NAMES):
        document.push(edits.rename_landmark(document.project, old, new))
    window.controllers.folder.save()
    window.controllers.propagation.propagate()

def tell(_films):
    preview = previews.preview(SECOND)
    if preview is not None and preview.get("Sella").x == 50.0:
        print("shown", flush=True)

previews.changed.connect(tell)
window.controllers.folder.opened.connect(start)
window.controllers.folder.open(Path(sys.argv[1]))
application.exec()
"""


@pytest.fixture
def killed(tmp_path, monkeypatch):
    """The folder of films of a window that was killed amid a run."""
    films, cache = films_in(tmp_path / "films"), tmp_path / "cache"
    places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(cache))
    places["PYTHONPATH"] = os.pathsep.join(map(str, (ROOT, ROOT / "tests" / "support")))
    command = [sys.executable, "-c", RUNNING, str(films), str(tmp_path / "first.ini")]
    with subprocess.Popen(command, env=os.environ | places, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout.readline() == "shown\n"
        window.kill()
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_names, **_more: str(cache / "OneMark"))
    return films


def open_window(qtbot, films):
    driver = Driver(qtbot, films.parent / "again.ini")
    driver.open(films)
    return driver


@pytest.mark.skipif(sys.platform != "linux", reason="sets the folders of a process as Linux has them")
def test_points_on_show_are_kept_and_taken_by_a_button_as_one_step(qtbot, killed):
    driver = open_window(qtbot, killed)
    assert driver.told.startswith("OneMark was ended during a propagation: ")
    assert driver.told.endswith("the points found by then on 1 film are kept.")
    assert list(driver.project.sets) == [FIRST]
    driver.press_notice()
    mark = driver.landmark("Sella", SECOND)
    assert (mark.position, mark.origin, mark.model) == ((50.0, 90.0), Origin.PREDICTED, f"{RUN}, unfinished")
    assert driver.project.film(SECOND).sources == (FIRST,)
    driver.undo()
    assert list(driver.project.sets) == [FIRST]
    driver.redo()
    driver.close()
    again = open_window(qtbot, killed)
    assert (again.told, again.landmark("Sella", SECOND)) == ("", mark)
    again.close()


def test_films_that_a_prediction_has_finished_come_back_with_the_landmarks_of_the_model(bare, monkeypatch):
    folder = bare.window.workspace.document.folder
    run = HeldRun(found_on(SECOND, model="Head"))
    monkeypatch.setattr("app.models.prediction.predicting", run)
    bare.key(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    file = shown_file(folder, of_model=True)
    bare.bot.waitUntil(lambda: left_points(file) is not None)
    kept = file.read_bytes()  # what a kill would leave, as `killed` shows
    monkeypatch.setattr(bare.window.controllers.prediction, "_push", lambda *_: ())
    bare.close()
    file.write_bytes(kept)
    again = open_window(bare.bot, folder)
    assert "during a prediction: the points found by then on 1 film are kept." in again.told
    assert not again.project.sets
    again.press_notice()
    assert again.project.scheme.names == NAMES
    assert {mark.model for mark in again.project.landmarks(SECOND).placed()} == {"Head"}
    again.undo()
    assert (again.project.scheme.names, len(again.project.sets)) == ((), 0)
    again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="sets the folders of a process as Linux has them")
def test_a_line_that_was_cut_costs_its_film_alone_and_a_damaged_file_is_none(killed):
    file = shown_file(killed, of_model=False)
    with file.open("a") as end:
        end.write(f'{{"{THIRD}": {{"Sella": ')
    left = left_points(file)
    assert [marks.film for marks in left.sets] == [SECOND]
    assert left.exemplars == (FIRST,)
    for damage in ("", "[]\n", '{"scheme": {}}\n', file.read_text().replace('"x": 50.0', '"x": "far"')):
        file.write_text(damage)
        assert left_points(file) is None


def test_points_that_the_document_refuses_are_kept_for_later(bare):
    document = bare.window.workspace.document
    file, shown = shown_file(document.folder, of_model=True), ShownPoints()
    shown.begin(file, Project(Scheme(NAMES)), ())
    shown.add([found_on(SECOND, model="Head")])
    document.open(document.project, folder=document.folder)
    document.stop_editing("The folder is open elsewhere.")
    bare.press_notice()
    assert (bare.told, bare.project.sets) == ("The folder is open elsewhere.", {})
    assert left_points(file) is not None
