"""Global alignment: where, how large, how turned, and whether mirrored the exemplar's anatomy lies on a film.

A multi-start search over rotation, scale, mirror image and all shifts (by FFT) on a coarse grid gives
a few starts; block matching with least trimmed squares turns each into an affine map, and the start
whose descriptors agree best in the end is kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import pixel_positions, sample, size_of
from engine.registration.similarity import gaussian, oriented_gradients


@dataclass(frozen=True, slots=True)
class AlignmentConfig:
    """The multi-start search.

    `rotations` equally spaced over the circle, times `scales` (exemplar -> film), times the mirror
    image. `overlap`: share of the exemplar's weight that must stay on the film.
    """

    rotations: int = 24
    scales: tuple[float, ...] = (0.76, 0.87, 1.0, 1.15, 1.32)
    overlap: float = 0.6


@dataclass(frozen=True, slots=True)
class _Templates:
    """The exemplar turned, scaled and mirrored in M ways, as conjugated spectra [M, ...] on a canvas."""

    maps: Tensor  # [M, 2, 3] exemplar pixel -> canvas pixel
    spectra: Tensor  # [C, M, h, w] of weighted descriptors
    energy: Tensor  # [M, h, w] of weighted squared descriptors
    weight: Tensor  # [M, h, w] of the weights
    total: Tensor  # [M] sum of the weights
    period: int  # side of the padded transforms


def _coarse(image: Tensor) -> Tensor:
    """Descriptors at half the size of `image`, blurred so that the rotation steps suffice."""
    return gaussian(F.avg_pool2d(oriented_gradients(image, reach=8.0), 2), 0.6)


def _conjugated(images: Tensor, shape: tuple[int, int]) -> Tensor:
    """The spectra of `images` [..., H, W] padded to `shape`, ready to be multiplied with a film's."""
    spectra: Tensor = torch.fft.rfft2(images, s=shape)
    return spectra.conj().resolve_conj().contiguous()


def _turns(config: AlignmentConfig, device: torch.device) -> Tensor:
    """All linear parts [M, 2, 2]; the unmirrored ones come first."""
    turns = []
    for mirror in (1.0, -1.0):
        for scale in config.scales:
            for step in range(config.rotations):
                angle = 2 * math.pi * step / config.rotations
                cos, sin = scale * math.cos(angle), scale * math.sin(angle)
                turns.append([[mirror * cos, -sin], [mirror * sin, cos]])
    return torch.tensor(turns, device=device)


class GlobalSearch:
    """Finds the exemplar [1, 1, H, W] with `weight` [1, 1, H, W] on films of its grid's pixel size."""

    def __init__(self, exemplar: Tensor, weight: Tensor, config: AlignmentConfig) -> None:
        self._config = config
        self._exemplar, self._weight = exemplar, weight
        self._templates = self._build()
        self._frames: dict[Size, tuple[Tensor, Tensor]] = {}  # of the last films' size

    def starts(self, film: Tensor, count: int) -> Tensor:
        """Up to `count` clearly different starts [S, 2, 3] (exemplar pixel -> film pixel), best first.

        `film` is [1, 1, H, W], the starts are on the CPU. The best upright start (turned by less than 45
        degrees, not mirrored) is always among them.
        """
        descriptors = _coarse(film)[0]
        scores = self._agreement(descriptors)
        best, where = scores.flatten(1).max(dim=1)
        maps = self._matrices(where, size_of(descriptors))
        found = torch.cat([best[:, None], maps.flatten(1)], dim=1).cpu()  # a GPU is waited for once
        order = found[:, 0].contiguous().argsort(descending=True).tolist()
        poses = found[:, 1:].view(-1, 2, 3)
        upright = [index for index in order if is_upright(poses[index])][:1]
        chosen: list[int] = []
        for index in [order[0], *upright, *order]:
            if len(chosen) < count and all(_differ(poses[index], poses[other]) for other in chosen):
                chosen.append(index)
        return poses[chosen]

    def _agreement(self, descriptors: Tensor) -> Tensor:
        """Normalised correlation [M, h, w] for every start and shift, -1 where too little overlaps."""
        templates = self._templates
        shape = (templates.period, templates.period)
        spectrum = torch.fft.rfft2(descriptors, s=shape)
        # channel after channel: the product of all at once would be M times as large as the film's spectrum
        cross = templates.spectra[0] * spectrum[0]
        for template, channel in zip(templates.spectra[1:], spectrum[1:], strict=True):
            cross.addcmul_(template, channel.expand_as(template))
        power = torch.fft.rfft2((descriptors**2).sum(0), s=shape)
        film_energy: Tensor = torch.fft.irfft2(templates.weight * power, s=shape)
        score: Tensor = film_energy.clamp_(min=1e-3).rsqrt_().mul_(torch.fft.irfft2(cross, s=shape))
        if size_of(descriptors) not in self._frames:
            self._frames = {size_of(descriptors): self._frame(size_of(descriptors))}
        gain, loss = self._frames[size_of(descriptors)]
        return score.mul_(gain).sub_(loss)

    def _frame(self, size: Size) -> tuple[Tensor, Tensor]:
        """What of the correlation depends on the film's descriptors' `size` only: factor and loss [M, h, w].

        0 and 1 where too little overlaps.
        """
        templates = self._templates
        shape = (templates.period, templates.period)
        frame = torch.fft.rfft2(templates.total.new_ones(size.height, size.width), s=shape)
        energy: Tensor = torch.fft.irfft2(templates.energy * frame, s=shape)
        overlap = torch.fft.irfft2(templates.weight * frame, s=shape) / templates.total[:, None, None]
        enough = overlap > self._config.overlap
        gain = energy.clamp_(min=1e-3).rsqrt_() * enough
        return gain, torch.where(enough, 0.15 * (1 - overlap), torch.ones_like(overlap))

    def _matrices(self, where: Tensor, film: Size) -> Tensor:
        """Maps [M, 2, 3] for the best shift of each start; shifts beyond the film are negative ones."""
        period = self._templates.period
        y, x = where // period, where % period
        y = torch.where(y > film.height, y - period, y)
        x = torch.where(x > film.width, x - period, x)
        maps = self._templates.maps.clone()
        maps[:, :, 2] += 2.0 * torch.stack([x, y], dim=1)  # descriptors have half the film's size
        return maps

    def _build(self) -> _Templates:
        size = size_of(self._exemplar)
        side = 2 * math.ceil(1.5 * max(size.width, size.height) / 2)
        turns = _turns(self._config, self._exemplar.device)
        middle = turns.new_tensor(size.centre)
        centre = turns.new_tensor(Size(side, side).centre)
        maps = torch.cat([turns, (centre - turns @ middle)[:, :, None]], dim=2)
        image, weight = self._turned(maps, side)
        descriptors = _coarse(image)
        weight = F.avg_pool2d(weight, 2)
        # long enough that no film of this grid wraps round onto a template
        period = 4 * math.ceil((max(size.width, size.height) + side) / 8)
        padded = (period, period)
        return _Templates(
            maps=maps,
            spectra=_conjugated((descriptors * weight).transpose(0, 1), padded),
            energy=_conjugated((descriptors**2 * weight).sum(1), padded),
            weight=_conjugated(weight[:, 0], padded),
            total=weight.sum(dim=(1, 2, 3)),
            period=period,
        )

    def _turned(self, maps: Tensor, side: int) -> tuple[Tensor, Tensor]:
        """The exemplar and its weight drawn on square canvases by `maps`: two [M, 1, side, side]."""
        linear = torch.linalg.inv(maps[:, :, :2])
        grid = pixel_positions(Size(side, side), maps.device)
        positions = torch.einsum("mij,mjhw->mihw", linear, grid[None] - maps[:, :, 2, None, None])
        count = len(maps)
        image = sample(self._exemplar.expand(count, -1, -1, -1), positions)
        weight = sample(self._weight.expand(count, -1, -1, -1), positions, padding="zeros")
        return image, weight


def is_mirrored(matrix: Tensor) -> bool:
    """True where the affine map [2, 3] turns left into right."""
    return bool(torch.linalg.det(matrix[:, :2]) < 0)


def is_upright(matrix: Tensor) -> bool:
    """True where the affine map [2, 3] neither mirrors nor turns by more than 45 degrees."""
    return not is_mirrored(matrix) and abs(_angle(matrix)) < math.pi / 4


def _angle(matrix: Tensor) -> float:
    return math.atan2(float(matrix[1, 0]), float(matrix[0, 0]))


def _differ(first: Tensor, second: Tensor) -> bool:
    """Starts that block matching would not lead to the same place."""
    if is_mirrored(first) != is_mirrored(second):
        return True
    turn = _angle(first) - _angle(second)
    return abs(math.remainder(turn, 2 * math.pi)) > math.radians(40)
