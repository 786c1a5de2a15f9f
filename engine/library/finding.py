"""Landmarks found on films: with a model, by registering one film to another, or from one to all others."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import index
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from engine.errors import EngineError, ImageReadError
from engine.geometry.coordinates import Points
from engine.imaging.image import Spacing
from engine.io.images import content_hash
from engine.io.table_write import FilmRow
from engine.landmarks import LandmarkSet, Scheme
from engine.library.films import Film, FilmFiles, Films, film_files, typed_spacing
from engine.library.landmarked_film import LandmarkedFilm, names_of, placed_by_person
from engine.library.landmarked_films import LandmarkedFilms, LearnedModel
from engine.library.progress import finish
from engine.models.checkpoint import load_model as read_model
from engine.models.installed import FIND_OUT, model_file
from engine.models.trained_model import TrainedModel, known_films
from engine.oneshot.presets import Preset
from engine.oneshot.propagate import (
    FilmSource,
    Method,
    Propagation,
    PropagationSettings,
    RegistrationMethod,
)
from engine.prediction.large_folder import propagate_films
from engine.prediction.picking import find_out_which, installed_candidates
from engine.prediction.predict import PredictionSettings
from engine.prediction.predict import predict as prediction
from engine.prediction.reading import read_as, read_reading

AnyModel: TypeAlias = "str | os.PathLike[str] | TrainedModel | LearnedModel"
Reading: TypeAlias = "str | os.PathLike[str]"
REGISTRATION = "registration"


def load_model(model: str | os.PathLike[str], anatomy: str | None = None) -> TrainedModel:
    """The model in a file, or one that is known by its name: "head" comes with OneMark.

    `anatomy`: which of several that it knows. Raises `EngineError` where there is none of that name.
    """
    return read_model(model_file(Path(model))).domain(anatomy)


def predict(
    film: Film,
    model: AnyModel = "head",
    *,
    spacing: float | None = None,
    device: str = "auto",
    reading: Reading | None = None,
) -> LandmarkedFilm:
    """The landmarks of one `film` (array, file or `Image`) as the `model` sees them.

    `spacing`: mm of a pixel, wins over the film's own. `device`: "auto", "cpu", "cuda" or "mps". `reading`: a
    file that `onemark predict --reading-out` saved; points move to where that reader would have them. A film
    that shows another anatomy gets no points and says so in `refusal`. The `model` "auto" is whichever of
    those that are known by a name fits the film. Raises `EngineError`.
    """
    found = predict_films([film], model, spacing=spacing, device=device, progress=False, reading=reading)
    return next(iter(found.values()))


def predict_films(
    films: Films,
    model: AnyModel = "head",
    *,
    spacing: float | None = None,
    device: str = "auto",
    progress: bool = True,
    reading: Reading | None = None,
) -> LandmarkedFilms:
    """The landmarks of all `films`: a folder, or a sequence or mapping of arrays, files and images.

    As `predict`; `reading` may be a table with a reader's own points on some of the films too. A film that
    cannot be read is named in `unreadable`. With "auto" each film has the landmarks of the model that fits.
    Raises `EngineError` where no film can be read.
    """
    if isinstance(model, str) and model == FIND_OUT:
        if reading is not None:
            raise EngineError("A reading is learned beside a single model, not all models: name the model.")
        return _predicted_by_fit(films, typed_spacing(spacing), device, progress)
    if isinstance(model, LearnedModel):
        model = model.detectors
    detectors = model if isinstance(model, TrainedModel) else load_model(model)
    stated = typed_spacing(spacing)
    with film_files(films) as files:
        given = None if reading is None else read_reading(Path(reading), tuple(files.paths), detectors)
        sources = [FilmSource(name, path) for name, path in files.paths.items()]
        found = finish(prediction(sources, detectors, PredictionSettings(device)), progress)
        if given is not None:
            moved = read_as(found.sets, given, detectors.names, {})
            found = replace(found, sets=moved.sets, notes=(*found.notes, *moved.notes))
        read = [name for name in files.paths if name not in found.unreadable]
        notes = known_films({name: content_hash(files.paths[name]) for name in read}, detectors)
        found = replace(found, notes=(*notes, *found.notes))
        return _landmarked(files, found, detectors.scheme, stated)


def _predicted_by_fit(films: Films, stated: Spacing | None, device: str, progress: bool) -> LandmarkedFilms:
    """As `predict_films`, with the installed model that fits each film."""
    candidates, left_out = installed_candidates()
    with film_files(films) as files:
        sources = [FilmSource(name, path) for name, path in files.paths.items()]
        picked = finish(find_out_which(sources, candidates, PredictionSettings(device)), progress)
        known: list[str] = []
        for part in picked.parts:
            hashes = {name: content_hash(files.paths[name]) for name in part.films}
            known += known_films(hashes, part.learned)
        found = replace(picked.propagation, notes=(*left_out, *known, *picked.propagation.notes))
        schemes = dict.fromkeys(files.paths, picked.main.scheme) | dict(picked.schemes)
        return _landmarked(files, found, picked.scheme, stated, schemes=schemes)


def register(
    fixed: Film,
    moving: Film,
    points: Points,
    names: Sequence[str] | None = None,
    *,
    method: str = "instance",
    spacing: float | None = None,
    device: str = "auto",
) -> LandmarkedFilm:
    """Carry the `points` [K, 2] of the film `fixed` to the film `moving`, which shows the same anatomy.

    `method`: "instance" (descriptors and a free-form field, both ways) or "simpleitk". The result's `spread`
    is how far both ways differ. Raises `EngineError`.
    """
    films = {"fixed": fixed, "moving": moving}
    found = propagate(
        films, "fixed", points, names,
        method=f"{REGISTRATION}:{method}", spacing=spacing, device=device, progress=False,
    )  # fmt: skip
    if "moving" in found.unreadable:
        raise ImageReadError(found.unreadable["moving"])
    return found["moving"]


def propagate(
    films: Films,
    exemplar: str | int,
    points: Points,
    names: Sequence[str] | None = None,
    *,
    method: str = "quick",
    seed: int = 0,
    spacing: float | None = None,
    device: str = "auto",
    progress: bool = True,
) -> LandmarkedFilms:
    """Find the landmarks of one film, the `exemplar`, on all other `films` (see `predict_films`).

    `exemplar`: its name, or its place in the order of the films, from 0. `points` [K, 2] on it, NaN for those
    that it lacks. `method`: "quick", "balanced" or "paper" learn from the films, minutes to hours of work,
    and return what they `learned`; "registration" and "registration:simpleitk" learn nothing. Raises
    `EngineError`.
    """
    names, stated = names_of(points, names), typed_spacing(spacing)
    with film_files(films) as files:
        name = _named(exemplar, tuple(files.paths))
        marks = placed_by_person(name, names, points)
        sources = [FilmSource(film, path) for film, path in files.paths.items()]
        steps = propagate_films(sources, [marks], Scheme(names), _settings(method, seed, device))
        found = finish(steps, progress)
        return _landmarked(files, found, Scheme(names), stated, {name: marks})


def _named(exemplar: str | int, films: Sequence[str]) -> str:
    """The name of the exemplar, that of the film at its place where it is a number."""
    if isinstance(exemplar, str):
        return exemplar
    try:
        return films[index(exemplar)]
    except (TypeError, IndexError) as error:
        raise EngineError(
            f"There is no film {exemplar!r} among {len(films)}: give its name, or its place from 0."
        ) from error


def _settings(method: str, seed: int, device: str) -> PropagationSettings:
    kind, _, registration = method.partition(":")
    registrations = [each.value for each in RegistrationMethod if each is not RegistrationMethod.EDGETRANS]
    if kind == REGISTRATION and (registration or "instance") in registrations:
        chosen = RegistrationMethod(registration or "instance")
        return PropagationSettings(Method.REGISTRATION, registration=chosen, device=device, seed=seed)
    presets = [preset.value for preset in Preset if preset is not Preset.TEST]
    if method not in presets:
        known = ", ".join([*presets, REGISTRATION, *(f"{REGISTRATION}:{each}" for each in registrations)])
        raise EngineError(f"There is no method {method!r}: choose one of {known}.")
    return PropagationSettings(preset=Preset(method), device=device, seed=seed)


def _landmarked(
    files: FilmFiles,
    found: Propagation,
    scheme: Scheme,
    stated: Spacing | None,
    known: Mapping[str, LandmarkSet] | None = None,
    schemes: Mapping[str, Scheme] = MappingProxyType({}),
) -> LandmarkedFilms:
    """What was `found`, with the films that it was found on and what was `known` before.

    A film of `schemes` has a scheme of its own there.
    """
    films, sets = {}, {**found.sets, **(known or {})}
    for name in files.paths:
        if name in found.unreadable:
            continue
        films[name] = LandmarkedFilm(
            files.images.get(name, files.paths[name]),  # films of a folder need not all fit into memory
            FilmRow.of(name, files.image(name), stated),
            sets.get(name, LandmarkSet(name)),
            schemes.get(name, scheme),
            found.mirrored.get(name, False),
            found.unfit.get(name, ""),
            found.doubtful.get(name, ""),
        )
    learned = None if found.learned is None else LearnedModel(found.learned, {})
    return LandmarkedFilms(films, scheme, found.unreadable, found.notes, learned)
