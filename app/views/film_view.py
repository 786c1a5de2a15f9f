"""The film view: mouse and keys over the film. It emits what was done and has setters, no more."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.guard import guarded
from app.translation import tr
from app.views.film_canvas import FilmCanvas
from app.views.film_display import Aim, Ghost, MarkKind
from app.views.film_gestures import DRAG_THRESHOLD, Act, nearest, nearest_of, window_after
from app.views.film_marks import SIZE
from app.views.film_set_frame import SetFrame
from app.views.plain import unmarked

REACH = 9.0  # px of the screen around a point that take hold of it
GHOST_REACH = 7.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@guarded
class FilmView(FilmCanvas):
    """All positions in its signals are original pixels (x, y)."""

    clicked = Signal(float, float, str)  # a click and the point under it, "" over bare film
    adopted = Signal(object)  # a click on a ghost
    moved = Signal(str, float, float)  # once, at the end of a drag
    held = Signal(str)  # a drag took hold of a locked point: it stays
    moved_softly = Signal(str, object)  # the same with its neighbours: landmark -> (x, y)
    dragging = Signal(object)  # points that are on their way: landmark -> (x, y); none: it was taken back
    shaped = Signal(object)  # all points were moved, turned or scaled: landmark -> (x, y)
    menu_wanted = Signal(object, str)  # a right click: where on the desktop, and the point under it or ""
    nudged = Signal(float, float)  # by the arrow keys
    windowed = Signal(float, float)  # centre and width while the right button drags
    doubtful_wanted = Signal()  # Space was tapped
    back_wanted = Signal()  # so was Shift+Space
    escaped = Signal()  # Esc, while no gesture was on its way that it could take back
    measured = Signal(float, float, float, float)  # a ruler was drawn, from (x, y) to (x, y)
    heat_wheeled = Signal(float)  # turns of the wheel with Ctrl held over a heatmap, away from the person
    pointed = Signal(object)  # (x, y) under the cursor, None where it left the film

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window_start = (0.0, 1.0)
        self._space_down = self._space_used = self._space_back = False
        self._wheel_sign = 1.0
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Film"))
        self.setAccessibleDescription(tr("The film with its points. The guide lists mouse and keys."))

    def set_wheel_inverted(self, inverted: bool) -> None:
        """Say whether turning the wheel towards the person zooms in."""
        self._wheel_sign = -1.0 if inverted else 1.0

    # -- mouse --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        spots = {} if self._points_hidden else self._spots()
        mark = nearest(spots, event.position(), REACH, self._display.active)
        middle, pan = spots.get(mark, event.position()), self._space_down
        self._space_used = self._space_used or pan
        if self._display.picture is None:
            return
        if self._gesture.press(event.button(), event.position(), pan, mark, middle):
            self._gesture.fixed = self._is_locked(mark)
            self._gesture.soft = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if self._display.aim is Aim.RULER and self._gesture.act is Act.PRESSED:
                self._gesture.act = Act.MEASURING
            elif self._display.aim is Aim.SET and self._gesture.act is Act.PRESSED:
                self._take_all(event.position(), spots)
            if self._display.window is not None:
                self._window_start = self._display.window

    def _is_locked(self, name: str) -> bool:
        kinds = (mark.kind for mark in self._display.marks if mark.name == name)
        return self._display.locked and next(kinds, MarkKind.PREDICTED) is not MarkKind.PREDICTED

    def _take_all(self, at: QPointF, spots: dict[str, QPointF]) -> None:
        frame = SetFrame.around(spots.values())
        if frame is None:
            self._gesture.cancel()
            return
        self._grip, self._gesture.act = (frame, frame.grip_at(at)), Act.SHAPING

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Quick clicks are clicks: two landmarks may lie close together."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, and say where the cursor is."""
        step = self._gesture.move(event.position())
        if self._gesture.act is Act.PANNING:
            self._pan(step)
            self._fitted = False
        elif self._gesture.act is Act.WINDOWING:
            # a click whose hand shakes opens the menu, and leaves the film as bright as it is
            if self._gesture.went_far and self._display.window is not None:
                self.windowed.emit(*window_after(self._window_start, event.position() - self._gesture.start))
        elif self._gesture.act in (Act.DRAGGING, Act.MEASURING, Act.SHAPING):
            self._gesture.straight = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.viewport().update()
            self._say_dragged()
        self._say_cursor(event.position())

    def _say_dragged(self) -> None:
        if self._gesture.act in (Act.DRAGGING, Act.SHAPING):
            places = {name: self.to_film(spot) for name, spot in self._spots().items()}
            if held := self._gesture.held:
                places[held] = self._on_film(places[held])
                places = places if self._gesture.soft else {held: places[held]}
            self.dragging.emit({name: (place.x(), place.y()) for name, place in places.items()})

    def _take_back(self) -> None:
        """Forget the gesture that is on its way."""
        was = self._gesture.act
        self._gesture.cancel()
        if was in (Act.DRAGGING, Act.SHAPING):
            self.dragging.emit({})

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture: the one place from which edits are emitted."""
        mark, start = self._gesture.mark, self.to_film(self._gesture.start)
        self._gesture.last = event.position()
        at, end, soft = self.to_film(event.position()), self.to_film(self._ruler_end()), self._gesture.soft
        places = {name: self.to_film(spot) for name, spot in self._spots().items()}
        length = QLineF(self._gesture.start, event.position()).length()
        strayed, fixed = self._gesture.went_far or length >= DRAG_THRESHOLD, self._gesture.fixed
        ended = self._gesture.release(event.button())
        if ended is Act.PRESSED and (ghost := self._ghost_at(event.position())) is not None:
            self.adopted.emit(ghost)
        elif ended is Act.PRESSED and self._film_rect().contains(at):
            self.clicked.emit(at.x(), at.y(), mark)
        elif ended is Act.STRAYED and fixed:
            self.held.emit(mark)
        elif ended is Act.DRAGGING:
            places[mark] = self._on_film(places[mark])
            if soft:
                self.moved_softly.emit(mark, {name: (spot.x(), spot.y()) for name, spot in places.items()})
            else:
                self.moved.emit(mark, places[mark].x(), places[mark].y())
        elif ended is Act.SHAPING and strayed:
            self.shaped.emit({name: (spot.x(), spot.y()) for name, spot in places.items()})
        elif ended is Act.MEASURING and strayed:
            self.measured.emit(start.x(), start.y(), end.x(), end.y())
        elif ended is Act.WINDOWING and not strayed:
            self.menu_wanted.emit(event.globalPosition().toPoint(), mark)
        if ended in (Act.DRAGGING, Act.SHAPING):
            self.dragging.emit({})  # what came of it was an edit, or nothing
        self.viewport().update()

    def _on_film(self, spot: QPointF) -> QPointF:
        """`spot`, or the place of the film that is nearest to it."""
        area = self._film_rect()
        x = min(max(spot.x(), area.left()), area.right())
        return QPointF(x, min(max(spot.y(), area.top()), area.bottom()))

    @property
    def sees_ghosts(self) -> bool:
        """Whether a ghost can be seen beside its point."""
        return bool(self._ghost_spots(self._spots()))

    def _ghost_at(self, at: QPointF) -> Ghost | None:
        """The ghost under `at`; the body of a point and what else a click is for come first."""
        if self._points_hidden or self._display.placing or self._display.aim is not Aim.POINTS:
            return None
        spots = self._spots()
        return None if nearest(spots, at, SIZE) else nearest_of(self._ghost_spots(spots), at, GHOST_REACH)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; with Ctrl over a heatmap, make it stronger or fainter."""
        if self._display.heat is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.heat_wheeled.emit(event.angleDelta().y() / 120.0)
        elif self._display.picture is not None and self._gesture.act is Act.NOTHING:
            self.zoom(math.pow(1.25, self._wheel_sign * event.angleDelta().y() / 120.0), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The cursor is over no pixel any more."""
        self._cursor = None
        self.viewport().update()
        self.pointed.emit(None)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of the point under a cursor that rests."""
        if not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        ghost = self._ghost_at(QPointF(event.pos()))
        spots = {} if self._points_hidden else self._spots()
        name = nearest(spots, QPointF(event.pos()), REACH, self._display.active)
        tip = next((mark.tip for mark in self._display.marks if mark.name == name), "")
        tip = tip if ghost is None else ghost.tip
        QToolTip.showText(event.globalPos(), unmarked(tip), self.viewport())
        return True

    def _say_cursor(self, spot: QPointF) -> None:
        self._cursor = spot
        if self._display.loupe:
            self.viewport().update()
        point = self.to_film(spot)
        self.pointed.emit((point.x(), point.y()) if self._film_rect().contains(point) else None)

    # -- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows nudge, H hides while held, Space pans while held, Esc takes back what is on its way."""
        key, again = event.key(), event.isAutoRepeat()
        if key in _ARROWS:
            self._nudge(Qt.Key(key), event.modifiers())
        elif key == Qt.Key.Key_Space and not again:
            self._space_down, self._space_used = True, self._gesture.act is not Act.NOTHING
            self._space_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif key == Qt.Key.Key_H and not again:
            self._hide_points(True)
        elif key == Qt.Key.Key_Escape and self._gesture.act is Act.NOTHING:
            self.escaped.emit()
        elif key == Qt.Key.Key_Escape:
            self._take_back()
            self.viewport().update()
        elif key not in (Qt.Key.Key_Space, Qt.Key.Key_H):
            event.ignore()  # never scrolls; the window's own keys still work

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of H and Space; a Space that panned nothing was a tap."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_H:
            self._hide_points(False)
        elif event.key() == Qt.Key.Key_Space and self._space_down:
            self._space_down = False
            if not self._space_used:
                (self.back_wanted if self._space_back else self.doubtful_wanted).emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys that are let go elsewhere are not heard here: let go of them now."""
        self._space_down = False
        self._take_back()
        self._hide_points(False)
        super().focusOutEvent(event)

    def _nudge(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        length = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            length = 10.0
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            length = 0.1
        across, down = _ARROWS[key]
        self.nudged.emit(across * length, down * length)

    def _hide_points(self, hidden: bool) -> None:
        self._points_hidden = hidden
        self.viewport().update()
