"""What a crash left behind: edits in the journal that the project file lacks, and damaged files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.document.change import Change, change
from app.document.project import Project
from app.storage import journal, snapshots
from app.storage.errors import DamagedProjectError, StorageError, reason_of
from app.storage.layout import Layout
from app.storage.parts import Json, PartReader
from app.storage.project_file import NotAProjectError, Stored, load
from engine.io.atomic import replace_file
from engine.io.guard import regular_bytes
from engine.wording import counted

UNMATCHED = "journal-unmatched"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the journal gave. `good_bytes`: new edits may be appended there, None: it must start anew.

    `left_out` names what is damaged in it.
    """

    good_bytes: int | None = None
    restored: Change | None = None
    message: str = ""
    unmatched: bool = False
    left_out: tuple[str, ...] = ()


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
    fits = found is not None and found.follows == stored.saved != ""
    if found is None or not found.lines or (found.follows == stored.follows != "" and not fits):
        return Recovered(found.good_bytes if found and fits else None)
    if not fits:
        return _unmatched(layout)
    return _replayed(stored.project, found)


def _replayed(project: Project, found: journal.Journal) -> Recovered:
    reader = PartReader()
    after = journal.replay(project, found.lines, reader)
    edits = counted(len(found.lines) - found.lines.count(None), "edit")
    step = change(
        project,
        f"Restore {edits}",
        sets={**dict.fromkeys(project.sets), **after.sets},
        # a film goes with its landmarks, or not at all
        films={**dict.fromkeys(project.films.keys() - after.sets.keys()), **after.films},
        scheme=after.scheme,
    )
    good_bytes = None if reader.left_out else found.good_bytes  # it starts anew with the next snapshot
    restored, message = (None, "") if step.is_empty else (step, _sentence(edits, found.lines[-1]))
    return Recovered(good_bytes, restored, message, left_out=tuple(reader.left_out))


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


def keep_copy(path: Path) -> Path:
    """Copy a file beside itself once, however often it is opened. StorageError where that fails."""
    try:
        content = path.read_bytes()
        kept = path.with_name(f"{path.stem}.damaged-{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}")
        if not kept.exists():
            replace_file(kept, [content])
    except OSError as error:
        raise StorageError(
            f"{path.name} is damaged and cannot be kept ({reason_of(error)}): free some space and open again."
        ) from error
    return kept


def restore_backup(layout: Layout, backup: Path) -> Path | None:
    """Put a backup in the place of the project file; a damaged one is kept aside, and returned."""
    try:
        content = regular_bytes(backup)
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
        of = f" of {made:%Y-%m-%d %H:%M} UTC" if made else ""
        advice = f"The newest good backup is {backup.name}{of}: restore it."
    return DamagedProjectError(f"{layout.project.name} {reason}. {advice}", layout.project, backup)


def _unmatched(layout: Layout) -> Recovered:
    """The journal belongs to another state of the file, as after a backup was restored."""
    message = (
        f"The last unsaved edits do not fit {layout.project.name}: they are kept as {UNMATCHED} "
        f"in {layout.support.name}."
    )
    return Recovered(message=message, unmatched=True)


def _sentence(edits: str, last: Json | None) -> str:
    time = last.get("time") if last else ""
    when = time[:19].replace("T", " ") if isinstance(time, str) and time.isascii() else ""
    until = f" (the last of {when} UTC)" if when else ""
    return f"OneMark was not closed properly: {edits} restored{until}. Undo takes them back."
