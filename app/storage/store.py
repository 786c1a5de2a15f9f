"""Saving one project: journal lines and snapshots, in the order in which they are asked for.

Used by one thread at a time. What a failed save has left undone is done by the next one that works.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

from app.document.project import Project
from app.storage import journal, snapshots
from app.storage.errors import StorageError, reason_of
from app.storage.journal import JournalEntry, JournalWriter
from app.storage.layout import Layout
from app.storage.lock import ProjectLock
from app.storage.parts import Unknown
from app.storage.project_file import Encoder
from app.storage.recovery import UNMATCHED, keep_aside
from app.translation import tr
from engine.io.atomic import replace_file


class ProjectStore:
    """The files of one open project that this window may write."""

    def __init__(
        self,
        layout: Layout,
        lock: ProjectLock,
        unknown: Unknown,
        saved: str = "",
        next_line: int | None = None,
    ) -> None:
        self._layout = layout
        self._lock = lock
        self._unknown = unknown
        self._encoder = Encoder(unknown)
        self._journal = JournalWriter(layout.journal, saved, next_line)

    @property
    def layout(self) -> Layout:
        """Where the files lie."""
        return self._layout

    @property
    def needs_snapshot(self) -> bool:
        """True where journal lines would have nothing to go on from: no project file, or damage."""
        return not self._journal.is_ready

    def append(self, entries: Sequence[JournalEntry]) -> None:
        """Write edits to the journal and wait until they are on the disk.

        StorageError where that fails; they are then written with the next ones, or with a snapshot. Where
        one is needed first (`needs_snapshot`), that will hold them, and nothing is written.
        """
        self._journal.add(entries)
        self._require_lock()
        try:
            self._journal.write()
        except OSError as error:
            raise self._failed(error) from error

    def snapshot(self, project: Project) -> None:
        """Write the whole project, which the journal goes on from; StorageError where that fails.

        The old file stays where writing fails, and then the journal goes on from that.
        """
        self._require_lock()
        token = uuid.uuid4().hex
        pieces = self._encoder.encode(project, token, self._journal.follows, self._layout.stored_folder)
        backup = None
        try:
            with contextlib.suppress(OSError):  # a backup that cannot be made must not stop the saving
                backup = snapshots.rotate_backups(self._layout)
            replace_file(self._layout.project, pieces)
            self._journal.follow(token, backup is not None)
        except OSError as error:
            raise self._failed(error) from error

    def moved_to(self, project_file: Path) -> ProjectStore:
        """A store that keeps this project at another place; its first save is a snapshot."""
        return create_store(project_file, self._layout.folder, self._unknown)

    def beat(self) -> None:
        """Renew the lock; StorageError where it was lost."""
        self._require_lock()

    def close(self) -> None:
        """Give the project back."""
        self._lock.release()

    def _require_lock(self) -> None:
        try:
            ours = self._lock.beat()
        except OSError as error:
            raise self._failed(error) from error
        if not ours:
            raise StorageError(
                tr("Not saved: another computer has taken the project over. Save it at another place.")
            )

    def _failed(self, error: OSError) -> StorageError:
        if not self._layout.is_there:
            return StorageError(
                tr(
                    "Not saved: the folder {folder} was moved, renamed or deleted. Your work is still in "
                    "this window: save it at another place, or put the folder back.",
                    folder=self._layout.project.parent,
                )
            )
        return StorageError(
            tr(
                "Not saved: {folder} cannot be written ({reason}). "
                "Your work is still in this window: free some space or save at another place.",
                folder=self._layout.project.parent,
                reason=reason_of(error),
            )
        )


def create_store(project_file: Path, folder: Path, unknown: Unknown | None = None) -> ProjectStore:
    """A store for a project that is kept at `project_file`, its films in `folder`.

    Edits of an earlier project of that name, whose file is gone, are kept aside. StorageError where a file is
    there already, or nothing can be written there.
    """
    layout = Layout(Path(os.path.abspath(project_file)), Path(os.path.abspath(folder)))  # noqa: PTH100
    if layout.project.exists():
        raise StorageError(tr("{file} exists there already: choose another name.", file=layout.project.name))
    lock = ProjectLock(layout)
    try:
        if taken := lock.acquire():
            raise StorageError(taken)
        _keep_edits(layout.journal)
    except OSError as error:
        lock.release()
        raise StorageError(
            tr(
                "{folder} cannot be written ({reason}): choose another place.",
                folder=layout.project.parent,
                reason=reason_of(error),
            )
        ) from error
    except StorageError:
        lock.release()
        raise
    return ProjectStore(layout, lock, unknown or Unknown())


def _keep_edits(path: Path) -> None:
    """Keep an earlier project's journal aside where it holds edits: the first snapshot begins it anew."""
    found = journal.read(path)
    if found is not None and (found.lacks or not all(line.is_mark for line in found.lines)):
        keep_aside(path, UNMATCHED)
