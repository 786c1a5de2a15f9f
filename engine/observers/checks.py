"""Checks of a folder's films that need no labels: what looks wrong, and why, in words.

Films are compared with what most of them have in common; a finding is a reason to look, not a verdict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from engine.landmarks import LandmarkSet, Presence, Scheme
from engine.observers.looks import Look, poses_of, same_pictures, units_of
from engine.observers.shapes import LEAST_FILMS, Compared, Shapes, aligned, compared, distance, strayed
from engine.operation import Operation, Progress
from engine.wording import listed

_NO_POINT = "no point for "
_STRAYED = 6.0  # widths; of films labelled with care 1 to 7 % have such a landmark
_BETTER = 0.5  # share of its distance to the common shape that a mirrored or exchanged one may have
_SHAPES = "Comparing shapes"
_LEAST_APART = 0.05  # of the size of the shape: landmarks that lie closer are not told apart by their places


class Check(Enum):
    """What is looked for; the value is what a list of films that fail it is called."""

    SHAPE = "Outliers of shape"
    SWAPPED = "Left and right exchanged"
    MISSING = "Missing points"
    VIEW = "Mixed views"
    SIDE = "Mixed sides"
    POLARITY = "Mixed polarities"
    DUPLICATE = "Duplicates"


@dataclass(frozen=True, slots=True)
class CheckedFilm:
    """What is known of a film: landmarks, `attributes` (side, view), content hash, look (None: none).

    `mirrored`: whoever predicted its landmarks saw that it shows the anatomy mirrored.
    """

    marks: LandmarkSet
    attributes: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    look: Look | None = None
    mirrored: bool = False


# check -> film -> why it was found
Findings = Mapping[Check, Mapping[str, str]]


def check_films(films: Sequence[CheckedFilm], scheme: Scheme) -> Operation[Findings]:
    """Check all `films` of a folder; yields while it works, returns what was found.

    Shapes are compared from eight films on that have their landmarks placed, pictures likewise; of fewer
    nothing is said. A film that was mirrored shows as mixed sides; with left/right pairs in the scheme its
    points cannot be told from exchanged ones, and it is found as such.
    """
    points = yield from check_points(films, scheme)
    pictures = yield from check_pictures(films)
    return joined(points, pictures)


def check_points(films: Sequence[CheckedFilm], scheme: Scheme) -> Operation[Findings]:
    """The part of `check_films` that goes by landmarks and by what the files say."""
    found = _nothing()
    found[Check.MISSING] = _missing(films, scheme)
    found[Check.VIEW] = _unlike_most(films, "view")
    found[Check.SIDE] = {**_mirrored(films), **_unlike_most(films, "side")}
    yield Progress(_SHAPES, 0, len(scheme.names))
    yield from _check_shapes(films, scheme, found)
    return found


def check_pictures(films: Sequence[CheckedFilm]) -> Operation[Findings]:
    """The part that goes by pixels and contents of files, which no edit changes."""
    found = _nothing()
    yield from _check_pictures(films, found)
    return found


def joined(first: Findings, second: Findings) -> Findings:
    """What was found in either; where both found a film, why the first did."""
    return MappingProxyType({check: MappingProxyType({**second[check], **first[check]}) for check in Check})


def landmark_of(why: str, names: Sequence[str]) -> str:
    """The landmark of `names` that a finding is about, the first of several; "" where it is of the film."""
    for name in sorted(names, key=len, reverse=True):  # one may begin as another does
        if why.startswith((f"{_NO_POINT}{name}", f"{name} lies ", f"{name} and ")):
            return name
    return ""


def _nothing() -> dict[Check, dict[str, str]]:
    return {check: {} for check in Check}


def _missing(films: Iterable[CheckedFilm], scheme: Scheme) -> dict[str, str]:
    """Films with some points placed and others that nobody decided on."""
    reasons = {}
    for film in films:
        bare = [name for name in scheme.names if film.marks.get(name).presence is Presence.UNPLACED]
        if bare and film.marks.placed():
            reasons[film.marks.film] = f"{_NO_POINT}{listed(bare)}"
    return reasons


def _mirrored(films: Iterable[CheckedFilm]) -> dict[str, str]:
    """Films with points that are mirrored where most are not, or the other way round."""
    turned = {film.marks.film: film.mirrored for film in films if film.marks.placed()}
    mirrored = sum(turned.values())
    odd = 2 * mirrored <= len(turned)  # being mirrored is what few are
    why = "mirrored" if odd else "not mirrored, as most films are"
    return {film: why for film, is_mirrored in turned.items() if is_mirrored is odd} if mirrored else {}


def _unlike_most(films: Iterable[CheckedFilm], attribute: str) -> dict[str, str]:
    """Films whose `attribute` is another than that of most films that have one."""
    values = {film.marks.film: film.attributes.get(attribute, "").strip().upper() for film in films}
    counts = Counter(value for value in values.values() if value)
    if len(counts) < 2:
        return {}
    usual = min(counts, key=lambda value: (-counts[value], value))
    most = f"{counts[usual]} of {counts.total()} films have {usual}"
    return {
        film: f"{attribute} {value} in the file, {most}"
        for film, value in values.items()
        if value not in ("", usual)
    }


# -- shapes -----------------------------------------------------------------------------------------------


_BOTH = "left and right are exchanged in all pairs, or the film is mirrored"


def _check_shapes(
    films: Sequence[CheckedFilm], scheme: Scheme, found: dict[Check, dict[str, str]]
) -> Operation[None]:
    shapes, names = _shapes(films, scheme), [film.marks.film for film in films]
    if np.isfinite(shapes).any(axis=1).sum() < LEAST_FILMS:
        return
    all_ = compared(shapes)
    yield Progress(_SHAPES, 0, len(scheme.names))
    swapped = _swapped(shapes, all_, scheme)
    mirrored = np.nonzero(all_.mirrored_fit < _BETTER * all_.fit)[0].tolist()
    for film in mirrored:
        # exchanged pairs and a mirrored film are one and the same to points that all have a partner
        if film in swapped:
            swapped[film] = _BOTH
        else:
            found[Check.SIDE].setdefault(names[film], "its points lie as on a mirrored film")
    found[Check.SWAPPED] = {names[film]: why for film, why in swapped.items()}
    worst: dict[str, tuple[float, str]] = {}
    explained = {*swapped, *mirrored}
    for place, off in strayed(all_):
        for film in set(np.nonzero(off > _STRAYED)[0].tolist()) - explained:
            found_here = (float(off[film]), scheme.names[place])
            worst[names[film]] = max(worst.get(names[film], found_here), found_here)
        yield Progress(_SHAPES, place + 1, len(scheme.names))
    found[Check.SHAPE] = {
        film: f"{name} lies {off:.0f} times the usual spread from where others have it"
        for film, (off, name) in worst.items()
    }


def _shapes(films: Sequence[CheckedFilm], scheme: Scheme) -> Shapes:
    """The positions of all landmarks as complex numbers [F, K]; NaN where there is none."""
    shapes = np.full((len(films), len(scheme.names)), complex("nan"))
    places = {name: place for place, name in enumerate(scheme.names)}
    for row, film in enumerate(films):
        for mark in film.marks.placed():
            if mark.name in places and mark.position is not None:
                shapes[row, places[mark.name]] = complex(*mark.position)
    return shapes


def _swapped(shapes: Shapes, all_: Compared, scheme: Scheme) -> dict[int, str]:
    """Film -> why its left and right seem exchanged: in single pairs, or in all of them at once."""
    places = {name: place for place, name in enumerate(scheme.names)}
    pairs = [(places[a], places[b]) for a, b in scheme.pairs if a in places and b in places]
    if not pairs:
        return {}
    of_film: dict[int, list[str]] = defaultdict(list)
    for left, right in pairs:
        for film in np.nonzero(_exchanged(all_, left, right))[0].tolist():
            of_film[film].append(f"{scheme.names[left]} and {scheme.names[right]}")
    reasons = {film: f"{listed(several)} seem exchanged" for film, several in of_film.items()}
    order = np.arange(len(scheme.names))
    for left, right in pairs:
        order[[left, right]] = right, left
    # with all pairs exchanged a film is turned by its fit, and each pair seems right
    fit = distance(aligned(shapes[:, order], all_.shape), all_.shape)
    for film in np.nonzero(fit < _BETTER * all_.fit)[0].tolist():
        reasons.setdefault(film, _BOTH)
    return reasons


def _exchanged(all_: Compared, left: int, right: int) -> NDArray[np.bool_]:
    """Films [F] whose two points lie much nearer to each other's places than to their own."""
    a, b = all_.upright[:, left], all_.upright[:, right]
    at_left, at_right = all_.shape[left], all_.shape[right]
    own = np.abs(a - at_left) ** 2 + np.abs(b - at_right) ** 2
    other = np.abs(a - at_right) ** 2 + np.abs(b - at_left) ** 2
    apart = abs(at_left - at_right) > _LEAST_APART
    return np.asarray((other < _BETTER**2 * own) & apart)


# -- pictures ---------------------------------------------------------------------------------------------


def _check_pictures(films: Sequence[CheckedFilm], found: dict[Check, dict[str, str]]) -> Operation[None]:
    names = [film.marks.film for film in films]
    joined = _copies(films)
    seen = [place for place, film in enumerate(films) if film.look is not None]
    if seen:
        units = units_of(np.stack([look for film in films if (look := film.look) is not None]))
        for done, pairs in same_pictures(units):
            joined += [(seen[a], seen[b]) for a, b in pairs]
            yield Progress("Comparing pictures", done, len(seen))
        if len(seen) >= LEAST_FILMS:
            _judge_poses(units, [names[place] for place in seen], found)
    for members in _groups(joined, len(films)):
        for place in members:
            others = [names[other] for other in members if other != place]
            same = len({films[other].sha256 for other in members}) == 1 and bool(films[place].sha256)
            what = "the same file as" if same else "the same picture as"
            found[Check.DUPLICATE][names[place]] = f"{what} {listed(others)}"


def _copies(films: Sequence[CheckedFilm]) -> list[tuple[int, int]]:
    """Each film whose file was there before, with the first such one."""
    first: dict[str, int] = {}
    places = (
        (first.setdefault(film.sha256, place), place) for place, film in enumerate(films) if film.sha256
    )
    return [(before, place) for before, place in places if before != place]


def _groups(pairs: Sequence[tuple[int, int]], count: int) -> list[list[int]]:
    """The films that `pairs` join, directly or through others, of `count`; none that stands alone."""
    from scipy.sparse import coo_array  # takes a moment that the window does not wait for
    from scipy.sparse.csgraph import connected_components

    if not pairs:
        return []
    ends = np.array(pairs).T
    graph = coo_array((np.ones(len(pairs)), (ends[0], ends[1])), shape=(count, count))
    members: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(connected_components(graph, directed=False)[1].tolist()):
        members[group].append(place)
    return [several for several in members.values() if len(several) > 1]


def _judge_poses(
    units: NDArray[np.float32], names: Sequence[str], found: dict[Check, dict[str, str]]
) -> None:
    poses = poses_of(units)
    reasons = (
        (Check.SIDE, poses.mirrored, "its picture fits the others better mirrored"),
        (Check.POLARITY, poses.negative, "dark and bright are the other way round than on most films"),
        (Check.VIEW, poses.other, "its picture hardly resembles that of the other films"),
    )
    for check, holds, why in reasons:
        for place in np.nonzero(holds)[0].tolist():
            found[check].setdefault(names[place], why)
