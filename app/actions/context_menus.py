"""What a right click offers: on a point or a landmark, and on the film beside the points."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.actions.action_set import ActionSet
from app.views.film_view import FilmView
from app.views.landmark_list import LandmarkList

_OF_POINT = (
    "mark-move",
    "mark-occluded",
    "mark-absent",
    "mark-unplace",
    "mark-back",
    "mark-rename",
    "scheme-editor",
)
_OF_FILM = (
    "accept",
    "predict",
    "paste-points",
    "paste-previous",
    "copy-points",
    "mark-set",
    "exemplar",
    "exclude",
    "spacing",
    "sex-female",
    "sex-male",
    "sex-file",
    "window-sight",
    "window-all",
    "reset-window",
    "fit",
)


class ContextMenus(QObject):
    """Opens menus over the film and the list of landmarks; `choose(name)` chooses what was clicked."""

    def __init__(
        self,
        actions: ActionSet,
        views: tuple[FilmView, LandmarkList],
        choose: Callable[[str], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._choose = choose
        self.of_point = _menu([actions[name] for name in _OF_POINT], window)
        self.of_film = _menu([actions[name] for name in _OF_FILM], window)
        for view in views:
            view.menu_wanted.connect(self._open)

    def _open(self, where: QPoint, name: str) -> None:
        if name:
            self._choose(name)
        (self.of_point if name else self.of_film).popup(where)


def _menu(actions: Sequence[QAction], window: QWidget) -> QMenu:
    menu = QMenu(window)
    menu.addActions(actions)
    return menu
