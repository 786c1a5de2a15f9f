"""What an action of the table is: where it stands, its keys, and what must be there before it is enabled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """The menus in their order; the heading of each part of the F1 sheet too."""

    FILE = "&File"
    EDIT = "&Edit"
    PROPAGATION = "&Propagation"
    PREDICTION = "P&rediction"
    REVIEW = "Revie&w"
    FILM = "Fi&lm"
    LANDMARK = "Land&mark"
    VIEW = "&View"
    HELP = "&Help"
    MOUSE = "Mouse and held keys"  # no menu: the film view does it, and the sheet alone tells of it


class Scope(StrEnum):
    """Where a key works."""

    WINDOW = "anywhere"
    FILM = "in the film view"
    GESTURE = "over the film"  # by the mouse


class Need(StrEnum):
    """What must be there before an action is enabled."""

    NOTHING = "nothing"
    FOLDER = "an open folder"
    FILM = "a film on screen"
    LANDMARK = "a chosen landmark on a film"
    POINTS = "landmarks on some film"
    EXEMPLAR = "an exemplar (a film with every landmark placed), other films, and no running job"
    PREDICTIONS = "predicted landmarks"
    JOB = "a running job"
    UNFINISHED = "a run that was not finished, and no running job"
    LEARNED = "a run that has learned something, and no running job"
    CORRECTIONS = "a model learned here or your own, points of yours that it has not seen, and no running job"
    ROUND = "a round of training on corrections, and no running job"
    IDLE_FILMS = "an open folder and no running job"
    IDLE_FILM = "a film on screen and no running job"
    UNDO = "something to undo"
    REDO = "something to redo"


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
