"""How far off a point may be: by its own error radius, or as far as the clicks of readers lie apart.

An error radius r holds the true point with probability c (0.9), and the error is taken for an isotropic
Gaussian, of which the distance to the centre is Rayleigh distributed: c = 1 - exp(-r^2 / (2 s^2)), so the
standard deviation along each axis is s = r / sqrt(-2 ln(1 - c)), r / 2.146 for 0.9. Of points p that were
read n_f times on film f it is estimated by s^2 = sum_f sum_i |p_fi - mean_f|^2 / (2 sum_f (n_f - 1)).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.imaging.image import Spacing
from engine.landmarks import Landmark, LandmarkSet, Origin
from engine.wording import counted

COVERAGE = 0.9  # of an error radius that does not state its own
FEWEST_REPEATED = 5  # films that a landmark was read on more than once, before they say its spread
_CLICKED = frozenset({None, Origin.ANNOTATED, Origin.CORRECTED})  # where a person has it


@dataclass(frozen=True, slots=True)
class ReaderErrors:
    """How far a person's points may be off: `sigmas`, landmark -> standard deviation along each axis.

    In mm, or in original pixels where not `in_mm`. `source`: whose spread it is, as a note has it.
    """

    sigmas: Mapping[str, float]
    source: str
    in_mm: bool = True

    def called_as(self, names: Mapping[str, str]) -> ReaderErrors:
        """The same with the landmarks called as `names` has it (old -> new)."""
        return replace(self, sigmas={names.get(name, name): sigma for name, sigma in self.sigmas.items()})


@dataclass(frozen=True, slots=True)
class PointError:
    """Standard deviations of x and y in pixels, and whose spread they are, "" for the point's own radius."""

    x: float
    y: float
    source: str = ""


def sigma_of(radius: float, coverage: float = COVERAGE) -> float:
    """The standard deviation per axis of an isotropic Gaussian that lies within `radius` with `coverage`."""
    return radius / math.sqrt(-2 * math.log1p(-coverage))


def point_error(
    mark: Landmark,
    spacing: Spacing | None,
    reader_radius: float | None = None,
    readers: Sequence[ReaderErrors] = (),
) -> PointError | None:
    """The error of a placed landmark: its own, else that of `reader_radius`, else of the first of `readers`.

    `reader_radius` holds 9 in 10 points, in mm, in pixels without a `spacing`. `readers` speak of points that
    a person clicked, and not of what a machine placed. None where nothing is known.
    """
    coverage = COVERAGE if mark.error_coverage is None else mark.error_coverage
    # the radius of a corrected point is that of the machine's, which lay elsewhere
    radius = None if mark.origin is Origin.CORRECTED else mark.error_radius
    if radius is not None and 0 < coverage < 1:
        return PointError(sigma_of(radius, coverage), sigma_of(radius, coverage))
    if reader_radius is not None:
        return _in_pixels(sigma_of(reader_radius), spacing, "")
    for each in readers if mark.origin in _CLICKED else ():
        sigma = each.sigmas.get(mark.name)
        if sigma is not None and (spacing is not None or not each.in_mm):
            return _in_pixels(sigma, spacing if each.in_mm else None, each.source)
    return None


def _in_pixels(sigma: float, spacing: Spacing | None, source: str) -> PointError:
    x, y = (1.0, 1.0) if spacing is None else (spacing.x, spacing.y)
    return PointError(sigma / x, sigma / y, source)


def errors_of_readings(
    films: Iterable[Sequence[LandmarkSet]], spacings: Mapping[str, Spacing]
) -> ReaderErrors | None:
    """The spread of the readings of each film, of one reader or of several; None where too few say it.

    Only what people clicked counts. In mm where all films that were read more than once have a spacing.
    """
    repeated = {several[0].film: _clicks(several) for several in films if several}
    repeated = {film: clicks for film, clicks in repeated.items() if clicks}
    in_mm = all(film in spacings for film in repeated)
    squares, freedom, counts = defaultdict[str, float](float), Counter[str](), Counter[str]()
    for film, clicks in repeated.items():
        scale = np.array([spacings[film].x, spacings[film].y]) if in_mm else np.ones(2)
        for name, places in clicks.items():
            spots = np.array(places) * scale
            squares[name] += float(((spots - spots.mean(axis=0)) ** 2).sum())
            freedom[name] += 2 * (len(spots) - 1)
            counts[name] += 1
    known = [name for name, count in counts.items() if count >= FEWEST_REPEATED and squares[name] > 0]
    if not known:
        return None
    sigmas = {name: math.sqrt(squares[name] / freedom[name]) for name in known}
    films_read = counted(len(repeated), "film")
    return ReaderErrors(sigmas, f"the spread of the readings of {films_read} here", in_mm)


def _clicks(readings: Sequence[LandmarkSet]) -> dict[str, list[tuple[float, float]]]:
    """Where people clicked each landmark of one film, of those that were clicked more than once."""
    found = defaultdict[str, list[tuple[float, float]]](list)
    for marks in readings:
        for mark in marks.placed():
            if mark.position is not None and mark.origin in _CLICKED:
                found[mark.name].append(mark.position)
    return {name: places for name, places in found.items() if len(places) > 1}
