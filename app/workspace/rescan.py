"""Looking again at the open folder: films that came, went, or were renamed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject

from app.document.film import FilmRecord
from app.document.project import Project
from app.jobs.job import JobSlot
from app.translation import tr
from app.workspace.open_folder import gone_and_back
from app.workspace.opening import looking_for_moved, relink_step
from app.workspace.workspace import Workspace
from engine.io.images import listing
from engine.operation import Operation

_WITHOUT_GIVEN = tr(
    "The millimetres that were given to the other films do not hold for what is new: Film > Millimetres "
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
    moved = yield from looking_for_moved(folder, found.films, project)
    return Seen(folder, found.films, moved)


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
        step = relink_step(self._document.project, seen.moved)
        moved = len(seen.moved) if step is not None and self._document.push(step) else 0
        films = self._document.project.films
        gone, back = gone_and_back(self._document.project, seen.films)
        self._document.update_facts({**gone, **back})
        self._reader.want_facts([*new, *back])
        fresh = len(new) - moved
        given = fresh and _all_were_given_spacing(films[name] for name in films if name not in new)
        self._tell(fresh, moved, len(gone), len(back), _WITHOUT_GIVEN if given else "")

    def _tell(self, new: int, moved: int, gone: int, back: int, more: str) -> None:
        parts = []
        if new:
            parts.append(tr("{n} new film", "{n} new films", n=new))
        if moved:
            parts.append(tr("{n} moved film found again", "{n} moved films found again", n=moved))
        if back:
            parts.append(tr("{n} film back in the folder", "{n} films back in the folder", n=back))
        if gone:
            parts.append(
                tr(
                    "{n} film of the project is not in the folder any more",
                    "{n} films of the project are not in the folder any more",
                    n=gone,
                )
            )
        words = " ".join(filter(None, (f"{', '.join(parts) or tr('No new films')}.", more)))
        (self._messages.warn if gone else self._messages.note)(words)


def _all_were_given_spacing(films: Iterable[FilmRecord]) -> bool:
    """True where a person gave each of `films` its millimetres, as for all at once."""
    given = [film.user_spacing is not None for film in films]
    return bool(given) and all(given)
