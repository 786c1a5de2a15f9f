"""Beside zoom and window: how strongly the heatmap covers the film, and whether it shows all landmarks."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QWidget

from app.translation import tr
from app.views.palette import named
from app.views.plain import label, unmarked

FAINTEST, STRONGEST = 10, 100  # %


class HeatBar(QWidget):
    """Hidden while no heatmap is wanted; emits wishes."""

    opacity_wanted = Signal(int)  # %
    all_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_wanted = False  # there may be no room for it
        self._slider, self._all = QSlider(Qt.Orientation.Horizontal), QCheckBox(tr("all landmarks"))
        self._slider.setRange(FAINTEST, STRONGEST)
        self._slider.setFixedWidth(110)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        named(
            self._slider, tr("Strength of the heatmap"), tr("How much of the film it covers (Ctrl + wheel)")
        )
        named(self._all, tr("Heatmap of all landmarks"))
        self._slider.valueChanged.connect(self.opacity_wanted)
        self._all.toggled.connect(self.all_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (label(tr("Heatmap")), self._slider, self._all):
            row.addWidget(widget)
        self.hide()

    def show_heat(self, shown: bool, opacity: int, all_landmarks: bool, key: str = "Shift+M") -> None:
        """Say what holds now, without emitting; `key` shows the heatmap of all landmarks, or of one."""
        self._all.setToolTip(
            unmarked(tr("All landmarks, or the chosen one alone ({key})", key=key.strip("()")))
        )
        with QSignalBlocker(self._slider), QSignalBlocker(self._all):
            self._slider.setValue(opacity)
            self._all.setChecked(all_landmarks)
        self.is_wanted = shown
        self.setVisible(shown)
