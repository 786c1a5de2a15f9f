"""Which film to annotate first and which one next: told by the films alone, without any landmark.

Each film of a sample is registered to each other one on a small canvas: affine block matching, then discrete
search. What of their descriptors still disagrees, in both directions, is the distance of the two. The film to
annotate first is the nearest to all others (the medoid); the next one lowers most what is left, as each film
is served by the nearest of those annotated (greedy k-medoids). On head's train films the distance ranks 27
exemplars by the error of their real registrations with Spearman 0.63. Circuits (a place carried over a third
film should come to where it comes directly) rank them with 0.08: films of one habit err alike.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.errors import PropagationError
from engine.geometry.coordinates import Size
from engine.geometry.displacement import (
    affine_after,
    affine_field,
    compose,
    compose_affine,
    warp,
)
from engine.io.film_names import film_order
from engine.landmarks import LandmarkSet, Origin
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation, Progress
from engine.registration.canvas import place
from engine.registration.discrete import SearchLevel, block_affine, search
from engine.registration.films import GridReader, LeftOut
from engine.registration.pose import frame_maps
from engine.registration.similarity import agreement, oriented_gradients
from engine.runtime.device import choose_device, describe
from engine.runtime.precision import exact
from engine.wording import counted, listed

STAGE = "comparing films"
FEWEST_FILMS = 3  # below, each is as near to the other
_MIRRORED = (
    0.05  # by how much a mirrored start must agree better: symmetric anatomy resembles its mirror image
)
_FARTHEST = 1.5  # a distance counts at most so many times the median: nobody annotates for one odd film


@dataclass(frozen=True, slots=True)
class AdvisorConfig:
    """`side`: of the canvases, pixels. `most`: films that are compared, spread evenly over the folder.

    `ranked`: films that are advised. `batch`: films registered together. `reach`: pixels of the canvas over
    which descriptors are normalised.
    """

    side: int = 96
    most: int = 48
    ranked: int = 3
    batch: int = 16
    reach: float = 8.0
    affine: tuple[SearchLevel, ...] = (
        SearchLevel(8, 3, 1.0),
        SearchLevel(4, 3, 1.0),
        SearchLevel(4, 2, 1.0),
    )
    levels: tuple[SearchLevel, ...] = (SearchLevel(4, 4, 1.5), SearchLevel(2, 3, 1.5))


@dataclass(frozen=True, slots=True)
class AdvisedFilm:
    """A film to annotate. `reason`: why, in words that follow "because" or a colon.

    `distance`: what all compared films are then from the nearest annotated one, 0..1, on average. It ranks,
    and measures no landmark.
    """

    film: str
    reason: str
    distance: float


@dataclass(frozen=True, slots=True)
class Advice:
    """Films in the order to annotate them, best first, none of them an exemplar already.

    `exemplars`: that serve already and were compared. `compared` of `films` were compared; `left_out`: film
    -> why nothing can be told of it.
    """

    ranked: tuple[AdvisedFilm, ...]
    exemplars: tuple[str, ...]
    compared: int
    films: int
    device: str
    seconds: float
    left_out: Mapping[str, str] = field(default_factory=dict)


def open_doubts(sets: Iterable[LandmarkSet]) -> dict[str, float]:
    """Film -> how doubtful a run's points on it are, 0..1: the mean of 1 - confidence of those predicted.

    0 for films on which a person has decided on all points; films without points are not named.
    """
    doubts = {}
    for marks in sets:
        placed = marks.placed()
        open_ = [1.0 - (mark.confidence or 0.0) for mark in placed if mark.origin is Origin.PREDICTED]
        if placed:
            doubts[marks.film] = float(np.mean(open_)) if open_ else 0.0
    return doubts


def films_of_people(sets: Iterable[LandmarkSet]) -> tuple[str, ...]:
    """The films that serve as exemplars, whoever marked them: all their placed points are a person's."""
    placed = {marks.film: marks.placed() for marks in sets}
    return tuple(film for film, marks in placed.items() if marks and all(mark.is_human for mark in marks))


def advise(
    films: Sequence[FilmSource],
    exemplars: Collection[str] = (),
    doubts: Mapping[str, float] | None = None,
    config: AdvisorConfig | None = None,
    device: str = "auto",
) -> Operation[Advice]:
    """Rank `films` by how much each helps the others once it is annotated beside the `exemplars`.

    `doubts`: film -> 0..1, how much a film still needs help, as a run left it (`open_doubts`); 1 where it is
    not named. Raises `PropagationError` where too few films can be compared.
    """
    config, start, where = config or AdvisorConfig(), time.monotonic(), choose_device(device)
    used, left_out = spread_sample([film.identity for film in films], exemplars, config.most), LeftOut()
    canvases = yield from _canvases(
        [film for film in films if film.identity in used], config, where, left_out
    )
    names = tuple(canvases)
    if len(names) < FEWEST_FILMS:
        raise PropagationError(
            f"Only {counted(len(names), 'film')} can be compared, which tells nothing: annotate any film."
        )
    if all(name in exemplars for name in names):
        raise PropagationError("Every film that can be compared is annotated already: propagate, or review.")
    distances = yield from _distances(list(canvases.values()), config)
    weights = np.array([1.0 if doubts is None else doubts.get(name, 1.0) for name in names])
    known = [name for name in names if name in exemplars]
    return Advice(
        ranked=ranked_films(distances, names, known, weights, config.ranked),
        exemplars=tuple(known),
        compared=len(names),
        films=len(films),
        device=describe(where),
        seconds=time.monotonic() - start,
        left_out={**left_out.unreadable, **left_out.unfit},
    )


def spread_sample(films: Sequence[str], exemplars: Collection[str], most: int) -> frozenset[str]:
    """At most `most` of `films`: the `exemplars` first, the others spread evenly over their order."""
    known = [film for film in films if film in exemplars][: most // 2]
    others = sorted((film for film in films if film not in exemplars), key=film_order)
    count = min(most - len(known), len(others))
    places = np.linspace(0, len(others) - 1, count).round().astype(int).tolist()
    return frozenset([*known, *(others[index] for index in places)])


def ranked_films(
    distances: NDArray[np.float64],
    names: Sequence[str],
    exemplars: Collection[str],
    weights: NDArray[np.float64],
    count: int,
) -> tuple[AdvisedFilm, ...]:
    """The `count` films to annotate, one after the other, by the `distances` [N, N] between all films.

    `weights` [N]: how much a film needs help. What a film gains from its own annotation does not count: it is
    chosen for the others. Of films that help alike the one comes first that those before it serve worst.
    """
    limit = _FARTHEST * float(np.median(distances[~np.eye(len(names), dtype=bool)]))
    distances = np.minimum(distances, limit)
    weights = weights / max(float(weights.sum()), 1e-12)
    served = [number for number, name in enumerate(names) if name in exemplars]
    found: list[AdvisedFilm] = []
    while len(found) < count and len(served) < len(names):
        left = distances[served].min(axis=0) if served else np.full(len(names), limit)
        gains = left - np.minimum(left, distances)
        np.fill_diagonal(gains, 0.0)
        helps = gains @ weights
        helps[served] = -1.0
        best = int(np.lexsort((-left * weights, -helps))[0])
        reason = _why(gains[best], names) if served else _why_first(distances, best)
        served.append(best)
        found.append(AdvisedFilm(names[best], reason, float(distances[served].min(axis=0).mean())))
    return tuple(found)


def _why_first(distances: NDArray[np.float64], best: int) -> str:
    each = distances.sum(axis=1) / (len(distances) - 1)
    return (
        f"it is the nearest to the {len(distances) - 1} films that it was compared with: laid on them by "
        f"registration it differs by {100 * each[best]:.0f} %, a film at random by {100 * each.mean():.0f} %."
    )


def _why(gains: NDArray[np.float64], names: Sequence[str]) -> str:
    """Why a film is next that brings the others nearer by `gains` [N]."""
    helped = [int(row) for row in np.argsort(-gains, kind="stable") if gains[row] > 0]
    if not helped:
        return "it is the one that those before it serve worst."
    most = listed([names[row] for row in helped], 3)
    return f"it is nearer than those before it to {counted(len(helped), 'film')}: {most}."


def _canvases(
    films: Sequence[FilmSource], config: AdvisorConfig, device: torch.device, left_out: LeftOut
) -> Operation[dict[str, tuple[Tensor, Tensor]]]:
    """Film -> its canvas and where on that it lies, each [1, 1, side, side]."""
    reader, found = GridReader(config.side, device), dict[str, tuple[Tensor, Tensor]]()
    for number, film in enumerate(films):
        yield Progress("reading films", number, len(films), film.identity)
        seen = reader.usable(film.identity, film.path, left_out)
        if seen is not None:
            canvas = place(seen.image, Size(config.side, config.side))
            found[film.identity] = canvas.image, canvas.valid
    return found


def _distances(
    canvases: Sequence[tuple[Tensor, Tensor]], config: AdvisorConfig
) -> Operation[NDArray[np.float64]]:
    """How unlike [N, N] each two films stay after registration, 0..1, the mean of both directions."""
    images = torch.cat([image for image, _ in canvases])
    count, likeness = len(canvases), []
    for number, (image, valid) in enumerate(canvases):
        parts = []
        for first in range(0, count, config.batch):
            yield Progress(STAGE, number, count, f"each of {counted(count, 'film')} with each other one")
            with exact(images.device), torch.no_grad():
                parts.append(_likeness(image, images[first : first + config.batch], valid, config))
        likeness.append(torch.cat(parts))
    one_way = 1.0 - torch.stack(likeness).cpu().double().numpy()
    both: NDArray[np.float64] = (one_way + one_way.T) / 2
    np.fill_diagonal(both, 0.0)
    return both


def _likeness(fixed: Tensor, moving: Tensor, weight: Tensor, config: AdvisorConfig) -> Tensor:
    """Agreement [N] of `moving` [N, 1, S, S], registered, with `fixed` [1, 1, S, S] under `weight`."""
    size = Size(config.side, config.side)
    target = oriented_gradients(fixed, reach=config.reach)

    def seen(field_: Tensor) -> Tensor:
        return oriented_gradients(warp(moving, field_), reach=config.reach)

    fits = []
    for start in frame_maps(size, size).to(fixed):
        maps = start.expand(len(moving), -1, -1)
        for level in config.affine:
            step = block_affine(target, seen(affine_field(maps, size)), weight, level)
            maps = compose_affine(maps, step)
        fits.append((maps, agreement(target, seen(affine_field(maps, size)), weight)))
    (plain, likeness), (mirrored, other) = fits
    maps = torch.where((other > likeness + _MIRRORED)[:, None, None], mirrored, plain)
    local = maps.new_zeros(len(maps), 2, config.side, config.side)
    for level in config.levels:
        found = search(target.expand(len(maps), -1, -1, -1), seen(affine_after(maps, local)), level)
        local = compose(local, found)
    return agreement(target, seen(affine_after(maps, local)), weight)
