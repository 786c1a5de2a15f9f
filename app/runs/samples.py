"""Three sample films of the run that goes on, with what it finds on them as it learns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.views.sample_strip import MOST, SampleStrip
from app.workspace.workspace import Workspace
from engine.landmarks import LandmarkSet


class Samples(QObject):
    """Shows the first films on which a run of several finds something, and keeps their points up to date."""

    def __init__(self, workspace: Workspace, strip: SampleStrip) -> None:
        super().__init__(workspace.window)
        self._document, self._reader, self._strip = workspace.document, workspace.reader, strip
        self._latest: dict[str, LandmarkSet] = {}  # by film: shown, or waiting for its picture
        workspace.jobs.started.connect(lambda _title: self._latest.clear())
        workspace.jobs.over.connect(lambda _run: self._latest.clear())
        workspace.jobs.found.connect(self._found)
        self._reader.thumbnail_ready.connect(self._picture)
        self._document.films_changed.connect(self._films_changed)

    def _found(self, found: Sequence[LandmarkSet]) -> None:
        for marks in found:
            if not self._may_show(marks.film):
                continue
            if marks.film in self._latest:
                self._latest[marks.film] = marks
                self._show(marks)
            elif len(self._latest) < MOST:
                self._latest[marks.film] = marks
                self._reader.want_thumbnail(marks.film)

    def _picture(self, film: str, picture: QImage) -> None:
        if film in self._latest:
            self._strip.show_film(film, picture)
            self._show(self._latest[film])

    def _films_changed(self, films: Sequence[str]) -> None:
        for film in films:
            if film in self._latest:
                self._show(self._latest[film])

    def _may_show(self, film: str) -> bool:
        """False for a film that is gone, or that a person reads without predictions."""
        record = self._document.project.films.get(film)
        return record is not None and not record.is_read_blind

    def _show(self, marks: LandmarkSet) -> None:
        if not self._may_show(marks.film):
            self._strip.show_points(marks.film, ())
        elif (size := self._document.project.film(marks.film).size) is not None:
            places = [mark.position for mark in marks.placed() if mark.position is not None]
            self._strip.show_points(
                marks.film, [((x + 0.5) / size.width, (y + 0.5) / size.height) for x, y in places]
            )
