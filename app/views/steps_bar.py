"""The toolbar: the work in its order, the current step lit, told by weight and a line as well as colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.translation import tr
from app.views.icons import give_icon
from app.views.plain import label

_STYLE = """
QToolButton { padding: 5px 10px; border: none; border-bottom: 3px solid transparent; }
QToolButton:hover { background: palette(midlight); }
QToolButton[lit="true"] { font-weight: bold; border-bottom: 3px solid palette(highlight); }
QToolButton[popupMode="1"] { padding-right: 26px; }
QToolButton::menu-button { border: none; width: 22px; }
QToolButton::menu-button:hover { background: palette(mid); }
QToolBar { spacing: 2px; border: none; }
#qt_toolbar_ext_button { padding: 0; border: none; }
"""


class StepsBar(QToolBar):
    """Shows the actions of the steps, those `beside` them, and some `more` at its right end."""

    def __init__(
        self,
        steps: Sequence[QAction],
        beside: Sequence[QAction],
        more: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Steps"), parent)
        self.setObjectName("steps")
        self.setMovable(False)
        self.setIconSize(QSize(22, 22))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setStyleSheet(_STYLE)
        for number, action in enumerate(steps):
            if number:
                arrow = label("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}")
                arrow.setEnabled(False)
                self.addWidget(arrow)
            self.addAction(action)
        self.addSeparator()
        for action in beside:  # a way round the first steps, not one of them
            self.addAction(action)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        for action in more:
            self.addAction(action)
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._steps = tuple(steps)
        rest = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if rest is not None:
            give_icon(rest, "chevron-right")  # the style's own is dark on dark

    def give_menu(self, step: QAction, menu: QMenu) -> None:
        """Put a small arrow with a menu beside a step; the step itself stays one click."""
        button = self.widgetForAction(step)
        if isinstance(button, QToolButton):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def renew_style(self) -> None:
        """Take the colours of a new palette: a style sheet keeps those it was made with."""
        self.setStyleSheet("")
        self.setStyleSheet(_STYLE)

    def light(self, step: QAction) -> None:
        """Light one step."""
        for action in self._steps:
            button = self.widgetForAction(action)
            lit = action is step
            if button is not None and button.property("lit") != lit:
                button.setProperty("lit", lit)
                button.setAccessibleDescription(tr("the current step") if lit else "")
                button.style().unpolish(button)
                button.style().polish(button)
