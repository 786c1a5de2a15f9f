"""Films of a few bars, and models of known weights in files that see rows of bars, or columns, and no other.

Two anatomies whose models refuse each other's films, without any training.
"""

from dataclasses import replace
from enum import Enum

import numpy as np
import torch
from PIL import Image
from tiny_models import tiny

from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, save_model
from engine.models.reference import Reference
from engine.models.trained_model import Fit
from engine.networks.detector import new_detectors
from engine.networks.unet import UNetConfig

CANVAS, PITCH, SIDE = Size(48, 56), 2, 12  # of the film a pixel; the patch of bars, canvas pixels
NETWORK = UNetConfig((4, 6), stride=1)
_HEIGHT = 0.05  # makes the heatmap of a patch about 1 high


class Bars(Enum):
    ROWS = ("Top", "Bottom")
    COLUMNS = ("Left", "Right", "Middle")


def bar_film(bars, at=(16, 20)):
    """A dark film [112, 96] with a patch of bars, two canvas pixels wide, at `at` (canvas pixels)."""
    canvas, (x, y) = np.full((CANVAS.height, CANVAS.width), 10, np.uint8), at
    across = 255 * (np.arange(SIDE) // 2 % 2).astype(np.uint8)
    patch = np.tile(across, (SIDE, 1))
    canvas[y : y + SIDE, x : x + SIDE] = patch.T if bars is Bars.ROWS else patch
    return np.kron(canvas, np.ones((PITCH, PITCH), np.uint8))


def strange_film():
    """A film of neither: a soft ramp."""
    return np.tile(np.linspace(10, 240, CANVAS.width * PITCH).astype(np.uint8), (CANVAS.height * PITCH, 1))


def save_film(path, pixels):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def bar_model(bars, title, names=(), height=1.0, **more):
    """The model of one kind of bars; `height`: of its heatmaps, and so how well its films fit."""
    names = names or bars.value
    detector = new_detectors(len(names), NETWORK, 1)[0]
    row = torch.tensor([-1.0, 2.0, -1.0])[:, None].repeat(1, 3) * _HEIGHT * height
    lines = (row, row.T) if bars is Bars.ROWS else (row.T, row)
    with torch.no_grad():
        for weights in detector.state_dict().values():
            if weights.ndim == 4:
                weights.zero_()
                middle = weights.shape[-1] // 2
                weights[:1, 0, middle, middle] = 1.0
        detector.stem[0].weight[0, 0], detector.stem[0].weight[1, 0] = lines
        detector.stem[3].weight[0, 1, 1, 1] = -1.0  # the ends of the other bars look like bars
        detector.head.weight[:, 0] = 1.0
    model = tiny(
        names,
        title,
        scheme=Scheme(tuple(names)),
        network=NETWORK,
        detectors=(detector,),
        finder=None,
        views=1,
    )
    points = np.linspace([18.0, 22.0], [26.0, 30.0], len(names))
    model = replace(model, reference=Reference(CANVAS, points, float(PITCH)), fit=Fit(0.65, 2.0))
    return replace(model, **more)


def save_bars(path, bars, title, **more):
    """Write such a model to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_model(path, Model({"": bar_model(bars, title, **more)}))
