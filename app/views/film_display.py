"""The one frozen state of the film view: a controller makes it, the view shows the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.imaging.image import Spacing, pixel_shape


class Aim(Enum):
    """What the mouse is for over the film."""

    POINTS = auto()  # to choose and drag points, and to place the active one where it is unplaced
    MOVE = auto()  # a click puts the active point there
    RULER = auto()  # a drag draws a ruler
    CHOOSE = auto()  # a click chooses a landmark, for a line or a pair of the scheme
    SET = auto()  # a drag moves, turns or scales all points of the film


class MarkKind(StrEnum):
    """How a point came to be; decides fill, colour and shape."""

    PLACED = "placed"  # annotated by a person, or imported
    PREDICTED = "predicted"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Mark:
    """One point, in original pixels (x, y). `radius` (px of the film) is drawn as the ring of doubt.

    `tip`: what a tooltip says of it.
    """

    name: str
    x: float
    y: float
    kind: MarkKind = MarkKind.PLACED
    occluded: bool = False
    stale: bool = False
    radius: float | None = None
    tip: str = ""


class GhostKind(Enum):
    """Whose place of a landmark a ghost shows; decides its shape."""

    REGISTRATION = auto()
    DETECTOR_1 = auto()
    DETECTOR_2 = auto()


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where one machine alone sees the landmark `name`, in original pixels (x, y); a click adopts it."""

    name: str
    kind: GhostKind
    x: float
    y: float
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Where the point `name` would be moved, from (x, y) to (to_x, to_y) in original pixels."""

    name: str
    x: float
    y: float
    to_x: float
    to_y: float


Way = tuple[tuple[float, float], tuple[float, float]]  # from (x, y) to (x, y)


@dataclass(frozen=True, slots=True)
class DrawnMeasure:
    """A measurement on the film, in original pixels: `solid` ways between points, `dashed` ones beyond them.

    `arcs` of its angles, each a row of (x, y); `points` that are constructed; `text` stands at `label`.
    """

    text: str
    chosen: bool
    solid: tuple[Way, ...]
    dashed: tuple[Way, ...]
    arcs: tuple[tuple[tuple[float, float], ...], ...]
    points: tuple[tuple[float, float], ...]
    label: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class HeatDisplay:
    """A heatmap to be laid over the film: `values` uint8 [h, w], 255 where the model is sure.

    `frame` [2, 3]: pixels of `values`, (x, y), to original pixels. `opacity`: 0..1.
    """

    values: NDArray[np.uint8]
    frame: NDArray[np.float64]
    opacity: float


@dataclass(frozen=True, slots=True, eq=False)
class FilmPicture:
    """A film of which any part can be had as it is to be seen.

    `size`: width and height, px. `part(level, rows, columns)`: uint8 [h, w] or [h, w, 3] of the film at
    1 / 2^level of its size; there are so many `levels`, 0 among them.
    """

    size: tuple[int, int]
    levels: int
    part: Callable[[int, slice, slice], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class FilmDisplay:
    """What the film view shows.

    `picture`: the film as it is to be seen, None while there is nothing, and then `message` says why.
    `window` is (centre, width) on the stored values, None where it makes no sense.
    Where `spacing` is known pixels have its shape, and a ruler's length is told in mm too.
    `heat` lies over the film and below the points; None: there is none.
    `placing`: `active` is unplaced, and a click places it. `locked`: points that a person decided on stay.
    `absent`: landmarks whose anatomy is not on the film; they are told beside the names.
    """

    film: str = ""
    picture: FilmPicture | None = None
    message: str = ""
    window: tuple[float, float] | None = None
    marks: tuple[Mark, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    curves: tuple[tuple[str, ...], ...] = ()
    active: str = ""
    aim: Aim = Aim.POINTS
    placing: bool = False
    names_shown: bool = True
    lines_shown: bool = True
    loupe: bool = False
    spacing: Spacing | None = None
    hint: str = ""
    heat: HeatDisplay | None = None
    ghosts: tuple[Ghost, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    measures: tuple[DrawnMeasure, ...] = ()
    locked: bool = False
    absent: tuple[str, ...] = ()

    @property
    def pixel_shape(self) -> tuple[float, float]:
        """Width and height of a pixel as it is drawn, the shorter side 1."""
        return pixel_shape(self.spacing)


def to_qimage(pixels: NDArray[Any]) -> QImage:
    """A QImage with its own memory from uint8 [H, W] or [H, W, 3] (RGB)."""
    data = np.ascontiguousarray(pixels, dtype=np.uint8)
    height, width = data.shape[:2]
    grey = data.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    return QImage(data.data, width, height, data.strides[0], kind).copy()
