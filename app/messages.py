"""How controllers speak to the person: notes, sentences with a next step, and the bug dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.jobs.job import Bug
from app.views.dialogs import BugDialog
from app.views.notice import NoticeBar, Severity
from engine.errors import EngineError, mendable


class Messages(QObject):
    """Shows messages in the bar below the film, and unforeseen errors in a dialog that blocks nothing."""

    def __init__(self, bar: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._bar = bar
        self._window = window

    def note(self, text: str) -> None:
        """Say something that needs no answer; it goes by itself."""
        self._bar.show_message(text, Severity.INFO)

    def warn(
        self,
        text: str,
        button: str = "",
        act: Callable[[], object] | None = None,
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Say what is wrong, with a button for the next step where there is one.

        `holds`: asked again after each edit; the message goes where it says False, and comes back after
        others that are laid over it.
        """
        self._bar.show_message(text, Severity.WARNING, button, act, holds)

    def error(self, error: EngineError | Bug) -> None:
        """Say how something failed."""
        if isinstance(error, Bug):
            BugDialog(error.summary, error.traceback, self._window).show()
        else:
            self.warn(str(error))

    def unexpected(self, error: Exception) -> None:
        """Say what was raised: a sentence where a person can mend it, else the bug dialog."""
        self.error(mendable(error) or Bug.of(error))

    def attempt(self, does: Callable[[], object]) -> bool:
        """Do something that may be refused with an EngineError, or by the system; False where it was."""
        try:
            does()
        except (EngineError, OSError) as error:
            self.unexpected(error)
            return False
        return True
