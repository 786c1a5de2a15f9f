"""One evaluation of a row, and of which films, landmarks and readers it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.evaluation.metrics import ImageFraction
from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import Confidence

DIAGONAL_THRESHOLDS = (0.5, 1.0, 2.0, 5.0)  # of SDR, in % of the image diagonal


@dataclass(frozen=True, slots=True)
class Score:
    """One evaluation. `part`: of the test films, "" all; `against`: whose truth; `without`: left out.

    `films` is the film behind each line of the evaluation, in its order. `unit`: of its figures, in words.
    """

    evaluation: EvaluationReport
    films: tuple[str, ...]
    unit: str
    part: str = ""
    against: str = ""
    without: tuple[str, ...] = ()
    fractions: ImageFraction | None = None
    confidence: Confidence | None = None

    def as_json(self) -> dict[str, Any]:
        """The score as plain JSON values, landmark by landmark and film by film."""
        fractions, intervals = self.fractions, self.confidence
        return {
            "part": self.part,
            "against": self.against,
            "without": list(self.without),
            **self.evaluation.as_json(),
            "unit": self.unit,
            "confidence": None if intervals is None else intervals.as_json(),
            "fractions": None if fractions is None else fractions.as_json(),
        }
