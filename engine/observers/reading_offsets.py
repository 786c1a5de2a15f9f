"""How one person's points differ from a machine's on films that both have read, and other films moved by it.

A detector learns the habits of whoever labelled its films. Per landmark the person's mean residual, in the
upright frame of the mean shape, is such a habit; shrunken by its own variance it is worth a move of all the
points that nobody has decided on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.errors import EngineError
from engine.geometry.coordinates import Size, inside
from engine.io.plain_values import from_plain, to_plain
from engine.landmarks import Landmark, LandmarkSet, Origin
from engine.observers.reading_radii import Doubt, doubt_of, radius_scale, uncertainty
from engine.observers.shrinkage import Floats, Shrunken, shrunken_means
from engine.observers.upright import (
    Complex,
    machine_points,
    mean_shape,
    placed_points,
    size_of,
    turns_of,
)

Place = tuple[float, float]  # (x, y), pixels of a film
FORMAT, VERSION = "onemark-reading", 1
# an accepted point says that the machine's place would do, not that the person would have clicked there
EVIDENCE: Mapping[Origin | None, float] = {
    **{Origin.ANNOTATED: 1.0, Origin.CORRECTED: 1.0, None: 1.0},
    **{Origin.ACCEPTED: 0.25, Origin.PREDICTED: 0.0},
}
_FEWEST_FILMS, _CHI_SQUARE = 3.0, 9.21  # to call an offset significant: two degrees of freedom, 1 %


@dataclass(frozen=True, slots=True)
class ReadFilm:
    """A film that a machine has `predicted` and a person has `placed`; either may lack landmarks.

    Taken are the machine's points before any reading moved them (`unadjusted`, else `predicted`, else where
    it has them now), and those of `placed` that a person decided on, weighted by origin (`EVIDENCE`).
    `calibrates`: its points may say how large errors are, as it was not chosen because these looked large.
    """

    predicted: LandmarkSet
    placed: LandmarkSet
    calibrates: bool = True


@dataclass(frozen=True, slots=True)
class LandmarkOffset:
    """One landmark's mean `offset` (x, y), person minus machine, upright, pixels of a middle-sized film.

    Films move by `weight` (0..1) of it. `variance`: E|residual - offset|^2 of one film, pixels^2. `films`:
    from how many, each counted as its point's origin counts. `radius_factor`: the machine's own error radius
    over its spread, 0 where it knows no radius.
    """

    offset: tuple[float, float] = (0.0, 0.0)
    variance: float = 0.0
    films: float = 0.0
    weight: float = 0.0
    radius_factor: float = 0.0

    def __post_init__(self) -> None:
        values = (*self.offset, self.variance, self.films, self.weight, self.radius_factor)
        if not np.isfinite(values).all() or min(values[2:]) < 0 or self.weight > 1:
            raise ValueError("an offset needs finite numbers, its weight from 0 to 1")


@dataclass(frozen=True, slots=True)
class ReadingOffsets:
    """How `reader` places the landmarks `names` [K] beside those of `model`, learned from `films` films.

    `shape` [K]: the mean shape (x, y), NaN where a landmark was never seen. `radius_scale` times what is
    uncertain of a point holds the person's with the probability `coverage`; None: too few films to say.
    """

    reader: str
    model: str
    names: tuple[str, ...]
    shape: tuple[tuple[float, float], ...]
    offsets: tuple[LandmarkOffset, ...]
    films: int = 0
    radius_scale: float | None = None
    coverage: float = 0.9

    def __post_init__(self) -> None:
        if not len(self.names) == len(self.shape) == len(self.offsets) == len(set(self.names)):
            raise ValueError("a reading needs a shape and an offset for each of its landmarks, named once")
        scale = self.radius_scale
        if self.films < 0 or not 0 < self.coverage < 1 or not (scale is None or 0 < scale < np.inf):
            raise ValueError("a reading needs a count of films, a coverage below 1 and a positive scale")

    def applied(
        self, marks: LandmarkSet, without: AbstractSet[str] = frozenset(), size: Size | None = None
    ) -> LandmarkSet:
        """`marks` with the points that nobody has decided on where the reader would have them.

        Each is moved from where the machine had it, however often this is done, and `unadjusted` keeps that;
        error radius and coverage are the reading's. Landmarks `without`, and those that would leave a film
        of `size`, lie where the machine had them.
        """
        ways, factor = self._ways(marks)
        index = {name: at for at, name in enumerate(self.names)}
        moved = []
        for mark in marks.landmarks.values():
            raw = mark.unadjusted or mark.position
            if mark.origin is Origin.PREDICTED and raw is not None:
                at = index.get(mark.name)
                stays = at is None or mark.name in without
                to = raw if stays else (raw[0] + float(ways[at].real), raw[1] + float(ways[at].imag))
                if size is not None and not inside(np.array(to), size):
                    to = raw
                moved.append(_moved(mark, raw, to, self._radius(mark, at, factor, stays)))
        return marks.with_landmarks(moved)

    def arrow(self, marks: LandmarkSet, name: str) -> tuple[float, float]:
        """How far (dx, dy), in pixels of the film of `marks`, its landmark `name` is moved."""
        way = self._ways(marks)[0][self.names.index(name)] if name in self.names else 0j
        return float(way.real), float(way.imag)

    def significant(self) -> tuple[str, ...]:
        """The landmarks whose offset chance hardly makes, from three films or more, and that is worth a word.

        Worth it is what moves by half of how far a usual landmark's residuals scatter, or more.
        """
        usual = np.mean([each.variance for each in self.offsets]) if self.offsets else 0.0
        return tuple(
            name
            for name, each in zip(self.names, self.offsets, strict=True)
            if each.films >= _FEWEST_FILMS
            and 2 * each.films * _square(each.offset) > _CHI_SQUARE * each.variance
            and 4 * each.weight**2 * _square(each.offset) > usual
        )

    def of_landmarks(
        self, names: Sequence[str], model: str, without: AbstractSet[str] = frozenset()
    ) -> ReadingOffsets:
        """The same of the landmarks `names`, beside `model`; those `without`, and unknown ones, stay put."""
        known = {name: at for at, name in enumerate(self.names)}
        rows = [None if name in without else known.get(name) for name in names]
        nowhere = (math.nan, math.nan)
        return replace(
            self,
            model=model,
            names=tuple(names),
            shape=tuple(self.shape[known[name]] if name in known else nowhere for name in names),
            offsets=tuple(LandmarkOffset() if row is None else self.offsets[row] for row in rows),
        )

    def as_plain(self) -> dict[str, Any]:
        """A JSON object, with its format and version."""
        return {"format": FORMAT, "version": VERSION, **to_plain(self)}

    @classmethod
    def of_plain(cls, plain: object) -> ReadingOffsets:
        """The inverse of `as_plain`; `EngineError` for whatever is none."""
        stored = dict(plain) if isinstance(plain, Mapping) else {}
        if stored.pop("format", None) != FORMAT:
            raise EngineError("This is no saved reading: choose a file that `onemark predict` wrote.")
        if stored.pop("version", None) != VERSION:
            raise EngineError(
                "The reading was saved by another version of OneMark: save it again with this one."
            )
        try:
            return from_plain(cls, stored, "reading")
        except ValueError as error:
            raise EngineError(f"The reading is damaged ({error}): fit it again.") from error

    def _ways(self, marks: LandmarkSet) -> tuple[Complex, float]:
        """How far each landmark [K] is moved on the film of `marks`, and its pixels per upright pixel."""
        shape = np.array([complex(*at) for at in self.shape])
        moves = np.array([each.weight * complex(*each.offset) for each in self.offsets])
        points = machine_points(marks, self.names)
        points = np.where(np.isfinite(points), points, placed_points(marks, self.names))
        turns = turns_of(shape, points[None])
        return turns.to_film(moves)[0], float(abs(turns.factor[0]))

    def _radius(
        self, mark: Landmark, at: int | None, factor: float, stays: bool
    ) -> tuple[float, float] | None:
        """Error radius and coverage of landmark `at` on a film of `factor` pixels per upright pixel.

        The machine's own where the point `stays` there; None where `mark` has the right one.
        """
        if self.radius_scale is None or at is None:
            return None
        offset, spread = self.offsets[at], mark.spread or 0.0
        if not stays:
            uncertain = uncertainty(spread, offset.radius_factor, offset.variance * factor**2)
            return self.radius_scale * float(uncertain), self.coverage
        own = offset.radius_factor * spread
        return (own, self.coverage) if own and mark.unadjusted is not None else None


def _moved(mark: Landmark, raw: Place, to: Place, radius: tuple[float, float] | None) -> Landmark:
    """A machine's point that was `raw` before any reading, now at `to`; `radius` and coverage if known."""
    changed: dict[str, Any] = {}
    if to != mark.position or (to != raw) != (mark.unadjusted is not None):
        changed = {"x": to[0], "y": to[1], "predicted": to, "unadjusted": raw if to != raw else None}
    if radius is not None:
        changed |= {"error_radius": radius[0], "error_coverage": radius[1]}
    return replace(mark, **changed) if changed else mark


def _square(offset: tuple[float, float]) -> float:
    return offset[0] ** 2 + offset[1] ** 2


def fit_reading(
    films: Iterable[ReadFilm], names: Sequence[str], reader: str, model: str, coverage: float = 0.9
) -> ReadingOffsets:
    """What `films` tell of how `reader` places the landmarks `names` beside those of `model`.

    Films on which a person decided nothing that the machine has say nothing. Fit from the corrected films
    only, never from those that are scored.
    """
    read = [(film, _evidence(film, names)) for film in films]
    read = [(film, evidence) for film, evidence in read if evidence.any()]
    if not read:
        nowhere = ((math.nan, math.nan),) * len(names)
        return ReadingOffsets(reader, model, tuple(names), nowhere, (LandmarkOffset(),) * len(names))
    points = np.array([machine_points(film.predicted, names) for film, _ in read])
    placed = np.array([placed_points(film.placed, names) for film, _ in read])
    evidence = np.array([evidence for _, evidence in read])
    shape = mean_shape(points)
    turns = turns_of(shape, points)
    residuals, factor = turns.upright(placed - points), np.abs(turns.factor)
    doubt = doubt_of([film.predicted for film, _ in read], names, factor, size_of(shape))
    found = shrunken_means(residuals, evidence, doubt.noise)
    counts = np.array([float(film.calibrates) for film, _ in read])
    scale = radius_scale(residuals, evidence, doubt, factor, counts, coverage)
    places = tuple((float(at.real), float(at.imag)) for at in shape)
    return ReadingOffsets(
        reader, model, tuple(names), places, _offsets(found, doubt), len(read), scale, coverage
    )


def _evidence(film: ReadFilm, names: Sequence[str]) -> Floats:
    """How much each landmark [K] of a film says; 0 where not both have placed it."""
    known = np.isfinite(machine_points(film.predicted, names)) & np.isfinite(
        placed_points(film.placed, names)
    )
    marks = [film.placed.get(name) for name in names]
    weights = np.array([EVIDENCE[mark.origin] if mark.is_human else 0.0 for mark in marks])
    evidence: Floats = np.where(known, weights, 0.0)
    return evidence


def _offsets(found: Shrunken, doubt: Doubt) -> tuple[LandmarkOffset, ...]:
    rows = zip(found.mean, found.variance, found.films, found.weight, doubt.factor, strict=True)
    return tuple(
        LandmarkOffset((float(mean.real), float(mean.imag)), *map(float, rest)) for mean, *rest in rows
    )
