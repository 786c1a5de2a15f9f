"""What is dropped on the window: films and projects are opened, points are imported, nothing is moved."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from app.jobs.job import JobSlot
from app.translation import tr
from app.workspace.film_attributes import FilmAttributes
from app.workspace.foreign_files import is_landmark_file
from app.workspace.importing import Importing
from app.workspace.incoming import Dropped, looking_into
from app.workspace.open_folder import OpenFolder
from app.workspace.workspace import Workspace
from engine.errors import EngineError, TableError
from engine.io.spacing import is_spacing_table


class Dropping(QObject):
    """Decides by what lies in a file or folder, looked at beside the window where that may take long."""

    def __init__(
        self, workspace: Workspace, folder: OpenFolder, attributes: FilmAttributes, importing: Importing
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._folder, self._attributes, self._importing = folder, attributes, importing
        self._slot = JobSlot(self)
        self._after: tuple[Path, tuple[Path, ...]] | None = None  # a folder, and its points to be imported
        folder.opened.connect(self._import_after)

    @property
    def is_looking(self) -> bool:
        """True while a folder is being looked into."""
        return self._slot.is_busy

    def take(self, paths: Sequence[Path]) -> None:
        """Take what was dropped at once: a folder, a project, a film, or files with points."""
        self._after = None
        if len(paths) > 1:
            self._take_several(tuple(paths))
        elif _is_folder(paths[0]):
            self._take_folder(paths[0])
        elif self._document.folder is not None and is_landmark_file(paths[0]):
            self._take_file(paths[0])
        else:
            self._folder.open_dropped(paths[0])

    def _take_file(self, path: Path) -> None:
        """A table belongs to what is open: millimetres or landmarks, as its columns say."""
        if not path.is_file():  # reading a pipe would wait for ever
            raise EngineError(tr("{path} is no file: drop a CSV table.", path=path.name))
        if path.suffix.casefold() in (".csv", ".tsv") and _states_spacings(path):
            self._attributes.take_spacing_table(path)
        else:
            self._importing.import_([path])

    def _take_several(self, paths: tuple[Path, ...]) -> None:
        """Files with points come in together; of anything else the first one is opened."""
        points = tuple(path for path in paths if not _is_folder(path) and is_landmark_file(path))
        if not points:
            self.take(paths[:1])
        elif len(points) == len(paths) and self._document.folder is not None:
            self._importing.import_(points)
        elif len(points) == len(paths):
            self._folder.open_dropped(points[0])  # which says that the films come first
        else:
            self._open_and_import(next(path for path in paths if path not in points), points)

    def _take_folder(self, folder: Path) -> None:
        """Look into a folder first: it may hold films, points, or both."""
        if self._slot.is_busy:
            raise EngineError(tr("Another folder is being looked into: drop this one in a moment."))
        self._slot.start(
            looking_into(folder),
            lambda found: self._messages.attempt(lambda: self._take_found(folder, found)),
            self._messages.error,
        )

    def _take_found(self, folder: Path, found: Dropped) -> None:
        if found.points and folder == self._document.folder:
            self._importing.import_(found.points, folder)
        elif found.opens or not found.points:
            self._open_and_import(folder, found.points)
        elif self._document.folder is None:
            raise EngineError(
                tr(
                    "{folder} holds {n} file with points: open the folder of their films first.",
                    "{folder} holds {n} files with points: open the folder of their films first.",
                    n=len(found.points),
                    folder=folder.name,
                )
            )
        else:
            self._importing.import_(found.points, folder)

    def _open_and_import(self, place: Path, points: tuple[Path, ...]) -> None:
        """Open films, and import the points that were dropped with them once they are there."""
        here = place if _is_folder(place) else place.parent
        self._after = (here, points) if points else None
        self._folder.open_dropped(place)

    def _import_after(self) -> None:
        waiting, self._after = self._after, None
        if waiting is not None and waiting[0] == self._document.folder:
            self._messages.attempt(lambda: self._importing.import_(waiting[1], waiting[0], unasked=True))


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises where a part of the path is forbidden


def _states_spacings(path: Path) -> bool:
    try:
        return is_spacing_table(path)
    except TableError:  # no table of ours, as DeepLabCut's: who imports it says what it is
        return False
