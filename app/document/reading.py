"""How a person reads beside a machine, in a project: what is compared, what is offered, what was wished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import hypot
from types import MappingProxyType

from app.document.opinions import FilmOpinions, Place, Voice
from app.run_choice import is_by_hand, is_of_run
from engine.landmarks import Landmark, LandmarkSet, Origin
from engine.observers.reading_offsets import LandmarkOffset, ReadFilm, ReadingOffsets

_NEWS_PX, _NEWS_SHARE = 1.0, 0.25  # a move that changed by less than that is none to ask about again


@dataclass(frozen=True, slots=True)
class ReadingWish:
    """What a person wants of the offsets of one model.

    `always`: later predictions are moved as they come in. `without`: landmarks that stay where the model has
    them. `applied`: landmark -> its move when that was applied last, upright pixels as in `ReadingOffsets`.
    """

    always: bool = False
    without: frozenset[str] = frozenset()
    applied: Mapping[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "applied", MappingProxyType(dict(self.applied)))

    def carried(self, renames: Mapping[str, str]) -> ReadingWish:
        """The same with landmarks under new names."""
        without = frozenset(renames.get(name, name) for name in self.without)
        return replace(
            self,
            without=without,
            applied={renames.get(name, name): move for name, move in self.applied.items()},
        )


def film_readings(marks: LandmarkSet, said: FilmOpinions | None) -> dict[str, ReadFilm]:
    """Model -> what a film tells of how the person reads beside it; empty where a person decided nothing.

    A model is compared as it `said`, else as each point that a person decided on remembers it. The points of
    a propagation are compared as it said alone: a later one of the same name is another machine.
    """
    decided = {name: mark for name, mark in marks.landmarks.items() if mark.is_human and mark.position}
    placed = replace(marks, landmarks=decided)
    by_model: dict[str, dict[str, Landmark]] = {}
    for name, mark in decided.items():
        is_of_model = bool(mark.model) and not is_of_run(mark.model) and not is_by_hand(mark.model)
        if is_of_model and (mark.unadjusted or mark.predicted):
            by_model.setdefault(mark.model, {})[name] = mark
    seen = {model: replace(marks, landmarks=mine) for model, mine in by_model.items()}
    if said is not None and said.model and decided and said.voices.get(Voice.PREDICTION):
        seen[said.model] = said.raw()
    # whoever saw a prediction may have come because it looked wrong: that says nothing of usual errors
    is_blind = all(mark.origin not in (Origin.ACCEPTED, Origin.CORRECTED) for mark in decided.values())
    return {model: ReadFilm(raw, placed, is_blind) for model, raw in seen.items()}


def open_points(marks: LandmarkSet) -> dict[str, dict[str, bool]]:
    """Model -> landmarks that nobody has decided on -> whether a reading has moved them."""
    found: dict[str, dict[str, bool]] = {}
    for name, mark in marks.landmarks.items():
        is_machine = bool(mark.model) and not is_by_hand(mark.model)
        if mark.origin is Origin.PREDICTED and mark.position is not None and is_machine:
            found.setdefault(mark.model, {})[name] = mark.unadjusted is not None
    return found


def offered(reading: ReadingOffsets, wish: ReadingWish) -> tuple[str, ...]:
    """The landmarks that are worth a move, the longest first."""
    names = (name for name in reading.significant() if name not in wish.without)
    return tuple(sorted(names, key=lambda name: -hypot(*move_of(reading, name))))


def is_news(reading: ReadingOffsets, wish: ReadingWish, name: str) -> bool:
    """True where the move of a landmark is another one than when it was applied last."""
    before, (x, y) = wish.applied.get(name), move_of(reading, name)
    if before is None:
        return True
    return hypot(x - before[0], y - before[1]) > max(_NEWS_PX, _NEWS_SHARE * hypot(x, y))


def move_of(reading: ReadingOffsets, name: str) -> Place:
    """How far a landmark is moved, upright pixels."""
    offset = offset_of(reading, name)
    return offset.weight * offset.offset[0], offset.weight * offset.offset[1]


def offset_of(reading: ReadingOffsets, name: str) -> LandmarkOffset:
    """What is known of a landmark; nothing where the reading lacks it."""
    index = reading.names.index(name) if name in reading.names else -1
    return reading.offsets[index] if index >= 0 else LandmarkOffset()


def moved(reading: ReadingOffsets, marks: LandmarkSet, names: frozenset[str]) -> LandmarkSet:
    """`marks` with the open points of the reading's model moved, those of `names`."""
    applied = reading.applied(marks, frozenset(reading.names) - names)
    points = [applied.landmarks[name] for name in names if name in marks.landmarks]
    return marks.with_landmarks(mark for mark in points if mark.model == reading.model)
