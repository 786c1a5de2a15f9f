"""Review: from the most doubtful point to the next, and from film to film."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.document import edits
from app.film.editing import Editing
from app.views.arrangement import Arrangement
from app.workspace.workspace import Workspace


class Review(QObject):
    """Walks the predictions that nobody has decided on, in the order of their doubt."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._messages = workspace.previews, workspace.messages

    def start(self) -> None:
        """Go to the most doubtful film and its most doubtful point."""
        films = self._previews.worst_films()
        if films:
            self._go_to(films[0])
        else:
            self._messages.note(self._nothing_left())

    def next_doubtful(self) -> None:
        """The next point of this film by doubt; after its last one the most doubtful other film."""
        names = (
            [name for _, name in self._previews.doubts(self._selection.film)] if self._selection.film else []
        )
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
        if not film or not self._messages.attempt(lambda: self._accept(film)):
            return
        self._next_film()

    def _accept(self, film: str) -> None:
        project, preview = self._document.project, self._previews.preview(film)
        now = self._document.now()
        if preview is None:
            self._document.push(edits.accept_film(project, film, now=now))
            return
        # the run is still on its way: its preview is what was seen and accepted
        first = edits.take_predictions(project, [preview], now=now, sources=self._previews.preview_sources)
        step = edits.accept_film(project.with_parts(first.after), film, now=now)
        self._document.push(edits.combined(project, step.text, first, step))

    def _next_film(self) -> None:
        films = [film for film in self._previews.worst_films() if film != self._selection.film]
        if films:
            self._go_to(films[0])
        elif not self._previews.doubts(self._selection.film):
            self._messages.note(self._nothing_left())
        else:
            self._go_to(self._selection.film)

    def _nothing_left(self) -> str:
        if self._document.project.has_predictions:
            return "Nothing is left to review: export the table, or propagate to more films."
        return "Nothing is predicted yet: annotate one film, then propagate."

    def _go_to(self, film: str) -> None:
        self._selection.set_film(film)
        doubts = self._previews.doubts(film)
        if doubts:
            self._selection.set_landmark(doubts[0][1])


class Navigation(QObject):
    """Chooses films and landmarks, and gives the film the focus where its keys are wanted next."""

    def __init__(self, workspace: Workspace, editing: Editing, review: Review, views: Arrangement) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._views, self._editing, self._review = views, editing, review
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
