"""Training of the finder: a small detector of whole films, taught by what the run has found on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import render
from engine.models.trained_model import Finder
from engine.networks.unet import UNetConfig, UNetDetector
from engine.operation import Operation, Progress
from engine.runtime.precision import autocast
from engine.runtime.random import Seeded
from engine.runtime.schedules import Decay, stage_two_decay
from engine.training.augmentation import ViewRanges, draw_views, view_images, view_points
from engine.training.losses import HeatmapLoss, heatmap_loss
from engine.training.patches import Labelled

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


def finder_size(films: Sequence[Size], longest: int) -> Size:
    """The canvas for films of these sizes: the shape of the middle one, sides multiples of 8."""
    ratio = float(np.median([film.width / film.height for film in films]))
    width, height = (longest, longest / ratio) if ratio > 1 else (longest * ratio, longest)
    return Size(max(32, 8 * round(width / 8)), max(32, 8 * round(height / 8)))


def train_finder(films: Labelled, config: FinderConfig, device: torch.device, seed: int) -> Operation[Finder]:
    """A finder from `films` on whole-film canvases; every film counts alike. Yields after every step."""
    generator = torch.Generator().manual_seed(seed)
    with Seeded(seed):
        net = UNetDetector(films.points.shape[1], config.network).to(device)
    optimiser = torch.optim.AdamW(net.parameters(), lr=config.rate, weight_decay=1e-4)
    stride, size = net.stride, films.size
    heat = Size(-(-size.width // stride), -(-size.height // stride))
    for step in range(config.steps):
        share = step / config.steps
        rows = torch.randint(len(films.patches), (config.batch,), generator=generator)
        views = draw_views(len(rows), size, config.ranges, generator)
        images = view_images(views, films.patches[rows].to(device, torch.float32), size, generator)
        points = (view_points(views, films.points[rows]).to(device) + 0.5) / stride - 0.5
        target = render(points, heat, config.sigma[0] * (config.sigma[1] / config.sigma[0]) ** share)
        with autocast(device):
            found = net(images)
        losses = heatmap_loss(HeatmapLoss.PEAK, found, target, config.emphasis)
        loss = (losses * films.trust[rows].to(device).gt(0)).mean()
        for group in optimiser.param_groups:
            group["lr"] = config.rate * stage_two_decay(Decay.COSINE, share)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        yield Progress(STAGE, step + 1, config.steps, metrics={"loss": float(loss.detach())})
    return Finder(config.network, net.eval(), size, config.sigma[1])
