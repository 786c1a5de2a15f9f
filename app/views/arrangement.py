"""All views of the window and how they lie: films, film, landmarks; the welcome page before that."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
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
from app.views.film_bar import FilmBar
from app.views.film_list import FilmList
from app.views.film_view import FilmView
from app.views.job_panel import JobPanel
from app.views.landmark_list import LandmarkList
from app.views.measure_panel import MeasurePanel
from app.views.notice import NoticeBar
from app.views.reading_bar import ReadingBar
from app.views.review_counter import ReviewCounter
from app.views.run_starters import RunStarters
from app.views.welcome import Welcome

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
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        left, middle, right = QWidget(), QWidget(), QWidget()
        _fill(left, self.films, self.counter)
        _fill(middle, self.audit, self.film, self.bar)
        self._lists = ListsSplitter(self.landmarks, self.measures)
        _fill(right, self._lists, self.starters, self.job)
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        middle.setMinimumWidth(_NARROWEST)
        left.setMinimumWidth(170)  # px that the names of films need
        self.landmarks.setMinimumWidth(240)  # and the lines of a run
        for widget in (left, middle, _Scrolled(right)):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        self._splitter.setSizes([292, 880, 310])
        self._pages = QStackedWidget()
        self._pages.addWidget(_Scrolled(self.welcome))
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
            *self.job.findChildren(QPlainTextEdit),
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
            self.landmarks.focus_list()
        else:
            self.films.focus_list()

    def state(self) -> dict[str, QByteArray]:
        """How wide and high the panels are, by what it is kept as."""
        return {"panels": self._splitter.saveState(), "lists": self._lists.kept}

    def restore(self, state: Mapping[str, object]) -> None:
        """Give the panels the sizes that were kept; what is not among them stays as it is."""
        panels, lists = state.get("panels"), state.get("lists")
        if isinstance(panels, QByteArray):
            self._splitter.restoreState(panels)
        if isinstance(lists, QByteArray):
            self._lists.kept = lists


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
class _Scrolled(QScrollArea):
    """Shows `page` as high as the room for it; on a small screen, where it needs more, it can be scrolled."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """As wide as the page and a scroll bar need, however low."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._page.minimumSizeHint().width() + bar, 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page may need another width now."""
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
