"""How controllers speak to the person: notes, sentences with a next step, bugs, and asking for files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import CodeType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.file_places import FileKind, FilePlaces
from app.guard import came_from_qt
from app.jobs.job import Bug
from app.sentences import translated
from app.translation import tr
from app.views.dialogs import BugDialog
from app.views.notice import NoticeBar, Severity
from engine.errors import EngineError, mendable

Place = tuple[type | tuple[CodeType, int], ...]


class Messages(QObject):
    """Shows messages in the bar below the film, and unforeseen errors in a dialog that blocks nothing."""

    _raised = Signal(object)

    def __init__(self, bar: NoticeBar, window: QWidget, places: FilePlaces) -> None:
        super().__init__(window)
        self._bar, self.places = bar, places
        self._window = window
        self._places: set[Place] = set()  # where anything was raised so far
        self._refusal = self._failure = ""  # why the latest attempt, and the latest job, came to nothing
        # shown in this thread and once Qt is done: no dialog may open while something is being painted
        self._raised.connect(self.error, Qt.ConnectionType.QueuedConnection)

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

    def offer(
        self, text: str, button: str, act: Callable[[], object], holds: Callable[[], bool] | None = None
    ) -> None:
        """Say what could be done next, with a button that does it; `holds`: as of `warn`."""
        self._bar.show_message(text, Severity.INFO, button, act, holds)

    def error(self, error: EngineError | Bug) -> None:
        """Say how something failed."""
        if isinstance(error, Bug):
            BugDialog(error.summary, error.traceback, self._window).show()
        else:
            self.warn(translated(str(error)))

    def failed(self, error: EngineError | Bug) -> None:
        """Say how a job failed, until another one begins."""
        self._failure = translated(str(error))
        self.error(error)

    def job_started(self) -> None:
        """A job began: why the one before failed is over."""
        self._bar.withdraw(self._failure)

    def unexpected(self, error: Exception) -> None:
        """Say what was raised: a sentence where a person can mend it, else the bug dialog."""
        self.error(_described(error))

    def raised(self, error: Exception) -> bool:
        """Say soon what was raised where nobody caught it, in any thread; False where it is not said again.

        One fault opens one dialog. What Qt asks for again and again fails unseen from then on; what a person
        does again fails with a sentence.
        """
        outcome, place = _described(error), _place(error)
        is_known = place in self._places
        self._places.add(place)
        if is_known and came_from_qt(error):
            return False
        if is_known and isinstance(outcome, Bug):
            outcome = EngineError(
                tr("That failed again, by the same mistake in OneMark: {bug}.", bug=outcome.summary)
            )
        self._raised.emit(outcome)
        return True

    def attempt(self, does: Callable[[], object]) -> bool:
        """Do something that may be refused with an EngineError, or by the system; False where it was.

        What was said of the refusal goes when something succeeds.
        """
        before, self._refusal = self._refusal, ""
        try:
            does()
        except (EngineError, OSError) as error:
            self.unexpected(error)
            self._refusal = translated(str(error))
            return False
        if not self._refusal:
            self._bar.withdraw(before)
        return True

    def ask_file(self, kind: FileKind, title: str, files: str, read: Callable[[Path], object]) -> None:
        """Ask for a file that is there, one of `files`, and `read` it."""
        path, _ = QFileDialog.getOpenFileName(self._window, title, str(self.places.start(kind)), files)
        if path:
            self.places.remember(kind, Path(path))
            self.attempt(lambda: read(Path(path)))

    def ask_files(self, kind: FileKind, title: str, files: str, read: Callable[[list[Path]], object]) -> None:
        """As `ask_file`, for several at once."""
        names, _ = QFileDialog.getOpenFileNames(self._window, title, str(self.places.start(kind)), files)
        if paths := list(map(Path, names)):
            self.places.remember(kind, paths[0])
            self.attempt(lambda: read(paths))

    def ask_target(
        self,
        kind: FileKind,
        title: str,
        proposal: Path,
        files: str,
        write: Callable[[Path, str], object],
        named: Callable[[Path], Path] = lambda chosen: chosen,
    ) -> None:
        """Ask where to `write` a file, and as which of `files` (between ;;).

        `named` gives it its suffix, and then it must not be there yet.
        """
        start = str(self.places.target(kind, proposal))
        path, chosen = QFileDialog.getSaveFileName(self._window, title, start, files)
        if path:
            self.places.remember(kind, Path(path))
            self.attempt(lambda: write(agreed(Path(path), named), chosen))


def agreed(chosen: Path, named: Callable[[Path], Path]) -> Path:
    """`chosen` with the suffix that `named` gives it; EngineError where nobody agreed to replace it."""
    target = named(chosen)
    if target != chosen and target.exists():  # the dialog asked about the name as it was typed only
        raise EngineError(
            tr("{file} exists already: try again and choose that file or another name.", file=target)
        )
    return target


def _described(error: Exception) -> EngineError | Bug:
    return mendable(error) or Bug.of(error)


def _place(error: Exception) -> Place:
    """The lines that led to it; what is said of it may change each time."""
    return type(error), *((frame.f_code, line) for frame, line in walk_tb(error.__traceback__))
