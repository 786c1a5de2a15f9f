"""Keeps the film list and the landmark list in step with the document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from app.document.film import FilmRecord
from app.document.project import FilmState
from app.film.display import Display
from app.film.reference import Reference
from app.runs.advising import Advising
from app.sentences import translated
from app.settings import ABOUT_FOLDED
from app.translation import tr
from app.views.film_list import FilmList
from app.views.film_model import FilmListRow
from app.views.landmark_list import LandmarkList, LandmarkRow, RowState
from app.workspace.film_attributes import reason_words
from app.workspace.previews import doubt_px, doubt_sentence, doubt_words, length_text
from app.workspace.workspace import Workspace
from engine.landmarks import Landmark, Origin, Presence
from engine.observers.queue import worst_open

_STATES = {
    Origin.ANNOTATED: RowState.PLACED,
    Origin.PREDICTED: RowState.PREDICTED,
    Origin.ACCEPTED: RowState.ACCEPTED,
    Origin.CORRECTED: RowState.CORRECTED,
}
_ATTRIBUTES = {"side": tr("side {value}"), "view": tr("view {value}"), "group": tr("group {value}")}


class Lists(QObject):
    """Many signals in a row make one refresh: the lists are filled when the event loop is reached."""

    def __init__(
        self,
        workspace: Workspace,
        display: Display,
        advising: Advising,
        films: FilmList,
        landmarks: LandmarkList,
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._reader = workspace.previews, workspace.reader
        self._settings = workspace.settings
        self._display, self._films, self._landmarks = display, films, landmarks
        self._advising = advising
        self._reference = Reference(workspace, landmarks.about.inset, elsewhere=True)
        workspace.jobs.busy_changed.connect(lambda _busy: self.refresh_soon())
        self._dirty: set[str] = set()
        self._all_new = self._another_folder = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        landmarks.about.fold(self._settings.flag(ABOUT_FOLDED))
        self._connect()

    def _connect(self) -> None:
        self._document.replaced.connect(self._replaced)
        self._document.films_changed.connect(self._touch)
        self._document.scheme_changed.connect(self._touch_all)
        self._previews.changed.connect(self._touch)
        self._advising.changed.connect(self._touch)
        self._selection.film_changed.connect(self._film_changed)
        self._selection.landmark_changed.connect(lambda _name: self._soon.start())
        self._landmarks.about.folded.connect(lambda folded: self._settings.set(ABOUT_FOLDED, folded))
        self._films.film_chosen.connect(self._selection.set_film)
        self._films.thumbnail_wanted.connect(self._reader.want_thumbnail)
        self._reader.thumbnail_ready.connect(self._films.set_thumbnail)
        self._reader.image_ready.connect(lambda _film: self._soon.start())

    def refresh_soon(self) -> None:
        """Fill the lists again: the colours of their icons may be others now."""
        self._soon.start()

    def film_row(self, identity: str) -> FilmListRow:
        """The row of a film: its state, and the worst doubt or the reason."""
        film, state = self._document.project.film(identity), self._previews.state(identity)
        worst = worst_open(self._previews.landmarks(identity)) if state is FilmState.PREDICTED else None
        sentence = _worst_sentence(worst, film) if worst else ""
        waits = film.is_read_blind and state is not FilmState.REVIEWED  # every landmark is clicked
        detail = tr("to be read") if waits else _detail(film, state, worst)
        if (advised := self._advising.place(identity)) is not None:
            detail = ", ".join(filter(None, (detail, advised.words)))
            sentence = ". ".join(filter(None, (f"{advised.words}: {advised.reason}", sentence)))
        if film.mirrored:
            detail = ", ".join(filter(None, (detail, tr("mirrored"))))
        marks = self._previews.landmarks(identity).landmarks
        return FilmListRow(
            identity,
            state,
            detail,
            sentence,
            _traits(film, marks.values()),
            doubt_px(worst) or 0.0 if worst else 0.0,
            _last_change(marks.values()),
            film.size.width * film.size.height if film.size else 0,
        )

    def landmark_rows(self) -> tuple[LandmarkRow, ...]:
        """The rows of the landmarks on the film on screen."""
        identity, scheme = self._selection.film, self._document.project.scheme
        if not identity:
            return tuple(
                LandmarkRow(name, description=scheme.descriptions.get(name, "")) for name in scheme.names
            )
        film, marks = self._document.project.film(identity), self._previews.landmarks(identity)
        return tuple(
            LandmarkRow(
                mark.name,
                row_state(mark),
                _doubt(mark, film) if mark.origin is Origin.PREDICTED else "",
                mark.confidence,
                scheme.descriptions.get(mark.name, ""),
                doubt_sentence(mark, film),
                doubt_px(mark) if mark.origin is Origin.PREDICTED else None,
                mark.presence is Presence.OCCLUDED,
                self._settings.key(f"mark-{place}", str(place)) if place < 10 else "",
            )
            for place, mark in enumerate(map(marks.get, scheme.names), start=1)
        )

    def _replaced(self) -> None:
        self._another_folder = True
        self._landmarks.forget_typed()
        self._touch_all()

    def _touch(self, films: tuple[str, ...]) -> None:
        if any(self._films.model_lacks(identity) for identity in films):
            self._all_new = True
        self._dirty.update(films)
        self._soon.start()

    def _touch_all(self) -> None:
        self._all_new = True
        self._soon.start()

    def _film_changed(self, identity: str) -> None:
        self._films.set_current(identity)
        self._soon.start()

    def _refresh(self) -> None:
        films = self._document.project.films
        if self._all_new:
            self._films.set_rows([self.film_row(name) for name in films], self._another_folder)
            self._films.set_current(self._selection.film)
        else:
            self._films.update_rows([self.film_row(name) for name in self._dirty if name in films])
        self._all_new = self._another_folder = False
        self._dirty.clear()
        self._landmarks.show_rows(self.landmark_rows(), self._selection.landmark, self._next_text())
        self._reference.show(self._selection.landmark)

    def _next_text(self) -> str:
        names = self._document.project.scheme.names
        if not self._selection.film:
            return ""
        film = self._document.project.film(self._selection.film)
        if film.excluded:
            return tr("This film is excluded: nothing is placed on it.")
        if film.unreadable:
            return tr("This film cannot be read: the reason stands in its place.")
        if self._display.awaits_names:
            return tr("The model brings the names of its landmarks.")
        if not names:
            return tr(
                "Click the landmarks on the film, type their names below, or take a scheme (menu Landmark)."
            )
        marks = self._previews.landmarks(self._selection.film)
        predicted = [name for name in names if marks.get(name).origin is Origin.PREDICTED]
        open_ = [name for name in names if marks.get(name).presence is Presence.UNPLACED]
        if open_:
            active = self._selection.landmark
            name = active if active in open_ else open_[0]
            done = len(names) - len(open_) - len(predicted)
            decided = tr("{done} of {landmarks} decided", done=done, landmarks=len(names))
            more = tr("{count} predicted", count=len(predicted)) if predicted else ""
            counts = ", ".join(filter(None, (decided, more)))
            return tr("Next: {landmark}   ({counts})", landmark=name, counts=counts)
        if predicted:
            return tr(
                "{n} predicted point to review. Space: the most doubtful. {key}: accept.",
                "{n} predicted points to review. Space: the most doubtful. {key}: accept.",
                n=len(predicted),
                key=self._settings.key("accept", tr("Enter")),
            )
        return tr(
            "The landmark is decided on this film.",
            "All {n} landmarks are decided on this film.",
            n=len(names),
        )


def _traits(film: FilmRecord, marks: Iterable[Landmark]) -> tuple[str, ...]:
    """What films can be found by besides their state: presence of landmarks, side, view, what they lack."""
    presences = {mark.presence for mark in marks}
    known = ((words, film.facts.attributes.get(name, "")) for name, words in _ATTRIBUTES.items())
    return (
        *([tr("with occluded landmarks")] if Presence.OCCLUDED in presences else []),
        *([tr("with absent landmarks")] if Presence.ABSENT in presences else []),
        *(words.format(value=value) for words, value in known if value),
        *([tr("mirrored")] if film.mirrored else []),
        *([tr("no spacing")] if film.spacing is None and film.size is not None else []),
    )


def _last_change(marks: Iterable[Landmark]) -> float:
    """When a person last decided on one of `marks`, in seconds; 0 for never."""
    last = max((mark.modified_utc for mark in marks if mark.is_human), default="")
    try:
        return datetime.fromisoformat(last).timestamp() if last else 0.0
    except (ValueError, OverflowError, OSError):  # a table may say anything
        return 0.0


def _detail(film: FilmRecord, state: FilmState, worst: Landmark | None) -> str:
    """The reason of a state, or the worst doubt; "" for a state that says all."""
    match state:
        case FilmState.EXCLUDED:
            return reason_words(film.excluded)
        case FilmState.UNREADABLE:
            return reason_words(film.unreadable)
        case FilmState.UNFIT:
            return translated(film.unfit)
        case _:
            return _worst_words(worst, film) if worst else ""


def _worst_words(worst: Landmark, film: FilmRecord) -> str:
    words = _doubt(worst, film)
    if worst.error_radius is not None:
        return tr("worst {length}", length=words)
    return tr("doubt {number}, no unit", number=words)  # its tooltip says that it only ranks


def _doubt(mark: Landmark, film: FilmRecord) -> str:
    """The doubt without its "within", and with which certainty: there is no room, and tooltips have both."""
    return doubt_words(mark, film) if mark.error_radius is None else length_text(mark.error_radius, film)


def _worst_sentence(worst: Landmark, film: FilmRecord) -> str:
    return tr("worst {landmark}, {doubt}", landmark=worst.name, doubt=doubt_sentence(worst, film))


def row_state(mark: Landmark) -> RowState:
    """The word for a landmark; what a person must know first comes first."""
    if mark.presence is Presence.UNPLACED:
        return RowState.UNPLACED
    if mark.presence is Presence.ABSENT:
        return RowState.ABSENT
    if mark.stale:
        return RowState.STALE
    if mark.presence is Presence.OCCLUDED and mark.origin is not Origin.PREDICTED:
        return RowState.OCCLUDED
    return RowState.IMPORTED if mark.origin is None else _STATES[mark.origin]
