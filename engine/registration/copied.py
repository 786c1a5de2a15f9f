"""Where registration is lost on most films of a run: the exemplars' points at the same places instead.

Repetitive anatomy leads registration astray further than films differ: spines, from one strongly curved
exemplar, come out twice as far off as the exemplar's own coordinates. That it is lost shows without any label
(`opinions.doubt_about`); on one film that may be chance, on most films of a run it is none. With pretrained
features these films are placed together then, from the copies on (`congealing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from engine.geometry.coordinates import Points, Size, resize_points
from engine.landmarks import Scheme
from engine.networks.pretrained_features import FeatureNet
from engine.operation import Operation, Progress
from engine.registration.carry import ReadyExemplar
from engine.registration.congealing import Congealing, Placed, SeenFilm, seen_film
from engine.registration.films import GridFilm, GridReader, LeftOut
from engine.registration.opinions import Fused, doubtful_films
from engine.wording import counted

FEWEST_TO_JUDGE = 10  # films; of fewer, most may look failed by chance
COPIED = "Looks failed: its points are the exemplar's, at the same places of the film."
MATCHED = "Looks failed: its points are placed roughly, where all such films resemble each other."
_NEARLY_ALL = 0.9
_GROUP = 200  # films that the others are compared with; what is seen of one takes 0.3 MB
_SHARED = 2.0  # neighbours see much the same twice: on 20 spines errors are 1.9 times the spread
_ERRS = 0.05  # share of the diagonal that copied points are off: 0.04 to 0.07 on the five sets of the guide


@dataclass(frozen=True, slots=True)
class Instead:
    """What the films get that registration is lost on: `fused`, and `why` each of them looks failed.

    `note`: what a person has to know of the run. All empty where registration is not lost.
    """

    fused: dict[str, Fused] = field(default_factory=dict)
    why: str = ""
    note: str = ""


def placed_where_lost(
    carried: Mapping[str, Fused],
    sizes: Mapping[str, Size],
    exemplars: Sequence[ReadyExemplar],
    scheme: Scheme,
    paths: Mapping[str, Path],
    reader: GridReader,
    features: Callable[[], FeatureNet | None],
) -> Operation[Instead]:
    """For the films that `copies_where_lost` names: copies, moved by the `features`, where there are any."""
    copies = copies_where_lost(carried, sizes, exemplars, scheme)
    if not copies:
        return Instead()
    net = features()
    if net is None:
        return Instead(copies, COPIED, lost_note(len(copies), len(carried)))
    known: NDArray[np.bool_] = np.isfinite(next(iter(copies.values())).points[:, 0])
    placed = yield from _matched(copies, known, exemplars, scheme, paths, reader, net)
    moved = {film: _displaced(copies[film], at, known, sizes[film].diagonal) for film, at in placed.items()}
    return Instead({**copies, **moved}, MATCHED, lost_note(len(copies), len(carried), matched=True))


def copies_where_lost(
    carried: Mapping[str, Fused],
    sizes: Mapping[str, Size],
    exemplars: Sequence[ReadyExemplar],
    scheme: Scheme,
) -> dict[str, Fused]:
    """For the films that look failed, where these are most of what was `carried`: copies. Else nothing.

    Where hardly any film is left beside them, for all: that one looks right is the chance then.
    """
    lost = list(doubtful_films(carried, sizes))
    if len(carried) < FEWEST_TO_JUDGE or 2 * len(lost) <= len(carried):
        return {}
    if len(lost) >= _NEARLY_ALL * len(carried):
        lost = list(carried)
    return {film: _copied(carried[film], sizes[film], exemplars, scheme) for film in lost}


def lost_note(copied: int, films: int, matched: bool = False) -> str:
    """What a person has to know where so many of the `films` got copies, `matched` or not; "" for none."""
    if not copied:
        return ""
    if matched:
        return (
            f"Registration cannot be trusted here: {copied} of {counted(films, 'film')} look failed, and go "
            "on from a rough match of these with each other; correct some of them, or annotate more films."
        )
    return (
        f"Registration cannot be trusted here: {copied} of {counted(films, 'film')} look failed, and go on "
        "from the exemplar's points at the same places; correct some of them, or annotate more films."
    )


def _copied(lost: Fused, size: Size, exemplars: Sequence[ReadyExemplar], scheme: Scheme) -> Fused:
    """The exemplars' points instead of `lost`, on a film of `size`."""
    points = _mean_places(exemplars, scheme, size)
    spread = np.where(np.isfinite(points[:, 0]), _ERRS * size.diagonal, np.nan)
    doubt = spread / size.diagonal + 0.02 * (1.0 - lost.agreement)
    return Fused(points, spread, doubt, False, lost.agreement)


def _mean_places(exemplars: Sequence[ReadyExemplar], scheme: Scheme, size: Size) -> Points:
    """The mean [K, 2] of the exemplars' points, each at its share of width and height of a film of `size`."""
    places = np.full((len(exemplars), len(scheme.names), 2), np.nan)
    for row, exemplar in enumerate(exemplars):
        columns = [scheme.names.index(name) for name in exemplar.names]
        places[row, columns] = resize_points(exemplar.points, exemplar.film.size, size)
    count = np.isfinite(places[..., 0]).sum(axis=0)[:, None]
    return np.where(count > 0, np.nansum(places, axis=0) / np.maximum(count, 1), np.nan)


def _matched(
    copies: Mapping[str, Fused],
    known: NDArray[np.bool_],
    exemplars: Sequence[ReadyExemplar],
    scheme: Scheme,
    paths: Mapping[str, Path],
    reader: GridReader,
    net: FeatureNet,
) -> Operation[dict[str, Placed]]:
    """Where the films of `copies` resemble each other, their `known` landmarks; readable films only."""
    first = exemplars[0].film.size
    shape = _mean_places(exemplars, scheme, first)[known] / first.diagonal
    model = Congealing([_seen_exemplar(each, scheme, known, net) for each in exemplars], shape)

    def seen(film: GridFilm) -> SeenFilm:
        return seen_film(film, net, film.to_grid(copies[film.identity].points[known]))

    group, placed = dict[str, SeenFilm](), dict[str, Placed]()
    with closing(reader.batches({film: paths[film] for film in copies}, LeftOut())) as batches:
        for batch in batches:
            if len(group) >= _GROUP and not placed:
                placed = yield from model.together(group)
            yield Progress("reading films", len(group) if not placed else len(placed), len(copies))
            films = {film.identity: seen(film) for film in batch}
            if placed:
                placed.update(model.place(films))
            else:
                group.update(films)
    if group and not placed:
        placed = yield from model.together(group)
    return placed


def _seen_exemplar(
    exemplar: ReadyExemplar, scheme: Scheme, known: NDArray[np.bool_], net: FeatureNet
) -> tuple[SeenFilm, NDArray[np.bool_]]:
    """`exemplar` by its features, and which of the `known` landmarks [K] it has; others lie at 0."""
    names = [name for name, is_known in zip(scheme.names, known, strict=True) if is_known]
    places = torch.zeros(len(names), 2, device=exemplar.film.image.device)
    places[[names.index(name) for name in exemplar.names]] = exemplar.film.to_grid(exemplar.points)
    return seen_film(exemplar.film, net, places), np.isin(names, exemplar.names)


def _displaced(copy: Fused, placed: Placed, known: NDArray[np.bool_], diagonal: float) -> Fused:
    """`copy` on a film of `diagonal` pixels, its `known` landmarks where they were `placed`."""
    points, spread = copy.points.copy(), copy.spread.copy()
    points[known] += placed.mean * diagonal
    spread[known] = np.minimum(_SHARED * placed.spread * diagonal, spread[known])
    return replace(copy, points=points, spread=spread, doubt=copy.doubt + (spread - copy.spread) / diagonal)
