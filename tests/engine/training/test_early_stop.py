"""A training that is to end early comes to the best it has, and shows on its way what it finds."""

from dataclasses import replace

import numpy as np
import pytest
from spot_sets import CPU, NAMES, config, domain, recipe, write_films
from stopped_runs import same_tensors
from train_requests import train_request

from engine.folders.train import train_folder
from engine.models.checkpoint import load_model
from engine.models.reference import Framing
from engine.networks.detector import build_network
from engine.networks.unet import UNetConfig
from engine.operation import StopEarly, run
from engine.phantoms.phantom import write_phantoms
from engine.runtime.run_store import RunStore
from engine.supervised.films import TrainingSet, prepare
from engine.training.trainer import Trainer, TrainingError
from engine.training.validation import CanvasPlaces, validate


def trainer(epochs=3):
    net = build_network([2], UNetConfig((6, 8), 2))
    return Trainer(net, [domain()], config(epochs=epochs), CPU, 0)


def asked_at(stop, when):
    """A report that asks `stop` at the first progress of which `when` is true."""
    return lambda progress: stop.ask() if when(progress) else None


def test_it_makes_no_further_step_and_keeps_the_weights_of_the_best_epoch():
    whole = trainer()
    best = run(whole.run())
    early = trainer()
    end = whole.steps + 1  # the first step of the second epoch
    found = run(early.run(), asked_at(early.stop, lambda now: now.done == end and "loss" in now.metrics))
    assert early.step == end
    assert early.best_epoch == 1
    assert same_tensors(found, early.choice.weights)
    assert not same_tensors(found, best) or whole.best_epoch == 1


def test_before_the_first_epoch_is_over_the_weights_are_the_present_ones():
    early = trainer()
    found = run(early.run(), asked_at(early.stop, lambda now: now.done == 1))
    assert (early.step, early.best_epoch) == (1, None)
    assert same_tensors(found, early.network)


def test_a_model_is_written_and_measured_where_the_training_of_a_folder_ends_early(tmp_path):
    write_films(tmp_path)
    stop = StopEarly()
    asked = train_request(
        tmp_path, stop=stop, recipe=recipe(training=config(epochs=40)), work=tmp_path / "work"
    )
    outcome = run(train_folder(asked), asked_at(stop, lambda now: now.metrics.get("epoch") == 2))
    [trained] = [each.trained for each in outcome.runs]
    assert [record.epoch for record in trained.curves[0]] == [1, 2]
    assert load_model(asked.model_out).domain().training.metrics["mre_mm"] == trained.metrics[""]["mre_mm"]
    assert not list((tmp_path / "work").glob("*/*.pt"))


def test_nothing_is_written_before_anything_is_learned(tmp_path):
    write_films(tmp_path)
    stop = StopEarly()
    asked = train_request(tmp_path, stop=stop)
    with pytest.raises(TrainingError, match="before its detector had learned anything"):
        run(train_folder(asked), asked_at(stop, lambda now: now.stage == "finder"))
    assert not asked.model_out.exists()


def test_what_is_found_on_validation_films_is_told_in_pixels_of_the_films():
    films = domain(checked=2)
    # canvas pixel (x, y) is (2 x + 10, 2 y + 20) of the film
    frame = np.array([[2.0, 0.0, 10.0], [0.0, 2.0, 20.0]])
    shown = replace(films, places=CanvasPlaces((("a.png", frame), ("b.png", frame)), ("P", "Q")))
    net = build_network([2], UNetConfig((6, 8), 2))
    steps = []
    errors = run(validate(net, [shown], 1.5, CPU), steps.append)
    assert [marks.film for step in steps for marks in step.found] == ["a.png", "b.png"]
    away = []
    for row, step in enumerate(steps):
        for number, name in enumerate(("P", "Q")):
            mark = step.found[0].get(name)
            canvas = (np.array([mark.x, mark.y]) - [10.0, 20.0]) / 2
            away.append(np.linalg.norm(canvas - films.validation.points[row, number].numpy()) * 0.5)
    assert np.mean(away) == pytest.approx(errors[""])


def test_a_training_of_a_folder_shows_three_films_each_epoch_those_kept_back_first(tmp_path):
    write_films(tmp_path)
    shown = []
    outcome = run(train_folder(train_request(tmp_path)), lambda now: shown.extend(now.found))
    [parts] = [each[""] for each in outcome.parts]
    films = [marks.film for marks in shown]
    assert films == [*parts.validation, parts.train[0]] * 2  # of two epochs
    assert set(shown[0].landmarks) == set(NAMES)


def test_samples_of_films_that_it_learns_from_stand_where_their_labels_are(tmp_path):
    phantoms = run(write_phantoms(tmp_path, 4, 1))
    films = tuple(phantoms.paths)
    labelled = TrainingSet("", phantoms.scheme, phantoms.paths, phantoms.truth, films[:3], films[3:])
    for framing in Framing:
        chosen = recipe(framing=framing)
        ready = run(prepare(labelled, 0, chosen, CPU, 0, RunStore(None))).films
        patches, places = ready.samples
        assert len(patches) == 2  # one is kept back
        for row, film in enumerate(films[:2]):
            found = places.preview(row, ready.train.points[row].numpy())
            assert found.film == film
            for name in labelled.names:
                assert found.get(name).position == pytest.approx(
                    phantoms.truth[film].get(name).position, abs=0.01
                )
