"""Wishes about the scheme: add, rename, remove, reorder, take from a file, start from one that ships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.document import edits
from app.document.name_matching import guesses, matched, with_aliases
from app.document.project import Project
from app.file_places import FileKind
from app.shipped_words import in_words
from app.translation import tr
from app.views.landmark_list import LandmarkList
from app.views.mapping_dialog import Asked, MappingDialog
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.schemes import read_scheme
from engine.io.shipped_schemes import ShippedScheme, shipped_scheme
from engine.landmarks import Presence, Scheme

_FILES = tr("Landmark names (*.json *.csv *.tsv *.txt);;All files (*)")


class Schemes(QObject):
    """Edits of the scheme; removing a landmark can be undone, so it does not ask."""

    def __init__(self, workspace: Workspace, view: LandmarkList) -> None:
        super().__init__(workspace.window)
        self._window = workspace.window
        self._document, self._selection = workspace.document, workspace.selection
        self._messages, self._edit, self._view = workspace.messages, workspace.edit, view
        view.add_wanted.connect(self.add)
        view.rename_wanted.connect(
            lambda old, new: self._edit(lambda project: edits.rename_landmark(project, old, new))
        )
        view.remove_wanted.connect(self.remove)
        view.move_wanted.connect(
            lambda name, by: self._edit(lambda project: edits.move_in_order(project, name, by))
        )
        view.import_wanted.connect(self.ask_import)

    def add(self, names: tuple[str, ...]) -> None:
        """Append landmarks; what was typed stays to be put right where they are refused."""
        if self._edit(lambda project: edits.add_names(project, names)):
            self._view.forget_typed()
        self._selection.select_next_unplaced(from_start=True)

    def remove(self, name: str) -> None:
        """Remove a landmark from the scheme and all films."""
        placed = self._document.project.placed_on(name)
        stack = self._document.undo_stack
        if self._edit(lambda project: edits.remove_landmark(project, name)) and placed:
            step = stack.index()
            self._messages.warn(
                tr(
                    "{landmark} and its points on {films} were removed.",
                    landmark=name,
                    films=tr("{n} film", "{n} films", n=placed),
                ),
                tr("Undo"),
                stack.undo,
                holds=lambda: stack.index() == step,  # else it would take another step back
            )

    def ask_import(self) -> None:
        """Take the landmarks of a file."""
        self._messages.ask_file(FileKind.SCHEME, tr("Take landmarks from"), _FILES, self.take)

    def take(self, path: Path) -> None:
        """The file's scheme where there is none yet; else what it has and says more is added."""
        found, known = read_scheme(path), self._document.project.scheme
        if not known.names:
            self._edit(lambda current: edits.set_scheme(current, found))
        else:
            whole = known.joined(_in_names_of(known, found))
            if not self._edit(lambda current: edits.set_scheme(current, whole)) and whole != known:
                return  # it was refused
            self._messages.note(
                tr(
                    "New in the scheme from {file}: {n} landmark.",
                    "New in the scheme from {file}: {n} landmarks.",
                    n=len(whole.names) - len(known.names),
                    file=path.name,
                )
            )
        self._selection.select_next_unplaced(from_start=True)

    def start(self, name: str) -> None:
        """Work with a scheme that ships; points that there are come along under the names that they get."""
        self._messages.attempt(lambda: self._start(shipped_scheme(name)))

    def _start(self, shipped: ShippedScheme) -> None:
        project = self._document.project
        meant = self._meaning(project.scheme, shipped.scheme) if _has_points(project) else {}
        if meant is None:
            return
        scheme = shipped.scheme
        if _has_points(project):
            scheme = with_aliases(scheme, _new_spellings(meant, scheme))
            scheme = scheme.joined(project.scheme.renamed(meant))
        title = in_words(shipped.title)
        words = tr("Start from {scheme}", scheme=title)
        if self._edit(lambda now: replace(edits.set_scheme(now, scheme, meant), text=words)):
            stayed = len(scheme.names) - len(shipped.scheme.names)
            landmarks = tr("{n} landmark", "{n} landmarks", n=len(shipped.scheme.names))
            if stayed:
                note = tr(
                    "{scheme}: {landmarks}; {n} landmark of yours stayed.",
                    "{scheme}: {landmarks}; {n} landmarks of yours stayed.",
                    n=stayed,
                    scheme=title,
                    landmarks=landmarks,
                )
            else:
                note = tr("{scheme}: {landmarks}.", scheme=title, landmarks=landmarks)
            self._messages.note(note)
        self._selection.select_next_unplaced(from_start=True)

    def _meaning(self, old: Scheme, new: Scheme) -> Mapping[str, str] | None:
        """Landmark of the project -> that of `new`, after asking where names do not tell; None: not now."""
        meant = dict(matched(old, old.names, new))
        by_order = bool(meant) and all(name.isdecimal() for name in meant)
        known = {} if by_order else meant
        strange = [name for name in old.names if name not in known]
        free = [name for name in new.names if name not in known.values()]
        if not strange or not free:
            return known
        guessed = meant if by_order else guesses(strange, free)
        dialog = MappingDialog(guessed, free, self._window, Asked.SCHEME)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        if twice := dialog.chosen_twice:
            raise EngineError(
                tr("Two of your landmarks cannot both be {twice}: start again and choose.", twice=twice)
            )
        return {**known, **{name: chosen for name, chosen in dialog.choice().items() if chosen}}


def _in_names_of(known: Scheme, found: Scheme) -> Scheme:
    """`found` with the landmarks that `known` has under its names; of two that are the same one the first."""
    same: dict[str, str] = {}
    for name in sorted(found.names, key=lambda name: name not in known.names):
        landmark = known.find(name)
        if landmark in same.values():
            found = found.without(name)
        elif landmark is not None:
            same[name] = landmark
    return found.renamed(same)


def _has_points(project: Project) -> bool:
    """True where anything was said of a landmark on any film."""
    return any(
        mark.presence is not Presence.UNPLACED
        for marks in project.sets.values()
        for mark in marks.landmarks.values()
    )


def _new_spellings(meant: Mapping[str, str], scheme: Scheme) -> Mapping[str, str]:
    """Names that `scheme` does not know yet, so that tables which bear them are read as before."""
    return {old: new for old, new in meant.items() if not old.isdecimal() and scheme.find(old) is None}
