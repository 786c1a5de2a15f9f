"""Values beside their norms as a wiggle chart: how many SDs each lies from the mean, one under the other."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from app.guard import guarded, kept
from app.views.palette import ORANGE, SKY, VERMILION, is_dark

DEVIATIONS = int(Qt.ItemDataRole.UserRole) + 1  # (of the row above, its own, of the row below), None: none
BLANK = DEVIATIONS + 1  # the text of a chart says why there is no value, and has the room of both
_MOST = 3.6  # SDs from the middle to the edge; what lies beyond is an arrow there
_SIZE = 3.6  # half the width of a mark, px


@guarded
class WiggleChart(QStyledItemDelegate):
    """Paints `DEVIATIONS` of a cell, or the text of one that has none.

    A disc lies within 1 SD, a square within 2, a diamond within 3, an arrow beyond; lines mark 0, 1, 2 and 3.
    """

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        found = index.data(DEVIATIONS)
        if found is None or found[1] is None:
            view = option.widget
            if index.data(BLANK) and isinstance(view, QTreeView):
                option.rect.setLeft(option.rect.left() - view.columnWidth(index.column() - 1))
            super().paint(painter, option, index)
            return
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        with kept(painter):
            painter.setClipRect(area)
            if chosen:
                painter.fillRect(area, palette.highlight())
            role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
            _paint_zones(painter, area, palette.color(role))
            _paint_wiggle(painter, area, found, palette.color(role), chosen)


def _x(area: QRectF, deviation: float) -> float:
    inside = min(max(deviation, -_MOST), _MOST)
    return area.center().x() + inside / _MOST * (area.width() / 2 - _SIZE - 1)


def _paint_zones(painter: QPainter, area: QRectF, ink: QColor) -> None:
    """A line at the mean and at 1, 2 and 3 SD; the nearer the mean, the denser the ground."""
    for far, alpha in ((3, 14), (2, 20), (1, 34)):
        ground = QColor(ink)
        ground.setAlpha(alpha)
        left = _x(area, -far)
        painter.fillRect(QRectF(left, area.top(), _x(area, far) - left, area.height()), ground)
    for deviation in range(-3, 4):
        line = QColor(ink)
        line.setAlpha(150 if deviation == 0 else 60)
        painter.setPen(QPen(line, 1))
        x = round(_x(area, deviation)) + 0.5
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 1))


def _paint_wiggle(
    painter: QPainter,
    area: QRectF,
    found: tuple[float | None, float | None, float | None],
    ink: QColor,
    chosen: bool,
) -> None:
    above, own, below = found
    if own is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    spot = QPointF(_x(area, own), area.center().y())
    painter.setPen(QPen(ink, 1.4))
    for neighbour, edge in ((above, area.top()), (below, area.bottom() + 1)):
        if neighbour is not None:
            painter.drawLine(spot, QPointF((spot.x() + _x(area, neighbour)) / 2, edge))
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink if chosen else _colour(abs(own)))
    _paint_mark(painter, spot, own)


def _colour(away: float) -> QColor:
    if away <= 1:
        return SKY if is_dark() else SKY.darker(150)
    return (ORANGE if is_dark() else ORANGE.darker(130)) if away <= 3 else VERMILION


def _paint_mark(painter: QPainter, spot: QPointF, deviation: float) -> None:
    away, size = abs(deviation), _SIZE
    if away <= 1:
        painter.drawEllipse(spot, size, size)
    elif away <= 2:
        painter.drawRect(QRectF(spot.x() - size, spot.y() - size, 2 * size, 2 * size))
    else:
        side = 1.0 if deviation > 0 else -1.0
        ends = (
            ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
            if away <= 3
            else ((-side, -1.3), (side, 0), (-side, 1.3))
        )
        painter.drawPolygon(QPolygonF([spot + QPointF(x * size, y * size) for x, y in ends]))
