"""The report of an audit or of an imported truth: figures, curve, worst landmarks, what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.dialogs import Scrolled, enter_presses, resize_within_screen
from app.views.icons import give_icon
from app.views.palette import BLUE, SKY, VERMILION, is_dark, named
from app.views.plain import label, unmarked
from app.views.small_plot import LOWER_AXIS, dress_plot, small_plot

_HEIGHT = 170  # screen pixels of the curve


@dataclass(frozen=True, slots=True)
class LandmarkError:
    """A row of the table, as text in the report's unit. `film`: where the landmark is farthest off."""

    name: str
    count: str
    mre: str
    rate: str
    worst: str
    film: str


@dataclass(frozen=True, slots=True)
class EvaluationDisplay:
    """All that the report shows. `figures`: (what, value, interval) by row; the curve is % over distances.

    `thresholds`: (distance, %) of the success rates. `radius`: a sentence on the calibrated radius, "" for
    none, and `radius_films`: on how many films it can be used. `again`: how many films can be read a second
    time.
    """

    title: str
    about: str
    unit: str
    figures: Sequence[tuple[str, str, str]]
    distances: Sequence[float]
    shares: Sequence[float]
    thresholds: Sequence[tuple[float, float]]
    landmarks: Sequence[LandmarkError]
    notes: Sequence[str] = ()
    radius: str = ""
    radius_films: int = 0
    again: int = 0


@guarded
class EvaluationDialog(QDialog):
    """Blocks nothing and emits wishes. `spot_wanted` carries a film and a landmark."""

    spot_wanted = Signal(str, str)
    radius_wanted = Signal()
    again_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about, self._notes, self._caption, self._said = label(), label(), label(), label()
        self._figures = QGridLayout()
        self._plot = small_plot(
            tr("PCK curve"), _HEIGHT + LOWER_AXIS, tr("Landmarks within each distance, in percent")
        )
        self._plot.showAxis("bottom")
        self._plot.setYRange(0, 100, padding=0.03)
        self._curve, self._dots = self._plot.plot([]), pg.ScatterPlotItem()
        self._plot.addItem(self._dots)
        self._tree = QTreeWidget()
        self._radius, self._again = QPushButton(), QPushButton()
        self._copy, self._save = (
            QPushButton(tr("Copy methods paragraph")),
            QPushButton(tr("Save it as text...")),
        )
        self._set_up()
        self._lay_out()
        self._dress()
        resize_within_screen(self, 820, 640)

    def _set_up(self) -> None:
        for words in (self._about, self._notes, self._said):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setMinimumHeight(120)
        named(
            self._tree,
            tr("Landmarks, the worst first"),
            tr("A click goes to the film where it is farthest off"),
        )
        self._tree.itemClicked.connect(self._go_there)
        self._tree.itemActivated.connect(self._go_there)
        named(
            self._radius,
            tr("Use the calibrated radius"),
            tr("For all predictions that nobody has decided on"),
        )
        named(
            self._again,
            tr("Read films again"),
            tr("Your second clicks tell how far apart your own readings lie"),
        )
        named(self._copy, tr("Copy methods paragraph"), tr("What was done, with all figures, for a paper"))
        named(self._save, tr("Save the methods paragraph as text"))
        give_icon(self._save, "save")
        buttons = (self._radius, self._again, self._copy, self._save)
        wishes = (self.radius_wanted, self.again_wanted, self.copy_wanted, self.save_wanted)
        for button, wish in zip(buttons, wishes, strict=True):
            button.clicked.connect(wish)

    def _lay_out(self) -> None:
        figures, curve = QVBoxLayout(), QVBoxLayout()
        figures.addLayout(self._figures)
        figures.addWidget(self._notes)
        figures.addStretch(1)
        curve.addWidget(self._caption)
        curve.addWidget(self._plot)
        curve.addStretch(1)
        top, actions, end = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addLayout(figures, 1)
        top.addLayout(curve, 1)
        for button in (self._radius, self._again):
            actions.addWidget(button)
        actions.addStretch(1)
        for button in (self._copy, self._save):
            end.addWidget(button)
        end.addStretch(1)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        end.addWidget(close)
        report = QWidget()
        column, whole = QVBoxLayout(report), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._about)
        column.addLayout(top)
        column.addWidget(self._tree, 1)
        column.addLayout(actions)
        column.addWidget(self._said)
        whole.addWidget(Scrolled(report), 1)
        whole.addLayout(end)
        buttons = (self._radius, self._again, self._copy, self._save, close)
        enter_presses(*buttons)  # in the list it goes to the film of the row
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys do nothing in it

    def show_report(self, display: EvaluationDisplay) -> None:
        """Show this report."""
        self.setWindowTitle(display.title)
        self._about.setText(display.about)
        self._notes.setText("\n".join(display.notes))
        self._notes.setVisible(bool(display.notes))
        self._show_figures(display.figures)
        self._caption.setText(tr("Landmarks within a distance ({unit}), in %", unit=display.unit))
        self._curve.setData(list(display.distances), list(display.shares))
        self._dots.setData(
            [limit for limit, _ in display.thresholds], [rate for _, rate in display.thresholds]
        )
        self._plot.setXRange(0, max(display.distances), padding=0.01)
        self._show_landmarks(display)
        self._radius.setText(tr("Use this radius on {films} other films", films=display.radius_films))
        self._radius.setVisible(display.radius_films > 0)
        self._again.setText(tr("Read {films} of these films again", films=display.again))
        self._again.setVisible(display.again > 0)
        self.say(display.radius)

    def say(self, text: str) -> None:
        """A sentence below the table: on the radius, or what was done."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    @property
    def sentence(self) -> str:
        """What is said below the table."""
        return self._said.text()

    @property
    def curve(self) -> tuple[list[float], list[float]]:
        """Distances and shares as they are drawn."""
        x, y = self._curve.getData()
        return list(x), list(y)

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark follow the system."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, texts in enumerate(figures):
            for column, text in enumerate(texts):
                words = label(text)
                if column == 1:
                    font = words.font()
                    font.setBold(True)
                    words.setFont(font)
                self._figures.addWidget(words, row, column)
        self._figures.setColumnStretch(2, 1)
        self._figures.setHorizontalSpacing(14)

    def _show_landmarks(self, display: EvaluationDisplay) -> None:
        first = display.thresholds[0][0]
        heads = [
            tr("Landmark"),
            tr("Films"),
            tr("MRE ({unit})", unit=display.unit),
            tr("within {first:g} (%)", first=first),
            tr("Worst"),
            tr("Film"),
        ]
        self._tree.clear()
        self._tree.setHeaderLabels(heads)
        for row in display.landmarks:
            item = QTreeWidgetItem([row.name, row.count, row.mre, row.rate, row.worst, row.film])
            item.setData(0, Qt.ItemDataRole.UserRole, (row.film, row.name))
            item.setToolTip(0, unmarked(row.name))
            for column in range(1, 5):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._tree.addTopLevelItem(item)
        header = self._tree.header()
        header.setStretchLastSection(True)
        for column in range(len(heads) - 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def _go_there(self, item: QTreeWidgetItem, _column: int) -> None:
        film, name = item.data(0, Qt.ItemDataRole.UserRole)
        if film:
            self.spot_wanted.emit(film, name)

    def _dress(self) -> None:
        dress_plot(self._plot, self)
        self._curve.setPen(pg.mkPen(SKY if is_dark() else BLUE, width=2))
        self._dots.setBrush(pg.mkBrush(VERMILION))
        self._dots.setPen(pg.mkPen(VERMILION))
        self._dots.setSize(8)
