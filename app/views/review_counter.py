"""How far the review is: films reviewed, and how many points are still too far off; it asks when to stop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, unmarked
from engine.wording import counted

STOP_RULE = (
    "It is safe to stop when so few points are expected to be too far off that your work can bear them. The "
    "worst come first, so each step finds less; click to read how to be sure."
)


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far the review is.

    `reviewed` of `films`: those with predictions, now or before. `open_points`: nobody has decided on them;
    the error of `judged` of them is calibrated in mm, and `worse` of these are expected to be more than
    `threshold` mm off. `without_mm`: calibrated ones on films without a pixel spacing.
    """

    reviewed: int = 0
    films: int = 0
    open_points: int = 0
    judged: int = 0
    without_mm: int = 0
    worse: float = 0.0
    threshold: float = 2.0

    @property
    def words(self) -> str:
        """The counter: the number of points that are too far off only where it is known."""
        films = f"{self.reviewed} of {self.films} reviewed"
        if not self.open_points:
            return f"{films}, no point left to decide"
        if self.judged:
            limit = f"worse than {self.threshold:g} mm"
            known = f" (of {self.judged} judged)" if self.judged < self.open_points else ""
            return f"{films}, about {counted(round(self.worse), 'point')} still {limit}{known}"
        return f"{films}, {counted(self.open_points, 'open point')} ranked by doubt"

    @property
    def explanation(self) -> str:
        """Where the number comes from, or why there is none."""
        if not self.open_points:
            return "Every predicted point is decided."
        unjudged = self.open_points - self.judged
        why = []
        if self.without_mm:
            why.append(f"{self.without_mm} lie on films without millimetres per pixel")
        if bare := unjudged - self.without_mm:
            why.append(f"of {bare} nobody has measured how far off they may be: doubt only ranks them")
        known = (
            f"Of {counted(self.judged, 'open point')} the error is calibrated: "
            f"{self.worse:.1f} are expected to be more than {self.threshold:g} mm off."
            if self.judged
            else ""
        )
        return " ".join(filter(None, (known, _sentence(why))))


def _sentence(parts: list[str]) -> str:
    return f"Not counted: {', and '.join(parts)}." if parts else ""


class ReviewCounter(QWidget):
    """Below the films; hidden while nothing was predicted."""

    explanation_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._why = label(), QToolButton()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._why.setAutoRaise(True)
        give_icon(self._why, "circle-help")
        named(self._why, "When is it safe to stop?")
        self._why.clicked.connect(self.explanation_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_progress(self, progress: ReviewProgress | None) -> None:
        """Say how far the review is; None: there is nothing to review."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        self._words.setText(progress.words)
        tip = f"{progress.explanation}\n\n{STOP_RULE}"
        for widget in (self._words, self._why):
            widget.setToolTip(unmarked(tip))
        self._words.setAccessibleName(progress.words)
        self._words.setAccessibleDescription(progress.explanation)
