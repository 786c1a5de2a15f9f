"""The open document: the only writer of the project, with undo, signals and the unsaved mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.document.change import Change, joined, utc_now
from app.document.film import FilmFacts, FilmRecord
from app.document.project import Parts, Project
from app.guard import guarded
from engine.observers.reading_offsets import ReadingOffsets


class EditKind(StrEnum):
    """How an edit came about."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Edit:
    """What has just happened, for the journal: the parts as they are now, the project before."""

    kind: EditKind
    text: str
    parts: Parts
    before: Project


class Document(QObject):
    """One open project. Others read `project`, a frozen value that is safe in any thread.

    Signals: `landmarks_changed` and `films_changed` carry a tuple of film identities,
    `scheme_changed`, `readings_changed` and `replaced` (everything is new) carry nothing. `edited`
    carries the Edit after all of these. `clean_changed` carries True where all is saved.
    `refused` carries a sentence.
    """

    landmarks_changed = Signal(object)
    films_changed = Signal(object)
    scheme_changed = Signal()
    readings_changed = Signal()
    replaced = Signal()
    edited = Signal(object)
    clean_changed = Signal(bool)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], str] = utc_now) -> None:
        super().__init__(parent)
        self._project = Project()
        self._clock = clock
        self._read_only = ""
        self._folder: Path | None = None
        self._undo_stack = QUndoStack(self)
        self._undo_stack.cleanChanged.connect(self.clean_changed)

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self._project

    @property
    def undo_stack(self) -> QUndoStack:
        """For undo, redo and their menu entries; steps come from `push` alone."""
        return self._undo_stack

    @property
    def read_only(self) -> str:
        """Why the document cannot be edited, as a sentence, or ""."""
        return self._read_only

    @property
    def folder(self) -> Path | None:
        """The folder of the films, None before one was opened."""
        return self._folder

    def now(self) -> str:
        """The time for `now` of the edits: ISO 8601, UTC."""
        return self._clock()

    def open(self, project: Project, read_only: str = "", folder: Path | None = None) -> None:
        """Replace everything; undo starts anew."""
        self._project = project
        self._read_only, self._folder = read_only, folder
        self._undo_stack.clear()
        self.replaced.emit()

    def stop_editing(self, read_only: str) -> None:
        """Show what is open from now on without keeping edits of it, because of the sentence `read_only`."""
        self._read_only = read_only
        self._undo_stack.clear()  # its steps do not come through `push`

    def push(self, change: Change) -> bool:
        """Apply a change as one undo step. False where it is empty or the document is read-only."""
        if self._read_only:
            self.refused.emit(self._read_only)
            return False
        if change.is_empty:
            return False
        self._undo_stack.push(_Step(self, change))
        return True

    def take(self, found: Change) -> bool:
        """Apply what a run found as one undo step; where that is no point there is nothing to undo.

        Only what it says of films, such as why they do not fit, is kept then. False as in `push`.
        """
        said = Parts(films=found.after.films)
        if self._read_only or found.is_empty or found.after != said:
            return self.push(found)
        self._show(said)
        return True

    def mark_saved(self) -> None:
        """The project as it is now is in the project file."""
        self._undo_stack.setClean()

    def mark_unsaved(self) -> None:
        """What is on the disk is not this document: it counts as unsaved until it was saved."""
        self._undo_stack.resetClean()

    def name_reader(self, reader: str) -> None:
        """Say whose reading this is. No undo step."""
        self._project = self._project.read_by(reader)
        self.films_changed.emit(tuple(self._project.sets))

    def add_films(self, records: Iterable[FilmRecord]) -> None:
        """Take in films that were found in the folder; known ones stay as they are. No undo step."""
        new = {film.identity: film for film in records if film.identity not in self._project.films}
        if new:
            self._show(Parts(films=new))

    def update_facts(self, facts: Mapping[str, FilmFacts]) -> None:
        """Keep what reading the files told. No undo step; unknown films are passed over."""
        films = self._project.films
        new = {key: value for key, value in facts.items() if key in films and films[key].facts != value}
        if new:
            self._project = self._project.with_facts(new)
            self.films_changed.emit(tuple(new))

    def update_readings(self, readings: Mapping[str, ReadingOffsets]) -> None:
        """Keep how the reader places landmarks beside each model, as it was just fitted. No undo step."""
        if readings != self._project.readings:
            self._project = replace(self._project, readings=readings)
            self.readings_changed.emit()

    def _apply(self, kind: EditKind, text: str, parts: Parts) -> None:
        before = self._project
        self._show(parts)
        self.edited.emit(Edit(kind, text, self._project.parts_like(parts), before))

    def _show(self, parts: Parts) -> None:
        self._project = self._project.with_parts(parts)
        if parts.scheme is not None:
            self.scheme_changed.emit()
        if parts.films:
            self.films_changed.emit(tuple(parts.films))
        if parts.sets or parts.opinions:
            self.landmarks_changed.emit(tuple({**parts.sets, **parts.opinions}))
        if parts.wishes:
            self.readings_changed.emit()


@guarded
class _Step(QUndoCommand):
    """The one command class: puts the parts before or after a change in place."""

    def __init__(self, document: Document, change: Change) -> None:
        super().__init__(change.text)
        self._document = document
        self._change = change
        self._done_once = False

    def id(self) -> int:
        # Qt asks for a merge only where two ids are equal and not -1
        return 1 if self._change.joins else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other._change.joins != self._change.joins:
            return False
        self._change = joined(self._change, other._change)
        return True

    def redo(self) -> None:
        kind = EditKind.REDO if self._done_once else EditKind.EDIT
        self._done_once = True
        self._document._apply(kind, self._change.text, self._change.after)

    def undo(self) -> None:
        self._document._apply(EditKind.UNDO, self._change.text, self._change.before)
