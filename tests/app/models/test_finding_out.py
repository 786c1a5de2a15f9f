"""When Predict finds out which model fits, what else then has no single model, and what a search leaves."""

import pytest
from bar_models import Bars, bar_film, save_bars, save_film
from predicting_window import (
    finished,
    model_places,  # noqa: F401  a fixture
    name_landmarks,
    window_on_films,  # noqa: F401  a fixture
)

from app.models.model_list import FIND_OUT, own_model
from app.models.shelf import LoadedModels
from app.runs.history import read_runs
from app.views.leaving_dialog import Leave, LeavingDialog
from engine.io.provenance import RunRecord


@pytest.fixture(name="two")
def window_with_two_models(window, places):
    """The window, in whose box two models that can tell stand before one that cannot."""
    save_bars(places[0] / "1.safetensors", Bars.ROWS, "Rows")
    save_bars(places[0] / "2.safetensors", Bars.COLUMNS, "Columns")
    for name in ("1.png", "2.png", "3.png"):
        save_film(window.workspace.document.folder / name, bar_film(Bars.COLUMNS))
    window.controllers.models.refresh()
    return window


def titles(choices):
    return [choice.title for choice in choices]


def test_where_the_box_leaves_a_choice_predict_finds_out_until_a_person_chooses(two):
    models = two.controllers.models
    assert (models.finds_out, models.chosen) == (True, None)
    assert titles(models.candidates) == ["Rows", "Columns"]
    models.choose(models.shelf.choices[1].key)
    assert (models.finds_out, models.chosen.title) == (False, "Columns")
    models.choose(FIND_OUT)
    assert models.finds_out


def test_imported_models_are_among_the_candidates_but_change_nothing_unasked(window, places):
    models = window.controllers.models
    for number, bars in enumerate(Bars):
        save_bars(places[1] / f"{number}.safetensors", bars, bars.name)
    models.refresh()
    assert titles(models.candidates) == ["ROWS", "COLUMNS"]
    assert (models.finds_out, models.chosen.title) == (False, "Tiny head")
    models.choose(FIND_OUT)
    assert models.finds_out
    save_bars(places[0] / "rows.safetensors", Bars.ROWS, "Rows of the box")
    models.refresh()
    assert titles(models.asked) == ["ROWS", "COLUMNS", "Rows of the box"]
    models.choose(next(choice.key for choice in models.candidates if choice.title == "Rows of the box"))
    models.choose(FIND_OUT)
    assert titles(models.asked) == ["Rows of the box", "ROWS", "COLUMNS"]
    (places[0] / "rows.safetensors").unlink()
    (places[1] / "1.safetensors").unlink()
    models.refresh()
    assert (models.candidates, models.chosen.title) == ((), "Tiny head")


def test_without_a_chosen_model_nothing_is_said_to_be_its(two):
    two.controllers.models.choose(FIND_OUT)
    assert own_model(two.controllers.models) is None
    two.actions_["reading-always"].trigger()
    assert "Choose a model beside Predict first" in two.views.notice.text
    two.bot.waitUntil(lambda: not two.actions_["reading-always"].isChecked())
    two.actions_["heatmap"].trigger()
    assert "No model has predicted this film yet: P does" in two.controllers.heatmap.of("1.png", "")[1]


def test_what_was_found_is_the_chosen_model_s_for_all_that_comes_after(two):
    two.controllers.prediction.predict_all()
    finished(two)
    project = two.workspace.document.project
    assert project.scheme.names == Bars.COLUMNS.value
    assert len(project.sets) == 3
    record = two.controllers.prediction.last.made(RunRecord())
    assert (record.model, record.method) == ("2.safetensors", "Columns")
    runs, _ = read_runs(two.controllers.folder.layout.runs)
    assert [run.what for run in runs] == ["Prediction (Columns)"]


def test_films_that_the_search_has_looked_at_are_not_looked_at_again(two, monkeypatch):
    monkeypatch.setattr("engine.prediction.predict.find_landmarks", None)
    two.controllers.prediction.predict_all()
    finished(two)
    assert len(two.workspace.document.project.sets) == 3


def test_landmarks_that_no_candidate_has_are_no_reason_to_ask_none(two):
    name_landmarks(two, "Elbow")
    two.controllers.prediction.predict_all()
    finished(two)
    assert two.views.notice.text.startswith("Columns finds none of the 1 landmark of this project")


def test_a_search_that_is_cancelled_predicts_nothing(two):
    two.controllers.prediction.predict_all()
    two.workspace.jobs.cancel()
    finished(two)
    assert not two.workspace.document.project.sets


def test_a_window_that_closes_as_the_search_ends_waits_for_the_prediction_too(two):
    two.controllers.prediction.predict_all()
    slot = two.workspace.jobs._slot
    slot._job.wait()  # it has ended, and nobody has heard of that yet
    two.close()
    assert not slot.is_busy


def test_a_window_that_closes_when_a_search_has_ended_waits_for_its_prediction_unasked(two, monkeypatch):
    asked = []

    def finish(dialog):
        asked.append(dialog.words)
        dialog.choice = Leave.FINISH

    monkeypatch.setattr(LeavingDialog, "exec", finish)
    two.controllers.prediction.predict_all()
    assert not two.close()
    two.bot.waitUntil(lambda: not two.isVisible())
    assert len(asked) == 1
    assert len(two.workspace.document.project.sets) == 3


def test_a_question_that_stands_as_the_search_ends_says_not_that_nothing_computes(two, monkeypatch):
    words = []

    def wait(dialog):
        two.workspace.jobs.started.connect(lambda _title: words.append(dialog.words))
        two.bot.waitUntil(lambda: bool(words))

    monkeypatch.setattr(LeavingDialog, "exec", wait)
    two.controllers.prediction.predict_all()
    assert not two.close()
    assert words[0].startswith("Which model fits? is still running.")
    finished(two)


def test_the_model_that_was_taken_last_is_asked_first_and_one_that_fits_clearly_alone_is_loaded(
    two, monkeypatch
):
    models, read = two.controllers.models, []
    assert titles(models.asked) == ["Rows", "Columns"]
    two.controllers.prediction.predict(["1.png"])
    finished(two)
    assert titles(models.asked) == ["Columns", "Rows"]
    assert titles(models.candidates) == ["Rows", "Columns"]
    two.workspace.document.undo_stack.undo()
    models.loaded = LoadedModels()
    monkeypatch.setattr("engine.models.checkpoint.load_model", counting(read))
    two.controllers.prediction.predict(["1.png"])
    finished(two)
    assert two.workspace.document.project.scheme.names == Bars.COLUMNS.value
    assert read == ["2.safetensors"]


def test_models_that_a_search_asks_stay_in_memory_together(two, monkeypatch):
    rows, columns, tiny = two.controllers.models.shelf.choices
    loaded, kept = LoadedModels(), []
    monkeypatch.setattr("engine.models.checkpoint.load_model", counting(kept))
    first, second = loaded.loaders([rows, columns])
    assert kept == []  # a model that nobody asks is never read
    assert [first().card.title, second().card.title] == ["Rows", "Columns"]
    assert loaded.learned(columns) is second()
    assert kept == ["1.safetensors", "2.safetensors"]
    loaded.learned(tiny)
    loaded.learned(rows)  # it went before the other came
    assert kept[2:] == ["tiny.safetensors", "1.safetensors"]


def counting(kept):
    from engine.models.checkpoint import load_model

    def load(path):
        kept.append(path.name)
        return load_model(path)

    return load
