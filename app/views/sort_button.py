"""The button beside the search: by what the films are sorted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.translation import tr
from app.views.film_model import FilmOrder
from app.views.icons import give_icon
from app.views.palette import named

_ORDERS = {
    FilmOrder.NAME: tr("By &name"),
    FilmOrder.STATE: tr("By &state"),
    FilmOrder.DOUBT: tr("By &doubt, the worst first"),
    FilmOrder.CHANGED: tr("By what was &last worked on"),
    FilmOrder.SIZE: tr("By s&ize"),
}


class SortButton(QToolButton):
    """`chosen` carries a `FilmOrder` and whether it runs backwards."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu, self._group = QMenu(self), QActionGroup(self)
        self._orders = {order: self._entry(order) for order in FilmOrder}
        self._menu.addSeparator()
        self._backwards = self._menu.addAction(tr("&Backwards"))
        self._backwards.setCheckable(True)
        self._backwards.triggered.connect(lambda _on: self._say())
        self._orders[FilmOrder.NAME].setChecked(True)
        self.setAutoRaise(True)
        give_icon(self, "arrow-up-down")
        named(self, tr("Order of the films"), tr("By name, state, doubt, or what was last worked on"))
        self.clicked.connect(lambda: self._menu.popup(self.mapToGlobal(QPoint(0, self.height()))))

    def _entry(self, order: FilmOrder) -> QAction:
        entry = self._menu.addAction(_ORDERS[order])
        entry.setCheckable(True)
        entry.triggered.connect(lambda _on: self._say())
        self._group.addAction(entry)
        return entry

    def _say(self) -> None:
        order = next(order for order, entry in self._orders.items() if entry.isChecked())
        self.chosen.emit(order, self._backwards.isChecked())
