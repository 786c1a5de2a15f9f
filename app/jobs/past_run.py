"""What is kept in mind of a run that is over: counts and figures only, no name of a film or a patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class RunEnd(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped early"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run: `when` it began (UTC, ISO 8601), `what` it was, on how many `films`, for how many `seconds`.

    `figures`: what it was found to be worth, by their names in evaluations ("mre_mm"). `details`: how it was
    asked for, in words.
    """

    when: str
    what: str
    films: int
    seconds: float
    end: RunEnd
    figures: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
