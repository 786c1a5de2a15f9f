"""CC2D's first half (SSL): a network learns to find patches of a film again, then those of the exemplar.

Yao et al., MICCAI 2021. Two networks give features of a film and of a patch at five strides; trained to be
alike at the same place, they find the patch around each landmark of the exemplar on other films.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.benchmark.baselines.task import BaselineTask, CanvasFilm, Epochs, Fitting, LearnedBaseline, fit
from engine.geometry.coordinates import Size, to_stride
from engine.geometry.displacement import pixel_positions, sample, size_of
from engine.networks.residual import conv_norm, initialise
from engine.operation import Operation


class MatchingNetwork(nn.Module):
    """Films [N, 1, H, W] -> features of length 1 at strides 32, 16, 8, 4, 2: [N, `embedding`, h, w] each.

    `widths` of the encoder, finest first: level i lies at stride 2^(i + 1).
    """

    def __init__(self, widths: Sequence[int], embedding: int) -> None:
        super().__init__()
        self.down = nn.ModuleList(
            nn.Sequential(conv_norm(before, width, stride=2), conv_norm(width, width))
            for before, width in pairwise((1, *widths))
        )
        self.up = nn.ModuleList(conv_norm(fine + coarse, fine) for fine, coarse in pairwise(widths))
        self.out = nn.ModuleList(nn.Conv2d(width, embedding, 1) for width in widths)
        initialise(self)

    def forward(self, films: Tensor) -> list[Tensor]:
        """The features, coarse to fine."""
        maps, x = [], films
        for down in self.down:
            x = down(x)
            maps.append(x)
        for level in reversed(range(len(self.up))):
            coarse = F.interpolate(maps[level + 1], size=maps[level].shape[-2:], mode="bilinear")
            maps[level] = self.up[level](torch.cat([maps[level], coarse], dim=1))
        outputs = [F.normalize(out(level), dim=1) for out, level in zip(self.out, maps, strict=True)]
        return outputs[::-1]


@dataclass(frozen=True, slots=True)
class PatchViews:
    """Square patches of `side` pixels that show a point between `near` and 1 - `near` of their sides.

    Turned by up to `degrees`; brightness and contrast change by up to these shares.
    """

    side: int = 192
    near: float = 0.1
    degrees: float = 20.0
    brightness: float = 0.15
    contrast: float = 0.25

    def draw(self, films: Tensor, points: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Patches [N, 1, side, side] of `films` with their `points` [N, 2], and these in the patches."""
        count = len(films)
        uniform = torch.rand(count, 5, generator=generator).to(films.device)
        inner = (self.near + (1 - 2 * self.near) * uniform[:, :2]) * (self.side - 1)
        patches = self.cut(films, points, inner, (2 * uniform[:, 2] - 1) * math.radians(self.degrees))
        mean = patches.mean(dim=(1, 2, 3), keepdim=True)
        factor = 1 + (2 * uniform[:, 3] - 1) * self.contrast
        level = 1 + (2 * uniform[:, 4] - 1) * self.brightness
        toned = (patches - mean) * factor[:, None, None, None] + mean
        return toned * level[:, None, None, None], inner

    def cut(self, films: Tensor, points: Tensor, inner: Tensor, angles: Tensor) -> Tensor:
        """Patches of `films` [N, 1, H, W] with `points` [N, 2] at `inner` [N, 2], turned around them."""
        cosine, sine = angles.cos(), angles.sin()
        turns = torch.stack([cosine, -sine, sine, cosine], dim=1).view(-1, 2, 2)
        offsets = pixel_positions(Size(self.side, self.side), films.device) - inner[:, :, None, None]
        places = torch.einsum("nij,njhw->nihw", turns, offsets) + points[:, :, None, None]
        return sample(films, places, "zeros")


@dataclass(frozen=True, slots=True)
class Matching:
    """CC2D-SSL as published. `temperature` of the cosines; cells further away than `reach` do not count.

    The deepest level looks at the whole film. Wrong cells get up to `margin` on their cosine, `slope` a cell.
    """

    canvas: Size = field(default_factory=lambda: Size(384, 384))
    widths: tuple[int, ...] = (64, 128, 256, 512, 512)
    embedding: int = 64
    views: PatchViews = field(default_factory=PatchViews)
    epochs: Epochs = field(
        default_factory=lambda: Epochs(300, 8, 1e-3, decay=0.5, every=50, repeats=11, weight_decay=1e-4)
    )
    temperature: float = 10.0
    reach: int = 11
    slope: float = 0.07
    margin: float = 0.8

    def learn(self, task: BaselineTask) -> Operation[LearnedBaseline]:
        """Learn to find patches of all films again, then find those of the exemplar."""
        nets = nn.ModuleList(MatchingNetwork(self.widths, self.embedding) for _ in range(2)).to(task.device)
        whole, patch = nets
        films = [task.exemplar, *task.films]
        generator = torch.Generator().manual_seed(task.seed)

        def loss_of(numbers: Tensor) -> Tensor:
            drawn = [films[number] for number in numbers.tolist()]
            images, corners = torch.cat([film.image for film in drawn]), [film.corners for film in drawn]
            shares = torch.rand(len(drawn), 2, generator=generator).to(images.device)
            points = torch.stack(
                [ends[0] + share * (ends[1] - ends[0]) for ends, share in zip(corners, shares, strict=True)]
            )
            patches, inner = self.views.draw(images, points, generator)
            return self.loss(whole(images), at_points(patch(patches), inner, images), points, images)

        training = Fitting("CC2D, matching", nets, self.epochs, len(films), loss_of, generator)
        losses = yield from fit(training, task.store)
        nets.eval()
        templates = self.templates(patch, task)
        return LearnedBaseline(lambda film: find(whole, templates, film), {"matching": losses})

    def loss(self, maps: Sequence[Tensor], anchors: Sequence[Tensor], points: Tensor, like: Tensor) -> Tensor:
        """Sum over the levels of the cross-entropy of the true cell among the cells of the film.

        `maps` coarse to fine, `anchors` [N, D] a level, `points` [N, 2] on films of the size of `like`.
        """
        total = like.new_zeros(())
        for level, (features, anchor) in enumerate(zip(maps, anchors, strict=True)):
            size = size_of(features)
            stride = like.shape[-1] // size.width
            last = points.new_tensor([size.width - 1, size.height - 1])
            cells = torch.minimum(to_stride(points, stride).round().clamp(min=0), last)
            away = (pixel_positions(size, like.device) - cells[:, :, None, None]).abs()
            bias = (self.slope * away.square().sum(dim=1).sqrt()).clamp(max=self.margin)
            logits = self.temperature * (torch.einsum("ndhw,nd->nhw", features, anchor) + bias)
            if level:
                logits = logits.masked_fill(away.amax(dim=1) > self.reach, -torch.inf)
            truth = (cells[:, 1] * size.width + cells[:, 0]).long()
            total = total + F.cross_entropy(logits.flatten(1), truth)
        return total

    def templates(self, patch: nn.Module, task: BaselineTask) -> list[Tensor]:
        """The features [K, D] of each level at the landmarks of the exemplar, amid patches around them."""
        count = len(task.points)
        inner = torch.full_like(task.points, (self.views.side - 1) / 2)
        images, angles = task.exemplar.image.expand(count, -1, -1, -1), task.points.new_zeros(count)
        with torch.no_grad():
            patches = self.views.cut(images, task.points, inner, angles)
            return at_points(patch(patches), inner, patches)


def at_points(maps: Sequence[Tensor], points: Tensor, like: Tensor) -> list[Tensor]:
    """Features [N, D] of length 1 of each of `maps` at `points` [N, 2] of the images `like`."""
    found = []
    for features in maps:
        places = to_stride(points, like.shape[-1] // features.shape[-1])
        found.append(F.normalize(sample(features, places[:, :, None, None])[:, :, 0, 0], dim=1))
    return found


def find(whole: nn.Module, templates: Sequence[Tensor], film: CanvasFilm) -> Tensor:
    """The places [K, 2] of `film` where the product of the cosines of all levels is highest."""
    maps, shape = whole(film.image), film.image.shape[-2:]
    total = film.image.new_zeros(len(templates[0]), *shape)
    for features, template in zip(maps, templates, strict=True):
        cosines = torch.einsum("dhw,kd->khw", features[0], template)
        # logarithms, so that a product of small cosines keeps its digits
        total += F.interpolate(cosines[None], size=shape, mode="bilinear")[0].clamp(min=1e-6).log()
    best = total.masked_fill(film.canvas.valid[0] == 0, -torch.inf).flatten(1).argmax(dim=1)
    return torch.stack([best % shape[1], best // shape[1]], dim=1).to(torch.float32)
