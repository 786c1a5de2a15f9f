"""Asks where what was learned goes, and whether the exemplar's picture goes with it."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import Scrolled, grow_to_contents, ok_cancel
from app.views.palette import named
from app.views.plain import label, unmarked

_WHAT = tr(
    "A model holds the detectors, the landmarks' names and how the run was made. It finds the landmarks on "
    "further films: here with Predict, elsewhere with "
    "\N{LEFT DOUBLE QUOTATION MARK}onemark predict\N{RIGHT DOUBLE QUOTATION MARK}."
)
_WHY = tr(
    "With it, a prediction can fit the exemplar to each new film as well, as this run did; but whoever gets "
    "the file then has the patient's film."
)


class LearnedDialog(QDialog):
    """`title`, `with_picture`, `with_reading` and `into_list` are the answers.

    `exemplars` are the films that could go in, `read` the films that tell how the person reads, 0 for none.
    """

    def __init__(
        self, exemplars: tuple[str, ...], title: str, parent: QWidget | None = None, read: int = 0
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save what was learned"))
        self._picture = QCheckBox(
            tr("Put the pictures of the {exemplars} exemplars into the file", exemplars=len(exemplars))
            if len(exemplars) > 1
            else tr("Put the picture of the exemplar into the file")
        )
        self._picture.setVisible(bool(exemplars))
        self._reading = QCheckBox(
            tr("With how you read (from {n} film)", "With how you read (from {n} films)", n=read)
        )
        self._reading.setVisible(read > 0)
        self._reading.setToolTip(tr("What it finds is moved to where you place it; both places are kept"))
        self._title = QLineEdit(title)
        named(self._title, tr("Name of the model"))
        self._list = QRadioButton(tr("Into the list of models, for Predict"))
        self._file = QRadioButton(tr("Into a file of your choice"))
        self._file.setChecked(True)
        what, why = label(_WHAT), label(_WHY)
        why.setVisible(bool(exemplars))
        self._picture.setToolTip(unmarked(", ".join(exemplars)))
        self._picture.setAccessibleDescription(_WHY)
        buttons = self._buttons()
        contents = QWidget()
        column, whole = QVBoxLayout(contents), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for sentence in (what, why):
            sentence.setWordWrap(True)
            sentence.setMinimumWidth(420)
        name = label(tr("Its name"))
        name.setBuddy(self._title)
        answers = (self._file, self._list, self._reading, self._picture)
        for widget in (what, name, self._title, *answers, why):
            column.addWidget(widget)
        whole.addWidget(Scrolled(contents), 1)
        whole.addWidget(buttons)
        grow_to_contents(self)

    def _buttons(self) -> QDialogButtonBox:
        buttons = ok_cancel(self, QDialogButtonBox.StandardButton.Save)
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(tr("Choose the file..."))
        self._list.toggled.connect(
            lambda into_list: save.setText(
                tr("Put it into the list") if into_list else tr("Choose the file...")
            )
        )
        self._title.textChanged.connect(lambda text: save.setEnabled(bool(text.strip())))
        return buttons

    @property
    def title(self) -> str:
        """What the person calls the model."""
        return self._title.text().strip()

    @property
    def into_list(self) -> bool:
        """True where it goes into the list of models, False for a file."""
        return self._list.isChecked()

    @property
    def with_reading(self) -> bool:
        """True where the model is to move what it finds to how the person reads."""
        return self._reading.isChecked()

    @property
    def with_picture(self) -> bool:
        """True where the person wants the picture in the file."""
        return self._picture.isChecked()
