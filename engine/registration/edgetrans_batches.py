"""The pairs that stage I learns from: half of every batch synthetic, half two different films."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.geometry.coordinates import Size
from engine.geometry.displacement import size_of
from engine.registration.canvas import place
from engine.registration.edgetrans_losses import Pairs
from engine.registration.sift import SiftConfig, SiftFeatures, align, sift_features
from engine.registration.synthetic_pairs import (
    AUGMENTATION,
    SYNTHETIC,
    WarpRanges,
    apply_warps,
    draw_warps,
    homographies,
    map_points,
)
from engine.runtime.device import sent


@dataclass(frozen=True, slots=True)
class StageOneFilms:
    """What stage I learns from, on the network's canvas; the exemplar is film 0.

    `images` and `valid` [F, 1, H, W] in 0..1; `points` [K, 2] px: the exemplar's placed landmarks.
    """

    images: Tensor
    valid: Tensor
    points: Tensor

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, slots=True)
class PairRanges:
    """How pairs are drawn.

    `exemplar_share`: share of the real pairs with the exemplar on one side, which is beyond the paper
    (all its real pairs are two films of the batch); the exemplar is registered in the end.
    """

    augmentation: WarpRanges = AUGMENTATION
    synthetic: WarpRanges = SYNTHETIC
    exemplar_share: float = 0.0

    def __post_init__(self) -> None:
        if self.augmentation.bend:
            raise ValueError("The augmentation cannot bend: landmarks are moved by its homography alone.")


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Pairs and, where SIFT aligns, the maps fixed pixel -> moving pixel [N, 3, 3]."""

    pairs: Pairs
    alignment: Tensor | None

    def part(self, rows: Sequence[int]) -> PairBatch:
        """Only the pairs of the films `rows` of the batch."""
        both = [*rows, *(len(self.pairs.truth) + row for row in rows)]
        return PairBatch(self.pairs.part(rows), None if self.alignment is None else self.alignment[both])


def stage_one_films(exemplar: Tensor, points: Tensor, others: Iterable[Tensor], size: Size) -> StageOneFilms:
    """Put films [1, 1, h, w] of any sizes on a canvas of `size`; `points` [K, 2] in the exemplar's pixels."""
    first = place(exemplar, size)
    canvases = [first, *(place(film, size) for film in others)]
    images, valid = (torch.cat([getattr(canvas, name) for canvas in canvases]) for name in ("image", "valid"))
    return StageOneFilms(images, valid, first.to_canvas(points))


class SiftPairs:
    """SIFT alignments between the films of a training, each found once, when it is first asked for."""

    def __init__(self, images: Tensor, config: SiftConfig) -> None:
        self._images, self._config = images, config
        self._features: dict[int, SiftFeatures] = {}
        self._maps: dict[tuple[int, int], Tensor] = {}

    def between(self, fixed: Tensor, moving: Tensor) -> Tensor:
        """Maps [N, 3, 3] from the films `fixed` [N] to the films `moving` [N]; identity where SIFT fails."""
        pairs = zip(fixed.tolist(), moving.tolist(), strict=True)
        return torch.stack([self._map(first, second) for first, second in pairs])

    def _map(self, fixed: int, moving: int) -> Tensor:
        if (fixed, moving) not in self._maps:
            found = align(self._of(fixed), self._of(moving), self._config)
            self._maps[fixed, moving] = found.matrix
        return self._maps[fixed, moving]

    def _of(self, film: int) -> SiftFeatures:
        if film not in self._features:
            self._features[film] = sift_features(self._images[film][None])
        return self._features[film]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of B real pairs: numbers of the films [B], their augmented images, the maps [B, 3, 3]."""

    films: Tensor
    image: Tensor
    valid: Tensor
    maps: Tensor  # augmented pixel -> pixel of the canvas, on the CPU as are `films`


def draw_batch(
    films: StageOneFilms,
    chosen: Tensor,
    points: Tensor | None,
    ranges: PairRanges,
    generator: torch.Generator,
    sift: SiftPairs | None = None,
) -> PairBatch:
    """2 B pairs of the B films `chosen`: B synthetic ones, then B real ones.

    `points` [F, K, 2] are the pseudo-landmarks of all films, None before there are any. In its real
    pair a film is fixed or moving by chance.
    """
    seen = _augmented(films, chosen, ranges, generator)
    changes = draw_warps(generator, len(chosen), ranges.synthetic)
    made = apply_warps(changes, seen.image, seen.valid)
    other = _augmented(films, _partners(chosen, ranges.exemplar_share, generator), ranges, generator)
    swapped = torch.rand(len(chosen), generator=generator) < 0.5
    fixed, moving = _exchanged(other, seen, swapped), _exchanged(seen, other, swapped)
    device = films.images.device
    pairs = Pairs(
        fixed=torch.cat([made.image, fixed.image]),
        moving=torch.cat([seen.image, moving.image]),
        fixed_valid=torch.cat([made.valid, fixed.valid]),
        moving_valid=torch.cat([seen.valid, moving.valid]),
        truth=made.field,
        points=None
        if points is None
        else map_points(sent(torch.linalg.inv(fixed.maps), device), points[sent(fixed.films, device)]),
    )
    if sift is None:
        return PairBatch(pairs, None)
    between = sift.between(fixed.films, moving.films)
    real = torch.linalg.inv(moving.maps) @ between @ fixed.maps
    # a film matched with a warped copy of itself: SIFT finds that warp
    synthetic = homographies(changes, size_of(films.images))
    return PairBatch(pairs, sent(torch.cat([synthetic, real]), device))


def _augmented(
    films: StageOneFilms, numbers: Tensor, ranges: PairRanges, generator: torch.Generator
) -> _Side:
    turns, rows = draw_warps(generator, len(numbers), ranges.augmentation), sent(numbers, films.images.device)
    seen = apply_warps(turns, films.images[rows], films.valid[rows])
    return _Side(numbers, seen.image, seen.valid, homographies(turns, size_of(films.images)))


def _exchanged(side: _Side, other: _Side, where: Tensor) -> _Side:
    """`side` with the pairs `where` [B] taken from `other`."""
    there = sent(where, side.image.device)

    def choose(kept: Tensor, others: Tensor) -> Tensor:
        mask = there if kept.device == there.device else where
        return torch.where(mask.view(-1, *[1] * (kept.dim() - 1)), others, kept)

    return _Side(
        choose(side.films, other.films),
        choose(side.image, other.image),
        choose(side.valid, other.valid),
        choose(side.maps, other.maps),
    )


def _partners(chosen: Tensor, exemplar_share: float, generator: torch.Generator) -> Tensor:
    """The other film of every real pair [B]: another one of the batch, or the exemplar."""
    shift = int(torch.randint(1, max(2, len(chosen)), (1,), generator=generator))
    exemplar = torch.rand(len(chosen), generator=generator) < exemplar_share
    return torch.where(exemplar, torch.zeros_like(chosen), chosen.roll(shift))
