"""One finished row of the supervised measurement, as values and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.benchmark.supervised.request import Outcome
from engine.benchmark.supervised.rows import Row
from engine.benchmark.supervised.scoring import Score
from engine.benchmark.supervised.sets import Anatomy
from engine.evaluation.report import Summary


@dataclass(frozen=True, slots=True)
class SetResult:
    """What a row scores on one set. `folds`: (films learned from, for choices, tested) of each training.

    `there`: how many films could be tested; `own_films`: it was scored on the films it learned from.
    """

    name: str
    title: str
    anatomy: Anatomy
    split: str
    folds: tuple[tuple[int, int, int], ...]
    there: int
    scores: tuple[Score, ...]
    grid: Score | None = None
    own_films: bool = False

    @property
    def main(self) -> Score:
        """All films and landmarks against the truth of the set."""
        return self.scores[0]

    @property
    def films(self) -> str:
        """Which films were scored, in words."""
        count = len(set(self.main.films))
        if self.own_films:
            return f"the {count} it learned from"
        return f"{count} test films" if count == self.there else f"first {count} of {self.there} test films"

    def part(self, part: str) -> Score | None:
        """The score on a part of the test films, None where there is none."""
        return next((score for score in self.scores if score.part == part), None)

    def sure(self) -> Score | None:
        """The score without the doubtful landmarks, None where all are sure."""
        return next((score for score in self.scores if score.without), None)

    def as_json(self) -> dict[str, Any]:
        """The result as plain JSON values."""
        return {
            "set": self.name,
            "title": self.title,
            "split": self.split,
            "folds": [dict(zip(("train", "validation", "test"), fold, strict=True)) for fold in self.folds],
            "films": self.films,
            "scores": [score.as_json() for score in self.scores],
            "grid_score": None if self.grid is None else self.grid.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Run:
    """One training of a row: what came out, what decided it, and whether it was found again."""

    outcome: Outcome
    key: Mapping[str, Any]
    cached: bool

    def as_json(self) -> dict[str, Any]:
        """The run as plain JSON values, without the points."""
        data = self.outcome.as_json()
        plain = {name: value for name, value in data.items() if name != "points"}
        return {**plain, "from_cache": self.cached, "key": dict(self.key)}


@dataclass(frozen=True, slots=True)
class RowResult:
    """One finished row. `mixed`: all landmarks of all its sets in one, px of the networks' grids."""

    row: Row
    sets: tuple[SetResult, ...]
    runs: tuple[Run, ...] = ()
    mixed: Summary | None = None
    notes: tuple[str, ...] = ()

    @property
    def seconds(self) -> float | None:
        """Wall time of all trainings and predictions, None where nothing was computed."""
        return sum(run.outcome.seconds for run in self.runs) if self.runs else None

    def as_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return {
            "row": self.row.name,
            "kind": self.row.kind.value,
            "sets": [one.as_json() for one in self.sets],
            "mixed_px": None if self.mixed is None else self.mixed.as_json(),
            "runs": [run.as_json() for run in self.runs],
        }
