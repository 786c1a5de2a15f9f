"""Which film to annotate first, which one next: asked for by the person, told in the list and a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.document.project import Project
from app.jobs.job import leave_a_core
from app.jobs.past_run import WHICH_FIRST, WHICH_NEXT
from app.sentences import translated
from app.translation import tr
from app.workspace.open_folder import OpenFolder
from app.workspace.workspace import Workspace
from engine.io.images import film_path
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress

if TYPE_CHECKING:
    from engine.oneshot.advisor import Advice

FEWEST_TO_OFFER = 10  # films below which any one serves about as well
_PLACES = (tr("1st to annotate"), tr("2nd to annotate"), tr("3rd to annotate"))  # that the list shows


@dataclass(frozen=True, slots=True)
class AdviceRequest:
    """A snapshot, for the document may change while the films are compared; `sets`: all that is on films."""

    films: Sequence[tuple[str, Path]]
    sets: Mapping[str, LandmarkSet]
    device: str


@dataclass(frozen=True, slots=True)
class AdvisedPlace:
    """What the list says of a film: two words, and the reason."""

    words: str
    reason: str


def advising(request: AdviceRequest) -> Operation[Advice]:
    """Compare the films of `request` with each other."""
    yield Progress("loading", 0, 0)
    from engine.oneshot.advisor import advise, films_of_people, open_doubts
    from engine.oneshot.propagate import FilmSource

    leave_a_core()
    films = [FilmSource(identity, path) for identity, path in request.films]
    exemplars, doubts = films_of_people(request.sets.values()), open_doubts(request.sets.values())
    return (yield from advise(films, exemplars, doubts, device=request.device))


class Advising(QObject):
    """Asks the engine and keeps its answer until another project is open. It marks nothing on any film.

    `changed` carries the films of which the list has to say something else.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, folder: OpenFolder) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._jobs, self._messages, self._settings = workspace.jobs, workspace.messages, workspace.settings
        self._previews = workspace.previews
        self._places: dict[str, AdvisedPlace] = {}
        self._document.replaced.connect(self._forget)
        folder.opened.connect(self._offer)

    def place(self, film: str) -> AdvisedPlace | None:
        """Where `film` stands in the order to annotate, None where it is not in it or serves already."""
        record = self._document.project.films.get(film)
        return None if record is None or record.exemplar or record.reviewed else self._places.get(film)

    @property
    def is_next(self) -> bool:
        """True where a film serves as exemplar already, and the next one is asked for."""
        return bool(self._previews.exemplars)

    def start(self) -> None:
        """Compare the films of the open folder; the person is told where that cannot start."""
        if (folder := self._document.folder) is not None:
            self._messages.attempt(lambda: self._start(folder))

    def _start(self, folder: Path) -> None:
        project = self._document.project
        films = [(film, film_path(folder, film)) for film in project.usable_films()]
        request = AdviceRequest(films, project.sets, self._settings.text("device"))
        self._jobs.start(WHICH_NEXT if self.is_next else WHICH_FIRST, advising(request), self._take)

    def _forget(self) -> None:
        self._places = {}

    def _offer(self) -> None:
        """Where nothing is annotated yet a message offers to compare the films."""
        project = self._document.project
        count = len(project.usable_films())
        if count >= FEWEST_TO_OFFER and not self._document.read_only and _is_bare(project):
            self._messages.offer(
                tr(
                    "Nothing is annotated yet. Of {films} some lead to the others better than the rest.",
                    films=tr("{n} film", "{n} films", n=count),
                ),
                tr("Which film first?"),
                self.start,
                holds=lambda: _is_bare(self._document.project) and not self._places,
            )

    def _take(self, advice: Advice) -> str:
        before, self._places = tuple(self._places), {}
        for place, advised in zip(_PLACES, advice.ranked, strict=False):
            self._places[advised.film] = AdvisedPlace(place, advised.reason)
        self.changed.emit((*before, *self._places))
        best = advice.ranked[0]
        if advice.exemplars:
            words = tr("Annotate {film} next: {reason}", film=best.film, reason=translated(best.reason))
            note = tr("{film} is the film to annotate next", film=best.film)
        else:
            words = tr("Annotate {film} first: {reason}", film=best.film, reason=translated(best.reason))
            note = tr("{film} is the film to annotate first", film=best.film)
        self._messages.offer(
            words,
            tr("Go there"),
            lambda: self._selection.set_film(best.film),
            holds=lambda: self.place(best.film) is not None,
        )
        return note


def _is_bare(project: Project) -> bool:
    """Nothing is on any film: neither a person's points nor a machine's."""
    return not any(marks.landmarks for marks in project.sets.values())
