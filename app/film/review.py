"""Review: from the most doubtful point to the next, and from film to film."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject

from app.document import edits
from app.film.display import Display
from app.film.editing import Editing
from app.translation import tr
from app.views.arrangement import Arrangement
from app.views.film_canvas import Sight
from app.views.film_view import FilmView
from app.views.review_counter import ReviewCounter
from app.workspace.film_reader import SOON
from app.workspace.workspace import Workspace
from engine.landmarks import Presence

_READ_AHEAD = 3  # points whose films are read while a person looks at this one

# film, landmark and its place: what is predicted anew elsewhere is another one
_Spot = tuple[str, str, tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class _Stop:
    """A place where the review was. `sight`: how the film was seen there before the review went on."""

    film: str
    name: str
    sight: Sight | None = None


class Review(QObject):
    """Walks the predictions that nobody has decided on, worst first over all films, each once in a round.

    What was visited can be walked back, and then on again.
    """

    def __init__(
        self, workspace: Workspace, display: Display, view: FilmView, counter: ReviewCounter
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._messages, self._display = workspace.previews, workspace.messages, display
        self._edit, self._queue, self._reader = workspace.edit_film, workspace.queue, workspace.reader
        self._settings = workspace.settings
        self._view = view
        self._visited: set[_Spot] = set()
        self._stops: list[_Stop] = []
        self._at = 0  # of the stops, the one where the review is
        # one that is current because it was so on the film before was not chosen
        self._chosen: _Spot = ("", "", None)
        self._document.replaced.connect(self._start_anew)
        self._selection.landmark_changed.connect(self._landmark_changed)
        self._queue.changed.connect(lambda: counter.show_progress(self._queue.progress))

    def start(self) -> None:
        """Begin a round: go to the worst point of all films."""
        if not self._begin():
            self._messages.note(self._nothing_left())

    def next_doubtful(self) -> None:
        """On along the stops after a walk back, else to the worst point not visited yet, else a new round."""
        again = self._is_at(self._at) and self._stop_at(self._at + 1)
        if not again and not self._go_on():
            self._messages.note(self._nothing_left())

    def back(self) -> None:
        """To the stop before this one; from elsewhere to the one that was left."""
        if not self._stop_at(self._at - 1 if self._is_at(self._at) else self._at):
            self._messages.note(tr("The review began here: Space goes to the worst point."))

    def accept(self) -> None:
        """Accept the film's predictions and go to the next doubtful film; tell what stays undecided."""
        film = self._selection.film
        if not film:
            return
        now, came_back = self._document.now(), self._is_at(self._at)
        self._edit(lambda project: edits.accept_film(project, film, now=now))
        words = "" if (came_back and self._go_ahead()) or self._go_on() else self._nothing_left()
        project = self._document.project
        marks = project.landmarks(film)
        undecided = sum(marks.get(name).presence is Presence.UNPLACED for name in project.scheme.names)
        if undecided and project.film(film).reviewed:
            accepted = tr(
                "{film} is accepted with {n} landmark undecided: "
                "click where each is, or press {key} where it is absent.",
                "{film} is accepted with {n} landmarks undecided: "
                "click where each is, or press {key} where it is absent.",
                n=undecided,
                film=film,
                key=self._settings.key("mark-absent", "X"),
            )
            self._messages.warn(
                f"{accepted} {words}".rstrip(),
                tr("Go there"),
                lambda: self._go_to_undecided(film),
            )
        elif words:
            self._messages.note(words)

    def _start_anew(self) -> None:
        self._visited.clear()
        self._stops.clear()
        self._at = 0

    def _begin(self) -> bool:
        """Begin a round; False where nothing is left to review."""
        self._visited.clear()
        return self._go_to_first()

    def _go_on(self) -> bool:
        """Go to the next doubtful point, in a new round where all were visited; False where there is none."""
        if self._chosen == self._spot(self._selection.film, self._selection.landmark):
            self._visited.add(self._chosen)  # a person looks at it already
        return self._go_to_first() or self._begin()

    def _go_ahead(self) -> bool:
        """Go to the next stop that was left undecided on a walk back; False where there is none."""
        open_ = {(point.film, point.name) for point in self._queue.order}
        ahead = range(self._at + 1, len(self._stops))
        place = next((n for n in ahead if (self._stops[n].film, self._stops[n].name) in open_), None)
        return place is not None and self._stop_at(place)

    def _go_to_undecided(self, film: str) -> None:
        self._selection.set_film(film)
        self._selection.select_next_unplaced(from_start=True)

    def _nothing_left(self) -> str:
        counts = self._previews.counts
        if self._document.project.has_predictions:
            bare = counts.usable - counts.placed
            if not bare:
                return tr("Nothing is left to review: export the table.")
            key = self._settings.key("predict-all", tr("Ctrl+Shift+P"))
            return tr(
                "Nothing is left to review, but there is {n} film without points: {way} finds them. "
                "Or export the table.",
                "Nothing is left to review, but there are {n} films without points: {way} finds them. "
                "Or export the table.",
                n=bare,
                way=tr("Propagate, or {key}", key=key) if counts.exemplars else key,
            )
        if not counts.exemplars:
            return tr("Nothing is predicted yet: annotate one film, then propagate.")
        if counts.usable > counts.exemplars:
            return tr("Nothing is predicted yet: Propagate finds the landmarks of the other films.")
        return tr("Nothing is left to predict or review: export the table.")

    def _go_to_first(self) -> bool:
        """Go to the worst open point that is not visited yet; False where there is none."""
        points = self._queue.order
        left = (point for point in points if (point.film, point.name, point.position) not in self._visited)
        point = next(left, None)
        if point is None:
            return False
        if not self._stops:  # the way back ends where the person was
            here = _Stop(self._selection.film, self._selection.landmark, self._view.sight)
            self._stops.append(here)
        self._visited.add((point.film, point.name, point.position))
        self._stops.append(_Stop(point.film, point.name))
        self._stop_at(len(self._stops) - 1)
        for film in dict.fromkeys(coming.film for coming in islice(left, _READ_AHEAD)):
            self._reader.want_image(film, SOON)
        return True

    def _stop_at(self, place: int) -> bool:
        """Go to a stop, past those of which the film is gone; False where there is none."""
        step = 1 if place > self._at else -1
        while 0 <= place < len(self._stops) and self._stops[place].film not in self._document.project.films:
            place += step
        if not 0 <= place < len(self._stops):
            return False
        self._at, stop = place, self._stops[place]
        self._selection.set_film(stop.film)
        self._selection.set_landmark(stop.name)
        if stop.sight is not None:
            self._view.restore(stop.sight)
        else:
            self._display.look_closely()
        return True

    def _is_at(self, place: int) -> bool:
        here = (self._selection.film, self._selection.landmark)
        return place < len(self._stops) and here == (self._stops[place].film, self._stops[place].name)

    def _spot(self, film: str, name: str) -> _Spot:
        return film, name, self._previews.landmarks(film).get(name).position

    def _landmark_changed(self, name: str) -> None:
        self._chosen = self._spot(self._selection.film, name)


class Navigation(QObject):
    """Chooses films and landmarks, and gives the film the focus where its keys are wanted next."""

    def __init__(self, workspace: Workspace, editing: Editing, review: Review, views: Arrangement) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._views, self._editing, self._review = views, editing, review
        views.landmarks.picked.connect(self._picked)
        for wanted in (views.films.film_wanted, views.landmarks.film_wanted):
            wanted.connect(views.film.setFocus)

    def annotate(self) -> None:
        """The exemplar that lacks landmarks, else the film on screen."""
        project = self._document.project
        open_ = [film for film in project.exemplars() if not project.is_complete(film)]
        self._selection.set_film(open_[0] if open_ else self._selection.film)
        self._selection.select_next_unplaced(from_start=True)
        self._views.film.setFocus()

    def start_review(self) -> None:
        """Go to the worst film."""
        self._review.start()
        self._views.film.setFocus()

    def step_film(self, by: int) -> None:
        """Previous or next film among those that search and filter let through."""
        films = self._views.films.shown
        if self._selection.film in films:
            row = films.index(self._selection.film) + by
            self._selection.set_film(films[min(max(row, 0), len(films) - 1)])
        elif films:
            self._selection.set_film(films[0])

    def step_landmark(self, by: int) -> None:
        """Previous or next landmark of the list as it is sorted, round its ends."""
        names = self._views.landmarks.shown
        if names:
            row = names.index(self._selection.landmark) + by if self._selection.landmark in names else 0
            self._editing.pick(names[row % len(names)])

    def _picked(self, name: str) -> None:
        self._editing.pick(name)
        self._views.film.setFocus()
