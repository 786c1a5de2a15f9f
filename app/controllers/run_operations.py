"""The operations of a run: timing it, running it, saving what it learned.

The engine's learning part is imported inside them, in the job, so that the window is there fast.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.run_request import RunRequest
from app.controllers.unfinished import state_of
from app.run_choice import RunChoice
from engine.operation import Operation, Progress

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.oneshot.estimate import Estimate
    from engine.oneshot.propagate import Propagation
    from engine.oneshot.settings import PropagationSettings

ESTIMATED = (
    "estimated"  # the stage whose metric SECONDS is the time that a whole run takes, its message in words
)
SECONDS = "seconds"
RESUMED = "going on"
_READING = "reading films"  # the engine's stage in which it recognises the films of an earlier run
GOES_ON = "This run goes on from where it was stopped."


def propagation(request: RunRequest) -> Operation[Propagation]:
    """Time this computer where that was not done yet, then run."""
    yield Progress("loading", 0, 0)
    from engine.oneshot.propagate import FilmSource, propagate

    leave_a_core()
    settings = request.settings()
    settings.check(len(request.films) - len(request.exemplars))  # before a minute goes into timing
    if not request.is_timed:
        timed = yield from _timed(request, settings)
        yield Progress(ESTIMATED, 0, 0, timed.text, {SECONDS: timed.seconds})
    films = [FilmSource(identity, path) for identity, path in request.films]
    run = propagate(films, request.exemplars, request.scheme, settings)
    return (yield from _continued(run, request.work))


def _continued(run: Operation[Propagation], work: Path | None) -> Operation[Propagation]:
    """`run`, which says so where it goes on from what is in `work`."""
    before = state_of(work)
    with closing(run):
        first = next(run)
        while first.stage == _READING:
            yield first
            first = next(run)
        # by now the engine has looked into `work` and deleted what another run left there
        if before and state_of(work) == before:
            yield Progress(RESUMED, 0, 0, GOES_ON)
        yield first
        return (yield from run)


def estimation(request: RunRequest, choices: Iterable[RunChoice]) -> Operation[Mapping[RunChoice, Estimate]]:
    """How long each of `choices` would take with the films of `request`, on this computer."""
    yield Progress("loading", 0, 0)
    leave_a_core()
    times: dict[RunChoice, Estimate] = {}
    for choice in choices:
        times[choice] = yield from _timed(request, replace(request, choice=choice).settings())
        yield Progress("probing this machine", 0, 0, f"{choice.label}: {times[choice].text}")
    return times


def saving(path: Path, learned: TrainedModel) -> Operation[Path]:
    """Write what was learned as a model file."""
    yield Progress("saving", 0, 0)
    from engine.models.checkpoint import Model, save_model

    path.parent.mkdir(parents=True, exist_ok=True)
    save_model(path, Model({"": learned}))
    return path


def leave_a_core() -> None:
    """Let torch use one core less than there are: the window has it. For the thread that calls this."""
    import torch

    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))


def _timed(request: RunRequest, settings: PropagationSettings) -> Operation[Estimate]:
    from engine.oneshot.estimate import estimate

    return (yield from estimate(len(request.films), settings, len(request.exemplars)))
