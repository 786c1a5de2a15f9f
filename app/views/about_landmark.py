"""What the scheme says of the chosen landmark, and where the exemplar has it: beside the list, foldable."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.guard import guarded
from app.translation import tr
from app.views.inset import Inset
from app.views.palette import named
from app.views.plain import label, unmarked, unshortened

_WHAT = tr("Its description, and where the exemplar has it")
_LINES = 5  # of a description that are shown; the tooltip has all of it
_HIGHEST, _LOWEST = 220, 60  # px of words and picture; a picture lower than that shows nothing


@guarded
class AboutLandmark(QWidget):
    """`folded` carries whether a person has folded it away."""

    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fold, self._words, self.inset = QToolButton(), label(), Inset()
        self._name, self._room = "", _HIGHEST
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._fold.setAutoRaise(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setArrowType(Qt.ArrowType.DownArrow)
        line = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a name may be long
        line.setRetainSizeWhenHidden(True)  # nothing above it moves when the first landmark is chosen
        self._fold.setSizePolicy(line)
        named(self._fold, tr("About the landmark"), _WHAT)
        self._fold.clicked.connect(lambda shown: self.folded.emit(not shown))
        self._fold.toggled.connect(self._show)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self._fold, self._words, self.inset):
            column.addWidget(widget)
        self.inset.installEventFilter(self)
        self.show_landmark("", "")

    def show_landmark(self, name: str, description: str) -> None:
        """Show what is said of the landmark `name`; its picture comes by itself."""
        self._name = name
        self._fold.setText(unshortened(tr("About {name}", name=name)))
        self._words.setText(description)
        for widget in (self._words, self._fold):
            widget.setToolTip(unmarked(description or _WHAT))
        self._show()

    def fold(self, folded: bool) -> None:
        """Fold it away, or show it."""
        self._fold.setChecked(not folded)

    def give_room(self, height: int) -> None:
        """So many px are free for words and picture: the picture gives way first."""
        self._room = height
        self._share()

    @property
    def words_height(self) -> int:
        """Of the room, the px that the description takes."""
        return 0 if self._words.isHidden() else self._words.height()

    def _show(self) -> None:
        opened = self._fold.isChecked()
        # an arrow over nothing would promise what is not there
        told = bool(self._words.text()) or not self.inset.isHidden()
        self._fold.setVisible(bool(self._name) and told)
        self._words.setVisible(opened and bool(self._words.text()))
        self._share()

    def _share(self) -> None:
        metrics = self._words.fontMetrics()
        box = QRect(0, 0, max(self.width(), 100), 10_000)
        needed = metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), self._words.text()).height()
        words = 0 if self._words.isHidden() else min(needed, _LINES * metrics.lineSpacing())
        words = words if words <= self._room else 0  # half a sentence would be none
        self._words.setFixedHeight(words)
        opened = self._fold.isChecked()
        left = min(self._room, _HIGHEST) - words if opened else 0
        left = left if left >= _LOWEST else 0
        self.inset.setMaximumHeight(left)
        seen = bool(words) or (left and not self.inset.isHidden())
        arrow = Qt.ArrowType.DownArrow if seen else Qt.ArrowType.NoArrow  # without room its tooltip tells
        self._fold.setArrowType(arrow if opened else Qt.ArrowType.RightArrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The picture came or went."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._share()
