"""The recipe for films that nobody learned from: find, look, look again, join all opinions."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from engine.coordinates import Points
from engine.detection.learned import KeptExemplar, Learned
from engine.detection.looking import Looked, Looker, on_device
from engine.detection.reference import Frame, Framing
from engine.device import choose_device, describe
from engine.errors import ImageReadError, PropagationError
from engine.io.images import read_image
from engine.oneshot import FilmSource, Propagation
from engine.operation import Operation, Progress
from engine.pixels import learning_pixels
from engine.registration.carry import carry
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration
from engine.registration.exemplar import ReadyExemplar
from engine.registration.films import FilmReader, GridFilm, Registration, to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.registration.opinions import Fused, predicted_sets, preview

STAGE = "prediction"


@dataclass(frozen=True, slots=True)
class PredictionSettings:
    """`device` as for `choose_device`."""

    device: str = "auto"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found, and `frames`: film -> frame in which the detectors looked at it last."""

    propagation: Propagation
    frames: Mapping[str, Frame]


def predict(
    films: Sequence[FilmSource], learned: Learned, settings: PredictionSettings
) -> Operation[Propagation]:
    """Predict the landmarks of all readable `films` with what was `learned`; see `predict_with_frames`."""
    prediction = yield from predict_with_frames(films, learned, settings)
    return prediction.propagation


def predict_with_frames(
    films: Sequence[FilmSource], learned: Learned, settings: PredictionSettings
) -> Operation[Prediction]:
    """Predict the landmarks of all readable `films`.

    Where exemplars were kept, their registration says where to look and has a say of its own; else the
    finder, or the whole film for detectors of whole films. Draws nothing at random. Raises
    `PropagationError` where there is no film that can be read, or nothing that says where to look.
    """
    if not films:
        raise PropagationError("There is no film to predict: choose a folder with films.")
    if learned.framing is Framing.LANDMARKS and learned.finder is None and not learned.exemplars:
        raise PropagationError(
            "This model cannot find its landmarks on films not seen: save it with its exemplars."
        )
    run = _Run(films, learned, settings)
    yield from run.by_registration() if learned.exemplars else run.by_finder()
    prediction = run.prediction()
    if not prediction.frames:
        reason = next(iter(prediction.propagation.unreadable.values()))
        raise PropagationError(f"None of the films can be read. {reason}")
    return prediction


class _Run:
    """One prediction, from files to landmark sets."""

    def __init__(self, films: Sequence[FilmSource], learned: Learned, settings: PredictionSettings) -> None:
        self._start = time.monotonic()
        self._paths = {film.identity: film.path for film in films}
        self._device = choose_device(settings.device)
        self._learned = on_device(learned, self._device)
        self._looker = Looker(self._learned, self._device)
        self._title = learned.training.title
        if learned.exemplars:
            self._title += " with registration"
        self._fused: dict[str, Fused] = {}
        self._frames: dict[str, Frame] = {}
        self._opinions: dict[str, Mapping[str, Points]] = {}
        self._unreadable: dict[str, str] = {}
        self._notes: list[str] = []

    def by_finder(self) -> Operation[None]:
        """Film by film, the finder saying where to look."""
        for identity, path in self._paths.items():
            yield self._progress(identity)
            try:
                pixels = learning_pixels(read_image(path))
            except ImageReadError as error:
                self._unreadable[identity] = str(error)
                continue
            yield self._progress(identity)
            guess = self._looker.guess(pixels)
            if not guess.sure:
                self._notes.append(f"The landmarks were hardly found on {identity}: look at it first.")
            yield self._progress(identity)
            self._keep(identity, self._looker.look(pixels, guess.frame, None))
            yield self._progress(identity, found=True)

    def by_registration(self) -> Operation[None]:
        """A few films at a time, registered to the kept exemplars and then looked at."""
        reader = FilmReader(InstanceConfig().fine, self._device)
        ready = []
        for number, one in enumerate(self._learned.exemplars):
            yield Progress("reading exemplars", number, len(self._learned.exemplars), one.identity)
            ready.append(self._ready(one, reader.longest))
        waiting: list[tuple[GridFilm, Fused]] = []
        scheme = self._learned.scheme
        steps = carry(
            self._paths, ready, scheme, reader, self._title, self._unreadable,
            lambda film, fused: waiting.append((film, fused)),
        )  # fmt: skip
        with closing(steps):
            for progress in steps:
                # one stage for both; what registration alone says is no preview, as the joint one follows
                yield self._progress(progress.message)
                while waiting:
                    film, fused = waiting.pop(0)
                    frame = self._looker.registered(film.size, fused)
                    self._keep(film.identity, self._looker.look(film.pixels, frame, fused))
                    yield self._progress(film.identity, found=True)

    def prediction(self) -> Prediction:
        """Everything found so far, in the order of the films."""
        scheme = self._learned.scheme
        ordered = {film: self._fused[film] for film in self._paths if film in self._fused}
        propagation = Propagation(
            sets=predicted_sets(ordered, scheme, self._title),
            mirrored={film: one.mirrored for film, one in ordered.items()},
            unreadable=self._unreadable,
            exemplars=self._learned.training.exemplars,
            device=describe(self._device),
            seconds=time.monotonic() - self._start,
            method=self._title,
            opinions=self._opinions,
            notes=tuple(self._notes),
        )
        return Prediction(propagation, self._frames)

    def _progress(self, film: str, found: bool = False) -> Progress:
        """Where the run is; with the prediction of `film` where it was `found`."""
        now = Progress(STAGE, len(self._fused) + len(self._unreadable), len(self._paths), film)
        if not found:
            return now
        return replace(now, found=(preview(film, self._fused[film], self._learned.scheme, self._title),))

    def _keep(self, film: str, looked: Looked) -> None:
        self._fused[film], self._frames[film] = looked.fused, looked.frame
        self._opinions[film] = looked.opinions

    def _ready(self, kept: KeptExemplar, longest: int) -> ReadyExemplar:
        """A kept exemplar bound to the registration that the model has."""
        placed = np.flatnonzero(np.isfinite(kept.points).all(axis=1))
        names = tuple(self._learned.names[index] for index in placed)
        film, points = to_grid(kept.identity, kept.pixels, longest, self._device), kept.points[placed]
        registration: Registration
        if self._learned.registration is None:
            registration = InstanceRegistration(film, points, InstanceConfig())
        else:
            registration = EdgeTransRegistration(
                film, points, self._learned.registration[1], EdgeTransConfig()
            )
        return ReadyExemplar(film, names, points, registration)
