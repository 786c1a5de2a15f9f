"""Errors of the project file; each message says what to do next."""

from __future__ import annotations

from pathlib import Path

from app.translation import tr
from engine.errors import EngineError


class StorageError(EngineError):
    """The project could not be read or saved."""


class DamagedProjectError(StorageError):
    """The project file cannot be understood. `backup` is the newest good backup, None where there is none."""

    def __init__(self, message: str, path: Path, backup: Path | None) -> None:
        super().__init__(message)
        self.path = path
        self.backup = backup


class FilmsElsewhereError(StorageError):
    """The project file `path` takes its films from a `folder` that nobody has agreed to open."""

    def __init__(self, path: Path, folder: Path) -> None:
        super().__init__(
            tr(
                "{file} takes its films from {folder}, which nobody has agreed to: open it again.",
                file=path.name,
                folder=folder,
            )
        )
        self.path = path
        self.folder = folder


def reason_of(error: OSError) -> str:
    """The system's own words for an error, without its number and path."""
    return (error.strerror or str(error) or type(error).__name__).lower()
