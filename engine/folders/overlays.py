"""Pictures of a whole folder's films with their landmarks and names, one PNG a film, to look over quickly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size, resize_points
from engine.imaging.pixels import display_pixels
from engine.io.images import read_image
from engine.io.targets import write_picture
from engine.landmarks import Landmark, LandmarkSet, Origin, Scheme
from engine.operation import Operation, Progress

_PREDICTED = (255, 176, 0)  # hollow; the pair is told apart by form and by colour-blind people
_HUMAN = (80, 200, 255)  # filled
_LINE = (120, 150, 120)
_SMALLEST = 900  # longest side of an overlay in pixels, below which names would not be legible


def draw_overlay(pixels: NDArray[np.uint8], marks: LandmarkSet, scheme: Scheme) -> PillowImage.Image:
    """The film `pixels` [H, W] or [H, W, 3] with landmarks and names drawn on it; small films enlarged.

    Predictions are hollow with a ring of their spread, points of a person are filled.
    """
    film = PillowImage.fromarray(pixels).convert("RGB")
    source = Size(*film.size)
    factor = max(1, -(-_SMALLEST // max(film.size)))
    target = Size(source.width * factor, source.height * factor)
    film = film.resize((target.width, target.height), PillowImage.Resampling.BICUBIC)
    draw = ImageDraw.Draw(film)
    places = {
        mark.name: (float(x), float(y))
        for mark in marks.placed()
        for x, y in [resize_points(np.array(mark.position), source, target)]
    }
    unit = max(target.width, target.height) / 300.0
    for line in scheme.lines:
        path = [places[name] for name in line if name in places]
        draw.line(path, fill=_LINE, width=max(1, round(unit / 3)))
    font = ImageFont.load_default(size=max(10.0, 3.6 * unit))
    for name, place in places.items():
        _draw_mark(draw, marks.get(name), place, unit, factor)
        draw.text(
            (place[0] + 2 * unit, place[1] - 2 * unit),
            name,
            fill="white",
            font=font,
            stroke_width=2,
            stroke_fill="black",
        )
    return film


def _draw_mark(
    draw: ImageDraw.ImageDraw, mark: Landmark, place: tuple[float, float], unit: float, factor: int
) -> None:
    """`unit` and `place` are in pixels of the overlay, `factor` of them make one of the film."""
    width = max(1, round(unit / 2))
    if mark.origin is not Origin.PREDICTED:
        draw.circle(place, 1.5 * unit, fill=_HUMAN, outline="black")
        return
    draw.circle(place, 1.5 * unit, outline=_PREDICTED, width=width)
    radius = mark.error_radius if mark.error_radius is not None else mark.spread
    if radius is not None and radius * factor > 1.5 * unit:
        draw.circle(place, radius * factor, outline=_PREDICTED, width=1)


def overlay_names(films: Collection[str]) -> Mapping[str, str]:
    """Overlay file by film: the film's path with .png, its own suffix kept where two films share a stem."""
    stems = [str(PurePosixPath(film).with_suffix("")).casefold() for film in films]
    return {
        film: f"{film}.png" if stems.count(stem) > 1 else str(PurePosixPath(film).with_suffix(".png"))
        for film, stem in zip(films, stems, strict=True)
    }


def write_overlays(
    folder: Path,
    films: Mapping[str, Path],
    sets: Mapping[str, LandmarkSet],
    scheme: Scheme,
    bare: Collection[str] = (),
) -> Operation[tuple[Path, ...]]:
    """Write one overlay PNG into `folder` for each film that has landmarks; unreadable ones are skipped.

    Films named in `bare` are drawn without any. Raises `WriteError` where the disk refuses.
    """
    names = overlay_names(films)
    wanted = [film for film in films if film in bare or (film in sets and sets[film].placed())]
    written: list[Path] = []
    for number, film in enumerate(wanted, 1):
        try:
            shown = display_pixels(read_image(films[film]))
        except ImageReadError:
            continue  # the run has reported it with its reason
        marks = LandmarkSet(film) if film in bare else sets[film]
        write_picture(folder / names[film], draw_overlay(shown, marks, scheme))
        written.append(folder / names[film])
        yield Progress("drawing overlays", number, len(wanted), film)
    return tuple(written)
