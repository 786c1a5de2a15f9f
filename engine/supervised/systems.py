"""What can be trained on labelled films, as one table: network, canvas, training, all numbers of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from engine.geometry.coordinates import Size
from engine.models.reference import Framing
from engine.networks.detector import DetectorConfig
from engine.networks.farnet import FARNetConfig
from engine.networks.farnet_baselines import OriginalUNetConfig
from engine.networks.gu2net import GU2NetConfig, UniversalUNetConfig
from engine.networks.hrnet import HRNetConfig
from engine.networks.laoml_baselines import SHOWN_SIGMA, BaselineKind, LaomlBaselineConfig
from engine.networks.norm import Norm
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.networks.unet import UNetConfig
from engine.runtime.precision import Precision
from engine.sigma.config import SigmaConfig, SigmaForm, sigma_config
from engine.training.adversarial import AdversaryConfig
from engine.training.augmentation import STILL, ViewRanges
from engine.training.config import Choice, OptimiserKind, Schedule, TrainingConfig
from engine.training.finder import FinderConfig
from engine.training.losses import HeatmapLoss


class System(StrEnum):
    """What is trained."""

    UNET = "unet"
    UNET_PRETRAINED = "unet-pretrained"
    HRNET = "hrnet"
    FARNET = "farnet"
    GU2NET = "gu2net"
    LAOML = "laoml"
    LAOML_C = "laoml-c"
    LAOML_RNN = "laoml-rnn"
    LAOML_GAN = "laoml-gan"


class Augmentation(StrEnum):
    """How films are varied while they are learned.

    NONE: as FARNet's head films. SLIGHT: one view in ten turned by up to 2 degrees and one in ten shifted by
    up to 10 pixels of 512, as GU2Net. WIDE: turned, scaled and shifted so far that what a finder gets wrong
    is learned. ELASTIC: bent too, as FARNet's hands and spines, in ranges that its paper does not print.
    """

    NONE = "none"
    SLIGHT = "slight"
    WIDE = "wide"
    ELASTIC = "elastic"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a system is trained.

    `framing`: detectors see the surroundings of the landmarks, found by a finder first, or the whole film.
    `longest`: longer side of their canvas; `multiple`: sides of a whole film's are multiples of it; `canvas`:
    both sides of a whole film's, whatever its shape; `margin`: free space around the landmarks, share of
    their extent. `detectors`: so many networks, of different
    random weights, whose heatmaps are averaged. `views`: how many views of a film are averaged when the model
    is used, 1 to 3. `adaptive`: how the landmarks' sigmas are learned; None for those of `training`.
    `adversary`: the critic that learns beside the network, where there is one.
    """

    title: str
    network: DetectorConfig
    training: TrainingConfig
    framing: Framing = Framing.LANDMARKS
    longest: int = 480
    multiple: int = 32
    canvas: Size | None = None
    margin: float = 0.12
    finder: FinderConfig = field(default_factory=lambda: FinderConfig(steps=600))
    detectors: int = 1
    norm: Norm = Norm.BATCH
    views: int = 3
    adaptive: SigmaConfig | None = None
    adversary: AdversaryConfig | None = None

    @property
    def universal(self) -> bool:
        """Whether one network learns several anatomies."""
        return isinstance(self.network, (GU2NetConfig, UniversalUNetConfig))


_WIDE = ViewRanges(10.0, 0.15, 0.04)
# drawn for every film and step; GU2Net's code draws once for all, its paper does not say so
_SLIGHT = ViewRanges(2.0, 0.0, 10 / 512, 0.0, 0.0, 0.0, share=0.1)
_ELASTIC = ViewRanges(12.0, 0.15, 0.04, gamma=0.0, gain=0.25, noise=0.0, elastic=0.02)

VIEWS: Mapping[Augmentation, ViewRanges] = MappingProxyType(
    {
        Augmentation.NONE: STILL,
        Augmentation.SLIGHT: _SLIGHT,
        Augmentation.WIDE: _WIDE,
        Augmentation.ELASTIC: _ELASTIC,
    }
)

# its paper's BASE; with learned sigmas its LaOML. Ranges of the augmentation are not printed there
_LAOML = Recipe(
    "LaOML's U-Net",
    OriginalUNetConfig(colours=1, bias=True),
    TrainingConfig(
        epochs=250,
        batch=2,
        loss=HeatmapLoss.MSE,
        optimiser=OptimiserKind.ADAM,
        rate=2e-4,
        schedule=Schedule.HELD,
        weight_decay=0.0,
        sigma=(5.0, 5.0),
        ranges=_WIDE,
        average=None,
    ),
    framing=Framing.FILM,
    longest=800,
    views=1,
)

SYSTEMS: Mapping[System, Recipe] = MappingProxyType(
    {
        System.UNET: Recipe(
            "U-Net",
            UNetConfig((32, 48, 64, 96, 128, 192), stride=2),
            TrainingConfig(epochs=150, batch=4, rate=2e-3, sigma=(5.0, 2.0), ranges=_WIDE),
        ),
        System.UNET_PRETRAINED: Recipe(
            "U-Net with pretrained features",
            PretrainedUNetConfig(),
            TrainingConfig(epochs=60, batch=4, rate=1e-3, sigma=(5.0, 2.0), ranges=_WIDE),
        ),
        System.HRNET: Recipe(
            "HRNet-W18",
            HRNetConfig(),
            TrainingConfig(epochs=150, batch=4, rate=1e-3, sigma=(3.0, 1.5), ranges=_WIDE),
        ),
        # as published; Adam where the paper says Adadelta, as its released code has it
        System.FARNET: Recipe(
            "FARNet",
            FARNetConfig(),
            TrainingConfig(
                epochs=300,
                batch=1,
                loss=HeatmapLoss.EWC,
                optimiser=OptimiserKind.ADAM,
                rate=1e-4,
                schedule=Schedule.STEPS,
                weight_decay=0.0,
                sigma=(10.0, 10.0),
                ranges=STILL,
                average=None,
            ),
            framing=Framing.FILM,
            longest=800,
            views=1,
        ),
        System.GU2NET: Recipe(
            "GU2Net",
            GU2NetConfig(),
            TrainingConfig(
                epochs=100,
                batch=4,
                loss=HeatmapLoss.BCE,
                summed=True,
                optimiser=OptimiserKind.ADAM,
                rate=1e-2,
                schedule=Schedule.CYCLIC,
                sigma=(3.0, 3.0),
                ranges=_SLIGHT,
                average=None,
            ),
            framing=Framing.FILM,
            longest=512,
            views=1,
        ),
        System.LAOML: _LAOML,
        System.LAOML_C: replace(
            _LAOML,
            title="LaOML's U-Net of coordinates",
            network=LaomlBaselineConfig(BaselineKind.COORDINATES),
            training=replace(
                _LAOML.training,
                loss=HeatmapLoss.COORDINATES,
                rate=1e-2,
                sigma=(SHOWN_SIGMA, SHOWN_SIGMA),
            ),
        ),
        System.LAOML_RNN: replace(
            _LAOML,
            title="LaOML's U-Net with a recurrence",
            network=LaomlBaselineConfig(BaselineKind.RECURRENT),
            training=replace(_LAOML.training, rate=2e-5),
        ),
        System.LAOML_GAN: replace(
            _LAOML,
            title="LaOML's U-Net with a critic",
            training=replace(_LAOML.training, rate=2e-5),
            adversary=AdversaryConfig(),
        ),
    }
)


def tuned(
    recipe: Recipe,
    *,
    epochs: int | None = None,
    batch: int | None = None,
    patience: int | None = None,
    longest: int | None = None,
    canvas: Size | None = None,
    norm: str | None = None,
    augmentation: str | None = None,
    sigma: tuple[float, float] | None = None,
    optimiser: str | None = None,
    precision: Precision | None = None,
    sync_norm: bool | None = None,
    rate: float | None = None,
    critic_rate: float | None = None,
    flip: float | None = None,
    choice: str | None = None,
    adaptive: str | None = None,
    warm_up: int | None = None,
) -> Recipe:
    """`recipe` with other numbers where they are given; `adaptive`: the form in which sigmas are learned.

    They then start from the first of `sigma`, 5 where none is given, after `warm_up` epochs.
    `critic_rate`: of a recipe that has an adversary. Raises `ValueError` for a sigma outside 1 to 20.
    """
    if adaptive is not None:
        start = {} if sigma is None else {"start": sigma[0]}
        search = sigma_config(SigmaForm(adaptive), epochs or recipe.training.epochs, **start)
        recipe = replace(recipe, adaptive=replace(search, **_given({"warm_up": warm_up})))
    if critic_rate is not None and recipe.adversary is not None:
        recipe = replace(recipe, adversary=replace(recipe.adversary, rate=critic_rate))
    ranges = recipe.training.ranges if augmentation is None else VIEWS[Augmentation(augmentation)]
    training = {
        "epochs": epochs,
        "batch": batch,
        "patience": patience,
        "ranges": replace(ranges, **_given({"flip": flip})),
        "sigma": sigma,
        "optimiser": None if optimiser is None else OptimiserKind(optimiser),
        "precision": precision,
        "sync_norm": sync_norm,
        "rate": rate,
        "choice": None if choice is None else Choice(choice),
    }
    whole = {
        "training": replace(recipe.training, **_given(training)),
        "longest": longest,
        "canvas": canvas,
        "norm": None if norm is None else Norm(norm),
        "finder": None if precision is None else replace(recipe.finder, precision=precision),
    }
    return replace(recipe, **_given(whole))


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
