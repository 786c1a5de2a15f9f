"""Asks how large a pixel is, in whichever way the person knows it, and for which films."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.document.spacing_edits import Extent, SpacingChoice, SpacingWay
from app.translation import tr
from app.views.dialogs import DecimalBox, Scrolled, grow_to_contents, ok_cancel
from app.views.palette import named
from app.views.plain import label

_EXTENTS = {
    Extent.THIS: tr("this film"),
    Extent.SELECTED: tr("the selected films"),
    Extent.ALL: tr("all films"),
}
_ANEW = (SpacingWay.TYPED, SpacingWay.RULER, SpacingWay.LANDMARKS)  # mm that are none of the file's


@dataclass(frozen=True, slots=True)
class SpacingOffer:
    """What is known of the films of an extent. `names`: landmarks that lie on a film with another one.

    `in_file`: a file gives mm, or was not read yet; `chosen`: a person has said the mm of a film before.
    `own`: of so many films the file is known to give mm.
    """

    films: int
    names: tuple[str, ...] = ()
    in_file: bool = False
    chosen: bool = False
    own: int = 0


class SpacingDialog(QDialog):
    """`current` is the mm per pixel now, `ruler` the length in px of the ruler drawn on the film, or None.

    Only what can be done for the films of the chosen extent can be chosen; the other ways say why not.
    """

    def __init__(
        self,
        current: float | None,
        offers: Mapping[Extent, SpacingOffer],
        ruler: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Millimetres"))
        self._offers, self._ruler = offers, ruler
        self._ways = {way: QRadioButton() for way in SpacingWay}
        self._spins = {
            SpacingWay.TYPED: _spin(current or 0.1, 6, tr(" mm per pixel"), tr("Millimetres per pixel")),
            SpacingWay.RULER: _spin(10.0, 2, " mm", tr("Length of the ruler")),
            SpacingWay.LANDMARKS: _spin(50.0, 2, " mm", tr("Distance of the two landmarks")),
            SpacingWay.MAGNIFIED: _spin(1.1, 4, "", tr("Magnification factor")),
        }
        self._pair = (QComboBox(), QComboBox())
        for place, box in enumerate(self._pair):
            named(box, (tr("First landmark"), tr("Second landmark"))[place])
        self._controls = {way: self._control(way) for way in SpacingWay}
        self._extents = {extent: QRadioButton(words) for extent, words in _EXTENTS.items()}
        self._replace = QCheckBox()  # unchecked, films keep the mm of their own files
        self._lay_out()
        self._choose()

    def choice(self) -> SpacingChoice:
        """What the person chose."""
        way = next(way for way, button in self._ways.items() if button.isChecked())
        number = self._spins[way].value() if way in self._spins else 1.0
        names = (self._pair[0].currentText(), self._pair[1].currentText())
        leaves_own = self._has_own(way) and not self._replace.isChecked()
        return SpacingChoice(way, self._extent, number, names, leaves_own)

    def _has_own(self, way: SpacingWay) -> bool:
        """Whether `way` would replace mm that films among several bring, or may bring, by their files."""
        return self._extent is not Extent.THIS and self._offers[self._extent].in_file and way in _ANEW

    @property
    def _extent(self) -> Extent:
        return next(extent for extent, button in self._extents.items() if button.isChecked())

    def _lay_out(self) -> None:
        contents = QWidget()
        form, group, extents = QFormLayout(contents), QButtonGroup(self), QButtonGroup(self)
        form.setContentsMargins(0, 0, 0, 0)
        for way, button in self._ways.items():
            group.addButton(button)
            form.addRow(button, self._controls[way])
            if way in self._spins:
                # typing a number says which way is meant
                self._spins[way].valueChanged.connect(button.click)
        for extent, button in self._extents.items():
            extents.addButton(button)
            form.addRow(tr("For", comment="films") if extent is Extent.THIS else "", button)
        form.addRow("", self._replace)
        group.buttonToggled.connect(lambda _button, chosen: self._show_own() if chosen else None)
        whole = QVBoxLayout(self)
        whole.addWidget(Scrolled(contents), 1)
        whole.addWidget(ok_cancel(self))

    def _control(self, way: SpacingWay) -> QWidget:
        if way is SpacingWay.FILE:
            return label()
        if way is not SpacingWay.LANDMARKS:
            return self._spins[way]
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (*self._pair, self._spins[way]):
            row.addWidget(widget)
        for box in self._pair:
            box.activated.connect(self._ways[way].click)
        return whole

    def _choose(self) -> None:
        selected = self._offers[Extent.SELECTED].films
        if selected > 1:
            self._extents[Extent.SELECTED].setText(tr("the {selected} selected films", selected=selected))
        self._extents[Extent.SELECTED].setEnabled(selected > 1)
        self._extents[Extent.ALL].setText(
            tr("all {n} film", "all {n} films", n=self._offers[Extent.ALL].films)
        )
        self._extents[Extent.SELECTED if selected > 1 else Extent.THIS].setChecked(True)
        self._show_offer()
        for button in self._extents.values():
            button.toggled.connect(lambda chosen: self._show_offer() if chosen else None)
        self._ways[SpacingWay.TYPED if self._ruler is None else SpacingWay.RULER].setChecked(True)
        if self._ruler is not None:
            self._spins[SpacingWay.RULER].setFocus()
            self._spins[SpacingWay.RULER].selectAll()

    def _show_offer(self) -> None:
        """Let only those ways be chosen that lead somewhere for the films of the extent."""
        offer = self._offers[self._extent]
        for way, (words, possible) in _ways(offer, self._ruler).items():
            self._ways[way].setText(words)
            self._ways[way].setEnabled(possible)
            self._controls[way].setEnabled(possible)
            if self._ways[way].isChecked() and not possible:
                self._ways[SpacingWay.TYPED].setChecked(True)
        for place, box in enumerate(self._pair):
            before = box.currentText()
            box.clear()
            box.addItems(offer.names)
            box.setCurrentIndex(offer.names.index(before) if before in offer.names else place)
        self._show_own()

    def _show_own(self) -> None:
        """Say how many films bring their mm, where these would be replaced."""
        way = next((way for way, button in self._ways.items() if button.isChecked()), SpacingWay.TYPED)
        own = self._offers[self._extent].own
        words = tr(
            "replace the mm that {n} film brings in its own file",
            "replace the mm that {n} films bring in their own files",
            n=own,
        )
        self._replace.setText(words if own else tr("replace the mm that films bring in their own files"))
        self._replace.setVisible(self._has_own(way))
        grow_to_contents(self)


def _ways(offer: SpacingOffer, ruler: float | None) -> Mapping[SpacingWay, tuple[str, bool]]:
    """What each way is called, with the reason where it leads nowhere, and whether it can be chosen."""
    by_ruler = (
        tr("The ruler (draw it with Film > Ruler) is")
        if ruler is None
        else tr("The ruler ({length:.1f} px) is", length=ruler)
    )
    apart = tr("These two are apart") if offer.names else tr("Two landmarks (place them first) are apart")
    divided = (
        tr("The file's mm divided by") if offer.in_file else tr("The file's mm (it gives none) divided by")
    )
    as_file = tr("As the file says") if offer.in_file else tr("As the file says: unknown")
    return {
        SpacingWay.TYPED: (tr("One pixel is"), True),
        SpacingWay.RULER: (by_ruler, ruler is not None),
        SpacingWay.LANDMARKS: (apart, bool(offer.names)),
        SpacingWay.MAGNIFIED: (divided, offer.in_file),
        SpacingWay.FILE: (as_file, offer.in_file or offer.chosen),
    }


def _spin(value: float, decimals: int, suffix: str, name: str) -> DecimalBox:
    spin = DecimalBox()
    spin.setDecimals(decimals)
    spin.setRange(10.0**-decimals, 100000.0)
    spin.setValue(value)
    spin.setSuffix(suffix)
    named(spin, name)
    return spin
