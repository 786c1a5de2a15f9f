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
from engine.landmarks import LandmarkSet, Origin

_SQUARE = (1.0, 1.0)
_BAR_SHARE = 0.25  # of the width of what is drawn, at most


class FilmFit(StrEnum):
    """What one film may do to lie on the other."""

    RIGID = "rigid"  # turn and move: growth and treatment stay visible as they are
    SCALED = "scaled"  # and change its size, for films whose mm are not known or not trusted


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of a round length: 1, 2 or 5 times a power of ten. `pixels`: across, of the fixed film."""

    mm: float
    pixels: float


@dataclass(frozen=True, slots=True)
class Superimposition:
    """p -> scale * R(angle) p + shift, from the plane of the moving film to that of the fixed one.

    A plane is in mm where both films have a spacing, else in pixels; `angle` in degrees, clockwise on the
    screen. `residuals`: landmark -> how far apart it lies then, of those that the fit rests on, in that unit.
    `unreviewed`: how many points of both films are predictions that nobody has decided on.
    """

    scale: float
    angle: float
    shift: tuple[float, float]
    unit: str
    residuals: Mapping[str, float]
    unreviewed: int = 0
    _fixed: tuple[float, float] = _SQUARE
    _moving: tuple[float, float] = _SQUARE

    def apply(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the moving film, in its pixels, in pixels of the fixed film."""
        x, y = _moved(self, np.multiply(point, self._moving)) / self._fixed
        return float(x), float(y)

    def scale_bar(self, width: float) -> ScaleBar | None:
        """The longest round one within a quarter of `width`, in pixels of the fixed film; None without mm."""
        most = _BAR_SHARE * width * self._fixed[0]
        if self.unit != "mm" or most <= 0:
            return None
        power = 10.0 ** math.floor(math.log10(most))
        mm = max(step * power for step in (1, 2, 5) if step * power <= most * (1 + 1e-12))
        return ScaleBar(mm, mm / self._fixed[0])

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
    fit: FilmFit = FilmFit.RIGID,
    mirrored: bool = False,
) -> Superimposition:
    """Lay `moving` over `fixed` by the landmarks `names`, by all that both have where none are named.

    Two landmarks, the first the more trusted one (Sella of S-N): the first comes to lie on the first, the
    line through both on the line, with `FilmFit.SCALED` the second on the second. More: least squares of the
    distances (Procrustes; Kabsch's rotation, Umeyama's scale). `mirrored`: the faces look opposite ways, and
    the moving film is turned over first. Raises `EngineError`.
    """
    chosen = tuple(names) or tuple(mark.name for mark in fixed.placed() if moving.get(mark.name).position)
    pairs = _pairs(fixed, moving, chosen)
    known = fixed_spacing is not None and moving_spacing is not None
    shapes = [(each.x, each.y) if known and each else _SQUARE for each in (fixed_spacing, moving_spacing)]
    if mirrored:
        shapes[1] = (-shapes[1][0], shapes[1][1])
    to, of = (np.array([pair[side] for pair in pairs], float) * shapes[side] for side in (0, 1))
    anchors = (to[0], of[0]) if len(chosen) == 2 else (to.mean(axis=0), of.mean(axis=0))
    angle, scale = _turn(of - anchors[1], to - anchors[0])
    scale = scale if fit is FilmFit.SCALED else 1.0
    open_ = sum(mark.origin is Origin.PREDICTED for marks in (fixed, moving) for mark in marks.placed())
    bare = Superimposition(scale, angle, (0.0, 0.0), "mm" if known else "px", {}, open_, *shapes)
    shift = anchors[0] - _moved(bare, anchors[1])
    placed = replace(bare, shift=(float(shift[0]), float(shift[1])))
    distances = np.linalg.norm([_moved(placed, point) for point in of] - to, axis=1)
    return replace(placed, residuals=dict(zip(chosen, map(float, distances), strict=True)))


def _pairs(
    fixed: LandmarkSet, moving: LandmarkSet, names: Sequence[str]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Where each of `names` lies on both films. Raises `EngineError`."""
    if len(set(names)) < 2:
        raise EngineError(
            "Two films are laid over each other by two landmarks or more: place or choose them."
        )
    pairs = []
    for name in names:
        a, b = fixed.get(name).position, moving.get(name).position
        if a is None or b is None:
            raise EngineError(f"{name} is not placed on both films: place it, or choose other landmarks.")
        pairs.append((a, b))
    return pairs


def _turn(of: NDArray[np.float64], to: NDArray[np.float64]) -> tuple[float, float]:
    """Angle in degrees and scale that carry the ways `of` nearest to the ways `to`, both [N, 2]."""
    # in the plane the best turn is an angle: that of the sums of cross and of scalar products
    across = float((of[:, 0] * to[:, 1] - of[:, 1] * to[:, 0]).sum())
    along = float((of * to).sum())
    if math.hypot(across, along) == 0:
        raise EngineError("These landmarks lie on one point of a film, which turns no way: choose others.")
    return math.degrees(math.atan2(across, along)), math.hypot(across, along) / float((of**2).sum())


def _moved(fit: Superimposition, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """`point` of the moving plane on the fixed one."""
    cosine, sine = math.cos(math.radians(fit.angle)), math.sin(math.radians(fit.angle))
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return np.asarray(fit.scale * turn @ point + fit.shift)
