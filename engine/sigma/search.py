"""LaOML: a training that learns the width of every landmark's heatmap while it learns the landmarks.

Every period some copies of the network try other sigmas from the same weights, on the same batches. What
they come to on films that steer teaches the controllers; the best copy, with its optimiser, is what all go
on from. Copies are trained one after another in one network, from one snapshot: they start alike to the bit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, replace
from typing import Any, Generic, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from engine.networks.heatmap_network import HeatmapNetwork, head_parameters
from engine.operation import Operation, Progress
from engine.runtime.random import generator_of
from engine.sigma.config import SigmaConfig, SigmaHistory, SigmaRecord
from engine.sigma.controllers import SigmaControllers, best_sigmas, settled, states, update
from engine.sigma.round import SigmaRound, SigmaTraining, begun
from engine.training.errors import DivergedError, TrainingError
from engine.training.validation import DomainFilms, film_errors
from engine.wording import counted

T = TypeVar("T")
STAGE = "learning sigma"
_SEARCH = 2  # first number of the seeds drawn from here; see `engine.training.batches`


class SigmaSearch(Generic[T]):
    """A `training` with learned sigmas; `run`, `state` and `restore` as the training's own.

    `steering`: the films that say how well a copy does, as its validation films. Several networks that are
    trained together share the sigmas, and are asked together. Raises `TrainingError` where there are no
    such films, or the warm-up leaves no whole epoch to search in.
    """

    def __init__(
        self,
        training: SigmaTraining[T],
        steering: DomainFilms | None,
        names: Sequence[str],
        config: SigmaConfig,
        device: torch.device,
        seed: int,
    ) -> None:
        if steering is None or steering.validation is None:
            raise TrainingError(
                "No film steers the sigmas: leave some of those to learn from for it (--steer 0.2)."
            )
        if (config.warm_up + 1) * training.steps > training.total:
            raise TrainingError(
                f"The search for sigmas begins after {counted(config.warm_up, 'epoch')}, "
                "which is the whole training: "
                "give it more epochs (a larger preset), or learn sigmas in the laptop's form."
            )
        self._training, self._steering, self._names = training, steering, tuple(names)
        self._config, self._device, self._seed = config, device, seed
        self._controllers = SigmaControllers(len(names), generator_of(_SEARCH, seed))
        self._optimiser = torch.optim.Adam(self._controllers.parameters(), lr=config.rate)
        parameters = [each for net in training.nets for each in net.parameters()]
        self._learning = [each for each in parameters if each.requires_grad]
        self._steered = steered_landmarks(steering)
        self._frozen = ~self._steered  # nothing could say whether another sigma is better
        self._records: list[SigmaRecord] = []
        self._number = 0  # of the next round, or the one under way
        self._round: SigmaRound | None = None
        training.sigma, training.balance = (config.start,) * len(names), config.balance

    @property
    def history(self) -> SigmaHistory:
        """Sigmas and rewards of every epoch of the surviving network since the warm-up."""
        return SigmaHistory(self._names, tuple(self._records))

    @property
    def sigma(self) -> tuple[float, ...]:
        """The sigmas of the epoch whose weights `run` returns."""
        best = self._training.best_epoch
        known = [record.sigma for record in self._records if best is None or record.epoch <= best]
        return known[-1] if known else (self._config.start,) * len(self._names)

    def run(self) -> Operation[T]:
        """Train to the end; yields after every step and every film that steers."""
        training = self._training
        if not self._steered.all():
            yield Progress(STAGE, 0, 0, self._unsteered, notice=True)
        epochs = -(-training.total // training.steps)
        if not self._config.can_hold(epochs):
            yield Progress(STAGE, 0, 0, never_held(self._config, epochs), notice=True)
        while True:
            if self._round is None:
                # what is left of a last epoch goes on with the sigmas of the one before, which are recorded
                ends = self._ends
                yield from self._follow(training.total if ends else self._first, self._records)
                if training.is_over:
                    return training.result
                self._round = self._begin()
            yield from self._finish(self._round)

    @property
    def _ends(self) -> bool:
        """Whether no further round begins."""
        until = self._config.until
        over = until is not None and self._first >= until * self._training.steps
        return bool(self._frozen.all()) or over or self._first + self._training.steps > self._training.total

    @property
    def _first(self) -> int:
        """The step at which the next round begins."""
        return (self._config.warm_up + self._number * self._config.period) * self._training.steps

    def _begin(self) -> SigmaRound:
        """A new round from the network as it is."""
        logs = self._controllers(states(torch.tensor(self._training.losses.epochs))).detach()
        generator = generator_of(_SEARCH, self._seed, self._number + 1)  # 0: the controllers
        assert isinstance(self._training.sigma, tuple)
        return begun(self._training, self._training.sigma, logs, self._frozen, self._config, generator)

    def _finish(self, trial: SigmaRound) -> Operation[None]:
        """Train and judge the copies that the round still lacks, learn from them, and go on from the best."""
        training, config = self._training, self._config
        period = config.period * training.steps
        end = trial.step + min(config.steps or period, period)
        if end == trial.step + period > training.total - training.steps:
            end = training.total  # copies take what is left of a last epoch along
        while len(trial.rewards) < config.copies:
            self._teach(heads_only=config.head_only)
            lives = yield from _while_finite(
                self._follow(end, trial.records, recorded=config.broadcast),
                trial,
                config.copies,
                training.total,
            )
            errors = (yield from self._errors(trial)) if lives else np.full(len(self._names), np.nan)
            if not np.isfinite(errors[self._steered.numpy()]).all():
                errors = np.full(len(self._names), np.nan)  # one broken landmark spoils what all share
            trial.close(training, errors, config.constant)
        self._teach(heads_only=False)
        actions, tried, rewards = trial.tensors()
        update(
            self._controllers,
            self._optimiser,
            states(torch.tensor(trial.start["losses"]["epochs"])),
            actions,
            rewards,
            self._frozen,
            config.baseline,
        )
        sigma = best_sigmas(torch.tensor(trial.sigma), tried, rewards, self._frozen)
        self._records += trial.broadcast(training, config.broadcast)
        training.sigma = tuple(sigma.tolist())
        self._hold()
        self._round, self._number = None, self._number + 1
        yield self._report(rewards)

    def _follow(self, until: int, records: list[SigmaRecord], *, recorded: bool = True) -> Operation[None]:
        """Train to the step `until`, with a record of every epoch after the warm-up if `recorded`."""
        training = self._training
        while True:
            yield from training.advance(training.step)  # should the end of an epoch have been interrupted
            epoch, into = divmod(training.step, training.steps)
            known = max([record.epoch for record in (*self._records, *records)], default=self._config.warm_up)
            if recorded and into == 0 and epoch > known:
                records.append((yield from self._record(epoch)))
            if training.step >= until or training.is_over:
                return
            yield from training.advance(min(until, (epoch + 1) * training.steps))

    def _record(self, epoch: int) -> Operation[SigmaRecord]:
        sigma = self._training.sigma
        assert isinstance(sigma, tuple)
        assert self._steering.scale is not None
        films = yield from self._film_errors(self._training.networks)
        reward = self._config.constant - _means(films)
        scale = self._steering.scale if self._steering.unit == "mm" else np.ones(len(films))
        error = _means(films * scale[:, None])
        return SigmaRecord(epoch, sigma, tuple(reward.tolist()), tuple(error.tolist()))

    def _errors(self, trial: SigmaRound) -> Operation[NDArray[np.float64]]:
        """What the copy under way came to, not its running mean, in which copies hardly differ yet."""
        training = self._training
        if training.networks == training.nets and trial.records and training.step % training.steps == 0:
            return self._config.constant - np.array(trial.records[-1].reward)  # its last epoch just ended
        return _means((yield from self._film_errors(training.nets)))

    def _film_errors(self, nets: tuple[HeatmapNetwork, ...]) -> Operation[NDArray[np.float64]]:
        return (yield from film_errors(nets, self._steering, None, self._device))

    def _hold(self) -> None:
        """Stop the search for landmarks whose errors have settled."""
        if self._records:
            errors = torch.tensor([record.error for record in self._records])
            self._frozen |= settled(errors, self._config.early_stop, self._records[-1].epoch)

    def _teach(self, heads_only: bool) -> None:
        heads = {id(each) for net in self._training.nets for each in head_parameters(net)}
        for each in self._learning:
            each.requires_grad_(not heads_only or id(each) in heads)

    def _report(self, rewards: torch.Tensor) -> Progress:
        """What the round came to: sigma and best reward of every landmark."""
        sigma = self._training.sigma
        assert isinstance(sigma, tuple)
        best = torch.nan_to_num(rewards, nan=-math.inf).max(dim=0).values.tolist()
        metrics = {"epoch": float(self._training.step // self._training.steps)}
        metrics |= {f"sigma {name}": value for name, value in zip(self._names, sigma, strict=True)}
        rewarded = zip(self._names, best, strict=True)
        metrics |= {f"reward {name}": value for name, value in rewarded if math.isfinite(value)}
        held = int(self._frozen.sum())
        summary = f"sigma {min(sigma):g} to {max(sigma):g}, mean {sum(sigma) / len(sigma):.1f}, {held} held"
        return Progress(STAGE, self._training.step, self._training.total, summary, metrics)

    @property
    def _unsteered(self) -> str:
        lacking = [name for name, has in zip(self._names, self._steered.tolist(), strict=True) if not has]
        return f"no film that steers has {', '.join(lacking)}: sigma stays {self._config.start:g} there"

    def state(self) -> dict[str, Any]:
        """Everything that a run needs to go on; the tensors are the training's own: save them at once."""
        return {
            "trainer": self._training.state(),
            "controllers": self._controllers.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "frozen": self._frozen,
            "records": [asdict(record) for record in self._records],
            "number": self._number,
            "round": None if self._round is None else self._round.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken, of a search with the same films and config."""
        self._training.restore(state["trainer"])
        self._controllers.load_state_dict(state["controllers"])
        self._optimiser.load_state_dict(deepcopy(state["optimiser"]))
        self._frozen, self._number = state["frozen"].clone(), state["number"]
        self._records = [SigmaRecord(**record) for record in state["records"]]
        self._round = None if state["round"] is None else SigmaRound.of_state(state["round"])


def never_held(config: SigmaConfig, epochs: int) -> str:
    """What to say where a training of `epochs` is over before any sigma could be held."""
    rule = config.early_stop
    assert rule is not None
    return (
        f"no sigma can settle: one is held from epoch {rule.after} on at the earliest, by the "
        f"{rule.window} epochs before, and the training has {epochs}; give it more epochs, or learn sigmas "
        "in the laptop's form"
    )


def _means(films: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means [K] over the films of `films` [N, K], NaN where no film has the landmark."""
    known = np.isfinite(films)
    total: NDArray[np.float64] = np.where(known, films, 0.0).sum(axis=0)
    return np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan)


def steered_landmarks(steering: DomainFilms) -> torch.Tensor:
    """Which landmarks [K] the films that steer have. Raises `TrainingError` where they have none."""
    assert steering.validation is not None
    found = steering.validation.points.isfinite().all(dim=2).any(dim=0)
    if not found.any():
        raise TrainingError(
            "The films that steer the sigmas have no landmark placed: choose others, or label them first."
        )
    return found


def _while_finite(operation: Operation[None], trial: SigmaRound, copies: int, total: int) -> Operation[bool]:
    """`operation` of the copy of `trial` that is under way, to its end; False where it diverges.

    The bar, of `total` steps, waits where the round began: the steps of copies are not the training's.
    """
    heading = trial.heading(copies)
    try:
        for progress in operation:
            message = ": ".join(filter(None, (heading, progress.message)))  # co-teaching says nothing itself
            yield replace(progress, stage=STAGE, done=trial.step, total=total, message=message, metrics={})
    except DivergedError:
        return False
    finally:
        operation.close()
    return True
