"""All views of the window and how they lie: films, film, landmarks; the welcome page before that."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.views.audit_bar import AuditBar
from app.views.dialogs import Scrolled
from app.views.film_bar import FilmBar
from app.views.film_list import FilmList
from app.views.film_view import FilmView
from app.views.focus_ring import show_ring
from app.views.job_panel import JobPanel
from app.views.landmark_list import LandmarkList
from app.views.measure_panel import MeasurePanel
from app.views.notice import NoticeBar
from app.views.reading_bar import ReadingBar
from app.views.review_counter import ReviewCounter
from app.views.run_starters import RunStarters
from app.views.welcome import Welcome

_LEFT, _MIDDLE, _RIGHT = range(3)  # films, film, lists
_NARROWEST = 268  # px of the film: the panels beside it give way first


@guarded
class Arrangement(QWidget):
    """The middle of the window; its views are public."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.films, self.film, self.bar = FilmList(), FilmView(), FilmBar()
        self.counter = ReviewCounter()
        self.landmarks, self.starters, self.job = LandmarkList(), RunStarters(), JobPanel()
        self.measures = MeasurePanel()
        self.measures.film_wanted.connect(self.film.setFocus)
        self.welcome, self.notice, self.audit = Welcome(), NoticeBar(), AuditBar()
        self.reading = ReadingBar()
        self.reading.give_way_to(self.notice)
        self.job.running.connect(self.starters.setHidden)  # nothing else can start: room for what is watched
        self._splitter = _Panels()
        left, middle, right, lists = (QWidget() for _ in range(4))
        _fill(left, self.films, self.counter)
        _fill(middle, self.audit, self.film, self.bar)
        self._lists = ListsSplitter(self.landmarks, self.measures)
        _fill(lists, self._lists, self.starters, self.job.details)
        self.job.details.setContentsMargins(6, 0, 6, 0)
        _fill(right, _Page(lists), self.job)  # how far a job is and how to end it is always in sight
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        middle.setMinimumWidth(_NARROWEST)
        left.setMinimumWidth(170)  # px that the names of films need
        self.landmarks.setMinimumWidth(240)  # and the lines of a run
        for widget in (left, middle, right):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        self._splitter.setSizes([292, 880, 310])
        self._pages = QStackedWidget()
        self._pages.addWidget(_Page(self.welcome))
        self._pages.addWidget(self._splitter)
        _fill(self, self._pages, self._room_for_notice())
        for button in self.findChildren(QAbstractButton):  # a click leaves the film its keys
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for widget in self.findChildren(QWidget):
            widget.setAcceptDrops(False)  # the window takes what is dropped, wherever that is
        for widget in (
            self.notice,
            self.reading,
            self.measures.body,
            self.job,
            *self.job.details.findChildren(QPlainTextEdit),
        ):
            widget.installEventFilter(self)

    def show_work(self) -> None:
        """Leave the welcome page."""
        self._pages.setCurrentWidget(self._splitter)
        self.film.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is put away leaves the keys to the film, not to what Tab would reach next."""
        focus = self.window().focusWidget()
        if event.type() == QEvent.Type.Hide and isinstance(watched, QWidget) and focus is not None:
            self._leave(watched, focus)
        return super().eventFilter(watched, event)

    def _leave(self, widget: QWidget, focus: QWidget) -> None:
        if focus is widget or widget.isAncestorOf(focus):
            self.film.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the button that has the focus, as Space does."""
        focus = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _room_for_notice(self) -> QWidget:
        """A strip of its own: a message covers no part of a film, and moves none under a click."""
        strip = QWidget()
        _fill(strip, self.notice, self.reading)
        strip.setFixedHeight(max(self.notice.sizeHint().height(), self.reading.sizeHint().height()))
        return strip

    def next_panel(self) -> None:
        """Put the focus on the next panel: films, film, landmarks, and round."""
        focus = self.window().focusWidget()
        if focus is not None and self.films.isAncestorOf(focus):
            self.film.setFocus()
        elif focus is self.film:
            self._splitter.unfold(_RIGHT)
            self.landmarks.focus_list()
        else:
            self._splitter.unfold(_LEFT)
            self.films.focus_list()
        show_ring(self.window().focusWidget())

    def state(self) -> dict[str, QByteArray]:
        """How wide and high the panels are, by what it is kept as."""
        return {"panels": self._splitter.kept, "lists": self._lists.kept}

    def restore(self, state: Mapping[str, object]) -> None:
        """Give the panels the sizes that were kept; what is not among them stays as it is."""
        panels, lists = state.get("panels"), state.get("lists")
        if isinstance(panels, QByteArray):
            self._splitter.restoreState(panels)
        if isinstance(lists, QByteArray):
            self._lists.kept = lists


@guarded
class _Panels(QSplitter):
    """Films, film and lists side by side; where there is no room for all, the films are folded away.

    Their handle brings them back, and so does a wider window.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._unfolded: QByteArray | None = None  # the sizes before there was no room

    @property
    def kept(self) -> QByteArray:
        """The sizes that a window with room for all panels has."""
        return self.saveState() if self._unfolded is None else self._unfolded

    def unfold(self, place: int) -> None:
        """Show the panel at `place` where it is folded, where room is short in place of the other one."""
        sizes = self.sizes()
        if not sizes[place]:
            sizes[place] = self._least(place)
            if self._unfolded is not None:
                sizes[_LEFT + _RIGHT - place] = 0
            sizes[_MIDDLE] = self.width()  # what is left
            self.setSizes(sizes)

    def minimumSizeHint(self) -> QSize:
        """Without the films."""
        least = super().minimumSizeHint()
        return QSize(self._least(_MIDDLE) + self._least(_RIGHT) + 2 * self.handleWidth(), least.height())

    def _least(self, place: int) -> int:
        panel = self.widget(place)
        return 0 if panel is None else max(panel.minimumWidth(), panel.minimumSizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for the films now, or no longer."""
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        """A panel may need another width now."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._share()
        return done

    def _share(self) -> None:
        has_room = self.width() >= self._least(_LEFT) + self.minimumSizeHint().width()
        if has_room and self._unfolded is not None:
            unfolded, self._unfolded = self._unfolded, None
            self.restoreState(unfolded)
        elif not has_room and self._unfolded is None:
            self._unfolded = self.saveState()
            self.setSizes([0, self._least(_MIDDLE), self._least(_RIGHT)])


@guarded
class ListsSplitter(QSplitter):
    """The landmarks above the measurements; a person says how high each is while both are unfolded.

    `kept`: as a person has last moved it, empty before.
    """

    def __init__(self, landmarks: LandmarkList, measures: MeasurePanel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.kept, self._measures = QByteArray(), measures
        for widget in (landmarks, measures):
            self.addWidget(widget)
        self.setChildrenCollapsible(False)
        for place in (0, 1):
            self.setStretchFactor(place, 1)
        measures.opened.connect(lambda _opened: self._share())
        self.splitterMoved.connect(self._keep)

    def sizeHint(self) -> QSize:
        """No more than they need; they grow where there is room, and are not scrolled before they shrink."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each keeps its share of the room."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Half of the room each, or what a person gave them; folded measurements leave theirs."""
        opened = self._measures.is_open
        self.handle(1).setEnabled(opened)
        if not opened:
            self.setSizes([self.height(), 0])
        elif not (self.kept and self.restoreState(self.kept)):
            self.setSizes([self.height() // 2, self.height() // 2])

    def _keep(self) -> None:
        self.kept = self.saveState()


@guarded
class _Page(Scrolled):
    """Shows `contents` as high as the room for it; on a small screen, where it needs more, it is scrolled."""

    def __init__(self, contents: QWidget) -> None:
        super().__init__(contents)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """No more than Qt gives a page that is scrolled: the job below keeps its height."""
        return QScrollArea.sizeHint(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The contents may need another width now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _fill(whole: QWidget, *widgets: QWidget) -> None:
    """Lay widgets below each other without gaps; the first that can grow does."""
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
