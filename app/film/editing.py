"""Clicks, drags and keys over the film become edits of the document."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.document import edits
from app.film.display import Display
from app.translation import tr
from app.views.film_display import Aim, Ghost
from app.views.film_view import FilmView
from app.workspace.workspace import Workspace
from engine.landmarks import Landmark, Presence


class Editing(QObject):
    """Each gesture is one undo step. Positions are original pixels (x, y)."""

    def __init__(self, workspace: Workspace, display: Display, view: FilmView) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._messages, self._settings = workspace.messages, workspace.settings
        self._previews, self._edit, self._display = workspace.previews, workspace.edit_film, display
        view.clicked.connect(self.click)
        view.adopted.connect(self.adopt)
        view.moved.connect(self.move)
        view.nudged.connect(self.nudge)
        view.held.connect(self.is_locked)

    def is_locked(self, name: str) -> bool:
        """True where a landmark of the film on screen is to stay as the person decided; it is said then."""
        locked = self._settings.flag("lock-points") and self._current(name).is_human
        if locked:
            self._messages.note(
                tr("{landmark} is locked: Landmark > Lock decided points lets it go.", landmark=name)
            )
        return locked

    def click(self, x: float, y: float, hit: str) -> None:
        """Place the active landmark, move it where that was asked for, else choose the point hit."""
        film, name = self._selection.film, self._selection.landmark
        if self._display.excluded(film) and hit:
            self._selection.set_landmark(hit)
        elif self._display.excluded(film):
            self._messages.note(
                tr("{film} is excluded: take it in again with Film > Exclude to place points.", film=film)
            )
        elif name and self._current(name).presence is Presence.UNPLACED:
            self._place(name, x, y)
        elif name and self._display.aim is Aim.MOVE:
            self._put(name, x, y)
        elif hit:
            self._selection.set_landmark(hit)
        elif film and self._may_add():
            now = self._document.now()
            self._edit(lambda project: edits.add_landmark(project, film, x, y, now=now))
        self._display.set_aim(Aim.POINTS)

    def move(self, name: str, x: float, y: float) -> None:
        """A point was dragged to (x, y)."""
        self._selection.set_landmark(name)
        self._put(name, x, y)

    def adopt(self, ghost: Ghost) -> None:
        """Put the landmark of a ghost where that is: whoever does has seen what a machine says."""
        self._selection.set_landmark(ghost.name)
        self._put(ghost.name, ghost.x, ghost.y, seen=(ghost.x, ghost.y))

    def nudge(self, across: float, down: float) -> None:
        """Shift the active point by the arrow keys; nudges in a row are one step."""
        film, name = self._selection.film, self._selection.landmark
        position = self._current(name).position if film and name else None
        if position is not None and not self.is_locked(name):
            x, y, now = position[0] + across, position[1] + down, self._document.now()
            self._edit(lambda project: edits.move(project, film, name, x, y, now=now, nudge=True))

    def pick(self, name: str) -> None:
        """A landmark was chosen: it is brought into sight, and stays where it is."""
        self._selection.set_landmark(name)
        self._display.reveal()

    def pick_number(self, number: int) -> None:
        """Pick the landmark of a key 1-9."""
        names = self._document.project.scheme.names
        if number <= len(names):
            self.pick(names[number - 1])

    def absent(self) -> None:
        """The active landmark is not on the film; on to the next unplaced one."""
        if self._set_presence(Presence.ABSENT):
            self._selection.select_next_unplaced()

    def occluded(self) -> None:
        """The active landmark is occluded, or can be seen after all."""
        now_occluded = self._current(self._selection.landmark).presence is Presence.OCCLUDED
        self._set_presence(Presence.PRESENT if now_occluded else Presence.OCCLUDED)

    def unplace(self) -> None:
        """Take the active landmark off the film."""
        self._set_presence(Presence.UNPLACED)

    def _set_presence(self, presence: Presence) -> bool:
        film, name, now = self._selection.film, self._selection.landmark, self._document.now()
        if not film or not name or self.is_locked(name):
            return False
        return self._edit(lambda project: edits.set_presence(project, film, name, presence, now=now))

    def _place(self, name: str, x: float, y: float) -> None:
        if self._put(name, x, y):
            self._selection.select_next_unplaced()

    def _put(self, name: str, x: float, y: float, seen: tuple[float, float] | None = None) -> bool:
        film, now = self._selection.film, self._document.now()
        if self.is_locked(name):
            return False
        return self._edit(lambda project: edits.place(project, film, name, x, y, now=now, seen=seen))

    def _current(self, name: str) -> Landmark:
        return self._previews.landmarks(self._selection.film).get(name)

    def _may_add(self) -> bool:
        """New landmarks by click only while nothing has learned from the scheme yet."""
        project = self._document.project
        is_open = edits.scheme_is_open(project) and not project.has_predictions
        return is_open and not self._display.awaits_names
