"""Training of EdgeTrans4Mark's stage I: a loop that can be stopped after any step and taken up again.

Every step draws from a generator seeded by (seed, epoch, place in the epoch), so the net, its optimiser,
the place and the pseudo-landmarks are the whole state: a resumed run equals one that was never stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from math import isfinite
from typing import Any

import torch
from torch import Tensor

from engine.errors import PropagationError
from engine.geometry.displacement import transfer_points
from engine.networks.detector import moved
from engine.networks.norm import counted, synchronised
from engine.networks.registration_net import (
    GlobalAlignment,
    RegistrationNet,
    RegistrationNetConfig,
)
from engine.operation import Operation, Progress
from engine.registration.edgetrans_batches import PairBatch, PairRanges, SiftPairs, StageOneFilms, draw_batch
from engine.registration.edgetrans_losses import StageOneLosses, SyntheticRamp, stage_one_loss
from engine.registration.sift import SiftConfig
from engine.registration.synthetic_pairs import WarpRanges
from engine.runtime.device import fused, sent
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.interruption import watched
from engine.runtime.memory import Portion
from engine.runtime.precision import Precision, autocast, exact, fastest, loss_scaler
from engine.runtime.random import Seeded, generator_of
from engine.runtime.schedules import stage_one_rate
from engine.wording import told

STAGE = "learning to register"


@dataclass(frozen=True, slots=True)
class StageOneConfig:
    """Everything that stage I is made of; the defaults are the paper's, and A1 of the released code.

    `rate_held` and `pseudo_start` are shares of the run (250 and 200 of 750 epochs). `average`: tau of
    eq. 4. `batch` films make twice as many pairs. `clip`: largest norm of a gradient, not in the paper.
    `betas`: of Adam as the released code has them; the paper prints (0.99, 0.0), but its code never passes
    them on.
    `steps`: what `for_films` makes epochs of.
    """

    net: RegistrationNetConfig = field(default_factory=RegistrationNetConfig)
    losses: StageOneLosses = field(default_factory=StageOneLosses)
    ranges: PairRanges = field(default_factory=PairRanges)
    sift: SiftConfig = field(default_factory=SiftConfig)
    epochs: int = 750
    batch: int = 10
    highest_rate: float = 1e-4
    lowest_rate: float = 5e-5
    rate_held: float = 250 / 750
    weight_decay: float = 1e-4
    betas: tuple[float, float] = (0.9, 0.999)
    clip: float = 1.0
    pseudo_start: float = 200 / 750
    average: float = 0.9
    seed: int = 3407
    steps: int | None = None
    precision: Precision = Precision.AUTO
    sync_norm: bool = False

    def for_films(self, films: int) -> StageOneConfig:
        """The same with the epochs that take about `steps` steps with so many films; unchanged without."""
        if self.steps is None:
            return self
        return replace(self, epochs=max(1, round(self.steps * min(self.batch, films) / films)))


class StageOneTraining:
    """One training: `run` it, ask for its `state` after any step, `restore` that in a new one.

    Several `ranks` make the same steps, each computes its films of every batch.
    `net` replaces the randomly initialised network (for pretrained weights); it moves to the films' device.
    """

    def __init__(
        self,
        films: StageOneFilms,
        config: StageOneConfig,
        net: RegistrationNet | None = None,
        ranks: Ranks = ALONE,
    ) -> None:
        if len(films) < 2:
            raise PropagationError("There is no film besides the exemplar: add the films to learn from.")
        self._films, self._config = films, config
        self._device = films.images.device
        if net is None:
            with Seeded(config.seed):
                net = RegistrationNet(config.net)
        self._ranks, whole = ranks, config.sync_norm and ranks.world > 1
        self._net = net = moved(synchronised(net) if whole else net, self._device)
        decay, as_one = config.weight_decay, fused(self._device)
        self._optimiser = torch.optim.AdamW(
            net.parameters(), config.highest_rate, config.betas, weight_decay=decay, fused=as_one
        )
        self._scaler = loss_scaler(self._device, _precision(self._device, config.precision))
        sift = config.net.alignment is GlobalAlignment.SIFT
        self._sift = SiftPairs(films.images, config.sift) if sift else None
        self._epoch, self._position = 0, 0
        refusal = PropagationError(
            f"Registration cannot learn at {config.net.width} x {config.net.height}: there is too little "
            "memory. Choose a smaller preset."
        )
        size = min(config.batch, len(films))
        # where all have to normalise at once none can begin a step anew: they would wait for it
        self._portion = Portion(size, self._device, refusal, least=size if whole else 1)
        self._points: Tensor | None = None

    @property
    def net(self) -> RegistrationNet:
        """The network as it is now."""
        return self._net

    @property
    def points(self) -> Tensor | None:
        """Pseudo-landmarks [F, K, 2] px on the canvas, film by film; None before there are any."""
        return self._points

    def run(self) -> Operation[RegistrationNet]:
        """Train to the end; yields after every step. Raises `PropagationError` if one film is too much."""
        config, count = self._config, len(self._films)
        while self._epoch < config.epochs:
            order = torch.randperm(count, generator=self._generator(self._epoch))
            while self._position < count:
                # the last batch of an epoch is filled up from its start
                attempt = partial(self._attempt, order.roll(-self._position))
                metrics = yield from self._portion.attempts(attempt, self._progress())
                self._position = min(count, self._position + self._portion.size)
                yield self._progress(metrics=metrics)
            yield from self._label()
            self._epoch, self._position = self._epoch + 1, 0
        return self._net

    def _attempt(self, order: Tensor) -> dict[str, float]:
        """A step with the first films of `order` [F], as many as memory allows."""
        with fastest(self._device):
            return self._step(order[: self._portion.size])

    def _step(self, chosen: Tensor) -> dict[str, float]:
        """One optimiser step with the films `chosen` [B]; the values of all loss terms."""
        config, progress = self._config, self._epoch / self._config.epochs
        generator = self._generator(self._epoch, self._position)
        batch = draw_batch(self._films, chosen, self._points, config.ranges, generator, self._sift)
        self._net.train()
        self._optimiser.zero_grad()
        with watched([self._net]):
            seed = generator.initial_seed()
            every = self._ranks.together(lambda: self._learn(batch, progress, seed), config.sync_norm)
        self._ranks.add_up([self._net])
        metrics = {name: sum(part[name] for part in every) for name in every[0]}
        rate = stage_one_rate(
            self._epoch, config.epochs, config.highest_rate, config.lowest_rate, config.rate_held
        )
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        if self._scaler is not None:
            self._scaler.unscale_(self._optimiser)
        norm = torch.nn.utils.clip_grad_norm_(self._net.parameters(), config.clip)
        # a GPU is waited for once a step
        length = float(norm)
        if self._scaler is not None:  # which leaves a step out where a gradient is no number
            self._scaler.step(self._optimiser)
            self._scaler.update()
        elif isfinite(length):  # one film without any contrast must not end the training
            self._optimiser.step()
        return metrics | {"gradient": length, "rate": rate}

    def _learn(self, batch: PairBatch, progress: float, seed: int) -> dict[str, float]:
        """The gradients of this process's films of `batch`; their part of the values of all loss terms."""
        count, share, own = len(batch.pairs.truth), 1.0, [0]
        if self._ranks.world > 1:  # one for which no film is left takes part without weight
            own = self._ranks.share(range(count))
            batch, share = batch.part(own or [0]), len(own) / count
        pairs = batch.pairs
        half = stage_one_autocast(self._device, self._config.precision)
        with self._drawing(seed), half, counted([self._net], bool(own)):
            found = self._net(pairs.fixed, pairs.moving, alignment=batch.alignment)
        loss, metrics = stage_one_loss(pairs, found, self._config.losses, progress)
        weighed = loss * share
        scaled = weighed if self._scaler is None else self._scaler.scale(weighed)
        scaled.backward()  # type: ignore[no-untyped-call]
        return {name: share * value for name, value in {**metrics, "loss": float(loss.detach())}.items()}

    def _drawing(self, seed: int) -> AbstractContextManager[object]:
        """A context in which dropout draws from `seed`; without it none, which would only delay."""
        return Seeded(seed) if self._config.net.dropout else nullcontext()

    def _label(self) -> Operation[None]:
        """Eq. 4: the running mean of what the net finds on every film, once labelling has begun."""
        if self._epoch < self._config.pseudo_start * self._config.epochs:
            return
        found = {}
        parts = list(enumerate(torch.arange(len(self._films)).split(self._portion.size)))  # type: ignore[no-untyped-call]
        for number, films in self._ranks.share(parts):
            found[number] = self._carried(films)
            yield self._progress(told("pseudo-landmarks"))
        known = self._ranks.union(found, range(len(parts)))
        now = torch.cat([known[number].to(self._device) for number, _ in parts])
        kept = self._config.average
        averaged = now if self._points is None else kept * self._points + (1 - kept) * now
        averaged[0] = self._films.points  # what a person placed stays
        self._points = averaged

    @torch.no_grad()
    def _carried(self, numbers: Tensor) -> Tensor:
        """The exemplar's landmarks on the films `numbers` [N] as the net has them now, [N, K, 2]."""
        self._net.eval()
        rows = sent(numbers, self._device)
        fixed = self._films.images[:1].expand(len(numbers), -1, -1, -1)
        maps = None
        if self._sift is not None:
            maps = sent(self._sift.between(torch.zeros_like(numbers), numbers), self._device)
        with exact(self._device):  # these are coordinates
            found = self._net(fixed, self._films.images[rows], alignment=maps)
        return transfer_points(found.fields[-1], self._films.points[None])

    def _progress(self, message: str = "", metrics: Mapping[str, float] | None = None) -> Progress:
        """Counted in films seen."""
        count = len(self._films)
        done = self._epoch * count + self._position
        shown = message or told(f"epoch {self._epoch + 1} of {self._config.epochs}")
        return Progress(STAGE, done, self._config.epochs * count, shown, metrics or {})

    def _generator(self, *place: int) -> torch.Generator:
        return generator_of(self._config.seed, len(place), *place)

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on, as `torch.save` keeps and `weights_only` loads it.

        The tensors are the training's own: save or copy them before the next step.
        """
        return {
            "net": self._net.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "epoch": self._epoch,
            "position": self._position,
            "portion": self._portion.size,
            "points": self._points,
            **({} if self._scaler is None else {"scaler": self._scaler.state_dict()}),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, with equal films and settings."""
        self._net.load_state_dict(state["net"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._epoch, self._position, self._portion.size = state["epoch"], state["position"], state["portion"]
        points = state["points"]
        self._points = None if points is None else points.to(self._device)
        if self._scaler is not None and "scaler" in state:  # another GPU may have gone without one
            self._scaler.load_state_dict(state["scaler"])


def stage_one_autocast(
    device: torch.device, precision: Precision = Precision.AUTO
) -> AbstractContextManager[None]:
    """Half precision on GPUs that have it: CPUs with matrix tiles are slower in bfloat16 here."""
    return autocast(device, _precision(device, precision))


def _precision(device: torch.device, wanted: Precision) -> Precision:
    """What `stage_one_autocast` computes in."""
    return Precision.FLOAT32 if wanted is Precision.AUTO and device.type != "cuda" else wanted


def small_stage_one(steps: int = 800) -> StageOneConfig:
    """For some ten minutes on two cores: `steps` batches of 8 films; partly beyond the paper.

    A small U-Net at 128 x 160. Beyond the paper: synthetic supervision at full weight from the first
    step, and of the global step too; synthetic pairs with bends and other exposures; half of the real
    pairs with the exemplar. So few steps are not enough to learn from similarity alone.
    """
    synthetic = WarpRanges(
        (0.08, 0.2), (6.0, 15.0), (2.0, 4.0), (0.1, 0.25), (0.05, 0.1), bend=0.015, gamma=0.3
    )
    return StageOneConfig(
        net=RegistrationNetConfig.small(),
        losses=StageOneLosses(
            local_ramp=0.0,
            similarity=0.25,
            synthetic=50.0,
            synthetic_fall=SyntheticRamp.CONSTANT,
            synthetic_global=20.0,
        ),
        ranges=PairRanges(synthetic=synthetic, exemplar_share=0.5),
        steps=steps,
        batch=8,
        highest_rate=1e-3,
        lowest_rate=2e-5,
    )
