"""3FabRec: a network learns to draw films from short codes, then to draw heatmaps in their place.

Browatzki and Wallraven, CVPR 2020. What the decoder knows of unlabelled films is kept; convolutions between
its last levels learn from the exemplar alone where the landmarks lie in what it draws.
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
from engine.geometry.coordinates import Size, from_stride, to_stride
from engine.geometry.displacement import affine_field, invert_affine, size_of, warp
from engine.geometry.heatmaps import decode, render
from engine.networks.residual import BasicBlock, conv, initialise
from engine.operation import Operation
from engine.registration.similarity import ssim_loss

STRIDE = 2  # of the heatmaps


class DrawingNetwork(nn.Module):
    """Films [N, 1, H, W] -> codes [N, `code`] -> films; H and W are those of `sides`.

    `widths`, finest first: level i lies at stride 2^(i + 1).
    """

    def __init__(self, sides: Size, widths: Sequence[int], code: int) -> None:
        super().__init__()
        deepest = 2 ** len(widths)
        self.start = (widths[-1], sides.height // deepest, sides.width // deepest)
        self.down = nn.Sequential(*(_two(before, width, 2) for before, width in pairwise((1, *widths))))
        self.encode = nn.Linear(widths[-1], code)
        self.decode = nn.Linear(code, math.prod(self.start))
        outputs = (*reversed(widths[:-1]), widths[0])
        self.up = nn.ModuleList(
            _two(before, width, 1) for before, width in zip(reversed(widths), outputs, strict=True)
        )
        self.picture = conv(widths[0], 1, bias=True)
        initialise(self)

    def codes(self, films: Tensor) -> Tensor:
        """What is to be remembered of `films`."""
        code: Tensor = self.encode(self.down(films).mean(dim=(2, 3)))
        return code

    def forward(self, films: Tensor) -> Tensor:
        """The `films` drawn anew."""
        x = self.decode(self.codes(films)).unflatten(1, self.start)
        for up in self.up:
            x = up(F.interpolate(x, scale_factor=2.0))
        return torch.sigmoid(self.picture(x))


class HeatmapLayers(nn.Module):
    """Convolutions after `COUNT` levels of a decoder, up to the one that has a pixel for 4 x 4 of a film."""

    COUNT = 4

    def __init__(self, drawing: DrawingNetwork, widths: Sequence[int], landmarks: int) -> None:
        super().__init__()
        self.first = max(0, len(widths) - 2 - self.COUNT)  # the level after which the first of them comes
        levels = tuple(reversed(widths[1:-1]))[self.first :]
        self.between = nn.ModuleList(conv(width, width, bias=True) for width in levels)
        self.heads = conv(widths[1], landmarks, bias=True)
        self.drawing = (drawing,)  # in a tuple: its weights are not among those that learn here

    def forward(self, films: Tensor) -> Tensor:
        """Heatmaps [N, K, H / 2, W / 2] of what the decoder draws of `films`."""
        [drawing] = self.drawing
        with torch.no_grad():
            codes = drawing.codes(films)
        x = drawing.decode(codes).unflatten(1, drawing.start)
        for level, up in enumerate(list(drawing.up)[:-2]):
            x = up(F.interpolate(x, scale_factor=2.0))
            if level >= self.first:
                x = self.between[level - self.first](x)
        heatmaps: Tensor = self.heads(F.interpolate(x, scale_factor=2.0))
        return heatmaps


def _two(inputs: int, width: int, stride: int) -> nn.Sequential:
    return nn.Sequential(BasicBlock(inputs, width, stride), BasicBlock(width, width))


@dataclass(frozen=True, slots=True)
class AffineViews:
    """Films turned by up to `degrees`, sheared by up to `shear` degrees, shifted by a share of their sides.

    `scale`: between which they are made larger.
    """

    degrees: float = 30.0
    shift: float = 0.04
    scale: tuple[float, float] = (0.94, 1.05)
    shear: float = 5.0

    def draw(self, films: Tensor, points: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Views of `films` [N, 1, H, W] and their `points` [N, K, 2] in these."""
        size = size_of(films)
        uniform = torch.rand(len(films), 5, generator=generator).to(films.device) * 2 - 1
        angle = uniform[:, 0] * math.radians(self.degrees)
        shear = (uniform[:, 1] * math.radians(self.shear)).tan()
        low, high = self.scale
        factor = low + (high - low) * (uniform[:, 2] + 1) / 2
        cosine, sine = angle.cos() * factor, angle.sin() * factor
        across, down = torch.stack([cosine, sine], dim=1), torch.stack([-sine, cosine], dim=1)
        linear = torch.stack([across, down + shear[:, None] * across], dim=2)
        centre = films.new_tensor(size.centre)
        shift = uniform[:, 3:] * self.shift * films.new_tensor([size.width, size.height])
        onto = torch.cat([linear, (centre + shift - linear @ centre)[:, :, None]], dim=2)
        moved = torch.einsum("nij,nkj->nki", linear, points) + onto[:, None, :, 2]
        return warp(films, affine_field(invert_affine(onto), size)), moved


@dataclass(frozen=True, slots=True)
class Redrawing:
    """3FabRec as published. `structure` weighs 1 - SSIM against the mean difference in grey values of 255.

    `weight` of the squared error of heatmaps, whose `sigma` is in pixels of the canvas.
    """

    canvas: Size = field(default_factory=lambda: Size(256, 256))
    widths: tuple[int, ...] = (64, 64, 64, 128, 256, 512)
    code: int = 99
    drawing: Epochs = field(default_factory=lambda: Epochs(1000, 50, 2e-5, repeats=10))
    drawn: AffineViews = field(default_factory=lambda: AffineViews(45.0, 0.035, (0.94, 1.03)))
    heatmaps: Epochs = field(default_factory=lambda: Epochs(100, 40, 1e-3, repeats=400))
    views: AffineViews = field(default_factory=AffineViews)
    structure: float = 60.0
    weight: float = 300.0
    sigma: float = 7.0

    def learn(self, task: BaselineTask) -> Operation[LearnedBaseline]:
        """Learn to draw all films, then the exemplar's heatmaps."""
        generator = torch.Generator().manual_seed(task.seed)
        films = [task.exemplar, *task.films]
        net = DrawingNetwork(self.canvas, self.widths, self.code).to(task.device)
        layers = HeatmapLayers(net, self.widths, len(task.points)).to(task.device)

        def misdrawn(numbers: Tensor) -> Tensor:
            images = torch.cat([films[number].image for number in numbers.tolist()])
            seen, _ = self.drawn.draw(images, images.new_zeros(len(images), 0, 2), generator)
            return self.drawing_loss(net(seen), seen)

        def misplaced(numbers: Tensor) -> Tensor:
            images = task.exemplar.image.expand(len(numbers), -1, -1, -1)
            points = task.points.expand(len(numbers), -1, -1)
            seen, there = self.views.draw(images, points, generator)
            return self.heatmap_loss(layers(seen), there)

        drawing = Fitting("3FabRec, drawing", net, self.drawing, len(films), misdrawn, generator)
        drawn = yield from fit(drawing, task.store)
        net.eval()
        placing = Fitting("3FabRec, heatmaps", layers, self.heatmaps, 1, misplaced, generator)
        placed = yield from fit(placing, task.store)
        layers.eval()
        return LearnedBaseline(lambda film: self.find(layers, film), {"drawing": drawn, "heatmaps": placed})

    def drawing_loss(self, drawn: Tensor, films: Tensor) -> Tensor:
        """Half the mean difference in grey values of 255, half the lack of structure."""
        unlike = ssim_loss(drawn, films, torch.ones_like(films[:1])).mean()
        return 0.5 * 255 * (drawn - films).abs().mean() + 0.5 * self.structure * unlike

    def heatmap_loss(self, answers: Tensor, points: Tensor) -> Tensor:
        """Squared error of the heatmaps `answers` of films with `points` [N, K, 2]."""
        wanted = render(to_stride(points, STRIDE), size_of(answers), self.sigma / STRIDE)
        return self.weight * F.mse_loss(answers, wanted)

    def find(self, layers: nn.Module, film: CanvasFilm) -> Tensor:
        """The places [K, 2] of the heatmaps' tops."""
        answers = layers(film.image)
        valid = F.adaptive_max_pool2d(film.canvas.valid, answers.shape[-2:])
        return from_stride(decode(answers * valid, self.sigma / STRIDE).points[0], STRIDE)
