"""What each action of the table does."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from app.actions.action_set import Handler
from app.actions.key_sheet import key_rows, sheet_html, sound_keys
from app.actions.table import way_id
from app.controllers import Controllers
from app.file_places import FileKind
from app.film.display import Display
from app.film.reading import always_words
from app.run_choice import LEARN_SIGMA, RunChoice
from app.settings import DRAW_ALL, Settings
from app.translation import tr
from app.views.arrangement import Arrangement
from app.views.film_display import Aim
from app.views.guide import GuideWindow
from app.views.plain import unmarked
from app.views.settings_dialog import SettingsDialog
from app.views.undo_list import UndoList
from app.workspace.workspace import Workspace
from engine.io.patients import Sex
from engine.resources import resource
from engine.version import VERSION


def handlers(workspace: Workspace, controllers: Controllers, views: Arrangement) -> dict[str, Handler]:
    """Action id -> what it does."""
    editing, selection, settings = controllers.editing, workspace.selection, workspace.settings
    stack, window = workspace.document.undo_stack, workspace.window
    numbers = {f"mark-{key}": partial(editing.pick_number, key) for key in range(1, 10)}
    return {
        "open": controllers.folder.ask_open,
        "open-project": controllers.folder.ask_open_project,
        "annotate": controllers.navigation.annotate,
        "propagate": controllers.propagation.propagate,
        "advise": controllers.advising.start,
        "estimate": controllers.propagation.estimate,
        "start-afresh": controllers.propagation.propagate_afresh,
        "train-corrections": controllers.corrections.train,
        "what-moved": controllers.corrections.show_moves,
        "roll-back": controllers.corrections.roll_back,
        "save-learned": controllers.save_model.ask,
        "predict": lambda: controllers.prediction.predict((selection.film,)),
        "predict-selected": lambda: controllers.prediction.predict(views.films.selected),
        "predict-all": controllers.prediction.predict_all,
        "reading-always": lambda on: _set_always(workspace, controllers, on),
        "reading-again": controllers.reading.ask_again,
        "models": controllers.model_dialog.show,
        "train-detector": controllers.training.ask,
        "history": controllers.history.show,
        "runs": views.starters.open,
        "measurements": views.measures.open,
        DRAW_ALL: lambda drawn: settings.set(DRAW_ALL, drawn),
        "review": controllers.navigation.start_review,
        "export": controllers.exporting.ask,
        "export-measurements": controllers.measure_tables.ask,
        "import": controllers.importing.ask,
        "import-report": controllers.importing.show_report,
        "rescan": controllers.rescan.start,
        "save": controllers.folder.save,
        "save-as": controllers.folder.ask_save_elsewhere,
        "cancel-job": workspace.jobs.cancel,
        "quit": window.close,
        "undo": stack.undo,
        "redo": stack.redo,
        "undo-list": UndoList(stack, window).open_list,
        "settings": lambda: ask_settings(workspace),
        "film-next": lambda: controllers.navigation.step_film(1),
        "film-previous": lambda: controllers.navigation.step_film(-1),
        "film-find": views.films.start_search,
        "accept": partial(_finish_or_accept, controllers),
        "audit": controllers.audit.ask,
        "audit-report": controllers.evaluating.show_audit,
        "evaluate-table": controllers.evaluating.ask_table,
        "checks": views.films.open_checks,
        "exemplar": controllers.attributes.set_exemplar,
        "exclude": controllers.attributes.set_excluded,
        "spacing": lambda: controllers.attributes.ask_spacing(),
        "spacing-table": controllers.attributes.ask_spacing_table,
        "sex-female": lambda _chosen: controllers.attributes.set_sex(Sex.FEMALE),
        "sex-male": lambda _chosen: controllers.attributes.set_sex(Sex.MALE),
        "sex-file": lambda _chosen: controllers.attributes.set_sex(None),
        "superimpose": controllers.superimposing.show,
        "new-measurement": controllers.own_measures.show,
        "ruler": _aimer(controllers.display, Aim.RULER),
        "mark-next": lambda: controllers.navigation.step_landmark(1),
        "mark-previous": lambda: controllers.navigation.step_landmark(-1),
        "mark-move": _aimer(controllers.display, Aim.MOVE),
        "mark-set": _aimer(controllers.display, Aim.SET),
        "lock-points": lambda locked: _lock(workspace, locked),
        "copy-points": controllers.point_sets.copy,
        "paste-points": controllers.point_sets.paste,
        "exchange-sides": controllers.point_sets.exchange_sides,
        "paste-previous": controllers.point_sets.paste_previous,
        "scheme-editor": controllers.scheme_editing.show,
        "mark-rename": views.landmarks.rename_current,
        "mark-absent": editing.absent,
        "mark-occluded": editing.occluded,
        "mark-unplace": editing.unplace,
        "mark-back": editing.back_to_prediction,
        "names": lambda shown: settings.set("names", shown),
        "lines": lambda shown: settings.set("lines", shown),
        "ghosts": lambda shown: settings.set("ghosts", shown),
        "loupe": controllers.display.loupe,
        "heatmap": controllers.heatmap.show,
        "heatmap-all": lambda shown: settings.set("heatmap-all", shown),
        "heatmap-more": lambda: controllers.heatmap.strengthen(1),
        "heatmap-less": lambda: controllers.heatmap.strengthen(-1),
        "invert": controllers.display.brightness.invert,
        "local-contrast": controllers.display.brightness.raise_local,
        "brighter": lambda: controllers.display.brightness.brighten(1),
        "darker": lambda: controllers.display.brightness.brighten(-1),
        "window-sight": controllers.display.window_of_sight,
        "window-next": controllers.display.next_window_of_file,
        "window-all": controllers.display.window_for_all,
        "keep-sight": lambda keeps: settings.set("keep-sight", keeps),
        "reset-window": controllers.display.reset_window,
        "fit": views.film.fit,
        "zoom-in": lambda: views.film.zoom(1.25),
        "zoom-out": lambda: views.film.zoom(0.8),
        "next-panel": views.next_panel,
        "guide": lambda: _guide(workspace),
        "stop-rule": lambda: _guide(workspace, "review.md"),
        "sample": controllers.sample.start,
        "about": lambda: _about(window),
        LEARN_SIGMA: lambda learned: settings.set(LEARN_SIGMA, learned),
        **numbers,
        **{way_id(choice): _chooser(settings, choice) for choice in RunChoice},
    }


def _finish_or_accept(controllers: Controllers) -> None:
    """Enter: a line is drawn, the film of an audit is read; on any other film predictions are accepted."""
    if not (controllers.scheme_editing.finish_path() or controllers.audit.finish_film()):
        controllers.review.accept()


def _absent_devices() -> tuple[str, ...]:
    """Devices that are not here; torch is asked only where it is loaded already, for that takes seconds."""
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "backends"):  # or being loaded by a job
        return () if sys.platform == "darwin" else ("mps",)
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return tuple(device for device, found in there.items() if not found)


def ask_settings(workspace: Workspace) -> None:
    """The settings dialog."""
    rows = key_rows(sound_keys(workspace.settings.own_keys())[0])
    start = workspace.messages.places.start(FileKind.WEIGHTS)
    dialog = SettingsDialog(workspace.settings.values(), workspace.window, _absent_devices(), rows, start)
    if dialog.exec():
        workspace.settings.set_own_keys(dialog.keys.own_keys())
        for key, value in dialog.values().items():
            workspace.settings.set(key, value)


def _set_always(workspace: Workspace, controllers: Controllers, always: bool) -> None:
    """Move later predictions of the chosen model, or no longer; and say what that means now."""
    if (chosen := controllers.models.chosen) is None:
        none = tr("There is no model at hand: Prediction > Models imports one.")
        several = tr("Choose a model beside Predict first: points are moved for one model each.")
        workspace.messages.warn(several if controllers.models.finds_out else none)
        controllers.models.changed.emit()  # the click has ticked the entry
        return
    controllers.reading.set_always(chosen.title, always)
    if always:
        workspace.messages.note(always_words(workspace.document.project.readings, chosen.title))


def _lock(workspace: Workspace, locked: bool) -> None:
    """Nothing on the film shows the lock: it is said when it comes and goes."""
    workspace.settings.set("lock-points", locked)
    stay = tr("Points that you placed or accepted stay where they are, until Landmark > Lock decided points.")
    workspace.messages.note(stay if locked else tr("Points that you placed or accepted can be moved again."))


def _guide(workspace: Workspace, page: str = "") -> None:
    own, _ = sound_keys(workspace.settings.own_keys())
    sheet = sheet_html(len(workspace.document.project.scheme.names), own)
    guide = GuideWindow(sheet, resource("guide"), bool(own), workspace.window)
    guide.open_page(page)
    guide.show()


def _about(window: QWidget) -> None:
    words = tr("OneMark {version}, Apache-2.0.\nIcons: Lucide, ISC licence.", version=VERSION)
    QMessageBox.about(window, tr("About OneMark"), unmarked(words))


def _aimer(display: Display, aim: Aim) -> Handler:
    return lambda wanted: display.set_aim(aim if wanted else Aim.POINTS)


def _chooser(settings: Settings, choice: RunChoice) -> Handler:
    return lambda _checked: settings.set("propagation", choice.value)
