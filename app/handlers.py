"""What each action of the table does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from app.action_set import Handler
from app.controllers.editing import Editing
from app.run_choice import LEARN_SIGMA, RunChoice
from app.settings import Settings
from app.views.dialogs import KeySheet
from app.work_actions import way_id
from engine.version import VERSION

if TYPE_CHECKING:
    from app.main_window import MainWindow


def handlers(window: MainWindow) -> dict[str, Handler]:
    """Action id -> what it does."""
    editing, selection, settings = window.editing, window.selection, window.settings
    stack = window.document.undo_stack
    numbers = {f"mark-{key}": _picker(editing, key) for key in range(1, 10)}
    return {
        "open": window.films.ask_open,
        "annotate": window.going.annotate,
        "propagate": window.propagating.propagate,
        "estimate": window.propagating.estimate,
        "start-afresh": window.propagating.propagate_afresh,
        "save-learned": window.learned.ask,
        "predict": lambda: window.predicting.predict((selection.film,)),
        "predict-selected": lambda: window.predicting.predict(window.views.films.selected),
        "predict-all": window.predicting.predict_all,
        "models": window.prediction.dialog.show,
        "review": window.going.start_review,
        "export": lambda: window.tables.ask_export(window.films.folder or Path()),
        "import": window.tables.ask_import,
        "save": window.films.save,
        "cancel-job": window.jobs.cancel,
        "quit": window.close,
        "undo": stack.undo,
        "redo": stack.redo,
        "settings": window.ask_settings,
        "film-next": lambda: window.going.step_film(1),
        "film-previous": lambda: window.going.step_film(-1),
        "film-find": window.views.films.start_search,
        "accept": window.review.accept,
        "exemplar": window.attributes.set_exemplar,
        "exclude": window.attributes.set_excluded,
        "spacing": lambda: window.attributes.ask_spacing(),
        "spacing-table": window.attributes.ask_spacing_table,
        "ruler": window.display.measure,
        "mark-next": lambda: selection.step_landmark(1),
        "mark-previous": lambda: selection.step_landmark(-1),
        "mark-absent": editing.absent,
        "mark-occluded": editing.occluded,
        "mark-unplace": editing.unplace,
        "names": lambda shown: settings.set("names", shown),
        "lines": lambda shown: settings.set("lines", shown),
        "loupe": window.display.loupe,
        "heatmap": window.prediction.heat.show,
        "heatmap-all": lambda shown: settings.set("heatmap-all", shown),
        "heatmap-more": lambda: window.prediction.heat.strengthen(1),
        "heatmap-less": lambda: window.prediction.heat.strengthen(-1),
        "invert": window.display.invert,
        "reset-window": window.display.reset_window,
        "fit": window.views.film.fit,
        "zoom-in": lambda: window.views.film.zoom(1.25),
        "zoom-out": lambda: window.views.film.zoom(0.8),
        "next-panel": window.views.next_panel,
        "keys": lambda: KeySheet(window).show(),
        "sample": lambda: window.say.attempt(window.sample.start),
        "about": lambda: _about(window),
        LEARN_SIGMA: lambda learned: settings.set(LEARN_SIGMA, learned),
        **numbers,
        **{way_id(choice): _chooser(settings, choice) for choice in RunChoice},
    }


def _about(window: MainWindow) -> None:
    words = f"OneMark {VERSION}, Apache-2.0.\nIcons: Lucide, ISC licence."
    QMessageBox.about(window, "About OneMark", words)


def _picker(editing: Editing, number: int) -> Handler:
    return lambda: editing.pick_number(number)


def _chooser(settings: Settings, choice: RunChoice) -> Handler:
    return lambda _checked: settings.set("propagation", choice.value)
