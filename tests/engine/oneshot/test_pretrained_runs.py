"""Runs with pretrained features and without: what they say of it, and what goes on from what."""

import shutil
from dataclasses import replace

import pytest
from drawn_hands import SETTINGS, Hands
from pretrained_package import put_there, take_away
from stopped_runs import stopped

from engine.errors import EngineError
from engine.folders.predict import PredictRequest, predict_folder
from engine.models.checkpoint import Model, save_model
from engine.models.trained_model import RegistrationUse
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import FilmSource, Method, PropagationSettings, RegistrationMethod
from engine.operation import run
from engine.prediction.predict import PredictionSettings, predict
from engine.registration.feature_matching import WITH_FEATURES, WITHOUT_FEATURES
from engine.registration.instance import InstanceConfig
from engine.runtime.distributed import Ranks

FILMS = ("e.png", "a.png")


@pytest.fixture(scope="module")
def hands(tmp_path_factory):
    return Hands(tmp_path_factory.mktemp("hands"))


def settings(work=None, **changes):
    """As a person's run has them on this machine."""
    return replace(SETTINGS, instance=InstanceConfig(fine=64), work=work, **changes)


def interrupted(hands, work):
    """A run that was stopped when it had registered its film."""
    stopped(
        hands.propagation(settings(work), *FILMS), lambda step: step.stage == "co-teaching" and step.metrics
    )


def registers(steps):
    return [step for step in steps if step.stage == "registration" and step.message]


@pytest.mark.parametrize("there", [True, False], ids=("with", "without"))
def test_a_run_says_what_films_were_compared_by(hands, monkeypatch, tmp_path, there):
    if there:
        put_there(monkeypatch, tmp_path)
    else:
        take_away(monkeypatch)
    alone = run(hands.propagation(settings(method=Method.REGISTRATION), *FILMS))
    assert alone.notes == (WITH_FEATURES if there else WITHOUT_FEATURES,)
    learned = run(hands.propagation(settings(), *FILMS)).learned
    assert learned.registration_use == RegistrationUse(side=64, pretrained=there)


def test_where_nothing_is_fitted_nothing_is_said(monkeypatch):
    by_itk = PropagationSettings(Method.REGISTRATION, registration=RegistrationMethod.SIMPLEITK)
    assert by_itk.compared_by == ""
    assert PropagationSettings(preset=Preset.PAPER).compared_by == ""
    assert replace(by_itk, method=Method.ONE_SHOT).compared_by  # its bridges are fitted
    assert PRESETS[Preset.QUICK].bridges


def test_a_run_begun_without_features_goes_on_without_though_they_have_come(hands, monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        take_away(patch)
        interrupted(hands, tmp_path / "work")
    put_there(monkeypatch, tmp_path / "site")
    steps = []
    result = run(hands.propagation(settings(tmp_path / "work"), *FILMS), steps.append)
    assert not registers(steps)  # it was not begun anew
    assert WITHOUT_FEATURES in result.notes
    assert not result.learned.registration_use.pretrained


def test_processes_without_the_state_go_on_as_the_one_that_has_it(hands, monkeypatch, tmp_path):
    """The second of two processes, which hears from the first that the run was begun without features."""
    put_there(monkeypatch, tmp_path / "site")
    monkeypatch.setattr(Ranks, "broadcast", lambda _, mine: True if isinstance(mine, bool) else mine)
    monkeypatch.setattr(Ranks, "gather", lambda _, mine: [mine])
    monkeypatch.setattr(Ranks, "from_first", lambda _, operation: operation())
    shared = settings(tmp_path / "work", method=Method.REGISTRATION, ranks=Ranks(1, 2))
    assert WITHOUT_FEATURES in run(hands.propagation(shared, *FILMS, "b.png", "other.png")).notes


def test_a_run_begun_with_features_does_not_go_on_without_them(hands, monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        put_there(patch, tmp_path / "site")
        interrupted(hands, tmp_path / "work")
    take_away(monkeypatch)
    with pytest.raises(EngineError, match="this run needs them to go on as it began"):
        run(hands.propagation(settings(tmp_path / "work"), *FILMS))
    monkeypatch.undo()
    put_there(monkeypatch, tmp_path / "again")
    steps = []
    result = run(hands.propagation(settings(tmp_path / "work"), *FILMS), steps.append)
    assert not registers(steps)
    assert WITH_FEATURES in result.notes


def test_a_model_learned_with_features_says_where_they_are_missing(hands, monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        put_there(patch, tmp_path)
        learned = run(hands.propagation(settings(), *FILMS)).learned
        film = [FilmSource("a.png", hands.folder / "a.png")]
        assert WITH_FEATURES in run(predict(film, learned, PredictionSettings("cpu"))).notes
    take_away(monkeypatch)
    notes = run(predict(film, learned, PredictionSettings("cpu"))).notes
    assert any("learned with pretrained features, which are not installed" in note for note in notes)


@pytest.mark.parametrize("with_exemplars", [True, False], ids=("registers", "does not register"))
def test_a_prediction_begun_without_features_is_begun_anew_where_they_have_come(
    hands, monkeypatch, tmp_path, with_exemplars
):
    with monkeypatch.context() as patch:
        put_there(patch, tmp_path / "site")
        learned = run(hands.propagation(settings(), *FILMS)).learned
    learned = learned if with_exemplars else learned.without_exemplars()
    save_model(tmp_path / "m.safetensors", Model({"": learned}))
    (tmp_path / "films").mkdir()
    for name in ("a.png", "other.png"):
        shutil.copy(hands.folder / name, tmp_path / "films")
    request = PredictRequest(
        tmp_path / "m.safetensors", tmp_path / "films", tmp_path / "out.csv", PredictionSettings("cpu"),
        work=tmp_path / "work",
    )  # fmt: skip

    with monkeypatch.context() as patch:
        take_away(patch)
        stopped(predict_folder(request), lambda step: step.found)
    put_there(monkeypatch, tmp_path / "again")
    steps = []
    run(predict_folder(request), steps.append)
    assert sum(bool(step.found) for step in steps) == (2 if with_exemplars else 1)


def test_what_goes_without_features_is_known_by_what_it_was_known_by_before_there_were_any():
    without = replace(SETTINGS, instance=InstanceConfig(pretrained=False)).described()
    assert "pretrained" not in without["instance"]
    assert replace(SETTINGS, instance=InstanceConfig(pretrained=True)).described()["instance"]["pretrained"]


def test_a_plan_of_pretrained_detectors_is_refused_at_once_where_the_features_are_missing(monkeypatch):
    take_away(monkeypatch)
    with pytest.raises(EngineError, match="These detectors start from pretrained features"):
        PropagationSettings(plan=PRESETS[Preset.QUICK].with_features()).check(3)
    PropagationSettings().check(3)
