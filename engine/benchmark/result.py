"""One finished row of the one-shot measurement, as values and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.benchmark.measure import Measured
from engine.benchmark.mirrored import is_flipped
from engine.benchmark.rows import Row
from engine.benchmark.scoring import Score
from engine.evaluation.metrics import Unit


@dataclass(frozen=True, slots=True)
class RowResult:
    """One finished row: scored on `films`, of `there` that could be; `left_out` twins are neither.

    `measured` and `key` are None where nothing was computed. `flipped`: scores on flipped copies, mapped
    back. `parts`: what each part of a run scores alone. `learned_from`: unlabelled films, besides those
    that are scored, that the run learned from.
    """

    row: Row
    exemplar: str
    films: tuple[str, ...]
    there: int
    left_out: int
    scores: tuple[Score, ...]
    measured: Measured | None = None
    key: Mapping[str, Any] | None = None
    cached: bool = False
    flipped: tuple[Score, ...] = ()
    parts: Mapping[str, tuple[Score, ...]] = field(default_factory=dict)
    learned_from: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all films are in it, so that its figures may be held against others'."""
        return len(self.films) == self.there

    def score(self, unit: Unit, *, without_doubtful: bool = False) -> Score | None:
        """The score in `unit`, None where there is none."""
        return chosen(self.scores, unit, without_doubtful=without_doubtful)

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
            "method": self.row.kind.value,
            "film_use": self.row.use.value,
            "films": list(self.films),
            "films_there": self.there,
            "twins_left_out": self.left_out,
            "learned_from": list(self.learned_from),
            "scores": [_score_json(score) for score in self.scores],
        }
        if self.flipped:
            data["scores_flipped"] = [_score_json(score) for score in self.flipped]
        if self.parts:
            data["parts"] = {part: [_score_json(s) for s in own] for part, own in self.parts.items()}
        if self.measured is not None:
            data |= self._measured_json(self.measured)
        return data

    def _measured_json(self, measured: Measured) -> dict[str, Any]:
        left_out = ("points", "opinions", "learned_from")
        plain = {name: value for name, value in asdict(measured).items() if name not in left_out}
        extra = {"seconds_per_film": measured.seconds_per_film, "from_cache": self.cached}
        return {**plain, **extra, "key": dict(self.key or {})}


def chosen(scores: tuple[Score, ...], unit: Unit, *, without_doubtful: bool = False) -> Score | None:
    """The one of `scores` in `unit`, None where there is none."""
    found = (s for s in scores if s.evaluation.unit == unit and bool(s.without) == without_doubtful)
    return next(found, None)


def _score_json(score: Score) -> dict[str, Any]:
    data = score.evaluation.as_json()
    return {"without": list(score.without), **{name: data[name] for name in data if name != "films"}}
