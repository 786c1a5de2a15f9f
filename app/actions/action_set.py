"""QActions, menus and enabled states made from the action table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from app.actions.action import Action, Menu, Need, Scope
from app.actions.key_sheet import Keys, keys_of, plain, spelled_out
from app.actions.table import ACTIONS
from app.guard import guarded
from app.translation import tr
from app.views.icons import give_icon
from app.views.plain import unmarked

Handler = Callable[[], object] | Callable[[bool], object]


@guarded
class KeyAction(QAction):
    """An action whose keys do nothing while a menu or a dialog lies over the window.

    Its tooltip is `tip`, what holds now, and, while it is disabled, what it lacks.
    """

    def __init__(self, text: str, parent: QObject, need: Need) -> None:
        super().__init__(text, parent)
        self._tip, self._more, self._need = "", "", need
        self.enabledChanged.connect(lambda _enabled: self.explain(self._more))

    def set_keys(self, row: Action, own: Keys) -> None:
        """Give it its keys, usual or the person's `own`, also in its words."""
        self.setShortcuts([QKeySequence(key) for key in own.get(row.id, row.keys)])
        keys, words = keys_of(row, own), spelled_out(row.help, own)
        self._tip = f"{words or plain(row.text)}{f' ({keys[0]})' if keys else ''}"
        self.setStatusTip(words)
        self.explain(self._more)

    def explain(self, more: str) -> None:
        """Tell in the tooltip what holds now."""
        self._more = more
        lack = "" if self.isEnabled() else tr("Greyed out: it needs {need}.", need=self._need.words)
        self.setToolTip(unmarked("\n".join(filter(None, (self._tip, more, lack)))))

    def event(self, event: QEvent) -> bool:
        """Swallow a key that was not meant for the window, wherever the focus is."""
        if event.type() == QEvent.Type.Shortcut and (
            QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None
        ):
            return True
        return super().event(event)


@guarded
class _Menu(QMenu):
    """A menu that hears all keys itself while it is open: its letters choose among its entries."""

    def event(self, event: QEvent) -> bool:
        """Claim a key before the window looks for an action that has it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class ActionSet:
    """All actions of the window. `handlers` says what each does; one without a handler is a mistake."""

    def __init__(self, window: QMainWindow, film_view: QWidget, handlers: Mapping[str, Handler]) -> None:
        self._actions: dict[str, KeyAction] = {}
        self.menus: dict[Menu, QMenu] = {}
        groups: dict[str, QActionGroup] = {}
        rows = [row for row in ACTIONS if row.menu is not Menu.MOUSE]
        for row in rows:
            action = _action(row, window, handlers[row.id])
            # keys of the film work while it has the focus; all others everywhere in the window
            (film_view if row.scope is Scope.FILM else window).addAction(action)
            self._actions[row.id] = action
            if row.group:
                groups.setdefault(row.group, QActionGroup(window)).addAction(action)
        for menu in (menu for menu in Menu if menu is not Menu.MOUSE):
            shown = self.menus[menu] = _Menu(menu.text, window)
            window.menuBar().addMenu(shown)
            # entries that need a sentence
            shown.setToolTipsVisible(menu in (Menu.PROPAGATION, Menu.PREDICTION))
            for row in (row for row in rows if row.menu is menu):
                if row.line:
                    shown.addSeparator()
                shown.addAction(self._actions[row.id])

    def set_keys(self, own: Keys) -> None:
        """Give each action the person's `own` keys, or its usual ones."""
        for row in (row for row in ACTIONS if row.menu is not Menu.MOUSE):
            self._actions[row.id].set_keys(row, own)

    def __getitem__(self, name: str) -> KeyAction:
        return self._actions[name]

    def enable(self, met: Set[Need], landmarks: int) -> None:
        """Enable what has all that it needs; show what a scheme of so many `landmarks` has."""
        for row in ACTIONS:
            if row.menu is not Menu.MOUSE:
                self._actions[row.id].setEnabled(row.need is Need.NOTHING or row.need in met)
                self._actions[row.id].setVisible(row.landmarks <= landmarks)


def _action(row: Action, window: QMainWindow, handler: Handler) -> KeyAction:
    action = KeyAction(row.text, window, row.need)
    action.set_keys(row, {})
    give_icon(action, row.icon)
    film = row.scope is Scope.FILM
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if film else Qt.ShortcutContext.WindowShortcut
    action.setShortcutContext(context)
    action.setCheckable(row.checkable)
    if row.checkable:
        action.triggered.connect(handler)
    else:
        action.triggered.connect(lambda _checked=False: handler())  # type: ignore[call-arg]
    return action
