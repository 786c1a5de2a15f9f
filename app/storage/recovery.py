"""What a crash left behind: edits in the journal that the project file lacks, and damaged files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.document.change import Change, change
from app.document.project import Project
from app.storage import journal, snapshots
from app.storage.errors import DamagedProjectError, StorageError, reason_of
from app.storage.layout import Layout
from app.storage.project_file import NotAProjectError, Stored, load
from engine.errors import EngineError
from engine.io.atomic import replace_file

UNMATCHED = "journal-unmatched"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the journal gave. `good_bytes`: new edits may be appended there, None: it must start anew."""

    good_bytes: int | None = None
    restored: Change | None = None
    message: str = ""
    unmatched: bool = False


def load_or_explain(layout: Layout, reader: str, start_anew: bool) -> Stored:
    """The project file's content, an empty project where there never was one.

    DamagedProjectError where the file is damaged, or has gone while backups of it are there.
    """
    if layout.project.exists():
        try:
            return load(layout.project)
        except NotAProjectError as error:
            raise _damaged(layout, f"cannot be used: {error}") from error
    if not start_anew and snapshots.backups(layout):
        raise _damaged(layout, "is missing")
    return Stored(Project(reader=reader))


def recover(layout: Layout, stored: Stored) -> Recovered:
    """The edits that are in the journal but not in the project file, as one change."""
    try:
        found = journal.read(layout.journal)
    except OSError as error:
        raise StorageError(
            f"The unsaved edits cannot be read ({reason_of(error)}): check the disk and open again."
        ) from error
    if found is None or not found.lines or found.follows == stored.follows != stored.saved:
        return Recovered(found.good_bytes if found and found.follows == stored.saved else None)
    if found.follows != stored.saved:
        return _unmatched(layout)
    try:
        parts = journal.replay(stored.project, found.lines)
    except (ValueError, KeyError, TypeError, AttributeError, EngineError):
        return _unmatched(layout)
    edits = f"{len(found.lines)} edit{'s' if len(found.lines) > 1 else ''}"
    step = change(stored.project, f"Restore {edits}", sets=parts.sets, films=parts.films, scheme=parts.scheme)
    if step.is_empty:
        return Recovered(found.good_bytes)
    return Recovered(found.good_bytes, step, _sentence(edits, found.lines[-1]))


def keep_aside(path: Path, name: str) -> Path:
    """Rename a file to `name` with the time, beside itself; StorageError where that fails."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = path.with_name(f"{name}-{stamp}{path.suffix}")
    try:
        os.replace(path, aside)  # noqa: PTH105
    except OSError as error:
        raise StorageError(
            f"{path} cannot be renamed ({reason_of(error)}): free some space and open again."
        ) from error
    return aside


def restore_backup(layout: Layout, backup: Path) -> Path | None:
    """Put a backup in the place of the project file; a damaged one is kept aside, and returned."""
    try:
        content = backup.read_bytes()
    except OSError as error:
        raise StorageError(f"{backup} cannot be read ({reason_of(error)}): choose another one.") from error
    aside = None
    if layout.project.exists():
        aside = keep_aside(layout.project, f"{layout.project.stem}.damaged")
    try:
        replace_file(layout.project, [content])
    except OSError as error:
        raise StorageError(
            f"The backup cannot be put back ({reason_of(error)}): free some space and try again."
        ) from error
    return aside


def _damaged(layout: Layout, reason: str) -> DamagedProjectError:
    backup = snapshots.newest_good_backup(layout)
    if backup is None:
        advice = "There is no backup: put your own copy in its place, or start anew (the file is kept)."
    else:
        made = snapshots.backup_time(backup)
        advice = f"The newest good backup is {backup.name} of {made:%Y-%m-%d %H:%M} UTC: restore it."
    return DamagedProjectError(f"{layout.project.name} {reason}. {advice}", layout.project, backup)


def _unmatched(layout: Layout) -> Recovered:
    """The journal belongs to another state of the file, as after a backup was restored."""
    message = (
        f"The last unsaved edits do not fit {layout.project.name}: they are kept as {UNMATCHED} "
        f"in {layout.support.name}."
    )
    return Recovered(message=message, unmatched=True)


def _sentence(edits: str, last: Mapping[str, Any]) -> str:
    when = str(last.get("time", ""))[:19].replace("T", " ")
    until = f" (the last of {when} UTC)" if when else ""
    return f"OneMark was not closed properly: {edits} restored{until}. Undo takes them back."
