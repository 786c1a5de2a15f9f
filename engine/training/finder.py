"""Training of the finder: a small detector of whole films, taught by what the run has found on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.geometry.coordinates import Size, to_stride
from engine.geometry.heatmaps import render
from engine.models.trained_model import Finder
from engine.networks.detector import moved
from engine.networks.unet import UNetConfig, UNetDetector
from engine.operation import Operation, Progress
from engine.runtime.device import fused, sent
from engine.runtime.memory import Portion
from engine.runtime.precision import Precision, autocast, loss_scaler
from engine.runtime.random import Seeded
from engine.runtime.run_store import RunStore, resumed
from engine.runtime.schedules import Decay, stage_two_decay
from engine.training.augmentation import ViewRanges, draw_views, view_images, view_points
from engine.training.errors import TOO_LITTLE_MEMORY, TrainingError
from engine.training.losses import HeatmapLoss, heatmap_loss
from engine.training.patches import Labelled, beside, shown_patches
from engine.training.step import OptimiserStep

STAGE = "finder"


@dataclass(frozen=True, slots=True)
class FinderConfig:
    """`longest`: longer side of the canvas on which whole films are seen; sigmas in heatmap pixels."""

    network: UNetConfig = field(default_factory=lambda: UNetConfig((24, 32, 48, 64, 96)))
    longest: int = 128
    steps: int = 300
    batch: int = 8
    rate: float = 3e-3
    sigma: tuple[float, float] = (4.0, 2.0)
    emphasis: float = 30.0
    ranges: ViewRanges = field(default_factory=lambda: ViewRanges(20.0, 0.25, 0.1))
    precision: Precision = Precision.AUTO


def finder_size(films: Sequence[Size], longest: int) -> Size:
    """The canvas for films of these sizes: the shape of the middle one, sides multiples of 8."""
    ratio = float(np.median([film.width / film.height for film in films]))
    width, height = (longest, longest / ratio) if ratio > 1 else (longest * ratio, longest)
    return Size(max(32, 8 * round(width / 8)), max(32, 8 * round(height / 8)))


class FinderTraining:
    """One training: `run` it, ask for its `state` after any step, `restore` that in a new one.

    Every film of `films`, whole on its canvas, counts alike.
    """

    def __init__(self, films: Labelled, config: FinderConfig, device: torch.device, seed: int) -> None:
        self._films, self._config, self._device = beside(films, device), config, device
        self._generator = torch.Generator().manual_seed(seed)
        with Seeded(seed):
            self._net = moved(UNetDetector(films.points.shape[1], config.network), device)
        optimiser = torch.optim.AdamW(
            self._net.parameters(), config.rate, weight_decay=1e-4, fused=fused(device)
        )
        scaler = loss_scaler(device, config.precision)
        self._descent = OptimiserStep((self._net,), optimiser, scaler=scaler)
        self._portion = Portion(config.batch, device, TrainingError(TOO_LITTLE_MEMORY))
        self._step = 0

    def run(self) -> Operation[Finder]:
        """Train to the end; yields after every step. Raises `TrainingError` if one film is too much."""
        config = self._config
        while self._step < config.steps:
            drawn = self._generator.get_state()
            at = Progress(STAGE, self._step, config.steps)
            loss = yield from self._portion.attempts(partial(self._learn, drawn), at)
            self._step += 1
            yield Progress(STAGE, self._step, config.steps, metrics={"loss": loss})
        return Finder(config.network, self._net.eval(), self._films.size, config.sigma[1])

    def _learn(self, drawn: Tensor) -> float:
        """One step that draws from the generator's state `drawn` on; the value of its loss."""
        config, share = self._config, self._step / self._config.steps
        self._generator.set_state(drawn)  # an attempt that lacked memory has drawn already
        rows = torch.randint(len(self._films.patches), (config.batch,), generator=self._generator)
        rate = config.rate * stage_two_decay(Decay.COSINE, share)
        return self._descent.make(rate, lambda: self._gradients(rows, share))

    def _gradients(self, rows: Tensor, share: float) -> float:
        """Gradients of the films `rows` after the `share` of the training, a portion at a time."""
        config, size, stride = self._config, self._films.size, self._net.stride
        heat = size.pooled(stride)
        views = draw_views(len(rows), size, config.ranges, self._generator)
        patches = shown_patches(self._films, rows, self._device)
        images = view_images(views, patches, size, self._generator)
        points = to_stride(view_points(views, self._films.points[rows], self._device), stride)
        target = render(points, heat, config.sigma[0] * (config.sigma[1] / config.sigma[0]) ** share)
        known = sent(self._films.trust[rows], self._device).gt(0)
        lost = []
        for part in torch.arange(len(rows)).split(self._portion.size):  # type: ignore[no-untyped-call]
            films = slice(int(part[0]), int(part[-1]) + 1)
            with autocast(self._device, config.precision):
                found = self._net(images[films])
            losses = heatmap_loss(HeatmapLoss.PEAK, found, target[films], config.emphasis)
            loss = (losses * known[films]).mean() * (len(part) / len(rows))
            self._descent.backward(loss)
            lost.append(loss.detach())
        return float(sum(torch.stack(lost).tolist()))  # a GPU is waited for once a step

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        return {
            **self._descent.state(),
            "step": self._step,
            "portion": self._portion.size,
            "generator": self._generator.get_state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and config."""
        self._descent.restore(state)
        self._step, self._portion.size = state["step"], state["portion"]
        self._generator.set_state(state["generator"])


def train_finder(
    films: Labelled,
    config: FinderConfig,
    device: torch.device,
    seed: int,
    store: RunStore,
    name: str = STAGE,
) -> Operation[Finder]:
    """A finder from `films` on whole-film canvases, from where `store` has it under `name`."""
    return (yield from resumed(FinderTraining(films, config, device, seed), store, name))
