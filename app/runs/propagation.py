"""Propagation: the exemplars' landmarks carried to all films by a job, its result one undo step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.document import edits
from app.document.opinions import packed_opinions
from app.document.project import Project
from app.jobs.job_panel import in_plain_words
from app.jobs.past_run import PROPAGATION
from app.run_choice import LEARN_SIGMA, RunChoice
from app.runs.operations import (
    ESTIMATED,
    LEARNING,
    RESUMED,
    SECONDS,
    RunRequest,
    propagation,
    request_for,
)
from app.runs.run_times import RunTimes, Time
from app.runs.scores import scores
from app.runs.shown_points import ShownPoints, unfinished, without_whole
from app.runs.work_folder import forget, note_seconds, seconds_spent, shown_file, state_of, work_folder
from app.sentences import translated
from app.translation import listed, tr
from app.workspace.workspace import Workspace
from engine.errors import PropagationError
from engine.io.provenance import RunRecord
from engine.landmarks import LandmarkSet
from engine.operation import Progress

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.oneshot.propagate import Propagation


def closing_note(
    films: int,
    unreadable: int,
    mirrored: int,
    dropped: Sequence[str] = (),
    unfit: int = 0,
    unknown: Sequence[str] = (),
    kept: int = 0,
    doubtful: Sequence[str] = (),
    unplaced: int = 0,
    same: int = 0,
) -> str:
    """What came of a run, in a line; `dropped` are landmarks that left the scheme while it ran.

    `unknown`: landmarks of the project that a model does not know under any name. `kept`: films on which
    a model's points were kept. `doubtful`: films whose points look failed. `unplaced`: landmarks of predicted
    films that would lie beyond the edge. `same`: films that were found and of which no point changed, told
    where that is so of all.
    """
    if same and not films:
        parts = [tr("no point changed on {films}", films=_on_films(same))]
    else:
        parts = [tr("{n} film predicted", "{n} films predicted", n=films)]
    if mirrored:
        parts.append(tr("mirrored") if films == 1 else tr("{count} of them mirrored", count=mirrored))
    if doubtful:
        parts.append(tr("{count} of them doubtful ({names})", count=len(doubtful), names=listed(doubtful)))
    if unreadable:
        parts.append(tr("{n} unreadable film left out", "{n} unreadable films left out", n=unreadable))
    if kept:
        parts.append(tr("points of a model kept on {films}", films=_on_films(kept)))
    if unfit:
        parts.append(tr("{n} film left alone without points", "{n} films left alone without points", n=unfit))
    if unplaced:
        parts.append(
            tr(
                "{n} landmark beyond the film's edge left unplaced",
                "{n} landmarks beyond the film's edge left unplaced",
                n=unplaced,
            )
        )
    if dropped:
        parts.append(tr("left out as no longer in the scheme: {names}", names=", ".join(dropped)))
    if unknown:
        parts.append(tr("not known to the model: {names}", names=", ".join(unknown)))
    note = ", ".join(parts)
    return tr("{note}; Space goes to the most doubtful point", note=note) if films else note


def _on_films(count: int) -> str:
    """So many films, as they stand behind "on"."""
    return tr("{n} film", "{n} films", n=count)


def count_unplaced(found: Iterable[LandmarkSet], names: Collection[str], before: Project) -> int:
    """How often one of `names` got no place in `found`, where no person had decided `before`."""
    return sum(
        marks.get(name).position is None and not before.landmarks(marks.film).get(name).is_human
        for marks in found
        for name in names
    )


def unfit_words(unfit: Mapping[str, str]) -> str:
    """How many films do not fit, and why the first does not."""
    film, why = next(iter(unfit.items()))
    sentence = translated(why)
    first = sentence if film in sentence else tr("{film}: {why}", film=film, why=sentence)
    if len(unfit) == 1:
        return first
    return tr(
        "{count} films do not fit and have no points; the list of films says why. {first}",
        count=len(unfit),
        first=first,
    )


_PATIENCE = tr("Stop early takes effect after the current step, which can take a while.")
_LEARNS_SIGMA = tr("Learns the width of each heatmap too.")
_NO_SIGMA = tr("No widths of heatmaps are learned: Registration only has none.")
_LEAST_LEFT = 0.05  # share of a run that is left at least where it goes on
_KEPT = tr("What it had computed is kept: Propagate goes on from there.")
_SHOWN = tr("Points that are on show stay as predictions, unless it is cancelled.")
_LEARNED = tr(
    "Points that are on show stay as predictions, unless it is cancelled. Once it teaches the detectors, "
    "Stop early gives all films the points known by then."
)
_ASKED_AT_THE_END = tr(
    "Points of a model (P) are kept where a run's are not known to be better; you are asked."
)


@dataclass(frozen=True, slots=True)
class LastRun:
    """The latest run of the open project that came to its end, and how it was asked for."""

    result: Propagation
    choice: RunChoice
    seed: int
    finished: float  # on the clock of `monotonic`

    @property
    def summary(self) -> str:
        """How the run was made, in a line for files."""
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

    `finished` carries how sigmas were learned by a run that came to its end, or None; `taken` what a run was
    asked for, once its points are in the document.
    """

    finished = Signal(object)
    taken = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._previews = workspace.document, workspace.previews
        self._jobs, self._settings, self._messages = workspace.jobs, workspace.settings, workspace.messages
        self._before = Project()
        self._request: RunRequest | None = None  # of the run that goes on
        self._began = 0.0  # when it would have begun without a break, on the clock of `monotonic`
        self.times = RunTimes(workspace, self)
        self.last: LastRun | None = None
        # whether an earlier run of the present choice left something to go on from, when that last changed
        self.is_unfinished = False
        self._seen: dict[str, str] = {}  # film -> the stage that its preview is of
        self._shown = ShownPoints()
        self._document.replaced.connect(self._forget_last)
        self._document.replaced.connect(self.look_for_unfinished)
        self._settings.changed.connect(self._setting_changed)

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

    def look_for_unfinished(self) -> None:
        """Look on the disk for what a run of the present choice left."""
        folder = self._document.folder
        self.is_unfinished = folder is not None and bool(state_of(self._work_folder(folder)))

    def propagate(self) -> None:
        """Start a run on the open folder; the person is told where it cannot start."""
        if (folder := self._document.folder) is not None:
            self._messages.attempt(lambda: self.start(folder))

    def propagate_afresh(self) -> None:
        """As `propagate`, without what an unfinished run left."""
        if (folder := self._document.folder) is not None and not self._jobs.is_busy:
            self._messages.attempt(lambda: self._start_afresh(folder))

    def estimate(self) -> None:
        """Find out how long each way takes on these films here."""
        if (folder := self._document.folder) is not None:
            project = self._document.project
            self._messages.attempt(lambda: self.times.find_out(request_for(project, folder, self._settings)))

    def start(self, folder: Path) -> None:
        """Start a run on all usable films; EngineError where it cannot start."""
        if self._document.read_only:
            raise PropagationError(self._document.read_only)
        project = self._document.project
        time = self.times.known(self.choice)
        request = replace(request_for(project, folder, self._settings), is_timed=time is not None)
        others = [film for film, _ in request.films if not project.film(film).exemplar]
        if all(project.is_complete(film) or project.film(film).reviewed for film in others):
            self._say_nothing_is_left(request)
        self._jobs.start(
            f"{PROPAGATION} ({request.choice.english})",
            propagation(request),
            self._take,
            self._see,
            self._ended,
            [*_notes(request), *([_ASKED_AT_THE_END] if edits.films_of_models(project) else [])],
            f"{_KEPT} {_LEARNED if request.choice.learns else _SHOWN}" if request.work else _SHOWN,
            discarded=self._discarded,
            stop=request.stop,
            ends_in=LEARNING,
            films=len(others),
        )
        self._jobs.tell({}, {"exemplars": str(len(request.exemplars)), "seed": str(request.seed)})
        self._before, self._request, self._began = project, request, monotonic()
        self._seen = {}
        self._shown.begin(shown_file(folder, of_model=False), project, project.exemplars())
        if time is not None:
            self._expect(time)

    def _say_nothing_is_left(self, request: RunRequest) -> None:
        """Tell that a run changes no film; PropagationError where it does not even learn."""
        if not request.choice.learns:
            raise PropagationError(
                tr(
                    "Every landmark of the other films is decided: no point will change. Add films, or add a "
                    "landmark and place it on the exemplar."
                )
            )
        self._messages.note(
            tr(
                "Every landmark of the other films is decided: no point will change. What is learned can be "
                "saved as a model."
            )
        )

    def _setting_changed(self, key: str) -> None:
        if key in ("propagation", LEARN_SIGMA):  # another way has its own work folder
            self.look_for_unfinished()

    def _start_afresh(self, folder: Path) -> None:
        forget(self._work_folder(folder))
        self.start(folder)

    def _work_folder(self, folder: Path) -> Path:
        return work_folder(folder, self.choice, self._settings.flag(LEARN_SIGMA))

    def _expect(self, time: Time) -> None:
        self._jobs.expect(time.seconds)
        self._jobs.add_note(time.sentence)

    def _forget_last(self) -> None:
        # another project's export must not name this one's run
        self.last = None

    def _see(self, progress: Progress) -> None:
        if progress.stage == ESTIMATED and self._request is not None:
            time = Time(progress.metrics[SECONDS], progress.message)
            self.times.learn(self._request.choice, time)
            self._expect(time)
        if progress.stage == RESUMED:
            self._go_on(progress.message)
        if progress.found:
            self._shown.add(progress.found)  # before anyone sees them
            project = self._document.project
            found = [edits.without_worse(project, marks) for marks in progress.found]
            self._previews.add_previews(found, self._previews.exemplars)
            stage, _ = in_plain_words(progress.stage)
            self._seen.update({marks.film: stage for marks in found})

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
        """At an end without a result: what was on show is taken over; tells what is left of the run."""
        request, self._request = self._request, None
        left = [self._take_shown()]
        self._shown.forget()
        self.look_for_unfinished()
        if request is not None and request.work is not None and state_of(request.work):
            note_seconds(request.work, monotonic() - self._began)
            left.append(_KEPT)
        return " ".join(filter(None, left))

    def _discarded(self) -> str:
        """As `_ended`, where a person wants none of its points."""
        self._previews.clear_previews()
        return self._ended()

    def _take_shown(self) -> str:
        """Take the previews over as one step, for a person has seen them; tells what they are."""
        project = self._document.project
        shown = [unfinished(marks, project.landmarks(marks.film)) for marks in self._previews.all]
        self._previews.clear_previews()
        sources, now = self._previews.preview_sources, self._document.now()
        step = self._step(shown, sources, now, text=tr("Keep the points of an unfinished run"))
        if not self._document.push(step):
            return ""
        films = tuple(step.after.sets)
        stages = ", ".join(dict.fromkeys(self._seen[film] for film in films if film in self._seen))
        return tr(
            "The points that were found on {films} stay as predictions ({stages}); Undo takes them off.",
            films=_on_films(len(films)),
            stages=stages,
        )

    def _step(
        self,
        found: Iterable[LandmarkSet],
        sources: Iterable[str],
        now: str,
        result: Propagation | None = None,
        over_models: bool = False,
        text: str = "",
    ) -> edits.Change:
        """The edit that takes over what the run has found; without a `result` it has not ended."""
        return edits.take_predictions(
            self._document.project,
            found,
            now=now,
            sources=sources,
            mirrored=None if result is None else result.mirrored,
            doubtful=None if result is None else result.doubtful,
            opinions=None if result is None else packed_opinions(result.opinions, self._before.scheme.names),
            learned_from=self._before,
            over_models=over_models,
            text=text,
        )

    def _take(self, result: Propagation) -> str:
        request, now = self._request, self._document.now()
        if request is not None:
            self.last = LastRun(result, request.choice, request.seed, monotonic())
        self.finished.emit(result.sigmas)
        self._jobs.log(result.notes)
        self._jobs.tell(*scores(self._document.project, result, result.exemplars))
        exemplars = set(result.exemplars)
        project = self._document.project
        found = [marks for film, marks in result.sets.items() if film not in exemplars]
        if result.is_early:  # half-taught detectors replace nothing that a whole run has found
            found = [without_whole(marks, project.landmarks(marks.film)) for marks in found]
        step = self._step(found, result.exemplars, now, result)
        of_models = edits.films_of_models(project)
        left_alone = {film: why for film, why in result.unfit.items() if film not in of_models}
        unfit = edits.mark_unfit(project.with_parts(step.after), left_alone, self._before.scheme.names)
        self._request = None
        self._previews.clear_previews()
        pushed = self._document.take(edits.combined(project, step.text, step, unfit))
        self._shown.forget()
        taken = set(step.after.sets) if pushed else set()
        if left_alone:
            self._messages.warn(unfit_words(left_alone))
        kept = self._ask_about_models(found, result, now)
        if request is not None and request.work is not None:  # not before the document has the result
            self._let_go(request.work, result)
        self.look_for_unfinished()
        self.taken.emit(request)
        note = closing_note(
            len(taken),
            len(result.unreadable),
            sum(flipped for film, flipped in result.mirrored.items() if film in taken),
            edits.landmarks_without_place(self._document.project, found, self._before),
            len(left_alone),
            kept=kept,
            doubtful=[film for film in result.doubtful if film in taken],
            same=len(found) - len(taken) - kept,
            unplaced=count_unplaced(
                (marks for marks in found if marks.film in taken),
                {mark.name for film in exemplars for mark in self._before.landmarks(film).placed()},
                self._before,
            ),
        )
        if result.is_early:
            return tr(
                "Stopped early, with what it knew by then: {note}. Propagate goes on from there", note=note
            )
        return note

    def _let_go(self, work: Path, result: Propagation) -> None:
        """Forget the state of a run that is whole; one that was stopped early can go on from it."""
        if result.is_early:
            note_seconds(work, monotonic() - self._began)
        else:
            self._messages.attempt(lambda: forget(work))

    def _ask_about_models(self, found: Sequence[LandmarkSet], result: Propagation, now: str) -> int:
        """Ask whether the run's points replace those that a model (P) has predicted; on how many films."""

        def replaced(wanted: Iterable[LandmarkSet], now: str) -> edits.Change:
            text = tr("Replace the points of a model")
            return self._step(wanted, result.exemplars, now, result, over_models=True, text=text)

        films = replaced(found, now).after.sets  # with the same time only points of a model differ
        wanted = [marks for marks in found if marks.film in films]
        if films and not self._document.read_only:
            self._messages.warn(
                tr(
                    "{n} film kept points that a model (P) had predicted: the run's are not known to be "
                    "better.",
                    "{n} films kept points that a model (P) had predicted: the run's are not known to be "
                    "better.",
                    n=len(films),
                ),
                tr("Take the run's"),
                lambda: self._document.push(replaced(wanted, self._document.now())),
                holds=lambda: self.last is not None and self.last.result is result,
            )
        return len(films)


def _notes(request: RunRequest) -> list[str]:
    """What a person should know while `request` runs."""
    notes = [_PATIENCE] if request.choice is RunChoice.PAPER else []
    if request.learns_sigma:
        notes.append(_LEARNS_SIGMA if request.choice.learns else _NO_SIGMA)
    return notes
