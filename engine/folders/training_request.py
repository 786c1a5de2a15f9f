"""What a training on folders is asked for, and what it comes to: plain values."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.folders.labelled_sets import LabelledSet, SetRequest
from engine.models.model_card import ModelCard
from engine.runtime.distributed import ALONE, Ranks
from engine.supervised.assessment import Assessment, measured
from engine.supervised.splits import SplitParts
from engine.supervised.systems import Recipe, System
from engine.supervised.train import Trained


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """What to train and where to write it.

    `validation`: a share of the films to learn from, or a file that lists films; None: what the splits
    say, else a share of 0.12. `folds`: so many models, each tested on another part of the films, 0 for one
    model of all. `seeds`: so many trainings that differ in their seed only, from `seed` on. `out`: table of
    what the models of the folds say of the films that they did not learn from. `work`: where an unfinished
    run keeps its state; `resume`: fail where there is none of this very run. `weights`: ImageNet's, for the
    backbone. `extend`: model that gets one anatomy more. `steer`: where the recipe learns sigmas, the share
    of the films to learn from that steer them, or a file that lists them.
    """

    system: System
    recipe: Recipe
    sets: tuple[SetRequest, ...]
    model_out: Path
    validation: float | Path | None = None
    folds: int = 0
    seeds: int = 1
    out: Path | None = None
    work: Path | None = None
    resume: bool = False
    steer: float | Path = 0.2
    device: str = "auto"
    seed: int = 0
    card: ModelCard = field(default_factory=ModelCard)
    weights: Path | None = None
    extend: Path | None = None
    ranks: Ranks = ALONE


@dataclass(frozen=True, slots=True)
class OneRun:
    """One of the trainings: its `seed`, its `fold` (from 1, 0 for none), its file, what came out.

    `tested`: by domain, what it says of the films of its fold.
    """

    seed: int
    fold: int
    model: Path
    sha256: str
    trained: Trained
    tested: Mapping[str, Assessment]


@dataclass(frozen=True, slots=True)
class TrainOutcome:
    """All trainings of a request. `parts`: films by domain, for every fold; `tables`: what was predicted."""

    runs: tuple[OneRun, ...]
    sets: tuple[LabelledSet, ...]
    parts: tuple[Mapping[str, SplitParts], ...]
    device: str
    notes: tuple[str, ...]
    tables: tuple[Path, ...] = ()

    def over_folds(self, domain: str, seed: int) -> dict[str, float]:
        """Figures over the films of all folds, each seen by the model that did not learn from it."""
        tested = [run.tested[domain] for run in self.runs if run.seed == seed and domain in run.tested]
        return measured(np.concatenate([one.errors for one in tested]), tested[0].unit) if tested else {}

    def figures(self, domain: str, seed: int) -> dict[str, float]:
        """Figures of one seed: over its folds where there are folds, else over the validation films."""
        own = [run.trained.metrics[domain] for run in self.runs if run.seed == seed]
        return self.over_folds(domain, seed) or own[0]

    def over_seeds(self, domain: str) -> dict[str, tuple[float, float]]:
        """Mean and standard deviation (of a sample; 0 for one seed) of each figure over the seeds."""
        each = [self.figures(domain, seed) for seed in sorted({run.seed for run in self.runs})]
        return {
            name: (statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0)
            for name in each[0]
            for values in ([one[name] for one in each],)
        }
