"""Predict: which model, under which names, what it may touch, and what is said where it cannot."""

import json
from dataclasses import replace

import pytest
from exported import export_table
from predicting_window import (
    FILMS,
    finished,
    model_places,  # noqa: F401  a fixture
    name_landmarks,
    predict,
    window_on_films,  # noqa: F401  a fixture
)
from PySide6.QtWidgets import QDialog
from saved_projects import human_points
from tiny_models import save_tiny, tiny

from app.actions.action import Menu
from app.document import edits
from app.document.project import FilmState
from app.models import operations
from app.run_choice import RunChoice
from app.runs.propagation import LastRun
from app.views.mapping_dialog import MappingDialog
from engine.io.images import content_hash
from engine.landmarks import Origin
from engine.models.checkpoint import Model, save_model
from engine.models.trained_model import Fit
from engine.observers.reading_offsets import LandmarkOffset, ReadingOffsets
from engine.oneshot.propagate import Propagation
from engine.operation import renamed


def origins(window, film):
    return {
        name: mark.origin
        for name, mark in window.workspace.document.project.landmarks(film).landmarks.items()
    }


def test_a_project_without_landmarks_takes_those_of_the_model_in_one_step(window):
    predict(window)
    project = window.workspace.document.project
    assert project.scheme.names == ("Sella", "Nasion")
    assert origins(window, "1.png") == dict.fromkeys(("Sella", "Nasion"), Origin.PREDICTED)
    assert {mark.model for mark in project.landmarks("1.png").landmarks.values()} == {"Tiny head"}
    assert (project.film("1.png").sources, project.state("2.png")) == ((), FilmState.UNTOUCHED)
    window.workspace.document.undo_stack.undo()
    assert window.workspace.document.project.scheme.names == ()
    assert not window.workspace.document.project.sets


def test_a_landmark_that_a_person_begins_with_meanwhile_stays_and_loses_no_prediction(window):
    window.controllers.prediction.predict(("1.png", "2.png"))
    window.workspace.document.push(
        edits.add_landmark(window.workspace.document.project, "3.png", 5.0, 6.0, now="now")
    )
    before = human_points(window.workspace.document.project)
    finished(window)
    project = window.workspace.document.project
    assert project.scheme.names == ("1", "Sella", "Nasion")
    assert project.scheme.find("S") == "Sella"
    assert human_points(project) == before
    assert origins(window, "2.png") == dict.fromkeys(("Sella", "Nasion"), Origin.PREDICTED)


def test_films_without_a_scheme_are_none_to_review_before_their_points_are_there(window):
    states = []
    add = window.workspace.previews.add_previews
    window.workspace.previews.add_previews = lambda *given: states.append(given) or add(*given)
    predict(window, "1.png", "2.png")
    assert states == []
    predict(window, "3.png")
    assert len(states) > 0


def test_what_a_person_placed_is_never_touched(window):
    name_landmarks(window, "Sella", "Nasion")
    window.workspace.document.push(
        edits.place(window.workspace.document.project, "2.png", "Nasion", 7.0, 8.0, now="now")
    )
    before = human_points(window.workspace.document.project)
    window.controllers.prediction.predict_all()
    finished(window)
    assert human_points(window.workspace.document.project) == before
    assert origins(window, "2.png") == {"Sella": Origin.PREDICTED, "Nasion": Origin.ANNOTATED}
    assert origins(window, "3.png") == dict.fromkeys(("Sella", "Nasion"), Origin.PREDICTED)


def test_what_each_detector_said_is_kept_and_a_film_clicked_without_help_can_be_compared(window):
    name_landmarks(window, "S", "Nasion")
    document = window.workspace.document
    for name in ("S", "Nasion"):
        document.push(edits.place(document.project, "2.png", name, 7.0, 8.0, now="now"))
    document.push(edits.mark_exemplar(document.project, "2.png", False))
    predict(window, "1.png", "2.png")
    said = document.project.opinions["2.png"]
    assert said.model == "Tiny head"
    assert {"prediction", "detector 1", "detector 2"} <= set(said.voices)
    assert all(set(places) == {"S", "Nasion"} for places in said.voices.values())
    one = document.project.opinions["1.png"].voices["prediction"]
    assert one["S"] == pytest.approx(document.project.landmarks("1.png").get("S").position, abs=0.01)


def test_later_predictions_are_moved_as_they_come_in_while_that_is_wished_and_keep_where_the_model_had_them(
    window,
):
    name_landmarks(window, "Sella", "Nasion")
    document = window.workspace.document
    predict(window, "1.png")
    raw = document.project.landmarks("1.png").get("Sella").position
    offsets = (LandmarkOffset((3.0, 4.0), 0.1, 5.0, 1.0), LandmarkOffset())
    shape = ((10.0, 10.0), (30.0, 10.0))
    document.update_readings(
        {"Tiny head": ReadingOffsets("", "Tiny head", ("Sella", "Nasion"), shape, offsets, 5)}
    )
    menu = window.actions_["reading-always"]
    assert not menu.isChecked()
    menu.trigger()
    predict(window, "1.png")
    mark = document.project.landmarks("1.png").get("Sella")
    assert (mark.unadjusted, mark.origin) == (pytest.approx(raw), Origin.PREDICTED)
    assert mark.position != pytest.approx(raw)
    assert document.project.landmarks("1.png").get("Nasion").unadjusted is None
    said = document.project.opinions["1.png"].voices["prediction"]
    assert said["Sella"] == pytest.approx(raw, abs=0.01)
    window._refresh()
    assert menu.isChecked()
    menu.trigger()  # seen, and turned off
    predict(window, "1.png")
    assert document.project.landmarks("1.png").get("Sella").position == pytest.approx(raw)


def test_only_the_films_that_were_asked_for_are_predicted(window):
    predict(window, "1.png", "3.png")
    assert set(window.workspace.document.project.sets) == {"1.png", "3.png"}
    assert window.workspace.document.undo_stack.undoText() == "Predict 2 films"


def test_known_spellings_need_no_question_and_the_rest_of_the_scheme_stays_open(window):
    name_landmarks(window, "Gonion", "S", "nasion")
    predict(window)
    assert set(origins(window, "1.png")) == {"S", "nasion"}
    assert window.workspace.document.project.scheme.names == ("Gonion", "S", "nasion")


@pytest.fixture
def asked(monkeypatch):
    """What a person was asked, who takes every guess; what is in `leave` is left out."""
    questions = []

    def answer(dialog):
        questions.append(dict(dialog.choice()))
        if answer.leave:
            dialog._boxes["Nasion"].setCurrentIndex(0)
        return QDialog.DialogCode.Accepted

    answer.leave = False
    monkeypatch.setattr(MappingDialog, "exec", answer)
    answer.questions = questions
    return answer


def test_names_that_only_look_alike_are_asked_about_once(window, asked):
    name_landmarks(window, "Nasion (N)", "Gonion", "S")
    predict(window)
    assert set(origins(window, "1.png")) == {"Nasion (N)", "S"}
    assert window.workspace.document.project.scheme.aliases["Nasion (N)"] == ("Nasion",)
    predict(window, "2.png")
    assert asked.questions == [{"Nasion": "Nasion (N)"}]
    window.workspace.document.undo_stack.undo()
    window.workspace.document.undo_stack.undo()
    assert (
        not window.workspace.document.project.scheme.aliases
    )  # the spelling goes with the step that brought it


def test_what_is_left_out_is_not_asked_about_again(window, asked):
    asked.leave = True
    name_landmarks(window, "Nasion (N)", "S")
    predict(window)
    predict(window, "2.png")
    assert set(origins(window, "2.png")) == {"S"}
    assert len(asked.questions) == 1


def test_a_question_that_is_not_answered_starts_nothing(window, monkeypatch):
    name_landmarks(window, "Nasion (N)", "Sel")
    monkeypatch.setattr(MappingDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    window.controllers.prediction.predict(("1.png",))
    assert not window.workspace.jobs.is_busy
    assert not window.workspace.document.project.sets


def test_a_scheme_of_another_anatomy_gets_one_clear_sentence(window):
    name_landmarks(window, "Apex", "Clavicle")
    window.controllers.prediction.predict(("1.png",))
    assert not window.workspace.jobs.is_busy
    assert "Tiny head finds none of the 2 landmarks of this project" in window.views.notice.text


@pytest.mark.parametrize("excluded", [False, True])
def test_exemplars_and_excluded_films_are_refused_with_the_reason(window, excluded):
    name_landmarks(window, "Sella")
    project = window.workspace.document.project
    if excluded:
        window.workspace.document.push(edits.set_excluded(project, ["1.png"], "blurred"))
    else:
        window.workspace.document.push(edits.place(project, "1.png", "Sella", 5.0, 6.0, now="now"))
        assert window.workspace.document.project.exemplars() == ("1.png",)
    window.controllers.prediction.predict(("1.png",))
    assert ("blurred" if excluded else "is an exemplar") in window.views.notice.text
    assert not window.workspace.jobs.is_busy


def test_without_a_model_predict_says_where_one_comes_from(window, places):
    (places[0] / "tiny.safetensors").unlink()
    window.controllers.models.refresh()
    window._refresh()
    window.actions_["predict"].trigger()
    assert "no model at hand" in window.views.notice.text
    assert window.controllers.prediction.offer == ""


def test_a_film_that_does_not_fit_is_marked_and_not_in_the_queue(window, places):
    name_landmarks(window, "Sella", "Nasion")
    predict(window, "1.png", "2.png")
    save_tiny(places[0] / "tiny.safetensors", fit=Fit(lowest_peak=5.0, largest_residual=1e-6))
    window.controllers.models.refresh()
    predict(window, "2.png", "3.png")
    project = window.workspace.document.project
    assert [project.state(film) for film in FILMS] == [
        FilmState.PREDICTED,
        FilmState.UNFIT,
        FilmState.UNFIT,
    ]
    assert {point.film for point in window.workspace.queue.order} == {"1.png"}
    assert not project.landmarks("2.png").placed()
    assert window.controllers.lists.film_row("3.png").words == f"does not fit: {project.film('3.png').unfit}"
    assert window.views.notice.text.startswith("2 films do not fit")
    assert "2 films left alone" in window.views.job._stage.text()


def test_a_prediction_without_points_says_so_of_the_film_and_leaves_nothing_to_undo(window, places):
    save_tiny(places[0] / "tiny.safetensors", fit=Fit(lowest_peak=5.0, largest_residual=1e-6))
    window.controllers.models.refresh()
    document = window.workspace.document
    predict(window, "2.png")
    window._refresh()
    assert document.project.state("2.png") is FilmState.UNFIT
    assert not document.undo_stack.canUndo()
    assert not window.actions_["undo"].isEnabled()
    document.push(edits.set_excluded(document.project, ["3.png"], "blurred"))
    document.undo_stack.undo()
    assert document.project.state("2.png") is FilmState.UNFIT


def test_landmarks_that_the_model_does_not_know_are_named(window):
    name_landmarks(window, "Sella", "Apex", "Tip")
    predict(window)
    # an untrained model: its heatmaps are as wide as the film
    words = "1 film predicted, 1 of them doubtful (1.png), not known to the model: Apex, Tip;"
    assert words in window.views.job._stage.text()


def test_landmarks_that_the_model_finds_no_place_for_are_counted(window, monkeypatch):
    def short_of_one(run, change):
        found = yield from renamed(run, change)
        fewer = {
            film: replace(marks, landmarks={"Sella": marks.get("Sella")})
            for film, marks in found.sets.items()
        }
        return replace(found, sets=fewer)

    monkeypatch.setattr(operations, "renamed", short_of_one)
    predict(window)
    assert (
        "1 film predicted, 1 of them doubtful (1.png), 1 landmark beyond the film's edge left unplaced;"
        in (window.views.job._stage.text())
    )


def test_a_film_that_does_not_fit_is_one_like_others_once_a_person_has_begun_it(window, places, tmp_path):
    name_landmarks(window, "Sella", "Nasion")
    save_tiny(places[0] / "tiny.safetensors", fit=Fit(lowest_peak=5.0, largest_residual=1e-6))
    window.controllers.models.refresh()
    predict(window, "1.png", "2.png")
    window.workspace.document.push(
        edits.place(window.workspace.document.project, "1.png", "Sella", 7.0, 8.0, now="now")
    )
    assert window.controllers.lists.film_row("1.png").words == "started"
    assert window.views.notice.text.count("1.png: ") == 1
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert list(entry["unfit"]) == ["2.png"]


def test_nothing_is_asked_for_on_a_film_that_cannot_be_read(window):
    name_landmarks(window, "Sella")
    window.actions_["heatmap"].trigger()
    assert window.views.film._display.hint
    facts = replace(window.workspace.document.project.film("1.png").facts, unreadable="It is damaged.")
    window.workspace.document.update_facts({"1.png": facts})
    window.controllers.display.refresh()
    assert window.views.film._display.hint == ""


def test_a_folder_without_landmarks_is_offered_the_model_in_the_hint(window):
    window.bot.waitUntil(lambda: window.views.film._display.picture is not None)
    assert window.views.film._display.hint.startswith(
        "P predicts the landmarks if these films fit the model: Tiny head, 2 landmarks"
    )
    name_landmarks(window, "Apex")
    assert "P predicts" not in window.views.film._display.hint


def test_the_chosen_model_is_kept_and_stands_on_the_button(window, places, tmp_path):
    save_tiny(places[1] / "mine.safetensors", names=("A", "B", "C"), title="Mine & yours")
    window.controllers.models.refresh()
    menu = window.actions_.menus[Menu.PREDICTION]
    words = [action.text() for action in menu.actions()[:2]]
    assert words == ["Tiny head, 2 landmarks   (MRE 9.9 mm)", "Mine && yours, 3 landmarks   (MRE 9.9 mm)"]
    menu.actions()[1].trigger()
    assert window.controllers.models.chosen.names == ("A", "B", "C")
    assert window.actions_["predict"].iconText() == "Predict: Mine && yours"
    assert [action.isChecked() for action in menu.actions()[:2]] == [False, True]


def test_the_export_names_the_model_that_predicted(window, tmp_path):
    predict(window)
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert entry["model"] == "tiny.safetensors"
    assert len(entry["model_sha256"]) == 64
    assert entry["preset"] == ""
    assert entry["models"] == {"Tiny head": 2}


def test_the_export_names_the_propagation_before_a_prediction_too(window, tmp_path):
    result = Propagation({}, {}, {}, ("3.png",), "cpu", 1.0, "one-shot (quick)")
    window.controllers.propagation.last = LastRun(result, RunChoice.QUICK, 4, 0.0)
    predict(window)
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert entry["model"] == "tiny.safetensors"
    told = "Before that run came another: one-shot (quick) (seed 4, exemplars 3.png) on cpu."
    assert entry["notes"][-1] == told


def test_the_export_names_the_anatomy_and_the_films_that_do_not_fit(window, places, tmp_path):
    unlike = tiny(fit=Fit(lowest_peak=5.0, largest_residual=1e-6))
    save_model(places[0] / "tiny.safetensors", Model({"head": tiny(), "hand": unlike}))
    window.controllers.models.refresh()
    window.controllers.models.choose(window.controllers.models.shelf.choices[1].key)
    name_landmarks(window, "Sella", "Nasion")
    window.workspace.document.push(
        edits.place(window.workspace.document.project, "1.png", "Nasion", 7.0, 8.0, now="now")
    )
    predict(window, "2.png")
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert entry["domain"] == "hand"
    assert list(entry["unfit"]) == ["2.png"]


def test_after_a_review_of_predicted_films_the_next_step_is_export(window):
    predict(window)
    window.workspace.document.push(edits.accept_film(window.workspace.document.project, "1.png", now="now"))
    from app.actions.needs import current_step

    assert current_step(window.workspace.previews.counts) == "export"


def test_films_that_the_model_has_learned_from_are_named_in_run_json(window, places, tmp_path):
    known = {"elsewhere.png": content_hash(window.workspace.document.folder / "1.png")}
    model = replace(tiny(), training=replace(tiny().training, films=known))
    save_model(places[0] / "tiny.safetensors", Model({"": model}))
    window.controllers.models.refresh()
    predict(window)
    export_table(window, tmp_path / "out.csv")
    entry = json.loads((tmp_path / "out.run.json").read_text(encoding="utf-8"))["exports"]["out.csv"]
    assert "The model has learned from 1 film of these: 1.png." in entry["notes"]
