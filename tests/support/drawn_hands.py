"""Films of drawn hands for one-shot runs: an exemplar, others, one mirrored, one broken, one black."""

from dataclasses import replace

import numpy as np
from PIL import Image

from engine.oneshot.presets import PRESETS, Preset
from engine.oneshot.propagate import FilmSource, PropagationSettings, propagate
from engine.phantoms.hand import hand_scheme
from engine.phantoms.phantom import draw_phantom
from engine.registration.instance import InstanceConfig

TEST = PRESETS[Preset.TEST]
PLAN = replace(TEST, stage_two=replace(TEST.stage_two, least_steps=10), finder=replace(TEST.finder, steps=4))
SETTINGS = PropagationSettings(plan=PLAN, device="cpu", instance=InstanceConfig(fine=128))
SCHEME = hand_scheme()
NUMBERS = {"e.png": 0, "a.png": 1, "b.png": 4, "flipped.png": 8, "other.png": 2}


class Hands:
    """Films of drawn hands in a folder: one mirrored, one of another size, one broken, one black."""

    def __init__(self, folder):
        self.folder, self.truth = folder, {}
        for name, number in NUMBERS.items():
            drawn = draw_phantom(number, seed=0)
            pixels = np.fliplr(drawn.pixels) if name == "flipped.png" else drawn.pixels
            points = np.array([drawn.truth.get(each).position for each in SCHEME.names])
            if name == "flipped.png":
                points[:, 0] = pixels.shape[1] - 1 - points[:, 0]
            if name == "other.png":  # another shape: registered in a batch of its own
                pixels, points = pixels[:, 40:350], points - np.array([40, 0])
            Image.fromarray(pixels).save(folder / name)
            self.truth[name] = points
            if name == "e.png":
                self.exemplar = replace(drawn.truth, film=name)
        Image.fromarray(np.zeros((512, 400), np.uint16)).save(folder / "black.png")
        (folder / "broken.png").write_bytes(b"no film")

    def propagation(self, settings, *names, marks=None, more=(), corrections=()):
        sources = [FilmSource(name, self.folder / name) for name in names]
        exemplars = [marks or self.exemplar, *more]
        return propagate(sources, exemplars, SCHEME, settings, corrections)


def off(own, truth):
    return np.linalg.norm(np.array([own.get(name).position for name in SCHEME.names]) - truth, axis=1)


def bits(result):
    """Everything that a run found, as values that compare to the bit."""
    nets = [*result.learned.detectors, *([result.learned.finder.net] if result.learned.finder else [])]
    weights = [value.numpy().tobytes() for net in nets for value in net.state_dict().values()]
    said = {
        film: {part: points.tobytes() for part, points in each.items()}
        for film, each in result.opinions.items()
    }
    return result.sets, result.mirrored, dict(result.unreadable), said, weights
