"""Prediction: the chosen model finds the landmarks of films, and its result is one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.controllers.closing_note import closing_note, unfit_words
from app.controllers.films import Films
from app.controllers.jobs import Jobs
from app.controllers.model_names import Meaning, ModelNames
from app.controllers.model_operations import PredictionOutcome, PredictionSnapshot, predicting
from app.controllers.models import Models
from app.controllers.prediction_record import LastPrediction, predictable
from app.controllers.say import Say
from app.controllers.shown import Shown
from app.document import edits
from app.document.document import Document
from app.document.project import Parts, Project
from app.settings import Settings
from engine.errors import EngineError
from engine.io.images import film_path
from engine.operation import Progress
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class _Run:
    """The run that goes on: what it was asked for, and the project as it would be with its scheme."""

    request: PredictionSnapshot
    meaning: Meaning
    before: Project


class Predicting(QObject):
    """Starts predictions with the chosen model and takes over what they found."""

    def __init__(
        self,
        document: Document,
        shown: Shown,
        jobs: Jobs,
        films: Films,
        models: Models,
        settings: Settings,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._shown, self._jobs, self._films = document, shown, jobs, films
        self._models, self._settings, self._say = models, settings, say
        self._names = ModelNames(window)
        self._run: _Run | None = None
        self.last: LastPrediction | None = None
        document.replaced.connect(self._forget_last)

    @property
    def is_running(self) -> bool:
        """True from the start of a prediction to its end."""
        return self._run is not None

    @property
    def offer(self) -> str:
        """One line for a project without landmarks: what could be found at once; "" without a model."""
        choice = self._models.chosen
        return "" if choice is None else f"{choice.what}: press P to predict them here"

    def predict(self, films: Sequence[str]) -> None:
        """Predict these films; the person is told where that cannot start."""
        if (folder := self._films.folder) is not None:
            self._say.attempt(lambda: self.start(folder, films))

    def predict_all(self) -> None:
        """Predict all films but exemplars, excluded and unreadable ones."""
        project = self._document.project
        self.predict([film for film in project.usable_films() if not project.film(film).exemplar])

    def start(self, folder: Path, films: Sequence[str]) -> None:
        """Start a prediction; EngineError where it cannot start."""
        choice, project = self._models.chosen, self._document.project
        if self._document.read_only:
            raise EngineError(self._document.read_only)
        if choice is None:
            raise EngineError("There is no model at hand: Prediction > Models imports one.")
        wanted = predictable(project, films)
        meaning = self._names.meaning(choice, project.scheme)
        if meaning is None:
            return
        places = [(film, film_path(folder, film)) for film in wanted]
        request = PredictionSnapshot(places, choice, meaning.meant, self._settings.text("device"))
        self._jobs.start(
            f"Prediction ({choice.title})",
            predicting(request, self._models.loaded),
            self._take,
            self._see,
            self._ended,
        )
        scheme = meaning.taught(project.scheme, choice.scheme)
        self._run = _Run(request, meaning, project.with_parts(Parts(scheme=scheme)))

    def _see(self, progress: Progress) -> None:
        # before there is a scheme nothing could be shown, and a film without points is none to review
        if progress.found and self._document.project.scheme.names:
            self._shown.add_previews(progress.found)

    def _ended(self) -> str:
        self._run = None
        self._shown.clear_previews()
        return ""

    def _take(self, found: PredictionOutcome) -> str:
        run, result = self._run, found.result
        if run is None:
            return ""
        choice = run.request.choice
        self.last = LastPrediction(result, choice, found.sha256, monotonic())
        self._jobs.log(result.notes)
        project = self._document.project
        learned = edits.set_scheme(project, run.meaning.taught(project.scheme, choice.scheme))
        base = project.with_parts(learned.after)
        text = f"Predict {counted(len(run.request.films), 'film')}"
        taken = edits.take_predictions(
            base,
            result.sets.values(),
            now=self._document.now(),
            sources=(),
            mirrored=result.mirrored,
            learned_from=run.before,
            text=text,
        )
        unfit = edits.mark_unfit(base.with_parts(taken.after), result.unfit, run.request.meant.values())
        pushed = self._document.push(edits.combined(project, text, learned, taken, unfit))
        self._ended()
        if result.unfit:
            self._say.warn(unfit_words(result.unfit))
        return closing_note(
            len(taken.after.sets) if pushed else 0,
            len(result.unreadable),
            sum(flipped for film, flipped in result.mirrored.items() if film in taken.after.sets),
            edits.landmarks_without_place(base, result.sets.values(), run.before),
            len(result.unfit),
            [name for name in run.before.scheme.names if name not in run.request.meant.values()],
        )

    def _forget_last(self) -> None:
        self.last = None
