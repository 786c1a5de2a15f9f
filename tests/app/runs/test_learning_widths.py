"""The switch for learned widths, what a run with them asks for, and the picture of its curves."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from exemplar_windows import exemplar_project, open_window
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton

from app.actions.table import way_id
from app.run_choice import LEARN_SIGMA, RunChoice
from app.runs import operations as run_operations
from app.runs import propagation
from app.runs.run_times import Time
from app.runs.work_folder import state_of, work_folder
from app.settings import SETTINGS, WEIGHTS
from app.views.sigma_curves import SigmaRoundMark
from engine.errors import EngineError
from engine.networks.hrnet_weights import HubModel
from engine.operation import Progress
from engine.sigma.config import SigmaForm

ROUNDS = [
    SigmaRoundMark(1, {"Sella": 5.0, "Nasion": 5.0}, {"Sella": 10.0}),
    SigmaRoundMark(2, {"Sella": 4.0, "Nasion": 6.0}, {"Sella": 12.0, "Nasion": 20.0}),
    SigmaRoundMark(3, {"Sella": 3.0, "Nasion": 7.0}, {"Sella": 14.0, "Nasion": 21.0}),
]


@pytest.fixture
def window(qtbot, tmp_path):
    window = open_window(qtbot, tmp_path, exemplar_project(2, ("Sella", "Nasion")))
    window.views.show_work()
    window.show()
    yield window
    window.close()


@pytest.fixture
def searching(window, monkeypatch, qtbot):
    """The window while a run learns sigmas; it goes on until it is cancelled. What it was asked for."""
    asked = []

    def endless(request):
        asked.append(request)
        for one in ROUNDS:
            metrics = {"epoch": float(one.epoch)}
            metrics |= {f"sigma {name}": value for name, value in one.sigmas.items()}
            metrics |= {f"reward {name}": value for name, value in one.rewards.items()}
            yield Progress("learning sigma", one.epoch, 3, metrics=metrics)
            yield Progress("co-teaching", one.epoch, 3, metrics={"loss": 1.0})
        while True:
            yield Progress("co-teaching", 3, 3)
            time.sleep(0.01)

    monkeypatch.setattr(propagation, "propagation", endless)
    window.actions_[LEARN_SIGMA].trigger()
    window.controllers.propagation.propagate()
    qtbot.waitUntil(window.views.job.sigmas.isVisible)
    yield asked
    window.workspace.jobs.cancel()
    qtbot.waitUntil(lambda: not window.workspace.jobs.is_busy)


def test_a_runs_rounds_reach_the_curves_and_the_list_chooses_the_line(window, searching):
    curves = window.views.job.sigmas
    assert curves.rounds == tuple(ROUNDS)
    window.workspace.selection.set_landmark("Nasion")
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
    qtbot.waitUntil(lambda: "The picture of the curves is in" in window.views.notice.text)
    assert proposed == ["films-sigmas.png"]
    with Picture.open(tmp_path / "curves.png") as picture:
        assert min(picture.size) > 500
        assert np.asarray(picture.convert("L")).std() > 5
    assert window.workspace.jobs.is_busy
    # the name was typed without its end: nobody agreed to replace that file
    press_save(window)
    assert "exists already" in window.views.notice.text


def test_a_picture_that_cannot_be_written_is_told_in_a_sentence(window, tmp_path, qtbot):
    (tmp_path / "file").write_text("no folder")
    window.controllers.sigmas.save(tmp_path / "file" / "curves.png", ROUNDS)
    with pytest.raises(EngineError, match="still being written"):
        window.controllers.sigmas.save(tmp_path / "curves.png", ROUNDS)
    qtbot.waitUntil(lambda: "curves.png" in window.views.notice.text)


def test_widths_are_learned_only_when_asked_for_and_where_detectors_learn(window, tmp_path):
    setting = next(one for one in SETTINGS if one.key == LEARN_SIGMA)
    assert setting.default is False
    assert "two and a half times" in setting.help
    assert "Registration" in setting.help
    folder, project = tmp_path / "films", window.workspace.document.project
    request = propagation.request_for(project, folder, window.settings)
    assert request.settings().sigma_form is None
    window.actions_[LEARN_SIGMA].trigger()
    assert window.settings.flag(LEARN_SIGMA)
    request = propagation.request_for(project, folder, window.settings)
    assert request.settings().sigma_form is SigmaForm.LAPTOP
    window.settings.set("propagation", "registration")
    request = propagation.request_for(project, folder, window.settings)
    assert request.settings().sigma_form is None


def test_paper_alone_starts_from_the_weights_of_the_settings(window, tmp_path):
    folder, project = tmp_path / "films", window.workspace.document.project
    weights = tmp_path / "hrnet.safetensors"
    window.settings.set(WEIGHTS, str(weights))
    window.settings.set("propagation", "quick")
    assert propagation.request_for(project, folder, window.settings).settings().weights is None
    window.settings.set("propagation", "paper")
    with pytest.raises(EngineError, match=r"There is no file .*hrnet\.safetensors of starting weights"):
        propagation.request_for(project, folder, window.settings).settings()
    weights.write_bytes(b"weights")
    request = propagation.request_for(project, folder, window.settings)
    assert request.settings().weights == weights
    assert replace(request, choice=RunChoice.BALANCED).settings().weights is None  # as it is timed too
    window.settings.set(WEIGHTS, "hub")
    request = propagation.request_for(project, folder, window.settings)
    assert request.settings().weights == HubModel()
    window.settings.set(WEIGHTS, "")
    assert propagation.request_for(project, folder, window.settings).settings().weights is None


def test_too_few_films_are_told_before_the_computer_is_timed(window, monkeypatch, qtbot):
    timed = []
    monkeypatch.setattr(run_operations, "_timed", lambda *request: timed.append(request) or iter(()))
    window.settings.set(LEARN_SIGMA, True)
    window.controllers.propagation.propagate()
    qtbot.waitUntil(lambda: not window.workspace.jobs.is_busy)
    assert "20 films at least besides the exemplars, not 1" in window.views.notice.text
    assert not timed


def test_registration_only_says_that_it_has_no_widths_to_learn(window, monkeypatch, qtbot):
    def endless(request):
        while True:
            yield Progress("registration", 1, 2)
            time.sleep(0.01)

    monkeypatch.setattr(propagation, "propagation", endless)
    window.settings.set("propagation", "registration")
    window.settings.set(LEARN_SIGMA, True)
    window.controllers.propagation.propagate()
    assert window.views.job._notes.text().startswith("No widths of heatmaps are learned")
    window.workspace.jobs.cancel()
    qtbot.waitUntil(lambda: not window.workspace.jobs.is_busy)


def test_a_run_with_learned_widths_has_a_state_and_a_time_of_its_own(window, qtbot):
    folder = window.workspace.document.folder
    plain, learned = (work_folder(folder, RunChoice.QUICK, sigma) for sigma in (False, True))
    assert plain != learned
    assert work_folder(folder, RunChoice.REGISTRATION, True) == work_folder(folder, RunChoice.REGISTRATION)
    plain.mkdir(parents=True)
    (plain / "run.json").write_text("key")
    (plain / "round-1.pt").write_bytes(b"state")
    window.controllers.propagation.times.learn(RunChoice.QUICK, Time(480.0, "about 8 minutes"))
    window.controllers.propagation.look_for_unfinished()
    window._refresh()
    assert window.actions_["start-afresh"].isEnabled()
    window.actions_[LEARN_SIGMA].trigger()
    qtbot.waitUntil(lambda: not window.actions_["start-afresh"].isEnabled())
    assert "here)" not in window.actions_[way_id(RunChoice.QUICK)].text()
    assert "width of each landmark's heatmap" in window.actions_["propagate"].toolTip()
    assert not window.controllers.propagation.is_unfinished
    assert state_of(plain)
    window.settings.set(LEARN_SIGMA, False)  # as the settings dialog does
    assert not window.actions_[LEARN_SIGMA].isChecked()
    assert window.controllers.propagation.is_unfinished
