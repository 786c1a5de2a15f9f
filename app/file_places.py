"""Where dialogs for files begin: where the last file of that kind was, else beside what is open."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from app.settings import Settings


class FileKind(StrEnum):
    """What is read or written; the values are keys in the settings."""

    POINTS = "points"
    TRUTH = "truth"
    SPACINGS = "spacings"
    POINT_TABLE = "point-table"
    MEASURE_TABLE = "measure-table"
    PICTURE = "picture"
    TEXT = "text"
    MEASURE_SET = "measure-set"
    SCHEME = "scheme"
    MODEL = "model"
    WEIGHTS = "weights"


_OF_NO_PROJECT = frozenset({FileKind.MEASURE_SET, FileKind.SCHEME, FileKind.MODEL, FileKind.WEIGHTS})


class FilePlaces:
    """The folder used last of each kind: of this project, or of all where such files serve any project."""

    def __init__(self, settings: Settings, project: Callable[[], Path | None]) -> None:
        self._settings, self._project = settings, project

    def start(self, kind: FileKind) -> Path:
        """Where a dialog begins to look for files of `kind`; never the folder of the process."""
        return self._last(kind) or self._project() or Path.home()

    def target(self, kind: FileKind, proposal: Path) -> Path:
        """`proposal` where the last file of `kind` was written, if any was."""
        if (last := self._last(kind)) is not None:
            return last / proposal.name
        return proposal if proposal.is_absolute() else self.start(kind) / proposal.name

    def remember(self, kind: FileKind, path: Path) -> None:
        """A person chose the file `path`."""
        key, folder = f"files-{kind}", str(path.parent)
        if kind in _OF_NO_PROJECT:
            self._settings.remember(key, folder)
        else:
            self._settings.note(key, str(self._project()), folder)

    def _last(self, kind: FileKind) -> Path | None:
        key, settings = f"files-{kind}", self._settings
        is_free = kind in _OF_NO_PROJECT
        last = settings.remembered(key) if is_free else settings.noted(key, str(self._project()))
        return Path(last) if last and os.path.isdir(last) else None  # noqa: PTH112  Path.is_dir may raise
