"""The order of review: all points that nobody has decided on, by the error to be expected, worst first.

The error to be expected of a point is its calibrated error radius, else its spread, which only ranks. It is
compared over films of any size and spacing: in mm where that of every point is calibrated, else as a share of
the diagonal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.landmarks import LandmarkSet, Origin

_COVERAGE = 0.9  # radii of other coverages are compared as if they had this one
# Shape of the Weibull distribution of errors over radii, read off films of a training set: half of them are
# below 0.42, 95 % below 1.26 and 99 % below 2.2 times the 90 % radius (Rayleigh, shape 2: 0.55, 1.14, 1.41).
_SHAPE = 1.25
_UNREAD_DIAGONAL = 1000.0  # px, until a film was read


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A prediction that nobody has decided on, at `position` (x, y) in original pixels.

    `share`: the error to be expected as a share of the film's diagonal. `mm`: the same in mm, None where the
    film's spacing is unknown. `coverage`: with which probability the truth lies that near, None where this
    was never calibrated: then `share` and `mm` only rank.
    """

    film: str
    name: str
    position: tuple[float, float]
    share: float
    mm: float | None = None
    coverage: float | None = None

    @property
    def is_calibrated(self) -> bool:
        """True where `mm` is a length that holds with a known probability, not only a rank."""
        return self.mm is not None and self.coverage is not None

    def risk(self, threshold_mm: float) -> float:
        """Probability (0..1) that the point is more than `threshold_mm` off; 0 where it is not calibrated."""
        if self.mm is None or self.coverage is None:
            return 0.0
        if self.mm <= 0.0 or not 0.0 < self.coverage < 1.0:
            return float(self.mm > threshold_mm)
        return math.exp(math.log1p(-self.coverage) * (threshold_mm / self.mm) ** _SHAPE)


def open_points(marks: LandmarkSet, size: Size | None, spacing: Spacing | None) -> tuple[OpenPoint, ...]:
    """The open points of one film, worst first; those of one error by name.

    `size` None: the film was not read yet. A point without radius and spread comes last.
    """
    diagonal = _UNREAD_DIAGONAL if size is None else size.diagonal
    points = []
    for mark in marks.landmarks.values():
        if mark.origin is not Origin.PREDICTED or mark.position is None:
            continue
        coverage = None if mark.error_radius is None else mark.error_coverage
        pixels = (mark.spread or 0.0) if mark.error_radius is None else mark.error_radius
        mm = None if spacing is None else spacing.radius(pixels)
        points.append(OpenPoint(marks.film, mark.name, mark.position, pixels / diagonal, mm, coverage))
    return tuple(sorted(points, key=lambda point: (-_at_usual_coverage(point, point.share), point.name)))


def review_order(points: Iterable[OpenPoint]) -> list[OpenPoint]:
    """The open points of all films, worst first: in mm where all are calibrated, else by share.

    Points of one error come by film and name.
    """
    everywhere = list(points)
    in_mm = all(point.is_calibrated for point in everywhere)
    errors = np.array([expected_error(point, in_mm) for point in everywhere])
    order = np.argsort(-errors, kind="stable")
    # 200,000 points in a tenth of a second: only runs of one error are compared by their names
    ends = np.flatnonzero(np.diff(errors[order], append=np.nan) != 0.0) + 1
    ordered, first = [everywhere[place] for place in order.tolist()], 0
    for last in ends.tolist():
        if last - first > 1:
            ordered[first:last] = sorted(ordered[first:last], key=lambda point: (point.film, point.name))
        first = last
    return ordered


def expected_error(point: OpenPoint, in_mm: bool) -> float:
    """What the order goes by: the error to be expected in mm, or as a share of the diagonal."""
    return _at_usual_coverage(point, point.mm if in_mm and point.mm is not None else point.share)


def _at_usual_coverage(point: OpenPoint, radius: float) -> float:
    """The radius that holds with 90 %; one that was never calibrated as it is."""
    if point.coverage is None or not 0.0 < point.coverage < 1.0 or point.coverage == _COVERAGE:
        return radius
    scale: float = (math.log1p(-_COVERAGE) / math.log1p(-point.coverage)) ** (1.0 / _SHAPE)
    return radius * scale
