"""Labelled films of bright spots, drawn or written, for trainings that last a second."""

import numpy as np
import torch
from spot_films import save_film, spot_film

from engine.geometry.coordinates import Size
from engine.networks.norm import Norm
from engine.networks.unet import UNetConfig
from engine.supervised.systems import Recipe
from engine.training.augmentation import ViewRanges
from engine.training.config import TrainingConfig
from engine.training.finder import FinderConfig
from engine.training.patches import labelled, patch_size
from engine.training.validation import DomainFilms

CANVAS = Size(40, 32)
TINY = UNetConfig((6, 8), 2)
CPU = torch.device("cpu")
FILM = Size(90, 110)
NAMES = ("A", "B", "C")
SHAPE = np.array([[25.0, 30.0], [60.0, 40.0], [45.0, 80.0]])


def config(**changes):
    usual = {
        "epochs": 2,
        "batch": 3,
        "sigma": (2.5, 1.5),
        "ranges": ViewRanges(4.0, 0.03, 0.02, 0.1, 0.1, 0.01),
        "average": 0.9,
    }
    return TrainingConfig(**(usual | changes))


def domain(count=7, landmarks=2, seed=0, checked=2, name=""):
    """`count` patches with spots that differ in size, so that they can be told apart, and their places."""
    random = np.random.default_rng(seed)
    size = patch_size(CANVAS)
    origin = np.array([(size.width - CANVAS.width) / 2, (size.height - CANVAS.height) / 2])
    films = []
    for total in (count, checked):
        points = random.uniform(6, 26, (total, landmarks, 2))
        patches = [_patch(places + origin, size) for places in points]
        places = [torch.tensor(each, dtype=torch.float32) for each in points]
        films.append(
            labelled(patches, places, [np.ones(landmarks)] * total, total, CANVAS) if total else None
        )
    return DomainFilms(name, films[0], films[1], np.full(checked, 0.5), "mm")


def _patch(points, size):
    spots = [spot_film(points[k : k + 1], size, 1.5 + 1.2 * k) * (1 - 0.2 * k) for k in range(len(points))]
    return torch.from_numpy(np.max(spots, axis=0))[None].half()


def recipe(**changes):
    """A recipe with a finder that learns to find the three spots of `write_films` in a few seconds."""
    usual = {
        "network": UNetConfig((8, 12, 16), 2),
        "training": config(epochs=2),
        "longest": 64,
        "finder": FinderConfig(UNetConfig((6, 8, 12)), longest=48, steps=4, batch=3),
        "norm": Norm.BATCH,
    }
    return Recipe("Tiny", **(usual | changes))


def write_films(folder, count=8, table="landmarks.csv", subjects=None):
    """`count` films of three spots in `folder`/films, their places in `folder`/`table`; returns these."""
    (folder / "films").mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(5)
    truth, lines = {}, ["image,subject," + ",".join(f"{name}_x,{name}_y" for name in NAMES)]
    for number in range(count):
        points = SHAPE + random.uniform(-4, 4, 2) + random.normal(0, 1.0, SHAPE.shape)
        spots = [spot_film(points[k : k + 1], FILM, 2.0 + 1.5 * k) * (1 - 0.2 * k) for k in range(3)]
        save_film(folder / "films" / f"{number:02}.png", np.max(spots, axis=0))
        truth[f"{number:02}.png"] = points
        owner = subjects[number] if subjects else ""
        lines.append(f"{number:02}.png,{owner}," + ",".join(f"{value:.3f}" for value in points.ravel()))
    (folder / table).write_text("\n".join(lines) + "\n")
    return truth
