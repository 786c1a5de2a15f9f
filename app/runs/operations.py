"""The operations of a run: timing it, running it, saving what it learned.

The engine's learning part is imported inside them, in the job, so that the window is there fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.document.project import Project
from app.jobs.job import leave_a_core
from app.jobs.libraries import smooth_import
from app.run_choice import LEARN_SIGMA, RunChoice
from app.runs.work_folder import state_of, work_folder
from app.settings import WEIGHTS, Settings
from app.translation import tr
from engine.errors import PropagationError
from engine.io.images import film_path
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress, StopEarly

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.oneshot.estimate import Estimate
    from engine.oneshot.propagate import Propagation
    from engine.oneshot.settings import PropagationSettings


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A snapshot, for the document may change while the run goes on.

    `work`: where it keeps its state until it is finished. `is_timed`: its time is known already.
    `learns_sigma`: the widths of heatmaps are learned, where the choice learns at all. `start` gives, in the
    job, the model whose detectors learn on; then `corrections` are films that a person decided on in part.
    `few_registered`: of many exemplars only some are registered to all films. `weights`: what a person says
    that Paper's networks start from, "" for random weights. `stop`: polled in the stages `LEARNING`, where
    the run then comes to its result with what it knows.
    """

    films: Sequence[tuple[str, Path]]
    exemplars: Sequence[LandmarkSet]
    scheme: Scheme
    device: str
    seed: int
    choice: RunChoice
    work: Path | None = None
    is_timed: bool = False
    learns_sigma: bool = False
    corrections: Sequence[LandmarkSet] = ()
    start: Callable[[], TrainedModel] | None = None
    few_registered: bool = False
    weights: str = ""
    stop: StopEarly = field(default_factory=StopEarly, compare=False)

    def settings(self) -> PropagationSettings:
        """What the engine is asked for; called in the job, as importing the learning part takes seconds.

        Raises `EngineError` where starting weights are not there.
        """
        from engine.networks.hrnet_weights import weights_source
        from engine.oneshot.presets import Preset
        from engine.oneshot.settings import FEW_REGISTERED, Method, PropagationSettings
        from engine.sigma.config import SigmaForm

        choice = self.choice
        takes_weights = choice is RunChoice.PAPER and self.start is None
        return PropagationSettings(
            method=Method.ONE_SHOT if choice.learns else Method.REGISTRATION,
            preset=Preset(choice.value) if choice.learns else Preset.QUICK,
            device=self.device,
            seed=self.seed,
            work=self.work,
            sigma_form=SigmaForm.LAPTOP if self.learns_sigma and choice.learns else None,
            start=None if self.start is None else self.start(),
            weights=weights_source(self.weights) if takes_weights else None,
            most_registered=FEW_REGISTERED if self.few_registered else None,
            stop=self.stop,
        )


def request_for(project: Project, folder: Path, settings: Settings) -> RunRequest:
    """A run on all usable films of `project`; PropagationError where there is nothing to do."""
    exemplars = [marks for film in project.exemplars() if (marks := human_marks(project, film)).placed()]
    if not exemplars:
        raise PropagationError(tr("There is no exemplar yet: place the landmarks of one film first."))
    films = [(film, film_path(folder, film)) for film in project.usable_films()]
    if len(films) <= len(exemplars):
        raise PropagationError(tr("All films are exemplars: add more films to the folder to propagate to."))
    choice = RunChoice(settings.text("propagation"))
    sigma = settings.flag(LEARN_SIGMA)
    return RunRequest(
        films,
        exemplars,
        project.scheme,
        settings.text("device"),
        settings.number("seed"),
        choice,
        work_folder(folder, choice, sigma) if choice.learns else None,  # registration is soon done again
        learns_sigma=sigma,
        weights=settings.text(WEIGHTS).strip(),
    )


def human_marks(project: Project, film: str) -> LandmarkSet:
    """What a person placed on a film: nothing may be learned from a machine's points."""
    marks = project.first_reading(film)
    return replace(marks, landmarks={mark.name: mark for mark in marks.placed() if mark.is_human})


ESTIMATED = (
    "estimated"  # the stage whose metric SECONDS is the time that a whole run takes, its message in words
)
SECONDS = "seconds"
RESUMED = "going on"
# the engine's stages in which detectors learn, and those after that
LEARNING = ("co-teaching", "learning sigma", "prediction", "finder")
# the engine's stages before it knows whether an earlier run can go on
_READING = ("choosing films", "reading films")
GOES_ON = tr("This run goes on from where it was stopped.")


def propagation(request: RunRequest) -> Operation[Propagation]:
    """Time this computer where that was not done yet, then run."""
    yield Progress("loading", 0, 0)
    with smooth_import():
        from engine.oneshot.propagate import FilmSource
        from engine.prediction.large_folder import propagate_films

    leave_a_core()
    settings = request.settings()
    settings.check(len(request.films) - len(request.exemplars))  # before a minute goes into timing
    if not request.is_timed:
        timed = yield from _timed(request, settings)
        yield Progress(ESTIMATED, 0, 0, timed.text, {SECONDS: timed.seconds})
    films = [FilmSource(identity, path) for identity, path in request.films]
    run = propagate_films(films, request.exemplars, request.scheme, settings, request.corrections)
    return (yield from _continued(run, request.work))


def _continued(run: Operation[Propagation], work: Path | None) -> Operation[Propagation]:
    """`run`, which says so where it goes on from what is in `work`."""
    before = state_of(work)
    with closing(run):
        first = next(run)
        while first.stage in _READING:
            yield first
            first = next(run)
        # by now the engine has looked into `work` and deleted what another run left there
        if before and state_of(work) == before:
            yield Progress(RESUMED, 0, 0, GOES_ON)
        yield first
        return (yield from run)


def estimation(request: RunRequest, choices: Iterable[RunChoice]) -> Operation[None]:
    """How long each of `choices` would take with the films of `request`, on this computer.

    Each is told when it is known: the stage is the choice, else as `propagation` tells the time of a run.
    """
    yield Progress("loading", 0, 0)
    leave_a_core()
    for choice in choices:
        timed = yield from _timed(request, replace(request, choice=choice).settings())
        yield Progress(choice, 0, 0, timed.text, {SECONDS: timed.seconds})


def saving(path: Path, learned: TrainedModel) -> Operation[Path]:
    """Write what was learned as a model file."""
    yield Progress("saving", 0, 0)
    with smooth_import():
        from engine.models.checkpoint import Model, save_model

    path.parent.mkdir(parents=True, exist_ok=True)
    save_model(path, Model({"": learned}))
    return path


def _timed(request: RunRequest, settings: PropagationSettings) -> Operation[Estimate]:
    with smooth_import():
        from engine.oneshot.estimate import estimate

    return (yield from estimate(len(request.films), settings, len(request.exemplars)))
