"""Whole runs on a GPU: nothing lies where it should not, and registration and looks wait for it seldom."""

import threading
from contextlib import closing
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from bar_models import Bars, bar_film, bar_model, save_film
from emulated_cuda import CUDA, emulated_cuda
from gpu_trainings import Size
from PIL import Image
from sharing_process import PLAN, TINY
from small_nets import tiny_config
from small_registration import shaken
from spot_sets import recipe, write_films
from stopped_runs import stopped

from engine.folders.labelled_sets import SetRequest
from engine.folders.train import TrainRequest, train_folder
from engine.io.images import read_image
from engine.landmarks import Landmark, LandmarkSet, Scheme
from engine.networks.detector import moved
from engine.oneshot.estimate import estimate
from engine.oneshot.propagate import FilmSource, PropagationSettings, propagate
from engine.operation import run
from engine.phantoms.phantom import draw_phantom
from engine.prediction import picking
from engine.prediction.picking import Candidate, find_out_which
from engine.prediction.predict import PredictionSettings, find_landmarks, predict
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration
from engine.registration.films import GridReader, LeftOut, to_grid
from engine.registration.instance import InstanceRegistration
from engine.supervised.estimate import training_pace
from engine.supervised.settings import SupervisedSettings
from engine.supervised.systems import System

FILMS = 2  # beside the exemplar
SETTINGS = PropagationSettings(plan=PLAN, instance=TINY, device="cuda")
LEARNED = replace(SETTINGS, plan=replace(PLAN, stage_one=tiny_config(epochs=1)))


@pytest.fixture(scope="module")
def hands(tmp_path_factory):
    """Drawn hands as films, the landmarks of the first one, and their scheme."""
    folder, films, marks = tmp_path_factory.mktemp("hands"), [], {}
    for number in range(FILMS + 1):
        drawn = draw_phantom(number, seed=0)
        Image.fromarray(drawn.pixels[::3, ::3]).save(folder / f"{number}.png")
        films.append(FilmSource(str(number), folder / f"{number}.png"))
        if number == 0:
            marks = {m.name: Landmark(m.name, m.x / 3 - 1 / 3, m.y / 3 - 1 / 3) for m in drawn.truth.placed()}
    return films, LandmarkSet("0", marks), Scheme(tuple(marks))


def propagated(hands, settings):
    films, exemplar, scheme = hands
    return run(propagate(films, [exemplar], scheme, settings))


@pytest.mark.parametrize("settings", [SETTINGS, LEARNED], ids=["instance", "edgetrans"])
def test_hands_are_registered_learned_and_found_again(hands, gpu, settings):
    result = propagated(hands, settings)
    assert len(result.sets) == FILMS
    assert result.device == "cuda (emulated)"
    assert result.precision == "bfloat16"
    gpu.clear()
    seen = run(predict(hands[0][1:], result.learned, PredictionSettings("cuda")))
    assert len(seen.sets) == FILMS
    waits = {line: count for line, count in gpu.waits.items() if "training/detection" in line}
    # a film is looked at by the finder, by the detectors, and by these once more; each answer is read
    assert 0 < sum(waits.values()) <= 4 * FILMS


def test_registration_waits_seldom(hands):
    with emulated_cuda() as gpu:
        propagated(hands, SETTINGS)
        waits = [count for line, count in gpu.waits.items() if line.startswith("registration/")]
    assert sum(waits) / FILMS <= 12


def test_a_film_beside_others_makes_registration_wait_thrice(gpu):
    drawn = [draw_phantom(number, seed=0) for number in (0, 1, 4)]
    pixels = [(film.pixels / film.pixels.max()).astype(np.float32) for film in drawn]
    films = [to_grid(str(number), each, 64, CUDA) for number, each in enumerate(pixels)]
    method = InstanceRegistration(films[0], np.array([m.position for m in drawn[0].truth.placed()]), TINY)
    counts = []
    for count in (1, 2):
        gpu.clear()
        run(method.register(films[1:][:count]))
        counts.append(sum(gpu.waits.values()))
    # the starts of its search, the pose that is chosen of them, and its pixels on their way to the GPU
    assert counts[1] - counts[0] <= 3


def test_a_trained_net_registers_a_whole_batch_in_one_look(gpu):
    net, drawn = moved(shaken(amount=0.005), CUDA), [draw_phantom(number, seed=0) for number in (0, 1, 4)]
    pixels = [(film.pixels / film.pixels.max()).astype(np.float32) for film in drawn]
    films = [to_grid(str(number), each, 64, CUDA) for number, each in enumerate(pixels)]
    points, looks = np.array([mark.position for mark in drawn[0].truth.placed()]), []
    net.register_forward_hook(lambda _, given, found: looks.append(len(given[0])))
    config = EdgeTransConfig(instance_optimisation=False)
    method = EdgeTransRegistration(films[0], points, net, config)
    together = run(method.register(films[1:]))
    assert looks == [2, 2]  # both films at once, there and back
    for film, found in zip(films[1:], together, strict=True):
        [alone] = run(method.register([film]))
        np.testing.assert_allclose(found.points, alone.points, atol=0.05)


def test_labelled_films_are_learned_from(tmp_path, gpu):
    write_films(tmp_path)
    settings = SupervisedSettings(System.UNET, recipe(), CUDA)
    part = SetRequest("", tmp_path / "films", tmp_path / "landmarks.csv")
    outcome = run(train_folder(TrainRequest(settings, (part,), tmp_path / "m.safetensors", validation=0.25)))
    assert np.isfinite(list(outcome.runs[0].trained.metrics[""].values())).all()
    assert (outcome.device, outcome.precision) == ("cuda (emulated)", "bfloat16")


@pytest.fixture
def read(monkeypatch):
    """The names of the films that were read, and a function that waits until so many are."""
    names, change = [], threading.Condition()

    def noted(path):
        with change:
            names.append(path.stem)
            change.notify_all()
        return read_image(path)

    for module in ("registration.films", "prediction.predict", "prediction.picking", "supervised.films"):
        monkeypatch.setattr(f"engine.{module}.read_image", noted)

    def are_read(count):
        with change:
            return change.wait_for(lambda: len(names) >= count, 60.0)

    return names, are_read


def test_the_next_batch_is_read_while_one_is_registered_and_closing_ends_it(tmp_path, gpu, read):
    paths, (names, are_read), before = {}, read, threading.active_count()
    for number in range(3 * 32):
        paths[str(number)] = tmp_path / f"{number}.png"
        Image.fromarray(np.eye(64, dtype=np.uint8) * 200).save(paths[str(number)])
    with closing(GridReader(64, CUDA).batches(paths, LeftOut())) as batches:
        assert [film.identity for film in next(batches)] == names[:32]
        assert are_read(64)  # while nobody asks for the next batch
        assert {film.image.device.type for film in next(batches)} == {"cuda"}
    assert names == list(paths)[: len(names)]
    assert threading.active_count() == before


def test_a_run_that_is_closed_leaves_no_thread_that_reads(hands, gpu, read):
    before = threading.active_count()
    films, exemplar, scheme = hands
    stopped(propagate(films, [exemplar], scheme, SETTINGS), lambda step: step.stage == "registration")
    assert threading.active_count() == before


def test_the_next_film_is_read_while_one_is_looked_at(hands, gpu, read, monkeypatch):
    (names, are_read), learned = read, propagated(hands, SETTINGS).learned
    learned = replace(learned, exemplars=())
    look, seen = find_landmarks, []

    def waiting(pixels, detector):
        seen.append(detector)
        assert are_read(min(len(seen) + 1, FILMS + 1))
        return look(pixels, detector)

    monkeypatch.setattr("engine.prediction.predict.find_landmarks", waiting)
    names.clear()
    assert len(run(predict(hands[0], learned, PredictionSettings("cuda"))).sets) == FILMS + 1
    assert names == [film.identity for film in hands[0]]


def test_the_next_film_is_read_while_models_look_at_one(tmp_path, gpu, read, monkeypatch):
    (names, are_read), look, looks = read, picking.found_as_it_is, []
    films = [FilmSource(str(number), tmp_path / f"{number}.png") for number in range(8)]
    for film in films:
        save_film(film.path, bar_film(Bars.ROWS))

    def waiting(pixels, detector):
        looks.append(detector)
        # in which order models are asked, the first film says to the next four, and these to the others
        last = next(last for last in (1, 5, 8) if len(looks) <= last)
        assert are_read(min(len(looks) + 1, last))
        return look(pixels, detector)

    monkeypatch.setattr(picking, "found_as_it_is", waiting)
    models = [bar_model(bars, bars.name) for bars in Bars]
    candidates = [Candidate(each.card.title, each.scheme, partial(replace, each)) for each in models]
    found = run(find_out_which(films, candidates, PredictionSettings("cuda")))
    assert [(part.candidate.title, len(part.films)) for part in found.parts] == [("ROWS", 8)]
    assert (len(looks), sorted(names)) == (8, [film.identity for film in films])


def test_how_long_it_takes_is_measured_there(gpu):
    assert run(estimate(20, LEARNED)).seconds > 0
    pace = run(training_pace(recipe(), 3, Size(90, 110), CUDA))
    assert pace.seconds(epochs=2, learned=8, kept_back=2) > 0
