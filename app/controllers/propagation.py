"""Propagation: the exemplars' landmarks carried to all films by a job, its result one undo step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.controllers.closing_note import closing_note, unfit_words
from app.controllers.films import Films
from app.controllers.jobs import Jobs
from app.controllers.run_operations import ESTIMATED, RESUMED, SECONDS, estimation, propagation
from app.controllers.run_request import RunRequest, request_for
from app.controllers.say import Say
from app.controllers.shown import Shown
from app.controllers.times import Time, Times
from app.controllers.unfinished import forget, note_seconds, seconds_spent, state_of, work_folder
from app.document import edits
from app.document.document import Document
from app.document.project import Project
from app.run_choice import LEARN_SIGMA, RunChoice
from app.settings import Settings
from engine.errors import PropagationError
from engine.io.provenance import RunRecord
from engine.operation import Progress

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.oneshot.estimate import Estimate
    from engine.oneshot.propagate import Propagation

_PATIENCE = "Cancel takes effect after the current step, which can take a while."
_LEARNS_SIGMA = "Learns the width of each heatmap too."
_NO_SIGMA = "No widths of heatmaps are learned: Registration only has none."
_LEAST_LEFT = 0.05  # share of a run that is left at least where it goes on
_KEPT = "What it had computed is kept: Propagate goes on from there."


@dataclass(frozen=True, slots=True)
class LastRun:
    """The latest run of the open project that came to its end, and how it was asked for."""

    result: Propagation
    choice: RunChoice
    seed: int
    finished: float  # on the clock of `monotonic`

    @property
    def told(self) -> str:
        """How the run was made, in a line."""
        which = f"seed {self.seed}, exemplars {', '.join(self.result.exemplars)}"
        return f"{self.result.method} ({which}) on {self.result.device}"

    def made(self, record: RunRecord) -> RunRecord:
        """`record` with how the run was made."""
        return replace(
            record,
            method=self.result.method,
            preset=self.choice.value if self.choice.learns else "",
            device=self.result.device,
            seed=self.seed,
            seconds=self.result.seconds,
            sigmas={} if self.result.sigmas is None else self.result.sigmas.as_json(),
            notes=(*self.result.notes, *record.notes),
        )


class Propagating(QObject):
    """Starts runs and takes over what they found. `last` is the latest one, for the export's run.json.

    `finished` carries how sigmas were learned by a run that came to its end, or None.
    """

    finished = Signal(object)

    def __init__(
        self,
        document: Document,
        shown: Shown,
        jobs: Jobs,
        films: Films,
        settings: Settings,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._shown, self._jobs = document, shown, jobs
        self._films, self._settings, self._say = films, settings, say
        self._before = Project()
        self._request: RunRequest | None = None  # of the run that goes on
        self._began = 0.0  # when it would have begun without a break, on the clock of `monotonic`
        self.times = Times(document, settings, self)
        self.last: LastRun | None = None
        document.replaced.connect(self._forget_last)

    @property
    def choice(self) -> RunChoice:
        """How the next run propagates."""
        return RunChoice(self._settings.text("propagation"))

    @property
    def is_busy(self) -> bool:
        """True while any job runs: no run can start."""
        return self._jobs.is_busy

    @property
    def learned(self) -> TrainedModel | None:
        """What the last run has learned."""
        return None if self.last is None else self.last.result.learned

    @property
    def is_running(self) -> bool:
        """True from the start of a run until its points are in the document, or it ended without any."""
        return self._request is not None

    @property
    def is_unfinished(self) -> bool:
        """True where an earlier run of the present choice left something to go on from."""
        folder = self._films.folder
        return folder is not None and bool(state_of(self._work_folder(folder)))

    def propagate(self) -> None:
        """Start a run on the open folder; the person is told where it cannot start."""
        if (folder := self._films.folder) is not None:
            self._say.attempt(lambda: self.start(folder))

    def propagate_afresh(self) -> None:
        """As `propagate`, without what an unfinished run left."""
        if (folder := self._films.folder) is not None and not self._jobs.is_busy:
            self._say.attempt(lambda: self._start_afresh(folder))

    def estimate(self) -> None:
        """Find out how long each way takes on these films here."""
        if (folder := self._films.folder) is not None:
            self._say.attempt(lambda: self._estimate(folder))

    def start(self, folder: Path) -> None:
        """Start a run on all usable films; EngineError where it cannot start."""
        self._document_must_be_writable()
        project = self._document.project
        time = self.times.known(self.choice)
        request = replace(request_for(project, folder, self._settings), is_timed=time is not None)
        self._jobs.start(
            f"Propagation ({request.choice.label})",
            propagation(request),
            self._take,
            self._see,
            self._ended,
            _notes(request),
        )
        self._before, self._request, self._began = project, request, monotonic()
        if time is not None:
            self._expect(time)

    def _start_afresh(self, folder: Path) -> None:
        forget(self._work_folder(folder))
        self.start(folder)

    def _work_folder(self, folder: Path) -> Path:
        return work_folder(folder, self.choice, self._settings.flag(LEARN_SIGMA))

    def _estimate(self, folder: Path) -> None:
        request = request_for(self._document.project, folder, self._settings)
        self._jobs.start("Timing", estimation(request, RunChoice), self._take_times)

    def _take_times(self, times: Mapping[RunChoice, Estimate]) -> str:
        for choice, found in times.items():
            self.times.learn(choice, Time(found.seconds, found.text))
        return ", ".join(f"{choice.label} {self.times.about(choice)}" for choice in times)

    def _expect(self, time: Time) -> None:
        self._jobs.expect(time.seconds)
        self._jobs.add_note(f"{time.text[:1].upper()}{time.text[1:]}.")

    def _forget_last(self) -> None:
        # another project's export must not name this one's run
        self.last = None

    def _document_must_be_writable(self) -> None:
        if self._document.read_only:
            raise PropagationError(self._document.read_only)

    def _see(self, progress: Progress) -> None:
        if progress.stage == ESTIMATED and self._request is not None:
            time = Time(progress.metrics[SECONDS], progress.message)
            self.times.learn(self._request.choice, time)
            self._expect(time)
        if progress.stage == RESUMED:
            self._go_on(progress.message)
        if progress.found:
            self._shown.add_previews(progress.found, self._document.project.exemplars())

    def _go_on(self, note: str) -> None:
        request = self._request
        if request is None:
            return
        spent = seconds_spent(request.work)
        self._began -= spent
        self._jobs.add_note(note)
        if (time := self.times.known(request.choice)) is not None:
            self._jobs.expect(max(time.seconds - spent, _LEAST_LEFT * time.seconds))

    def _ended(self) -> str:
        """At any end; tells what is left of the run where it has no result."""
        request, self._request = self._request, None
        self._shown.clear_previews()
        if request is None or request.work is None or not state_of(request.work):
            return ""
        note_seconds(request.work, monotonic() - self._began)
        return _KEPT

    def _take(self, result: Propagation) -> str:
        if self._request is not None:
            self.last = LastRun(result, self._request.choice, self._request.seed, monotonic())
        self.finished.emit(result.sigmas)
        self._jobs.log(result.notes)
        exemplars = set(result.exemplars)
        found = [marks for film, marks in result.sets.items() if film not in exemplars]
        project = self._document.project
        step = edits.take_predictions(
            project,
            found,
            now=self._document.now(),
            sources=result.exemplars,
            mirrored=result.mirrored,
            learned_from=self._before,
        )
        work = None if self._request is None else self._request.work
        self._ended()
        unfit = edits.mark_unfit(project.with_parts(step.after), result.unfit, self._before.scheme.names)
        pushed = self._document.push(edits.combined(project, step.text, step, unfit))
        taken = set(step.after.sets) if pushed else set()
        if result.unfit:
            self._say.warn(unfit_words(result.unfit))
        if work is not None:  # not before the document has the result
            forget(work)
        return closing_note(
            len(taken),
            len(result.unreadable),
            sum(flipped for film, flipped in result.mirrored.items() if film in taken),
            edits.landmarks_without_place(self._document.project, found, self._before),
            len(result.unfit),
        )


def _notes(request: RunRequest) -> list[str]:
    """What a person should know while `request` runs."""
    notes = [_PATIENCE] if request.choice is RunChoice.PAPER else []
    if request.learns_sigma:
        notes.append(_LEARNS_SIGMA if request.choice.learns else _NO_SIGMA)
    return notes
