"""Films whose anatomy nobody has named: models look one after the other until one fits, and it predicts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import torch

from engine.errors import EngineError, ImageReadError, PropagationError
from engine.imaging.pixels import learning_pixels, nothing_shown
from engine.inference.inference import FilmDetector, on_device
from engine.io.images import content_hash, read_image
from engine.io.provenance import PickedFilms
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, load_model
from engine.models.installed import models_to_ask
from engine.models.reference import Framing
from engine.models.trained_model import TrainedModel
from engine.oneshot.outcome import FilmSource, Propagation
from engine.operation import Operation, Progress
from engine.prediction.predict import (
    STAGE,
    FilmFound,
    Prediction,
    PredictionSettings,
    assembled,
    found_as_it_is,
    found_of_plain,
    found_otherwise,
    found_to_plain,
    kept_now_and_then,
    shown,
)
from engine.registration.films import LeftOut
from engine.runtime.device import describe, fallback
from engine.runtime.run_store import RunStore
from engine.runtime.side_by_side import Pixels, read_and_worked
from engine.wording import counted, listed, told

T = TypeVar("T")
# Margin (`fit_margin`) from which no other model is asked. The head of the box on 40 films of its own: 1.5 to
# 1.8; on 45 chests, hands, spines and wings: 0.16 to 0.34. The chest on 8 of its own: 1.6 to 2.1; on 30
# spines, which show a chest, up to 1.6, on 3 of them 1.4 and more. The spine on 40 of its own: 1.1 to 1.5; on
# 150 chests, which show a part of it, up to 1.30; on 20 heads up to 0.81. Below, the better one is taken.
CLEARLY_FITS = 1.4
_SAMPLE = 5  # films that say in which order models are asked about the others
_STAGE = "finding out which model fits"
_STATE = "picked"  # its name in the store
_NOTHING = "no model"
_NONE = "No model at hand can tell which films it fits: name the model to predict with, or import another."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that may be taken, and what predictions say of it: `title`, landmarks, file, anatomy in it.

    `load` gives its detectors; it is called once in a search, in any thread, when the model is asked about a
    film. `domain`: "" for the only anatomy. `sha256`: of the file.
    """

    title: str
    scheme: Scheme
    load: Callable[[], TrainedModel]
    path: Path = Path()
    domain: str = ""
    sha256: str = ""


def can_tell(learned: TrainedModel) -> bool:
    """Whether a model says by itself which films fit it: it has measured that, and needs no exemplars."""
    finds = learned.framing is Framing.FILM or learned.finder is not None
    return learned.fit is not None and finds and not learned.exemplars


def installed_candidates() -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """All models of the box and of the person's list that can tell which films they fit, by their headers.

    The person's own before those of the box, as they were made for films like these. And a sentence for each
    file there that is no model, and each that cannot tell. Raises `EngineError` where none can.
    """
    summaries, problems = models_to_ask()
    candidates, notes = dict[tuple[str, str], Candidate](), list(problems)
    for summary in summaries:
        load, sha256 = cache(partial(load_model, summary.path)), ""  # its anatomies may share a network
        for domain, known in summary.domains.items():
            if not known.can_tell:
                title = known.card.title or summary.path.stem
                notes.append(f"{title} was not asked, as it cannot tell which films it fits.")
                continue
            title = known.card.title or f"{summary.made_by} model"
            if len(summary.domains) > 1 and title.split(": ")[0] != domain:
                title = f"{title}: {domain}"
            sha256 = sha256 or content_hash(summary.path)
            candidate = Candidate(
                title, known.scheme, partial(_anatomy, load, domain), summary.path, domain, sha256
            )
            candidates.setdefault((sha256, domain), candidate)  # a copy of a model is asked once
    if not candidates:
        raise EngineError(_NONE)
    return tuple(candidates.values()), tuple(notes)


def _anatomy(load: Callable[[], Model], domain: str) -> TrainedModel:
    return load().domains[domain]


@dataclass(frozen=True, slots=True)
class PickedModel:
    """A model that was taken, what it has `learned`, and its prediction of the films that it fits."""

    candidate: Candidate
    learned: TrainedModel
    prediction: Prediction

    @property
    def films(self) -> tuple[str, ...]:
        """The films that it has found, in their order."""
        return tuple(self.prediction.propagation.sets)


@dataclass(frozen=True, slots=True)
class PickedPrediction:
    """What was found on all films. `parts`: the models that were taken, that of most films first.

    `propagation`: of all films together; its `opinions` are each in the order of the scheme of that film's
    model. `first`: the model that was asked first, whose landmarks films without points are said to lack
    where no model was taken.
    """

    propagation: Propagation
    parts: tuple[PickedModel, ...]
    first: Candidate

    @property
    def schemes(self) -> Mapping[str, Scheme]:
        """Film -> the landmarks of its model; films without points are not in it."""
        return {film: part.candidate.scheme for part in self.parts for film in part.films}

    @property
    def main(self) -> Candidate:
        """The model of most films; the one asked first where none fits."""
        return self.parts[0].candidate if self.parts else self.first

    @property
    def scheme(self) -> Scheme:
        """The landmarks of all models that were taken, one behind the other."""
        scheme = self.main.scheme
        for part in self.parts[1:]:
            scheme = scheme.joined(part.candidate.scheme)
        return scheme

    @property
    def record(self) -> tuple[PickedFilms, ...]:
        """Which model found which films, for run.json."""
        asked = ((part.candidate, part.films) for part in self.parts)
        return tuple(
            PickedFilms(each.title, each.path.name, each.sha256, each.domain, films) for each, films in asked
        )


def find_out_which(
    films: Sequence[FilmSource],
    candidates: Sequence[Candidate],
    settings: PredictionSettings,
    store: RunStore | None = None,
) -> Operation[PickedPrediction]:
    """Predict each of `films` with that of the `candidates` whose anatomy it shows.

    A model looks at a film as `find_landmarks` does, and fits where it does not refuse the film; how well is
    its `fit_margin`. Models are asked about a film one after the other: the first that fits clearly is taken,
    else the one that fits best; only where none fits, they read the film otherwise (as a negative, turned,
    ...), which the same rule decides. A model that is never asked is never loaded.

    Order decides which one is taken only where several fit a film clearly. Five films, evenly spread over all
    in the order of their names, put the models in one order for all films: which one was taken on most of
    these as fitting clearly, then with the larger margins. About the first of the five the candidates are
    asked as they are given, about the others the one first that it took. So a folder of one anatomy costs
    little more than with its model named, two models of one anatomy do not take turns in it, and neither the
    order of films, nor what is computed at once, nor an interruption (`store`) changes what is found. A film
    that none fits gets no points, and `unfit` says so.

    A candidate that cannot be loaded, or cannot tell which films fit it (`can_tell`), is left out, and a note
    says so. Draws nothing at random. Raises `PropagationError` where there is no film that can be read,
    `EngineError` where there is no candidate, or none can be asked.
    """
    _check(films, candidates)
    run = _Picking(films, candidates, settings, store or RunStore(None))
    yield from run.kept(run.look())
    return run.result()


@dataclass(frozen=True, slots=True)
class WhichFits:
    """What was found out of some films of a folder. `fitting`: models with the number of films, most first.

    `refused`: film -> why it would get no points. Where nothing fits, all films were looked at.
    `found`: film -> what the first of the models has found on it, where it fits and was looked at.
    """

    fitting: tuple[tuple[Candidate, int], ...]
    refused: Mapping[str, str]
    found: Mapping[str, FilmFound]


def which_fits(
    films: Sequence[FilmSource], candidates: Sequence[Candidate], settings: PredictionSettings
) -> Operation[WhichFits]:
    """Which of the `candidates` fit `films`, without predicting these: for a project, which has one scheme.

    They look at five films, as for `find_out_which`; where none fits one of these, at the others by their
    names until one does. Raises as `find_out_which`.
    """
    _check(films, candidates)
    run = _Picking(sorted(films, key=lambda film: film.identity), candidates, settings, RunStore(None))
    yield from run.kept(run.look_for_one())
    return run.fitting()


def none_fits(titles: Iterable[str]) -> str:
    """Why a film gets no points that none of the models with these `titles` fits."""
    tried = listed(list(dict.fromkeys(titles)))
    return (
        f"No model at hand fits this film (tried: {tried}): import a model of its anatomy, or annotate it by "
        "hand."
    )


def fits_elsewhere(title: str) -> str:
    """Why a film gets no points in a project with other landmarks than the model `title`, which fits it."""
    return f"{title} fits this film: a project has one list of landmarks, so put it into a folder of its own."


def _check(films: Sequence[FilmSource], candidates: Sequence[Candidate]) -> None:
    if not films:
        raise PropagationError("There is no film to predict: choose a folder with films.")
    if not candidates:
        raise EngineError(_NONE)


class _Asked:
    """The candidates, each loaded and put on `device` when it is asked first. Safe in any thread."""

    def __init__(self, candidates: Sequence[Candidate], device: torch.device) -> None:
        self._candidates, self._device = candidates, device
        self._lock = Lock()
        self._learned = dict[int, TrainedModel]()
        self._detectors = dict[int, FilmDetector]()
        self._wrong = dict[int, EngineError]()

    @property
    def wrong(self) -> tuple[str, ...]:
        """A sentence for each candidate that could not be asked, and why."""
        with self._lock:
            every = sorted(self._wrong.items())
        return tuple(
            told(f"{self._candidates[number].title} was not asked. {error}") for number, error in every
        )

    def learned(self, number: int) -> TrainedModel:
        """The model of this `number`; raises `EngineError` for one that cannot tell which films fit it."""
        with self._lock:
            return self._loaded(number)

    def detector(self, number: int) -> FilmDetector | None:
        """As `learned`, ready to look at films; None where it cannot be asked, for a reason in `wrong`.

        Raises that `EngineError` where none of the candidates can be asked.
        """
        with self._lock:
            if number not in self._detectors and number not in self._wrong:
                try:
                    there = on_device(self._loaded(number), self._device)
                except EngineError as error:
                    self._wrong[number] = error
                    if len(self._wrong) == len(self._candidates):
                        raise
                else:
                    self._detectors[number] = FilmDetector(there, self._device)
            return self._detectors.get(number)

    def _loaded(self, number: int) -> TrainedModel:
        if number not in self._learned:
            candidate = self._candidates[number]
            learned = candidate.load()
            if not can_tell(learned):
                raise EngineError(
                    f"{candidate.title} cannot tell which films it fits: name it, and it predicts every film."
                )
            self._learned[number] = learned
        return self._learned[number]


@dataclass(frozen=True, slots=True)
class _Look:
    """What the model of this `number` found on a film."""

    number: int
    found: FilmFound


class _Picking:
    """One search: `_order` of the candidates by their numbers, and what was found, film by film."""

    def __init__(
        self,
        films: Sequence[FilmSource],
        candidates: Sequence[Candidate],
        settings: PredictionSettings,
        store: RunStore,
    ) -> None:
        self._start = time.monotonic()
        self._paths = {film.identity: film.path for film in films}
        self._candidates, self._ranks = candidates, settings.ranks
        self._device = self._ranks.device(settings.device)
        self._fallback = fallback(settings.device, self._device)
        self._asked, self._said = _Asked(candidates, self._device), 0
        self._store = store
        self._order, self._found = self._ranks.broadcast(_of_plain(store.load(_STATE)))
        self._left_out = LeftOut()
        self._reading = Lock()  # one film at a time: that may take a gigabyte

    def kept(self, steps: Operation[None]) -> Operation[None]:
        """`steps`, which find film after film; what was found is kept now and then, and where they end."""
        if self._fallback:
            yield Progress(STAGE, 0, 0, self._fallback, notice=True)
        yield from kept_now_and_then(
            steps,
            lambda: len(self._found),
            lambda: self._store.save(_STATE, _to_plain(self._order, self._found)),
        )

    def look(self) -> Operation[None]:
        """Put the models in order, and look at all films that are not known yet."""
        if not self._order:
            yield from self._put_in_order()
        mine = self._ranks.share(list(self._paths.items()))
        known = {*self._found, *self._left_out.unfit, *self._left_out.unreadable}
        films = [film for film in mine if film[0] not in known]
        yield from self._look_at(films, self._order, self._progress)
        self._found = self._ranks.union(self._found, self._paths)
        self._left_out.put_together(self._ranks, self._paths)

    def _look_at(
        self, films: Sequence[tuple[str, Path]], order: Sequence[int], where: Callable[[str], Progress]
    ) -> Operation[None]:
        """Ask the models in `order` about each of `films`; `where` says how far that is."""
        look, of_many = partial(self._taken, order), len(self._paths) > 1
        with closing(read_and_worked(self._pixels, look, films, self._device, of_many)) as steps:
            for (film, _), taken in steps:
                yield where(film)
                if self._noted(film, taken):
                    yield self._progress(film, found=True)
                for said in self._asked.wrong[self._said :]:
                    self._said += 1
                    yield Progress(STAGE, 0, 0, said, notice=True)

    def _put_in_order(self) -> Operation[None]:
        """Ask about a few films; with one model there is nothing to find out."""
        given, names = tuple(range(len(self._candidates))), sorted(self._paths)
        sample = [names[place * len(names) // _SAMPLE] for place in range(_SAMPLE)]
        sample = list(dict.fromkeys(sample)) if len(given) > 1 else []

        def where(film: str) -> Progress:
            return Progress(_STAGE, sample.index(film), len(sample), film)

        films = [(film, self._paths[film]) for film in sample if film not in self._found]
        first = [film for film in films if film[0] in sample[:1]]
        yield from self._look_at(first, given, where)
        yield from self._look_at(films[len(first) :], self._in_order(sample[:1], given), where)
        self._order = self._ranks.broadcast(self._in_order(sample, given))

    def _in_order(self, films: Iterable[str], given: Sequence[int]) -> tuple[int, ...]:
        """The numbers `given`: first who was taken for most of `films` and fits them clearly, then best."""
        scores = dict.fromkeys(given, (0, 0.0))
        for look in (self._found[film] for film in films if film in self._found):
            clear, total = scores[look.number]
            scores[look.number] = clear + (look.found.margin >= CLEARLY_FITS), total + look.found.margin
        return tuple(sorted(given, key=lambda number: scores[number], reverse=True))  # stable: ties as given

    def _taken(self, order: Sequence[int], pixels: Pixels) -> _Look | None:
        """The model that is taken for a film of these `pixels`, and what it found; None where none fits."""
        plain = dict[int, FilmFound]()

        def as_it_is() -> Iterator[_Look]:
            for number in order:
                if (detector := self._asked.detector(number)) is not None:
                    plain[number] = found_as_it_is(pixels, detector)
                    yield _Look(number, plain[number])

        def otherwise() -> Iterator[_Look]:
            for number, found in plain.items():
                if (detector := self._asked.detector(number)) is not None:
                    yield _Look(number, found_otherwise(pixels, detector, found))

        return _best(as_it_is()) or _best(otherwise())

    def _pixels(self, film: tuple[str, Path]) -> Pixels:
        """A film's pixels [H, W] (0..1); raises `PropagationError` for one that shows nothing."""
        with self._reading:
            pixels = learning_pixels(read_image(film[1]))
        if why := nothing_shown(pixels):
            raise PropagationError(why)
        return pixels

    def _noted(self, film: str, taken: Callable[[], _Look | None]) -> bool:
        """Keep what came of a film; whether it got points."""
        try:
            look = taken()
        except ImageReadError as error:
            self._left_out.unreadable[film] = str(error)
        except PropagationError as error:
            self._left_out.unfit[film] = str(error)
        else:
            if look is not None:
                self._found[film] = look
                return True
            self._left_out.unfit[film] = none_fits(each.title for each in self._candidates)
        return False

    def _progress(self, film: str, found: bool = False) -> Progress:
        total = -(-len(self._paths) // self._ranks.world)  # about: films are shared in turns
        now = Progress(STAGE, len(self._found) + len(self._left_out), total, film)
        if not found:
            return now
        look = self._found[film]
        candidate = self._candidates[look.number]
        learned = self._asked.learned(look.number)
        return replace(now, found=(shown(film, look.found, learned, candidate.title),))

    def look_for_one(self) -> Operation[None]:
        """Look at a few films, and at more only while none of them fits."""
        yield from self._put_in_order()
        if not self._found:
            with closing(self.look()) as steps:
                for progress in steps:
                    yield progress
                    if self._found:
                        return

    def _check_read(self) -> None:
        if not self._found and not self._left_out.unfit:
            reason = next(iter(self._left_out.unreadable.values()))
            raise PropagationError(f"None of the films can be read. {reason}")

    def fitting(self) -> WhichFits:
        """How many films each model fits, those that fit any."""
        self._check_read()
        counts = Counter(look.number for look in self._found.values())
        numbers = sorted((number for number in self._order if counts[number]), key=lambda each: -counts[each])
        fitting = tuple((self._candidates[number], counts[number]) for number in numbers)
        found = {film: look.found for film, look in self._found.items() if look.number in numbers[:1]}
        return WhichFits(fitting, self._left_out.unfit, found)

    def result(self) -> PickedPrediction:
        """Everything found, model by model and all together."""
        self._check_read()
        device = describe(self._device)
        parts = []
        for number in self._order:
            found = {film: look.found for film, look in self._found.items() if look.number == number}
            if found:
                candidate, learned = self._candidates[number], self._asked.learned(number)
                made = assembled(found, learned, candidate.title, device, 0.0)
                parts.append(PickedModel(candidate, learned, made))
        parts.sort(key=lambda part: -len(part.films))
        return PickedPrediction(self._together(parts), tuple(parts), self._candidates[self._order[0]])

    def _together(self, parts: Sequence[PickedModel]) -> Propagation:
        results = [part.prediction.propagation for part in parts]
        unfit, films = self._left_out.unfit, tuple(self._paths)
        notes = [told(f"{part.candidate.title} fits {counted(len(part.films), 'film')}.") for part in parts]
        if unfit:
            which = ", ".join(unfit)
            notes.append(f"{counted(len(unfit), 'film')} got no points, as no model fits: {which}.")
        return Propagation(
            sets=_joined((each.sets for each in results), films),
            mirrored=_joined((each.mirrored for each in results), films),
            unreadable=self._left_out.unreadable,
            exemplars=(),
            device=describe(self._device),
            seconds=time.monotonic() - self._start,
            method=", ".join(dict.fromkeys(part.candidate.title for part in parts)) or _NOTHING,
            opinions=_joined((each.opinions for each in results), films),
            notes=(*self._asked.wrong, *notes, *(note for each in results for note in each.notes)),
            doubtful=_joined((each.doubtful for each in results), films),
            unfit=unfit,
        )


def _joined(parts: Iterable[Mapping[str, T]], films: Sequence[str]) -> dict[str, T]:
    """What all `parts` say, in the order of the films."""
    every = {film: value for part in parts for film, value in part.items()}
    return {film: every[film] for film in films if film in every}


def _best(looks: Iterable[_Look]) -> _Look | None:
    """The first that fits clearly, and no more are asked for; else the one that fits best; None for none."""
    fitting = []
    for look in looks:
        if look.found.unfit:
            continue
        if look.found.margin >= CLEARLY_FITS:
            return look
        fitting.append(look)
    return max(fitting, key=lambda look: look.found.margin, default=None)  # the first one of equals


def _to_plain(order: Sequence[int], found: Mapping[str, _Look]) -> dict[str, object]:
    """As `RunStore` keeps it."""
    films: dict[int, dict[str, FilmFound]] = {}
    for film, look in found.items():
        films.setdefault(look.number, {})[film] = look.found
    return {
        "order": list(order),
        "found": {number: found_to_plain(each) for number, each in films.items()},  # schemes differ in length
    }


def _of_plain(plain: Mapping[str, Any] | None) -> tuple[tuple[int, ...], dict[str, _Look]]:
    """The inverse of `_to_plain`; nothing from None."""
    if plain is None:
        return (), {}
    looks = {
        film: _Look(number, each)
        for number, films in plain["found"].items()
        for film, each in found_of_plain(films).items()
    }
    return tuple(plain["order"]), looks
