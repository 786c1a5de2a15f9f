"""Five rotating backups of the project file."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.storage.errors import StorageError
from app.storage.layout import Layout
from app.storage.project_file import NotAProjectError, load
from engine.io.atomic import replace_file

BACKUPS_KEPT = 5
BACKUP_INTERVAL_S = 600.0
_NUMBERED = re.compile(r".*-(\d{6,})-\w+")


def rotate_backups(layout: Layout, *, now: datetime | None = None) -> Path | None:
    """Keep the present project file as a backup, the five newest of them; None where it was kept lately."""
    moment = now or datetime.now(UTC)
    newest = next(filter(None, map(backup_time, backups(layout))), None)
    # a clock that was set back must not stop the backups
    is_fresh = newest is not None and 0 <= (moment - newest).total_seconds() < BACKUP_INTERVAL_S
    if not layout.project.exists() or is_fresh:
        return None
    layout.backups.mkdir(exist_ok=True)
    stamp = moment.strftime("%Y%m%dT%H%M%S%fZ")
    number = 1 + max(map(_number, backups(layout)), default=0)
    kept = layout.backups / f"{layout.project.stem}-{number:06}-{stamp}.json"
    try:
        os.link(layout.project, kept)  # the project file is replaced, never written into: a link is a copy
    except OSError:
        replace_file(kept, [layout.project.read_bytes()])
        with contextlib.suppress(OSError):  # not every network drive knows permissions
            shutil.copymode(layout.project, kept)
    made = [backup for backup in backups(layout) if backup_time(backup)]  # others are somebody's copies
    for old in made[BACKUPS_KEPT:]:
        old.unlink(missing_ok=True)
    return kept


def backups(layout: Layout) -> list[Path]:
    """The backups, newest first, by the number in their names: a clock may be set back.

    Those without a number were made by an earlier version, or are somebody's copies.
    """
    found = layout.backups.glob(f"{glob.escape(layout.project.stem)}-*.json")
    return sorted(found, key=lambda path: (_number(path), path.name), reverse=True)


def newest_good_backup(layout: Layout) -> Path | None:
    """The newest backup that is whole, else the newest that can be opened; None where there is none."""
    usable: Path | None = None
    for backup in backups(layout):
        with contextlib.suppress(
            NotAProjectError, StorageError
        ):  # StorageError: unreadable, or of a newer OneMark
            stored = load(backup)
            if stored.is_whole and not stored.left_out:
                return backup
            usable = usable or backup
    return usable


def _number(backup: Path) -> int:
    numbered = _NUMBERED.fullmatch(backup.stem)
    return int(numbered[1]) if numbered and backup_time(backup) else 0


def backup_time(backup: Path) -> datetime | None:
    """When a backup was made, from its name; None where somebody else made that name."""
    stamp = backup.stem.rsplit("-", 1)[-1]
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None
