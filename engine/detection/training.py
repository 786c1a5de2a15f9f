"""Training on labelled films: one loop for every network, every loss and any number of domains.

Every step draws from generators seeded by (seed, step), and what belongs to one film from one of its
own: network, optimiser and step are the whole state, so a resumed run equals one that was never
stopped, and a batch gives the same whether one process computes it at once, in parts, or several do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, cast

import torch
from torch import Tensor

from engine.detection.batches import epoch_batches, steps_of_epoch
from engine.detection.choosing import Choice, EpochRecord
from engine.detection.optimisers import build_optimiser, rate_at
from engine.detection.processes import exchanging, joined
from engine.detection.shown import ShownBatch, show, weighted_loss
from engine.detection.training_config import TrainingConfig
from engine.detection.validation import DomainFilms, validate
from engine.distributed import ALONE, Ranks
from engine.errors import EngineError
from engine.memory import out_of_memory, smaller_batches
from engine.networks.detector import running_mean, to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.operation import Operation, Progress
from engine.precision import autocast

STAGE = "training"

_TOO_SMALL = (
    "The films are too small for batch normalisation of so few at a time: choose a larger size of the films "
    "(--longest), or --norm group."
)


class TrainingError(EngineError):
    """A training cannot start or go on with what it was given."""


class Trainer:
    """One training: `run` it, ask for its `state` after any step, `restore` that in a new one.

    With several `ranks` every process makes the same one; each computes its part of every batch, and only
    the first one looks at validation films.
    """

    def __init__(
        self,
        net: HeatmapNetwork,
        domains: Sequence[DomainFilms],
        config: TrainingConfig,
        device: torch.device,
        seed: int,
        ranks: Ranks = ALONE,
    ) -> None:
        self._net, self._ranks = to_device(net, device), ranks
        self._domains, self._config, self._device, self._seed = domains, config, device, seed
        self._mean = running_mean(self._net, config.average)
        self._optimiser = build_optimiser(self._net.parameters(), config)
        self._asked = joined(self._net, ranks, device, several=len(domains) > 1)
        self._films = tuple(len(domain.train.patches) for domain in domains)
        self._per_epoch = steps_of_epoch(self._films, config.batch)
        self._total = config.epochs * self._per_epoch
        self._chunk = config.batch  # films at a time: fewer where memory is short
        self._step, self._lost, self._choice = 0, 0.0, Choice()

    @property
    def curve(self) -> tuple[EpochRecord, ...]:
        """All epochs so far."""
        return tuple(self._choice.curve)

    @property
    def network(self) -> HeatmapNetwork:
        """The network as it is now (mean of its weights where the config says so)."""
        return self._net if self._mean is None else cast(HeatmapNetwork, self._mean.module)

    @property
    def best_network(self) -> HeatmapNetwork:
        """A copy with the weights of the best validation (the last ones where there is none), to be asked."""
        copy = deepcopy(self.network)
        if self._choice.weights is not None:
            copy.load_state_dict(self._choice.weights)
        return copy.eval()

    def run(self) -> Operation[HeatmapNetwork]:
        """Train to the end; yields after every step. Raises `TrainingError` if one film is too much."""
        while True:
            if len(self.curve) < self._step // self._per_epoch:
                yield from self._end_epoch()
            if self._step == self._total or self._choice.is_stale(self._config.patience):
                return self.best_network
            try:
                loss = self._learn()
            except RuntimeError as error:
                if not out_of_memory(error):
                    raise
                yield self._with_less_memory(error)
                continue
            except ValueError as error:
                if "more than 1 value per channel" not in str(error):  # of batch normalisation
                    raise
                raise TrainingError(_TOO_SMALL) from error
            if not math.isfinite(loss):
                raise TrainingError(
                    f"The training ran away: at step {self._step + 1} its loss is no number any more. Start "
                    "again (--fresh) with another --seed, a larger --batch or --norm group."
                )
            self._step, self._lost = self._step + 1, self._lost + loss
            yield Progress(STAGE, self._step, self._total, f"loss {loss:.4g} {self._said()}", {"loss": loss})

    def _learn(self) -> float:
        """One step on one batch; the value of its loss."""
        config = self._config
        epoch, place = divmod(self._step, self._per_epoch)
        batch = epoch_batches(self._films, config.batch, self._seed, epoch)[place]
        shown = show(self._domains[batch.domain].train, batch, config, self._seed, self._step)
        total = 1.0 if config.summed else float(shown.weights.sum().clamp(min=1e-6))
        for group in self._optimiser.param_groups:
            group["lr"] = rate_at(config, self._step, self._total)
        self._optimiser.zero_grad()
        self._net.train()
        # a process for which no film is left takes part without weight
        own = self._ranks.share(range(len(batch.rows))) or [-1]
        lost = 0.0
        for first in range(0, len(own), self._chunk):
            with exchanging(self._asked, last=first + self._chunk >= len(own)):
                loss = self._loss(shown, own[first : first + self._chunk]) / total
                (loss * self._ranks.world).backward()  # type: ignore[no-untyped-call]
            lost += float(loss.detach())
        self._optimiser.step()
        if self._mean is not None:
            self._mean.update_parameters(self._net)
        return sum(self._ranks.gather(lost))

    def _loss(self, shown: ShownBatch, numbers: Sequence[int]) -> Tensor:
        """Weighted sum of the losses of the films `numbers` of the batch, -1 for one that does not count."""
        config, share = self._config, self._step / self._total
        sigma = config.sigma[0] * (config.sigma[1] / config.sigma[0]) ** share
        chosen = [max(0, number) for number in numbers]
        images = shown.images(chosen, self._device)
        points, weights = shown.points[chosen].to(self._device), shown.weights[chosen].to(self._device)
        with autocast(self._device):
            outputs = self._asked(images, shown.batch.domain)
        return weighted_loss(outputs, images, points, weights, config, sigma) * float(min(numbers) >= 0)

    def _end_epoch(self) -> Operation[None]:
        """Validate, note the epoch and keep the weights where they are the best so far."""
        errors: dict[str, float] = {}
        if self._ranks.is_first:
            errors = yield from validate(self.network, self._domains, self._config.sigma[1], self._device)
        errors = self._ranks.broadcast(errors)
        rate = float(self._optimiser.param_groups[0]["lr"])
        record = EpochRecord(len(self.curve) + 1, self._lost / self._per_epoch, rate, errors)
        self._choice.note(record, self.network)
        self._lost = 0.0
        metrics = {f"validation {name}".strip(): error for name, error in errors.items()}
        yield Progress(
            STAGE, self._step, self._total, self._said(), {"epoch": float(record.epoch), **metrics}
        )

    def _with_less_memory(self, error: RuntimeError) -> Progress:
        if self._chunk == 1 or self._ranks.world > 1:  # others would wait for a process that starts anew
            raise TrainingError(
                "The network cannot learn: there is too little memory. Close other programs, or choose a "
                "smaller batch or a smaller size of the films."
            ) from error
        self._chunk, said = smaller_batches(self._chunk, self._optimiser, self._device)
        return replace(Progress(STAGE, self._step, self._total, said), notice=True)

    def _said(self) -> str:
        """The last validation in words."""
        if not self.curve:
            return ""
        last, units = self.curve[-1], {domain.name: domain.unit for domain in self._domains}
        errors = ", ".join(f"{name} {error:.2f} {units[name]}".strip() for name, error in last.errors.items())
        return f"epoch {last.epoch}/{self._config.epochs} {errors}".rstrip()

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        return {
            "net": self._net.state_dict(),
            "mean": None if self._mean is None else self._mean.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "place": {"step": self._step, "chunk": self._chunk, "lost": self._lost},
            "choice": self._choice.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and config."""
        self._net.load_state_dict(state["net"])
        if self._mean is not None:
            self._mean.load_state_dict(state["mean"])
        self._optimiser.load_state_dict(state["optimiser"])
        place = state["place"]
        self._step, self._chunk, self._lost = place["step"], place["chunk"], place["lost"]
        self._choice = Choice.of_state(state["choice"])
