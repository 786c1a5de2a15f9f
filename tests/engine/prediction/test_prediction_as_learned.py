"""A prediction does with registration what the run did that learned the model."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from small_nets import tiny_config

from engine.imaging.pixels import learning_pixels
from engine.inference.inference import FilmDetector, on_device
from engine.io.images import read_image
from engine.io.provenance import PRETRAINED, is_installed
from engine.models.checkpoint import Model, load_model, save_model
from engine.models.reference import Framing
from engine.models.trained_model import KeptRegistration, RegistrationUse
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import FilmSource, PropagationSettings, RegistrationMethod, propagate
from engine.operation import run
from engine.phantoms.hand import hand_scheme
from engine.phantoms.phantom import draw_phantom
from engine.prediction.predict import PredictionSettings, predict_with_frames
from engine.registration.edgetrans import EdgeTransConfig
from engine.registration.instance import InstanceConfig
from engine.registration.simpleitk import SimpleItkRegistration

TEST = PRESETS[Preset.TEST]
PLAN = replace(
    TEST, stage_two=replace(TEST.stage_two, least_steps=2), stage_one=tiny_config(epochs=1), side=64,
    framing=Framing.FILM, views=2,
)  # fmt: skip
NET_ALONE = EdgeTransConfig(instance_optimisation=False, local_steps=1)
FITTED = RegistrationUse(side=96, pretrained=is_installed(PRETRAINED))
CPU = torch.device("cpu")
SCHEME, FILM = hand_scheme(), "a.png"


def run_of(folder, plan, registration):
    """A run from one drawn hand to another."""
    drawn = {name: draw_phantom(number, seed=0) for number, name in enumerate(("e.png", FILM))}
    for name, phantom in drawn.items():
        Image.fromarray(phantom.pixels).save(folder / name)
    exemplar = replace(drawn["e.png"].truth, film="e.png")
    settings = PropagationSettings(
        registration=registration, plan=plan, device="cpu", instance=InstanceConfig(fine=96)
    )
    sources = [FilmSource(name, folder / name) for name in drawn]
    return run(propagate(sources, [exemplar], SCHEME, settings))


@pytest.mark.parametrize(
    ("registration", "change", "use"),
    [
        (RegistrationMethod.INSTANCE, {}, FITTED),
        (RegistrationMethod.SIMPLEITK, {}, RegistrationUse(KeptRegistration.SIMPLEITK, side=96)),
        (None, {}, FITTED),
        (
            None,
            {"edgetrans": NET_ALONE, "joins": False},
            RegistrationUse(KeptRegistration.NET, joins=False, local_steps=1, side=96),
        ),
    ],
    ids=("instance", "simpleitk", "net and fit", "net alone, which has no say"),
)
def test_a_kept_model_registers_and_joins_as_the_run_did(tmp_path, monkeypatch, registration, change, use):
    used = []

    class Noted(SimpleItkRegistration):
        def register(self, films):
            used.append(len(films))
            return super().register(films)

    monkeypatch.setattr("engine.prediction.predict.SimpleItkRegistration", Noted)
    found = run_of(tmp_path, replace(PLAN, **change), registration)
    save_model(tmp_path / "m.safetensors", Model({"": found.learned}))
    kept = load_model(tmp_path / "m.safetensors").domain()
    assert (kept.views, kept.registration_use) == (2, use)
    kept = replace(kept, exemplars=found.learned.exemplars)  # a file keeps pixels to 16 bits only
    again = run(predict_with_frames([FilmSource(FILM, tmp_path / FILM)], kept, PredictionSettings("cpu")))
    opinions = again.propagation.opinions[FILM]["registration"]
    assert bool(used) == (use.kind is KeptRegistration.SIMPLEITK)
    if not used:  # ITK's search may take another way from the same start
        assert np.array_equal(opinions, found.opinions[FILM]["registration"], equal_nan=True)
    pixels = learning_pixels(read_image(tmp_path / FILM))
    detectors = FilmDetector(on_device(kept, CPU), CPU)
    alone = detectors.look(pixels, again.frames[FILM], None).fused.points
    marks = again.propagation.sets[FILM]
    points = np.array([marks.get(name).position or (np.nan, np.nan) for name in SCHEME.names])
    known = np.isfinite(points)
    assert np.allclose(points[known], alone[known], atol=1e-6) != use.joins
    assert again.propagation.method.endswith(" with registration") == use.joins
