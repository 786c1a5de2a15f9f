"""The films that a run is asked about, and what it has found on them.

Apart from the runs: a prediction knows these two and nothing of the learning, which it need not import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.geometry.coordinates import Points
from engine.landmarks import LandmarkSet
from engine.models.trained_model import TrainedModel
from engine.sigma.config import SigmaHistory


@dataclass(frozen=True, slots=True)
class FilmSource:
    """A film by its identity and file."""

    identity: str
    path: Path


@dataclass(frozen=True, slots=True)
class Propagation:
    """What a run found: predictions by film, which films are mirrored, which could not be read.

    `learned` finds the landmarks on further films; `opinions`: film -> "registration", "detector 1",
    "detector 2" -> what that part alone says, places [K, 2] in scheme order. Without learning: neither.
    `unfit`: film -> sentence, for films without a set as they show nothing or another anatomy; `doubtful`:
    film -> sentence, for those whose set looks failed as a whole. `sigmas`: how those of the detectors were
    learned, None where they were not. `is_early`: the learning was stopped before its end. `precision`: what
    networks learned in, where there were any.
    """

    sets: Mapping[str, LandmarkSet]
    mirrored: Mapping[str, bool]
    unreadable: Mapping[str, str]
    exemplars: tuple[str, ...]
    device: str
    seconds: float
    method: str
    learned: TrainedModel | None = None
    opinions: Mapping[str, Mapping[str, Points]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    unfit: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, str] = field(default_factory=dict)
    sigmas: SigmaHistory | None = None
    is_early: bool = False
    precision: str = "float32"
