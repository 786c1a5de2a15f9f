"""How long a run will take on this machine: a probe of some seconds, then arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from engine.coteaching.c2t import CoTeachingConfig
from engine.geometry.coordinates import Size
from engine.inference.inference import to_be_asked
from engine.models.reference import Framing
from engine.networks.detector import build_detector, moved, to_device
from engine.networks.registration_net import RegistrationNet
from engine.oneshot.coteaching_rounds import (
    FEWEST_FOR_ROUNDS,
    correction_round,
    further_round,
    several_exemplars,
)
from engine.oneshot.presets import Plan
from engine.oneshot.propagate import Method, PropagationSettings, RegistrationMethod
from engine.operation import Operation, Progress, run
from engine.phantoms.phantom import draw_phantom
from engine.registration.bridges import FEWEST_FOR_BRIDGES
from engine.registration.edgetrans_training import small_stage_one, stage_one_autocast
from engine.registration.films import GridReader, to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.runtime.device import choose_device, describe
from engine.runtime.memory import MemoryShortError, Portion
from engine.runtime.precision import Precision, autocast, exact
from engine.sigma.config import SigmaForm
from engine.sigma.sigma_validation import search_config, sigma_validation_count
from engine.wording import counted

STAGE = "probing this machine"
_LANDMARKS = 19  # the number hardly matters beside the size of the networks
_READING = 0.1  # seconds to read a film: it depends on the files, which the probe does not know
_TOO_LITTLE_MEMORY = (
    "There is too little memory for this run, even with one film at a time. Close other programs or choose a "
    "smaller preset."
)
_ASKED = 4  # times that the net of stage I sees a film in the end: both ways, from its own pose and another
_OVERHEAD = 1.15  # drawing views, losses, the optimiser: what a step costs beside its network


@dataclass(frozen=True, slots=True)
class Estimate:
    """`seconds` for the whole run, and the same `text` to show."""

    seconds: float
    text: str


def estimate(films: int, settings: PropagationSettings, exemplars: int = 1) -> Operation[Estimate]:
    """Estimate a run over `films` films, `exemplars` of them annotated.

    Measures with as many threads as torch has now: set them first, as the run will. It holds while
    nothing else computes.
    """
    device, plan = choose_device(settings.device), settings.chosen_plan
    everything, seconds, several = max(1, films - exemplars), films * _READING, exemplars > 1
    others = min(everything, settings.most_films) if settings.method is Method.ONE_SHOT else everything
    exemplars = settings.registered(exemplars)
    yield Progress(STAGE, 0, 0)  # its parts are no measure of the time that it takes
    registration = settings.chosen_registration
    each = _registration(device, settings.instance)
    # SimpleITK's time hardly depends on the machine's vector units
    seconds += exemplars * everything * (1.5 if registration is RegistrationMethod.SIMPLEITK else each)
    yield Progress(STAGE, 0, 0)
    if registration is RegistrationMethod.EDGETRANS and settings.start is None:
        seconds += _stage_one(plan, settings, device, others)
    yield Progress(STAGE, 0, 0)
    if settings.method is Method.ONE_SHOT:
        spared = 0 if settings.start is None else exemplars - 1
        bridges = max(0, plan.bridges - spared) if others >= FEWEST_FOR_BRIDGES else 0
        seconds += 0.75 * bridges * others * each  # a bridge needs no global search
        seconds += _stage_two(settings, device, others, everything, several=several)
    return Estimate(seconds, f"about {duration(seconds)} for {counted(films, 'film')} on {describe(device)}")


def duration(seconds: float) -> str:
    """`seconds` in words, no more exact than an estimate is."""
    if seconds < 90:
        return f"{max(1, round(seconds / 10)) * 10} seconds"
    minutes = seconds / 60
    return f"{round(minutes)} minutes" if minutes < 90 else f"{minutes / 60:.1f} hours"


def _registration(device: torch.device, config: InstanceConfig) -> float:
    """Seconds a film, from one phantom registered to a batch of others: on a GPU one as large as in a run."""
    films, drawn = [], [draw_phantom(number, seed=0) for number in (0, 1, 4)]  # three of one size
    for number, phantom in enumerate(drawn):
        pixels = torch.as_tensor(phantom.pixels.astype("float32") / float(phantom.pixels.max())).numpy()
        films.append(to_grid(str(number), pixels, config.fine, device))
    points = np.array([mark.position for mark in drawn[0].truth.placed()], dtype=np.float64)
    method = InstanceRegistration(films[0], points, config)
    count = 2 if device.type == "cpu" else GridReader(config.fine, device).batch
    others = (films[1:] * count)[:count]

    def register(count: int) -> None:
        for _ in method.register(others[:count]):
            pass

    return _timed(register, count, device) / count


def _stage_one(plan: Plan, settings: PropagationSettings, device: torch.device, films: int) -> float:
    """Seconds to learn to register so many `films`, to label them meanwhile, and to ask the net at last."""
    config = (plan.stage_one or small_stage_one()).for_films(films + 1)
    net, size = moved(RegistrationNet(config.net), device), config.net.size
    most = 2 if device.type == "cpu" else 2 * min(config.batch, films + 1)
    pairs = torch.rand(2, most, 1, size.height, size.width, device=device)

    def learn(count: int) -> None:
        net.zero_grad()
        with stage_one_autocast(device, settings.precision):
            found = net.train()(pairs[0, :count], pairs[1, :count])
        sum(field.float().square().mean() for field in found.fields).backward()

    @torch.no_grad()
    def look(count: int) -> None:
        with exact(device):
            net.eval()(pairs[0, :count], pairs[1, :count])

    steps = config.epochs * -(-films // config.batch)
    pair, seen = _timed(learn, most, device) / most, _timed(look, most, device) / most
    labelled = (1 - config.pseudo_start) * config.epochs + _ASKED
    return 2 * steps * config.batch * pair * _OVERHEAD + labelled * films * seen


def _stage_two(
    settings: PropagationSettings,
    device: torch.device,
    films: int,
    looked_at: int,
    *,
    several: bool = False,
) -> float:
    """Seconds to learn from so many `films`, of as many as are `looked_at`, and one exemplar or `several`."""
    plan, form, learns_on = settings.chosen_plan, settings.sigma_form, settings.start is not None
    config, size = plan.stage_two, Size(plan.side, round(0.9 * plan.side))
    config = several_exemplars(config) if several else config
    config = correction_round(config) if learns_on else config
    net = to_device(build_detector(_LANDMARKS, config.network), device)  # as it learns
    count = config.batch + config.exemplars
    there = _both_ways(net, size, count, device, settings.precision)
    seen, asked = (_forward(each, size, count, device) for each in (net, to_be_asked(net, device)))
    step = 2 * (2 * there if config.both_views else there + seen) * _OVERHEAD
    looking = 2 * plan.views * asked / count * looked_at
    further = plan.rounds - 1 if films >= FEWEST_FOR_ROUNDS else 0
    further = 0 if learns_on else further
    learned = films if form is None else films - sigma_validation_count(films)
    seconds = (1 + further + learns_on) * looking + config.steps(learned) * step
    seconds += further * further_round(config).steps(learned) * step
    if form is not None:
        seconds += _search(form, config, films, step, seen)
    if plan.framing is Framing.LANDMARKS and not learns_on:
        small = moved(build_detector(_LANDMARKS, plan.finder.network), device)
        canvas = Size(plan.finder.longest, plan.finder.longest)
        there = _both_ways(small, canvas, plan.finder.batch, device, settings.precision)
        seconds += plan.finder.steps * there * _OVERHEAD
    return seconds


def _search(form: SigmaForm, config: CoTeachingConfig, films: int, step: float, seen: float) -> float:
    """Seconds that a search of sigmas adds: `step` of a whole copy, `seen` of a batch that is looked at."""
    held = sigma_validation_count(films)
    search, total = search_config(form, config, films - held), config.steps(films - held)
    steps = -(-(films - held) // config.batch)
    epochs = total / steps - search.warm_up
    searching = epochs if search.until is None else min(epochs, search.until - search.warm_up)
    rounds, longest = searching / search.period, search.period * steps
    each = min(search.steps or longest, longest)
    # of the copies that are broadcast one is the training itself; heads alone cost little more than looking
    copies = rounds * (search.copies - search.broadcast) * each
    # a copy is looked at in its end, and as the training at the end of each epoch if it may become it
    looks_per_copy = 1 + search.broadcast * (each // steps)
    looks = (rounds * search.copies * looks_per_copy + epochs) * held * 2 * seen / (config.batch + 1)
    return looks + copies * (4 * seen * _OVERHEAD if search.head_only else step)


def _both_ways(net: nn.Module, size: Size, count: int, device: torch.device, precision: Precision) -> float:
    images = torch.rand(count, 1, size.height, size.width, device=device)

    def learn(portion: int) -> None:
        net.zero_grad()
        with autocast(device, precision):
            found: Tensor = net(images[:portion])
        found.float().square().mean().backward()  # type: ignore[no-untyped-call]

    return _timed(learn, count, device)


def _forward(net: nn.Module, size: Size, count: int, device: torch.device) -> float:
    images = torch.rand(count, 1, size.height, size.width, device=device)

    @torch.no_grad()
    def look(portion: int) -> None:
        with exact(device):  # as detectors are asked
            net(images[:portion])

    return _timed(look, count, device)


def _timed(compute: Callable[[int], None], count: int, device: torch.device) -> float:
    """Seconds that `compute` needs for `count` films, fewer at a time where memory is short.

    The better of two trials after a first one that warms up; one alone if that is slow. Raises
    `MemoryShortError` where one film is too much.
    """
    portion = Portion(count, device, MemoryShortError(_TOO_LITTLE_MEMORY))
    seconds = run(portion.attempts(lambda: _trials(lambda: compute(portion.size)), Progress(STAGE, 0, 0)))
    return seconds * count / portion.size


def _trials(once: Callable[[], None]) -> float:
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        once()
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        spent.append(time.perf_counter() - start)
        if spent[0] > 2:
            break
    return min(spent[1:] or spent)
