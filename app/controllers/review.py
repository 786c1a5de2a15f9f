"""Review: from the most doubtful point to the next, and from film to film."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.controllers.say import Say
from app.controllers.shown import Shown
from app.document import edits
from app.document.document import Document
from app.document.selection import Selection


class Review(QObject):
    """Walks the predictions that nobody has decided on, in the order of their doubt."""

    def __init__(
        self, document: Document, selection: Selection, shown: Shown, say: Say, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._shown, self._say = document, selection, shown, say

    def start(self) -> None:
        """Go to the most doubtful film and its most doubtful point."""
        films = self._shown.worst_films()
        if films:
            self._go_to(films[0])
        else:
            self._say.note(self._nothing_left())

    def next_doubtful(self) -> None:
        """The next point of this film by doubt; after its last one the most doubtful other film."""
        names = [name for _, name in self._shown.doubts(self._selection.film)] if self._selection.film else []
        active = self._selection.landmark
        if names and active in names[:-1]:
            self._selection.set_landmark(names[names.index(active) + 1])
        elif names and active not in names:
            self._selection.set_landmark(names[0])
        else:
            self._next_film()

    def accept(self) -> None:
        """Accept the film's predictions and go to the next doubtful film."""
        film = self._selection.film
        if not film or not self._say.attempt(lambda: self._accept(film)):
            return
        self._next_film()

    def _accept(self, film: str) -> None:
        project, preview = self._document.project, self._shown.preview(film)
        now = self._document.now()
        if preview is None:
            self._document.push(edits.accept_film(project, film, now=now))
            return
        # the run is still on its way: its preview is what was seen and accepted
        first = edits.take_predictions(project, [preview], now=now, sources=self._shown.preview_sources)
        step = edits.accept_film(project.with_parts(first.after), film, now=now)
        self._document.push(edits.combined(project, step.text, first, step))

    def _next_film(self) -> None:
        films = [film for film in self._shown.worst_films() if film != self._selection.film]
        if films:
            self._go_to(films[0])
        elif not self._shown.doubts(self._selection.film):
            self._say.note(self._nothing_left())
        else:
            self._go_to(self._selection.film)

    def _nothing_left(self) -> str:
        if self._document.project.has_predictions:
            return "Nothing is left to review: export the table, or propagate to more films."
        return "Nothing is predicted yet: annotate one film, then propagate."

    def _go_to(self, film: str) -> None:
        self._selection.set_film(film)
        doubts = self._shown.doubts(film)
        if doubts:
            self._selection.set_landmark(doubts[0][1])
