"""One training of the measurement, from films to predictions; of the films to score only files are known."""

from __future__ import annotations

import time
from collections.abc import Mapping

import torch

from engine.benchmark.points import Points, plain_points
from engine.benchmark.supervised.recipes import described, recipe_of, system_of
from engine.benchmark.supervised.request import Domain, LabelledFilm, SupervisedRequest, TrainingOutcome
from engine.errors import EngineError
from engine.imaging.image import Spacing, SpacingSource
from engine.io.images import content_hash
from engine.io.landmark_names import match_landmarks
from engine.models.checkpoint import load_model
from engine.models.trained_model import TrainedModel
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation
from engine.prediction.predict import PredictionSettings, predict
from engine.runtime.device import choose_device, describe
from engine.runtime.run_store import RunStore
from engine.supervised.films import TrainingSet
from engine.supervised.start import StartingNetwork
from engine.supervised.train import SupervisedSettings, Trained, train


def learn(request: SupervisedRequest) -> Operation[TrainingOutcome]:
    """Train as the row says (or read the model), then predict every film to score, domain by domain.

    Raises `EngineError`: what the training cannot work with, a model that has seen a film to score.
    """
    torch.set_num_threads(request.threads)
    start = time.monotonic()
    device = choose_device(request.device)
    curves: dict[str, tuple[float, ...]] = {}
    if request.model is None:
        trained = yield from _trained(request, device)
        domains, curves = dict(trained.domains), _curves(trained)
    else:
        domains = {request.domains[0].name: _kept(request)}
    learning = time.monotonic() - start
    points: dict[str, Points] = {}
    unanswered: dict[str, str] = {}
    for domain in request.domains:
        found = yield from _predicted(domain, domains[domain.name], request, unanswered)
        points[domain.name] = found
    seconds = time.monotonic() - start
    return TrainingOutcome(
        points=points,
        seconds=seconds,
        predicting=seconds - learning,
        device=describe(device),
        parameters=_parameters(domains),
        recipe=described(request),
        curves=curves,
        unanswered=unanswered,
    )


def _trained(request: SupervisedRequest, device: torch.device) -> Operation[Trained]:
    """One network for all domains; a training that was stopped goes on."""
    store = RunStore(None)
    if request.state is not None:
        store = RunStore.of_run(request.state, {"state": request.state.name})  # the name is a digest
    settings = SupervisedSettings(
        system=system_of(request.kind),
        recipe=recipe_of(request),
        device=device,
        seed=request.seed,
        store=store,
        start=StartingNetwork(request.weights),
    )
    trained = yield from train([_training_set(domain, request) for domain in request.domains], settings)
    store.clear()
    return trained


def _training_set(domain: Domain, request: SupervisedRequest) -> TrainingSet:
    # the small rows show the error on the films they learn from, epoch by epoch
    choices = domain.train if request.kind.small else domain.validation
    films = {film.identity: film for film in (*domain.train, *choices)}
    return TrainingSet(
        name=domain.name,
        scheme=domain.scheme,
        paths={identity: film.path for identity, film in films.items()},
        marks={identity: film.marks for identity, film in films.items()},
        train=tuple(film.identity for film in domain.train),
        validation=tuple(film.identity for film in choices),
        spacings=_spacings(films),
        hashes={identity: content_hash(film.path) for identity, film in films.items()},
    )


def _spacings(films: Mapping[str, LabelledFilm]) -> dict[str, Spacing]:
    known = {identity: film.mm_per_px for identity, film in films.items() if film.mm_per_px is not None}
    return {identity: Spacing(side, side, SpacingSource.TYPED) for identity, side in known.items()}


def _curves(trained: Trained) -> dict[str, tuple[float, ...]]:
    """The mean loss of every epoch, and the error on the films for choices of each domain."""
    records = trained.curves[0]
    curves = {"loss": tuple(record.loss for record in records)}
    names = [name for name in trained.domains if all(name in record.errors for record in records)]
    for name in names:
        label = "mre" if len(trained.domains) == 1 else f"mre {name}"
        curves[label] = tuple(record.errors[name] for record in records)
    return curves


def _kept(request: SupervisedRequest) -> TrainedModel:
    """What the model file holds. Raises `EngineError` where it has learned from a film to score."""
    assert request.model is not None
    learned = load_model(request.model).domain()
    seen = set(learned.training.films.values())
    for domain in request.domains:
        known = [film for film, path in domain.test if content_hash(path) in seen]
        if known:
            raise EngineError(
                f"{request.model.name} has learned from {len(known)} of the films to score, such as "
                f"{known[0]}: its score would mean nothing. Score another model."
            )
    return learned


def _predicted(
    domain: Domain, learned: TrainedModel, request: SupervisedRequest, unanswered: dict[str, str]
) -> Operation[Points]:
    """The places found on the films to score, by the names of the domain."""
    films = [FilmSource(identity, path) for identity, path in domain.test]
    found = yield from predict(films, learned, PredictionSettings(device=request.device))
    unanswered.update({**found.unreadable, **found.unfit})
    names = match_landmarks(learned.names, domain.scheme).names
    plain = plain_points(found.sets)
    return {
        film: {names[name]: place for name, place in marks.items() if name in names}
        for film, marks in plain.items()
    }


def _parameters(domains: Mapping[str, TrainedModel]) -> int:
    """Parameters of the detectors, those that domains share counted once; no finder."""
    detectors = [net for learned in domains.values() for net in learned.detectors]
    every = [each for net in detectors for each in net.parameters()]
    return sum({id(each): each.numel() for each in every}.values())
