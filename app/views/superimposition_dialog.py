"""Two films of one person laid over each other: which ones, by which landmarks; it blocks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import enter_presses, resize_within_screen
from app.views.palette import named
from app.views.plain import label
from app.views.searched_box import searched_box
from app.views.superimposition_picture import SuperimpositionPicture, TracedPair


@dataclass(frozen=True, slots=True)
class SuperimpositionChoice:
    """What a person chose. `landmarks`: two, the first the more trusted one; none: best fit of all."""

    film: str = ""
    landmarks: tuple[str, ...] = ()
    is_scaled: bool = False
    is_mirrored: bool = False


@dataclass(frozen=True, slots=True)
class SuperimpositionDisplay:
    """What the dialog shows. `films`: others that share landmarks; `names`: what both films have."""

    fixed: str
    films: tuple[str, ...]
    names: tuple[str, ...]
    choice: SuperimpositionChoice
    pair: TracedPair | None = None
    said: str = ""


class SuperimpositionDialog(QDialog):
    """`chosen` carries a `SuperimpositionChoice` whenever the person changes one."""

    chosen = Signal(object)
    picture_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Superimposition"))
        self.picture, self._said, self._fixed = SuperimpositionPicture(), label(), label()
        self._film, self._first, self._second = searched_box(), searched_box(), searched_box()
        self._by_two, self._by_all = (
            QRadioButton(tr("Two landmarks")),
            QRadioButton(tr("Best fit of all landmarks")),
        )
        self._scaled, self._mirrored = QCheckBox(tr("Change its size too")), QCheckBox(tr("Mirror it"))
        self._save = QPushButton(tr("Save as &picture..."))
        self._display: SuperimpositionDisplay | None = None
        self._name()
        self._lay_out()
        self._connect()
        resize_within_screen(self, 860, 600)

    def _name(self) -> None:
        named(
            self._film,
            tr("Other film"),
            tr("The film that is laid over the one on screen; type a part of its name"),
        )
        named(self._first, tr("First landmark"), tr("Both films lie on each other here"))
        named(
            self._second, tr("Second landmark"), tr("The line from the first one to here has one direction")
        )
        named(self._by_two, tr("Two landmarks"), tr("Lay the films on a line of two landmarks, such as S-N"))
        named(
            self._by_all, tr("Best fit of all landmarks"), tr("Least squares over all that both films have")
        )
        named(self._scaled, tr("Change its size too"), tr("For films whose mm are not known, or not trusted"))
        named(self._mirrored, tr("Mirror it"), tr("The faces look opposite ways"))
        self._said.setWordWrap(True)
        self._fixed.setWordWrap(True)

    def _lay_out(self) -> None:
        form, left, whole = QFormLayout(), QVBoxLayout(), QHBoxLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("On screen"), self._fixed)
        form.addRow(tr("With", comment="film"), self._film)
        form.addRow(self._by_two)
        form.addRow(tr("First", comment="landmark"), self._first)
        form.addRow(tr("Second", comment="landmark"), self._second)
        for button in (self._by_all, self._scaled, self._mirrored):
            form.addRow(button)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        enter_presses(self._save, close)
        left.addLayout(form)
        left.addWidget(self._said)
        left.addStretch(1)
        left.addWidget(self._save)
        left.addWidget(close)
        whole.addLayout(left)
        whole.addWidget(self.picture, 1)

    def _connect(self) -> None:
        for box in (self._film, self._first, self._second):
            box.activated.connect(self._choose)
        for button in (self._by_two, self._scaled, self._mirrored):
            button.toggled.connect(self._choose)
        self._save.clicked.connect(self.picture_wanted)

    def show_films(self, display: SuperimpositionDisplay) -> None:
        """Show `display`; nobody has chosen anything."""
        self._display, choice = display, display.choice
        watched = (
            self._film,
            self._first,
            self._second,
            self._by_two,
            self._by_all,
            self._scaled,
            self._mirrored,
        )
        blockers = [QSignalBlocker(widget) for widget in watched]
        self._fixed.setText(display.fixed)
        _fill(self._film, display.films, choice.film)
        for place, box in enumerate((self._first, self._second)):
            chosen = choice.landmarks[place] if choice.landmarks else box.currentText()
            _fill(box, display.names, chosen)
            box.setEnabled(bool(choice.landmarks))
        self._by_two.setChecked(bool(choice.landmarks))
        self._by_all.setChecked(not choice.landmarks)
        self._scaled.setChecked(choice.is_scaled)
        self._mirrored.setChecked(choice.is_mirrored)
        del blockers
        self._said.setText(display.said)
        self._save.setEnabled(display.pair is not None)
        self.picture.show_pair(display.pair)

    @property
    def said(self) -> str:
        """How well the films lie on each other, or why they do not."""
        return self._said.text()

    def _choose(self, *_values: object) -> None:
        two = (self._first.currentText(), self._second.currentText())
        landmarks = two if self._by_two.isChecked() else ()
        self.chosen.emit(
            SuperimpositionChoice(
                self._film.currentText(), landmarks, self._scaled.isChecked(), self._mirrored.isChecked()
            )
        )


def _fill(box: QComboBox, texts: tuple[str, ...], chosen: str) -> None:
    if tuple(box.itemText(place) for place in range(box.count())) != texts:
        box.clear()
        box.addItems(texts)
    box.setCurrentIndex(texts.index(chosen) if chosen in texts else -1)
