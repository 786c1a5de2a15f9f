"""The list of models with the card of the chosen one; it blocks nothing and emits wishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import enter_presses, resize_within_screen
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, marked, unmarked

_COLUMNS = (tr("Model"), tr("Landmarks"), tr("Score"), tr("From", comment="source"), tr("File"))
_EMPTY = tr("No model is at hand. Import one, or save what a propagation has learned into this list.")


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model as the list shows it. `card`: heading -> text; `default`: Predict takes it."""

    key: str
    title: str
    landmarks: tuple[str, ...]
    score: str
    source: str
    file: str
    card: Mapping[str, str] = field(default_factory=dict)
    removable: bool = False
    default: bool = False


class ModelsDialog(QDialog):
    """Signals carry the key of the chosen row."""

    import_wanted = Signal()
    export_wanted = Signal(str)
    remove_wanted = Signal(str)
    default_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Models"))
        self._rows: tuple[ModelRow, ...] = ()
        self._tree, self._card, self._said = QTreeWidget(), QTextBrowser(), label()
        self._import, self._export = QPushButton(tr("Import...")), QPushButton(tr("Export..."))
        self._remove, self._default = QPushButton(tr("Remove")), QPushButton(tr("Make default"))
        self._set_up()
        self._lay_out()
        resize_within_screen(self, 840, 520)

    def _set_up(self) -> None:
        self._tree.setHeaderLabels(_COLUMNS)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        header = self._tree.header()
        header.setStretchLastSection(False)
        for column in range(len(_COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        named(self._tree, tr("Models"), "")
        self._tree.currentItemChanged.connect(lambda *_items: self._show_card())
        self._card.setAccessibleName(tr("Model card"))
        self._said.setWordWrap(True)
        named(self._import, tr("Import a model"), tr("Copy a model file into this list"))
        named(self._export, tr("Export the model"), tr("Copy its file to another place"))
        named(
            self._remove,
            tr("Remove the model"),
            tr("Delete the file that was imported; those of OneMark stay"),
        )
        named(self._default, tr("Make default"), tr("Predict takes this one from now on"))
        give_icon(self._import, "upload")
        give_icon(self._export, "download")
        give_icon(self._remove, "trash-2")
        give_icon(self._default, "check")
        self._import.clicked.connect(self.import_wanted)
        self._export.clicked.connect(lambda: self.export_wanted.emit(self.current))
        self._remove.clicked.connect(lambda: self.remove_wanted.emit(self.current))
        self._default.clicked.connect(lambda: self.default_wanted.emit(self.current))

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._tree)
        both.addWidget(self._card)
        both.setSizes([190, 260])
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self._import, self._export, self._remove, self._default):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(both, 1)
        column.addWidget(self._said)
        column.addLayout(buttons)
        enter_presses(self._import, self._export, self._remove, self._default, close)

    def show_rows(self, rows: Sequence[ModelRow]) -> None:
        """Show these models; the chosen row stays chosen."""
        current = self.current
        self._rows = tuple(rows)
        with QSignalBlocker(self._tree):
            self._tree.clear()
            for row in rows:
                self._add(row)
        keys = [row.key for row in rows]
        default = next((place for place, row in enumerate(rows) if row.default), 0)
        place = keys.index(current) if current in keys else default
        if (item := self._tree.topLevelItem(place)) is not None:
            self._tree.setCurrentItem(item)
        self._show_card()

    def say(self, text: str) -> None:
        """A sentence below the list: what was done, or why not."""
        self._said.setText(text)

    @property
    def sentence(self) -> str:
        """What is said below the list."""
        return self._said.text()

    @property
    def current(self) -> str:
        """The key of the chosen row, "" where there is none."""
        item = self._tree.currentItem()
        return "" if item is None else str(item.data(0, Qt.ItemDataRole.UserRole))

    def _add(self, row: ModelRow) -> None:
        title = tr("{title}  (default)", title=row.title) if row.default else row.title
        item = QTreeWidgetItem([title, str(len(row.landmarks)), row.score, row.source, row.file])
        item.setData(0, Qt.ItemDataRole.UserRole, row.key)
        font = item.font(0)
        font.setBold(row.default)
        item.setFont(0, font)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignCenter)
        item.setToolTip(1, unmarked(", ".join(row.landmarks)))
        item.setToolTip(2, unmarked(row.score))
        self._tree.addTopLevelItem(item)

    def _show_card(self) -> None:
        row = next((row for row in self._rows if row.key == self.current), None)
        self._card.setHtml(f"<p>{_EMPTY}</p>" if row is None else card_html(row))
        self._export.setEnabled(row is not None)
        self._remove.setEnabled(row is not None and row.removable)
        self._default.setEnabled(row is not None and not row.default)


def card_html(row: ModelRow) -> str:
    """The model card: only what is known is in it."""
    facts = {**row.card, tr("Landmarks"): ", ".join(row.landmarks)}
    lines = "".join(
        marked("<tr><td width='110'><b>{}</b></td><td>{}</td></tr>", name, text)
        for name, text in facts.items()
        if text
    )
    return f"{marked('<h3>{}</h3>', row.title)}<table cellpadding='3'>{lines}</table>"
