"""What a step of co-teaching shows: which films, in which view, and the heatmaps they should give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.geometry.coordinates import to_stride
from engine.geometry.displacement import in_sight
from engine.geometry.heatmaps import Sigma, render
from engine.runtime.random import generator_of
from engine.training.augmentation import ViewRanges, Views, draw_views, view_images, view_points
from engine.training.patches import Labelled, shown_patches


@dataclass(frozen=True, slots=True)
class ShownViews:
    """A batch in one view: images, target heatmaps [B, K, h, w], and which landmarks are in sight [B, K]."""

    views: Views
    images: Tensor
    target: Tensor
    seen: Tensor

    def part(self, rows: Sequence[int]) -> ShownViews:
        """Only the films `rows`."""
        kept = list(rows)
        return ShownViews(self.views.part(kept), self.images[kept], self.target[kept], self.seen[kept])


def batch_rows(
    films: Labelled, batch: int, clean: int, seed: int, step: int, generator: torch.Generator
) -> Tensor:
    """Pseudo-labelled films, each once an epoch, and so many `clean` exemplars as the last rows: [B + C]."""
    count, seen = len(films.patches) - films.exemplars, step * batch
    order = torch.cat(
        [
            torch.randperm(count, generator=place_generator(seed, -1, epoch))
            for epoch in (seen // count, seen // count + 1)
        ]
    )
    start = seen % count
    exemplars = torch.randint(films.exemplars, (clean,), generator=generator)
    return torch.cat([order[start : start + batch] + films.exemplars, exemplars])


def show(
    films: Labelled,
    rows: Tensor,
    ranges: ViewRanges,
    sigma: Sigma,
    stride: int,
    device: torch.device,
    generator: torch.Generator,
) -> ShownViews:
    """The films `rows` in views drawn from `ranges`; `sigma` of the targets, heatmap pixels."""
    size = films.size
    views = draw_views(len(rows), size, ranges, generator)
    images = view_images(views, shown_patches(films, rows, device), size, generator)
    points = to_stride(view_points(views, films.points[rows], device), stride)
    heat = size.pooled(stride)
    target = render(points, heat, sigma)
    return ShownViews(views, images, target, in_sight(points, heat))


def place_generator(*place: int) -> torch.Generator:
    """A generator that is seeded by whole numbers; neighbours have nothing in common."""
    return generator_of(*(abs(part) * 2 + (part < 0) for part in place))
