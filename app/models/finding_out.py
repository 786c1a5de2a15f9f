"""Which model fits the films, where that was left open: models look at a few, then one predicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject

from app.document import edits
from app.document.name_matching import matched
from app.jobs.past_run import WHICH_MODEL
from app.models.model_list import ModelList
from app.models.operations import SearchOutcome, SearchSnapshot, finding_out
from app.models.shelf import ModelChoice
from app.runs.propagation import unfit_words
from app.translation import tr
from app.workspace.workspace import Workspace
from engine.io.images import film_path
from engine.landmarks import Scheme

if TYPE_CHECKING:
    from engine.prediction.predict import FilmFound

Predicts: TypeAlias = Callable[
    [Path, Sequence[str], ModelChoice, Sequence[ModelChoice], "Mapping[str, FilmFound]"], None
]


class FindingOut(QObject):
    """Looks for the model of most films, as a project has one list of landmarks, and has it predict all.

    `predicts` is told, beside folder, films and model, the models of other landmarks: a film that they alone
    fit gets no points, and has to say why. And what the model has found already on films that it looked at.
    """

    def __init__(self, workspace: Workspace, models: ModelList, predicts: Predicts) -> None:
        super().__init__(workspace.window)
        self._document, self._jobs = workspace.document, workspace.jobs
        self._settings, self._messages = workspace.settings, workspace.messages
        self._models, self._predicts = models, predicts
        self._next: Callable[[], None] | None = None
        self._jobs.over.connect(lambda _run: self._go_on())

    def start(self, folder: Path, films: Sequence[str]) -> None:
        """Look at `films` of `folder` and predict them; EngineError where that cannot start."""
        choices = self._asked(self._document.project.scheme)
        if len(choices) == 1:
            self._predicts(folder, films, choices[0], self._others(choices[0]), {})
            return
        places = [(film, film_path(folder, film)) for film in films]
        request = SearchSnapshot(places, choices, self._settings.text("device"))
        self._jobs.start(
            WHICH_MODEL,
            finding_out(request, self._models.loaded),
            lambda found: self._take(folder, films, request, found),
            notes=("; ".join(choice.what for choice in choices),),
        )

    def _asked(self, scheme: Scheme) -> Sequence[ModelChoice]:
        """The models that may fit: those with landmarks of the project, where there are any such."""
        asked = self._models.asked
        return [each for each in asked if matched(each.scheme, each.names, scheme)] or asked

    def _others(self, choice: ModelChoice) -> Sequence[ModelChoice]:
        """The models of anatomies that `choice` knows nothing of."""
        others = self._models.candidates
        return [each for each in others if not matched(each.scheme, each.names, choice.scheme)]

    def _take(self, folder: Path, films: Sequence[str], request: SearchSnapshot, found: SearchOutcome) -> str:
        if not found.fitting:
            return self._none_fits(request, found)
        choice = found.fitting[0]
        self._models.note_taken(choice)
        self._next = lambda: self._predicts(folder, films, choice, self._others(choice), found.found)
        return tr("{model} fits", model=choice.title)

    def _none_fits(self, request: SearchSnapshot, found: SearchOutcome) -> str:
        project = self._document.project
        meant = (matched(each.scheme, each.names, project.scheme).values() for each in request.choices)
        names = {name for known in meant for name in known}
        self._document.push(edits.mark_unfit(project, found.refused, names))
        self._messages.warn(unfit_words(found.refused))
        return tr("No model fits")

    def _go_on(self) -> None:
        """The search is over and there is room for the prediction."""
        following, self._next = self._next, None
        if following is not None:
            self._messages.attempt(following)
