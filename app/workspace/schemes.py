"""Wishes about the scheme: add, rename, remove, reorder, take from a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.document import edits
from app.views.landmark_list import LandmarkList
from app.workspace.workspace import Workspace
from engine.io.schemes import read_scheme
from engine.wording import counted

_FILES = "Landmark names (*.json *.csv *.tsv *.txt);;All files (*)"


class Schemes(QObject):
    """Edits of the scheme; removing a landmark can be undone, so it does not ask."""

    def __init__(self, workspace: Workspace, view: LandmarkList) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._messages, self._edit, self._view = workspace.messages, workspace.edit, view
        view.add_wanted.connect(self.add)
        view.rename_wanted.connect(
            lambda old, new: self._edit(lambda project: edits.rename_landmark(project, old, new))
        )
        view.remove_wanted.connect(self.remove)
        view.move_wanted.connect(self.move)
        view.import_wanted.connect(self.ask_import)

    def add(self, names: tuple[str, ...]) -> None:
        """Append landmarks; what was typed stays to be put right where they are refused."""
        if self._edit(lambda project: edits.add_names(project, names)):
            self._view.forget_typed()
        self._selection.select_next_unplaced(from_start=True)

    def remove(self, name: str) -> None:
        """Remove a landmark from the scheme and all films."""
        placed = sum(marks.get(name).position is not None for marks in self._document.project.sets.values())
        stack = self._document.undo_stack
        if self._edit(lambda project: edits.remove_landmark(project, name)) and placed:
            step = stack.index()
            self._messages.warn(
                f"{name} and its points on {counted(placed, 'film')} were removed.",
                "Undo",
                stack.undo,
                holds=lambda: stack.index() == step,  # else it would take another step back
            )

    def move(self, name: str, by: int) -> None:
        """Move a landmark up or down the list."""
        names = list(self._document.project.scheme.names)
        row = names.index(name)
        if 0 <= row + by < len(names):
            names[row], names[row + by] = names[row + by], names[row]
            scheme = replace(self._document.project.scheme, names=tuple(names))
            self._edit(lambda project: edits.set_scheme(project, scheme))

    def ask_import(self) -> None:
        """Take the landmarks of a file."""
        self._messages.ask_file("Take landmarks from", _FILES, self.take)

    def take(self, path: Path) -> None:
        """The file's scheme where there is none yet; else its further names are added."""
        found = read_scheme(path)
        project = self._document.project
        if not project.scheme.names:
            self._edit(lambda current: edits.set_scheme(current, found))
        else:
            new = tuple(name for name in found.names if project.scheme.find(name) is None)
            self._edit(lambda current: edits.add_names(current, new) if new else edits.change(current, ""))
            self._messages.note(f"New in the scheme from {path.name}: {counted(len(new), 'landmark')}.")
        self._selection.select_next_unplaced(from_start=True)
