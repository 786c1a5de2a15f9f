"""What is shown of a film's landmarks: the document's, and where a run is on its way its previews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from app.document.document import Document
from app.document.film import FilmRecord
from app.document.project import FilmState
from engine.landmarks import Landmark, LandmarkSet, Origin, merge_predictions


class Shown(QObject):
    """Joins document and previews. `changed` carries the identities whose landmarks look different now."""

    changed = Signal(object)

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._previews: dict[str, LandmarkSet] = {}
        document.landmarks_changed.connect(self.changed)

    def add_previews(self, found: Iterable[LandmarkSet]) -> None:
        """Take in what a run has just found."""
        names = set(self._document.project.scheme.names)
        fresh = {
            marks.film: LandmarkSet(
                marks.film, {name: mark for name, mark in marks.landmarks.items() if name in names}
            )
            for marks in found
            if marks.film in self._document.project.films
        }
        self._previews.update(fresh)
        if fresh:
            self.changed.emit(tuple(fresh))

    def clear_previews(self) -> None:
        """The run is over: from now on the document decides."""
        gone, self._previews = tuple(self._previews), {}
        if gone:
            self.changed.emit(gone)

    def preview(self, identity: str) -> LandmarkSet | None:
        """What a run has found for a film and the document does not hold yet."""
        return self._previews.get(identity)

    def landmarks(self, identity: str) -> LandmarkSet:
        """The landmarks to show."""
        current = self._document.project.landmarks(identity)
        preview = self._previews.get(identity)
        return current if preview is None else merge_predictions(current, preview)

    def state(self, identity: str) -> FilmState:
        """The film's state, as if its previews were in the document."""
        state = self._document.project.state(identity)
        settled = (FilmState.EXEMPLAR, FilmState.EXCLUDED, FilmState.UNREADABLE, FilmState.REVIEWED)
        return FilmState.PREDICTED if identity in self._previews and state not in settled else state

    def doubts(self, identity: str) -> list[tuple[float, str]]:
        """(doubt in px, name) of all predictions that nobody has decided on, the worst first."""
        marks = self.landmarks(identity).landmarks.values()
        open_ = [
            (doubt_px(mark) or 0.0, mark.name)
            for mark in marks
            if mark.origin is Origin.PREDICTED and mark.position is not None
        ]
        return sorted(open_, key=lambda pair: (-pair[0], pair[1]))

    def worst_films(self) -> list[str]:
        """Films with open predictions, the most doubtful first, by doubt as a share of the diagonal."""
        films = self._document.project.films
        doubt = {name: self._share(films, name) for name in films if self.state(name) is FilmState.PREDICTED}
        return sorted(doubt, key=lambda name: -doubt[name])

    def _share(self, films: Mapping[str, FilmRecord], identity: str) -> float:
        size, doubts = films[identity].size, self.doubts(identity)
        return doubts[0][0] / (size.diagonal if size is not None else 1000.0) if doubts else 0.0


def doubt_px(mark: Landmark) -> float | None:
    """The calibrated error radius where there is one, else the spread; px."""
    return mark.spread if mark.error_radius is None else mark.error_radius


def doubt_text(doubt: float | None, film: FilmRecord) -> str:
    """A doubt (px) in mm where the film's spacing is known, else in px; "" for none."""
    if doubt is None:
        return ""
    if film.spacing is None:
        return f"{doubt:.1f} px"
    return f"{doubt * (film.spacing.x + film.spacing.y) / 2:.1f} mm"
