"""Training on labelled films: one loop for every network, every loss and any number of domains.

Every step draws from generators seeded by (seed, step), and what belongs to one film from one of its
own: network, optimiser and step are the whole state, so a resumed run equals one that was never
stopped, and a batch gives the same whether it is computed at once or in parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

import torch
from torch import Tensor

from engine.augmentation import Views, draw_views, view_images, view_points
from engine.coordinates import Size
from engine.detection.batches import Batch, epoch_batches, step_generator, steps_of_epoch
from engine.detection.losses import heatmap_loss
from engine.detection.optimisers import build_optimiser, rate_at
from engine.detection.training_config import TrainingConfig
from engine.detection.validation import DomainFilms, joint_score, validate
from engine.errors import EngineError
from engine.heatmap import render
from engine.memory import out_of_memory, smaller_batches
from engine.networks.detector import running_mean, to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.operation import Operation, Progress
from engine.precision import autocast

STAGE = "training"


class TrainingError(EngineError):
    """A training cannot start or go on with what it was given."""


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """What one epoch (from 1) came to: mean loss, last learning rate, mean radial error by domain."""

    epoch: int
    loss: float
    rate: float
    errors: dict[str, float]


class Trainer:
    """One training: `run` it, ask for its `state` after any step, `restore` that in a new one."""

    def __init__(
        self,
        net: HeatmapNetwork,
        domains: Sequence[DomainFilms],
        config: TrainingConfig,
        device: torch.device,
        seed: int,
    ) -> None:
        self._net = to_device(net, device)
        self._domains, self._config, self._device, self._seed = domains, config, device, seed
        self._mean = running_mean(self._net, config.average)
        self._optimiser = build_optimiser(self._net.parameters(), config)
        self._films = tuple(len(domain.train.patches) for domain in domains)
        self._per_epoch = steps_of_epoch(self._films, config.batch)
        self._total = config.epochs * self._per_epoch
        self._chunk = config.batch  # films at a time: fewer where memory is short
        self._step, self._lost = 0, 0.0
        self._curve: list[EpochRecord] = []
        self._best: tuple[float, dict[str, Tensor]] | None = None

    @property
    def curve(self) -> tuple[EpochRecord, ...]:
        """All epochs so far."""
        return tuple(self._curve)

    @property
    def network(self) -> HeatmapNetwork:
        """The network as it is now (mean of its weights where the config says so)."""
        return self._net if self._mean is None else cast(HeatmapNetwork, self._mean.module)

    @property
    def best_network(self) -> HeatmapNetwork:
        """A copy with the weights of the best validation (the last ones where there is none), to be asked."""
        copy = deepcopy(self.network)
        if self._best is not None:
            copy.load_state_dict(self._best[1])
        return copy.eval()

    def run(self) -> Operation[HeatmapNetwork]:
        """Train to the end; yields after every step. Raises `TrainingError` if one film is too much."""
        while True:
            if len(self._curve) < self._step // self._per_epoch:
                yield from self._end_epoch()
            if self._step == self._total or self._is_stale():
                return self.best_network
            try:
                loss = self._learn()
            except RuntimeError as error:
                if not out_of_memory(error):
                    raise
                yield self._with_less_memory(error)
                continue
            self._step, self._lost = self._step + 1, self._lost + loss
            yield Progress(STAGE, self._step, self._total, self._now(loss), {"loss": loss})

    def _learn(self) -> float:
        """One step on one batch; the value of its loss."""
        config = self._config
        epoch, place = divmod(self._step, self._per_epoch)
        batch = epoch_batches(self._films, config.batch, self._seed, epoch)[place]
        films = self._domains[batch.domain].train
        views = draw_views(len(batch.rows), films.size, config.ranges, step_generator(self._seed, self._step))
        points = view_points(views, films.points[batch.rows])
        weights = films.trust[batch.rows] * _in_sight(points, films.size)
        total = 1.0 if config.summed else float(weights.sum().clamp(min=1e-6))
        for group in self._optimiser.param_groups:
            group["lr"] = rate_at(config, self._step, self._total)
        self._optimiser.zero_grad()
        self._net.train()
        lost = 0.0
        for first in range(0, len(batch.rows), self._chunk):
            part = slice(first, first + self._chunk)
            images = self._images(batch, views, part)
            loss = self._loss(batch.domain, images, points[part], weights[part]) / total
            loss.backward()  # type: ignore[no-untyped-call]
            lost += float(loss.detach())
        self._optimiser.step()
        if self._mean is not None:
            self._mean.update_parameters(self._net)
        return lost

    def _images(self, batch: Batch, views: Views, part: slice) -> Tensor:
        """What the `part` of the `views` shows [B, 1, H, W], film by film: the grain is each film's own."""
        films = self._domains[batch.domain].train
        images = []
        for number in range(*part.indices(len(batch.rows))):
            row, generator = batch.rows[number], step_generator(self._seed, self._step, number)
            patch = films.patches[row][None].to(self._device, torch.float32)
            images.append(view_images(views.part(slice(number, number + 1)), patch, films.size, generator))
        return torch.cat(images).contiguous(memory_format=torch.channels_last)

    def _loss(self, domain: int, images: Tensor, points: Tensor, weights: Tensor) -> Tensor:
        """Weighted sum of the losses of all outputs against `points` [B, K, 2] (view pixels)."""
        config, share = self._config, self._step / self._total
        sigma = config.sigma[0] * (config.sigma[1] / config.sigma[0]) ** share
        points, weights = points.to(self._device), weights.to(self._device)
        with autocast(self._device):
            outputs = self._net.outputs(images, domain)
        total = images.new_zeros(())
        for found in outputs:
            heat = Size(found.shape[-1], found.shape[-2])
            stride = round(images.shape[-1] / heat.width)
            target = render((points + 0.5) / stride - 0.5, heat, sigma)
            total = total + (heatmap_loss(config.loss, found, target, config.emphasis) * weights).sum()
        return total

    def _end_epoch(self) -> Operation[None]:
        """Validate, note the epoch and keep the weights where they are the best so far."""
        epoch = len(self._curve) + 1
        errors = yield from validate(self.network, self._domains, self._config.sigma[1], self._device)
        rate = self._optimiser.param_groups[0]["lr"]
        self._curve.append(EpochRecord(epoch, self._lost / self._per_epoch, float(rate), errors))
        self._lost = 0.0
        if errors and (self._best is None or joint_score(errors) < self._best[0]):
            weights = {name: each.detach().cpu().clone() for name, each in self.network.state_dict().items()}
            self._best = (joint_score(errors), weights)
        metrics = {f"validation {name}".strip(): error for name, error in errors.items()}
        metrics["epoch"] = float(epoch)
        yield Progress(STAGE, self._step, self._total, self._said(), metrics)

    def _is_stale(self) -> bool:
        """True where the last `patience` epochs were no better than one before."""
        patience, scores = self._config.patience, [joint_score(e.errors) for e in self._curve if e.errors]
        return patience is not None and len(scores) - _first_best(scores) >= patience

    def _with_less_memory(self, error: RuntimeError) -> Progress:
        if self._chunk == 1:
            raise TrainingError(
                "The network cannot learn: there is too little memory. Close other programs, or choose a "
                "smaller size of the films."
            ) from error
        self._chunk, said = smaller_batches(self._chunk, self._optimiser, self._device)
        return replace(Progress(STAGE, self._step, self._total, said), notice=True)

    def _now(self, loss: float) -> str:
        """Where the training is, in a few words."""
        return " ".join(filter(None, (f"loss {loss:.4g}", self._said())))

    def _said(self) -> str:
        """The last validation in words."""
        if not self._curve:
            return ""
        units = {domain.name: domain.unit for domain in self._domains}
        last = self._curve[-1]
        errors = ", ".join(f"{name} {error:.2f} {units[name]}".strip() for name, error in last.errors.items())
        return f"epoch {last.epoch}/{self._config.epochs} {errors}".rstrip()

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        return {
            "net": self._net.state_dict(),
            "mean": None if self._mean is None else self._mean.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "step": self._step,
            "chunk": self._chunk,
            "lost": self._lost,
            "best": self._best,
            "curve": [asdict(record) for record in self._curve],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and config."""
        self._net.load_state_dict(state["net"])
        if self._mean is not None:
            self._mean.load_state_dict(state["mean"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._step, self._chunk, self._lost = state["step"], state["chunk"], state["lost"]
        self._best = None if state["best"] is None else (state["best"][0], dict(state["best"][1]))
        self._curve = [EpochRecord(**record) for record in state["curve"]]


def _in_sight(points: Tensor, size: Size) -> Tensor:
    """1 where a point [..., 2] lies on a view of `size`, else 0; NaN is 0."""
    x, y = points[..., 0], points[..., 1]
    seen = (x > -0.5) & (y > -0.5) & (x < size.width - 0.5) & (y < size.height - 0.5)
    return seen.float()


def _first_best(scores: Sequence[float]) -> int:
    """The number (from 1) of the first epoch with the smallest score; 0 for none."""
    return 1 + min(range(len(scores)), key=scores.__getitem__) if scores else 0
