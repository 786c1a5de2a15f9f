"""How long a training will take on this machine: one step of it is made on noise, then arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from engine.geometry.coordinates import Size
from engine.models.reference import Framing
from engine.networks.detector import build_network
from engine.operation import Operation, Progress, run
from engine.runtime.random import Seeded
from engine.supervised.systems import Recipe
from engine.training.batches import steps_of_epoch
from engine.training.detection import detect
from engine.training.finder import FinderTraining, finder_size
from engine.training.patches import Labelled, labelled, patch_size
from engine.training.trainer import Trainer
from engine.training.validation import AT_ONCE, DomainFilms

_SLOW = 2.0  # s: a first step that takes longer is not made again only to be warm
_READING = 0.2  # s to read a film and to find where it is to be looked at


@dataclass(frozen=True, slots=True)
class TrainingPace:
    """What a training costs here: seconds for a step, for looking at one film kept back, and to begin.

    `views`: in how many a film is seen in the end.
    """

    step: float
    look: float
    beginning: float
    batch: int
    views: int = 1

    def seconds(self, epochs: int, learned: int, kept_back: int) -> float:
        """A whole training on so many films."""
        epoch = steps_of_epoch((learned,), self.batch) * self.step + kept_back * self.look
        measuring = kept_back * (self.views * self.look + _READING)  # once more, in the end
        return self.beginning + (learned + kept_back) * _READING + epochs * epoch + measuring


def training_pace(
    recipe: Recipe, landmarks: int, film: Size, device: torch.device
) -> Operation[TrainingPace]:
    """Make steps of `recipe` on noise of the shape of `film` [px], with as many threads as torch has now.

    Holds while nothing else computes. Validation of an epoch is one look at each film kept back.
    """
    factor = recipe.longest / max(film.width, film.height)
    width, height = (
        max(32, recipe.multiple * round(side * factor / recipe.multiple))
        for side in (film.width, film.height)
    )
    size = Size(width, height)
    with Seeded(0):
        net = build_network([landmarks], recipe.network)
    films = _noise(recipe.training.batch, landmarks, size)
    trainer = Trainer(net, [DomainFilms("", films)], recipe.training, device, 0)
    yield Progress("probing this machine", 0, 0)

    step = yield from _timed(lambda: run(trainer.advance(trainer.step + 1)))
    count = 1 if device.type == "cpu" else AT_ONCE
    shown = films.patches[:1].expand(count, -1, -1, -1).to(device)
    look = yield from _timed(lambda: detect((net.eval(),), shown, size, 2.0, views=1))
    beginning = 0.0
    if recipe.framing is Framing.LANDMARKS:
        canvas = finder_size([film], recipe.finder.longest)
        finder = FinderTraining(
            _noise(recipe.finder.batch, landmarks, canvas), recipe.finder, device, 0
        ).run()
        beginning = recipe.finder.steps * (yield from _timed(lambda: next(finder)))
    return TrainingPace(step, look / count, beginning, recipe.training.batch, recipe.views)


def _noise(count: int, landmarks: int, size: Size) -> Labelled:
    generator = torch.Generator().manual_seed(0)
    patch = patch_size(size)
    patches = [torch.rand(1, patch.height, patch.width, generator=generator).half() for _ in range(count)]
    points = [torch.rand(landmarks, 2, generator=generator) * min(size.width, size.height) for _ in patches]
    return labelled(patches, points, [np.ones(landmarks)] * count, count, size)


def _timed(compute: Callable[[], object]) -> Operation[float]:
    """Seconds that `compute` takes, the second time where the first one, which warms up, is quick."""
    spent = 0.0
    for _ in range(2):
        start = time.perf_counter()
        compute()
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        spent = time.perf_counter() - start
        yield Progress("probing this machine", 0, 0)
        if spent > _SLOW:
            break
    return spent
