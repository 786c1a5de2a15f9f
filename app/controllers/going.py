"""Going about the work: to the film to annotate, to the worst one, to the next of the list."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.controllers.editing import Editing
from app.controllers.review import Review
from app.document.document import Document
from app.document.selection import Selection
from app.views.arrangement import Arrangement


class Going(QObject):
    """Chooses films and landmarks, and gives the film the focus where its keys are wanted next."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        editing: Editing,
        review: Review,
        views: Arrangement,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._views = document, selection, views
        self._editing, self._review = editing, review
        views.landmarks.picked.connect(self._picked)

    def annotate(self) -> None:
        """The exemplar that lacks landmarks, else the film on screen."""
        project = self._document.project
        open_ = [film for film in project.exemplars() if not project.is_complete(film)]
        self._selection.set_film(open_[0] if open_ else self._selection.film)
        self._selection.select_next_unplaced(from_start=True)
        self._views.film.setFocus()

    def start_review(self) -> None:
        """Go to the worst film."""
        self._review.start()
        self._views.film.setFocus()

    def step_film(self, by: int) -> None:
        """Previous or next film among those that search and filter let through."""
        films = self._views.films.shown
        if self._selection.film in films:
            row = films.index(self._selection.film) + by
            self._selection.set_film(films[min(max(row, 0), len(films) - 1)])
        elif films:
            self._selection.set_film(films[0])

    def _picked(self, name: str) -> None:
        self._editing.pick(name)
        self._views.film.setFocus()
