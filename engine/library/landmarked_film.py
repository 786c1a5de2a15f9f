"""The landmarks of one film as a value that shows itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.folders.overlays import draw_overlay
from engine.geometry.coordinates import Points
from engine.imaging.image import Image, Spacing
from engine.imaging.pixels import display_pixels
from engine.io.images import read_image
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.wording import counted

_SHOWN = 700  # longest side of the picture in a notebook, pixels


@dataclass(frozen=True, slots=True, repr=False)
class LandmarkedFilm:
    """The landmarks `marks` found on a film; in a notebook it is shown as the film with its points.

    `source`: the film as it was given, or its file, which is read again when it is to be shown. `row`: its
    size and what its header says; its spacing is mm of a pixel along x and y, None where nobody knows.
    `scheme`: the landmarks' names in order. `mirrored`: the film shows the anatomy mirrored. `refusal`: why
    the film got no points, "" where it did; `doubt`: why its points look failed, "" where they do not.
    """

    source: Image | Path
    row: FilmRow
    marks: LandmarkSet
    scheme: Scheme
    mirrored: bool = False
    refusal: str = ""
    doubt: str = ""

    @property
    def image(self) -> Image:
        """The film itself. Raises `ImageReadError` where its file is gone."""
        return self.source if isinstance(self.source, Image) else read_image(self.source)

    @property
    def spacing(self) -> Spacing | None:
        """Mm of a pixel along x and y, None where nobody knows."""
        return self.row.spacing

    @property
    def names(self) -> tuple[str, ...]:
        """The landmarks' names, in the order of all arrays."""
        return self.scheme.names

    @property
    def points(self) -> Points:
        """Places [K, 2] (x, y) in original pixels, NaN where a landmark has none."""
        nowhere = (np.nan, np.nan)
        return np.array([self.marks.get(name).position or nowhere for name in self.names], dtype=np.float64)

    @property
    def points_mm(self) -> Points:
        """Places [K, 2] (x, y) in mm, (0, 0) as in pixels. Raises `EngineError` without a spacing."""
        if self.spacing is None:
            raise EngineError("This film says nothing of its pixel spacing: give spacing=MM.")
        return self.points * (self.spacing.x, self.spacing.y)

    @property
    def spread(self) -> NDArray[np.float64]:
        """How far the opinions behind each point disagree [K], px; not calibrated, NaN where unknown."""
        return self._each([self.marks.get(name).spread for name in self.names])

    @property
    def error_radius(self) -> NDArray[np.float64]:
        """Radius [K], px, that holds the true point with the probability `error_coverage`; NaN if unknown."""
        return self._each([self.marks.get(name).error_radius for name in self.names])

    @property
    def error_coverage(self) -> NDArray[np.float64]:
        """Probability [K] that the true point lies within `error_radius`, NaN where unknown."""
        return self._each([self.marks.get(name).error_coverage for name in self.names])

    def __getitem__(self, name: str) -> tuple[float, float]:
        """Where the landmark `name` lies, (x, y) in original pixels, NaN without a place; else `KeyError`."""
        found = self.scheme.find(name)
        if found is None:
            raise KeyError(f"{name!r} is none of {', '.join(self.names)}")
        return self.marks.get(found).position or (np.nan, np.nan)

    def picture(self) -> PIL.Image.Image:
        """The film with its points and their names; hollow ones were predicted, with their error's ring."""
        return draw_overlay(display_pixels(self.image), self.marks, self.scheme, self.row.spacing)

    def __repr__(self) -> str:
        size = self.row.size or self.image.size
        placed = f"{len(self.marks.placed())} of {counted(len(self.names), 'landmark')} placed"
        words = self.refusal or " ".join(filter(None, (f"{placed}.", self.doubt)))
        return f"<{self.marks.film}, {size.width} x {size.height} px: {words}>"

    def _repr_png_(self) -> bytes:
        """What a notebook shows."""
        picture, stream = self.picture(), io.BytesIO()
        picture.thumbnail((_SHOWN, _SHOWN))
        picture.save(stream, format="PNG")
        return stream.getvalue()

    @staticmethod
    def _each(values: list[float | None]) -> NDArray[np.float64]:
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def placed_by_person(film: str, names: tuple[str, ...], points: Points) -> LandmarkSet:
    """The `points` [K, 2] of a person as landmarks of `film`. Raises `EngineError` for another shape."""
    places = places_of(points)
    if places.shape != (len(names), 2):
        raise EngineError(f"Points of shape {places.shape} don't fit {len(names)} names: give [K, 2] (x, y).")
    placed = {
        name: Landmark(name, float(x), float(y), Presence.PRESENT, Origin.ANNOTATED)
        for name, (x, y) in zip(names, places, strict=True)
        if np.isfinite([x, y]).all()
    }
    return LandmarkSet(film, placed)


def names_of(points: Points, names: Sequence[str] | None) -> tuple[str, ...]:
    """The `names` of the landmarks of `points` [..., K, 2]; where there are none, "1", "2", ..."""
    if names is not None:
        return tuple(names)
    shape = places_of(points).shape
    if len(shape) < 2:
        raise EngineError(f"Points of shape {shape} are none of landmarks: give [K, 2] (x, y).")
    return tuple(str(number) for number in range(1, shape[-2] + 1))


def places_of(points: Points) -> Points:
    """`points` as float64. Raises `EngineError` where they are no numbers."""
    try:
        return np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise EngineError(
            "Points must be numbers, the same count for each film: give (x, y) pixels."
        ) from error
