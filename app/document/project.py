"""The saved value of a project: films, landmarks and scheme, frozen; and how one side of an edit joins it.

Nothing here changes in place. A new project shares all films and landmark sets that were not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from app.document.film import AuditStage, FilmFacts, FilmRecord
from app.document.opinions import FilmOpinions
from app.document.reading import ReadingWish
from app.translation import tr
from engine.errors import EngineError
from engine.io.film_names import film_order
from engine.landmarks import LandmarkSet, Origin, Presence, Scheme
from engine.observers.reading_offsets import ReadingOffsets

V = TypeVar("V")


class FilmState(StrEnum):
    """What the film list shows; derived from the project, never stored."""

    UNTOUCHED = "untouched"
    STARTED = "started"
    EXEMPLAR = "exemplar"
    PREDICTED = "predicted"
    REVIEWED = "reviewed"
    UNFIT = "does not fit"  # whoever looked at it saw another anatomy, or nothing
    UNREADABLE = "unreadable"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Parts:
    """Some parts of a project as they are to be: None as a value removes; `scheme` None leaves it alone."""

    sets: Mapping[str, LandmarkSet | None] = field(default_factory=dict)
    films: Mapping[str, FilmRecord | None] = field(default_factory=dict)
    scheme: Scheme | None = None
    opinions: Mapping[str, FilmOpinions | None] = field(default_factory=dict)
    wishes: Mapping[str, ReadingWish | None] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where nothing is touched."""
        return not (self.sets or self.films or self.opinions or self.wishes) and self.scheme is None


@dataclass(frozen=True, slots=True)
class Project:
    """The working reading of a folder of films. `films` is in the order of `film_order`.

    `sets` holds the landmarks by film identity; a film without an entry has none placed. `opinions`: film ->
    what the machines said of it last, also where a person decided otherwise. `readings`: model -> how the
    reader places landmarks beside it, which is fitted anew whenever points change, and `wishes` what a
    person wants of it.
    """

    scheme: Scheme = field(default_factory=Scheme)
    films: Mapping[str, FilmRecord] = field(default_factory=dict)
    sets: Mapping[str, LandmarkSet] = field(default_factory=dict)
    reader: str = ""
    reading: int = 1
    opinions: Mapping[str, FilmOpinions] = field(default_factory=dict)
    readings: Mapping[str, ReadingOffsets] = field(default_factory=dict)
    wishes: Mapping[str, ReadingWish] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # a proxy was made here before and is shared as it is: no copy on each edit
        if not isinstance(self.films, MappingProxyType):
            object.__setattr__(self, "films", _in_order(self.films))
        for name in ("sets", "opinions", "readings", "wishes"):
            if not isinstance(getattr(self, name), MappingProxyType):
                object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def film(self, identity: str) -> FilmRecord:
        """The record of a film; EngineError where the project has no such film."""
        record = self.films.get(identity)
        if record is None:
            raise EngineError(
                tr("The project has no film {film}: open the folder that holds it.", film=identity)
            )
        return record

    def landmarks(self, identity: str) -> LandmarkSet:
        """The landmarks of a film, an empty set where none was placed."""
        return self.sets.get(identity) or LandmarkSet(identity, {}, self.reader, self.reading)

    def first_reading(self, identity: str) -> LandmarkSet:
        """The landmarks that count: of a film that is read again in an audit the hidden first reading.

        A landmark on which a person decided only since is as the second reading has it.
        """
        marks, audit = self.landmarks(identity), self.film(identity).audit
        if audit is None or audit.stage is not AuditStage.AGAIN:
            return marks
        first = {
            name: mark for name, mark in audit.first.items() if mark.is_human or not marks.get(name).is_human
        }
        both = {**marks.landmarks, **first}
        return replace(marks, landmarks={name: both[name] for name in self.scheme.names if name in both})

    def exemplars(self) -> tuple[str, ...]:
        """Identities of the films that the others learn from; excluded ones are left out."""
        return tuple(name for name, film in self.films.items() if film.exemplar and not film.excluded)

    @property
    def has_predictions(self) -> bool:
        """True where a machine has predicted landmarks, also where a person has decided on them since."""
        films = any(film.sources for film in self.films.values())
        return films or any(mark.model for marks in self.sets.values() for mark in marks.landmarks.values())

    def usable_films(self) -> tuple[str, ...]:
        """Identities of the films that a propagation runs on: readable and not excluded."""
        return tuple(name for name, film in self.films.items() if not film.excluded and not film.unreadable)

    def included_films(self) -> tuple[str, ...]:
        """Identities of the films that are exported and measured: all that are not excluded."""
        return tuple(name for name, film in self.films.items() if not film.excluded)

    def placed_on(self, name: str) -> int:
        """On how many films the landmark `name` has a point."""
        return sum(marks.get(name).position is not None for marks in self.sets.values())

    def next_unplaced(self, identity: str, after: str = "") -> str | None:
        """The next unplaced landmark in scheme order after `after` and round; None: all decided."""
        names = self.scheme.names
        start = names.index(after) + 1 if after in names else 0
        marks = self.landmarks(identity)
        for name in (*names[start:], *names[:start]):
            if marks.get(name).presence is Presence.UNPLACED:
                return name
        return None

    def is_complete(self, identity: str) -> bool:
        """True where a person decided on every landmark of the scheme and placed at least one."""
        marks = self.landmarks(identity)
        decided = all(marks.get(name).is_human for name in self.scheme.names)
        return decided and bool(self.scheme.names) and bool(marks.placed())

    def state(self, identity: str) -> FilmState:
        """What the film list shows of a film."""
        film = self.film(identity)
        if film.excluded:
            return FilmState.EXCLUDED
        if film.unreadable:
            return FilmState.UNREADABLE
        if film.exemplar:
            return FilmState.EXEMPLAR
        return self._progress(film)

    def _progress(self, film: FilmRecord) -> FilmState:
        decided = [mark for mark in self.landmarks(film.identity).landmarks.values() if mark.is_human]
        predicted = any(
            mark.origin is Origin.PREDICTED for mark in self.landmarks(film.identity).landmarks.values()
        )
        if predicted:  # also where a reviewed film got a new landmark since
            return FilmState.PREDICTED
        if film.reviewed or self.is_complete(film.identity):
            return FilmState.REVIEWED
        if decided:
            return FilmState.STARTED
        return FilmState.UNFIT if film.unfit else FilmState.UNTOUCHED

    def with_parts(self, parts: Parts) -> Project:
        """The project with `parts` put in; facts read from a film's file stay as they are now."""
        films: dict[str, FilmRecord | None] = {}
        for identity, film in parts.films.items():
            known = self.films.get(identity)
            films[identity] = replace(film, facts=known.facts) if film and known else film
        return replace(
            self,
            scheme=self.scheme if parts.scheme is None else parts.scheme,
            films=_joined_films(self.films, films),
            sets=_joined(
                self.sets, {film: marks and self._mine(marks) for film, marks in parts.sets.items()}
            ),
            opinions=_joined(self.opinions, parts.opinions),
            wishes=_joined(self.wishes, parts.wishes),
        )

    def read_by(self, reader: str) -> Project:
        """The same reading, by `reader`: one name for all its points."""
        named = replace(self, reader=reader)
        return replace(named, sets={film: named._mine(marks) for film, marks in self.sets.items()})

    def _mine(self, marks: LandmarkSet) -> LandmarkSet:
        """`marks` as a part of this reading: an undo may bring back what was named otherwise."""
        same = (marks.reader, marks.reading) == (self.reader, self.reading)
        return marks if same else replace(marks, reader=self.reader, reading=self.reading)

    def with_facts(self, facts: Mapping[str, FilmFacts]) -> Project:
        """The project with what reading the files told; unknown films are passed over."""
        known = {identity: read for identity, read in facts.items() if identity in self.films}
        films = {identity: replace(self.films[identity], facts=read) for identity, read in known.items()}
        return replace(self, films=_joined(self.films, films))

    def parts_like(self, parts: Parts) -> Parts:
        """The present values of all that `parts` touches: the way back."""
        return Parts(
            sets={identity: self.sets.get(identity) for identity in parts.sets},
            films={identity: self.films.get(identity) for identity in parts.films},
            scheme=None if parts.scheme is None else self.scheme,
            opinions={identity: self.opinions.get(identity) for identity in parts.opinions},
            wishes={model: self.wishes.get(model) for model in parts.wishes},
        )


def _in_order(films: Mapping[str, FilmRecord]) -> Mapping[str, FilmRecord]:
    """`films` in the order of films, read-only."""
    return MappingProxyType({identity: films[identity] for identity in sorted(films, key=film_order)})


def _joined_films(
    current: Mapping[str, FilmRecord], changed: Mapping[str, FilmRecord | None]
) -> Mapping[str, FilmRecord]:
    joined = _joined(current, changed)
    return _in_order(joined) if changed.keys() - current.keys() else joined


def _joined(current: Mapping[str, V], changed: Mapping[str, V | None]) -> Mapping[str, V]:
    if not changed:
        return current
    joined = {**current, **changed}
    for identity in _removed(changed):
        del joined[identity]
    return MappingProxyType(joined)  # type: ignore[arg-type]  # the None values have just gone


def _removed(changed: Mapping[str, V | None]) -> Iterable[str]:
    return (identity for identity, value in changed.items() if value is None)
