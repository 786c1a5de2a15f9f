"""What is shown of a film's landmarks: the document's, and where a run is on its way its previews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from app.document.document import Document
from app.document.film import FilmRecord
from app.document.project import FilmState
from app.translation import tr
from engine.io.film_names import film_order
from engine.landmarks import Landmark, LandmarkSet, merge_predictions
from engine.observers.queue import OpenPoint, open_points


@dataclass(frozen=True, slots=True)
class FilmCounts:
    """How many films there are of each kind.

    `states`: by state. `usable`: readable and not excluded. `exemplars`: those that others learn from.
    `placed`: those with a landmark on them.
    """

    states: Mapping[FilmState, int] = field(default_factory=dict)
    usable: int = 0
    exemplars: int = 0
    placed: int = 0


class _Kind(Enum):
    """What is counted of films beside their states."""

    USABLE = auto()
    EXEMPLAR = auto()
    PLACED = auto()


@dataclass(frozen=True, slots=True)
class _Look:
    """What is known of a film until it changes."""

    state: FilmState
    kinds: tuple[_Kind, ...]


class Previews(QObject):
    """Joins document and previews. `changed` carries the identities whose landmarks look different now."""

    changed = Signal(object)

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._previews: dict[str, LandmarkSet] = {}
        self.preview_sources: tuple[str, ...] = ()  # the exemplars of the run, none for a model's
        # films that did not change since: an edit of one film must not cost a walk through ten thousand
        self._known: dict[str, _Look] = {}
        self._counted: Counter[FilmState | _Kind] = Counter()  # kinds and states of the films in `_known`
        self._unknown: set[str] = set()
        self._exemplars: set[str] = set()
        document.landmarks_changed.connect(self._landmarks_changed)
        document.films_changed.connect(self._films_changed)
        document.scheme_changed.connect(self._scheme_changed)
        document.replaced.connect(self._start_anew)

    def add_previews(self, found: Iterable[LandmarkSet], sources: tuple[str, ...] = ()) -> None:
        """Take in what a run has just found; `sources`: the exemplars that it learned from."""
        self.preview_sources = sources
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
            self._landmarks_changed(tuple(fresh))

    def clear_previews(self) -> None:
        """The run is over: from now on the document decides."""
        gone, self._previews = tuple(self._previews), {}
        if gone:
            self._landmarks_changed(gone)

    @property
    def all(self) -> tuple[LandmarkSet, ...]:
        """What a run on its way has found for any film so far."""
        return tuple(self._previews.values())

    def preview(self, identity: str) -> LandmarkSet | None:
        """What a run has found for a film and the document is to take; None where there is nothing."""
        record = self._document.project.films.get(identity)
        unwanted = record is None or record.exemplar or bool(record.excluded) or record.is_read_blind
        return None if unwanted else self._previews.get(identity)

    def landmarks(self, identity: str) -> LandmarkSet:
        """The landmarks to show."""
        current = self._document.project.landmarks(identity)
        preview = self.preview(identity)
        return current if preview is None else merge_predictions(current, preview)

    def state(self, identity: str) -> FilmState:
        """The film's state, as if its previews were in the document."""
        return self._look(identity).state

    def open_points(self, identity: str) -> tuple[OpenPoint, ...]:
        """The predictions of a film that nobody has decided on, worst first; of one to be reviewed only."""
        if self.state(identity) is not FilmState.PREDICTED:
            return ()
        film = self._document.project.film(identity)
        return open_points(self.landmarks(identity), film.size, film.spacing)

    @property
    def counts(self) -> FilmCounts:
        """How many films there are of each kind; only films that changed are looked at."""
        self._look_at_unknown()
        states = {state: self._counted[state] for state in FilmState}
        return FilmCounts(states, *(self._counted[kind] for kind in _Kind))

    @property
    def exemplars(self) -> tuple[str, ...]:
        """The films that others learn from, in their order; as `Project.exemplars`, without its walk."""
        self._look_at_unknown()
        return tuple(sorted(self._exemplars, key=film_order))

    def _look_at_unknown(self) -> None:
        films = self._document.project.films
        for identity in tuple(self._unknown):
            if identity in films:
                self._look(identity)
        self._unknown.clear()

    def _look(self, identity: str) -> _Look:
        known = self._known.get(identity)
        if known is None:
            state = self._state(identity)
            known = self._known[identity] = _Look(state, self._kinds(identity))
            self._counted.update((state, *known.kinds))
            if _Kind.EXEMPLAR in known.kinds:
                self._exemplars.add(identity)
            self._unknown.discard(identity)
        return known

    def _kinds(self, identity: str) -> tuple[_Kind, ...]:
        project = self._document.project
        film, marks = project.film(identity), project.sets.get(identity)
        kinds = {
            _Kind.USABLE: not film.excluded and not film.unreadable,
            _Kind.EXEMPLAR: film.exemplar and not film.excluded,
            _Kind.PLACED: marks is not None and bool(marks.placed()),
        }
        return tuple(kind for kind, holds in kinds.items() if holds)

    def _state(self, identity: str) -> FilmState:
        state = self._document.project.state(identity)
        settled = (FilmState.EXEMPLAR, FilmState.EXCLUDED, FilmState.UNREADABLE, FilmState.REVIEWED)
        is_previewed = self.preview(identity) is not None and state not in settled
        return FilmState.PREDICTED if is_previewed else state

    def _landmarks_changed(self, films: tuple[str, ...]) -> None:
        self._forget(films)
        self.changed.emit(films)

    def _films_changed(self, films: tuple[str, ...]) -> None:
        self._forget(films)
        # one that was marked as exemplar or excluded loses its preview, and gets it back by undo
        if previewed := tuple(film for film in films if film in self._previews):
            self.changed.emit(previewed)

    def _forget(self, films: Iterable[str]) -> None:
        for identity in films:
            if (look := self._known.pop(identity, None)) is not None:
                self._counted.subtract((look.state, *look.kinds))
            self._exemplars.discard(identity)
        self._unknown.update(films)

    def _scheme_changed(self) -> None:
        # whether all landmarks are decided hangs on the scheme, of films that have any
        self._forget((*self._document.project.sets, *self._previews))

    def _start_anew(self) -> None:
        for kept in (self._known, self._counted, self._exemplars, self._previews):
            kept.clear()
        self._unknown = set(self._document.project.films)


def doubt_px(mark: Landmark) -> float | None:
    """The calibrated error radius where there is one, else the spread; px."""
    return mark.spread if mark.error_radius is None else mark.error_radius


def doubt_words(mark: Landmark, film: FilmRecord) -> str:
    """A mark's doubt in a few words: "within 1.2 mm" where that is calibrated, else a number that only ranks.

    That number is the spread in thousandths of the diagonal: it compares films of any size, and is no length.
    """
    if mark.error_radius is not None:
        return tr("within {length}", length=length_text(mark.error_radius, film))
    if mark.spread is None:
        return ""
    return f"{1000.0 * mark.spread / (film.size.diagonal if film.size else 1000.0):.1f}"


def doubt_sentence(mark: Landmark, film: FilmRecord) -> str:
    """All that is known of a prediction's error: "within 1.2 mm (12 px) with 90 %"; "" for nothing."""
    words = doubt_words(mark, film)
    if not words or mark.error_radius is None:
        return (
            tr("doubt {number} (not calibrated: it ranks, and is no length)", number=words) if words else ""
        )
    if film.spacing:
        words = tr("{within} ({pixels:.0f} px)", within=words, pixels=mark.error_radius)
    elif film.size:
        words = tr("{within} of the diagonal ({pixels:.0f} px)", within=words, pixels=mark.error_radius)
    if mark.error_coverage is None:
        return words
    return tr("{within} with {percent:.0f} %", within=words, percent=100.0 * mark.error_coverage)


def length_text(pixels: float, film: FilmRecord) -> str:
    """A radius (px) in mm where the film's spacing is known, else in % of its diagonal, else in px."""
    if film.spacing is not None:
        return f"{film.spacing.radius(pixels):.1f} mm"
    return f"{pixels:.1f} px" if film.size is None else f"{100.0 * pixels / film.size.diagonal:.2f} %"
