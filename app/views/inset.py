"""A small picture of where a landmark lies on the exemplar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.guard import guarded, painting
from app.translation import tr
from app.views.palette import SURROUND, YELLOW
from app.views.plain import unmarked


@guarded
class Inset(QWidget):
    """A crop of the exemplar around the landmark, with a cross at `spot` (share of width and height)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._spot = QPointF(0.5, 0.5)
        self._caption = ""
        self._pixel_shape = (1.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)  # gives way
        self.setAccessibleName(tr("Where the landmark lies on the exemplar"))
        self.setVisible(False)

    def show_crop(
        self,
        image: QImage | None,
        spot: QPointF,
        caption: str,
        pixel_shape: tuple[float, float] = (1.0, 1.0),
    ) -> None:
        """Show `image` with its cross and caption; None hides the inset. `pixel_shape`: width and height."""
        self._image, self._spot, self._caption = image, spot, caption
        self._pixel_shape = pixel_shape
        self.setAccessibleDescription(caption)
        self.setToolTip(unmarked(caption))
        self.setVisible(image is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as the panel, 190 px high."""
        return QSize(200, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint crop, cross and caption."""
        del event
        with painting(self) as painter:
            painter.fillRect(self.rect(), SURROUND)
            if self._image is not None:
                self._paint(painter, self._image)

    def _paint(self, painter: QPainter, image: QImage) -> None:
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        words = painter.fontMetrics().height() + 6
        room = self.rect().adjusted(0, 0, 0, -words)
        wide, tall = self._pixel_shape
        true = QSizeF(image.width() * wide, image.height() * tall)
        size = true.scaled(room.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(room.topLeft(), size.toSize())
        area.moveCenter(room.center())
        painter.drawImage(area, image)
        self._paint_cross(painter, QRectF(area))
        painter.setPen(QColor("#E8E8E8"))
        line = QRect(6, room.bottom() + 1, self.width() - 12, words)
        text = painter.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_cross(self, painter: QPainter, area: QRectF) -> None:
        x = area.left() + self._spot.x() * area.width()
        y = area.top() + self._spot.y() * area.height()
        for pen in (QPen(QColor(0, 0, 0, 200), 3.5), QPen(YELLOW, 1.6)):
            painter.setPen(pen)
            painter.drawEllipse(QPointF(x, y), 7, 7)
            for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                start, end = QPointF(x + 7 * across, y + 7 * down), QPointF(x + 14 * across, y + 14 * down)
                painter.drawLine(start, end)
