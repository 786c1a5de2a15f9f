"""The one thread that touches the disk of a project: it does its wishes in their order."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, Signal

from app.document.project import Project
from app.sentences import translated
from app.storage.journal import JournalEntry
from app.storage.store import ProjectStore
from app.translation import tr
from engine.errors import EngineError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Save the whole project; `edit` is the number of the last edit that it holds."""

    project: Project
    edit: int


@dataclass(frozen=True, slots=True)
class Line:
    """Journal one edit."""

    entry: JournalEntry


class Beat:
    """Renew the lock."""


class Barrier:
    """Say when all wishes before it are done."""

    def __init__(self) -> None:
        self.passed = threading.Event()


class Stop:
    """End the thread."""


Wish = Snapshot | Line | Beat | Barrier | Stop


class SaveThread(QThread):
    """Does the wishes in their order. `saved` carries the number of the last edit in the snapshot."""

    saved = Signal(int)
    failed = Signal(str)

    def __init__(self, store: ProjectStore, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._wishes: queue.SimpleQueue[Wish] = queue.SimpleQueue()

    def ask(self, wish: Wish) -> None:
        """Put a wish at the end of the queue."""
        self._wishes.put(wish)

    def set_store(self, store: ProjectStore) -> None:
        """Write to another place from now on; only while no wish waits."""
        self._store = store

    def run(self) -> None:
        """Work until asked to stop."""
        wish: Wish | None = None
        while not isinstance(wish, Stop):
            lines, wish = self._next_wishes()
            self._guarded(lines)
            if isinstance(wish, Barrier):
                wish.passed.set()
            elif wish is not None:
                self._guarded(wish)

    def _guarded(self, wish: list[Line] | Wish) -> None:
        try:
            self._do(wish)
        except EngineError as error:
            self.failed.emit(translated(str(error)))
        except Exception as error:  # a bug must not end the saving: it counts as a failed save
            bug = f"{type(error).__name__}: {error}"
            self.failed.emit(tr("Not saved, by a mistake in OneMark: {bug}", bug=bug))

    def _do(self, wish: list[Line] | Wish) -> None:
        if isinstance(wish, Snapshot):
            self._store.snapshot(wish.project)
            self.saved.emit(wish.edit)
        elif isinstance(wish, Beat):
            self._store.beat()
        elif isinstance(wish, list) and wish and not self._store.needs_snapshot:
            # without a good journal nothing is lost: the next snapshot holds these edits too
            self._store.append([line.entry for line in wish])

    def _next_wishes(self) -> tuple[list[Line], Wish | None]:
        """The waiting journal lines, which share one wait for the disk, and the wish after them."""
        lines: list[Line] = []
        wish = self._wishes.get()
        while isinstance(wish, Line):
            lines.append(wish)
            if self._wishes.empty():
                return lines, None
            wish = self._wishes.get()
        return lines, wish
