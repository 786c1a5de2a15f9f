"""Pictures of a whole folder's films with their landmarks and names, one PNG a film, to look over quickly."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from engine.errors import ImageReadError
from engine.geometry.coordinates import Pair, Size, resize_points
from engine.geometry.curves import placed_runs, smooth_curve
from engine.imaging.image import Spacing, pixel_shape
from engine.imaging.pixels import display_pixels
from engine.io.images import read_image
from engine.io.targets import write_picture
from engine.landmarks import Landmark, LandmarkSet, Origin, Scheme
from engine.operation import Operation, Progress

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom, pixels of the overlay
_PREDICTED = (255, 176, 0)  # hollow; the pair is told apart by form and by colour-blind people
_HUMAN = (80, 200, 255)  # filled
_LINE = (120, 150, 120)
_SMALLEST = 900  # longest side of an overlay in pixels, below which names would not be legible


def draw_overlay(
    pixels: NDArray[np.uint8], marks: LandmarkSet, scheme: Scheme, spacing: Spacing | None = None
) -> PillowImage.Image:
    """The film `pixels` [H, W] or [H, W, 3] with landmarks and names drawn on it; small films enlarged.

    Predictions are hollow with a ring of their spread, points of a person are filled. Pixels have the shape
    of `spacing`.
    """
    film = PillowImage.fromarray(pixels).convert("RGB")
    source, (wide, tall) = Size(*film.size), pixel_shape(spacing)
    factor = max(1, math.ceil(_SMALLEST / max(source.width * wide, source.height * tall)))
    across, down = factor * wide, factor * tall
    target = Size(round(source.width * across), round(source.height * down))
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
    for curve in scheme.curves:
        for run in placed_runs(curve, places):
            draw.line([*map(tuple, smooth_curve(run).tolist())], fill=_LINE, width=max(1, round(unit / 3)))
    font = ImageFont.load_default(size=max(10.0, 3.6 * unit))
    for name, place in places.items():
        _draw_mark(draw, marks.get(name), place, unit, (across, down))
    taken = [_around(place, 1.5 * unit, 1.5 * unit) for place in places.values()]
    for name, place in places.items():
        _, top, right, bottom = draw.textbbox((0, 0), name, font=font, stroke_width=2)
        box = _free_box(place, Size(round(right), round(bottom - top)), target, taken, unit)
        draw.text((box[0], box[1] - top), name, fill="white", font=font, stroke_width=2, stroke_fill="black")
        taken.append(box)
    return film


def _around(place: Pair, across: float, down: float) -> Box:
    """The box that reaches so far from `place`."""
    return place[0] - across, place[1] - down, place[0] + across, place[1] + down


def _free_box(place: Pair, words: Size, film: Size, taken: Sequence[Box], unit: float) -> Box:
    """The box of a name of the size `words` beside its `place`, where it covers least of what is `taken`."""
    gap, width, height = 2 * unit, words.width, words.height
    rows = (-height / 2, -height - gap / 2, gap / 2, -2 * height - gap, height + gap)
    corners = [(place[0] + side, place[1] + row) for row in rows for side in (gap, -gap - width)]
    boxes = [(x, y, x + width, y + height) for x, y in corners]

    def covered(box: Box) -> float:
        inside = _common(box, (0.0, 0.0, float(film.width), float(film.height)))
        return sum(_common(box, other) for other in taken) + 2.0 * (width * height - inside)

    return min(boxes, key=covered)


def _common(first: Box, second: Box) -> float:
    """The area, square pixels, that two boxes (left, top, right, bottom) share."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return max(0.0, across) * max(0.0, down)


def _draw_mark(
    draw: ImageDraw.ImageDraw, mark: Landmark, place: tuple[float, float], unit: float, factors: Pair
) -> None:
    """`unit` and `place` are in pixels of the overlay, `factors` of them make one of the film."""
    width = max(1, round(unit / 2))
    if mark.origin is not Origin.PREDICTED:
        draw.circle(place, 1.5 * unit, fill=_HUMAN, outline="black")
        return
    draw.circle(place, 1.5 * unit, outline=_PREDICTED, width=width)
    radius = mark.error_radius if mark.error_radius is not None else mark.spread
    if radius is not None and radius * min(factors) > 1.5 * unit:
        ring = _around(place, radius * factors[0], radius * factors[1])
        draw.ellipse(ring, outline=_PREDICTED, width=1)


def overlay_names(films: Collection[str]) -> Mapping[str, str]:
    """Overlay file by film: the film's path with .png, its own suffix kept where two films share a stem."""
    stems = [str(PurePosixPath(film).with_suffix("")).casefold() for film in films]
    counts = Counter(stems)
    return {
        film: f"{film}.png" if counts[stem] > 1 else str(PurePosixPath(film).with_suffix(".png"))
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
            image = read_image(films[film])
        except ImageReadError:
            continue  # the run has reported it with its reason
        marks = LandmarkSet(film) if film in bare else sets[film]
        write_picture(folder / names[film], draw_overlay(display_pixels(image), marks, scheme, image.spacing))
        written.append(folder / names[film])
        yield Progress("drawing overlays", number, len(wanted), film)
    return tuple(written)
