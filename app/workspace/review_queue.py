"""The open points of all films in the order of review, kept up to date film by film."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from PySide6.QtCore import QObject, QTimer, Signal

from app.document.document import Document
from app.document.project import FilmState
from app.settings import Settings
from app.views.review_counter import ReviewProgress
from app.workspace.previews import Previews
from engine.observers.queue import OpenPoint, expected_error, review_order

WORSE_THAN = "worse-than-mm"  # the setting
_AT_ONCE = 200  # films looked at before the window has its turn again
_FEW = 20  # films of which the points are put into their places; for more all are sorted again


class ReviewQueue(QObject):
    """`changed` says that the order, or what is told of it, may be another one.

    Films that changed are looked at a few at a time when the window has nothing to do, or at once where the
    order is asked for; who only counts never waits.
    """

    changed = Signal()

    def __init__(self, document: Document, previews: Previews, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._previews, self._settings = document, previews, settings
        self._points: dict[str, tuple[OpenPoint, ...]] = {}  # of films that have any
        self._order: list[OpenPoint] | None = []  # None: to be sorted when it is asked for
        self._stale: dict[str, None] = {}  # films that changed, in the order in which they did
        self._open = self._judged = self._without_mm = 0
        self._worse: dict[str, float] = {}
        self._worse_sum = 0.0
        self._had_points = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look_at_some)
        document.replaced.connect(self._start_anew)
        document.films_changed.connect(self._touch)
        document.scheme_changed.connect(self._touch_all)
        previews.changed.connect(self._touch)
        settings.changed.connect(lambda key: self._touch_all() if key == WORSE_THAN else None)

    @property
    def order(self) -> Sequence[OpenPoint]:
        """All open points, worst first."""
        self._look_at(len(self._stale))
        if self._order is None:
            self._order = review_order(chain.from_iterable(self._points.values()))
        return self._order

    @property
    def progress(self) -> ReviewProgress | None:
        """How far the review is; None while nothing is predicted, or was since the project was opened."""
        states = self._previews.counts.states
        reviewed, predicted = states[FilmState.REVIEWED], states[FilmState.PREDICTED]
        if not self._had_points or not (self._open or reviewed or predicted):
            return None
        return ReviewProgress(
            reviewed,
            reviewed + predicted,
            self._open,
            self._judged,
            self._without_mm,
            max(self._worse_sum, 0.0),
            self._settings.real(WORSE_THAN),
        )

    def _in_mm(self) -> bool:
        return self._judged == self._open

    def _touch(self, films: Iterable[str]) -> None:
        self._stale.update(dict.fromkeys(films))
        if self._stale:
            self._later.start()

    def _touch_all(self) -> None:
        self._touch(tuple(self._points))

    def _start_anew(self) -> None:
        for kept in (self._points, self._stale, self._worse):
            kept.clear()
        self._order, self._had_points = [], False
        self._open = self._judged = self._without_mm = 0
        self._worse_sum = 0.0
        self._touch(self._document.project.films)
        self.changed.emit()

    def _look_at_some(self) -> None:
        self._look_at(_AT_ONCE)
        if self._stale:
            self._later.start()
        self.changed.emit()

    def _look_at(self, most: int) -> None:
        films = tuple(islice(self._stale, most))
        if not films:
            return
        in_mm, known = self._in_mm(), self._document.project.films
        gone = [point for film in films for point in self._points.pop(film, ())]
        fresh = {film: self._previews.open_points(film) for film in films if film in known}
        for film in films:
            del self._stale[film]
        self._points.update({film: points for film, points in fresh.items() if points})
        self._count(films, gone)
        if self._order is not None and len(films) <= _FEW and in_mm == self._in_mm():
            self._put_in_place(gone, chain.from_iterable(fresh.values()))
        else:
            self._order = None

    def _count(self, films: Iterable[str], gone: Sequence[OpenPoint]) -> None:
        threshold = self._settings.real(WORSE_THAN)
        for film in films:
            points = self._points.get(film, ())
            worse = sum(point.risk(threshold) for point in points)
            self._worse_sum += worse - self._worse.pop(film, 0.0)
            if worse:
                self._worse[film] = worse
            self._add(points, 1)
        self._add(gone, -1)
        if not self._worse:
            self._worse_sum = 0.0  # nothing is left of what rounding may have gathered
        self._had_points = self._had_points or self._open > 0

    def _add(self, points: Sequence[OpenPoint], sign: int) -> None:
        self._open += sign * len(points)
        self._judged += sign * sum(point.is_calibrated for point in points)
        self._without_mm += sign * sum(point.mm is None and point.coverage is not None for point in points)

    def _put_in_place(self, gone: Iterable[OpenPoint], fresh: Iterable[OpenPoint]) -> None:
        assert self._order is not None
        in_mm = self._in_mm()

        def key(point: OpenPoint) -> tuple[float, str, str]:
            return -expected_error(point, in_mm), point.film, point.name

        for point in gone:
            del self._order[bisect_left(self._order, key(point), key=key)]
        for point in fresh:
            insort(self._order, point, key=key)
