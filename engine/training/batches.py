"""Which films a step shows: batches of one domain each, in an order of their own for every epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from engine.geometry.coordinates import Size, to_stride
from engine.geometry.displacement import in_sight
from engine.geometry.heatmaps import Sigma, render
from engine.networks.laoml_baselines import soft_argmax
from engine.runtime.device import sent
from engine.runtime.random import generator_of
from engine.training.augmentation import Views, draw_views, view_images, view_points
from engine.training.config import TrainingConfig
from engine.training.losses import HeatmapLoss, heatmap_loss
from engine.training.patches import Labelled, shown_patches

_ORDER = 0  # first number of the seeds that order films; steps draw from _DRAW
_DRAW = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Films `rows` [B] of one `domain`, both by number."""

    domain: int
    rows: Tensor


def steps_of_epoch(films: Sequence[int], batch: int) -> int:
    """Steps that show each of so many `films` in each domain once, the last ones of a domain together."""
    return sum(-(-count // batch) for count in films)


@lru_cache(maxsize=4)
def epoch_batches(films: tuple[int, ...], batch: int, seed: int, epoch: int) -> tuple[Batch, ...]:
    """All batches of `epoch`: every film of every domain once, the domains mixed. By (seed, epoch) alone."""
    generator = generator_of(_ORDER, seed, epoch)
    parts = [
        Batch(domain, rows)
        for domain, count in enumerate(films)
        for rows in torch.tensor_split(
            torch.randperm(count, generator=generator), list(range(batch, count, batch))
        )
    ]
    order = torch.randperm(len(parts), generator=generator).tolist()
    return tuple(parts[number] for number in order)


def step_generator(seed: int, step: int, film: int = -1) -> torch.Generator:
    """What `step` draws from; `film`: for what only the film of this number in the batch needs."""
    return generator_of(_DRAW, seed, step, film + 1)


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """The films of one step. `points` [B, K, 2]: view pixels; `weights` [B, K]: 0 for what is not there.

    Both lie where the network does.
    """

    films: Labelled
    batch: Batch
    views: Views
    points: Tensor
    weights: Tensor
    place: tuple[int, int]  # seed and step, from which the grain of every film is drawn

    def images(self, numbers: Sequence[int]) -> Tensor:
        """The views of the films `numbers` of the batch [N, 1, H, W]: each one's grain is its own."""
        # one by one on a CPU, where the last bits of a film hang on those beside it
        parts = [[number] for number in numbers] if self.points.device.type == "cpu" else [numbers]
        images = torch.cat([self._views(part) for part in parts])
        return images.contiguous(memory_format=torch.channels_last)

    def _views(self, numbers: Sequence[int]) -> Tensor:
        views = self.views.part(numbers)
        source = [step_generator(*self.place, number) for number in numbers] if views.noise.any() else None
        patches = shown_patches(self.films, self.batch.rows[numbers], self.points.device)
        return view_images(views, patches, self.films.size, source)


def show(
    films: Labelled, batch: Batch, config: TrainingConfig, seed: int, step: int, device: torch.device
) -> ShownBatch:
    """The `batch` of `step` on `device`, in views drawn by (seed, step), the same on every process."""
    views = draw_views(len(batch.rows), films.size, config.ranges, step_generator(seed, step))
    points = view_points(views, films.points[batch.rows], device)
    weights = sent(films.trust[batch.rows], device) * in_sight(points, films.size)
    return ShownBatch(films, batch, views, points, weights, (seed, step))


def weighted_losses(
    outputs: Sequence[Tensor],
    images: Tensor,
    points: Tensor,
    weights: Tensor,
    config: TrainingConfig,
    sigma: Sigma,
) -> list[Tensor]:
    """The losses [N, K] of each of the `outputs`, film by film and landmark by landmark, times `weights`."""
    losses = []
    for found in outputs:
        heat = Size(found.shape[-1], found.shape[-2])
        stride = round(images.shape[-1] / heat.width)
        places = to_stride(points, stride)
        if config.loss is HeatmapLoss.COORDINATES:
            # what is not there has no weight, but would be no number
            away = soft_argmax(found) - torch.nan_to_num(places)
            losses.append(away.square().mean(dim=2) * weights)
            continue
        target = render(places, heat, sigma)
        losses.append(heatmap_loss(config.loss, found, target, config.emphasis) * weights)
    return losses
