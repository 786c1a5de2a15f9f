"""What the detectors saw on one film, one heatmap a landmark, for whoever wants to look at it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from engine.detection.films import cut_patch
from engine.detection.finding import is_mirrored_frame
from engine.detection.inference import mean_heatmaps
from engine.detection.joining import columns
from engine.detection.learned import Learned
from engine.detection.looking import on_device
from engine.detection.reference import Frame, Framing
from engine.device import choose_device
from engine.io.images import read_image
from engine.landmarks import Scheme
from engine.oneshot import FilmSource
from engine.operation import Operation, Progress
from engine.pixels import learning_pixels
from engine.prediction import PredictionSettings, predict_with_frames


@dataclass(frozen=True, slots=True, eq=False)
class FilmHeat:
    """`maps` [K, h, w]: 255 where the detectors are sure, one for each of `names` (landmarks of `scheme`).

    `frame` [2, 3]: pixels of the maps, (x, y), to original pixels of the film.
    """

    scheme: Scheme
    names: tuple[str, ...]
    maps: NDArray[np.uint8]
    frame: Frame


def film_heat(film: FilmSource, learned: Learned, settings: PredictionSettings) -> Operation[FilmHeat]:
    """Look at `film` where a prediction does, and keep what was seen, whatever the anatomy.

    Raises `ImageReadError` or `PropagationError` where it cannot be read.
    """
    # where to look is decided by a single view, and whether the anatomy fits is not asked here
    quick = replace(learned, views=1, fit=None)
    if learned.finder is not None or learned.framing is Framing.FILM:
        quick = replace(quick, exemplars=())  # fitting exemplars anew takes far longer than looking
    prediction = yield from predict_with_frames([film], quick, settings)
    frame = prediction.frames[film.identity]
    yield Progress("heatmap", 0, 1, film.identity)
    maps = _seen(film, learned, frame, settings)
    yield Progress("heatmap", 1, 1, film.identity)
    at = columns(learned.scheme, learned.names, is_mirrored_frame(frame))
    names = tuple(learned.scheme.names[index] for index in at)
    return FilmHeat(learned.scheme, names, maps, _of_maps(frame, learned.detectors[0].stride))


def _seen(
    film: FilmSource, learned: Learned, frame: Frame, settings: PredictionSettings
) -> NDArray[np.uint8]:
    device = choose_device(settings.device)
    size = learned.reference.size
    patch = cut_patch(learning_pixels(read_image(film.path)), frame, size)[None].to(device)
    with torch.inference_mode():
        maps = mean_heatmaps(on_device(learned, device).detectors, patch, size, learned.views)
        height = maps.mean(dim=0)[0].clamp(0.0, 1.0).mul(255.0).round()
    seen: NDArray[np.uint8] = height.to(torch.uint8).cpu().numpy()
    return seen


def _of_maps(frame: Frame, stride: int) -> Frame:
    """`frame` of the canvas as that of maps which have one pixel where it has `stride`."""
    start = np.full(2, 0.5 * stride - 0.5)  # canvas pixels: the centre of the first pixel of the maps
    return np.column_stack([frame[:, :2] * stride, frame[:, :2] @ start + frame[:, 2]])
