"""What a run starts from, taken from the project as it is when the run is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.unfinished import work_folder
from app.document.project import Project
from app.run_choice import LEARN_SIGMA, RunChoice
from app.settings import Settings
from engine.errors import PropagationError
from engine.io.images import film_path
from engine.landmarks import LandmarkSet, Scheme

if TYPE_CHECKING:
    from engine.oneshot.settings import PropagationSettings


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A snapshot, for the document may change while the run goes on.

    `work`: where it keeps its state until it is finished. `is_timed`: its time is known already.
    `learns_sigma`: the widths of heatmaps are learned, where the choice learns at all.
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

    def settings(self) -> PropagationSettings:
        """What the engine is asked for; called in the job, as importing the learning part takes seconds."""
        from engine.oneshot.presets import Preset
        from engine.oneshot.settings import Method, PropagationSettings
        from engine.sigma.config import SigmaForm

        choice = self.choice
        return PropagationSettings(
            method=Method.ONE_SHOT if choice.learns else Method.REGISTRATION,
            preset=Preset(choice.value) if choice.learns else Preset.QUICK,
            device=self.device,
            seed=self.seed,
            work=self.work,
            sigma_form=SigmaForm.LAPTOP if self.learns_sigma and choice.learns else None,
        )


def request_for(project: Project, folder: Path, settings: Settings) -> RunRequest:
    """A run on all usable films of `project`; PropagationError where there is nothing to do."""
    exemplars = [marks for film in project.exemplars() if (marks := _truth(project, film)).placed()]
    if not exemplars:
        raise PropagationError("There is no exemplar yet: place the landmarks of one film first.")
    films = [(film, film_path(folder, film)) for film in project.usable_films()]
    if len(films) <= len(exemplars):
        raise PropagationError("All films are exemplars: add more films to the folder to propagate to.")
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
    )


def _truth(project: Project, film: str) -> LandmarkSet:
    """What a person placed on a film: nothing may be learned from a machine's points."""
    marks = project.landmarks(film)
    return replace(marks, landmarks={mark.name: mark for mark in marks.placed() if mark.is_human})
