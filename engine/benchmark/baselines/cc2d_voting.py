"""CC2D's second half (TPL): a network learned from what the first half found, whose pixels vote.

Yao et al., MICCAI 2021: a U-Net answers for each landmark whether a pixel lies near, and how far off the
landmark is; the pixels that are surest vote for a place each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.benchmark.baselines.cc2d_matching import Matching
from engine.benchmark.baselines.task import BaselineTask, CanvasFilm, Epochs, Fitting, LearnedBaseline, fit
from engine.geometry.coordinates import Size, from_stride, to_stride
from engine.geometry.displacement import pixel_positions, size_of
from engine.networks.unet import UNetConfig, UNetDetector
from engine.operation import Operation, Progress
from engine.runtime.precision import exact


@dataclass(frozen=True, slots=True)
class Voting:
    """CC2D-TPL as published. A pixel is near within `radius` of the canvas's longer side.

    The exemplar is in each batch beside the films of `epochs`. `mask_weight` of the focal cross-entropy of
    the masks, `focus` its exponent.
    """

    matching: Matching = field(default_factory=Matching)
    canvas: Size = field(default_factory=lambda: Size(640, 800))
    network: UNetConfig = field(default_factory=lambda: UNetConfig((64, 128, 256, 512, 512), stride=1))
    radius: float = 0.05
    epochs: Epochs = field(default_factory=lambda: Epochs(90, 3, 3e-4, decay=0.1, every=30))
    mask_weight: float = 2.0
    focus: float = 2.0

    @property
    def near(self) -> float:
        """The radius of the masks, in pixels of the network's answer."""
        return self.radius * max(self.canvas.width, self.canvas.height) / self.network.stride

    def learn(self, task: BaselineTask) -> Operation[LearnedBaseline]:
        """Learn to match, find the landmarks on the films to learn from, and learn from these."""
        exemplar, *films = (film.on(self.matching.canvas) for film in (task.exemplar, *task.films))
        points = moved(task.points, task.exemplar, exemplar)
        small = replace(task, exemplar=exemplar, points=points, films=films)
        matched = yield from self.matching.learn(small)
        labels = yield from self._labels(task, small, matched)
        net = UNetDetector(3 * len(task.points), self.network).to(task.device)

        def loss_of(numbers: Tensor) -> Tensor:
            images = torch.cat([task.exemplar.image, task.images(numbers)])
            points = torch.stack([task.points, *(labels[number] for number in numbers.tolist())])
            return self.loss(net(images), to_stride(points, self.network.stride))

        generator = torch.Generator().manual_seed(task.seed)
        training = Fitting("CC2D, voting", net, self.epochs, len(task.films), loss_of, generator)
        losses = yield from fit(training, task.store)
        net.eval()
        return LearnedBaseline(lambda film: self.find(net, film), {**matched.losses, "voting": losses})

    def _labels(
        self, task: BaselineTask, small: BaselineTask, matched: LearnedBaseline
    ) -> Operation[list[Tensor]]:
        """The landmarks [K, 2] that matching finds on the films to learn from, on the canvas of these."""
        labels = []
        for number, (film, seen) in enumerate(zip(task.films, small.films, strict=True)):
            with exact(task.device), torch.no_grad():
                labels.append(moved(matched.find(seen), seen, film))
            yield Progress("CC2D, pseudo-labels", number + 1, len(task.films), film.identity)
        return labels

    def loss(self, answers: Tensor, points: Tensor) -> Tensor:
        """The focal cross-entropy of the masks and the mean absolute error of the offsets inside them.

        `answers` [N, 3K, h, w]: logits of the masks, then offsets across and down, in radii. `points`
        [N, K, 2] on their grid.
        """
        logits, *offsets = answers.chunk(3, dim=1)
        positions = pixel_positions(size_of(answers), answers.device)
        away = (points[..., None, None] - positions) / self.near
        inside = (away.square().sum(dim=2) <= 1).to(answers.dtype)
        entropy = F.binary_cross_entropy_with_logits(logits, inside, reduction="none")
        # exp(-entropy) is the probability of what is true
        focal = ((1 - torch.exp(-entropy)) ** self.focus * entropy).mean()
        missed = (torch.stack(offsets, dim=2) - away).abs().sum(dim=2) * inside
        return self.mask_weight * focal + missed.sum() / inside.sum().clamp(min=1)

    def find(self, net: nn.Module, film: CanvasFilm) -> Tensor:
        """The places [K, 2] with most votes of the surest pixels, as many as a mask has."""
        answers = net(film.image)[0]
        logits, across, down = answers.chunk(3)
        size = size_of(answers)
        valid = F.adaptive_max_pool2d(film.canvas.valid[0], (size.height, size.width))
        masked = logits.masked_fill(valid == 0, -torch.inf).flatten(1)
        count = min(round(math.pi * self.near**2), int((valid > 0).sum()))
        surest = masked.topk(count, dim=1).indices
        offsets = torch.stack([across, down], dim=-1).flatten(1, 2)
        steps = offsets.gather(1, surest[..., None].expand(-1, -1, 2)) * self.near
        places = torch.stack([surest % size.width, surest // size.width], dim=2) + steps
        votes = tops(places.round().long(), size)
        return from_stride(votes, self.network.stride)


def tops(places: Tensor, size: Size) -> Tensor:
    """The pixel of a grid of `size` that most of `places` [K, n, 2] name: [K, 2]; others' votes are void."""
    x, y = places.unbind(dim=2)
    fits = (x >= 0) & (y >= 0) & (x < size.width) & (y < size.height)
    cells = torch.where(fits, y * size.width + x, 0)
    counts = torch.zeros(len(places), size.width * size.height, dtype=torch.long, device=places.device)
    best = counts.scatter_add_(1, cells, fits.long()).argmax(dim=1)
    return torch.stack([best % size.width, best // size.width], dim=1).to(torch.float32)


def moved(points: Tensor, source: CanvasFilm, target: CanvasFilm) -> Tensor:
    """`points` [K, 2] of a film on one canvas, on another."""
    return target.to_canvas(source.to_original(points))
