"""Opening a folder or project: everything that touches the disk, as one operation without Qt."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.document.change import Change
from app.document.edits import relink, take_spacings
from app.document.project import Project
from app.sentences import translated
from app.storage import snapshots
from app.storage.errors import StorageError, reason_of
from app.storage.layout import Layout, layout_for
from app.storage.opening import NO_ANSWERS, Opened, open_project
from app.storage.project_file import FORMAT
from app.storage.relink import moved_films
from app.translation import tr
from engine.errors import EngineError, ImageReadError
from engine.imaging.image import Spacing
from engine.io.guard import is_endless, parsed_json
from engine.io.images import FolderListing, content_hash, film_path, listing
from engine.io.table_text import foreign_kind
from engine.io.tables import read_spacings
from engine.operation import Operation, Progress

SPACING_FILE = "spacing.csv"  # in the folder of the films: their mm per pixel
_HEAD_LENGTH = 200  # bytes
SAYS_PROJECT = re.compile(rb'\s*\{\s*"format"\s*:\s*"' + FORMAT.encode() + rb'"')


@dataclass(frozen=True, slots=True)
class Found:
    """An opened project, the films of its folder, and those of the project that are not there.

    `moved`: old -> new identity of films that were found again by their content. `spacings`: what the
    folder's spacing.csv says of its films; `problems`: what else of the folder could not be read, and why.
    """

    opened: Opened
    films: tuple[str, ...]
    missing: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    spacings: Mapping[str, Spacing] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def open_place(
    place: Path, reader: str, start_anew: bool = False, answers: Mapping[str, bool] = NO_ANSWERS
) -> Operation[Found]:
    """Open a folder of films or a project file and find its films. EngineError with the reason if not.

    `answers`: folder -> whether a person agreed to open it for the films of this project, see `open_project`.
    What is neither stays as it is: nothing is written beside it, nor into a folder without films.
    """
    yield Progress("opening", 0, 0)
    layout = layout_for(place)
    _require_project(place, layout)
    was_open = any(map(os.path.lexists, (layout.project, layout.support)))
    found = FolderListing(()) if was_open or not place.is_dir() else (yield from listing(place))
    opened = open_project(place, reader=reader, start_anew=start_anew, answers=answers)
    try:
        project = _with_restored(opened)
        found = found if found.films else (yield from _listing(opened.folder, project))
        films = found.films
        moved = yield from looking_for_moved(opened.folder, films, project)
        spacings, problem = _spacings(opened.folder, films)
    except BaseException:
        # also when cancelled: the project goes back, or nobody could open it again
        if opened.store is not None:
            opened.store.close()
        raise
    there = {*films, *moved}
    still = tuple(name for name in project.films if name not in there)
    problems = tuple(filter(None, (translated(found.note), problem)))
    return Found(opened, films, still, moved, spacings, problems)


def _require_project(place: Path, layout: Layout) -> None:
    """StorageError where the file at `place`, or the project file of that folder, is something else."""
    project = layout.project
    try:
        is_file = not (is_endless(project) or project.is_dir())
    except OSError as error:
        if os.path.islink(project) and not isinstance(error, FileNotFoundError):  # noqa: PTH114
            raise StorageError(
                tr(
                    "{file} is a link that cannot be followed ({reason}): move it away.",
                    file=project,
                    reason=reason_of(error),
                )
            ) from error
        return
    if not is_file:
        raise StorageError(
            tr("{file} is no file: move it away and open the folder of your films.", file=project)
        )
    says = _says_project(project)
    if says or snapshots.backups(layout):  # of a damaged one these tell
        return
    if place.is_dir():
        if says is False:
            raise StorageError(
                tr("{file} is no OneMark project: move it away, or give it another name.", file=project)
            )
    else:
        named = foreign_kind(place.read_text("utf-8", errors="replace")) or tr("no OneMark project")
        raise StorageError(
            tr(
                "{file} is {kind}: open the folder of its films, then drop this file or import it.",
                file=place.name,
                kind=named,
            )
        )


def _says_project(path: Path) -> bool | None:
    """Whether a file says that it is a project, a damaged one too; None where nobody can tell what it is."""
    with path.open("rb") as file:
        if SAYS_PROJECT.match(file.read(_HEAD_LENGTH)):
            return True
    try:
        top = parsed_json(path.read_bytes())
    except ValueError:
        return None
    return isinstance(top, dict) and top.get("format") == FORMAT


def _spacings(folder: Path, films: tuple[str, ...]) -> tuple[Mapping[str, Spacing], str]:
    """The folder's spacing table; one that is broken must not keep the films from being opened."""
    path = folder / SPACING_FILE
    if not os.path.lexists(path):
        return {}, ""
    try:
        return read_spacings(path, films), ""
    except EngineError as error:
        return {}, tr("The mm per pixel of this folder were not taken: {error}", error=translated(str(error)))


def _with_restored(opened: Opened) -> Project:
    """The project as it will be shown: edits that were recovered after a crash belong to it."""
    return opened.project.with_parts(opened.restored.after) if opened.restored else opened.project


def _listing(folder: Path, project: Project) -> Operation[FolderListing]:
    """The films of the folder; none there is an error only where the project knows none either."""
    try:
        return (yield from listing(folder))
    except ImageReadError:
        if project.films:
            return FolderListing(())
        raise


def looking_for_moved(folder: Path, films: Sequence[str], project: Project) -> Operation[Mapping[str, str]]:
    """Old -> new identity of the films of `project` that lie in `folder` under other names, by their content.

    `films`: those that were found there.
    """
    known, there = project.films, set(films)
    missing = tuple(name for name in known if name not in there)
    hashes: dict[str, str] = {}
    if any(known[name].sha256 for name in missing):
        fresh = [name for name in films if name not in known]
        for done, name in enumerate(fresh):
            yield Progress("looking for moved films", done, len(fresh))
            with contextlib.suppress(ImageReadError):  # its reason is told where it is shown
                hashes[name] = content_hash(film_path(folder, name))
    return moved_films(project, missing, hashes)


def relink_step(project: Project, moved: Mapping[str, str]) -> Change | None:
    """The edit that gives `moved` films their new identities in `project`, the films of the folder taken in.

    None where there is none.
    """
    if not moved:
        return None
    try:
        return relink(project, moved)
    except EngineError:
        return None  # their places hold landmarks of their own: they stay missing, and are named


def spacing_step(project: Project, found: Found) -> Change | None:
    """The edit that takes over the folder's spacing table where nobody said otherwise; None: nothing new."""
    step = take_spacings(project, found.spacings)
    return None if step.is_empty else step
