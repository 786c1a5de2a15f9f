"""Asks how a detector is to be trained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.settings import WEIGHT_FILES
from app.translation import tr
from app.views.dialogs import Scrolled, grow_to_contents, ok_cancel, with_files
from app.views.palette import named
from app.views.plain import label

_SPLIT = tr(
    "Films of one patient (by the DICOM header), and the same picture twice, stay on one side. The films "
    "kept back choose among the epochs and say how exact the model is; nothing is learned from them."
)
_SHARES = (5, 50)  # per cent of the films that may be kept back


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system as the list shows it: `unfinished` where a training of it was cut short.

    `pretrained`: without a file of weights it starts from ImageNet's, not from random ones.
    """

    key: str
    title: str
    epochs: int
    purpose: str
    unfinished: bool
    pretrained: bool = False


class TrainingDialog(QDialog):
    """The properties are the answers. `films`: a sentence on what is learned from.

    `weights_from`: where weights are looked for first.
    `asked_changed`: another system, another count of epochs or share, of which something else is to be said.
    """

    asked_changed = Signal()

    def __init__(
        self,
        systems: Sequence[SystemRow],
        films: str,
        title: str,
        parent: QWidget | None = None,
        weights_from: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Train a detector"))
        self._rows, self._weights_from = tuple(systems), weights_from or Path.home()
        self._name, self._weights = QLineEdit(title), QLineEdit()
        self._system, self._epochs, self._share = QComboBox(), QSpinBox(), QSpinBox()
        self._about, self._forecast = label(), label()
        self._set_up()
        words, split = label(films), label(_SPLIT)
        for sentence in (words, split, self._about, self._forecast):
            sentence.setWordWrap(True)
            sentence.setMinimumWidth(460)
        buttons = ok_cancel(self, QDialogButtonBox.StandardButton.Ok)
        train = buttons.button(QDialogButtonBox.StandardButton.Ok)
        train.setText(tr("Train"))
        self._name.textChanged.connect(lambda text: train.setEnabled(bool(text.strip())))
        contents = QWidget()
        column, whole = QVBoxLayout(contents), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        column.addLayout(self._form())
        for widget in (self._about, split, self._forecast):
            column.addWidget(widget)
        whole.addWidget(Scrolled(contents), 1)
        whole.addWidget(buttons)
        self._show_system()
        self._system.currentIndexChanged.connect(self.asked_changed)
        for spin in (self._epochs, self._share):
            spin.valueChanged.connect(self.asked_changed)

    def say(self, forecast: str) -> None:
        """How many films are kept back, and how long it takes."""
        self._forecast.setText(forecast)
        grow_to_contents(self)

    @property
    def forecast(self) -> str:
        """What is said of both."""
        return self._forecast.text()

    def _set_up(self) -> None:
        named(self._name, tr("Name of the model"), tr("What it is called in the list of models"))
        named(self._system, tr("System"), tr("The network and how it is trained"))
        named(self._epochs, tr("Epochs"), tr("Passes over the films; it can be stopped early"))
        named(self._share, tr("Films kept back"), tr("Share of the films that nothing is learned from"))
        named(
            self._weights,
            tr("File of starting weights"),
            tr("ImageNet's, for the systems that have such a backbone"),
        )
        self._epochs.setRange(1, 10_000)
        self._share.setRange(*_SHARES)
        self._share.setValue(12)
        self._share.setSuffix(" %")
        for row in self._rows:
            self._system.addItem(row.title, row.key)
        self._system.currentIndexChanged.connect(lambda _place: self._show_system())

    def _form(self) -> QFormLayout:
        line = with_files(self._weights, tr("Starting weights"), WEIGHT_FILES, self._weights_from)
        form = QFormLayout()
        form.addRow(tr("&Name"), self._name)
        form.addRow(tr("&System"), self._system)
        form.addRow(tr("&Epochs"), self._epochs)
        form.addRow(tr("&Keep back"), self._share)
        form.addRow(tr("Weights"), line)
        return form

    def _show_system(self) -> None:
        """The usual epochs of the chosen system, and what it is good for."""
        row = self._rows[self._system.currentIndex()]
        self._epochs.setValue(row.epochs)
        random, pretrained = tr("none: it starts from random weights"), tr("none: it starts from ImageNet's")
        self._weights.setPlaceholderText(pretrained if row.pretrained else random)
        about = f"{row.title}: {row.purpose}."
        goes_on = tr(
            "{about} A training of it was cut short here: with the same films and choices it goes on from "
            "there.",
            about=about,
        )
        self._about.setText(goes_on if row.unfinished else about)
        grow_to_contents(self)

    def choose(self, system: str, epochs: int, share: float) -> None:
        """Show what was chosen the last time."""
        place = self._system.findData(system)
        if place >= 0:
            self._system.setCurrentIndex(place)
            self._epochs.setValue(epochs)
            self._share.setValue(round(100 * share))

    @property
    def title(self) -> str:
        """What the person calls the model."""
        return self._name.text().strip()

    @property
    def system(self) -> str:
        """The key of the chosen system."""
        return str(self._system.currentData())

    @property
    def epochs(self) -> int:
        """Passes over the films."""
        return self._epochs.value()

    @property
    def share(self) -> float:
        """Share of the films that is kept back, 0..1."""
        return self._share.value() / 100

    @property
    def weights(self) -> str:
        """The path of the starting weights, "" for none."""
        return self._weights.text().strip()
