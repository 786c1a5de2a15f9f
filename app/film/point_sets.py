"""All points of a film at once: moved, turned and scaled; copied from a film and put on another."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.document import edits
from app.film.display import Display
from app.film.editing import Editing
from app.translation import tr
from app.views.film_display import Aim
from app.views.film_view import FilmView
from app.workspace.workspace import Workspace
from engine.geometry.coordinates import Size
from engine.landmarks import LandmarkSet

Place = tuple[float, float]


class PointSets(QObject):
    """Each of these is one undo step. Points that nobody has decided on stay undecided."""

    def __init__(self, workspace: Workspace, display: Display, editing: Editing, view: FilmView) -> None:
        super().__init__(workspace.window)
        self._settings = workspace.settings
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._messages = workspace.previews, workspace.messages
        self._edit, self._display, self._is_locked = workspace.edit_film, display, editing.is_locked
        self._copied: tuple[LandmarkSet, Size | None] | None = None
        view.shaped.connect(self._shaped)
        view.moved_softly.connect(self._moved_softly)
        self._document.replaced.connect(self._forget)

    def copy(self) -> None:
        """Keep the points of the film on screen."""
        film = self._selection.film
        marks = self._previews.landmarks(film)
        if not marks.placed():
            self._messages.note(tr("{film} has no points to copy.", film=film))
            return
        self._copied = (marks, self._document.project.film(film).size)
        self._messages.note(
            tr(
                "Copied {points} of {film}: {key} puts them on another film.",
                points=tr("{n} point", "{n} points", n=len(marks.placed())),
                film=film,
                key=self._settings.key("paste-points", tr("Ctrl+V")),
            )
        )

    def paste(self) -> None:
        """Put the copied points on the film on screen, for the person to move and accept."""
        if self._copied is None:
            key = self._settings.key("copy-points", tr("Ctrl+C"))
            self._messages.note(tr("Nothing is copied yet: {key} copies the points of a film.", key=key))
        else:
            self._put(*self._copied)

    def paste_previous(self) -> None:
        """Put on the film on screen what the nearest film before it has."""
        project, film = self._document.project, self._selection.film
        films = list(project.films)
        before = reversed(films[: films.index(film)]) if film in films else ()
        source = next((each for each in before if self._previews.landmarks(each).placed()), "")
        if source:
            self._put(self._previews.landmarks(source), project.film(source).size)
        else:
            self._messages.note(tr("No film before this one has points."))

    def _put(self, marks: LandmarkSet, size: Size | None) -> None:
        film, now = self._selection.film, self._document.now()
        copied = {mark.name for mark in marks.placed()}
        shown = self._previews.landmarks(film).placed()
        gone = sum(mark.name in copied and not mark.is_human for mark in shown)
        if self._edit(lambda project: edits.paste(project, film, marks, size, now=now)):
            put = tr("The points of {source} are on {film}, undecided:", source=marks.film, film=film)
            if gone:
                put = tr(
                    "The points of {source} are on {film} instead of {predictions} ({key} brings those "
                    "back), undecided:",
                    source=marks.film,
                    film=film,
                    predictions=tr("{n} prediction", "{n} predictions", n=gone),
                    key=self._settings.key("undo", tr("Ctrl+Z")),
                )
            more = tr(
                "{move} moves them all, a drag one; {accept} accepts them.",
                move=self._settings.key("mark-set", "T"),
                accept=self._settings.key("accept", tr("Enter")),
            )
            self._messages.note(f"{put} {more}")

    def _shaped(self, places: Mapping[str, Place]) -> None:
        film, now = self._selection.film, self._document.now()
        if reason := self._display.excluded(film):
            self._messages.note(
                tr("{film} is excluded ({reason}): its points stay.", film=film, reason=reason)
            )
            return
        free = {name: place for name, place in places.items() if not self._is_locked(name)}
        self._edit(lambda project: edits.move_all(project, film, free, now=now))

    def _moved_softly(self, name: str, places: Mapping[str, Place]) -> None:
        film, now = self._selection.film, self._document.now()
        self._selection.set_landmark(name)
        self._edit(lambda project: edits.drag_softly(project, film, name, places[name], places, now=now))

    def _forget(self) -> None:
        self._copied = None
        if self._display.aim is Aim.SET:
            self._display.set_aim(Aim.POINTS)
