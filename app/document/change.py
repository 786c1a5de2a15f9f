"""A change: one undoable step, as the parts of the project before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Parts, Project
from app.document.reading import ReadingWish
from engine.landmarks import LandmarkSet, Scheme

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Change:
    """One step. `text` is what the undo menu says; steps in a row with the same `joins` become one."""

    text: str
    before: Parts
    after: Parts
    joins: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing changes: such a change is no step."""
        return self.after.is_empty


def change(
    project: Project,
    text: str,
    *,
    sets: Mapping[str, LandmarkSet | None] | None = None,
    films: Mapping[str, FilmRecord | None] | None = None,
    scheme: Scheme | None = None,
    opinions: Mapping[str, FilmOpinions | None] | None = None,
    wishes: Mapping[str, ReadingWish | None] | None = None,
    joins: str = "",
) -> Change:
    """The change from `project` to these parts; parts that are equal to the present ones are left out."""
    after = Parts(
        sets=_differing(project.sets, sets or {}),
        films=_differing(project.films, films or {}),
        scheme=None if scheme == project.scheme else scheme,
        opinions=_differing(project.opinions, opinions or {}),
        wishes=_differing(project.wishes, wishes or {}),
    )
    return Change(text, project.parts_like(after), after, joins)


def combined(project: Project, text: str, *steps: Change) -> Change:
    """Several changes as one step; each must have been made on the project that the one before left."""
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, FilmRecord | None] = {}
    scheme: Scheme | None = None
    opinions: dict[str, FilmOpinions | None] = {}
    wishes: dict[str, ReadingWish | None] = {}
    for step in steps:
        sets.update(step.after.sets)
        films.update(step.after.films)
        scheme = step.after.scheme or scheme
        opinions.update(step.after.opinions)
        wishes.update(step.after.wishes)
    return change(project, text, sets=sets, films=films, scheme=scheme, opinions=opinions, wishes=wishes)


def joined(first: Change, second: Change) -> Change:
    """Two changes in a row as one: the way back of the first wins, the outcome of the second."""
    return replace(second, before=_over(first.before, second.before), after=_over(second.after, first.after))


def utc_now() -> str:
    """The time as ISO 8601 in UTC, to the millisecond: 2026-01-31T12:00:00.000Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _over(winner: Parts, other: Parts) -> Parts:
    return Parts(
        sets={**other.sets, **winner.sets},
        films={**other.films, **winner.films},
        scheme=other.scheme if winner.scheme is None else winner.scheme,
        opinions={**other.opinions, **winner.opinions},
        wishes={**other.wishes, **winner.wishes},
    )


def _differing(current: Mapping[str, V], wanted: Mapping[str, V | None]) -> Mapping[str, V | None]:
    return {key: value for key, value in wanted.items() if current.get(key) != value}
