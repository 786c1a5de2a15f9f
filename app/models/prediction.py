"""Prediction: the chosen model finds the landmarks of films, and its result is one undo step."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.document import edits
from app.document.opinions import Places
from app.document.project import Parts, Project
from app.jobs.past_run import PREDICTION
from app.models.finding_out import FindingOut
from app.models.model_list import ModelList
from app.models.names import Meaning, ModelNames
from app.models.operations import PredictionOutcome, PredictionSnapshot, predicting
from app.models.shelf import ModelChoice
from app.runs.propagation import closing_note, count_unplaced, unfit_words
from app.runs.shown_points import ShownPoints
from app.runs.work_folder import shown_file
from app.translation import tr
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.images import film_path
from engine.io.provenance import RunRecord
from engine.landmarks import LandmarkSet
from engine.operation import Progress

if TYPE_CHECKING:
    from engine.oneshot.outcome import Propagation
    from engine.prediction.predict import FilmFound


@dataclass(frozen=True, slots=True)
class LastPrediction:
    """The latest prediction of the open project, for the export's run.json."""

    result: Propagation
    choice: ModelChoice
    sha256: str
    finished: float  # on the clock of `monotonic`

    @property
    def summary(self) -> str:
        """How the predictions were made, in a line for files."""
        domain = f", {self.choice.domain}" if self.choice.domain else ""
        which = f"{self.choice.path.name}{domain}, SHA-256 {self.sha256}"
        return f"{self.result.method} ({which}) on {self.result.device}"

    def made(self, record: RunRecord) -> RunRecord:
        """`record` with how the predictions were made."""
        return replace(
            record,
            method=self.result.method,
            model=self.choice.path.name,
            model_sha256=self.sha256,
            domain=self.choice.domain,
            device=self.result.device,
            seconds=self.result.seconds,
            notes=(*self.result.notes, *record.notes),
        )


def predictable(project: Project, films: Sequence[str]) -> list[str]:
    """Those of `films` that a model may predict; EngineError with the reason where there is none."""
    records = [project.film(film) for film in films]
    wanted = [
        film.identity
        for film in records
        if not (film.exemplar or film.excluded or film.unreadable or film.is_read_blind)
    ]
    if wanted:
        return wanted
    if len(records) != 1:
        raise EngineError(
            tr("There is no film to predict: all are exemplars, audited, excluded or unreadable.")
        )
    film = records[0]
    if film.is_read_blind:
        raise EngineError(
            tr("{film} is read without predictions: finish or end the audit first.", film=film.identity)
        )
    if film.exemplar:
        raise EngineError(
            tr("{film} is an exemplar: its points are a person's. Predict other films.", film=film.identity)
        )
    why = film.unreadable or film.excluded
    raise EngineError(tr("{film} cannot be predicted: {why}", film=film.identity, why=why))


@dataclass(frozen=True, slots=True)
class _Run:
    """The run that goes on: what it was asked for, and the project as it would be with its scheme.

    `found`: what it has found so far, by film. `is_found_out`: no person chose the model.
    """

    request: PredictionSnapshot
    meaning: Meaning
    before: Project
    is_found_out: bool = False
    found: dict[str, LandmarkSet] = field(default_factory=dict)


class Predicting(QObject):
    """Starts predictions with the chosen model and takes over what they found."""

    def __init__(self, workspace: Workspace, models: ModelList) -> None:
        super().__init__(workspace.window)
        self._document, self._previews = workspace.document, workspace.previews
        self._jobs, self._settings, self._messages = workspace.jobs, workspace.settings, workspace.messages
        self._models, self._names = models, ModelNames(workspace.window)
        self._finding_out = FindingOut(workspace, models, self._start)
        self._run: _Run | None = None
        self._shown = ShownPoints()
        self.last: LastPrediction | None = None
        self._document.replaced.connect(self._forget_last)

    @property
    def is_running(self) -> bool:
        """True from the start of a prediction to its end."""
        return self._run is not None

    @property
    def offer(self) -> str:
        """One line for a project without landmarks: what could be found at once; "" without a model."""
        choice = self._models.chosen
        key = self._settings.key("predict", "P")
        if self._models.finds_out:
            return tr(
                "{key} finds out which model fits these films and predicts their landmarks: {models}",
                key=key,
                models="; ".join(each.what for each in self._models.candidates),
            )
        if choice is None:
            return ""
        return tr(
            "{key} predicts the landmarks if these films fit the model: {what}",
            key=key,
            what=choice.what,
        )

    def predict(self, films: Sequence[str], choice: ModelChoice | None = None) -> None:
        """Predict these films with `choice`, None: the chosen model; tells where that cannot start."""
        if (folder := self._document.folder) is not None:
            self._messages.attempt(lambda: self.start(folder, films, choice))

    def predict_all(self) -> None:
        """Predict all films but exemplars, excluded and unreadable ones."""
        project = self._document.project
        self.predict([film for film in project.usable_films() if not project.film(film).exemplar])

    def start(self, folder: Path, films: Sequence[str], choice: ModelChoice | None = None) -> None:
        """Start a prediction, or the search for its model; EngineError where it cannot start."""
        choice = choice or self._models.chosen
        if self._document.read_only:
            raise EngineError(self._document.read_only)
        if choice is not None:
            self._start(folder, films, choice)
        elif self._models.finds_out:
            self._finding_out.start(folder, predictable(self._document.project, films))
        else:
            raise EngineError(tr("There is no model at hand: Prediction > Models imports one."))

    def _start(
        self,
        folder: Path,
        films: Sequence[str],
        choice: ModelChoice,
        others: Sequence[ModelChoice] | None = None,
        known: Mapping[str, FilmFound] = MappingProxyType({}),
    ) -> None:
        """Start with `choice`, which is one that fits where `others` are given: see `FindingOut`."""
        project = self._document.project
        wanted = predictable(project, films)
        meaning = self._names.meaning(choice, project.scheme)
        if meaning is None:
            return
        places = [(film, film_path(folder, film)) for film in wanted]
        hashes = {film: project.films[film].sha256 for film in wanted}
        reading = edits.always_applied(project, choice.title)
        device = self._settings.text("device")
        asked = PredictionSnapshot(places, choice, meaning.meant, device, hashes, reading)
        request = replace(asked, others=others or (), known=known)
        self._jobs.start(
            f"{PREDICTION} ({choice.title})",
            predicting(request, self._models.loaded),
            self._take,
            self._see,
            self._ended,
            if_stopped=tr(
                "Films on which it has found the points already keep them, unless it is cancelled."
            ),
            discarded=self._discarded,
            films=len(wanted) if len(wanted) > 1 else 0,  # P on one film is nothing to look up later
        )
        scheme = meaning.taught(project.scheme, choice.scheme)
        self._run = _Run(request, meaning, project.with_parts(Parts(scheme=scheme)), others is not None)
        if len(wanted) > 1:  # one film is soon predicted again, and leaves alone what more have left
            self._shown.begin(shown_file(folder, of_model=True), self._run.before, exemplars=())

    def _see(self, progress: Progress) -> None:
        if self._run is not None:
            self._run.found.update({marks.film: marks for marks in progress.found})
            self._shown.add(progress.found)
        # before there is a scheme nothing could be shown, and a film without points is none to review
        if progress.found and self._document.project.scheme.names:
            self._previews.add_previews(progress.found)

    def _ended(self) -> str:
        """At an end without a result: films that were finished keep their points."""
        run = self._run
        films = self._push(run, run.found.values()) if run is not None else ()
        if not films:
            return ""
        return tr(
            "The points that were found on {n} film stay.",
            "The points that were found on {n} films stay.",
            n=len(films),
        )

    def _discarded(self) -> str:
        """At an end that a person wants without any points."""
        if self._run is not None:
            self._run.found.clear()
        return self._ended()

    def _push(
        self,
        run: _Run,
        found: Collection[LandmarkSet],
        result: Propagation | None = None,
        opinions: Mapping[str, Mapping[str, Places]] | None = None,
    ) -> Collection[str]:
        """Take over what was `found` as one step, and end the run; the films that got points.

        The landmarks of the model become the project's only with points of them.
        """
        project, choice = self._document.project, run.request.choice
        points = any(marks.placed() for marks in found)
        scheme = run.meaning.taught(project.scheme, choice.scheme) if points else project.scheme
        learned = edits.set_scheme(project, scheme)
        base = project.with_parts(learned.after)
        taken = edits.take_predictions(
            base,
            found,
            now=self._document.now(),
            sources=(),
            mirrored=None if result is None else result.mirrored,
            doubtful=None if result is None else result.doubtful,
            opinions=opinions,
            learned_from=run.before,
        )
        text = tr("Predict {n} film", "Predict {n} films", n=len(taken.after.sets))
        self._jobs.tell({}, {"films changed": str(len(taken.after.sets))})
        left = edits.mark_unfit(
            base.with_parts(taken.after), {} if result is None else result.unfit, run.request.meant.values()
        )
        self._run = None
        self._previews.clear_previews()
        pushed = self._document.take(edits.combined(project, text, learned, taken, left))
        self._shown.forget()
        return tuple(taken.after.sets) if pushed else ()

    def _take(self, found: PredictionOutcome) -> str:
        run, result = self._run, found.result
        if run is None:
            return ""
        self.last = LastPrediction(result, run.request.choice, found.sha256, monotonic())
        self._jobs.log(result.notes)
        films = self._push(run, result.sets.values(), result, found.opinions)
        if result.unfit:
            self._messages.warn(unfit_words(result.unfit))
        note = closing_note(
            len(films),
            len(result.unreadable),
            sum(flipped for film, flipped in result.mirrored.items() if film in films),
            edits.landmarks_without_place(self._document.project, result.sets.values(), run.before),
            len(result.unfit),
            [name for name in run.before.scheme.names if name not in run.request.meant.values()],
            doubtful=[film for film in result.doubtful if film in films],
            same=len(result.sets) - len(films),
            unplaced=count_unplaced(
                (marks for film, marks in result.sets.items() if film in films),
                set(run.request.meant.values()),
                run.before,
            ),
        )
        if not run.is_found_out:
            return note
        return tr("{model} was taken: {note}", model=run.request.choice.title, note=note)

    def _forget_last(self) -> None:
        self.last = None
