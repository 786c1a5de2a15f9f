"""What a propagation is known by, and settings that do not fit together."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from tiny_models import tiny

from engine.errors import PropagationError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.oneshot.presets import Preset
from engine.oneshot.propagate import FilmSource, Method, PropagationSettings, RegistrationMethod, propagate
from engine.registration.instance import InstanceConfig
from engine.registration.simpleitk import SimpleItkConfig
from engine.runtime.precision import Precision
from engine.sigma.config import SigmaForm


def begun(settings, films=20):
    point = Landmark("S", 1.0, 2.0, Presence.PRESENT, Origin.ANNOTATED)
    sources = [FilmSource(f"{number}.png", Path(f"{number}.png")) for number in range(films + 1)]
    return next(propagate(sources, [LandmarkSet("0.png", {"S": point})], Scheme(("S",)), settings))


def test_a_run_without_learned_sigmas_is_known_by_what_it_was_known_by_before_there_were_any():
    names = {"method", "registration", "seed", "plan", "weights", "instance", "simpleitk"}
    assert set(PropagationSettings().described()) == names
    keys = {json.dumps(PropagationSettings(sigma_form=form).described()) for form in (None, *SigmaForm)}
    assert len(keys) == 1 + len(SigmaForm)


def test_every_choice_that_decides_a_result_is_part_of_what_a_run_is_known_by():
    usual = PropagationSettings()
    other = {
        "method": Method.REGISTRATION,
        "preset": Preset.BALANCED,
        "registration": RegistrationMethod.SIMPLEITK,
        "seed": 1,
        "plan": replace(usual.chosen_plan, side=64),
        "weights": Path("weights.pth"),
        "sigma_form": SigmaForm.PAPER,
        "instance": InstanceConfig(fine=96),
        "simpleitk": SimpleItkConfig(bins=8),
        "start": tiny(),
        "most_registered": 2,
        "precision": Precision.BFLOAT16,
        "sync_norm": True,
    }
    # the kind of device, and the films that are learned from, are part of it beside the settings
    where_and_who = {"device", "work", "ranks", "most_films", "stop"}  # who asks it to end is no choice
    assert {field.name for field in fields(PropagationSettings)} == set(other) | where_and_who
    keys = [json.dumps(replace(usual, **{name: value}).described()) for name, value in other.items()]
    assert len({json.dumps(usual.described()), *keys}) == 1 + len(other)


def test_sigmas_of_too_few_films_are_refused_before_a_film_is_read():
    with pytest.raises(PropagationError, match="from 20 films at least besides the exemplars, not 19"):
        begun(PropagationSettings(sigma_form=SigmaForm.LAPTOP), 19)
    begun(PropagationSettings(sigma_form=SigmaForm.LAPTOP), 20)


def test_a_preset_that_is_over_before_the_search_begins_is_refused():
    settings = PropagationSettings(preset=Preset.TEST, sigma_form=SigmaForm.PAPER)
    with pytest.raises(PropagationError, match="after 30 passes over the films"):
        begun(settings)


def test_registration_alone_has_no_sigmas():
    with pytest.raises(PropagationError, match="use the one-shot method"):
        begun(PropagationSettings(Method.REGISTRATION, sigma_form=SigmaForm.LAPTOP))
