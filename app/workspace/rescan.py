"""Looking again at the open folder: films that came, went, or were renamed since."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.document.edits import relink
from app.document.film import FilmRecord
from app.document.project import Project
from app.jobs.job import JobSlot
from app.storage.relink import moved_films
from app.workspace.open_folder import MISSING
from app.workspace.workspace import Workspace
from engine.errors import EngineError, ImageReadError
from engine.io.images import content_hash, film_path, listing
from engine.operation import Operation, Progress
from engine.wording import counted

_WITHOUT_GIVEN = (
    " The millimetres that were given to the other films do not hold for what is new: Film > Millimetres "
    "gives them."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a folder holds now. `moved`: old -> new identity of films that have another name."""

    folder: Path
    films: tuple[str, ...]
    moved: Mapping[str, str] = field(default_factory=dict)


def look_again(folder: Path, project: Project) -> Operation[Seen]:
    """Look for the films of `folder`; those of `project` that are not there may be others by now."""
    found = yield from listing(folder)
    there = set(found.films)
    missing = tuple(name for name in project.films if name not in there)
    hashes: dict[str, str] = {}
    fresh = [name for name in found.films if name not in project.films]
    for done, name in enumerate(fresh if any(project.films[name].sha256 for name in missing) else ()):
        yield Progress("looking for moved films", done, len(fresh))
        with contextlib.suppress(ImageReadError):  # its reason is told where it is shown
            hashes[name] = content_hash(film_path(folder, name))
    return Seen(folder, found.films, moved_films(project, missing, hashes))


class Rescan(QObject):
    """Takes new films in; those that are gone stay in the project, and say so."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._reader = workspace.document, workspace.reader
        self._messages, self._slot = workspace.messages, JobSlot(self)

    def start(self) -> None:
        """Look again at the folder that is open."""
        folder = self._document.folder
        if folder is not None and not self._slot.is_busy:
            self._slot.start(look_again(folder, self._document.project), self._take, self._messages.error)

    def _take(self, seen: Seen) -> None:
        if seen.folder != self._document.folder:
            return  # another one was opened meanwhile
        before = self._document.project.films
        new = [name for name in seen.films if name not in before]
        self._document.add_films(map(FilmRecord, new))
        moved = dict(seen.moved) if self._relinks(seen) else {}
        films, there = self._document.project.films, set(seen.films)
        gone = [name for name in films if name not in there and films[name].unreadable != MISSING]
        back = [name for name in seen.films if films[name].unreadable == MISSING]
        reasons = {**dict.fromkeys(gone, MISSING), **dict.fromkeys(back, "")}
        self._document.update_facts(
            {name: replace(films[name].facts, unreadable=reason) for name, reason in reasons.items()}
        )
        self._reader.want_facts([*new, *back])
        fresh = len(new) - len(moved)
        given = fresh and _all_were_given_spacing(films[name] for name in films if name not in new)
        self._tell(fresh, len(moved), len(gone), len(back), _WITHOUT_GIVEN if given else "")

    def _relinks(self, seen: Seen) -> bool:
        """Give moved films their new names; False where their places hold landmarks of their own."""
        if not seen.moved:
            return False
        try:
            return self._document.push(relink(self._document.project, seen.moved))
        except EngineError:
            return False  # they stay missing, and are counted

    def _tell(self, new: int, moved: int, gone: int, back: int, more: str) -> None:
        parts = [
            counted(new, "new film") if new else "",
            f"{counted(moved, 'moved film')} found again" if moved else "",
            f"{counted(back, 'film')} back in the folder" if back else "",
        ]
        good = ", ".join(filter(None, parts))
        if gone:
            verb = "is" if gone == 1 else "are"
            lost = f"{counted(gone, 'film')} of the project {verb} not in the folder any more"
            self._messages.warn(f"{', '.join(filter(None, (good, lost)))}.{more}")
        else:
            self._messages.note(f"{good or 'No new films'}.{more}")


def _all_were_given_spacing(films: Iterable[FilmRecord]) -> bool:
    """True where a person gave each of `films` its millimetres, as for all at once."""
    given = [film.user_spacing is not None for film in films]
    return bool(given) and all(given)
