"""How far the review is: films reviewed, and how many points are still too far off; it asks when to stop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.translation import tr
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, unmarked

STOP_RULE = tr(
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
        done = tr("{reviewed} of {films} reviewed", reviewed=self.reviewed, films=self.films)
        if not self.open_points:
            return tr("{done}, no point left to decide", done=done)
        if not self.judged:
            points = tr("{n} open point", "{n} open points", n=self.open_points)
            return tr("{done}, {points} ranked by doubt", done=done, points=points)
        points = tr("{n} point", "{n} points", n=round(self.worse))
        limit = tr("still worse than {threshold:g} mm", threshold=self.threshold)
        if self.judged < self.open_points:
            limit = tr("{limit} (of {judged} judged)", limit=limit, judged=self.judged)
        return tr("{done}, about {points} {limit}", done=done, points=points, limit=limit)

    @property
    def explanation(self) -> str:
        """Where the number comes from, or why there is none."""
        if not self.open_points:
            return tr("Every predicted point is decided.")
        known = tr(
            "Of {n} open point the error is calibrated: "
            "{worse:.1f} are expected to be more than {threshold:g} mm off.",
            "Of {n} open points the error is calibrated: "
            "{worse:.1f} are expected to be more than {threshold:g} mm off.",
            n=self.judged,
            worse=self.worse,
            threshold=self.threshold,
        )
        return " ".join(filter(None, (known if self.judged else "", self._not_counted())))

    def _not_counted(self) -> str:
        bare = self.open_points - self.judged - self.without_mm
        if self.without_mm and bare:
            return tr(
                "Not counted: {without_mm} lie on films without millimetres per pixel, and of {bare} nobody "
                "has measured how far off they may be: doubt only ranks them.",
                without_mm=self.without_mm,
                bare=bare,
            )
        if bare:
            return tr(
                "Not counted: of {bare} nobody has measured how far off they may be: doubt only ranks them.",
                bare=bare,
            )
        lacking = tr(
            "Not counted: {without_mm} lie on films without millimetres per pixel.",
            without_mm=self.without_mm,
        )
        return lacking if self.without_mm else ""


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
        named(self._why, tr("When is it safe to stop?"))
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
