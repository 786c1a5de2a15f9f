"""What the detectors saw on one film, one heatmap a landmark, for whoever wants to look at it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from engine.coteaching.fusion import columns
from engine.errors import PropagationError
from engine.geometry.frames import Frame, is_mirrored_frame, pooled_frame
from engine.imaging.pixels import learning_pixels, nothing_shown
from engine.inference.inference import FilmDetector, on_device
from engine.io.images import read_image
from engine.landmarks import Scheme
from engine.models.reference import Framing
from engine.models.trained_model import TrainedModel
from engine.oneshot.outcome import FilmSource
from engine.operation import Operation, Progress
from engine.prediction.predict import PredictionSettings, find_landmarks, predict_with_frames
from engine.runtime.device import choose_device
from engine.training.detection import mean_heatmaps
from engine.training.patches import cut_patch


@dataclass(frozen=True, slots=True, eq=False)
class FilmHeat:
    """`maps` [K, h, w]: 255 where the detectors are sure, one for each of `names` (landmarks of `scheme`).

    `frame` [2, 3]: pixels of the maps, (x, y), to original pixels of the film.
    """

    scheme: Scheme
    names: tuple[str, ...]
    maps: NDArray[np.uint8]
    frame: Frame


def film_heat(film: FilmSource, learned: TrainedModel, settings: PredictionSettings) -> Operation[FilmHeat]:
    """Look at `film` where a prediction does, and keep what was seen, whatever the anatomy.

    Raises `ImageReadError` or `PropagationError` where it cannot be read, or shows nothing.
    """
    pixels = learning_pixels(read_image(film.path))
    if why := nothing_shown(pixels):
        raise PropagationError(why)
    yield Progress("heatmap", 0, 2, film.identity)
    device = choose_device(settings.device)
    asked = on_device(learned, device)
    if learned.finder is not None or learned.framing is Framing.FILM:
        # exemplars that were kept too are not fitted anew: that takes far longer than looking
        # a single view says well enough where a prediction looks last, and how it reads the film
        found = find_landmarks(pixels, FilmDetector(replace(asked, views=1), device))
        pixels, frame = found.reading.of(pixels), found.frame
    else:
        frame = yield from _registered(film, learned, settings)
    yield Progress("heatmap", 1, 2, film.identity)
    maps = heights(pixels, frame, asked, device)
    plain: NDArray[np.uint8] = maps.clamp(0.0, 1.0).mul(255.0).round().to(torch.uint8).cpu().numpy()
    yield Progress("heatmap", 2, 2, film.identity)
    at = columns(learned.scheme, learned.names, is_mirrored_frame(frame))
    names = tuple(learned.scheme.names[index] for index in at)
    return FilmHeat(learned.scheme, names, plain, pooled_frame(frame, learned.detectors[0].stride))


def heights(
    pixels: NDArray[np.float32], frame: Frame, asked: TrainedModel, device: torch.device
) -> torch.Tensor:
    """What the detectors see in `frame` on a film's `pixels` [H, W]: the mean of their heatmaps, [K, h, w].

    `asked` as `on_device` gives it.
    """
    size = asked.reference.size
    patch = cut_patch(pixels, frame, size)[None].to(device)
    maps = mean_heatmaps(asked.detectors, patch, size, asked.views)
    return maps.mean(dim=0)[0]


def _registered(film: FilmSource, learned: TrainedModel, settings: PredictionSettings) -> Operation[Frame]:
    """The same for a model that only its exemplars lead to its landmarks.

    Raises `PropagationError` where they cannot be registered to the film.
    """
    # whether the anatomy fits is not asked here
    prediction = yield from predict_with_frames([film], replace(learned, views=1, fit=None), settings)
    if film.identity not in prediction.frames:
        raise PropagationError(prediction.propagation.unfit[film.identity])
    return prediction.frames[film.identity]
