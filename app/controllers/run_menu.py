"""The menu of the ways of propagating: which one is chosen, and how long each takes here."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.action_set import ActionSet
from app.controllers.times import Times
from app.run_choice import LEARN_SIGMA, RunChoice
from app.settings import Settings
from app.work_actions import way_id, way_text

_WITH_SIGMA = "\nThe width of each landmark's heatmap is learned too."


class RunMenu(QObject):
    """Keeps the actions in step with settings and known times."""

    def __init__(self, actions: ActionSet, times: Times, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._times, self._settings = actions, times, settings
        self._tip = actions["propagate"].toolTip()
        times.changed.connect(self.refresh)
        settings.changed.connect(lambda key: self.refresh() if key in ("propagation", LEARN_SIGMA) else None)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        chosen = RunChoice(self._settings.text("propagation"))
        for choice in RunChoice:
            action = self._actions[way_id(choice)]
            action.setText(way_text(choice, self._times.about(choice)))
            action.setChecked(choice is chosen)
        learns = self._settings.flag(LEARN_SIGMA)
        self._actions[LEARN_SIGMA].setChecked(learns)
        step = self._actions["propagate"]
        step.setIconText(f"Propagate: {chosen.label}")  # what the button of the toolbar says
        about = self._times.about(chosen)
        took = f", {about} here" if about else ""
        more = _WITH_SIGMA if learns and chosen.learns else ""
        step.setToolTip(f"{self._tip}\n{chosen.label}: {chosen.explanation}{took}.{more}")
