"""Which way of propagating is chosen, how long it takes, and what is left of a run that was stopped."""

import os
from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch
from exemplar_windows import exemplar_project, marks, open_window, propagated

from app.actions.action import Menu
from app.actions.table import way_id
from app.document.film import FilmRecord
from app.document.project import Project
from app.jobs import job_panel
from app.run_choice import RunChoice
from app.runs import operations as run_operations
from app.runs import propagation, run_times
from app.runs.operations import GOES_ON, RunRequest, estimation
from app.runs.run_times import Time
from app.runs.work_folder import forget, note_seconds, seconds_spent, state_of, work_folder
from app.views.learned_dialog import LearnedDialog
from engine.errors import EngineError
from engine.landmarks import LandmarkSet, Origin, Scheme
from engine.oneshot import estimate as engine_estimate
from engine.oneshot.estimate import Estimate
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import Method
from engine.operation import Progress, run
from engine.prediction import large_folder
from engine.runtime.run_lock import only_run


@pytest.fixture
def window(qtbot, tmp_path):
    window = open_window(qtbot, tmp_path, exemplar_project())
    window.show()
    yield window
    window.close()


@pytest.fixture
def requests(window, monkeypatch):
    """Runs end at once; gives what they were asked for."""
    asked = []

    def at_once(request):
        asked.append(request)
        yield Progress("registration", 1, 2, found=(marks("2.png", Origin.PREDICTED, 1.0),))
        yield Progress("prediction", 2, 2, found=(marks("2.png", Origin.PREDICTED, 2.0),))
        return propagated()

    monkeypatch.setattr(propagation, "propagation", at_once)
    return asked


def finished(qtbot, window):
    qtbot.waitUntil(lambda: not window.workspace.jobs.is_busy)


def leave_state(work, name="round-1.pt"):
    work.mkdir(parents=True)
    (work / "run.json").write_text("key")
    (work / name).write_bytes(b"state")


def test_the_window_offers_every_preset_but_the_one_for_tests_under_the_engines_names():
    offered = {choice.value: choice.label for choice in RunChoice if choice.learns}
    assert offered == {preset.value: PRESETS[preset].title for preset in Preset if preset is not Preset.TEST}


def test_choosing_a_way_is_kept_and_shown_beside_the_step(window):
    assert window.controllers.propagation.choice is RunChoice.QUICK
    window.actions_[way_id(RunChoice.BALANCED)].trigger()
    assert window.settings.text("propagation") == "balanced"
    assert window.actions_["propagate"].iconText() == "Propagate: Balanced"
    window.settings.set("propagation", "registration")  # as the settings dialog does
    checked = [choice for choice in RunChoice if window.actions_[way_id(choice)].isChecked()]
    assert checked == [RunChoice.REGISTRATION]


def test_the_menu_of_the_step_is_the_one_of_the_menu_bar(window):
    menu = window.actions_.menus[Menu.PROPAGATION]
    assert window.steps.widgetForAction(window.actions_["propagate"]).menu() is menu
    assert menu.menuAction() in window.menuBar().actions()


def test_known_times_stand_in_the_menu_until_they_hold_no_more(window):
    window.controllers.propagation.times.learn(
        RunChoice.QUICK, Time(480.0, "about 8 minutes for 3 films on cpu")
    )
    action, said = window.actions_[way_id(RunChoice.QUICK)], []
    window.run_menu.said.connect(said.append)
    assert action.text() == "&Quick: about 8 min here"
    window.settings.set("device", "cpu")
    window.run_menu.refresh()
    assert action.text() == "&Quick: minutes on a laptop"
    # other circumstances, and yet somebody has timed it
    assert said == ["On this computer, with other films, exemplars or device: Quick about 8 min"]


def test_times_are_found_out_when_they_are_asked_for_and_not_again_at_the_run(
    window, requests, monkeypatch, qtbot
):
    def made_up(request, choices):
        for n, choice in enumerate(choices, 1):
            yield Progress(choice, 0, 0, f"about {n} min", {"seconds": 60.0 * n})

    monkeypatch.setattr(run_times, "estimation", made_up)
    window.controllers.propagation.propagate()
    finished(qtbot, window)
    window.controllers.propagation.estimate()
    qtbot.waitUntil(lambda: "Paper about 3 min" in window.views.notice.text)
    assert window.controllers.propagation.times.about(RunChoice.REGISTRATION) == "about 4 min"
    window.controllers.propagation.propagate()
    assert window.views.job._notes.text() == "About 1 min."
    finished(qtbot, window)
    assert [request.is_timed for request in requests] == [False, True]


def test_finding_out_times_keeps_nobody_from_a_run_and_gives_way_to_it(window, requests, monkeypatch, qtbot):
    closed = []

    def endless(request, choices):
        try:
            yield Progress(RunChoice.QUICK, 0, 0, "about 1 min", {"seconds": 60.0})
            while True:
                yield Progress("probing this machine", 0, 0)
        finally:
            closed.append(request)

    monkeypatch.setattr(run_times, "estimation", endless)
    times = window.controllers.propagation.times
    window.controllers.propagation.estimate()
    qtbot.waitUntil(lambda: times.about(RunChoice.QUICK) == "about 1 min")
    assert window.actions_["propagate"].isEnabled()
    window.controllers.propagation.propagate()
    qtbot.waitUntil(lambda: bool(closed))
    finished(qtbot, window)
    assert len(requests) == 1


def stop_clock(monkeypatch):
    """The time left is that of the estimate, however long a busy machine takes to get to look at it."""
    monkeypatch.setattr(job_panel, "time", SimpleNamespace(monotonic=lambda: 0.0))


def test_a_run_tells_its_time_and_that_it_goes_on_and_counts_down_from_there(window, monkeypatch, qtbot):
    def slow(request):
        yield Progress(run_operations.ESTIMATED, 0, 0, "about 10 minutes for 3 films", {"seconds": 600.0})
        yield Progress(run_operations.RESUMED, 0, 0, GOES_ON)
        while True:
            yield Progress("co-teaching", 5, 100, metrics={"loss": 0.5})

    monkeypatch.setattr(propagation, "propagation", slow)
    stop_clock(monkeypatch)
    window.controllers.propagation.propagate()
    panel = window.views.job
    qtbot.waitUntil(lambda: panel._notes.text() == f"About 10 minutes for 3 films.\n{GOES_ON}")
    qtbot.waitUntil(lambda: panel._stage.text() == "Teaching the detectors: 5 of 100 steps")
    assert panel._left.text() == "about 10 min left"
    assert panel._bar.text() == "0 % of the run"  # as the time left is
    assert window.controllers.propagation.times.about(RunChoice.QUICK) == "about 10 min"
    window.workspace.jobs.cancel()
    assert panel._stage.text() == "Stopping..."
    finished(qtbot, window)
    assert panel._stage.text() == "Propagation (Quick) was cancelled. Nothing of it was kept."


def test_paper_says_when_cancel_takes_effect(window, requests, qtbot):
    window.settings.set("propagation", "paper")
    window.controllers.propagation.propagate()
    assert "Stop early takes effect after the current step" in window.views.job._notes.text()
    finished(qtbot, window)


def test_final_previews_replace_the_earlier_ones_and_never_a_persons_points(window):
    mine = marks("3.png", Origin.CORRECTED, 9.0).get("A")
    shown = window.workspace.previews
    project = window.workspace.document.project
    placed = {**project.sets, "3.png": LandmarkSet("3.png", {"A": mine})}
    window.workspace.document.open(replace(project, sets=placed), folder=window.workspace.document.folder)
    see = window.controllers.propagation._see
    see(Progress("registration", 1, 2, found=(marks("2.png", Origin.PREDICTED, 1.0),)))
    see(Progress("prediction", 1, 2, found=(marks("2.png", Origin.PREDICTED, 2.0),)))
    see(Progress("prediction", 2, 2, found=(marks("3.png", Origin.PREDICTED, 2.0),)))
    assert shown.landmarks("2.png").get("A").x == 2.0
    assert (shown.landmarks("3.png").get("A"), shown.landmarks("3.png").get("B").x) == (mine, 2.0)


def test_a_run_is_one_undo_step(window, requests, qtbot):
    before = window.workspace.document.project
    window.controllers.propagation.propagate()
    finished(qtbot, window)
    assert set(window.workspace.document.project.sets) == {"1.png", "2.png", "3.png"}
    window.workspace.document.undo_stack.undo()
    assert window.workspace.document.project.sets == before.sets


def test_state_is_kept_by_films_and_way(tmp_path):
    one, other = tmp_path / "a", tmp_path / "b"
    quick = work_folder(one, RunChoice.QUICK)
    assert quick == work_folder(tmp_path / "b" / ".." / "a", RunChoice.QUICK)
    others = work_folder(other, RunChoice.QUICK), work_folder(one, RunChoice.PAPER)
    assert len({quick, *others}) == 3


def test_only_what_a_run_can_go_on_from_counts_as_unfinished(tmp_path):
    work = tmp_path / "work"
    assert state_of(work) == state_of(None) == ""
    work.mkdir()
    (work / "run.json").write_text("key")
    assert state_of(work) == ""
    (work / "round-1.pt").write_bytes(b"state")
    assert state_of(work) == "key"
    assert seconds_spent(work) == seconds_spent(None) == 0.0
    forget(work)
    forget(work)
    assert not work.exists()


def test_what_cannot_be_deleted_is_told(tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("app.runs.work_folder.shutil.rmtree", refused)
    with pytest.raises(EngineError, match=r"Permission denied.*try again"):
        forget(tmp_path)


def test_what_a_run_of_another_window_keeps_is_not_deleted(tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    with only_run(work), pytest.raises(EngineError, match=r"^Another run .* wait for its end, stop it"):
        forget(work)
    assert work.exists()


def test_starting_afresh_forgets_the_unfinished_run_of_this_way_alone(window, requests, qtbot):
    folder = window.workspace.document.folder
    quick, paper = (work_folder(folder, choice) for choice in (RunChoice.QUICK, RunChoice.PAPER))
    window._refresh()
    assert not window.actions_["start-afresh"].isEnabled()
    leave_state(quick)
    leave_state(paper)
    window.controllers.propagation.look_for_unfinished()
    window._refresh()
    window.actions_["start-afresh"].trigger()
    finished(qtbot, window)
    assert not quick.exists()
    assert state_of(paper)
    assert [request.work for request in requests] == [quick]


def test_a_stopped_run_that_left_its_state_says_so(window, monkeypatch, qtbot):
    def endless(request):
        leave_state(request.work)
        while True:
            yield Progress("co-teaching", 5, 100)

    monkeypatch.setattr(propagation, "propagation", endless)
    window.controllers.propagation.propagate()
    work = work_folder(window.workspace.document.folder, RunChoice.QUICK)
    qtbot.waitUntil(lambda: bool(state_of(work)))
    window.workspace.jobs.cancel()
    finished(qtbot, window)
    assert window.controllers.propagation.is_unfinished
    assert window.views.job._stage.text().endswith("is kept: Propagate goes on from there.")


def test_the_time_left_of_a_run_that_goes_on_is_what_was_not_spent_before(window, monkeypatch, qtbot):
    def endless(request):
        yield Progress(run_operations.ESTIMATED, 0, 0, "about 10 minutes", {"seconds": 600.0})
        if state_of(request.work):
            yield Progress(run_operations.RESUMED, 0, 0, GOES_ON)
        else:
            leave_state(request.work)
        while True:
            yield Progress("co-teaching", 5, 100)

    monkeypatch.setattr(propagation, "propagation", endless)
    monkeypatch.setattr(propagation, "monotonic", lambda: 0.0)
    stop_clock(monkeypatch)
    window.controllers.propagation.propagate()
    work = work_folder(window.workspace.document.folder, RunChoice.QUICK)
    qtbot.waitUntil(lambda: window.views.job._left.text() == "about 10 min left")
    window.workspace.jobs.cancel()
    finished(qtbot, window)
    assert seconds_spent(work) == 0.0
    note_seconds(work, 240.0)
    window.controllers.propagation.propagate()
    qtbot.waitUntil(lambda: window.views.job._left.text() == "about 6 min left")
    window.workspace.jobs.cancel()
    finished(qtbot, window)
    assert seconds_spent(work) == 240.0


def a_request(tmp_path, choice=RunChoice.QUICK, work=None):
    films = [(name, tmp_path / name) for name in ("1.png", "2.png")]
    return RunRequest(films, [marks("1.png", Origin.ANNOTATED)], Scheme(("A", "B")), "cpu", 3, choice, work)


@pytest.fixture
def engine(monkeypatch):
    """The engine's operations made up; gives what they saw, in order."""
    seen = []
    threads = [8]

    def timing(films, settings, exemplars):
        assert exemplars == 1
        seen.append(("estimate", films, settings.method, settings.preset, threads[0]))
        yield Progress("probing this machine", 0, 3)
        return Estimate(90.0, "about 90 seconds for 2 films")

    def propagating(films, exemplars, scheme, settings, corrections):
        seen.append(("propagate", len(films), settings.method, settings.preset, threads[0]))
        yield Progress("registration", 0, 1)
        return propagated()

    monkeypatch.setattr(engine_estimate, "estimate", timing)
    monkeypatch.setattr(large_folder, "propagate_films", propagating)
    monkeypatch.setattr(torch, "get_num_threads", lambda: threads[0])
    monkeypatch.setattr(torch, "set_num_threads", lambda count: threads.__setitem__(0, count))
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    return seen


def test_a_run_is_timed_and_run_with_the_threads_that_the_window_leaves_to_it(engine, tmp_path):
    said = []
    run(run_operations.propagation(a_request(tmp_path)), said.append)
    assert engine == [
        ("estimate", 2, Method.ONE_SHOT, Preset.QUICK, 3),
        ("propagate", 2, Method.ONE_SHOT, Preset.QUICK, 3),
    ]
    assert any(step.stage == run_operations.ESTIMATED and step.metrics == {"seconds": 90.0} for step in said)


def test_registration_alone_learns_nothing_and_a_known_time_is_not_measured_again(engine, tmp_path):
    run(run_operations.propagation(replace(a_request(tmp_path, RunChoice.REGISTRATION), is_timed=True)))
    assert [(what, method) for what, _, method, *_ in engine] == [("propagate", Method.REGISTRATION)]


def test_all_ways_are_timed_when_asked_for(engine, tmp_path):
    told = []
    run(estimation(a_request(tmp_path), RunChoice), told.append)
    assert [each.stage for each in told if "seconds" in each.metrics] == list(RunChoice)
    assert {threads for *_, threads in engine} == {3}


@pytest.mark.parametrize("changed", [False, True])
def test_going_on_is_said_only_where_the_engine_kept_the_state(engine, tmp_path, monkeypatch, changed):
    work = tmp_path / "work"
    leave_state(work)

    def looking(films, exemplars, scheme, settings, corrections):
        yield Progress("choosing films", 0, 1)  # of a large folder
        yield Progress("reading films", 0, 1)  # to recognise them: the state is only looked at afterwards
        if changed:
            (work / "run.json").write_text("another")
        yield Progress("registration", 0, 1)
        return propagated()

    monkeypatch.setattr(large_folder, "propagate_films", looking)
    said = []
    run(run_operations.propagation(a_request(tmp_path, work=work)), said.append)
    assert any(step.message == GOES_ON for step in said) is not changed


@pytest.fixture
def saved(monkeypatch):
    """What would be written."""
    from engine.models import checkpoint

    files = {}
    monkeypatch.setattr(checkpoint, "save_model", lambda path, model: files.update({path: model.domain()}))
    return files


@pytest.fixture
def model():
    """What a run learned, with two exemplars."""
    from engine.models.model_card import ModelCard
    from engine.models.trained_model import KeptExemplar, RegistrationUse, TrainedModel, TrainingRecord

    exemplars = tuple(KeptExemplar(name, None, None) for name in ("1.png", "4.png"))
    training = TrainingRecord("quick", 0, "cpu", ("1.png", "4.png"))
    parts = dict.fromkeys(TrainedModel.__slots__)
    parts |= {"exemplars": exemplars, "training": training, "card": ModelCard()}
    parts["registration_use"] = RegistrationUse()
    return TrainedModel(**parts)


@pytest.fixture
def answer(monkeypatch, tmp_path):
    """What the person says in the dialog."""
    said = {"picture": False, "into_list": False, "title": "Knees"}

    def give(dialog):
        assert dialog._picture.isVisibleTo(dialog)
        assert not dialog._picture.isChecked()
        dialog._picture.setChecked(said["picture"])
        dialog._list.setChecked(said["into_list"])
        dialog._title.setText(said["title"])
        return 1

    monkeypatch.setattr(LearnedDialog, "exec", give)
    monkeypatch.setattr(
        "app.messages.QFileDialog.getSaveFileName",
        lambda *_args: (str(tmp_path / "model"), "Model (*.safetensors)"),
    )
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: tmp_path / "own")
    return said


@pytest.mark.parametrize("picture", [False, True])
def test_the_exemplars_picture_goes_into_the_file_only_where_the_person_says_so(
    answer, window, saved, model, tmp_path, qtbot, picture
):
    answer["picture"] = picture
    window._refresh()
    assert not window.actions_["save-learned"].isEnabled()
    window.controllers.propagation.last = propagation.LastRun(propagated(model), RunChoice.QUICK, 0, 0.0)
    window._refresh()
    window.actions_["save-learned"].trigger()
    finished(qtbot, window)
    kept = model if picture else model.without_exemplars()
    assert saved == {tmp_path / "model.safetensors": replace(kept, card=replace(kept.card, title="Knees"))}
    assert "What was learned is in" in window.views.job._stage.text()


def test_what_was_learned_goes_into_the_list_under_a_name_of_its_own(
    answer, window, saved, model, tmp_path, qtbot
):
    answer |= {"into_list": True, "title": "Knees: 2026/1"}
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "Knees--2026-1.safetensors").write_bytes(b"another one")
    window.controllers.propagation.last = propagation.LastRun(propagated(model), RunChoice.QUICK, 0, 0.0)
    window._refresh()
    window.controllers.models.own_folder = tmp_path / "own"
    window.actions_["save-learned"].trigger()
    finished(qtbot, window)
    assert set(saved) == {tmp_path / "own" / "Knees--2026-1-2.safetensors"}
    assert "is in the list of models" in window.views.job._stage.text()


def test_a_model_that_nobody_agreed_to_replace_stays(answer, window, saved, model, tmp_path):
    (tmp_path / "model.safetensors").write_text("mine")
    window.controllers.propagation.last = propagation.LastRun(propagated(model), RunChoice.QUICK, 0, 0.0)
    window.controllers.save_model.ask()
    assert "exists already" in window.views.notice.text
    assert not saved


def test_what_was_learned_on_another_project_is_not_offered(window, model):
    window.controllers.propagation.last = propagation.LastRun(propagated(model), RunChoice.QUICK, 0, 0.0)
    window.workspace.document.open(Project(films={"a.png": FilmRecord("a.png")}))
    window._refresh()
    assert not window.actions_["save-learned"].isEnabled()
