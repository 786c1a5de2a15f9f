"""A gallery of films that registration got nearly right, for rounds of co-teaching."""

from dataclasses import replace

import numpy as np
import torch
from warped_films import on_grid

from engine.geometry.coordinates import Size
from engine.inference.gallery import Gallery
from engine.landmarks import Scheme
from engine.models.reference import Framing, landmark_reference
from engine.oneshot.coteaching_rounds import CoTeachingRounds
from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.settings import PropagationSettings
from engine.registration.opinions import Fused
from engine.runtime.run_store import RunStore

NAMES = ("a", "b", "c")
TRUTH = np.array([[20.0, 25.0], [60.0, 30.0], [35.0, 70.0]])
FILM = Size(90, 100)


def carried_rounds(count, store=None, seed=0, sigma_form=None, **plan):
    """Rounds on `count` films and an exemplar; `plan`: what is other than in the preset quick.

    Whether pretrained features are installed changes nothing.
    """
    reference = landmark_reference([TRUTH], 64, 0.25, [FILM])
    films = Gallery(Scheme(NAMES), NAMES, Framing.LANDMARKS, reference, Size(32, 32))
    random, carried = np.random.default_rng(0), {}
    grey = on_grid(np.full((100, 90), 0.5), 64)
    films.add(type(grey)("e", grey.pixels, grey.image), TRUTH, False)
    for number in range(count):
        points = TRUTH + random.normal(0, 1.0, TRUTH.shape)
        spread = random.uniform(0.5, 2.0, 3)
        name = f"film {number}"
        films.add(type(grey)(name, grey.pixels, grey.image), points, False)
        carried[name] = Fused(points, spread, spread, False, float(random.uniform(0.6, 0.9)))
    changed = replace(PRESETS[Preset.QUICK], **({"views": 1, "pretrained": None} | plan))
    settings = PropagationSettings(seed=seed, sigma_form=sigma_form, plan=changed)
    device = torch.device("cpu")
    return CoTeachingRounds(films, {"e": TRUTH}, carried, settings, device, store or RunStore(None))
