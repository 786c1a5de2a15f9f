"""Asks which landmarks of the scheme the names of an imported table, a model or an earlier scheme mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import AskingDialog, ok_cancel, resize_within_screen
from app.views.palette import named
from app.views.plain import label


class Asked(Enum):
    """Where the strange names come from: what is asked, and what no landmark of the scheme stands for."""

    TABLE = (
        tr(
            "The table has names that the scheme lacks. Say what they mean; the scheme keeps them as "
            "other spellings, so that you are asked once."
        ),
        tr("a new landmark"),
    )
    MODEL = (
        tr(
            "The model has names that the scheme lacks. Say what they mean; the scheme keeps them as "
            "other spellings, so that you are asked once."
        ),
        tr("none of these: leave it out"),
    )
    SCHEME = (
        tr(
            "Your landmarks have points already. Say what they are called in the scheme that you start from: "
            "their points come along under the new name."
        ),
        tr("none of these: it stays as it is"),
    )


class MappingForm(QScrollArea):
    """A row for each strange name of `guesses` (see `MappingDialog`); `changed`: another one was chosen."""

    changed = Signal()

    def __init__(self, guesses: Mapping[str, str], free: Sequence[str], asked: Asked = Asked.TABLE) -> None:
        super().__init__()
        self.boxes = {name: _box(name, guess, free, asked.value[1]) for name, guess in guesses.items()}
        self._guessed = self.choice()
        rows = QWidget()
        form = QFormLayout(rows)
        for name, box in self.boxes.items():
            form.addRow(label(tr("{name}  is", name=name)), box)
            box.activated.connect(lambda _place: self.changed.emit())
        self.setAccessibleName(tr("Which landmarks are these?"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab brings the row that it comes to into sight
        self.setWidget(rows)

    def choice(self) -> Mapping[str, str]:
        """Strange name -> landmark of the scheme, "" for none of them."""
        return {name: str(box.currentData()) for name, box in self.boxes.items()}

    def choices_made(self) -> int:
        """The rows in which a person chose otherwise."""
        now = self.choice()
        return sum(self._guessed[name] != now[name] for name in now)

    @property
    def chosen_twice(self) -> str:
        """The landmark that several names are to mean, or ""."""
        chosen = [landmark for landmark in self.choice().values() if landmark]
        return next((landmark for landmark in chosen if chosen.count(landmark) > 1), "")


class MappingDialog(AskingDialog):
    """`guesses`: strange name -> the landmark it may mean, "" for none; `free`: landmarks to choose from."""

    def __init__(
        self,
        guesses: Mapping[str, str],
        free: Sequence[str],
        parent: QWidget | None = None,
        asked: Asked = Asked.TABLE,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Which landmarks are these?"))
        words = label(asked.value[0])
        words.setWordWrap(True)
        self._form = MappingForm(guesses, free, asked)
        self._boxes = self._form.boxes
        column = QVBoxLayout(self)
        for widget in (words, self._form, ok_cancel(self)):
            column.addWidget(widget)
        resize_within_screen(self, 420, min(160 + 34 * len(guesses), 640))

    def choices_made(self) -> int:
        """See `MappingForm.choices_made`."""
        return self._form.choices_made()

    def choice(self) -> Mapping[str, str]:
        """See `MappingForm.choice`."""
        return self._form.choice()

    @property
    def chosen_twice(self) -> str:
        """See `MappingForm.chosen_twice`."""
        return self._form.chosen_twice


def _box(name: str, guess: str, free: Sequence[str], none: str) -> QComboBox:
    box = QComboBox()
    box.addItem(none, "")
    for landmark in free:
        box.addItem(landmark, landmark)
    box.setCurrentIndex(max(box.findData(guess), 0))
    named(box, tr("What {name} means", name=name))
    return box
