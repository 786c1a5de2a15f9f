"""It learns how the person reads: fitted anew after each decision, offered in words, applied as one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from itertools import islice
from math import atan2, hypot, pi, sqrt

from PySide6.QtCore import QObject, QTimer, Signal

from app.document import edits
from app.document.project import Project
from app.document.reading import ReadingWish, film_readings, is_news, move_of, offered
from app.jobs.job import JobSlot
from app.run_choice import is_of_run
from app.translation import tr
from app.views.film_display import Arrow
from app.views.reading_bar import ReadingBar, ReadingOffer
from app.workspace.workspace import Workspace
from engine.landmarks import Origin
from engine.observers.reading_offsets import ReadFilm, ReadingOffsets, fit_reading
from engine.operation import Operation, Progress

_SOON_MS = 200  # after the last edit: not while a point is being nudged
_FILMS_AT_ONCE = 50  # looked at without a pause: about 8 ms
_MOST_FILMS = 60  # that are compared, those of the latest edits: fitting takes about 7 ms
_MOST_MOVED = 300  # films whose points are moved without a thread: about 30 ms
_SIDES_OF_MODEL = (
    tr("to the right of the model's"),
    tr("below and right of the model's"),
    tr("below the model's"),
    tr("below and left of the model's"),
    tr("to the left of the model's"),
    tr("above and left of the model's"),
    tr("above the model's"),
    tr("above and right of the model's"),
)
_SIDES = (
    tr("to the right"),
    tr("below and right"),
    tr("below"),
    tr("below and left"),
    tr("to the left"),
    tr("above and left"),
    tr("above"),
    tr("above and right"),
)


class HowYouRead(QObject):
    """Keeps `Project.readings` as the points are, and offers in `bar` what has become significant.

    Only films that changed are looked at. `changed`: other arrows may have to be drawn.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, bar: ReadingBar) -> None:
        super().__init__(workspace.window)
        self._document, self._selection, self._bar = workspace.document, workspace.selection, bar
        self._edit, self._messages = workspace.edit, workspace.messages
        self._reads: dict[str, dict[str, ReadFilm]] = {}  # film -> model -> what it tells
        self._open: dict[str, dict[str, dict[str, bool]]] = {}  # film -> model -> landmark -> moved already
        self._excluded: set[str] = set()  # of the films that were looked at
        self._seen = Counter[tuple[str, str]]()  # (model, landmark) -> films on which both have it
        self._films: dict[bool, Counter[tuple[str, str]]] = {}  # moved already -> (model, landmark) -> films
        self._unseen: dict[str, None] = {}  # films to look at, in the order of their edits
        self._stale: set[str] = set()  # models to be fitted
        self._moving = JobSlot(self)
        self._openings = 0  # how many documents were opened by now
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look)
        self._document.landmarks_changed.connect(self._films_changed)
        self._document.films_changed.connect(self._records_changed)
        self._document.scheme_changed.connect(lambda: self._films_changed(tuple(self._reads)))
        self._document.readings_changed.connect(self._say)
        self._document.replaced.connect(self._start_anew)
        self._selection.film_changed.connect(lambda _film: self._say())
        bar.apply_wanted.connect(self.apply)
        bar.always_wanted.connect(lambda model: self.apply(model, always=True))
        bar.refused.connect(self.refuse)
        self._start_anew()

    def apply(self, model: str, always: bool = False) -> None:
        """Move the points of `model` that nobody has decided on."""
        now = self._document.now()
        if sum(model in points for points in self._open.values()) <= _MOST_MOVED:
            self._take(edits.apply_reading(self._document.project, model, now=now, always=always), always)
            self._look_again(model)
            self._look()  # a person waits for the answer
        elif not self._moving.is_busy:
            self._move_on_thread(self._document.project, model, now, always)

    def _move_on_thread(self, project: Project, model: str, now: str, always: bool) -> None:
        opening = self._openings

        def done(step: edits.Change) -> None:
            if self._openings != opening:  # it was asked for in what was open before
                return
            if self._document.project is project:
                self._take(step, always)
                self._look_again(model)
            elif model in self._document.project.readings:  # something was decided meanwhile, and stays
                self._move_on_thread(self._document.project, model, now, always)

        self._moving.start(_moving(project, model, now, always), done, self._messages.error)

    def _take(self, step: edits.Change, always: bool) -> None:
        """Make the step, and say what it did."""
        if self._edit(lambda _project: step):
            words = tr("{moved}; Undo takes it back.", moved=moved_words(step))
            later = tr("Later predictions are moved as they come in.") if always else ""
            self._messages.note(" ".join(filter(None, (words, later))))

    def _look_again(self, model: str) -> None:
        """Look also at films on which nothing was moved: a move beyond their edge is offered no longer."""
        wish = self._document.project.wishes.get(model, ReadingWish())
        points = ((film, models.get(model, {})) for film, models in self._open.items())
        left = (
            film for film, of_model in points if any(not of_model.get(name, True) for name in wish.applied)
        )
        self._films_changed(tuple(left))

    def refuse(self, model: str, name: str) -> None:
        """Leave a landmark where the model has it."""
        self._edit(lambda project: edits.refuse_offset(project, model, name))

    def ask_again(self) -> None:
        """Ask again about all landmarks that a person left where a model has them, whatever model it is."""
        models = [model for model, wish in self._document.project.wishes.items() if wish.without]
        for model in models:
            self._edit(partial(edits.ask_again, model=model))
        if not models:
            self._messages.note(tr("No landmark was left out: nothing has to be asked again."))

    def set_always(self, model: str, always: bool) -> None:
        """Move later predictions of `model` as they come in, or no longer."""
        self._edit(lambda project: edits.always_apply(project, model, always))

    def is_always(self, model: str) -> bool:
        """True where later predictions of `model` are moved."""
        wish = self._document.project.wishes.get(model)
        return wish is not None and wish.always

    def arrows(self, film: str) -> tuple[Arrow, ...]:
        """On `film`, where the points go that the bar offers to move."""
        offer, project = self._bar.offer, self._document.project
        if offer is None or film not in project.sets or offer.model not in project.readings:
            return ()
        reading, marks = project.readings[offer.model], project.sets[film]
        points = self._open.get(film, {}).get(offer.model, {})
        arrows = []
        for name in self._wanted(project, reading):
            mark = marks.get(name)
            if (
                name in points
                and mark.origin is Origin.PREDICTED
                and (at := mark.unadjusted or mark.position)
            ):
                across, down = reading.arrow(marks, name)
                arrows.append(Arrow(name, *at, at[0] + across, at[1] + down))
        return tuple(arrows)

    def _films_changed(self, films: tuple[str, ...]) -> None:
        for film in films:  # at the end of the queue: the latest edits count
            self._unseen.pop(film, None)
            self._unseen[film] = None
        self._soon.start(_SOON_MS)

    def _records_changed(self, films: tuple[str, ...]) -> None:
        """Look at those of `films` that were excluded or taken in again."""
        project = self._document.project
        known = (film for film in films if film in project.sets and film in project.films)
        turned = [film for film in known if (film in self._excluded) != bool(project.films[film].excluded)]
        if turned:
            self._films_changed(tuple(turned))
        if self._selection.film in films:  # an audit may have begun on it, or have been undone
            self._say()

    def _start_anew(self) -> None:
        self._openings += 1
        for kept in (self._reads, self._open, self._unseen, self._stale, self._seen, self._excluded):
            kept.clear()
        self._films = {False: Counter(), True: Counter()}
        self._films_changed(tuple(self._document.project.sets))
        self._bar.show_offer(None)

    def _look(self) -> None:
        """Look at some of the films that changed, then fit the models that they are of."""
        for film in list(self._unseen)[:_FILMS_AT_ONCE]:
            del self._unseen[film]
            self._look_at(film)
        if self._stale and not self._unseen:
            self._fit(self._stale.pop())
        if self._unseen or self._stale:
            self._soon.start(0)
        else:
            self._say()

    def _look_at(self, film: str) -> None:
        project = self._document.project
        self._count(film, -1)
        before = self._reads.pop(film, {})
        self._seen.subtract(_both(before))
        marks, said = project.sets.get(film), project.opinions.get(film)
        is_out = marks is not None and bool(project.films[film].excluded)
        (self._excluded.add if is_out else self._excluded.discard)(film)
        reads = {} if marks is None or is_out else film_readings(marks, said)
        self._open[film] = {} if marks is None else edits.movable_points(project, film)
        self._count(film, 1)
        if reads:
            self._reads[film] = reads
            self._seen.update(_both(reads))
        self._stale.update(before, reads)

    def _count(self, film: str, by: int) -> None:
        for model, points in self._open.get(film, {}).items():
            for name, is_moved in points.items():
                self._films[is_moved][model, name] += by

    def _fit(self, model: str) -> None:
        project = self._document.project
        readings = {key: each for key, each in project.readings.items() if key != model}
        latest = (read for film in reversed(self._reads) if (read := self._reads[film].get(model)))
        if reads := list(islice(latest, _MOST_FILMS)):
            readings[model] = fit_reading(reads, project.scheme.names, project.reader, model)
        self._document.update_readings(readings)

    def _say(self) -> None:
        """Offer what is significant and not applied yet; of several models that with most films."""
        project = self._document.project
        film = project.films.get(self._selection.film)
        is_blind = film is not None and film.is_read_blind  # whoever hears of it reads otherwise from then on
        offers = [] if is_blind else [self._offer(project, reading) for reading in project.readings.values()]
        _, offer = max((each for each in offers if each), key=lambda each: each[0], default=(0, None))
        before = self._bar.offer
        if offer != before:
            self._bar.show_offer(offer)
        if offer is not None or before is not None:
            self.changed.emit()

    def _wanted(self, project: Project, reading: ReadingOffsets) -> tuple[str, ...]:
        """The landmarks with points that are not where the reading would have them."""
        wish = project.wishes.get(reading.model, ReadingWish())
        return tuple(name for name in offered(reading, wish) if self._to_move(project, reading, name))

    def _to_move(self, project: Project, reading: ReadingOffsets, name: str) -> int:
        """On how many films a landmark would be moved."""
        key, wish = (reading.model, name), project.wishes.get(reading.model, ReadingWish())
        return self._films[False][key] + (self._films[True][key] if is_news(reading, wish, name) else 0)

    def _offer(self, project: Project, reading: ReadingOffsets) -> tuple[int, ReadingOffer] | None:
        names = self._wanted(project, reading)
        if not names:
            return None
        count = self._to_move(project, reading, names[0])
        text = self._question(project, reading, names, count)
        every = self._every_offset(project, reading, names)
        return count, ReadingOffer(reading.model, names[0], text, not is_of_run(reading.model), every)

    def _question(self, project: Project, reading: ReadingOffsets, names: tuple[str, ...], films: int) -> str:
        lies = tr(
            "Your {landmark} lies {way}, {films}",
            landmark=names[0],
            way=self._way(project, reading, names[0]),
            films=tr("{n} film", "{n} films", n=self._seen[reading.model, names[0]]),
        )
        others = len(names) - 1
        if not others:
            what = tr("Move it on the {n} untouched film?", "Move it on the {n} untouched films?", n=films)
            return f"{lies}. {what}"
        more = tr("one more landmark differs too", "{n} more landmarks differ too", n=others)
        what = tr("Move them on the {n} untouched film?", "Move them on the {n} untouched films?", n=films)
        return f"{lies}; {more}. {what}"

    def _every_offset(self, project: Project, reading: ReadingOffsets, names: tuple[str, ...]) -> str:
        """A line for each landmark that is known: how far on which side, how sure, from how many films."""
        per_px = self._mm_of_reading(project, reading)
        unit = "px" if per_px is None else "mm"
        lines = []
        for name, each in zip(reading.names, reading.offsets, strict=True):
            if each.films > 0:
                x, y = (value * (per_px or 1.0) for value in each.offset)
                sure = sqrt(each.variance / each.films) * (per_px or 1.0)
                side = _SIDES[round(atan2(y, x) / (pi / 4)) % 8]
                films = tr("{n} film", "{n} films", n=self._seen[reading.model, name])
                mark = tr("to move") if name in names else tr("stays")
                lines.append(
                    f"{name}: {hypot(x, y):.1f} {unit} {side} \N{PLUS-MINUS SIGN} {sure:.1f}, {films}, {mark}"
                )
        return "\n".join(lines)

    def _mm_of_reading(self, project: Project, reading: ReadingOffsets) -> float | None:
        """Millimetres per pixel of the reading's upright frame, as on the film on screen; None: unknown."""
        film = self._selection.film
        marks, record = project.sets.get(film), project.films.get(film)
        if marks is None or record is None or record.spacing is None:
            return None
        for name in reading.significant():
            far = hypot(*move_of(reading, name))
            across, down = reading.arrow(marks, name) if marks.get(name).position else (0.0, 0.0)
            if far > 0 and (mm := record.spacing.length(across, down)) > 0:
                return mm / far
        return None

    def _way(self, project: Project, reading: ReadingOffsets, name: str) -> str:
        """How far and on which side, as on the film on screen where that shows it."""
        film = self._selection.film
        marks = project.sets.get(film)
        across, down = move_of(reading, name)
        spacing = None
        if marks is not None and marks.get(name).position is not None:
            across, down = reading.arrow(marks, name)
            spacing = project.films[film].spacing
        side = _SIDES_OF_MODEL[round(atan2(down, across) / (pi / 4)) % 8]
        if spacing is None:
            return f"{hypot(across, down):.0f} px {side}"
        return f"{spacing.length(across, down):.1f} mm {side}"


def moved_words(step: edits.Change) -> str:
    """How many points a step has moved, on how many films."""
    pairs = [(step.before.sets.get(film), marks) for film, marks in step.after.sets.items() if marks]
    points = sum(
        old is not None and mark.position != old.get(name).position
        for old, marks in pairs
        for name, mark in marks.landmarks.items()
    )
    return tr(
        "Moved {points} on {films}",
        points=tr("{n} point", "{n} points", n=points),
        films=tr("{n} film", "{n} films", n=len(pairs)),
    )


def _both(reads: Mapping[str, ReadFilm]) -> list[tuple[str, str]]:
    """(model, landmark) of what both a model and the person have placed on a film."""
    return [
        (model, name)
        for model, read in reads.items()
        for name in read.placed.landmarks
        if name in read.predicted.landmarks
    ]


def _moving(project: Project, model: str, now: str, always: bool) -> Operation[edits.Change]:
    yield Progress("moving points", 0, 0)
    return edits.apply_reading(project, model, now=now, always=always)


def always_words(readings: Mapping[str, ReadingOffsets], model: str) -> str:
    """What moving later predictions of `model` means now, in a sentence."""
    count = len(readings[model].significant()) if model in readings else 0
    if not count:
        return tr("Later predictions of {model} are moved once enough of your points are known.", model=model)
    return tr(
        "Later predictions of {model} are moved to how you read: {landmarks}.",
        model=model,
        landmarks=tr("{n} landmark", "{n} landmarks", n=count),
    )
