"""The colours of marks and states (Okabe-Ito: told apart by colour-blind eyes), never the only sign."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.document.project import FilmState
from app.views.plain import unmarked

ORANGE = QColor("#E69F00")
SKY = QColor("#56B4E9")
GREEN = QColor("#009E73")
YELLOW = QColor("#F0E442")
BLUE = QColor("#0072B2")
VERMILION = QColor("#D55E00")
PURPLE = QColor("#CC79A7")
GREY = QColor("#8C8C8C")
SURROUND = QColor("#141414")  # around the film, in light and dark alike: eyes adapt to the film

STATE_ICONS = {
    FilmState.UNTOUCHED: "circle",
    FilmState.STARTED: "circle-dashed",
    FilmState.EXEMPLAR: "star",
    FilmState.PREDICTED: "circle-dot",
    FilmState.REVIEWED: "circle-check",
    FilmState.UNFIT: "circle-help",
    FilmState.UNREADABLE: "triangle-alert",
    FilmState.EXCLUDED: "ban",
}


def is_dark() -> bool:
    """True where the system's palette has light text on a dark ground."""
    palette = QApplication.palette()
    window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return window.lightness() < text.lightness()


def state_colour(state: FilmState) -> QColor:
    """The colour of a state's icon, readable on the present palette."""
    dark = is_dark()
    colours = {
        FilmState.UNTOUCHED: GREY,
        FilmState.STARTED: SKY if dark else BLUE,
        FilmState.EXEMPLAR: YELLOW if dark else QColor("#8A6D00"),
        FilmState.PREDICTED: ORANGE if dark else QColor("#A86400"),
        FilmState.REVIEWED: QColor("#2FC79B") if dark else QColor("#00734F"),
        FilmState.UNFIT: QColor("#FF8A3D") if dark else VERMILION.darker(115),
        FilmState.UNREADABLE: QColor("#FF8A3D") if dark else VERMILION.darker(115),
        FilmState.EXCLUDED: GREY,
    }
    return colours[state]


def named(widget: QWidget, name: str, tip: str = "") -> None:
    """Give a control its name for screen readers, and a tooltip."""
    widget.setAccessibleName(name)
    widget.setToolTip(unmarked(tip or name))
