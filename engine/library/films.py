"""Films as a script has them: an array, a file, or what `read` gave."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.errors import EngineError, ImageReadError
from engine.imaging.image import Image, Photometric, Spacing, SpacingSource
from engine.imaging.pixels import learning_pixels
from engine.io.images import film_path, find_films, read_image
from engine.phantoms.phantom import draw_phantom

Film: TypeAlias = "NDArray[Any] | Image | str | os.PathLike[str]"
Films: TypeAlias = "Mapping[str, Film] | Sequence[Film] | str | os.PathLike[str]"


def read(path: str | os.PathLike[str]) -> Image:
    """The film at `path`: PNG, TIFF, JPEG, BMP or DICOM of 8 to 16 bits, with its spacing where it has one.

    `.pixels` [H, W] or [H, W, 3] as stored; `.spacing` mm along x and y; `.size`. Raises `ImageReadError`.
    """
    return read_image(_checked_file(path))


def _checked_file(film: str | os.PathLike[str]) -> Path:
    path = Path(film)
    if path.is_dir():
        raise ImageReadError(f"{path} is a folder, not a film: give one of its films, or use predict_films.")
    if not path.exists():
        raise ImageReadError(f"There is no file {path}: check its name.")
    return path


def as_image(film: Film) -> Image:
    """`film` in memory. An array is grey [H, W], or colour [H, W, 3] uint8; large values are bright.

    Raises `ImageReadError` for arrays of other shapes, without pixels, or of complex numbers or text.
    """
    if isinstance(film, Image):
        return film
    if isinstance(film, str | os.PathLike):
        return read(film)
    pixels = np.asarray(film)
    colour = pixels.ndim == 3 and pixels.shape[2] == 3 and pixels.dtype == np.uint8
    if not (pixels.size and (pixels.ndim == 2 or colour) and pixels.dtype.kind in "buif"):
        raise ImageReadError(
            f"An array of shape {pixels.shape} and type {pixels.dtype} is no film: give numbers [H, W], or "
            "uint8 [H, W, 3]."
        )
    if colour:
        return Image(pixels, Photometric.RGB)
    return Image(pixels if pixels.dtype in (np.uint8, np.uint16) else pixels.astype(np.float32))


@dataclass(frozen=True, slots=True)
class FilmFiles:
    """Where films lie, by name and in their order, and those that were given in memory."""

    paths: Mapping[str, Path]
    images: Mapping[str, Image]

    def image(self, name: str) -> Image:
        """The film called `name` as it was given, with its spacing. Raises `ImageReadError`."""
        return self.images[name] if name in self.images else read_image(self.paths[name])


@contextmanager
def film_files(films: Films) -> Iterator[FilmFiles]:
    """The files of `films`, for as long as the context is open.

    A folder gives the films in it, a sequence is named by its files, or "film 1", "film 2" where it holds
    arrays. What is in memory lies in a folder that goes when the context closes. Raises `ImageReadError`.
    """
    if isinstance(films, str | os.PathLike):
        folder = Path(films)
        yield FilmFiles({identity: film_path(folder, identity) for identity in find_films(folder)}, {})
        return
    named = dict(films) if isinstance(films, Mapping) else dict(zip(_names(films), films, strict=True))
    strange = [name for name in named if not isinstance(name, str)]
    if strange:
        raise ImageReadError(f"A film is called {strange[0]!r}: give every film a name that is text.")
    images = {name: as_image(film) for name, film in named.items() if not _is_path(film)}
    with tempfile.TemporaryDirectory(prefix="onemark-", ignore_cleanup_errors=True) as place:
        paths = {}
        for number, (name, film) in enumerate(named.items()):
            if isinstance(film, str | os.PathLike):
                paths[name] = _checked_file(film)
            else:
                paths[name] = _written(images[name], Path(place, f"{number}.tif"))
        yield FilmFiles(paths, images)


def _is_path(film: Film) -> bool:
    return isinstance(film, str | os.PathLike)


def _names(films: Sequence[Film]) -> list[str]:
    """A name for each, by its file where it has one; numbered where they have none or share it."""
    files = [Path(film).name if isinstance(film, str | os.PathLike) else "" for film in films]
    alone = {name for name in files if name and files.count(name) == 1}
    numbered = [f"film {number}" for number in range(1, len(files) + 1)]
    return [
        name if name in alone else f"{other} (in memory)" if other in alone else other
        for name, other in zip(files, numbered, strict=True)
    ]


def _written(image: Image, path: Path) -> Path:
    """`image` without loss as TIFF; one with a polarity or a modality of its own as what is learned from."""
    plain = image.photometric is Photometric.RGB or image == Image(image.pixels, spacing=image.spacing)
    PIL.Image.fromarray(image.pixels if plain else learning_pixels(image)).save(path)
    return path


def typed_spacing(mm: float | None) -> Spacing | None:
    """`mm` of a pixel as a person gave it. Raises `EngineError` where it is no length."""
    if mm is None:
        return None
    try:
        return Spacing(float(mm), float(mm), SpacingSource.TYPED)
    except (TypeError, ValueError) as error:
        raise EngineError(f"A spacing of {mm!r} is no length: give mm of a pixel, above 0.") from error


def sample_films(count: int = 8, seed: int = 0) -> tuple[list[NDArray[np.uint16]], NDArray[np.float64]]:
    """`count` drawn radiographs of a hand [H, W] and their true landmarks [N, K, 2], to try things out on.

    Their sizes differ a little. The names are those of `sample_names()`.
    """
    drawn = [draw_phantom(number, seed) for number in range(count)]
    points = [[mark.position for mark in film.truth.placed()] for film in drawn]
    return [film.pixels for film in drawn], np.array(points, dtype=np.float64)


def sample_names() -> tuple[str, ...]:
    """The names of the landmarks of `sample_films`."""
    return tuple(draw_phantom(0, 0).truth.landmarks)
