"""The film's pixels on the screen: only what is in sight is made bright, at about the size it is seen in."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.guard import guarded, kept
from app.views.film_display import FilmPicture, to_qimage

_SINGLE = 2.0  # screen px a film px from which on single pixels are shown as such


@dataclass(frozen=True, slots=True)
class _Made:
    """Pixels that were made bright: `area` of `level`."""

    level: int
    area: QRect
    image: QImage


@guarded
class PictureItem(QGraphicsItem):
    """Its own frame is the film's: the first pixel has its centre at (0, 0)."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: FilmPicture | None = None
        self._made: _Made | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # says what is to be painted

    def show_picture(self, picture: FilmPicture | None) -> None:
        """Show `picture` from now on."""
        before, self._picture = self._picture, picture
        self._made = None
        if _size(before) != _size(picture):
            self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole film, from edge to edge."""
        width, height = _size(self._picture)
        return QRectF(-0.5, -0.5, width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the part that is in sight."""
        del widget
        self.draw(painter, option.exposedRect)

    def draw(self, painter: QPainter, part: QRectF) -> None:
        """Draw `part` of the film in its own frame."""
        picture, whole = self._picture, self.boundingRect()
        part = part.intersected(whole).intersected(_on_device(painter))
        if picture is None or part.isEmpty():
            return
        scale = _scale(painter)
        level = min(max(math.floor(math.log2(1.0 / scale)), 0), picture.levels - 1)
        made = self._brightened(picture, level, part)
        step = 1 << level
        with kept(painter):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < _SINGLE)
            painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)  # halved sizes reach over an odd edge
            area = made.area
            target = QRectF(
                area.x() * step - 0.5, area.y() * step - 0.5, area.width() * step, area.height() * step
            )
            painter.drawImage(target, made.image)

    def _brightened(self, picture: FilmPicture, level: int, part: QRectF) -> _Made:
        """Pixels of `level` that hold `part`, kept until others are wanted."""
        needed = _pixels_of(part, level, picture)
        made = self._made
        if made is None or made.level != level or not made.area.contains(needed):
            # the first look at a picture makes what is seen, as the window is being dragged; later ones more
            room = 0 if made is None else max(needed.width(), needed.height()) // 4
            area = needed.adjusted(-room, -room, room, room) & _pixels_of(self.boundingRect(), level, picture)
            rows, columns = slice(area.top(), area.bottom() + 1), slice(area.left(), area.right() + 1)
            made = self._made = _Made(level, area, to_qimage(picture.part(level, rows, columns)))
        return made


def _on_device(painter: QPainter) -> QRectF:
    """The part of the item's frame that the device of `painter` holds: what Qt calls exposed may be all."""
    device, shape = painter.device(), painter.worldTransform()
    # a widget tells its size in the units of the window, a pixmap in those of the screen
    ratio = 1.0 if isinstance(device, QWidget) else device.devicePixelRatioF()
    return shape.inverted()[0].mapRect(QRectF(0, 0, device.width() / ratio, device.height() / ratio))


def _size(picture: FilmPicture | None) -> tuple[int, int]:
    return (0, 0) if picture is None else picture.size


def _scale(painter: QPainter) -> float:
    """Device pixels per film pixel, along the axis that has more of them."""
    shape = painter.worldTransform()
    across = math.hypot(shape.m11(), shape.m12())
    return max(across, math.hypot(shape.m21(), shape.m22())) * painter.device().devicePixelRatioF()


def _pixels_of(part: QRectF, level: int, picture: FilmPicture) -> QRect:
    """The pixels of `level` that `part` of the film needs, and one more on each side to interpolate with."""
    width, height = ((side + (1 << level) - 1) >> level for side in picture.size)
    left = max(math.floor((part.left() + 0.5) / (1 << level)) - 1, 0)
    top = max(math.floor((part.top() + 0.5) / (1 << level)) - 1, 0)
    right = min(math.ceil((part.right() + 0.5) / (1 << level)) + 1, width)
    bottom = min(math.ceil((part.bottom() + 0.5) / (1 << level)) + 1, height)
    return QRect(left, top, max(right - left, 1), max(bottom - top, 1))
