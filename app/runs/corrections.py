"""Train on corrections: the last model learns on from what a person put right; such a round can go back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.document import edits
from app.document.project import Project
from app.jobs.job import JobSlot
from app.jobs.past_run import TRAINING_ON_CORRECTIONS
from app.run_choice import RunChoice
from app.runs.operations import ESTIMATED, LEARNING, RESUMED, SECONDS, RunRequest, human_marks, propagation
from app.runs.propagation import LastRun, Propagating, closing_note, unfit_words
from app.runs.rounds import LearnedRound, RoundFiles, points_digest, with_round
from app.runs.run_times import Time
from app.runs.scores import scores
from app.runs.work_folder import forget, work_folder
from app.settings import Settings
from app.time_left import in_words
from app.translation import tr
from app.views.moved_dialog import MovedDialog, MovedRow
from app.workspace.workspace import Workspace
from engine.errors import PropagationError
from engine.io.images import film_path
from engine.landmarks import LandmarkSet
from engine.operation import Progress

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel
    from engine.oneshot.propagate import Propagation

_FAR_MM = 2.0  # what the summary counts as a large move
_ENOUGH = 5  # films: with so many more exemplars the order of review gets clearly better, with fewer hardly
_MOST_REGISTERED = 6  # the engine's `FEW_REGISTERED`


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model of the person's own, that can be learned on from where nothing was learned here yet."""

    path: Path
    domain: str
    title: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What goes on: the request, the project that it started from, and the round that it goes on from."""

    request: RunRequest
    before: Project
    start: LearnedRound


def correction_request(
    project: Project, folder: Path, settings: Settings, start: Callable[[], TrainedModel] | None
) -> RunRequest:
    """A run on all usable films that learns on from `start`; PropagationError where there is nothing to do.

    Without a `start` it is registration, from more exemplars than before.

    Films of which a person decided on every landmark are exemplars, those marked so first; of the others
    single points are corrections.
    """
    films = project.usable_films()
    human = {film: marks for film in films if (marks := human_marks(project, film)).placed()}
    whole = [film for film in human if project.is_complete(film) or project.film(film).exemplar]
    whole.sort(key=lambda film: not project.film(film).exemplar)
    if not whole:
        raise PropagationError(
            tr("No film is corrected as a whole yet: accept one (Film > Accept the film), then train again.")
        )
    if len(whole) == len(films):
        raise PropagationError(
            tr("Every landmark of all films is decided: there is nothing left to predict.")
        )
    choice = RunChoice(settings.text("propagation"))
    choice = choice if choice.learns else RunChoice.QUICK
    choice = RunChoice.REGISTRATION if start is None else choice
    return RunRequest(
        [(film, film_path(folder, film)) for film in films],
        [human[film] for film in whole],
        project.scheme,
        settings.text("device"),
        settings.number("seed"),
        choice,
        None if start is None else work_folder(folder, choice, on_corrections=True),
        corrections=[marks for film, marks in human.items() if film not in whole],
        start=start,
        few_registered=True,
    )


class Correcting(QObject):
    """Trains on corrections and rolls rounds back. `changed`: what can be done is another.

    `went`: to a point that had moved. `own_model`: what Predict takes, where a person saved or imported it.
    """

    changed = Signal()
    went = Signal()

    def __init__(
        self, workspace: Workspace, propagating: Propagating, own_model: Callable[[], OwnModel | None]
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._previews = workspace.document, workspace.previews
        self._jobs, self._settings, self._messages = workspace.jobs, workspace.settings, workspace.messages
        self._selection, self._window = workspace.selection, workspace.window
        self._propagating, self._own_model = propagating, own_model
        self._keeping = JobSlot(self)
        self._rounds: tuple[LearnedRound, ...] = ()
        self._runs: dict[int, LastRun] = {}  # of the rounds that were made since the folder was opened
        self._placed: dict[str, str] = {}  # film -> digest of a person's points, of those that have any
        self._new: set[str] = set()  # those of them that the latest round did not know so
        self._offered_for: int | None = None  # the round of which it was offered to learn on
        self._asked: _Asked | None = None
        self._moves: tuple[edits.Move, ...] = ()
        self._dialog: MovedDialog | None = None
        self._document.replaced.connect(self._start_anew)
        self._document.landmarks_changed.connect(self._changed)
        propagating.taken.connect(self._propagated)

    @property
    def can_train(self) -> bool:
        """Whether a model is there to learn on from, and a film that a person decided on since."""
        return bool(self._new) and (bool(self._rounds) or self._own_model() is not None)

    @property
    def can_roll_back(self) -> bool:
        """Whether the latest round was trained on corrections."""
        return bool(self._rounds) and self._rounds[-1].before is not None

    @property
    def model_file(self) -> Path | None:
        """The file of what was learned last in this folder; None where there is none, or none yet."""
        folder = self._document.folder
        if folder is None or not self._rounds or self._keeping.is_busy or not self._rounds[-1].has_model:
            return None
        return RoundFiles(folder).model(self._rounds[-1])

    @property
    def dialog(self) -> MovedDialog | None:
        """The list of what moved, once there was one."""
        return self._dialog

    def train(self) -> None:
        """Start; the person is told where it cannot."""
        if (folder := self._document.folder) is not None:
            self._messages.attempt(lambda: self._start(folder))

    def roll_back(self) -> None:
        """Bring back the points and the model of the round before."""
        if self.can_roll_back and not self._jobs.is_busy:
            self._messages.attempt(self._roll_back)

    def show_moves(self) -> None:
        """The list of what the latest round moved."""
        if self._dialog is None:
            self._dialog = dialog = MovedDialog(self._window)
            dialog.spot_wanted.connect(self._go_to)
            dialog.roll_back_wanted.connect(self.roll_back)
            dialog.finished.connect(self._window.activateWindow)  # the keys belong to the film again
        self._fill()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.take_keys()

    def _start(self, folder: Path) -> None:
        if self._document.read_only:
            raise PropagationError(self._document.read_only)
        if self._keeping.is_busy:
            raise PropagationError(tr("What was learned last is still being kept: try again in a moment."))
        start, load = self._start_model(folder)
        project = self._document.project
        request = correction_request(project, folder, self._settings, load)
        told = _start_words(start, len(request.exemplars) + len(request.corrections))
        self._jobs.start(
            TRAINING_ON_CORRECTIONS,
            propagation(request),
            self._take,
            self._see,
            self._ended,
            [told],
            _stays(request),
            stop=request.stop,
            ends_in=LEARNING,
            films=len(request.films) - len(request.exemplars),
        )
        self._asked = _Asked(request, project, start)
        self._jobs.tell({}, {"exemplars": str(len(request.exemplars)), "seed": str(request.seed)})

    def _start_model(self, folder: Path) -> tuple[LearnedRound, Callable[[], TrainedModel] | None]:
        """The round to go on from, and what gives its model in a job where it has one."""
        if not self._rounds:
            own = self._own_model()
            if own is None:
                raise PropagationError(tr("Nothing was learned here yet: propagate first."))
            start = LearnedRound(0, own.title, own_model=str(own.path))
            return start, partial(_loaded, own.path, own.domain, ())
        start = self._rounds[-1]
        if not start.has_model:
            return start, None
        run = self._runs.get(start.number)
        if run is not None and (learned := run.result.learned) is not None:
            return start, lambda: learned
        return start, partial(_loaded, RoundFiles(folder).model(start), "", tuple(start.knew))

    def _see(self, progress: Progress) -> None:
        if progress.stage == ESTIMATED:
            time = Time(progress.metrics[SECONDS], progress.message)
            self._jobs.expect(time.seconds)
            if self._asked is not None and not self._asked.start.has_model:  # registration, as Propagate does
                self._propagating.times.remember(self._asked.request.choice, time)
            self._jobs.add_note(time.sentence)
        if progress.stage == RESUMED:
            self._jobs.add_note(progress.message)
        if progress.found:
            self._previews.add_previews(progress.found, self._previews.exemplars)

    def _ended(self) -> str:
        asked, self._asked = self._asked, None
        self._previews.clear_previews()
        return "" if asked is None else _stays(asked.request)

    def _take(self, result: Propagation) -> str:
        """Take over what was found as one step, keep the round, and list what moved."""
        asked, self._asked = self._asked, None
        self._previews.clear_previews()
        folder = self._document.folder
        if asked is None or folder is None:
            return ""
        self._jobs.log(result.notes)
        before = self._document.project
        self._jobs.tell(*scores(before, result, _known(asked.request)))
        step = self._step(asked, result)
        pushed = self._document.take(step)
        self._keep_round(folder, asked, result, step)
        if asked.request.work is not None:
            work = asked.request.work
            self._messages.attempt(lambda: forget(work))
        taken = tuple(step.after.sets) if pushed else ()
        self._moves = edits.moves_between(before, self._document.project, taken)
        if result.unfit:
            self._messages.warn(unfit_words(result.unfit))
        better = self._kept_of_models(asked, result)
        if self._moves:
            self.show_moves()
        elif self._dialog is not None:  # it lists what an earlier round moved
            self._dialog.close()
        note = closing_note(
            len(taken),
            len(result.unreadable),
            sum(flipped for film, flipped in result.mirrored.items() if film in taken),
            edits.landmarks_without_place(self._document.project, result.sets.values(), asked.before),
            len(result.unfit),
            kept=better,
            doubtful=[film for film in result.doubtful if film in taken],
            same=len(result.sets) - len(set(result.exemplars) & result.sets.keys()) - len(taken),
        )
        return tr("Stopped early, with what it knew by then: {note}", note=note) if result.is_early else note

    def _kept_of_models(self, asked: _Asked, result: Propagation) -> int:
        """On how many films a model's points were kept, as the run's are not known to be better; told."""
        if asked.start.own_model:
            return 0
        project = self._document.project
        found = (marks for film, marks in result.sets.items() if film not in result.exemplars)
        films = sum(edits.without_worse(project, marks) != marks for marks in found)
        if films:
            self._messages.warn(
                tr(
                    "The points that a model (P) had predicted are kept on {films}: this run's are not known "
                    "to be better.",
                    films=tr("{n} film", "{n} films", n=films),
                )
            )
        return films

    def _step(self, asked: _Asked, result: Propagation) -> edits.Change:
        exemplars = set(result.exemplars)
        return edits.take_predictions(
            self._document.project,
            [marks for film, marks in result.sets.items() if film not in exemplars],
            now=self._document.now(),
            sources=result.exemplars,
            mirrored=result.mirrored,
            doubtful=result.doubtful,
            learned_from=asked.before,
            # a model that learned on knows better than itself before
            over_models=bool(asked.start.own_model),
            text=tr("Train on corrections"),
        )

    def _keep_round(self, folder: Path, asked: _Asked, result: Propagation, step: edits.Change) -> None:
        """The new round, and what it goes on from where that is a model of the person's."""
        rounds = self._rounds or (asked.start,)
        learned = result.learned is not None
        new = LearnedRound(
            rounds[-1].number + 1, result.method, _known(asked.request), step.before, has_model=learned
        )
        self._add(folder, with_round(rounds, new), result, asked.request)

    def _propagated(self, request: RunRequest | None) -> None:
        """A propagation from the beginning was taken: rounds go on from what it learned.

        Registration learns nothing: what was learned before is gone on from, where anything was.
        """
        last, folder = self._propagating.last, self._document.folder
        if request is None or last is None or folder is None:
            return
        learned = last.result.learned is not None
        if not learned and self._rounds and self._rounds[-1].has_model:
            return
        number = self._rounds[-1].number + 1 if self._rounds else 0
        first = LearnedRound(number, last.result.method, _known(request), has_model=learned)
        self._runs.clear()
        self._moves = ()
        self._add(folder, (first,), last.result, request)

    def _add(
        self, folder: Path, rounds: tuple[LearnedRound, ...], result: Propagation, request: RunRequest
    ) -> None:
        last = LastRun(result, request.choice, request.seed, monotonic())
        self._propagating.last = self._runs[rounds[-1].number] = last
        if not self._keeping.is_busy:  # or the window is so quick that the one before still is written
            self._keeping.start(
                RoundFiles(folder).keeping(rounds, result.learned),
                lambda _none: self.changed.emit(),
                self._messages.error,
            )
        self._show_rounds(rounds)

    def _roll_back(self) -> None:
        folder, last = self._document.folder, self._rounds[-1]
        if folder is None or last.before is None:
            return
        if self._keeping.is_busy:
            raise PropagationError(tr("This round is still being kept: try again in a moment."))
        step = edits.take_back(self._document.project, last.before, last.title, tr("Roll back a round"))
        films = len(step.after.sets)
        if not step.is_empty and not self._document.push(step):
            return
        self._show_rounds(self._rounds[:-1])
        self._propagating.last = self._runs.get(self._rounds[-1].number) if self._rounds else None
        RoundFiles(folder).write(self._rounds)
        self._moves = ()
        if self._dialog is not None:
            self._dialog.close()
        self._messages.note(
            tr(
                "The points of {films} are those of before the round, and {model} is the model again; what a "
                "person placed stays.",
                films=tr("{n} film", "{n} films", n=films),
                model=self._rounds[-1].title if self._rounds else tr("no model"),
            )
        )

    def _fill(self) -> None:
        if self._dialog is not None:
            rows = [MovedRow(move.film, move.landmark, _distance(move)) for move in self._moves]
            self._dialog.show_moves(moved_words(self._moves), rows, self.can_roll_back)

    def _go_to(self, film: str, landmark: str) -> None:
        if film in self._document.project.films:
            self._selection.set_film(film)
            self._selection.set_landmark(landmark)
            self.went.emit()

    def _start_anew(self) -> None:
        """Another project: its rounds, and who of its films a person placed points on."""
        folder, project = self._document.folder, self._document.project
        self._rounds = () if folder is None else RoundFiles(folder).load()
        self._runs, self._moves, self._placed, self._new = {}, (), {}, set()
        self._offered_for = None
        if self._dialog is not None:
            self._dialog.close()
        self._look_at(project.sets)

    def _changed(self, films: Iterable[str]) -> None:
        self._look_at(films)
        self._offer()

    def _offer(self) -> None:
        """Once a round, as soon as enough films are corrected: the others profit, and so does their order."""
        if not self._rounds or self._offered_for == self._rounds[-1].number or self._jobs.is_busy:
            return
        project = self._document.project
        whole = [film for film in self._new if project.is_complete(film)]
        if len(whole) < _ENOUGH or self._document.read_only:
            return
        self._offered_for = self._rounds[-1].number
        self._messages.offer(
            _offer_words(len(whole), self._rounds[-1].has_model, self._expected(len(whole))),
            tr("Train on corrections"),
            self.train,
            holds=lambda: bool(self._new) and not self._jobs.is_busy,
        )

    def _expected(self, corrected: int) -> float:
        """Seconds for a run with so many films more, by the latest one of this sitting; 0 where none was."""
        last = self._propagating.last
        if last is None or last.result.seconds <= 0:
            return 0.0
        before = max(1, len(last.result.exemplars))
        if last.result.learned is not None:  # a round is half as long, and more exemplars are registered
            return last.result.seconds
        return last.result.seconds * min(before + corrected, _MOST_REGISTERED) / before

    def _look_at(self, films: Iterable[str]) -> None:
        """Note what a person placed on these films, and whether the latest round knows it."""
        for film in films:
            digest = points_digest(self._document.project.landmarks(film))
            if digest:
                self._placed[film] = digest
            else:
                self._placed.pop(film, None)
            self._new.discard(film)
            self._new |= self._unknown([film])

    def _unknown(self, films: Iterable[str]) -> set[str]:
        knew = self._rounds[-1].knew if self._rounds else {}
        return {film for film in films if film in self._placed and self._placed[film] != knew.get(film)}

    def _show_rounds(self, rounds: tuple[LearnedRound, ...]) -> None:
        self._rounds, kept = rounds, {each.number for each in rounds}
        self._runs = {number: run for number, run in self._runs.items() if number in kept}
        self._new = self._unknown(self._placed)
        self.changed.emit()


def _offer_words(films: int, has_model: bool, seconds: float) -> str:
    """The offer of a round with so many corrected `films`; `seconds`: what it takes, 0 where nobody knows."""
    corrected = tr("{n} film corrected", "{n} films corrected", n=films)
    way = tr("learn on from them") if has_model else tr("register the others again with them")
    if seconds:
        way = tr("{way}, about {time}", way=way, time=in_words(seconds))
    return tr(
        "{corrected}: {way}? The other points come nearer, and the worst come first more surely.",
        corrected=corrected,
        way=way,
    )


def _start_words(start: LearnedRound, count: int) -> str:
    """What a round goes on from, and on how many films it takes a person's points."""
    films = tr("{n} film", "{n} films", n=count)
    if start.has_model:
        return tr("Learns on from {model} with a person's points on {films}.", model=start.title, films=films)
    return tr("Goes on from {model} with a person's points on {films}.", model=start.title, films=films)


def moved_words(moves: tuple[edits.Move, ...]) -> str:
    """How much moved, and how far, in two sentences."""
    if not moves:
        return tr("No point moved.")
    films = len({move.film for move in moves})
    in_mm = [move.mm for move in moves if move.mm is not None]
    far = sum(mm > _FAR_MM for mm in in_mm)
    middle = moves[len(in_mm) // 2] if in_mm else moves[len(moves) // 2]
    points = tr("{n} point", "{n} points", n=len(moves))
    on_films = tr("{n} film", "{n} films", n=films)
    if not in_mm:
        return tr(
            "{points} on {films} moved, half of them by less than {distance}. A person's points stayed where "
            "they are.",
            points=points,
            films=on_films,
            distance=_distance(middle),
        )
    return tr(
        "{points} on {films} moved, half of them by less than {distance}, {far} by more than {limit:g} mm. "
        "A person's points stayed where they are.",
        points=points,
        films=on_films,
        distance=_distance(middle),
        far=far,
        limit=_FAR_MM,
    )


def _distance(move: edits.Move) -> str:
    return f"{move.px:.1f} px" if move.mm is None else f"{move.mm:.2f} mm"


def _stays(request: RunRequest) -> str:
    """What is left of a run that is stopped."""
    if request.work is None:
        return tr("The points stay as they were.")
    return tr(
        "The points stay as they were; what it computed is kept: Train on corrections goes on from there."
    )


def _known(request: RunRequest) -> dict[str, str]:
    """Film -> digest of the points that a run learned from."""
    every: tuple[LandmarkSet, ...] = (*request.exemplars, *request.corrections)
    return {marks.film: points_digest(marks) for marks in every}


def _loaded(path: Path, domain: str, knew: tuple[str, ...]) -> TrainedModel:
    """A model out of its file; `knew`: the films with a person's points that it learned from."""
    from engine.models.checkpoint import load_model

    learned = load_model(path).domain(domain or None)
    return replace(learned, training=replace(learned.training, exemplars=knew or learned.training.exemplars))
