"""The operations that need a model: predicting films, looking at heatmaps, getting one ready.

The engine's learning part is imported inside them, in the job, so that the window is there fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.document.opinions import Places, packed_opinions
from app.document.reading import moved
from app.jobs.job import leave_a_core
from app.jobs.libraries import smooth_import
from app.models.shelf import LoadedModels, ModelChoice
from engine.errors import EngineError
from engine.io.images import content_hash, film_path
from engine.landmarks import LandmarkSet
from engine.models.model_files import ModelSummary, import_model
from engine.observers.reading_offsets import ReadingOffsets
from engine.operation import Operation, Progress, renamed

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.oneshot.outcome import Propagation
    from engine.prediction.film_heatmap import FilmHeat
    from engine.prediction.picking import Candidate
    from engine.prediction.predict import FilmFound


@dataclass(frozen=True, slots=True)
class PredictionSnapshot:
    """What a prediction starts from, taken when it is asked for.

    `meant`: landmark of the model -> that of the project; others are left out. `hashes`: film -> SHA-256, of
    those that were read before. `reading`: how the person reads beside the model, and of which landmarks
    points are moved by it; None: they stay. `others`: models that are asked about films that do not fit, so
    that these say where they belong. `known`: film -> what the model has found on it already.
    """

    films: Sequence[tuple[str, Path]]
    choice: ModelChoice
    meant: Mapping[str, str]
    device: str
    hashes: Mapping[str, str] = field(default_factory=dict)
    reading: tuple[ReadingOffsets, frozenset[str]] | None = None
    others: Sequence[ModelChoice] = ()
    known: Mapping[str, FilmFound] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchSnapshot:
    """What a search for the model that fits `films` starts from: the models that may be it."""

    films: Sequence[tuple[str, Path]]
    choices: Sequence[ModelChoice]
    device: str


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The models that fit, that of most films first. `refused`: film -> why no model fits it.

    `found`: film -> what the first of the models has found on it, where that was looked for.
    """

    fitting: Sequence[ModelChoice]
    refused: Mapping[str, str]
    found: Mapping[str, FilmFound]


@dataclass(frozen=True, slots=True)
class PredictionOutcome:
    """What was found, under the project's names, and the hash of the model's file.

    `opinions`: film -> voice -> places, under the project's names.
    """

    result: Propagation
    sha256: str
    opinions: Mapping[str, Mapping[str, Places]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class HeatmapSource:
    """Detectors. `load` gives them, in the thread of a job; equal keys give equal detectors."""

    key: str
    title: str
    load: Callable[[], TrainedModel]


def getting_ready(choices: Sequence[ModelChoice], loaded: LoadedModels) -> Operation[None]:
    """Have the libraries and the models in memory before somebody waits for them, one after the other."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        import engine.prediction.picking
        import engine.prediction.predict  # noqa: F401

    for load in loaded.loaders(choices):
        yield Progress("loading", 0, 0)
        load()


def importing(path: Path, folder: Path) -> Operation[ModelSummary]:
    """Copy a model into `folder` after looking at the whole of it, for which the libraries are needed."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        import engine.models.checkpoint  # noqa: F401 - by which it looks

    return import_model(path, folder)


def predicting(request: PredictionSnapshot, loaded: LoadedModels) -> Operation[PredictionOutcome]:
    """Predict the films of `request`."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        from engine.models.trained_model import known_films
        from engine.oneshot.outcome import FilmSource
        from engine.prediction.predict import PredictionSettings, predict

    if len(request.films) > 1:
        leave_a_core()
    learned = loaded.learned(request.choice)
    yield Progress("loading", 0, 0)
    sha256 = content_hash(request.choice.path)
    films = [FilmSource(identity, path) for identity, path in request.films]
    run = predict(films, learned, PredictionSettings(request.device), request.known)
    result = yield from _under_project_names(run, request)
    if result.unfit and request.others:
        result = yield from _said_where(result, request, loaded)
    read = [(film, path) for film, path in request.films if film not in result.unreadable]
    hashes = {film: request.hashes.get(film) or content_hash(path) for film, path in read}
    opinions = packed_opinions(result.opinions, learned.scheme.names, request.meant)
    noted = replace(result, notes=(*known_films(hashes, learned), *result.notes))
    return PredictionOutcome(noted, sha256, opinions)


def finding_out(request: SearchSnapshot, loaded: LoadedModels) -> Operation[SearchOutcome]:
    """Which of the models of `request` fit its films."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        from engine.oneshot.outcome import FilmSource
        from engine.prediction.picking import which_fits
        from engine.prediction.predict import PredictionSettings

    if len(request.films) > 1:
        leave_a_core()
    candidates = _candidates(request.choices, loaded.loaders(request.choices))
    films = [FilmSource(identity, path) for identity, path in request.films]
    found = yield from which_fits(films, candidates, PredictionSettings(request.device))
    places = {(choice.path, choice.domain): choice for choice in request.choices}
    fitting = [places[each.path, each.domain] for each, _ in found.fitting]
    return SearchOutcome(fitting, found.refused, found.found)


def _candidates(
    choices: Sequence[ModelChoice], loaders: Sequence[Callable[[], TrainedModel]]
) -> list[Candidate]:
    from engine.prediction.picking import Candidate

    return [
        Candidate(choice.title, choice.scheme, load, choice.path, choice.domain)
        for choice, load in zip(choices, loaders, strict=True)
    ]


def _said_where(
    result: Propagation, request: PredictionSnapshot, loaded: LoadedModels
) -> Operation[Propagation]:
    """`result` whose films without points say which other model they fit, where one does."""
    from engine.oneshot.outcome import FilmSource
    from engine.prediction.picking import find_out_which, fits_elsewhere, none_fits
    from engine.prediction.predict import PredictionSettings

    films = [FilmSource(film, path) for film, path in request.films if film in result.unfit]
    try:
        # the chosen one stays in memory beside them
        _, *loaders = loaded.loaders([request.choice, *request.others])
        # what is found there is none of the project's
        steps = renamed(
            find_out_which(films, _candidates(request.others, loaders), PredictionSettings(request.device)),
            lambda progress: replace(progress, found=()),
        )
        found = yield from steps
    except EngineError:  # such as films that have gone since: why they do not fit has been said
        return result
    where = {film: fits_elsewhere(part.candidate.title) for part in found.parts for film in part.films}
    others = [choice.title for choice in request.others]
    nowhere = none_fits([request.choice.title, *others])
    unfit = found.propagation.unfit
    where |= {film: nowhere for film, why in unfit.items() if why == none_fits(others)}
    return replace(result, unfit={**result.unfit, **where})


def _under_project_names(run: Operation[Propagation], request: PredictionSnapshot) -> Operation[Propagation]:
    """`run` with all it finds under the names of the project, and said to be of the chosen model."""

    def shown(progress: Progress) -> Progress:
        return replace(progress, found=tuple(_named(marks, request) for marks in progress.found))

    found = yield from renamed(run, shown)
    return replace(found, sets={film: _named(marks, request) for film, marks in found.sets.items()})


def _named(marks: LandmarkSet, request: PredictionSnapshot) -> LandmarkSet:
    carried = (
        replace(mark, name=request.meant[name], model=request.choice.title)
        for name, mark in marks.landmarks.items()
        if name in request.meant
    )
    named = replace(marks, landmarks={mark.name: mark for mark in carried})
    return named if request.reading is None else moved(request.reading[0], named, request.reading[1])


def looking(film: str, folder: Path, source: HeatmapSource, device: str) -> Operation[FilmHeat]:
    """What the detectors of `source` see on a film of `folder`."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        from engine.oneshot.outcome import FilmSource
        from engine.prediction.film_heatmap import film_heat
        from engine.prediction.predict import PredictionSettings

    leave_a_core()
    learned = source.load()
    yield Progress("loading", 0, 0)
    heat = yield from film_heat(
        FilmSource(film, film_path(folder, film)), learned, PredictionSettings(device)
    )
    return heat
