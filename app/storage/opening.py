"""Opening a project: lock, file and lost edits together; what the window gets to work with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from app.document.change import Change
from app.document.film import FilmRecord
from app.document.project import Parts, Project
from app.storage import journal
from app.storage.errors import DamagedProjectError, FilmsElsewhereError, StorageError, reason_of
from app.storage.layout import Layout, folder_from, layout_for
from app.storage.lock import ProjectLock
from app.storage.parts import Unknown
from app.storage.project_file import Stored
from app.storage.recovery import (
    UNMATCHED,
    Recovered,
    keep_aside,
    keep_copy,
    load_or_explain,
    newest_state,
    recover,
    taking,
)
from app.storage.store import ProjectStore
from app.translation import listed, tr
from engine.io.atomic import remove_unfinished

NO_ANSWERS: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened project. `store` is None where it is read-only, and `read_only` says why.

    `restored` holds the edits that the project file lacks (to be pushed as one undoable step),
    `message` tells of them, and of damaged parts that were left out, or "". `needs_place`: the folder
    cannot be written; a copy of the project at another place can be edited, with the keys `unknown` to
    this version. `backup`: the newest good backup with the edits after it, where the project file is not
    as it was written and that backup holds something else.
    """

    project: Project
    layout: Layout
    store: ProjectStore | None = None
    read_only: str = ""
    needs_place: bool = False
    restored: Change | None = None
    message: str = ""
    unknown: Unknown = field(default_factory=Unknown)
    backup: Project | None = None

    @property
    def folder(self) -> Path:
        """The folder of the films, which their identities are relative to."""
        return self.layout.folder


def open_project(
    place: Path,
    project_file: Path | None = None,
    *,
    reader: str = "",
    start_anew: bool = False,
    answers: Mapping[str, bool] = NO_ANSWERS,
) -> Opened:
    """Open a folder of films or a project file; a folder without a project gives an empty one.

    `project_file` is where the project is kept if not in the folder. DamagedProjectError names the newest
    good backup, or StorageError the window that has the project; `start_anew` opens an empty project instead
    and keeps the damaged file aside. A project file may name any folder for its films: `answers` says of
    those that are not its own whether a person agreed to open them (else the project opens in its own
    folder), FilmsElsewhereError asks where it does not say.
    """
    layout = _layout(place, project_file)
    lock = ProjectLock(layout)
    try:
        taken = lock.acquire()
        read_only, needs_place = taken and f"{taken} {tr('Here it is read-only.')}", False
    except OSError as error:
        read_only, needs_place = _no_place(layout, error), True
    try:
        if start_anew and not read_only and layout.project.exists():
            keep_aside(layout.project, f"{layout.project.stem}.damaged")
        stored = load_or_explain(layout, reader, start_anew)
        layout = _with_stored_folder(layout, stored, place, answers)
        found = recover(layout, stored)
        if read_only:
            return _for_reading(layout, stored, found, read_only, needs_place)
        return _for_writing(layout, lock, stored, found)
    except DamagedProjectError as error:
        lock.release()
        if read_only and not needs_place:  # what to put in its place is for the owner to choose
            gone = tr("{file} is damaged or gone.", file=layout.project.name)
            raise StorageError(f"{gone} {taken}") from error
        raise
    except BaseException:
        lock.release()
        raise


def _for_reading(
    layout: Layout, stored: Stored, found: Recovered, read_only: str, needs_place: bool
) -> Opened:
    """As the owner sees it by now: what is in its journal is shown, not restored."""
    project = _with_films(stored.project, found)
    project = project.with_parts(found.restored.after) if found.restored else project
    message = "" if stored.is_whole else f"{_as_it_is(layout)} "
    message += _damage(layout.project.name, stored.left_out) + _damage(tr("its last edits"), found.left_out)
    return Opened(
        project, layout, None, read_only, needs_place, message=message.strip(), unknown=stored.unknown
    )


def _for_writing(layout: Layout, lock: ProjectLock, stored: Stored, found: Recovered) -> Opened:
    message, backup = _from_backup(layout, stored, found)
    for path, left_out in ((layout.project, stored.left_out), (layout.journal, found.left_out)):
        if left_out:
            kept = keep_copy(path).relative_to(layout.project.parent)
            message += _damage(path.name, left_out, tr("The file as it was is kept as {file}.", file=kept))
    if found.is_unmatched:
        kept = keep_aside(layout.journal, UNMATCHED).relative_to(layout.project.parent)
        message += tr(
            "The last unsaved edits do not fit {file}: they are kept as {kept}.",
            file=layout.project.name,
            kept=kept,
        )
    try:
        if found.next_line is not None:
            journal.cut_back(layout.journal, found.good_bytes)
    except OSError as error:
        raise StorageError(_no_place(layout, error)) from error
    remove_unfinished(layout.project.parent, layout.project.name)
    for folder in (layout.support, layout.backups):
        remove_unfinished(folder)
    store = ProjectStore(layout, lock, stored.unknown, stored.saved, found.next_line)
    project, message = _with_films(stored.project, found), (message + found.message).strip()
    return Opened(project, layout, store, restored=found.restored, message=message, backup=backup)


def _from_backup(layout: Layout, stored: Stored, found: Recovered) -> tuple[str, Project | None]:
    """Of a file that is not as it was written: a sentence, and what the newest good backup holds instead."""
    if stored.is_whole:
        return "", None
    words, backup = newest_state(layout)
    project = stored.project.with_parts(found.restored.after) if found.restored else stored.project
    if backup is not None:
        step, facts = taking(project, backup)
        if step.is_empty and not facts:
            words, backup = tr("{backup}, which holds the same", backup=words), None
    changed = tr(
        "{file} was changed by another program or is damaged, and opens as it is: look at your points.",
        file=layout.project.name,
    )
    return f"{changed} {words}. ", backup


def _as_it_is(layout: Layout) -> str:
    return tr(
        "{file} was changed by another program or is damaged, and opens as it is.", file=layout.project.name
    )


def _with_films(project: Project, found: Recovered) -> Project:
    """The project with all films that were annotated since it was saved; undo leaves them there."""
    after = found.restored.after if found.restored else Parts()
    strange = after.sets.keys() - after.films.keys() - project.films.keys()
    return project.with_parts(Parts(films={film: FilmRecord(film) for film in strange}))


def _damage(name: str, left_out: tuple[str, ...], kept: str = "") -> str:
    """A sentence about the parts of a file that are damaged; "" where there are none."""
    if not left_out:
        return ""
    words = tr(
        "Damaged in {file} and left out: {parts}. All else is here.", file=name, parts=listed(left_out, 3)
    )
    return f"{words} {kept} " if kept else f"{words} "


def _layout(place: Path, project_file: Path | None) -> Layout:
    if not place.exists():
        raise StorageError(tr("{place} does not exist: choose a folder of films or a project.", place=place))
    if place.is_file() and place.suffix.casefold() != ".json":
        raise StorageError(
            tr("{file} is no project: choose a folder of films or a project file.", file=place.name)
        )
    layout = layout_for(place)
    if project_file is None:
        return layout
    return Layout(Path(os.path.abspath(project_file)), layout.folder)  # noqa: PTH100


def _with_stored_folder(layout: Layout, stored: Stored, place: Path, answers: Mapping[str, bool]) -> Layout:
    """A folder that was opened itself is the film folder; a project file names its own."""
    if place.is_dir():
        return layout
    own, folder = layout.project.parent, folder_from(layout.project, stored.folder)
    if own not in (folder, *folder.parents) and str(folder) not in answers:
        raise FilmsElsewhereError(layout.project, folder)
    if answers.get(str(folder), True):
        return Layout(layout.project, folder)
    return Layout(layout.project, own, declined=stored.folder)


def _no_place(layout: Layout, error: OSError) -> str:
    return tr(
        "{folder} cannot be written ({reason}): choose another place for the project file to keep your work.",
        folder=layout.project.parent,
        reason=reason_of(error),
    )
