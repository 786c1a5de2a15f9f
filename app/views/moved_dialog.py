"""What a round of learning moved: a list of films and landmarks, the farthest first; it blocks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, unmarked

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_COLUMNS = ("Film", "Landmark", "Moved by")


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One point: where it is, and how far it went in words."""

    film: str
    landmark: str
    moved: str


@guarded
class MovedModel(QAbstractTableModel):
    """The rows as a table: thousands cost no more than those in sight."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[MovedRow, ...] = ()

    def set_rows(self, rows: Sequence[MovedRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many points are listed."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Film, landmark, how far."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """What stands above a column."""
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _COLUMNS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        row = self.rows[index.row()]
        text = (row.film, row.landmark, row.moved)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return unmarked(text)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return text if role == Qt.ItemDataRole.DisplayRole else None


class MovedDialog(QDialog):
    """`spot_wanted` carries film and landmark of the row that was clicked or gone to by keys."""

    spot_wanted = Signal(str, str)
    roll_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What moved")
        self._model, self.table, self._summary = MovedModel(self), QTableView(), label()
        self._back = QPushButton("Roll back this round")
        self._set_up()
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self._back, close):
            button.setAutoDefault(False)  # Enter stays with the list
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self._summary)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.resize(460, 480)

    def _set_up(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        header = table.horizontalHeader()
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        named(table, "What moved", "Click a row, or go to it by the arrows: the film view shows the point")
        self._summary.setWordWrap(True)
        named(self._back, "Roll back this round", "Bring back the points and the model of the round before")
        give_icon(self._back, "rotate-ccw")
        table.clicked.connect(lambda index: self._go(index.row()))
        table.selectionModel().currentRowChanged.connect(lambda index, _before: self._go(index.row()))
        self._back.clicked.connect(self.roll_back_wanted)

    def show_moves(self, summary: str, rows: Sequence[MovedRow], can_roll_back: bool) -> None:
        """Show these rows under a sentence."""
        self._summary.setText(summary)
        self._model.set_rows(rows)
        self._back.setEnabled(can_roll_back)

    @property
    def summary(self) -> str:
        """The sentence above the list."""
        return self._summary.text()

    @property
    def rows(self) -> tuple[MovedRow, ...]:
        """What is listed."""
        return self._model.rows

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._model.rows):
            wanted = self._model.rows[row]
            self.spot_wanted.emit(wanted.film, wanted.landmark)
