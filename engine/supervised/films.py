"""Labelled films made ready for a training: the reference shape, the finder, and patches of every film."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.evaluation.metrics import points_of
from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import Frame, apply_frame, film_frame, invert_frame, pitch_of
from engine.imaging.image import Spacing
from engine.imaging.pixels import learning_pixels
from engine.inference.inference import first_frame
from engine.io.images import read_image, read_size
from engine.landmarks import LandmarkSet, Scheme
from engine.models.reference import Framing, Reference, film_reference, frame_on_film, landmark_reference
from engine.models.trained_model import Finder
from engine.operation import Operation, Progress
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.run_store import RunStore
from engine.runtime.side_by_side import Pixels, read_ahead
from engine.supervised.systems import Recipe
from engine.training.finder import finder_size, train_finder
from engine.training.patches import Labelled, cut_patch, labelled, on_canvas
from engine.training.trainer import TrainingError
from engine.training.validation import CanvasPlaces, DomainFilms

STAGE = "reading films"
FEWEST_SHOWN = 3  # films on which a training shows what it finds


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One anatomy to learn: `paths` and `marks` by film, of its `train` and `validation` films at least.

    `steering`: films that say how well a sigma does; they are neither learned from nor validate.
    Of folds those are there too that another fold learns from, so that all count in one unit.
    `spacings` and `hashes` (SHA-256 of the files) by film, where they are known. `canvas`: what its films are
    put on where they are seen whole; None: what the recipe makes of their shape.
    """

    name: str
    scheme: Scheme
    paths: Mapping[str, Path]
    marks: Mapping[str, LandmarkSet]
    train: tuple[str, ...]
    validation: tuple[str, ...] = ()
    spacings: Mapping[str, Spacing] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    steering: tuple[str, ...] = ()
    canvas: Size | None = None

    @property
    def films(self) -> tuple[str, ...]:
        """All that a training sees."""
        return (*self.train, *self.validation, *self.steering)

    @property
    def names(self) -> tuple[str, ...]:
        """The landmarks that at least one film to learn from has, in scheme order."""
        placed = {mark.name for film in self.train for mark in self.marks[film].placed()}
        return tuple(name for name in self.scheme.names if name in placed)

    @property
    def unit(self) -> str:
        """What errors on its films are counted in: mm where every one has a spacing, else pixels."""
        return "mm" if all(film in self.spacings for film in self.paths) else "px"

    def points(self, film: str) -> Points:
        """True places [K, 2] of `names` on `film`, original pixels, NaN where it lacks one."""
        return points_of(self.marks[film], self.names)

    def pixels(
        self, films: Sequence[str], device: torch.device
    ) -> Generator[tuple[str, Callable[[], Pixels]], None, None]:
        """Each of `films` with what gives its pixels, read ahead of what a GPU makes of those before."""
        return read_ahead(self._pixels, films, device)

    def _pixels(self, film: str) -> Pixels:
        return learning_pixels(read_image(self.paths[film]))

    def pixel(self, film: str) -> NDArray[np.float64]:
        """Size (x, y) of a pixel of `film` in `unit`."""
        spacing = self.spacings.get(film) if self.unit == "mm" else None
        return np.ones(2) if spacing is None else np.array([spacing.x, spacing.y])


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set made ready: where its landmarks lie on the canvas, what finds it on films, and its films."""

    reference: Reference
    finder: Finder | None
    films: DomainFilms
    steering: DomainFilms | None = None  # those that steer, as validation films


def prepare(
    anatomy: TrainingSet,
    number: int,
    recipe: Recipe,
    device: torch.device,
    seed: int,
    store: RunStore,
    ranks: Ranks = ALONE,
) -> Operation[Prepared]:
    """Read the films of `anatomy`, set `number` of a training, and teach its finder if the `recipe` has one.

    Validation films are seen as films in use are: where the finder says, not where their labels are.
    Raises `TrainingError` where nothing could be learned, `ImageReadError` for a film that is gone.
    """
    if not anatomy.names:
        raise TrainingError(
            f"{anatomy.name or 'The set'} has no film with a placed landmark to learn from: "
            "label films first."
        )
    sizes = {film: read_size(anatomy.paths[film]) for film in anatomy.films}
    reference = _reference(anatomy, recipe, sizes)
    whole = None
    if recipe.framing is Framing.LANDMARKS:
        whole = finder_size([sizes[film] for film in anatomy.train], recipe.finder.longest)
    train, on_whole = yield from _learned_from(anatomy, recipe.framing, reference, whole, device)
    finder = None
    if on_whole is not None:
        taught = on_whole, recipe.finder, device, seed, store, f"finder-{number}"
        # by the first process, from where an interrupted run has it
        finder = yield from ranks.from_first(lambda: train_finder(*taught))
        finder = replace(finder, net=finder.net.to(device))
    validation = yield from _as_found(anatomy, anatomy.validation, reference, finder, device)
    samples = _samples(anatomy, recipe.framing, reference, sizes, train)
    films = DomainFilms(anatomy.name, train, *validation, samples)
    if not anatomy.steering:
        return Prepared(reference, finder, films)
    steering = yield from _as_found(anatomy, anatomy.steering, reference, finder, device)
    return Prepared(reference, finder, films, DomainFilms(anatomy.name, train, *steering))


def _samples(
    anatomy: TrainingSet,
    framing: Framing,
    reference: Reference,
    sizes: Mapping[str, Size],
    train: Labelled,
) -> tuple[Tensor, CanvasPlaces] | None:
    """The first films to learn from, to be shown where few are kept back."""
    films = anatomy.train[: max(0, FEWEST_SHOWN - len(anatomy.validation))]
    if not films:
        return None
    frames = [_true_frame(framing, reference, anatomy.points(film), sizes[film]) for film in films]
    return train.patches[: len(films)], CanvasPlaces(tuple(zip(films, frames, strict=True)), anatomy.names)


def _learned_from(
    anatomy: TrainingSet, framing: Framing, reference: Reference, whole: Size | None, device: torch.device
) -> Operation[tuple[Labelled, Labelled | None]]:
    """The films to learn from where their labels are, and whole on a canvas of size `whole`, if wanted."""
    patches, points, small, on_whole = [], [], [], []
    with closing(anatomy.pixels(anatomy.train, device)) as reading:
        for number, (film, read) in enumerate(reading):
            yield Progress(STAGE, number, len(anatomy.train) + len(anatomy.validation), film)
            pixels, places = read(), anatomy.points(film)
            size = Size(pixels.shape[1], pixels.shape[0])
            frame = _true_frame(framing, reference, places, size)
            patches.append(cut_patch(pixels, frame, reference.size))
            points.append(on_canvas(frame, places))
            if whole is not None:
                frame = film_frame(whole, size)
                small.append(cut_patch(pixels, frame, whole))
                on_whole.append(on_canvas(frame, places))
    learned = _films(patches, points, reference.size)
    return learned, None if whole is None else _films(small, on_whole, whole)


def _reference(anatomy: TrainingSet, recipe: Recipe, sizes: Mapping[str, Size]) -> Reference:
    """The canvas around the mean shape of all films to learn from."""
    # the most complete film leads: the others are aligned with it
    order = sorted(anatomy.train, key=lambda film: -len(anatomy.marks[film].placed()))
    shapes, films = [anatomy.points(film) for film in order], [sizes[film] for film in order]
    if recipe.framing is Framing.FILM:
        canvas = anatomy.canvas or recipe.canvas
        return film_reference(shapes, recipe.longest, films, recipe.multiple, canvas)
    return landmark_reference(shapes, recipe.longest, recipe.margin, films)


def canvas_shapes(
    anatomy: TrainingSet, films: Sequence[str], framing: Framing, reference: Reference
) -> NDArray[np.float64]:
    """The labels [N, K, 2] of `films` of `anatomy` on their canvases, as detectors learn them."""
    shapes = []
    for film in films:
        points = anatomy.points(film)
        frame = _true_frame(framing, reference, points, read_size(anatomy.paths[film]))
        shapes.append(apply_frame(invert_frame(frame), points))
    return np.array(shapes).reshape(-1, len(anatomy.names), 2)


def _true_frame(framing: Framing, reference: Reference, points: Points, film: Size) -> Frame:
    if framing is Framing.FILM:
        return film_frame(reference.size, film)
    return frame_on_film(reference, points, mirrored=False, film=film)


def _films(patches: Sequence[Tensor], points: Sequence[Tensor], size: Size) -> Labelled:
    """Films whose labels all count alike."""
    trust = [np.ones(len(places)) for places in points]
    return labelled(patches, points, trust, len(patches), size)


def _as_found(
    anatomy: TrainingSet,
    films: tuple[str, ...],
    reference: Reference,
    finder: Finder | None,
    device: torch.device,
) -> Operation[tuple[Labelled | None, NDArray[np.float64] | None, str, CanvasPlaces | None]]:
    """The `films` of `anatomy` in the frames of `finder`, and all that `DomainFilms` says of them."""
    patches, points, scale, frames = [], [], [], []
    with closing(anatomy.pixels(films, device)) as reading:
        for number, (film, read) in enumerate(reading):
            yield Progress(STAGE, len(anatomy.train) + number, len(anatomy.train) + len(films), film)
            pixels = read()
            frame = first_frame(reference, finder, pixels, device).frame
            frames.append((film, frame))
            patches.append(cut_patch(pixels, frame, reference.size))
            points.append(on_canvas(frame, anatomy.points(film)))
            # frames are similarities: one pixel measures the same in every direction where pixels are square
            scale.append(pitch_of(frame) * float(np.sqrt(anatomy.pixel(film).prod())))
    if not patches:
        return None, None, anatomy.unit, None
    places = CanvasPlaces(tuple(frames), anatomy.names)
    return _films(patches, points, reference.size), np.array(scale), anatomy.unit, places
