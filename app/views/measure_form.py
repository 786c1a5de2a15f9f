"""The form for a measurement of one's own: what it is made of, its unit and norm, and its value now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import AskingDialog, Scrolled, enter_presses, grow_to_contents
from app.views.palette import named
from app.views.plain import label
from app.views.searched_box import searched_box

_MOST_ROLES = 12


@dataclass(frozen=True, slots=True)
class KindOffer:
    """A kind of measurement: what its landmarks are for, its units; `has_formula`: it is typed.

    `fewest`: so many landmarks must be chosen; a box for one more stands below the last that was.
    """

    roles: tuple[str, ...]
    units: tuple[str, ...]
    fewest: int
    has_formula: bool = False


@dataclass(frozen=True, slots=True)
class MeasureWish:
    """What was typed and chosen; `mean` and `sd` as text."""

    kind: str
    symbol: str
    name: str
    landmarks: tuple[str, ...]
    formula: str
    unit: str
    mean: str
    sd: str


class MeasureForm(AskingDialog):
    """`changed`: something was typed or chosen. `add_wanted`: it is to be written. The owner closes it."""

    changed = Signal()
    add_wanted = Signal()
    file_wanted = Signal()

    def __init__(
        self, kinds: Mapping[str, KindOffer], landmarks: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New measurement"))
        self._kinds = kinds
        self._kind, self._unit = QComboBox(), QComboBox()
        self._symbol, self._name, self._formula = QLineEdit(), QLineEdit(), QLineEdit()
        self._mean, self._sd = QLineEdit(), QLineEdit()
        self._marks = [searched_box() for _ in range(_MOST_ROLES)]
        self._roles = [label() for _ in range(_MOST_ROLES)]
        self._formula_role, self._place, self._said = label(tr("Formula")), label(), label()
        self._file = QPushButton(tr("&Other file..."))
        self._rows = QWidget()
        self._form = QFormLayout(self._rows)
        self._fill(landmarks)
        self._lay_out()
        self._connect()
        self._take_kind()

    def _fill(self, landmarks: tuple[str, ...]) -> None:
        self._kind.addItems(list(self._kinds))
        for box in self._marks:
            box.addItems(("", *landmarks))
            box.setCurrentIndex(-1)
            named(box, tr("Landmark"))
        for edit in (self._mean, self._sd):
            edit.setValidator(QDoubleValidator(edit))
        self._formula.setPlaceholderText("100 * {A-B} / {C-D}")
        named(self._kind, tr("Kind of measurement"), tr("What is measured"))
        named(
            self._symbol,
            tr("Symbol"),
            tr("A short name, such as SNA, that no other measurement of the file has"),
        )
        named(self._name, tr("Name"), tr("What it stands for; may be left out"))
        named(
            self._formula,
            tr("Formula"),
            tr("Symbols of the same file in braces, with + - * / ( ), abs, max, min"),
        )
        named(self._unit, tr("Unit"))
        named(self._mean, tr("Mean of the norm"), tr("May be left out"))
        named(self._sd, tr("SD of the norm"), tr("May be left out"))
        named(self._file, tr("Other file"), tr("Write it into another set of yours, or a new one"))

    def _lay_out(self) -> None:
        form = self._form
        form.addRow(tr("Kind"), self._kind)
        form.addRow(tr("Symbol"), self._symbol)
        form.addRow(tr("Name"), self._name)
        for place, box in enumerate(self._marks):
            self._roles[place].setBuddy(box)
            form.addRow(self._roles[place], box)
        form.addRow(self._formula_role, self._formula)
        form.addRow(tr("Unit"), self._unit)
        form.addRow(tr("Norm: mean"), self._mean)
        form.addRow(tr("Norm: SD"), self._sd)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._place, 1)
        row.addWidget(self._file)
        form.addRow(tr("Kept in", comment="file"), whole)
        self._said.setWordWrap(True)
        self._said.setMinimumHeight(3 * self._said.fontMetrics().height())
        form.addRow(tr("On this film"), self._said)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._add = buttons.addButton(tr("&Add"), QDialogButtonBox.ButtonRole.ActionRole)
        self._add.clicked.connect(self.add_wanted)
        buttons.rejected.connect(self.reject)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        enter_presses(self._file, self._add, cancel)  # in a box it chooses a landmark
        self._form.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.addWidget(Scrolled(self._rows), 1)
        column.addWidget(buttons)
        self.setTabOrder(self._add, cancel)
        self.setMinimumWidth(440)

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._take_kind)
        for edit in (self._symbol, self._name, self._formula, self._mean, self._sd):
            edit.textChanged.connect(self.changed)
        for box in self._marks:
            box.currentIndexChanged.connect(self._take_landmark)
        self._unit.currentIndexChanged.connect(self.changed)
        self._file.clicked.connect(self.file_wanted)

    def _take_kind(self, *_place: int) -> None:
        """Show what the chosen kind asks for."""
        offer = self._kinds[self._kind.currentText()]
        for role, box, words in zip(self._roles, self._marks, offer.roles, strict=False):
            role.setText(words)
            named(box, words, tr("A landmark; type a part of its name"))
        self._show_marks()
        self._formula_role.setVisible(offer.has_formula)
        self._formula.setVisible(offer.has_formula)
        kept = self._unit.currentText()
        with QSignalBlocker(self._unit):  # for a moment it has no unit
            self._unit.clear()
            self._unit.addItems(list(offer.units))
            if kept in offer.units:
                self._unit.setCurrentText(kept)
        self.changed.emit()

    def _take_landmark(self, _place: int) -> None:
        self._show_marks()
        self.changed.emit()

    def _show_marks(self) -> None:
        """A box for each landmark that is needed or chosen, and for one more where there may be more."""
        offer = self._kinds[self._kind.currentText()]
        chosen = [number for number, box in enumerate(self._marks, 1) if box.currentIndex() > 0]
        count = min(max(offer.fewest, max(chosen, default=0) + 1), len(offer.roles))
        for number, box in enumerate(self._marks):
            self._form.setRowVisible(box, number < count)
        grow_to_contents(self)

    @property
    def wish(self) -> MeasureWish:
        """What was typed and chosen so far."""
        roles = self._kinds[self._kind.currentText()].roles
        return MeasureWish(
            self._kind.currentText(),
            self._symbol.text(),
            self._name.text(),
            tuple(box.currentText() if box.currentIndex() >= 0 else "" for box in self._marks[: len(roles)]),
            self._formula.text(),
            self._unit.currentText(),
            self._mean.text(),
            self._sd.text(),
        )

    def choices_made(self) -> int:
        """The fields that hold something."""
        wish = self.wish
        return sum(map(bool, (wish.symbol, wish.name, wish.formula, wish.mean, wish.sd, *wish.landmarks)))

    def show_place(self, name: str) -> None:
        """The file that it goes into."""
        self._place.setText(name)

    def say(self, words: str, can_add: bool) -> None:
        """The value on the film on screen, or what is wrong in one sentence."""
        self._said.setText(words)
        self._add.setEnabled(can_add)

    @property
    def said(self) -> QLabel:
        """The words below the form."""
        return self._said
