"""Starts operations as jobs and shows them in the job panel; one learning job at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.jobs.awake import kept_awake
from app.jobs.job import Bug, JobSlot
from app.jobs.past_run import PastRun, RunEnd, run_words
from app.sentences import translated
from app.time_left import RunPace, in_words
from app.translation import tr
from app.views.job_panel import JobDisplay, JobPanel
from app.views.sigma_curves import SigmaRoundMark
from engine.errors import EngineError
from engine.operation import Operation, Progress, StopEarly

_WORDS = {  # stage -> it in plain words, and what it counts, which `_unit_words` translates
    "loading": (tr("Getting ready"), ""),
    "running": (tr("Getting ready"), ""),
    "probing this machine": (tr("Timing this computer"), ""),
    "registration": (tr("Fitting the exemplar"), "films"),
    "learning to register": (tr("Learning to fit"), "films seen"),
    "bridges": (tr("Comparing the films with each other"), "films"),
    "finder": (tr("Learning where to look"), "steps"),
    "co-teaching": (tr("Teaching the detectors"), "steps"),
    "training": (tr("Teaching the detector"), "steps"),
    "learning sigma": (tr("Learning widths of heatmaps"), "steps"),
    "validation": (tr("Checking on films kept back"), "films"),
    "comparing films": (tr("Comparing the films with each other"), "films"),
    "reading exemplars": (tr("Reading the exemplars"), ""),
    "reading films": (tr("Reading the films"), "films"),
    "choosing films": (tr("Choosing films to learn from"), "films"),
    "prediction": (tr("Finding the landmarks"), "films"),
    "finding out which model fits": (tr("Finding out which model fits"), "films"),
    "measuring": (tr("Measuring on films kept back"), "films"),
    "heatmap": (tr("Looking at the film"), ""),
    "saving": (tr("Writing the file"), ""),
    "drawing phantoms": (tr("drawing phantoms"), ""),
    "opening the sample": (tr("opening the sample"), ""),
    "estimated": (tr("estimated"), ""),
    "going on": (tr("going on"), ""),
}


FEWEST_FOR_SAMPLES = 3  # films of a job


def in_plain_words(stage: str) -> tuple[str, str]:
    """(the stage in plain words, the unit that it counts); other stages are plain already."""
    return _WORDS.get(stage, (stage, ""))


def _unit_words(unit: str, total: int) -> str:
    """A unit behind "3 of `total`"."""
    match unit:
        case "films":
            return tr("film", "films", comment="of so many", n=total)
        case "steps":
            return tr("step", "steps", comment="of so many", n=total)
        case "films seen":
            return tr("films seen", comment="of so many")
        case _:
            return unit


def round_of(metrics: Mapping[str, float]) -> SigmaRoundMark | None:
    """The round that a progress tells, None where it tells of no landmark's sigma."""
    sigmas = _of_landmarks(metrics, "sigma")
    return SigmaRoundMark(int(metrics["epoch"]), sigmas, _of_landmarks(metrics, "reward")) if sigmas else None


def _of_landmarks(metrics: Mapping[str, float], what: str) -> dict[str, float]:
    """The metrics "`what` NAME" as {NAME: value}."""
    start = f"{what} "
    return {key.removeprefix(start): value for key, value in metrics.items() if key.startswith(start)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The running job as it was asked for; see `Jobs.start`."""

    title: str
    done: Callable[[Any], str]
    seen: Callable[[Progress], None] | None
    ended: Callable[[], str] | None
    discarded: Callable[[], str] | None
    if_stopped: str
    stop: StopEarly | None
    ends_in: Collection[str]
    films: int
    error_unit: str
    when: str  # UTC, ISO 8601
    began: float  # on the clock of `monotonic`

    @property
    def words(self) -> str:
        """Its title, in the language of the window."""
        return run_words(self.title)

    def comes_to_a_result(self, stage: str) -> bool:
        """Whether it looks at `stop` in this stage of the operation."""
        return self.stop is not None and (not self.ends_in or stage in self.ends_in)

    def can_stop_early(self, stage: str) -> bool:
        """Whether something of it can be kept in this stage."""
        return self.comes_to_a_result(stage) or self.discarded is not None


_NOTHING = _Asked("", lambda _result: "", None, None, None, "", None, (), 0, "", "", 0.0)


class Jobs(QObject):
    """Runs one job with the panel. `busy_changed` carries whether one is running, `failed` why one failed.

    `started` carries the title of a job that runs now, `found` the landmark sets that one on several films
    has just found, and `over` the `PastRun` of one that has ended, however it did.
    """

    busy_changed = Signal(bool)
    started = Signal(str)
    failed = Signal(object)
    found = Signal(object)
    over = Signal(object)

    def __init__(self, panel: JobPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._slot = JobSlot(self)
        self._pace = RunPace()
        self._asked, self._stage = _NOTHING, ""
        self._notes: list[str] = []
        self._figures: dict[str, float] = {}
        self._details: dict[str, str] = {}
        self._wanted = RunEnd.FINISHED  # how the person wants it to end
        self._is_stopping = False
        self._slot.busy_changed.connect(self.busy_changed)
        panel.cancel_wanted.connect(self.cancel)
        panel.keep_wanted.connect(self.stop_early)

    @property
    def is_busy(self) -> bool:
        """True while a job runs."""
        return self._slot.is_busy

    @property
    def can_stop_early(self) -> bool:
        """True while a job runs of which something can be kept, and nobody has stopped it yet."""
        can = self._asked.can_stop_early(self._stage)
        return self.is_busy and can and self._wanted is RunEnd.FINISHED

    @property
    def question(self) -> str:
        """What to ask who closes the window now: the job and what is left of it; "" for nothing to ask."""
        if not self._slot.is_busy or self._is_stopping:
            return ""
        return tr(
            "{job} is still running. {if_stopped}",
            job=self._asked.words,
            if_stopped=self._asked.if_stopped,
        )

    def start(
        self,
        title: str,
        operation: Operation[Any],
        done: Callable[[Any], str],
        seen: Callable[[Progress], None] | None = None,
        ended: Callable[[], str] | None = None,
        notes: Sequence[str] = (),
        if_stopped: str = tr("Nothing of it is kept."),
        *,
        discarded: Callable[[], str] | None = None,
        stop: StopEarly | None = None,
        ends_in: Collection[str] = (),
        films: int = 0,
        error_unit: str = "",
    ) -> None:
        """Start a job; EngineError where one is running.

        `title` is in English, as it is stored; `run_words` knows what it is called in the window.
        `done` takes the result and returns the closing note, `seen` gets each progress, `ended` is
        called at any end that has no result and may return what is left of the job ("": nothing).
        `notes` stand below the title while it runs. `if_stopped` tells who would stop it what is kept then.
        `discarded`: called in place of `ended` where a person cancels the job, to keep nothing; then it can
        be stopped early as well. `stop`: what the operation polls, so that it comes to a result early;
        `ends_in`: the stages in which it does, where these are not all.
        `films`: on how many it runs, for the history of runs; 0 for a job that is none. `error_unit`: of the
        errors on validation films.
        """
        self._slot.start(
            kept_awake(operation), self._succeeded, self._failed, self._cancelled, self._progressed
        )
        when = datetime.now(UTC).isoformat(timespec="seconds")
        of_end = (done, seen, ended, discarded, if_stopped, stop, ends_in)
        self._asked, self._stage = _Asked(title, *of_end, films, error_unit, when, time.monotonic()), ""
        self._pace, self._wanted, self._is_stopping = RunPace(), RunEnd.FINISHED, False
        self._notes, self._figures, self._details = list(notes), {}, {}
        self._panel.start(run_words(title), "\n".join(self._notes), self.can_stop_early)
        self.started.emit(title)

    def tell(self, figures: Mapping[str, float], details: Mapping[str, str]) -> None:
        """What the history of runs is to say of the running job, also while its result is taken."""
        self._figures.update(figures)
        self._details.update(details)

    def add_note(self, note: str) -> None:
        """One more line below the title of the running job."""
        self._notes.append(note)
        self._panel.show_notes("\n".join(self._notes))

    def remove_note(self, note: str) -> None:
        """Take such a line away again."""
        self._notes = [kept for kept in self._notes if kept != note]
        self._panel.show_notes("\n".join(self._notes))

    def log(self, lines: Sequence[str]) -> None:
        """More lines for the log of the job."""
        for line in lines:
            self._panel.write(translated(line))

    def expect(self, seconds: float) -> None:
        """The running job is expected to take so long from now on."""
        self._pace.expect(seconds, time.monotonic())

    def cancel(self) -> None:
        """Stop the running job at its next step; nothing of it is kept that it can do without."""
        self._stop(RunEnd.CANCELLED)

    def interrupt(self) -> None:
        """Stop the running job at its next step where no person asked for it: what can be kept is kept."""
        self._stop(RunEnd.STOPPED)

    def _stop(self, wanted: RunEnd) -> None:
        if self._slot.is_busy:
            self._wanted, self._is_stopping = wanted, True
            self._slot.cancel()
            self._panel.show_stopping()

    def stop_early(self) -> None:
        """End the running job at its next step and keep what it has so far."""
        if not self.can_stop_early:
            return
        if self._asked.stop is None or not self._asked.comes_to_a_result(self._stage):
            self._stop(RunEnd.STOPPED)
        else:  # it goes on to its result
            self._wanted = RunEnd.STOPPED
            self._asked.stop.ask()
            self._panel.show_ending()

    def leave(self) -> None:
        """Another project is open: what the panel says of an ended job was of the one before."""
        self._panel.setVisible(self.is_busy)

    def _progressed(self, progress: Progress) -> None:
        self._stage = progress.stage
        self._panel.offer_keeping(self._asked.can_stop_early(self._stage))
        stage, unit = in_plain_words(progress.stage)
        metrics = progress.metrics
        left = self._pace.seconds_left(progress, time.monotonic())
        self._panel.show_progress(
            JobDisplay(
                stage,
                progress.done,
                progress.total,
                _unit_words(unit, progress.total),
                left,
                "\n".join(map(translated, progress.message.splitlines())),  # a job joins those of one stage
                metrics.get("loss"),
                round_of(metrics),
                metrics.get("validation"),
                self._asked.error_unit,
                self._seconds / (self._seconds + left) if left and self._pace.is_of_run else None,
            )
        )
        if self._asked.seen is not None:
            self._asked.seen(progress)
        if progress.found and self._asked.films >= FEWEST_FOR_SAMPLES:
            self.found.emit(progress.found)

    def _succeeded(self, result: Any) -> None:
        try:
            note = self._asked.done(result)
        except EngineError as error:
            self._failed(error)
            return
        except Exception as error:  # whatever it is, the job is over and the panel says so
            self._failed(Bug.of(error))
            return
        early = RunEnd.STOPPED if self._wanted is RunEnd.STOPPED else RunEnd.FINISHED
        job = self._asked.words
        if early is RunEnd.STOPPED:
            words = note or tr("{job} was stopped early", job=job)
        else:
            words = note or tr("{job} is done", job=job)
        self._finish(early, tr("{outcome}. It took {time}.", outcome=words, time=in_words(self._seconds)))

    def _failed(self, error: EngineError | Bug) -> None:
        left = self._what_is_left(self._asked.ended)
        self._finish(RunEnd.FAILED, tr("{job} failed. {left}", job=self._asked.words, left=left).rstrip())
        self.failed.emit(error)

    def _cancelled(self) -> None:
        """Only who cancels wants nothing kept: a window that closes stops it too."""
        asked, end = self._asked, RunEnd.STOPPED
        if self._wanted is RunEnd.CANCELLED:
            end = RunEnd.CANCELLED
        discards = end is RunEnd.CANCELLED and asked.discarded is not None
        left = self._what_is_left(asked.discarded if discards else asked.ended)
        left = left or tr("Nothing of it was kept.")
        if end is RunEnd.CANCELLED:
            note = tr("{job} was cancelled. {left}", job=asked.words, left=left)
        else:
            note = tr("{job} was stopped early. {left}", job=asked.words, left=left)
        self._finish(end, note)

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._asked.began

    def _finish(self, end: RunEnd, note: str) -> None:
        asked = self._asked
        self._panel.finish(note)
        figures, details = dict(self._figures), dict(self._details)
        run = PastRun(asked.when, asked.title, asked.films, self._seconds, end, figures, details)
        self.over.emit(run)

    def _what_is_left(self, ended: Callable[[], str] | None) -> str:
        """What `ended` tells; where it fails the job is over all the same, and the panel says so."""
        try:
            return "" if ended is None else ended()
        except EngineError as error:
            return translated(str(error))
        except Exception as error:
            self.failed.emit(Bug.of(error))
            return ""
