"""Every row that trains makes its first step, on drawn films; all is small but what makes the row."""

import math
from dataclasses import replace

import numpy as np
import pytest
from benchmark_sets import settings_of, shrunk, write_heads, write_set
from small_baselines import TINY
from spot_films import FILM, NAMES, SPOTS, save_film, spot_film

from engine.benchmark.baselines.task import found_by_baseline
from engine.benchmark.laoml.rows import ROWS as SIGMA_ROWS
from engine.benchmark.laoml.rows import SigmaRow, Study
from engine.benchmark.laoml.run import benchmark
from engine.benchmark.oneshot.rows import RowKind
from engine.benchmark.oneshot.stage_one import registered_apart
from engine.benchmark.points import plain_marks, true_marks
from engine.benchmark.supervised import learning
from engine.benchmark.supervised.learning import learn, recipe_of
from engine.benchmark.supervised.request import Domain, LabelledFilm, SupervisedRequest
from engine.benchmark.supervised.rows import Kind
from engine.landmarks import Scheme
from engine.networks.gu2net import GU2NetConfig, UniversalUNetConfig
from engine.networks.hrnet import HRNetConfig
from engine.networks.registration_net import RegistrationBackbone
from engine.networks.unet import UNetConfig
from engine.oneshot.propagate import FilmSource, propagate
from engine.registration.instance import InstanceConfig
from engine.training.finder import FinderConfig

SCHEME = Scheme(NAMES)
FINDER = FinderConfig(network=UNetConfig((4, 6)), longest=32, steps=1, batch=2)
SMALL_HRNET = HRNetConfig(channels=4, stem=8, blocks=1, modules=(1, 1, 1))
# those that train; that of learned sigmas needs more films than are drawn here, and has a test of its own
ONE_SHOT = [kind for kind in RowKind if (kind.learns or kind.is_stage_one) and kind is not RowKind.SIGMA]


@pytest.fixture
def films(tmp_path):
    """(name, file, true marks) of four films whose spots lie a little elsewhere on each."""
    drawn = []
    for number in range(4):
        points = SPOTS + np.random.default_rng(number).uniform(-6, 6, SPOTS.shape)
        save_film(tmp_path / f"{number}.png", spot_film(points, FILM))
        marks = true_marks(f"{number}.png", dict(zip(NAMES, map(tuple, points.tolist()), strict=True)))
        drawn.append((f"{number}.png", tmp_path / f"{number}.png", marks))
    return drawn


def first_loss(operation, stage=""):
    """The loss of the first step that `operation` makes in `stage` ("": in any)."""
    for progress in operation:
        if "loss" in progress.metrics and progress.stage.startswith(stage):
            operation.close()
            return progress.metrics["loss"]
    raise AssertionError("no step was made")


def one_shot(kind, films):
    """The row's own plan on the smallest films, its networks narrow."""
    if kind.baseline is not None:
        paths, marks = {name: path for name, path, _ in films}, plain_marks(films[0][2])
        return first_loss(found_by_baseline(TINY[kind], paths, {}, (films[0][0], marks), "cpu", 0))
    settings = kind.settings("cpu", 0)
    plan = settings.chosen_plan
    stage_one = plan.stage_one
    if stage_one is not None:
        small = {"width": 64, "height": 64, "channels": 4, "d_model": 8, "windows": 2, "ffn": 16}
        net = replace(stage_one.net, **small)
        if not kind.is_stage_one:  # whose rows start it as it is
            net = replace(net, backbone=RegistrationBackbone.UNET)
        stage_one = replace(stage_one, net=net, epochs=1, batch=2, steps=None)
    wide = isinstance(plan.stage_two.network, HRNetConfig)
    stage_two = replace(plan.stage_two, network=SMALL_HRNET if wide else UNetConfig((4, 6, 8, 8)), batch=2)
    few = {"side": 64, "canvases": (), "bridges": 0, "finder": FINDER, "pretrained": None}
    plan = replace(plan, stage_one=stage_one, stage_two=stage_two, **few)
    settings = replace(settings, plan=plan, instance=InstanceConfig(fine=64))
    sources, exemplar = [(name, path) for name, path, _ in films], films[0][2]
    if kind.is_stage_one:
        return first_loss(registered_apart(sources[:3], sources[3:], [exemplar], SCHEME, settings))
    named = [FilmSource(name, path) for name, path in sources[:3]]
    return first_loss(propagate(named, [exemplar], SCHEME, settings), "co-teaching")


def supervised(kind, films, monkeypatch):
    """The row's own network and recipe on the smallest canvas."""

    def small(request):
        recipe = recipe_of(request)
        training = replace(recipe.training, epochs=1, batch=2)
        return replace(recipe, longest=32, finder=FINDER, training=training)

    monkeypatch.setattr(learning, "recipe_of", small)
    labelled = [LabelledFilm(name, path, marks, 0.5) for name, path, marks in films]
    last = (labelled[3].identity, labelled[3].path)
    domain = Domain("spots", SCHEME, tuple(labelled[:2]), tuple(labelled[2:3]), (last,))
    several = isinstance(recipe_of(request_of(kind, (domain,))).network, (GU2NetConfig, UniversalUNetConfig))
    domains = (domain, replace(domain, name="more spots")) if several else (domain,)
    return first_loss(learn(request_of(kind, domains)), "training")


def request_of(kind, domains):
    return SupervisedRequest(domains, kind, "cpu", 0, 1)


def laoml(row, tmp_path, monkeypatch):
    """The row's own training, its U-Net narrow and its films small."""
    whole = SigmaRow.recipe
    monkeypatch.setattr(SigmaRow, "recipe", lambda self, epochs: shrunk(whole(self, epochs)))
    random, names = np.random.default_rng(2), [f"{number:03}" for number in range(1, 9)]
    spots = [np.array([[20.0, 24.0], [40.0, 50.0]]) + random.uniform(-5, 5, (2, 2)) for _ in names]
    pictures = [np.rint(spot_film(places, FILM, 4.0) * 255).astype(np.uint8) for places in spots]
    points = [places[np.arange(19) % 2] for places in spots]
    if row.study is Study.ULTRASOUND:
        write_set(tmp_path / "sets" / "ultrasound", names, points, pictures=pictures)
    else:
        write_heads(tmp_path / "sets", points, pictures, train=names[:6], test=names[6:])
    return first_loss(benchmark(settings_of(tmp_path / "sets", [row.name]), seeds=1))


ROWS = (*ONE_SHOT, *(kind for kind in Kind if kind.trains), *SIGMA_ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: getattr(row, "value", None) or row.name)
def test_every_row_makes_its_first_step(row, films, tmp_path, monkeypatch):
    if isinstance(row, RowKind):
        loss = one_shot(row, films)
    elif isinstance(row, Kind):
        loss = supervised(row, films, monkeypatch)
    else:
        loss = laoml(row, tmp_path, monkeypatch)
    assert math.isfinite(loss)
    assert loss > 0
