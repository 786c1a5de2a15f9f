"""The table of presets: whole, finite, and the paper's where it says so."""

import math
from dataclasses import fields, is_dataclass, replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from small_nets import tiny_config
from warped_films import anatomy, bend, landmarks, marks, save, warped

from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.models.reference import Framing
from engine.networks.hrnet import HRNetConfig
from engine.networks.unet import UNetConfig
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import FilmSource, PropagationSettings, propagate
from engine.operation import run
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration
from engine.registration.edgetrans_losses import SyntheticRamp, paper_losses
from engine.registration.edgetrans_training import StageOneConfig
from engine.registration.films import GridReader
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.runtime.schedules import Decay

CHANGED = ("network", "epochs", "least_steps", "rate", "sigma", "average")  # where detectors start pretrained


def values(value, path=""):
    """All plain values inside nested configs, with their places."""
    if is_dataclass(value):
        for field in fields(value):
            yield from values(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from values(each, f"{path}[{number}]")
    else:
        yield path, value


@pytest.mark.parametrize("preset", Preset)
def test_every_number_of_every_preset_is_finite(preset):
    plan = PRESETS[preset]
    numbers = {path: value for path, value in values(plan) if isinstance(value, float | int)}
    assert numbers
    assert all(math.isfinite(value) for value in numbers.values())
    assert [each.title for each in PRESETS.values()].count(plan.title) == 1
    assert plan.views in (1, 2, 3)
    assert plan.side % 8 == 0


def test_pretrained_features_change_what_learns_and_how_long_and_nothing_of_the_papers():
    quick = PRESETS[Preset.QUICK]
    with_features = PropagationSettings(instance=InstanceConfig(pretrained=True)).chosen_plan.stage_two
    without = PropagationSettings(instance=InstanceConfig(pretrained=False)).chosen_plan.stage_two
    assert (with_features.network, without.network) == (quick.pretrained.network, UNetConfig())
    assert with_features.least_steps < without.least_steps
    assert replace(without, **{name: getattr(with_features, name) for name in CHANGED}) == with_features
    for preset in (Preset.PAPER, Preset.TEST):
        assert PRESETS[preset].with_features() == PRESETS[preset]


@pytest.mark.parametrize("preset", [Preset.QUICK, Preset.BALANCED])
@pytest.mark.parametrize(
    "asked", [{"rate": 1e-3}, {"least_steps": 50, "epochs": 2}, {"sigma": (4.0, 4.0)}, {"average": None}]
)
def test_what_is_asked_for_wins_over_what_goes_with_pretrained_features(preset, asked):
    usual, features = PRESETS[preset], InstanceConfig(pretrained=True)
    plan = replace(usual, stage_two=replace(usual.stage_two, **asked))
    chosen = PropagationSettings(preset=preset, plan=plan, instance=features).chosen_plan.stage_two
    rest = PropagationSettings(preset=preset, instance=features).chosen_plan.stage_two
    assert chosen == replace(rest, **asked)
    other = replace(usual, stage_two=replace(usual.stage_two, network=UNetConfig((8, 12, 16, 24))))
    assert PropagationSettings(plan=other, instance=features).chosen_plan.stage_two == other.stage_two
    assert rest == usual.with_features().with_features().stage_two


def test_a_run_learns_on_with_the_steps_that_its_detectors_began_with():
    features = InstanceConfig(pretrained=True)
    start = SimpleNamespace(network=UNetConfig(), framing=Framing.LANDMARKS, views=3)
    on = replace(PropagationSettings(instance=features), start=start)
    assert on.chosen_plan.stage_two == PRESETS[Preset.QUICK].stage_two
    started = SimpleNamespace(
        network=PRESETS[Preset.QUICK].pretrained.network, framing=start.framing, views=3
    )
    without = replace(on, start=started, instance=InstanceConfig(pretrained=False))
    assert without.chosen_plan.stage_two == PRESETS[Preset.QUICK].with_features().stage_two


def test_the_paper_preset_has_the_papers_values():
    plan = PRESETS[Preset.PAPER]
    one, two = plan.stage_one, plan.stage_two
    assert one == StageOneConfig(losses=paper_losses())
    # not the weights that the released code uses
    assert (one.losses.similarity, one.losses.inverse) == (1.0, 0.25)
    assert one.losses.synthetic_fall is SyntheticRamp.COSINE
    assert not plan.weighs
    assert not plan.joins
    assert not plan.edgetrans.instance_optimisation
    assert (one.epochs, one.batch, one.highest_rate, one.lowest_rate) == (750, 10, 1e-4, 5e-5)
    assert (one.rate_held, one.pseudo_start, one.average) == (250 / 750, 200 / 750, 0.9)
    assert (one.net.width, one.net.height, one.net.layers, one.net.heads, one.net.local_steps) == (
        *(256, 320, 2, 2, 2),
    )
    assert two.network == HRNetConfig()
    assert (two.epochs, two.batch, two.rate, two.least_steps) == (100, 5, 1e-3, 0)
    assert two.sigma == (3.0, 3.0)
    assert (two.forget, two.forget_ramp, two.self_weight, two.cross_weight) == (0.8, 0.3, 0.3, 1.0)
    assert two.both_views
    assert two.decay is Decay.STEPS
    assert two.filter
    assert two.average is None
    assert two.emphasis == 0.0
    assert (two.hard.rotation, two.hard.scale) == (30.0, 0.25)
    assert (plan.side, plan.framing, plan.rounds, plan.bridges) == (320, Framing.FILM, 1, 0)
    assert two.steps(150) == 100 * 30
    # as its released code has them: it never passes on the (0.99, 0.0) that are printed
    assert one.betas == two.betas == (0.9, 0.999)


def test_the_paper_preset_takes_the_canvas_that_keeps_a_films_shape():
    films = {"head": Size(1935, 2400), "hand": Size(1563, 2169), "chest": Size(2919, 3001)}
    canvases = {name: PRESETS[Preset.PAPER].canvas_for(film) for name, film in films.items()}
    assert canvases == {"head": Size(256, 320), "hand": Size(256, 320), "chest": Size(256, 256)}
    assert PRESETS[Preset.QUICK].canvas_for(films["head"]) is None


def test_both_stages_work_on_the_published_canvas(tmp_path):
    points, names = landmarks(), tuple(f"p{number}" for number in range(8))
    for name, pixels in (("e.png", anatomy()), ("a.png", warped(anatomy(), bend(4.0)[1]))):
        save(tmp_path / name, pixels)
    paper = PRESETS[Preset.PAPER]
    two = replace(paper.stage_two, network=UNetConfig((8, 12, 16, 24)), epochs=1)
    canvases = (Size(64, 96), Size(96, 64))  # the films are 220 wide and 280 high
    plan = replace(paper, stage_one=tiny_config(epochs=1), stage_two=two, canvases=canvases)
    settings = PropagationSettings(plan=plan, device="cpu", instance=InstanceConfig(fine=96))
    sources = [FilmSource(name, tmp_path / name) for name in ("e.png", "a.png")]
    exemplar = marks("e.png", points, names)
    learned = run(propagate(sources, [exemplar], Scheme(names), settings)).learned
    assert learned.reference.size == learned.registration[0].size == Size(64, 96)


def test_presets_take_more_the_slower_they_are():
    test, quick, balanced, paper = (
        PRESETS[preset].stage_two.steps(150)
        for preset in (Preset.TEST, Preset.QUICK, Preset.BALANCED, Preset.PAPER)
    )
    assert test < quick < paper
    assert PRESETS[Preset.BALANCED].side > PRESETS[Preset.QUICK].side
    assert PRESETS[Preset.BALANCED].rounds * balanced > quick


def test_a_run_is_never_shorter_than_its_least_steps():
    two = PRESETS[Preset.TEST].stage_two
    assert two.steps(1) == two.least_steps
    assert two.steps(3 * two.least_steps + 3) == two.least_steps + 1


def test_the_labels_of_the_paper_preset_are_what_its_net_says_without_any_fit(tmp_path, monkeypatch):
    for step in ("pose", "register", "register_from"):
        monkeypatch.delattr(InstanceRegistration, step)
    points, names = landmarks(), tuple(f"p{number}" for number in range(8))
    film, moving = anatomy(), warped(anatomy(), bend(4.0)[1])
    for name, pixels in (("e.png", film), ("a.png", moving)):
        save(tmp_path / name, pixels)
    exemplar = marks("e.png", points, names)
    paper = PRESETS[Preset.PAPER]
    two = replace(paper.stage_two, network=UNetConfig((8, 12, 16, 24)), epochs=1)
    plan = replace(paper, stage_one=tiny_config(epochs=1), stage_two=two, side=64, canvases=())
    settings = PropagationSettings(plan=plan, device="cpu", instance=InstanceConfig(fine=192))
    sources = [FilmSource(name, tmp_path / name) for name in ("e.png", "a.png")]
    result = run(propagate(sources, [exemplar], Scheme(names), settings))
    reader = GridReader(192, torch.device("cpu"))
    fixed, seen = (reader.read(name, tmp_path / name) for name in ("e.png", "a.png"))
    config = EdgeTransConfig(instance_optimisation=False)
    alone = EdgeTransRegistration(fixed, points, result.learned.registration[1], config)
    (net_alone,) = run(alone.register([seen]))
    np.testing.assert_array_equal(result.opinions["a.png"]["registration"], net_alone.points)
