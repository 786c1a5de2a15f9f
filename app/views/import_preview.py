"""What an import would bring, before anything is taken: its points on a film, and what stays behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.dialogs import AskingDialog, Scrolled, enter_presses
from app.views.film_canvas import FilmCanvas
from app.views.film_display import FilmDisplay
from app.views.left_out_list import LeftOutList, LeftOutRow
from app.views.mapping_dialog import MappingForm
from app.views.palette import named
from app.views.plain import label, unshortened

_PANEL = 430  # px beside the film, at the most
_ZOOM = 1.2
_ROW, _MOST_ROWS = 36, 5  # px of a strange name, and how many are in sight at once


class Whose(StrEnum):
    """Whose points a file that does not say it holds."""

    PERSON = "person"
    MACHINE = "machine"
    UNKNOWN = "unknown"


_WHOSE = {
    Whose.PERSON: tr("A person placed them: others may learn from them"),
    Whose.MACHINE: tr("A program predicted them: they are to be reviewed"),
    Whose.UNKNOWN: tr("I don't know: keep them as they are"),
}


@dataclass(frozen=True, slots=True)
class FilmChoice:
    """A film that points would come to, and what is said of it in the list of films."""

    film: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportDisplay:
    """What the preview says. `films`: those worth a look first. `attention`: what was assumed.

    `guesses` and `free`: as of `MappingForm`. `kept`: some points stay as a person placed them. `amount`:
    what Take takes. `frames`: what the file may count in, as a word and in full, the one taken first.
    """

    title: str
    source: str
    films: tuple[FilmChoice, ...]
    attention: tuple[str, ...] = ()
    left_out: tuple[LeftOutRow, ...] = ()
    guesses: Mapping[str, str] | None = None
    free: Sequence[str] = ()
    asks_whose: bool = False
    kept: bool = False
    amount: str = ""
    frames: tuple[tuple[str, str], ...] = ()


@guarded
class _PreviewFilm(FilmCanvas):
    """A film to look at: the wheel zooms, a drag pans, and no point can be moved."""

    def __init__(self) -> None:
        super().__init__()
        self._held: QPointF | None = None
        self.setAccessibleName(tr("Film with the points of the file"))
        self.setToolTip(tr("Wheel: zoom. Drag: move the film. Double click: the whole film"))

    def sizeHint(self) -> QSize:
        """Large enough to recognise the anatomy."""
        return QSize(560, 480)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the cursor is."""
        self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the film."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the film."""
        if self._held is not None and event.buttons() != Qt.MouseButton.NoButton:
            self._pan(event.position() - self._held)
            self._held, self._fitted = event.position(), False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole film."""
        del event
        self.fit()


@guarded
class ImportPreview(AskingDialog):
    """It blocks nothing. `film_wanted` carries the film to be shown, `meant` what the strange names mean.

    `take_wanted` comes with Take, `left` whenever it is closed, then too.
    """

    film_wanted = Signal(str)
    meant = Signal(object)
    counted = Signal(str)  # the word of what the file counts in
    take_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import: look before you take"))
        self.film = _PreviewFilm()
        self._title, self._source, self._place = label(), label(), label()
        self._films, self._whose, self._frames = QComboBox(), QComboBox(), QComboBox()
        self._back, self._next = QToolButton(), QToolButton()
        self._attention, self._legend, self._trouble = label(), label(), label()
        self._asks_frame = label(tr("What does the file count in? Look at the film."))
        self._ask, self._asks_names, self._left_title = label(tr("Whose points are these?")), label(), label()
        self.left_out = LeftOutList()
        self.form: MappingForm | None = None
        self._form_place = QVBoxLayout()
        self.take, self.cancel = QPushButton(tr("Take", comment="points")), QPushButton(tr("Cancel"))
        self._set_up()
        self._lay_out()
        self.finished.connect(lambda _result: self.left.emit())
        room = QSize(1040, 640) if parent is None else parent.size() - QSize(120, 80)
        self.resize(QSize(1040, 640).boundedTo(room))

    def _set_up(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._title.setFont(font)
        for words in (
            self._title,
            self._source,
            self._attention,
            self._legend,
            self._trouble,
            self._left_title,
        ):
            words.setWordWrap(True)
        self._attention.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for button, arrow, name in (
            (self._back, Qt.ArrowType.LeftArrow, tr("Film before")),
            (self._next, Qt.ArrowType.RightArrow, tr("Next film")),
        ):
            button.setArrowType(arrow)
            named(button, name)
        self._back.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        named(self._films, tr("Films that points come to"))
        for box in (self._films, self._whose, self._frames):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._films.currentIndexChanged.connect(self._show_chosen)
        named(
            self._frames, tr("What the file counts in"), tr("Its format does not say it, and programs differ")
        )
        self._frames.activated.connect(lambda row: self.counted.emit(self._frames.itemData(row)))
        for whose, meaning in _WHOSE.items():
            self._whose.addItem(meaning, whose)
        named(self._whose, tr("Whose points these are"))
        self.take.clicked.connect(self.take_wanted)
        self.cancel.clicked.connect(self.close)

    def _lay_out(self) -> None:
        steps, film, side, buttons = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for widget in (self._back, self._next, self._films):
            steps.addWidget(widget, 1 if widget is self._films else 0)
        steps.addWidget(self._place)
        film.addLayout(steps)
        film.addWidget(self.film, 1)
        film.addWidget(self._legend)
        asked = (
            *(self._title, self._source, self._ask, self._whose),
            *(self._asks_frame, self._frames, self._attention, self._asks_names),
        )
        for part in asked:
            side.addWidget(part)
        side.addLayout(self._form_place)
        side.addWidget(self._left_title)
        side.addWidget(self.left_out, 1)
        side.addStretch(0)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.take)
        told, panel = QWidget(), QWidget()
        told.setLayout(side)
        whole = QVBoxLayout(panel)
        for layout in (side, whole):
            layout.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(told), 1)
        whole.addWidget(self._trouble)
        whole.addLayout(buttons)
        panel.setMaximumWidth(_PANEL)
        row = QHBoxLayout(self)
        row.setSpacing(14)
        row.addLayout(film, 2)
        row.addWidget(panel, 3)  # it has its most wherever there is room
        enter_presses(self.cancel)
        self.take.setDefault(True)  # which it can be only in the dialog

    # -- setters ------------------------------------------------------------------------------------------

    def show_import(self, display: ImportDisplay) -> None:
        """Say what would come in; the film on show stays where points come to it still."""
        self._title.setText(display.title)
        self._source.setText(display.source)
        _say(self._attention, "\n".join(f"\u2022 {sentence}" for sentence in display.attention))
        self._legend.setText(_legend(display.kept))
        self._ask.setVisible(display.asks_whose)
        self._whose.setVisible(display.asks_whose)
        self._show_frames(display.frames)
        self._show_names(display)
        self._show_left_out(display.left_out)
        before = self._films.currentData()
        with QSignalBlocker(self._films):
            self._films.clear()
            for choice in display.films:
                self._films.addItem(choice.words, choice.film)
            self._films.setCurrentIndex(max(self._films.findData(before), 0))
        self.take.setText(unshortened(tr("Take {amount}", amount=display.amount)))
        self.set_busy(self._twice())
        self._show_chosen()

    def show_film(self, display: FilmDisplay) -> None:
        """Show a film with the points that come to it."""
        self.film.show_film(display)

    def set_busy(self, words: str) -> None:
        """Say why it cannot be taken now; "" where it can."""
        _say(self._trouble, words)
        self.take.setEnabled(not words)

    # -- what it tells ------------------------------------------------------------------------------------

    @property
    def film_chosen(self) -> str:
        """The film on show."""
        return str(self._films.currentData() or "")

    @property
    def whose(self) -> Whose:
        """Whose points these are, where that was asked."""
        return Whose(self._whose.currentData())

    def choices_made(self) -> int:
        """The names that a person said the meaning of."""
        return 0 if self.form is None else self.form.choices_made()

    @property
    def words(self) -> str:
        """All sentences on show."""
        shown = (self._title, self._source, self._attention, self._left_title, self._trouble)
        return "\n".join(each.text() for each in shown if each.text())

    # -- inside -------------------------------------------------------------------------------------------

    def _show_frames(self, frames: Sequence[tuple[str, str]]) -> None:
        for widget in (self._asks_frame, self._frames):
            widget.setVisible(bool(frames))
        if {self._frames.itemData(row) for row in range(self._frames.count())} != {
            word for word, _ in frames
        }:
            self._frames.clear()
            for word, words in frames:
                self._frames.addItem(words, word)
        if frames:
            self._frames.setCurrentIndex(self._frames.findData(frames[0][0]))

    def _show_names(self, display: ImportDisplay) -> None:
        """A row for each strange name; rows that are there already stay as they were chosen."""
        guesses = display.guesses or {}
        _say(
            self._asks_names, tr("These names are not in the scheme. Say what they mean:") if guesses else ""
        )
        if self.form is not None and list(self.form.boxes) == list(guesses):
            return
        if self.form is not None:
            self.form.deleteLater()
            self.form = None
        if guesses:
            self.form = MappingForm(guesses, display.free)
            self.form.setFixedHeight(_ROW * min(len(guesses), _MOST_ROWS) + 16)
            self.form.changed.connect(self._tell_names)
            self._form_place.addWidget(self.form)
            before: QWidget = self._frames
            for box in self.form.boxes.values():  # they were made last, and stand in the middle
                self.setTabOrder(before, box)
                before = box

    def _twice(self) -> str:
        """Why the names cannot be taken as they are chosen; "" where they can."""
        twice = "" if self.form is None else self.form.chosen_twice
        return (
            tr("Two names of the file cannot both be {landmark}: choose again.", landmark=twice)
            if twice
            else ""
        )

    def _tell_names(self) -> None:
        self.set_busy(self._twice())
        if self.form is not None and not self._twice():
            self.meant.emit(self.form.choice())

    def _show_left_out(self, rows: Sequence[LeftOutRow]) -> None:
        self._left_title.setText(
            tr("Not taken ({rows}):", rows=len(rows)) if rows else tr("Nothing is left out.")
        )
        self.left_out.show_rows(rows)
        self.left_out.setVisible(bool(rows))

    def _step(self, by: int) -> None:
        self._films.setCurrentIndex((self._films.currentIndex() + by) % max(self._films.count(), 1))

    def _show_chosen(self) -> None:
        number, films = self._films.currentIndex() + 1, self._films.count()
        self._place.setText(tr("{number} of {films}", number=number, films=films) if films else "")
        for button in (self._back, self._next):
            button.setEnabled(films > 1)
        self.film_wanted.emit(self.film_chosen)


def _say(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


def _legend(kept: bool) -> str:
    if kept:
        return tr("The points are drawn where the file has them. Dashed: what you placed there stays.")
    return tr("The points are drawn where the file has them.")
