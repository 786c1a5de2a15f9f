import csv
import threading

import pytest
from import_window import choose_files, export, take
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from window_driver import Driver

from app.document.project import FilmState
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.oneshot.propagate import Propagation
from engine.operation import Progress, run
from engine.phantoms.phantom import write_phantoms

FILMS = 5


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    return run(write_phantoms(folder, FILMS, 3))


@pytest.fixture
def folder(drawn, tmp_path):
    """A copy of the phantom films that a journey may write its project into."""
    place = tmp_path / "films"
    place.mkdir()
    for identity, path in drawn.paths.items():
        (place / identity).write_bytes(path.read_bytes())
    return place


@pytest.fixture
def driver(qtbot, tmp_path):
    driver = Driver(qtbot, tmp_path / "settings.ini")
    yield driver
    driver.close()


def annotate(driver, drawn, names):
    """Type the names and click the points of the film on screen where they truly are."""
    driver.window.views.landmarks.add_wanted.emit(tuple(names))
    truth = drawn.truth[driver.film].landmarks
    for name in names:
        assert driver.window.workspace.selection.landmark == name
        driver.click(truth[name].x, truth[name].y)
    return truth


def test_whole_main_job(driver, drawn, folder, tmp_path, qtbot, monkeypatch):
    names = drawn.scheme.names
    driver.open(folder)
    assert driver.lit_step() == "annotate"
    first = driver.film

    truth = annotate(driver, drawn, names)
    for name in names:
        mark = driver.landmark(name)
        assert mark.origin is Origin.ANNOTATED
        assert mark.position == pytest.approx(truth[name].position, abs=driver.within)
    assert driver.project.exemplars() == (first,)

    # drag, undo, redo
    name = names[3]
    before = driver.landmark(name).position
    driver.drag(name, before[0] + 15, before[1] - 8)
    moved = driver.landmark(name).position
    assert moved == pytest.approx((before[0] + 15, before[1] - 8), abs=driver.within)
    driver.undo()
    assert driver.landmark(name).position == before
    driver.redo()
    assert driver.landmark(name).position == moved
    driver.undo()

    # propagate, and go on working while it runs
    qtbot.waitUntil(lambda: driver.lit_step() == "propagate")
    human = driver.project.landmarks(first)
    driver.press_step("propagate")
    assert driver.window.workspace.jobs.is_busy
    driver.key(Qt.Key.Key_D)
    driver.key(Qt.Key.Key_N)
    driver.wait_for_job()
    films = list(driver.project.films)
    assert driver.project.landmarks(first) == human
    for film in films[1:]:
        assert driver.project.state(film) is FilmState.PREDICTED
        assert {mark.origin for mark in driver.project.landmarks(film).placed()} == {Origin.PREDICTED}
    qtbot.waitUntil(lambda: driver.lit_step() == "review")

    # one undo step takes all of it back
    driver.undo()
    assert list(driver.project.sets) == [first]
    driver.redo()

    # review: the worst film, correct a point, accept the rest
    driver.press_step("review")
    driver.wait_for_picture()
    film, name = driver.film, driver.window.workspace.selection.landmark
    assert film == driver.window.workspace.queue.order[0].film
    predicted = driver.landmark(name).position
    target = (predicted[0] - 12, predicted[1] + 9)
    driver.drag(name, *target)
    corrected = driver.landmark(name)
    assert corrected.origin is Origin.CORRECTED
    assert corrected.predicted == predicted
    # the point is taken hold of and let go at whole pixels of the screen
    assert corrected.position == pytest.approx(target, abs=1.5 * driver.within)
    driver.key(Qt.Key.Key_Space)
    assert (driver.film, driver.window.workspace.selection.landmark) != (film, name)
    driver.key(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert (driver.film, driver.window.workspace.selection.landmark) == (film, name)
    driver.key(Qt.Key.Key_Return)
    assert driver.project.state(film) is FilmState.REVIEWED
    assert driver.film != film
    origins = [mark.origin for mark in driver.project.landmarks(film).placed()]
    assert origins.count(Origin.ACCEPTED) == len(names) - 1

    # export
    table = tmp_path / "out" / "landmarks.csv"
    table.parent.mkdir()
    export(driver, monkeypatch, table)
    with table.open(encoding="utf-8", newline="") as file:
        rows = {(row["image"], row["landmark"]): row for row in csv.DictReader(file)}
    assert len(rows) == FILMS * len(names)
    row = rows[film, name]
    assert row["origin"] == "corrected"
    assert float(row["x_px"]) == pytest.approx(corrected.x, abs=1e-3)
    assert float(row["x_mm"]) > 0
    assert {path.name for path in table.parent.iterdir()} == {"landmarks.csv", "landmarks.run.json"}

    # close and open again: all is there
    project = driver.project
    driver.close()
    again = Driver(qtbot, tmp_path / "settings.ini")
    again.open(folder)
    assert again.project.sets == project.sets
    assert again.project.scheme == project.scheme
    assert again.project.exemplars() == (first,)
    assert not again.window.isWindowModified()
    again.close()


def test_cancelling_at_once_leaves_nothing_and_keeps_what_was_edited_meanwhile(driver, drawn, folder, qtbot):
    driver.open(folder)
    annotate(driver, drawn, drawn.scheme.names[:4])
    driver.press_step("propagate")
    name = drawn.scheme.names[0]
    x, y = driver.landmark(name).position
    driver.drag(name, x + 10, y)
    driver.window.views.job.cancel_wanted.emit()
    driver.wait_for_job()
    assert driver.landmark(name).x == pytest.approx(x + 10, abs=driver.within)
    assert list(driver.project.sets) == [driver.film]
    assert not driver.window.workspace.queue.order


def test_a_preview_can_be_corrected_while_the_run_goes_on(driver, drawn, folder, monkeypatch, qtbot):
    names = drawn.scheme.names[:2]
    first, second, *_ = drawn.truth
    found = LandmarkSet(
        second,
        {
            name: Landmark(name, 60.0 + 40 * n, 80.0, Presence.PRESENT, Origin.PREDICTED, spread=5.0 + n)
            for n, name in enumerate(names)
        },
    )
    going_on = threading.Event()

    def slow(request):
        yield Progress("registering", 1, 2, found=(found,))
        while not going_on.is_set():
            going_on.wait(0.02)
            yield Progress("registering", 1, 2)
        return Propagation({second: found}, {second: True}, {}, (first,), "cpu", 1.0, "registration")

    monkeypatch.setattr("app.runs.propagation.propagation", slow)
    driver.open(folder)
    annotate(driver, drawn, names)
    driver.press_step("propagate")
    qtbot.waitUntil(lambda: driver.window.workspace.previews.preview(second) is not None)
    assert driver.window.controllers.lists.film_row(second).state is FilmState.PREDICTED
    driver.key(Qt.Key.Key_D)
    driver.wait_for_picture()
    driver.drag(names[0], 75, 95)
    corrected = driver.landmark(names[0])
    assert corrected.origin is Origin.CORRECTED
    assert corrected.predicted == (60.0, 80.0)
    going_on.set()
    driver.wait_for_job()
    assert driver.landmark(names[0]) == corrected
    assert driver.landmark(names[1]).origin is Origin.PREDICTED
    assert driver.project.film(second).mirrored


def test_keys_over_the_film(driver, drawn, folder):
    names = drawn.scheme.names[:3]
    driver.open(folder)
    annotate(driver, drawn, names)
    first = driver.film

    driver.key(Qt.Key.Key_1)
    start = driver.landmark(names[0]).position
    driver.key(Qt.Key.Key_Right)
    driver.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    driver.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert driver.landmark(names[0]).position == pytest.approx((start[0] + 1.1, start[1] + 10))
    driver.undo()  # nudges in a row are one step
    assert driver.landmark(names[0]).position == start

    driver.key(Qt.Key.Key_S)
    assert driver.window.workspace.selection.landmark == names[1]
    driver.key(Qt.Key.Key_W)
    driver.key(Qt.Key.Key_O)
    assert driver.landmark(names[0]).presence is Presence.OCCLUDED
    driver.key(Qt.Key.Key_O)
    assert driver.landmark(names[0]).presence is Presence.PRESENT
    driver.key(Qt.Key.Key_X)
    assert driver.landmark(names[0]).presence is Presence.ABSENT
    driver.key(Qt.Key.Key_3)
    driver.key(Qt.Key.Key_Delete)
    assert driver.landmark(names[2]).presence is Presence.UNPLACED

    driver.key(Qt.Key.Key_D)
    assert driver.film != first
    driver.key(Qt.Key.Key_A)
    assert driver.film == first


def test_clicks_without_a_scheme_number_the_landmarks(driver, folder):
    driver.open(folder)
    driver.click(50, 60)
    driver.click(90, 120)
    assert driver.project.scheme.names == ("1", "2")
    assert driver.landmark("2").position == pytest.approx((90, 120), abs=driver.within)


def test_unreadable_and_excluded_films_are_rows_with_their_reason(driver, drawn, folder, monkeypatch, qtbot):
    (folder / "text.dcm").write_text("not a film")
    driver.open(folder)
    qtbot.waitUntil(lambda: bool(driver.project.film("text.dcm").unreadable))
    assert driver.window.controllers.lists.film_row("text.dcm").state is FilmState.UNREADABLE
    assert driver.window.controllers.lists.film_row("text.dcm").detail
    monkeypatch.setattr(QInputDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QInputDialog, "textValue", lambda _dialog: "blurred")
    driver.window.actions_["exclude"].trigger()
    assert driver.window.controllers.lists.film_row(driver.film).words == "excluded: blurred"
    driver.window.actions_["exclude"].trigger()
    assert driver.project.film(driver.film).excluded == ""


def test_empty_folder_says_what_to_do_and_the_welcome_page_stays(driver, tmp_path, qtbot):
    empty = tmp_path / "empty"
    empty.mkdir()
    driver.window.controllers.folder.open(empty)
    qtbot.waitUntil(driver.window.views.notice.isVisible)
    assert "holds no films" in driver.window.views.notice.text
    assert driver.window.views.welcome.isVisible()


def test_imported_table_asks_whose_points_it_holds(driver, drawn, folder, tmp_path, monkeypatch):
    driver.open(folder)
    film = list(driver.project.films)[1]
    table = tmp_path / "points.csv"
    table.write_text(f"image,Tip_x,Tip_y\n{film},40,50\n", encoding="utf-8")
    choose_files(monkeypatch, table)
    driver.window.actions_["import"].trigger()
    take(driver)
    mark = driver.landmark("Tip", film)
    assert (mark.position, mark.origin) == ((40.0, 50.0), Origin.ANNOTATED)
    assert driver.project.exemplars() == (film,)


def test_second_window_on_a_project_opens_read_only(driver, folder, qtbot, tmp_path):
    driver.open(folder)
    driver.click(40, 40)
    second = Driver(qtbot, tmp_path / "other.ini")
    with qtbot.waitSignal(second.window.controllers.folder.opened):
        second.window.controllers.folder.open(folder)
    second.wait_for_picture()
    before = second.project.sets
    second.click(80, 80)
    assert second.project.sets == before
    assert second.window.workspace.document.read_only
    second.close()


def test_another_folder_is_not_opened_while_a_run_goes_on(
    driver, drawn, folder, tmp_path, monkeypatch, qtbot
):
    def endless(request):
        while True:
            yield Progress("registering", 0, 0)

    monkeypatch.setattr("app.runs.propagation.propagation", endless)
    driver.open(folder)
    annotate(driver, drawn, drawn.scheme.names[:2])
    driver.press_step("propagate")
    project = driver.project
    driver.window.controllers.folder.open(tmp_path)
    assert "still running" in driver.window.views.notice.text
    assert driver.project is project


def test_a_folder_that_cannot_be_opened_leaves_the_open_one_as_it_was(driver, folder, tmp_path, qtbot):
    driver.open(folder)
    driver.window.controllers.folder.open(tmp_path / "nowhere")
    qtbot.waitUntil(driver.window.views.notice.isVisible)
    driver.click(40, 40)
    assert len(driver.project.sets) == 1
    assert driver.window.controllers.folder.autosave is not None


def test_closing_while_a_folder_is_being_opened_gives_it_back(driver, folder, qtbot, tmp_path):
    driver.window.controllers.folder.open(folder)
    driver.close()
    again = Driver(qtbot, tmp_path / "again.ini")
    again.open(folder)
    assert again.window.workspace.document.read_only == ""
    again.close()


def test_a_folder_dropped_on_the_window_is_opened(driver, folder, qtbot):
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.drop(next(folder.iterdir()))
    assert driver.window.workspace.document.folder == folder
    assert not driver.window.views.welcome.isVisible()
