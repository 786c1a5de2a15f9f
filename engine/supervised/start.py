"""What networks start from: random weights, ImageNet's, or a universal model that learns one anatomy more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.models.checkpoint import Model
from engine.models.trained_model import TrainedModel
from engine.networks.backbones import load_backbone
from engine.networks.detector import build_network
from engine.networks.gu2net import GU2Net, add_domain
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain
from engine.networks.norm import with_norm
from engine.networks.pretrained_features import load_stages
from engine.networks.pretrained_unet import PretrainedUNet
from engine.runtime.random import Seeded
from engine.supervised.systems import Recipe
from engine.training.trainer import TrainingError


@dataclass(frozen=True, slots=True)
class StartingNetwork:
    """`weights`: file with ImageNet's for the backbone. `extended`: model that gets one more anatomy.

    All that the extended model has in common stays as it is, so that what it knew it goes on to know.
    """

    weights: Path | None = None
    extended: Model | None = None

    def check(self, names: Sequence[str]) -> None:
        """Raise `TrainingError` where the sets called `names` cannot be added to the extended model."""
        if self.extended is None:
            return
        if self.weights is not None:
            raise TrainingError("A model that is extended has its weights already: leave the others away.")
        known = list(self.extended.domains)
        if len(names) != 1:
            raise TrainingError(f"A model is extended by one anatomy at a time, not by {len(names)}.")
        if not names[0] or "" in known:
            raise TrainingError("Anatomies of a universal model have names: train with --set NAME=DIR:CSV.")
        if names[0] in known:
            raise TrainingError(f"The model knows {names[0]} already: give the new anatomy another name.")
        if len(_networks(self.extended)) != 1:
            raise TrainingError("Only a model of one GU2Net can be extended: train with --system gu2net.")

    def network(self, landmarks: Sequence[int], recipe: Recipe, seed: int) -> tuple[HeatmapNetwork, str]:
        """A network to train, its random weights drawn by `seed`, and a line on what it starts from."""
        started = "the network starts from random weights"
        with Seeded(seed):
            if self.extended is not None:
                [known] = _networks(self.extended)
                grown = add_domain(known, landmarks[0])
                return OneDomain(
                    grown, len(grown.landmarks) - 1
                ), "one anatomy more, the shared part is frozen"
            net = build_network(landmarks, recipe.network)
        if isinstance(net, PretrainedUNet):
            started = f"the network starts from ImageNet's weights ({load_stages(net.encoder)} entries)"
        if self.weights is not None:
            started = load_backbone(net, self.weights).line
        return with_norm(net, recipe.norm), started

    def recipe(self, recipe: Recipe) -> Recipe:
        """`recipe` with the network of the extended model, as that is the one that is trained."""
        if self.extended is None:
            return recipe
        model = next(iter(self.extended.domains.values()))
        longest = max(model.reference.size.width, model.reference.size.height)
        return replace(recipe, network=model.network, norm=model.norm, longest=longest, detectors=1)

    def kept_domains(self, networks: Sequence[HeatmapNetwork]) -> dict[str, TrainedModel]:
        """The anatomies that the extended model knew, in the network that knows the new one too."""
        if self.extended is None:
            return {}
        [trained] = networks
        assert isinstance(trained, OneDomain)
        kept = {}
        for name, learned in self.extended.domains.items():
            [old] = learned.detectors
            number = old.domain if isinstance(old, OneDomain) else 0
            kept[name] = replace(learned, detectors=(OneDomain(trained.net, number),))
        return kept


def of_domain(net: HeatmapNetwork, number: int, domains: int) -> HeatmapNetwork:
    """`net` asked about its domain `number`; itself where it knows one only."""
    return net if domains == 1 else OneDomain(net, number)


def _networks(model: Model) -> list[GU2Net]:
    """The GU2Nets of all anatomies, each once."""
    found: list[GU2Net] = []
    for learned in model.domains.values():
        for detector in learned.detectors:
            net = detector.net if isinstance(detector, OneDomain) else detector
            if not isinstance(net, GU2Net):
                return []
            if all(net is not other for other in found):
                found.append(net)
    return found
