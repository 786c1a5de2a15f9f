"""One finished row of the one-shot measurement, as values and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.benchmark.job import Run
from engine.benchmark.oneshot.measure import Measured
from engine.benchmark.oneshot.mirrored import is_flipped
from engine.benchmark.oneshot.rows import OneShotRow
from engine.benchmark.score import Score
from engine.evaluation.metrics import Unit
from engine.evaluation.report import Summary


@dataclass(frozen=True, slots=True)
class OneShotRowResult:
    """One finished row: scored on `films`, of `there` that could be; `left_out` twins are neither.

    `run` is None where nothing was computed. `flipped`: scores on flipped copies, mapped back. `parts`: what
    each part of a run scores alone. `learned_from`: unlabelled films, besides those that are scored, that
    the run learned from.
    """

    row: OneShotRow
    exemplar: str
    films: tuple[str, ...]
    there: int
    left_out: int
    scores: tuple[Score, ...]
    run: Run[Measured] | None = None
    flipped: tuple[Score, ...] = ()
    parts: Mapping[str, tuple[Score, ...]] = field(default_factory=dict)
    learned_from: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def measured(self) -> Measured | None:
        """What was measured, None where nothing was computed."""
        return None if self.run is None else self.run.outcome

    @property
    def whole(self) -> bool:
        """Whether all films are in it, so that its figures may be held against others'."""
        return len(self.films) == self.there

    def score(self, unit: Unit, *, without_doubtful: bool = False) -> Score | None:
        """The score in `unit`, None where there is none."""
        return _chosen(self.scores, unit, without_doubtful=without_doubtful)

    def overall(self, unit: Unit, *, without_doubtful: bool = False) -> Summary | None:
        """All landmarks of all films in `unit`, None where there is no such score."""
        score = self.score(unit, without_doubtful=without_doubtful)
        return None if score is None else score.evaluation.overall

    def part_mre(self, part: str) -> float | None:
        """The MRE of a part of the run alone, in the unit of the first score; None without such a part."""
        score = _chosen(self.parts.get(part, ()), self.scores[0].evaluation.unit)
        return None if score is None else score.evaluation.overall.mre

    @property
    def flagged(self) -> tuple[int, int]:
        """How many of the films as they are, and how many flipped copies, were taken for mirrored."""
        names = self.measured.mirrored if self.measured else ()
        flipped = sum(map(is_flipped, names))
        return len(names) - flipped, flipped

    def as_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        data: dict[str, Any] = {
            "row": self.row.name,
            "set": self.row.spec.name,
            "exemplar": self.exemplar,
            **({} if self.row.further is None else {"further_exemplars": list(self.row.further)}),
            "method": self.row.kind.value,
            "film_use": self.row.use.value,
            "films": list(self.films),
            "films_there": self.there,
            "twins_left_out": self.left_out,
            "learned_from": list(self.learned_from),
            "scores": _scores_json(self.scores),
        }
        if self.flipped:
            data["scores_flipped"] = _scores_json(self.flipped)
        if self.parts:
            data["parts"] = {part: _scores_json(scores) for part, scores in self.parts.items()}
        if self.run is not None:
            data |= _run_json(self.run)
        return data


def _run_json(run: Run[Measured]) -> dict[str, Any]:
    left_out = ("points", "opinions", "learned_from")
    plain = {name: value for name, value in asdict(run.outcome).items() if name not in left_out}
    extra = {"seconds_per_film": run.outcome.seconds_per_film, "from_cache": run.cached}
    return {**plain, **extra, "key": dict(run.key)}


def _chosen(scores: Sequence[Score], unit: str, *, without_doubtful: bool = False) -> Score | None:
    fits = (s for s in scores if s.evaluation.unit == unit and bool(s.without) == without_doubtful)
    return next(fits, None)


def _scores_json(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """The scores without their films."""
    plain = [(score.without, score.evaluation.as_json()) for score in scores]
    return [
        {"without": list(without), **{name: data[name] for name in data if name != "films"}}
        for without, data in plain
    ]
