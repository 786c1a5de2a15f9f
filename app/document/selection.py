"""Which film and which landmark are current. Always names that the project has, or ""."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.document.document import Document, Edit, EditKind
from engine.landmarks import LandmarkSet, Presence


class Selection(QObject):
    """The current film and landmark. `film_changed` and `landmark_changed` carry the new name or "".

    `followed` carries the Edit of an undo or redo that was made on another film, which is current now.
    """

    film_changed = Signal(str)
    landmark_changed = Signal(str)
    followed = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._film = ""
        self._landmark = ""
        self._row = 0  # where the landmark stood in the scheme, to find it again after a renaming
        document.replaced.connect(self._start_anew)
        document.films_changed.connect(self._keep_film)
        document.scheme_changed.connect(self._keep_landmark)
        document.edited.connect(self._follow)

    @property
    def film(self) -> str:
        """Identity of the current film, "" where there is none."""
        return self._film

    @property
    def landmark(self) -> str:
        """Name of the current landmark, "" where there is none."""
        return self._landmark

    def set_film(self, identity: str) -> None:
        """Make a film of the project current; its next unplaced landmark becomes current."""
        if identity == self._film or (identity and identity not in self._document.project.films):
            return
        self._film = identity
        self.film_changed.emit(identity)
        self.select_next_unplaced(from_start=True)

    def set_landmark(self, name: str) -> None:
        """Make a landmark of the scheme current, or none with ""."""
        names = self._document.project.scheme.names
        if name and name not in names:
            return
        self._row = names.index(name) if name else self._row
        if name != self._landmark:
            self._landmark = name
            self.landmark_changed.emit(name)

    def select_next_unplaced(self, from_start: bool = False) -> None:
        """Go to the next unplaced landmark; where all are decided the current one stays."""
        after = "" if from_start else self._landmark
        name = self._document.project.next_unplaced(self._film, after) if self._film else None
        if name is not None:
            self.set_landmark(name)
        elif not self._landmark:
            self.set_landmark(next(iter(self._document.project.scheme.names), ""))

    @Slot()
    def _start_anew(self) -> None:
        self._film, self._landmark, self._row = "", "", 0
        first = next(iter(self._document.project.films), "")
        if first:
            self.set_film(first)
        else:
            self.film_changed.emit("")
            self.landmark_changed.emit("")

    @Slot(object)
    def _keep_film(self, _changed: object) -> None:
        if self._film not in self._document.project.films:
            self.set_film(next(iter(self._document.project.films), ""))

    @Slot(object)
    def _follow(self, edit: Edit) -> None:
        """What undo took off the film is what the next click places again; after redo the one after it."""
        if edit.kind is EditKind.EDIT:
            return
        touched = [film for film in (*edit.parts.sets, *edit.parts.films) if film in edit.before.films]
        elsewhere = edit.parts.scheme is None and bool(touched) and self._film not in touched
        if elsewhere:
            self.set_film(touched[0])
            self.followed.emit(edit)
        if self._film not in edit.parts.sets:
            return
        before, after = edit.before.landmarks(self._film), self._document.project.landmarks(self._film)
        names = self._document.project.scheme.names
        gone = [name for name in names if _is_decided(before, name) and not _is_decided(after, name)]
        if gone:
            self.set_landmark(gone[0])
        elif elsewhere:
            changed = (name for name in names if before.get(name) != after.get(name))
            self.set_landmark(next(changed, self._landmark))
        elif _is_decided(after, self._landmark) and not _is_decided(before, self._landmark):
            self.select_next_unplaced()

    @Slot()
    def _keep_landmark(self) -> None:
        names = self._document.project.scheme.names
        if self._landmark not in names:
            self.set_landmark(names[min(self._row, len(names) - 1)] if names else "")


def _is_decided(marks: LandmarkSet, name: str) -> bool:
    return marks.get(name).presence is not Presence.UNPLACED
