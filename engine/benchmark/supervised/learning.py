"""One training of the measurement, from films to predictions; of the films to score only files are known.

What each row trains with is a system's recipe as `train` has it, changed where a paper's table says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from enum import Enum
from typing import Any

import torch

from engine.benchmark.points import Points, plain_points
from engine.benchmark.supervised.disturbed import find_disturbed
from engine.benchmark.supervised.request import Domain, LabelledFilm, SupervisedRequest, TrainingOutcome
from engine.benchmark.supervised.rows import ABLATIONS, PARTS, Kind
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.io.images import content_hash
from engine.io.landmark_names import match_landmarks
from engine.models.checkpoint import load_model
from engine.models.trained_model import TrainedModel
from engine.networks.backbones import BackboneKind
from engine.networks.detector import DetectorConfig
from engine.networks.farnet import FARNetConfig, Refinement
from engine.networks.farnet_baselines import FPNConfig, OriginalUNetConfig
from engine.networks.farnet_parts import Fusion
from engine.networks.gu2net import GU2NetConfig, TrainedParts, UniversalUNetConfig
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation
from engine.prediction.predict import PredictionSettings, predict
from engine.runtime.device import choose_device, describe
from engine.runtime.run_store import RunStore
from engine.supervised.films import TrainingSet
from engine.supervised.start import StartingNetwork
from engine.supervised.systems import SYSTEMS, VIEWS, Augmentation, Recipe, System
from engine.supervised.train import SupervisedSettings, Trained, train
from engine.training.config import Choice, OptimiserKind, Schedule
from engine.training.losses import HeatmapLoss

_OF_GU2NET = (Kind.GU2NET, Kind.GU2NET_20, Kind.GU2NET_PRINTED, *PARTS)

_NETWORKS: Mapping[Kind, DetectorConfig] = {
    Kind.PLAIN_UNET: OriginalUNetConfig(),
    Kind.FPN: FPNConfig(),
    Kind.MSFA_ADD: FARNetConfig(fusion=Fusion.ADD, refinement=Refinement.NONE),
    Kind.MSFA: FARNetConfig(refinement=Refinement.NONE),
    Kind.NAIVE: FARNetConfig(refinement=Refinement.NAIVE),
    Kind.VGG_16: FARNetConfig(BackboneKind.VGG16),
    Kind.VGG_19: FARNetConfig(BackboneKind.VGG19),
    Kind.RESNET_101: FARNetConfig(BackboneKind.RESNET101),
    Kind.RESNET_152: FARNetConfig(BackboneKind.RESNET152),
    Kind.DENSENET_169: FARNetConfig(BackboneKind.DENSENET169),
    Kind.LOCAL: GU2NetConfig(TrainedParts.LOCAL),
    # the 1.35 M parameters of the paper's row are those of three dilations, not of the five it draws
    Kind.GLOBAL: GU2NetConfig(TrainedParts.GLOBAL, dilations=(1, 2, 5)),
    Kind.SHARED_UNET: UniversalUNetConfig(domain_specific=False),
    Kind.TRI_UNET: UniversalUNetConfig(domain_specific=True),
    Kind.FARNET_PRINTED: FARNetConfig(image_kernel=3),
    Kind.GU2NET_PRINTED: GU2NetConfig(leaky=True, head_kernel=3),
}

# where the released codes train otherwise than their papers print
_PRINTED: Mapping[Kind, Mapping[str, Any]] = {
    Kind.FARNET_PRINTED: {"optimiser": OptimiserKind.ADADELTA, "schedule": Schedule.HELD},
    Kind.GU2NET_PRINTED: {"choice": Choice.LOSS},
}

# table 2 of FARNet goes from L2 to its own loss in the last step
_LOSSES = {
    **dict.fromkeys(ABLATIONS, HeatmapLoss.MSE),
    Kind.WING: HeatmapLoss.ADAPTIVE_WING,
}

_HEADS = ("head", "isbi")
# as published; heads come to their canvases (640 x 800, 416 x 512) by their shape
_CANVASES: Mapping[System, Mapping[str, Size]] = {
    System.FARNET: {
        **dict.fromkeys(("hand", "hand-atlas"), Size(512, 512)),
        **dict.fromkeys(("spine", "aasce"), Size(512, 1024)),
    },
    System.GU2NET: {
        **dict.fromkeys(("hand", "hand-atlas"), Size(368, 512)),
        **dict.fromkeys(("chest", "shenzhen"), Size(512, 512)),
    },
}
_VGG_EPOCHS = 900
# set -> longer side of the canvas and epochs of pretrained U-Nets; chest films have 299 pixels
_SHORTER = {"spine": (480, 24), "chest": (192, 16)}
_SYSTEMS = {
    Kind.UNET: System.UNET,
    Kind.UNET_PRETRAINED: System.UNET_PRETRAINED,
    Kind.BOX: System.UNET_PRETRAINED,
    Kind.HRNET: System.HRNET,
}


def system_of(kind: Kind) -> System:
    """The system that a row trains, or changes."""
    if kind in _OF_GU2NET:
        return System.GU2NET
    return _SYSTEMS.get(kind, System.FARNET)


def takes_weights(kind: Kind) -> bool:
    """Whether the row's network has a backbone that ImageNet weights fit."""
    others = (Kind.UNET, Kind.UNET_PRETRAINED, Kind.BOX, Kind.PLAIN_UNET)
    return kind.trains and kind not in (*_OF_GU2NET, *others)


def recipe_of(request: SupervisedRequest) -> Recipe:
    """Everything that the row of `request` trains with."""
    kind = request.kind
    recipe = SYSTEMS[system_of(kind)]
    training = recipe.training
    if kind in _LOSSES:
        training = replace(training, loss=_LOSSES[kind])
    training = replace(training, **_PRINTED.get(kind, {}))
    if kind in (Kind.VGG_16, Kind.VGG_19):
        training = replace(training, epochs=_VGG_EPOCHS)
    recipe = replace(recipe, network=_NETWORKS.get(kind, recipe.network), training=training)
    name = request.domains[0].name
    if kind is Kind.UNET_PRETRAINED and name in _SHORTER:
        longest, epochs = _SHORTER[name]
        recipe = replace(recipe, longest=longest, training=replace(recipe.training, epochs=epochs))
    if system_of(kind) is System.FARNET and name not in _HEADS:
        # its head films are learned from as they are
        recipe = replace(recipe, training=replace(recipe.training, ranges=VIEWS[Augmentation.ELASTIC]))
    return _SMALL[kind](recipe) if kind in _SMALL else recipe


def canvas_of(kind: Kind, name: str) -> Size | None:
    """The published canvas of the set `name`; None for one that the shape of its films decides."""
    return None if kind.small else _CANVASES.get(system_of(kind), {}).get(name)


def _farnet_20(recipe: Recipe) -> Recipe:
    """Small films and few epochs: minutes on two cores, and the loss is seen to fall."""
    return replace(recipe, longest=256, training=replace(recipe.training, epochs=8))


def _gu2net_20(recipe: Recipe) -> Recipe:
    """As FARNet's; so short that the learning rate has one cycle."""
    return replace(recipe, longest=192, training=replace(recipe.training, epochs=20))


_SMALL: Mapping[Kind, Callable[[Recipe], Recipe]] = {
    Kind.FARNET_20: _farnet_20,
    Kind.GU2NET_20: _gu2net_20,
}


def described(request: SupervisedRequest) -> dict[str, Any]:
    """The recipe as plain JSON values; nothing where nothing is trained."""
    if not request.kind.trains:
        return {}
    recipe = recipe_of(request)
    network = {"network_kind": type(recipe.network).__name__}
    canvases = {domain.name: canvas_of(request.kind, domain.name) for domain in request.domains}
    sides = {name: (size.width, size.height) for name, size in canvases.items() if size is not None}
    plain: dict[str, Any] = _plain({**asdict(recipe), **network, "canvases": sides})
    return plain


def _plain(value: Any) -> Any:
    """`value` without enums and tuples."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def learn(request: SupervisedRequest) -> Operation[TrainingOutcome]:
    """Train as the row says (or read the model), then predict every film to score, domain by domain.

    Raises `EngineError`: what the training cannot work with, a model file that cannot be read.
    """
    torch.set_num_threads(request.threads)
    start = time.monotonic()
    device = choose_device(request.device)
    curves: dict[str, tuple[float, ...]] = {}
    if request.model is None:
        trained = yield from _trained(request, device)
        domains, curves = dict(trained.domains), _curves(trained)
    else:
        domains = {request.domains[0].name: load_model(request.model).domain()}
    learning = time.monotonic() - start
    points: dict[str, Points] = {}
    unanswered: dict[str, str] = {}
    notes: list[str] = []
    for domain in request.domains:
        learned = domains[domain.name]
        if request.kind is Kind.DISTURBED:
            found = yield from find_disturbed(domain.test, learned, request.device, notes)
        else:
            found = yield from _predicted(domain, learned, request, unanswered)
        points[domain.name] = _renamed(found, learned, domain)
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
        notes=tuple(notes),
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
        canvas=canvas_of(request.kind, domain.name),
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


def _predicted(
    domain: Domain, learned: TrainedModel, request: SupervisedRequest, unanswered: dict[str, str]
) -> Operation[Points]:
    """The places found on the films to score, by the names of the model."""
    films = [FilmSource(identity, path) for identity, path in domain.test]
    found = yield from predict(films, learned, PredictionSettings(device=request.device))
    unanswered.update({**found.unreadable, **found.unfit})
    return plain_points(found.sets)


def _renamed(found: Points, learned: TrainedModel, domain: Domain) -> Points:
    """What was `found`, by the names of the domain."""
    names = match_landmarks(learned.names, domain.scheme).names
    return {
        film: {names[name]: place for name, place in marks.items() if name in names}
        for film, marks in found.items()
    }


def _parameters(domains: Mapping[str, TrainedModel]) -> int:
    """Parameters of the detectors, those that domains share counted once; no finder."""
    detectors = [net for learned in domains.values() for net in learned.detectors]
    every = [each for net in detectors for each in net.parameters()]
    return sum({id(each): each.numel() for each in every}.values())
