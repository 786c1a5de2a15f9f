"""The quiet bar that says how the person reads: beside which model, by how much, and what may follow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.guard import guarded
from app.translation import tr
from app.views.notice import scrolled_lines
from app.views.plain import label, unmarked


@dataclass(frozen=True, slots=True)
class ReadingOffer:
    """What the bar says of `model`; `name`: the landmark that it speaks of first.

    `can_always`: later predictions of that model can be moved too. `every`: a line for each landmark.
    """

    model: str
    name: str
    text: str
    can_always: bool = True
    every: str = ""


@guarded
class ReadingBar(QFrame):
    """Shows one `ReadingOffer`, and nothing while another message has its place."""

    apply_wanted = Signal(str)  # the model
    always_wanted = Signal(str)
    refused = Signal(str, str)  # the model, the landmark

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: ReadingOffer | None = None
        self._first: QWidget | None = None  # what goes before it
        self.setObjectName("reading")
        self._text = label("")
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.addWidget(scrolled_lines(self._text), 1)
        self._apply = self._button(row, tr("&Apply"), tr("Move these points now; Undo takes it back"))
        self._always = self._button(
            row, tr("Alwa&ys"), tr("Move these points now and later predictions as they come in")
        )
        self._not = self._button(
            row, tr("&Not for this landmark"), tr("Leave this landmark where the model has it")
        )
        self._apply.clicked.connect(lambda: self._offer and self.apply_wanted.emit(self._offer.model))
        self._always.clicked.connect(lambda: self._offer and self.always_wanted.emit(self._offer.model))
        self._not.clicked.connect(
            lambda: self._offer and self.refused.emit(self._offer.model, self._offer.name)
        )
        self.hide()

    @property
    def offer(self) -> ReadingOffer | None:
        """What it says; also while it gives way."""
        return self._offer

    def give_way_to(self, first: QWidget) -> None:
        """Be seen only while `first` is not."""
        self._first = first
        first.installEventFilter(self)

    def show_offer(self, offer: ReadingOffer | None) -> None:
        """Say something else; None: nothing."""
        self._offer = offer
        if offer is not None:
            self._text.setText(offer.text)
            self._text.setToolTip(unmarked("\n\n".join(filter(None, (offer.text, offer.every)))))
            self.setAccessibleDescription(offer.every)
            self.setAccessibleName(offer.text)
            self._always.setVisible(offer.can_always)
        self._show(self._first is None or self._first.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What goes before it came or went."""
        if watched is self._first and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show(event.type() == QEvent.Type.HideToParent)
        return super().eventFilter(watched, event)

    def _show(self, has_room: bool) -> None:
        self.setVisible(self._offer is not None and has_room)

    def _button(self, row: QHBoxLayout, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(unmarked(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the film its keys
        row.addWidget(button)
        return button
