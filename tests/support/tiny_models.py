"""A model of random weights, small enough for a test: it always finds the same, but nothing real."""

from dataclasses import replace

import numpy as np
import torch

from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.models.checkpoint import Model, save_model
from engine.models.model_card import ModelCard
from engine.models.reference import Framing, Reference
from engine.models.trained_model import Finder, TrainedModel, TrainingRecord
from engine.networks.detector import new_detectors
from engine.networks.unet import UNetConfig, UNetDetector

NETWORK = UNetConfig((4, 6))


def tiny(names=("Sella", "Nasion"), title="Tiny head", **more) -> TrainedModel:
    """Detectors of `names` that look at whole films."""
    detectors, finder = new_detectors(len(names), NETWORK, 1), UNetDetector(len(names), NETWORK)
    for net in (*detectors, finder):
        torch.nn.init.normal_(net.head.weight, std=0.1, generator=torch.Generator().manual_seed(2))
    points = np.linspace([12.0, 14.0], [34.0, 40.0], len(names))
    learned = TrainedModel(
        scheme=Scheme(tuple(names), {names[0]: ("S",)}),
        names=tuple(names),
        framing=Framing.FILM,
        reference=Reference(Size(48, 56), points, 2.0),
        network=NETWORK,
        detectors=detectors,
        sigma=2.0,
        finder=Finder(NETWORK, finder, Size(32, 40), 2.0),
        registration=None,
        exemplars=(),
        training=TrainingRecord("quick", 0, "cpu", (), {}),
        card=ModelCard(title, "drawn films", "none", "MRE 9.9 mm", "a test", "free"),
    )
    return replace(learned, **more)


def save_tiny(path, **more) -> TrainedModel:
    """Write such a model to `path`."""
    learned = tiny(**more)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_model(path, Model({"": learned}))
    return learned
