"""What the user says about millimetres: `MM`, `FILE.csv` or `A:B=MM`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import TableError
from engine.imaging.image import Spacing, SpacingSource
from engine.io.table_text import read_grid
from engine.io.tables import read_spacings
from engine.landmarks import LandmarkSet, Scheme


@dataclass(frozen=True, slots=True)
class TypedSpacing:
    """The same mm per pixel for every film."""

    mm_per_px: float


@dataclass(frozen=True, slots=True)
class SpacingTable:
    """A `spacing.csv` with mm per pixel by film."""

    path: Path


@dataclass(frozen=True, slots=True)
class LandmarkDistance:
    """Two landmarks that are `mm` apart on every film."""

    first: str
    second: str
    mm: float


_SQUARE = Spacing(1.0, 1.0, SpacingSource.LANDMARK_DISTANCE)  # pixels of which nothing is known
SpacingRule = TypedSpacing | SpacingTable | LandmarkDistance


def parse_spacing(text: str) -> SpacingRule:
    """Understand `MM`, `FILE.csv` or `A:B=MM`; raises `TableError`."""
    number = _positive(text)
    if number is not None:
        return TypedSpacing(number)
    pair, equals, length = text.rpartition("=")
    first, colon, second = pair.partition(":")
    mm = _positive(length)
    if equals and colon and first.strip() and second.strip() and mm is not None:
        return LandmarkDistance(first.strip(), second.strip(), mm)
    if text.casefold().endswith((".csv", ".tsv", ".txt")):
        return SpacingTable(Path(text))
    raise TableError(f"Spacing {text!r} is none of MM (above 0), FILE.csv and A:B=MM: correct it.")


def spacing_file(rule: SpacingRule | None) -> Path | None:
    """The file that `rule` reads, if it does."""
    return rule.path if isinstance(rule, SpacingTable) else None


def _positive(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 else None


def is_spacing_table(path: Path) -> bool:
    """True where a table gives mm per pixel and no landmarks. Raises `TableError` where it cannot be read."""
    columns = {name.casefold() for name in read_grid(path).columns}
    return "mm_per_px" in columns or ({"spacing_x", "spacing_y"} <= columns and "landmark" not in columns)


def apply_spacing(
    rule: SpacingRule,
    films: Sequence[str],
    sets: Mapping[str, LandmarkSet],
    scheme: Scheme,
    known: Mapping[str, Spacing] | None = None,
) -> Mapping[str, Spacing]:
    """Pixel spacing by film under `rule`; films that it says nothing about are missing.

    `sets` give the positions for a landmark distance, which keeps the shape of the pixels of films whose
    spacing is `known`. Raises `TableError`, also where no film gets one.
    """
    found = _spacings(rule, films, sets, scheme, known or {})
    if not found:
        raise TableError("Spacing: it gives no film a pixel spacing; check its names against the films.")
    return found


def _spacings(
    rule: SpacingRule,
    films: Sequence[str],
    sets: Mapping[str, LandmarkSet],
    scheme: Scheme,
    known: Mapping[str, Spacing],
) -> Mapping[str, Spacing]:
    if isinstance(rule, TypedSpacing):
        typed = Spacing(rule.mm_per_px, rule.mm_per_px, SpacingSource.TYPED)
        for film in films:
            require_shape(film, typed, known.get(film))
        return dict.fromkeys(films, typed)
    if isinstance(rule, SpacingTable):
        return read_spacings(rule.path, films)
    names = [scheme.find(name) for name in (rule.first, rule.second)]
    for given, name in zip((rule.first, rule.second), names, strict=True):
        if name is None:
            raise TableError(f"Spacing: there is no landmark {given!r}; choose one of the scheme.")
    shapes = {film: known.get(film, _SQUARE) for film in films if film in sets}
    measured = {film: _distance(sets[film], names, shape) for film, shape in shapes.items()}
    return {film: _stretched(shapes[film], rule.mm / length) for film, length in measured.items() if length}


def require_shape(film: str, spacing: Spacing, known: Spacing | None) -> None:
    """Raise `TableError` where the pixels of `film` have another shape than `spacing` by its own file."""
    if known is not None and not spacing.has_shape_of(known):
        raise TableError(
            f"Spacing: by its own file the pixels of {film} are {known.x:g} x {known.y:g} mm, and "
            f"{spacing.x:g} x {spacing.y:g} have another shape: give this film a table with spacing_x and "
            "spacing_y, or the distance of two landmarks."
        )


def _stretched(shape: Spacing, factor: float) -> Spacing:
    return Spacing(shape.x * factor, shape.y * factor, SpacingSource.LANDMARK_DISTANCE)


def _distance(marks: LandmarkSet, names: Sequence[str | None], shape: Spacing) -> float | None:
    """Distance in the units of `shape`; None where one of the two has no position."""
    a, b = (marks.get(name or "").position for name in names)
    return None if a is None or b is None else shape.length(b[0] - a[0], b[1] - a[1])
