"""The runs that were made, in a table; two of them can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import enter_presses, resize_within_screen
from app.views.palette import named
from app.views.plain import label, marked

_COLUMNS = (
    tr("When"),
    tr("What", comment="run"),
    tr("Films"),
    tr("Time"),
    tr("Error (MRE)"),
    tr("How it ended"),
)
_HINT = tr(
    "Choose a run to see how it was made, or two (Ctrl + click, or Ctrl + Space) to compare them. The error "
    "is that on films that it did not learn from; in brackets, where there are none, how far registration "
    "and detectors are apart."
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One run in words; `figures` and `details` by their names."""

    when: str
    what: str
    films: str
    time: str
    error: str
    end: str
    figures: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        return (self.when, self.what, self.films, self.time, self.error or "-", self.end)


class HistoryDialog(QDialog):
    """Blocks nothing; the newest run stands first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("History of runs"))
        self._rows: tuple[HistoryRow, ...] = ()
        self._table, self._comparison, self._said = QTreeWidget(), QTextBrowser(), label()
        self._table.setHeaderLabels(_COLUMNS)
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        header = self._table.header()
        header.setStretchLastSection(False)
        for column in range(len(_COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        named(self._table, tr("Runs"), "")
        self._comparison.setAccessibleName(tr("The chosen runs"))
        self._table.itemSelectionChanged.connect(self._compare)
        self._said.setWordWrap(True)
        self._lay_out()
        resize_within_screen(self, 800, 520)
        self._compare()

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._table)
        both.addWidget(self._comparison)
        both.setSizes([240, 230])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        enter_presses(buttons.button(QDialogButtonBox.StandardButton.Close))
        column = QVBoxLayout(self)
        column.addWidget(both, 1)
        column.addWidget(self._said)
        column.addWidget(buttons)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these runs; the newest is chosen, so that the arrows begin there."""
        self._rows = tuple(rows)
        with QSignalBlocker(self._table):
            self._table.clear()
            for row in rows:
                self._table.addTopLevelItem(QTreeWidgetItem(list(row.cells)))
            if (newest := self._table.topLevelItem(0)) is not None:
                self._table.setCurrentItem(newest)
        self._compare()

    def say(self, text: str) -> None:
        """A sentence below the table."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    @property
    def comparison(self) -> str:
        """What is said of the chosen runs, without its form."""
        return self._comparison.toPlainText()

    def _compare(self) -> None:
        places = sorted(self._table.indexOfTopLevelItem(item) for item in self._table.selectedItems())
        chosen = [self._rows[place] for place in places]
        shown = comparison_html(chosen) if 1 <= len(chosen) <= 2 else ""
        self._comparison.setHtml(shown if len(chosen) == 2 else f"{shown}<p>{_HINT}</p>")


def comparison_html(rows: Sequence[HistoryRow]) -> str:
    """One or two runs side by side; of figures that both have, what the first has more."""
    heads = [
        "",
        *(f"{row.when}  {row.what}" for row in rows),
        *([tr("difference")] if len(rows) == 2 else []),
    ]
    lines = [_line([f"<b>{marked('{}', head)}</b>" for head in heads])]
    facts = [dict(zip(_COLUMNS[2:], row.cells[2:], strict=True)) | dict(row.details) for row in rows]
    names = dict.fromkeys(name for known in facts for name in known)
    lines += [_plain_line([name, *(known.get(name, "") for known in facts)]) for name in names]
    for name in dict.fromkeys(name for row in rows for name in row.figures):
        values = [row.figures.get(name) for row in rows]
        cells = ["" if value is None else f"{value:.2f}" for value in values]
        first, last = values[0], values[-1]
        if len(rows) == 2 and first is not None and last is not None:
            cells.append(f"{first - last:+.2f}")
        lines.append(_plain_line([name, *cells]))
    return f"<table cellpadding='3'>{''.join(lines)}</table>"


def _plain_line(texts: Sequence[str]) -> str:
    return _line([marked("{}", text) for text in texts])


def _line(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
