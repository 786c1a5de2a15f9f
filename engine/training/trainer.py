"""Training on labelled films: one loop for every network, every loss and any number of domains.

Every step draws from generators seeded by (seed, step), and what belongs to one film from one of its
own: network, optimiser and step are the whole state, so a resumed run equals one that was never
stopped, and a batch gives the same whether one process computes it at once, in parts, or several do.

Several processes train one network: each computes its films, gradients are added up once a step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any, assert_never, cast

import torch
from torch import Tensor

from engine.geometry.heatmaps import Sigma
from engine.networks.detector import to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.norm import counted, synchronised
from engine.operation import Operation, Progress, StopEarly
from engine.runtime.device import sent
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.interruption import Interrupted, watched
from engine.runtime.memory import Portion
from engine.runtime.precision import autocast, loss_scaler
from engine.training.batches import ShownBatch, epoch_batches, show, steps_of_epoch, weighted_losses
from engine.training.config import Choice, TrainingConfig, build_optimiser, rate_at
from engine.training.errors import TOO_LITTLE_MEMORY, check_loss, too_small_films
from engine.training.errors import TrainingError as TrainingError
from engine.training.losses import LandmarkLosses, counts
from engine.training.step import OptimiserStep
from engine.training.validation import BestWeights, DomainFilms, EpochRecord, validate, validation_loss
from engine.wording import told

STAGE = "training"


class Trainer:
    """One training: `run` it, ask for its `state` after any step, `restore` that in a new one.

    `net` learns; `step` steps were made, `steps` are an epoch, `total` all. `sigma` replaces the config's
    from the next step on, for one domain; `losses` then are each landmark's. With several `ranks` all make
    the same one; each computes its part of every batch, the first one alone looks at validation films.
    `stop` ends it at its next step.
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
        whole = config.sync_norm and ranks.world > 1
        self.net, self._ranks = to_device(synchronised(net) if whole else net, device), ranks
        optimiser = build_optimiser(self.net.parameters(), config)
        scaler = loss_scaler(device, config.precision)
        self._descent = OptimiserStep((self.net,), optimiser, config.average, scaler)
        self._domains = [domain.beside(device) for domain in domains]
        self._config, self._device, self._seed = config, device, seed
        self._films = tuple(len(domain.train.patches) for domain in domains)
        self.steps = steps_of_epoch(self._films, config.batch)
        self.total = config.epochs * self.steps
        # where all have to normalise at once none can begin a step anew: they would wait for it
        least = config.batch if whole else 1
        self._portion = Portion(config.batch, device, TrainingError(TOO_LITTLE_MEMORY), least)
        self.step, self._lost, self.choice = 0, 0.0, BestWeights()
        self.sigma, self.losses = cast(Sigma | None, None), LandmarkLosses()
        self.balance: float | None = None
        self.stop = StopEarly()

    @property
    def curve(self) -> tuple[EpochRecord, ...]:
        """All epochs so far."""
        return tuple(self.choice.curve)

    @property
    def network(self) -> HeatmapNetwork:
        """The network as it is now (mean of its weights where the config says so)."""
        [network] = self._descent.networks
        return network

    @property
    def nets(self) -> tuple[HeatmapNetwork]:
        """The one network that learns, and `networks` the one that is asked: as `SigmaTraining` has them."""
        return (self.net,)

    @property
    def networks(self) -> tuple[HeatmapNetwork]:
        """See `nets`."""
        return (self.network,)

    @property
    def best_epoch(self) -> int | None:
        """The epoch (from 1) whose weights are the `result`; None for the last one."""
        return self.choice.best

    @property
    def result(self) -> HeatmapNetwork:
        """A copy with the weights of the best validation (the last ones where there is none), to be asked."""
        copy = deepcopy(self.network)
        if self.choice.weights is not None:
            copy.load_state_dict(self.choice.weights)
        return copy.eval()

    def run(self) -> Operation[HeatmapNetwork]:
        """Train to the end; yields after every step. Raises `TrainingError` if one film is too much."""
        yield from self.advance(self.total)
        return self.result

    @property
    def is_over(self) -> bool:
        """True when no step is left, none would help, or none is wanted."""
        done = self.step == self.total or self.stop.is_wanted
        return done or self.choice.is_stale(self._config.patience)

    def advance(self, until: int) -> Operation[None]:
        """Train until so many steps were made, at most to the end."""
        while True:
            if len(self.curve) < self.step // self.steps:
                yield from self._end_epoch()
            if self.step >= until or self.is_over:
                return
            attempt = partial(self._attempt, self.losses)
            try:
                loss = yield from self._portion.attempts(attempt, Progress(STAGE, self.step, self.total))
            except ValueError as error:
                raise too_small_films(error) from error
            check_loss(loss, self.step + 1)
            self.step, self._lost = self.step + 1, self._lost + loss
            now = told(f"loss {loss:.4g} {self._validated}")
            yield Progress(STAGE, self.step, self.total, now, {"loss": loss})

    def _attempt(self, noted: LandmarkLosses) -> float:
        """A step; `noted`: the losses before it, to which no step that fails is to add."""
        self.losses = noted.copy()
        try:
            return self._learn()
        except Interrupted:  # the state that is kept now is that of before the step
            self.losses = noted
            raise

    def _learn(self) -> float:
        """One step on one batch; the value of its loss."""
        config = self._config
        epoch, place = divmod(self.step, self.steps)
        batch = epoch_batches(self._films, config.batch, self._seed, epoch)[place]
        films = self._domains[batch.domain].train
        shown = show(films, batch, config, self._seed, self.step, self._device)
        total = shown.weights.new_ones(()) if config.summed else shown.weights.sum().clamp(min=1e-6)
        rate = rate_at(config, self.step, self.total)

        def learn() -> float:
            with watched([self.net]):
                lost = self._ranks.together(lambda: self._gradients(shown, total), config.sync_norm)
            self._ranks.add_up([self.net])
            return sum(lost)

        return self._descent.make(rate, learn)

    def _gradients(self, shown: ShownBatch, total: Tensor) -> float:
        """Gradients of this process's films of the batch, a portion at a time; the sum of their losses."""
        # a process for which no film is left takes part without weight
        numbers, lost = self._ranks.share(range(len(shown.batch.rows))) or [-1], list[Tensor]()
        size = self._portion.size
        for first in range(0, len(numbers), size):
            loss = self._loss(shown, numbers[first : first + size]) / total
            self._descent.backward(loss)
            lost.append(loss.detach())
        return float(sum(torch.stack(lost).tolist()))  # a GPU is waited for once a step

    def _loss(self, shown: ShownBatch, numbers: Sequence[int]) -> Tensor:
        """Weighted sum of the losses of the films `numbers` of the batch, -1 for one that does not count."""
        chosen = [max(0, number) for number in numbers]
        images, places = shown.images(chosen), sent(torch.tensor(chosen), self._device)
        points, weights = shown.points[places], shown.weights[places]
        counts_here = min(numbers) >= 0
        with autocast(self._device, self._config.precision), counted([self.net], counts_here):
            outputs = self.net.outputs(images, shown.batch.domain)
        return self._cost(outputs, images, points, weights) * float(counts_here)

    def _cost(self, outputs: Sequence[Tensor], images: Tensor, points: Tensor, weights: Tensor) -> Tensor:
        sigma = self.sigma or self._config.sigma_at(self.step / self.total)
        each = weighted_losses(outputs, images, points, weights, self._config, sigma)
        if self.sigma is not None:
            self.losses.add(each, weights)
            each = [losses * counts(sigma, self.balance, losses) for losses in each]
        return sum((losses.sum() for losses in each), images.new_zeros(()))

    def _end_epoch(self) -> Operation[None]:
        """Validate, note the epoch and keep the weights where they are the best so far."""
        epoch, score, errors = len(self.curve) + 1, cast(float | None, None), dict[str, float]()
        if self._ranks.is_first:
            decoding = self.sigma or self._config.sigma[1]
            errors = yield from validate(self.network, self._domains, decoding, self._device)
            score = self._score(epoch, decoding)
        errors, score = self._ranks.broadcast((errors, score))
        record = EpochRecord(epoch, self._lost / self.steps, self._descent.rate, errors, score)
        self.choice.note(record, self.network)
        self.losses.end_epoch()
        metrics, self._lost = {f"validation {name}".strip(): error for name, error in errors.items()}, 0.0
        metrics["epoch"] = float(epoch)
        yield Progress(STAGE, self.step, self.total, self._validated, metrics)

    def _score(self, epoch: int, sigma: Sigma) -> float | None:
        """What `epoch` is chosen by, None for its errors."""
        match self._config.choice:
            case Choice.ERROR:
                return None
            case Choice.LAST:
                return -float(epoch)
            case Choice.LOSS:
                return validation_loss(self.network, self._domains, self._config, sigma, self._device)
        assert_never(self._config.choice)

    @property
    def _validated(self) -> str:
        units = {domain.name: domain.unit for domain in self._domains}
        return self.choice.summary(self._config.epochs, units)

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        return {
            **self._descent.state(),
            "place": {"step": self.step, "portion": self._portion.size, "lost": self._lost},
            "choice": self.choice.state(),
            "sigma": list(self.sigma) if isinstance(self.sigma, tuple) else self.sigma,
            "losses": self.losses.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and config."""
        self._descent.restore(state)
        place = state["place"]
        self.step, self._portion.size, self._lost = place["step"], place["portion"], place["lost"]
        self.choice = BestWeights.of_state(state["choice"])
        self.sigma = tuple(state["sigma"]) if isinstance(state["sigma"], list) else state["sigma"]
        self.losses = LandmarkLosses.of_state(state["losses"])
