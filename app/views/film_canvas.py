"""The film on the screen: it paints and zooms. `FilmView` adds mouse and keys.

The scene IS the film's own frame: (0, 0) is the centre of the first pixel, so the picture begins at
(-0.5, -0.5). This is the only place of the app that adds that half.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from app.guard import guarded, kept
from app.views.film_display import Aim, Arrow, FilmDisplay, Ghost, MarkKind
from app.views.film_gestures import Act, Gesture, along, snapped
from app.views.film_ghosts import ghost_spots, paint_arrows, paint_ghosts
from app.views.film_loupe import paint_loupe
from app.views.film_marks import paint_marks
from app.views.film_measures import paint_measures
from app.views.film_picture import PictureItem
from app.views.film_plate import INK, paint_plate
from app.views.film_ruler import paint_ruler, ruler_text
from app.views.film_set_frame import Grip, SetFrame, paint_set_frame
from app.views.film_words import paint_names, paint_values, placed_words
from app.views.heat_picture import heat_image, heat_transform
from app.views.palette import SURROUND

_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_SOFT = 0.06  # of the film's diagonal: how far away a neighbour follows by 60 %
MAX_SCALE = 64.0  # screen px per film px, along the shorter side of a pixel: they are not all square
_RINGS, _AROUND = 3.0, 0.08  # a close look reaches so many radii, and at least this share of the diagonal


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a film is in sight: (x, y) of its pixels in the middle, at a scale; None: the whole film."""

    middle: tuple[float, float] | None = None
    scale: float = 1.0


@guarded
class FilmCanvas(QGraphicsView):
    """Shows one `FilmDisplay`, and the point that `_gesture` holds where the cursor is."""

    scale_changed = Signal(float)  # screen px per film px, along the shorter side of a pixel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = FilmDisplay()
        self._gesture = Gesture()
        self._grip: tuple[SetFrame, Grip] | None = None  # what holds all points, as they were
        self._points_hidden = False
        self._cursor: QPointF | None = None  # on the screen; None: it is elsewhere
        self._fitted = self._keeps_sight = True
        self._shape = (1.0, 1.0)  # width and height of a pixel as it is drawn, the shorter side 1
        self._close_up: tuple[QPointF, float] | None = None  # to be shown as soon as the film is read
        self._area = QRectF()  # of the film shown last, also while the next one is being read
        self._picture = PictureItem()
        scene = QGraphicsScene(self)
        scene.addItem(self._picture)
        self._heat = QGraphicsPixmapItem()
        self._heat_values: NDArray[np.uint8] | None = None  # what its picture was made of
        self._heat.setOffset(-0.5, -0.5)
        self._heat.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene.addItem(self._heat)  # later, and so above the film
        self.setScene(scene)
        self._set_up()

    def _set_up(self) -> None:
        self.setBackgroundBrush(SURROUND)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        for item in (self._picture, self._heat):
            _keep_scaled(item)

    # -- setters ------------------------------------------------------------------------------------------

    def show_film(self, display: FilmDisplay) -> None:
        """Show `display`; only what differs from the one before is done again."""
        before, self._display = self._display, display
        if display.film != before.film:
            self._gesture.cancel()
            self._close_up = None
            self._fitted = self._fitted or not self._keeps_sight
        if display.picture is not None and display.pixel_shape != self._shape:
            self._set_shape(display.pixel_shape)
        if display.picture is not before.picture:
            self._set_picture()
        self._set_heat()
        aims = display.placing or display.aim is not Aim.POINTS
        cross = aims and display.picture is not None
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if cross else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def fit(self) -> None:
        """Show the whole film, and keep doing so while the window changes its size."""
        self._fitted, self._close_up = True, None
        area = self._film_rect()
        if area.isEmpty():
            return
        self._set_scale(self._whole_scale(area))
        self.centerOn(area.center())

    def set_keeps_sight(self, keeps: bool) -> None:
        """Say whether the next film is shown at the zoom and place of this one, or whole."""
        self._keeps_sight = keeps

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by `factor`; the film stays where it is under `at` (px of the view), else in the middle."""
        spot = at if at is not None else QPointF(self.viewport().rect().center())
        under = self.to_film(spot)
        self._set_scale(self.scale_now * factor)
        drift = self.to_screen(under) - spot
        self._pan(-drift)
        self._fitted = False

    def look_closely(self, x: float, y: float, radius: float) -> None:
        """Show (x, y) with what lies around it: three times a ring of `radius` px, or more of the anatomy.

        While the film is still being read, as soon as it is.
        """
        area = self._film_rect()
        if area.isEmpty():
            self._close_up = (QPointF(x, y), radius)
            return
        around = max(_RINGS * radius, _AROUND * math.hypot(area.width(), area.height()))
        port, (wide, tall) = self.viewport().rect(), self._shape
        scale = min(port.width() / wide, port.height() / tall) / (2 * around)
        if scale <= self._whole_scale(area):
            self.fit()  # there is room for all of it
        else:
            self._show(QPointF(x, y), scale)

    @property
    def sight(self) -> Sight:
        """What is in sight now, for `restore`."""
        middle = self.to_film(QPointF(self.viewport().rect().center()))
        return Sight() if self._fitted else Sight((middle.x(), middle.y()), self.scale_now)

    def restore(self, sight: Sight) -> None:
        """Show of the film what was in sight."""
        if sight.middle is None:
            self.fit()
        else:
            self._show(QPointF(*sight.middle), sight.scale)

    def _show(self, middle: QPointF, scale: float) -> None:
        self._fitted, self._close_up = False, None
        self._set_scale(scale)
        self.centerOn(middle)

    def _whole_scale(self, area: QRectF) -> float:
        """The scale at which all of the film is in sight."""
        port, (wide, tall) = self.viewport().rect(), self._shape
        across, down = wide * area.width(), tall * area.height()
        return max(min((port.width() - 8) / across, (port.height() - 8) / down), 0.01)

    def centre_on(self, x: float, y: float) -> None:
        """Bring (x, y) into view, in the middle, if it is not in sight or close to the border.

        A view that shows the whole film does not move.
        """
        spot, port = self.to_screen(QPointF(x, y)), QRectF(self.viewport().rect())
        whole = port.contains(self.viewportTransform().mapRect(self._area))
        if not whole and not port.adjusted(40, 40, -40, -40).contains(spot):
            self.centerOn(x, y)
            self._fitted = False

    # -- the frame ----------------------------------------------------------------------------------------

    @property
    def scale_now(self) -> float:
        """Screen px per film px, along the shorter side of a pixel."""
        return float(self.transform().m11()) / self._shape[0]

    @property
    def _scales(self) -> tuple[float, float]:
        """Screen px per film px along x and y."""
        return float(self.transform().m11()), float(self.transform().m22())

    def to_film(self, spot: QPointF) -> QPointF:
        """Original pixels from a position in the view, without rounding."""
        return self.viewportTransform().inverted()[0].map(spot)

    def to_screen(self, point: QPointF) -> QPointF:
        """The position in the view of a point in original pixels."""
        return self.viewportTransform().map(point)

    def _film_rect(self) -> QRectF:
        return self._picture.boundingRect() if self._display.picture is not None else QRectF()

    @property
    def film_in_sight(self) -> QRectF:
        """The part of the film that is in sight, original pixels; empty where there is none."""
        port = self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))
        return port.intersected(self._film_rect())

    def _set_shape(self, shape: tuple[float, float]) -> None:
        """Draw pixels in another shape; what is in the middle stays there."""
        sight = self.sight
        self._shape = shape
        self.restore(sight)

    def _set_picture(self) -> None:
        self._picture.show_picture(self._display.picture)
        _keep_scaled(self._picture)
        if self._display.picture is None:
            return  # zoom and place stay: the next film may be of the same size
        area = self._picture.boundingRect()
        if area != self._area:
            before, sight, self._area = self._area, self.sight, area
            # room for panning until only a corner of the film is left in sight
            room = max(area.width(), area.height())
            self.setSceneRect(area.adjusted(-room, -room, room, room))
            self._keep_share(sight, before)
        close_up = self._close_up
        if self._fitted:
            self.fit()
        if close_up is not None:
            self.look_closely(close_up[0].x(), close_up[0].y(), close_up[1])

    def _keep_share(self, sight: Sight, before: QRectF) -> None:
        """Show the same share of a film of another size; a film that was the first one is shown whole."""
        if sight.middle is None or before.isEmpty():
            self._fitted = True
            return
        x, y = sight.middle
        across, down = self._area.width() / before.width(), self._area.height() / before.height()
        middle = QPointF((x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5)
        self._show(middle, sight.scale / max(across, down))

    def _set_heat(self) -> None:
        heat = self._display.heat if self._display.picture is not None else None
        self._heat.setVisible(heat is not None)
        if heat is None:
            return
        if heat.values is not self._heat_values:
            self._heat.setPixmap(QPixmap.fromImage(heat_image(heat.values)))
            _keep_scaled(self._heat)
            self._heat_values = heat.values
        self._heat.setTransform(heat_transform(heat.frame))
        self._heat.setOpacity(heat.opacity)

    def _set_scale(self, scale: float) -> None:
        bounded = min(max(scale, 0.01), MAX_SCALE)
        if self._gesture.act is Act.SHAPING and bounded != self.scale_now:
            self._gesture.cancel()  # the frame of all points was that of another zoom
        wide, tall = self._shape
        self.setTransform(self.transform().fromScale(bounded * wide, bounded * tall))
        self.scale_changed.emit(bounded)

    def _pan(self, step: QPointF) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(step.x()))
        down.setValue(down.value() - round(step.y()))

    def _spots(self) -> dict[str, QPointF]:
        """Where each point is on the screen, the dragged one at the cursor."""
        screen = self.viewportTransform().map
        spots = {mark.name: screen(QPointF(mark.x, mark.y)) for mark in self._display.marks}
        held = self._gesture.held
        if held in spots:
            start, spot = spots[held], self._gesture.drop
            spot = along(start, spot, self._line_end(held, spots)) if self._gesture.straight else spot
            if self._gesture.soft:
                spots |= self._followers(spots, held, spot - start)
            spots[held] = spot
        elif self._gesture.act is Act.SHAPING:
            change = self._set_change()
            spots = {name: change.map(spot) for name, spot in spots.items()}
        return spots

    def _line_end(self, name: str, spots: Mapping[str, QPointF]) -> QPointF | None:
        """Where the other end of the scheme's first line from this landmark lies on the screen."""
        for line in self._display.lines:
            if name in line:
                place = line.index(name)
                others = (*line[place + 1 : place + 2], *line[max(place - 1, 0) : place])
                found = next((spots[other] for other in others if other in spots), None)
                if found is not None:
                    return found
        return None

    def _followers(self, spots: Mapping[str, QPointF], held: str, way: QPointF) -> dict[str, QPointF]:
        """Where the neighbours of a softly dragged point go that nobody has decided on."""
        area = self.viewportTransform().mapRect(self._area)
        reach = _SOFT * math.hypot(area.width(), area.height())
        moved = {}
        for mark in self._display.marks:
            if mark.kind is MarkKind.PREDICTED and mark.name != held:
                off = spots[mark.name] - spots[held]
                share = math.exp(-QPointF.dotProduct(off, off) / (2 * reach * reach))
                moved[mark.name] = spots[mark.name] + way * share
        return moved

    def _set_change(self) -> QTransform:
        """What the drag of all points does to them, on the screen."""
        if self._grip is None:
            return QTransform()
        frame, grip = self._grip
        return frame.change(grip, self._gesture.start, self._gesture.last)

    def _ruler_end(self) -> QPointF:
        """Where the ruler that is being drawn ends on the screen."""
        gesture = self._gesture
        return snapped(gesture.start, gesture.last) if gesture.straight else gesture.last

    def _ghost_spots(self, marks: Mapping[str, QPointF]) -> dict[Ghost, QPointF]:
        """Where each ghost is on the screen; without those under their points `marks`."""
        places = {ghost: self.to_screen(QPointF(ghost.x, ghost.y)) for ghost in self._display.ghosts}
        return ghost_spots(self._display.ghosts, places, marks)

    def _arrow_ends(self, arrow: Arrow) -> tuple[QPointF, QPointF]:
        start, end = QPointF(arrow.x, arrow.y), QPointF(arrow.to_x, arrow.to_y)
        return self.to_screen(start), self.to_screen(end)

    # -- painting -----------------------------------------------------------------------------------------

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint points and words over the film, in screen pixels."""
        del rect
        with kept(painter):
            painter.resetTransform()
            if self._display.picture is not None and not self._points_hidden:
                self._paint_points(painter, self._spots())
            self._paint_words(painter)
            if self._gesture.act is Act.MEASURING:
                start, end = self.to_film(self._gesture.start), self.to_film(self._ruler_end())
                words = ruler_text(start, end, self._display.spacing)
                paint_ruler(painter, self._gesture.start, self._ruler_end(), words)
            elif self._display.aim is Aim.SET:
                self._paint_set_frame(painter)
            if self._display.loupe and self._cursor is not None and self._display.picture is not None:
                self._paint_loupe(painter, self._cursor)

    def _paint_points(self, painter: QPainter, spots: Mapping[str, QPointF]) -> None:
        """Points and all that stands beside them; the values of measurements lie on top."""
        metrics, port = QFontMetricsF(painter.font()), QRectF(self.viewport().rect())
        hint = [QRectF(self._hint_box(painter.fontMetrics()))] if self._display.hint else []
        words = placed_words(self._display, spots, self.to_screen, metrics, port, hint)
        paint_measures(painter, self._display.measures, self.to_screen)
        paint_marks(painter, self._display, spots, self._scales, self._gesture.held)
        paint_names(painter, words)
        paint_ghosts(painter, self._ghost_spots(spots), spots)
        paint_arrows(painter, map(self._arrow_ends, self._display.arrows))
        paint_values(painter, words)

    def _paint_set_frame(self, painter: QPainter) -> None:
        if self._gesture.act is Act.SHAPING and self._grip is not None:
            paint_set_frame(painter, self._grip[0], self._set_change())
        elif (frame := SetFrame.around(self._spots().values())) is not None:
            paint_set_frame(painter, frame, QTransform())

    def _paint_loupe(self, painter: QPainter, cursor: QPointF) -> None:
        spots = {} if self._points_hidden else self._spots()
        point, port = self.to_film(cursor), QRectF(self.viewport().rect())
        paint_loupe(painter, self._picture.draw, point, cursor, port, self._scales, spots.values())

    def _paint_words(self, painter: QPainter) -> None:
        port = self.viewport().rect()
        if self._display.picture is None:
            painter.setPen(QColor("#D0D0D0"))
            painter.drawText(port.adjusted(24, 24, -24, -24), _CENTRED, self._display.message)
        elif self._display.hint and not self._points_hidden:
            box = self._hint_box(painter.fontMetrics())
            paint_plate(painter, QRectF(box), 6)
            painter.setPen(INK)
            painter.drawText(box, _CENTRED, self._display.hint)

    def _hint_box(self, metrics: QFontMetrics) -> QRect:
        """The plate of the hint, in the middle above."""
        port = self.viewport().rect()
        box = metrics.boundingRect(port.adjusted(24, 0, -24, 0), _CENTRED, self._display.hint)
        box.adjust(-10, -5, 10, 5)
        box.moveTopLeft(QPoint((port.width() - box.width()) // 2, 10))
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted film stays fitted."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()


def _keep_scaled(item: QGraphicsItem) -> None:
    """Keep `item` as it is scaled, from nothing: a drag repaints the points 60 times a second.

    Where a new picture comes and another place of it is shown in one go, Qt would scroll what it has kept of
    the picture before, and leave parts of one film beside those of another.
    """
    item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
