"""C2T, consistency co-teaching (algorithm 1 of EdgeTrans4Mark): two detectors from noisy pseudo-labels.

Every step shows both detectors the same films in an easy and a hard view. Each detector chooses, for
every landmark, the pseudo-labels that fit it best; the OTHER one learns from these. What each finds on
the easy view teaches the other one on the hard view. An exemplar, or several, is in every batch.

Every step draws from a generator seeded by (seed, step): detectors, optimiser and step are the whole
state, so a resumed run equals one that was never stopped.

Losses are [B, K], one value a film and landmark. The paper's norms (eqs. 17 to 20) are taken as mean squares
over the pixels of a heatmap, as its released code does; `emphasis` (0 in the paper) lets pixels near the peak
count more, without which a small network from random weights first learns that all is background.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, cast

import torch
from torch import Tensor

from engine.coteaching.batches import ShownViews, batch_rows, place_generator, show
from engine.errors import PropagationError
from engine.geometry.heatmaps import Sigma
from engine.networks.detector import DetectorConfig, new_detectors, to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.norm import counted, synchronised
from engine.networks.unet import UNetConfig
from engine.operation import Operation, Progress, StopEarly
from engine.runtime.device import fused, sent
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.interruption import watched
from engine.runtime.memory import Portion
from engine.runtime.precision import Precision, autocast, loss_scaler
from engine.runtime.schedules import Decay, forget_rate, keep_count, linear_ramp, stage_two_decay
from engine.training.augmentation import ViewRanges, heatmaps_between
from engine.training.errors import DivergedError
from engine.training.losses import HeatmapLoss, LandmarkLosses, counts, heatmap_loss
from engine.training.patches import Labelled, beside
from engine.training.step import OptimiserStep


@dataclass(frozen=True, slots=True)
class CoTeachingConfig:
    """Everything that one round of C2T is made of. Sigmas are in heatmap pixels.

    A run takes `epochs` passes over the pseudo-labels, but at least `least_steps` steps. `filter`,
    `self_weight` and `cross_weight` switch the rows of the paper's table 5. Times are shares of a run: the
    share of pseudo-labels that are left out is the time over `forget_ramp`, `forget` at most; the weights
    of consistency rise from 0 over (start, length), because detectors that know nothing yet teach each
    other that all is background (a length of 0: there from the start). `both_views`: L_heat on the
    easy view too, as in the paper; without, the easy view costs no gradient and teaches only. `average`:
    decay of the running mean of the weights that is used in the end, None for the last weights. `sync_norm`:
    batch normalisation sees the films of all processes.
    """

    network: DetectorConfig = field(default_factory=UNetConfig)
    epochs: int = 12
    least_steps: int = 640
    batch: int = 6
    rate: float = 3e-3
    decay: Decay = Decay.COSINE
    weight_decay: float = 1e-4
    betas: tuple[float, float] = (0.9, 0.999)  # as released; printed are (0.99, 0.0)
    sigma: tuple[float, float] = (4.0, 1.5)
    emphasis: float = 30.0
    exemplar_weight: float = 0.3  # of the clean labels in L_heat, beside the pseudo-labels' 1
    exemplars: int = 1  # in a batch, beside the `batch` films with pseudo-labels
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
    precision: Precision = Precision.AUTO
    sync_norm: bool = False

    def steps(self, films: int) -> int:
        """Optimiser steps for so many pseudo-labelled `films`."""
        return max(self.least_steps, self.epochs * -(-films // self.batch))


STAGE = "co-teaching"
_TOO_LITTLE_MEMORY = (
    "The detectors cannot learn: there is too little memory. Close other programs or choose a smaller preset."
)
_RAN_AWAY = (
    "Co-teaching ran away: its loss is no number any more. Start again with another seed, or with sigmas "
    "that are not learned."
)


class CoTeaching:
    """One round: `run` it, ask for its `state` after any step, `restore` that in a new one.

    `detectors`: two to start from (pretrained, or of an earlier round); None: random ones. `sigma` replaces
    the config's from the next step on, for both detectors: nothing is annealed then, and `losses` are each
    landmark's. `step` steps were made, `total` are all; `steps` are an epoch, one pass over the films with
    pseudo-labels in batches of the config. `stop` ends it at its next step. Several `ranks` make the
    same steps, each computes its films of every batch.
    """

    def __init__(
        self,
        films: Labelled,
        config: CoTeachingConfig,
        device: torch.device,
        seed: int,
        detectors: tuple[HeatmapNetwork, HeatmapNetwork] | None = None,
        ranks: Ranks = ALONE,
    ) -> None:
        if len(films.patches) == films.exemplars:
            raise PropagationError("There is no film besides the exemplars: add the films to learn from.")
        self._films, self._config, self._device, self._seed = beside(films, device), config, device, seed
        landmarks = films.points.shape[1]
        if detectors is None:
            detectors = new_detectors(landmarks, config.network, seed)
        whole = config.sync_norm and ranks.world > 1
        self._nets = tuple(to_device(synchronised(net) if whole else net, device) for net in detectors)
        self._ranks = ranks
        parameters = [weight for net in self._nets for weight in net.parameters()]
        weight_decay, scaler = config.weight_decay, loss_scaler(device, config.precision)
        optimiser = torch.optim.AdamW(
            parameters, config.rate, config.betas, weight_decay=weight_decay, fused=fused(device)
        )
        self._descent = OptimiserStep(self._nets, optimiser, config.average, scaler)
        pseudo = len(films.patches) - films.exemplars
        self.total, self.steps = config.steps(pseudo), -(-pseudo // config.batch)
        size, refusal = min(config.batch, pseudo), PropagationError(_TOO_LITTLE_MEMORY)
        # where all have to normalise at once none can begin a step anew: they would wait for it
        self._portion = Portion(size, device, refusal, least=size if whole else 1)
        self.step, self.losses = 0, LandmarkLosses()
        self.sigma, self.balance = cast(Sigma | None, None), cast(float | None, None)
        self.stop = StopEarly()

    @property
    def nets(self) -> tuple[HeatmapNetwork, ...]:
        """Both detectors as they learn."""
        return self._nets

    @property
    def networks(self) -> tuple[HeatmapNetwork, ...]:
        """Both detectors as they are now, to be asked."""
        return self.detectors

    @property
    def result(self) -> tuple[HeatmapNetwork, HeatmapNetwork]:
        """What the training comes to if it ends now."""
        return self.detectors

    @property
    def is_over(self) -> bool:
        """True when no step is left, or none is wanted."""
        return self.step >= self.total or self.stop.is_wanted

    @property
    def best_epoch(self) -> int | None:
        """None: the last weights are taken, as no true label says which are best."""
        return None

    @property
    def detectors(self) -> tuple[HeatmapNetwork, HeatmapNetwork]:
        """Both detectors as they are now (means of their weights where the config says so), to be asked."""
        first, second = self._descent.networks
        return first.eval(), second.eval()

    def run(self) -> Operation[tuple[HeatmapNetwork, HeatmapNetwork]]:
        """Train to the end; yields after every step. Raises `PropagationError` if two films are too much."""
        yield from self.advance(self.total)
        return self.detectors

    def advance(self, until: int) -> Operation[None]:
        """Train until so many steps were made, at most to the end."""
        while self.step < until and not self.is_over:
            metrics = yield from self._portion.attempts(self._learn, self._progress())
            self._count(metrics["loss"])
            yield self._progress(metrics)

    def _count(self, loss: float) -> None:
        """One more step is made. Raises `DivergedError` where a search may try another sigma then."""
        if self.sigma is not None and not isfinite(loss):
            raise DivergedError(_RAN_AWAY)
        self.step += 1
        if self.step % self.steps == 0:
            self.losses.end_epoch()

    def _learn(self) -> dict[str, float]:
        """One step of algorithm 1; the values of its losses."""
        share = self.step / self.total
        rate = self._config.rate * stage_two_decay(self._config.decay, share)
        with watched(self._nets):
            metrics, noted = self._descent.make(rate, lambda: self._gradients(share))
        if self.sigma is not None:  # not before: a step that lacks memory is made anew
            for losses, labels in noted:
                self.losses.add([losses], labels)
        return metrics

    def _gradients(self, share: float) -> tuple[dict[str, float], list[tuple[Tensor, Tensor]]]:
        """The gradients of both detectors after the `share` of the run.

        Returns the values of the losses, and of each detector the labels [B, K] that it learned from and
        their weighted losses [B, K].
        """
        config = self._config
        generator = place_generator(self._seed, self.step)
        rows = self._rows(generator)
        easy = self._show(rows, config.easy, share, generator)
        hard = self._show(rows, config.hard, share, generator)
        heats, alone, taught = self._shared(easy, hard, self._is_taught(share))
        trust = sent(self._films.trust[rows], self._device) * easy.seen * hard.seen
        chosen = [self._choose(heat, apart, trust, share) for heat, apart in zip(heats, alone, strict=True)]
        often = counts(self.sigma, self.balance, trust)
        loss = crossed = trust.new_zeros(())
        noted = []
        for learner, other in ((0, 1), (1, 0)):
            labels = chosen[other if config.filter else learner]
            loss = loss + self._supervised(heats[learner] * often, labels, trust)
            crossed = crossed + (taught[learner] * often).mean()
            noted.append(((heats[learner][: -config.exemplars] * labels).detach(), labels))
        cross = config.cross_weight * _risen(config.cross_ramp, share)
        self._ranks.together(lambda: self._descent.backward(loss + cross * crossed), config.sync_norm)
        self._ranks.add_up(self._nets)
        kept = torch.stack([weights.gt(0).sum() for weights in chosen]).float().mean()
        share_kept = kept / trust[: -config.exemplars].gt(0).sum().clamp(min=1)
        values = torch.stack([value.detach() for value in (loss, crossed, share_kept)]).tolist()
        return dict(zip(("loss", "consistency", "kept"), values, strict=True)), noted

    def _is_taught(self, share: float) -> bool:
        """Whether what detectors find on the easy view counts after the `share` of the run."""
        ramps = self._config.self_ramp, self._config.cross_ramp
        return self._config.both_views or any(_risen(ramp, share) > 0 for ramp in ramps)

    def _shared(self, easy: ShownViews, hard: ShownViews, taught: bool) -> Tensor:
        """As `_compared`, each process of its films; gradients go back to these alone."""
        ranks, count = self._ranks, len(hard.images)
        if ranks.world == 1:
            return self._compared(easy, hard, taught)
        own, compared = ranks.share(range(count)), list[Tensor]()

        def compare() -> Tensor:
            rows = own or [0]  # a process for which no film is left takes part without weight
            with counted(self._nets, bool(own)):
                compared.append(self._compared(easy.part(rows), hard.part(rows), taught))
            return compared[-1].detach()[:, :, : len(own)].cpu()

        every = ranks.together(compare, self._config.sync_norm)
        whole = hard.target.new_empty(3, 2, count, hard.target.shape[1])
        for rank, part in enumerate(every):
            whole[:, :, rank :: ranks.world] = part.to(whole)
        whole[:, :, own] = compared[-1][:, :, : len(own)]
        return whole if own else whole + 0.0 * compared[-1].sum()

    def _compared(self, easy: ShownViews, hard: ShownViews, is_taught: bool) -> Tensor:
        """Losses [3, 2, B + C, K] of each detector: of noise; consistency with itself, the other one.

        Where nothing `is_taught` yet the easy view is not looked at, and nothing differs from it.
        """
        config, stride = self._config, self._nets[0].stride
        found_hard = [self._ask(net, hard) for net in self._nets]
        if not is_taught:
            heat = torch.stack([heat_loss(each, hard.target, config.emphasis) for each in found_hard])
            return torch.stack([heat, torch.zeros_like(heat), torch.zeros_like(heat)])
        with torch.set_grad_enabled(config.both_views):
            found_easy = [self._ask(net, easy) for net in self._nets]
        taught = [heatmaps_between(found.detach(), easy.views, hard.views, stride) for found in found_easy]
        losses = [self._heat(*pair, easy, hard) for pair in zip(found_easy, found_hard, strict=True)]
        for teachers in (taught, taught[::-1]):
            pairs = zip(found_hard, teachers, strict=True)
            losses += [consistency(found, *teacher, config.emphasis) for found, teacher in pairs]
        return torch.stack(losses).view(3, 2, *losses[0].shape)

    def _rows(self, generator: torch.Generator) -> Tensor:
        clean = self._config.exemplars
        return batch_rows(self._films, self._portion.size, clean, self._seed, self.step, generator)

    def _show(self, rows: Tensor, ranges: ViewRanges, share: float, generator: torch.Generator) -> ShownViews:
        first, last = self._config.sigma
        sigma = first * (last / first) ** share if self.sigma is None else self.sigma
        return show(self._films, rows, ranges, sigma, self._nets[0].stride, self._device, generator)

    def _ask(self, net: HeatmapNetwork, shown: ShownViews) -> Tensor:
        with autocast(self._device, self._config.precision):
            found: Tensor = net(shown.images.contiguous(memory_format=torch.channels_last))
        return found.float()

    def _heat(self, found_easy: Tensor, found_hard: Tensor, easy: ShownViews, hard: ShownViews) -> Tensor:
        """The noise loss of every film and landmark [B + C, K]: the hard view, or both, half each."""
        emphasis = self._config.emphasis
        heat = heat_loss(found_hard, hard.target, emphasis)
        if self._config.both_views:
            heat = 0.5 * (heat + heat_loss(found_easy, easy.target, emphasis))
        return heat

    def _choose(self, heat: Tensor, apart: Tensor, trust: Tensor, share: float) -> Tensor:
        """The pseudo-labels [B, K] that a detector of these losses [B + C, K] holds for clean."""
        config = self._config
        heat, apart, trust = (each[: -config.exemplars] for each in (heat, apart, trust))
        if not config.filter:
            return trust
        score = filter_score(heat, apart, config.self_weight * _risen(config.self_ramp, share))
        return small_loss_selection(score, trust, forget_rate(share, config.forget_ramp, config.forget))

    def _supervised(self, heat: Tensor, chosen: Tensor, trust: Tensor) -> Tensor:
        """L_heat on the pseudo-labels that the other detector chose, and on the exemplars."""
        config = self._config
        clean = weighted_mean(heat[-config.exemplars :], trust[-config.exemplars :])
        return weighted_mean(heat[: -config.exemplars], chosen) + config.exemplar_weight * clean

    def _progress(self, metrics: Mapping[str, float] | None = None) -> Progress:
        return Progress(STAGE, self.step, self.total, metrics=metrics or {})

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        return {
            **self._descent.state(),
            "step": self.step,
            "portion": self._portion.size,
            "sigma": list(self.sigma) if isinstance(self.sigma, tuple) else self.sigma,
            "losses": self.losses.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a training with the same films and config."""
        self._descent.restore(state)
        self.step, self._portion.size = state["step"], state["portion"]
        self.sigma = tuple(state["sigma"]) if isinstance(state["sigma"], list) else state["sigma"]
        self.losses = LandmarkLosses.of_state(state["losses"])


def _risen(ramp: tuple[float, float], share: float) -> float:
    """A weight that rises over `ramp` (start, length), at the time `share`; 0..1."""
    return linear_ramp(share - ramp[0], ramp[1])


def heat_loss(found: Tensor, target: Tensor, emphasis: float) -> Tensor:
    """L_heat (eq. 17): mean of (found - target)^2 (1 + emphasis target) over [B, K, H, W] -> [B, K]."""
    return heatmap_loss(HeatmapLoss.PEAK, found, target, emphasis)


def consistency(found: Tensor, other: Tensor, covered: Tensor, emphasis: float) -> Tensor:
    """L_con (eqs. 18 and 20): `found` on the hard view against `other`, brought there from the easy one.

    [B, K, H, W] -> [B, K]. No gradient flows into `other`: the easy view teaches the hard one. Pixels
    that the easy view does not cover (mask [B, 1, H, W]) do not count.
    """
    teacher = other.detach().clamp(0, 1)
    weight = (1 + emphasis * teacher) * covered
    return ((found - teacher) ** 2 * weight).mean(dim=(2, 3))


def filter_score(heat: Tensor, self_consistency: Tensor, weight: float) -> Tensor:
    """L_filter (eq. 19) of every film and landmark: (1 - w) L_heat + w L_con^self, as the code mixes them.

    The released code averages L_con^self over the batch, which cannot change a ranking; here it is
    each film's and landmark's own.
    """
    return (1 - weight) * heat.detach() + weight * self_consistency.detach()


def small_loss_selection(score: Tensor, trust: Tensor, forget: float) -> Tensor:
    """Weights [B, K] of the pseudo-labels that stay: those of smallest `score` [B, K], landmark by landmark.

    `trust` [B, K]: a pseudo-label's weight, 0 where there is none. The share `forget` of the present
    ones is left out, but one of a landmark always stays.
    """
    present = trust > 0
    ordered = torch.where(present, score, torch.inf).argsort(dim=0).argsort(dim=0)
    keep = torch.tensor([keep_count(count, forget) for count in range(len(score) + 1)])
    return trust * (present & (ordered < sent(keep, score.device)[present.sum(dim=0)]))


def weighted_mean(losses: Tensor, weights: Tensor) -> Tensor:
    """Mean of `losses` [B, K] by `weights` [B, K]; 0 where all weights are 0."""
    return (losses * weights).sum() / weights.sum().clamp(min=1e-6)
