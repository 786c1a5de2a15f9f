"""All views of the window and how they lie: films, film, landmarks; the welcome page before that."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.views.film_bar import FilmBar
from app.views.film_list import FilmList
from app.views.film_view import FilmView
from app.views.job_panel import JobPanel
from app.views.landmark_list import LandmarkList
from app.views.notice import NoticeBar
from app.views.welcome import Welcome

_NOTICE_WIDTH = 680  # px, at most: longer lines are hard to read


class Arrangement(QWidget):
    """The middle of the window; its views are public."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.films, self.film, self.bar = FilmList(), FilmView(), FilmBar()
        self.landmarks, self.job = LandmarkList(), JobPanel()
        self.welcome, self.notice = Welcome(), NoticeBar()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        middle, right = QWidget(), QWidget()
        _fill(middle, self.film, self.bar)
        _fill(right, self.landmarks, self.job)
        for widget in (self.films, middle, right):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        self._splitter.setSizes([292, 880, 310])
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self._splitter)
        _fill(self, self._pages)
        self._float_notice()

    def show_work(self) -> None:
        """Leave the welcome page."""
        self._pages.setCurrentWidget(self._splitter)
        self.film.setFocus()

    def _float_notice(self) -> None:
        """Messages lie over the film: one that comes or goes must not move the film under a click."""
        self.notice.setParent(self)
        self.notice.hide()
        self.notice.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put a message in its place when it is shown or says something else."""
        if watched is self.notice and event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._place_notice()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a message in its place."""
        super().resizeEvent(event)
        self._place_notice()

    def _place_notice(self) -> None:
        """At the bottom of the film, or of the welcome page."""
        ground: QWidget = self if self.is_welcome else self.film
        corner = ground.mapTo(self, QPoint(0, 0))
        width = min(ground.width() - 24, _NOTICE_WIDTH)
        layout = self.notice.layout()
        height = self.notice.sizeHint().height() if layout is None else layout.totalHeightForWidth(width)
        left = corner.x() + (ground.width() - width) // 2
        self.notice.setGeometry(left, corner.y() + ground.height() - height - 12, width, height)
        self.notice.raise_()

    @property
    def is_welcome(self) -> bool:
        """True while the welcome page is on show."""
        return self._pages.currentWidget() is self.welcome

    def next_panel(self) -> None:
        """Put the focus on the next panel: films, film, landmarks, and round."""
        focus = self.window().focusWidget()
        if focus is not None and self.films.isAncestorOf(focus):
            self.film.setFocus()
        elif focus is self.film:
            self.landmarks.focus_list()
        else:
            self.films.focus_list()

    def state(self) -> QByteArray:
        """The widths of the panels, to be kept."""
        return self._splitter.saveState()

    def restore(self, state: object) -> None:
        """Give the panels the widths that were kept."""
        if isinstance(state, QByteArray):
            self._splitter.restoreState(state)


def _fill(whole: QWidget, *widgets: QWidget) -> None:
    """Lay widgets below each other without gaps; the first that can grow does."""
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
