"""What an import or an export left out, as a list to look through and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.dialogs import enter_presses, resize_within_screen
from app.views.palette import named
from app.views.plain import label, unmarked

_COLUMNS = (tr("Film or file"), tr("Landmark"), tr("Why"))
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """One thing that was left out; `landmark` is "" where it is a whole film or file."""

    film: str
    landmark: str
    why: str

    @property
    def cells(self) -> tuple[str, str, str]:
        """As the list shows it."""
        return (self.film, self.landmark or tr("all", comment="landmarks"), self.why)


@guarded
class _LeftOutModel(QAbstractTableModel):
    """Rows are many where a whole table is of other films: only those in sight are asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[LeftOutRow, ...] = ()

    def show_rows(self, rows: Sequence[LeftOutRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return unmarked(text)
        return text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _COLUMNS[section] if shown else None


class LeftOutList(QWidget):
    """The list, with a button that copies all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._model = QTreeView(), _LeftOutModel(self)
        self._table.setModel(self._model)
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        named(self._table, tr("What is not taken, and why"), "")
        header = self._table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in ((0, 140), (1, 84)):
            header.resizeSection(column, width)
        self.copy = QPushButton(tr("Copy the list"))
        enter_presses(self.copy)
        named(self.copy, tr("Copy the list"), tr("Put all rows on the clipboard, for a table or a message"))
        self.copy.clicked.connect(self._copy)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.addWidget(self._table, 1)
        column_of.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> tuple[LeftOutRow, ...]:
        """What is listed."""
        return self._model.rows

    def show_rows(self, rows: Sequence[LeftOutRow]) -> None:
        """List these."""
        self._model.show_rows(rows)

    def _copy(self) -> None:
        lines = ("\t".join(row.cells) for row in self.rows)
        QGuiApplication.clipboard().setText("\n".join(("\t".join(_COLUMNS), *lines)))


class LeftOutDialog(QDialog):
    """What the last import left out, below `sentences` on it; it blocks nothing."""

    def __init__(
        self, title: str, sentences: str, rows: Sequence[LeftOutRow], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sentences = sentences
        words = label(sentences)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.left_out = LeftOutList()
        self.left_out.show_rows(rows)
        self.left_out.setVisible(bool(rows))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        enter_presses(buttons.button(QDialogButtonBox.StandardButton.Close))
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self.left_out, 1)
        column.addWidget(buttons)
        resize_within_screen(self, 560, 420 if rows else 160)
