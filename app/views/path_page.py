"""The lines and curves of a scheme: each is made by choosing landmarks one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.document.scheme_edits import PathKind
from app.translation import tr
from app.views.dialogs import may_be_lost
from app.views.palette import named
from app.views.plain import label

Path = tuple[str, ...]

_IDLE = tr("New line or New curve, then click landmarks on the film or in the list one after the other.")
_HINT = tr(
    "Click the next landmark on the film or in the list (keys: arrows, Enter); the first one again closes it."
)


class PathPage(QWidget):
    """`drawn` carries kind, place (None: one more) and names, none of them where it is to go."""

    drawn = Signal(object, object, tuple)
    drawing = Signal()  # the list of landmarks is wanted now
    changed = Signal()  # so far it goes through others, or is no longer drawn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[tuple[PathKind, int, Path]] = []
        self._kind, self.is_drawing = PathKind.LINE, False
        self._place: int | None = None  # of the one that is being changed
        self._draft: list[str] = []
        self._list, self._words, self._hint = QListWidget(), label(), label(_IDLE)
        named(self._list, tr("Lines and curves"))
        self._line, self._curve = QPushButton(tr("&New line")), QPushButton(tr("New cur&ve"))
        self._change, self._drop = QPushButton(tr("C&hange")), QPushButton(tr("Re&move it"))
        self._done, self._back, self._leave = (
            QPushButton(tr("&Done")),
            QPushButton(tr("&Back")),
            QPushButton(tr("Cancel")),
        )
        self._lay_out()
        self._line.clicked.connect(lambda: self._begin(PathKind.LINE, None, ()))
        self._curve.clicked.connect(lambda: self._begin(PathKind.CURVE, None, ()))
        self._change.clicked.connect(self._begin_change)
        self._drop.clicked.connect(self._ask_drop)
        self._done.clicked.connect(self._finish)
        self._back.clicked.connect(self._take_back)
        self._leave.clicked.connect(self._ask_end)
        self._list.currentRowChanged.connect(lambda _row: self._renew())
        self._renew()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self._list, 1)
        column.addLayout(_row(self._line, self._curve))
        column.addLayout(_row(self._change, self._drop))
        for words in (self._hint, self._words):
            words.setWordWrap(True)
            column.addWidget(words)
        column.addLayout(_row(self._done, self._back, self._leave))

    def show_paths(self, lines: Iterable[Path], curves: Iterable[Path]) -> None:
        """Show what the scheme draws; the row that was chosen stays so."""
        paths = [(PathKind.LINE, place, path) for place, path in enumerate(lines)]
        paths += [(PathKind.CURVE, place, path) for place, path in enumerate(curves)]
        if paths == self._paths:
            return
        if self._place is not None:
            self._end()  # what was being changed may be another one now
        row, self._paths = self._list.currentRow(), paths
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItems([_words(kind, path) for kind, _, path in paths])
            self._list.setCurrentRow(min(row, len(paths) - 1))
        self._renew()

    @property
    def draft(self) -> tuple[PathKind, int | None, Path]:
        """What is being drawn: its kind, its place (None: one more), its landmarks so far."""
        return self._kind, self._place, tuple(self._draft)

    def add(self, name: str) -> None:
        """The next landmark of what is being drawn."""
        if self.is_drawing and self._draft[-1:] != [name]:
            self._draft.append(name)
            self._renew()

    def finish(self) -> None:
        """Take what was drawn, as Done does where it can be pressed."""
        if self._done.isEnabled():
            self._finish()

    def leave(self) -> None:
        """Forget what was being drawn."""
        if self.is_drawing:
            self._end()

    def _begin(self, kind: PathKind, place: int | None, path: Path) -> None:
        self._kind, self._place, self._draft, self.is_drawing = kind, place, list(path), True
        self._renew()
        self.drawing.emit()

    def _begin_change(self) -> None:
        kind, place, path = self._paths[self._list.currentRow()]
        self._begin(kind, place, path)

    def _take_back(self) -> None:
        del self._draft[-1:]
        self._renew()
        self.drawing.emit()

    def _finish(self) -> None:
        kind, place, path = self._kind, self._place, tuple(self._draft)
        self._end()
        self.drawn.emit(kind, place, path)

    def _end(self) -> None:
        self.is_drawing, self._place, self._draft = False, None, []
        self._renew()

    def _ask_end(self) -> None:
        if may_be_lost(self, len(self._draft)):
            self._end()

    def _ask_drop(self) -> None:
        kind, place, _ = self._paths[self._list.currentRow()]
        self.drawn.emit(kind, place, ())

    def _renew(self) -> None:
        chosen = 0 <= self._list.currentRow() < len(self._paths)
        for button in (self._line, self._curve, self._list):
            button.setEnabled(not self.is_drawing)
        for button in (self._change, self._drop):
            button.setEnabled(chosen and not self.is_drawing)
        for button in (self._done, self._back, self._leave):
            button.setVisible(self.is_drawing)
        self._done.setEnabled(len(set(self._draft)) > 1)
        self._back.setEnabled(bool(self._draft))
        self._hint.setText(_HINT if self.is_drawing else _IDLE)
        self._words.setText(_words(self._kind, self._draft) if self.is_drawing else "")
        self.changed.emit()


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    return row


def _words(kind: PathKind, path: Iterable[str]) -> str:
    if kind is PathKind.LINE:
        return tr("Line: {path}", path=shown(path))
    return tr("Curve: {path}", path=shown(path))


def shown(path: Iterable[str]) -> str:
    """A line or curve in words."""
    return " \N{EN DASH} ".join(path)
