"""What an action of the table is: where it stands, its keys, and what must be there before it is enabled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from app.translation import tr


class Menu(StrEnum):
    """The menus in their order; the heading of each part of the F1 sheet too."""

    FILE = auto()
    EDIT = auto()
    PROPAGATION = auto()
    PREDICTION = auto()
    REVIEW = auto()
    FILM = auto()
    LANDMARK = auto()
    VIEW = auto()
    HELP = auto()
    MOUSE = auto()  # no menu: the film view does it, and the sheet alone tells of it

    @property
    def text(self) -> str:
        """Its heading, with the mark of its key."""
        return _HEADINGS[self]


_HEADINGS = {
    Menu.FILE: tr("&File"),
    Menu.EDIT: tr("&Edit"),
    Menu.PROPAGATION: tr("&Propagation"),
    Menu.PREDICTION: tr("P&rediction"),
    Menu.REVIEW: tr("Revie&w"),
    Menu.FILM: tr("Fi&lm"),
    Menu.LANDMARK: tr("Land&mark"),
    Menu.VIEW: tr("&View"),
    Menu.HELP: tr("&Help"),
    Menu.MOUSE: tr("Mouse and held keys"),
}


class Scope(StrEnum):
    """Where a key works."""

    WINDOW = "anywhere"
    FILM = "in the film view"
    GESTURE = "over the film"  # by the mouse


class Need(StrEnum):
    """What must be there before an action is enabled."""

    NOTHING = auto()
    FOLDER = auto()
    FILM = auto()
    LANDMARK = auto()
    POINTS = auto()
    EXEMPLAR = auto()
    PREDICTIONS = auto()
    JOB = auto()
    UNFINISHED = auto()
    LEARNED = auto()
    CORRECTIONS = auto()
    ROUND = auto()
    IDLE_FILMS = auto()
    IDLE_FILM = auto()
    UNDO = auto()
    REDO = auto()

    @property
    def words(self) -> str:
        """What is missing where it is not met."""
        return _MISSING[self]


_MISSING = {
    Need.NOTHING: tr("nothing"),
    Need.FOLDER: tr("an open folder"),
    Need.FILM: tr("a film on screen"),
    Need.LANDMARK: tr("a chosen landmark on a film"),
    Need.POINTS: tr("landmarks on some film"),
    Need.EXEMPLAR: tr("an exemplar (a film with every landmark placed), other films, and no running job"),
    Need.PREDICTIONS: tr("predicted landmarks"),
    Need.JOB: tr("a running job"),
    Need.UNFINISHED: tr("a run that was not finished, and no running job"),
    Need.LEARNED: tr("a run that has learned something, and no running job"),
    Need.CORRECTIONS: tr(
        "a model learned here or your own, points of yours that it has not seen, and no running job"
    ),
    Need.ROUND: tr("a round of training on corrections, and no running job"),
    Need.IDLE_FILMS: tr("an open folder and no running job"),
    Need.IDLE_FILM: tr("a film on screen and no running job"),
    Need.UNDO: tr("something to undo"),
    Need.REDO: tr("something to redo"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `keys` are portable QKeySequence texts; `step` puts it on the toolbar.

    A person can choose other `keys`: `help` and the keys of the mouse name an action in braces, {fit}.

    Of the actions of a `group` one is checked at a time. `line` draws a line above it in its menu.
    `landmarks`: as many the scheme must have, or the action is not there.
    A `checkable` one has no icon, which would stand in the menu where its box belongs.
    """

    id: str
    text: str
    menu: Menu
    keys: tuple[str, ...] = ()
    icon: str = ""
    help: str = ""
    need: Need = Need.NOTHING
    scope: Scope = Scope.WINDOW
    step: bool = False
    checkable: bool = False
    group: str = ""
    line: bool = False
    landmarks: int = 0
