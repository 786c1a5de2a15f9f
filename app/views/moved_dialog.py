"""What a round of learning moved: a list of films and landmarks, the farthest first; it blocks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import enter_presses, resize_within_screen
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label

_COLUMNS = (tr("Film"), tr("Landmark"), tr("Moved by"))


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One point: where it is, and how far it went in words."""

    film: str
    landmark: str
    moved: str


class MovedDialog(QDialog):
    """`spot_wanted` carries film and landmark of the row that was clicked or gone to by keys."""

    spot_wanted = Signal(str, str)
    roll_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What moved"))
        self.table, self._summary, self._rows = QTreeWidget(), label(), tuple[MovedRow, ...]()
        self._back = QPushButton(tr("Roll back this round"))
        self._set_up()
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        enter_presses(self._back, close)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self._summary)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        resize_within_screen(self, 460, 480)

    def _set_up(self) -> None:
        table = self.table
        table.setHeaderLabels(_COLUMNS)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.header().setStretchLastSection(False)
        for column in (0, 1):
            table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        named(
            table,
            tr("What moved"),
            tr("Click a row, or go to it by the arrows: the film view shows the point"),
        )
        self._summary.setWordWrap(True)
        named(
            self._back,
            tr("Roll back this round"),
            tr("Bring back the points and the model of the round before"),
        )
        give_icon(self._back, "rotate-ccw")
        table.clicked.connect(lambda index: self._go(index.row()))
        table.currentItemChanged.connect(lambda item, _before: self._go(table.indexOfTopLevelItem(item)))
        self._back.clicked.connect(self.roll_back_wanted)

    def show_moves(self, summary: str, rows: Sequence[MovedRow], can_roll_back: bool) -> None:
        """Show these rows under a sentence."""
        self._summary.setText(summary)
        self._rows = tuple(rows)
        with QSignalBlocker(self.table):  # nobody has gone anywhere
            self.table.clear()
            self.table.addTopLevelItems([_item(row) for row in rows])
        self._back.setEnabled(can_roll_back)

    def take_keys(self) -> None:
        """The arrows go from row to row, and Esc closes the list."""
        self.activateWindow()
        self.table.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @property
    def summary(self) -> str:
        """The sentence above the list."""
        return self._summary.text()

    @property
    def rows(self) -> tuple[MovedRow, ...]:
        """What is listed."""
        return self._rows

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            wanted = self._rows[row]
            self.spot_wanted.emit(wanted.film, wanted.landmark)


def _item(row: MovedRow) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.film, row.landmark, row.moved])
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
