"""BASE-GAN: a training whose heatmaps also have to pass for true ones before a ResNet-34 that learns too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.geometry.coordinates import Size, to_stride
from engine.geometry.heatmaps import render
from engine.networks.detector import moved
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.residual import STEM, BasicBlock, initialise, resnet_layers
from engine.runtime.device import fused
from engine.runtime.random import Seeded
from engine.training.config import TrainingConfig
from engine.training.step import OptimiserStep
from engine.training.trainer import Trainer
from engine.training.validation import DomainFilms

_MOMENTA = (0.5, 0.999)  # of Adam, as usual where two networks play against each other


@dataclass(frozen=True, slots=True)
class AdversaryConfig:
    """`rate`: of the critic's Adam, as published for head films. `weight`: of fooling it, beside the loss.

    The paper does not print the latter.
    """

    rate: float = 8e-4
    weight: float = 1e-3


class AdversarialTrainer(Trainer):
    """A `Trainer` with a critic: after every step it learns to tell true heatmaps from found ones.

    For one domain and one process.
    """

    def __init__(
        self,
        net: HeatmapNetwork,
        domain: DomainFilms,
        config: TrainingConfig,
        adversary: AdversaryConfig,
        device: torch.device,
        seed: int,
    ) -> None:
        super().__init__(net, [domain], config, device, seed)
        self._critic = moved(_critic(domain.train.points.shape[1], seed), device)
        self._adversary = adversary
        optimiser = torch.optim.Adam(self._critic.parameters(), adversary.rate, _MOMENTA, fused=fused(device))
        self._critic_descent = OptimiserStep((self._critic,), optimiser)
        self._shown: list[tuple[Tensor, Tensor]] = []  # (true, found) of the step under way

    def _cost(self, outputs: Sequence[Tensor], images: Tensor, points: Tensor, weights: Tensor) -> Tensor:
        cost, found = super()._cost(outputs, images, points, weights), outputs[-1].float()
        heat = Size(found.shape[-1], found.shape[-2])
        stride = round(images.shape[-1] / heat.width)
        true = render(
            to_stride(points, stride), heat, self.sigma or self._config.sigma_at(self.step / self.total)
        )
        film = F.interpolate(images, size=found.shape[-2:], mode="area") if stride > 1 else images
        present = (weights > 0).float()[..., None, None]  # what no person placed tells nobody apart
        judged = torch.cat([film, found * present], dim=1)
        self._shown.append((torch.cat([film, true * present], dim=1), judged.detach()))
        fooled = _cross_entropy(self._critic(judged), 1.0)
        return cost + self._adversary.weight * weights.sum() * fooled

    def _learn(self) -> float:
        self._shown = []
        loss = super()._learn()
        self._critic_descent.make(self._adversary.rate, self._criticise)
        return loss

    def _criticise(self) -> None:
        for true, found in self._shown:
            both = _cross_entropy(self._critic(true), 1.0) + _cross_entropy(self._critic(found), 0.0)
            (both / (2 * len(self._shown))).backward()  # type: ignore[no-untyped-call]

    def state(self) -> dict[str, Any]:
        """As the trainer's, with the critic and its optimiser."""
        return {**super().state(), "critic": self._critic_descent.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The inverse of `state`."""
        super().restore(state)
        self._critic_descent.restore(state["critic"])


def _critic(landmarks: int, seed: int) -> nn.Module:
    """A ResNet-34 of a film and its heatmaps, with one answer: above 0 for true ones."""
    with Seeded(seed):
        layers = resnet_layers(BasicBlock, (3, 4, 6, 3), landmarks + 1)
        answer = nn.Linear(8 * STEM, 1)
        layers.update(avgpool=nn.AdaptiveAvgPool2d(1), flatten=nn.Flatten(), fc=answer)
        net = nn.Sequential(layers)
        initialise(net)
        nn.init.zeros_(answer.bias)
    return net.train()


def _cross_entropy(answers: Tensor, truth: float) -> Tensor:
    return F.binary_cross_entropy_with_logits(answers.float(), torch.full_like(answers.float(), truth))
