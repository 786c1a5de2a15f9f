"""The empty window: three pictures of the three steps, two buttons, and the recent folders."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.guard import guarded, painting
from app.translation import tr
from app.views.icons import give_icon, icon
from app.views.palette import GREEN, ORANGE, SKY, SURROUND, named
from app.views.plain import label, unshortened


class Step(Enum):
    """The three steps of the work."""

    ANNOTATE = auto()
    PROPAGATE = auto()
    REVIEW = auto()


_WORDS = {
    Step.ANNOTATE: (tr("1  Annotate one"), tr("Click the landmarks of a single film.")),
    Step.PROPAGATE: (tr("2  Propagate"), tr("The points find their places on all the others.")),
    Step.REVIEW: (tr("3  Review and export"), tr("Put right what is doubtful, save the table.")),
}
_CARD = 190  # px: three of them beside each other on a screen 640 px wide
_POINTS = ((0.36, 0.30), (0.63, 0.40), (0.56, 0.68))  # on the drawn film, shares of its sides


class Welcome(QWidget):
    """What is there before a folder is. Folders dropped on it are the window's business."""

    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = QVBoxLayout()
        title = label(tr("Annotate one radiograph, get the landmarks of all the others"))
        title.setFont(_bold(1.5))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setWordWrap(True)
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        pictures.addStretch(1)
        for step in Step:
            pictures.addWidget(_StepCard(step))
        pictures.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(22)
        column.addStretch(1)
        column.addWidget(title)
        column.addLayout(pictures)
        column.addLayout(self._buttons())
        column.addLayout(self._recent)
        column.addStretch(2)

    def _buttons(self) -> QHBoxLayout:
        open_, sample = QPushButton(tr("Open folder")), QPushButton(tr("Sample project"))
        give_icon(open_, "folder-open")
        give_icon(sample, "images")
        named(open_, tr("Open folder"), tr("Or drop a folder of films here"))
        named(sample, tr("Sample project"), tr("Drawn films to try OneMark on"))
        open_.setDefault(True)
        open_.clicked.connect(self.open_wanted)
        sample.clicked.connect(self.sample_wanted)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (open_, sample):
            button.setMinimumSize(170, 38)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the folders opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        hint = label(tr("or drop a folder of films on this window") if not paths else tr("Recent"))
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._recent.addWidget(hint)
        for path in paths:
            button = QToolButton()  # a flat push button shows neither cursor nor focus
            button.setText(unshortened(f"{Path(path).name}    {Path(path).parent}"))
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            give_icon(button, "folder-open")
            named(button, tr("Open {path}", path=path), path)
            button.clicked.connect(lambda _checked=False, path=path: self.recent_wanted.emit(path))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)


class _StepCard(QWidget):
    """One step: picture above, words below."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        title, words = (label(text) for text in _WORDS[step])
        title.setFont(_bold())
        for line in (title, words):
            line.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_Picture(step))
        column.addWidget(title)
        column.addWidget(words)
        self.setFixedWidth(_CARD)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


@guarded
class _Picture(QWidget):
    """Films drawn with a few lines, and the points of the step on them."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self.setFixedHeight(150)
        self.setAccessibleName(_WORDS[step][0])

    def sizeHint(self) -> QSize:
        """As wide as its card."""
        return QSize(_CARD, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one film, or a few behind each other."""
        del event
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = self.palette().color(QPalette.ColorRole.AlternateBase)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(self.rect(), 8, 8)
        if self._step is Step.PROPAGATE:
            for shift in (2, 1):
                _paint_film(painter, QRectF(52 + 17 * shift, 14 + 5 * shift, 88, 112), shift)
        area = QRectF(36 if self._step is Step.PROPAGATE else 51, 19, 88, 112)
        _paint_film(painter, area, 0)
        _paint_points(painter, area, self._step)


def _paint_film(painter: QPainter, area: QRectF, shift: int) -> None:
    painter.setPen(QPen(QColor("#6A6A6A"), 1))
    painter.setBrush(SURROUND)
    painter.drawRoundedRect(area, 4, 4)
    bone = QPainterPath()
    width, height = area.width(), area.height()
    left, top = area.left(), area.top()
    bone.addEllipse(QRectF(left + 0.2 * width, top + 0.12 * height, 0.56 * width, 0.46 * height))
    jaw = QPainterPath(QPointF(left + 0.34 * width, top + 0.54 * height))
    jaw.lineTo(left + 0.42 * width, top + 0.76 * height)
    jaw.lineTo(left + 0.72 * width, top + 0.78 * height)
    jaw.lineTo(left + 0.7 * width, top + 0.5 * height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(235, 235, 235, 190 - 50 * shift), 3.2))
    painter.drawPath(bone)
    painter.drawPath(jaw)


def _paint_points(painter: QPainter, area: QRectF, step: Step) -> None:
    colours = {Step.ANNOTATE: SKY, Step.PROPAGATE: ORANGE, Step.REVIEW: GREEN}
    for across, down in _POINTS:
        spot = QPointF(area.left() + across * area.width(), area.top() + down * area.height())
        painter.setPen(QPen(QColor("white") if step is not Step.PROPAGATE else ORANGE, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush if step is Step.PROPAGATE else colours[step])
        painter.drawEllipse(spot, 4.5, 4.5)
        if step is Step.PROPAGATE:
            painter.drawEllipse(spot, 9, 9)
    if step is Step.REVIEW:
        painter.drawPixmap(
            round(area.right()) - 14, round(area.bottom()) - 18, icon("circle-check", GREEN).pixmap(28, 28)
        )


def _bold(times: float = 1.0) -> QFont:
    """The app's font, bold; a style sheet would keep the colours of the theme that it was made in."""
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    if font.pointSizeF() > 0:  # else its size is in pixels
        font.setPointSizeF(times * font.pointSizeF())
    else:
        font.setPixelSize(round(times * font.pixelSize()))
    return font
