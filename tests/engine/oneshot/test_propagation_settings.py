"""What a propagation is known by, and settings that do not fit together."""

import json
from pathlib import Path

import pytest

from engine.errors import PropagationError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.oneshot.presets import Preset
from engine.oneshot.propagate import FilmSource, Method, PropagationSettings, propagate
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
