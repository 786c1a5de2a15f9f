"""What the small plots of the job panel have in common: nothing to grab, little ink, light and dark."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.guard import guarded
from app.views.palette import named

LOWER_AXIS = 18  # screen pixels, where it is shown


@guarded
class WholeAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis of things that are counted: there is no tick between two whole numbers."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """As pyqtgraph asks: (spacing, offset) of each level of ticks."""
        found = super().tickSpacing(low, high, size)
        return [(max(1.0, float(round(spacing))), offset) for spacing, offset in found]


def small_plot(name: str, height: int, tip: str = "") -> pg.PlotWidget:
    """An empty plot that the mouse cannot move; `height` in screen pixels.

    Its lower axis, of whole numbers, is hidden.
    """
    plot = pg.PlotWidget(background=None, axisItems={"bottom": WholeAxis("bottom")})
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.hideAxis("bottom")
    plot.setFixedHeight(height)
    plot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    named(plot, name, tip)
    return plot


def small_font(widget: QWidget) -> QFont:
    """The font of `widget`, smaller: for axes and captions."""
    small = QFont(widget.font())
    small.setPointSizeF(max(7.0, small.pointSizeF() * 0.85))
    return small


def dress_plot(plot: pg.PlotWidget, widget: QWidget) -> None:
    """Ground and axes in the colours that `widget` has now."""
    ink = QColor(widget.palette().color(QPalette.ColorRole.WindowText))
    plot.setBackground(widget.palette().color(QPalette.ColorRole.Window))
    faint = QColor(ink)
    faint.setAlpha(90)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setTextPen(ink)
        axis.setPen(faint)
        axis.setStyle(tickFont=small_font(widget), maxTickLevel=0, tickLength=-3, hideOverlappingLabels=True)
    plot.getAxis("left").setWidth(38)
    plot.getAxis("bottom").setHeight(LOWER_AXIS)
