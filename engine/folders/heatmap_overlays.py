"""Films under what the detectors saw on them, one PNG a film: a person sees where they were unsure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw

from engine.errors import ImageReadError
from engine.folders.overlays import overlay_names
from engine.geometry.coordinates import Points, Size, resize_affine, resize_points
from engine.geometry.frames import Frame, apply_frame, frame_of_edges, invert_frame
from engine.imaging.image import Image, pixel_shape
from engine.imaging.pixels import display_pixels, learning_pixels
from engine.inference.inference import on_device
from engine.inference.readings import AS_IT_IS
from engine.io.images import read_image
from engine.io.targets import write_picture
from engine.models.trained_model import TrainedModel
from engine.operation import Operation, Progress
from engine.prediction.film_heatmap import heights
from engine.prediction.predict import Prediction, PredictionSettings
from engine.runtime.device import choose_device

_LONGEST = 1000  # pixels of a picture's longer side
_FAINTEST, _FULL = 0.05, 0.6  # heights at which colour begins and at which it covers the most
_OPACITY = 0.75
_CANVAS = (120, 150, 120)


def write_heatmaps(
    folder: Path,
    films: Mapping[str, Path],
    learned: TrainedModel,
    prediction: Prediction,
    settings: PredictionSettings,
) -> Operation[tuple[Path, ...]]:
    """Write one PNG into `folder` for each film of `films` that was predicted.

    The film is covered by the highest of all landmarks' heatmaps, the mean of all detectors: bright
    and small where they are sure, dark, wide or several where not. Raises `WriteError`.
    """
    device = choose_device(settings.device)
    asked, size = on_device(learned, device), learned.reference.size
    names = overlay_names(films)
    written: list[Path] = []
    for film, frame in prediction.frames.items():
        yield Progress("drawing heatmaps", len(written), len(prediction.frames), film)
        try:
            image = read_image(films[film])
        except ImageReadError:
            continue  # it went away since it was predicted; the table has it
        reading = prediction.readings.get(film, AS_IT_IS)
        maps = heights(reading.of(learning_pixels(image)), frame, asked, device)
        heat: NDArray[np.float32] = maps.amax(dim=0).cpu().numpy()
        marks = prediction.propagation.sets[film].placed()
        points = np.array([mark.position for mark in marks], dtype=np.float64).reshape(-1, 2)
        write_picture(folder / names[film], draw_heatmap(image, heat, frame, size, points))
        written.append(folder / names[film])
    return tuple(written)


def draw_heatmap(
    image: Image, heat: NDArray[np.float32], frame: Frame, canvas: Size, points: Points
) -> PillowImage.Image:
    """The film, its pixels in their true shape, under `heat` [h, w], which covers `canvas` in `frame`.

    `points` [K, 2] (original pixels) are dotted, and the edge of the canvas is drawn.
    """
    film = PillowImage.fromarray(display_pixels(image)).convert("RGB")
    source, (wide, tall) = image.size, pixel_shape(image.spacing)
    true = (source.width * wide, source.height * tall)
    target = Size(*(max(1, round(side * _LONGEST / max(true))) for side in true))
    film = film.resize((target.width, target.height), PillowImage.Resampling.BICUBIC)
    seen = _on_picture(heat, frame, canvas, (source, target))
    share = _OPACITY * np.clip((seen - _FAINTEST) / (_FULL - _FAINTEST), 0.0, 1.0)[..., None]
    colour = 255.0 * matplotlib.colormaps["plasma"](np.clip(seen, 0.0, 1.0))[..., :3]
    mixed = np.asarray(film) * (1.0 - share) + colour * share
    picture = PillowImage.fromarray(np.rint(mixed).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    outline = resize_points(apply_frame(frame, canvas.corners), source, target)
    draw.polygon([(float(x), float(y)) for x, y in outline], outline=_CANVAS)
    for x, y in resize_points(points, source, target):
        draw.circle((float(x), float(y)), 2.0, fill="white", outline="black")
    return picture


def _on_picture(
    heat: NDArray[np.float32], frame: Frame, canvas: Size, sizes: tuple[Size, Size]
) -> NDArray[np.float32]:
    """`heat` as seen on the picture: `sizes` of the film and of the picture; 0 beyond the canvas."""
    source, target = sizes
    back = invert_frame(frame)
    scale, offset = (np.array(pair) for pair in resize_affine(target, source))
    finer, start = (np.array(pair) for pair in resize_affine(canvas, Size(heat.shape[1], heat.shape[0])))
    linear = finer[:, None] * back[:, :2] * scale
    place = finer * (back[:, :2] @ offset + back[:, 2]) + start
    seen = PillowImage.fromarray(heat).transform(
        (target.width, target.height),
        PillowImage.Transform.AFFINE,
        tuple(frame_of_edges(np.column_stack([linear, place])).ravel().tolist()),
        PillowImage.Resampling.BILINEAR,
    )
    return np.asarray(seen, dtype=np.float32)
