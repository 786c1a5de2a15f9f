"""The scheme's landmarks on the right: state, doubt, which one is next, and where it lies on the exemplar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.about_landmark import AboutLandmark
from app.views.icons import give_icon, icon
from app.views.names_entry import NamesEntry
from app.views.palette import GREEN, ORANGE, PURPLE, SKY, is_dark, named
from app.views.plain import label, unmarked


class RowState(Enum):
    """What the list says of a landmark on the film on screen."""

    UNPLACED = auto()
    PLACED = auto()
    IMPORTED = auto()
    PREDICTED = auto()
    STALE = auto()  # its exemplar was edited since
    ACCEPTED = auto()
    CORRECTED = auto()
    OCCLUDED = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class LandmarkRow:
    """One landmark. `doubt`: its spread or error as text with a unit, `doubt_px`: the same to sort by."""

    name: str
    state: RowState = RowState.UNPLACED
    doubt: str = ""
    confidence: float | None = None
    description: str = ""
    doubt_told: str = ""  # the same as a sentence, for the tooltip
    doubt_px: float | None = None
    occluded: bool = False
    key: str = ""  # that picks it


_DOUBT = 2  # the column
_ROWS, _FEWEST = 7, 6  # that what is shown below the list gives way to; that there are in any case
_LOOKS = {  # words, icon and its colour
    RowState.UNPLACED: (tr("not placed"), "circle-dashed", None),
    RowState.PLACED: (tr("annotated"), "map-pin", SKY),
    RowState.IMPORTED: (tr("imported"), "upload", SKY),
    RowState.PREDICTED: (tr("predicted"), "circle-dot", ORANGE),
    RowState.STALE: (tr("stale"), "triangle-alert", ORANGE),
    RowState.ACCEPTED: (tr("accepted"), "circle-check", GREEN),
    RowState.CORRECTED: (tr("corrected"), "check", PURPLE),
    RowState.OCCLUDED: (tr("occluded"), "eye-off", SKY),
    RowState.ABSENT: (tr("absent"), "ban", None),
}


@guarded
class LandmarkList(QWidget):
    """Emits wishes about landmarks and scheme; shows rows."""

    picked = Signal(str)
    menu_wanted = Signal(object, str)  # a right click: where on the desktop, and on which landmark
    add_wanted = Signal(tuple)  # names
    rename_wanted = Signal(str, str)  # old, new
    remove_wanted = Signal(str)
    move_wanted = Signal(str, int)  # name, -1 up or +1 down
    import_wanted = Signal()  # a scheme from a file
    editor_wanted = Signal()  # of the scheme
    film_wanted = Signal()  # sorted, or renamed: the keys of the film are wanted again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._next, self._tree, self._entry = label(), QTreeWidget(), NamesEntry()
        self.about = AboutLandmark()
        self._rows: tuple[LandmarkRow, ...] = ()
        self._active = ""
        self._renaming = False
        self._next.setWordWrap(True)
        self._set_up_tree()
        self._entry.setObjectName("add-landmarks")
        self._entry.entered.connect(self.add_wanted)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(5)
        column.addWidget(self._next)
        column.addWidget(self._tree, 1)
        column.addWidget(self._entry)
        column.addLayout(self._tools())
        column.addWidget(self.about)

    def give_schemes(self, menu: QMenu) -> None:
        """The menu of schemes to start from, behind the button for one from a file."""
        self._from_file.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._from_file.setMenu(menu)

    def _set_up_tree(self) -> None:
        self._tree.setHeaderLabels([tr("Landmark"), tr("State"), tr("Doubt")])
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)  # F2 is the window's
        self._tree.itemDelegate().closeEditor.connect(self._rename_left)
        self._tree.headerItem().setToolTip(
            _DOUBT,
            unmarked(tr("How far off it may be; without a unit it is not calibrated and only ranks")),
        )
        # the first click on it puts the most doubtful ones on top
        descending = Qt.SortOrder.DescendingOrder.value
        self._tree.headerItem().setData(_DOUBT, Qt.ItemDataRole.InitialSortOrderRole, descending)
        header = self._tree.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._show)
        header.sortIndicatorChanged.connect(self.film_wanted)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(60)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        named(self._tree, tr("Landmarks"), "")
        self._tree.viewport().installEventFilter(self)
        self._tree.itemClicked.connect(lambda item, _column: self.picked.emit(_name(item)))
        self._tree.itemActivated.connect(lambda item, _column: self.picked.emit(_name(item)))
        self._tree.itemChanged.connect(self._renamed)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._ask_menu)

    def _ask_menu(self, at: QPoint) -> None:
        item = self._tree.itemAt(at)
        if item is not None:
            self.menu_wanted.emit(self._tree.viewport().mapToGlobal(at), _name(item))

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        buttons = (
            ("plus", tr("Add landmarks"), self._entry.enter),
            (
                "upload",
                tr("Take a scheme from a file; its arrow: from those that ship"),
                self.import_wanted.emit,
            ),
            (
                "waypoints",
                tr("Scheme editor: order, descriptions, pairs, lines, curves"),
                self.editor_wanted.emit,
            ),
            ("tag", tr("Rename the chosen landmark"), self.rename_current),
            (Qt.ArrowType.UpArrow, tr("Move the chosen landmark up"), lambda: self._ask_move(-1)),
            (Qt.ArrowType.DownArrow, tr("Move the chosen landmark down"), lambda: self._ask_move(1)),
            ("trash-2", tr("Remove the chosen landmark from all films"), self._ask_remove),
        )
        for picture, tip, act in buttons:
            button = QToolButton()
            if isinstance(picture, Qt.ArrowType):
                button.setArrowType(picture)
            else:
                give_icon(button, picture)
            button.setAutoRaise(True)
            named(button, tip)
            button.clicked.connect(act)
            row.addWidget(button)
            if picture == "upload":
                self._from_file = button
        row.addStretch(1)
        return row

    def show_rows(self, rows: Sequence[LandmarkRow], active: str, next_text: str) -> None:
        """Show the landmarks; `active` is highlighted, `next_text` says what to do now."""
        self._next.setText(next_text)
        self._rows, self._active = tuple(rows), active
        about = next((row.description for row in self._rows if row.name == active), "")
        self.about.show_landmark(active, about)
        self._show()

    def _show(self) -> None:
        if self._renaming:
            return  # the row under the editor would become another landmark's
        rows, active = self._sorted(), self._active
        with QSignalBlocker(self._tree):
            while self._tree.topLevelItemCount() > len(rows):
                self._tree.takeTopLevelItem(self._tree.topLevelItemCount() - 1)
            for line, (_, row) in enumerate(rows):
                item = self._tree.topLevelItem(line) or self._new_item()
                _fill(item, row)
                if row.name == active:
                    self._tree.setCurrentItem(item)
            if not active:
                self._tree.setCurrentIndex(QModelIndex())

    def _sorted(self) -> list[tuple[int, LandmarkRow]]:
        """(place in the scheme, row) as the header says; what has no doubt stands below what has one."""
        header, states = self._tree.header(), list(RowState)
        sign = -1.0 if header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder else 1.0

        def key(pair: tuple[int, LandmarkRow]) -> float:
            place, row = pair
            values = (place, states.index(row.state), row.doubt_px)
            value = values[header.sortIndicatorSection()]
            return math.inf if value is None else sign * value

        return sorted(enumerate(self._rows), key=key)

    def _new_item(self) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self._tree)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def hasHeightForWidth(self) -> bool:
        """False: where room is short the list shrinks, not what lies below it."""
        return False

    def sizeHint(self) -> QSize:
        """No more than it needs; it grows where there is room."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """With all lines of the words above, which in a narrow panel are more, and none of those below.

        Else the last lines would be cut off.
        """
        least = super().minimumSizeHint()
        height = max(least.height(), self._column.minimumHeightForWidth(self.width()))
        return QSize(least.width(), height - self.about.words_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short what is told of one landmark gives way to the rows of the list."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self._tree.setMinimumHeight(self._height_of(_FEWEST))
        others = self.minimumSizeHint().height() - self._tree.minimumHeight()
        self.about.give_room(self.height() - others - self._height_of(_ROWS))

    def _height_of(self, rows: int) -> int:
        """Px that the list needs for so many rows."""
        row = max(self._tree.sizeHintForRow(0), self._tree.fontMetrics().height() + 4)
        return self._tree.header().sizeHint().height() + rows * row + 2 * self._tree.frameWidth()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The highlighted landmark stays in sight where a panel below takes room from the list."""
        if event.type() == QEvent.Type.Resize and (item := self._tree.currentItem()) is not None:
            self._tree.scrollToItem(item)
        return super().eventFilter(watched, event)

    @property
    def current(self) -> str:
        """The name of the highlighted landmark, or ""."""
        item = self._tree.currentItem()
        return "" if item is None else _name(item)

    @property
    def shown(self) -> tuple[str, ...]:
        """The names from top to bottom."""
        return tuple(row.name for _, row in self._sorted())

    def focus_list(self) -> None:
        """Put the focus on the list."""
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget_typed(self) -> None:
        """What was typed to be added is a landmark now, or was meant for another project."""
        self._entry.clear()

    def rename_current(self) -> None:
        """Let a new name be typed in the row of the highlighted landmark."""
        item = self._tree.currentItem()
        if item is not None:
            self._renaming = True
            self._tree.editItem(item, 0)

    def _rename_left(self) -> None:
        self._renaming = False
        self._show()
        self.film_wanted.emit()

    def _renamed(self, item: QTreeWidgetItem, column: int) -> None:
        old, new = _name(item), item.text(0).strip()
        if column == 0 and new != old:
            with QSignalBlocker(self._tree):
                item.setText(0, old)  # the document decides; a refused name leaves the old one
            if new:
                self.rename_wanted.emit(old, new)

    def _ask_move(self, by: int) -> None:
        if self.current:
            self._tree.header().setSortIndicator(0, Qt.SortOrder.AscendingOrder)  # or no move is seen
            self.move_wanted.emit(self.current, by)

    def _ask_remove(self) -> None:
        if self.current:
            self.remove_wanted.emit(self.current)


def _name(item: QTreeWidgetItem) -> str:
    return str(item.data(0, Qt.ItemDataRole.UserRole))


def _fill(item: QTreeWidgetItem, row: LandmarkRow) -> None:
    words, picture, colour = _LOOKS[row.state]
    font = item.treeWidget().font()
    font.setStrikeOut(row.state is RowState.ABSENT)
    font.setItalic(row.occluded)
    item.setFont(0, font)
    item.setText(0, row.name)
    item.setData(0, Qt.ItemDataRole.UserRole, row.name)
    item.setIcon(0, icon(picture, _readable(colour)))
    item.setText(1, words)
    item.setText(_DOUBT, row.doubt)
    item.setTextAlignment(_DOUBT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(0, unmarked(_about(row)))
    stale = row.state is RowState.STALE
    guessed = row.occluded and row.state is not RowState.OCCLUDED
    said = tr("{state}, occluded", state=words) if guessed else words
    again = tr("Its exemplar was edited since: propagate again.") if stale else ""
    item.setToolTip(1, unmarked("\n".join(filter(None, (said, again)))))
    rank = row.confidence
    sure = "" if rank is None else tr("confidence {rank:.2f} (rank in this run)", rank=rank)
    item.setToolTip(_DOUBT, unmarked("\n".join(filter(None, (row.doubt_told or row.doubt, sure)))))


def _about(row: LandmarkRow) -> str:
    name = tr("{name}  (key {key})", name=row.name, key=row.key) if row.key else row.name
    return "\n".join(filter(None, (name, row.description)))


def _readable(colour: QColor | None) -> QColor | None:
    """Okabe-Ito colours are made for white paper and dark ground in between: darken on light."""
    return colour if colour is None or is_dark() else colour.darker(145)
