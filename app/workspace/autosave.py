"""Autosave: journal lines at once, snapshots when it is quiet, retries after a failure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from app.document.document import Document, Edit
from app.storage.journal import JournalEntry
from app.storage.lock import BEAT_INTERVAL_S
from app.storage.store import ProjectStore
from app.workspace.save_thread import Barrier, Beat, Line, SaveThread, Snapshot, Stop

IDLE_MS = 3000
RETRY_MS = 5000


class Autosave(QObject):
    """Keeps one document on the disk. Make it after `Document.open`, before restored edits are pushed.

    `failed` carries one sentence, once for each row of failures; `recovered` comes with the first save
    after them; `saved` with every snapshot. The document counts as unsaved until a snapshot holds it.
    It must be ended with `close` or `abandon`, for it has a thread.
    """

    saved = Signal()
    failed = Signal(str)
    recovered = Signal()

    def __init__(self, document: Document, store: ProjectStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._store = store
        self._edit = 0  # number of the last edit
        self._kept = 0  # number of the last edit in a snapshot
        self._problem = ""
        self._has_base = not store.needs_snapshot
        self._facts_changed = False
        self._thread = SaveThread(store, self)
        self._thread.saved.connect(self._on_saved)
        self._thread.failed.connect(self._on_failed)
        self._thread.start()
        self._idle = self._timer(IDLE_MS, self.snapshot)
        self._retry = self._timer(RETRY_MS, self.snapshot)
        self._beat = QTimer(self, interval=int(BEAT_INTERVAL_S * 1000))
        self._beat.timeout.connect(self._ask_beat)
        self._beat.start()
        document.edited.connect(self._on_edited)
        document.films_changed.connect(self._on_films_changed)
        document.readings_changed.connect(self._on_readings_changed)

    @property
    def problem(self) -> str:
        """Why the last save failed, as a sentence; "" where it did not."""
        return self._problem

    @property
    def store(self) -> ProjectStore:
        """The files that are written."""
        return self._store

    @property
    def is_pending(self) -> bool:
        """True where something is not in the project file yet: edits, or facts of films."""
        return self._edit > self._kept or bool(self._problem) or (self._has_base and self._facts_changed)

    @Slot()
    def snapshot(self) -> None:
        """Save the whole project soon, without waiting; call it on film switch. Nothing new: nothing done."""
        if self.is_pending:
            self._ask_snapshot()

    def save_now(self) -> bool:
        """Save the whole project and wait for it; False where that failed, `problem` says why."""
        self._ask_snapshot()
        self._wait()
        return not self._problem

    def move_to(self, store: ProjectStore) -> bool:
        """Go on in another place (`ProjectStore.moved_to`); the old files stay as they are."""
        self._wait()
        self._store.close()
        self._store = store
        self._thread.set_store(store)
        return self.save_now()

    def close(self) -> bool:
        """Save what is unsaved and wait; True: all is kept and the project is given back.

        Where it failed autosave goes on, so the person may mend it, save elsewhere, or `abandon`.
        """
        self._wait()
        if self.is_pending and not self.save_now():
            return False
        self.abandon()
        return True

    def abandon(self) -> None:
        """Stop without saving what is unsaved and give the project back."""
        self._document.edited.disconnect(self._on_edited)
        self._document.films_changed.disconnect(self._on_films_changed)
        self._document.readings_changed.disconnect(self._on_readings_changed)
        for timer in (self._idle, self._retry, self._beat):
            timer.stop()
        self._thread.ask(Stop())
        self._thread.wait()
        self._store.close()

    @Slot(object)
    def _on_edited(self, edit: Edit) -> None:
        self._edit += 1
        if not self._has_base:  # nothing on the disk yet that a line could go on from
            self._has_base = True
            self._ask_snapshot()
        else:  # also while the whole project cannot be saved: a line takes less room
            entry = JournalEntry(edit.kind.value, edit.text, edit.parts, edit.before, self._document.now())
            self._thread.ask(Line(entry))
            if not self._problem:
                self._idle.start()

    @Slot(object)
    def _on_films_changed(self, _films: object) -> None:
        self._facts_changed = True

    @Slot()
    def _on_readings_changed(self) -> None:
        self._facts_changed = True

    @Slot(int)
    def _on_saved(self, edit: int) -> None:
        self._kept = max(self._kept, edit)
        if self._kept == self._edit:
            self._document.mark_saved()
        self._retry.stop()
        if self._problem:
            self._problem = ""
            self.recovered.emit()
        self.saved.emit()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._document.mark_unsaved()
        if not self._retry.isActive():  # else each edit that fails too would put it off
            self._retry.start()
        known, self._problem = self._problem, sentence
        if sentence != known:
            self.failed.emit(sentence)

    @Slot()
    def _ask_beat(self) -> None:
        self._thread.ask(Beat())

    def _timer(self, interval_ms: int, does: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=interval_ms, singleShot=True)
        timer.timeout.connect(does)
        return timer

    def _ask_snapshot(self) -> None:
        self._idle.stop()
        self._facts_changed = False
        self._thread.ask(Snapshot(self._document.project, self._edit))

    def _wait(self) -> None:
        """Wait until all wishes are done, and hear how they went."""
        barrier = Barrier()
        self._thread.ask(barrier)
        barrier.passed.wait()
        # the outcomes lie in this object's event queue as calls of its slots
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
