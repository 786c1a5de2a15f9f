"""C2T, consistency co-teaching (algorithm 1 of EdgeTrans4Mark): two detectors from noisy pseudo-labels.

Every step shows both detectors the same films in an easy and a hard view. Each detector chooses, for
every landmark, the pseudo-labels that fit it best; the OTHER one learns from these. What each finds on
the easy view teaches the other one on the hard view. An exemplar is in every batch.

Every step draws from a generator seeded by (seed, step): detectors, optimiser and step are the whole
state, so a resumed run equals one that was never stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from engine.augmentation import (
    ViewRanges,
    Views,
    draw_views,
    heatmaps_between,
    view_images,
    view_points,
)
from engine.coordinates import Size
from engine.detection.c2t_losses import (
    consistency,
    filter_score,
    heat_loss,
    small_loss_selection,
    weighted_mean,
)
from engine.detection.films import Labelled
from engine.errors import PropagationError
from engine.heatmap import render
from engine.memory import out_of_memory, smaller_batches
from engine.networks.detector import DetectorConfig, new_detectors, running_mean, to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.unet import UNetConfig
from engine.operation import Operation, Progress
from engine.precision import autocast
from engine.schedules import Decay, forget_rate, linear_ramp, stage_two_decay

STAGE = "co-teaching"


@dataclass(frozen=True, slots=True)
class CoTeachingConfig:
    """Everything that one round of C2T is made of. Sigmas are in heatmap pixels.

    A run takes `epochs` passes over the pseudo-labels, but at least `least_steps` steps. `filter`,
    `self_weight` and `cross_weight` switch the rows of the paper's table 5. Times are shares of a run: the
    share of pseudo-labels that are left out is the time over `forget_ramp`, `forget` at most; the weights
    of consistency rise from 0 over (start, length), because detectors that know nothing yet teach each
    other that all is background (a length of 0: there from the start). `both_views`: L_heat on the
    easy view too, as in the paper; without, the easy view costs no gradient and teaches only. `average`:
    decay of the running mean of the weights that is used in the end, None for the last weights.
    """

    network: DetectorConfig = field(default_factory=UNetConfig)
    epochs: int = 12
    least_steps: int = 640
    batch: int = 6
    rate: float = 3e-3
    decay: Decay = Decay.COSINE
    weight_decay: float = 1e-4
    sigma: tuple[float, float] = (4.0, 1.5)
    emphasis: float = 30.0
    exemplar_weight: float = 0.3  # of the clean label in L_heat, beside the pseudo-labels' 1
    filter: bool = True
    forget: float = 0.3
    forget_ramp: float = 5 / 6
    self_weight: float = 0.3
    self_ramp: tuple[float, float] = (0.25, 0.25)
    cross_weight: float = 0.5
    cross_ramp: tuple[float, float] = (0.25, 0.25)
    both_views: bool = False
    average: float | None = 0.99
    easy: ViewRanges = field(default_factory=lambda: ViewRanges(3.0, 0.05, 0.02, 0.1, 0.1, 0.01))
    hard: ViewRanges = field(default_factory=lambda: ViewRanges(8.0, 0.12, 0.05))

    def steps(self, films: int) -> int:
        """Optimiser steps for so many pseudo-labelled `films`."""
        return max(self.least_steps, self.epochs * -(-films // self.batch))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A batch in one view: images, target heatmaps [B, K, h, w], and which landmarks are in sight [B, K]."""

    views: Views
    images: Tensor
    target: Tensor
    seen: Tensor


class CoTeaching:
    """One round: `run` it, ask for its `state` after any step, `restore` that in a new one.

    `detectors`: two to start from (pretrained, or of an earlier round); None: random ones.
    """

    def __init__(
        self,
        films: Labelled,
        config: CoTeachingConfig,
        device: torch.device,
        seed: int,
        detectors: tuple[HeatmapNetwork, HeatmapNetwork] | None = None,
    ) -> None:
        if len(films.patches) == films.exemplars:
            raise PropagationError("There is no film besides the exemplars: add the films to learn from.")
        self._films, self._config, self._device, self._seed = films, config, device, seed
        landmarks = films.points.shape[1]
        if detectors is None:
            detectors = new_detectors(landmarks, config.network, seed)
        self._nets = tuple(to_device(net, device) for net in detectors)
        self._means = tuple(running_mean(net, config.average) for net in self._nets)
        parameters = [weight for net in self._nets for weight in net.parameters()]
        self._optimiser = torch.optim.AdamW(parameters, lr=config.rate, weight_decay=config.weight_decay)
        self._total = config.steps(len(films.patches) - films.exemplars)
        self._batch = min(config.batch, len(films.patches) - films.exemplars)
        self._step = 0

    @property
    def detectors(self) -> tuple[HeatmapNetwork, HeatmapNetwork]:
        """Both detectors as they are now (means of their weights where the config says so), to be asked."""
        first, second = (
            net if mean is None else cast(HeatmapNetwork, mean.module)
            for net, mean in zip(self._nets, self._means, strict=True)
        )
        return first.eval(), second.eval()

    def run(self) -> Operation[tuple[HeatmapNetwork, HeatmapNetwork]]:
        """Train to the end; yields after every step. Raises `PropagationError` if two films are too much."""
        while self._step < self._total:
            try:
                metrics = self._learn()
            except RuntimeError as error:
                if not out_of_memory(error):
                    raise
                yield self._with_smaller_batches(error)
                continue
            self._step += 1
            yield self._progress(metrics=metrics)
        return self.detectors

    def _learn(self) -> dict[str, float]:
        """One step of algorithm 1; the values of its losses."""
        config, share = self._config, self._step / self._total
        generator = _generator(self._seed, self._step)
        rows = self._rows(generator)
        easy = self._show(rows, config.easy, share, generator)
        hard = self._show(rows, config.hard, share, generator)
        for net in self._nets:
            net.train()
        found_hard = [self._ask(net, hard) for net in self._nets]
        with torch.set_grad_enabled(config.both_views):
            found_easy = [self._ask(net, easy) for net in self._nets]
        stride = self._nets[0].stride
        taught = [heatmaps_between(found.detach(), easy.views, hard.views, stride) for found in found_easy]
        heats = [self._heat(*pair, easy, hard) for pair in zip(found_easy, found_hard, strict=True)]
        trust = self._films.trust[rows].to(self._device) * easy.seen * hard.seen
        chosen = [
            self._choose(heat, consistency(found, *teacher, config.emphasis), trust, share)
            for heat, found, teacher in zip(heats, found_hard, taught, strict=True)
        ]
        loss = crossed = found_hard[0].new_zeros(())
        for own, other in ((0, 1), (1, 0)):
            loss = loss + self._supervised(heats[own], chosen[other if config.filter else own], trust)
            crossed = crossed + consistency(found_hard[own], *taught[other], config.emphasis).mean()
        cross = config.cross_weight * _risen(config.cross_ramp, share)
        self._descend(loss + cross * crossed, share)
        kept = torch.stack([weights.gt(0).sum() for weights in chosen]).float().mean()
        return {
            "loss": float(loss.detach()),
            "consistency": float(crossed.detach()),
            "kept": float(kept / trust[:-1].gt(0).sum().clamp(min=1)),
        }

    def _rows(self, generator: torch.Generator) -> Tensor:
        """Pseudo-labelled films, each once an epoch, and one exemplar as the last row: [B + 1]."""
        exemplars, total = self._films.exemplars, len(self._films.patches)
        count, seen = total - exemplars, self._step * self._batch
        order = torch.cat(
            [
                torch.randperm(count, generator=_generator(self._seed, -1, epoch))
                for epoch in (seen // count, seen // count + 1)
            ]
        )
        start = seen % count
        clean = torch.randint(exemplars, (1,), generator=generator)
        return torch.cat([order[start : start + self._batch] + exemplars, clean])

    def _show(self, rows: Tensor, ranges: ViewRanges, share: float, generator: torch.Generator) -> _Shown:
        films, size = self._films, self._films.size
        views = draw_views(len(rows), size, ranges, generator)
        patches = films.patches[rows].to(self._device, torch.float32)
        images = view_images(views, patches, size, generator)
        stride = self._nets[0].stride
        points = (view_points(views, films.points[rows]).to(self._device) + 0.5) / stride - 0.5
        heat = Size(-(-size.width // stride), -(-size.height // stride))
        first, last = self._config.sigma
        target = render(points, heat, first * (last / first) ** share)
        x, y = points[..., 0], points[..., 1]
        seen = (x > -0.5) & (y > -0.5) & (x < heat.width - 0.5) & (y < heat.height - 0.5)
        return _Shown(views, images, target, seen)

    def _ask(self, net: HeatmapNetwork, shown: _Shown) -> Tensor:
        with autocast(self._device):
            found: Tensor = net(shown.images.contiguous(memory_format=torch.channels_last))
        return found.float()

    def _heat(self, found_easy: Tensor, found_hard: Tensor, easy: _Shown, hard: _Shown) -> Tensor:
        """The noise loss of every film and landmark [B + 1, K]: the hard view, or both, half each."""
        emphasis = self._config.emphasis
        heat = heat_loss(found_hard, hard.target, emphasis)
        if self._config.both_views:
            heat = 0.5 * (heat + heat_loss(found_easy, easy.target, emphasis))
        return heat

    def _choose(self, heat: Tensor, own: Tensor, trust: Tensor, share: float) -> Tensor:
        """The pseudo-labels [B, K] that one detector holds for clean."""
        if not self._config.filter:
            return trust[:-1]
        config = self._config
        score = filter_score(heat[:-1], own[:-1], config.self_weight * _risen(config.self_ramp, share))
        forget = forget_rate(share, config.forget_ramp, config.forget)
        return small_loss_selection(score, trust[:-1], forget)

    def _supervised(self, heat: Tensor, chosen: Tensor, trust: Tensor) -> Tensor:
        """L_heat on the pseudo-labels that the other detector chose, and on the exemplar."""
        clean = weighted_mean(heat[-1:], (trust[-1:] > 0).to(heat))
        return weighted_mean(heat[:-1], chosen) + self._config.exemplar_weight * clean

    def _descend(self, loss: Tensor, share: float) -> None:
        for group in self._optimiser.param_groups:
            group["lr"] = self._config.rate * stage_two_decay(self._config.decay, share)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimiser.step()
        for net, mean in zip(self._nets, self._means, strict=True):
            if mean is not None:
                mean.update_parameters(net)

    def _with_smaller_batches(self, error: RuntimeError) -> Progress:
        if self._batch == 1:
            raise PropagationError(
                "The detectors cannot learn: there is too little memory. Close other programs or choose a "
                "smaller preset."
            ) from error
        self._batch, said = smaller_batches(self._batch, self._optimiser, self._device)
        return replace(self._progress(said), notice=True)

    def _progress(self, message: str = "", metrics: Mapping[str, float] | None = None) -> Progress:
        return Progress(STAGE, self._step, self._total, message, metrics or {})

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        means = [None if mean is None else mean.state_dict() for mean in self._means]
        return {
            "nets": [net.state_dict() for net in self._nets],
            "means": means,
            "optimiser": self._optimiser.state_dict(),
            "step": self._step,
            "batch": self._batch,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and config."""
        for net, weights in zip(self._nets, state["nets"], strict=True):
            net.load_state_dict(weights)
        for mean, weights in zip(self._means, state["means"], strict=True):
            if mean is not None:
                mean.load_state_dict(weights)
        self._optimiser.load_state_dict(state["optimiser"])
        self._step, self._batch = state["step"], state["batch"]


def _risen(ramp: tuple[float, float], share: float) -> float:
    """A weight that rises over `ramp` (start, length), at the time `share`; 0..1."""
    return linear_ramp(share - ramp[0], ramp[1])


def _generator(*place: int) -> torch.Generator:
    mixed = np.random.SeedSequence([abs(part) * 2 + (part < 0) for part in place]).generate_state(
        1, np.uint64
    )
    return torch.Generator().manual_seed(int(mixed[0] >> np.uint64(1)))
