"""What a person says of whole films: exemplar, excluded with a reason, millimetres."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from app.controllers.say import Say
from app.document import edits
from app.document.document import Document
from app.document.selection import Selection
from app.views.dialogs import Extent, SpacingChoice, SpacingDialog
from app.views.film_list import FilmList


class FilmAttributes(QObject):
    """Works on the film on screen, or on the selected rows of the list where that makes sense."""

    def __init__(
        self, document: Document, selection: Selection, films: FilmList, say: Say, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._selection, self._films = document, selection, films
        self._say, self._window = say, window

    def set_exemplar(self, exemplar: bool) -> None:
        """Let the others learn from the film on screen, or no longer."""
        film = self._selection.film
        self._say.attempt(
            lambda: self._document.push(edits.mark_exemplar(self._document.project, film, exemplar))
        )

    def set_excluded(self, excluded: bool) -> None:
        """Exclude the selected films with a reason, or take them in again."""
        films = self._selected()
        reason = ""
        if excluded:
            reason, agreed = QInputDialog.getText(
                self._window, "Exclude", f"Why are {len(films)} films excluded?" if len(films) > 1 else "Why?"
            )
            if not agreed:
                return
            reason = reason.strip() or "no reason given"
        self._say.attempt(
            lambda: self._document.push(edits.set_excluded(self._document.project, films, reason))
        )

    def ask_spacing(self) -> None:
        """Ask how large a pixel is."""
        project, film = self._document.project, self._selection.film
        if not film:
            return
        current = project.film(film).spacing
        dialog = SpacingDialog(
            None if current is None else current.x, len(self._selected()), len(project.films), self._window
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.set_spacing(dialog.choice())

    def set_spacing(self, choice: SpacingChoice) -> None:
        """Set the millimetres of this, the selected or all films as one step."""
        project = self._document.project
        films = {
            Extent.THIS: (self._selection.film,),
            Extent.SELECTED: self._selected(),
            Extent.ALL: tuple(project.films),
        }[choice.extent]
        self._say.attempt(
            lambda: self._document.push(
                edits.set_spacing(
                    project,
                    films,
                    None if choice.millimetres is None else edits.typed_spacing(choice.millimetres),
                )
            )
        )

    def _selected(self) -> tuple[str, ...]:
        selected = self._films.selected
        return selected if self._selection.film in selected else (self._selection.film,)
