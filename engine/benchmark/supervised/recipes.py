"""What each row trains with: a system's recipe as `train` has it, changed where a paper's table says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from enum import Enum
from typing import Any

from engine.benchmark.supervised.request import SupervisedRequest
from engine.benchmark.supervised.rows import ABLATIONS, PARTS, Kind
from engine.networks.backbones import BackboneKind
from engine.networks.detector import DetectorConfig
from engine.networks.farnet import FARNetConfig, Refinement
from engine.networks.farnet_baselines import FPNConfig, OriginalUNetConfig
from engine.networks.farnet_parts import Fusion
from engine.networks.gu2net import GU2NetConfig, TrainedParts, UniversalUNetConfig
from engine.supervised.systems import SYSTEMS, VIEWS, Augmentation, Recipe, System
from engine.training.losses import HeatmapLoss

_OF_GU2NET = (Kind.GU2NET, Kind.GU2NET_20, *PARTS)

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
}

# table 2 of FARNet goes from L2 to its own loss in the last step
_LOSSES = {
    **dict.fromkeys(ABLATIONS, HeatmapLoss.MSE),
    Kind.WING: HeatmapLoss.ADAPTIVE_WING,
}

# FARNet's longer sides: head 800 x 640, hand 512 x 512, spine 1024 x 512
_HEADS = ("head", "isbi")
_LONGEST = {"hand": 512, "hand-atlas": 512, "spine": 1024, "aasce": 1024}
_VGG_EPOCHS = 900


def system_of(kind: Kind) -> System:
    """The system that a row trains, or changes."""
    if kind in _OF_GU2NET:
        return System.GU2NET
    return {Kind.UNET: System.UNET, Kind.HRNET: System.HRNET}.get(kind, System.FARNET)


def takes_weights(kind: Kind) -> bool:
    """Whether the row's network has a backbone that ImageNet weights fit."""
    return kind.trains and kind not in (*_OF_GU2NET, Kind.UNET, Kind.PLAIN_UNET)


def recipe_of(request: SupervisedRequest) -> Recipe:
    """Everything that the row of `request` trains with."""
    kind = request.kind
    recipe = SYSTEMS[system_of(kind)]
    training = recipe.training
    if kind in _LOSSES:
        training = replace(training, loss=_LOSSES[kind])
    if kind in (Kind.VGG_16, Kind.VGG_19):
        training = replace(training, epochs=_VGG_EPOCHS)
    recipe = replace(recipe, network=_NETWORKS.get(kind, recipe.network), training=training)
    name = request.domains[0].name
    if system_of(kind) is System.FARNET and name not in _HEADS:
        # its head films are learned from as they are
        training = replace(recipe.training, ranges=VIEWS[Augmentation.ELASTIC])
        recipe = replace(recipe, longest=_LONGEST.get(name, recipe.longest), training=training)
    return _SMALL[kind](recipe) if kind in _SMALL else recipe


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
    plain: dict[str, Any] = _plain({**asdict(recipe), **network})
    return plain


def _plain(value: Any) -> Any:
    """`value` without enums and tuples."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value
