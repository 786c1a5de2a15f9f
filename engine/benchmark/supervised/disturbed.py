"""Films as people may have them: turned, mirrored, in a wide border, as a negative; what is found there."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from scipy.ndimage import affine_transform

from engine.benchmark.points import Points, plain_points
from engine.geometry.coordinates import Size
from engine.geometry.frames import Frame, apply_frame, invert_frame
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.models.trained_model import TrainedModel
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation
from engine.prediction.predict import PredictionSettings, predict


@dataclass(frozen=True, slots=True)
class Disturbance:
    """What is done to a film: mirrored, turned clockwise by `turn` degrees, a border added, made a negative.

    A turned film lies on a larger black one. `border`: a share of the film's sides that is added on each
    side, of `grey` (0..1).
    """

    turn: int = 0
    mirrored: bool = False
    border: float = 0.0
    grey: float = 0.0
    negative: bool = False

    @property
    def name(self) -> str:
        """The disturbance in words, "undisturbed" where there is none."""
        shade = {0.0: "black", 0.5: "grey", 1.0: "white"}.get(self.grey, f"{self.grey:.0%}")
        parts = (
            ("negative", self.negative),
            ("mirrored", self.mirrored),
            (f"turned by {self.turn}", bool(self.turn)),
            (f"{shade} border of {self.border:.0%}", bool(self.border)),
        )
        return ", ".join(words for words, done in parts if done) or "undisturbed"

    def of(self, pixels: NDArray[np.float32]) -> tuple[NDArray[np.float32], Frame]:
        """Disturbed `pixels` [H, W] (0..1), and the frame from pixels of the film to theirs."""
        height, width = pixels.shape
        cos, sin = np.cos(np.deg2rad(self.turn)), np.sin(np.deg2rad(self.turn))
        linear = np.array([[cos, -sin], [sin, cos]]) @ np.diag([-1.0 if self.mirrored else 1.0, 1.0])
        # 1e-9: a quarter turn's sine and cosine are not quite 0 and 1
        sides = np.ceil(np.abs(linear) @ [width, height] - 1e-9).astype(int).tolist()
        size = Size(*(side + 2 * round(self.border * side) for side in sides))
        place = np.array(size.centre) - linear @ np.array(Size(width, height).centre)
        frame = np.column_stack([linear, place])
        back = invert_frame(frame)[::-1]  # scipy has rows before columns
        moved = affine_transform(
            pixels, back[:, [1, 0]], back[:, 2], (size.height, size.width), order=1, cval=self.grey
        )
        return 1.0 - moved if self.negative else moved, frame


DISTURBANCES = (
    Disturbance(),
    *(Disturbance(turn) for turn in (15, 30, 45, 60, 90, 135, 180)),
    Disturbance(mirrored=True),
    Disturbance(60, mirrored=True),
    Disturbance(negative=True),
    *(Disturbance(border=border, grey=grey) for border in (0.25, 0.5, 1.0) for grey in (0.0, 0.5, 1.0)),
    Disturbance(60, negative=True),
    Disturbance(135, negative=True),
)


def key_of(film: str, disturbance: Disturbance) -> str:
    """What a disturbed film is called among the predictions."""
    return f"{film}, {disturbance.name}"


def find_disturbed(
    films: Sequence[tuple[str, Path]], learned: TrainedModel, device: str, notes: list[str]
) -> Operation[Points]:
    """What `learned` finds on every disturbed film, in pixels of the film as it was, by `key_of`.

    `notes` get a sentence on each disturbance: films with points, and seconds a film.
    """
    found: dict[str, Mapping[str, tuple[float, float]]] = {}
    for disturbance in DISTURBANCES:
        with tempfile.TemporaryDirectory() as folder:
            frames = dict(_written(films, disturbance, Path(folder)))
            sources = [FilmSource(film, Path(folder) / f"{film}.png") for film in frames]
            start = time.monotonic()
            result = yield from predict(sources, learned, PredictionSettings(device=device))
        counts = f"{len(result.sets)} of {len(films)} films got points"
        seconds = (time.monotonic() - start) / len(films)
        notes.append(f"{disturbance.name}: {counts}, {seconds:.1f} s a film.")
        for film, marks in plain_points(result.sets).items():
            back = apply_frame(invert_frame(frames[film]), np.array(list(marks.values())))
            found[key_of(film, disturbance)] = {
                name: (float(x), float(y)) for name, (x, y) in zip(marks, back, strict=True)
            }
    return found


def _written(
    films: Sequence[tuple[str, Path]], disturbance: Disturbance, folder: Path
) -> Iterator[tuple[str, Frame]]:
    """Write every film, disturbed, into `folder`; gives its name and frame."""
    for film, path in films:
        pixels, frame = disturbance.of(learning_pixels(read_image(path)))
        PillowImage.fromarray(np.rint(255.0 * pixels).astype(np.uint8)).save(folder / f"{film}.png")
        yield film, frame
