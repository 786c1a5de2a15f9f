"""The measurements of the film on screen: values with errors and norms, folded away until they are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, unmarked
from app.views.small_plot import small_font
from app.views.wiggle_chart import BLANK, DEVIATIONS, WiggleChart

_COLUMNS = (tr("Measurement"), tr("Value"), tr("Norm (SD)"))
_NO_INDEX = QModelIndex()
_ALL = tr("All groups")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measurement in words. `value`: with unit and error, or why it is blank; `norm`: for one without SD.

    `deviation`: SDs from the mean of the norm. `told`: all of it in sentences, for tooltip and detail.
    """

    symbol: str
    value: str
    is_blank: bool = False
    deviation: float | None = None
    norm: str = ""
    told: str = ""

    @property
    def deviation_words(self) -> str:
        """The chart for who does not see it."""
        if self.deviation is None:
            return self.norm
        if self.deviation >= 0:
            return tr("{deviation:.1f} SD above the mean", deviation=self.deviation)
        return tr("{deviation:.1f} SD below the mean", deviation=-self.deviation)


@dataclass(frozen=True, slots=True)
class MeasurePanelDisplay:
    """What the panel shows. `sets`: key -> title; `said`: where mm come from, or why there is nothing."""

    sets: Mapping[str, str] = field(default_factory=dict)
    chosen_set: str = ""
    groups: tuple[str, ...] = ()
    group: str = ""
    rows: tuple[MeasureRow, ...] = ()
    chosen: str = ""
    said: str = ""


@guarded
class _Rows(QAbstractTableModel):
    """The rows of a panel; one signal for a new value of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MeasureRow, ...] = ()

    def show_rows(self, rows: tuple[MeasureRow, ...]) -> None:
        """Show `rows`; where only values changed, selection and place stay."""
        if [row.symbol for row in rows] != [row.symbol for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_COLUMNS) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """How many measurements there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """Name, value, chart."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return _COLUMNS[section] if shown else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A cell."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                (row.symbol, "", row.value)[index.column()]
                if row.is_blank
                else (row.symbol, row.value, row.norm)[index.column()]
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (row.symbol, row.value, row.deviation_words)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return unmarked(row.told)
        if role == BLANK:
            return row.is_blank
        if role == DEVIATIONS and index.column() == 2:
            return self._deviation(index.row() - 1), row.deviation, self._deviation(index.row() + 1)
        return None

    def _deviation(self, number: int) -> float | None:
        return self.rows[number].deviation if 0 <= number < len(self.rows) else None


@guarded
class MeasurePanel(QWidget):
    """A line that unfolds the measurements. `opened` carries whether they are shown."""

    opened = Signal(bool)
    set_wanted = Signal(str)  # the key of a set
    file_wanted = Signal()
    group_wanted = Signal(str)  # "": all
    picked = Signal(str)  # the symbol of a measurement, "": none
    film_wanted = Signal()  # a click chose one: the keys of the film are wanted again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fold, self.body = QToolButton(), QWidget()
        self._sets, self._groups, self._tree = QComboBox(), QComboBox(), QTreeView()
        self._rows, self._detail, self._said = _Rows(), label(), label()
        self._display = MeasurePanelDisplay()
        self._buttons = QHBoxLayout()
        self._set_up_fold()
        self._set_up_boxes()
        self._set_up_tree()
        for words in (self._detail, self._said):
            words.setFont(small_font(self))
            words.setWordWrap(True)
            words.hide()
        self._lay_out()

    def _set_up_fold(self) -> None:
        self._fold.setText(tr("Measurements"))
        named(self._fold, tr("Measurements"), tr("Distances, angles and ratios of the film on screen"))
        self._fold.setCheckable(True)
        self._fold.setAutoRaise(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.toggled.connect(self._unfold)

    def _set_up_boxes(self) -> None:
        named(
            self._sets, tr("Set of measurements"), tr("What is measured: sets for these landmarks come first")
        )
        named(self._groups, tr("Group of measurements"), tr("Show the measurements of one analysis alone"))
        for box in (self._sets, self._groups):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sets.activated.connect(self._choose_set)
        self._groups.activated.connect(
            lambda place: self.group_wanted.emit(self._groups.itemText(place) if place else "")
        )

    def _set_up_tree(self) -> None:
        self._tree.setModel(self._rows)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._tree.setItemDelegateForColumn(2, WiggleChart(self._tree))
        named(self._tree, tr("Measurements"), "")
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(50)
        # a value is never cut off; why there is none has the room of the chart too, and asks for no width
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, 88)
        self._tree.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tree.setMinimumHeight(header.sizeHint().height() + 4 * self._tree.fontMetrics().height())
        self._tree.selectionModel().currentRowChanged.connect(self._pick)
        self._tree.selectionModel().selectionChanged.connect(lambda *_ranges: self._pick())
        self._tree.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tree.clicked.connect(self.film_wanted)

    def _lay_out(self) -> None:
        self._buttons.setSpacing(2)
        boxes = QHBoxLayout()
        boxes.addWidget(self._sets, 3)
        boxes.addWidget(self._groups, 2)
        # no entry of the list, which the arrow keys would come upon
        opens = _tool("folder-open", tr("Open a set of measurements"))
        opens.clicked.connect(self.file_wanted)
        self._buttons.addWidget(opens)
        boxes.addLayout(self._buttons)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 6, 2)
        column.setSpacing(3)
        column.addLayout(boxes)
        column.addWidget(self._tree, 1)
        column.addWidget(self._detail)
        column.addWidget(self._said)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 2, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._fold)
        whole.addWidget(self.body, 1)
        self.body.setVisible(False)
        self._share_height(wanted=False)

    def minimumSizeHint(self) -> QSize:
        """With all lines of the words below the list, which in a narrow panel are more."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self._whole.minimumHeightForWidth(self.width())))

    def _share_height(self, wanted: bool) -> None:
        """Folded, it leaves all room to the list of landmarks."""
        grows = QSizePolicy.Policy.Expanding if wanted else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, grows)

    def give(self, actions: Mapping[str, QAction]) -> None:
        """Buttons beside the sets, each of an action; in its menu one that can be checked has no icon."""
        for icon, action in actions.items():
            button = _tool(icon, action.text().replace("&", "").rstrip("."))
            named(button, button.accessibleName(), action.toolTip())
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            button.clicked.connect(action.trigger)
            action.toggled.connect(button.setChecked)
            self._buttons.addWidget(button)

    @property
    def is_open(self) -> bool:
        """Whether the values are shown."""
        return self._fold.isChecked()

    def open(self, wanted: bool) -> None:
        """Show the values, or fold them away."""
        self._fold.setChecked(wanted)
        if wanted:
            self._tree.setFocus()

    def show_open(self, wanted: bool) -> None:
        """The same without taking the keys."""
        self._fold.setChecked(wanted)

    def _unfold(self, wanted: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        self.body.setVisible(wanted)
        self._share_height(wanted)
        self.opened.emit(wanted)

    def show_values(self, display: MeasurePanelDisplay) -> None:
        """Show `display`; only what differs from the one before is done again."""
        before, self._display = self._display, display
        if (display.sets, display.chosen_set) != (before.sets, before.chosen_set) or not self._sets.count():
            self._show_sets()
        if (display.groups, display.group) != (before.groups, before.group) or not self._groups.count():
            self._show_groups()
        self._rows.show_rows(display.rows)
        self._show_chosen()
        chosen = next((row for row in display.rows if row.symbol == display.chosen), None)
        for words, text in ((self._detail, chosen.told if chosen else ""), (self._said, display.said)):
            if words.text() != text:
                words.setText(text)
                words.setVisible(bool(text))

    def _show_sets(self) -> None:
        with QSignalBlocker(self._sets):
            self._sets.clear()
            if self._display.chosen_set not in self._display.sets:
                self._sets.addItem(tr("Choose a set"), "")
            for key, title in self._display.sets.items():
                self._sets.addItem(title, key)
                self._sets.setItemData(self._sets.count() - 1, unmarked(title), Qt.ItemDataRole.ToolTipRole)
            self._sets.setCurrentIndex(max(self._sets.findData(self._display.chosen_set), 0))

    def _show_groups(self) -> None:
        with QSignalBlocker(self._groups):
            self._groups.clear()
            self._groups.addItems([_ALL, *self._display.groups])
            self._groups.setCurrentText(self._display.group or _ALL)
            self._groups.setVisible(bool(self._display.groups))

    def _show_chosen(self) -> None:
        symbols = [row.symbol for row in self._display.rows]
        place = symbols.index(self._display.chosen) if self._display.chosen in symbols else -1
        if place == self._place():
            return
        with QSignalBlocker(self._tree.selectionModel()):
            if place < 0:
                self._tree.clearSelection()
                self._tree.setCurrentIndex(QModelIndex())
            else:
                self._tree.setCurrentIndex(self._rows.index(place, 0))

    def _place(self) -> int:
        chosen = self._tree.selectionModel().selectedRows()
        return chosen[0].row() if chosen else -1

    def _pick(self, *_places: QModelIndex) -> None:
        place = self._place()
        symbol = self._rows.rows[place].symbol if 0 <= place < len(self._rows.rows) else ""
        if symbol != self._display.chosen:
            self.picked.emit(symbol)

    def _choose_set(self, place: int) -> None:
        if key := self._sets.itemData(place):
            self.set_wanted.emit(key)


def _tool(icon: str, name: str) -> QToolButton:
    button = QToolButton()
    give_icon(button, icon)
    named(button, name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
