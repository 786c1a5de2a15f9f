"""Films of bright spots, and detectors that see spots near where they expect them: places known exactly."""

from dataclasses import replace

import numpy as np
import torch
from PIL import Image
from torch import nn

from engine.geometry.coordinates import Size
from engine.geometry.frames import apply_frame, film_frame, invert_frame
from engine.landmarks import Scheme
from engine.models.reference import Framing, landmark_reference
from engine.models.trained_model import Finder, Fit, TrainedModel, TrainingRecord
from engine.networks.unet import UNetConfig

NAMES = ("S", "left", "right", "tip")
SCHEME = Scheme((*NAMES[:2], "unused", *NAMES[2:]), pairs=(("left", "right"),))
FILM = Size(240, 300)
CANVAS = Size(96, 120)  # of the finder
# no pose of these resembles another one
SPOTS = np.array([[60.3, 60.6], [50.2, 200.1], [190.7, 150.4], [140.5, 60.8]])


def spot_film(points, size=FILM, spread=5.0):
    """A dark film with Gaussian spots at `points` [K, 2]: float32 [H, W] in 0..1."""
    x, y = np.arange(size.width), np.arange(size.height)[:, None]
    spots = [np.exp(-((x - px) ** 2 + (y - py) ** 2) / (2 * spread**2)) for px, py in points]
    return np.max(spots, axis=0).astype(np.float32)


def save_film(path, pixels):
    Image.fromarray(np.rint(pixels * 65535).astype(np.uint16)).save(path)


class SpotNet(nn.Module):
    """Heatmap k is the image within `reach` pixels of place k of `places` [K, 2] on the canvas, else 0."""

    stride = 1

    def __init__(self, places, reach, height=1.0):
        super().__init__()
        self.places, self.reach, self.height = torch.as_tensor(places, dtype=torch.float32), reach, height

    def forward(self, images):
        y, x = (torch.arange(side, dtype=torch.float32) for side in images.shape[-2:])
        px, py = self.places[:, 0, None, None], self.places[:, 1, None, None]
        near = (x - px) ** 2 + (y[:, None] - py) ** 2 < self.reach**2
        return images * near * self.height


def spot_model(framing=Framing.LANDMARKS):
    """A model of exact detectors for films such as `spot_film(SPOTS)`."""
    reference = landmark_reference([SPOTS], 96, 0.25, [FILM])
    whole = apply_frame(invert_frame(film_frame(CANVAS, FILM)), SPOTS)
    places = reference.points
    if framing is Framing.FILM:
        places = apply_frame(invert_frame(film_frame(reference.size, FILM)), SPOTS)
    return TrainedModel(
        scheme=SCHEME,
        names=NAMES,
        framing=framing,
        reference=reference,
        network=UNetConfig(),
        detectors=(SpotNet(places, 14.0), SpotNet(places, 14.0)),
        sigma=3.0,
        finder=Finder(UNetConfig(), SpotNet(whole, 7.0), CANVAS, 2.0),
        registration=None,
        exemplars=(),
        training=TrainingRecord("quick", 0, "cpu", ("e.png",)),
    )


class ContrastNet(SpotNet):
    """As `SpotNet`, but what is brighter than its surroundings counts: it is blind to spots of a negative."""

    asked = 0

    def forward(self, images):
        self.asked += 1
        around = torch.nn.functional.avg_pool2d(images, 31, 1, 15, count_include_pad=False)
        return 1.1 * super().forward((images - around).clamp(min=0))


def contrast_model(framing=Framing.LANDMARKS):
    """As `spot_model`, and it says which films fit."""
    model = spot_model(framing)
    places, finder = model.detectors[0].places, model.finder
    return replace(
        model,
        detectors=(ContrastNet(places, 14.0),),
        finder=replace(finder, net=ContrastNet(finder.net.places, 7.0)),
        fit=Fit(0.6, 0.1),
    )


def turned(points, quarters, mirrored, size=FILM):
    """Where `points` lie when a film of `size` is mirrored, then turned clockwise by quarters; its size."""
    places, width, height = np.array(points), size.width, size.height
    if mirrored:
        places[:, 0] = width - 1 - places[:, 0]
    for _ in range(quarters):
        places = np.stack([height - 1 - places[:, 1], places[:, 0]], axis=1)
        width, height = height, width
    return places, Size(width, height)
