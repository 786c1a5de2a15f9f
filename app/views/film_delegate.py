"""Paints one row of the film list: thumbnail, name, state as icon and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.guard import guarded, kept
from app.views.film_model import REASON_ROLE, ROW_ROLE, THUMBNAIL_ROLE, FilmListRow
from app.views.icons import pixmap
from app.views.palette import STATE_ICONS, SURROUND, state_colour

SIDE = 52  # of the thumbnail, px
_PAD = 6


@guarded
class FilmDelegate(QStyledItemDelegate):
    """All rows have one height, so that 10 000 films scroll without being measured."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size of any row."""
        del option, index
        return QSize(200, SIDE + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row `index`."""
        row: FilmListRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        with kept(painter):
            if chosen:
                painter.fillRect(area, option.palette.color(QPalette.ColorRole.Highlight))
            frame = QRect(area.left() + _PAD, area.top() + _PAD, SIDE, SIDE)
            _paint_thumbnail(painter, frame, index.data(THUMBNAIL_ROLE))
            text = QRect(frame.right() + 9, frame.top(), area.right() - frame.right() - 15, SIDE)
            _paint_words(painter, option, text, row, chosen, index.data(REASON_ROLE))


def _paint_thumbnail(painter: QPainter, frame: QRect, picture: QPixmap | None) -> None:
    painter.fillRect(frame, SURROUND)
    if picture is None:
        return
    size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRect(frame.topLeft(), size)
    area.moveCenter(frame.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(area, picture)


def _paint_words(
    painter: QPainter,
    option: QStyleOptionViewItem,
    area: QRect,
    row: FilmListRow,
    chosen: bool,
    reason: str,
) -> None:
    """Name and state, or why a check found the film where such films are shown."""
    role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
    ink = option.palette.color(role)
    half = area.height() // 2
    top, bottom = QRect(area.left(), area.top(), area.width(), half), QRect(area)
    bottom.setTop(area.top() + half)
    font = QFont(option.font)
    font.setBold(chosen)
    painter.setFont(font)
    painter.setPen(ink)
    name = painter.fontMetrics().elidedText(row.identity, Qt.TextElideMode.ElideMiddle, top.width())
    painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter), name)
    colour = ink if chosen else state_colour(row.state)
    painter.drawPixmap(bottom.left(), bottom.center().y() - 7, pixmap(STATE_ICONS[row.state], 16, colour))
    bottom.setLeft(bottom.left() + 21)
    painter.setFont(option.font)
    words = painter.fontMetrics().elidedText(reason or row.words, Qt.TextElideMode.ElideRight, bottom.width())
    painter.drawText(bottom, int(Qt.AlignmentFlag.AlignVCenter), words)
