"""What one training of `benchmark supervised` is given and gives: real networks, tiny ones."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from spot_films import FILM, NAMES, SPOTS, save_film, spot_film
from stopped_runs import stopped

from engine.benchmark.cache import from_plain
from engine.benchmark.points import true_marks
from engine.benchmark.supervised import disturbed, learning
from engine.benchmark.supervised.disturbed import Disturbance, key_of
from engine.benchmark.supervised.learning import learn
from engine.benchmark.supervised.request import Domain, LabelledFilm, SupervisedRequest, TrainingOutcome
from engine.benchmark.supervised.rows import Kind
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, save_model
from engine.models.reference import Framing
from engine.networks.gu2net import GU2NetConfig, TrainedParts
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.supervised.films import TrainingSet
from engine.supervised.systems import SYSTEMS, System
from engine.supervised.train import SupervisedSettings, train
from engine.training.augmentation import ViewRanges
from engine.training.config import TrainingConfig
from engine.training.losses import HeatmapLoss

RECIPE = replace(
    SYSTEMS[System.UNET],
    network=UNetConfig((8, 12), stride=2),
    training=TrainingConfig(epochs=4, batch=2, rate=1e-2, average=None, ranges=ViewRanges(2.0, 0.02, 0.02)),
    framing=Framing.FILM,
    longest=64,
)


@pytest.fixture
def request_of(tmp_path, monkeypatch):
    """A request on six films of spots that lie a little elsewhere on each, 0.5 mm a pixel."""
    monkeypatch.setattr(learning, "recipe_of", lambda request: RECIPE)
    films = []
    for number in range(6):
        points = SPOTS + np.random.default_rng(number).uniform(-6, 6, SPOTS.shape)
        save_film(tmp_path / f"{number}.png", spot_film(points, FILM))
        marks = dict(zip(NAMES, map(tuple, points.tolist()), strict=True))
        films.append(
            LabelledFilm(f"{number}.png", tmp_path / f"{number}.png", true_marks(f"{number}.png", marks), 0.5)
        )

    def request(kind=Kind.UNET, **more):
        validation, test = ((), films[:4]) if kind.small else (films[3:4], films[4:])
        domain = Domain(
            "spots",
            Scheme(NAMES),
            tuple(films[: 4 if kind.small else 3]),
            tuple(validation),
            tuple((film.identity, film.path) for film in test),
        )
        return SupervisedRequest((domain,), kind, "cpu", 0, 1, **more)

    return request


def test_films_to_score_get_places_by_a_network_that_learned_and_its_curves_are_told(request_of, tmp_path):
    outcome = run(learn(request_of(state=tmp_path / "unfinished-1")))
    assert all(set(marks) <= set(NAMES) for marks in outcome.points["spots"].values())
    assert len(outcome.curves["loss"]) == len(outcome.curves["mre"]) == 4
    assert outcome.curves["loss"][-1] < outcome.curves["loss"][0]
    assert outcome.parameters > 1000
    assert 0 < outcome.predicting < outcome.seconds
    assert not (tmp_path / "unfinished-1").exists()  # it came to its end
    assert from_plain(TrainingOutcome, asdict(outcome)) == outcome
    assert set(outcome.points["spots"]) | set(outcome.unanswered) == {"4.png", "5.png"}


def test_a_stopped_training_goes_on_and_ends_as_one_that_was_not(request_of, tmp_path):
    whole = run(learn(request_of()))
    kept = request_of(state=tmp_path / "unfinished-2")
    stopped(learn(kept), lambda step: step.stage == "training" and step.done >= 5)
    assert (tmp_path / "unfinished-2").exists()
    again = run(learn(kept))
    assert again.points == whole.points
    assert again.curves == whole.curves


def test_small_rows_tell_the_error_on_the_films_they_learn_from(request_of):
    outcome = run(learn(request_of(Kind.FARNET_20)))
    seen = {*outcome.points["spots"], *outcome.unanswered}
    assert seen == {f"{number}.png" for number in range(4)}
    assert len(outcome.curves["mre"]) == 4


def test_a_model_file_finds_points_on_disturbed_films_as_it_is(request_of, tmp_path, monkeypatch):
    films = request_of().domains[0].train
    spots = TrainingSet(
        "spots",
        Scheme(NAMES),
        {film.identity: film.path for film in films},
        {film.identity: film.marks for film in films},
        tuple(film.identity for film in films),
    )
    settings = SupervisedSettings(System.UNET, RECIPE, learning.choose_device("cpu"))
    save_model(tmp_path / "box.safetensors", Model(dict(run(train([spots], settings)).domains)))
    monkeypatch.setattr(disturbed, "DISTURBANCES", (Disturbance(), Disturbance(turn=90)))
    outcome = run(learn(request_of(Kind.DISTURBED, model=tmp_path / "box.safetensors")))
    keys = {key_of(film, each) for film in ("4.png", "5.png") for each in disturbed.DISTURBANCES}
    assert set(outcome.points["spots"]) <= keys
    assert [note.partition(":")[0] for note in outcome.notes] == ["undisturbed", "turned by 90"]
    assert outcome.curves == outcome.recipe == {}


def test_a_mixture_trains_one_network_and_counts_what_its_domains_share_once(request_of, monkeypatch):
    training = replace(RECIPE.training, epochs=1, summed=True, loss=HeatmapLoss.BCE)
    small = replace(RECIPE, network=GU2NetConfig(TrainedParts.LOCAL), training=training, longest=32)
    monkeypatch.setattr(learning, "recipe_of", lambda request: small)
    single = request_of(Kind.LOCAL)
    [domain] = single.domains
    mixture = replace(single, domains=(domain, replace(domain, name="more spots")))
    alone, both = run(learn(single)), run(learn(mixture))
    assert set(both.points) == {"spots", "more spots"}
    assert {"mre spots", "mre more spots"} < set(both.curves)
    assert alone.parameters < both.parameters < 1.1 * alone.parameters
