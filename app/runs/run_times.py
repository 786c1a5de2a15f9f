"""How long each way of propagating takes on the open films on this computer, as far as that was tried."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.run_choice import LEARN_SIGMA, RunChoice
from app.time_left import in_words
from app.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Time:
    """The expected time of a whole run, and the engine's sentence about it."""

    seconds: float
    text: str


class RunTimes(QObject):
    """Forgets what it knows when other films, exemplars or another device are at hand, or more is learned."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._previews, self._settings = workspace.previews, workspace.settings
        self._known: dict[RunChoice, Time] = {}
        self._known_for: tuple[object, ...] = ()

    def known(self, choice: RunChoice) -> Time | None:
        """The time of a run of `choice`, None where nobody tried."""
        return self._known.get(choice) if self._known_for == self._circumstances() else None

    def about(self, choice: RunChoice) -> str:
        """The same in two words, "" where nobody tried."""
        time = self.known(choice)
        return "" if time is None else f"about {in_words(time.seconds)}"

    def learn(self, choice: RunChoice, time: Time) -> None:
        """Take in the time of a run with the present films."""
        if self._known_for != (now := self._circumstances()):
            self._known_for, self._known = now, {}
        self._known[choice] = time
        self.changed.emit()

    def _circumstances(self) -> tuple[object, ...]:
        counts, settings = self._previews.counts, self._settings
        return counts.usable, counts.exemplars, settings.text("device"), settings.flag(LEARN_SIGMA)
