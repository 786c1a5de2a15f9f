"""What is kept in mind of a run that is over: counts and figures only, no name of a film or a patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.run_choice import RunChoice
from app.translation import tr

PROPAGATION, PREDICTION, TRAINING = "Propagation", "Prediction", "Training"  # a bracket says by what
TRAINING_ON_CORRECTIONS = "Training on corrections"
SAVING, SAMPLE = "Saving what was learned", "Sample project"
WHICH_MODEL = "Which model fits?"
WHICH_FIRST, WHICH_NEXT = "Which film first?", "Which film next?"


class RunEnd(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped early"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def words(self) -> str:
        """How it ended, in the language of the window; the value is stored."""
        return _ENDS[self]


_ENDS = {
    RunEnd.FINISHED: tr("finished"),
    RunEnd.STOPPED: tr("stopped early"),
    RunEnd.CANCELLED: tr("cancelled"),
    RunEnd.FAILED: tr("failed"),
}
_TITLES = {
    PROPAGATION: tr("Propagation"),
    PREDICTION: tr("Prediction"),
    TRAINING: tr("Training"),
    TRAINING_ON_CORRECTIONS: tr("Training on corrections"),
    SAVING: tr("Saving what was learned"),
    SAMPLE: tr("Sample project"),
    WHICH_MODEL: tr("Which model fits?"),
    WHICH_FIRST: tr("Which film first?"),
    WHICH_NEXT: tr("Which film next?"),
}


def run_words(title: str) -> str:
    """The title of a run in the language of the window: it is in English where it is stored."""
    kind, bracket, by = title.partition(" (")
    if kind == PROPAGATION:
        by = next((f"{choice.label})" for choice in RunChoice if by == f"{choice.english})"), by)
    return f"{_TITLES.get(kind, kind)}{bracket}{by}"


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run: `when` it began (UTC, ISO 8601), `what` it was, on how many `films`, for how many `seconds`.

    `figures`: what it was found to be worth, by their names in evaluations ("mre_mm"). `details`: how it was
    asked for, in English words, as `what` is; `run_words` translates that.
    """

    when: str
    what: str
    films: int
    seconds: float
    end: RunEnd
    figures: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
