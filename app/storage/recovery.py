"""What a crash left behind: edits in the journal that the project file lacks, and damaged files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.document.change import Change, change
from app.document.film import FilmFacts
from app.document.project import Project
from app.storage import journal, snapshots
from app.storage.errors import DamagedProjectError, StorageError, reason_of
from app.storage.journal import Journal, JournalLine
from app.storage.layout import Layout
from app.storage.lock import ProjectLock
from app.storage.parts import PartReader
from app.storage.project_file import NotAProjectError, Stored, load
from app.translation import tr
from engine.io.atomic import replace_file
from engine.io.guard import regular_bytes

UNMATCHED = "journal-unmatched"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the journal gave. `next_line`: number of the line to append at `good_bytes`, None: it starts anew.

    `left_out` names what is damaged in it.
    """

    good_bytes: int = 0
    next_line: int | None = None
    restored: Change | None = None
    message: str = ""
    is_unmatched: bool = False
    left_out: tuple[str, ...] = ()


def load_or_explain(layout: Layout, reader: str, start_anew: bool) -> Stored:
    """The project file's content, an empty project where there never was one.

    DamagedProjectError where the file is damaged, or has gone while backups of it are there.
    """
    if layout.project.exists():
        try:
            return load(layout.project)
        except NotAProjectError as error:
            raise _damaged(
                layout, tr("{file} cannot be used: {reason}.", file=layout.project.name, reason=error)
            ) from error
    if not start_anew and snapshots.backups(layout):
        raise _damaged(layout, tr("{file} is missing.", file=layout.project.name))
    return Stored(Project(reader=reader))


def recover(layout: Layout, stored: Stored) -> Recovered:
    """The edits that are in the journal but not in the project file, as one change."""
    try:
        found = journal.read(layout.journal)
    except OSError as error:
        raise StorageError(
            tr(
                "The unsaved edits cannot be read ({reason}): check the disk and open again.",
                reason=reason_of(error),
            )
        ) from error
    if found is None:
        return Recovered()
    lines = found.since(stored.saved)
    is_contained = not found.lines or found.lines[-1].follows == stored.follows != ""
    if not lines and not is_contained:
        return Recovered() if all(line.is_mark for line in found.lines) else Recovered(is_unmatched=True)
    return _replayed(stored.project, found, lines)


def _replayed(project: Project, found: Journal, lines: tuple[JournalLine, ...]) -> Recovered:
    reader = PartReader()
    done = journal.replay(project, lines, reader)
    after = done.project
    edits = tr("{n} edit", "{n} edits", n=done.edits)
    step = change(
        project,
        tr("Restore {edits}", edits=edits),
        sets={**dict.fromkeys(project.sets), **after.sets},
        # a film goes with its landmarks, or not at all
        films={**dict.fromkeys(project.films.keys() - after.sets.keys()), **after.films},
        scheme=after.scheme,
        opinions={**dict.fromkeys(project.opinions), **after.opinions},
        wishes={**dict.fromkeys(project.wishes), **after.wishes},
    )
    lacks = (*(line.lacks for line in lines), found.lacks)
    left_out = (*filter(None, lacks), *reader.left_out)
    is_older = any(line.is_mark for line in lines[1:])  # later snapshots than this were made
    message = _sentence("" if step.is_empty else edits, done.time, found.is_cut, is_older)
    restored = None if step.is_empty else step
    return Recovered(found.good_bytes, found.next_line, restored, message, left_out=left_out)


def newest_state(layout: Layout) -> tuple[str, Project | None]:
    """The newest good backup in words, and the project that it and the journal give; None: there is none."""
    backup = snapshots.newest_good_backup(layout)
    if backup is None:
        return tr("There is no good backup"), None
    stored = load(backup)
    found = recover(layout, stored)
    project = stored.project.with_parts(found.restored.after) if found.restored else stored.project
    if found.restored:
        words = tr("The newest good backup is {backup} with the edits after it", backup=backup.name)
    else:
        words = tr("The newest good backup is {backup}", backup=_dated(backup))
    return words, project


def taking(project: Project, backup: Project) -> tuple[Change, dict[str, FilmFacts]]:
    """The edit that makes of `project` what is in a backup, and the facts of films that differ there."""
    known = {name: film for name, film in backup.films.items() if name in project.films}
    films = {name: replace(film, facts=project.films[name].facts) for name, film in known.items()}
    facts = {
        name: film.facts
        for name, film in known.items()
        if film.facts not in (FilmFacts(), project.films[name].facts)
    }
    sets = {**dict.fromkeys(project.sets), **backup.sets}
    opinions = {**dict.fromkeys(project.opinions), **backup.opinions}
    step = change(
        project,
        tr("Take the backup"),
        sets=sets,
        films={**backup.films, **films},
        scheme=backup.scheme,
        opinions=opinions,
        wishes={**dict.fromkeys(project.wishes), **backup.wishes},
    )
    return step, facts


def keep_aside(path: Path, name: str) -> Path:
    """Rename a file to `name` with the time, beside itself; StorageError where that fails."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = path.with_name(f"{name}-{stamp}{path.suffix}")
    try:
        os.replace(path, aside)  # noqa: PTH105
    except OSError as error:
        raise StorageError(
            tr(
                "{file} cannot be renamed ({reason}): free some space and open again.",
                file=path,
                reason=reason_of(error),
            )
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
            tr(
                "{file} is damaged and cannot be kept ({reason}): free some space and open again.",
                file=path.name,
                reason=reason_of(error),
            )
        ) from error
    return kept


def restore_backup(layout: Layout, backup: Path) -> Path | None:
    """Put a backup in the place of the project file; a damaged one is kept aside, and returned.

    StorageError where another window has the project, or that fails.
    """
    try:
        content = regular_bytes(backup)
    except OSError as error:
        raise StorageError(
            tr("{file} cannot be read ({reason}): choose another one.", file=backup, reason=reason_of(error))
        ) from error
    lock = ProjectLock(layout)
    try:
        if taken := lock.acquire():
            raise StorageError(taken)
        aside = None
        if layout.project.exists():
            aside = keep_aside(layout.project, f"{layout.project.stem}.damaged")
        replace_file(layout.project, [content])
    except OSError as error:
        raise StorageError(
            tr(
                "The backup cannot be put back ({reason}): free some space and try again.",
                reason=reason_of(error),
            )
        ) from error
    finally:
        lock.release()
    return aside


def _damaged(layout: Layout, words: str) -> DamagedProjectError:
    backup = snapshots.newest_good_backup(layout)
    if backup is None:
        advice = tr("There is no backup: put your own copy in its place, or start anew (the file is kept).")
    else:
        advice = tr("The newest good backup is {backup}: restore it.", backup=_dated(backup))
    return DamagedProjectError(f"{words} {advice}", layout.project, backup)


def _dated(backup: Path) -> str:
    """The name of a backup, with its time where that is known."""
    made = snapshots.backup_time(backup)
    if not made:
        return backup.name
    return tr("{file} of {time:%Y-%m-%d %H:%M}", file=backup.name, time=made.astimezone())


def _local(time: str) -> str:
    """A time of the journal on the clock of this computer; "" for what is none."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        return ""


def _sentence(edits: str, time: str, is_cut: bool, is_older: bool) -> str:
    found = []
    if edits:
        when = _local(time)
        dated = tr("{edits} restored (the last of {time})", edits=edits, time=when)
        found.append(dated if when else tr("{edits} restored", edits=edits))
    if is_cut:
        found.append(tr("the edit that was being written then is lost"))
    if not found:
        return ""
    undo = f" {tr('Undo takes them back.')}" if edits else ""
    why = tr("The project file is an older one") if is_older else tr("OneMark was not closed properly")
    return f"{why}: {', '.join(found)}.{undo}"
