"""Icons from `resources/icons`, drawn in the text colour of the palette so that light and dark both work."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.guard import painting
from engine.resources import resource

_NAME = "onemark_icon"
_SIDES = (16, 24, 32, 48)  # logical px; twice as many are drawn for dense screens


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon `name` in `colour`, else in the palette's text colour with a faded disabled form."""
    if not name:
        return QIcon()
    palette = QApplication.palette()
    faded = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    normal = colour or palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
    chosen = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText)
    return _icon(name, normal.name(), faded.name(), chosen.name())


def give_icon(control: QAction | QAbstractButton, name: str) -> None:
    """Set the icon `name`; `renew_icons` finds the control again when the palette changes."""
    control.setProperty(_NAME, name)
    control.setIcon(icon(name))


def renew_icons(window: QWidget) -> None:
    """Draw the icons below `window` anew: the system has gone from light to dark, or back."""
    controls: list[QAction | QAbstractButton] = [
        *window.findChildren(QAction),
        *window.findChildren(QAbstractButton),
    ]
    for control in controls:
        name = control.property(_NAME)
        if name:
            control.setIcon(icon(str(name)))


def pixmap(name: str, side: int, colour: QColor, ratio: float = 2.0) -> QPixmap:
    """The icon as a square picture of `side` logical pixels."""
    return _pixmap(name, side, colour.name(), ratio)


def app_icon() -> QIcon:
    """The icon of the window."""
    return QIcon(str(resource("icons", "onemark.svg")))


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, faded: str, chosen: str) -> QIcon:
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(_pixmap(name, side, normal, 2.0), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, side, faded, 2.0), QIcon.Mode.Disabled)
        made.addPixmap(_pixmap(name, side, chosen, 2.0), QIcon.Mode.Selected)
    return made


@lru_cache(maxsize=512)
def _pixmap(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    with painting(picture) as painter:
        renderer = QSvgRenderer(QByteArray(drawing.encode()))
        renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    picture.setDevicePixelRatio(ratio)
    return picture
