"""How long each way of propagating takes on the open films on this computer, as far as that was tried."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.jobs.job import JobSlot
from app.run_choice import LEARN_SIGMA, RunChoice
from app.runs.operations import SECONDS, RunRequest, estimation
from app.sentences import translated
from app.time_left import in_words
from app.translation import tr
from app.workspace.workspace import Workspace
from engine.operation import Progress


@dataclass(frozen=True, slots=True)
class Time:
    """The expected time of a whole run, and the engine's clause about it."""

    seconds: float
    text: str

    @property
    def sentence(self) -> str:
        """The clause as a sentence of the window."""
        words = translated(self.text)
        return f"{words[:1].upper()}{words[1:]}."


class RunTimes(QObject):
    """Forgets what it knows when other films, exemplars or another device are at hand, or more is learned.

    Trying takes most of a minute in a slot of its own, and gives way to whatever job is started.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._previews, self._settings = workspace.previews, workspace.settings
        self._messages = workspace.messages
        self._known: dict[RunChoice, Time] = {}
        self._known_for: tuple[object, ...] = ()
        self._earlier: dict[RunChoice, Time] = {}  # the latest of each, of whatever films
        self._trying_for: tuple[object, ...] = ()
        self._trial = JobSlot(self)
        workspace.jobs.started.connect(self._give_way)  # two that compute would both seem slow
        workspace.document.replaced.connect(self._trial.cancel)

    def known(self, choice: RunChoice) -> Time | None:
        """The time of a run of `choice`, None where nobody tried."""
        return self._known.get(choice) if self._known_for == self._circumstances() else None

    def about(self, choice: RunChoice) -> str:
        """The same in two words, "" where nobody tried."""
        time = self.known(choice)
        return "" if time is None else tr("about {time}", time=in_words(time.seconds))

    def earlier(self, choice: RunChoice) -> str:
        """The time of the latest run of `choice` in two words, whatever films it was on; "" for none."""
        time = self._earlier.get(choice)
        return "" if time is None else tr("about {time}", time=in_words(time.seconds))

    def remember(self, choice: RunChoice, time: Time) -> None:
        """Take in the time of a run that was on other films or exemplars than the next one."""
        self._earlier[choice] = time
        self.changed.emit()

    def learn(self, choice: RunChoice, time: Time) -> None:
        """Take in the time of a run with the present films."""
        if self._known_for != (now := self._circumstances()):
            self._known_for, self._known = now, {}
        self._known[choice] = time
        self.remember(choice, time)

    def find_out(self, request: RunRequest) -> None:
        """Try how long each way takes with the films of `request`; the menu shows each when it is known."""
        if not self._trial.is_busy:
            self._trying_for = self._circumstances()
            trial = estimation(request, RunChoice)
            self._trial.start(trial, self._tell, self._messages.failed, progressed=self._see)
        self._messages.note(
            tr("Timing this computer: the menu of Propagate shows each time once it is known.")
        )

    def _see(self, progress: Progress) -> None:
        if self._circumstances() != self._trying_for:
            self._trial.cancel()
        elif SECONDS in progress.metrics:
            self.learn(RunChoice(progress.stage), Time(progress.metrics[SECONDS], progress.message))

    def _tell(self, _result: None) -> None:
        times = ", ".join(f"{choice.label} {about}" for choice in RunChoice if (about := self.about(choice)))
        if times:  # no film was added or left out meanwhile
            self._messages.note(tr("On this computer, with these films: {times}.", times=times))

    def _give_way(self) -> None:
        if self._trial.is_busy:
            self._trial.cancel()
            self._messages.note(tr("Timing this computer was stopped, as a job has started."))

    def _circumstances(self) -> tuple[object, ...]:
        counts, settings = self._previews.counts, self._settings
        return counts.usable, counts.exemplars, settings.text("device"), settings.flag(LEARN_SIGMA)
