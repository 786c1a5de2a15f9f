"""How long a run takes, as far as one can say beforehand."""

from dataclasses import replace

import pytest
import torch
from tiny_models import tiny

import engine.oneshot.estimate as module
from engine.coteaching.c2t import CoTeachingConfig
from engine.models.reference import Framing
from engine.oneshot.estimate import _search, duration, estimate
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import Method, PropagationSettings, RegistrationMethod
from engine.operation import run
from engine.registration.instance import InstanceConfig
from engine.runtime.memory import MemoryShortError
from engine.sigma.config import SigmaForm
from engine.sigma.sigma_validation import search_config, sigma_validation_count

ALONE = PropagationSettings(Method.REGISTRATION, device="cpu", instance=InstanceConfig(fine=96))
TEST = replace(ALONE, method=Method.ONE_SHOT, preset=Preset.TEST)


@pytest.fixture
def no_probe(monkeypatch):
    """A machine on which everything takes a tenth of a second."""
    monkeypatch.setattr(module, "_timed", lambda *_: 0.1)


def seconds(films, settings):
    return run(estimate(films, settings)).seconds


def test_this_machine_is_measured_with_the_threads_of_now_and_the_text_says_so():
    threads, steps = torch.get_num_threads(), []
    try:
        torch.set_num_threads(2)
        found = run(estimate(20, TEST), steps.append)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(threads)
    assert 0 < found.seconds < 3600
    assert found.text.startswith("about ")
    assert found.text.endswith("for 20 films on cpu (2 threads)")
    assert {step.stage for step in steps} == {"probing this machine"}


@pytest.mark.parametrize("settings", [ALONE, TEST, replace(TEST, preset=Preset.QUICK)])
def test_more_films_take_longer(no_probe, settings):
    few, some, many = (seconds(films, settings) for films in (1, 50, 1000))
    assert 0 < few < some < many


def test_learning_takes_longer_than_registration_alone(no_probe):
    assert seconds(20, TEST) > seconds(20, ALONE)


def test_each_film_of_registration_counts(no_probe):
    each = (seconds(101, ALONE) - seconds(1 + 1, ALONE)) / 99
    assert each == pytest.approx(0.1 / 2 + 0.1)  # two films in a probe of 0.1 s, and reading
    other = replace(ALONE, registration=RegistrationMethod.SIMPLEITK)
    assert seconds(50, other) > seconds(50, ALONE)


def test_steps_rounds_and_a_learned_registration_count(no_probe):
    plan = PRESETS[Preset.TEST]
    longer = replace(plan, stage_two=replace(plan.stage_two, least_steps=300))
    twice = replace(longer, rounds=2)
    base, more, most = (seconds(50, replace(TEST, plan=each)) for each in (plan, longer, twice))
    assert more > 1.5 * base
    assert most > 1.3 * more  # a further round is half as long
    assert seconds(10, replace(TEST, plan=twice)) == seconds(10, replace(TEST, plan=longer))
    learned = replace(TEST, registration=RegistrationMethod.EDGETRANS)
    assert seconds(10, learned) > base


def test_going_on_from_a_model_and_learning_from_a_part_take_less(no_probe):
    longer = replace(TEST, plan=replace(TEST.chosen_plan, bridges=2))
    assert seconds(50, replace(longer, start=tiny())) < seconds(50, longer)
    many = replace(TEST, plan=replace(PRESETS[Preset.TEST], stage_two=CoTeachingConfig(epochs=20)))
    assert seconds(2000, many) < seconds(2000, replace(many, most_films=2000))
    assert seconds(2000, many) > 2000 * (0.1 + 0.1 / 2)  # the rest is registered, too


@pytest.mark.parametrize(
    ("value", "text"),
    [(2, "10 seconds"), (44, "40 seconds"), (100, "2 minutes"), (3000, "50 minutes"), (9000, "2.5 hours")],
)
def test_durations_are_no_more_exact_than_they_can_be(value, text):
    assert duration(value) == text


def test_of_several_exemplars_two_are_in_the_batches_that_are_tried(monkeypatch):
    tried = []
    monkeypatch.setattr(module, "_both_ways", lambda net, size, count, *_: tried.append(count) or 0.1)
    monkeypatch.setattr(module, "_forward", lambda *_: 0.1)
    monkeypatch.setattr(module, "_registration", lambda *_: 0.1)
    settings = replace(TEST, plan=replace(PRESETS[Preset.TEST], framing=Framing.FILM))
    for exemplars in (1, 3):
        run(estimate(20, settings, exemplars))
    one, several = tried
    assert several == one + 1


def test_networks_are_tried_as_they_learn_and_as_they_are_asked(monkeypatch):
    learn, ask = [], []
    monkeypatch.setattr(module, "_both_ways", lambda net, *_: learn.append(net) or 0.1)
    monkeypatch.setattr(module, "_forward", lambda net, *_: ask.append(net) or 0.1)
    plan = replace(PRESETS[Preset.TEST], framing=Framing.LANDMARKS)
    module._stage_two(replace(TEST, plan=plan), torch.device("cpu"), 20, 20)
    detector, finder = learn
    assert ask[0] is detector  # and another that nobody trains
    for net in (detector, ask[1]):
        parts = [part for part in net.modules() if isinstance(part, torch.nn.Conv2d)]
        assert all(part.weight.is_contiguous(memory_format=torch.channels_last) for part in parts)
        assert {part.dilation for part in parts if part.kernel_size == (1, 1)} == {(2, 2)}
    norms = [isinstance(part, torch.nn.BatchNorm2d) for part in ask[1].modules()]
    assert not any(norms)
    assert detector.training
    assert not ask[1].training
    assert {part.dilation for part in finder.modules() if isinstance(part, torch.nn.Conv2d)} == {(1, 1)}


@pytest.mark.parametrize("form", list(SigmaForm))
def test_a_search_of_sigmas_costs_the_steps_of_its_copies_until_it_is_over(form):
    config, films = CoTeachingConfig(epochs=100, least_steps=0, batch=6), 30
    learned = films - sigma_validation_count(films)
    search, steps = search_config(form, config, learned), learned // 6
    rounds = ((search.until or 100) - search.warm_up) / search.period
    each = min(search.steps or search.period * steps, search.period * steps)
    seconds = _search(form, config, films, step=1.0, seen=0.0)
    whole = rounds * (search.copies - search.broadcast) * each
    assert seconds == pytest.approx(0.0 if search.head_only else whole)
    assert _search(form, config, films, step=0.0, seen=1.0) > 0


def test_where_memory_is_short_the_probe_takes_fewer_films_as_the_run_does(monkeypatch):
    monkeypatch.setattr(module, "_trials", lambda once: once() or 0.5)
    tried = []

    def compute(films, most):
        tried.append(films)
        if films > most:
            raise torch.OutOfMemoryError("CUDA out of memory")

    cpu = torch.device("cpu")
    assert module._timed(lambda films: compute(films, most=1), 4, cpu) == 4 * 0.5
    assert tried == [4, 2, 1]
    with pytest.raises(MemoryShortError, match="even with one film at a time"):
        module._timed(lambda films: compute(films, most=0), 4, cpu)
