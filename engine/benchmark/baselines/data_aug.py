"""DataAug: films made from the exemplar by transforms that were learned, for a detector to learn from.

Zhao et al., CVPR 2019. One network learns how films differ from the exemplar in shape, one how they differ
in grey values; the exemplar in the shape of one film and the grey values of another is a film whose
landmarks are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.benchmark.baselines.task import BaselineTask, CanvasFilm, Epochs, Fitting, LearnedBaseline, fit
from engine.geometry.coordinates import Size, from_stride, to_stride
from engine.geometry.displacement import invert_points, size_of, warp
from engine.geometry.heatmaps import decode, render
from engine.networks.unet import UNetConfig, UNetDetector, UNetPyramid
from engine.operation import Operation
from engine.registration.similarity import ssim_loss


class TransformNetwork(nn.Module):
    """Pairs of films [N, 1, H, W] -> smooth maps [N, `outputs`, H, W], 0 before it has learned.

    Its answer has a pixel for each 4 x 4 of the films'; H and W are multiples of 32.
    """

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        self.pyramid = UNetPyramid(channels, in_channels=2)
        self.head = nn.Conv2d(self.pyramid.widths[0], outputs, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        if self.head.bias is not None:
            nn.init.zeros_(self.head.bias)

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """What leads from `first` to `second`."""
        finest: Tensor = self.pyramid(torch.cat([first, second], dim=1))[0]
        return F.interpolate(self.head(finest), size=first.shape[-2:], mode="bilinear", align_corners=False)


@dataclass(frozen=True, slots=True)
class LearnedTransforms:
    """DataAug as published. `smooth` weighs the squared gradients of a field, `flat` those of grey values.

    `alike` weighs the squared differences of grey values. `sigma` of the heatmaps, in pixels of the canvas.
    """

    canvas: Size = field(default_factory=lambda: Size(256, 320))
    channels: int = 32
    spatial: Epochs = field(default_factory=lambda: Epochs(500, 8, 1e-4))
    appearance: Epochs = field(default_factory=lambda: Epochs(100, 8, 1e-4))
    detector: UNetConfig = field(default_factory=UNetConfig)
    detection: Epochs = field(default_factory=lambda: Epochs(300, 8, 1e-3, decay=0.1, every=120))
    smooth: float = 1.0
    alike: float = 50.0
    flat: float = 1.0
    sigma: float = 3.0

    def learn(self, task: BaselineTask) -> Operation[LearnedBaseline]:
        """Learn both transforms, then detect landmarks on films that they make."""
        generator = torch.Generator().manual_seed(task.seed)
        shape = TransformNetwork(self.channels, 2).to(task.device)
        tone = TransformNetwork(self.channels, 1).to(task.device)
        net = UNetDetector(len(task.points), self.detector).to(task.device)
        exemplar, films = task.exemplar.image, len(task.films)

        def misfit(numbers: Tensor) -> Tensor:
            return self.shape_loss(shape, exemplar.expand(len(numbers), -1, -1, -1), task.images(numbers))

        def mistone(numbers: Tensor) -> Tensor:
            return self.tone_loss(tone, exemplar, seen_as(shape, task.images(numbers), exemplar))

        def mistake(numbers: Tensor) -> Tensor:
            others = torch.randint(films, (len(numbers),), generator=generator)
            made, points = self.made(task, shape, tone, numbers, others)
            return self.heat_loss(net(made), points)

        steps = (
            ("DataAug, shapes", shape, self.spatial, misfit),
            ("DataAug, grey values", tone, self.appearance, mistone),
            ("DataAug, detector", net, self.detection, mistake),
        )
        losses = {}
        for stage, learner, epochs, loss_of in steps:
            training = Fitting(stage, learner, epochs, films, loss_of, generator)
            losses[stage] = yield from fit(training, task.store)
            learner.eval()
        return LearnedBaseline(lambda film: self.find(net, film), losses)

    def shape_loss(self, shape: nn.Module, exemplar: Tensor, films: Tensor) -> Tensor:
        """1 - SSIM of each warped to the other, and how uneven the two fields are."""
        fixed, moving = torch.cat([films, exemplar]), torch.cat([exemplar, films])
        step = shape(moving, fixed)
        unlike = ssim_loss(warp(moving, step), fixed, torch.ones_like(fixed[:1]))
        return unlike.mean() + self.smooth * uneven(step)

    def tone_loss(self, tone: nn.Module, exemplar: Tensor, films: Tensor) -> Tensor:
        """How far the exemplar is from `films` in its shape once its grey values are changed."""
        change = tone(exemplar.expand_as(films), films)
        unlike: Tensor = (exemplar + change - films).square().mean()
        return self.alike * unlike + self.flat * uneven(change)

    def heat_loss(self, answers: Tensor, points: Tensor) -> Tensor:
        """Squared error of the heatmaps `answers` of films with `points` [N, K, 2]."""
        stride = self.detector.stride
        wanted = render(to_stride(points, stride), size_of(answers), self.sigma / stride)
        return (answers - wanted).square().sum(dim=(2, 3)).mean()

    def made(
        self, task: BaselineTask, shape: nn.Module, tone: nn.Module, shapes: Tensor, tones: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The exemplar in the shapes and the grey values of the films of these numbers, and its points."""
        exemplar = task.exemplar.image.expand(len(shapes), -1, -1, -1)
        with torch.no_grad():
            there = seen_as(shape, task.images(tones), task.exemplar.image)
            step = shape(exemplar, task.images(shapes))
            made = warp(exemplar + tone(exemplar, there), step)
            start = task.points.expand(len(shapes), -1, -1)
            return made, invert_points(step, start, start)

    def find(self, net: nn.Module, film: CanvasFilm) -> Tensor:
        """The places [K, 2] of the heatmaps' tops."""
        answers = net(film.image)
        valid = F.adaptive_max_pool2d(film.canvas.valid, answers.shape[-2:])
        places = decode(answers * valid, self.sigma / self.detector.stride).points[0]
        return from_stride(places, self.detector.stride)


def seen_as(shape: nn.Module, films: Tensor, exemplar: Tensor) -> Tensor:
    """`films` in the shape of the one `exemplar` [1, 1, H, W]."""
    with torch.no_grad():
        return warp(films, shape(films, exemplar.expand_as(films)))


def uneven(maps: Tensor) -> Tensor:
    """The mean square of the differences between neighbouring pixels of `maps` [N, C, H, W]."""
    parts: Sequence[Tensor] = (maps.diff(dim=2), maps.diff(dim=3))
    return torch.stack([part.square().mean() for part in parts]).mean()
