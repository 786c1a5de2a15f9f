"""Curves of sigma and reward in the job panel: what they show, whose line is highlighted, their picture."""

import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QToolButton

from app.controllers import propagation
from app.controllers.run_operations import _settings
from app.controllers.sigma_picture import history_of
from app.controllers.stage_words import in_plain_words, of_landmarks
from app.controllers.times import Time
from app.controllers.unfinished import state_of, work_folder
from app.document.film import FilmRecord
from app.document.project import Project
from app.main_window import MainWindow
from app.run_choice import LEARN_SIGMA, RunChoice
from app.settings import SETTINGS, Settings
from app.views.job_panel import JobDisplay, JobPanel
from app.views.sigma_curves import MOST_ROUNDS, SigmaRound
from app.work_actions import way_id
from engine.detection.sigma_config import SigmaForm
from engine.errors import EngineError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import Progress

ROUNDS = [
    SigmaRound(1, {"Sella": 5.0, "Nasion": 5.0}, {"Sella": 10.0}),
    SigmaRound(2, {"Sella": 4.0, "Nasion": 6.0}, {"Sella": 12.0, "Nasion": 20.0}),
    SigmaRound(3, {"Sella": 3.0, "Nasion": 7.0}, {"Sella": 14.0, "Nasion": 21.0}),
]


def as_display(one):
    return JobDisplay("learning", sigmas=one.sigmas, rewards=one.rewards)


@pytest.fixture
def panel(qtbot):
    panel = JobPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 500)
    panel.show()
    panel.start("Propagation")
    return panel


@pytest.fixture
def curves(panel, qtbot):
    """The curves of `ROUNDS`, as they stand in the panel."""
    for one in ROUNDS:
        panel.show_progress(as_display(one))
    qtbot.waitUntil(panel.sigmas.isVisible)
    qtbot.wait(20)
    return panel.sigmas


def told(curves):
    return next(one.text() for one in curves.findChildren(QLabel) if "sigma" in one.text())


def put_pointer(curves, name, column):
    """Move the pointer to a line of the upper plot."""
    lines = curves._sigma
    place = QPointF(column + 1, lines.values[name][column])
    spot = lines.plot.mapFromScene(lines.plot.getViewBox().mapViewToScene(place))
    QTest.mouseMove(lines.plot.viewport(), spot)
    QTest.qWait(20)  # pyqtgraph leaves out moves that follow each other faster


def test_curves_are_hidden_until_two_rounds_are_over_and_hold_what_each_came_to(panel, qtbot):
    panel.show_progress(as_display(ROUNDS[0]))
    qtbot.wait(130)
    assert not panel.sigmas.isVisible()
    panel.show_progress(as_display(ROUNDS[1]))
    qtbot.waitUntil(panel.sigmas.isVisible)
    assert panel.sigmas.rounds == tuple(ROUNDS[:2])
    assert panel.sigmas._sigma.values["Nasion"].tolist() == [5.0, 6.0]
    assert panel.sigmas._sigma.mean.tolist() == [5.0, 5.0]
    assert panel.sigmas._reward.mean.tolist() == [10.0, 16.0]  # of those that are known


def test_the_curves_take_the_place_of_the_loss_until_they_are_folded(panel, curves, qtbot):
    for step in range(3):
        panel.show_progress(JobDisplay("co-teaching", step, 9, loss=1.0))
    qtbot.wait(130)
    assert not panel._curve.isVisible()
    fold = next(one for one in curves.findChildren(QToolButton) if one.isCheckable())
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert panel._curve.isVisible()
    assert not curves._sigma.plot.isVisible()
    panel.show_progress(as_display(ROUNDS[2]))
    qtbot.wait(130)
    assert not curves._sigma.plot.isVisible()  # folded stays folded
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert not panel._curve.isVisible()


def test_the_mean_is_told_until_a_landmark_is_chosen_or_pointed_at(curves, qtbot):
    assert told(curves) == "Mean (thick): sigma 5.0, reward 17.5"
    curves.choose("Sella")
    assert (curves.highlighted, told(curves)) == ("Sella", "Sella (dashed): sigma 3.0, reward 14.0")
    put_pointer(curves, "Nasion", 2)
    qtbot.waitUntil(lambda: curves.highlighted == "Nasion")
    assert told(curves) == "Nasion (dashed): sigma 7.0, reward 21.0"
    assert curves._sigma._marked.getData()[1].tolist() == [5.0, 6.0, 7.0]
    curves.choose("")
    QTest.mouseMove(curves._sigma.plot.viewport(), QPoint(60, curves._sigma.plot.height() - 3))
    qtbot.waitUntil(lambda: curves.highlighted == "")
    curves.choose("a landmark of another project")
    assert told(curves).startswith("Mean")


def test_curves_stay_when_the_job_has_ended_and_go_when_another_starts(panel, curves):
    panel.finish("12 films predicted (3 s).")
    assert curves.isVisible()
    panel.start("Saving")
    assert not curves.isVisible()
    assert curves.rounds == ()
    assert curves._sigma.values == {}


def test_a_long_search_is_thinned_out_and_its_latest_round_is_always_there(panel, qtbot, monkeypatch):
    drawn = []
    monkeypatch.setattr(panel.sigmas._sigma, "draw", lambda numbers, rounds: drawn.append(len(numbers)))
    started = time.monotonic()
    for number in range(1, 1951):
        panel.sigmas.add({"Sella": number / 100}, {})
        if number % 400 == 0:
            qtbot.wait(20)
    rounds = panel.sigmas.rounds
    assert MOST_ROUNDS / 2 <= len(rounds) <= MOST_ROUNDS
    assert (rounds[0].number, rounds[-1].number) == (1, 1950)
    steps = {later.number - one.number for one, later in pairwise(rounds[:-1])}
    assert steps == {8}
    assert len(drawn) <= (time.monotonic() - started) / 0.1 + 1


def test_the_colours_follow_the_palette(curves, qtbot):
    before = curves._sigma._faint.color().name()
    palette = QPalette(curves.palette())
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FEFEFE"))
    curves.setPalette(palette)
    assert curves._sigma._faint.color().name() == "#fefefe" != before


def test_plots_and_buttons_have_names_for_screen_readers(curves):
    controls = [curves._sigma.plot, curves._reward.plot, *curves.findChildren(QToolButton)]
    names = [control.accessibleName() for control in controls]
    assert all(names)
    assert len(set(names)) == len(names)


def test_what_a_progress_says_of_landmarks_is_found_by_its_first_word():
    metrics = {"sigma ANS": 3.0, "sigma upper lip": 4.0, "reward ANS": 20.0, "loss": 1.0}
    assert of_landmarks(metrics, "sigma") == {"ANS": 3.0, "upper lip": 4.0}
    assert of_landmarks(metrics, "reward") == {"ANS": 20.0}
    assert in_plain_words("learning sigma")[0] == "Learning widths of heatmaps"


def marks(film, origin):
    found = {name: Landmark(name, 5.0, 6.0, Presence.PRESENT, origin) for name in ("Sella", "Nasion")}
    return LandmarkSet(film, found)


@pytest.fixture
def window(qtbot, tmp_path):
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    films = {name: FilmRecord(name, exemplar=name == "1.png") for name in ("1.png", "2.png")}
    scheme = Scheme(("Sella", "Nasion"))
    window.document.open(Project(scheme, films, {"1.png": marks("1.png", Origin.ANNOTATED)}))
    window.films.folder = tmp_path / "films"
    window.views.show_work()
    window.show()
    yield window
    window.films.folder = None
    window.close()


@pytest.fixture
def searching(window, monkeypatch, qtbot):
    """The window while a run learns sigmas; it goes on until it is cancelled. What it was asked for."""
    asked = []

    def endless(request):
        asked.append(request)
        for one in ROUNDS:
            metrics = {f"sigma {name}": value for name, value in one.sigmas.items()}
            metrics |= {f"reward {name}": value for name, value in one.rewards.items()}
            yield Progress("learning sigma", one.number, 3, metrics=metrics)
            yield Progress("co-teaching", one.number, 3, metrics={"loss": 1.0})
        while True:
            yield Progress("co-teaching", 3, 3)
            time.sleep(0.01)

    monkeypatch.setattr(propagation, "propagation", endless)
    window.actions_[LEARN_SIGMA].trigger()
    window.propagating.propagate()
    qtbot.waitUntil(window.views.job.sigmas.isVisible)
    yield asked
    window.jobs.cancel()
    qtbot.waitUntil(lambda: not window.jobs.is_busy)


def test_a_runs_rounds_reach_the_curves_and_the_list_chooses_the_line(window, searching):
    curves = window.views.job.sigmas
    assert curves.rounds == tuple(ROUNDS)
    window.selection.set_landmark("Nasion")
    assert curves.highlighted == "Nasion"
    assert "Learns the width of each heatmap" in window.views.job._notes.text()
    assert [request.learns_sigma for request in searching] == [True]


def press_save(window):
    buttons = window.views.job.sigmas.findChildren(QToolButton)
    QTest.mouseClick(next(one for one in buttons if one.text() == "Save..."), Qt.MouseButton.LeftButton)


def test_the_picture_is_written_where_the_person_says_also_during_the_run(
    window, searching, tmp_path, monkeypatch, qtbot
):
    proposed = []

    def answer(_parent, _title, proposal, _filter):
        proposed.append(Path(proposal).name)
        return str(tmp_path / "curves"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    press_save(window)
    qtbot.waitUntil(lambda: "The picture of the curves is in" in window.views.notice.text, timeout=60_000)
    assert proposed == ["films-sigmas.png"]
    with Picture.open(tmp_path / "curves.png") as picture:
        assert min(picture.size) > 500
        assert np.asarray(picture.convert("L")).std() > 5
    assert window.jobs.is_busy
    # the name was typed without its end: nobody agreed to replace that file
    press_save(window)
    assert "exists already" in window.views.notice.text


def test_a_picture_that_cannot_be_written_is_told_in_a_sentence(window, tmp_path, qtbot):
    (tmp_path / "file").write_text("no folder")
    window.sigmas.save(tmp_path / "file" / "curves.png", ROUNDS)
    with pytest.raises(EngineError, match="still being written"):
        window.sigmas.save(tmp_path / "curves.png", ROUNDS)
    qtbot.waitUntil(lambda: "curves.png" in window.views.notice.text, timeout=60_000)


def test_what_a_round_does_not_tell_is_a_gap_in_the_history():
    history = history_of(ROUNDS)
    assert history.names == ("Sella", "Nasion")
    assert [one.sigma for one in history.records] == [(5.0, 5.0), (4.0, 6.0), (3.0, 7.0)]
    assert history.as_json()["records"][0]["reward"] == [10.0, None]


def test_widths_are_learned_only_when_asked_for_and_where_detectors_learn(window, tmp_path):
    setting = next(one for one in SETTINGS if one.key == LEARN_SIGMA)
    assert setting.default is False
    assert "three times" in setting.help
    assert "Registration" in setting.help
    folder, project = tmp_path / "films", window.document.project
    request = propagation.request_for(project, folder, window.settings)
    assert _settings(request).sigma_form is None
    window.actions_[LEARN_SIGMA].trigger()
    assert window.settings.flag(LEARN_SIGMA)
    request = propagation.request_for(project, folder, window.settings)
    assert _settings(request).sigma_form is SigmaForm.LAPTOP
    window.settings.set("propagation", "registration")
    request = propagation.request_for(project, folder, window.settings)
    assert _settings(request).sigma_form is None


def test_registration_only_says_that_it_has_no_widths_to_learn(window, monkeypatch, qtbot):
    def endless(request):
        while True:
            yield Progress("registration", 1, 2)
            time.sleep(0.01)

    monkeypatch.setattr(propagation, "propagation", endless)
    window.settings.set("propagation", "registration")
    window.settings.set(LEARN_SIGMA, True)
    window.propagating.propagate()
    assert window.views.job._notes.text().startswith("No widths of heatmaps are learned")
    window.jobs.cancel()
    qtbot.waitUntil(lambda: not window.jobs.is_busy)


def test_a_run_with_learned_widths_has_a_state_and_a_time_of_its_own(window, qtbot):
    folder = window.films.folder
    plain, learned = (work_folder(folder, RunChoice.QUICK, sigma) for sigma in (False, True))
    assert plain != learned
    assert work_folder(folder, RunChoice.REGISTRATION, True) == work_folder(folder, RunChoice.REGISTRATION)
    plain.mkdir(parents=True)
    (plain / "run.json").write_text("key")
    (plain / "round-1.pt").write_bytes(b"state")
    window.propagating.times.learn(RunChoice.QUICK, Time(480.0, "about 8 minutes"))
    window._refresh()
    assert window.actions_["start-afresh"].isEnabled()
    window.actions_[LEARN_SIGMA].trigger()
    qtbot.waitUntil(lambda: not window.actions_["start-afresh"].isEnabled())
    assert "here)" not in window.actions_[way_id(RunChoice.QUICK)].text()
    assert "width of each landmark's heatmap" in window.actions_["propagate"].toolTip()
    assert not window.propagating.is_unfinished
    assert state_of(plain)
    window.settings.set(LEARN_SIGMA, False)  # as the settings dialog does
    assert not window.actions_[LEARN_SIGMA].isChecked()
    assert window.propagating.is_unfinished
