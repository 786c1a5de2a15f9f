"""Where everything that runs is started: one button each, folded away until it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.translation import tr
from app.views.palette import named
from app.views.plain import label
from app.views.small_plot import small_font


class RunStarters(QWidget):
    """A line that unfolds the buttons, each of an action. `opened` carries whether they are shown."""

    opened = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fold, self._body, self._time = QToolButton(), QWidget(), label()
        self._fold.setText(tr("Runs"))
        named(self._fold, tr("Runs"), tr("Everything that runs: propagate, train, predict, and how it went"))
        self._fold.setCheckable(True)
        self._fold.setAutoRaise(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.toggled.connect(self._unfold)
        self._time.setFont(small_font(self))
        self._time.setWordWrap(True)
        self._time.setContentsMargins(8, 0, 0, 2)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(10, 0, 6, 2)
        self._column.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 2, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._fold)
        whole.addWidget(self._body)
        self._body.setVisible(False)

    def give(self, actions: Sequence[QAction], ways: QMenu) -> None:
        """The actions from top to bottom; the first propagates, `ways` are those of doing it."""
        for number, action in enumerate(actions):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._column.addWidget(button)
            if number == 0:
                button.setMenu(ways)
                button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
                self._column.addWidget(self._time)

    def say_time(self, words: str) -> None:
        """How long a propagation takes here."""
        self._time.setText(words)

    @property
    def is_open(self) -> bool:
        """Whether the buttons are shown."""
        return self._fold.isChecked()

    def open(self, wanted: bool) -> None:
        """Show the buttons, the first that can be used with the focus, or fold them away."""
        self._fold.setChecked(wanted)
        if wanted:  # also while a run goes on, where it steps aside
            self.setVisible(True)
        buttons = [button for button in self._body.findChildren(QToolButton) if button.isEnabled()]
        if wanted and buttons:
            buttons[0].setFocus()

    def _unfold(self, wanted: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        self._body.setVisible(wanted)
        self.opened.emit(wanted)
