"""Flipped copies of films, to see whether a mirrored film is noticed and scores as it would unmirrored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

from engine.benchmark.points import plain_marks, predicted_marks
from engine.geometry.coordinates import Size, mirror_points
from engine.imaging.image import Photometric
from engine.io.images import read_image
from engine.landmarks import LandmarkSet

FILMS = 12
_PREFIX = "mirrored:"  # of the identity of a flipped copy


def some_films(films: Sequence[str]) -> tuple[str, ...]:
    """At most `FILMS` of `films`, evenly spread."""
    places = np.linspace(0, len(films) - 1, min(FILMS, len(films))).round().astype(int)
    return tuple(films[place] for place in places)


def is_flipped(identity: str) -> bool:
    """Whether a film of the run is a flipped copy."""
    return identity.startswith(_PREFIX)


def flipped_copies(films: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Write every film of `films` flipped left to right as PNG into `folder`; identity -> file."""
    copies = {}
    for number, (film, path) in enumerate(films.items()):
        image = read_image(path)
        pixels = np.fliplr(image.pixels)
        if image.photometric is Photometric.MONOCHROME1:  # a PNG cannot say so
            pixels = pixels.max() - pixels
        copies[_PREFIX + film] = folder / f"{number:03d}.png"
        PillowImage.fromarray(np.ascontiguousarray(pixels)).save(copies[_PREFIX + film])
    return copies


def unflipped(sets: Mapping[str, LandmarkSet], sizes: Mapping[str, Size]) -> dict[str, LandmarkSet]:
    """The predictions on the flipped copies of the films in `sizes`, mapped back onto the films."""
    back = {}
    for film, size in sizes.items():
        found = sets.get(_PREFIX + film)
        if found is not None:
            marks = plain_marks(found)
            places = mirror_points(np.array(list(marks.values())).reshape(-1, 2), size).tolist()
            points = {name: (x, y) for name, (x, y) in zip(marks, places, strict=True)}
            back[film] = predicted_marks(film, points)
    return back
