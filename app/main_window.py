"""The one window: builds views and controllers from the action table and connects them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox

from app.action import Menu
from app.action_set import ActionSet
from app.controllers.display import Display
from app.controllers.editing import Editing
from app.controllers.film_attributes import FilmAttributes
from app.controllers.film_reader import FilmReader
from app.controllers.films import Films
from app.controllers.going import Going
from app.controllers.jobs import Jobs
from app.controllers.learned import SavingLearned
from app.controllers.panels import Panels
from app.controllers.predict_menu import PredictMenu
from app.controllers.prediction_parts import PredictionParts
from app.controllers.propagation import Propagating
from app.controllers.review import Review
from app.controllers.run_menu import RunMenu
from app.controllers.sample import Sample
from app.controllers.say import Say
from app.controllers.schemes import Schemes
from app.controllers.shown import Shown
from app.controllers.sigma_picture import SigmaPicture
from app.controllers.state import current_step, needs_met
from app.controllers.tables import Tables
from app.document.document import Document
from app.document.selection import Selection
from app.handlers import handlers
from app.settings import Settings
from app.views.arrangement import Arrangement
from app.views.icons import app_icon, renew_icons
from app.views.settings_dialog import SettingsDialog
from app.views.steps_bar import StepsBar


class MainWindow(QMainWindow):
    """Views are public, for the journeys drive them; what they do is the controllers' business."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self._make_views()
        self._make_controllers()
        self._make_actions()
        self._connect()
        self._restore_layout()
        self._refresh()
        for notice in settings.notices:
            self.say.warn(notice)

    def _make_views(self) -> None:
        self.views = Arrangement()
        self.views.film.set_wheel_inverted(self.settings.flag("wheel-inverted"))
        self.views.welcome.show_recent(self.settings.recent())
        self.setCentralWidget(self.views)

    def _make_controllers(self) -> None:
        self.document = Document(self)
        self.selection = Selection(self.document, self)
        self.say = Say(self.views.notice, self)
        self.shown = Shown(self.document, self)
        self.reader = FilmReader(self.settings.number("cache-mb"), self)
        self.jobs = Jobs(self.views.job, self.say, self)
        document, selection, shown, say = self.document, self.selection, self.shown, self.say
        views = self.views
        self.films = Films(document, selection, self.reader, self.jobs, self.settings, say, self)
        self.propagating = Propagating(document, shown, self.jobs, self.films, self.settings, say, self)
        self.prediction = PredictionParts(
            document,
            selection,
            shown,
            self.jobs,
            self.films,
            self.propagating,
            self.settings,
            say,
            views,
            self,
        )
        self.models, self.predicting = self.prediction.models, self.prediction.predicting
        self.display = Display(
            document,
            selection,
            shown,
            self.reader,
            self.settings,
            self.prediction.heat,
            self.predicting,
            views.film,
            views.bar,
            self,
        )
        self.editing = Editing(document, selection, shown, self.display, views.film, say, self)
        self.panels = Panels(
            document, selection, shown, self.display, self.reader, views.films, views.landmarks, self
        )
        self.schemes = Schemes(document, selection, views.landmarks, say, self)
        self.learned = SavingLearned(self.propagating, self.films, self.models, self.jobs, say, self)
        self.sigmas = SigmaPicture(
            views.job.sigmas, selection, self.jobs, self.propagating, self.films, say, self
        )
        self.review = Review(document, selection, shown, say, self)
        self.going = Going(document, selection, self.editing, self.review, views, self)
        self.attributes = FilmAttributes(document, selection, views.films, say, self)
        self.tables = Tables(document, self.propagating, self.predicting, self.attributes, say, self)
        self.sample = Sample(self.jobs, self.films.open, self)

    def _make_actions(self) -> None:
        self.actions_ = ActionSet(self, self.views.film, handlers(self))
        steps = [self.actions_[name] for name in ("open", "annotate", "propagate", "review", "export")]
        more = [self.actions_[name] for name in ("undo", "redo", "keys")]
        self.steps = StepsBar(steps, [self.actions_["predict"]], more, self)
        self.steps.give_menu(self.actions_["propagate"], self.actions_.menus[Menu.PROPAGATION])
        self.steps.give_menu(self.actions_["predict"], self.actions_.menus[Menu.PREDICTION])
        self.addToolBar(self.steps)
        self.predict_menu = PredictMenu(
            self.actions_.menus[Menu.PREDICTION], self.actions_["predict"], self.models, self
        )
        self.run_menu = RunMenu(self.actions_, self.propagating.times, self.settings, self)
        self._check_settings()

    def _check_settings(self) -> None:
        for name in ("names", "lines", "heatmap-all"):
            self.actions_[name].setChecked(self.settings.flag(name))

    def _connect(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        stack = self.document.undo_stack
        for signal in (
            self.document.replaced,
            self.document.films_changed,
            self.document.scheme_changed,
            self.shown.changed,
            self.selection.film_changed,
            self.selection.landmark_changed,
            self.jobs.busy_changed,
            self.settings.changed,  # another way of propagating may have left a run unfinished
            stack.indexChanged,
        ):
            signal.connect(lambda *_values: self._soon.start())
        self.document.clean_changed.connect(lambda clean: self.setWindowModified(not clean))
        self.views.film.doubtful_wanted.connect(self.review.next_doubtful)
        self.views.bar.spacing_wanted.connect(self.actions_["spacing"].trigger)
        self.views.film.measured.connect(self._measured)
        self.views.welcome.open_wanted.connect(self.films.ask_open)
        self.views.welcome.sample_wanted.connect(self.actions_["sample"].trigger)
        self.views.welcome.recent_wanted.connect(lambda path: self.films.open(Path(path)))
        self.films.opened.connect(self._opened)
        self.settings.changed.connect(lambda _key: self._check_settings())
        self.models.changed.connect(self.display.refresh)

    def _refresh(self) -> None:
        """Enabled actions, lit step, title: all that depends on where the work stands."""
        self.actions_.enable(needs_met(self.document, self.selection, self.shown, self.propagating))
        self.run_menu.refresh()
        self.steps.light(self.actions_[current_step(self.document, self.shown)])
        film = self.document.project.films.get(self.selection.film)
        self.actions_["exemplar"].setChecked(film is not None and film.exemplar)
        self.actions_["exclude"].setChecked(film is not None and bool(film.excluded))
        stack = self.document.undo_stack
        self.actions_["undo"].setText(f"&Undo {stack.undoText()}".rstrip())
        self.actions_["redo"].setText(f"&Redo {stack.redoText()}".rstrip())
        folder = self.films.folder
        locked = " (read-only)" if self.document.read_only else ""
        self.setWindowTitle("OneMark[*]" if folder is None else f"{folder.name}{locked}[*] - OneMark")

    def _opened(self) -> None:
        self.views.show_work()
        self.views.welcome.show_recent(self.settings.recent())
        self.display.refresh()

    def _measured(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """One ruler at a time: the next drag moves points again."""
        self.actions_["ruler"].setChecked(False)
        self.display.measure(False)
        self.attributes.measured(x0, y0, x1, y1)

    def ask_settings(self) -> None:
        """The settings dialog."""
        dialog = SettingsDialog(self.settings.values(), self)
        if dialog.exec():
            for key, value in dialog.values().items():
                self.settings.set(key, value)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder or project file from the desktop is welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped; a film stands for its folder, a table belongs to the open one."""
        path = Path(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()))
        if path.suffix.casefold() in (".csv", ".tsv") and self.films.folder is not None:
            self.say.attempt(lambda: self.tables.take_dropped(path))
            return
        whole = path.is_dir() or path.suffix.casefold() == ".json"
        self.films.open(path if whole else path.parent)

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark follow the system while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            renew_icons(self)
            self.steps.renew_style()
            self.views.films.renew_icons()
            self.panels.refresh_soon()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the job, save, and ask only where saving failed."""
        self.jobs.close()
        self.prediction.close()
        self.sigmas.close()
        self.films.stop_opening()
        if not self.films.close() and not self._may_lose():
            event.ignore()
            return
        self.films.abandon()
        self.reader.close()
        self.settings.set_geometry("window", self.saveGeometry())
        self.settings.set_geometry("panels", self.views.state())
        event.accept()

    def _may_lose(self) -> bool:
        """Losing work is the one thing that asks with a dialog of its own."""
        question = f"{self.views.notice.text}\n\nClose all the same and lose what was not saved?"
        answer = QMessageBox.question(
            self, "Not saved", question, defaultButton=QMessageBox.StandardButton.No
        )
        return answer == QMessageBox.StandardButton.Yes

    def _restore_layout(self) -> None:
        geometry = self.settings.geometry("window")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            self.resize(1360, 860)
        self.views.restore(self.settings.geometry("panels"))
