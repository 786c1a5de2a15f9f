"""Registration by instance optimisation: no training, every film is fitted to the exemplar on its own.

Global alignment (multi-start, mirror image, any rotation), then coarse-to-fine discrete search and
gradient refinement in both directions. The mean of the two ways is the prediction and their
distance, the cycle gap, says how far to trust it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.coordinates import Points, Size, resize_affine
from engine.registration.alignment import AlignmentConfig, GlobalSearch, is_mirrored, is_upright
from engine.registration.discrete import SearchLevel, block_affine, search
from engine.registration.displacement import (
    affine_after,
    affine_field,
    compose,
    compose_affine,
    invert_affine,
    invert_points,
    local_linear,
    pixel_positions,
    rescale_affine,
    size_of,
    transfer_points,
    warp,
)
from engine.registration.films import Carried, GridFilm
from engine.registration.refine import RefineConfig, edge_weight, refine
from engine.registration.similarity import oriented_gradients
from engine.registration.subpixel import SubpixelConfig, refine_points, to_original_axes


@dataclass(frozen=True, slots=True)
class InstanceConfig:
    """Grid sizes (longest side in pixels) and the schedule of every stage."""

    fine: int = 384
    coarse: int = 96
    starts: int = 3
    alignment: AlignmentConfig = field(default_factory=AlignmentConfig)
    affine_levels: tuple[SearchLevel, ...] = (
        SearchLevel(8, 4, 1.0),
        SearchLevel(8, 3, 1.0),
        SearchLevel(8, 2, 1.0),
        SearchLevel(4, 4, 1.0),
        SearchLevel(4, 3, 1.0),
        SearchLevel(4, 2, 1.0),
    )
    levels: tuple[SearchLevel, ...] = (
        SearchLevel(8, 6, 2.0),
        SearchLevel(4, 5, 1.5),
        SearchLevel(2, 3, 1.5),
    )
    refinement: RefineConfig = field(default_factory=RefineConfig)
    subpixel: SubpixelConfig = field(default_factory=SubpixelConfig)
    focus: float = 0.08  # reach of a landmark's weight in the alignment, share of the longest side


class InstanceRegistration:
    """One exemplar, ready to be registered to any number of films.

    `exemplar` is on its fine grid; `points` [K, 2] (x, y) in its original pixels, all placed.
    """

    @torch.no_grad()
    def __init__(self, exemplar: GridFilm, points: Points, config: InstanceConfig) -> None:
        self._config, self._film = config, exemplar
        self._image, self._points = exemplar.image, exemplar.to_grid(points)
        self._original_points = torch.as_tensor(points, dtype=torch.float32, device=exemplar.image.device)
        reach = config.focus * max(exemplar.grid.width, exemplar.grid.height)
        self._weight = landmark_weight(self._points, exemplar.grid, reach)
        self._near = landmark_weight(self._points, exemplar.grid, reach / 2)
        self._descriptors = oriented_gradients(self._image)
        self._factor = config.fine // config.coarse
        coarse = F.avg_pool2d(self._image, self._factor), F.avg_pool2d(self._weight, self._factor)
        self._search = GlobalSearch(*coarse, config.alignment)
        self._ambiguity = self._own_ambiguity()

    @torch.no_grad()
    def register(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        """Carry the landmarks to `films`, all of one grid size; yields the name of each stage."""
        images = torch.cat([film.image for film in films])
        matrices = yield from self._align(images)
        forward = yield from self._deform(self._image, images, matrices)
        backward = yield from self._deform(images, self._image, invert_affine(matrices))
        there = transfer_points(forward, self._points[None])
        back = invert_points(backward, self._points[None], there)
        agreements = agreement(self._descriptors, oriented_gradients(warp(images, forward)), self._near)
        yield "sub-pixel refinement"
        return [
            self._carried(film, forward[i : i + 1], there[i], back[i], agreements[i], matrices[i])
            for i, film in enumerate(films)
        ]

    def _align(self, images: Tensor) -> Generator[str, None, Tensor]:
        found = []
        for image in images[:, None]:
            yield "global alignment"
            upright, maps, scores = self._fits(image)
            found.append(rescale_affine(maps[self._chosen(upright, scores)][None], 2)[0])
        return torch.stack(found)

    def _fits(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """All starts on `image` [1, 1, H, W] after block matching.

        Which are upright [S], their affine maps [S, 2, 3] between the half-size grids, agreements [S].
        """
        half, fixed = F.avg_pool2d(image, 2), oriented_gradients(F.avg_pool2d(self._image, 2))
        weight = F.avg_pool2d(self._weight, 2)
        found = self._search.starts(F.avg_pool2d(image, self._factor), self._config.starts)
        frames = frame_maps(size_of(fixed), size_of(half)).to(image)
        starts = torch.cat([frames, rescale_affine(found, self._factor // 2)])
        maps = starts
        moving = half.expand(len(starts), -1, -1, -1)
        for level in self._config.affine_levels:
            seen = oriented_gradients(warp(moving, affine_field(maps, size_of(fixed))))
            maps = compose_affine(maps, block_affine(fixed, seen, weight, level))
        seen = oriented_gradients(warp(moving, affine_field(maps, size_of(fixed))))
        upright = torch.tensor([is_upright(start) for start in starts], device=image.device)
        return upright, maps, agreement(fixed, seen, weight)

    def _own_ambiguity(self) -> float:
        """How well the exemplar agrees with itself in its best wrong pose: high for symmetric anatomy."""
        upright, _, scores = self._fits(self._image)
        wrong = scores[~upright]
        return float(wrong.max()) if len(wrong) else 0.0

    def _chosen(self, upright: Tensor, scores: Tensor) -> int:
        """Index of the fit to go on with; the first two started from equal frames, one of them mirrored.

        Any other place must beat these by `shift_margin`. A mirrored or turned one must beat the
        upright ones by `turn_margin`, and agree better than the exemplar does with itself in a wrong
        pose: a spine resembles its mirror image.
        """
        config = self._config.alignment
        likely = scores - config.shift_margin * (torch.arange(len(scores), device=scores.device) >= 2)
        own = int(likely.where(upright, likely.min() - 1).argmax())
        other = int(likely.where(~upright, likely.min() - 1).argmax())
        limit = max(float(scores[own]) + config.turn_margin, self._ambiguity)
        return other if float(scores[other]) > limit else own

    def _deform(self, fixed: Tensor, moving: Tensor, matrices: Tensor) -> Generator[str, None, Tensor]:
        """Fields [N, 2, H, W] on the grid of `fixed`, starting from the affine `matrices`."""
        target = oriented_gradients(fixed)
        local = matrices.new_zeros(len(matrices), 2, *fixed.shape[-2:])
        for level in self._config.levels:
            yield "discrete search"
            seen = oriented_gradients(warp(moving, affine_after(matrices, local)))
            local = compose(local, search(target.expand(len(local), -1, -1, -1), seen, level))
        # descriptors know directions: they have to be taken after turning, not before
        turned = oriented_gradients(warp(moving, affine_field(matrices, size_of(fixed))))
        half = F.avg_pool2d(target, 2), F.avg_pool2d(turned, 2)
        weight = edge_weight(fixed, self._config.refinement.edge_scale)
        local = yield from refine(*half, weight, local, self._config.refinement)
        return affine_after(matrices, local)

    def _carried(
        self, film: GridFilm, forward: Tensor, there: Tensor, back: Tensor, similar: Tensor, matrix: Tensor
    ) -> Carried:
        linear = local_linear(forward, self._points[None], reach=6.0)[0]
        axes = to_original_axes(linear, (self._film.grid, self._film.size), (film.grid, film.size))
        mean = torch.as_tensor(film.to_original((there + back) / 2), dtype=torch.float32)
        device = film.image.device
        pixels = [torch.from_numpy(each.pixels)[None, None].to(device) for each in (self._film, film)]
        found = refine_points(
            pixels[0], self._original_points, pixels[1], mean.to(device), axes, self._config.subpixel
        )
        gap = (there - back).norm(dim=1).cpu().double().numpy() * film.scale
        points = found.cpu().double().numpy()
        return Carried(points, gap, float(similar), is_mirrored(matrix))


def frame_maps(fixed: Size, moving: Size) -> Tensor:
    """The affine maps [2, 2, 3] that lay the frame of the fixed grid onto the moving one: as is, mirrored."""
    scale, offset = resize_affine(fixed, moving)
    plain = torch.tensor([[scale[0], 0.0, offset[0]], [0.0, scale[1], offset[1]]])
    mirrored = plain.clone()
    mirrored[0] = torch.tensor([-scale[0], 0.0, moving.width - 1 - offset[0]])
    return torch.stack([plain, mirrored])


def landmark_weight(points: Tensor, size: Size, reach: float) -> Tensor:
    """1 at the landmarks [K, 2], falling off as a Gaussian of `reach` pixels to 0.03: [1, 1, H, W]."""
    positions = pixel_positions(size, points.device).flatten(1).t()
    squared = torch.cdist(positions, points).amin(dim=1) ** 2
    weight = 0.03 + 0.97 * torch.exp(-squared / (2 * reach**2))
    return weight.view(1, 1, size.height, size.width)


def agreement(fixed: Tensor, moving: Tensor, weight: Tensor) -> Tensor:
    """Cosine of the descriptors [N, C, H, W] under `weight` [1, 1, H, W]: [N] in 0..1."""
    cross = (fixed * moving * weight).sum(dim=(1, 2, 3))
    power = (fixed**2 * weight).sum(dim=(1, 2, 3)) * (moving**2 * weight).sum(dim=(1, 2, 3))
    return cross / power.clamp(min=1e-12).sqrt()
