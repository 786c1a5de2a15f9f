"""Learned sigmas from films to a model file: who steers, what is kept, and that nothing changes without."""

from dataclasses import replace

import pytest
from spot_sets import config, recipe, write_films
from stopped_runs import same_tensors, stopped
from train_requests import train_request

from engine.folders.labelled_sets import SetRequest, steered
from engine.folders.train import train_folder
from engine.models.checkpoint import load_model
from engine.operation import run
from engine.sigma.config import SigmaConfig
from engine.sigma.plots import plot_sigmas
from engine.supervised.splits import SplitError, SplitParts
from engine.supervised.systems import SYSTEMS, System, tuned
from engine.training.trainer import TrainingError

SEARCH = SigmaConfig(
    start=2.0, highest=3.0, warm_up=1, period=1, copies=2, steps=1, head_only=True, early_stop=None
)


def searching(folder, adaptive=SEARCH, **changes):
    usual = {
        "recipe": recipe(training=config(epochs=3), adaptive=adaptive),
        "sets": (SetRequest("", folder / "films", folder / "landmarks.csv"),),
        "model_out": folder / "spots.model",
        "validation": 0.2,
        "steer": 0.25,
    }
    return train_request(folder, **(usual | changes))


def test_learned_sigmas_are_kept_with_the_model_and_drawn(tmp_path):
    write_films(tmp_path)
    outcome = run(train_folder(searching(tmp_path)))
    [parts] = [each[""] for each in outcome.parts]
    assert [len(part) for part in (parts.train, parts.steering, parts.validation)] == [4, 2, 2]
    [history] = outcome.runs[0].trained.sigmas
    assert (history.names, len(history.records)) == (("A", "B", "C"), 2)
    learned = load_model(tmp_path / "spots.model").domain()
    best = min(outcome.runs[0].trained.curves[0], key=lambda one: one.errors[""]).epoch
    known = {1: (2.0,) * 3} | {one.epoch: one.sigma for one in history.records}
    assert learned.sigmas == learned.widths == pytest.approx(known[best])
    assert learned.sigma == pytest.approx(sum(known[best]) / 3)
    assert len(learned.training.films) == 8  # those that steer were seen too
    assert "2 to learn the sigmas" in learned.card.data
    named = replace(history, names=(r"$\frac$", "B", "C"))  # as mathematics it would be refused
    plot_sigmas(tmp_path / "sigmas.png", named, r"100 $ and $\more")
    assert (tmp_path / "sigmas.png").read_bytes().startswith(b"\x89PNG")


def test_without_a_search_models_have_one_sigma_and_no_film_steers(tmp_path):
    write_films(tmp_path)
    outcome = run(train_folder(searching(tmp_path, adaptive=None)))
    learned = load_model(tmp_path / "spots.model").domain()
    assert (learned.sigmas, learned.widths) == ((), learned.sigma)
    assert outcome.runs[0].trained.sigmas == ()
    assert outcome.parts[0][""].steering == ()


def test_films_steer_that_a_share_or_a_list_names(tmp_path):
    films = tuple("abcdefgh")
    groups = {film: film for film in films} | {"b": "a"}
    parts = steered(SplitParts(films, ("v",), ("t",)), groups, 0.3, 1)
    assert sorted((*parts.train, *parts.steering)) == list(films)
    assert ("a" in parts.train) == ("b" in parts.train)
    (tmp_path / "list.csv").write_text("image\nc\nd\nt\n")
    listed = steered(SplitParts(films, ("v",), ("t",)), {}, tmp_path / "list.csv", 1)
    assert (listed.steering, listed.train, listed.test) == (("c", "d", "t"), tuple("abefgh"), ())
    fold = steered(SplitParts(films, ("v",), ("t",)), {}, tmp_path / "list.csv", 1, folds=True)
    assert (fold.steering, fold.test) == (("c", "d"), ("t",))
    with pytest.raises(SplitError, match="both need some"):
        steered(SplitParts(("a",)), {}, 0.5, 1)


def test_forms_belong_to_every_system_and_several_sets_have_none(tmp_path):
    paper = tuned(SYSTEMS[System.LAOML], adaptive="paper")
    assert paper.adaptive == SigmaConfig()
    assert paper.training.sigma == (5.0, 5.0)
    laptop = tuned(SYSTEMS[System.FARNET], epochs=50, sigma=(8.0, 8.0), adaptive="laptop")
    assert (laptop.adaptive.start, laptop.adaptive.warm_up) == (8.0, 6)
    assert tuned(SYSTEMS[System.UNET]).adaptive is None
    write_films(tmp_path)
    sets = [replace(searching(tmp_path).sets[0], name=name) for name in ("hand", "foot")]
    gu2net = tuned(SYSTEMS[System.GU2NET], epochs=2, adaptive="laptop")
    with pytest.raises(TrainingError, match="one anatomy at a time"):
        run(train_folder(searching(tmp_path, recipe=gu2net, sets=tuple(sets))))


def test_an_interrupted_search_goes_on_to_the_same_model(tmp_path):
    write_films(tmp_path)
    whole = searching(tmp_path, model_out=tmp_path / "whole.model")
    run(train_folder(whole))
    broken = replace(whole, model_out=tmp_path / "broken.model", work=tmp_path / "work")
    stopped(train_folder(broken), lambda step: step.message.startswith("copy 2"))
    run(train_folder(replace(broken, resume=True)))
    first, second = (load_model(one.model_out).domain() for one in (whole, broken))
    assert first.sigmas == second.sigmas
    assert same_tensors(first.detectors[0], second.detectors[0])
