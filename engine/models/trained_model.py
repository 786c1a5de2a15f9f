"""What was learned: everything that finds the landmarks on films not seen before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points, Size
from engine.geometry.heatmaps import Sigma
from engine.landmarks import Scheme
from engine.models.displacement_tree import DisplacementTree
from engine.models.model_card import ModelCard
from engine.models.reference import Framing, Reference
from engine.networks.detector import DetectorConfig
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.norm import Norm
from engine.networks.registration_net import RegistrationNet, RegistrationNetConfig
from engine.networks.unet import UNetConfig, UNetDetector
from engine.observers.reading_offsets import ReadingOffsets
from engine.wording import counted, listed


@dataclass(frozen=True, slots=True)
class Finder:
    """A small detector that looks at whole films, letter-boxed on a canvas of `size`.

    It says where on a film, and how turned, the detectors have to look. `sigma`: of its heatmaps.
    """

    network: UNetConfig
    net: UNetDetector
    size: Size
    sigma: float


@dataclass(frozen=True, slots=True)
class KeptExemplar:
    """An exemplar inside a model, because the person said so: `pixels` [H, W] in 0..1, `points` [K, 2].

    `points` are original pixels in the order of `TrainedModel.names`, NaN where it lacks a landmark.
    """

    identity: str
    pixels: NDArray[np.float32]
    points: Points


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """How the model came about. `films`: running number -> SHA-256 of a file that was learned from.

    Not their names: these often are patients' names. `method` and `preset` say in words what made it.
    """

    preset: str
    seed: int
    device: str
    exemplars: tuple[str, ...]
    films: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    trained_utc: str = ""
    method: str = "one-shot"

    @property
    def title(self) -> str:
        """What tables and run.json call a prediction with this model."""
        return f"{self.method} ({self.preset}) model"


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a detector's deviation to a radius: `factors` [K] times the deviation hold the true point.

    With the probability `coverage`, on films like those `films` that it was measured on.
    """

    factors: tuple[float, ...]
    coverage: float
    films: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What the anatomy looks like to the detectors where it is the right one.

    `lowest_peak`: mean height of the heatmaps; `largest_residual`: mean distance of the found landmarks to
    the reference shape after a similarity, share of the shape's size. Beyond these it is another anatomy.
    """

    lowest_peak: float
    largest_residual: float


class KeptRegistration(StrEnum):
    """How kept exemplars are registered to a film."""

    FITTED = "fitted"  # every film on its own, from the network's field where the model has a network
    NET = "net"  # by the network alone, as published
    SIMPLEITK = "simpleitk"


@dataclass(frozen=True, slots=True)
class RegistrationUse:
    """What the run that learned a model did with registration, and what predictions therefore do.

    `joins`: it has a say beside the detectors, else it says only where they look. `local_steps`: N_phi of
    the network at inference, None for as many as in training. `side`: longest side of its grid, pixels
    (all else of the fit is as `InstanceConfig` and `SimpleItkConfig` have it unasked). `pretrained`: films
    are compared by pretrained features too.
    The defaults are what predictions did with models that do not say it.
    """

    kind: KeptRegistration = KeptRegistration.FITTED
    joins: bool = True
    local_steps: int | None = None
    side: int = 384
    pretrained: bool = False


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """Detectors of the landmarks `names` (a part of `scheme`, in its order) and where they look.

    Co-teaching makes two detectors, labelled films one or several. `sigma`: of their heatmaps, heatmap
    pixels. `finder` is None with `Framing.FILM`. `calibration` and `fit` come from labelled films, so that
    a model of one exemplar has neither. `registration` is the network of stage I where the preset has one.
    `sigmas` [K]: of each landmark where they were learned, empty where all are `sigma`.
    `norm`: what `with_norm` made of the detectors. `views`: how many views of a film are averaged, 1 to 3.
    `registration_use`: what kept `exemplars` are for. `reading`: how those who labelled the films place
    points beside this model's, on films that it did not learn from; predictions are moved by it.
    `displacements`: how the landmarks lie from one another, where placing them together is more exact than
    each for itself.
    """

    scheme: Scheme
    names: tuple[str, ...]
    framing: Framing
    reference: Reference
    network: DetectorConfig
    detectors: tuple[HeatmapNetwork, ...]
    sigma: float
    finder: Finder | None
    registration: tuple[RegistrationNetConfig, RegistrationNet] | None
    exemplars: tuple[KeptExemplar, ...]
    training: TrainingRecord
    calibration: Calibration | None = None
    fit: Fit | None = None
    card: ModelCard = field(default_factory=ModelCard)
    norm: Norm = Norm.BATCH
    views: int = 3
    sigmas: tuple[float, ...] = ()
    registration_use: RegistrationUse = field(default_factory=RegistrationUse)
    reading: ReadingOffsets | None = None
    displacements: DisplacementTree | None = None

    @property
    def widths(self) -> Sigma:
        """What the heatmaps are decoded with."""
        return self.sigmas or self.sigma

    @property
    def digest(self) -> str:
        """SHA-256 of what detectors and finder are and of where they look; no dates, no exemplars."""
        placed = () if self.displacements is None else (self.displacements,)
        kept = hashlib.sha256(repr((self.names, self.framing, self.widths, self.views, *placed)).encode())
        kept.update(self.reference.points.tobytes() + repr(self.reference.size).encode())
        nets = [*self.detectors, *([] if self.finder is None else [self.finder.net])]
        for net in nets:
            for name, weights in net.state_dict().items():
                kept.update(name.encode() + weights.detach().cpu().contiguous().numpy().tobytes())
        return kept.hexdigest()

    def without_exemplars(self) -> TrainedModel:
        """The same without the exemplars' pixels and names."""
        # pretrained features are of no use then, and older versions can read the rest
        use = replace(self.registration_use, pretrained=False)
        training = replace(self.training, exemplars=())
        return replace(self, exemplars=(), training=training, registration_use=use)


def known_films(hashes: Mapping[str, str], learned: TrainedModel) -> tuple[str, ...]:
    """A sentence where the model has learned from some of these very films, by their SHA-256."""
    seen = set(learned.training.films.values())
    known = [film for film, digest in hashes.items() if digest in seen]
    if not known:
        return ()
    return (f"The model has learned from {counted(len(known), 'film')} of these: {listed(known)}.",)
