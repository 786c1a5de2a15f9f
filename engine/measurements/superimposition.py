"""Two films of one person laid over each other: the similarity that carries one's points onto the other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.imaging.image import Spacing
from engine.landmarks import LandmarkSet

_SQUARE = (1.0, 1.0)


class Fit(StrEnum):
    """What one film may do to lie on the other."""

    RIGID = "rigid"  # turn and move: growth and treatment stay visible as they are
    SCALED = "scaled"  # and change its size, for films whose mm are not known or not trusted


@dataclass(frozen=True, slots=True)
class Superimposition:
    """p -> scale * R(angle) p + shift, from the plane of the moving film to that of the fixed one.

    A plane is in mm where both films have a spacing, else in pixels; `angle` in degrees, clockwise on the
    screen. `residuals`: landmark -> how far apart it lies then, of those that the fit rests on, in that unit.
    """

    scale: float
    angle: float
    shift: tuple[float, float]
    unit: str
    residuals: Mapping[str, float]
    _fixed: tuple[float, float] = _SQUARE
    _moving: tuple[float, float] = _SQUARE

    def apply(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the moving film, in its pixels, in pixels of the fixed film."""
        x, y = _moved(self, np.multiply(point, self._moving)) / self._fixed
        return float(x), float(y)

    def moved(self, marks: LandmarkSet) -> LandmarkSet:
        """All placed landmarks of the moving film, in pixels of the fixed film."""
        places = {
            mark.name: self.apply(mark.position) for mark in marks.placed() if mark.position is not None
        }
        changed = (
            replace(marks.get(name), x=x, y=y, error_radius=None, error_coverage=None, predicted=None)
            for name, (x, y) in places.items()
        )
        return marks.with_landmarks(changed)


def superimpose(
    fixed: LandmarkSet,
    moving: LandmarkSet,
    fixed_spacing: Spacing | None = None,
    moving_spacing: Spacing | None = None,
    *,
    names: Sequence[str] = (),
    fit: Fit = Fit.RIGID,
    mirrored: bool = False,
) -> Superimposition:
    """Lay `moving` over `fixed` by the landmarks `names`, by all that both have where none are named.

    Two landmarks, the first the more trusted one (Sella of S-N): the first comes to lie on the first, the
    line through both on the line, with `Fit.SCALED` the second on the second. More: least squares of the
    distances (Procrustes; Kabsch's rotation, Umeyama's scale). `mirrored`: the faces look opposite ways, and
    the moving film is turned over first. Raises `EngineError`.
    """
    chosen = tuple(names) or tuple(mark.name for mark in fixed.placed() if moving.get(mark.name).position)
    places = [(fixed.get(name).position, moving.get(name).position) for name in chosen]
    lacking = [name for name, pair in zip(chosen, places, strict=True) if None in pair]
    if lacking:
        raise EngineError(f"{lacking[0]} is not placed on both films: place it, or choose other landmarks.")
    if len(set(chosen)) < 2:
        raise EngineError(
            "Two films are laid over each other by two landmarks or more: place or choose them."
        )
    known = None if fixed_spacing is None or moving_spacing is None else (fixed_spacing, moving_spacing)
    shapes = (_SQUARE, _SQUARE) if known is None else ((known[0].x, known[0].y), (known[1].x, known[1].y))
    if mirrored:
        shapes = shapes[0], (-shapes[1][0], shapes[1][1])
    to, of = (np.array([pair[side] for pair in places], float) * shapes[side] for side in (0, 1))
    anchors = (to[0], of[0]) if len(chosen) == 2 else (to.mean(axis=0), of.mean(axis=0))
    apart_to, apart_of = to - anchors[0], of - anchors[1]
    # the best turn in the plane, as an angle: the sums of cross and of scalar products
    across = float((apart_of[:, 0] * apart_to[:, 1] - apart_of[:, 1] * apart_to[:, 0]).sum())
    along = float((apart_of * apart_to).sum())
    if math.hypot(across, along) == 0:
        raise EngineError("These landmarks lie on one point of a film, which turns no way: choose others.")
    angle = math.atan2(across, along)
    scale = math.hypot(across, along) / float((apart_of**2).sum()) if fit is Fit.SCALED else 1.0
    bare = Superimposition(
        scale, math.degrees(angle), (0.0, 0.0), "px" if known is None else "mm", {}, *shapes
    )
    shift = anchors[0] - _moved(bare, anchors[1])
    placed = replace(bare, shift=(float(shift[0]), float(shift[1])))
    distances = np.linalg.norm([_moved(placed, point) for point in of] - to, axis=1)
    return replace(placed, residuals=dict(zip(chosen, map(float, distances), strict=True)))


def _moved(fit: Superimposition, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """`point` of the moving plane on the fixed one."""
    cosine, sine = math.cos(math.radians(fit.angle)), math.sin(math.radians(fit.angle))
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return np.asarray(fit.scale * turn @ point + fit.shift)
