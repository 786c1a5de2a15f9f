"""The one window: builds views and controllers from the action table and connects them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu

from app.actions.action import Menu
from app.actions.action_set import ActionSet
from app.actions.context_menus import ContextMenus
from app.actions.handlers import handlers
from app.actions.key_sheet import sound_keys
from app.actions.menus import PredictMenu, RecentMenu, RunMenu, SchemeMenu
from app.actions.needs import current_step, needs_met
from app.actions.table import ACTIONS
from app.controllers import Controllers
from app.guard import guarded
from app.jobs.job import JobSlot
from app.settings import KEYS, Settings
from app.theme import Theme
from app.translation import tr
from app.views.arrangement import Arrangement
from app.views.dialogs import resize_within_screen
from app.views.film_display import Aim
from app.views.focus_ring import FocusRings
from app.views.icons import app_icon, renew_icons
from app.views.plain import ask, unshortened
from app.views.steps_bar import StepsBar
from app.workspace.workspace import new_workspace
from engine.io.patients import SEX, Sex

_SEXES = {"sex-female": Sex.FEMALE.value, "sex-male": Sex.MALE.value, "sex-file": ""}


@guarded
class MainWindow(QMainWindow):
    """The `views`, the `workspace` behind them and the `controllers` between; public: journeys drive them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.theme = self._themed()
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self._make_views()
        self.workspace = new_workspace(self, settings, self.views.notice, self.views.job)
        self.controllers = Controllers(self.workspace, self.views)
        self._make_actions()
        self._connect()
        self._restore_layout()
        self._refresh()
        for notice in (*settings.notices, *self._set_keys()):
            self.workspace.messages.warn(notice)
        self.theme.apply(settings.text("theme"))

    def _themed(self) -> Theme:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("a window needs a Qt application that has windows")
        FocusRings(app, self)
        return Theme(app, self)

    def _make_views(self) -> None:
        self.views = Arrangement()
        self.views.film.set_wheel_inverted(self.settings.flag("wheel-inverted"))
        self.views.film.set_keeps_sight(self.settings.flag("keep-sight"))
        self.views.welcome.show_recent(self.settings.recent())
        self.setCentralWidget(self.views)

    def _make_actions(self) -> None:
        self.actions_ = ActionSet(
            self, self.views.film, handlers(self.workspace, self.controllers, self.views)
        )
        steps = [self.actions_[name] for name in ("open", "annotate", "propagate", "review", "export")]
        more = [self.actions_[name] for name in ("undo", "redo", "guide")]
        self.steps = StepsBar(steps, [self.actions_["predict"]], more, self)
        choosing = QMenu(self)
        choosing.addAction(self.actions_["advise"])
        self.steps.give_menu(self.actions_["annotate"], choosing)
        self.steps.give_menu(self.actions_["propagate"], self.actions_.menus[Menu.PROPAGATION])
        self.steps.give_menu(self.actions_["predict"], self.actions_.menus[Menu.PREDICTION])
        self.addToolBar(self.steps)
        self.recent_menu = RecentMenu(
            self.actions_.menus[Menu.FILE],
            self.actions_["annotate"],
            self.settings,
            self.controllers.folder.open,
        )
        self.scheme_menu = SchemeMenu(
            self.actions_.menus[Menu.LANDMARK],
            self.controllers.schemes.start,
            lambda: bool(self.workspace.document.project.films),
        )
        self.views.landmarks.give_schemes(self.scheme_menu.menu)
        self.controllers.scheme_editing.give(
            self.scheme_menu.menu, [self.actions_["undo"], self.actions_["redo"]]
        )
        self.views.landmarks.editor_wanted.connect(self.actions_["scheme-editor"].trigger)
        self.predict_menu = PredictMenu(
            self.actions_.menus[Menu.PREDICTION], self.actions_["predict"], self.controllers.models, self
        )
        self.run_menu = RunMenu(self.actions_, self.controllers.propagation.times, self.settings, self)
        self.run_menu.said.connect(self.views.starters.say_time)
        known = [row.id for row in ACTIONS]
        runs = ("propagate", "estimate", "train-corrections", "train-detector", "predict-all", "history")
        self.views.starters.give(
            [self.actions_[name] for name in runs if name in known], self.actions_.menus[Menu.PROPAGATION]
        )
        self.views.starters.opened.connect(self.actions_["runs"].setChecked)
        self.views.measures.give(
            {"plus": self.actions_["new-measurement"], "spline": self.actions_["measures-drawn"]}
        )
        self.views.measures.opened.connect(self.actions_["measurements"].setChecked)
        self.actions_["measurements"].setChecked(self.views.measures.is_open)
        self.workspace.jobs.started.connect(lambda _title: self.views.starters.open(False))
        names = ("exemplar", "exclude", "spacing", *_SEXES, "predict-selected")
        self.views.films.give_menu([self.actions_[name] for name in names])
        shown = (self.views.film, self.views.landmarks)
        self.menus = ContextMenus(self.actions_, shown, self.workspace.selection.set_landmark, self)
        self._check_settings()

    def _set_keys(self) -> tuple[str, ...]:
        """Give the actions the keys that the person chose; a sentence for each that cannot be had."""
        own, notices = sound_keys(self.settings.own_keys())
        self.actions_.set_keys(own)
        return notices

    def _check_settings(self) -> None:
        for name in (
            "names",
            "lines",
            "ghosts",
            "heatmap-all",
            "keep-sight",
            "lock-points",
            "measures-drawn",
        ):
            self.actions_[name].setChecked(self.settings.flag(name))

    def _connect(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        document, selection = self.workspace.document, self.workspace.selection
        previews, stack = self.workspace.previews, document.undo_stack
        for signal in (
            document.replaced,
            document.films_changed,
            document.scheme_changed,
            document.readings_changed,
            self.controllers.models.changed,
            previews.changed,
            selection.film_changed,
            selection.landmark_changed,
            self.workspace.jobs.busy_changed,
            self.settings.changed,  # another way of propagating may have left a run unfinished
            stack.indexChanged,
            self.controllers.display.aim_changed,
            self.controllers.folder.moved,
            self.controllers.corrections.changed,
        ):
            signal.connect(lambda *_values: self._soon.start())
        document.clean_changed.connect(lambda clean: self.setWindowModified(not clean))
        self.views.film.doubtful_wanted.connect(self.controllers.review.next_doubtful)
        self.views.film.back_wanted.connect(self.controllers.review.back)
        self.views.counter.explanation_wanted.connect(self.actions_["stop-rule"].trigger)
        self.views.bar.spacing_wanted.connect(self.actions_["spacing"].trigger)
        self.views.film.measured.connect(self._measured)
        self.views.welcome.open_wanted.connect(self.controllers.folder.ask_open)
        self.views.welcome.sample_wanted.connect(self.actions_["sample"].trigger)
        self.views.welcome.recent_wanted.connect(lambda path: self.controllers.folder.open(Path(path)))
        self.controllers.folder.opened.connect(self._opened)
        self.settings.changed.connect(self._setting_changed)

    def _setting_changed(self, key: str) -> None:
        self._check_settings()
        if key == KEYS:
            self._set_keys()
        elif key == "theme":
            self.theme.apply(self.settings.text(key))

    def _refresh(self) -> None:
        """Enabled actions, lit step, title: all that depends on where the work stands. Reads no disk."""
        document = self.workspace.document
        landmarks = len(document.project.scheme.names)
        self.actions_.enable(
            needs_met(self.workspace, self.controllers.propagation, self.controllers.corrections), landmarks
        )
        self.run_menu.refresh()
        is_next = self.controllers.advising.is_next
        self.actions_["advise"].setText(tr("&Which film next?") if is_next else tr("&Which film first?"))
        self.steps.light(self.actions_[current_step(self.workspace.previews.counts)])
        film = document.project.films.get(self.workspace.selection.film)
        self.actions_["exemplar"].setChecked(film is not None and film.exemplar)
        self.actions_["exclude"].setChecked(film is not None and bool(film.excluded))
        said = film.user_attributes.get(SEX, "") if film is not None else ""
        for name, sex in _SEXES.items():
            self.actions_[name].setChecked(film is not None and said == sex)
        chosen, reading = self.controllers.models.chosen, self.controllers.reading
        self.actions_["reading-always"].setChecked(chosen is not None and reading.is_always(chosen.title))
        for name, aim in (("ruler", Aim.RULER), ("mark-move", Aim.MOVE), ("mark-set", Aim.SET)):
            self.actions_[name].setChecked(self.controllers.display.aim is aim)
        stack = document.undo_stack
        undo, redo = unshortened(stack.undoText()), unshortened(stack.redoText())
        self.actions_["undo"].setText(tr("&Undo {step}", step=undo) if undo else tr("&Undo"))
        self.actions_["redo"].setText(tr("&Redo {step}", step=redo) if redo else tr("&Redo"))
        folder = document.folder
        kept = self.controllers.folder.kept_elsewhere
        locked = (f" ({kept})" if kept else "") + (f" {tr('(read-only)')}" if document.read_only else "")
        place = "" if folder is None else f"{folder.name}{locked}[*] - "
        shown = f"{film.identity} - " if film is not None else ""
        self.setWindowTitle(f"{shown}{place}OneMark" if place else "OneMark[*]")

    def _opened(self) -> None:
        self.views.show_work()
        self.views.welcome.show_recent(self.settings.recent())
        self.controllers.display.refresh()

    def _measured(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """One ruler at a time: the next drag moves points again."""
        self.controllers.display.set_aim(Aim.POINTS)
        self.controllers.attributes.measured(x0, y0, x1, y1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder or project file from the desktop is welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, or import it: see `Dropping`."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.workspace.messages.attempt(lambda: self.controllers.dropping.take(paths))

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark follow the system while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self.theme.show_boxes)  # Qt is still on its way through all widgets
            self.views.notice.renew_style()
            renew_icons(self)
            self.steps.renew_style()
            self.views.films.renew_icons()
            self.controllers.lists.refresh_soon()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the job, save, and ask only where a job would be stopped or saving failed."""
        try:
            leaves = self._leave()
        except Exception as error:  # a mistake here must neither lose work nor keep the window open for ever
            sys.excepthook(type(error), error, error.__traceback__)
            leaves = self._may_lose()
        event.setAccepted(leaves)

    def _leave(self) -> bool:
        if not self.controllers.leaving.may_close():
            return False
        self.controllers.heatmap.close()
        for slot in self.findChildren(JobSlot):
            slot.close()
        made = self.controllers
        for owner in (
            made.model_dialog,
            made.evaluating,
            made.history,
            made.corrections,
            made.importing,
            made.superimposing,
            made.own_measures,
        ):
            if owner.dialog is not None:
                owner.dialog.done(QDialog.DialogCode.Rejected)
        if not self.controllers.folder.close() and not self._may_lose():
            return False
        self.controllers.folder.abandon()
        self.workspace.reader.close()
        self.settings.set_geometry("window", self.saveGeometry())
        for name, state in self.views.state().items():
            self.settings.set_geometry(name, state)
        return True

    def _may_lose(self) -> bool:
        """Losing work is the one thing that asks with a dialog of its own."""
        question = tr(
            "{problem}\n\nClose all the same and lose what was not saved?", problem=self.views.notice.text
        )
        return ask(self, tr("Not saved"), question)

    def _restore_layout(self) -> None:
        geometry = self.settings.geometry("window")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            resize_within_screen(self, 1360, 860)
        self.views.restore({name: self.settings.geometry(name) for name in self.views.state()})
