"""One finished row of the supervised measurement, as values and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.job import Run
from engine.benchmark.score import Score
from engine.benchmark.sets.labelled import BodyPart
from engine.benchmark.supervised.request import TrainingOutcome
from engine.benchmark.supervised.rows import SupervisedRow
from engine.evaluation.report import Summary
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class SetResult:
    """What a row scores on one set. `folds`: (films learned from, for choices, tested) of each training.

    `there`: how many films could be tested; `own_films`: it was scored on the films it learned from.
    """

    name: str
    title: str
    anatomy: BodyPart
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
        films = counted(self.there, "test film")
        return films if count == self.there else f"first {count} of {films}"

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
class SupervisedRowResult:
    """One finished row. `mixed`: all landmarks of all its sets in one, px of the networks' grids."""

    row: SupervisedRow
    sets: tuple[SetResult, ...]
    runs: Sequence[Run[TrainingOutcome]] = ()
    mixed: Summary | None = None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return {
            "row": self.row.name,
            "kind": self.row.kind.value,
            "sets": [result.as_json() for result in self.sets],
            "mixed_px": None if self.mixed is None else self.mixed.as_json(),
            "runs": [_run_json(run) for run in self.runs],
        }


def _run_json(run: Run[TrainingOutcome]) -> dict[str, Any]:
    """The run without its points."""
    plain = {name: value for name, value in asdict(run.outcome).items() if name != "points"}
    return {**plain, "from_cache": run.cached, "key": dict(run.key)}
