"""The sets of measurements that a scheme carries: those that ship and those beside the films, each ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.translation import tr
from app.views.palette import named
from app.views.plain import label

_NAME = Qt.ItemDataRole.UserRole


class CarriedSetsPage(QWidget):
    """`chosen` carries the names of all sets that the scheme is to carry."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._carried: tuple[str, ...] = ()
        named(self._list, tr("Sets of measurements"), tr("Space ticks a set, or takes the tick away"))
        told = label(
            tr(
                "What these landmarks are measured by wherever the scheme is used. A set of your own is "
                "offered while its file (NAME.measures.toml) lies beside the films; Film > New measurement "
                "makes one."
            )
        )
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self._list, 1)
        column.addWidget(told)
        self._list.itemChanged.connect(lambda _item: self.chosen.emit(self._ticked()))

    def show_sets(self, offered: Mapping[str, str], carried: Iterable[str]) -> None:
        """Show `offered` (name -> title) and what else is `carried`; that is ticked."""
        self._carried = carried = tuple(carried)
        names = (*offered, *(name for name in carried if name not in offered))
        with QSignalBlocker(self._list):
            while self._list.count() > len(names):
                self._list.takeItem(self._list.count() - 1)
            for row, name in enumerate(names):
                item = self._list.item(row) if row < self._list.count() else QListWidgetItem(self._list)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                known = f"{offered[name]} ({name})" if name in offered else ""
                item.setText(known or tr("{name} (not beside the films)", name=name))
                item.setData(_NAME, name)
                item.setCheckState(Qt.CheckState.Checked if name in carried else Qt.CheckState.Unchecked)

    def _ticked(self) -> tuple[str, ...]:
        items = (self._list.item(row) for row in range(self._list.count()))
        ticked = [str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked]
        return tuple(sorted(ticked, key=lambda name: (*self._carried, *ticked).index(name)))
