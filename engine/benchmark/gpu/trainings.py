"""Every training of the engine on a few films: how fast it is, what it waits for, whether it survives.

That is: whether it goes on with fewer films where memory is short, and goes on where it was stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from engine.benchmark.gpu.films import GpuFilms
from engine.benchmark.gpu.usage import GIB, GpuOutcome, busiest, looked_at, tidied, timed, wait
from engine.coteaching.c2t import CoTeaching
from engine.errors import EngineError
from engine.oneshot.presets import Preset
from engine.oneshot.settings import PropagationSettings
from engine.operation import Operation, Progress
from engine.registration.edgetrans_training import StageOneTraining, small_stage_one
from engine.registration.instance import InstanceConfig
from engine.runtime.run_store import ResumableTraining, RunStore
from engine.supervised.start import StartingNetwork
from engine.supervised.systems import SYSTEMS, Recipe, System
from engine.training.adversarial import AdversarialTrainer
from engine.training.finder import FinderConfig, FinderTraining
from engine.training.trainer import Trainer
from engine.training.validation import DomainFilms
from engine.wording import counted

_SHARES = (
    0.9,
    0.8,
    0.7,
    0.6,
    0.5,
    0.35,
)  # of the memory of a whole step; the first that is too little counts
_TIMED_S = 4.0  # of a training's steps, at most


class Learner(StrEnum):
    """What is trained, with its published or usual numbers."""

    FARNET = "farnet"
    GU2NET = "gu2net"
    LAOML = "laoml"
    LAOML_GAN = "laoml-gan"
    UNET = "unet"
    HRNET = "hrnet"
    FINDER = "finder"
    CO_TEACHING = "co-teaching"  # of the preset balanced
    STAGE_ONE = "stage-one"  # of the preset balanced
    CO_TEACHING_PAPER = "co-teaching-paper"
    STAGE_ONE_PAPER = "stage-one-paper"


_PRESETS = {
    Learner.CO_TEACHING: Preset.BALANCED,
    Learner.CO_TEACHING_PAPER: Preset.PAPER,
    Learner.STAGE_ONE: Preset.BALANCED,
    Learner.STAGE_ONE_PAPER: Preset.PAPER,
}


def new_training(
    learner: Learner, films: GpuFilms, device: torch.device, seed: int
) -> ResumableTraining[object]:
    """A training of `learner` on whole `films`, before its first step."""
    if learner is Learner.FINDER:
        config = FinderConfig()
        return FinderTraining(films.for_finder(config.longest), config, device, seed)
    if learner not in _PRESETS:
        return _supervised(SYSTEMS[System(learner.value)], films, device, seed)
    plan = PropagationSettings(preset=_PRESETS[learner]).chosen_plan
    if learner in (Learner.CO_TEACHING, Learner.CO_TEACHING_PAPER):
        return CoTeaching(films.on_canvas(plan.side), plan.stage_two, device, seed)
    stage = replace(plan.stage_one or small_stage_one(), seed=seed).for_films(len(films.pixels))
    ready = films.for_stage_one(stage.net.size, InstanceConfig().fine, device)
    return StageOneTraining(ready, stage)


def _supervised(
    recipe: Recipe, films: GpuFilms, device: torch.device, seed: int
) -> ResumableTraining[object]:
    ready = films.on_canvas(recipe.longest, recipe.multiple)
    domain = DomainFilms("head", replace(ready, exemplars=len(ready.patches)))
    net, _ = StartingNetwork().network([ready.points.shape[1]], recipe, seed)
    if recipe.adversary is not None:
        return AdversarialTrainer(net, domain, recipe.training, recipe.adversary, device, seed)
    return Trainer(net, [domain], recipe.training, device, seed)


class Steps:
    """The steps of a training as they are made: their `losses`, and what was `noticed`."""

    def __init__(self, training: ResumableTraining[object]) -> None:
        self.training = training
        self.losses: list[float] = []
        self.noticed: list[str] = []
        self._operation = training.run()

    def make(self, count: int) -> None:
        """Make `count` steps more. Raises `EngineError` where the training ends before."""
        wanted = len(self.losses) + count
        while len(self.losses) < wanted:
            progress = next(self._operation, None)
            if progress is None:
                raise EngineError(f"The training ended after {counted(len(self.losses), 'step')}.")
            if progress.notice:
                self.noticed.append(progress.message)
            elif "loss" in progress.metrics:
                self.losses.append(progress.metrics["loss"])


def train_speed(
    learner: Learner, films: GpuFilms, device: torch.device, seed: int, most_steps: int
) -> Operation[GpuOutcome]:
    """Steps a second, and what a step asks of the GPU."""
    yield Progress(learner.value, 0, 3, "warming up")
    if device.type == "cuda":
        tidied()
    steps = Steps(new_training(learner, films, device, seed))
    steps.make(min(3, most_steps))
    yield Progress(learner.value, 1, 3, "timing")
    count, seconds = 0, 0.0
    while count < most_steps and seconds < _TIMED_S:
        seconds += timed(lambda: steps.make(1), device)
        count += 1
    each = seconds / count
    figures = {"steps/s": 1 / each, "first loss": steps.losses[0], "last loss": steps.losses[-1]}
    facts = {"program": busiest(lambda: steps.make(2))}
    if device.type != "cuda":
        return GpuOutcome(figures, facts)
    yield Progress(learner.value, 2, 3, "profiling")
    asked, facts["waits a step"] = looked_at(lambda: steps.make(3), 3, each)
    return GpuOutcome(figures | asked | {"peak GiB": torch.cuda.max_memory_allocated() / GIB}, facts)


def memory_retry(learner: Learner, films: GpuFilms, device: torch.device, seed: int) -> Operation[GpuOutcome]:
    """Whether a training goes on with fewer films where the GPU has too little memory for a whole step."""
    yield Progress(learner.value, 0, 2, "a whole step")
    tidied()
    whole = Steps(new_training(learner, films, device, seed))
    whole.make(2)
    peak, losses = torch.cuda.max_memory_reserved(), whole.losses
    del whole
    for share in _SHARES:
        yield Progress(learner.value, 1, 2, f"with {share:.0%} of its memory")
        with limited(share * peak):
            steps = Steps(new_training(learner, films, device, seed))
            steps.make(2)
            noticed, off = (
                steps.noticed,
                [100 * abs(a / b - 1) for a, b in zip(steps.losses, losses, strict=True)],
            )
            del steps
        if noticed:
            figures = {"whole step GiB": peak / GIB, "allowed %": 100 * share, "retries": float(len(noticed))}
            figures |= {"1st loss off %": off[0], "2nd loss off %": off[1]}
            return GpuOutcome(figures, {"said": "; ".join(noticed)})
    raise EngineError(f"{learner.value} fitted into {_SHARES[-1]:.0%} of the memory of a whole step.")


@contextmanager
def limited(size: float) -> Iterator[None]:
    """A context in which the GPU gives this process `size` bytes at most."""
    tidied()
    torch.cuda.set_per_process_memory_fraction(size / torch.cuda.get_device_properties(0).total_memory)
    try:
        yield
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
        tidied()


def resume(
    learner: Learner, films: GpuFilms, device: torch.device, seed: int, folder: Path
) -> Operation[GpuOutcome]:
    """How far a training that was stopped and went on is from one that was not, and two of these apart."""
    ends: list[tuple[list[float], Mapping[str, Any]]] = []
    store = RunStore(folder)
    for number in range(3):
        yield Progress(learner.value, number, 3, "stopped and resumed" if number == 2 else "at once")
        steps = Steps(new_training(learner, films, device, seed))
        steps.make(2)
        if number == 2:
            store.save("half", steps.training.state())
            steps = Steps(new_training(learner, films, device, seed))
            steps.training.restore(store.load("half"))
        steps.make(2)
        ends.append((steps.losses[-2:], steps.training.state()))
    wait(device)
    store.clear()
    (straight, state), again, resumed = ends
    return GpuOutcome(
        {
            "last loss": straight[-1],
            "loss apart": _farthest(straight, resumed[0]),
            "weights apart": _farthest(_numbers(state), _numbers(resumed[1])),
            "loss apart, run twice": _farthest(straight, again[0]),
            "weights apart, run twice": _farthest(_numbers(state), _numbers(again[1])),
        }
    )


def _numbers(state: object) -> Tensor:
    """All fractions of the tensors in a training's `state`, in their order, [N] float64."""
    if isinstance(state, Tensor) and state.is_floating_point():
        return state.detach().cpu().double().flatten()
    parts = state.values() if isinstance(state, Mapping) else state if isinstance(state, list | tuple) else ()
    return torch.cat([torch.zeros(0, dtype=torch.float64), *map(_numbers, parts)])


def _farthest(first: Tensor | Sequence[float], second: Tensor | Sequence[float]) -> float:
    return float((torch.as_tensor(first) - torch.as_tensor(second)).abs().max())
