"""Runs that are stopped, fail or come on top of others: nothing that a person has seen or placed is lost."""

import pytest
from held_runs import (
    FIRST,
    LEAVING,
    NAMES,
    RUN,
    SECOND,
    THIRD,
    HeldRun,
    box_with_a_model,  # noqa: F401  fixtures
    driver_with_exemplar,  # noqa: F401
    driver_without_landmarks,  # noqa: F401
    films_in,
    found_on,
    leave,
    press,
    result_of,
    stage,
)
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from tiny_models import save_tiny
from window_driver import LEFT, Driver

from app.document import edits
from app.document.project import FilmState
from app.run_choice import RunChoice
from app.runs.work_folder import work_folder
from app.views.dialogs import BugDialog
from app.views.leaving_dialog import LeavingDialog
from engine.errors import PropagationError
from engine.landmarks import Origin
from engine.models.trained_model import Fit

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def start(driver, monkeypatch):
    """Starts a run by the toolbar that is what the test says, and waits until its points are on show."""

    def start_(run):
        monkeypatch.setattr("app.runs.propagation.propagation", run)
        driver.press_step("propagate")
        for marks in run.shown:
            driver.bot.waitUntil(lambda film=marks.film: bool(driver.window.workspace.previews.preview(film)))
        return run

    return start_


def models_of(driver, film):
    return {mark.model for mark in driver.project.landmarks(film).placed()}


def bug_dialogs():
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, BugDialog)]


def test_stopping_early_keeps_the_points_that_were_on_show_as_one_step(driver, start):
    start(HeldRun(found_on(SECOND)))
    press(driver, "Stop early")
    driver.wait_for_job()
    assert driver.project.state(SECOND) is FilmState.PREDICTED
    assert driver.landmark("Sella", SECOND).position == (50.0, 90.0)
    assert models_of(driver, SECOND) == {f"{RUN}, unfinished"}
    assert "found on 1 film stay as predictions (Fitting the exemplar)" in stage(driver)
    driver.undo()
    assert list(driver.project.sets) == [FIRST]


def test_cancel_keeps_none_of_them(driver, start):
    start(HeldRun(found_on(SECOND)))
    press(driver, "Cancel")
    driver.wait_for_job()
    assert list(driver.project.sets) == [FIRST]
    assert driver.project.state(SECOND) is FilmState.UNTOUCHED
    assert stage(driver) == "Propagation (Quick) was cancelled. Nothing of it was kept."


def test_a_run_that_fails_keeps_them_too_and_the_next_one_replaces_them(driver, start):
    start(HeldRun(found_on(SECOND), end=PropagationError("No room."))).go_on.set()
    driver.wait_for_job()
    assert models_of(driver, SECOND) == {f"{RUN}, unfinished"}
    assert stage(driver).startswith("Propagation (Quick) failed. The points")
    start(HeldRun(end=result_of(found_on(SECOND, 70.0), found_on(THIRD)))).go_on.set()
    driver.wait_for_job()
    assert models_of(driver, SECOND) == {RUN}
    assert driver.landmark("Sella", SECOND).x == 70.0


def test_a_stopped_run_takes_nothing_from_the_points_of_a_whole_one(driver, start):
    start(HeldRun(end=result_of(found_on(SECOND)))).go_on.set()
    driver.wait_for_job()
    before = driver.project.landmarks(SECOND)
    start(HeldRun(found_on(SECOND, 70.0), found_on(THIRD)))
    press(driver, "Stop early")
    driver.wait_for_job()
    assert driver.project.landmarks(SECOND) == before
    assert models_of(driver, THIRD) == {f"{RUN}, unfinished"}


def test_films_that_a_stopped_prediction_has_finished_keep_their_points_and_the_scheme(bare, monkeypatch):
    run = HeldRun(found_on(SECOND, model="Head"))
    monkeypatch.setattr("app.models.prediction.predicting", run)
    bare.key(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    bare.bot.waitUntil(lambda: bool(bare.window.controllers.prediction._run.found))
    press(bare, "Stop early")
    bare.wait_for_job()
    assert bare.project.scheme.names == NAMES
    assert models_of(bare, SECOND) == {"Head"}
    assert "found on 1 film stay" in stage(bare)
    bare.undo()
    assert not bare.project.sets
    assert not bare.project.scheme.names


def test_a_film_that_does_not_fit_leaves_the_scheme_alone(bare, box):
    save_tiny(box / "head.safetensors", names=NAMES, fit=Fit(lowest_peak=5.0, largest_residual=1e-6))
    bare.window.controllers.models.refresh()
    bare.key(Qt.Key.Key_P)
    bare.wait_for_job()
    assert bare.project.state(bare.film) is FilmState.UNFIT
    assert bare.project.scheme.names == ()
    assert "0 films predicted" in stage(bare)
    bare.click(60, 80)
    assert bare.project.scheme.names == ("1",)  # as on any other film


def test_a_work_folder_that_cannot_be_removed_ends_the_job_and_opens_no_bug_dialog(
    driver, start, monkeypatch
):
    work = work_folder(driver.window.workspace.document.folder, RunChoice.QUICK)
    work.mkdir(parents=True)
    (work / "run.json").write_text("key")
    (work / "round-1.pt").write_bytes(b"state")

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("app.runs.work_folder.shutil.rmtree", refused)
        start(HeldRun(found_on(SECOND), end=result_of(found_on(SECOND), found_on(THIRD)))).go_on.set()
        driver.wait_for_job()
    assert stage(driver).startswith("2 films predicted")
    assert models_of(driver, THIRD) == {RUN}
    assert "could not be deleted (Permission denied)" in driver.window.views.notice.text
    assert not bug_dialogs()
    assert driver.window.views.job._close.isVisible()


def test_a_job_ends_on_the_panel_also_where_what_is_done_at_its_end_fails(driver, start, monkeypatch):
    start(HeldRun())
    # the signals of the propagation hold the method as it was
    monkeypatch.setattr(driver.window.controllers.propagation, "_take_shown", lambda: 1 / 0)
    press(driver, "Stop early")
    driver.wait_for_job()
    assert stage(driver).startswith("Propagation (Quick) was stopped early.")
    (dialog,) = bug_dialogs()
    dialog.close()


def test_the_panel_of_an_ended_job_goes_with_its_project(driver, start, tmp_path):
    start(HeldRun(end=result_of(found_on(SECOND)))).go_on.set()
    driver.wait_for_job()
    assert driver.window.views.job.isVisible()
    driver.open(films_in(tmp_path / "others"))
    assert not driver.window.views.job.isVisible()


def predicted_by_head(driver, film, **more):
    """As P on `film` leaves it."""
    step = edits.take_predictions(
        driver.project, [found_on(film, 30.0, "Head", **more)], now="before", sources=()
    )
    driver.window.workspace.document.push(step)


def test_a_run_keeps_a_models_points_and_asks(driver, start):
    predicted_by_head(driver, SECOND)
    run = start(HeldRun(found_on(SECOND), found_on(THIRD), end=result_of(found_on(SECOND), found_on(THIRD))))
    shown = driver.window.workspace.previews.landmarks(SECOND)
    assert shown.get("Sella").model == "Head"  # no preview pretends otherwise
    assert "you are asked" in driver.window.views.job._notes.text()
    run.go_on.set()
    driver.wait_for_job()
    assert (models_of(driver, SECOND), models_of(driver, THIRD)) == ({"Head"}, {RUN})
    assert "points of a model kept on 1 film" in stage(driver)
    press(driver, "Take the run's")
    assert models_of(driver, SECOND) == {RUN}
    driver.undo()
    assert models_of(driver, SECOND) == {"Head"}


def test_a_film_that_a_run_finds_unfit_keeps_a_models_points(driver, start):
    predicted_by_head(driver, SECOND)
    start(HeldRun(end=result_of(unfit={SECOND: "Another anatomy.", THIRD: "Empty."}))).go_on.set()
    driver.wait_for_job()
    assert models_of(driver, SECOND) == {"Head"}
    assert driver.project.state(THIRD) is FilmState.UNFIT
    assert driver.window.views.notice.text == f"{THIRD}: Empty."


@pytest.mark.parametrize(("radius", "wins"), [(2.0, RUN), (9.0, "Head")])
def test_of_two_calibrated_radii_the_smaller_wins(driver, start, radius, wins):
    predicted_by_head(driver, SECOND, error_radius=5.0, error_coverage=0.9)
    found = found_on(SECOND, error_radius=radius, error_coverage=0.9)
    start(HeldRun(end=result_of(found))).go_on.set()
    driver.wait_for_job()
    assert models_of(driver, SECOND) == {wins}


def test_ctrl_q_during_a_run_asks_and_escape_stays(driver, start, monkeypatch):
    start(HeldRun(found_on(SECOND)))
    question = leave(driver, "", monkeypatch)
    assert driver.window.isVisible()
    assert driver.window.workspace.jobs.is_busy
    assert "Propagation (Quick) is still running" in question
    assert "Points that are on show stay as predictions" in question


def reopened(driver, qtbot, tmp_path, folder):
    qtbot.waitUntil(lambda: not driver.window.isVisible())
    again = Driver(qtbot, tmp_path / "again.ini")
    again.open(folder)
    return again


@pytest.mark.parametrize(
    ("button", "models"), [("Stop and keep", {f"{RUN}, unfinished"}), ("Cancel the run", set())]
)
def test_who_leaves_a_run_keeps_what_it_has_or_nothing(
    driver, start, qtbot, tmp_path, monkeypatch, button, models
):
    start(HeldRun(found_on(SECOND)))
    folder = driver.window.workspace.document.folder
    leave(driver, button, monkeypatch)
    again = reopened(driver, qtbot, tmp_path, folder)
    assert models_of(again, SECOND) == models
    again.close()


def test_finish_first_closes_the_window_when_the_run_has_ended(driver, start, qtbot, tmp_path, monkeypatch):
    held = start(HeldRun(found_on(SECOND), end=result_of(found_on(SECOND, 70.0))))
    folder = driver.window.workspace.document.folder
    leave(driver, "Finish first", monkeypatch)
    assert driver.window.isVisible()
    notes = driver.window.views.job._notes
    assert "closes when this has ended" in notes.text()
    leave(driver, "", monkeypatch)  # thought better of it
    assert "closes when" not in notes.text()
    leave(driver, "Finish first", monkeypatch)
    held.go_on.set()
    again = reopened(driver, qtbot, tmp_path, folder)
    assert again.landmark("Sella", SECOND).x == 70.0
    again.close()


def test_a_run_that_fails_leaves_the_window_open_to_say_so(driver, start, monkeypatch):
    held = start(HeldRun(end=PropagationError("No room.")))
    leave(driver, "Finish first", monkeypatch)
    held.go_on.set()
    driver.wait_for_job()
    driver.bot.waitUntil(lambda: "No room." in driver.told)
    assert driver.window.isVisible()


def test_predict_all_leaves_what_the_points_of_a_reviewed_film_came_from(driver, start):
    start(HeldRun(end=result_of(found_on(SECOND), found_on(THIRD)))).go_on.set()
    driver.wait_for_job()
    driver.key(Qt.Key.Key_D)
    driver.key(Qt.Key.Key_Return)
    reviewed = driver.project.landmarks(SECOND)
    assert {mark.origin for mark in reviewed.placed()} == {Origin.ACCEPTED}
    driver.key(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    driver.wait_for_job()
    assert driver.project.film(SECOND).sources == (FIRST,)
    assert driver.project.landmarks(SECOND) == reviewed
    assert (driver.project.film(THIRD).sources, models_of(driver, THIRD)) == ((), {"Head"})


@pytest.mark.parametrize(
    ("end", "button", "is_open"),
    [
        (result_of(found_on(SECOND, 70.0)), "Stay", True),
        (result_of(found_on(SECOND, 70.0)), "Close OneMark", False),
        (PropagationError("No room."), "", True),
    ],
)
def test_a_run_that_ends_while_the_question_stands_leaves_only_whether_to_close(
    driver, start, monkeypatch, end, button, is_open
):
    held, seen = start(HeldRun(end=end)), []

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LeavingDialog):
            QTimer.singleShot(20, answer)
            return
        assert "is still running" in dialog.words
        held.go_on.set()
        driver.bot.waitUntil(lambda: "Nothing is computing any more" in dialog.words)
        buttons = dialog.findChild(QDialogButtonBox).buttons()
        seen.extend([dialog.words, sorted(each.text() for each in buttons)])
        if button:
            QTest.mouseClick(next(each for each in buttons if each.text() == button), LEFT)
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Return)  # a failure is to be read first

    QTimer.singleShot(20, answer)
    with monkeypatch.context() as patch:
        patch.setattr(LeavingDialog, "exec", LEAVING)
        driver.window.close()
    words, buttons = seen
    how = "failed" if isinstance(end, Exception) else "finished"
    assert words.startswith(f"Propagation (Quick): {how}. Nothing is computing any more.")
    assert buttons == ["Close OneMark", "Stay"]
    assert driver.window.isVisible() is is_open
