"""Films of two spots, and co-teaching short enough for a test."""

import numpy as np
import torch
from spot_films import spot_film

from engine.coteaching.c2t import CoTeaching, CoTeachingConfig
from engine.geometry.coordinates import Size
from engine.networks.unet import UNetConfig
from engine.training.augmentation import ViewRanges, patch_origin
from engine.training.patches import Labelled, patch_size

CPU, SIZE = torch.device("cpu"), Size(40, 40)


TINY = CoTeachingConfig(
    network=UNetConfig((8, 12, 16)),
    epochs=1,
    least_steps=6,
    batch=3,
    sigma=(2.0, 1.5),
    average=0.9,
    easy=ViewRanges(3.0, 0.05, 0.02, 0.1, 0.1, 0.01),
    hard=ViewRanges(8.0, 0.1, 0.04, 0.1, 0.1, 0.02),
)


def spots(count=7, exemplars=1, size=SIZE, places=((12.0, 14.0), (27.0, 25.0)), spread=3):
    """Films of a bright and a dark spot, which lie within `spread` pixels of `places`."""
    random, patch = np.random.default_rng(0), patch_size(size)
    origin = np.array(patch_origin(torch.zeros(1, 1, patch.height, patch.width), size))
    patches, found = [], []
    for _ in range(count):
        points = np.array(places) + random.uniform(-spread, spread, (2, 2))
        bright, dark = (spot_film(points[i : i + 1] + origin, patch, 2.0) for i in range(2))
        film = 0.5 + 0.5 * bright - 0.5 * dark
        patches.append(torch.from_numpy(film)[None].half())
        found.append(torch.tensor(points, dtype=torch.float32))
    return Labelled(torch.stack(patches), torch.stack(found), torch.ones(count, 2), exemplars, size)


class Starved(CoTeaching):
    """Has memory for `room` films at a time."""

    room = 1

    def _learn(self):
        if self._portion.size > self.room:
            raise RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes.")
        return super()._learn()


def weights(detectors):
    return [value for net in detectors for value in net.state_dict().values()]


def same(first, second):
    pairs = zip(weights(first), weights(second), strict=True)
    return all(torch.equal(one, other) for one, other in pairs)
