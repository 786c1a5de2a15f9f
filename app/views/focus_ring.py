"""A ring around what has the keys, wherever the keyboard led there: seen in both themes, on any control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from app.guard import guarded, painting
from app.views.palette import BLUE, SKY, is_dark

_WIDE = 2  # px


class FocusRings(QObject):
    """Puts a ring on each control of `app` that Tab leads to; where one clicks, the eye is already."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._move)

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        for ring in old.findChildren(FocusRing) if old is not None else ():
            ring.hide()
            ring.deleteLater()
        # Qt notes for each window whether it was Tab
        if new is not None and new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            show_ring(new)


def show_ring(control: QWidget | None) -> None:
    """Show where the keys are after another key than Tab led there."""
    if control is not None and not control.findChildren(FocusRing):
        FocusRing(control).show()


@guarded
class FocusRing(QWidget):
    """Lies over the edge of `control`, and lets all clicks through."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        control.installEventFilter(self)
        self._fill(control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The control has another size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fill(watched)
        return super().eventFilter(watched, event)

    def _fill(self, control: QWidget) -> None:
        whole = QRect(control.rect())
        self.setGeometry(whole)
        inside = whole.adjusted(_WIDE, _WIDE, -_WIDE, -_WIDE)
        self.setMask(QRegion(whole) - QRegion(inside))  # the film below is painted often, and without it

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        del event
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setPen(QPen(SKY if is_dark() else BLUE, 2 * _WIDE))  # half of it is outside
        painter.drawRect(self.rect())
