"""Registration by instance optimisation: no training, every film is fitted to the exemplar on its own.

Global alignment (multi-start, mirror image, any rotation), then coarse-to-fine discrete search and
gradient refinement in both directions. The mean of the two ways, weighted by how well each fits, is
the prediction; their distance, the cycle gap, says how far to trust it.

The refinement descends on descriptor differences with a free-form field on a control grid. Its smoothness
term is relaxed where the FIXED image has an edge, because anatomy slides there (edge-relaxed smoothness,
EdgeTrans4Mark L_esmooth): weight exp(-|g| / T).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.geometry.coordinates import Points, Size
from engine.geometry.displacement import (
    affine_after,
    affine_field,
    compose,
    invert_affine,
    invert_points,
    local_linear,
    pixel_positions,
    sample,
    size_of,
    transfer_points,
    warp,
)
from engine.io.provenance import PRETRAINED, is_installed
from engine.networks.pretrained_features import pretrained_features
from engine.registration.alignment import is_mirrored
from engine.registration.discrete import SearchLevel, search
from engine.registration.feature_matching import FeatureMatcher
from engine.registration.films import Carried, GridFilm, LinAlgError, exactly
from engine.registration.pose import PoseConfig, PoseFinder
from engine.registration.similarity import agreement, gaussian, oriented_gradients, sobel
from engine.registration.subpixel import SubpixelConfig, refine_points, to_original_axes
from engine.runtime.device import sent
from engine.runtime.precision import exact
from engine.wording import told

_RADIUS = 16  # grid pixels compared around a landmark, where the two directions become one place
_REACH = 8.0  # standard deviation of their weights


@dataclass(frozen=True, slots=True)
class RefineConfig:
    """Adam on a control grid: one node every `cell` pixels of the half-size grid."""

    steps: int = 30
    learning_rate: float = 0.1
    smoothness: float = 0.1
    cell: int = 8
    edge_scale: float = 0.1  # T, in grey levels a pixel of the half-size grid


@dataclass(frozen=True, slots=True)
class InstanceConfig:
    """Grid sizes (longest side in pixels) and the schedule of every stage.

    `pretrained`: films are compared by pretrained features too; unasked, where these are installed.
    """

    fine: int = 384
    pose: PoseConfig = field(default_factory=PoseConfig)
    levels: tuple[SearchLevel, ...] = (
        SearchLevel(8, 6, 2.0),
        SearchLevel(4, 5, 1.5),
        SearchLevel(2, 3, 1.5),
    )
    refinement: RefineConfig = field(default_factory=RefineConfig)
    subpixel: SubpixelConfig = field(default_factory=SubpixelConfig)
    focus: float = 0.08  # reach of a landmark's weight in the alignment, share of the longest side
    pretrained: bool = field(default_factory=partial(is_installed, PRETRAINED))


@dataclass(frozen=True, slots=True)
class StartPose:
    """Where the fit of N films begins: p -> A(p + local(p)), fixed grid -> moving grid.

    `matrices` [N, 2, 3]; `local` [N, 2, H, W] in fixed pixels, None for none.
    """

    matrices: Tensor
    local: Tensor | None = None


class InstanceRegistration:
    """One exemplar, ready to be registered to any number of films.

    `exemplar` is on its fine grid; `points` [K, 2] (x, y) in its original pixels, all placed.
    """

    @torch.no_grad()
    def __init__(self, exemplar: GridFilm, points: Points, config: InstanceConfig) -> None:
        self._config, self._film, self._device = config, exemplar, exemplar.image.device
        self._image, self._points = exemplar.image, exemplar.to_grid(points)
        self._original_points = torch.as_tensor(points, dtype=torch.float32, device=self._device)
        self._original = torch.from_numpy(exemplar.pixels)[None, None].to(self._device)
        reach = config.focus * max(exemplar.grid.width, exemplar.grid.height)
        weight = landmark_weight(self._points, exemplar.grid, reach)
        self._near = landmark_weight(self._points, exemplar.grid, reach / 2)
        with exact(self._device):
            self._descriptors = oriented_gradients(self._image)
            self._poses = PoseFinder(self._image, weight, config.pose)
        self._matcher = FeatureMatcher(pretrained_features(self._device)) if config.pretrained else None

    def register(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        """Carry the landmarks to `films`, all of one grid size; yields the name of each stage.

        Raises `LinAlgError` where a film makes no map.
        """
        return exactly(self._device, self._registered(films))

    @torch.no_grad()
    def _registered(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        poses = []
        for film in films:
            yield told("global alignment")
            poses.append(self.pose(film))
        matrices = torch.stack(poses)
        return (yield from self._fitted(films, StartPose(matrices), StartPose(invert_affine(matrices))))

    @torch.no_grad()
    def pose(self, film: GridFilm) -> Tensor:
        """The affine map [2, 3] from the exemplar's grid to that of `film`, found by the global search.

        Raises `LinAlgError` where it flattens the plane.
        """
        with exact(self._device):
            found = self._poses.find(film.image)
        # a whole film of anatomy does not shrink to a thirtieth; a comparison that NaN fails too
        if not float(torch.linalg.det(found[:, :2]).abs()) > 1e-3:
            raise LinAlgError(f"the map of {film.identity} is singular")
        return sent(found, self._device)

    def register_from(
        self, films: Sequence[GridFilm], there: StartPose, back: StartPose
    ) -> Generator[str, None, list[Carried]]:
        """As `register`, from starts that are known: `there` exemplar -> films, `back` films -> exemplar."""
        return exactly(self._device, self._fitted(films, there, back))

    @torch.no_grad()
    def _fitted(
        self, films: Sequence[GridFilm], there: StartPose, back: StartPose
    ) -> Generator[str, None, list[Carried]]:
        images = torch.cat([film.image for film in films])
        matrices, inverse = there.matrices, invert_affine(there.matrices)
        forward = yield from self._deform(self._image, images, there)
        backward = yield from self._deform(images, self._image, back)
        there_points = transfer_points(forward, self._points[None])
        back_points = invert_points(backward, self._points[None], there_points)
        ways = torch.stack([there_points, back_points], dim=1)
        agreements = agreement(self._descriptors, oriented_gradients(warp(images, forward)), self._near)
        turned = oriented_gradients(warp(images, affine_field(matrices, self._film.grid)))
        means = torch.stack(
            [
                fit_weighted_mean(self._descriptors, self._points, turned[i : i + 1], ways[i], inverse[i])
                for i in range(len(films))
            ]
        ).cpu()  # of all films at once, as all else that a GPU has to be waited for
        refined = []
        for i, film in enumerate(films):
            yield told("sub-pixel refinement")
            refined.append(self._refined(film, means[i], forward[i : i + 1]))
        points, ways, matrices = torch.stack(refined).cpu().double().numpy(), ways.cpu(), matrices.cpu()
        gaps = [(there - back).norm(dim=1).double().numpy() for there, back in ways]
        return [
            Carried(at, gap * film.scale, likeness, is_mirrored(pose))
            for film, at, gap, likeness, pose in zip(
                films, points, gaps, agreements.tolist(), matrices, strict=True
            )
        ]

    def _deform(self, fixed: Tensor, moving: Tensor, start: StartPose) -> Generator[str, None, Tensor]:
        """Fields [N, 2, H, W] on the grid of `fixed`, beginning at `start`."""
        target, matrices, local = oriented_gradients(fixed), start.matrices, start.local
        if local is None:
            local = matrices.new_zeros(len(matrices), 2, *fixed.shape[-2:])
        features = None if self._matcher is None else self._matcher.between(fixed, moving, matrices)
        for level in self._config.levels:
            yield told("discrete search")
            seen = oriented_gradients(warp(moving, affine_after(matrices, local)))
            beside = None if features is None else features.cost(local, level)
            local = compose(local, search(target.expand(len(local), -1, -1, -1), seen, level, beside))
        # descriptors know directions: they have to be taken after turning, not before
        turned = oriented_gradients(warp(moving, affine_field(matrices, size_of(fixed))))
        half = F.avg_pool2d(target, 2), F.avg_pool2d(turned, 2)
        weight = edge_weight(fixed, self._config.refinement.edge_scale)
        local = yield from refine(*half, weight, local, self._config.refinement)
        return affine_after(matrices, local)

    def _refined(self, film: GridFilm, found: Tensor, forward: Tensor) -> Tensor:
        """The places `found` [K, 2] on the film's grid, of the CPU, refined in its original pixels [K, 2]."""
        linear = local_linear(forward, self._points[None], reach=6.0)[0]
        axes = to_original_axes(linear, (self._film.grid, self._film.size), (film.grid, film.size))
        start = sent(torch.as_tensor(film.to_original(found), dtype=torch.float32), self._device)
        moving = torch.from_numpy(film.pixels)[None, None].to(self._device)
        return refine_points(
            self._original, self._original_points, moving, start, axes, self._config.subpixel
        )


def landmark_weight(points: Tensor, size: Size, reach: float) -> Tensor:
    """1 at the landmarks [K, 2], falling off as a Gaussian of `reach` pixels to 0.03: [1, 1, H, W]."""
    positions = pixel_positions(size, points.device).flatten(1).t()
    squared = torch.cdist(positions, points).amin(dim=1) ** 2
    weight = 0.03 + 0.97 * torch.exp(-squared / (2 * reach**2))
    return weight.view(1, 1, size.height, size.width)


def edge_weight(fixed: Tensor, scale: float) -> Tensor:
    """exp(-|gradient| / scale) of `fixed` [N, 1, H, W] at half its size -> [N, 1, H/2, W/2]."""
    half = F.avg_pool2d(gaussian(fixed, 1.0), 2)
    return torch.exp(-sobel(half).norm(dim=1, keepdim=True) / scale)


def refine(
    fixed: Tensor, moving: Tensor, weight: Tensor, field: Tensor, config: RefineConfig
) -> Generator[str, None, Tensor]:
    """`field` [N, 2, H, W] corrected so that `moving` sampled along it comes closer to `fixed`.

    `fixed` [1 or N, C, H/2, W/2] and `moving` [N, C, H/2, W/2] are descriptors at half size, `weight`
    comes from `edge_weight`. Yields now and then.
    """
    count, (height, width) = len(field), fixed.shape[-2:]
    fixed = fixed.expand(count, -1, -1, -1)
    start = F.avg_pool2d(field, 2) / 2 + pixel_positions(size_of(fixed), field.device)
    nodes = torch.zeros(count, 2, height // config.cell, width // config.cell, device=field.device)
    nodes.requires_grad_()
    across, down = (bicubic(*sides, nodes) for sides in ((nodes.shape[-1], width), (nodes.shape[-2], height)))
    optimiser = torch.optim.Adam([nodes], lr=config.learning_rate)
    for number in range(config.steps):
        if number % 10 == 0:
            yield told("gradient refinement")
        with torch.enable_grad():
            step = down @ nodes @ across.t()
            difference = F.mse_loss(sample(moving, start + step), fixed)
            loss = count * difference + config.smoothness * _roughness(step, weight)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    half = down @ nodes.detach() @ across.t()
    return field + 2 * F.interpolate(half, size=field.shape[-2:], mode="bilinear", align_corners=False)


def bicubic(nodes: int, pixels: int, like: Tensor) -> Tensor:
    """Bicubic interpolation of `nodes` along one axis as a matrix [pixels, nodes].

    As two products, forwards and backwards, it is several times as fast as torch's own.
    """
    each = torch.eye(nodes, dtype=like.dtype, device=like.device)[None, None]
    spread = F.interpolate(each, size=(pixels, nodes), mode="bicubic", align_corners=False)
    return spread[0, 0]


def _roughness(step: Tensor, weight: Tensor) -> Tensor:
    """Sum over the batch of the mean squared derivatives of `step`, times the edge weight."""
    across = (step[..., 1:] - step[..., :-1]) ** 2 * weight[..., 1:]
    down = (step[..., 1:, :] - step[..., :-1, :]) ** 2 * weight[..., 1:, :]
    return across.mean(dim=(1, 2, 3)).sum() + down.mean(dim=(1, 2, 3)).sum()


def fit_weighted_mean(
    exemplar: Tensor, points: Tensor, film: Tensor, ways: Tensor, inverse: Tensor
) -> Tensor:
    """Mean [K, 2] of the two `ways` [2, K, 2] on a film, weighted by local descriptor difference^-4.

    `exemplar` [1, C, H, W] are the exemplar's descriptors and `film` [1, C, H, W] the film's after the
    affine turn onto the exemplar's grid, `points` [K, 2] the landmarks there, and `inverse` [2, 3] maps
    film pixels onto that grid. Where both ways agree this is their mean; where one is lost, the other.
    """
    turned = torch.einsum("ij,wkj->wki", inverse[:, :2], ways) + inverse[:, 2]
    shown = _neighbourhoods(exemplar, points)
    differences = torch.stack([_difference(shown, _neighbourhoods(film, way)) for way in turned])
    weights = 1.0 / differences.clamp(min=1e-6) ** 4
    weights = weights / weights.sum(dim=0)
    return (weights[:, :, None] * ways).sum(dim=0)


def _neighbourhoods(descriptors: Tensor, points: Tensor) -> Tensor:
    """Descriptors around `points` [K, 2]: [C, K, (2 * _RADIUS + 1)^2]."""
    positions = points[:, None] + _offsets(points)
    return sample(descriptors, positions.permute(2, 0, 1)[None])[0]


def _offsets(like: Tensor) -> Tensor:
    reach = torch.arange(-_RADIUS, _RADIUS + 1, dtype=like.dtype, device=like.device)
    y, x = torch.meshgrid(reach, reach, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()], dim=1)


def _difference(first: Tensor, second: Tensor) -> Tensor:
    """Gaussian-weighted mean squared difference [K] of two neighbourhoods [C, K, P]."""
    weights = torch.exp(-(_offsets(first) ** 2).sum(dim=1) / (2 * _REACH**2))
    return ((first - second) ** 2).mean(dim=0) @ (weights / weights.sum())
