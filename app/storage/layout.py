"""Where the files of a project lie: the project file, and a hidden folder beside it for all else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PROJECT_NAME = "onemark.project.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one project. `project` is its file, `folder` the folder of its films.

    `declined`: the folder that the file names instead, as it is written there, where nobody agreed to open
    it; the file goes on naming it.
    """

    project: Path
    folder: Path
    declined: str = ""

    @property
    def support(self) -> Path:
        """The hidden folder with journal, backups and lock; reading films must pass over it."""
        return self.project.with_name(f".{self.project.stem}")

    @property
    def journal(self) -> Path:
        """The edits since the last snapshot, one JSON object a line."""
        return self.support / "journal.jsonl"

    @property
    def backups(self) -> Path:
        """The folder of the rotating backups."""
        return self.support / "backups"

    @property
    def lock(self) -> Path:
        """Held by the window that may write."""
        return self.support / "lock"

    @property
    def runs(self) -> Path:
        """The history of runs, one JSON object a line."""
        return self.support / "runs.jsonl"

    @property
    def is_there(self) -> bool:
        """False where the folder of the project file was moved, renamed or deleted meanwhile."""
        return self.project.parent.is_dir()

    @property
    def stored_folder(self) -> str:
        """`folder` relative to the project file, POSIX; absolute only on another drive."""
        if self.declined:
            return self.declined
        try:
            relative = os.path.relpath(self.folder, self.project.parent)
        except ValueError:  # Windows: no relative path between two drives
            return self.folder.as_posix()
        return Path(relative).as_posix()


def layout_for(place: Path) -> Layout:
    """The layout for a folder of films, or for a project file (whose film folder is read from it later)."""
    place = Path(os.path.abspath(place))  # noqa: PTH100  resolve() would follow links out of the folder
    if place.is_dir():
        return Layout(place / PROJECT_NAME, place)
    return Layout(place, place.parent)


def folder_from(project: Path, stored: str) -> Path:
    """The film folder that a project file names. Touches no disk: it may be on another computer."""
    return Path(os.path.normpath(project.parent / PurePosixPath(stored)))
