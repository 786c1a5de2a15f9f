"""Asks whether the exemplar's picture goes into the file of what was learned."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

_WHAT = (
    "The file holds the detectors, the landmarks' names and how the run was made. "
    "\N{LEFT DOUBLE QUOTATION MARK}onemark predict\N{RIGHT DOUBLE QUOTATION MARK} finds the landmarks on "
    "further films with it."
)
_WHY = (
    "With it, predict can fit the exemplar to each new film as well, as this run did; but whoever gets the "
    "file then has the patient's film."
)


class LearnedDialog(QDialog):
    """`with_picture` is the answer; `exemplars` are the films that could go in."""

    def __init__(self, exemplars: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save what was learned")
        several = len(exemplars) > 1
        words = (
            f"the pictures of the {len(exemplars)} exemplars" if several else "the picture of the exemplar"
        )
        self._picture = QCheckBox(f"Put {words} into the file")
        self._picture.setVisible(bool(exemplars))
        what, why = QLabel(_WHAT), QLabel(_WHY)
        why.setVisible(bool(exemplars))
        self._picture.setToolTip(", ".join(exemplars))
        self._picture.setAccessibleDescription(_WHY)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setText("Choose the file...")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for label in (what, why):
            label.setWordWrap(True)
            label.setMinimumWidth(420)
        for widget in (what, self._picture, why, buttons):
            column.addWidget(widget)

    @property
    def with_picture(self) -> bool:
        """True where the person wants the picture in the file."""
        return self._picture.isChecked()
