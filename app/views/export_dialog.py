"""Asks as what the landmarks are to be written, and counts first what nobody has reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import listed, tr
from app.views.dialogs import Scrolled, grow_to_contents, ok_cancel
from app.views.palette import named
from app.views.plain import label

_WIDTH = 560  # px
_FEWEST_LINES = 3  # that there is room for, so that the dialog does not jump from format to format


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A format to choose. `marks_unreviewed`: it can say that nobody has decided on a point.

    `has_points`: it holds landmarks at all. `limits`: sentences on what it cannot say of any point.
    """

    title: str
    marks_unreviewed: bool = True
    has_points: bool = True
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """What there is to write: all points and the films with any; of those, what nobody has reviewed."""

    points: int
    films: int
    unreviewed: int = 0
    unreviewed_films: int = 0
    excluded: int = 0  # films that are not written
    out_of_sight: tuple[str, ...] = ()  # films with unreviewed points that cannot be looked at


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The format by its title, and whether predictions that it cannot mark are written like all others."""

    title: str
    with_unreviewed: bool


class ExportDialog(QDialog):
    """`wanted` carries the choice; where the file is to go is asked next."""

    wanted = Signal(object)

    def __init__(
        self,
        kinds: Sequence[ExportKind],
        counts: ExportCounts,
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export landmarks"))
        self._kinds, self._counts = {kind.title: kind for kind in kinds}, counts
        self.format, self._there, self._said = QComboBox(), label(_there(counts)), label()
        self.leave_out = QRadioButton(tr("Leave them out"))
        self.write_all = QRadioButton(tr("Write them like all others: nobody will see the difference"))
        self.leave_out.setChecked(True)
        self.format.addItems(list(self._kinds))
        self.format.setCurrentIndex(max(self.format.findText(chosen), 0))
        named(self.format, tr("Format"))
        self.format.currentIndexChanged.connect(lambda _place: self._show_kind())
        for words in (self._there, self._said):
            words.setWordWrap(True)
            words.setFixedWidth(_WIDTH)
        self._lay_out()
        self._show_kind()

    def _lay_out(self) -> None:
        contents = QWidget()
        form, column, whole = QFormLayout(), QVBoxLayout(contents), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Format"), self.format)
        column.addWidget(self._there)
        column.addLayout(form)
        for widget in (self._said, self.leave_out, self.write_all):
            column.addWidget(widget)
        buttons = ok_cancel(self)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(tr("Choose the file..."))
        buttons.accepted.connect(lambda: self.wanted.emit(self.choice()))
        column.addStretch(1)
        whole.addWidget(Scrolled(contents), 1)
        whole.addWidget(buttons)

    def choice(self) -> ExportChoice:
        """What the person chose."""
        return ExportChoice(self.format.currentText(), self.write_all.isChecked())

    @property
    def words(self) -> str:
        """All sentences on show."""
        return f"{self._there.text()}\n{self._said.text()}"

    def _show_kind(self) -> None:
        """Say of the chosen format what becomes of what nobody has reviewed."""
        kind, counts = self._kinds[self.format.currentText()], self._counts
        asks = bool(counts.unreviewed) and kind.has_points and not kind.marks_unreviewed
        self._said.setText("\n".join((_unreviewed(counts, kind), *kind.limits)) if kind.has_points else "")
        fewest = _FEWEST_LINES * self.fontMetrics().lineSpacing()
        self._said.setMinimumHeight(max(fewest, self._said.heightForWidth(_WIDTH)))
        for button in (self.leave_out, self.write_all):
            button.setVisible(asks)
        grow_to_contents(self)


def _there(counts: ExportCounts) -> str:
    points = tr("{n} point", "{n} points", n=counts.points)
    films = tr("{n} film", "{n} films", n=counts.films)
    if not counts.excluded:
        return tr("{points} on {films}.", points=points, films=films)
    left = tr("{n} excluded film", "{n} excluded films", n=counts.excluded)
    return tr("{points} on {films}; {left} not written.", points=points, films=films, left=left)


def _unreviewed(counts: ExportCounts, kind: ExportKind) -> str:
    if not counts.unreviewed:
        return tr("A person has placed or reviewed every one of them.")
    films = tr("{n} film", "{n} films", n=counts.unreviewed_films)
    if kind.marks_unreviewed:
        words = tr(
            "{n} of them, on {films}, is a prediction that nobody has reviewed. The file marks it as such.",
            "{n} of them, on {films}, are predictions that nobody has reviewed. The file marks them as such.",
            n=counts.unreviewed,
            films=films,
        )
    else:
        words = tr(
            "{n} of them, on {films}, is a prediction that nobody has reviewed, "
            "and this format cannot say so.",
            "{n} of them, on {films}, are predictions that nobody has reviewed, "
            "and this format cannot say so.",
            n=counts.unreviewed,
            films=films,
        )
    return f"{words} {out_of_sight_words(counts.out_of_sight)}" if counts.out_of_sight else words


def out_of_sight_words(films: Sequence[str]) -> str:
    """Which films have points that nobody can review, as they are missing or unreadable."""
    return tr("Their points cannot be reviewed, as the film cannot be read: {films}.", films=listed(films))
