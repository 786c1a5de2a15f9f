"""Where registration is lost on most films of a run: the exemplars' points at the same places instead.

Repetitive anatomy leads registration astray further than films differ: spines, from one strongly curved
exemplar, come out twice as far off as the exemplar's own coordinates. That it is lost shows without any label
(`opinions.doubt_about`); on one film that may be chance, on most films of a run it is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.geometry.coordinates import Size, resize_points
from engine.landmarks import Scheme
from engine.registration.carry import ReadyExemplar
from engine.registration.opinions import Fused, doubtful_films
from engine.wording import counted

FEWEST_TO_JUDGE = 10  # films; of fewer, most may look failed by chance
COPIED = "Looks failed: its points are the exemplar's, at the same places of the film."
_NEARLY_ALL = 0.9
_ERRS = 0.05  # share of the diagonal that copied points are off: 0.04 to 0.07 on the five sets of the guide


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


def lost_note(copied: int, films: int) -> str:
    """What a person has to know where so many of the `films` got copies; "" for none."""
    if not copied:
        return ""
    return (
        f"Registration cannot be trusted here: {copied} of {counted(films, 'film')} look failed, and go on "
        "from the exemplar's points at the same places; correct some of them, or annotate more films."
    )


def _copied(lost: Fused, size: Size, exemplars: Sequence[ReadyExemplar], scheme: Scheme) -> Fused:
    """The mean of the exemplars' points, each at its share of width and height of a film of `size`."""
    places = np.full((len(exemplars), len(scheme.names), 2), np.nan)
    for row, exemplar in enumerate(exemplars):
        columns = [scheme.names.index(name) for name in exemplar.names]
        places[row, columns] = resize_points(exemplar.points, exemplar.film.size, size)
    known = np.isfinite(places[..., 0])
    count = known.sum(axis=0)
    mean = np.nansum(places, axis=0) / np.maximum(count, 1)[:, None]
    points = np.where(count[:, None] > 0, mean, np.nan)
    spread = np.where(count > 0, _ERRS * size.diagonal, np.nan)
    doubt = spread / size.diagonal + 0.02 * (1.0 - lost.agreement)
    return Fused(points, spread, doubt, False, lost.agreement)
