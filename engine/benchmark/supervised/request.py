"""What a training of the measurement is given, and what comes back: plain values.

Of the films to score it gets the files alone: their landmarks are not within its reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.benchmark.points import Points, predicted_sets
from engine.benchmark.supervised.rows import Kind
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation


@dataclass(frozen=True, slots=True)
class LabelledFilm:
    """A film with landmarks to learn from: `marks` in original pixels; `mm_per_px` where it is known."""

    identity: str
    path: Path
    marks: LandmarkSet
    mm_per_px: float | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """One anatomy: `train` to learn from, `validation` for choices, `test` (identity, file) to predict."""

    name: str
    scheme: Scheme
    train: tuple[LabelledFilm, ...]
    validation: tuple[LabelledFilm, ...]
    test: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class SupervisedRequest:
    """One training and what it predicts.

    `model`: a model file to predict with instead of training. `weights`: ImageNet's, for networks with a
    backbone. `state`: a folder for the state of the training, so that a stopped one goes on; None keeps
    nothing.
    """

    domains: tuple[Domain, ...]
    kind: Kind
    device: str
    seed: int
    threads: int
    model: Path | None = None
    weights: Path | None = None
    state: Path | None = None


@dataclass(frozen=True, slots=True)
class TrainingOutcome:
    """Predictions by domain, film and name (original pixels), and how they came about.

    `curves`: name -> a value an epoch, such as the mean loss. `unanswered`: film -> why it has no
    prediction. `predicting`: seconds of the `seconds` that the predictions took. `recipe`: everything that
    was trained with, as plain JSON.
    """

    points: Mapping[str, Points]
    seconds: float
    predicting: float
    device: str
    parameters: int
    recipe: Mapping[str, Any] = field(default_factory=dict)
    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    unanswered: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    measured_utc: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def sets(self, domain: str) -> dict[str, LandmarkSet]:
        """The predictions of `domain` by film."""
        return predicted_sets(self.points.get(domain, {}))


# trains and predicts; tests give a cheap one
Learning = Callable[[SupervisedRequest], Operation[TrainingOutcome]]
