"""Five rotating backups of the project file."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.storage.errors import StorageError
from app.storage.layout import Layout
from app.storage.project_file import NotAProjectError, load

BACKUPS_KEPT = 5
BACKUP_INTERVAL_S = 600.0


def rotate_backups(layout: Layout, *, now: datetime | None = None) -> Path | None:
    """Keep the present project file as a backup, the five newest of them; None where it was kept lately."""
    moment = now or datetime.now(UTC)
    newest = next(filter(None, map(backup_time, backups(layout))), None)
    # a clock that was set back must not stop the backups
    is_fresh = newest is not None and 0 <= (moment - newest).total_seconds() < BACKUP_INTERVAL_S
    if not layout.project.exists() or is_fresh:
        return None
    layout.backups.mkdir(parents=True, exist_ok=True)
    _clear_unfinished(layout)
    stamp = moment.strftime("%Y%m%dT%H%M%S%fZ")
    kept = layout.backups / f"{layout.project.stem}-{stamp}.json"
    try:
        os.link(layout.project, kept)  # the project file is replaced, never written into: a link is a copy
    except OSError:
        unfinished = kept.with_suffix(".new")
        shutil.copy2(layout.project, unfinished)
        unfinished.replace(kept)
    made = [backup for backup in backups(layout) if backup_time(backup)]  # others are somebody's copies
    for old in made[BACKUPS_KEPT:]:
        old.unlink(missing_ok=True)
    return kept


def _clear_unfinished(layout: Layout) -> None:
    for copy in layout.backups.glob(f"{glob.escape(layout.project.stem)}-*.new"):
        copy.unlink(missing_ok=True)


def backups(layout: Layout) -> list[Path]:
    """The backups, newest first; their names carry the time."""
    return sorted(layout.backups.glob(f"{glob.escape(layout.project.stem)}-*.json"), reverse=True)


def newest_good_backup(layout: Layout) -> Path | None:
    """The newest backup that is whole, else the newest that can be opened; None where there is none."""
    usable: Path | None = None
    for backup in backups(layout):
        with contextlib.suppress(
            NotAProjectError, StorageError
        ):  # StorageError: unreadable, or of a newer OneMark
            if not load(backup).left_out:
                return backup
            usable = usable or backup
    return usable


def backup_time(backup: Path) -> datetime | None:
    """When a backup was made, from its name; None where somebody else made that name."""
    stamp = backup.stem.rsplit("-", 1)[-1]
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None
