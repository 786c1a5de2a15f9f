"""Bridges: films that registered well lead to the others as further, indirect exemplars.

What one exemplar's peculiarities (a faint structure, an unusual bite) do to its registrations differs
from film to film; a second way, over a film on which it went well, errs differently, and the mean of
both ways errs less. On 24 films of head's train split and exemplar 071: 3.33 mm alone, 2.96 with one
bridge, 2.93 with four.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.coordinates import Points
from engine.geometry.displacement import invert_affine
from engine.geometry.frames import similarity
from engine.operation import Operation, Progress, renamed
from engine.registration.carry import in_halves
from engine.registration.films import Carried, GridFilm, GridReader, LeftOut
from engine.registration.instance import InstanceConfig, InstanceRegistration, StartPose
from engine.registration.opinions import Fused, disagreement

STAGE = "bridges"
FEWEST_FOR_BRIDGES = 10  # below, the best registered film is not much better than the others
_DIRECT = 1.5  # weight of the exemplar's own opinion beside a bridge's


def choose_bridges(carried: Mapping[str, Fused], count: int) -> tuple[str, ...]:
    """At most `count` films that registered best: small spread, large agreement, not mirrored.

    None where there are too few films or landmarks to tell, or to place a film by.
    """
    films = [
        film for film, found in carried.items() if not found.mirrored and np.isfinite(found.spread).sum() >= 3
    ]
    if len(films) < FEWEST_FOR_BRIDGES:
        return ()
    spread = np.array([np.nanmean(carried[film].spread) for film in films])
    unlike = np.array([-carried[film].agreement for film in films])
    rank = spread.argsort().argsort() + unlike.argsort().argsort()
    return tuple(films[index] for index in rank.argsort(kind="stable")[:count])


def over_bridge(
    bridge: str,
    carried: Mapping[str, Fused],
    paths: Mapping[str, Path],
    reader: GridReader,
    config: InstanceConfig,
    now: str,
    known: Mapping[str, Fused] = MappingProxyType({}),
    kept: Callable[[dict[str, Fused]], None] = lambda _: None,
) -> Operation[dict[str, Fused]]:
    """What the film `bridge`, with the points that were `carried` to it, says of all other films.

    `carried` holds points [K, 2] of the same K landmarks, named as on the exemplar; so does the result.
    `now` is said in the progress. What is `known` from an interrupted run is not registered again; `kept`
    gets all that was found after each batch.
    """
    film = reader.read(bridge, paths[bridge])
    placed = np.flatnonzero(np.isfinite(carried[bridge].points).all(axis=1))
    points = carried[bridge].points[placed]
    registration = InstanceRegistration(film, points, config)
    others = {identity: paths[identity] for identity in carried if identity != bridge}
    found = dict(known)

    def register(films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        maps = torch.cat([_between(film, points, other, carried[other.identity], placed) for other in films])
        return registration.register_from(films, StartPose(maps), StartPose(invert_affine(maps)))

    def at(_: str) -> Progress:
        return Progress(STAGE, len(found), len(others), now)

    with closing(reader.batches(others, LeftOut())) as batches:
        for batch in batches:
            yield at(now)
            if all(other.identity in known for other in batch):
                continue
            results = yield from renamed(in_halves(register, batch), at)
            for other, result in zip(batch, results, strict=True):
                if result is not None:
                    found[other.identity] = _in_full(result, placed, carried[other.identity])
            kept(found)
    return found


def _between(
    film: GridFilm, points: Points, other: GridFilm, known: Fused, placed: NDArray[np.int64]
) -> Tensor:
    """The similarity [1, 2, 3] from the bridge's grid to `other`'s that the carried points suggest."""
    source = film.to_grid(points).cpu().double().numpy()
    target = other.to_grid(known.points[placed]).cpu().double().numpy()
    return torch.as_tensor(similarity(source, target, known.mirrored)[None], dtype=torch.float32).to(
        film.image
    )


def _in_full(result: Carried, placed: NDArray[np.int64], known: Fused) -> Fused:
    """`result` of the landmarks `placed` as a row of all landmarks."""
    points, spread = np.full_like(known.points, np.nan), np.full_like(known.spread, np.nan)
    points[placed], spread[placed] = result.points, result.gap
    return Fused(points, spread, spread, known.mirrored, result.agreement)


def join_ways(direct: Fused, bridged: Sequence[Fused], diagonal: float) -> Fused:
    """The mean of all ways to a film whose diagonal is `diagonal` pixels, weighted by how well each fits.

    Weights as in the fusion of several exemplars: similar films and small gaps count more.
    """
    ways = [direct, *bridged]
    points = np.stack([way.points for way in ways])
    gaps = np.stack([way.spread for way in ways])
    known: NDArray[np.bool_] = np.asarray(np.isfinite(points).all(axis=2))
    similar = np.array([max(way.agreement, 1e-3) for way in ways])[:, None] ** 4
    weights = similar / (1.0 + (np.nan_to_num(gaps) / (0.005 * diagonal)) ** 2) * known
    weights[0] *= _DIRECT
    total = weights.sum(axis=0)
    share = weights / np.maximum(total, 1e-12)
    mean = (share[..., None] * np.where(known[..., None], points, 0.0)).sum(axis=0)
    mean = np.where(total[:, None] > 0, mean, np.nan)
    gap = (share * np.nan_to_num(gaps)).sum(axis=0)
    spread = np.where(total > 0, np.hypot(gap, disagreement(points, mean, weights)), np.nan)
    doubt = spread / diagonal + 0.02 * (1.0 - direct.agreement)
    return Fused(mean, spread, doubt, direct.mirrored, direct.agreement)
