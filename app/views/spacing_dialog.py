"""Asks how large a pixel is, in whichever way the person knows it, and for which films."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QWidget,
)

from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from app.views.palette import named
from app.views.plain import label
from engine.wording import counted

_OK_CANCEL = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel


class SpacingDialog(QDialog):
    """`current` is the mm per pixel now, `ruler` the length in px of the ruler drawn on the film, or None."""

    def __init__(
        self,
        current: float | None,
        selected: int,
        films: int,
        names: Sequence[str] = (),
        ruler: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Millimetres")
        self._ways = {way: QRadioButton() for way in SpacingWay}
        self._spins = {
            SpacingWay.TYPED: _spin(current or 0.1, 6, " mm per pixel", "Millimetres per pixel"),
            SpacingWay.RULER: _spin(10.0, 2, " mm", "Length of the ruler"),
            SpacingWay.LANDMARKS: _spin(50.0, 2, " mm", "Distance of the two landmarks"),
            SpacingWay.MAGNIFIED: _spin(1.1, 4, "", "Magnification factor"),
        }
        self._pair = (QComboBox(), QComboBox())
        self._extents = {extent: QRadioButton(extent.value) for extent in Extent}
        self._ways[SpacingWay.RULER].setEnabled(ruler is not None)
        self._ways[SpacingWay.LANDMARKS].setEnabled(len(names) > 1)
        self._fill_pair(names)
        length = "draw it with Film > Ruler" if ruler is None else f"{ruler:.1f} px"
        self._lay_out(f"The ruler ({length}) is")
        self._choose(ruler is not None, selected, films)

    def choice(self) -> SpacingChoice:
        """What the person chose."""
        way = next(way for way, button in self._ways.items() if button.isChecked())
        extent = next(extent for extent, button in self._extents.items() if button.isChecked())
        number = self._spins[way].value() if way in self._spins else 1.0
        return SpacingChoice(way, extent, number, (self._pair[0].currentText(), self._pair[1].currentText()))

    def _fill_pair(self, names: Sequence[str]) -> None:
        for place, box in enumerate(self._pair):
            box.addItems(list(names))
            box.setCurrentIndex(min(place, len(names) - 1))
            named(box, f"{('First', 'Second')[place]} landmark")

    def _lay_out(self, ruler_words: str) -> None:
        words = {
            SpacingWay.TYPED: "One pixel is",
            SpacingWay.RULER: ruler_words,
            SpacingWay.LANDMARKS: "These two are apart",
            SpacingWay.MAGNIFIED: "The file's mm divided by",
            SpacingWay.FILE: "As the file says",
        }
        form, group, extents = QFormLayout(self), QButtonGroup(self), QButtonGroup(self)
        for way, button in self._ways.items():
            button.setText(words[way])
            group.addButton(button)
            form.addRow(button, self._control(way))
            if way in self._spins:
                # typing a number says which way is meant
                self._spins[way].valueChanged.connect(button.click)
        for extent, button in self._extents.items():
            extents.addButton(button)
            form.addRow("For" if extent is Extent.THIS else "", button)
        buttons = QDialogButtonBox(_OK_CANCEL)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _control(self, way: SpacingWay) -> QWidget:
        if way is SpacingWay.FILE:
            return label()
        if way is not SpacingWay.LANDMARKS:
            self._spins[way].setEnabled(self._ways[way].isEnabled())
            return self._spins[way]
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (*self._pair, self._spins[way]):
            row.addWidget(widget)
            widget.setEnabled(self._ways[way].isEnabled())
        for box in self._pair:
            box.activated.connect(self._ways[way].click)
        return whole

    def _choose(self, ruler: bool, selected: int, films: int) -> None:
        self._ways[SpacingWay.RULER if ruler else SpacingWay.TYPED].setChecked(True)
        if selected > 1:
            self._extents[Extent.SELECTED].setText(f"the {selected} selected films")
        self._extents[Extent.SELECTED].setEnabled(selected > 1)
        self._extents[Extent.ALL].setText(f"all {counted(films, 'film')}")
        self._extents[Extent.SELECTED if selected > 1 else Extent.THIS].setChecked(True)
        if ruler:
            self._spins[SpacingWay.RULER].setFocus()
            self._spins[SpacingWay.RULER].selectAll()


def _spin(value: float, decimals: int, suffix: str, name: str) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setDecimals(decimals)
    spin.setRange(10.0**-decimals, 100000.0)
    spin.setValue(value)
    spin.setSuffix(suffix)
    named(spin, name)
    return spin
